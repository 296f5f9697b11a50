"""Web archives (WARC, WACZ, the older ARC): each page and PDF that was answered with success."""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import PurePosixPath
from typing import Any, Final
from urllib.parse import urlsplit

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed

from archivist.errors import Refused
from archivist.intake.carrying import whole
from archivist.intake.deposit import Deposit, Fact, File
from archivist.intake.messages.mail import Within
from archivist.intake.package import DENSEST, LARGEST, Package
from archivist.text import canonical

READER: Final = "warc/1"
MEDIA_TYPE: Final = "application/warc"
MOST_CAPTURES: Final = 20_000
LARGEST_CAPTURE: Final = 50 * 2**20

_GZIP = b"\x1f\x8b"
_SUCCESS = "200"
_SUFFIXES = {"text/html": ".html", "application/xhtml+xml": ".html", "application/pdf": ".pdf"}
_ARCHIVES = (".warc", ".warc.gz")
_BROKEN = (
    *(ArchiveLoadFailed, EOFError, ValueError, OSError, KeyError, IndexError),
    *(AttributeError, TypeError, OverflowError, zlib.error),
)


@dataclass(frozen=True, slots=True)
class _Capture:
    """One record: what was asked for, when, and the bytes of the answer."""

    url: str
    at: str
    body: bytes
    suffix: str
    digest: str


def read(content: bytes, name: str, *, within: Within) -> Deposit:
    """The deposit of a web archive; `within` reads each capture.

    Raises `Refused` when nothing in it can be read.
    """
    parts: list[Deposit] = []
    warnings: list[str] = []
    for archive in _archives(content, name):
        _read_captures(archive, within, parts, warnings)
    if not parts:
        reason = f" {warnings[0]}" if warnings else ""
        raise Refused(
            f"The web archive holds no page or PDF that was answered with success.{reason}"
        )
    file = File(name, content, MEDIA_TYPE, READER)
    return whole(file, parts, _line, counted="captures", warnings=warnings)


def _archives(content: bytes, name: str) -> Iterator[bytes]:
    if not content.startswith(b"PK"):
        yield _unpacked(content)
        return
    package = Package(content)
    found = [each for each in package.members if each.name.lower().endswith(_ARCHIVES)]
    if not found:
        raise Refused(f"“{name}” is named like a web archive (WACZ) but holds no capture.")
    for member in found:
        yield _unpacked(package.read(member.name))


def _unpacked(archive: bytes) -> bytes:
    """The records in a row, whether each was packed by itself, as it should be, or all at once."""
    if not archive.startswith(_GZIP):
        return archive
    pieces, size, packed = [], 0, len(archive)
    while archive.startswith(_GZIP) and size <= LARGEST:
        member = zlib.decompressobj(wbits=31)
        try:
            pieces.append(member.decompress(archive, LARGEST - size + 1))
        except zlib.error:
            break  # what stands before the damage is read
        size += len(pieces[-1])
        archive = member.unused_data
    if size > LARGEST:
        raise Refused("The web archive looks like a bomb: it would unpack to more than 512 MiB.")
    if size > max(LARGEST_CAPTURE, DENSEST * packed):
        raise Refused(
            f"The web archive looks like a bomb: it unpacks to more than {DENSEST} times its size."
        )
    return b"".join(pieces)


def _read_captures(
    archive: bytes, within: Within, parts: list[Deposit], warnings: list[str]
) -> None:
    try:
        for capture in _captures(archive):
            if len(parts) == MOST_CAPTURES:
                warnings.append(f"Only the first {MOST_CAPTURES:,} captures were read.")
                return
            try:
                parts.append(_described(within(capture.body, _label(capture)), capture))
            except Refused as reason:
                warnings.append(f"{capture.url} was left in the web archive: {reason}")
    except _BROKEN:
        warnings.append("The web archive is damaged; what stands behind the damage was not read.")


def _captures(archive: bytes) -> Iterator[_Capture]:
    for record in ArchiveIterator(BytesIO(archive), check_digests=True, arc2warc=True):
        kind = _media_type(record)
        if kind not in _SUFFIXES:
            continue
        body = record.content_stream().read(LARGEST_CAPTURE + 1)
        if len(body) <= LARGEST_CAPTURE and body.strip():
            yield _Capture(
                canonical(record.rec_headers.get_header("WARC-Target-URI") or ""),
                canonical(record.rec_headers.get_header("WARC-Date") or ""),
                body,
                _SUFFIXES[kind],
                _checked(record),
            )


def _media_type(record: Any) -> str:
    """The media type of what was captured; empty for what was not answered with success."""
    headers = record.http_headers
    if record.rec_type == "resource":  # which nobody was asked for
        headers = record.rec_headers
    elif record.rec_type != "response" or not headers or headers.get_statuscode() != _SUCCESS:
        return ""
    return str(headers.get_header("Content-Type") or "").split(";")[0].strip().lower()


def _checked(record: Any) -> str:
    """What became of the digest that the archive gives for the answer."""
    passed = record.digest_checker.passed
    if passed is None:
        return ""
    return "matches" if passed else "differs"


def _label(capture: _Capture) -> str:
    last = PurePosixPath(urlsplit(capture.url).path).name or "index"
    return last if last.lower().endswith(capture.suffix) else f"{last}{capture.suffix}"


def _described(deposit: Deposit, capture: _Capture) -> Deposit:
    url = Fact("url", capture.url, capture.url, "WARC-Target-URI", "declared")
    taken = Fact("retrieved", capture.at, capture.at, "WARC-Date", "declared")
    warnings = deposit.warnings
    if capture.digest == "differs":
        warnings = (*warnings, "The capture is not what its digest in the web archive says.")
    return replace(
        deposit,
        facts=(url, taken, *deposit.facts),
        metadata={**deposit.metadata, "digest": capture.digest},
        warnings=warnings,
    )


def _line(part: Deposit) -> str:
    said = {fact.field: fact.raw for fact in reversed(part.facts)}
    return f"{said.get('retrieved', '')} · {said.get('url', '')} · {part.title}"
