"""Who wrote a text, as its first and last lines tell it: guesses, for a person to decide."""

import re
from collections.abc import Iterator, Sequence

from archivist.intake import dateline
from archivist.intake.deposit import Fact

_LONGEST_LINE = 150
_LONGEST_NAME = 60
_PART = r"[^\W\d_][\w.'’‘-]*"
_NAME = rf"{_PART}(?:\s+{_PART}){{1,4}}"
_NAMED = re.compile(_NAME)
_BY = re.compile(
    rf"(?:[Bb]y|BY|[Pp]iše|[Пп]ише|[Aa]utor(?:ka)?|[Аа]утор(?:ка)?):?\s+({_NAME})"
    r"(?:\s*[·•|,–—]\s*(.{4,60}))?"
)
_DATE_AND_NAME = re.compile(rf"(\S.{{3,60}}?)\s[-–—|·]\s+({_NAME})")
_IS_A = re.compile(
    r"(?:(?P<name>\S.{0,80}?)\s+)?is (?:an? |the )?(?:[\w&’'-]+ ){0,5}?"
    r"(?:reporter|journalist|writer|editor|correspondent|columnist|freelancer|contributor)\b"
    r"(?P<rest>[^.!?]*)"
)
# A note about an author tells of the work; a story tells what befell somebody.
_BEFELL = re.compile(
    r"\b(?:was|were|had|been|being|who(?! (?:covers|writes|reports|works))|whose|whom|when|after"
    r"|before|until|arrest\w*|kill\w*|murder\w*|detain\w*|jail\w*|missing|hiding|exile|accus\w*|suspect\w*|charg\w*|victim\w*"
    r"|target\w*|attack\w*|beat\w*|shot|dead|prison\w*|custody)\b",
    re.IGNORECASE,
)
_NO_NAMES_AS_WRITTEN = """
the a an and or of our your my his her its their this that then now today tonight tomorrow
yesterday morning noon afternoon evening night midnight day week month year early late mid monday
tuesday wednesday thursday friday saturday sunday january february march july august september
october november december far all any popular demand design accident mistake law order staff
correspondent correspondents reporters agencies wire ponedeljak utorak sreda četvrtak petak subota
nedelja redakcija agencije понедељак уторак среда четвртак петак субота недеља редакција агенције
"""
_NO_NAMES = frozenset(_NO_NAMES_AS_WRITTEN.split())


def names_nobody(words: str) -> bool:
    """Whether words where a name belongs are all such as “Staff” or “Agencies”."""
    return bool(words) and _NO_NAMES.issuperset(re.findall(r"\w+", words.casefold()))


def of_edges(head: Sequence[str], tail: Sequence[str]) -> Iterator[Fact]:
    """The author named in the first lines, else the one described in the last."""
    for line in head:
        if len(line) > _LONGEST_LINE:
            continue
        dated = _DATE_AND_NAME.fullmatch(line)
        if dated is not None and _is_name(dated[2]) and dateline.date_of(dated[1]):
            yield Fact("author", line, dated[2], "date line", "guess")
            return
        by = _BY.fullmatch(line)
        if by is not None and _is_name(by[1]) and (not by[2] or dateline.date_of(by[2])):
            yield Fact("author", line, by[1], "byline", "guess")
            return
    yield from _described(tail)


def of_header_block(lines: Sequence[str]) -> Iterator[Fact]:
    """The author whose name stands alone between a headline and its article."""
    for line in lines[1:]:
        if _is_name(line):
            yield Fact("author", line, line, "byline", "guess")
            return


def _described(tail: Sequence[str]) -> Iterator[Fact]:
    for before, line in zip(["", *tail], tail, strict=False):
        described = _IS_A.match(line)
        if described is None or _BEFELL.search(described["rest"]):
            continue
        name = described["name"] or before
        if _is_name(name):
            raw = line if described["name"] else f"{before} {line}"
            yield Fact("author", raw, name, "note about the author", "guess")
            return


def _is_name(line: str) -> bool:
    return (
        len(line) <= _LONGEST_NAME
        and _NAMED.fullmatch(line) is not None
        and sum(part[:1].isupper() for part in line.split()) > len(line.split()) / 2
        and _NO_NAMES.isdisjoint(line.casefold().split())
    )
