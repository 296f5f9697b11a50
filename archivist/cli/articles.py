"""The verbs that show articles, describe them and take them out."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, Call, Misused, Verb
from archivist.cli.choosing import require_date
from archivist.cli.console import SHORT, counted, cut, one_line
from archivist.cli.parser import natural, ordinal
from archivist.errors import NotFound

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.articles import Article
    from archivist.candidates import Account

_FIELDS = ("title", "author", "publisher", "url", "language", "published", "retrieved", "status")


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
    Verb("articles", articles, _list_options),
    Verb("show", show, _show_options),
    Verb("article edit", article_edit, _edit_options),
    Verb("article withdraw", article_withdraw, _one),
)
