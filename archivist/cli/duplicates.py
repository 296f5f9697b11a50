"""The verb that lists which articles are like one another."""

from collections.abc import Iterator
from typing import TYPE_CHECKING

from archivist.cli import records
from archivist.cli.call import DONE, Call, Verb
from archivist.cli.console import SHORT, counted, cut, one_line

if TYPE_CHECKING:
    from archivist.archive import Archive
    from archivist.likeness import Group


def duplicates(call: Call) -> int:
    """List the articles that share at least half of their words with another, in groups.

    Under each article stands which older ones it is like, and how. The same bytes are never
    twice in an archive. Shares are estimates; "word for word" is none.

    For example:
        archivist duplicates
    """
    number = 0
    with call.archive() as archive:
        for group in archive.likenesses.groups():
            number += 1
            call.console.row(_record(group), *_lines(archive, group))
    call.console.say(f"{counted(number, 'group')} of articles that are alike.")
    return DONE


def _record(group: "Group") -> records.Record:
    return {
        "articles": group.articles,
        "pairs": [
            {"of": article, **records.likeness(likeness)} for article, likeness in group.pairs
        ],
    }


def _lines(archive: "Archive", group: "Group") -> Iterator[str]:
    for article in group.articles:
        yield f"{article[:SHORT]}  {cut(archive.articles.get(article).title)}"
        for later, likeness in group.pairs:
            if later == article:
                yield f"{'':{SHORT}}  {likeness.article[:SHORT]}: {one_line(likeness.sentence)}"
    yield ""


VERBS = (Verb("duplicates", duplicates),)
