"""The verbs of proposals: what import found, and a person decides on."""

from argparse import ArgumentParser
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, Call, Verb
from archivist.cli.console import SHORT, one_line
from archivist.errors import Refused

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.proposals import Proposal


def proposals(call: Call) -> int:
    """List what import proposes and nobody has decided on, each with its reason.

    For example:
        archivist proposals --article 3fa9
    """
    with call.archive() as archive:
        article = call.given.article and archive.articles.get(call.given.article).id
        for proposal in archive.proposals.waiting(article):
            _print(call, proposal)
    return DONE


def accept(call: Call) -> int:
    """Make the changes that these proposals propose, as one act.

    For example:
        archivist accept 81ab 90cd
    """
    with call.archive() as archive, archive.act():
        for proposal in _undecided(call, archive):
            _print(call, archive.proposals.accept(proposal))
    return DONE


def dismiss(call: Call) -> int:
    """Leave everything as it is, and do not propose these again.

    For example:
        archivist dismiss 81ab
    """
    with call.archive() as archive, archive.act():
        for proposal in _undecided(call, archive):
            _print(call, archive.proposals.dismiss(proposal))
    return DONE


def _undecided(call: Call, archive: "Archive") -> tuple[str, ...]:
    """The ids of all that were named, each once: one that cannot be decided on stops them all."""
    named = {found.id: found for found in map(archive.proposals.get, call.given.id)}
    for proposal in named.values():
        if proposal.state != "waiting":
            raise Refused(
                f"The proposal {proposal.id[:SHORT]} was {proposal.state} before, so none is "
                "decided on now; leave it out, or undo that first."
            )
    return tuple(named)


def _print(call: Call, proposal: "Proposal") -> None:
    words = f"{proposal.kind}: {proposal.subject}. {proposal.reason}"
    call.console.row(
        records.proposal(proposal),
        f"{proposal.id[:SHORT]}  {proposal.article[:SHORT]}  {one_line(words)}",
    )


def _list_options(parser: ArgumentParser) -> None:
    parser.add_argument("--article", metavar="ARTICLE", help="on this article only")


def _some(parser: ArgumentParser) -> None:
    parser.add_argument("id", metavar="ID", nargs="+", help="a proposal's id")


VERBS = (
    Verb("proposals", proposals, _list_options),
    Verb("accept", accept, _some),
    Verb("dismiss", dismiss, _some),
)
