"""The verb that brings files in, with a line of report for each."""

from argparse import ArgumentParser, BooleanOptionalAction
from collections import Counter
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, FINDING, Call, Misused, Verb
from archivist.cli.console import counted, cut, one_line
from archivist.cli.imports import what_is_new
from archivist.errors import Refused

if TYPE_CHECKING:
    from archivist.accessions import ImportLine
    from archivist.archive import Archive
    from archivist.revisions import Revision


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


VERBS = (Verb("import", import_, _import_options),)
