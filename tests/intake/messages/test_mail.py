"""Mail, mailboxes and web archives: what they say, and what they carry as deposits of its own."""

import base64
import gzip
from pathlib import Path

import pytest

from archivist.errors import Refused
from archivist.intake.deposit import Deposit
from archivist.intake.isolation import child
from archivist.intake.messages import mail, mbox
from archivist.intake.reading import read_bytes
from archivist.intake.web import warc

DATA = Path(__file__).parents[4] / "shared" / "data"

MAIL = """From: =?utf-8?q?Slavi=C5=A1a?= <s@example.org>\r
To: Redakcija <r@example.org>\r
Date: Wed, 21 Feb 2024 23:30:00 +0100\r
Subject: =?utf-8?b?WmFwaXMg8J+YgA==?=\r
Received: from a by b\r
Received: from c by d\r
MIME-Version: 1.0\r
Content-Type: multipart/mixed; boundary=b\r
\r
--b\r
Content-Type: text/plain; charset=utf-8\r
Content-Transfer-Encoding: 8bit\r
\r
Zaustavili su me 🚗.\r
\r
> Gde ste?\r
>> Kod Pirota.\r
--b\r
Content-Type: text/plain; charset=utf-8; name="../../etc/beleška.txt"\r
Content-Disposition: attachment; filename="../../etc/beleska.txt"\r
Content-Transfer-Encoding: 8bit\r
\r
Beleška uz mejl.\r
--b\r
Content-Type: image/png\r
Content-Disposition: attachment; filename="slika.png"\r
Content-Transfer-Encoding: base64\r
\r
iVBORw0KGgo=\r
--b--\r
""".encode()


def words(deposit: Deposit) -> list[str]:
    return [deposit.text[leaf.start : leaf.end] for leaf in deposit.leaves]


def test_a_mail_says_who_wrote_to_whom_and_carries_its_attachments() -> None:
    deposit = mail.read(MAIL, "pismo.eml", within=read_bytes)
    assert words(deposit) == [
        "From: Slaviša <s@example.org>",
        "To: Redakcija <r@example.org>",
        "Date: Wed, 21 Feb 2024 23:30:00 +0100",
        "Subject: Zapis 😀",
        "Zaustavili su me 🚗.",
        "> Gde ste?",
        ">> Kod Pirota.",
    ]
    assert [leaf.role for leaf in deposit.leaves] == ["header"] * 4 + ["main"] * 3
    assert [leaf.quoted for leaf in deposit.leaves[4:]] == [0, 1, 2]
    assert deposit.title == "Zapis 😀"
    found = {fact.field: fact.value for fact in deposit.facts}
    assert found == {
        "title": "Zapis 😀",
        "author": "Slaviša <s@example.org>",
        "published": "2024-02-21",
    }
    (note,) = deposit.parts
    assert (note.name, note.text) == ("beleska.txt", "Beleška uz mejl.")
    assert deposit.warnings[0].startswith("The attached “slika.png” was left in the mail: ")
    headers = [key for key, _ in deposit.metadata["headers"]]
    assert headers.count("Received") == 2


def test_a_page_sent_as_mail_is_read_as_a_page() -> None:
    sent = (
        b"Subject: A\r\nContent-Type: text/html; charset=utf-8\r\n\r\n"
        b"<p>One <b>two</b></p><img src='https://example.org/spy.png'>"
    )
    deposit = mail.read(sent, "a.eml", within=read_bytes)
    assert words(deposit) == ["Subject: A", "One two"]
    assert [span.kind for span in deposit.spans] == ["strong"]


@pytest.mark.parametrize("content", [b"", b"no headers at all\r\n\r\n", b"\x00\xff" * 50])
def test_what_is_no_mail_is_a_sentence(content: bytes) -> None:
    with pytest.raises(Refused, match="no sender, subject or date"):
        mail.read(content, "x.eml", within=read_bytes)


def test_broken_headers_and_bodies_do_not_break_the_reader() -> None:
    broken = (
        b"From: \xff\xfe <\r\nDate: yesterday\r\nSubject: =?x-unknown?b?!!!?=\r\n"
        b"Content-Type: text/plain; charset=no-such-thing\r\n\r\n\xe8 words\r\n"
    )
    deposit = mail.read(broken, "x.eml", within=read_bytes)
    assert "words" in deposit.text
    assert {fact.field: fact.value for fact in deposit.facts}["published"] is None


def read_mail(content: bytes, name: str) -> Deposit:
    return mail.read(content, name, within=read_bytes)


def test_a_mailbox_lists_its_messages_and_gives_each_its_own_bytes() -> None:
    box = (
        b"From a Wed Feb 21 2024\nSubject: One\nFrom: a\n\n>From here on\n\n"
        b"From b Thu\nSubject: Two\n\nx\n"
    )
    deposit = mbox.read(box, "kutija.mbox", within=read_mail)
    assert [part.title for part in deposit.parts] == ["One", "Two"]
    assert deposit.parts[0].original == b"Subject: One\nFrom: a\n\nFrom here on\n\n"
    assert words(deposit) == ["a · One", "Two"]
    with pytest.raises(Refused, match="holds no message"):
        mbox.read(b"just words\n", "kutija.mbox", within=read_mail)


def record(url: str, status: str, kind: str, body: bytes, *, digest: str = "") -> bytes:
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n\r\n".encode() + body
    said = f"WARC-Payload-Digest: {digest}\r\n" if digest else ""
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\n"
        f"WARC-Date: 2024-02-21T10:00:00Z\r\nWARC-Record-ID: <urn:uuid:1>\r\n{said}"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def read_page(content: bytes, name: str) -> Deposit:
    return read_bytes(content, name.replace(".html", ".txt"))


CAPTURED = (
    record("https://example.org/one", "200 OK", "text/html; charset=utf-8", "Prvo 😀".encode())
    + record("https://example.org/gone", "404 Not Found", "text/html", b"gone")
    + record("https://example.org/x.js", "200 OK", "text/javascript", b"alert(1)")
    + record(
        "https://example.org/two.html",
        "200 OK",
        "text/html",
        b"Second",
        digest="sha1:AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
    )
)


@pytest.mark.parametrize("content", [CAPTURED, gzip.compress(CAPTURED)], ids=["plain", "gzip"])
def test_a_web_archive_gives_the_pages_that_were_answered(content: bytes) -> None:
    deposit = warc.read(content, "snimak.warc", within=read_page)
    assert [part.text for part in deposit.parts] == ["Prvo 😀", "Second"]
    one, two = deposit.parts
    assert [fact.value for fact in one.facts[:2]] == [
        "https://example.org/one",
        "2024-02-21T10:00:00Z",
    ]
    assert one.warnings == ()
    assert two.warnings == ("The capture is not what its digest in the web archive says.",)


def test_a_web_archive_without_a_page_or_cut_short_is_said() -> None:
    gone = record("https://example.org/", "404 Not Found", "text/html", b"gone")
    with pytest.raises(Refused, match="holds no page or PDF"):
        warc.read(gone, "x.warc", within=read_page)
    with pytest.raises(Refused, match="holds no page or PDF"):
        warc.read(b"no archive at all, only words", "x.warc", within=read_page)


@pytest.mark.skipif(not DATA.exists(), reason="the real material is not beside this clone")
@pytest.mark.parametrize("suffix", ["eml", "mbox", "warc", "warc.gz", "bad", "arc"])
def test_real_files_are_read_or_refused_with_a_sentence(suffix: str) -> None:
    readers = {"eml": mail.read, "mbox": mbox.read}
    within = {"eml": read_bytes, "mbox": read_mail}
    count = 0
    for path in sorted((*DATA.glob("documents/*"), *DATA.glob("warc/*"))):
        if not path.name.endswith(f".{suffix}"):
            continue
        count += 1
        read = readers.get(suffix, warc.read)
        try:
            deposit = read(path.read_bytes(), path.name, within=within.get(suffix, read_page))
        except Refused:
            continue
        assert deposit.text or deposit.warnings
    assert count


def test_a_message_of_a_mailbox_needs_no_headers() -> None:
    first = (
        b"From ana@example.org Mon Jun  1 10:00:00 2009\n\nTest \xf0\x9f\x98\x80\r\n> quoted\n\n"
    )
    second = b"From bo@example.org Tue Jun 02 10:00:00 2009\nSubject: Drugo\n\nFrom here on\n\nx\n"
    box = child.read(first + second, "sanduče.mbox")
    assert [part.text.strip() for part in box.parts] == [
        "Test 😀\n> quoted",
        "Subject: Drugo\nFrom here on\nx",
    ]
    said = {fact.field: fact.value for fact in box.parts[0].facts}
    assert said == {"author": "ana@example.org", "published": "2009-06-01"}


def test_an_attached_message_may_be_packed_in_base64() -> None:
    carried = base64.encodebytes("From: b@example.org\nSubject: Ćao 😀\n\nzdravo\n".encode())
    mail = (
        b"From: a@example.org\nSubject: x\nMIME-Version: 1.0\n"
        b"Content-Type: multipart/mixed; boundary=q\n\n--q\nContent-Type: text/plain\n\nsee\n"
        b"--q\nContent-Type: message/rfc822\nContent-Transfer-Encoding: base64\n\n"
        + carried
        + b"\n--q--\n"
    )
    (part,) = child.read(mail, "a.eml").parts
    assert "zdravo" in part.text


def test_messages_within_messages_are_each_carried_once() -> None:
    letter = "Subject: dno 🕊\n\nTekst".encode()
    for level in range(6):
        letter = b"Subject: %d\nContent-Type: message/rfc822\n\n%b" % (level, letter)
    deposit = child.read(letter, "poruka.eml")
    titles = [deposit.title]
    while deposit.parts:
        (deposit,) = deposit.parts
        titles.append(deposit.title)
    assert titles == ["5", "4", "3", "2", "1", "0", "dno 🕊"]
