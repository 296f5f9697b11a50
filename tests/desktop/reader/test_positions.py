import gc
import itertools
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor, QTextDocument

from archivist.desktop.look.tokens import LIGHT
from archivist.desktop.reader.page import Page
from archivist.desktop.reader.typography import Heading, Style, Typography
from archivist.text import Leaf, Span, StructuredText, canonical

HEADING = Heading("The Record 📰", "Ко је отворио телефон", ("SHA-256 66df8c40",))
MOTIFS = (
    *("a", "Slaviša ", "e\u0301", "😀", "👩🏽‍💻", "👨‍👩‍👧‍👦", "🇷🇸", "𝔘", "серб"),
    *("الشرطة ", "עיתון", "日本語", "한국", "ﷺ", "\ufe0f", "\U0010fffd", "\t", " "),
    *("\u00a0", "\u200b", "\u00ad", "\u200f", "\u202e", "\u2066"),
    *("\x00", "\ufeff", "\u2028", "\u2029", "\ufffc"),
)
WORDS = st.lists(
    st.one_of(st.sampled_from(MOTIFS), st.characters(codec="utf-8", exclude_characters="\r\n")),
    max_size=12,
).map(lambda parts: canonical("x" + "".join(parts))[1:].replace("\n", " "))
# The full count takes minutes.
FULL = pytest.mark.timeout(1800)
KINDS = st.sampled_from(("p", "p", "p", "h1", "h4", "li", "quote", "code", "rule", "table"))


@st.composite
def leaves(draw: st.DrawFn) -> tuple[tuple[str, str, dict[str, int]], ...]:
    """Leaves in order, as kind, words and fields."""
    parts: list[tuple[str, str, dict[str, int]]] = []
    for table, kind in enumerate(draw(st.lists(KINDS, min_size=1, max_size=6)), 1):
        if kind == "table":
            columns = draw(st.integers(1, 3))
            for row in range(draw(st.integers(1, 3))):
                for column in range(columns):
                    fields = {"table": table, "row": row, "column": column}
                    parts.append(("cell", draw(WORDS), fields))
            continue
        lines = draw(st.lists(WORDS, min_size=1, max_size=4 if kind == "code" else 1))
        words = "" if kind == "rule" else "\n".join(lines)
        fields = {"depth": draw(st.integers(1, 3))} if kind == "li" else {}
        parts.append((kind, words, fields))
    return tuple(parts)


@st.composite
def structured(draw: st.DrawFn) -> StructuredText:
    """A structured text as intake makes them: any scripts, lists, tables, code, spans."""
    text = ""
    made: list[Leaf] = []
    for kind, words, fields in draw(leaves()):
        if made:
            text += "\t" if fields.get("column") else "\n"
        start = len(text)
        text += words
        made.append(Leaf(kind, start, len(text), **fields))  # type: ignore[arg-type]
    place = st.integers(0, len(text))
    kinds = st.sampled_from(("strong", "emphasis", "code", "link", "strike"))
    drawn = draw(st.lists(st.tuples(kinds, place, place), max_size=4))
    spans = [Span(kind, min(a, b), max(a, b)) for kind, a, b in drawn]  # type: ignore[arg-type]
    return StructuredText(text, tuple(made), tuple(spans))


def built(text: StructuredText) -> Page:
    """The whole page of a text."""
    page = Page(QTextDocument(), HEADING, text, Style(Typography(), LIGHT))
    page.build(lambda: True)
    return page


def shown(page: Page, start: int, end: int) -> str:
    """What Qt holds between two document positions, its line ends as line feeds."""
    cursor = QTextCursor(page.document)
    cursor.setPosition(start)
    cursor.setPosition(end, QTextCursor.MoveMode.KeepAnchor)
    return cursor.selectedText().replace("\u2028", "\n").replace("\u2029", "\n")


def campaign(count: int, law: Callable[[StructuredText], None]) -> None:
    """Hold a law over that many generated texts."""
    checks = (HealthCheck.too_slow, HealthCheck.data_too_large)
    limits = settings(max_examples=count, deadline=None, suppress_health_check=checks)
    rounds = itertools.count(1)

    def collected(text: StructuredText) -> None:
        law(text)
        # This is the GUI thread, and nothing else collects while a test runs.
        if next(rounds) % 500 == 0:
            gc.collect()

    limits(given(structured())(collected))()


@pytest.mark.campaign
@FULL
def test_every_leaf_stands_in_the_document_letter_for_letter(
    campaign_count: Callable[[int, int], int],
) -> None:
    def law(text: StructuredText) -> None:
        page = built(text)
        for number, leaf in enumerate(text.leaves):
            (piece,) = page.positions.of_leaves(number, number)
            words = text.text[leaf.start : leaf.end]
            assert shown(page, piece.position, piece.last) == words
            block = page.document.findBlock(piece.position)
            assert block.text() == words.replace("\n", "\u2028")

    campaign(campaign_count(150, 10_000), law)


@pytest.mark.campaign
@FULL
def test_every_code_point_comes_back_from_the_document(
    campaign_count: Callable[[int, int], int],
) -> None:
    def law(text: StructuredText) -> None:
        positions = built(text).positions
        offsets = range(len(text.text) + 1)
        places = [positions.to_document(offset) for offset in offsets]
        assert [positions.from_document(place) for place in places] == list(offsets)
        ends = [positions.end_to_document(offset) for offset in offsets]
        assert [positions.from_document(place) for place in ends] == list(offsets)
        assert places == sorted(set(places))

    campaign(campaign_count(150, 10_000), law)


@pytest.mark.campaign
@FULL
def test_what_qt_selects_is_the_slice_of_the_text(
    campaign_count: Callable[[int, int], int],
) -> None:
    def law(text: StructuredText) -> None:
        page = built(text)
        tables = [leaf for leaf in text.leaves if leaf.table]
        length = len(text.text)
        for start, end in ((0, length), (length // 3, length // 2), (length // 2, length)):
            if any(leaf.start <= end and leaf.end >= start for leaf in tables):
                continue
            positions = page.positions
            found = shown(page, positions.to_document(start), positions.end_to_document(end))
            assert found == text.text[start:end]

    campaign(campaign_count(150, 10_000), law)


def test_a_line_of_a_megabyte_is_cut_for_display_and_every_offset_stays_exact() -> None:
    line = "𝔘" + "слово 😀 e\u0301" * 100_000
    text = StructuredText(line, (Leaf("p", 0, len(line)),))
    page = built(text)
    block = page.document.begin()
    while block.isValid():
        assert block.length() <= 2 * 4096 + 1
        block = block.next()
    positions = page.positions
    for offset in range(0, len(line) + 1, 997):
        assert positions.from_document(positions.to_document(offset)) == offset
        assert positions.from_document(positions.end_to_document(offset)) == offset
    shown_whole = "".join(
        shown(page, piece.position, piece.last) for piece in positions.of_leaves(0, 0)
    )
    assert shown_whole == line


def test_a_table_of_thousands_of_cells_becomes_rows_with_the_same_offsets() -> None:
    text = ""
    made: list[Leaf] = []
    for row in range(1500):
        for column in range(3):
            if made:
                text += "\t" if column else "\n"
            start = len(text)
            text += f"😀 cell {row}.{column}"
            made.append(Leaf("cell", start, len(text), table=1, row=row, column=column))
    page = built(StructuredText(text, tuple(made)))
    positions = page.positions
    assert page.document.rootFrame().childFrames() == []
    assert shown(page, positions.to_document(0), positions.end_to_document(len(text))) == text
    for offset in range(0, len(text) + 1, 101):
        assert positions.from_document(positions.to_document(offset)) == offset


def test_what_stands_above_the_text_is_offset_zero() -> None:
    page = built(StructuredText("first", (Leaf("p", 0, 5),)))
    first = page.positions.to_document(0)
    assert first > len(HEADING.title)
    assert {page.positions.from_document(place) for place in range(first + 1)} == {0}


def test_an_empty_text_has_a_page_too() -> None:
    page = built(StructuredText("", ()))
    assert page.finished
    assert page.positions.from_document(3) == 0
    assert page.positions.piece_at(0) is None
