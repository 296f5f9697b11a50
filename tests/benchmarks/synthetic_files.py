"""Files to import, as many as wanted, each different: Markdown, web pages, PDF and mail.

    python tests/benchmarks/synthetic_files.py FOLDER COUNT [KIND…]

They are our own writing by chance and the same in every run; each thousand has a folder of its own.
"""

import random
import sys
from collections.abc import Callable, Iterable
from pathlib import Path

_LINES = """
policija telefon novinar Čačak zahtev tužilac presretanje nadzor dokaz svedok 📱 izveštaj
the police took a telephone from him while he waited outside in February and nobody said why
Полиция задержала журналиста у входа в здание суда вечером без объяснения причин 🔬
the laboratory found traces of a tool that unlocks devices and of an implant that reads them
"""
_WORDS = _LINES.split()
_PARAGRAPHS = 5
_SENTENCES = 4


def write(folder: Path, count: int, kinds: Iterable[str] = ()) -> None:
    """Put `count` files into the folder, of each kind in turn."""
    chosen = tuple(kinds) or tuple(KINDS)
    for number in range(count):
        kind = chosen[number % len(chosen)]
        path = folder / f"{number // 1000:03}" / f"spis {number:06}.{kind}"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(KINDS[kind](number))


def _markdown(number: int) -> bytes:
    title, *paragraphs = _text(number)
    header = f"---\ntitle: {title}\ndate: {_day(number)}\nurl: https://example.org/{number}\n---\n"
    return (header + f"# {title}\r\n\r\n" + "\r\n\r\n".join(paragraphs) + "\r\n").encode()


def _page(number: int) -> bytes:
    title, *paragraphs = _text(number)
    menu = "".join(f"<li><a href='/{each}'>{each}</a></li>" for each in _WORDS[:12])
    body = "".join(f"<p>{each}</p>\n" for each in paragraphs)
    return (
        f"<!doctype html><html lang=sr><head><meta charset=utf-8><title>{title}</title>"
        f"<link rel=canonical href='https://example.org/page/{number}'>"
        f"<meta property='article:published_time' content='{_day(number)}'></head>"
        f"<body><nav><ul>{menu}</ul></nav><article><h1>{title}</h1>{body}</article></body></html>"
    ).encode()


def _mail(number: int) -> bytes:
    title, *paragraphs = _text(number)
    subject = title.encode("ascii", "ignore").decode()
    head = (
        f"From: Ana <ana{number}@example.org>\r\nTo: b@example.org\r\nSubject: {subject}\r\n"
        f"Message-ID: <{number}@example.org>\r\nMIME-Version: 1.0\r\n"
        "Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    )
    return (head + "\r\n\r\n".join(paragraphs) + "\r\n").encode()


def _pdf(number: int) -> bytes:
    """One page of text in a font every reader has."""
    title, *rest = (
        each.encode("cp1252", "ignore").decode("cp1252").translate(_ESCAPED)[:90]
        for each in _text(number)
    )
    shown = "".join(f"({line}) Tj T*\n" for line in [title, "", *rest, str(number)])
    content = f"BT /F1 10 Tf 14 TL 40 780 Td\n{shown}ET".encode("cp1252")
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Kids[3 0 R]/Count 1>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Contents 4 0 R/Resources 6 0 R>>",
        b"<</Length %d>>\nstream\n%s\nendstream" % (len(content), content),
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica/Encoding/WinAnsiEncoding>>",
        b"<</Font<</F1 5 0 R>>>>",
    )
    return _pdf_file(objects)


def _pdf_file(objects: tuple[bytes, ...]) -> bytes:
    written, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(written))
        written += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    tail = b"xref\n0 %d\n0000000000 65535 f \n%strailer\n<</Size %d/Root 1 0 R>>\n" % (
        *(size, table, size),
    )
    return written + tail + b"startxref\n%d\n%%%%EOF\n" % len(written)


def _text(number: int) -> list[str]:
    """A title and paragraphs."""
    chance = random.Random(number)
    title = " ".join(chance.choices(_WORDS, k=5)).capitalize() + f" {number}"
    paragraphs = (
        " ".join(_sentence(chance) for _ in range(_SENTENCES)) for _ in range(_PARAGRAPHS)
    )
    return [title, *paragraphs]


def _sentence(chance: random.Random) -> str:
    return " ".join(chance.choices(_WORDS, k=chance.randrange(6, 18))).capitalize() + "."


def _day(number: int) -> str:
    return f"20{number % 25:02}-{number % 12 + 1:02}-{number % 28 + 1:02}"


_ESCAPED = str.maketrans({"(": r"\(", ")": r"\)", "\\": r"\\"})
KINDS: dict[str, Callable[[int], bytes]] = {
    "md": _markdown,
    "html": _page,
    "pdf": _pdf,
    "eml": _mail,
}
"""How a file of each kind is written, by its ending."""


if __name__ == "__main__":
    write(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3:])
