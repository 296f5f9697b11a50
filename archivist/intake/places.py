"""Where in a page a leaf stands: the blocks around it that their markup tells apart.

A place is a path of steps, the outermost first, as `div#content/div.story/aside.related`. A step
is an element that says what it is for, by its name, an id or classes; numbers in them, and classes
that tell a state or one article from the other, are left out, so that the same furniture has the
same place on every page of a site.
"""

import re

from turbohtml import Element

DEEPEST = 16
"""The most steps of a place; what stands deeper has the place of the last of them."""

_TELLING = frozenset({"aside", "figcaption", "figure", "footer", "form", "header", "nav"})
# They hold the article, and their classes tell one from the other.
_BARE = frozenset({"article", "body", "html", "main"})
_NUMBER = re.compile(r"\d+")
_NO_WORD = re.compile(r"[^\w-]+")
# States, and names that programs make anew for each page or release: `css-1dbjc4n`, `sc-bdVaJa`.
_UNSTEADY = re.compile(
    r"(?:is|has|js|no)-.*|(?:in)?active|current|selected|open(?:ed)?|closed?|first|last|odd|even"
    r"|hidden|visible|lazy\w*|loaded|(?:css|sc|jss|jsx|emotion)-.*",
    re.IGNORECASE,
)
_MADE = re.compile(r"[A-Za-z]*\d+[A-Za-z]+\w*|_\w*\d\w*")
_JOINT = re.compile("[-_]+")
_MOST_CLASSES = 6
_LONGEST = 40


class Places:
    """The places of one page, each put together once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str | None, str | None], str] = {}
        self._steps: dict[tuple[str, str, str], str] = {}
        self._names: dict[str, str] = {}

    def within(self, outer: str, element: Element) -> str:
        """The place of what stands in `element`, which stands at `outer`."""
        tag, identity, classes = element.tag, element.attr("id"), element.attr("class")
        if identity is None and classes is None and tag not in _TELLING:
            return outer
        key = (outer, tag, identity, classes)
        place = self._known.get(key)
        if place is None:
            place = self._known[key] = self._put_together(*key)
        return place

    def _put_together(self, outer: str, tag: str, identity: str | None, classes: str | None) -> str:
        if tag in _BARE or outer.count("/") >= DEEPEST - 1:
            return outer
        key = (tag, identity or "", classes or "")
        step = self._steps.get(key)
        if step is None:
            step = self._steps[key] = self._step(*key)
        return f"{outer}/{step}" if outer and step else outer or step

    def _step(self, tag: str, identity: str, classes: str) -> str:
        name = self._steady(identity)
        if name and name == identity:
            return f"{tag}#{name}"
        named = sorted(filter(None, {*map(self._steady, classes.split()[:_MOST_CLASSES])}))
        if not name and not named and tag not in _TELLING:
            return ""
        return tag + (f"#{name}" if name else "") + "".join(f".{each}" for each in named)

    def _steady(self, name: str) -> str:
        """What of an id or a class is the same on every page of a site."""
        steady = self._names.get(name)
        if steady is None:
            steady = self._names[name] = _steady(name)
        return steady


def _steady(name: str) -> str:
    if _UNSTEADY.fullmatch(name):
        return ""
    if name.isalpha():
        return name[:_LONGEST]
    if any(_MADE.fullmatch(part) for part in _JOINT.split(name)):
        return ""
    return _NO_WORD.sub("", _NUMBER.sub("", name))[:_LONGEST].strip("-_")
