"""PDF files made by hand: pages of lines, turned and cut pages, and pages that are pictures."""

import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import pypdfium2

HEIGHT, WIDTH = 842, 595

Row = tuple[float, float, str]
"""Height of a line on its page, size of its letters, its words."""


@dataclass(frozen=True)
class Sheet:
    """A page: what is drawn on it, and what else its dictionary says."""

    drawn: bytes
    said: bytes = b""


def lines(rows: Iterable[Row], *, left: float = 72) -> bytes:
    """What draws lines of words."""
    return b"".join(
        b"BT /F1 %g Tf %g %g Td (%s) Tj ET\n" % (size, left, height, words.encode("latin-1"))
        for height, size, words in rows
    )


def paper(*pages: tuple[Row, ...], title: str = "") -> bytes:
    """A PDF whose pages show lines."""
    return bound([Sheet(lines(page)) for page in pages], title=title)


def bound(sheets: Sequence[Sheet], *, title: str = "", pictures: Sequence[bytes] = ()) -> bytes:
    """A PDF of these pages; `pictures` are its objects from the fourth on."""
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"",
        b"<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>",
        *pictures,
    ]
    kids = []
    for sheet in sheets:
        objects.append(b"<</Length %d>>stream\n%sendstream" % (len(sheet.drawn), sheet.drawn))
        objects.append(
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 %d %d]/Contents %d 0 R"
            b"/Resources<</Font<</F1 3 0 R>>/XObject<<%s>>>>%s>>"
            % (WIDTH, HEIGHT, len(objects), _named(len(pictures)), sheet.said)
        )
        kids.append(b"%d 0 R" % len(objects))
    objects[1] = b"<</Type/Pages/Kids[%s]/Count %d>>" % (b" ".join(kids), len(kids))
    objects.append(b"<</Title(%s)/CreationDate(D:20240221)>>" % title.encode("latin-1"))
    return _written(objects)


def scanned(content: bytes, *, dots: int = 150) -> bytes:
    """The same PDF as a scanner makes it: every page a picture and no words."""
    document = pypdfium2.PdfDocument(content)
    pictures, sheets = [], []
    for number in range(len(document)):
        bitmap = document[number].render(scale=dots / 72, grayscale=True)
        rows = memoryview(bitmap.buffer).cast("B")
        starts = range(0, bitmap.height * bitmap.stride, bitmap.stride)
        packed = zlib.compress(b"".join(rows[at : at + bitmap.width] for at in starts))
        pictures.append(
            b"<</Type/XObject/Subtype/Image/Width %d/Height %d/ColorSpace/DeviceGray"
            b"/BitsPerComponent 8/Filter/FlateDecode/Length %d>>stream\n%s\nendstream"
            % (bitmap.width, bitmap.height, len(packed), packed)
        )
        sheets.append(Sheet(b"q %d 0 0 %d 0 0 cm /I%d Do Q\n" % (WIDTH, HEIGHT, number)))
    document.close()
    return bound(sheets, pictures=pictures)


def _named(pictures: int) -> bytes:
    return b"".join(b"/I%d %d 0 R" % (number, 4 + number) for number in range(pictures))


def _written(objects: Sequence[bytes]) -> bytes:
    content, places = b"%PDF-1.4\n", []
    for number, each in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj\n%s\nendobj\n" % (number, each)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    count, place = len(objects) + 1, len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%s" % (count, table)
    content += b"trailer\n<</Size %d/Root 1 0 R/Info %d 0 R>>\n" % (count, len(objects))
    return content + b"startxref\n%d\n%%%%EOF" % place
