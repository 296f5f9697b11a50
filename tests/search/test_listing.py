"""The list a window shows: whole, in order, by page, and no dearer for being long."""

from collections.abc import Callable

import pytest

from archivist.archive import Archive
from archivist.articles import Article
from archivist.dates import spanning
from archivist.errors import BadQuery
from archivist.search.listing import Scope
from archivist.search.room import Search
from archivist.store.store import Store

Add = Callable[..., Article]

BODY = (
    "Home | News\r\n\r\n"
    "📱 Slaviša Milanov says that the police opened his phone while he was giving a statement."
)


@pytest.fixture
def case(archive: Archive, add: Add) -> list[Article]:
    """Five articles, the third of them marked, noted and starred."""
    titles = ["Alpha", "Beta police", "Gamma", "Delta", "Epsilon"]
    years = ["2021", "2025-02-26", "2023", "", "2019"]
    kept = [
        add(title, f"{BODY} {title}.", published=year, publisher=f"{title} Post")
        for title, year in zip(titles, years, strict=True)
    ]
    gamma = kept[2].id
    archive.articles.edit(gamma, starred=True, status="reviewed")
    actor, event = archive.actors.add("Amnesty"), archive.events.add("The stop")
    tag = archive.tags.add("spyware")
    for start, colour in ((0, "rose"), (5, "blue"), (15, "blue")):
        mark = archive.annotations.highlight(gamma, start, start + 3, colour=colour)
        archive.annotations.annotate(mark.id, actors=[actor.id], events=[event.id], tags=[tag.id])
    return kept


def titles(archive: Archive, first: int = 0, count: int = 100) -> list[str]:
    return [card.title for card in archive.search.page(first, count)]


@pytest.mark.usefixtures("case")
def test_nothing_typed_lists_everything_undated_last(archive: Archive) -> None:
    assert archive.search.materialise("", sort="newest") == 5
    assert titles(archive) == ["Beta police", "Gamma", "Alpha", "Epsilon", "Delta"]
    assert archive.search.materialise("  ", sort="oldest") == 5
    assert titles(archive) == ["Epsilon", "Alpha", "Gamma", "Beta police", "Delta"]


@pytest.mark.usefixtures("case")
def test_pages_are_windows_on_one_list(archive: Archive) -> None:
    archive.search.materialise("", sort="newest")
    whole = titles(archive)
    assert [titles(archive, first, 2) for first in (0, 2, 4, 6)] == [
        whole[:2], whole[2:4], whole[4:], [],
    ]  # fmt: skip
    assert titles(archive, 3, 1) == [whole[3]]


@pytest.mark.usefixtures("case")
def test_a_card_says_what_it_shows(archive: Archive) -> None:
    archive.search.materialise("police title:beta", sort="newest")
    (beta,) = archive.search.page(0, 10)
    assert [beta.title[start:end] for start, end in beta.title_matches] == ["Beta", "police"]
    assert [beta.snippet[start:end] for start, end in beta.matches] == ["police"] * 2
    assert (beta.publisher, beta.published) == ("Beta police Post", "2025-02-26")
    assert (beta.colours, beta.highlights, beta.status, beta.starred) == ((), 0, "to review", False)
    archive.search.materialise("", sort="newest")
    gamma = archive.search.page(1, 1)[0]
    assert (gamma.colours, gamma.highlights) == (("blue", "rose"), 3)
    assert (gamma.status, gamma.starred) == ("reviewed", True)
    assert gamma.snippet.startswith("📱 Slaviša Milanov says that the police opened his phone")
    assert (gamma.matches, gamma.title_matches) == ((), ())


def test_a_card_found_by_a_note_shows_the_note(archive: Archive, case: list[Article]) -> None:
    archive.annotations.highlight(case[0].id, 0, 4, note="Ask the lawyer ☎ first")
    assert archive.search.materialise("lawyer") == 1
    (alpha,) = archive.search.page(0, 10)
    assert [alpha.snippet[start:end] for start, end in alpha.matches] == ["lawyer"]


def test_a_scope_lists_its_part_only(archive: Archive, case: list[Article]) -> None:
    actor, event, tag = archive.actors.all()[0], archive.events.all()[0], archive.tags.all()[0]
    scopes = [Scope(actor=actor.id), Scope(event=event.id), Scope(tag=tag.id)]
    scopes += [Scope(status="reviewed"), Scope(starred=True)]
    scopes += [Scope(actor=actor.id, starred=True, status="reviewed")]
    for scope in scopes:
        assert archive.search.materialise("police", scope=scope) == 1
        assert titles(archive) == ["Gamma"]
        assert archive.search.materialise("", sort="newest", scope=scope) == 1
        assert archive.search.materialise("beta", scope=scope) == 0
    assert archive.search.materialise("", scope=Scope(status="to review")) == len(case) - 1
    assert archive.search.materialise("", scope=Scope(starred=True, status="to review")) == 0


@pytest.mark.usefixtures("case")
def test_a_search_that_means_nothing_keeps_the_list(archive: Archive) -> None:
    archive.search.materialise("gamma")
    with pytest.raises(BadQuery):
        archive.search.materialise("actros:x")
    assert titles(archive) == ["Gamma"]
    assert archive.search.materialise("*") == 0
    assert titles(archive) == []


def test_no_list_has_no_cards(archive: Archive) -> None:
    assert archive.search.page(0, 10) == ()


@pytest.mark.usefixtures("case")
def test_each_connection_has_its_own_list(archive: Archive) -> None:
    other = archive.beside()
    archive.search.materialise("gamma")
    other.search.materialise("alpha")
    assert (titles(archive), titles(other)) == (["Gamma"], ["Alpha"])
    other.close()


@pytest.mark.usefixtures("case")
def test_a_list_is_of_its_moment_and_its_cards_of_now(archive: Archive, add: Add) -> None:
    archive.search.materialise("police", sort="oldest")
    add("Zeta", "police", published="1990")
    assert titles(archive)[0] == "Epsilon"
    archive.articles.edit(archive.search.page(0, 1)[0].id, title="Renamed")
    assert titles(archive)[0] == "Renamed"
    assert archive.search.materialise("police", sort="oldest") == 6
    assert titles(archive)[0] == "Zeta"


@pytest.mark.usefixtures("case")
def test_a_list_that_was_interrupted_is_no_list_until_it_is_made_again(archive: Archive) -> None:
    archive.search.materialise("gamma")
    connection = archive._store._connection
    connection.set_progress_handler(archive.search.interrupt, 1)
    with pytest.raises(connection.OperationalError, match="interrupted"):
        archive.search.materialise("police")
    connection.set_progress_handler(None, 0)
    assert titles(archive) in ([], ["Gamma"])
    assert archive.search.materialise("police") == 5
    assert len(titles(archive)) == 5


@pytest.mark.usefixtures("case")
def test_an_archive_that_cannot_be_written_is_searched_all_the_same(archive: Archive) -> None:
    store = archive._store
    store.read("PRAGMA wal_checkpoint(TRUNCATE)")
    reader = Store(store.folder, store.key, store.circumstances, read_only=True)
    search = Search(reader)
    assert search.find("police milanov", facets=True).total == 5
    assert search.materialise("title:gamma") == 1
    assert [card.title for card in search.page(0, 5)] == ["Gamma"]
    reader.close()


def steps(archive: Archive, sql: str) -> int:
    """How many thousand instructions of SQLite's machine the call takes."""
    counted = [0]
    connection = archive._store._connection

    def count() -> int:
        counted[0] += 1
        return 0

    connection.set_progress_handler(count, 10)
    archive.search.page(*(int(part) for part in sql.split()))
    connection.set_progress_handler(None, 0)
    return counted[0]


def test_a_page_costs_the_same_wherever_it_lies_and_however_long_the_list_is(
    archive: Archive, add: Add
) -> None:
    archive.search.materialise("")
    for number in range(60):
        add(f"Article {number}", "The same words.")
    archive.search.materialise("same", sort="newest")
    short = steps(archive, "10 20")
    for number in range(60, 900):
        add(f"Article {number}", "The same words.")
    archive.search.materialise("same", sort="newest")
    assert len(archive.search.page(860, 20)) == 20
    near, far = steps(archive, "10 20"), steps(archive, "860 20")
    assert short > 0
    assert max(near, far) <= short * 1.2


@pytest.mark.parametrize(
    ("earliest", "latest", "said"),
    [
        ("2024-12-05", "2024-12-05", "2024-12-05"),
        ("2024-12-01", "2024-12-31", "2024-12"),
        ("2024-01-01", "2024-12-31", "2024"),
        ("1982-01-01", "1986-12-31", "1982/1986"),
        ("", "", ""),
    ],
)
def test_a_card_says_a_period_no_more_exactly_than_it_is_known(
    earliest: str, latest: str, said: str
) -> None:
    assert spanning(earliest, latest) == said
