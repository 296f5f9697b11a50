"""The verbs that bring articles in and show them."""

from argparse import ArgumentParser, BooleanOptionalAction
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, FINDING, Call, Misused, Verb
from archivist.cli.choosing import require_date
from archivist.cli.console import counted, cut, one_line
from archivist.cli.imports import what_is_new
from archivist.cli.parser import natural, ordinal
from archivist.errors import NotFound, Refused

if TYPE_CHECKING:
    from archivist.accessions import ImportLine
    from archivist.archive import Archive
    from archivist.articles import Article
    from archivist.candidates import Account
    from archivist.revisions import Revision

SHORT = 8
"""Characters of an id shown in lists."""

_FIELDS = ("title", "author", "publisher", "url", "language", "published", "retrieved", "status")


def import_(call: Call) -> int:
    """Take files and folders into the archive, with a report line for each file.

    Folders are read with all they hold. A file that cannot be taken in gets a sentence and the
    others go in. The same bytes twice are one article. A newer capture of a page, known by the
    address it declares, becomes the newer text of its article, as with revise; --no-captures
    takes it in as an article of its own. With --ocr pages that are pictures are read too, as
    with ocr. --watched takes in what is new in the watched folder; archivist imports tells again
    what became of each file.

    For example:
        archivist import articles/ event.json
        archivist import --ocr srp+srp_latn scans/
        archivist import --map title=Headline --map text=Body clippings.csv
    """
    _require_one_source(call)
    sums: Counter[str] = Counter()
    encoding = _encoding(call)
    columns = mapped_columns(call)
    languages = languages_of(call.given.ocr) if call.given.ocr is not None else ()
    with call.archive() as archive:
        begun = call.surroundings.clock()
        report = _taking_in(call, archive, encoding, columns)
        if languages:
            report = archive.recognitions.also(report, languages)
        for number, line in enumerate(report, start=1):
            sums["files"] += 1
            sums[line.status] += 1
            sums["open"] += _asks(line)
            sums["with_dates"] += line.status == "imported" and bool(line.date)
            call.console.done_counting()
            call.console.row(import_record(line), *import_lines(line))
            call.console.count(counted(number, "file"))
        seconds = (call.surroundings.clock() - begun).total_seconds()
        sums["proposals"] = len(archive.proposals.waiting())
    call.console.done_counting()
    return _sum_up(call, sums, seconds)


def _taking_in(
    call: Call, archive: "Archive", encoding: str | None, columns: dict[str, str]
) -> "Generator[ImportLine, None, None]":
    if call.given.watched:
        return what_is_new(call, archive)
    return archive.import_from(
        [Path(path) for path in call.given.path],
        follow_links=call.given.follow_links,
        encoding=encoding,
        columns=columns,
        captures=call.given.captures,
    )


def _require_one_source(call: Call) -> None:
    given = call.given
    if not given.watched:
        if not given.path:
            raise Misused("Name files or folders to import, or give --watched.")
    elif given.path or given.encoding or given.map or given.follow_links:
        raise Misused("--watched goes without PATH, --encoding, --map and --follow-links.")


def _asks(line: "ImportLine") -> bool:
    """Whether a person has to see to a highlight that is lost or in doubt since."""
    from archivist.cli.revising import asks

    return bool(line.revision and asks(line.revision))


def _encoding(call: Call) -> str | None:
    if call.given.encoding is None:
        return None
    from archivist.intake.decoding import known

    try:
        return known(call.given.encoding)
    except Refused as refusal:
        raise Misused(str(refusal)) from None


def languages_of(written: str) -> tuple[str, ...]:
    """The languages that were typed, like eng+srp. Raises `Misused` where they are none."""
    from archivist.intake.paper import tessdata

    try:
        return tessdata.languages_of(written)
    except Refused as refusal:
        raise Misused(str(refusal)) from None


def mapped_columns(call: Call) -> dict[str, str]:
    """Which column holds which field, from what was typed as FIELD=COLUMN."""
    from archivist.intake.lists.columns import KNOWN

    columns: dict[str, str] = {}
    for typed in call.given.map or ():
        field, equals, column = typed.partition("=")
        if not equals or not column or field not in KNOWN:
            raise Misused(f"--map takes FIELD=COLUMN, where FIELD is one of {', '.join(KNOWN)}.")
        if field in columns:
            raise Misused(f"--map names a column for {field} twice.")
        columns[field] = column
    return columns


def import_record(line: "ImportLine") -> records.Record:
    """A line of the report as JSON has it."""
    return {
        "path": str(line.path),
        "status": line.status,
        "article": line.article,
        "title": line.title,
        "published": line.published,
        "date": line.date,
        "sha256": line.sha256,
        "warnings": line.warnings,
        "reason": line.reason,
        "likenesses": [records.likeness(each) for each in line.likenesses],
        "revision": line.revision.to_json() if line.revision else None,
        "parts": [import_record(part) for part in line.parts],
    }


def import_lines(line: "ImportLine", depth: int = 0) -> Iterator[str]:
    """A line of the report, with what it warns of and the files it carries."""
    words = one_line(line.reason) or cut(line.title)
    yield f"{line.status:9} {'  ' * depth}{one_line(str(line.path))}: {words}"
    alike = (each.sentence for each in line.likenesses)
    for warning in (*line.warnings, *alike) if line.status in {"imported", "updated"} else ():
        yield f"{'':9} {'  ' * depth}- {one_line(warning)}"
    if line.revision and line.revision.lines:
        yield from (f"{'':9} {'  ' * depth}{words}" for words in _found_again(line.revision))
    for part in line.parts:
        yield from import_lines(part, depth + 1)


def _found_again(revision: "Revision") -> Iterator[str]:
    from archivist.cli.revising import report, summary

    yield summary(revision)
    yield from report(revision)


def _sum_up(call: Call, sums: Counter[str], seconds: float) -> int:
    states = ("imported", "known", "updated", "refused", "with_dates", "proposals")
    summary = {state: sums[state] for state in states}
    if call.console.as_json:
        call.console.row({"summary": {**summary, "seconds": round(seconds, 3)}})
    updated = "{updated} updated, " if sums["updated"] else ""
    words = (
        "{imported} in, " + updated + "{known} known, {refused} refused, {with_dates} with dates."
    )
    call.console.say(words.format(**summary))
    if seconds > 0:
        rate = f"{sums['files'] / seconds:,.0f} files a second"
        call.console.say(f"{counted(sums['files'], 'file')} in {seconds:,.1f} s, {rate}.")
    if sums["proposals"]:
        waiting = counted(sums["proposals"], "proposal waits", "proposals wait")
        call.console.say(f"{waiting}: archivist proposals.")
    return FINDING if sums["refused"] or sums["open"] else DONE


def articles(call: Call) -> int:
    """List the articles, the newest first.

    For example:
        archivist articles --order title
    """
    with call.archive() as archive:
        for article in archive.articles.all(
            limit=call.given.limit, offset=call.given.offset, order=call.given.order
        ):
            call.console.row(records.article(article), _article_line(article))
    return DONE


def _article_line(article: "Article") -> str:
    star = "*" if article.starred else " "
    publisher = f" ({cut(article.publisher)})" if article.publisher else ""
    date = f"{one_line(article.date)[:10]:10}"
    return f"{article.id[:SHORT]} {star} {date}  {cut(article.title)}{publisher}"


def show(call: Call) -> int:
    """Show one article whole: its description, its text, and what was done to it.

    --text gives the canonical text alone, --page that of one page, as a PDF counts them from 1,
    --original the bytes as they came.

    For example:
        archivist show 3fa9 --original > page.html
        archivist show 77c1 --page 12
    """
    with call.archive() as archive:
        article = archive.articles.get(call.given.article)
        if call.given.original:
            call.console.exactly(archive.articles.original_of(article))
        elif call.given.page:
            call.console.exactly(_text_of_page(archive, article, call.given.page).encode())
        elif call.given.text:
            call.console.exactly(archive.articles.text_of(article).text.encode())
        else:
            _show(call, archive, article)
    return DONE


def _text_of_page(archive: "Archive", article: "Article", number: int) -> str:
    layout = archive.layouts.of(article)
    if layout is None:
        raise NotFound(
            f"“{cut(article.title)}” has no pages here; one that came in before pages were kept "
            f"gets them by: archivist reextract {article.id[:SHORT]}."
        )
    if number > len(layout.pages):
        pages = counted(len(layout.pages), "page")
        raise NotFound(f"“{cut(article.title)}” has {pages}, so there is no page {number}.")
    text = archive.articles.text_of(article).text
    start, end = layout.span_of(number - 1, len(text))
    return text[start:end]


def _show(call: Call, archive: "Archive", article: "Article") -> None:
    from archivist.candidates import accounts

    text = archive.articles.text_of(article)
    provenance = tuple(archive.entries_touching([article.id]))
    likenesses = archive.likenesses.of(article)
    layout = archive.layouts.of(article)
    numbers = range(1, len(layout.pages) + 1) if layout else range(0)
    record = {
        **records.whole_article(article),
        "accounts": [each.to_json() for each in accounts(article)],
        "likenesses": [records.likeness(each) for each in likenesses],
        "pages": [records.page(layout, each, len(text.text)) for each in numbers if layout],
        "text": text.text,
        "leaves": [[leaf.kind, leaf.start, leaf.end, leaf.role] for leaf in text.leaves],
        "provenance": [records.entry(entry) for entry in provenance],
    }
    described = [
        f"{name}: {one_line(str(value))}"
        for name, value in records.whole_article(article).items()
        if isinstance(value, str | int) and value not in ("", False)
    ]
    described += [f"pages: {len(numbers)}"] if layout else []
    warned = [f"warning: {one_line(warning)}" for warning in article.warnings]
    alike = [f"like {each.article[:SHORT]}: {one_line(each.sentence)}" for each in likenesses]
    past = [f"{entry.at}  {one_line(entry.agent)}  {entry.action}" for entry in provenance]
    at_odds = [_at_odds(each) for each in accounts(article) if each.disputed]
    call.console.row(record, *described, *at_odds, *warned, *alike, "", text.text, "", *past)


def _at_odds(account: "Account") -> str:
    """What the sources of a field say that cannot all be true; the present value has a star."""
    told = (
        f"{'*' * each.present}{cut(each.value)} ({', '.join(fact.source for fact in each.facts)})"
        for each in account.candidates
        if each.value and each.facts
    )
    return f"sources disagree on {account.field}: {one_line('; '.join(told))}"


def article_edit(call: Call) -> int:
    """Change what is said of an article; its original and its text never change.

    For example:
        archivist article edit 3fa9 --published 2025-02-26 --status reviewed --star
    """
    given = vars(call.given)
    values: dict[str, str | bool] = {
        name: given[name] for name in _FIELDS if given[name] is not None
    }
    if call.given.starred is not None:
        values["starred"] = call.given.starred
    if not values:
        raise Misused("Say what to change, for instance --title or --published.")
    if call.given.retrieved:
        require_date(call.given.retrieved)
    with call.archive() as archive:
        article = archive.proposals.describe(call.given.article, **values)
        call.console.row(records.whole_article(article), _article_line(article))
    return DONE


def article_withdraw(call: Call) -> int:
    """Take an article out of the archive with its highlights; undo brings it back.

    For example:
        archivist article withdraw 3fa9
    """
    with call.archive() as archive:
        article = archive.articles.get(call.given.article)
        archive.withdraw_article(article.id)
        call.console.row({"id": article.id}, article.id)
    return DONE


def add_map(parser: ArgumentParser) -> None:
    """The option that says which column of a table holds what."""
    parser.add_argument(
        "--map",
        metavar="FIELD=COLUMN",
        action="append",
        help="each row of a table or list is an article, with this field in this column",
    )


def _import_options(parser: ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="*", help="a file or a folder")
    parser.add_argument(
        "--watched", action="store_true", help="take in what is new in the watched folder"
    )
    parser.add_argument(
        "--encoding",
        metavar="NAME",
        help="read all of them as this, for instance windows-1250, and not as UTF-8",
    )
    add_map(parser)
    parser.add_argument(
        "--ocr",
        metavar="LANGUAGES",
        help="read pages that are pictures too, in these languages of Tesseract: eng+srp",
    )
    parser.add_argument(
        "--follow-links", action="store_true", help="also read what symbolic links point to"
    )
    parser.add_argument(
        "--captures",
        action=BooleanOptionalAction,
        default=True,
        help="renew an article with a newer capture of its page; this is what happens anyway",
    )


def _list_options(parser: ArgumentParser) -> None:
    parser.add_argument("--limit", type=natural, metavar="N", help="at most N articles")
    parser.add_argument(
        "--offset", type=natural, metavar="N", default=0, help="leave out the first N"
    )
    parser.add_argument(
        "--order", choices=("newest", "oldest", "title", "imported"), default="newest"
    )


def _one(parser: ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", help="its id, or the beginning of it")


def _show_options(parser: ArgumentParser) -> None:
    _one(parser)
    only = parser.add_mutually_exclusive_group()
    only.add_argument("--text", action="store_true", help="the canonical text alone")
    only.add_argument("--page", type=ordinal, metavar="N", help="the text of that page alone")
    only.add_argument("--original", action="store_true", help="the bytes as they came")


def _edit_options(parser: ArgumentParser) -> None:
    _one(parser)
    for name in _FIELDS:
        parser.add_argument(f"--{name}", metavar="WORDS", help=f"its {name}; '' takes it away")
    star = parser.add_mutually_exclusive_group()
    star.add_argument("--star", dest="starred", action="store_true", default=None)
    star.add_argument("--unstar", dest="starred", action="store_false", default=None)


VERBS = (
    Verb("import", import_, _import_options),
    Verb("articles", articles, _list_options),
    Verb("show", show, _show_options),
    Verb("article edit", article_edit, _edit_options),
    Verb("article withdraw", article_withdraw, _one),
)
