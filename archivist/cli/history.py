"""The verbs of the past: the journal, undo and redo."""

from argparse import ArgumentParser
from collections.abc import Iterable
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, Call, Verb
from archivist.cli.console import one_line
from archivist.cli.parser import natural

if TYPE_CHECKING:
    from archivist.store.journal import Entry


def log(call: Call) -> int:
    """Print the journal: every act on the archive, the newest last.

    --agent keeps the acts of that agent.

    For example:
        archivist log --since 2025-11-01 --action highlight
    """
    given = call.given
    with call.archive() as archive:
        _print(
            call,
            archive.log(
                since=given.since, agent=given.agent or "", action=given.action, limit=given.limit
            ),
        )
    return DONE


def undo(call: Call) -> int:
    """Take back the last act of this agent, and print the entries taken back.

    For example:
        archivist undo
    """
    with call.archive() as archive:
        _print(call, archive.undo())
    return DONE


def redo(call: Call) -> int:
    """Do again what undo last took back.

    For example:
        archivist redo
    """
    with call.archive() as archive:
        _print(call, archive.redo())
    return DONE


def _print(call: Call, entries: Iterable["Entry"]) -> None:
    for entry in entries:
        undoes = f" (takes back {entry.undoes})" if entry.undoes else ""
        call.console.row(
            records.entry(entry),
            f"{entry.seq:6}  {entry.at}  {one_line(entry.agent)}  {entry.action}{undoes}",
        )


def _log_options(parser: ArgumentParser) -> None:
    parser.add_argument("--since", metavar="WHEN", default="", help="a day, or an ISO time in UTC")
    parser.add_argument("--action", metavar="WORDS", default="", help="acts of this kind only")
    parser.add_argument("--limit", type=natural, metavar="N", help="the newest N only")


VERBS = (
    Verb("log", log, _log_options),
    Verb("undo", undo),
    Verb("redo", redo),
)
