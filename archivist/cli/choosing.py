"""Which actor, event or tag a person means by an id, the beginning of one, or a name."""

import unicodedata
from argparse import ArgumentParser
from collections.abc import Iterable
from typing import TYPE_CHECKING, Protocol, TypeVar

from archivist.errors import NotFound

if TYPE_CHECKING:
    from archivist.archive import Archive

Found_co = TypeVar("Found_co", covariant=True)
Part = tuple[str, str]
"""An actor's id and its role."""


class Room(Protocol[Found_co]):
    """A room whose records answer to an id or a name."""

    def get(self, named: str, /) -> Found_co:
        """The record of that id or name. Raises `NotFound`."""
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


def parts(archive: "Archive", words: Iterable[str]) -> tuple[Part, ...]:
    """The actors meant, each with its role. Raises `NotFound`."""
    return tuple(part(archive, each) for each in words)


class HasId(Protocol):
    """A record with an id."""

    @property
    def id(self) -> str:
        """The id of the record."""
        ...


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
