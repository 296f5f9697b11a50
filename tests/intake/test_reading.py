"""One file becomes one deposit, or one sentence; facts are proposed and never set in silence."""

import os
import stat
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from archivist.errors import Refused
from archivist.intake.decoding import LARGEST
from archivist.intake.deposit import Deposit, Fact
from archivist.intake.isolation.confined import Confined, Unreadable
from archivist.intake.reading import read, read_bytes

STORY = "Slaviša’s phone 🕊\r\n\r\nPolice took it.\r\nIt came back changed.\r\n"


def sentence_of(path: Path) -> str:
    with pytest.raises(Refused) as refusal:
        read(path)
    return str(refusal.value)


def outcome(content: bytes, name: str) -> tuple[Deposit | None, str]:
    try:
        return read_bytes(content, name), ""
    except Refused as refusal:
        return None, str(refusal)


def facts(deposit: Deposit, field: str) -> list[tuple[str | None, str, str]]:
    return [
        (fact.value, fact.source, fact.confidence) for fact in deposit.facts if fact.field == field
    ]


def test_a_file_is_read_with_its_own_name_and_bytes(
    tmp_path: Path, assert_lawful: Callable[[Deposit], None]
) -> None:
    path = tmp_path / "Beleška 🕊.TXT"
    path.write_bytes(STORY.encode())
    found = read(path)
    assert_lawful(found)
    assert (found.name, found.original) == ("Beleška 🕊.TXT", STORY.encode())
    assert (found.media_type, found.reader) == ("text/plain", "plain/1")
    assert found.text == "Slaviša’s phone 🕊\nPolice took it.\nIt came back changed."
    assert found.title == "Slaviša’s phone 🕊"
    assert found.leaves[0].role == "header"


def test_row_1_an_empty_file(tmp_path: Path) -> None:
    (tmp_path / "a.txt").touch()
    assert sentence_of(tmp_path / "a.txt") == "The file is empty."


def test_row_3_a_file_too_large_is_not_even_read(tmp_path: Path) -> None:
    with (tmp_path / "a.txt").open("wb") as file:
        file.truncate(LARGEST + 1)
    assert sentence_of(tmp_path / "a.txt") == "The file is larger than 32 MiB."


def test_row_4_a_folder_given_as_a_file(tmp_path: Path) -> None:
    assert sentence_of(tmp_path) == "This is a folder. Choose “Import folder”."


def test_row_5_a_file_that_may_not_be_read(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    path.chmod(0)
    if os.access(path, os.R_OK):  # the administrator may read everything

        def denied(path: Path, _flags: int) -> int:
            raise PermissionError(13, "Permission denied", str(path))

        monkeypatch.setattr(os, "open", denied)
    assert sentence_of(path) == "The file cannot be read: permission denied."


def test_row_6_a_file_that_is_gone(tmp_path: Path) -> None:
    assert sentence_of(tmp_path / "gone.txt") == "The file is no longer there."
    (tmp_path / "a.txt").write_text("x")
    assert sentence_of(tmp_path / "a.txt" / "b.txt") == "The file is no longer there."


@pytest.mark.timeout(5)
def test_row_7_a_pipe_and_a_device(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert sentence_of(tmp_path / "pipe.txt") == "This is not an ordinary file."
    if stat.S_ISCHR(Path("/dev/zero").stat().st_mode):
        assert sentence_of(Path("/dev/zero")) == "This is not an ordinary file."


def test_row_9_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "a.txt").symlink_to(tmp_path / "a.txt")
    assert sentence_of(tmp_path / "a.txt") == "The folder contains a loop of links."


@pytest.mark.parametrize("change", [b"More.", b""], ids=["grows", "is rewritten"])
def test_row_11_a_file_that_changes_while_it_is_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: bytes
) -> None:
    path = tmp_path / "a.txt"
    path.write_text(STORY, encoding="utf-8")
    look = os.fstat
    looks: list[os.stat_result] = []

    def change_after_the_first_look(descriptor: int) -> os.stat_result:
        if looks:
            path.write_bytes(STORY.encode() + change)
            os.utime(path, ns=(1, 1))
        status = look(descriptor)
        looks.append(status)
        return status

    monkeypatch.setattr(os, "fstat", change_after_the_first_look)
    assert sentence_of(path) == "The file changed while it was read. Try again."


@pytest.mark.parametrize("name", ["b.tar.gz", "c.json5", "čitaj.pages"])
def test_an_unknown_kind_is_named(name: str) -> None:
    with pytest.raises(Refused) as refusal:
        read_bytes(b"x", name)
    expected = f"“{name}” is not a kind of file Archivist reads yet (txt, md, json, html, "
    assert str(refusal.value).startswith(expected)


def test_a_file_without_a_suffix_is_text() -> None:
    assert read_bytes(STORY.encode(), "README").media_type == "text/plain"


def test_a_chosen_encoding_is_used_and_said() -> None:
    found = read_bytes("Služba je čula".encode("cp1250"), "a.txt", encoding="cp1250")
    assert found.text == "Služba je čula"
    assert found.warnings == ("The file was read as cp1250, as chosen.",)


def test_the_choice_of_an_encoding_is_kept_with_the_article() -> None:
    for name in ("a.txt", "a.md"):
        found = read_bytes("Služba 🕊".encode("utf-16-le"), name, encoding="UTF-16LE")
        (fact,) = (fact for fact in found.facts if fact.field == "encoding")
        assert fact == Fact("encoding", "UTF-16LE", "utf-16-le", "choice at import", "declared")
    assert facts(read_bytes(STORY.encode(), "a.txt"), "encoding") == []


@pytest.mark.parametrize("end", ["\r", "\r\n", "\v", "\f", "\x85", "\u2028", "\u2029"])
def test_row_19_every_line_end_is_one(end: str) -> None:
    assert read_bytes(f"Č{end}🕊".encode(), "a.txt").text == "Č\n🕊"
    assert len(read_bytes(f"Č{end}{end}🕊".encode(), "a.md").leaves) == 2


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize("alien", ["\ufdd0", "\ufffe", "\x01", "\x1b", "\x9b"])
def test_rows_20_and_21_what_no_text_may_hold_is_replaced_one_for_one(
    name: str, alien: str
) -> None:
    found = read_bytes(f"Č{alien}[31m🕊\r\n".encode(), name)
    assert found.text == "Č\ufffd[31m🕊"
    assert len(found.warnings) == 1


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_row_22_hidden_direction_marks_are_kept_and_said(name: str) -> None:
    found = read_bytes("The \u202edesrever\u202c word 🕊\r\n".encode(), name)
    assert "\u202e" in found.text
    assert found.warnings == (
        "The text holds hidden direction marks, which can show words in another order.",
    )


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
@pytest.mark.parametrize(
    "text",
    [
        pytest.param("e" + "\u0301" * 200_000, id="row-25-marks"),
        pytest.param("\u202e" * 100_000, id="row-26-bidi"),
        pytest.param("a" * 1_000_000, id="row-27-1-MB"),
        pytest.param("word " * 1_000_000, id="row-28-5-MB"),
        pytest.param("# " + "t" * 10_000, id="row-29-title"),
        pytest.param('<img src="//host/x">', id="row-30-markup"),
        pytest.param("[" * 10_000 + ".", id="brackets"),
    ],
)
def test_strange_texts_go_in_whole(
    name: str, text: str, assert_lawful: Callable[[Deposit], None]
) -> None:
    found = read_bytes(text.encode(), name)
    assert_lawful(found)
    assert found.text in {text, text.strip(), text.removeprefix("# ")}
    assert found.title


@pytest.mark.parametrize("name", ["a.txt", "a.md"])
def test_row_38_front_matter_that_is_never_closed_is_text(name: str) -> None:
    found = read_bytes(b"---\ntitle: A\n\nA paragraph.\n", name)
    assert found.warnings == ("The front matter is not closed; it was read as text.",)
    assert "title: A" in found.text
    assert found.metadata == {}


def test_rows_39_to_48_refuse_the_file() -> None:
    with pytest.raises(Refused, match='line 3: "title" is given twice'):
        read_bytes(b"---\ntitle: A\ntitle: B\n---\nBody\n", "a.txt")


def test_rows_49_and_55_a_date_that_is_none_is_said_and_not_set() -> None:
    found = read_bytes(b"---\ntitle: A\ndate: 2025-02-30\n---\nBody\n", "a.md")
    assert found.warnings == ("“2025-02-30” is not a date.",)
    assert facts(found, "published") == [(None, "front matter (date)", "declared")]


def test_row_50_scalars_stay_the_text_written() -> None:
    found = read_bytes(b"---\ntitle: no\nat: 12:30:45\nn: 010\n---\nBody\n", "a.md")
    assert found.metadata == {"title": "no", "at": "12:30:45", "n": "010"}
    assert found.title == "no"


def test_prose_between_two_rules_is_text() -> None:
    found = read_bytes("---\nJust prose 🕊\n---\nMore\n".encode(), "a.md")
    assert found.metadata == {}
    assert "Just prose 🕊" in found.text


def test_a_header_without_a_body_is_shown_as_text() -> None:
    assert (
        read_bytes(b"---\ntitle: A\nnote: b\n---\n", "a.md").text == "---\ntitle: A\nnote: b\n---"
    )


def test_markdown_without_words_is_shown_as_written() -> None:
    assert read_bytes(b"![](a.png)\n", "a.md").text == "![](a.png)"


def test_the_title_of_markdown_is_its_only_main_heading() -> None:
    assert read_bytes("## Pre\n\n# Žarko 🕊\n\nText\r\n".encode(), "a.md").title == "Žarko 🕊"
    assert read_bytes(b"# One\n\n# Two\n\nText", "a.md").title == "One"
    assert read_bytes(b"Only a paragraph. And more.", "a.md").title == "Only a paragraph."


def test_a_title_says_something_or_is_the_name_of_the_file() -> None:
    assert read_bytes("---\n\nA story 🕊\r\n".encode(), "Šuma.md").title == "A story 🕊"
    assert read_bytes(b"# \n\n![]()", "Šuma.md").title == "Šuma.md"
    assert read_bytes("\u202e\u202c\r\n***".encode(), "Šuma.txt").title == "Šuma.txt"
    assert read_bytes(b"---\ntitle: '--'\n---\n# Heading\n", "a.md").title == "Heading"
    assert read_bytes("🕊🕊".encode(), "a.txt").title == "🕊🕊"


def test_seed_000_its_author_is_proposed(seed: Callable[[str], Path]) -> None:
    found = read(seed("000"))
    assert found.title.startswith("Cellebrite cuts off Serbia over abuse")
    assert facts(found, "author") == [("Suzanne Smalley", "note about the author", "guess")]
    (proposal,) = found.proposals
    assert proposal.content == {"field": "author", "value": "Suzanne Smalley"}
    assert "is a reporter covering" in proposal.reason
    assert found.warnings == ()
    assert len(found.leaves) == 22


def test_seed_001_has_a_title_cut_from_its_first_sentence(seed: Callable[[str], Path]) -> None:
    found = read(seed("001"))
    assert found.title == (
        "Amnesty International on Wednesday welcomed the discontinuation of digital forensic…"
    )
    assert found.facts == (
        Fact("title", found.facts[0].raw, found.title, "first sentence", "derived"),
        Fact("language", "en", "en", "its commonest words", "guess"),
    )
    assert not found.proposals
    assert (found.warnings, found.proposals) == ((), ())


def test_seed_002_its_header_is_read_and_its_conflicts_are_shown(
    seed: Callable[[str], Path],
) -> None:
    found = read(seed("002"))
    assert (found.reader, found.media_type) == ("markdown/1", "text/markdown")
    assert facts(found, "published") == [
        ("2025-02-27", "front matter (date)", "declared"),
        ("2025-02-26", "address", "derived"),
        ("2025-02-26", "date line", "guess"),
    ]
    assert facts(found, "publisher") == [
        ("Over Security - Cybersecurity news aggregator", "front matter (source)", "guess"),
        ("techcrunch.com", "address", "derived"),
    ]
    assert facts(found, "retrieved") == [("2025-10-06", "front matter (fetch_date)", "declared")]
    differ, truncated = found.warnings
    assert differ == (
        "The dates of publication differ: front matter (date) says 2025-02-27; "
        "address says 2025-02-26; date line says 2025-02-26."
    )
    assert truncated.startswith("The capture looks truncated: ")
    assert [proposal.subject for proposal in found.proposals] == [
        "publisher: techcrunch.com",
        "published: 2025-02-26",
        "author: Lorenzo Franceschi-Bicchierai",
        "91 of 102 blocks around the article",
    ]


def test_seed_003_its_date_line_is_proposed(seed: Callable[[str], Path]) -> None:
    found = read(seed("003"))
    assert found.title.startswith("A series of reports by Amnesty International exposes")
    assert facts(found, "author") == [("Massimo Moratti", "date line", "guess")]
    assert facts(found, "published") == [("2025-04-22", "date line", "guess")]
    assert found.warnings == ()


def test_agreeing_dates_need_no_warning() -> None:
    header = b"---\ntitle: A\nurl: https://www.x.org/2025/02/26/a/\ndate: 2025-02-26\n---\nBody\n"
    found = read_bytes(header, "a.md")
    assert found.warnings == ()
    assert [proposal.subject for proposal in found.proposals] == ["publisher: x.org"]


def test_every_language_of_the_declaration_is_read_lawfully(
    shared: Path, assert_lawful: Callable[[Deposit], None]
) -> None:
    for path in sorted((shared / "data" / "udhr").iterdir()):
        found = read(path)
        assert_lawful(found)
        assert found.warnings == (), path.name


def outcome_of(path: Path, confined: Confined) -> tuple[Deposit | None, str, bool]:
    try:
        return read(path, confined=confined), "", False
    except Refused as refusal:
        return None, str(refusal), isinstance(refusal, Unreadable)


def test_odd_documents_are_read_or_refused_in_a_sentence(
    shared: Path, assert_lawful: Callable[[Deposit], None]
) -> None:
    read_ = 0
    with Confined(children=2) as confined:
        for path in sorted((shared / "data" / "documents").iterdir()):
            found, sentence, crashed = outcome_of(path, confined)
            assert not crashed, path.name
            assert sentence.endswith(".") or not sentence, path.name
            if found is not None:
                assert_lawful(found)
                read_ += 1
    assert read_ >= 40


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=200) | st.text(max_size=200).map(str.encode),
    st.sampled_from(["a.txt", "a.md", "a.json", "a"]),
)
@example(b"---\n---\n", "a.md")
@example(b"---\na: 1\n---\n", "a.txt")
@example(b"\xef\xbb\xbf\xef\xbb\xbf", "a.txt")
@example(b"&nbsp;", "a.md")
@example(b"\xc2\xa0x", "a.md")
def test_any_bytes_are_read_lawfully_or_refused(content: bytes, name: str) -> None:
    found, sentence = outcome(content, name)
    if found is None:
        assert sentence.endswith(".")
        return
    assert found.title
    assert found.leaves
    assert found.leaves[-1].end == len(found.text)
    assert found.original == content
