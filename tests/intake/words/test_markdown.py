"""Markdown becomes leaves and spans; nothing in it is live, and none of it can hang the import."""

import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.intake.reading import read_bytes
from archivist.intake.words import markdown
from archivist.text import Leaf, Span, StructuredText, canonical


def laid_out(text: str) -> StructuredText:
    found = markdown.read(canonical(text))
    assert found is not None
    return found


def shapes(text: str) -> list[tuple[str, str]]:
    found = laid_out(text)
    return [(leaf.kind, found.text[leaf.start : leaf.end]) for leaf in found.leaves]


def marks(text: str) -> list[tuple[str, str, str]]:
    found = laid_out(text)
    return [(span.kind, found.text[span.start : span.end], span.value) for span in found.spans]


def both_ways(text: str) -> tuple[StructuredText | None, StructuredText | None]:
    """The quick reading of a simple text, and the block parser's."""
    clean = "&" in text
    quick = markdown.read(text) if markdown._simple_blocks(text) is not None else None
    return quick, markdown._parsed(text, markdown._Walk(clean=clean))


def test_blocks_become_leaves() -> None:
    text = "# A 🕊\n\nb\nc\n\n> d\n\n***\n\n    e\n     f\n\n```x\ng\n```\n"
    assert shapes(text.replace("\n", "\r\n")) == [
        ("h1", "A 🕊"),
        ("p", "b c"),
        ("quote", "d"),
        ("rule", ""),
        ("code", "e\n f"),
        ("code", "g"),
    ]


def test_a_soft_break_is_a_space_and_a_hard_break_a_line_end() -> None:
    assert shapes("one  \ntwo\\\nthree\nfour") == [("p", "one\ntwo\nthree four")]


def test_list_items_carry_depth_and_marker() -> None:
    found = laid_out("- a\n  - b\n\n    more\n\n3. c\n4. d\n\n> 1) e\n")
    assert [(leaf.kind, leaf.depth, leaf.marker, leaf.quoted) for leaf in found.leaves] == [
        ("li", 1, "•", 0),
        ("li", 2, "•", 0),
        ("li", 2, "", 0),
        ("li", 1, "3.", 0),
        ("li", 1, "4.", 0),
        ("li", 1, "1)", 1),
    ]
    assert found.text == "a\nb\nmore\nc\nd\ne"


def test_a_heading_in_a_list_keeps_the_mark_of_its_item() -> None:
    assert laid_out("* ### [A](/a)\n").leaves == (Leaf("h3", 0, 1, depth=1, marker="•"),)


def test_cells_are_told_apart_by_tabs_and_rows_by_lines() -> None:
    found = laid_out("|a|b|\n|-|-|\n|c||\n\n|d|\n|-|\n")
    assert found.text == "a\tb\nc\t\nd"
    assert [(leaf.table, leaf.row, leaf.column) for leaf in found.leaves] == [
        (1, 0, 0),
        (1, 0, 1),
        (1, 1, 0),
        (1, 1, 1),
        (2, 0, 0),
    ]


def test_inline_markup_becomes_spans() -> None:
    assert marks(
        "**Žarko** and *b `c`* ~~d~~ [e **f**](https://x.org/a%20b 'title') <https://y.org>"
    ) == [
        ("strong", "Žarko", ""),
        ("emphasis", "b c", ""),
        ("code", "c", ""),
        ("strike", "d", ""),
        ("link", "e f", "https://x.org/a%20b"),
        ("strong", "f", ""),
        ("link", "https://y.org", "https://y.org"),
    ]


def test_an_address_stays_as_it_was_written() -> None:
    assert marks("[a](HTTPS://ünï.example/Ž?q=ž)") == [("link", "a", "HTTPS://ünï.example/Ž?q=ž")]


@pytest.mark.parametrize("scheme", ["javascript", "JaVaScRiPt", "vbscript", "file", "data"])
def test_row_54_an_address_that_could_act_is_text_and_no_link(scheme: str) -> None:
    text = f"Read [this]({scheme}:alert) now."
    assert shapes(text) == [("p", text)]
    assert marks(text) == []


def test_row_60_raw_html_and_images_are_only_text() -> None:
    text = (
        "<script>alert(1)</script>\n\nA <b onclick=x>bold</b> move "
        "![the *gate* ![inner](x)](https://x.org/track.png) and ![local](file:///etc/passwd).\n\n"
        "![](https://x.org/pixel.gif)\n"
    )
    assert shapes(text) == [
        ("p", "<script>alert(1)</script>"),
        (
            "p",
            "A <b onclick=x>bold</b> move the gate inner and ![local](file:///etc/passwd).",
        ),
    ]
    assert marks(text) == []


def test_blocks_without_words_leave_nothing_behind() -> None:
    assert shapes("-\n\n[![](a.svg)](/)\n\n#\n\n&nbsp;\n\nword\n") == [("p", "word")]


def test_spans_are_cut_to_the_words_that_stay() -> None:
    found = laid_out("[![](a.svg) Desk](/x)\n\nb **c&nbsp;**\n")
    assert found.text == "Desk\nb c"
    assert found.spans == (Span("link", 0, 4, "/x"), Span("strong", 7, 8, ""))


def test_row_19_character_references_bring_back_nothing_a_text_may_not_hold() -> None:
    assert shapes("a&#x2028;b&#13;c&#xFDD0;d&#x202e;e&#0;") == [
        ("p", "a\nb\nc\ufffdd\u202ee\ufffd")
    ]


def test_a_name_as_scraped_markdown_has_it_stays() -> None:
    assert shapes("**Image Credits:**Jack") == [("p", "**Image Credits:**Jack")]


LIST = "\n".join("  " * level + "- a" for level in range(2000))
ROW = "|".join("a" * 3000)
HOSTILE = [
    pytest.param(LIST, id="row-61-nested-list"),
    pytest.param("- " * 2000 + "a", id="row-61-nested-list-on-a-line"),
    pytest.param("[" * 50_000, id="row-61-brackets"),
    pytest.param("\n\n".join(["[" * 3999] * 100), id="row-61-brackets-in-paragraphs"),
    pytest.param("a**a" * 20_000, id="row-61-emphasis"),
    pytest.param(" ".join("`" * n + "a" for n in range(400)), id="row-61-backtick-staircase"),
    pytest.param("<!--" * 50_000, id="row-61-comments"),
    pytest.param("<!--\n" * 50_000, id="row-61-comment-lines"),
    pytest.param("![" * 20_000, id="row-61-images"),
    pytest.param(">" * 50_000 + "a", id="row-61-quotes"),
    pytest.param("> - " * 30 + "a\n" * 50_000, id="row-61-lazy-lines"),
    pytest.param("\n".join(">" * (n % 38 + 1) + " a" for n in range(40_000)), id="row-61-pyramids"),
    pytest.param("".join(f"[a{n}]: /u\n" for n in range(50_000)), id="row-61-references"),
    pytest.param(f"{ROW}\n{'-|' * 3000}\n" + f"{ROW}\n" * 3000, id="row-62-table"),
    pytest.param(
        "|" * 20_000 + "\n" + "-|" * 20_000 + "\n" + "a|\n" * 9_000, id="row-62-short-rows"
    ),
    pytest.param("a" * 5_000_000, id="row-28-one-line"),
]


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_markdown_ends_soon_with_its_words_or_a_sentence(text: str) -> None:
    began = time.process_time()
    deposit = read_bytes(text.encode(), "a.md")
    assert time.process_time() - began < 5
    if any("too complex" in warning for warning in deposit.warnings):
        assert deposit.text.split() == canonical(text).split()


@pytest.mark.parametrize(
    ("text", "kind", "count"),
    [
        pytest.param("A short turn 🕊.\n\n" * 62_000, "p", 62_000, id="paragraphs"),
        pytest.param("**Ana:** a turn.\n\n" * 50_000, "p", 50_000, id="bold-names"),
        pytest.param("1. A turn.\n" * 60_000, "li", 60_000, id="numbered"),
        pytest.param(
            "|a|b|c|d|e|f|g|h|\n|-|-|-|-|-|-|-|-|\n" + "|1|2|3|4|5|6|7|č|\n" * 20_000,
            "cell",
            160_008,
            id="table",
        ),
    ],
)
def test_a_large_honest_text_keeps_its_structure(text: str, kind: str, count: int) -> None:
    found = read_bytes(f"# Transkript 🕊\r\n\n{text}".encode(), "a.md")
    assert (found.title, found.warnings) == ("Transkript 🕊", ())
    assert sum(leaf.kind == kind for leaf in found.leaves) == count


def test_a_text_too_complex_is_titled_without_the_mark_of_its_heading() -> None:
    found = read_bytes(f"# Žarko 🕊\n\n{'[' * 50_000}".encode(), "a.md")
    assert len(found.warnings) == 1
    assert found.title == "Žarko 🕊"


_CELLS = st.text(st.sampled_from('ab č🕊:-`*_[]()<>"&;~#+1. \t'), max_size=6)
_WIDTHS = st.integers(1, 3)


@st.composite
def _tables(draw: st.DrawFn) -> str:
    width = draw(_WIDTHS)
    rows = draw(st.lists(st.lists(_CELLS, min_size=width, max_size=width), min_size=1, max_size=4))
    rule = draw(st.sampled_from(["-", ":-", "--:", " :---: "]))
    head, *others = [f"|{'|'.join(row)}|{draw(st.sampled_from(['', ' ']))}" for row in rows]
    return "\n".join([head, f"|{'|'.join([rule] * width)}|", *others])


@settings(max_examples=300, deadline=None)
@given(_tables(), st.sampled_from(["", "Text 🕊\n\n", "\n"]), st.sampled_from(["", "\n\nMore\n"]))
def test_tables_read_as_the_block_parser_reads_them(table: str, before: str, after: str) -> None:
    quick, parsed = both_ways(canonical(f"{before}{table}{after}"))
    assert quick is not None
    assert quick == parsed


def test_what_lies_too_deep_is_never_dropped_in_silence() -> None:
    deep = "> " * 120 + "the word"
    assert markdown.read(deep) is None
    assert "the word" in read_bytes(deep.encode(), "a.md").text


_BLOCKS = ["\n", "\n\n", "  \n", "\r\n", "    ", "\t", "- ", "1. ", "> ", "# ", "###", "```\n"]
_INLINES = ["*", "**", "_", "~~", "`", "[", "](", ")", "](/u)", "![", "<b>", "<https://x>", "\\"]
_OTHERS = ["|", "|-|\n", "---\n", "===\n", "&amp;", "&#x2028;", "&#xfdd0;", " ", "a", "😀", "שלום"]
_PIECES = st.sampled_from([*_BLOCKS, *_INLINES, *_OTHERS, "Slaviša", "\u202e"])
_TEXTS = st.lists(_PIECES | st.text(max_size=4), max_size=40).map("".join)


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_leaves_cover_any_text_and_spans_lie_inside_them(text: str) -> None:
    found = laid_out(text)
    assert canonical(found.text) == found.text
    end = -1
    for leaf in found.leaves:
        assert leaf.start == end + 1
        assert leaf.end >= leaf.start
        end = leaf.end
    assert max(end, 0) == len(found.text)
    for span in found.spans:
        assert any(leaf.start <= span.start < span.end <= leaf.end for leaf in found.leaves)


@settings(max_examples=300, deadline=None)
@given(_TEXTS)
def test_simple_texts_read_as_the_block_parser_reads_them(text: str) -> None:
    quick, parsed = both_ways(canonical(text))
    assert quick is None or quick == parsed


def test_real_bodies_read_as_the_block_parser_reads_them(shared: Path) -> None:
    quickly = 0
    for path in sorted((shared / "data" / "timeline-events").glob("*.md")):
        body = canonical(path.read_text(encoding="utf-8")).split("\n---\n", 1)[1]
        quick, parsed = both_ways(body)
        if quick is not None:
            quickly += 1
            assert quick == parsed, path.name
    assert quickly > 500
