"""The colours of the window as named tokens, a set a theme, with the contrast they keep."""

from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from itertools import product
from types import MappingProxyType

INKS = ("yellow", "rose", "blue", "green", "violet", "orange")


@dataclass(frozen=True, slots=True)
class Ink:
    """One highlighter: its `line` (bars, dots), its `wash` behind words, its `chip` on a card."""

    line: str
    wash: str
    chip: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme as `#rrggbb`; widgets name these and never a colour.

    `name` is the theme's; `accent` is also the ring around what has the focus, `link` the words
    of a link, which must be read on every ink.
    """

    name: str
    dark: bool
    sidebar: str
    panel: str
    page: str
    card: str
    field: str
    line: str
    text: str
    muted: str
    faint: str
    accent: str
    on_accent: str
    link: str
    tint: str
    hover: str
    selection: str
    danger: str
    danger_wash: str
    warning: str
    warning_wash: str
    match: str
    current_match: str
    inks: Mapping[str, Ink]

    def ink(self, colour: str) -> Ink:
        """The ink of that name; yellow for a name of a later edition."""
        return self.inks.get(colour, self.inks["yellow"])


LIGHT = Tokens(
    name="light",
    dark=False,
    sidebar="#ebe8e1",
    panel="#f4f2ee",
    page="#ffffff",
    card="#ffffff",
    field="#ffffff",
    line="#dfdbd2",
    text="#22262b",
    muted="#5a5f66",
    faint="#63686e",
    accent="#1f6f78",
    on_accent="#ffffff",
    link="#0d434b",
    tint="#dcebec",
    hover="#e3dfd6",
    selection="#bfdde1",
    danger="#a3293d",
    danger_wash="#fbe6e9",
    warning="#7a5600",
    warning_wash="#fbf0d3",
    match="#fff3b8",
    current_match="#ffd34d",
    inks={
        "yellow": Ink("#a07100", "#ffe49a", "#f3eddd"),
        "rose": Ink("#c94f76", "#fbcfdb", "#f8e8ed"),
        "blue": Ink("#2f7fc1", "#c5dff5", "#e3eef7"),
        "green": Ink("#2f8a50", "#c6e8cf", "#e5f2e8"),
        "violet": Ink("#7d5cc6", "#dcd0f5", "#ede8f7"),
        "orange": Ink("#c25f16", "#ffd7b0", "#fbeadb"),
    },
)

DARK = Tokens(
    name="dark",
    dark=True,
    sidebar="#131517",
    panel="#17191c",
    page="#1d2023",
    card="#1d2023",
    field="#1d2023",
    line="#2f3338",
    text="#e4e2dc",
    muted="#9b9ea5",
    faint="#8d9198",
    accent="#6fb9c2",
    on_accent="#0e2224",
    link="#bce9ee",
    tint="#1f3a3e",
    hover="#22262a",
    selection="#2c555b",
    danger="#f0919f",
    danger_wash="#3a2227",
    warning="#e3b341",
    warning_wash="#352d1a",
    match="#5b5226",
    current_match="#6b530e",
    inks={
        "yellow": Ink("#e3b341", "#5a502c", "#373427"),
        "rose": Ink("#ec8aa8", "#6f4152", "#382e34"),
        "blue": Ink("#6db3f2", "#33566f", "#28343d"),
        "green": Ink("#6fc58c", "#355c43", "#273631"),
        "violet": Ink("#b39bec", "#544773", "#312d3b"),
        "orange": Ink("#f0a35e", "#6e4a2b", "#3a2f27"),
    },
)

CONTRAST_LIGHT = Tokens(
    name="contrast-light",
    dark=False,
    sidebar="#ffffff",
    panel="#ffffff",
    page="#ffffff",
    card="#ffffff",
    field="#ffffff",
    line="#5c5c5c",
    text="#000000",
    muted="#262626",
    faint="#3d3d3d",
    accent="#00414a",
    on_accent="#ffffff",
    link="#00262c",
    tint="#c9ecf2",
    hover="#e4e4e4",
    selection="#b5e3ec",
    danger="#7a0016",
    danger_wash="#ffe3e7",
    warning="#4d3600",
    warning_wash="#fff0c2",
    match="#fff09a",
    current_match="#ffd94d",
    inks={
        "yellow": Ink("#7a5600", "#ffe27a", "#fff3cc"),
        "rose": Ink("#a11c4e", "#ffc2d3", "#ffe3ec"),
        "blue": Ink("#0c5596", "#b5daff", "#dceeff"),
        "green": Ink("#14622f", "#b3edc3", "#d9f7e1"),
        "violet": Ink("#57319f", "#dbc9ff", "#ece3ff"),
        "orange": Ink("#8f3f00", "#ffd0a0", "#ffe8d1"),
    },
)

CONTRAST_DARK = Tokens(
    name="contrast-dark",
    dark=True,
    sidebar="#000000",
    panel="#000000",
    page="#000000",
    card="#000000",
    field="#000000",
    line="#9c9c9c",
    text="#ffffff",
    muted="#e6e6e6",
    faint="#d0d0d0",
    accent="#8ce8f2",
    on_accent="#000000",
    link="#ddf9fc",
    tint="#083f47",
    hover="#303030",
    selection="#0b4a54",
    danger="#ffb8c1",
    danger_wash="#3d0a13",
    warning="#ffdd75",
    warning_wash="#332800",
    match="#4a4000",
    current_match="#5c4600",
    inks={
        "yellow": Ink("#ffcf4d", "#524500", "#3d3400"),
        "rose": Ink("#ff9fbb", "#5c2438", "#3d1826"),
        "blue": Ink("#85c6ff", "#16466b", "#0f304a"),
        "green": Ink("#84e0a2", "#12502b", "#0d381e"),
        "violet": Ink("#c9b3ff", "#45337a", "#302355"),
        "orange": Ink("#ffb570", "#5e3710", "#45280b"),
    },
)

PAPER = replace(CONTRAST_LIGHT, name="paper", link="#000000", panel="#f2f2f2", inks=LIGHT.inks)
"""The colours of print: black on white, washes that come out as light greys where ink is black."""

SETS = MappingProxyType({each.name: each for each in (LIGHT, DARK, CONTRAST_LIGHT, CONTRAST_DARK)})
"""The tokens of every theme by its name."""

GROUNDS = ("sidebar", "panel", "page", "card", "field", "tint", "hover")
"""What controls stand on: every word and every focus ring must be seen on each of them."""

# Which words stand on which grounds: every pair keeps the contrast that WCAG asks of text.
# Disabled words are `faint`; they stand on nothing that can be chosen or pointed at.
TEXT_PAIRS = (
    *product(("text", "muted"), GROUNDS),
    *product(("text", "link"), ("page", "panel", "selection", "match", "current_match")),
    *product(("faint",), ("sidebar", "panel", "page", "card", "field")),
    *product(("accent",), ("sidebar", "panel", "page", "card")),
    *product(("danger", "warning"), ("panel", "page", "card")),
    *product(("danger", "text"), ("danger_wash",)),
    *product(("warning", "text"), ("warning_wash",)),
    ("on_accent", "accent"),
    ("page", "text"),
)

# What is no word and must be seen all the same: the focus ring, icons, and the bars of inks.
SIGN_PAIRS = (*product(("accent", "muted"), GROUNDS), ("text", "panel"))


def blended(tokens: Tokens, below: str, above: str) -> str:
    """The colour of one wash that lies on another: on light pages they darken, on dark ones not."""
    pairs = zip(_channels(below), _channels(above), _channels(tokens.page), strict=True)
    mixed = (max(b, a) if tokens.dark else min(255, round(b * a / max(1, p))) for b, a, p in pairs)
    return "#" + "".join(f"{each:02x}" for each in mixed)


def contrast(first: str, second: str) -> float:
    """The WCAG 2 contrast ratio of two `#rrggbb` colours, 1.0 to 21.0."""
    light, dark = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def colours(tokens: Tokens) -> dict[str, str]:
    """The plain colours of a theme by name, without its inks."""
    return {
        each.name: getattr(tokens, each.name)
        for each in fields(tokens)
        if isinstance(getattr(tokens, each.name), str)
    }


def ink_of(identity: str) -> str:
    """The ink that stands for a record in lists and on the timeline, by its id."""
    return INKS[int(identity[:4], 16) % len(INKS)]


def _luminance(colour: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in (channel / 255 for channel in _channels(colour))
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _channels(colour: str) -> tuple[int, ...]:
    return tuple(int(colour[at : at + 2], 16) for at in (1, 3, 5))
