"""The settings of one archive: who works in it, and how its pages and colours look to them."""

import json
import re
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, fields, replace
from types import MappingProxyType
from typing import Any, Literal, get_args

from archivist.errors import Refused

Theme = Literal["system", "light", "dark", "contrast-light", "contrast-dark"]

SERIF, SANS = "serif", "sans"
"""The two reading fonts that come with Archivist; any other name is a family of the machine."""

ZOOMS = (50, 60, 70, 80, 90, 100, 110, 125, 150, 175, 200, 250, 300)
"""The steps of the zoom, in per cent."""


@dataclass(frozen=True, slots=True)
class ColourNames:
    """What the person at work calls each of the six highlight colours."""

    yellow: str = "Yellow"
    rose: str = "Rose"
    blue: str = "Blue"
    green: str = "Green"
    violet: str = "Violet"
    orange: str = "Orange"

    def of(self, colour: str) -> str:
        """What that colour is called here; one without a name is called as it comes."""
        return getattr(self, colour, "").strip() or colour.capitalize()

    def own(self, colour: str) -> str:
        """The name a person gave that colour; nothing when it is called as it comes."""
        name = self.of(colour)
        return "" if name == getattr(ColourNames(), colour, name) else name


@dataclass(frozen=True, slots=True)
class Shape:
    """How the window stood when the archive was last left; nothing in it means: as it comes.

    `size` is width and height, `columns` and `rows` what its parts have of them, in pixels;
    `hidden` names the parts that are folded away.
    """

    size: tuple[int, ...] = ()
    columns: tuple[int, ...] = ()
    rows: tuple[int, ...] = ()
    hidden: tuple[str, ...] = ()

    @classmethod
    def of(cls, stored: object) -> "Shape":
        """The shape that was stored, without what could be none."""
        kept = stored if isinstance(stored, dict) else {}
        return cls(
            _pixels(kept.get("size")),
            _pixels(kept.get("columns")),
            _pixels(kept.get("rows")),
            _names(kept.get("hidden")),
        )


@dataclass(frozen=True, slots=True)
class Settings:
    """Settings of one archive, checked when made. Raises `Refused` on a value out of range.

    `agent` is the name or pseudonym that the journal signs acts with. `text_font` is `SERIF`,
    `SANS` or a family that may or may not be on this machine, `text_size` is in points,
    `text_width` is the reading column in pixels, `line_height` in per cent of the text size,
    `zoom` in per cent of letters and column both, `shape` how the window stood, `watched` the
    folder whose new files come in by themselves.
    `other` holds what a newer Archivist wrote and this one does not know; it is kept.
    """

    agent: str = ""
    theme: Theme = "system"
    text_font: str = SERIF
    text_size: int = 13
    text_width: int = 680
    line_height: int = 170
    zoom: int = 100
    watched: str = ""
    colours: ColourNames = field(default_factory=ColourNames)
    shape: Shape = field(default_factory=Shape)
    other: Mapping[str, Any] = field(default_factory=dict, hash=False)

    def __post_init__(self) -> None:
        """Refuse what could not be shown."""
        named = {f"the colour {name}": text for name, text in asdict(self.colours).items()}
        for name, value in {**{name: getattr(self, name) for name in _PLAIN}, **named}.items():
            fault = _fault(name, value)
            if fault:
                raise Refused(fault)

    def zoomed(self, step: int) -> "Settings":
        """These settings one step of the zoom larger (+1) or smaller (-1), within its limits."""
        beyond = (
            [each for each in ZOOMS if each > self.zoom]
            if step > 0
            else [each for each in reversed(ZOOMS) if each < self.zoom]
        )
        return replace(self, zoom=beyond[0]) if beyond else self

    def as_it_comes(self) -> "Settings":
        """These settings with everything about looks as it comes, the names of colours too."""
        begun = Settings()
        return replace(self, **{name: getattr(begun, name) for name in LOOKS})

    def to_json(self) -> str:
        """These settings as JSON text, unknown keys included; `from_json` reads it back equal."""
        begun = Settings()
        chosen = {
            name: getattr(self, name)
            for name in _PLAIN
            if name not in self.other or getattr(self, name) != getattr(begun, name)
        }
        colours = {**self.other.get("colours", {}), **asdict(self.colours)}
        written = {**self.other, **chosen, "colours": colours}
        if self.shape != Shape():
            written["shape"] = asdict(self.shape)
        return json.dumps(written, ensure_ascii=False)

    @classmethod
    def from_json(cls, written: str) -> "Settings":
        """The settings that `written` holds; what is missing keeps its default.

        So does what cannot be used: an archive opens whatever its theme is called, and the theme
        of a later edition stays written until another one is chosen. Raises `Refused` when it is
        not an object in JSON.
        """
        stored = _object(written)
        known = {name: stored.pop(name) for name in _PLAIN if name in stored}
        usable = {name: value for name, value in known.items() if not _fault(name, value)}
        names = stored.pop("colours", {})
        names = dict(names) if isinstance(names, dict) else {}
        called = {name: names.pop(name) for name in _COLOURS if name in names}
        colours = {name: text for name, text in called.items() if not _fault(name, text)}
        shape = Shape.of(stored.pop("shape", None))
        unusable = {name: value for name, value in known.items() if name not in usable}
        other = {**stored, **unusable, **({"colours": names} if names else {})}
        return cls(**usable, colours=ColourNames(**colours), shape=shape, other=other)


RANGES = MappingProxyType(
    {
        "text_size": (8, 48),
        "text_width": (320, 1600),
        "line_height": (100, 250),
        "zoom": (ZOOMS[0], ZOOMS[-1]),
    }
)
"""The least and the most of each setting that is a number."""

LOOKS = ("theme", "text_font", *RANGES, "colours")
"""The settings that say how the page looks."""

THEMES: tuple[Theme, ...] = get_args(Theme)
_LONGEST_NAME = 80
_LONGEST_PATH = 4_096
_UNSHOWABLE = re.compile("[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
_NESTED = ("colours", "shape", "other")
_PLAIN = tuple(part.name for part in fields(Settings) if part.name not in _NESTED)
_MOST_PIXELS = 32_767
_MOST_PARTS = 8
_COLOURS = tuple(part.name for part in fields(ColourNames))


def _fault(name: str, value: object) -> str:
    """Why `value` cannot be the setting `name`, as a sentence; empty when it can."""
    if name in RANGES:
        least, most = RANGES[name]
        if type(value) is int and least <= value <= most:
            return ""
        return f"The {name.replace('_', ' ')} must be a whole number from {least} to {most}."
    if name == "theme":
        choices = f"{', '.join(THEMES[:-1])} or {THEMES[-1]}"
        return "" if value in THEMES else f"“{value}” is not a theme; choose {choices}."
    longest = _LONGEST_PATH if name == "watched" else _LONGEST_NAME
    if isinstance(value, str) and len(value) <= longest and not _UNSHOWABLE.search(value):
        return ""
    what = "the watched folder" if name == "watched" else name.replace("_", " ")
    return f"The name for {what} must be one line of at most {longest} characters."


def _pixels(stored: object) -> tuple[int, ...]:
    """Whole numbers of pixels; none at all when one of them cannot be one."""
    numbers = stored if isinstance(stored, list) else []
    usable = all(type(each) is int and 0 <= each <= _MOST_PIXELS for each in numbers)
    return tuple(numbers) if usable and len(numbers) <= _MOST_PARTS else ()


def _names(stored: object) -> tuple[str, ...]:
    names = stored if isinstance(stored, list) else []
    usable = all(isinstance(each, str) and len(each) <= _LONGEST_NAME for each in names)
    return tuple(names) if usable and len(names) <= _MOST_PARTS else ()


def _object(written: str) -> dict[str, Any]:
    try:
        stored = json.loads(written)
    except ValueError as error:
        raise Refused("The settings are not readable; set them again.") from error
    if not isinstance(stored, dict):
        raise Refused("The settings are not readable; set them again.")
    return stored
