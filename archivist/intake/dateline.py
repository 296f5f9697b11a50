"""Date lines: short lines that hold a date and little beside it, as a name or a place."""

import re

from archivist import dates
from archivist.dates import FuzzyDate

_LONGEST = 90
_MOST_WORDS = 6
_WORD = re.compile(r"[^\W\d_][\w'’.-]*")
# What stands in lower case beside a date: words of date lines, and parts of names.
_BESIDE_AS_WRITTEN = """
published posted updated modified last first date dated written by on at of the from in am pm a.m
p.m a.m. p.m. utc gmt cet objavljeno ažurirano datum piše u na od autor g god godine sati h dana
објављено ажурирано датум пише у на од аутор г год године сати дана опубликовано обновлено дата в
г. года veröffentlicht aktualisiert am um von uhr den publié mis à jour le par publicado el por de
del della di da du van von der den la al bin ibn
"""
_BESIDE = frozenset(_BESIDE_AS_WRITTEN.split())
# A line that tells of a life begins with a capital too.
_OF_LIVES_AS_WRITTEN = """
born died killed rođen rođena umro umrla ubijen ubijena рођен рођена умро умрла убијен убијена
geboren gestorben né née i he she we they ja ona
"""
_OF_LIVES = frozenset(_OF_LIVES_AS_WRITTEN.split())


def date_of(line: str) -> FuzzyDate | None:
    """The first full date in a date line; `None` in any other line, as one of a story."""
    if len(line) > _LONGEST:
        return None
    found = [date for date in dates.candidates(line) if date.precision == "day"]
    return found[0] if found and _holds_little_beside(line, found) else None


def _holds_little_beside(line: str, found: list[FuzzyDate]) -> bool:
    for date in found:
        line = line.replace(date.written, " ", 1)
    words = _WORD.findall(line)
    return len(words) <= _MOST_WORDS and all(map(_may_stand_beside, words))


def _may_stand_beside(word: str) -> bool:
    folded = word.casefold()
    if folded in _BESIDE:
        return True
    # A script without capitals tells nothing by them.
    return folded not in _OF_LIVES and not word[0].islower()
