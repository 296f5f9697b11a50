"""The verbs by which things leave the archive: bundles, and other tools' formats."""

from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, Call, Verb
from archivist.cli.choosing import ids, require_date
from archivist.cli.console import counted, cut, one_line

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.bundle.export import Issue
    from archivist.bundle.selection import Selection

FORMATS = ("timeline",)


def bundle(call: Call) -> int:
    """Hand over a bundle that proves itself: articles with their highlights, in a new folder.

    Choose articles, or highlights by the actor, event or tag they bear on, or articles by a
    query; the choices add up. --from and --to keep what was published in between and leave out
    what has no date. The people, tags and events of a chosen highlight go along by name, and so
    do the names of the files as they came. The receiver checks it with sha256sum, with the
    verify.py inside (python3 -I data/verify.py), or with archivist verify.

    For example:
        archivist bundle out/SRB-2025-01 --title "Phones opened in Serbia" --tag spyware
    """
    from archivist.bundle.export import export

    given = call.given
    with call.archive() as archive:
        issue = export(
            archive,
            Path(given.dest),
            _selection(call, archive),
            title=given.title or "",
            reference=given.reference or "",
            progress=lambda done, total: call.console.count(f"{done} of {counted(total, 'file')}"),
        )
        same = [one for one in archive.issues.all() if one.reference == issue.reference]
    call.console.done_counting()
    call.console.row(records.issue(issue, version=len(same)), *_lines(issue))
    if issue.undated:
        left_out = counted(issue.undated, "undated article")
        call.console.say(f"{left_out} left out: a span of days says nothing of them.")
    if issue.left_out:
        passages = counted(issue.left_out, "passage")
        call.console.say(
            f"{passages} left out: not in the newest text of the article; place them first to hand "
            "them over (archivist annotations --lost)."
        )
    return DONE


def _lines(issue: "Issue") -> Iterator[str]:
    yield f"{issue.reference}: {cut(issue.title)}"
    exhibits, passages = counted(issue.exhibits, "exhibit"), counted(issue.passages, "passage")
    yield f"{exhibits}, {passages}, {counted(len(issue.files), 'file')}"
    for kind, names in (("People", issue.people), ("Tags", issue.tags), ("Events", issue.events)):
        if names:
            yield f"{kind} named: {'; '.join(one_line(name) for name in names)}"
    yield "The names of the files as they came are a part of the record."
    yield f"Bundle: {issue.path}"
    yield f"Figure to give the receiver by another way: {issue.manifest_sha256}"


def _selection(call: Call, archive: "Archive") -> "Selection":
    from archivist.bundle.selection import Selection

    given = call.given
    return Selection(
        articles=ids(archive.articles, given.article),
        actors=ids(archive.actors, given.actor),
        events=ids(archive.events, given.event),
        tags=ids(archive.tags, given.tag),
        query=given.query or "",
        earliest=_day(given.from_, first=True),
        latest=_day(given.to, first=False),
    )


def _day(written: str | None, *, first: bool) -> str:
    if not written:
        return ""
    date = require_date(written)
    return date.earliest if first else date.latest


def export(call: Call) -> int:
    """Write out what other tools read: timeline, a Markdown file an event, keys as they came.

    For example:
        archivist export timeline out/events
    """
    from archivist.exchange import timeline

    destination = Path(call.given.dest)
    with call.archive() as archive:
        archive.require_outside(destination)
        for path in timeline.export(archive, destination):
            call.console.row({"path": str(path)}, str(path))
    return DONE


def _bundle_options(parser: ArgumentParser) -> None:
    parser.add_argument("dest", metavar="DEST", help="the folder to make")
    parser.add_argument("--title", metavar="TEXT", help="what stands on the cover")
    parser.add_argument("--reference", metavar="TEXT", help="the case's reference")
    for name, metavar in (
        ("article", "ID"),
        ("actor", "NAME"),
        ("event", "TITLE"),
        ("tag", "NAME"),
    ):
        parser.add_argument(
            f"--{name}",
            metavar=metavar,
            action="append",
            default=[],
            help=f"what concerns this {name}" if name != "article" else "this article",
        )
    parser.add_argument("--query", metavar="QUERY", help="articles that this search finds")
    parser.add_argument("--from", dest="from_", metavar="DATE", help="published then or later")
    parser.add_argument("--to", metavar="DATE", help="published then or earlier")


def _export_options(parser: ArgumentParser) -> None:
    parser.add_argument("format", metavar="FORMAT", choices=FORMATS, help=", ".join(FORMATS))
    parser.add_argument("dest", metavar="DEST", help="the folder to write to")


VERBS = (
    Verb("bundle", bundle, _bundle_options),
    Verb("export", export, _export_options),
)
