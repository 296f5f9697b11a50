"""Timeline events of the family of seed 004: a header of YAML (or JSON) to an `EventDeposit`.

An event's `written` is `{"header": …, "body": …}`: the YAML between the two `---` lines as it
stands in the file (line ends made LF), and everything after the second, untouched. An event that
came as JSON has the YAML of the same values, and an empty body. From these two strings
`archivist.exchange.timeline` writes the file back, so no key is lost and no value changes its
type under any YAML reader. The same header read into text, lists and maps is the deposit's
`metadata`.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from archivist import dates
from archivist.errors import Refused
from archivist.folding import skeleton
from archivist.intake.deposit import EventDeposit, SourceDeposit
from archivist.intake.words.front_matter import Value
from archivist.naming import LONGEST

READER = "timeline/1"

SCALE = "timeline 1-3"
"""The scale of a source's tier: 1 is the strongest."""
TIERS = ("1", "2", "3")
IMPORTANCE = range(1, 11)
MOST = 1_000
"""The actors, tags or sources that one event may name."""

SUMMARY_KEYS = ("summary", "description", "event")
ACTOR_KEYS = ("actors", "key_actors")
PUBLISHER_KEYS = ("publisher", "outlet", "publication")
SOURCE_DATE_KEYS = ("date", "publication_date", "date_published")

_NOTHING = frozenset({"", "~", "null", "Null", "NULL"})
_EVENT_KEYS = frozenset({"id", "importance", "sources", *ACTOR_KEYS})
_ADDRESS = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:\S+")
_HIDDEN = re.compile("[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_LOOKS_LIKE_L_OR_O = re.compile("[01|]|(?<=[a-z])I")
_LONGEST_NUMBER = 4
_SHOWN = 40
_FEW = 3


def is_event(values: Mapping[str, Value]) -> bool:
    """Whether a header is a timeline event's: a date, a title, and a key only events have."""
    return "date" in values and "title" in values and not _EVENT_KEYS.isdisjoint(values)


def refuse_multitude(values: Mapping[str, Value]) -> None:
    """Raise Refused for an event that lists more than `MOST` actors, tags or sources."""
    for key in (*ACTOR_KEYS, "tags", "sources"):
        entries = values.get(key, ())
        if isinstance(entries, list) and len(entries) > MOST:
            raise Refused(
                f"The event lists {len(entries):,} {key}; Archivist takes at most {MOST:,} of them."
            )


class Reading:
    """One header read into an event; `warnings` says what was left out, and where it stands."""

    def __init__(self, values: Mapping[str, Value], lines: Mapping[str, int]) -> None:
        self.warnings: list[str] = []
        self._values = values
        self._lines = lines

    def event(self, *, opening: str, written: Mapping[str, str]) -> EventDeposit:
        """The event; `opening`, the first paragraph of its text, serves where no key sums it up."""
        return EventDeposit(
            title=" ".join(self._text("title").split()),
            date=self._date(),
            summary=self._summary() or opening,
            importance=self._importance(),
            status=self._text("status"),
            location=self._location(),
            actors=self._actors(),
            tags=self._names("tags", "tags must be a list of names"),
            sources=tuple(self._sources()),
            written=written,
        )

    def _text(self, key: str) -> str:
        value = self._values.get(key, "")
        return value.strip() if isinstance(value, str) and value not in _NOTHING else ""

    def _warn(self, key: str, trouble: str) -> None:
        line = self._lines.get(key)
        self.warnings.append(
            f"line {line}: {trouble}." if line else f"{trouble[0].upper()}{trouble[1:]}."
        )

    def _date(self) -> str:
        written = self._text("date")
        if dates.parse(written) is None:
            self._warn("date", f"“{written}” is not a date; the event was taken in without one")
        return written

    def _summary(self) -> str:
        return next((found for key in SUMMARY_KEYS if (found := self._text(key))), "")

    def _importance(self) -> int | None:
        written = self._text("importance")
        if not written and self._values.get("importance", "") in _NOTHING:
            return None
        if written.isascii() and written.isdigit() and len(written) < _LONGEST_NUMBER:
            number = int(written)
            if number in IMPORTANCE:
                return number
        shown = f"“{written[:20]}”" if written else "a list"
        self._warn(
            "importance",
            f"importance {shown} is out of range (1 to 10); the event was taken in without it",
        )
        return None

    def _location(self) -> str:
        value = self._values.get("location", "")
        if isinstance(value, list):
            return "; ".join(place.strip() for place in value if isinstance(place, str))
        return self._text("location")

    def _actors(self) -> tuple[str, ...]:
        key = next((key for key in ACTOR_KEYS if key in self._values), "actors")
        names = self._names(key, f"{key} must be a list of names")
        self.warnings.extend(lookalikes(names))
        return names

    def _names(self, key: str, trouble: str) -> tuple[str, ...]:
        if key not in self._values:
            return ()
        value = self._values[key]
        if not isinstance(value, list):
            self._warn(key, f"{trouble}; the event was taken in without them")
            return ()
        names = [" ".join(name.split()) for name in value if isinstance(name, str)]
        kept = tuple(dict.fromkeys(name for name in names if name not in _NOTHING))
        self._warn_of_passages(key, [name for name in kept if len(name) > LONGEST])
        if len(names) < len(value) or any(name in _NOTHING for name in names):
            self._warn(key, f"{trouble}; what is not a name was left out")
        return kept

    def _warn_of_passages(self, key: str, names: Sequence[str]) -> None:
        if not names:
            return
        shown = ", ".join(f"“{name[:_SHOWN]}…”" for name in names[:_FEW])
        more = f" and {len(names) - _FEW} more" if len(names) > _FEW else ""
        self._warn(
            key,
            f"too long for a name (over {LONGEST} characters), so left out of {key}: {shown}{more}",
        )

    def _sources(self) -> Iterator[SourceDeposit]:
        value = self._values.get("sources", [])
        if not isinstance(value, list):
            if value not in _NOTHING:
                self._warn("sources", "sources must be a list; the event was taken in without them")
            return
        for number, entry in enumerate(value, 1):
            if isinstance(entry, dict):
                yield self._source(entry, number)
            elif isinstance(entry, str) and is_source(entry):
                yield (
                    SourceDeposit(url=entry)
                    if _ADDRESS.fullmatch(entry)
                    else SourceDeposit(title=entry)
                )
            else:
                self._warn("sources", f"source {number} is not a source; it was left out")

    def _source(self, entry: dict[str, Value], number: int) -> SourceDeposit:
        unread = dict(entry)
        url = _take(unread, ("url",))
        title = _take(unread, ("title",))
        publisher = _take(unread, PUBLISHER_KEYS)
        date = _take(unread, SOURCE_DATE_KEYS)
        tier = entry.get("tier", "")
        if tier in TIERS:
            del unread["tier"]
        elif tier not in _NOTHING:
            shown = f"“{tier[:20]}”" if isinstance(tier, str) else "of source"
            trouble = f"source {number}: tier {shown} is out of range (1 to 3)"
            self._warn("sources", f"{trouble}; the source was taken in without it")
        ranked = str(tier) if tier in TIERS else ""
        return SourceDeposit(url, title, publisher, date, ranked, SCALE if ranked else "", unread)


def is_source(entry: Value) -> bool:
    """Whether an entry of a list of sources is one: a map, or an address or title alone."""
    return isinstance(entry, dict) or (isinstance(entry, str) and entry not in _NOTHING)


def _take(unread: dict[str, Value], keys: Sequence[str]) -> str:
    """The first text under one of `keys`, taken out; the other keys stay unread."""
    for key in keys:
        value = unread.get(key)
        if isinstance(value, str) and value not in _NOTHING:
            del unread[key]
            return value.strip()
    return ""


def lookalikes(names: Sequence[str]) -> Iterator[str]:
    """A warning for each name that looks like another, or like a plainer one, and differs."""
    if all(map(str.isascii, names)) and not any(_LOOKS_LIKE_L_OR_O.search(name) for name in names):
        return
    seen: dict[str, str] = {}
    for name in names:
        plain = _HIDDEN.sub("", name)
        if plain != name:
            yield f"The actor “{name}” looks like “{plain}” but differs by invisible characters."
            continue
        other = seen.setdefault(skeleton(name), name)
        if other.casefold() != name.casefold():
            yield f"The actor “{name}” looks like “{other}” but differs."
