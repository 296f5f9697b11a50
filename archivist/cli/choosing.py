"""Which actor, event or tag a person means by an id, the beginning of one, or a name."""

import unicodedata
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, TypeVar

from archivist.cli.call import Misused
from archivist.cli.console import one_line
from archivist.errors import NotFound

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.cli.call import Call
    from archivist.dates import FuzzyDate

Found_co = TypeVar("Found_co", covariant=True)
Part = tuple[str, str]
"""An actor's id and its role."""


class Room(Protocol[Found_co]):
    """A room whose records answer to an id or a name."""

    def get(self, named: str, /) -> Found_co:
        """The record of that id or name. Raises `NotFound`."""
        ...


class Registry(Room[Found_co], Protocol[Found_co]):
    """A room whose records have names of their own."""

    def named(self, name: str, /) -> Found_co | None:
        """The first record of that very name."""
        ...


def chosen(room: Room[Found_co], named: str) -> Found_co:
    """The record meant, however the keyboard composed the letters of its name.

    Raises `NotFound` when there is none.
    """
    try:
        return room.get(named)
    except NotFound:
        for form in ("NFC", "NFD"):
            spelled = unicodedata.normalize(form, named)
            if spelled != named:
                return room.get(spelled)
        raise


def ids(room: "Room[HasId]", named: Iterable[str]) -> tuple[str, ...]:
    """The ids of all records meant. Raises `NotFound` for the first that does not exist."""
    return tuple(chosen(room, name).id for name in named)


def part(archive: "Archive", words: str) -> Part:
    """The actor meant by `NAME` or `NAME=ROLE`, with the role. Raises `NotFound`."""
    try:
        return chosen(archive.actors, words).id, ""
    except NotFound:
        name, equals, role = words.rpartition("=")
        if not equals:
            raise
        return chosen(archive.actors, name.strip()).id, role.strip()


def create_missing(call: "Call", archive: "Archive") -> None:
    """Add the tags, actors and events of the call that nothing answers to."""
    for name in call.given.tag:
        if not _answers(archive.tags, name):
            archive.tags.add(name)
    for words in call.given.actor:
        name = words.rpartition("=")[0].strip() or words
        if not (_answers(archive.actors, words) or _answers(archive.actors, name)):
            warn_of_twin(call, archive, name)
            archive.actors.add(name)
    for title in call.given.event:
        if not _answers(archive.events, title):
            archive.events.add(title)


def _answers(room: Registry[object], named: str) -> bool:
    try:
        chosen(room, named)
    except NotFound:
        return room.named(named) is not None
    return True


def warn_of_twin(call: "Call", archive: "Archive", name: str) -> None:
    """Say so when an actor's name looks like another's but is written otherwise."""
    twin = archive.actors.lookalike(name)
    if twin:
        call.console.say(f"“{one_line(name)}” looks like “{one_line(twin.name)}” but differs.")


def parts(archive: "Archive", words: Iterable[str]) -> tuple[Part, ...]:
    """The actors meant, each with its role. Raises `NotFound`."""
    return tuple(part(archive, each) for each in words)


class HasId(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """The id of the record."""
        ...


def require_date(written: str) -> "FuzzyDate":
    """The date that was written. Raises `Misused` when it is none."""
    from archivist import dates

    date = dates.parse(written)
    if date is None:
        raise Misused(f"“{one_line(written)}” is not a date; write it like 2025-02-26 or 2025-02.")
    return date


def reference_options(parser: ArgumentParser, *, verb: str) -> None:
    """`--tag`, `--actor` and `--event`, each as often as wanted; `verb` opens their help."""
    parser.add_argument(
        "--tag", metavar="NAME", action="append", default=[], help=f"{verb} this tag"
    )
    parser.add_argument(
        "--actor",
        metavar="NAME[=ROLE]",
        action="append",
        default=[],
        help=f"{verb} this actor, if wanted with the part it plays",
    )
    parser.add_argument(
        "--event", metavar="TITLE", action="append", default=[], help=f"{verb} this event"
    )
