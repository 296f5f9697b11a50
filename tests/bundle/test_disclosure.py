"""What of the journal a bundle shows: all that concerns it, and no word it does not say itself."""

import pytest

from archivist import custody
from archivist.archive import Archive
from archivist.bundle.choosing import choose
from archivist.bundle.disclosure import Chosen
from archivist.bundle.freeze import freeze
from archivist.bundle.model import CustodyEntry, Model
from archivist.bundle.selection import Selection
from archivist.intake import deposit
from archivist.intake.reading import read_bytes
from archivist.store.journal import Step

TEXT = "Slaviša Milanov 📱\r\nwas stopped in February.\r\nSource: Jelena.\r\n"

Shown = dict[str, list[CustodyEntry]]


def freeze_one(archive: Archive, article: str) -> Model:
    return freeze(
        archive,
        choose(archive, Selection(articles=(article,))),
        title="t",
        reference="r",
        issued_at=archive.now(),
    )


def shown(model: Model) -> Shown:
    found: Shown = {}
    for entry in model.custody.entries:
        found.setdefault(entry.entry.action, []).append(entry)
    return found


def words(model: Model) -> str:
    return "".join(entry.payload or "" for entry in model.custody.entries)


@pytest.fixture
def article(archive: Archive) -> str:
    return archive.accession(read_bytes(TEXT.encode(), "stop 📄.txt")).article.id


def test_an_entry_shown_holds_the_hash_of_the_original_taken_in(
    archive: Archive, article: str
) -> None:
    model = freeze_one(archive, article)
    (entry,) = shown(model)["import"]
    assert entry.about == ("A-001",)
    assert entry.payload
    assert model.exhibits[0].original.sha256 in entry.payload


def test_every_entry_shown_is_proved_by_the_checkpoint(archive: Archive, article: str) -> None:
    for start in range(6):
        archive.annotations.highlight(article, start, start + 3)
        archive.tags.add(f"tag {start}")
    model = freeze_one(archive, article)
    checkpoint = model.custody.checkpoint
    assert checkpoint == custody.Checkpoint.over(
        archive.leaves(), archive=archive.identity, at=model.issued_at
    )
    assert len(model.custody.entries) == 7
    for entry in model.custody.entries:
        leaf, root = bytes.fromhex(entry.leaf), bytes.fromhex(checkpoint.merkle)
        size = checkpoint.size
        assert custody.verify_inclusion(leaf, entry.entry.seq - 1, size, entry.proof, root)
        assert custody.link(bytes.fromhex(entry.previous), leaf).hex() == entry.chain
        assert entry.payload is not None
        assert entry.salt is not None
        salted = custody.commitment(entry.payload.encode(), bytes.fromhex(entry.salt))
        assert salted == entry.entry.commitment


def test_a_note_since_reworded_stays_unsaid(archive: Archive, article: str) -> None:
    marked = archive.annotations.highlight(article, 0, 7, note="Jelena told me 🤫")
    archive.annotations.annotate(marked.id, note="Named victim.")
    model = freeze_one(archive, article)
    assert "Jelena told me" not in words(model)
    entries = shown(model)
    assert [entry.payload for entry in entries["highlight"] + entries["annotate"]] == [None, None]


def test_a_title_since_given_is_shown_with_the_one_it_came_in_with(
    archive: Archive, article: str
) -> None:
    archive.articles.edit(article, title="The stop of 📱")
    model = freeze_one(archive, article)
    assert all(entry.payload for entry in model.custody.entries)
    archive.articles.edit(article, title="What Jelena saw")
    archive.articles.edit(article, title="The stop")
    again = freeze_one(archive, article)
    assert "What Jelena saw" not in words(again)
    assert shown(again)["import"][0].payload, "the accession still shows the original's hash"


def test_an_entry_that_touches_another_article_too_keeps_its_words(
    archive: Archive, article: str
) -> None:
    other = archive.accession(read_bytes(b"secret one\nsecret two\n", "other.txt")).article.id
    first = archive.annotations.highlight(article, 0, 7, note="kept")
    second = archive.annotations.highlight(other, 0, 6, note="the secret note")
    here, there = archive.tags.add("here"), archive.tags.add("there")
    archive.annotations.annotate(first.id, tags=[here.id])
    archive.annotations.annotate(second.id, tags=[there.id])
    archive.tags.merge(here.id, there.id)
    model = freeze_one(archive, article)
    said = words(model)
    assert "secret" not in said
    assert "there" not in said
    merges = [
        entry for name, entries in shown(model).items() if "merge" in name for entry in entries
    ]
    assert all(entry.payload is None for entry in merges)


def test_one_change_to_two_articles_is_shown_with_its_place_only(
    archive: Archive, article: str
) -> None:
    other = archive.accession(read_bytes(b"secret one\n", "other.txt")).article.id
    with archive._store.change("mark two"):
        archive.annotations.highlight(article, 0, 7)
        archive.annotations.highlight(other, 0, 6, note="the secret note")
    (entry,) = shown(freeze_one(archive, article))["mark two"]
    assert entry.about == ("A-001/1",)
    assert (entry.payload, entry.salt) == (None, None)
    both = Selection(articles=(article, other))
    model = freeze(
        archive, choose(archive, both), title="t", reference="r", issued_at=archive.now()
    )
    (entry,) = shown(model)["mark two"]
    assert entry.about == ("A-001/1", "A-002/1")
    assert "the secret note" in (entry.payload or "")


def test_a_name_since_taken_away_stays_unsaid(archive: Archive, article: str) -> None:
    source = archive.actors.add("Source A", aliases=["Jelena Sesar"], description="knows J. Sesar")
    archive.annotations.highlight(article, 0, 7, actors=[source.id])
    archive.actors.edit(source.id, aliases=(), description="")
    model = freeze_one(archive, article)
    assert "Sesar" not in words(model)
    assert model.actors[0].aliases == ()
    assert len(shown(model)["highlight"]) == 1


def test_one_act_that_made_a_name_and_marked_it_keeps_a_name_since_taken_away(
    archive: Archive, article: str
) -> None:
    with archive._store.change("mark and name"):
        source = archive.actors.add("Source A", aliases=["JELENA"])
        archive.annotations.highlight(article, 0, 7, actors=[source.id])
    (whole,) = shown(freeze_one(archive, article))["mark and name"]
    assert whole.payload
    archive.actors.edit(source.id, aliases=())
    (held,) = shown(freeze_one(archive, article))["mark and name"]
    assert held.payload is None


def test_a_name_described_in_the_archive_keeps_its_words(archive: Archive, article: str) -> None:
    with archive._store.change("mark and describe"):
        source = archive.actors.add("Source A", description="a driver 🚕")
        archive.annotations.highlight(article, 0, 7, actors=[source.id])
    with archive._store.change("mark and define"):
        tag = archive.tags.add("misuse", definition="what a driver saw")
        archive.annotations.highlight(article, 0, 5, tags=[tag.id])
    model = freeze_one(archive, article)
    assert "driver" not in words(model)
    for name in ("mark and describe", "mark and define"):
        (entry,) = shown(model)[name]
        assert entry.payload is None


def test_a_tag_made_under_one_that_stays_keeps_its_words(archive: Archive, article: str) -> None:
    above = archive.tags.add("Jelena’s matters")
    with archive._store.change("mark and tag"):
        tag = archive.tags.add("misuse", parent=above.id)
        archive.annotations.highlight(article, 0, 7, tags=[tag.id])
    (entry,) = shown(freeze_one(archive, article))["mark and tag"]
    assert entry.payload is None


def test_an_event_of_an_article_that_stays_keeps_its_words(archive: Archive, article: str) -> None:
    other = archive.accession(read_bytes(b"secret one\n", "other.txt")).article.id
    with archive._store.change("mark and date"):
        event = archive.events.add("The stop 🚗", date="2024-02", article=other)
        archive.annotations.highlight(article, 0, 7, events=[event.id])
    (entry,) = shown(freeze_one(archive, article))["mark and date"]
    assert entry.payload is None
    assert other not in words(freeze_one(archive, article))


def test_a_row_is_chosen_only_with_all_that_it_names() -> None:
    """A passage of an article that stays, for one, would name that article."""
    here, there = "a" * 32, "b" * 32
    chosen = Chosen({here: "A-001/1"}, frozenset())
    assert chosen.holds(Step("annotation", None, {"id": here, "article": here}))
    assert not chosen.holds(Step("annotation", None, {"id": here, "article": there}))
    assert not chosen.holds(Step("annotation", {"id": here, "article": there}, None))


def test_a_name_that_stands_in_no_exhibit_keeps_the_act_that_gave_it(
    archive: Archive, article: str
) -> None:
    with archive._store.change("mark and name"):
        source = archive.actors.add("Source A", aliases=["Sesar 🤫"])
        archive.annotations.highlight(article, 0, 7, actors=[source.id])
    model = freeze_one(archive, article)
    assert model.actors[0].aliases == ()
    assert "Sesar" not in words(model)


def test_a_proposal_that_compares_with_another_article_keeps_its_words(
    archive: Archive, article: str
) -> None:
    with archive._store.change("mark and compare"):
        archive.annotations.highlight(article, 0, 7)
        found = deposit.Proposal("duplicate", "Like “secret one”", "same words", {})
        archive.proposals.add(article, [found])
    (entry,) = shown(freeze_one(archive, article))["mark and compare"]
    assert entry.payload is None


def test_what_was_withdrawn_is_not_spoken_of(archive: Archive, article: str) -> None:
    marked = archive.annotations.highlight(article, 40, 50, note="not for anyone")
    archive.annotations.withdraw(marked.id)
    model = freeze_one(archive, article)
    assert set(shown(model)) == {"import"}
    assert "not for anyone" not in words(model)


def test_an_entry_whose_words_were_erased_counts_in_the_checkpoint_alone(
    archive: Archive, article: str
) -> None:
    archive.annotations.highlight(article, 0, 7)
    archive._store._connection.execute("UPDATE journal SET payload = NULL, salt = NULL")
    model = freeze_one(archive, article)
    assert model.custody.entries == ()
    assert model.custody.checkpoint.size == len(archive.leaves())
