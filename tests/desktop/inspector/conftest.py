"""An article with forty highlights, open in the window."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from archivist.desktop.session.session import Session

INKS = ("yellow", "rose", "blue", "green")


@pytest.fixture
def marked(qtbot: QtBot, session: Session, tmp_path: Path) -> Session:
    """Line n of the open article is highlighted; every fourth one names Slaviša, with a note."""
    said = "😀 tells what the police did to Slaviša Milanov’s telephone."
    lines = [f"Line {n} {said}" for n in range(40)]
    (tmp_path / "редови.txt").write_bytes("\r\n\r\n".join(lines).encode())
    (tmp_path / "other.txt").write_bytes("Another article 📱.\r\nNobody is named in it.".encode())
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        session.importing.begin([str(tmp_path / "редови.txt"), str(tmp_path / "other.txt")])
    archive = session.archive
    article = next(each for each in archive.articles.all() if each.name == "редови.txt")
    text = archive.articles.text_of(article).text
    actor = archive.actors.add("Slaviša Milanov", kind="person")
    tag = archive.tags.add("no consent")
    with archive.act():
        for number in range(40):
            start = text.index(f"Line {number} 😀")
            named = number % 4 == 0
            archive.annotations.highlight(
                article.id,
                start,
                start + 30,
                colour=INKS[number % 4],
                note="Ask counsel." if named else "",
                actors=[actor.id] if named else [],
                tags=[tag.id] if number == 0 else [],
            )
    session.reading.open(article.id)
    qtbot.waitUntil(lambda: session.desk.page.reader.finished)
    qtbot.waitUntil(lambda: not session.desk.inspector.highlights.list._slices.isActive())
    return session
