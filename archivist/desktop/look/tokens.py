"""The colours of the window as named tokens, light and dark, with the contrast they keep."""

from collections.abc import Mapping
from dataclasses import dataclass, fields

INKS = ("yellow", "rose", "blue", "green", "violet", "orange")


@dataclass(frozen=True, slots=True)
class Ink:
    """One highlighter: its `line` (bars, dots), its `wash` behind words, its `chip` on a card."""

    line: str
    wash: str
    chip: str


@dataclass(frozen=True, slots=True)
class Tokens:
    """Every colour of one theme as `#rrggbb`; widgets name these and never a colour."""

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
        "yellow": Ink("#a87800", "#ffe49a", "#f3eddd"),
        "rose": Ink("#c94f76", "#fbcfdb", "#f8e8ed"),
        "blue": Ink("#2f7fc1", "#c5dff5", "#e3eef7"),
        "green": Ink("#3a9a5b", "#c6e8cf", "#e5f2e8"),
        "violet": Ink("#7d5cc6", "#dcd0f5", "#ede8f7"),
        "orange": Ink("#cf6a1f", "#ffd7b0", "#fbeadb"),
    },
)

DARK = Tokens(
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
    tint="#1f3a3e",
    hover="#22262a",
    selection="#2c555b",
    danger="#f0919f",
    danger_wash="#3a2227",
    warning="#e3b341",
    warning_wash="#352d1a",
    match="#5b5226",
    current_match="#735a10",
    inks={
        "yellow": Ink("#e3b341", "#5a502c", "#373427"),
        "rose": Ink("#ec8aa8", "#6f4152", "#382e34"),
        "blue": Ink("#6db3f2", "#33566f", "#28343d"),
        "green": Ink("#6fc58c", "#355c43", "#273631"),
        "violet": Ink("#b39bec", "#544773", "#312d3b"),
        "orange": Ink("#f0a35e", "#6e4a2b", "#3a2f27"),
    },
)

# Which words stand on which grounds: every pair keeps the contrast that WCAG asks of text.
TEXT_PAIRS = (
    *((word, ground) for word in ("text", "muted") for ground in ("sidebar", "panel", "page")),
    *((word, ground) for word in ("text", "muted") for ground in ("card", "field", "tint")),
    ("text", "hover"),
    ("muted", "hover"),
    ("text", "selection"),
    *(("faint", ground) for ground in ("sidebar", "panel", "page", "card", "field")),
    *(("accent", ground) for ground in ("panel", "page", "card")),
    ("on_accent", "accent"),
    ("danger", "danger_wash"),
    ("danger", "panel"),
    ("danger", "card"),
    ("warning", "warning_wash"),
    ("warning", "card"),
    ("text", "match"),
    ("text", "current_match"),
    ("text", "danger_wash"),
    ("text", "warning_wash"),
)


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
    channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4  # noqa: PLR2004 - sRGB
        for part in channels
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
