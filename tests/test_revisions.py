"""An article's text is renewed: passages follow it, stay quoted as they were, or wait in doubt."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest

from archivist.archive import Archive
from archivist.articles import Article
from archivist.errors import Refused
from archivist.intake.deposit import Deposit, Fact, Proposal
from archivist.intake.reading import read_bytes
from archivist.text import StructuredText, lines

OLD = (
    "Zapis 😀\r\n"
    "Slaviša Milanov je zaustavljen na putu u februaru.\r\n"
    "Telefon mu je odnet u drugu sobu, „isključen“.\r\n"
    "Policija je rekla da je to bila provera na alkohol.\r\n"
    "Advokat traži nezavisnu istragu.\r\n"
)
NEW = (
    "Naslovna | Vesti 🚨\r\n"
    "Zapis 😀\r\n"
    "Telefon mu je odnet u drugu sobicu, „isključen“.\r\n"
    "SLAVIŠA MILANOV je zaustavljen na putu u februaru.\r\n"
    "Advokat traži nezavisnu istragu.\r\n"
)
QUOTES = {
    "exact": "Zapis",
    "moved": "traži nezavisnu istragu",
    "folded": "Slaviša Milanov",
    "approximate": "odnet u drugu sobu, „isključen“",
    "lost": "provera na alkohol",
}


def deposit(text: str, name: str = "zapis.txt") -> Deposit:
    return read_bytes(text.encode(), name)


def mark(archive: Archive, article: Article, quote: str, **said: object) -> str:
    text = archive.articles.text_of(archive.articles.get(article.id)).text
    start = text.index(quote)
    return archive.annotations.highlight(article.id, start, start + len(quote), **said).id  # type: ignore[arg-type]


@pytest.fixture
def article(archive: Archive) -> Article:
    return archive.accession(deposit(OLD)).article


@pytest.fixture
def marks(archive: Archive, article: Article) -> dict[str, str]:
    return {how: mark(archive, article, quote, note=how) for how, quote in QUOTES.items()}


def faults(archive: Archive) -> list[str]:
    return [check.detail for check in archive.verify() if not check.ok]


def everything(archive: Archive, article: Article) -> object:
    return (
        archive.articles.get(article.id),
        archive.annotations.all(article=article.id, lost=True),
        archive.revisions.versions(article.id),
        archive.proposals.folded(article.id),
        archive.proposals.waiting(article.id),
        archive.search.find("alkohol").total,
        archive.search.find("sobicu").total,
    )


def test_each_passage_is_found_again_in_its_way_or_said_to_be_lost(
    archive: Archive, article: Article, marks: dict[str, str]
) -> None:
    revision = archive.revise(article.id, deposit(NEW))
    assert revision.status == "renewed"
    text = archive.articles.text_of(revision.article).text
    said = {line.annotation: line for line in revision.lines}
    assert {how: said[name].how for how, name in marks.items()} == {
        "exact": "moved",
        "moved": "moved",
        "folded": "folded",
        "approximate": "approximate",
        "lost": "lost",
    }
    assert revision.counts == {"exact": 0, "moved": 2, "folded": 1, "approximate": 1, "lost": 1}
    placed = {each.id: each for each in archive.annotations.of(article.id)}
    assert set(placed) == set(marks.values()) - {marks["lost"]}
    assert all(text[each.start : each.end] == each.exact for each in placed.values())
    assert placed[marks["folded"]].exact == "SLAVIŠA MILANOV"
    assert placed[marks["approximate"]].exact == "odnet u drugu sobicu, „isključen“"
    former = placed[marks["approximate"]].former
    assert former is not None
    assert former.exact == QUOTES["approximate"]
    (lost,) = archive.annotations.lost(article.id)
    assert (lost.id, lost.exact, lost.note) == (marks["lost"], QUOTES["lost"], "lost")
    assert faults(archive) == []


def test_what_stays_before_a_change_is_where_it_was(archive: Archive, article: Article) -> None:
    name = mark(archive, article, "Slaviša Milanov")
    (line,) = archive.revise(article.id, deposit(OLD + "Dopunjeno 🧿.\r\n")).lines
    assert (line.annotation, line.how, line.now and line.now.start) == (name, "exact", 8)


def test_the_report_is_json(archive: Archive, article: Article, marks: dict[str, str]) -> None:
    report = json.loads(json.dumps(archive.revise(article.id, deposit(NEW)).to_json()))
    assert report["counts"]["lost"] == 1
    lines_ = {line["annotation"]: line for line in report["lines"]}
    assert lines_[marks["lost"]]["now"] is None
    assert lines_[marks["folded"]]["former"]["exact"] == "Slaviša Milanov"
    assert lines_[marks["folded"]]["now"]["exact"] == "SLAVIŠA MILANOV"


def test_the_former_text_and_its_original_stay(archive: Archive, article: Article) -> None:
    revision = archive.revise(article.id, deposit(NEW, "zapis-2.txt"))
    assert archive.articles.original_of(revision.article) == NEW.encode()
    assert revision.article.name == "zapis-2.txt"
    (version,) = archive.revisions.versions(article.id)
    assert (version.number, version.name, version.by) == (1, "zapis.txt", "R-1")
    assert version.since == article.imported_at
    assert archive.revisions.original_of(version) == OLD.encode()
    assert archive.revisions.text_of(version).text == OLD.replace("\r\n", "\n").rstrip()
    archive.revise(article.id, deposit(NEW + "Još 😀.\r\n"))
    assert [each.number for each in archive.revisions.versions(article.id)] == [1, 2]
    assert faults(archive) == []


def test_what_a_person_said_of_the_article_stays(archive: Archive, article: Article) -> None:
    archive.articles.edit(
        article.id, title="Zaustavljanje", author="N. N.", published="2025-02", starred=True
    )
    before = archive.articles.edit(article.id, status="reviewed")
    after = archive.revise(article.id, deposit(NEW)).article
    for field in ("title", "author", "published", "earliest", "latest", "starred", "status"):
        assert getattr(after, field) == getattr(before, field)
    assert after.words != before.words


def test_nothing_new_is_nothing_done(archive: Archive, article: Article) -> None:
    entries = archive.log()
    revision = archive.revise(article.id, deposit(OLD))
    assert (revision.status, revision.lines) == ("known", ())
    assert archive.log() == entries
    assert archive.revisions.versions(article.id) == ()


def test_another_original_with_the_same_text_is_kept_and_moves_no_passage(
    archive: Archive, article: Article, marks: dict[str, str]
) -> None:
    archive.revise(article.id, deposit(NEW))
    before = archive.annotations.all(article=article.id, lost=True)
    other = NEW.replace("\r\n", "\n")
    revision = archive.revise(article.id, deposit(other, "drugi-otisak.txt"))
    assert revision.status == "renewed"
    assert archive.articles.original_of(revision.article) == other.encode()
    assert revision.article.name == "drugi-otisak.txt"
    assert [archive.revisions.original_of(each) for each in archive.revisions.versions(article.id)][
        1
    ] == NEW.encode()
    assert archive.annotations.all(article=article.id, lost=True) == before
    assert {line.annotation: line.how for line in revision.lines} == {
        name: {"approximate": "approximate", "lost": "lost"}.get(how, "exact")
        for how, name in marks.items()
    }
    assert faults(archive) == []


def test_a_renewal_is_one_act_that_undo_takes_back_and_redo_does_again(
    archive: Archive, article: Article, marks: dict[str, str]
) -> None:
    assert marks
    before = everything(archive, article)
    archive.revise(article.id, deposit(NEW))
    after = everything(archive, article)
    assert archive.log()[-1].action == "renew text"
    archive.undo()
    assert everything(archive, article) == before
    assert faults(archive) == []
    archive.redo()
    assert everything(archive, article) == after
    assert faults(archive) == []


def test_a_lost_passage_is_found_when_its_words_come_back(
    archive: Archive, article: Article, marks: dict[str, str]
) -> None:
    archive.revise(article.id, deposit(NEW))
    revision = archive.revise(article.id, deposit(NEW + OLD))
    said = {line.annotation: line.how for line in revision.lines}
    assert said[marks["lost"]] == "moved"
    assert archive.annotations.lost(article.id) == ()


def test_a_text_that_comes_back_settles_every_doubt(
    archive: Archive, article: Article, marks: dict[str, str]
) -> None:
    before = {each.id: each.target for each in archive.annotations.of(article.id)}
    archive.revise(article.id, deposit(NEW))
    revision = archive.revise(article.id, deposit(OLD))
    assert {line.annotation for line in revision.lines} == set(marks.values())
    told = {line.annotation: line for line in revision.lines}
    lost, doubtful = told[marks["lost"]], told[marks["approximate"]]
    assert (lost.how, lost.now) == ("exact", before[marks["lost"]])
    assert (doubtful.how, doubtful.former) == ("exact", doubtful.now)
    after = archive.annotations.of(article.id)
    assert {each.id: each.target for each in after} == before
    assert all(each.former is None for each in after)
    assert set(before) == set(marks.values())
    assert faults(archive) == []


def test_a_doubtful_passage_that_is_cut_out_is_lost_as_it_was_marked(
    archive: Archive, article: Article, marks: dict[str, str]
) -> None:
    archive.revise(article.id, deposit(NEW))
    without = "".join(line for line in NEW.splitlines(keepends=True) if "Telefon" not in line)
    archive.revise(article.id, deposit(without))
    lost = {each.id: each for each in archive.annotations.lost(article.id)}
    assert lost[marks["approximate"]].exact == QUOTES["approximate"]
    assert lost[marks["approximate"]].former is None
    assert faults(archive) == []


def test_a_doubtful_passage_stays_in_doubt_when_the_text_is_renewed_again(
    archive: Archive, article: Article, marks: dict[str, str]
) -> None:
    archive.revise(article.id, deposit(NEW))
    archive.revise(article.id, deposit("Iznad 🧿\r\n" + NEW))
    found = archive.annotations.get(marks["approximate"])
    assert found.former is not None
    assert found.former.exact == QUOTES["approximate"]
    archive.annotations.confirm(found.id)
    archive.revise(article.id, deposit("Više iznad\r\n" + NEW))
    assert archive.annotations.get(found.id).former is None


def test_roles_go_to_the_paragraphs_that_say_the_same(archive: Archive, article: Article) -> None:
    archive.articles.assign(article.id, [(0, 0), (3, 4)], role="boilerplate")
    after = archive.revise(article.id, deposit(NEW)).article
    structured = archive.articles.text_of(after)
    assert [
        structured.text[leaf.start : leaf.end]
        for leaf in structured.leaves
        if leaf.role == "boilerplate"
    ] == ["Zapis 😀", "Advokat traži nezavisnu istragu."]


def page(text: str, *stretches: tuple[int, int]) -> Deposit:
    """A page of plain lines of which some are proposed to be furniture."""
    structured: StructuredText = lines(text)
    found = Proposal("boilerplate", "menu", "links", {"leaves": [list(each) for each in stretches]})
    return Deposit(
        "page.md",
        text.encode(),
        "text/markdown",
        "test/1",
        "Page",
        text,
        structured.leaves,
        proposals=(found,) if stretches else (),
    )


def folded(archive: Archive, article: Article) -> list[str]:
    text = archive.articles.text_of(archive.articles.get(article.id))
    return [
        text.text[leaf.start : leaf.end]
        for first, last in archive.proposals.folded(article.id)
        for leaf in text.leaves[first : last + 1]
    ]


@pytest.mark.parametrize(
    ("decide", "expected"),
    [
        (lambda _room, _name: None, ["Menu 😀", "About"]),
        (lambda room, name: room.accept(name), ["Menu 😀", "About"]),
        (lambda room, name: room.dismiss(name), ["About"]),
    ],
    ids=["undecided", "accepted", "dismissed"],
)
def test_what_was_decided_of_furniture_holds_and_the_rest_is_proposed_anew(
    archive: Archive, decide: Callable[[object, str], object], expected: list[str]
) -> None:
    article = archive.accession(page("Menu 😀\nČlanak\nkraj", (0, 0))).article
    decide(archive.proposals, archive.proposals.waiting(article.id)[0].id)
    archive.revise(article.id, page("Članak\nMenu 😀\nAbout\nkraj", (1, 2)))
    assert sorted(folded(archive, article)) == sorted(expected)
    assert len(archive.proposals.waiting(article.id)) == 1


@pytest.mark.parametrize("decided", [True, False], ids=["accepted", "undecided"])
def test_furniture_that_stays_where_it_was_stays_folded(
    archive: Archive,
    decided: bool,  # noqa: FBT001 - a parameter of the test
) -> None:
    article = archive.accession(page("Menu 😀\nČlanak\nkraj", (0, 0))).article
    if decided:
        archive.proposals.accept(archive.proposals.waiting(article.id)[0].id)
    archive.revise(article.id, page("Menu 😀\nČlanak, dopunjen\nkraj", (0, 0)))
    assert folded(archive, article) == ["Menu 😀"]
    assert len(archive.proposals.waiting(article.id)) == (0 if decided else 1)


MAIL = (
    "From: ž@example.org\r\nSubject: Zapis\r\nMIME-Version: 1.0\r\n"
    "Content-Type: multipart/mixed; boundary=x\r\n\r\n--x\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n\r\n{words}\r\n--x\r\n"
    "Content-Type: text/plain; charset=utf-8\r\n"
    "Content-Disposition: attachment; filename=prilog.txt\r\n\r\nPrilog 😀\r\n--x--\r\n"
)


def mail(words: str) -> Deposit:
    return read_bytes(MAIL.format(words=words).encode(), "pismo.eml")


def test_a_newer_file_whose_attachments_are_not_in_the_archive_is_refused(
    archive: Archive, article: Article
) -> None:
    with pytest.raises(Refused, match=r"“pismo\.eml” carries “prilog\.txt”.* import it"):
        archive.revise(article.id, mail("Nove reči"))
    assert archive.revisions.versions(article.id) == ()


def test_attachments_that_a_message_read_anew_turns_out_to_carry_are_told_of(
    archive: Archive,
) -> None:
    message = mail("Prve reči 😀")
    article = archive.accession(replace(message, parts=())).article
    revision = archive.revise(article.id, replace(message, text="Reči 😀", leaves=(), spans=()))
    (warning,) = revision.article.warnings
    assert "carries “prilog.txt”, not in the archive" in warning


def test_a_message_keeps_its_attachments_and_they_what_they_came_in(archive: Archive) -> None:
    whole = archive.accession(mail("Prve reči 😀")).article
    (part,) = (each for each in archive.articles.all() if each.id != whole.id)
    again = archive.revise(whole.id, mail("Druge reči 😀")).article
    assert again.metadata["parts"] == whole.metadata["parts"]
    corrected = archive.revise(part.id, deposit("Prilog 😀, ispravljen\r\n")).article
    assert corrected.metadata["part of"] == part.metadata["part of"] == whole.original


def test_an_event_that_a_newer_file_declares_is_told_of(archive: Archive, article: Article) -> None:
    header = "---\ntitle: Pretres\ndate: 2025-02-26\nactors: [BIA]\n---\nReči 😀 {words}\n"
    declaring = deposit(header.format(words="prve"), "događaj.md")
    revision = archive.revise(article.id, declaring)
    (warning,) = revision.warnings
    assert "declares the event “Pretres”" in warning
    assert warning in revision.article.warnings
    assert warning in revision.to_json()["warnings"]
    own = archive.accession(deposit(header.format(words="druge"), "drugi.md")).article
    assert archive.revise(own.id, deposit(header.format(words="treće"), "d.md")).warnings == ()


def test_when_it_was_captured_stays_as_a_person_said(archive: Archive, article: Article) -> None:
    def captured(at: str) -> Deposit:
        fact = Fact("retrieved", at, at, "meta", "declared")
        return replace(deposit(f"Snimljeno 😀 {at}\r\n"), facts=(fact,))

    assert archive.revise(article.id, captured("2025-03-01")).article.retrieved == "2025-03-01"
    assert archive.revise(article.id, captured("2025-03-02")).article.retrieved == "2025-03-02"
    archive.articles.edit(article.id, retrieved="2025-02-28")
    for at in ("2025-03-03", "2025-03-04"):
        assert archive.revise(article.id, captured(at)).article.retrieved == "2025-02-28"


@pytest.mark.parametrize("words", ["", " \n", "\u200b\u200b", "\u3164", "\u2800 \ufeff"])
def test_a_text_that_shows_nothing_replaces_no_text(
    archive: Archive, article: Article, words: str
) -> None:
    with pytest.raises(Refused, match="There are no words"):
        archive.revise(article.id, replace(page(words or "\n"), text=words, leaves=()))


def test_an_original_taken_in_while_revising_is_refused(
    archive: Archive, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = archive.beside()
    search = job.revisions._look_ahead

    def importing_meanwhile(*given: object) -> object:
        archive.accession(deposit(NEW, "drugi.txt"))
        return search(*given)  # type: ignore[arg-type]

    monkeypatch.setattr(job.revisions, "_look_ahead", importing_meanwhile)
    with pytest.raises(Refused, match="an original belongs to one article"):
        job.revise(article.id, deposit(NEW))
    job.close()
    assert archive.revisions.versions(article.id) == ()


def test_an_original_of_another_article_is_refused(archive: Archive, article: Article) -> None:
    archive.accession(deposit("Drugi članak 😀\r\n", "drugi.txt"))
    with pytest.raises(Refused, match=r"“x\.txt” is in the archive already, as “Drugi članak 😀”"):
        archive.revise(article.id, deposit("Drugi članak 😀\r\n", "x.txt"))
    with pytest.raises(Refused, match="There are no words"):
        archive.revise(article.id, page(" \n"))
    assert archive.revisions.versions(article.id) == ()


def test_the_former_original_is_known_when_it_comes_in_again(
    archive: Archive, article: Article
) -> None:
    archive.revise(article.id, deposit(NEW))
    again = archive.accession(deposit(OLD))
    assert (again.status, again.article.id) == ("known", article.id)


def test_an_article_takes_its_versions_along_and_undo_brings_them_back(
    archive: Archive, article: Article, marks: dict[str, str]
) -> None:
    assert marks
    archive.revise(article.id, deposit(NEW))
    before = everything(archive, article)
    archive.withdraw_article(article.id)
    assert archive.annotations.all(lost=True) == ()
    assert faults(archive) == []
    archive.undo()
    assert everything(archive, article) == before
    assert faults(archive) == []


def test_a_mark_of_the_former_text_is_refused(archive: Archive, article: Article) -> None:
    job = archive.beside()
    job.revise(article.id, deposit(NEW))
    job.close()
    with pytest.raises(Refused, match="was renewed meanwhile; select the words again"):
        archive.annotations.highlight(article.id, 8, 23, of_text=article.text_sha256)


def test_a_mark_made_while_the_new_text_is_searched_goes_along(
    archive: Archive, article: Article, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = archive.beside()
    made: list[str] = []
    search = job.revisions._look_ahead

    def marking_meanwhile(*given: object) -> object:
        found = search(*given)  # type: ignore[arg-type]
        made.append(mark(archive, article, "Slaviša Milanov"))
        return found

    monkeypatch.setattr(job.revisions, "_look_ahead", marking_meanwhile)
    revision = job.revise(article.id, deposit(NEW))
    job.close()
    assert [(line.annotation, line.how) for line in revision.lines] == [(made[0], "folded")]
    assert faults(archive) == []


@pytest.mark.parametrize(
    ("tampering", "told"),
    [
        ("UPDATE former SET exact = 'nešto drugo 😀'", "The quote of highlight"),
        (
            (
                "UPDATE annotation SET text_sha256 = "
                "(SELECT text_sha256 FROM article WHERE title LIKE 'Drugi%')"
            ),
            "quotes a text that its article never had",
        ),
        ("UPDATE version SET text_sha256 = 'ab'", "does not name its former text"),
        ("UPDATE original SET z = x'00' WHERE sha256 = (SELECT original FROM version)", "original"),
        ("UPDATE text SET body = 'ž😀' WHERE id = (SELECT text FROM version)", "The text"),
        (
            "UPDATE version SET original = (SELECT original FROM article WHERE n = 2)",
            "belongs to more than one article",
        ),
    ],
    ids=["former", "stray", "version", "original", "text", "shared"],
)
def test_what_is_kept_of_former_texts_is_verified(
    archive: Archive, article: Article, marks: dict[str, str], tampering: str, told: str
) -> None:
    assert marks
    archive.accession(deposit("Drugi članak 😀\r\n", "drugi.txt"))
    archive.revise(article.id, deposit(NEW))
    assert faults(archive) == []
    connection = archive._store._connection
    for trigger in connection.execute(
        "SELECT name FROM sqlite_temp_schema WHERE type = 'trigger'"
    ).fetchall():
        connection.execute(f"DROP TRIGGER temp.{trigger[0]}")
    connection.execute(tampering)
    assert any(told in fault for fault in faults(archive))
