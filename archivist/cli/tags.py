"""The verbs of tags."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, Call, Misused, Verb
from archivist.cli.choosing import chosen, ids
from archivist.cli.console import SHORT, cut, one_line

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.tags import Tag


def tags(call: Call) -> int:
    """List the tags, the most used first.

    For example:
        archivist tags
    """
    with call.archive() as archive:
        for tag in archive.tags.all():
            _print(call, archive, tag)
    return DONE


def tag_add(call: Call) -> int:
    """Add a tag, if wanted below another, with what it stands for.

    For example:
        archivist tag add pegasus --parent spyware --definition "NSO Group's program"
    """
    given = call.given
    _require_colour(given.colour)
    with call.archive() as archive:
        tag = archive.tags.add(
            given.name,
            parent=chosen(archive.tags, given.parent).id if given.parent else "",
            colour=given.colour or "",
            definition=given.definition or "",
        )
        _print(call, archive, tag)
    return DONE


def tag_edit(call: Call) -> int:
    """Change a tag's parent, colour or definition; --parent '' puts it at the top.

    For example:
        archivist tag edit pegasus --colour violet
    """
    given = call.given
    if given.parent is None and given.colour is None and given.definition is None:
        raise Misused("Say what to change: --parent, --colour or --definition.")
    _require_colour(given.colour)
    with call.archive() as archive:
        tag = archive.tags.edit(
            chosen(archive.tags, given.tag).id,
            parent=chosen(archive.tags, given.parent).id if given.parent else given.parent,
            colour=given.colour,
            definition=given.definition,
        )
        _print(call, archive, tag)
    return DONE


def tag_rename(call: Call) -> int:
    """Give a tag another name, everywhere.

    For example:
        archivist tag rename device-search "device search"
    """
    with call.archive() as archive:
        tag = chosen(archive.tags, call.given.tag)
        _print(call, archive, archive.tags.rename(tag.id, call.given.name))
    return DONE


def tag_merge(call: Call) -> int:
    """Make one tag of several: what the others held is held by the first.

    For example:
        archivist tag merge spyware "spy software"
    """
    with call.archive() as archive:
        into = chosen(archive.tags, call.given.into).id
        merged = archive.tags.merge(into, *ids(archive.tags, call.given.other))
        _print(call, archive, merged)
    return DONE


def tag_remove(call: Call) -> int:
    """Take a tag away, off every passage and event; undo brings it back.

    For example:
        archivist tag remove spyware
    """
    with call.archive() as archive:
        tag = chosen(archive.tags, call.given.tag)
        archive.tags.remove(tag.id)
        call.console.row({"id": tag.id}, tag.id)
    return DONE


def _require_colour(colour: str | None) -> None:
    from archivist.annotations import COLOURS

    if colour and colour not in COLOURS:
        raise Misused(
            f"There is no colour “{one_line(colour)}”; choose one of {', '.join(COLOURS)}."
        )


def _print(call: Call, archive: "Archive", tag: "Tag") -> None:
    parent = archive.tags.get(tag.parent).name if tag.parent else ""
    name = f"{parent} / {tag.name}" if parent else tag.name
    definition = f": {tag.definition}" if tag.definition else ""
    words = cut(f"{name}{definition}")
    call.console.row(records.tag(tag, parent=parent), f"{tag.id[:SHORT]} {tag.uses:5}  {words}")


def _facts_options(parser: ArgumentParser) -> None:
    parser.add_argument("--parent", metavar="TAG", help="the tag above it")
    parser.add_argument(
        "--colour", metavar="NAME", help="yellow, rose, blue, green, violet, orange"
    )
    parser.add_argument("--definition", metavar="TEXT", help="what it stands for")


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    _facts_options(parser)


def _one(parser: ArgumentParser) -> None:
    parser.add_argument("tag", metavar="TAG", help="its name, or its id")


def _edit_options(parser: ArgumentParser) -> None:
    _one(parser)
    _facts_options(parser)


def _rename_options(parser: ArgumentParser) -> None:
    _one(parser)
    parser.add_argument("name", metavar="NAME", help="its new name")


def _merge_options(parser: ArgumentParser) -> None:
    parser.add_argument("into", metavar="INTO", help="the tag that stays")
    parser.add_argument("other", metavar="OTHER", nargs="+", help="the ones that go into it")


VERBS = (
    Verb("tags", tags),
    Verb("tag add", tag_add, _add_options),
    Verb("tag edit", tag_edit, _edit_options),
    Verb("tag rename", tag_rename, _rename_options),
    Verb("tag merge", tag_merge, _merge_options),
    Verb("tag remove", tag_remove, _one),
)
