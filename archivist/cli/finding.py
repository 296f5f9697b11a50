"""The verb that searches."""

from argparse import ArgumentParser
from dataclasses import asdict
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, FINDING, Call, Verb
from archivist.cli.console import SHORT, cut, one_line
from archivist.cli.parser import natural

if TYPE_CHECKING:
    from archivist.search.room import Hit, Results
    from archivist.search.snippets import Snippet


def search(call: Call) -> int:
    """Find articles by words in their text, title, notes and quotes, in any script or case.

    Words stand for all of them; OR, NOT, "a phrase", spy*, and the fields title: text: note:
    actor: event: tag: source: date: narrow it down. The exit code is 1 when nothing is found.

    For example:
        archivist search 'Milanov actor:"Amnesty International" date:2024..2025'
    """
    given = call.given
    with call.archive() as archive:
        results = archive.search.find(
            given.query,
            limit=given.limit,
            offset=given.offset,
            sort=given.sort,
            facets=given.facets,
        )
    for hit in results.hits:
        call.console.row(records.hit(hit), *_lines(call, hit))
    _sum_up(call, results)
    return DONE if results.total else FINDING


def _lines(call: Call, hit: "Hit") -> list[str]:
    head = f"{hit.id[:SHORT]}  {one_line(hit.date)[:10]:10}  {cut(hit.title)}"
    return [
        head,
        *(
            f"{'':{SHORT}}  {call.console.marked(snippet.text, snippet.matches)}{_aside(snippet)}"
            for snippet in hit.snippets
        ),
    ]


def _aside(snippet: "Snippet") -> str:
    """What must be said of words that the article no longer holds."""
    return "  (marked, not in the newest text)" if snippet.where == "lost quote" else ""


def _sum_up(call: Call, results: "Results") -> None:
    facets = asdict(results.facets) if results.facets else {}
    record = {
        "total": results.total,
        "corrections": [list(pair) for pair in results.corrections],
        "facets": facets,
    }
    lines = [
        f"{kind}: " + ", ".join(f"{one_line(each['name'])} ({each['count']})" for each in found)
        for kind, found in facets.items()
        if found
    ]
    call.console.row(record, *lines)
    call.console.say(f"{results.total} found." if results.total else "Nothing was found.")
    for word, suggestion in results.corrections:
        call.console.say(f"Did you mean “{one_line(suggestion)}” for “{one_line(word)}”?")


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("query", metavar="QUERY", help="what to look for")
    parser.add_argument("--limit", type=natural, metavar="N", default=20, help="at most N (20)")
    parser.add_argument(
        "--offset", type=natural, metavar="N", default=0, help="leave out the first N"
    )
    parser.add_argument("--sort", choices=("relevance", "newest", "oldest"), default="relevance")
    parser.add_argument(
        "--facets", action="store_true", help="also count the hits by publisher, tag and so on"
    )


VERBS = (Verb("search", search, _options),)
