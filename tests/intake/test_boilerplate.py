"""Navigation around an article is proposed for folding; an article without any is left whole."""

from collections.abc import Callable
from pathlib import Path

from archivist.intake import boilerplate
from archivist.intake.reading import read
from archivist.intake.words import markdown
from archivist.text import StructuredText

SENTENCE = "Investigators found that the phone of the reporter had been opened at the station. "
MENU = "".join(f"* [Section {n}](/s/{n})\n" for n in range(12))
STORY = (
    f"# Šta se desilo 🕊\n\n[Ana Anić](/ana)\n\n{SENTENCE * 5}\n\n#### Contact\n\n{SENTENCE * 3}\n\n"
)


def laid_out(text: str) -> StructuredText:
    found = markdown.read(text)
    assert found is not None
    return found


def test_the_article_is_found_between_the_menus_with_its_headline() -> None:
    found = laid_out(MENU + STORY + MENU)
    assert boilerplate.article(found) == boilerplate.Page(header=12, first=14, last=16)
    (proposal,) = boilerplate.proposal(found, boilerplate.article(found))
    assert (proposal.kind, proposal.content) == ("boilerplate", {"leaves": [[0, 11], [17, 28]]})


def test_an_article_with_links_in_its_text_has_no_boilerplate() -> None:
    linked = f"{SENTENCE * 2}[A source](https://example.org/a) says so.\n\n" * 12
    assert boilerplate.article(laid_out(f"# Title\n\n{linked}")) is None


def test_a_page_of_nothing_but_links_is_left_whole() -> None:
    assert boilerplate.article(laid_out(MENU * 3)) is None


def test_a_short_page_is_left_whole() -> None:
    assert boilerplate.article(laid_out("* [a](/a)\n* [b](/b)\n\n" + SENTENCE * 9)) is None


def test_a_reading_list_with_a_note_is_no_navigation() -> None:
    links = "".join(f"* [Report {n} on what police did 🕊](https://x.org/{n})\n" for n in range(40))
    for note in (f"# Čitanje\n\n{SENTENCE * 6}\n\n", f"{SENTENCE * 6}\n\n{SENTENCE * 4}\n\n"):
        assert boilerplate.article(laid_out(note + links)) is None
        assert boilerplate.article(laid_out(links + "\n" + note)) is None


def test_exhibits_between_two_testimonies_are_no_navigation() -> None:
    exhibits = "".join(f"[Exhibit {n}](x/{n})\n\n" for n in range(8))
    first, second = f"{SENTENCE * 6}\n\n", f"{SENTENCE * 7}\n\n"
    for text in (first + exhibits + second, exhibits + first + second + exhibits):
        assert boilerplate.article(laid_out(text)) is None


def test_a_paragraph_of_prose_among_the_menus_is_never_folded() -> None:
    aside = f"{SENTENCE * 3}\n\n"
    found = laid_out(MENU + "\n" + aside + MENU + STORY + MENU)
    (proposal,) = boilerplate.proposal(found, boilerplate.article(found))
    assert proposal.content == {"leaves": [[0, 11], [13, 24], [30, 41]]}
    assert proposal.subject == "36 of 42 blocks around the article"


def test_on_the_scraped_seed_exactly_the_article_stays(seed: Callable[[str], Path]) -> None:
    deposit = read(seed("002"))
    (proposal,) = (each for each in deposit.proposals if each.kind == "boilerplate")
    folded = {n for first, last in proposal.content["leaves"] for n in range(first, last + 1)}
    kept = [
        deposit.text[leaf.start : leaf.end][:32]
        for n, leaf in enumerate(deposit.leaves)
        if n not in folded
    ]
    assert kept == [
        "Cellebrite suspends Serbia as cu",
        "Lorenzo Franceschi-Bicchierai",
        "7:55 AM PST · February 26, 2025",
        "Cellebrite announced on Tuesday ",
        "In December 2024, Amnesty Intern",
        "In a statement, Cellebrite said ",
        "Contact Us",
        "Do you have more information abo",
        "Cellebrite didn’t name the custo",
        "Cellebrite’s spokesperson Victor",
        "“Withdrawing licences from custo",
    ]
    header = [at for at, leaf in enumerate(deposit.leaves) if leaf.role == "header"]
    assert header == [66, 67, 68]
    assert {leaf.role for leaf in deposit.leaves} == {"main", "header"}
