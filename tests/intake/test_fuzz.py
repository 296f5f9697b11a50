"""Whatever is done to a file, it is read by the laws or refused with a sentence; nothing else."""

import io
import random
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

import archivist.intake.isolation.child as reader
from archivist.errors import Refused
from archivist.intake.isolation.confined import Confined, Unreadable
from tests.intake.laws import assert_lawful, sent

_GOLDEN = Path(__file__).parents[1] / "golden"
_WORTH_TRYING = (
    b"\x00", b"\xff", b"\x80", b"\n", b"\r\n\r\n", b"<", b">", b"&#0;", b"&#xD800;", b"<![CDATA[",
    b"</p>", b"<table><td>", b"]]>", b"=?utf-8?q?=ff?=", b"=?x?b?!?=", b"charset=utf-7", b"-1",
    b"Content-Type: message/rfc822\n\n", b"Content-Transfer-Encoding: base64\n", b"\xed\xa0\x80",
    b"99999999999999999999", b"{", b"}", b"[", b'"', b"\\u-4294967296", b"\\'zz", b"PK\x03\x04",
    b"\xe2\x80\xae", "😀".encode(), b"From x Mon Jun 01 10:00:00 2009\n\n", b"\\ud800",
)  # fmt: skip


def mutated(content: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """`content` with a few things gone wrong; `others` are files that pieces come from."""
    wrong = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 3, 6))):
        at = chance.randrange(len(wrong) or 1)
        some = at + chance.choice((1, 2, 16, 256, 4096))
        other = chance.choice(others)
        start = chance.randrange(len(other) or 1)
        match chance.randrange(6):
            case 0:
                wrong[at : at + 1] = chance.randbytes(1)
            case 1:
                wrong[at:at] = chance.choice(_WORTH_TRYING) * chance.choice((1, 1, 2, 50))
            case 2:
                del wrong[at:some]
            case 3:
                wrong[at:at] = wrong[at:some] * chance.choice((1, 1, 3, 40))
            case 4:
                wrong[at:some] = other[start : start + some - at]
            case _:
                words = chance.choice(_WORTH_TRYING)
                wrong[at : at + len(words)] = words
    return bytes(wrong)


def damaged(content: bytes, chance: random.Random, others: list[bytes]) -> bytes:
    """`content` gone wrong, mostly within what it packs."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as package:
            members = {name: package.read(name) for name in package.namelist()}
    except (zipfile.BadZipFile, ValueError, RuntimeError, NotImplementedError):
        members = {}
    if not members or chance.random() < 0.2:
        return mutated(content, chance, others)
    name = chance.choice(list(members))
    members[name] = mutated(members[name], chance, others)
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as package:
        for each, words in members.items():
            package.writestr(each, words)
    return packed.getvalue()


def files() -> list[Path]:
    """Files of every kind: our own, and the real ones where they are."""
    shared = Path(__file__).parents[3] / "shared" / "data"
    folders = [_GOLDEN, *(shared / name for name in ("documents", "pdf", "warc", "web-pages"))]
    found = [path for folder in folders for path in sorted(folder.rglob("*")) if path.is_file()]
    return [path for path in found if path.stat().st_size < 200_000]


@pytest.mark.campaign
@pytest.mark.timeout(0)
def test_a_file_gone_wrong_is_read_by_the_laws_or_refused(
    campaign_count: Callable[[int, int], int],
) -> None:
    found = files()
    others = [path.read_bytes() for path in found]
    for seed in range(campaign_count(150, 100_000)):
        chance = random.Random(seed)
        path = chance.choice(found)
        content = damaged(path.read_bytes(), chance, others)
        try:
            deposit = reader.read(content, path.name)
        except Refused:
            continue
        assert_lawful(sent(deposit, content))


@pytest.mark.campaign
@pytest.mark.timeout(0)
def test_no_file_gone_wrong_ends_its_reader(campaign_count: Callable[[int, int], int]) -> None:
    found = files()
    others = [path.read_bytes() for path in found]
    with Confined() as confined:
        for seed in range(campaign_count(40, 20_000)):
            chance = random.Random(-1 - seed)
            path = chance.choice(found)
            content = damaged(path.read_bytes(), chance, others)
            try:
                assert confined.read(content, path.name).original == content
            except Unreadable as failure:
                pytest.fail(f"{path.name}, seed {seed}: {failure}")
            except Refused:
                continue


def packed(*members: tuple[str, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        for name, words in members:
            package.writestr(name, words)
    return content.getvalue()


_W = b'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_BODY = b"<w:document " + _W + b"><w:body><w:p/></w:body></w:document>"
_ENDLESS = (
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
    b"Content-Length: 99999999999999999999\r\n\r\nHTTP/1.0 200 OK\r\n\r\n"
)
_RECORD = (
    b"WARC/1.0\r\nWARC-Type: response\r\nContent-Type: application/http\r\n"
    b"Content-Length: 19\r\n\r\nHTTP/1.0 200 OK\r\n\r\n\r\n\r\n"
)


@pytest.mark.parametrize(
    ("name", "content", "sentence"),
    [
        ("stil.docx", packed(("[Content_Types].xml", b"<Types/>"), ("word/document.xml", _BODY),
         ("word/styles.xml", b"<w:style")), "damaged"),
        ("nema.odt", packed(("content.xml", b"<?xml version='1.0' encoding='UTF-D'?><a/>")),
         "unknown encoding"),
        ("znak.rtf", b"{\\rtf1\\ansi \\u99999999999999999999 ?}", "damaged"),
        ("vesti.atom", b"<?xml version='1.0' encoding='\x9b'?><feed>", "damaged"),
        ("vesti.rss", b"<rss version='2.0'><channel><title>&lt;p&gt;&#xD800;</title></channel>",
         "damaged"),
        ("bez adrese.warc", _RECORD, "damaged"),
        ("bez kraja.warc", _ENDLESS, "damaged"),
    ],
)  # fmt: skip
def test_what_a_library_stumbles_over_is_a_sentence(
    name: str, content: bytes, sentence: str
) -> None:
    with pytest.raises(Refused, match=sentence):
        reader.read(content, name)


def test_a_date_of_mail_beyond_all_zones_is_left_as_written() -> None:
    mail = "From: a@example.org\nDate: Mon, 1 Jun 2009 10:00:00 +99999999999999\n\n😀\n"
    facts = reader.read(mail.encode(), "a.eml").facts
    (written,) = (fact for fact in facts if fact.field == "published")
    assert written.value is None


def test_a_title_of_a_pdf_that_is_no_unicode_is_left_out() -> None:
    objects = (
        b"<</Type/Catalog/Pages 2 0 R>>",
        b"<</Type/Pages/Count 1/Kids[3 0 R]>>",
        b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>",
        b"<</Title<FEFFD800>/Author(Ana)>>",
    )
    content = b"%PDF-1.4\n"
    for number, words in enumerate(objects, 1):
        content += b"%d 0 obj%bendobj\n" % (number, words)
    content += b"trailer<</Root 1 0 R/Info 4 0 R>>\n%%EOF\n"
    deposit = reader.read(content, "naslov.pdf")
    assert [fact.value for fact in deposit.facts if fact.field == "author"] == ["Ana"]


def test_an_address_in_an_outline_holds_nothing_that_no_text_may_hold() -> None:
    outline = "<opml version='2.0'><body><outline xmlUrl='https://e\x7fx\u2028y'/></body></opml>"
    deposit = reader.read(outline.encode(), "izvori.opml")
    assert_lawful(sent(deposit, outline.encode()))
    assert deposit.text == "https://e\ufffdx y"


def test_a_feed_whose_link_leads_nowhere_is_read_without_it() -> None:
    feed = (
        '<feed xmlns="http://www.w3.org/2005/Atom"><title>Vesti</title><entry><title>Žena</title>'
        "<link rel='alternate' type='text/html'/></entry></feed>"
    )
    assert reader.read(feed.encode(), "vesti.atom").text == "Žena"


def test_a_member_of_a_zip_file_without_a_name_ends_nothing() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("a", "x")
        package.writestr("b.txt", "Šta? 😀")
        package.filelist[0].filename = ""
    deposit = reader.read(content.getvalue(), "a.zip")
    assert [part.text for part in deposit.parts] == ["Šta? 😀"]
    assert deposit.warnings == ("“” was left in the zip file: The file is damaged at “”.",)
