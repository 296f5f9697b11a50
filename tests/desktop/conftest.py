"""A screen's worth of Qt for the tests of the window: letters, theme, an archive at work."""

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist import assets
from archivist.archive import Archive
from archivist.desktop.app import prepared, themed
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme
from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow
from archivist.store import keys
from tests.desktop.hands import Hands


@pytest.fixture(scope="session", autouse=True)
def _letters(qapp: QtWidgets.QApplication) -> None:
    # With our own fonts a line breaks at the same word on every machine.
    fonts.load()
    # Two presses of one test must not add up to a double click.
    qapp.setDoubleClickInterval(1)


@pytest.fixture
def theme(qapp: QtWidgets.QApplication) -> Iterator[Theme]:
    """The light theme."""
    prepared([])
    made = themed(qapp)
    made.choose("light")
    yield made
    qapp.setStyleSheet("")
    made.deleteLater()


@pytest.fixture
def opener(clock: Callable[[], object]) -> Opener:
    """Makes and opens archives with a ticking clock and a cheap passphrase."""
    return Opener(clock, os.urandom, keys.FLOOR)  # type: ignore[arg-type] # a ticking clock


@pytest.fixture
def window(qtbot: QtBot, theme: Theme, opener: Opener) -> Iterator[MainWindow]:
    """The window on the screen, on its welcome page."""
    made = MainWindow(theme, opener, assets.sample_archive, network_denied=True)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitExposed(made)
    yield made
    made.leave()


@pytest.fixture
def archive(tmp_path: Path, opener: Opener) -> Archive:
    """An archive that is open to whoever has it; the window that shows it closes it."""
    made, _ = opener.create(tmp_path / "case.archivist", "")
    return made


@pytest.fixture
def session(qtbot: QtBot, window: MainWindow, archive: Archive) -> Session:
    """The window with an open, empty archive."""
    with qtbot.waitSignal(_shown(window, archive)):
        pass
    assert window.session is not None
    return window.session


def _shown(window: MainWindow, archive: Archive) -> QtCore.SignalInstance:
    window.show_archive(archive)
    assert window.session is not None
    return window.session.listing.shown


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder of four files: emoji, CRLF, names in other scripts, a title that is an attack."""
    made = tmp_path / "incoming"
    made.mkdir()
    files = {
        "stop.txt": "A stop near Pirot 📱\r\nPolice stopped Slaviša Milanov’s car 🚗 in February "
        "2024.\r\nNobody asked him for the code. Then Cellebrite’s equipment opened it.\r\n",
        "ћирилица.txt": "Телефон без питања\nНовинар Славиша Миланов је задржан.\n",
        "attack.md": "---\ntitle: '<img src=\"/etc/hostname\"> & <b>bold</b>'\ndate: 2025-02-26\n"
        "publisher: '<i>Record</i>'\n---\n\nA title is an attack 😀.\r\n",
        "empty.txt": "",
    }
    for name, text in files.items():
        (made / name).write_bytes(text.encode())
    return made


@pytest.fixture
def hands() -> Hands:
    """Mouse and keys."""
    return Hands()


@pytest.fixture
def opened(qtbot: QtBot, session: Session, folder: Path, hands: Hands) -> Callable[[str], Session]:
    """Drops the folder on the window and opens the article of a file."""

    def open_article(name: str) -> Session:
        with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
            hands.drop(session.desk, [folder])
        found = next(each for each in session.archive.articles.all() if each.name == name)
        session.reading.open(found.id)
        session.desk.page.reader.setFocus()
        return session

    return open_article


@pytest.fixture
def run_script(tmp_path: Path) -> Callable[[str, list[str]], str]:
    """Runs Python in a process of its own with an empty HOME and no screen; what it prints."""

    def run(code: str, words: list[str]) -> str:
        home = tmp_path / "home"
        home.mkdir(exist_ok=True)
        environment = {
            **{key: value for key, value in os.environ.items() if not key.startswith("XDG_")},
            "HOME": str(home),
            "QT_QPA_PLATFORM": "offscreen",
        }
        ended = subprocess.run(
            [sys.executable, "-c", code, *words],
            env=environment,
            capture_output=True,
            text=True,
            timeout=90,
            check=False,
        )
        assert ended.returncode == 0, ended.stderr
        return ended.stdout

    return run
