"""What undo, redo and the history say: which change it was, in whole sentences."""

from collections.abc import Callable
from pathlib import Path

from archivist.desktop.session.session import Session
from archivist.intake.reading import read

EXACT = "Nobody asked him"


def test_undo_and_redo_name_the_very_change(opened: Callable[[str], Session]) -> None:
    session = opened("stop.txt")
    archive, article = session.archive, session.reading.article
    assert article is not None
    text = archive.articles.text_of(article).text
    start = text.index(EXACT)
    actor, tag = archive.actors.add("Слободан"), archive.tags.add("no consent")
    event = archive.events.add("A stop 📱")
    mark = archive.annotations.highlight(article.id, start, start + len(EXACT))
    quoted, titled = f" (“{EXACT}”)", f" (“{article.title}”)"
    acts: tuple[tuple[Callable[[], object], str], ...] = (
        (
            lambda: archive.annotations.annotate(mark.id, colour="rose"),
            f"the colour of a highlight{quoted}",
        ),
        (
            lambda: archive.annotations.annotate(mark.id, note="Ask"),
            f"the note on a highlight{quoted}",
        ),
        (
            lambda: archive.annotations.annotate(mark.id, actors=[actor.id]),
            f"the actors of a highlight{quoted}",
        ),
        (
            lambda: archive.annotations.annotate(mark.id, events=[event.id]),
            f"the events of a highlight{quoted}",
        ),
        (
            lambda: archive.annotations.annotate(mark.id, tags=[tag.id]),
            f"the tags of a highlight{quoted}",
        ),
        (
            lambda: archive.annotations.annotate(mark.id, colour="blue", note="Both"),
            f"the colour of a highlight, the note on a highlight{quoted}",
        ),
        (
            lambda: archive.annotations.move(mark.id, start, start + 6),
            "the ends of a highlight (“Nobody”)",
        ),
        (
            lambda: archive.articles.edit(article.id, starred=True),
            f"the star of an article{titled}",
        ),
        (
            lambda: archive.articles.edit(article.id, status="reviewed"),
            f"the review of an article{titled}",
        ),
        (
            lambda: archive.articles.edit(article.id, publisher="Дневник"),
            f"a change to an article{titled}",
        ),
        (lambda: archive.annotations.withdraw(mark.id), f"the withdrawal of a highlight{quoted}"),
    )
    for act, words in acts:
        act()
        session.do("undo")
        assert session.desk.notice.said() == f"Taken back: {words}."
        session.do("redo")
        assert session.desk.notice.said() == f"Done again: {words}."
        session.do("undo")
        assert session.desk.notice.said() == f"Taken back: {words}."
        newest = next(session.past._lines())
        assert newest.what.startswith(f"taken back: {words.partition(' (')[0]}")


def test_a_newer_text_is_known_by_the_title_and_a_placed_passage_by_its_place(
    opened: Callable[[str], Session], tmp_path: Path
) -> None:
    session = opened("stop.txt")
    archive, article = session.archive, session.reading.article
    assert article is not None
    newer = tmp_path / "newer.txt"
    newer.write_text("A stop near Pirot 📱\nQuite other words stand here now.\n")
    start = archive.articles.text_of(article).text.index(EXACT)
    mark = archive.annotations.highlight(article.id, start, start + len(EXACT))
    archive.revise(article.id, read(newer))
    assert [each.id for each in archive.annotations.lost()] == [mark.id]
    archive.annotations.move(mark.id, 0, 5)
    session.do("undo")
    assert session.desk.notice.said().startswith("Taken back: the place of a highlight (“")
    session.do("undo")
    wanted = f"Taken back: a newer text of an article (“{article.title}”)."
    assert session.desk.notice.said() == wanted
