"""Bad texts (rows 1 to 3, 12 to 37): bytes that are none, and characters that deceive."""

import codecs

from tests.safety.bad_inputs import Bad, large, refused, taken_in

_EMPTY = "The file is empty."
_BINARY = "The file is binary, not text."
_CHOOSE = "Choose its encoding, for example: import --encoding windows-1250."
_DIRECTIONS = "The text holds hidden direction marks, which can show words in another order."
_SERBIAN = "Služba je saopštila da će čekati."
_SOUND = "Beleška 🕊\r\nDrugi red"


def _lost(count: int) -> str:
    stand = "1 character stands" if count == 1 else f"{count} characters stand"
    return f"In the text {stand} as \ufffd, because no text can hold what was there."


TEXTS: tuple[Bad, ...] = (
    refused("row-1-empty", "prazno.txt", b"", _EMPTY),
    refused("row-2-spaces", "razmaci.md", b" \r\n\t ", _EMPTY),
    refused("row-2-nuls", "nule.txt", b"\0\0\0", _EMPTY),
    refused(
        "row-3-33-MiB", "veliko.txt", lambda: b"a" * (33 * 2**20), "The file is larger than 32 MiB."
    ),
    taken_in("row-12-bom", "a.txt", codecs.BOM_UTF8 + _SOUND.encode(), text="Beleška 🕊\nDrugi red"),
    taken_in("row-13-utf-16", "a.txt", _SOUND.encode("utf-16"), text="Beleška 🕊\nDrugi red"),
    refused(
        "row-14-cut-utf-16",
        "a.txt",
        codecs.BOM_UTF16_LE + "ab".encode("utf-16-le") + b"c",
        f"The file starts as UTF-16 but byte 6 is not valid. {_CHOOSE}",
    ),
    refused(
        "row-15-cp1250",
        "a.txt",
        _SERBIAN.encode("cp1250"),
        f"The file is not UTF-8 (byte 3). {_CHOOSE}",
    ),
    refused(
        "row-16-mixed",
        "a.txt",
        "Žena, ".encode() + _SERBIAN.encode("cp1250"),
        f"The file is not UTF-8 (byte 10). {_CHOOSE}",
    ),
    refused("row-17-nul", "a.txt", b"vidljivo\0skriveno", _BINARY),
    taken_in(
        "row-18-surrogate",
        "a.json",
        b'{"id": "1", "title": "\\ud800", "date": "2024", "actors": ["A"], "summary": "\\udfff"}',
        _lost(2),
        title="\ufffd",
    ),
    taken_in(
        "row-19-line-ends",
        "a.txt",
        "a\rb\r\nc\vd\fe\x85f\u2028g\u2029h🕊".encode(),
        text="a\nb\nc\nd\ne\nf\ng\nh🕊",
    ),
    taken_in(
        "row-20-noncharacters",
        "a.txt",
        "a\ufdd0b\ufffec".encode(),
        _lost(2),
        text="a\ufffdb\ufffdc",
    ),
    taken_in(
        "row-21-controls", "a.txt", "č\x1b[31m\x9b".encode(), _lost(2), text="č\ufffd[31m\ufffd"
    ),
    taken_in("row-22-overrides", "a.txt", "reč \u202edesrever\u202c".encode(), _DIRECTIONS),
    taken_in(
        "row-23-homoglyph",
        "a.md",
        "---\ntitle: A\ndate: 2024\nactors: ['Cellebrite', 'Сellebrite']\n---\nTekst".encode(),
        "The actor “Сellebrite” looks like “Cellebrite” but differs.",
        "“Сellebrite” looks like “Cellebrite” but is written with other characters.",
    ),
    taken_in(
        "row-24-joiner",
        "a.md",
        "---\ntitle: A\ndate: 2024\nactors: ['Ana\u200d', 'Ana']\n---\nTekst".encode(),
        "The actor “Ana\u200d” looks like “Ana” but differs by invisible characters.",
    ),
    taken_in("row-25-marks", "a.txt", ("e" + "\u0301" * 200_000).encode()),
    taken_in("row-26-directions", "a.txt", ("a" + "\u202e" * 100_000).encode(), _DIRECTIONS),
    taken_in("row-27-1-MB-line", "a.txt", b"a" * 1_000_000),
    large(taken_in("row-28-5-MB-line", "a.md", lambda: b"a" * 5_000_000)),
    taken_in("row-29-title", "a.md", b"# " + b"t" * 10_000, title="t" * 10_000),
    taken_in("row-30-markup", "a.txt", b'<img src="//host/x">', title='<img src="//host/x">'),
    taken_in("row-31-path", "a.md", b"# ../../etc/passwd", title="../../etc/passwd"),
    taken_in("row-32-device", "a.md", b"# CON", title="CON"),
    taken_in("row-33-option", "a.md", b"# -rf", title="-rf"),
    taken_in(
        "row-34-line-end",
        "a.md",
        b'---\ntitle: "a\\nb\\0"\n---\nTekst',
        title="a b\ufffd",
    ),
    taken_in("row-35-dots", "a.md", b"# ...", title="a.md"),
    taken_in("row-37-formula", "a.md", b"# =cmd|' /C calc'!A0", title="=cmd|' /C calc'!A0"),
)
