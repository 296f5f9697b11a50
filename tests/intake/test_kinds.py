"""A file is what its bytes are, whatever its name says."""

import importlib.util
import io
import time
import zipfile

import pytest

from archivist.errors import Refused
from archivist.intake import kinds


def packed(*names: str) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name in names:
            package.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    ("content", "name", "kind"),
    [
        (b"abc", "a.txt", "text"),
        (b"abc", "README", "text"),
        (b"<html>", "a.txt", "text"),
        (b"<!DOCTYPE html><p>", "a", "web page"),
        (b"\xef\xbb\xbf <!-- x -->\n<html lang=sr>", "a.asp", "web page"),
        (b"%PDF-1.4", "a.html", "PDF"),
        (b"%PDF-1.4", "a.txt", "PDF"),
        (b"junk\n%PDF-1.4", "a.pdf", "PDF"),
        (b"{\\rtf1", "a.doc", "rich text"),
        (b"From a@b Tue Mar  5 12:00:00 2024\nSubject: x\n", "a", "mailbox"),
        (b"Received: x\n y\nSubject: x\n", "a", "mail"),
        (b"From: <Saved by Blink>\nSubject: x\nContent-Type: multipart/related;\n", "a.html",
         "web page with its files"),
        (b"WARC/1.0\r\n", "a", "web archive"),
        (b"\x1f\x8b", "a.warc.gz", "web archive"),
        (b"<?xml version='1.0'?><rss>", "a.xml", "news feed"),
        (packed("word/document.xml"), "a.odt", "Word document"),
        (packed("content.xml"), "a.zip.odt", "OpenDocument text"),
        (packed("META-INF/container.xml"), "a", "e-book"),
    ],
)  # fmt: skip
def test_the_kind_of_a_file(content: bytes, name: str, kind: str) -> None:
    assert kinds.of(content, name).name == kind


_PICTURE = "The file is a picture: make a PDF of it, whose pages can be read by Tesseract."


@pytest.mark.parametrize(
    ("content", "name", "sentence"),
    [
        (b"MZ\x90", "izveštaj.docx", "The file is a program, whatever its name says."),
        (b"\x7fELF", "a.html", "The file is a program, whatever its name says."),
        (b"\x89PNG\r\n\x1a\n", "a.txt", _PICTURE),
        (b"II*\x00\x08", "scan.tiff", _PICTURE),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.msg",
         "The file is an Outlook message; save it as .eml."),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "a.docx",
         "The file is an old Office document; save it as .docx, .odt or PDF."),
    ],
)  # fmt: skip
def test_what_is_not_read_is_told_by_what_it_is(content: bytes, name: str, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        kinds.of(content, name)
    assert str(refusal.value) == sentence


def test_what_is_packed_is_never_looked_into_outside_the_child() -> None:
    assert not kinds.is_text(packed("word/document.xml"), "a.txt")


def test_comments_without_end_are_looked_through_at_once() -> None:
    began = time.process_time()
    assert kinds.of(b"<?xml ?>" + b"<!-- -->" * 10_000, "a.html").name == "web page"
    assert time.process_time() - began < 1


def test_every_kind_has_a_reader() -> None:
    for kind in kinds.KINDS:
        if kind.module:
            assert importlib.util.find_spec(f"archivist.intake.{kind.module}"), kind.name
