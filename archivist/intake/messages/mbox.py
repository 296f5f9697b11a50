"""Mailboxes: each message becomes a deposit of its own, and the box lists them."""

import re
from collections.abc import Iterator
from typing import Final

from archivist.errors import Refused
from archivist.intake.carrying import whole
from archivist.intake.deposit import Deposit, File
from archivist.intake.messages import mail
from archivist.intake.messages.mail import Within

READER: Final = "mbox/1"
MEDIA_TYPE: Final = "application/mbox"
MOST_MESSAGES: Final = 20_000
# A message without headers is told from a sentence by the moment at the end of the line.
_BEGINS = re.compile(
    rb"^(From [^\r\n]*)\r?\n(?=[!-9;-~]+:)"
    rb"|^(From \S+ +\w{3} \w{3} +\d{1,2} +\d\d:\d\d:\d\d [^\r\n]*\d{4})\r?\n(?=\r?\n)",
    re.MULTILINE,
)
_ESCAPED = re.compile(rb"^>(>*From )", re.MULTILINE)


def read(content: bytes, name: str, *, within: Within) -> Deposit:
    """The deposit of a mailbox; `within` reads its messages.

    Raises `Refused` when the file holds no message or too many.
    """
    deposits: list[Deposit] = []
    warnings: list[str] = []
    for number, (envelope, message) in enumerate(_messages(content), 1):
        if number > MOST_MESSAGES:
            raise Refused(f"The mailbox holds more than {MOST_MESSAGES:,} messages.")
        try:
            label = f"{name} {number}.eml"
            deposits.append(mail.read(message, label, within=within, envelope=envelope))
        except Refused as reason:
            warnings.append(f"Message {number} was left in the mailbox: {reason}")
    if not deposits:
        raise Refused("The file is named like a mailbox but holds no message.")
    file = File(name, content, MEDIA_TYPE, READER)
    return whole(file, deposits, _line, counted="messages", warnings=warnings)


def _messages(content: bytes) -> Iterator[tuple[str, bytes]]:
    """The line before each message, which says who sent it and when, and the message."""
    found = list(_BEGINS.finditer(content))
    ends = [*(each.start() for each in found), len(content)][1:]
    for each, end in zip(found, ends, strict=True):
        envelope = (each[1] or each[2]).decode("utf-8", "replace")
        yield envelope, _ESCAPED.sub(rb"\1", content[each.end() : end])


def _line(message: Deposit) -> str:
    said = {fact.field: fact.value or fact.raw for fact in message.facts}
    parts = (said.get("published", ""), said.get("author", ""), message.title)
    return " · ".join(part for part in parts if part)
