"""One open archive: a room for each concept, on one store."""

import os
import re
from collections.abc import Callable, Generator, Iterable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Self

from archivist import custody, drafting, watching
from archivist.accessions import Accessions, ImportLine
from archivist.actors import Actors
from archivist.annotations import Annotations
from archivist.articles import Accession, Articles
from archivist.corrections import Corrections
from archivist.errors import Refused
from archivist.events import Events
from archivist.intake.deposit import Deposit
from archivist.issues import Issues
from archivist.layouts import Layouts
from archivist.likeness import Likenesses
from archivist.mappings import Mappings
from archivist.proposals import Proposals
from archivist.recognition import Recognitions
from archivist.reextraction import Reextraction, Reextractions
from archivist.reports import Reports
from archivist.revisions import Revision, Revisions
from archivist.search.room import Search
from archivist.settings import Settings
from archivist.sites import Sites
from archivist.store import copies, history, inspection, keys
from archivist.store.arrival import arriving, require_archive
from archivist.store.circumstances import Circumstances, Clock, Entropy
from archivist.store.inspection import Check
from archivist.store.journal import Entry
from archivist.store.lock import Lock
from archivist.store.store import FILE, Store
from archivist.tags import Tags
from archivist.text import StructuredText
from archivist.watching import Watched

SUFFIX = ".archivist"
_POSITION = "position "
_POSITIONS = 500

_ID = re.compile("[0-9a-f]{32}")


def now() -> datetime:
    """The machine's clock, in UTC: the clock an archive has unless it is given another."""
    return datetime.now(UTC)


class Archive:
    """One open archive; made by `create` or `open`, and let go of by `close`."""

    def __init__(self, store: Store, lock: Lock | None, *, encrypted: bool) -> None:
        self._store = store
        self._lock = lock
        self.encrypted = encrypted
        self.articles = Articles(store)
        self.annotations = Annotations(store)
        self.actors = Actors(store)
        self.events = Events(store)
        self.tags = Tags(store)
        self.proposals = Proposals(store)
        self.issues = Issues(store)
        self.layouts = Layouts(store)
        self.revisions = Revisions(store)
        self.likenesses = Likenesses(store)
        self.sites = Sites(store)
        self.reports = Reports(store)
        self.search = Search(store)
        self.mappings = Mappings(store)
        self.corrections = Corrections(store)
        self.recognitions = Recognitions(store)
        self._accessions = Accessions(store)

    @classmethod
    def create(
        cls,
        folder: Path,
        *,
        passphrase: str | None,
        agent: str = "",
        clock: Clock = now,
        entropy: Entropy = os.urandom,
        cost: keys.Cost = keys.STANDARD,
    ) -> tuple[Self, str]:
        """A new archive in `folder`, whose name ends in `.archivist`; and its recovery code.

        Without a passphrase the archive is open to whoever has the folder, and there is no code.
        Raises `Refused` when the folder exists or cannot be made.
        """
        folder = named(folder)
        key, content, code = keys.new_keys(passphrase, entropy=entropy, cost=cost)
        circumstances = Circumstances(agent or f"R-{entropy(2).hex().upper()}", clock, entropy)
        lock: Lock | None = None
        with arriving(folder) as unfinished:
            keys.write_keys(unfinished, content)
            store = Store.create(unfinished, key, circumstances)
            with store.change("create archive") as change:
                settings = Settings(agent=circumstances.agent).to_json()
                store.put(change, "setting", {"key": "settings", "value": settings})
                store.put(change, "setting", {"key": "archive", "value": circumstances.new_id()})
            store.close()
            lock = Lock(unfinished)
            lock.acquire()
        return cls(Store.open(folder, key, circumstances), lock, encrypted=bool(code)), code

    @classmethod
    def open(  # noqa: PLR0913 - four ways in, and who, when and what chance
        cls,
        folder: Path,
        *,
        passphrase: str | None = None,
        recovery: str | None = None,
        keyfile: bytes | None = None,
        key: bytes | None = None,
        agent: str = "",
        clock: Clock = now,
        entropy: Entropy = os.urandom,
    ) -> Self:
        """The archive in `folder`, read-only where the place cannot be written to.

        `key` is what `store.keys.unlock` gave, on another thread perhaps: it takes a second.
        Raises `Locked` for a wrong secret or an archive that is open elsewhere, `Damaged` for
        one that cannot be read, `NotFound` where there is none.
        """
        require_archive(folder)
        content = keys.read_keys(folder)
        if key is None:
            key = keys.unlock(content, passphrase=passphrase, recovery=recovery, keyfile=keyfile)
        read_only = not all(os.access(path, os.W_OK) for path in (folder, folder / FILE))
        lock = None if read_only else Lock(folder)
        if lock:
            lock.acquire()
        try:
            circumstances = Circumstances(agent, clock, entropy)
            store = Store.open(folder, key, circumstances, read_only=read_only)
            archive = cls(store, lock, encrypted=not keys.is_open(content))
            archive.act_as(agent or archive.settings.agent)
        except BaseException:
            if lock:
                lock.release()
            raise
        return archive

    def change_passphrase(self, passphrase: str, *, cost: keys.Cost = keys.STANDARD) -> None:
        """Open with this passphrase and with the former no more; an open archive is closed by it.

        A copy of the folder made before still opens as it did then. Raises `Refused` for an
        empty one.
        """
        self._rewrite_keys(keys.change_passphrase, passphrase, cost=cost)
        self.encrypted = True

    def add_keyfile(self, keyfile: bytes, *, cost: keys.Cost = keys.STANDARD) -> None:
        """Open also with the exact bytes of this file. Raises `Refused` when it is empty."""
        self._rewrite_keys(keys.add_keyfile, keyfile, cost=cost)

    def new_recovery(self, *, cost: keys.Cost = keys.STANDARD) -> str:
        """A new recovery code, which is told this once; the former opens no more."""
        content, entropy = keys.read_keys(self.folder), self._store.circumstances.entropy
        renewed, code = keys.new_recovery(content, self._store.key, entropy=entropy, cost=cost)
        keys.write_keys(self.folder, renewed)
        return code

    def _rewrite_keys(
        self, author: Callable[..., dict[str, Any]], secret: str | bytes, *, cost: keys.Cost
    ) -> None:
        content, entropy = keys.read_keys(self.folder), self._store.circumstances.entropy
        changed = author(content, self._store.key, secret, entropy=entropy, cost=cost)
        keys.write_keys(self.folder, changed)

    def require_outside(self, destination: Path) -> None:
        """Raise `Refused` when the place lies in the archive's folder, where all is encrypted."""
        if destination.resolve().is_relative_to(self.folder.resolve()):
            raise Refused(
                f"{destination} lies inside the archive, where nothing stands in clear: "
                "choose a place outside it."
            )

    def beside(self) -> "Archive":
        """The same archive over a connection of its own, for the calling thread."""
        return Archive(self._store.beside(), None, encrypted=self.encrypted)

    def wait_at_most(self, milliseconds: int) -> None:
        """How long an act waits from now on for one of another program before it is refused."""
        self._store.wait_at_most(milliseconds)

    def close(self) -> None:
        """Let go of the archive; everything acknowledged is on the disk already."""
        try:
            self._store.close()
        finally:
            if self._lock:
                self._lock.release()

    @property
    def folder(self) -> Path:
        """Where the archive lies."""
        return self._store.folder

    @property
    def read_only(self) -> bool:
        """Whether the archive lies where it cannot be written to."""
        return self._store.read_only

    @property
    def agent(self) -> str:
        """Who acts, as the journal names them: a pseudonym."""
        return self._store.circumstances.agent

    def act_as(self, agent: str) -> None:
        """Let the journal name another agent from now on."""
        self._store.circumstances = replace(self._store.circumstances, agent=agent)

    @property
    def identity(self) -> str:
        """The archive's own id, given when it was made."""
        return self._setting("archive")

    @property
    def settings(self) -> Settings:
        """The archive's settings."""
        kept = self._setting("settings")
        return Settings.from_json(kept) if kept else Settings(agent=self.agent)

    def set_settings(self, settings: Settings) -> None:
        """Change the archive's settings."""
        with self._store.change("change settings") as change:
            self._store.put(change, "setting", {"key": "settings", "value": settings.to_json()})

    def set_watched(self, folder: Path | None) -> None:
        """Watch a folder from now on, or none. Raises `Refused` for what cannot be watched."""
        watched = "" if folder is None else str(watching.fit(folder))
        if watched != self.settings.watched:
            self.set_settings(replace(self.settings, watched=watched))

    def watching(self) -> Watched | None:
        """The watched folder, of which every file is new that no report of an import names."""
        if not self.settings.watched:
            return None
        folder = Path(self.settings.watched)
        return Watched(folder, self.reports.seen(watching.place_of(folder)))

    def reading_positions(self) -> Mapping[str, int]:
        """Where a person stopped reading: a code point of each text, by the text's SHA-256."""
        rows = self._store.read(f"SELECT key, value FROM setting WHERE key GLOB '{_POSITION}*'")
        kept = sorted(rows, key=lambda row: row["value"].partition(" ")[2])
        return {
            row["key"].removeprefix(_POSITION): int(row["value"].partition(" ")[0]) for row in kept
        }

    def keep_positions(self, positions: Mapping[str, int]) -> None:
        """Keep where a person stopped reading, the latest last; the oldest are forgotten."""
        known = self.reading_positions()
        latest = dict(list(positions.items())[-_POSITIONS:])
        with self._store.change("keep positions") as change:
            for text in known.keys() - latest.keys():
                self._store.drop(change, "setting", f"{_POSITION}{text}")
            for text, offset in latest.items():
                if known.get(text) != offset:
                    row = {"key": f"{_POSITION}{text}", "value": f"{offset} {self.now()}"}
                    self._store.put(change, "setting", row)

    def _setting(self, key: str) -> str:
        row = self._store.one("SELECT value FROM setting WHERE key = ?", (key,))
        return row["value"] if row else ""

    # Intake

    def import_from(
        self,
        paths: Iterable[Path],
        *,
        follow_links: bool = False,
        encoding: str | None = None,
        columns: Mapping[str, str] | None = None,
        captures: bool = True,
        stopped: Callable[[], bool] = bool,
    ) -> Generator[ImportLine, None, None]:
        """Take in files and folders; see `accessions.Accessions.import_from`."""
        return self._accessions.import_from(
            paths,
            follow_links=follow_links,
            encoding=encoding,
            columns=columns,
            captures=captures,
            stopped=stopped,
        )

    def import_found(
        self,
        paths: Iterable[Path],
        *,
        within: Path,
        captures: bool = True,
        stopped: Callable[[], bool] = bool,
    ) -> Generator[ImportLine, None, None]:
        """Take in what was found in a folder; see `accessions.Accessions.import_found`."""
        return self._accessions.import_found(
            paths, within=within, captures=captures, stopped=stopped
        )

    def accession(self, deposit: Deposit) -> Accession:
        """Take in one deposit: the article, the event it declares, and what it proposes."""
        return self._accessions.accession(deposit)

    def revise(self, article: str, deposit: Deposit) -> Revision:
        """Give an article a new text, and find its highlights again; see `revisions`."""
        return self.revisions.revise(article, deposit)

    def reextract(
        self, articles: Iterable[str] = (), *, columns: Mapping[str, str] | None = None
    ) -> Generator[Reextraction, None, None]:
        """Read originals again, of these articles or of all; see `reextraction`."""
        return Reextractions(self._store).reextract(articles, columns=columns)

    def withdraw_article(self, article: str) -> None:
        """Take an article out with its highlights, proposals and former texts; its event stays."""
        with self._store.change("withdraw article") as change:
            subject = self.articles.get(article)
            for annotation in self.annotations.all(article=subject.id, lost=True):
                self.annotations.withdraw(annotation.id)
            self.revisions.withdraw(subject.id)
            rows = self._store.read("SELECT id FROM proposal WHERE article = ?", (subject.id,))
            for row in rows:
                self._store.drop(change, "proposal", row["id"])
            for event in self.events.on(subject.id):
                self.events.edit(event.id, article="")
            self._store.drop(change, "article", subject.id)

    # The past

    def undo(self) -> tuple[Entry, ...]:
        """Take back this agent's last act; returns the entries taken back.

        Raises `NotFound` when there is none, `Conflict` when something was built on it since.
        """
        return history.undo(self._store)

    def redo(self) -> tuple[Entry, ...]:
        """Do again what `undo` last took back. Raises as `undo`."""
        return history.redo(self._store)

    def undoable(self) -> int | None:
        """The act that `undo` would take back, as its entries' `act` says it."""
        return self._store.undoable_act()

    @contextmanager
    def act(self, *, joining: int | None = None) -> Iterator[None]:
        """A context in which several changes are written together, or not at all.

        They count as one for `undo`; `joining` goes on with an act of before, as `undoable`
        names it.
        """
        with self._store.act(joining), self._store.batch():
            yield

    def log(
        self, *, since: str = "", agent: str = "", action: str = "", limit: int | None = None
    ) -> tuple[Entry, ...]:
        """The newest journal entries that answer, oldest first. `since` is an ISO time or day."""
        where = "at >= ? AND (? = '' OR agent = ?) AND (? = '' OR action = ?)"
        values = (since, agent, agent, action, action)
        return tuple(self._store.latest_entries(where, values, limit=limit))

    def entries_touching(self, ids: Iterable[str]) -> tuple[Entry, ...]:
        """The journal entries that changed a row with one of the ids, oldest first."""
        wanted = frozenset(ids)
        return tuple(
            entry
            for entry in self._store.entries()
            if not wanted.isdisjoint(_ID.findall(entry.payload or ""))
            and any(wanted.intersection(name.split()) for _, name in entry.touched)
        )

    def leaves(self) -> tuple[bytes, ...]:
        """The leaves of all journal entries: what a checkpoint's Merkle root covers."""
        return tuple(self._store.leaves())

    def checkpoint(self) -> custody.Checkpoint:
        """The journal's present head, to hand to someone else."""
        return custody.Checkpoint.over(self.leaves(), archive=self.identity, at=self.now())

    def draft_event(
        self, article: str, start: int, end: int, *, text: StructuredText | None = None
    ) -> drafting.Draft:
        """What the passage, and the sentence it stands in, say of an event; nothing is written.

        `text` is the article's, where the caller has it at hand: a long one is read slowly.
        """
        if text is None:
            text = self.articles.text_of(self.articles.get(article))
        return drafting.draft(text, start, end, names=self.actors.called().items())

    def snapshot(self) -> AbstractContextManager[None]:
        """A context in which one moment is read, whatever others write; for reading only."""
        return self._store.snapshot()

    def watch(self, watcher: Callable[[Entry], None]) -> None:
        """Call `watcher` with each journal entry written over this connection."""
        self._store.watch(watcher)

    def now(self) -> str:
        """The archive's clock: UTC, to the second."""
        return self._store.circumstances.now()

    # Fixity

    def verify(self) -> Iterator[Check]:
        """Check the whole archive as it is at one moment, a sentence a check."""
        yield from inspection.inspect(self._store)

    def backup(self, destination: Path) -> Path:
        """A whole copy of the archive, encrypted as it is, in a new folder.

        Raises `Refused` when the destination exists or cannot be written.
        """
        self.require_outside(destination)
        return copies.back_up(self._store, named(destination))


def restore(backup: Path, destination: Path) -> Path:
    """Put a backup in the place of an archive that is gone; needs no passphrase.

    Raises `NotFound` when `backup` is no archive, `Refused` when the destination exists or
    cannot be written.
    """
    return copies.restore(backup, named(destination))


def named(folder: Path) -> Path:
    """The folder with the ending every archive has. Raises `Refused` where it has no name."""
    if not folder.name:
        raise Refused(f"“{folder}” is no name for an archive; give it one, like case{SUFFIX}.")
    return folder if folder.suffix == SUFFIX else folder.with_name(folder.name + SUFFIX)
