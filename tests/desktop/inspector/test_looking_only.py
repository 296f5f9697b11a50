"""An archive that lies where nobody can write: everything can be looked at, nothing changed."""

from pathlib import Path

import pytest
from PySide6 import QtWidgets
from pytestqt.qtbot import QtBot

from archivist.archive import Archive
from archivist.desktop.inspector.panel import EVENTS, HIGHLIGHTS, PEOPLE, PROVENANCE
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow
from archivist.intake.reading import read


def torn(archive: Archive, path: Path) -> str:
    """An article whose newer text lost one passage and holds another."""
    path.write_bytes("Slaviša 📱 was stopped.\r\nНовинар је задржан.\r\n".encode())
    article = archive.accession(read(path)).article
    text = archive.articles.text_of(article).text
    actor = archive.actors.add("Slaviša")
    archive.annotations.highlight(article.id, 0, 9, actors=[actor.id])
    archive.annotations.highlight(article.id, text.index("Новинар"), len(text), actors=[actor.id])
    path.write_bytes("Новинар је задржан.\r\nНико није питао 😀.\r\n".encode())
    archive.revise(article.id, read(path))
    return article.id


def test_whoever_cannot_write_is_offered_to_look(
    qtbot: QtBot,
    window: MainWindow,
    opener: Opener,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    archive, _ = opener.create(tmp_path / "case.archivist", "")
    article = torn(archive, tmp_path / "stop.txt")
    archive.close()
    monkeypatch.setattr("archivist.archive.os.access", lambda *_: False)
    window.show_archive(Archive.open(tmp_path / "case.archivist"))
    session = window.session
    assert session is not None
    session.reading.open(article)
    inspector = session.desk.inspector
    offered = {}
    parts: dict[int, QtWidgets.QWidget] = {
        HIGHLIGHTS: inspector.highlights,
        PEOPLE: inspector.people,
        EVENTS: inspector.events,
        PROVENANCE: inspector.provenance,
    }
    for tab, part in parts.items():
        inspector.tabs.open(tab)
        if tab == PEOPLE:
            qtbot.waitUntil(lambda: inspector.people.list.model().rowCount() == 1)
            inspector.people.list.setCurrentIndex(inspector.people.list.model().index(0, 0))
        buttons = part.findChildren(QtWidgets.QPushButton)
        offered[tab] = {each.text() for each in buttons if each.isVisible() and each.isEnabled()}
    assert offered[HIGHLIGHTS] == {"1 passage not in the newest text", "Find it", "Filter"}
    assert offered[PEOPLE] == {"Show passages"}
    assert offered[EVENTS] == set()
    assert offered[PROVENANCE] == {"Show the original (O)", "Show beside the text"}
    assert not window.acts.actions["revise"].isEnabled()
