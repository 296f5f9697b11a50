"""The frozen model of one bundle: everything that leaves, and nothing else.

Each file of a bundle is made from it by a pure function, so the same model gives the same bytes.
Offsets count code points of an exhibit's text; times are UTC as `2026-11-21T19:42:00Z`.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from archivist.custody import Checkpoint
from archivist.text import Leaf, Span

FORMAT = 1
"""The format of `bundle.json`; a reader refuses a higher one."""

Direction = Literal["ltr", "rtl"]


@dataclass(frozen=True, slots=True)
class Fact:
    """One reading of one field of an exhibit's description, with where it was found."""

    field: str
    raw: str
    value: str | None
    source: str
    confidence: str


@dataclass(frozen=True, slots=True)
class Role:
    """An actor (by id) in a passage or an event, and as what."""

    actor: str
    role: str = ""


@dataclass(frozen=True, slots=True)
class Passage:
    """One highlight: `number` is `A-001/1`, `exact` is the exhibit's `text[start:end]`.

    `cite` names the exhibit and its paragraphs and stays true when the layout changes. Tags,
    actors and events are ids of the model's own. `pages` is `p. 12` or `pp. 12–13` where the
    original has pages. A `doubtful` one was marked in a former text of
    its exhibit and found only nearly again in this one, which nobody has confirmed.
    """

    number: str
    id: str
    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    cite: str
    paragraph: int
    colour: str
    note: str = ""
    tags: tuple[str, ...] = ()
    actors: tuple[Role, ...] = ()
    events: tuple[str, ...] = ()
    created_at: str = ""
    created_by: str = ""
    changed_at: str = ""
    doubtful: bool = False
    pages: str = ""


@dataclass(frozen=True, slots=True)
class Original:
    """The file as it came; `file` is its place in the bundle, `name` what it was called."""

    file: str
    name: str
    media_type: str
    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Exhibit:
    """One article, whole, with the passages chosen of it.

    `paragraphs` holds a number a leaf, 0 where a leaf has none (see `archivist.text.paragraphs`).
    `reader` names the extractor that made `text` of the original, and its version. `left_out` is
    how many chosen passages are not in the exhibit's newest text, which is the one handed over.
    `pages` is where each page of the original begins in the text; empty where it has none.
    """

    number: str
    id: str
    title: str
    original: Original
    text_file: str
    text_sha256: str
    text: str
    leaves: tuple[Leaf, ...]
    paragraphs: tuple[int, ...]
    spans: tuple[Span, ...] = ()
    passages: tuple[Passage, ...] = ()
    author: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""
    direction: Direction = "ltr"
    published: str = ""
    earliest: str = ""
    latest: str = ""
    retrieved: str = ""
    reader: str = ""
    words: int = 0
    warnings: tuple[str, ...] = ()
    facts: tuple[Fact, ...] = ()
    imported_at: str = ""
    imported_by: str = ""
    left_out: int = 0
    pages: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Actor:
    """A person or organisation that a chosen passage refers to.

    `aliases` are those that stand in a chosen exhibit; what the archive says of the actor stays.
    """

    id: str
    name: str
    kind: str = "unknown"
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Source:
    """One source of an event. `tier` is its rank on the scale named by `scale`."""

    url: str = ""
    title: str = ""
    publisher: str = ""
    date: str = ""
    tier: str = ""
    scale: str = ""


@dataclass(frozen=True, slots=True)
class Event:
    """Something that happened. `date` is as written, `earliest` and `latest` are its days."""

    id: str
    title: str
    date: str = ""
    earliest: str = ""
    latest: str = ""
    precision: str = ""
    importance: int | None = None
    status: str = ""
    location: str = ""
    summary: str = ""
    actors: tuple[Role, ...] = ()
    tags: tuple[str, ...] = ()
    sources: tuple[Source, ...] = ()


@dataclass(frozen=True, slots=True)
class Tag:
    """A tag of a chosen passage. `parent` is an id of the model's own, or empty."""

    id: str
    name: str
    parent: str = ""
    colour: str = ""


@dataclass(frozen=True, slots=True)
class Heading:
    """What the leaf of a journal entry covers."""

    seq: int
    at: str
    agent: str
    action: str
    act: int
    undoes: int | None
    commitment: str
    v: int = 1


@dataclass(frozen=True, slots=True)
class CustodyEntry:
    """One journal entry with its proof of place: hex digests, `proof` from the leaf upwards.

    `about` names the exhibits and passages it touched. `payload` and `salt` are `None` where the
    entry also says something that was not chosen: its place is proved, its words stay.
    """

    about: tuple[str, ...]
    entry: Heading
    leaf: str
    previous: str
    chain: str
    proof: tuple[str, ...]
    salt: str | None = None
    payload: str | None = None


@dataclass(frozen=True, slots=True)
class Custody:
    """The slice of the journal that concerns the bundle, and the checkpoint it is proved by."""

    checkpoint: Checkpoint
    entries: tuple[CustodyEntry, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """One issue of a bundle. `archivist` is the version of the program that froze it."""

    format: int
    archivist: str
    reference: str
    title: str
    issued_at: str
    exhibits: tuple[Exhibit, ...]
    custody: Custody
    actors: tuple[Actor, ...] = ()
    events: tuple[Event, ...] = ()
    tags: tuple[Tag, ...] = ()

    @property
    def passages(self) -> tuple[Passage, ...]:
        """Every passage, in the order of its number."""
        return tuple(passage for exhibit in self.exhibits for passage in exhibit.passages)


def found_otherwise(exhibit: Exhibit) -> tuple[str, ...]:
    """A sentence on the passages left out, and on each in doubt, since the exhibit was renewed."""
    return tuple(_found_otherwise(exhibit))


def _found_otherwise(exhibit: Exhibit) -> Iterator[str]:
    if exhibit.left_out:
        passages = "1 passage" if exhibit.left_out == 1 else f"{exhibit.left_out} passages"
        are = "is" if exhibit.left_out == 1 else "are"
        yield (
            f"{passages} of {exhibit.number} {are} not in its newest text and {are} left out: "
            "what was marked there stands in a former text, which is not in this bundle."
        )
    for passage in exhibit.passages:
        if passage.doubtful:
            yield (
                f"{passage.number} was marked in a former text of its exhibit and found only "
                "nearly again in this one; nobody has confirmed it."
            )


@dataclass(frozen=True, slots=True)
class Names:
    """The model's names by id, for whoever writes them out."""

    actors: dict[str, Actor]
    events: dict[str, Event]
    tags: dict[str, Tag]


def names(model: Model) -> Names:
    """The model's actors, events and tags by id."""
    return Names(
        {actor.id: actor for actor in model.actors},
        {event.id: event for event in model.events},
        {tag.id: tag for tag in model.tags},
    )
