"""The one walk from HTML to leaves and spans; whatever is or becomes HTML goes this way.

Nothing is lost and nothing is live: every character that a browser shows is in the text, in
order; scripts, styles and frames are left out; images leave their alternative text; links become
spans whose address is shown and never opened. What a browser does not show (`hidden`,
`display: none`, `aria-hidden`, templates, what stands for a missing script or player) becomes
leaves in the role of hidden text, after the block it stands in. Trees of any depth are walked
without recursion.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

import turbohtml
from turbohtml import Document, Element, Node, Text

from archivist.intake.leaves import elements
from archivist.intake.leaves.grid import Grid, is_grid
from archivist.intake.leaves.leaf_writer import LeafWriter, Style
from archivist.intake.leaves.list_marks import Marks
from archivist.intake.leaves.page_places import Places
from archivist.text import SpanKind, StructuredText, canonical

_DATA_ADDRESS = re.compile(r"data:[^,<>\"']{0,80},[A-Za-z0-9+/=%]{200,}", re.IGNORECASE)
_LONGEST_ADDRESS = 8_192

_UNSEEN = re.compile(r"(?:^|[;\s])(?:display\s*:\s*none|visibility\s*:\s*(?:hidden|collapse))\b")
_OWN_BLOCK = re.compile(r"(?:^|[;\s])display\s*:\s*(?:block|flex|grid|list-item|table)\b")
# A dialog that was open when the page was saved has all the rest marked `aria-hidden`; a picture
# marked so is seen, and its text may be the only form of a formula.
_SEEN_ALL_THE_SAME = frozenset({"main", "article", "img", "svg"})
_DEAD_SCHEMES = ("javascript:", "vbscript:", "file:", "data:", "blob:")
_UNHEARD = re.compile("[\x00-\x20]")
_LONGEST_PICTOGRAM = 2


@dataclass(frozen=True, slots=True)
class Markup:
    """What a page holds: its text, with its title and its language as they stand in it.

    `data_addresses` counts the files inside the page that were left out, `frames` the pages
    within it that were; `places` tell of each leaf in what part of the page it stands.
    """

    structured: StructuredText
    title: str
    language: str
    data_addresses: int = 0
    frames: int = 0
    places: tuple[str, ...] = ()

    @property
    def hidden_words(self) -> int:
        """How many words a browser would not show."""
        text = self.structured.text
        hidden = (leaf for leaf in self.structured.leaves if leaf.role == "hidden")
        return sum(len(text[leaf.start : leaf.end].split()) for leaf in hidden)


@dataclass(frozen=True, slots=True)
class Page:
    """A parsed page: `html` without the files inside it (`data:` addresses), and its tree."""

    html: str
    document: Document
    files: int


def parse(html: str) -> Page:
    """The tree of a page; nothing in it is opened or run."""
    stripped, files = _DATA_ADDRESS.subn("data:,", canonical(html))
    document = turbohtml.parse(stripped, positions=False, allow_declarative_shadow_roots=False)
    return Page(stripped, document, files)


def read(html: str) -> Markup:
    """The text of a page, lossless, with what is hidden told apart."""
    return walk(parse(html))


def walk(page: Page) -> Markup:
    """The text of a parsed page."""
    walked = _Walk()
    walked.through(page.document)
    title = next((found for found in page.document.find_all("title") if _is_html(found)), None)
    root = page.document.find("html")
    return Markup(
        walked.writer.structured(),
        title="" if title is None else " ".join(canonical(title.text).split()),
        language="" if root is None else _attribute(root, "lang") or _attribute(root, "xml:lang"),
        data_addresses=page.files,
        frames=walked.frames,
        places=walked.writer.places(),
    )


def _is_html(element: Element) -> bool:
    return element.namespace is turbohtml.Namespace.HTML


def _attribute(element: Element, name: str) -> str:
    value = element.attrs.get(name)
    return canonical(value).strip() if isinstance(value, str) else ""


@dataclass(slots=True)
class _Frame:
    """An element being walked, and what to go back to after it."""

    tag: str
    children: Iterator[Node]
    style: Style
    marks: Marks | None
    grid: Grid | None
    place: str
    ends: bool = False
    closes: SpanKind | None = None
    unhides: bool = False


class _Walk:
    """How far the walk has come."""

    def __init__(self) -> None:
        self.writer = LeafWriter()
        self.frames = 0
        self._marks: Marks | None = None
        self._grid: Grid | None = None
        self._tables = 0
        self._places = Places()
        self._ways = self._ways_by_tag()

    def _ways_by_tag(self) -> dict[str, Callable[[Element, _Frame], None]]:
        return {
            **dict.fromkeys(elements.BLOCKS, self._begin_block),
            **dict.fromkeys(elements.HEADINGS, self._begin_heading),
            **dict.fromkeys(elements.VERBATIM, self._begin_verbatim),
            **dict.fromkeys(elements.SPANS, self._begin_span),
            **dict.fromkeys(elements.DRAWN, self._begin_drawing),
            **dict.fromkeys(("tr", "td", "th"), self._begin_in_grid),
            **dict.fromkeys(("ul", "ol", "menu", "dir"), self._begin_list),
            "a": self._begin_link,
            "blockquote": self._begin_quotation,
            "br": self._break,
            "dd": self._begin_explanation,
            "hr": self._rule,
            "img": self._picture,
            "li": self._begin_item,
            "table": self._begin_table,
        }

    def through(self, document: Document) -> None:
        """Walk the whole tree."""
        open_frames = [self._frame("", document)]
        while open_frames:
            frame = open_frames[-1]
            node = next(frame.children, None)
            if node is None:
                self._leave(open_frames.pop())
            elif isinstance(node, Element):
                entered = self._enter(node, frame.tag)
                if entered is not None:
                    open_frames.append(entered)
            elif isinstance(node, Text):
                self._text(node.text)
            elif isinstance(node, turbohtml.DocumentFragment):
                open_frames.append(self._frame("", node))

    def _frame(self, tag: str, node: Node) -> _Frame:
        writer = self.writer
        return _Frame(tag, iter(node.children), writer.style, self._marks, self._grid, writer.place)

    def _text(self, text: str) -> None:
        if not text.isprintable():
            text = canonical(text)
        if self.writer.style.verbatim:
            self.writer.verbatim(text)
        else:
            self.writer.words(text)

    def _enter(self, element: Element, parent: str) -> _Frame | None:
        tag = element.tag
        if tag in elements.LEFT_OUT or (tag == "title" and _is_html(element)):
            self.frames += tag == "iframe" and element.attrs.get("srcdoc") is not None
            return None
        frame = self._frame(tag, element)
        if self.writer.style.role != "hidden" and _is_hidden(element, parent):
            self.writer.begin_hidden()
            self._grid = None
            frame.unhides = True
        way = self._ways.get(tag)
        if way is not None:
            way(element, frame)
        if not frame.ends and _stands_alone(element):
            self._begin_block(element, frame)
        if frame.ends:
            self.writer.place = self._places.within(frame.place, element)
        return frame

    def _leave(self, frame: _Frame) -> None:
        if frame.closes is not None:
            self.writer.close(frame.closes)
        if frame.tag == "svg":
            self.writer.space()
        if self._grid is not None and not frame.unhides:
            self._leave_grid(frame)
        if frame.unhides:
            self.writer.end_hidden(frame.style)
        elif frame.ends:
            self._end_block(frame)
        self.writer.style, self.writer.place = frame.style, frame.place
        self._marks, self._grid = frame.marks, frame.grid

    def _leave_grid(self, frame: _Frame) -> None:
        if frame.tag in {"td", "th"}:
            self.writer.end_cell()
        elif frame.tag == "table":
            self.writer.end_table()

    def _end_block(self, frame: _Frame) -> None:
        if self.writer.style.verbatim and not frame.style.verbatim:
            self.writer.end_block()
        self.writer.end_leaf()
        if frame.tag == "li":
            self.writer.marker = ""

    def _begin_block(self, _element: Element, frame: _Frame) -> None:
        self.writer.end_leaf()
        frame.ends = True

    def _begin_heading(self, element: Element, frame: _Frame) -> None:
        self._begin_block(element, frame)
        self.writer.style = replace(self.writer.style, kind=elements.HEADINGS[frame.tag])

    def _begin_verbatim(self, element: Element, frame: _Frame) -> None:
        self._begin_block(element, frame)
        kind = elements.VERBATIM[frame.tag]
        self.writer.style = replace(self.writer.style, kind=kind, verbatim=True)

    def _begin_quotation(self, element: Element, frame: _Frame) -> None:
        self._begin_block(element, frame)
        style = self.writer.style
        self.writer.style = replace(style, kind="quote", quoted=style.quoted + 1)

    def _begin_explanation(self, element: Element, frame: _Frame) -> None:
        self._begin_block(element, frame)
        style = self.writer.style
        self.writer.style = replace(style, kind="li", depth=style.depth + 1)

    def _begin_item(self, element: Element, frame: _Frame) -> None:
        self._begin_explanation(element, frame)
        marks = self._marks or Marks()
        self.writer.marker = marks.next(_number(element, "value"))

    def _begin_list(self, element: Element, frame: _Frame) -> None:
        self._begin_block(element, frame)
        self._marks = _marks(element)

    def _begin_span(self, _element: Element, frame: _Frame) -> None:
        kind = elements.SPANS[frame.tag]
        if self.writer.style.kind != "code" and self.writer.open(kind):
            frame.closes = kind

    def _begin_link(self, element: Element, frame: _Frame) -> None:
        address = _address(element)
        if address and self.writer.open("link", address):
            frame.closes = "link"

    def _begin_drawing(self, _element: Element, _frame: _Frame) -> None:
        self.writer.space()

    def _break(self, _element: Element, _frame: _Frame) -> None:
        self.writer.break_line()

    def _rule(self, _element: Element, _frame: _Frame) -> None:
        self.writer.rule()

    def _picture(self, element: Element, _frame: _Frame) -> None:
        alternative = _attribute(element, "alt")
        # A pictogram is a letter of the word it stands by.
        if len(alternative) > _LONGEST_PICTOGRAM:
            self.writer.space()
        self.writer.words(alternative)
        if len(alternative) > _LONGEST_PICTOGRAM:
            self.writer.space()

    def _begin_table(self, element: Element, frame: _Frame) -> None:
        self._begin_block(element, frame)
        self._grid = None
        style = self.writer.style
        if style.role == "main" and not style.verbatim and is_grid(element):
            self._tables += 1
            self._grid = Grid(self._tables)
            self.writer.begin_table()

    def _begin_in_grid(self, element: Element, frame: _Frame) -> None:
        if self._grid is None:
            self._begin_block(element, frame)
        elif frame.tag == "tr":
            self._grid.next_row()
        else:
            self.writer.begin_cell(*self._grid.next_cell(element))


def _is_hidden(element: Element, parent: str) -> bool:
    tag, attributes = element.tag, element.attrs
    if tag in elements.STANDS_IN:
        return "shadowrootmode" not in attributes
    if tag == "dialog":
        return "open" not in attributes
    if not attributes or tag in {"html", "body"}:
        return False
    if "hidden" in attributes:
        return True
    if attributes.get("aria-hidden") == "true":
        return tag not in _SEEN_ALL_THE_SAME and parent != "body"
    style = attributes.get("style")
    return isinstance(style, str) and _UNSEEN.search(style.lower()) is not None


def _stands_alone(element: Element) -> bool:
    style = element.attrs.get("style")
    return isinstance(style, str) and _OWN_BLOCK.search(style.lower()) is not None


def _address(element: Element) -> str:
    """The address of a link, or empty when it could run or read something, or has no end."""
    address = _attribute(element, "href").replace("\n", " ")
    if len(address) > _LONGEST_ADDRESS:
        return ""
    heard = _UNHEARD.sub("", address).lower()
    return "" if heard.startswith(_DEAD_SCHEMES) else address


def _number(element: Element, name: str) -> int | None:
    written = _attribute(element, name)
    digits = written.removeprefix("-")
    return int(written) if digits.isascii() and digits.isdigit() and len(digits) <= 6 else None  # noqa: PLR2004 -- longer ones are no numbers of a list


def _marks(element: Element) -> Marks:
    if element.tag != "ol":
        return Marks()
    form = _attribute(element, "type")
    start = _number(element, "start")
    if "reversed" in element.attrs:
        count = sum(isinstance(each, Element) and each.tag == "li" for each in element.children)
        return Marks(form or "1", count if start is None else start, -1)
    return Marks(form if form in {"a", "A", "i", "I"} else "1", 1 if start is None else start)
