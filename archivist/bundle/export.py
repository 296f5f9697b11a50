"""The main job's end: what was chosen, frozen, rendered and bagged, and the issue written down."""

import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import chain
from pathlib import Path

from archivist.archive import Archive
from archivist.bundle.bag import Bag, bag
from archivist.bundle.choosing import choose
from archivist.bundle.freeze import freeze
from archivist.bundle.lines import one_line
from archivist.bundle.model import Model
from archivist.bundle.renderers import FILES, rendered
from archivist.bundle.selection import Selection
from archivist.errors import ArchivistError, Refused

Progress = Callable[[int, int], None]
"""Told how many files of how many are written."""


class Stopped(ArchivistError):
    """The person stopped the export; nothing was written."""


@dataclass(frozen=True, slots=True)
class Issue:
    """A bundle that was handed over.

    `manifest_sha256` is the SHA-256 of its `tagmanifest-sha256.txt`, which covers every other
    file: the figure to give the receiver by another route. `files` are the payload files.
    `people`, `tags` and `events` are the names that left with the passages, aliases among them;
    `undated` is how many articles a span of days left out because they have no date, `left_out`
    how many chosen passages are not in it because they are not in their article's newest text.
    """

    reference: str
    title: str
    issued_at: str
    exhibits: int
    passages: int
    path: Path
    manifest_sha256: str
    files: tuple[str, ...]
    people: tuple[str, ...]
    tags: tuple[str, ...]
    events: tuple[str, ...]
    undated: int
    left_out: int = 0


def export(  # noqa: PLR0913 - what, where, under which name, and the two ends of a long job
    archive: Archive,
    destination: Path,
    selection: Selection,
    *,
    title: str = "",
    reference: str = "",
    issued_at: str | None = None,
    progress: Progress | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> Issue:
    """Write the bundle of what was chosen into the new folder `destination`, and record it.

    Without a reference it is `BUNDLE-` and the day; without `issued_at` it is issued now. An
    export that fails or is stopped leaves neither a folder nor a record. Raises `Refused` when
    nothing is chosen, or the destination is taken, cannot be written or has no room; `Conflict`
    for a reference that was used before; `Stopped` when `cancelled` says so; and what `choose`
    and `freeze` raise.
    """
    _require_fit(archive, destination)
    issued = issued_at or archive.now()
    called = one_line(reference)
    archive.issues.require_new(called)
    with archive.snapshot():
        choice = choose(archive, selection)
        model = freeze(
            archive,
            choice,
            title=one_line(title) or "Evidence bundle",
            reference=called or archive.issues.free(f"BUNDLE-{issued[:10]}"),
            issued_at=issued,
        )
    files = _watched(archive, model, progress, cancelled or (lambda: False))
    made = bag(destination, files, _description(model))
    try:
        archive.issues.record(
            model.reference,
            title=model.title,
            issued_at=model.issued_at,
            manifest_sha256=made.seal,
            exhibits=len(model.exhibits),
            passages=len(model.passages),
        )
    except BaseException:
        shutil.rmtree(destination, ignore_errors=True)
        raise
    return _issue(model, made, choice.undated)


def _require_fit(archive: Archive, destination: Path) -> None:
    if archive.read_only:
        raise Refused("The archive is open read-only, so no issue can be recorded in it.")
    if archive.folder.resolve() in (destination.resolve(), *destination.resolve().parents):
        raise Refused(
            f"“{destination}” lies in the archive, where everything is encrypted and a bundle "
            "would not be; choose another place."
        )


def _issue(model: Model, made: Bag, undated: int) -> Issue:
    return Issue(
        reference=model.reference,
        title=model.title,
        issued_at=model.issued_at,
        exhibits=len(model.exhibits),
        passages=len(model.passages),
        path=made.folder,
        manifest_sha256=made.seal,
        files=made.files,
        people=tuple(name for each in model.actors for name in (each.name, *each.aliases)),
        tags=tuple(tag.name for tag in model.tags),
        events=tuple(event.title for event in model.events),
        undated=undated,
        left_out=sum(exhibit.left_out for exhibit in model.exhibits),
    )


def _description(model: Model) -> dict[str, str]:
    return {
        "Bag-Software-Agent": f"Archivist {model.archivist}",
        "Bagging-Date": model.issued_at[:10],
        "External-Identifier": model.reference,
        "External-Description": f"{model.title}. data/README.txt says what is here and how to "
        "check it.",
    }


def _watched(
    archive: Archive, model: Model, progress: Progress | None, cancelled: Callable[[], bool]
) -> Iterator[tuple[str, bytes]]:
    total = len(FILES) + 2 * len(model.exhibits)
    for done, file in enumerate(chain(rendered(model), _originals(archive, model)), 1):
        if cancelled():
            raise Stopped("The export was stopped; nothing was written.")
        yield file
        if progress:
            progress(done, total)


def _originals(archive: Archive, model: Model) -> Iterator[tuple[str, bytes]]:
    for exhibit in model.exhibits:
        article = archive.articles.get(exhibit.id)
        yield exhibit.original.file, archive.articles.original_of(article)
