"""Which leaves of a page are its article: pages of our own, of the kinds that are captured."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.intake.deposit import Deposit
from archivist.intake.isolation import child
from tests.benchmarks.web_pages import article, is_same, pages, scores, told

GOLDEN = Path(__file__).parents[2] / "golden" / "articles"
PAGES = sorted(folder.name for folder in GOLDEN.iterdir())
# A forum has names and dates between its posts; the others hold a line or two too many or few.
LEAST = {
    "forum": 0.7,
    "japanese": 0.95,
    "portal": 0.92,
    "table_layout": 0.96,
    "ticker": 0.9,
    "wiki": 0.93,
}


def read(name: str) -> Deposit:
    return child.read((GOLDEN / name / "source.html").read_bytes(), f"{name}.html")


def expected(name: str) -> str:
    return (GOLDEN / name / "expected.txt").read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_the_article_of_a_page_is_found(
    name: str, assert_lawful: Callable[[Deposit], None]
) -> None:
    deposit = read(name)
    assert_lawful(deposit)
    found = article(deposit)
    if name in LEAST:
        assert scores(found, expected(name))[2] >= LEAST[name]
    else:
        assert [line for line in found.split("\n") if line.strip()] == expected(name).splitlines()


@pytest.mark.parametrize("name", PAGES)
def test_what_a_page_says_of_itself_is_right_or_left_open(name: str) -> None:
    deposit = read(name)
    said = json.loads((GOLDEN / name / "expected-metadata.json").read_text("utf-8"))
    for field, key in (("author", "byline"), ("published", "publishedTime"), ("language", "lang")):
        found = told(deposit, field, guessed=False)
        assert not found or (said.get(key) and is_same(field, found, said[key])), field
    assert is_same("title", deposit.title, said["title"])


def test_a_declared_day_and_author_are_taken_and_those_in_a_line_are_proposed() -> None:
    assert told(read("news"), "published", guessed=False) == "2025-02-26"
    assert told(read("news"), "author", guessed=False) == "Jonas Ahlqvist"
    shown = read("cyrillic")
    assert told(shown, "published", guessed=False) == ""
    proposed = {
        each.content["field"]: each.content["value"]
        for each in shown.proposals
        if each.kind == "metadata"
    }
    assert proposed["published"] == "2025-02-17"
    assert proposed["author"] == "Ђорђе Илић"


def test_most_of_the_article_of_real_pages_is_found(shared: Path) -> None:
    real = shared / "data" / "web-pages"
    found = [
        scores(article(child.read(content, name)), text)[2]
        for name, content, text, _ in pages([real])
    ]
    assert len(found) >= 20
    assert sum(found) / len(found) >= 0.975


def test_who_commented_is_not_the_author() -> None:
    story = "<p>Pasus koji je dovoljno dug da bude prepoznat kao tekst članka.</p>" * 3
    one = "<b itemprop=author itemscope itemtype=http://schema.org/Person>"
    comment = f"<div itemscope itemtype=http://schema.org/Comment>{one}Neko Drugi</b> 😀</div>"
    author = f"{one}<i itemprop=name>Đorđe Ilić</i></b>"
    for body, names in (
        (author + story + comment, ["Đorđe Ilić"]),
        (author + story + f"{one}Treći Čovek</b>", []),
        (story + comment, []),
    ):
        facts = child.read(f"<title>a</title>{body}".encode(), "a.html").facts
        sure = [each for each in facts if (each.field, each.confidence) == ("author", "declared")]
        assert [each.value for each in sure] == names


@pytest.mark.parametrize(
    ("title", "heading", "found"),
    [
        ("Jedan dugačak naslov | Rubrika | Ime", "Jedan dugačak naslov", "Jedan dugačak naslov"),
        ("Jedan dugačak naslov - Forum", "Jedan dugačak naslov", "Jedan dugačak naslov"),
        ("Vesti - Jedan dugačak naslov", "Vesti", "Vesti - Jedan dugačak naslov"),
    ],
)
def test_what_heads_the_page_is_the_title_without_what_follows_it(
    title: str, heading: str, found: str
) -> None:
    page = f"<title>{title}</title><h2>{heading}</h2><h2>Drugo 😀</h2><p>Tekst.</p>"
    assert child.read(page.encode(), "a.html").title == found


def test_a_name_with_the_day_behind_it_in_one_line_is_proposed_as_the_author() -> None:
    assert told(read("portal"), "author", guessed=True) == "Јелена Ђукић"
    assert told(read("portal"), "published", guessed=True) == "2024-05-12"


def test_what_is_marked_as_a_comment_is_not_of_the_article_however_long_it_is() -> None:
    found = article(read("comments"))
    assert "The price was not named." in found
    assert "user0" not in found
