"""Bad packages and papers (rows 65 to 75): PDF that loops, zip files that lie, renamed programs."""

import io
import struct
import warnings
import zipfile
from collections.abc import Iterable

from tests.safety.bad_inputs import Bad, large, refused, taken_in

_DAY = (2024, 2, 21, 10, 0, 0)
_CUT = "The zip file is cut short or damaged."
_NOTHING = "The zip file holds nothing that can be read. "
_SOUND = ("zapis.txt", "Beleška 🕊".encode())
_BODY = b'<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'


def pdf(*objects: bytes, trailer: bytes = b"/Root 1 0 R") -> bytes:
    """A PDF of these objects, numbered from 1, with a table of where they stand.

    `HERE` in the trailer is where that table itself stands.
    """
    content, places = b"%PDF-1.4\n", []
    for number, words in enumerate(objects, 1):
        places.append(len(content))
        content += b"%d 0 obj%b endobj\n" % (number, words)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    start = len(content)
    content += b"xref\n0 %d\n0000000000 65535 f \n%b" % (len(objects) + 1, table)
    said = trailer.replace(b"HERE", b"%d" % start)
    content += b"trailer<</Size %d%b>>\n" % (len(objects) + 1, said)
    return content + b"startxref\n%d\n%%%%EOF\n" % start


def paper(*more: bytes, catalog: bytes = b"", page: bytes = b"", stream: bytes = b"") -> bytes:
    """A PDF of one page that says Zapis, with something added to its catalog or its page."""
    words = stream or b"BT /F 12 Tf 9 9 Td (Zapis o zaustavljanju) Tj ET"
    return pdf(
        b"<</Type/Catalog/Pages 2 0 R%b>>" % catalog,
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Contents 4 0 R/Resources"
        b"<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>/XObject<</X 5 0 R>>>>%b>>"
        % page,
        b"<</Length %d>>stream\n%b\nendstream" % (len(words), words),
        *more,
    )


def packed(members: Iterable[tuple[str | zipfile.ZipInfo, bytes]], *, rare: bool = False) -> bytes:
    """A zip file of these members, two of one name too."""
    content = io.BytesIO()
    way = zipfile.ZIP_LZMA if rare else zipfile.ZIP_DEFLATED
    with zipfile.ZipFile(content, "w", way) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)
        for name, body in members:
            member = zipfile.ZipInfo(name, _DAY) if isinstance(name, str) else name
            made.writestr(member, body, way)
    return content.getvalue()


def edited(content: bytes, at: int, value: bytes) -> bytes:
    """A zip file with something else in the entry that lists its last member."""
    place = content.rindex(b"PK\x01\x02") + at
    return content[:place] + value + content[place + len(value) :]


def _link() -> bytes:
    link = zipfile.ZipInfo("veza")
    link.external_attr = 0o120777 << 16
    return packed([(link, b"/etc/passwd"), _SOUND])


def _left(name: str, reason: str) -> str:
    return f"“{name}” was left in the zip file: {reason}"


def _unsafe(name: str) -> str:
    return _left(name, f"“{name}” is an unsafe file name; the file was left out.")


def _zip_of(name: str) -> Bad:
    return taken_in(
        f"row-67-{name[:8]}",
        "a.zip",
        packed([(name, b"x"), _SOUND]),
        _unsafe(name),
        parts=("zapis.txt",),
    )


def _twin(row: str, one: str, other: str) -> Bad:
    said = [
        _left(name, f"The zip file holds two files named “{name}”.")
        for name in dict.fromkeys((one, other))
    ]
    return taken_in(
        row, "a.zip", packed([(one, b"1"), (other, b"2"), _SOUND]), *said, parts=("zapis.txt",)
    )


_FORM = (
    b"<</Type/XObject/Subtype/Form/BBox[0 0 9 9]/Resources<</XObject<</X 5 0 R>>>>/Length 5>>"
    b"stream\n/X Do\nendstream"
)
PACKAGES: tuple[Bad, ...] = (
    taken_in(
        "row-65-javascript",
        "a.pdf",
        paper(
            b"<<>>",
            catalog=b"/OpenAction<</S/JavaScript/JS(app.alert\\(1\\))>>/Names<</JavaScript"
            b"<</Names[(a)<</S/JavaScript/JS(app.alert\\(1\\))>>]>>>>",
        ),
        "The PDF holds JavaScript, which was not run; look at the original in Dangerzone only.",
        text="Zapis o zaustavljanju",
    ),
    taken_in(
        "row-65-launch",
        "a.pdf",
        paper(b"<<>>", catalog=b"/OpenAction<</S/Launch/F(/bin/sh)>>"),
        text="Zapis o zaustavljanju",
    ),
    taken_in(
        "row-65-embedded",
        "a.pdf",
        paper(
            b"<<>>",
            b"<</Type/EmbeddedFile/Length 2>>stream\nMZ\nendstream",
            catalog=b"/Names<</EmbeddedFiles<</Names[(a.exe)<</F(a.exe)/EF<</F 6 0 R>>>>]>>>>",
        ),
        "The PDF carries a file inside, kept with the original and not opened.",
    ),
    refused(
        "row-66-damaged",
        "a.pdf",
        b"%PDF-1.7\nnothing else",
        "The PDF is damaged and cannot be opened.",
    ),
    taken_in("row-66-named-txt", "a.txt", paper(b"<<>>"), text="Zapis o zaustavljanju"),
    taken_in(
        "row-66-pages-loop",
        "a.pdf",
        pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 9/Kids[2 0 R 2 0 R]/Parent 2 0 R>>",
        ),
        "9 pages hold no text: they are pictures, as of a scan.",
    ),
    taken_in(
        "row-66-form-in-itself",
        "a.pdf",
        paper(_FORM, stream=b"/X Do BT /F 12 Tf 9 9 Td (Zapis) Tj ET"),
    ),
    taken_in(
        "row-66-tables-loop",
        "a.pdf",
        pdf(
            b"<</Type/Catalog/Pages 2 0 R>>",
            b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
            b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
            trailer=b"/Root 1 0 R/Prev HERE",
        ),
        "1 page holds no text: it is a picture, as of a scan.",
    ),
    refused(
        "row-66-a-million-pages",
        "a.pdf",
        pdf(b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1000000/Kids[]>>"),
        "The PDF has more than 5,000 pages.",
    ),
    _zip_of("../../etc/x"),
    _zip_of("/etc/x"),
    _zip_of("C:/x"),
    _zip_of("a\\..\\x"),
    taken_in(
        "row-67-device",
        "a.zip",
        packed([("CON", b"x"), ("aux.txt", b"y")]),
        parts=("CON", "aux.txt"),
    ),
    taken_in(
        "row-68-1-to-1000",
        "a.zip",
        lambda: packed([("bomba.txt", bytes(40 * 2**20)), _SOUND]),
        _left(
            "bomba.txt",
            "“bomba.txt” looks like a zip bomb: it unpacks to more than 200 times its size.",
        ),
        parts=("zapis.txt",),
    ),
    large(
        refused(
            "row-68-much",
            "a.zip",
            lambda: packed((f"{n}.txt", bytes(40 * 2**20)) for n in range(14)),
            "The zip file looks like a zip bomb: it would unpack to more than 512 MiB.",
        )
    ),
    refused(
        "row-69-overlapping",
        "a.zip",
        edited(packed([("a.txt", b"x" * 99), ("b.txt", b"y" * 99)]), 42, struct.pack("<I", 0)),
        "The zip file looks like a zip bomb: its members lie over each other.",
    ),
    taken_in("row-69-nested", "a.zip", packed([("b.zip", packed([_SOUND]))]), parts=("b.zip",)),
    refused(
        "row-70-size-lies",
        "a.zip",
        edited(packed([("a.txt", b"x" * 5_000)]), 24, struct.pack("<I", 10)),
        _NOTHING + _left("a.txt", "The file is damaged at “a.txt”."),
    ),
    taken_in(
        "row-71-link",
        "a.zip",
        _link(),
        _left("veza", "“veza” is a link, not a file."),
        parts=("zapis.txt",),
    ),
    _twin("row-72-same", "a.txt", "a.txt"),
    _twin("row-72-case", "a.txt", "A.TXT"),
    _twin("row-72-marks", "\u010dasno.txt", "c\u030casno.txt"),
    refused(
        "row-73-entries",
        "a.zip",
        lambda: packed((f"{n}", b"") for n in range(10_001)),
        "The zip file holds more than 10,000 files.",
    ),
    refused(
        "row-74-encrypted",
        "a.zip",
        edited(packed([("a.txt", b"x")]), 8, b"\x01\x00"),
        _NOTHING
        + _left("a.txt", "“a.txt” is password-protected; unpack it and import what is in it."),
    ),
    refused(
        "row-74-lzma",
        "a.zip",
        packed([("a.txt", b"x")], rare=True),
        _NOTHING
        + _left(
            "a.txt", "“a.txt” is packed in a way Archivist does not read; pack it the usual way."
        ),
    ),
    refused("row-75-truncated", "a.zip", packed([_SOUND])[:-30], _CUT),
    refused(
        "a-program-named-docx",
        "a.docx",
        b"MZ\x90\x00" + bytes(200),
        "The file is a program, whatever its name says.",
    ),
    refused("no-package-named-docx", "a.docx", "Samo tekst 🕊".encode(), _CUT),
    refused(
        "a-docx-without-its-heart",
        "a.docx",
        packed([("word/document.xml", _BODY)]),
        "The file is named like a Word document but is none.",
    ),
    refused(
        "a-docx-nested-200000",
        "a.docx",
        lambda: packed([("[Content_Types].xml", b"<a/>"), ("word/document.xml", b"<a>" * 200_000)]),
        "The file is nested too deeply at “word/document.xml”.",
    ),
    refused(
        "an-odt-of-entities",
        "a.odt",
        packed([("content.xml", b'<!DOCTYPE a [<!ENTITY a "b">]><a>&a;</a>')]),
        "The file declares entities at “content.xml”, which no such file needs.",
    ),
)
