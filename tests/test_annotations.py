"""A highlight is exactly the text between its offsets, whatever the text holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.annotations import COLOURS
from archivist.archive import Archive
from archivist.errors import NotFound, Refused
from archivist.fixity import sha256_text
from archivist.intake.reading import read_bytes

TEXT = "Zapisnik 😀\r\nPolicija je zadržala Slavišu Milanova.\r\nشرطة وصحفي\r\ne\u0301nd\r\n"


@pytest.fixture
def article(archive: Archive) -> str:
    return archive.accession(read_bytes(TEXT.encode(), "zapisnik.txt")).article.id


@given(data=st.data())
def test_the_quote_is_always_the_text_between_the_offsets(data: st.DataObject) -> None:
    text = data.draw(st.text(st.characters(exclude_categories=["Cs"]), min_size=1))
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    from archivist.anchoring import anchor, describe

    target = describe(text, start, end, text_sha256=sha256_text(text))
    assert target.exact == text[start:end]
    found = anchor(text, target)
    assert found is not None
    assert (found.start, found.end) == (start, end)


def test_every_passage_of_a_text_can_be_marked_word_for_word(
    archive: Archive, article: str
) -> None:
    text = archive.articles.text_of(archive.articles.get(article)).text
    for start in range(0, len(text) - 5, 3):
        marked = archive.annotations.highlight(article, start, start + 5)
        assert marked.exact == text[start : start + 5]
        assert marked.target.prefix == text[max(0, start - 32) : start]
        assert marked.target.suffix == text[start + 5 : start + 37]
        assert marked.target.text_sha256 == sha256_text(text)
    assert all(check.ok for check in archive.verify())


@pytest.mark.parametrize(("start", "end"), [(5, 5), (8, 3), (-1, 4), (0, 10_000)])
def test_a_passage_that_is_none_is_refused(
    archive: Archive, article: str, start: int, end: int
) -> None:
    with pytest.raises(Refused, match="no passage from"):
        archive.annotations.highlight(article, start, end)
    assert archive.annotations.count() == 0


def test_a_wrong_anchor_cannot_be_stored_even_past_the_room(archive: Archive, article: str) -> None:
    archive.annotations.highlight(article, 0, 8)
    store = archive._store
    for column, value in (("exact", "'Zapisnil'"), ('"start"', "1"), ("text_sha256", "'00'")):
        with pytest.raises(Exception, match="the quote is not the text"):
            store._connection.execute(f"UPDATE annotation SET {column} = {value}")


def test_a_passage_carries_note_colour_tags_actors_with_roles_and_events(
    archive: Archive, article: str
) -> None:
    actor = archive.actors.add("Slaviša Milanov", kind="person")
    event = archive.events.add("Traffic stop", date="2024-02-21")
    tag = archive.tags.add("unlawful access")
    marked = archive.annotations.highlight(
        article,
        12,
        20,
        note="Ask for consent ✍️",
        colour="rose",
        tags=[tag.id],
        actors=[(actor.id, "victim")],
        events=[event.id],
    )
    (mention,) = marked.actors
    assert (mention.name, mention.role, mention.kind) == ("Slaviša Milanov", "victim", "person")
    assert [ref.name for ref in marked.events] == ["Traffic stop"]
    assert [ref.name for ref in marked.tags] == ["unlawful access"]
    assert archive.annotations.all(actor=actor.id) == (marked,)
    assert archive.annotations.all(event=event.id, tag=tag.id) == (marked,)
    assert archive.actors.get(actor.id).mentions == 1


def test_changing_a_passage_is_one_act_to_take_back(archive: Archive, article: str) -> None:
    tag = archive.tags.add("consent")
    marked = archive.annotations.highlight(article, 0, 8)
    changed = archive.annotations.annotate(marked.id, note="new", colour="blue", tags=[tag.id])
    assert (changed.note, changed.colour, len(changed.tags)) == ("new", "blue", 1)
    archive.undo()
    assert archive.annotations.get(marked.id) == marked


def test_a_passage_that_is_not_changed_leaves_no_entry(archive: Archive, article: str) -> None:
    marked = archive.annotations.highlight(article, 0, 8, note="same")
    entries = len(archive.log())
    assert archive.annotations.annotate(marked.id, note="same") == marked
    assert len(archive.log()) == entries


def test_a_passage_can_be_moved_and_withdrawn(archive: Archive, article: str) -> None:
    marked = archive.annotations.highlight(article, 0, 8)
    moved = archive.annotations.move(marked.id, 0, 10)
    assert moved.exact == "Zapisnik 😀"
    archive.annotations.withdraw(marked.id)
    with pytest.raises(NotFound):
        archive.annotations.get(marked.id)
    archive.undo()
    archive.undo()
    assert archive.annotations.get(marked.id) == marked


def test_an_unknown_colour_is_a_sentence(archive: Archive, article: str) -> None:
    with pytest.raises(Refused, match="no colour “mauve”; choose one of yellow"):
        archive.annotations.highlight(article, 0, 3, colour="mauve")
    assert len(COLOURS) == 6


def test_a_passage_counted_in_another_text_is_not_marked(archive: Archive, article: str) -> None:
    with pytest.raises(Refused, match="renewed meanwhile; select the words again"):
        archive.annotations.highlight(article, 0, 8, of_text=sha256_text("before"))
    shown = archive.articles.get(article).text_sha256
    assert archive.annotations.highlight(article, 0, 8, of_text=shown).exact == "Zapisnik"


def test_a_passage_is_split_between_its_words_and_joined_again(
    archive: Archive, article: str
) -> None:
    actor = archive.actors.add("Slaviša Milanov", kind="person")
    tag = archive.tags.add("zadržavanje")
    whole = archive.annotations.highlight(
        article, 0, 18, note="ko", colour="green", actors=[(actor.id, "novinar")], tags=[tag.id]
    )
    first, second = archive.annotations.split(whole.id, 9)
    assert (first.exact, second.exact) == ("Zapisnik", "😀\nPolicij")
    assert (first.note, second.note) == ("ko", "")
    assert first.actors == second.actors == whole.actors
    assert second.tags == whole.tags
    assert second.colour == "green"
    archive.annotations.annotate(second.id, note="čime")
    joined = archive.annotations.join(second.id, first.id)
    assert (joined.id, joined.start, joined.end) == (second.id, 0, 18)
    assert joined.note == "ko\n\nčime"
    assert joined.actors == whole.actors
    assert [each.id for each in archive.annotations.of(article)] == [second.id]
    for _ in range(3):
        archive.undo()
    assert archive.annotations.of(article) == (whole,)
    assert all(check.ok for check in archive.verify())


@pytest.mark.parametrize("at", [-4, 0, 18, 40])
def test_a_passage_is_not_split_outside_itself(archive: Archive, article: str, at: int) -> None:
    whole = archive.annotations.highlight(article, 0, 18)
    with pytest.raises(Refused, match="nothing to part"):
        archive.annotations.split(whole.id, at)
    assert archive.annotations.of(article) == (whole,)


def test_passages_of_two_articles_do_not_become_one(archive: Archive, article: str) -> None:
    other = archive.accession(read_bytes(b"A second text\r\n", "second.txt")).article.id
    ends = [archive.annotations.highlight(each, 0, 8).id for each in (article, other)]
    with pytest.raises(Refused, match="different articles"):
        archive.annotations.join(*ends)
    assert archive.annotations.count() == 2


def test_the_names_joined_last_come_first(archive: Archive, article: str) -> None:
    actor = archive.actors.add("BIA", kind="state body")
    event = archive.events.add("Zaustavljanje 😀", date="2024-02")
    tags = [archive.tags.add(f"oznaka {n}") for n in range(12)]
    marked = archive.annotations.highlight(article, 0, 8, actors=[actor.id])
    for tag in tags:
        archive.annotations.highlight(article, 0, 8, tags=[tag.id])
    archive.annotations.annotate(marked.id, events=[event.id])
    found = archive.annotations.recent()
    # A passage that was changed brings all its names to the front.
    assert [(each.kind, each.name, each.detail) for each in found[:2]] == [
        ("actor", "BIA", "state body"),
        ("event", "Zaustavljanje 😀", "2024-02"),
    ]
    assert [each.name for each in found[2:]] == [f"oznaka {n}" for n in range(11, 4, -1)]


def test_a_name_joined_often_leaves_the_others_their_places(archive: Archive, article: str) -> None:
    early = archive.annotations.highlight(article, 0, 8, tags=[archive.tags.add("rano").id])
    for n in range(8):
        archive.annotations.highlight(article, 0, 8, tags=[archive.tags.add(f"oznaka {n}").id])
    big = archive.tags.add("često")
    for _ in range(100):
        archive.annotations.highlight(article, 0, 8, tags=[big.id])
    archive.annotations.annotate(early.id, colour="rose")
    names = [each.name for each in archive.annotations.recent(10)]
    assert names == ["često", *(f"oznaka {n}" for n in range(7, -1, -1)), "rano"]


@pytest.mark.parametrize("words", ["\n", " "])
def test_white_space_alone_is_no_passage(archive: Archive, article: str, words: str) -> None:
    start = archive.articles.text_of(archive.articles.get(article)).text.index(words)
    with pytest.raises(Refused, match="no passage from"):
        archive.annotations.highlight(article, start, start + 1)


def test_a_highlight_is_joined_with_another_one_only(archive: Archive, article: str) -> None:
    first = archive.annotations.highlight(article, 0, 8)
    other = archive.annotations.highlight(article, 9, 18)
    for ids in ((first.id,), (first.id, first.id[:10])):
        with pytest.raises(Refused, match="joined with another one"):
            archive.annotations.join(*ids)
    joined = archive.annotations.join(first.id[:10], other.id, other.id[:10], first.id)
    assert (joined.start, joined.end) == (0, 18)


def test_where_a_person_stopped_is_kept_by_text_and_the_oldest_is_forgotten(
    archive: Archive,
) -> None:
    entries = archive._store.last_entry()[0]
    archive.keep_positions({f"{n:064x}": n for n in range(503)})
    kept = archive.reading_positions()
    assert next(iter(kept.items())) == (f"{3:064x}", 3)
    assert len(kept) == 500
    archive.keep_positions(dict(kept) | {f"{7:064x}": 70})
    changed = archive.log(limit=1)[0]
    assert [step.table for step in changed.steps()] == ["setting"]
    assert archive.reading_positions()[f"{7:064x}"] == 70
    archive.keep_positions(archive.reading_positions())
    assert archive._store.last_entry()[0] == entries + 2
