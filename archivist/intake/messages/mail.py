"""Mail: who wrote to whom, when and what; attachments are read as deposits of their own."""

import base64
import binascii
import email
import email.policy
from collections.abc import Callable, Iterator
from contextlib import suppress
from email.errors import MessageError as EmailError
from email.message import EmailMessage, MIMEPart
from email.utils import parsedate_to_datetime
from typing import Final

from archivist.errors import Refused
from archivist.intake.deposit import Deposit, Fact
from archivist.intake.leaves import markup
from archivist.intake.leaves.joining import joined
from archivist.intake.words import plain
from archivist.text import Leaf, StructuredText, canonical, lines

READER: Final = "mail/1"
MEDIA_TYPE: Final = "message/rfc822"
MOST_PARTS: Final = 500
_SHOWN = ("From", "Sender", "To", "Cc", "Bcc", "Date", "Subject")
_LONGEST = 4_000
_CTIME = 3  # what stands before the year
_UNREADABLE = (
    *(LookupError, ValueError, AssertionError, TypeError, AttributeError, IndexError),
    *(OverflowError, EmailError),
)

Within = Callable[[bytes, str], Deposit]
"""Reads a file that another one carries; raises `Refused` as any reader."""


def read(content: bytes, name: str, *, within: Within, envelope: str = "") -> Deposit:
    """The deposit of one message; `within` reads what is attached to it.

    `envelope` is the line by which a mailbox tells it from the message before. Raises `Refused`
    when the file is no message.
    """
    message = email.message_from_bytes(content, policy=email.policy.default)
    headers = dict(_headers(message))
    if not envelope and not {"From", "Subject", "Date", "To"} & set(headers):
        raise Refused("The file is named like a mail but has no sender, subject or date.")
    said = lines("\n".join(f"{key}: {headers[key]}" for key in _SHOWN if key in headers))
    head = StructuredText(said.text, tuple(map(_as_header, said.leaves)) if headers else ())
    body, warnings = _body(message)
    carried, left_out = _carried(message, within)
    text = joined((head, body))
    facts = (*_facts(headers), *_of_envelope(envelope, headers))
    return Deposit(
        name,
        content,
        MEDIA_TYPE,
        READER,
        next((fact.value for fact in facts if fact.field == "title" and fact.value), name),
        text.text,
        text.leaves,
        text.spans,
        facts=facts,
        metadata={"headers": _every_header(message)},
        warnings=(*warnings, *left_out),
        parts=carried,
    )


def _headers(message: EmailMessage) -> Iterator[tuple[str, str]]:
    for key in _SHOWN:
        try:
            value = str(message.get(key) or "")
        except _UNREADABLE:
            value = next(
                str(raw) for name, raw in message.raw_items() if name.lower() == key.lower()
            )
        words = " ".join(canonical(value).split())
        if words:
            yield key, words[:_LONGEST]


def _every_header(message: EmailMessage) -> list[list[str]]:
    """Every header as it stands in the file, in order: the way a mail took is in them."""
    return [[canonical(key), canonical(str(value))] for key, value in message.raw_items()]


def _as_header(leaf: Leaf) -> Leaf:
    return Leaf(leaf.kind, leaf.start, leaf.end, "header")


def _body(message: EmailMessage) -> tuple[StructuredText, tuple[str, ...]]:
    try:
        part = message.get_body(preferencelist=("html", "plain"))
    except _UNREADABLE:
        part = None
    if part is None or part.is_multipart():
        return StructuredText("", ()), ("The mail has no text of its own.",)
    words = _text(part)
    if part.get_content_type() == "text/html":
        found = markup.read(words)
        if found.structured.text.strip():
            return found.structured, tuple(_hidden(found.hidden_words))
        plain_part = message.get_body(preferencelist=("plain",))
        words = _text(plain_part) if plain_part else ""
    return _quoted(canonical(words)), ()


def _hidden(words: int) -> Iterator[str]:
    if words:
        noun = "word" if words == 1 else "words"
        yield f"The mail hides {words:,} {noun}; they are kept apart."


def _text(part: MIMEPart) -> str:
    try:
        if part.get_content_charset() in {None, "us-ascii"}:
            # Many programs send UTF-8 and do not say so.
            content = part.get_payload(decode=True)
            with suppress(UnicodeDecodeError):
                return content.decode("utf-8") if isinstance(content, bytes) else ""
        return str(part.get_content())
    except _UNREADABLE:
        content = part.get_payload(decode=True)
        return content.decode("utf-8", "replace") if isinstance(content, bytes) else ""


def _quoted(text: str) -> StructuredText:
    """Plain lines; what an answer quotes is quoted."""
    if not text.strip():
        return StructuredText("", ())
    found = plain.read(text)
    leaves = tuple(_level(found.text, leaf) for leaf in found.leaves)
    return StructuredText(found.text, leaves)


def _level(text: str, leaf: Leaf) -> Leaf:
    line = text[leaf.start : leaf.end]
    marks = line[: len(line) - len(line.lstrip("> "))]
    return Leaf(leaf.kind, leaf.start, leaf.end, quoted=min(6, marks.count(">")))


def _carried(message: EmailMessage, within: Within) -> tuple[tuple[Deposit, ...], tuple[str, ...]]:
    """What is attached, read; and a sentence for what cannot be."""
    found: list[Deposit] = []
    left_out: list[str] = []
    for part in _own(message):
        if not _is_attached(part):
            continue
        if len(found) + len(left_out) == MOST_PARTS:
            left_out.append(f"The mail carries more than {MOST_PARTS} files; the rest stays in it.")
            break
        label = _label(part)
        try:
            found.append(within(_bytes(part), label))
        except Refused as reason:
            left_out.append(f"The attached “{label}” was left in the mail: {reason}")
    return tuple(found), tuple(left_out)


def _own(message: EmailMessage) -> Iterator[MIMEPart]:
    """The parts of a message, but none of a message that it carries: those are that one's."""
    waiting: list[MIMEPart] = [message]
    while waiting:
        part = waiting.pop()
        yield part
        if part.is_multipart() and part.get_content_type() != MEDIA_TYPE:
            waiting += reversed(list(part.iter_parts()))


def _is_attached(part: MIMEPart) -> bool:
    if part.get_content_type() == MEDIA_TYPE:
        return True
    if part.is_multipart():
        return False
    try:
        return part.get_content_disposition() == "attachment" or bool(part.get_filename())
    except _UNREADABLE:
        return False


def _label(part: MIMEPart) -> str:
    try:
        name = canonical(part.get_filename() or "")
    except _UNREADABLE:
        name = ""
    # A name may climb out of a folder: it is a label here, and its last part is enough.
    label = " ".join(name.replace("\\\\", "/").rsplit("/", 1)[-1].split())
    return label or ("message.eml" if part.get_content_type() == MEDIA_TYPE else "attachment")


def _bytes(part: MIMEPart) -> bytes:
    if part.get_content_type() == MEDIA_TYPE:
        return _message(part)
    content = part.get_payload(decode=True)
    return content if isinstance(content, bytes) else b""


def _message(part: MIMEPart) -> bytes:
    carried = part.get_payload(0)
    if not isinstance(carried, EmailMessage):
        return b""
    try:
        content = carried.as_bytes()
        if str(part.get("Content-Transfer-Encoding", "")).strip().lower() == "base64":
            return base64.b64decode(content)
    except (*_UNREADABLE, binascii.Error):
        return b""
    return content


def _facts(headers: dict[str, str]) -> Iterator[Fact]:
    if "Subject" in headers:
        yield Fact("title", headers["Subject"], headers["Subject"], "mail subject", "declared")
    if "From" in headers:
        yield Fact("author", headers["From"], headers["From"], "mail sender", "declared")
    written = headers.get("Date", "")
    if written:
        yield Fact("published", written, _day(written), "mail date", "declared")


def _of_envelope(envelope: str, headers: dict[str, str]) -> Iterator[Fact]:
    """Who sent a message and when, as the mailbox noted it, where the message does not say."""
    _from, _blank, said = " ".join(canonical(envelope).split()).partition(" ")
    sender, _blank, written = said.partition(" ")
    # ctime puts the year last: Mon Jun 01 10:00:00 2009.
    _weekday, *rest = written.split() or [""]
    day = _day(" ".join((rest[1], rest[0], rest[-1], rest[2]))) if len(rest) > _CTIME else None
    if day is None:
        return
    if "From" not in headers:
        yield Fact("author", sender, sender, "line of the mailbox", "derived")
    if "Date" not in headers:
        yield Fact("published", written, day, "line of the mailbox", "derived")


def _day(written: str) -> str | None:
    try:
        return parsedate_to_datetime(written).date().isoformat()
    except (ValueError, TypeError, OverflowError, IndexError):
        return None
