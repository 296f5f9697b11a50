"""The verbs of what was brought in: the reports of imports, and the folder that is watched."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from time import sleep
from typing import TYPE_CHECKING

from archivist.cli.call import DONE, FINDING, Call, Misused, Verb
from archivist.cli.console import counted, cut, one_line
from archivist.cli.parser import natural
from archivist.errors import Refused

if TYPE_CHECKING:
    from archivist.accessions import ImportLine
    from archivist.archive import Archive
    from archivist.cli.records import Record
    from archivist.reports import Report, ReportLine

_BETWEEN_LOOKS = 1.0
"""Seconds in which a file that is still being written shows it."""


def imports(call: Call) -> int:
    """List the imports, the latest first; with N, what became of each file of that one.

    --refused keeps the files that were refused; --csv writes a table that a spreadsheet opens. A
    file's place is told from what was chosen at the import. Undo of an import leaves its report.

    For example:
        archivist imports
        archivist imports 3 --refused --csv refused.csv
    """
    if call.given.number is None:
        if call.given.refused or call.given.csv:
            raise Misused("Say which import, for instance: archivist imports 3 --refused.")
        return _list(call)
    with call.archive() as archive:
        report = archive.reports.get(call.given.number)
        lines = archive.reports.lines(report.number)
        if call.given.refused:
            lines = _refused(lines)
        if call.given.csv:
            return _write(call, archive, lines)
        for line in lines:
            call.console.row(_line_record(line), *_line_words(line))
        call.console.say(_words(report))
    return DONE


def _list(call: Call) -> int:
    with call.archive() as archive:
        for report in archive.reports.all():
            call.console.row(_report_record(report), _words(report))
    return DONE


def _refused(lines: "Iterator[ReportLine]") -> "Iterator[ReportLine]":
    """The refused files alone, also those within others."""
    for line in lines:
        yield from (each for each in line.all() if each.status == "refused")


def _write(call: Call, archive: "Archive", lines: "Iterator[ReportLine]") -> int:
    from archivist.reports import as_csv
    from archivist.writing import write_whole

    path = Path(call.given.csv)
    archive.require_outside(path)
    try:
        write_whole(path, as_csv(lines))
    except OSError as failure:
        raise Refused(f"{path} cannot be written: {failure.strerror}.") from None
    call.console.row({"path": str(path)}, str(path))
    return DONE


def _words(report: "Report") -> str:
    counts = [f"{report.imported:,} in", f"{report.known:,} known"]
    counts += [f"{report.updated:,} updated"] if report.updated else []
    counts += [f"{report.refused:,} refused"]
    more = len(report.places) - 1
    chosen = cut(report.places[0], 60) if report.places else ""
    chosen += f" and {more} more" if more > 0 else ""
    taken = "; taken back since" if report.taken_back else ""
    when = f"{report.number:>4}  {report.at}  {one_line(report.agent)}"
    return f"{when}  {chosen}: {', '.join(counts)}{taken}"


def _report_record(report: "Report") -> "Record":
    counts = {name: getattr(report, name) for name in ("imported", "known", "updated", "refused")}
    return {
        "import": report.number,
        "at": report.at,
        "until": report.until,
        "agent": report.agent,
        "places": report.places,
        **counts,
        "taken_back": report.taken_back,
    }


def _line_record(line: "ReportLine") -> "Record":
    return {
        "place": line.place,
        "status": line.status,
        "sha256": line.sha256,
        "article": line.article,
        "title": line.title,
        "date": line.date,
        "in": line.is_in,
        "size": line.size,
        "sentences": line.sentences,
        "parts": [_line_record(part) for part in line.parts],
    }


def _line_words(line: "ReportLine", depth: int = 0) -> Iterator[str]:
    before = "  " * depth
    title = f": {cut(line.title)}" if line.title else ""
    yield f"{line.status:9} {before}{one_line(line.place)}{title}"
    yield from (f"{'':9} {before}- {one_line(each)}" for each in line.sentences)
    for part in line.parts:
        yield from _line_words(part, depth + 1)


def watch(call: Call) -> int:
    """Say which folder is watched, or watch one: what is new in it comes in by itself.

    The window takes it in while it is open, and so does archivist import --watched. The folder
    is kept in the archive's own settings, encrypted. Nothing is ever written to it. --off ends it.

    For example:
        archivist watch ~/Downloads/case
    """
    if call.given.folder and call.given.off:
        raise Misused("Name a folder or give --off, not both.")
    with call.archive() as archive:
        if call.given.folder or call.given.off:
            archive.set_watched(Path(call.given.folder) if call.given.folder else None)
        watched = archive.settings.watched
    call.console.row({"watched": watched}, one_line(watched) or "No folder is watched.")
    return DONE if watched or call.given.off else FINDING


def what_is_new(call: Call, archive: "Archive") -> "Iterator[ImportLine]":
    """Take in what is new in the watched folder and no longer being written."""
    watched = archive.watching()
    if watched is None:
        raise Refused("No folder is watched; choose one with archivist watch FOLDER.")
    found = watched.look()
    if watched.waiting:
        sleep(_BETWEEN_LOOKS)
        found += watched.look()
    if watched.trouble:
        raise Refused(watched.trouble)
    if watched.waiting:
        waiting = counted(watched.waiting, "file is", "files are")
        call.console.say(f"{waiting} still being written; run this again when they are whole.")
    return archive.import_found(found, within=watched.folder, captures=call.given.captures)


def _imports_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "number", metavar="N", nargs="?", type=natural, help="the import to tell of"
    )
    parser.add_argument("--refused", action="store_true", help="the files that were refused alone")
    parser.add_argument("--csv", metavar="FILE", help="write a table to this file")


def _watch_options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", nargs="?", help="the folder to watch")
    parser.add_argument("--off", action="store_true", help="watch none")


VERBS = (
    Verb("imports", imports, _imports_options),
    Verb("watch", watch, _watch_options),
)
