"""The page: it runs nothing, asks for nothing, and shows the words that are in the exhibits."""

import base64
import hashlib
import re
from dataclasses import replace
from html.parser import HTMLParser

import pytest

from archivist.bundle import viewer
from archivist.bundle.model import Model
from archivist.bundle.viewer_style import COLOURS, DARK, LIGHT

VOID = {"meta", "input", "br", "hr"}


class Page(HTMLParser):
    """The elements of a page, and the words in those of a class or with an id."""

    def __init__(self, content: bytes) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, dict[str, str]]] = []
        self.words: list[tuple[str, tuple[tuple[str, dict[str, str]], ...]]] = []
        self.style = ""
        self.feed(content.decode())
        assert self.open == []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop()[0] == tag

    def handle_data(self, data: str) -> None:
        if self.open and self.open[-1][0] == "style":
            self.style += data
        self.words.append((data, tuple(self.open)))

    def inside(self, name: str, value: str) -> str:
        """All words inside elements one of whose classes (or whose id) is `value`."""
        return "".join(
            data
            for data, opened in self.words
            if any(value in attributes.get(name, "").split() for _, attributes in opened)
        )

    def with_class(self, value: str) -> list[dict[str, str]]:
        return [a for _, a in self.elements if value in a.get("class", "").split()]


@pytest.fixture
def page(model: Model) -> Page:
    return Page(viewer.render(model))


def test_the_policy_forbids_everything_but_the_page_s_own_style(page: Page) -> None:
    (policy,) = [
        attributes["content"]
        for _, attributes in page.elements
        if attributes.get("http-equiv") == "Content-Security-Policy"
    ]
    digest = base64.b64encode(hashlib.sha256(page.style.encode()).digest()).decode()
    assert policy.startswith(f"default-src 'none'; style-src 'sha256-{digest}'")


def test_nothing_on_the_page_runs_loads_or_leads_away(page: Page) -> None:
    assert {tag for tag, _ in page.elements} <= {
        *("html", "head", "meta", "title", "style", "body", "nav", "main", "section", "article"),
        *("header", "details", "summary", "aside", "div", "p", "h1", "h2", "h3", "ul", "li", "dl"),
        *("dt", "dd", "table", "thead", "tbody", "tr", "th", "td", "fieldset", "label", "input"),
        *("a", "b", "i", "q", "br", "hr", "em", "strong", "code", "s", "span", "bdi", "mark"),
    }
    attributes = {name for _, found in page.elements for name in found}
    assert attributes <= {
        *("lang", "dir", "id", "class", "href", "title", "role", "scope", "type", "checked"),
        *("open", "charset", "content", "name", "http-equiv", "data-no", "data-mark"),
        *("aria-label", "aria-level"),
    }
    assert all(found["href"].startswith("#") for _, found in page.elements if "href" in found)
    assert "url(" not in page.style
    assert "@import" not in page.style


def test_every_link_leads_to_a_place_on_the_page(page: Page) -> None:
    places = [found["id"] for _, found in page.elements if "id" in found]
    assert len(places) == len(set(places))
    assert {found["href"][1:] for _, found in page.elements if "href" in found} <= set(places)


def test_what_a_title_a_tag_or_an_address_holds_is_shown_and_never_obeyed(
    model: Model, page: Page
) -> None:
    assert "<script>alert(1)</script>" in page.inside("id", "passages")
    assert '<img src="//host/x.png">' in page.inside("id", "A-003")
    assert "javascript:alert(1)" in page.inside("id", "A-003")
    assert "<b>&amp;</b>" in page.inside("id", "A-001")
    assert "U+202E" in page.inside("id", "A-003")
    assert "\u202e" not in viewer.render(model).decode()
    (item,) = page.with_class("li")
    assert item["data-mark"] == '"><img src=x>'
    (link,) = page.with_class("link")
    assert link["title"] == "javascript:alert('🗑️')\"><script>[U+202E]"


def test_marks_of_everyday_hebrew_and_arabic_stay_as_they_are(model: Model) -> None:
    """U+200E, U+200F and U+061C steer the marks beside them and put no word out of its order."""
    everyday = "\u200fשלום!\u200e (2025) \u061cسلام"
    first, *others = model.exhibits
    page = Page(viewer.render(replace(model, exhibits=(replace(first, title=everyday), *others))))
    assert everyday in page.inside("id", "A-001")
    assert "U+200" not in page.inside("id", "A-001")


def test_the_notes_of_a_table_stand_in_their_row(page: Page) -> None:
    rows = [found for tag, found in page.elements if tag == "tr" and "id" in found]
    assert [found["id"] for found in rows] == ["A-003-p4", "A-003-p5"]
    assert "A-003/1" not in page.inside("id", "A-003-p4")
    assert "A-003/1" in page.inside("id", "A-003-p5")


def test_a_paragraph_number_in_a_table_stands_on_one_line(page: Page) -> None:
    rule = re.search(r"\.words td\.no\{([^}]*)\}", page.style)
    assert rule
    assert "white-space:nowrap" in rule[1]
    assert "overflow-wrap:normal" in rule[1]


def test_custody_says_where_words_are_and_why_some_are_kept_back(page: Page) -> None:
    said = page.inside("id", "custody")
    assert "in custody.jsonl" in said
    assert "or of something as it no longer is" in said


def test_each_exhibit_shows_all_its_words_in_order(model: Model, page: Page) -> None:
    for exhibit in model.exhibits:
        shown = "".join(
            data
            for data, opened in page.words
            if any(found.get("id") == exhibit.number for _, found in opened)
            and any("words" in found.get("class", "").split() for _, found in opened)
            and not any(
                {"no", "notes"} & set(found.get("class", "").split()) for _, found in opened
            )
        )
        written = "".join(exhibit.text[leaf.start : leaf.end] for leaf in exhibit.leaves)
        assert shown == written


def test_the_highlight_of_a_passage_covers_its_quotation(model: Model) -> None:
    for passage in model.passages:
        alone = tuple(
            replace(exhibit, passages=tuple(p for p in exhibit.passages if p == passage))
            for exhibit in model.exhibits
        )
        page = Page(viewer.render(replace(model, exhibits=alone)))
        marked = "".join(
            data for data, opened in page.words if any(tag == "mark" for tag, _ in opened)
        )
        assert marked == passage.exact.replace("\n", "").replace("\t", "")


def test_a_passage_is_known_by_number_where_it_begins_and_beside_it(page: Page) -> None:
    (begun,) = [found for _, found in page.elements if found.get("id") == "A-001-2"]
    assert begun["data-no"] == "2"
    notes = page.inside("class", "note")
    for number in ("A-001/1", "A-001/2", "A-001/3", "A-002/1", "A-003/1", "A-003/2"):
        assert notes.count(number) == 1
    assert "unlawful access · spyware 🕷️" in notes


def test_each_exhibit_is_read_in_its_own_direction_and_language(page: Page) -> None:
    texts = [found for _, found in page.elements if found.get("dir") in {"ltr", "rtl"}]
    assert {"lang": "ar", "dir": "rtl"} in texts
    assert {"lang": "en", "dir": "ltr"} in texts
    assert {"lang": "und", "dir": "ltr"} in texts


def test_furniture_is_folded_away_unless_something_in_it_is_marked(model: Model) -> None:
    folded = Page(viewer.render(model)).with_class("aside")
    assert [found.get("open") for found in folded] == [None]
    *others, notebook = model.exhibits
    inside = replace(notebook.passages[0], start=0, end=15, exact="Skip to content")
    marked = replace(notebook, passages=(inside,))
    opened = Page(viewer.render(replace(model, exhibits=(*others, marked)))).with_class("aside")
    assert [found.get("open") for found in opened] == [""]


def test_a_box_stands_for_each_tag_and_each_colour_in_use(page: Page) -> None:
    boxes = {found["id"]: found for tag, found in page.elements if tag == "input"}
    assert set(boxes) == {"t1", "t2", "t3", "untagged", "only"} | {f"c-{name}" for name in COLOURS}
    assert [name for name, found in boxes.items() if "checked" not in found] == ["only"]


def test_a_passage_is_taken_off_by_its_colour_or_by_all_its_tags_together(page: Page) -> None:
    (second,) = [found for _, found in page.elements if found.get("id") == "A-001-2"]
    look = second["class"].split()[-1]
    off = ":is(html:has(#c-rose:not(:checked)),html:has(#t1:not(:checked)):has(#t2:not(:checked)))"
    assert f"{off} mark.{look}{{background:none;text-decoration:none}}" in page.style
    on = "html:has(#only:checked):has(#c-rose:checked):has(#t1:checked)"
    assert on in page.style


def test_filters_look_at_the_boxes_alone_so_that_a_long_bundle_opens_fast(page: Page) -> None:
    """Looking for marks inside each paragraph took a browser minutes at 3,000 passages."""
    asked = re.findall(r"(\S{4}):has\(([^)]*)", page.style)
    assert {question for _, question in asked} <= {"*"} | {
        f"#{found['id']}{state}"
        for tag, found in page.elements
        if tag == "input"
        for state in (":checked", ":not(:checked")
    }


def test_a_bundle_without_passages_has_no_filters(model: Model) -> None:
    bare = replace(model, exhibits=tuple(replace(each, passages=()) for each in model.exhibits))
    page = Page(viewer.render(replace(bare, tags=(), actors=(), events=())))
    assert not [found for tag, found in page.elements if tag == "input"]
    assert "Chronology" not in page.inside("id", "top")


def test_a_reader_without_a_mouse_can_skip_to_the_bundle(page: Page) -> None:
    links = [found for tag, found in page.elements if tag == "a"]
    assert links[0] == {"class": "skip", "href": "#top"}


@pytest.mark.parametrize("theme", [LIGHT, DARK])
def test_words_keep_their_contrast_on_every_ground(theme: dict[str, str]) -> None:
    grounds = ["ground", "side", "tint", *(f"{name}-wash" for name in COLOURS)]
    assert all(contrast(theme["text"], theme[ground]) >= 4.5 for ground in grounds)
    for name in ("muted", "accent", "stamp"):
        assert contrast(theme[name], theme["ground"]) >= 4.5
        assert contrast(theme[name], theme["side"]) >= 4.5


def test_light_and_dark_know_the_same_names(page: Page) -> None:
    assert LIGHT.keys() == DARK.keys()
    assert set(re.findall(r"var\(--([a-z-]+)\)", page.style)) <= LIGHT.keys() | {"ink", "wash"}


def contrast(first: str, second: str) -> float:
    light, dark = sorted((luminance(first), luminance(second)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def luminance(colour: str) -> float:
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
