"""A page saved with its files: the page is read, its files are not opened."""

import pytest

from archivist.errors import Refused
from archivist.intake.web import mhtml

SAVED = """From: <Saved by a browser>\r
Snapshot-Content-Location: https://example.org/vest\r
Subject: Vest\r
Date: Wed, 21 Feb 2024 10:00:00 +0100\r
MIME-Version: 1.0\r
Content-Type: multipart/related; type="text/html"; boundary="b"\r
\r
--b\r
Content-Type: text/css\r
Content-Location: https://example.org/a.css\r
\r
p { color: red }\r
--b\r
Content-Type: text/html; charset=utf-8\r
Content-Transfer-Encoding: quoted-printable\r
\r
<html><head><title>Vest =F0=9F=98=80</title></head><body>\r
<p>Policija je zaustavila Slavi=C5=A1u.</p>\r
<img src=3D"https://example.org/spy.png"></body></html>\r
--b--\r
"""


def test_the_page_is_read_with_its_address_and_the_moment_it_was_saved() -> None:
    deposit = mhtml.read(SAVED.encode(), "vest.mhtml")
    assert deposit.text == "Policija je zaustavila Slavišu."
    assert deposit.title == "Vest 😀"
    assert (deposit.reader, deposit.original) == ("mhtml/1", SAVED.encode())
    found = [(fact.field, fact.value) for fact in deposit.facts[:2]]
    assert found == [
        ("url", "https://example.org/vest"),
        ("retrieved", "2024-02-21T10:00:00+01:00"),
    ]


@pytest.mark.parametrize("content", [b"", b"Subject: a\r\n\r\nwords", SAVED[:400].encode()])
def test_a_file_without_a_page_is_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused, match="holds none"):
        mhtml.read(content, "vest.mhtml")
