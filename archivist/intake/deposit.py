"""What a reader hands over: the canonical text of one file with all that was found in it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from archivist.fixity import sha256
from archivist.layout import Page
from archivist.text import Leaf, Span, canonical

Confidence = Literal["declared", "derived", "guess"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One candidate for one field of the description, with where it was found and how sure.

    `field` is one of title, author, published, retrieved, url, publisher, language, and encoding
    where the file does not fix it; `raw` the words as found; `value` their reading (`None` where
    they have none, as of 2025-02-30).
    *declared* stands in the file as metadata, *derived* follows from a rule (first line),
    *guess* waits for a person.
    """

    field: str
    raw: str
    value: str | None
    source: str
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class SourceDeposit:
    """One source of an event as written. `tier` is its rank on the scale named by `scale`."""

    url: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    tier: str = ""
    scale: str = ""
    written: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class EventDeposit:
    """A timeline event as a file declares it.

    `date` is as written (see `archivist.dates`). `written` is the whole header as read, in
    order, JSON-able and rich enough that `archivist.exchange.timeline` writes it back equal.
    """

    title: str
    date: str
    summary: str = ""
    importance: int | None = None
    status: str = ""
    location: str = ""
    actors: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[SourceDeposit, ...] = ()
    written: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Proposal:
    """Something found that a person decides on.

    `kind` says what (`metadata`, `boilerplate`); `subject` is what it is about, in words;
    `reason` why it is proposed; `content` the JSON-able change that accepting makes:
    for metadata `{"field": …, "value": …}`, for boilerplate `{"leaves": [[first, last], …]}`.
    """

    kind: str
    subject: str
    reason: str
    content: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Deposit:
    """One file, read: original bytes, canonical text, leaves and spans, and what was found.

    `name` is the file's own name, a label and never a path. `reader` names the reader and its
    version (`markdown/1`); the text never changes without it. `metadata` is the header as read,
    unknown keys included, JSON-able. `parts` are the files it carries (attachments, messages,
    members, captures), each a whole deposit with its own original bytes. `pages` tell where the
    words stand on paper, where the file has pages; `places` of each leaf in what part of a marked
    up page it stood, where the file is one.
    """

    name: str
    original: bytes
    media_type: str
    reader: str
    title: str
    text: str
    leaves: tuple[Leaf, ...]
    spans: tuple[Span, ...] = ()
    facts: tuple[Fact, ...] = ()
    metadata: Mapping[str, Any] = field(default_factory=dict)
    warnings: tuple[str, ...] = ()
    proposals: tuple[Proposal, ...] = ()
    event: EventDeposit | None = None
    parts: "tuple[Deposit, ...]" = ()
    pages: tuple[Page, ...] = ()
    places: tuple[str, ...] = ()

    def named_parts(self) -> list[dict[str, str]]:
        """The files it carries, as metadata name them: a label and the SHA-256 of the bytes."""
        return [{"name": part.name, "original": sha256(part.original)} for part in self.parts]


@dataclass(frozen=True, slots=True)
class File:
    """A file and how it is read: its name, its bytes, its media type, the reader's version."""

    name: str
    content: bytes
    media_type: str
    reader: str


def label(name: str) -> str:
    """The name of a file as text on one line: a file system may name it by other bytes."""
    return canonical(name).replace("\n", " ")
