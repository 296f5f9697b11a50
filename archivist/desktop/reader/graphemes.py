"""Borders between graphemes: what the eye takes for one character is never parted.

These are the extended grapheme clusters of Unicode's Annex 29. Qt's own finder is not asked: it
parts flags that follow a face, and beside Thai, Burmese and Indic letters families and even
surrogate pairs.
"""

import re
import unicodedata

_ZWJ = "\u200d"
_PREPENDED = (
    "\u0600-\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e\U000110bd\U000110cd\U000111c2\U000111c3"
    "\U0001193f\U00011941\U00011a3a\U00011a84-\U00011a89\U00011d46\U00011f02"
)
_PREPEND = re.compile(f"[{_PREPENDED}]")
# Letters that begin a grapheme whatever stands before them, but for the few marks that lead one.
_CERTAIN = re.compile(
    f"(?<![{_PREPENDED}\u1100-\u115f\ua960-\ua97c])"
    "[\n\t -~\u00c0-\u02ff\u0391-\u0481\u048a-\u052f\u05d0-\u05ea\u0620-\u064a\u0e01-\u0e30\u0e32"
    "\u0e40-\u0e45\u3041-\u3096\u30a1-\u30fa\u4e00-\u9fff\uac00-\ud7a3]"
)
# Marks that Unicode's categories do not say to belong to the letter before them, and others that
# they wrongly say to.
_MORE_MARKS = re.compile(
    "[\u200c\u200d\u0e33\u0eb3\uff9e\uff9f\U0001f3fb-\U0001f3ff\U000e0020-\U000e007f]"
)
_NO_MARKS = re.compile(
    "[\u102b\u102c\u1038\u1062-\u1064\u1067-\u106d\u1083\u1087-\u108c\u108f\u109a-\u109c\u1a61"
    "\u1a63\u1a64\uaa7b\uaa7d\U00011720\U00011721]"
)
_PICTURE = re.compile(
    "[\u00a9\u00ae\u203c\u2049\u2122\u2139\u2190-\u21ff\u2300-\u23ff\u24c2\u25aa-\u27bf\u2934\u2935"
    "\u2b05-\u2b55\u3030\u303d\u3297\u3299\U0001f000-\U0001f1e5\U0001f200-\U0001f3fa"
    "\U0001f400-\U0001faff\U0001fc00-\U0001fffd]"
)
_FLAG_HALF = re.compile("[\U0001f1e6-\U0001f1ff]")
# A consonant, marks with a virama among them, and the consonant it joins: one conjunct.
_CONSONANTS = "\u0915-\u0939\u0958-\u095f\u0978-\u097f\u0995-\u09b9\u09dc-\u09df\u0a95-\u0ab9"
_CONSONANTS += "\u0af9\u0b15-\u0b39\u0b5c\u0b5d\u0b5f\u0b71\u0c15-\u0c39\u0c58-\u0c5a\u0d15-\u0d3a"
_VIRAMAS = "\u094d\u09cd\u0acd\u0b4d\u0c4d\u0d4d"
_CONJUNCT = re.compile(f"[{_CONSONANTS}][{_VIRAMAS}\u093c\u09bc\u0abc\u0b3c\u200c\u200d]*$")
_CONSONANT = re.compile(f"[{_CONSONANTS}]")
_VIRAMA = re.compile(f"[{_VIRAMAS}]")
# How far back a conjunct is looked for.
_CONJUNCT_REACH = 8

LONGEST = 256
"""Code points that are taken for one character at most: what goes on longer is parted there.

No script writes so many; without an end to it, a page of nothing but joiners would take the
square of its length.
"""


def border_after(text: str, offset: int) -> int:
    """The first border after `offset`; the text's end at its end."""
    place = min(offset + 1, len(text))
    last = min(len(text), offset + LONGEST)
    while place < last and not is_border(text, place):
        place += 1
    return place


def border_before(text: str, offset: int) -> int:
    """The last border before `offset`; 0 at the start."""
    place = max(0, min(offset, len(text) + 1) - 1)
    last = max(0, place - LONGEST)
    while place > last and not is_border(text, place):
        place -= 1
    return place


def is_border(text: str, place: int) -> bool:
    """Whether a grapheme ends and another begins before the character at `place`."""
    if not 0 < place < len(text) or _CERTAIN.match(text, place):
        return True
    last, following = text[place - 1], text[place]
    if _is_control(last) or _is_control(following):
        return True
    if _is_mark(following) or _PREPEND.match(last):
        return False
    return not (
        _is_syllable(last, following)
        or _is_picture(text, place)
        or _is_flag(text, place)
        or _is_conjunct(text, place)
    )


def _is_control(char: str) -> bool:
    if unicodedata.category(char) not in {"Cc", "Cf", "Zl", "Zp"}:
        return False
    return not (_MORE_MARKS.match(char) or _PREPEND.match(char))


def _is_mark(char: str) -> bool:
    category = unicodedata.category(char)
    if category in {"Mn", "Me"}:
        return True
    if category == "Mc":
        return _NO_MARKS.match(char) is None
    return _MORE_MARKS.match(char) is not None


def _is_syllable(last: str, following: str) -> bool:
    """Whether two letters of the Korean alphabet belong to one syllable."""
    before, after = _korean(last), _korean(following)
    return (before, after) in {
        *(("L", each) for each in ("L", "V", "LV", "LVT")),
        *((each, "V") for each in ("LV", "V")),
        *((each, "T") for each in ("LV", "V", "LVT", "T")),
    }


def _korean(char: str) -> str:
    if "\u1100" <= char <= "\u115f" or "\ua960" <= char <= "\ua97c":
        return "L"
    if "\u1160" <= char <= "\u11a7" or "\ud7b0" <= char <= "\ud7c6":
        return "V"
    if "\u11a8" <= char <= "\u11ff" or "\ud7cb" <= char <= "\ud7fb":
        return "T"
    if "\uac00" <= char <= "\ud7a3":
        return "LVT" if (ord(char) - 0xAC00) % 28 else "LV"
    return ""


def _is_picture(text: str, place: int) -> bool:
    """Whether a joiner makes one picture of those before and after it."""
    if text[place - 1] != _ZWJ or not _PICTURE.match(text, place):
        return False
    back, last = place - 2, max(0, place - LONGEST)
    while back > last and _is_mark(text[back]) and text[back] != _ZWJ:
        back -= 1
    return back >= 0 and _PICTURE.match(text, back) is not None


def _is_flag(text: str, place: int) -> bool:
    """Whether the halves of a flag stand here, counted from where the row of them begins."""
    if not (_FLAG_HALF.match(text, place) and _FLAG_HALF.match(text, place - 1)):
        return False
    begin, last = place, max(0, place - LONGEST)
    while begin > last and _FLAG_HALF.match(text, begin - 1):
        begin -= 1
    return (place - begin) % 2 == 1


def _is_conjunct(text: str, place: int) -> bool:
    if not _CONSONANT.match(text, place):
        return False
    before = text[max(0, place - _CONJUNCT_REACH) : place]
    found = _CONJUNCT.search(before)
    return found is not None and _VIRAMA.search(found.group()) is not None
