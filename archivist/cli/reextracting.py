"""The verb that reads originals again with the readers of the present program."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archivist.cli.call import DONE, FINDING, Call, Misused, Verb
from archivist.cli.console import SHORT, counted, cut, one_line
from archivist.cli.importing import add_map, import_lines, import_record, mapped_columns
from archivist.cli.revising import asks, report, summary

if TYPE_CHECKING:
    from archivist.cli.records import Record
    from archivist.reextraction import Reextraction


def reextract(call: Call) -> int:
    """Read the originals of articles again, with the readers of this Archivist.

    Where a reader finds another text than the article has, it becomes the article's newer text,
    as with revise: the former one stays and highlights are found again. An article whose file
    could not be read at its import gets its text so. With --map the rows of a table or list that
    came in as one article become articles of their own. Each article is an act of its own for
    undo. Ends with 1 when an original was not read, or a highlight is lost or in doubt.

    For example:
        archivist reextract 3fa9
        archivist reextract 3fa9 --map title=Headline --map text=Body
        archivist reextract --all
    """
    if bool(call.given.article) == call.given.all:
        raise Misused("Name the articles to read again, or give --all.")
    columns = mapped_columns(call)
    if columns and call.given.all:
        raise Misused("--map says what one table is: name its article.")
    sums: Counter[str] = Counter()
    with call.archive() as archive:
        found = archive.reextract(call.given.article, columns=columns)
        for number, line in enumerate(found, start=1):
            sums[line.status] += 1
            sums["open"] += bool(line.revision and asks(line.revision))
            call.console.done_counting()
            call.console.row(_record(line), *_lines(line))
            call.console.count(counted(number, "article"))
    call.console.say(
        f"{sums['renewed']} renewed, {sums['same']} as they were, {sums['refused']} not read."
    )
    return FINDING if sums["refused"] or sums["open"] else DONE


def _record(line: "Reextraction") -> "Record":
    return {
        "article": line.article.id,
        "status": line.status,
        "reader": line.article.reader,
        "reason": line.reason,
        "revision": line.revision.to_json() if line.revision else None,
        "parts": [import_record(part) for part in line.parts],
    }


def _lines(line: "Reextraction") -> Iterator[str]:
    reason = f": {one_line(line.reason)}" if line.reason else ""
    yield f"{line.status:9} {line.article.id[:SHORT]}  {cut(line.article.title)}{reason}"
    if line.revision and line.revision.lines:
        yield f"{'':9} {summary(line.revision)}"
        yield from (f"{'':9} {words}" for words in report(line.revision))
    for part in line.parts:
        yield from import_lines(part, 1)


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", nargs="*", help="the articles to read again")
    parser.add_argument("--all", action="store_true", help="all articles of the archive")
    add_map(parser)


VERBS = (Verb("reextract", reextract, _options),)
