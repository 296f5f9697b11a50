"""The verb that reads the words on pages that are pictures."""

from argparse import ArgumentParser
from collections import Counter
from collections.abc import Iterator
from typing import TYPE_CHECKING

from archivist.cli.call import DONE, FINDING, Call, Misused, Verb
from archivist.cli.console import SHORT, counted, cut, one_line
from archivist.cli.importing import languages_of
from archivist.cli.revising import asks, report, summary

if TYPE_CHECKING:
    from archivist.cli.records import Record
    from archivist.recognition import PageSeen, Recognition


def ocr(call: Call) -> int:
    """Read the words on pages that are pictures, as of a scan, with Tesseract.

    Only pages without text are looked at, and each once; --again looks at them another time, in
    other languages perhaps. The words become the article's newer text, as with revise, and the
    article says that they were seen and not found: check them against the page. Tesseract comes
    with pip install '.[ocr]' in a clone, its languages from the system (apt install
    tesseract-ocr-srp). Each article is an act of its own for undo. Ends with 1 when a page was
    not read, or a highlight is lost or in doubt.

    For example:
        archivist ocr 3fa9 --language srp+srp_latn
        archivist ocr --all --language eng
    """
    if bool(call.given.article) == call.given.all:
        raise Misused("Name the articles whose pages to read, or give --all.")
    languages = languages_of(call.given.language)
    sums: Counter[str] = Counter()
    with call.archive() as archive:
        waiting = archive.layouts.waiting() if call.given.all else ()
        wanted = call.given.article or [article.id for article in waiting]
        for told in archive.recognitions.recognise(wanted, languages, again=call.given.again):
            _tell(call, told, sums)
    call.console.say(
        f"{counted(sums['pages'], 'page')} read in {counted(sums['renewed'], 'article')}, "
        f"{sums['same']} as they were, {sums['refused']} not read."
    )
    return FINDING if sums["refused"] or sums["open"] or sums["unread"] else DONE


def _tell(call: Call, told: "PageSeen | Recognition", sums: Counter[str]) -> None:
    from archivist.recognition import PageSeen

    if isinstance(told, PageSeen):
        sums["unread"] += bool(told.reason)
        if told.reason:
            call.console.done_counting()
            call.console.say(f"p. {told.page} of {cut(told.article.title)}: {told.reason}")
        call.console.count(f"{told.done} of {counted(told.total, 'page')}")
        return
    sums[told.status] += 1
    sums["pages"] += told.pages
    sums["open"] += bool(told.revision and asks(told.revision))
    call.console.done_counting()
    call.console.row(_record(told), *_lines(told))


def _record(line: "Recognition") -> "Record":
    return {
        "article": line.article.id,
        "status": line.status,
        "reader": line.article.reader,
        "pages": line.pages,
        "warnings": line.article.warnings,
        "reason": line.reason,
        "revision": line.revision.to_json() if line.revision else None,
    }


def _lines(line: "Recognition") -> Iterator[str]:
    reason = f": {one_line(line.reason)}" if line.reason else ""
    yield f"{line.status:9} {line.article.id[:SHORT]}  {cut(line.article.title)}{reason}"
    if line.status == "renewed":
        yield from (f"{'':9} - {one_line(warning)}" for warning in line.article.warnings)
    if line.revision and line.revision.lines:
        yield f"{'':9} {summary(line.revision)}"
        yield from (f"{'':9} {words}" for words in report(line.revision))


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("article", metavar="ARTICLE", nargs="*", help="the articles to read")
    parser.add_argument(
        "--all", action="store_true", help="all articles with pages that hold no text"
    )
    parser.add_argument(
        "--language",
        metavar="LANGUAGES",
        default="eng",
        help="the languages of the pages, as Tesseract names them: eng+srp; without it, eng",
    )
    parser.add_argument(
        "--again", action="store_true", help="also pages that were looked at before"
    )


VERBS = (Verb("ocr", ocr, _options),)
