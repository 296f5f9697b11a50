"""The verbs of the past: the journal, undo and redo."""

from argparse import ArgumentParser
from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from archivist.cli import records, telling
from archivist.cli.call import DONE, Call, Verb
from archivist.cli.choosing import require_date
from archivist.cli.parser import natural

if TYPE_CHECKING:
    from archivist.store.journal import Entry


def log(call: Call) -> int:
    """Print the journal: every act on the archive, the newest last.

    An act of many entries, such as an import, is one line; with --json each entry is one. --agent
    keeps the acts of that agent.

    For example:
        archivist log --since 2025-11-01 --action highlight
    """
    given = call.given
    since = _moment(given.since) if given.since else ""
    with call.archive() as archive:
        entries = archive.log(
            since=since, agent=given.agent or "", action=given.action, limit=given.limit
        )
    if call.console.as_json:
        _print_entries(call, entries)
    else:
        call.console.row({}, *telling.lines(entries))
    return DONE


def _moment(written: str) -> str:
    """The day or the time that was written, as the journal writes it. Raises `Misused`."""
    try:
        moment = datetime.fromisoformat(written) if ":" in written else None
    except ValueError:
        moment = None
    if moment is None:
        return require_date(written).earliest
    in_utc = moment.astimezone(UTC) if moment.tzinfo else moment
    return in_utc.strftime("%Y-%m-%dT%H:%M:%SZ")


def undo(call: Call) -> int:
    """Take back the last act of this agent, and print it; with --json its entries.

    For example:
        archivist undo
    """
    with call.archive() as archive:
        entries = archive.undo()
    _print(call, entries, "took back")
    return DONE


def redo(call: Call) -> int:
    """Do again what undo last took back.

    For example:
        archivist redo
    """
    with call.archive() as archive:
        entries = archive.redo()
    _print(call, entries, "did again")
    return DONE


def _print(call: Call, entries: Sequence["Entry"], verb: str) -> None:
    if call.console.as_json:
        _print_entries(call, entries)
    else:
        call.console.row({}, f"{verb}: {telling.done_to(entries)}")


def _print_entries(call: Call, entries: Iterable["Entry"]) -> None:
    for entry in entries:
        call.console.row(records.entry(entry))


def _log_options(parser: ArgumentParser) -> None:
    parser.add_argument("--since", metavar="WHEN", default="", help="a day, or an ISO time in UTC")
    parser.add_argument("--action", metavar="WORDS", default="", help="acts of this kind only")
    parser.add_argument("--limit", type=natural, metavar="N", help="the newest N entries only")


VERBS = (
    Verb("log", log, _log_options),
    Verb("undo", undo),
    Verb("redo", redo),
)
