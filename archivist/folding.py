"""Folding: the form in which search, redaction and names compare text.

Case, marks and script forms fall away: `Slaviša`, `Slavisa` and `Славиша` fold to `slavisa`.
Letters of scripts written without spaces become words of their own, so that a word of theirs
is a phrase. The fold is what the index holds; the text itself is never changed.
"""

import re
import unicodedata
from functools import lru_cache
from types import MappingProxyType
from typing import Literal

_LATIN = {
    "đ": "dj", "ł": "l", "ø": "o", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d", "ħ": "h",
    "ı": "i", "ŋ": "n", "ŧ": "t", "ĸ": "k", "ƒ": "f", "ə": "a", "ɛ": "e", "ɔ": "o",
    "ɓ": "b", "ɗ": "d", "ɖ": "d", "ƙ": "k", "ƴ": "y", "ǥ": "g", "ʒ": "z",
}  # fmt: skip
_CYRILLIC = {
    "а": "a", "б": "b", "в": "v", "г": "g", "д": "d", "ђ": "dj", "ѓ": "gj", "е": "e",
    "ё": "e", "є": "je", "ж": "z", "з": "z", "ѕ": "dz", "и": "i", "й": "j", "і": "i",
    "ї": "ji", "ј": "j", "к": "k", "ќ": "kj", "л": "l", "љ": "lj", "м": "m", "н": "n",
    "њ": "nj", "о": "o", "п": "p", "р": "r", "с": "s", "т": "t", "ћ": "c", "у": "u",
    "ў": "u", "ф": "f", "х": "h", "ц": "c", "ч": "c", "џ": "dz", "ш": "s", "щ": "sc",
    "ъ": "", "ы": "y", "ь": "", "э": "e", "ю": "ju", "я": "ja", "ґ": "g", "ѣ": "e",
    "ѳ": "f", "ѵ": "i", "ѫ": "u", "ѧ": "ja", "ғ": "g", "қ": "k", "ң": "n", "ө": "o",
    "ү": "u", "ұ": "u", "һ": "h", "ә": "a", "җ": "z", "ҳ": "h", "ҷ": "c",
}  # fmt: skip
_ARABIC = {
    "ٱ": "ا", "ى": "ي", "ی": "ي", "ے": "ي", "ک": "ك", "ة": "ه", "ہ": "ه", "ھ": "ه",
    "ە": "ه", "ۃ": "ه", "ـ": "",
}  # fmt: skip
# Typographic forms of one mark; some are letters to Unicode and would join the words around them.
_PUNCTUATION = {
    **dict.fromkeys("‘’‚‛ʼʹʻʾʿˈ′՚＇", "'"),
    **dict.fromkeys("“”„‟«»″", '"'),
    **dict.fromkeys("‐‑‒–—―−", "-"),
    "⁄": "/",
}
_INVISIBLE = dict.fromkeys("\u115f\u1160\u3164\uffa0", "")
# Vowel signs of New Tai Lue and Vedic, letters to Unicode since 8.0 and 12.0, marks to FTS5.
_SIGNS = dict.fromkeys("ᦰᦱᦲᦳᦴᦵᦶᦷᦸᦹᦺᦻᦼᦽᦾᦿᧀᧈᧉ\u1cf2\u1cf3", "")
_FORMS = MappingProxyType(
    {**_LATIN, **_CYRILLIC, **_ARABIC, **_PUNCTUATION, **_INVISIBLE, **_SIGNS}
)

_FOREIGN = re.compile(r"[^\x00-\x7f]+")
_WORD_EACH = re.compile(
    "[\u0e00-\u0eff\u1000-\u109f\u1100-\u11ff\u1780-\u17ff\u3005-\u3007\u3041-\u318f\u31a0-\u31bf"
    "\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua960-\ua97f\uaa60-\uaa7f\uac00-\ud7ff\uf900-\ufaff"
    "\U0001b000-\U0001b16f\U00020000-\U0003ffff]"
)
# Where composing changes the fold: Hangul from its jamo, and letters with these marks.
_CLUSTER = re.compile(
    "[\u1100-\u115f][\u1160-\u11a7][\u11a8-\u11ff]?|.[\u0300-\u036f\u102e\u3099\u309a\uff9e\uff9f]{0,4}",
    re.DOTALL,
)
_WORD = re.compile("[\\w\ue000-\uf8ff\U000f0000-\U000ffffd\U00100000-\U0010fffd]+")
_LONGEST_WORD = 32768
_SHORT = 32
# Letters of other scripts and signs, paired with the Latin letter they are taken for.
_LOOKS = MappingProxyType(
    {
        **dict(zip("АВЕЅІЈКМНОРСТУХҮԌԚԜӀ", "ABESIJKMHOPCTYXYGQWl", strict=True)),
        **dict(zip("аеѕіјорсухһԁԛԝүӏѵ", "aesijopcyxhdqwylv", strict=True)),
        **dict(zip("ΑΒΕΖΗΙΚΜΝΟΡΤΥΧϹ", "ABEZHIKMNOPTYXC", strict=True)),
        **dict(zip("αινορυκχϲϳ", "aivopukxcj", strict=True)),
        **dict(zip("օոսհցԼՕՍ", "onuhgLOU", strict=True)),
        **dict(zip("ıɑɡǀ|01", "iagllol", strict=True)),
        **{char: form for char, form in _PUNCTUATION.items() if form in "'-"},
    }
)
# A capital I after a small letter can only mean an l.
_HIDDEN_L = re.compile("(?<=[a-z])I")


def fold(text: str) -> str:
    """The search form of `text`.

    NFC, then case, marks and joiners fall away; Cyrillic becomes Latin as Serbian writes it, đ
    is dj; Arabic letters lose their forms, digits become 0-9. Each letter of Chinese, Japanese,
    Korean, Thai, Lao, Burmese and Khmer stands between spaces. Folding
    twice changes nothing but the number of spaces.

    >>> fold("Славиша Đoković, Ó Cearbhaill")
    'slavisa djokovic, o cearbhaill'
    """
    if text.isascii():
        return text.lower()
    return _FOREIGN.sub(_fold_match, text).lower()


def fold_with_offsets(text: str) -> tuple[str, tuple[int, ...]]:
    """`fold(text)` and, for each of its characters, the offset in `text` it came from."""
    if text.isascii():
        return text.lower(), tuple(range(len(text)))
    parts: list[str] = []
    offsets: list[int] = []
    at = 0
    for run in _FOREIGN.finditer(text):
        parts.append(text[at : run.start()].lower())
        offsets.extend(range(at, run.start()))
        at = run.start()
        for piece in _pieces(run.group()):
            folded = _letter(piece)
            parts.append(folded)
            offsets.extend([at] * len(folded))
            at += len(piece)
    parts.append(text[at:].lower())
    offsets.extend(range(at, len(text)))
    return "".join(parts), tuple(offsets)


def words(text: str) -> tuple[str, ...]:
    """The distinct folded words of `text`, sorted: those that FTS5 finds in `fold(text)`.

    Words are runs of letters, numbers and private use characters, at most 32,768 bytes long.
    """
    found = set(_WORD.findall(fold(text).replace("_", " ")))
    return tuple(sorted({_cut(word) for word in found}))


def skeleton(name: str) -> str:
    """What `name` looks like: two names with one skeleton are taken for each other by the eye.

    Letters of other scripts become the Latin letter they resemble, 0 and 1 the letters o and l;
    marks, invisible characters and case fall away. For warnings only, never for matching.

    >>> skeleton("Сellebrite") == skeleton("Cellebrite")  # the first begins with a Cyrillic С
    True
    """
    shown = unicodedata.normalize("NFKD", name)
    seen = "".join(_LOOKS.get(char, char) for char in shown if _is_visible(char))
    return " ".join(_HIDDEN_L.sub("l", seen).casefold().split())


def _fold_match(found: re.Match[str]) -> str:
    run = found.group()
    # Words and quotation marks repeat; a page of Chinese does not.
    return _fold_word(run) if len(run) <= _SHORT else _fold_run(run)


def _fold_run(run: str) -> str:
    return "".join(map(_letter, _pieces(run)))


_fold_word = lru_cache(maxsize=1 << 16)(_fold_run)


def _pieces(run: str) -> str | list[str]:
    if unicodedata.is_normalized("NFC", run) and not ("\uff9e" in run or "\uff9f" in run):
        return run
    return _CLUSTER.findall(run)


@lru_cache(maxsize=1 << 16)
def _letter(piece: str) -> str:
    """The fold of one character with the marks that belong to it."""
    # The half-width sound marks of Japanese compose only in the compatibility form.
    form: Literal["NFC", "NFKC"] = "NFKC" if piece[-1] in "\uff9e\uff9f" else "NFC"
    composed = unicodedata.normalize(form, piece).casefold()
    return "".join(map(_form, composed)).lower()


def _form(char: str) -> str:
    known = _FORMS.get(char)
    if known is not None:
        return known
    category = unicodedata.category(char)
    if category[0] == "M" or category == "Cf":
        return ""
    if category == "Cs":
        return "\N{REPLACEMENT CHARACTER}"
    if category == "Nd":
        return str(unicodedata.decimal(char))
    if category[0] in "LN" and _WORD_EACH.match(char) and not _is_compatibility(char):
        return f" {char} "
    return _decomposed(char, category)


def _decomposed(char: str, category: str) -> str:
    parts = unicodedata.normalize("NFKD", char)
    if parts == char:
        # FTS5 takes symbols younger than its tables for letters: no word may touch them.
        return f" {char} " if category[0] in "SP" or category == "Cn" else char
    folded = "".join(map(_form, parts.casefold()))
    # A footnote's number or a trade mark is not part of the word before it; CO₂ is one word.
    is_apart = category in ("No", "So") and not unicodedata.decomposition(char).startswith("<sub>")
    return f" {folded} " if is_apart else folded


def _is_compatibility(char: str) -> bool:
    return unicodedata.normalize("NFKC", char) != char


def _is_visible(char: str) -> bool:
    category = unicodedata.category(char)
    return category[0] != "M" and category != "Cf"


def _cut(word: str) -> str:
    if len(word) * 4 <= _LONGEST_WORD:
        return word
    return word.encode("utf-8")[:_LONGEST_WORD].decode("utf-8", "ignore")
