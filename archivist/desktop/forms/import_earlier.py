"""Earlier imports: how each is called, and its lines as rows of the report."""

from collections.abc import Iterator
from pathlib import Path, PurePosixPath

from PySide6 import QtCore

from archivist.desktop.forms.import_lines import Row, Sort
from archivist.intake import kinds
from archivist.reports import Report, ReportLine

translate = QtCore.QCoreApplication.translate


def called(report: Report) -> str:
    """When it was, who did it, and how many files became what."""
    counts = {
        translate("Earlier", "in"): report.imported,
        translate("Earlier", "known"): report.known,
        translate("Earlier", "updated"): report.updated,
        translate("Earlier", "refused"): report.refused,
    }
    said = ", ".join(f"{count:,} {words}" for words, count in counts.items() if count)
    return " · ".join((moment(report.at), said, report.agent))


def moment(at: str) -> str:
    """A time of the journal to the minute."""
    return f"{at[:16].replace('T', ' ')} UTC"


def rows_of_report(line: ReportLine, *, within: str = "", depth: int = 0) -> Iterator[Row]:
    """The row of a file of an earlier import, and under it those of the files it carried."""
    gone = line.status in ("imported", "updated") and not line.is_in
    sentences = line.sentences
    if gone:
        sentences += (translate("Earlier", "It is in the archive no more."),)
    article = line.article if line.is_in else ""
    yield Row(
        sort=_sort(line),
        path=line.place,
        name=PurePosixPath(line.place).name if depth == 0 else line.place,
        within=within,
        depth=depth,
        title=line.title,
        date=line.date,
        article=article,
        sha256=line.sha256,
        sentences=sentences,
        has_rows=bool(article) and kinds.may_have_columns(line.place),
    )
    inside = f"{within} › {line.place}" if within else line.place
    for part in line.parts:
        yield from rows_of_report(part, within=inside, depth=depth + 1)


def found_again(row: Row, folder: Path) -> Path | None:
    """Where the file of an earlier row lies, in the folder it was imported with or in itself."""
    place = PurePosixPath(row.path)
    ways = [folder / place, folder.joinpath(*place.parts[1:])]
    if place.parts[:1] == (folder.name,):
        ways.insert(0, folder.parent / place)
    return next((way for way in ways if way.is_file()), None)


def _sort(line: ReportLine) -> Sort:
    if line.status == "imported":
        return "warned" if line.sentences else "in"
    return line.status
