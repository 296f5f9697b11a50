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

MOST = 10_000
"""The most blocks of a page that are told apart, on pages that are made to have more."""

_TELLING = frozenset({"aside", "figcaption", "figure", "footer", "form", "header", "nav"})
# They hold the article, and their classes tell one from the other.
_BARE = frozenset({"article", "body", "html", "main"})
_NUMBER = re.compile(r"\d+")
_NO_WORD = re.compile(r"[^\w-]+")
# States of a block, as a script sets them.
_STATES = frozenset(
    {
        *("active", "inactive", "current", "selected", "open", "opened", "close", "closed"),
        *("first", "last", "odd", "even", "hidden", "visible", "lazy", "lazyload", "loaded"),
    }
)
# States too, and names that programs make anew for each release: `css-1dbjc4n`, `sc-bdVaJa`.
_UNSTEADY = re.compile(r"(?:is|has|js|no|lazy|css|sc|jss|jsx|emotion)[-_]", re.IGNORECASE)
_MADE = re.compile(r"[A-Za-z]*\d+[A-Za-z]+\w*|_\w*\d\w*")
_JOINT = re.compile("[-_]+")
_MOST_CLASSES = 6
_LONGEST = 40
_LONGEST_STEP = 120


class Places:
    """The places of one page, each put together once."""

    def __init__(self) -> None:
        self._known: dict[tuple[str, str, str | None, str | None], str] = {}
        self._steps: dict[tuple[str, str | None, str | None], str] = {}

    def within(self, outer: str, element: Element) -> str:
        """The place of what stands in `element`, which stands at `outer`."""
        tag, identity, classes = element.tag, element.attr("id"), element.attr("class")
        if identity is None and classes is None and tag not in _TELLING:
            return outer
        key = (outer, tag, identity, classes)
        place = self._known.get(key)
        if place is None:
            if len(self._known) >= MOST:
                return outer
            place = self._known[key] = self._put_together(outer, key[1:])
        return place

    def _put_together(self, outer: str, key: tuple[str, str | None, str | None]) -> str:
        step = self._steps.get(key)
        if step is None:
            tag, identity, classes = key
            step = self._steps[key] = _step(tag, identity or "", classes or "")
        if not step or outer.count("/") >= DEEPEST - 1:
            return outer
        return f"{outer}/{step}" if outer else step


def _step(tag: str, identity: str, classes: str) -> str:
    if tag in _BARE:
        return ""
    name = _steady(identity)
    if name and name == identity:
        return f"{tag}#{name}"
    written = classes.split(None, _MOST_CLASSES)[:_MOST_CLASSES]
    named = sorted(filter(None, {*map(_steady, written)}))
    if not name and not named and tag not in _TELLING:
        return ""
    step = tag + (f"#{name}" if name else "") + "".join(f".{each}" for each in named)
    return step[:_LONGEST_STEP]


def _steady(name: str) -> str:
    """What of an id or a class is the same on every page of a site."""
    if name.isalpha():
        return "" if name.lower() in _STATES else name[:_LONGEST]
    if _UNSTEADY.match(name) is not None:
        return ""
    if _NUMBER.search(name) is None:
        return _NO_WORD.sub("", name)[:_LONGEST].strip("-_")
    if any(map(_MADE.fullmatch, _JOINT.split(name))):
        return ""
    return _NO_WORD.sub("", _NUMBER.sub("", name))[:_LONGEST].strip("-_")
