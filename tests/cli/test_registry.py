"""Actors, events, tags, proposals and articles, kept from the command line."""

import unicodedata

from tests.cli.conftest import Typist


def test_an_actor_is_added_edited_merged_split_and_removed(sample: Typist) -> None:
    (lab,) = sample.json(
        "actor", "add", "Security Lab", "--kind", "organisation", "--alias", "The Lab"
    )
    assert (lab["kind"], lab["aliases"], lab["mentions"]) == ("organisation", ["The Lab"], 0)
    (lab,) = sample.json(
        "actor", "edit", "The Lab", "--name", "Amnesty Security Lab", "--description", "Berlin 🔬"
    )
    assert lab["aliases"] == ["The Lab", "Security Lab"]
    (lab,) = sample.json("actor", "edit", lab["id"][:8], "--no-alias", "The Lab", "--alias", "ASL")
    assert lab["aliases"] == ["Security Lab", "ASL"]
    (one,) = sample.json("actor", "merge", "Amnesty International", "ASL")
    assert one["aliases"] == ["Amnesty Security Lab", "Security Lab", "ASL"]
    (split,) = sample.json("actor", "split", "Amnesty International", "ASL")
    assert split["name"] == "ASL"
    assert sample.json("actor", "remove", "ASL") == [{"id": split["id"]}]
    assert "ASL" not in [row["name"] for row in sample.json("actors")]
    assert sample("actor", "edit", "Nobody", "--kind", "person").code == 1
    assert sample("actor", "add", "X", "--kind", "martian").code == 1


def test_a_look_alike_name_is_warned_of(sample: Typist) -> None:
    outcome = sample("actor", "add", "Сellebrite")
    assert outcome.code == 0
    assert "looks like “Cellebrite” but differs" in outcome.err


def test_a_name_is_the_same_however_its_letters_are_composed(sample: Typist) -> None:
    decomposed = unicodedata.normalize("NFD", "Slaviša Milanov")
    assert decomposed != "Slaviša Milanov"
    article = sample.id_of("08-")
    (made,) = sample.json(
        "highlight", article, "--quote", f"📱 {decomposed}", "--actor", decomposed
    )
    assert made["actors"] == [{"name": "Slaviša Milanov", "role": ""}]
    assert made["exact"] == f"📱 {decomposed}"
    assert sample.json("annotations", "--actor", decomposed) == [made]
    (same,) = sample.json("highlight", article, "--quote", "📱 Slaviša Milanov")
    assert same["exact"] == made["exact"]


def test_an_event_is_added_edited_and_removed(sample: Typist) -> None:
    (event,) = sample.json(
        *("event", "add", "Searches of four organisations", "--date", "2025-02", "--status"),
        *("reported", "--importance", "7", "--location", "Serbia", "--summary", "Aid money."),
        *("--actor", "Serbian police=searched", "--tag", "human-rights"),
        *("--source", "https://example.org/a"),
        *("--source", '{"title": "Notes", "publisher": "Case notes", "tier": 2}'),
        *("--article", sample.id_of("01-")[:10]),
    )
    assert (event["earliest"], event["latest"], event["precision"]) == (
        *("2025-02-01", "2025-02-28", "month"),
    )
    assert event["actors"] == [{"name": "Serbian police", "role": "searched"}]
    assert event["sources"][1]["tier"] == "2"
    (event,) = sample.json(
        *("event", "edit", "Searches of four organisations", "--date", "2025-02-25"),
        *("--title", "Four offices searched", "--actor", "Cellebrite", "--no-actor"),
        *("Serbian police", "--tag", "export", "--no-tag", "human-rights"),
        *("--no-source", "https://example.org/a"),
    )
    assert event["date"] == event["earliest"] == event["latest"] == "2025-02-25"
    assert [actor["name"] for actor in event["actors"]] == ["Cellebrite"]
    assert (event["tags"], event["status"]) == (["export"], "reported")
    assert [source["title"] for source in event["sources"]] == ["Notes"]
    assert sample.json("event", "remove", "Four offices searched") == [{"id": event["id"]}]
    assert len(sample.json("events")) == 4
    assert sample("event", "add", "X", "--date", "2025-02-30").code == 1
    assert sample("event", "add", "X", "--importance", "99").code == 1
    assert sample("event", "add", "X", "--source", "{broken").code == 2
    assert sample("event", "add", "X", "--source", '{"tear": 1}').code == 2


def test_a_tag_is_added_edited_renamed_merged_and_removed(sample: Typist) -> None:
    (tag,) = sample.json("tag", "add", "pegasus", "--parent", "spyware", "--definition", "NSO’s")
    assert (tag["parent"], tag["definition"], tag["uses"]) == ("spyware", "NSO’s", 0)
    (tag,) = sample.json("tag", "edit", "pegasus", "--parent", "", "--colour", "violet")
    assert (tag["parent"], tag["colour"]) == ("", "violet")
    assert sample("tag", "edit", "pegasus").code == 2
    (tag,) = sample.json("tag", "rename", "pegasus", "Pegasus 🐎")
    assert tag["name"] == "Pegasus 🐎"
    (spyware,) = sample.json("tag", "merge", "spyware", "Pegasus 🐎")
    assert spyware["name"] == "spyware"
    assert sample.json("tag", "remove", "spyware") == [{"id": spyware["id"]}]
    assert "spyware" not in [row["name"] for row in sample.json("tags")]


def test_a_proposal_is_accepted_or_dismissed(sample: Typist) -> None:
    article = sample.id_of("01-")
    waiting = sample.json("proposals", "--article", article)
    dated = next(row for row in waiting if row["content"].get("field") == "published")
    assert set(dated) >= {"id", "kind", "subject", "reason"}
    sample.json("accept", dated["id"])
    assert sample.json("show", article)[0]["earliest"] == "2025-02-27"
    others = [row["id"] for row in sample.json("proposals")]
    assert dated["id"] not in others
    sample.json("dismiss", *others)
    assert sample.json("proposals") == []
    sample.json("undo")
    assert [row["id"] for row in sample.json("proposals")] == others
    assert sample("accept", "ffffffff").code == 1


def test_deciding_on_several_proposals_is_done_whole_or_not_at_all(sample: Typist) -> None:
    waiting = sample.json("proposals")
    first, second = waiting[0]["id"], waiting[1]["id"]
    assert sample("accept", first, second, "ffffffff").code == 1
    assert sample.json("proposals") == waiting
    sample.json("dismiss", second)
    decided = sample("accept", first, second)
    assert decided.code == 1
    assert "dismissed before" in decided.err
    assert first in [row["id"] for row in sample.json("proposals")]
    assert len(sample.json("accept", first, first[:10])) == 1


def test_an_article_is_described_anew_and_withdrawn(sample: Typist) -> None:
    article = sample.id_of("10-")
    (edited,) = sample.json(
        *("article", "edit", article, "--title", "Protest 🏛", "--published", "2025-02-20"),
        *("--status", "reviewed", "--star"),
    )
    assert (edited["title"], edited["published"]) == ("Protest 🏛", "2025-02-20")
    assert (edited["status"], edited["starred"]) == ("reviewed", True)
    assert sample("article", "edit", article).code == 2
    assert sample("article", "edit", article, "--published", "2025-02-30").code == 1
    assert sample("article", "edit", article, "--retrieved", "2025-02-30").code == 2
    (edited,) = sample.json("article", "edit", article, "--retrieved", "2025-02-21T10:00:00")
    assert edited["retrieved"] == "2025-02-21T10:00:00"
    assert sample.json("article", "withdraw", article) == [{"id": article}]
    assert sample("show", article).code == 1
    sample.json("undo")
    assert sample.json("show", article)[0]["title"] == "Protest 🏛"


def test_lists_are_ordered_and_cut(sample: Typist) -> None:
    titles = [row["title"] for row in sample.json("articles", "--order", "title")]
    assert len(titles) == 23
    cut = sample.json("articles", "--order", "title", "--limit", "3", "--offset", "2")
    assert [row["title"] for row in cut] == titles[2:5]
    assert sample("articles").out.count("\n") == 23
