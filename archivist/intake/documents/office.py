"""What the files of office programs have in common: a description, and things left out."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from archivist import dates
from archivist.intake.deposit import Deposit, Fact, File
from archivist.intake.documents.xml_events import Listener
from archivist.intake.words import plain
from archivist.text import StructuredText, canonical

_LONGEST = 2_000
_FIRST_LEAVES = 20


@dataclass(frozen=True, slots=True)
class Counted:
    """Things of one kind that a reader of the text must know of, and how many there are.

    `place` says where they are to be found; mostly not in the text.
    """

    what: str
    count: int
    place: str = "kept with the original only"

    def sentence(self) -> str:
        """What to say of them."""
        if self.count == 1:
            return f"The file holds 1 {self.what}, which is {self.place}."
        return f"The file holds {self.count} {self.what}s, which are {self.place}."


@dataclass(slots=True)
class Described(Listener):
    """Hears a description in Dublin Core: `values` by local name, the first of each."""

    values: dict[str, str] = field(default_factory=dict)
    _open: str = ""

    def begin(self, name: str, attributes: Mapping[str, str]) -> None:  # noqa: ARG002 - as heard
        """An element begins."""
        self._open = name if name not in self.values else ""

    def end(self, name: str) -> None:  # noqa: ARG002 - as heard
        """An element ends."""
        self._open = ""

    def words(self, words: str) -> None:
        """Words stand in it."""
        if self._open and len(self.values.get(self._open, "")) < _LONGEST:
            self.values[self._open] = self.values.get(self._open, "") + words


SHOWN = "shown in the text"
"""The place of what a document hides from its readers and we do not."""
MACROS = "The document holds macros, which were not run."
_FIELDS = (
    ("title", "title", "declared"),
    ("author", "creator", "declared"),
    ("author", "initial-creator", "declared"),
    ("publisher", "publisher", "declared"),
    ("language", "language", "declared"),
)


def deposit(
    file: File,
    text: StructuredText,
    described: Described,
    counted: Iterable[Counted] = (),
    *,
    warnings: Iterable[str] = (),
) -> Deposit:
    """The deposit of a document with its text and what it says of itself."""
    values = {name: " ".join(canonical(value).split()) for name, value in described.values.items()}
    facts = tuple(_facts(values, text))
    title = next((fact.value for fact in facts if fact.field == "title" and fact.value), "")
    said = [*(each.sentence() for each in counted if each.count), *warnings]
    if not text.leaves:
        said.append("The file holds no text.")
    return Deposit(
        file.name,
        file.content,
        file.media_type,
        file.reader,
        title or file.name,
        text.text,
        text.leaves,
        text.spans,
        facts=facts,
        metadata={name: value for name, value in values.items() if value},
        warnings=tuple(said),
    )


def _facts(values: Mapping[str, str], text: StructuredText) -> Iterator[Fact]:
    said = set()
    for name, key, _ in _FIELDS:
        value = values.get(key, "")
        if name not in said and plain.says_something(value):
            said.add(name)
            yield Fact(name, value, value, f"document property {key}", "declared")
    yield from _days(values)
    if "title" not in said and text.text.strip():
        yield _heading(text) or plain.title_of(text)


def _days(values: Mapping[str, str]) -> Iterator[Fact]:
    published = values.get("date", "") if "creation-date" not in values else ""
    if published and dates.parse(published):
        yield Fact("published", published, published, "document property date", "declared")
        return
    for key in ("creation-date", "created"):
        written = values.get(key, "")
        day = written[:10]
        if dates.parse(day):
            # The day a file was begun is at best the day of what stands in it.
            yield Fact("published", written, day, f"document property {key}", "guess")
            return


def _heading(text: StructuredText) -> Fact | None:
    for leaf in text.leaves[:_FIRST_LEAVES]:
        words = " ".join(text.text[leaf.start : leaf.end].split())
        if leaf.kind in {"h1", "h2"} and words:
            return Fact("title", words, words, "first heading", "derived")
    return None
