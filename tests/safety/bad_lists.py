"""Bad lists and mail (rows 82 and 83): records, tables, mailboxes and captures without end."""

import gzip

from tests.safety.bad_inputs import Bad, large, refused, taken_in

_INVALID = "The JSON is not valid: "


def _event(more: str) -> bytes:
    return f'{{"title": "A 🕊", "date": "2024", "actors": ["Ana"], {more}}}'.encode()


def _deep_mail() -> bytes:
    mail = b"Subject: dno\n\nTekst"
    for level in range(40):
        mail = b"Subject: %d\nContent-Type: message/rfc822\n\n%b" % (level, mail)
    return mail


def _capture(address: bytes, body: bytes) -> bytes:
    answer = b"HTTP/1.0 200 OK\r\nContent-Type: text/html\r\n\r\n" + body
    return (
        b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: %b\r\nWARC-Date: 2024-02-21T10:00:00Z"
        b"\r\nContent-Type: application/http\r\nContent-Length: %d\r\n\r\n%b\r\n\r\n"
        % (address, len(answer), answer)
    )


def _attached(name: str) -> bytes:
    return (
        'Subject: Prilog\nContent-Type: multipart/mixed; boundary="b"\n\n'
        "--b\nContent-Type: text/plain"
        f'\n\nVidi 🕊\n--b\nContent-Disposition: attachment; filename="{name}"\n\nprilog\n--b--\n'
    ).encode()


LISTS: tuple[Bad, ...] = (
    refused(
        "row-82-nan", "a.json", _event('"x": NaN'), f"{_INVALID}NaN is not a number JSON knows."
    ),
    refused(
        "row-82-1e999",
        "a.json",
        _event('"x": 1e999'),
        f"{_INVALID}1e999 is not a number JSON knows.",
    ),
    refused("row-82-twice", "a.json", _event('"title": "B"'), f'{_INVALID}"title" is given twice.'),
    refused(
        "row-82-deep",
        "a.json",
        _event('"x": ' + "[" * 100_000),
        "The JSON is nested deeper than 8 levels.",
    ),
    refused(
        "row-83-field",
        "a.csv",
        b"a,b\n1," + b"x" * 140_000,
        "Row 2: a field is longer than 128 KiB.",
    ),
    refused("row-83-nul", "a.csv", b"a,b\n1,\x002", "The file is binary, not text."),
    large(
        refused(
            "cells-without-end",
            "a.csv",
            lambda: b"a," * 300_000 + b"\n" + b"b," * 300_000,
            "The table holds more than 500,000 cells; cut it in parts.",
        )
    ),
    large(
        refused(
            "records-without-end",
            "a.jsonl",
            lambda: b'{"title":"a"}\n' * 20_001,
            "The file holds more than 20,000 records; cut it in parts.",
        )
    ),
    refused(
        "an-array-that-breaks-off",
        "a.json",
        b'[{"title": "a"}, ',
        f"{_INVALID}line 1: Expecting value.",
    ),
    large(
        refused(
            "a-mailbox-without-end",
            "a.mbox",
            lambda: b"From a Mon Jun 01 10:00:00 2009\nSubject: a\n\nb\n" * 20_001,
            "The mailbox holds more than 20,000 messages.",
        )
    ),
    taken_in(
        "a-mail-without-end", "a.eml", _deep_mail, "The mail has no text of its own.", title="39"
    ),
    taken_in("a-name-that-climbs", "a.eml", _attached("../../etc/x.txt"), parts=("x.txt",)),
    taken_in("a-name-of-a-device", "a.eml", _attached("CON"), parts=("CON",)),
    taken_in(
        "a-name-with-a-drive",
        "a.eml",
        _attached("C:\\\\\\\\Windows\\\\\\\\x.txt"),
        parts=("x.txt",),
    ),
    taken_in(
        "a-capture-that-climbs",
        "a.warc",
        _capture(b"http://x/../../etc/passwd", b"<p>Strana \xf0\x9f\x95\x8a"),
        parts=("passwd.html",),
    ),
    taken_in(
        "a-capture-named-as-a-device",
        "a.warc",
        _capture(b"http://x/CON", b"<p>Strana \xf0\x9f\x95\x8a"),
        parts=("CON.html",),
    ),
    refused(
        "a-capture-longer-than-all",
        "a.warc",
        _capture(b"http://x/", b"<p>a").replace(
            b"Content-Length: 48", b"Content-Length: 99999999999999999999"
        ),
        "The web archive holds no page or PDF that was answered with success. "
        "The web archive is damaged; what stands behind the damage was not read.",
    ),
    refused(
        "a-capture-that-is-a-bomb",
        "a.warc.gz",
        lambda: gzip.compress(b"WARC/1.0\r\n" + bytes(60 * 2**20)),
        "The web archive looks like a bomb: it unpacks to more than 200 times its size.",
    ),
    refused(
        "references-that-are-none",
        "a.ris",
        b"TX  - a",
        "The file is named like references (RIS) but holds none.",
    ),
    refused(
        "a-feed-that-is-none", "a.rss", b"<a/>", "The file is named like a news feed but is none."
    ),
    refused(
        "rich-text-that-is-none",
        "a.rtf",
        b"PK",
        "The file is named like rich text (RTF) but is none.",
    ),
    refused(
        "a-mail-that-is-none",
        "a.eml",
        b"zdravo",
        "The file is named like a mail but has no sender, subject or date.",
    ),
)
