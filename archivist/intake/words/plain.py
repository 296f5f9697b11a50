"""Plain text: a line is a paragraph, and the first lines tell the title."""

import re
from unicodedata import category

from archivist.intake.deposit import Fact
from archivist.text import Leaf, StructuredText, lines

READER = "plain/1"

LONGEST_HEADLINE = 150
"""Characters in the longest first line taken as a title."""
LONGEST_SENTENCE = 90
"""Characters a first sentence is cut at to serve as a title."""

_HEAD_LINES = 6
_TAIL_LINES = 4
_LONGEST_OPENING = 300
# A full stop after a single letter is an abbreviation's.
_STOP = r"(?<=\w\w)\.|(?<=[”’»\"')\]%])\.|[!?…]"
_SENTENCE_END = re.compile(rf"(?:{_STOP})['\"”’»)\]]*(?=\s|$)|[。！？]")
_TELLING = re.compile(r"[^\W_]")
_UNFINISHED = (".", "!", "?", ":", ",", ";", "…", "。", "！", "？")


def read(text: str) -> StructuredText:
    r"""The structure of a canonical `text`: its lines as paragraphs, blank ones left out.

    >>> read("A\n\n B").text
    'A\n B'
    """
    return lines("\n".join(line for line in text.split("\n") if line and not line.isspace()))


def title_of(structured: StructuredText) -> Fact:
    """A title by rule: the first line if it reads as a headline, else a sentence cut short.

    A first line that stands twice is the caption of a picture that was dropped, not a headline.
    """
    head = _head(structured.text)
    first = head[0]
    if head[1:2] == [first]:
        first = next((line for line in head if line != first), first)
    if is_headline(first):
        return Fact("title", first, first, "first line", "derived")
    return Fact("title", first, first_sentence(first), "first sentence", "derived")


def says_something(line: str) -> bool:
    """Whether a line holds a letter, a number or a picture: marks alone are no title."""
    return _TELLING.search(line) is not None or any(category(char) == "So" for char in line)


def is_headline(line: str) -> bool:
    """Whether a line can be a title: short, and not a sentence."""
    return len(line) <= LONGEST_HEADLINE and not line.endswith(_UNFINISHED)


def first_sentence(paragraph: str) -> str:
    """The first sentence of a paragraph, cut between words at `LONGEST_SENTENCE` characters."""
    end = next((found.end() for found in _SENTENCE_END.finditer(paragraph)), len(paragraph))
    if end <= LONGEST_SENTENCE:
        return paragraph[:end]
    cut = paragraph[:LONGEST_SENTENCE]
    return (cut.rpartition(" ")[0] or cut).rstrip(" ,;:–—-") + "…"


def with_title_apart(structured: StructuredText, title: Fact) -> StructuredText:
    """The same text, with the leaf that is its title in the role of a header."""
    if title.source != "first line" or not structured.text.startswith(title.raw):
        return structured
    first, *rest = structured.leaves
    if first.end - first.start != len(structured.text[first.start : first.end].rstrip()):
        return structured
    header = Leaf("p", first.start, first.end, "header")
    return StructuredText(structured.text, (header, *rest), structured.spans)


def edges(text: str) -> tuple[list[str], list[str]]:
    """The first and the last lines of a text, white space made single, the last ones cut short."""
    last = text.rsplit("\n", _TAIL_LINES)[-_TAIL_LINES:]
    return _head(text), [" ".join(line[:_LONGEST_OPENING].split()) for line in last]


def _head(text: str) -> list[str]:
    # A rule is an empty line, and tells nothing.
    opening = text.lstrip("\n").split("\n", _HEAD_LINES)[:_HEAD_LINES]
    return [" ".join(line.split()) for line in opening]
