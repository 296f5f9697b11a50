"""What a question is answered with: the articles, in order, with the words that were found."""

import contextlib
import random
from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.articles import Article
from archivist.errors import BadQuery, NotFound
from archivist.intake.deposit import EventDeposit, SourceDeposit
from archivist.search import ranking
from archivist.search.facets import Facet
from archivist.store.store import Store

SHARED = Path(__file__).parents[3] / "shared"
Add = Callable[..., Article]
Found = Callable[[str], set[str]]

SERBIA = (
    "🔓 Police in Belgrade\r\n"
    "Slaviša Milanov, a journalist, was stopped by the police in February 2024.\r\n"
    "They used phone-cracking software on his phone. Ó Cearbhaill of Amnesty wrote the report."
)


@pytest.fixture
def serbia(add: Add) -> Article:
    return add(
        "Serbia 😀 cut off",
        SERBIA,
        published="2025-02-26",
        publisher="The Record",
        url="https://user@therecord.media/serbia?x=guardian.com",
    )


@pytest.fixture
def halt(add: Add) -> Article:
    event = EventDeposit(
        title="Cellebrite halts sales to Russia and Belarus",
        date="2021-03-18",
        actors=("Cellebrite", "Eitay Mack"),
        tags=("mobile-forensics",),
        sources=(SourceDeposit(url="https://advox.org/a", publisher="Global Voices Advox"),),
    )
    return add("Halt", "Sales stop. Славиша Миланов није поменут.", event=event)


@pytest.mark.parametrize(
    "typed", ["Slavisa Milanov", "Славиша Миланов", "SLAVIŠA", "slavis\u030ca", '"слависа миланов"']
)
@pytest.mark.usefixtures("serbia", "halt")
def test_a_name_is_found_in_any_script_case_and_marks(found: Found, typed: str) -> None:
    assert found(typed) == {"Serbia 😀 cut off", "Halt"}


@pytest.mark.usefixtures("serbia", "halt")
def test_a_name_with_marks_is_found_without_them(found: Found) -> None:
    assert found("O Cearbhaill") == {"Serbia 😀 cut off"}
    assert found('"o cearbhaill"') == {"Serbia 😀 cut off"}


@pytest.mark.parametrize(
    ("typed", "titles"),
    [
        ("phone-cracking", {"Serbia 😀 cut off"}),
        ("cracking-phone", set()),
        ("phone NOT cracking", set()),
        ("title:serbia", {"Serbia 😀 cut off"}),
        ("text:serbia", set()),
        ("text:sale*", {"Halt"}),
        ('"journalist police"~5', {"Serbia 😀 cut off"}),
        ('"journalist police"~2', set()),
        ("source:record", {"Serbia 😀 cut off"}),
        ('source:"the record"', {"Serbia 😀 cut off"}),
        ("source:therecord.media", {"Serbia 😀 cut off"}),
        ("source:guardian", set()),
        ("source:user", set()),
        ("source:advox", {"Halt"}),
        ('source:"global voices"', {"Halt"}),
        ("source:voices-global", set()),
        ("actor:mack", {"Halt"}),
        ("actor:cell*", {"Halt"}),
        ("actor:cell", set()),
        ('actor:"mack eitay"', set()),
        ('actor:"mack eitay"~3', {"Halt"}),
        ("event:belarus", {"Halt"}),
        ("tag:mobile", {"Halt"}),
        ("tag:mobile-forensics", {"Halt"}),
        ("date:2025", {"Serbia 😀 cut off"}),
        ("date:2021-03-18", {"Halt"}),
        ("date:2021..2025-02", {"Serbia 😀 cut off", "Halt"}),
        ("date:<2021", set()),
        ("date:>2021-03-18", {"Serbia 😀 cut off"}),
        ("actor:mack OR title:serbia", {"Serbia 😀 cut off", "Halt"}),
        ("police NOT actor:mack", {"Serbia 😀 cut off"}),
        ("milanov NOT date:2025", {"Halt"}),
        ("NOT police", {"Halt"}),
        ("*", set()),
        ("", {"Serbia 😀 cut off", "Halt"}),
        ('foo AND "bar', set()),
    ],
)
@pytest.mark.usefixtures("serbia", "halt")
def test_a_search_finds(found: Found, typed: str, titles: set[str]) -> None:
    assert found(typed) == titles


def test_highlights_lead_to_their_article(archive: Archive, serbia: Article, found: Found) -> None:
    actor = archive.actors.add("Bezbednosno-informativna agencija", aliases=["BIA", "БИА"])
    event = archive.events.add("The traffic stop", date="2024-02-21")
    tag = archive.tags.add("Überwachung")
    archive.annotations.highlight(
        serbia.id,
        2,
        8,
        note="Ask the lawyer ☎",
        actors=[actor.id],
        events=[event.id],
        tags=[tag.id],
    )
    asked = ["actor:bia", "actor:bezbednosno*", "event:traffic", "tag:uberwachung", "note:lawyer"]
    for typed in [*asked, "lawyer", "lawyer journalist", "lawyer serbia", '"ask the lawyer"']:
        assert found(typed) == {"Serbia 😀 cut off"}, typed
    for typed in ["title:lawyer", "text:lawyer", "note:police", "journalist NOT lawyer"]:
        assert found(typed) == set(), typed


def test_what_is_changed_or_withdrawn_is_found_as_it_is_now(
    archive: Archive, serbia: Article, found: Found
) -> None:
    mark = archive.annotations.highlight(serbia.id, 2, 8, note="lawyer")
    archive.annotations.annotate(mark.id, note="attorney")
    assert found("lawyer") == set()
    assert found("attorney") == {serbia.title}
    archive.annotations.withdraw(mark.id)
    assert found("attorney") == set()
    archive.articles.edit(serbia.id, title="Renamed")
    assert found("title:renamed") == {"Renamed"}
    assert found("title:serbia") == set()
    archive.withdraw_article(serbia.id)
    assert found("police") == set()
    archive.undo()
    assert found("police") == {"Renamed"}


def test_a_word_in_the_title_weighs_more(archive: Archive, add: Add) -> None:
    for number in range(20):
        add(f"Filler {number}", "Nothing of note here.")
    in_text = add("A report", "The police came and the ministry of police left.")
    in_title = add("Police", "A report on the ministry.")
    hits = archive.search.find("police").hits
    assert [hit.id for hit in hits] == [in_title.id, in_text.id]
    assert hits[0].score > hits[1].score > 0


def test_hits_come_by_date_and_undated_ones_last(archive: Archive, add: Add) -> None:
    for year in ("2020", "", "2024-02", "1999-01-01", "2024-01"):
        add(f"in {year}", "the same words", published=year)
    newest = [hit.published for hit in archive.search.find("same", sort="newest").hits]
    oldest = [hit.published for hit in archive.search.find("same", sort="oldest").hits]
    assert newest == ["2024-02", "2024-01", "2020", "1999-01-01", ""]
    assert oldest == ["1999-01-01", "2020", "2024-01", "2024-02", ""]
    assert [hit.published for hit in archive.search.find("", sort="oldest").hits] == oldest
    with pytest.raises(BadQuery, match="There is no order best"):
        archive.search.find("same", sort="best")


@pytest.mark.parametrize(("sort", "first"), [("relevance", 1), ("newest", 1), ("oldest", 0)])
def test_of_equal_hits_the_later_import_is_the_newer(
    archive: Archive, add: Add, sort: str, first: int
) -> None:
    twins = [add(title, "the same words", published="2024") for title in ("One", "Two")]
    hits = archive.search.find("same", sort=sort).hits
    assert [hit.id for hit in hits] == [twins[first].id, twins[1 - first].id]


@pytest.mark.parametrize("sort", ["relevance", "newest", "oldest"])
def test_pages_of_hits_follow_each_other(archive: Archive, add: Add, sort: str) -> None:
    for number in range(7):
        add(f"{number}", "word " * (number % 3 + 1), published=f"20{number % 4}0")
    archive.annotations.highlight(add("noted", "nothing").id, 0, 3, note="word")
    whole = archive.search.find("word", sort=sort)
    parts = [archive.search.find("word", sort=sort, limit=3, offset=at) for at in (0, 3, 6)]
    assert [hit.id for part in parts for hit in part.hits] == [hit.id for hit in whole.hits]
    assert {part.total for part in parts} == {8}


@pytest.mark.parametrize("limits", [(50_000, 20_000, 0), (4, 3, 50)])
def test_of_many_hits_the_newest_are_weighed_and_none_is_lost(
    archive: Archive, add: Add, monkeypatch: pytest.MonkeyPatch, limits: tuple[int, int, int]
) -> None:
    for name, value in zip(("ALL_RANKED", "SOME_RANKED", "WALKED"), limits, strict=True):
        monkeypatch.setattr(ranking, name, value)
    for number in range(9):
        add(f"{number}", "word " * (9 - number) + "filler " * 9, published=f"200{number}")
    archive.annotations.highlight(add("noted", "nothing").id, 0, 3, note="word")
    ids = {article.id for article in archive.articles.all()}
    for sort in ("relevance", "newest", "oldest"):
        results = archive.search.find("word", sort=sort, limit=100)
        assert {hit.id for hit in results.hits} == ids
        assert results.total == len(results.hits) == 10
        assert archive.search.materialise("word", sort=sort) == 10
        listed = [card.id for card in archive.search.page(0, 100)]
        assert listed == [hit.id for hit in results.hits]
    relevant = archive.search.find("word")
    assert relevant.ranked == (10 if limits[0] > 10 else 4)
    titles = [hit.title for hit in relevant.hits if hit.title != "noted"]
    ahead = titles if limits[0] > 10 else titles[:3]
    assert ahead == sorted(ahead, key=int)  # the more often it says the word, the better


def test_snippets_show_the_stored_text_around_what_was_found(
    archive: Archive, serbia: Article
) -> None:
    archive.annotations.highlight(serbia.id, 2, 8, note="Милановљев phone: ask Slaviša Milanov 📱")
    (hit,) = archive.search.find("slavisa milanov serbia").hits
    shown = {
        (snippet.where, snippet.text[start:end])
        for snippet in hit.snippets
        for start, end in snippet.matches
    }
    assert shown == {
        ("title", "Serbia"),
        ("text", "Slaviša"),
        ("text", "Milanov"),
        ("note", "Slaviša"),
        ("note", "Milanov"),
    }
    text = archive.articles.text_of(archive.articles.get(serbia.id)).text.replace("\n", " ")
    (in_text,) = (snippet for snippet in hit.snippets if snippet.where == "text")
    assert in_text.text.startswith("…Slaviša Milanov, a journalist,")
    assert in_text.text.strip("…") in text


def test_a_phrase_is_shown_as_a_phrase(archive: Archive, serbia: Article) -> None:
    assert serbia.id
    (hit,) = archive.search.find('"phone cracking"').hits
    (snippet,) = hit.snippets
    (match,) = snippet.matches
    assert snippet.text[slice(*match)] == "phone-cracking"


def test_what_a_filter_finds_is_shown_by_its_opening(archive: Archive, serbia: Article) -> None:
    assert serbia.id
    (hit,) = archive.search.find("date:2025").hits
    (snippet,) = hit.snippets
    assert snippet.text.startswith("Slaviša Milanov, a journalist")
    assert snippet.matches == ()


def test_places_are_where_the_words_stand_in_the_text(archive: Archive, serbia: Article) -> None:
    text = archive.articles.text_of(serbia).text
    typed = 'O Cearbhaill pol* "phone cracking" text:software NOT journalist title:serbia actor:x'
    stand = [text[start:end] for start, end in archive.search.places(serbia.id, typed)]
    assert stand == ["Police", "police", "phone-cracking", "software", "Ó", "Cearbhaill"]
    assert archive.search.places(serbia.id, "") == ()
    with pytest.raises(BadQuery):
        archive.search.places(serbia.id, "actros:x")
    with pytest.raises(NotFound):
        archive.search.places("0" * 32, "police")


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("journalits", (("journalits", "journalist"),)),
        ("jurnalist softwre", (("jurnalist", "journalist"), ("softwre", "software"))),
        ("Milanof", (("milanof", "milanov"),)),
        ("belgarde", (("belgarde", "belgrade"),)),
        ("police", ()),
        ("qwertyuiop", ()),
        ("journ*", ()),
        ("NOT journalits", ()),
        ("actor:Celebrite", (("celebrite", "Cellebrite"),)),
        ("actor:Cellebrite", ()),
        ("tag:mobil-forensic", (("mobil forensic", "mobile-forensics"),)),
        ("event:halt", (("halt", "Cellebrite halts sales to Russia and Belarus"),)),
        ("date:2024", ()),
    ],
)
@pytest.mark.usefixtures("serbia", "halt")
def test_a_word_that_stands_nowhere_is_answered_with_the_nearest(
    archive: Archive, typed: str, meant: tuple[tuple[str, str], ...]
) -> None:
    assert archive.search.find(typed).corrections == meant


def test_a_word_that_was_withdrawn_is_not_suggested(archive: Archive, serbia: Article) -> None:
    archive.withdraw_article(serbia.id)
    assert archive.search.find("journalits").corrections == ()


@pytest.mark.usefixtures("halt")
def test_facets_count_articles_not_mentions(archive: Archive, serbia: Article, add: Add) -> None:
    add("Other", "The police elsewhere.", publisher="The Record", published="2025-03")
    bia = archive.actors.add("BIA")
    theme = archive.tags.add("spyware")
    for start in (0, 5):
        archive.annotations.highlight(serbia.id, start, start + 4, actors=[bia.id], tags=[theme.id])
    shown = archive.search.find("police", facets=True).facets
    assert shown is not None
    assert shown.actors == (Facet("BIA", 1, bia.id),)
    assert shown.tags == (Facet("spyware", 1, theme.id),)
    assert shown.events == ()
    assert shown.publishers == (Facet("The Record", 2),)
    assert shown.years == (Facet("2025", 2),)
    everywhere = archive.search.find("", facets=True).facets
    assert everywhere is not None
    assert {facet.name for facet in everywhere.actors} == {"BIA", "Cellebrite", "Eitay Mack"}
    assert len(everywhere.events) == 1
    assert archive.search.find("police").facets is None


def test_no_plain_word_of_a_search_is_written(archive: Archive, serbia: Article) -> None:
    assert serbia.id
    canary = "zyzzyvacanary"
    archive.search.find(canary, facets=True)
    archive.search.materialise(f'"{canary} police" OR police')
    for path in archive.folder.rglob("*"):
        assert path.is_dir() or canary.encode() not in path.read_bytes()


def plan(archive: Archive, monkeypatch: pytest.MonkeyPatch, typed: str, sort: str) -> str:
    """How SQLite means to run the statements of one search."""
    said: list[str] = []
    read = Store.read

    def explained(store: Store, sql: str, values: tuple[object, ...] = ()) -> list[object]:
        rows = read(store, f"EXPLAIN QUERY PLAN {sql}", values)
        said.extend(["--", *(str(row["detail"]) for row in rows)])
        return read(store, sql, values)

    def explained_one(store: Store, sql: str, values: tuple[object, ...] = ()) -> object:
        return next(iter(explained(store, sql, values)), None)

    monkeypatch.setattr(Store, "read", explained)
    monkeypatch.setattr(Store, "one", explained_one)
    archive.search.find(typed, sort=sort)
    monkeypatch.undo()
    return "\n".join(said)


@pytest.mark.usefixtures("serbia", "halt")
def test_a_filter_never_makes_the_match_run_again_for_each_row(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    typed = "police date:2025 source:record NOT actor:mack"
    steps = plan(archive, monkeypatch, typed, "relevance").split("--")
    matching = [step for step in steps if step.strip().startswith("SCAN article_fts")]
    assert len(matching) == 2  # counted, then ranked
    for step in matching:
        assert "CORRELATED" not in step
        # 0:M is the match alone; 0:=M would be the match anew for each row.
        assert "VIRTUAL TABLE INDEX 0:M" in step.split("\n")[1]


@pytest.mark.usefixtures("serbia", "halt")
def test_many_hits_by_date_are_read_off_the_index(
    archive: Archive, monkeypatch: pytest.MonkeyPatch
) -> None:
    steps = plan(archive, monkeypatch, "police", "newest")
    assert "SCAN article USING COVERING INDEX idx_article_earliest_n" in steps
    assert "USE TEMP B-TREE FOR ORDER BY" not in steps


PIECES = [*'()"*:[]{}-+', "AND", "OR", "NOT", "title:", "note:", "date:", "actor:", "source:"]
PIECES += [*"'Ó监😀\x00 %_\\", "tag:", "police", "phon*", "2024", "..", ">=", "~5", "\r\n", "a:b"]


@pytest.mark.usefixtures("serbia", "halt")
def test_whatever_is_typed_is_answered_or_refused_with_a_sentence(
    archive: Archive, campaign_count: Callable[[int, int], int]
) -> None:
    chance = random.Random(93)
    answered = 0
    for _ in range(campaign_count(300, 50_000)):
        typed = "".join(chance.choices(PIECES, k=chance.randint(1, 12)))
        try:
            archive.search.find(typed, facets=True)
            archive.search.materialise(typed)
        except BadQuery:
            continue
        answered += 1
        archive.search.page(0, 10)
    assert answered


@pytest.mark.usefixtures("serbia", "halt")
def test_naughty_strings_are_answered_or_refused_with_a_sentence(archive: Archive) -> None:
    naughty = SHARED / "data" / "naughty-strings.txt"
    if not naughty.exists():
        pytest.skip(f"{naughty.name} is not on this machine")
    for typed in naughty.read_text("utf-8", errors="surrogateescape").split("\n"):
        with contextlib.suppress(BadQuery):
            archive.search.find(typed)


def test_real_events_are_found_by_their_people(archive: Archive) -> None:
    given = SHARED / "seeds"
    if not given.exists():
        pytest.skip("the seeds are not on this machine")
    for line in archive.import_from([given]):
        assert line.status == "imported", line.reason
    assert archive.search.find("Slavisa Milanov").total >= 1
    assert archive.search.find("O Cearbhaill").total >= 1
    assert archive.search.find("actor:mack date:2021 source:advox tag:human-rights").total == 1
