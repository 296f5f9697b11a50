"""HTML to leaves and spans: nothing lost, nothing live, nothing too deep."""

import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import turbohtml
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from archivist.intake.deposit import Deposit
from archivist.intake.leaves import markup
from archivist.text import Leaf, StructuredText

PAGE = """<!doctype html><html lang="sr"><title>Naslov &amp; više</title>\r
<h1>Đorđe <b>kaže</b></h1><p>Prvi  <a href="https://a.example/x?y=1">link <i>kos</i></a> 😀<br>
novi red</p>"""


def told(structured: StructuredText) -> list[tuple[str, str]]:
    return [(leaf.kind, structured.text[leaf.start : leaf.end]) for leaf in structured.leaves]


def read(html: str) -> StructuredText:
    return markup.read(html).structured


def test_headings_paragraphs_and_inline_markup_become_leaves_and_spans() -> None:
    page = markup.read(PAGE)
    text = page.structured.text
    assert told(page.structured) == [("h1", "Đorđe kaže"), ("p", "Prvi link kos 😀\nnovi red")]
    assert [
        (span.kind, text[span.start : span.end], span.value) for span in page.structured.spans
    ] == [
        ("strong", "kaže", ""),
        ("link", "link kos", "https://a.example/x?y=1"),
        ("emphasis", "kos", ""),
    ]
    assert (page.title, page.language) == ("Naslov & više", "sr")


def test_lists_keep_their_marks_and_depth() -> None:
    structured = read(
        "<ol type=i start=3><li>a<ul><li>b<p>c</ul><li value=9>d</ol>"
        "<ol reversed><li>x<li>y</ol><ol type=A start=28><li>z</ol>"
    )
    assert [(leaf.marker, leaf.depth) for leaf in structured.leaves] == [
        ("iii.", 1), ("•", 2), ("", 2), ("ix.", 1), ("2.", 1), ("1.", 1), ("AB.", 1),
    ]  # fmt: skip


def test_quotations_and_preformatted_text_keep_their_shape() -> None:
    structured = read(
        "<blockquote>q<blockquote>r</blockquote><pre>\n a\n\n  b\n</pre></blockquote>"
    )
    assert told(structured) == [("quote", "q"), ("quote", "r"), ("code", " a\n\n  b")]
    assert [leaf.quoted for leaf in structured.leaves] == [1, 2, 1]


def test_a_table_of_figures_keeps_rows_and_columns() -> None:
    structured = read(
        "x<table><caption>Žrtve</caption><tr><th>x<th colspan=2>y"
        "<tr><td rowspan=2>1<td><p>2<p>3<td><tr><td>4</table>y"
    )
    cells = [(leaf.row, leaf.column) for leaf in structured.leaves if leaf.kind == "cell"]
    assert structured.text == "x\nŽrtve\nx\ty\n1\t2\n3\t\n4\ny"
    assert cells == [(0, 0), (0, 1), (1, 0), (1, 1), (1, 2), (2, 1)]


def test_a_table_that_lays_out_a_page_is_paragraphs() -> None:
    nested = "<table><tr><td>menu<td><table><tr><td>a<td>b<tr><td>c<td>d</table></table>"
    kinds = [leaf.kind for leaf in read(nested).leaves]
    assert kinds == ["p", "cell", "cell", "cell", "cell"]


def test_two_line_ends_in_a_row_end_a_paragraph() -> None:
    assert told(read("<div>a<br> <br>b<br>c</div>")) == [("p", "a"), ("p", "b\nc")]


@pytest.mark.parametrize(
    "hiding",
    [
        "<span hidden>tajna</span>",
        "<span style='color:red; DISPLAY : none'>tajna</span>",
        "<span style='visibility:hidden'>tajna</span>",
        "<span aria-hidden=true>tajna</span>",
        "<template>tajna</template>",
        "<noscript>tajna</noscript>",
        "<video>tajna</video>",
    ],
)
def test_hidden_words_are_leaves_of_their_own_after_the_ones_they_stand_in(hiding: str) -> None:
    page = markup.read(f"<p>vid{hiding}ljivo</p><p>dalje</p>")
    assert told(page.structured)[:2] == [("p", "vidljivo"), ("p", "tajna")]
    assert [leaf.role for leaf in page.structured.leaves] == ["main", "hidden", "main"]
    assert page.hidden_words == 1


def test_a_page_saved_behind_an_open_dialog_is_not_hidden() -> None:
    html = "<body aria-hidden=true><div aria-hidden=true>a<main aria-hidden=true>b</main></div>"
    assert {leaf.role for leaf in read(html).leaves} == {"main"}


def test_nothing_live_is_kept() -> None:
    html = (
        "<base href=file:///etc/><meta http-equiv=refresh content='0;url=http://x'>"
        "<script>alert(1)</script><style>@import 'http://x'</style><iframe srcdoc='<p>in'></iframe>"
        "<p onclick=x()>a <a href=' java\nscript:x'>b</a> <a href=FILE:///etc/passwd>c</a></p>"
    )
    page = markup.read(html)
    assert page.structured == StructuredText("a b c", (Leaf("p", 0, 5),))
    assert page.frames == 1


def test_an_image_leaves_its_alternative_text() -> None:
    assert (
        read("<p>a<img src=x alt='Most u Višegradu'>b<img alt=😀>").text == "a Most u Višegradu b😀"
    )


def test_files_inside_the_page_are_left_out_before_it_is_parsed() -> None:
    page = markup.read(f"<p>a<img src='data:image/png;base64,{'A' * 11_000_000}'>b</p>")
    assert (page.structured.text, page.data_addresses) == ("ab", 1)


@pytest.mark.parametrize(
    "opening",
    ["div", "ul><li"],
)
def test_200_000_nested_elements_are_read_within_seconds(opening: str) -> None:
    began = time.process_time()
    structured = read("<p>prvi</p>" + f"<{opening}>" * 200_000 + "<p>drugi 😀</p>")
    assert [words for _, words in told(structured)] == ["prvi", "drugi 😀"]
    assert max(leaf.depth + leaf.quoted for leaf in structured.leaves) <= 32
    assert time.process_time() - began < 10


def test_200_000_attributes_are_read_within_seconds() -> None:
    began = time.process_time()
    assert read("<p " + " ".join(f"a{n}=1" for n in range(200_000)) + ">x").text == "x"
    assert time.process_time() - began < 5


# What a browser would show, told without the walk: every character but white space.
_UNREAD = {"script", "style", "iframe", "noembed", "noframes", "head", "title", "datalist"}


def shown(html: str) -> str:
    document = markup.parse(html).document
    return "".join("".join(words.split()) for words in _shown(document))


def _shown(document: turbohtml.Document) -> Iterator[str]:
    unseen: set[int] = set()
    for node in document.descendants:
        if not isinstance(node, turbohtml.Element):
            if isinstance(node, turbohtml.Text) and not _within(node, unseen):
                yield node.text
            continue
        if node.tag in _UNREAD and node.namespace is turbohtml.Namespace.HTML:
            unseen.add(hash(node))
        elif node.tag == "img" and not _within(node, unseen):
            yield str(node.attrs.get("alt") or "")


def _within(node: turbohtml.Node, unseen: set[int]) -> bool:
    return any(hash(around) in unseen for around in node.ancestors)


def kept(html: str) -> str:
    return "".join(read(html).text.split())


def lawful(structured: StructuredText) -> Deposit:
    return Deposit(
        "x.html", b"", "text/html", "x/1", "x", structured.text, structured.leaves, structured.spans
    )


def test_every_character_shown_is_in_the_text_in_order(
    shared: Path, assert_lawful: Callable[[Deposit], None]
) -> None:
    pages = sorted((shared / "data" / "web-pages").glob("*/source.html"))
    assert pages
    for path in pages:
        html = path.read_text(encoding="utf-8").replace(" hidden", " x").replace("aria-hidden", "y")
        html = html.replace("display", "x").replace("visibility", "x").replace("data:", "x")
        html = html.replace("noscript", "div").replace("template", "div")
        html = html.replace("<video", "<div").replace("<canvas", "<div").replace("<object", "<div")
        assert kept(html) == shown(html), path
        assert_lawful(lawful(read(html)))


# fmt: off
_NAMES = st.sampled_from([
    "p", "div", "h2", "ul", "ol", "li", "blockquote", "pre", "code", "b", "i", "a", "span",
    "table", "tr", "td", "th", "br", "hr", "img", "dd", "details", "select", "option", "svg",
    "title", "text", "template", "noscript", "textarea", "caption", "button", "dialog", "section",
])
# fmt: on
_ATTRIBUTES = st.sampled_from(
    [
        "",
        " hidden",
        " href=x",
        " alt='Slika 😀'",
        " style='display: none'",
        " colspan=3",
        " rowspan=2",
        " aria-hidden=true",
        " type=a",
        " style='display:block'",
    ]
)  # fmt: skip
_WORDS = st.text(alphabet="až😀 \t\r\n\u2028\x00\xa0\ufeff<&;", max_size=8)
_BITS = st.one_of(
    st.builds("<{}{}>".format, _NAMES, _ATTRIBUTES),
    st.builds("</{}>".format, _NAMES),
    _WORDS,
    st.sampled_from(["&#x2028;", "&#xFEFF;", "&nbsp;", "<!-- x -->", "<![CDATA[x]]>"]),
)
PAGES = st.lists(_BITS, max_size=40).map("".join)


@pytest.mark.campaign
@pytest.mark.timeout(3600)
def test_leaves_partition_the_text_of_any_page_and_spans_lie_inside(
    assert_lawful: Callable[[Deposit], None], campaign_count: Callable[[int, int], int]
) -> None:
    def law(html: str) -> None:
        structured = read(html)
        if structured.leaves:
            assert_lawful(lawful(structured))

    checks = (HealthCheck.too_slow, HealthCheck.data_too_large)
    limits = settings(
        max_examples=campaign_count(60, 10_000), deadline=None, suppress_health_check=checks
    )
    limits(given(PAGES)(law))()


@given(html=PAGES)
@settings(max_examples=60, deadline=None)
def test_no_character_of_any_page_is_lost(html: str) -> None:
    text, expected = kept(html), shown(html)
    assert _telling(text) == _telling(expected)


def _telling(text: str) -> list[str]:
    return sorted(char for char in text if char in "až😀")


@given(html=PAGES.map(lambda html: html.replace("hidden", "x").replace("none", "x")))
@settings(max_examples=60, deadline=None)
def test_what_is_shown_stands_in_the_order_of_the_page(html: str) -> None:
    for element in ("template", "noscript", "dialog", "caption"):
        html = html.replace(element, "div")
    assert _in_order(kept(html)) == _in_order(shown(html))


def _in_order(text: str) -> str:
    return "".join(char for char in text if char in "až😀")
