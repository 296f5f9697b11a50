"""The verbs of the registry of actors."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, Call, Misused, Verb
from archivist.cli.choosing import chosen, ids, warn_of_twin
from archivist.cli.console import SHORT, one_line

if TYPE_CHECKING:
    from archivist.actors import Actor


def actors(call: Call) -> int:
    """List the actors: people, organisations, state bodies, groups; the most mentioned first.

    For example:
        archivist actors --json
    """
    with call.archive() as archive:
        for actor in archive.actors.all():
            _print(call, actor)
    return DONE


def actor_add(call: Call) -> int:
    """Add an actor to the registry. A name that looks like another but differs gets a warning.

    For example:
        archivist actor add "Donncha Ó Cearbhaill" --kind person --alias "O Cearbhaill"
    """
    given = call.given
    with call.archive() as archive:
        warn_of_twin(call, archive, given.name)
        kind = {"kind": given.kind} if given.kind else {}
        _print(
            call,
            archive.actors.add(
                given.name, **kind, aliases=given.alias, description=given.description or ""
            ),
        )
    return DONE


def actor_edit(call: Call) -> int:
    """Change an actor's name, kind, aliases or description; an old name stays as an alias.

    For example:
        archivist actor edit "BIA" --name "Security Information Agency" --kind "state body"
    """
    given = call.given
    values = (given.name, given.kind, given.description)
    if all(value is None for value in values) and not (given.alias or given.no_alias):
        raise Misused("Say what to change: --name, --kind, --alias, --no-alias or --description.")
    with call.archive() as archive:
        old = chosen(archive.actors, given.actor)
        if given.name and not (given.alias or given.no_alias):
            aliases = None
        else:
            renamed = (old.name,) if given.name else ()
            aliases = [*old.aliases, *given.alias, *renamed]
            aliases = [alias for alias in aliases if alias not in given.no_alias]
        actor = archive.actors.edit(
            old.id,
            name=given.name,
            kind=given.kind,
            aliases=aliases,
            description=given.description,
        )
        _print(call, actor)
    return DONE


def actor_merge(call: Call) -> int:
    """Make one actor of several: names become aliases, passages and events go to the first.

    For example:
        archivist actor merge "Slaviša Milanov" "S. Milanov"
    """
    with call.archive() as archive:
        into = chosen(archive.actors, call.given.into).id
        _print(call, archive.actors.merge(into, *ids(archive.actors, call.given.other)))
    return DONE


def actor_split(call: Call) -> int:
    """Make an actor of its own out of one alias; passages and events stay where they are.

    For example:
        archivist actor split "Slaviša Milanov" "S. Milanov"
    """
    with call.archive() as archive:
        actor = chosen(archive.actors, call.given.actor)
        _print(call, archive.actors.split(actor.id, call.given.alias))
    return DONE


def actor_remove(call: Call) -> int:
    """Take an actor out of the registry and off every passage and event; undo brings it back.

    For example:
        archivist actor remove 5d20
    """
    with call.archive() as archive:
        actor = chosen(archive.actors, call.given.actor)
        archive.actors.remove(actor.id)
        call.console.row({"id": actor.id}, actor.id)
    return DONE


def _print(call: Call, actor: "Actor") -> None:
    aliases = f" = {'; '.join(actor.aliases)}" if actor.aliases else ""
    words = one_line(f"{actor.name}{aliases} ({actor.kind})")
    call.console.row(records.actor(actor), f"{actor.id[:SHORT]} {actor.mentions:5}  {words}")


def _facts_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--kind", metavar="KIND", help="person, organisation, state body, group, unknown"
    )
    parser.add_argument(
        "--alias", metavar="NAME", action="append", default=[], help="another name it goes by"
    )
    parser.add_argument("--description", metavar="TEXT", help="what is to be known of it")


def _add_options(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME")
    _facts_options(parser)


def _edit_options(parser: ArgumentParser) -> None:
    _one(parser)
    parser.add_argument("--name", metavar="NAME", help="its new name")
    _facts_options(parser)
    parser.add_argument(
        "--no-alias", metavar="NAME", action="append", default=[], help="no longer an alias"
    )


def _one(parser: ArgumentParser) -> None:
    parser.add_argument("actor", metavar="ACTOR", help="its name, an alias, or its id")


def _merge_options(parser: ArgumentParser) -> None:
    parser.add_argument("into", metavar="INTO", help="the actor that stays")
    parser.add_argument("other", metavar="OTHER", nargs="+", help="the ones that become aliases")


def _split_options(parser: ArgumentParser) -> None:
    _one(parser)
    parser.add_argument("alias", metavar="ALIAS", help="the alias that becomes an actor")


VERBS = (
    Verb("actors", actors),
    Verb("actor add", actor_add, _add_options),
    Verb("actor edit", actor_edit, _edit_options),
    Verb("actor merge", actor_merge, _merge_options),
    Verb("actor split", actor_split, _split_options),
    Verb("actor remove", actor_remove, _one),
)
