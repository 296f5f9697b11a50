"""A title is an attack: all the window shows is words, and a screen reader can name it all."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtGui import QAccessible
from pytestqt.qtbot import QtBot

from archivist.desktop.acts.acts import acts
from archivist.desktop.acts.keys_sheet import KeysSheet
from archivist.desktop.cards.listing import CARD
from archivist.desktop.controls import plain
from archivist.desktop.forms.actor import ActorForm
from archivist.desktop.forms.description import DescriptionForm
from archivist.desktop.forms.event import EventForm
from archivist.desktop.forms.tag import TagForm
from archivist.desktop.handing_over.bundle_dialog import BundleDialog
from archivist.desktop.session.session import Session
from archivist.desktop.window.window import MainWindow

ATTACK = '<img src="/etc/hostname"> & <b>bold</b>'


@pytest.fixture
def attacked(qtbot: QtBot, session: Session, folder: Path) -> Session:
    """An archive whose titles and names are markup, with the article open and marked."""
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        session.importing.begin([str(folder)])
    article = next(each for each in session.archive.articles.all() if each.name == "attack.md")
    actor = session.archive.actors.add(ATTACK)
    event = session.archive.events.add(ATTACK, date="2025-02-26")
    tag = session.archive.tags.add(ATTACK)
    session.archive.annotations.highlight(
        article.id, 0, 7, note=ATTACK, actors=[actor.id], events=[event.id], tags=[tag.id]
    )
    session.reading.open(article.id)
    qtbot.waitUntil(lambda: bool(session.browsing.overview.tags))
    return session


def dialogs(session: Session) -> Iterator[QtWidgets.QDialog]:
    archive, desk = session.archive, session.desk
    assert session.reading.article is not None
    yield ActorForm(archive, archive.actors.all()[0], desk)
    yield EventForm(archive, archive.events.all()[0], desk)
    yield TagForm(archive, archive.tags.all()[0], desk)
    yield DescriptionForm(archive, session.reading.article, desk)
    yield BundleDialog(session.browsing.bundles(), desk)
    yield session.importing.report_shown


def labels(root: QtWidgets.QWidget) -> list[QtWidgets.QLabel]:
    return root.findChildren(QtWidgets.QLabel)


def test_every_label_of_the_window_shows_plain_text(attacked: Session, window: MainWindow) -> None:
    attacked.desk.notice.say(ATTACK)
    roots = [window, *dialogs(attacked)]
    shown = [label for root in roots for label in labels(root)]
    assert any(label.text() == ATTACK for label in shown)
    rich = [each for each in shown if each.textFormat() != QtCore.Qt.TextFormat.PlainText]
    assert rich == []


@pytest.mark.qt_log_ignore("This plugin does not support raise", extend=True)
def test_a_tooltip_is_words(qtbot: QtBot, attacked: Session) -> None:
    column = attacked.desk.column
    row = attacked.listing.cards.row_of(attacked.reading.article.id)  # type: ignore[union-attr] # open
    assert row is not None
    box = column.visualRect(attacked.listing.cards.index(row, 0))
    event = QtGui.QHelpEvent(
        QtCore.QEvent.Type.ToolTip, box.center(), column.viewport().mapToGlobal(box.center())
    )
    QtWidgets.QApplication.sendEvent(column.viewport(), event)
    qtbot.waitUntil(lambda: QtWidgets.QToolTip.text() != "")
    assert "&lt;img" in QtWidgets.QToolTip.text()
    label = QtWidgets.QPushButton()
    qtbot.addWidget(label)
    plain.hint(label, ATTACK)
    assert label.toolTip().startswith("&lt;img")


def test_a_title_that_is_markup_is_a_card_and_a_heading_like_any_other(attacked: Session) -> None:
    row = attacked.listing.cards.row_of(attacked.reading.article.id)  # type: ignore[union-attr] # open
    assert row is not None
    assert attacked.listing.cards.index(row, 0).data(CARD).title == ATTACK
    assert ATTACK in attacked.desk.page.reader.document().toPlainText()


def unnamed(root: QtWidgets.QWidget) -> list[str]:
    """The focusable controls in view that a screen reader cannot name."""
    found = []
    for each in root.findChildren(QtWidgets.QWidget):
        if each.focusPolicy() == QtCore.Qt.FocusPolicy.NoFocus or not each.isVisibleTo(root):
            continue
        interface = QAccessible.queryAccessibleInterface(each.focusProxy() or each)
        if not interface.text(QAccessible.Text.Name):
            found.append(f"{type(each).__name__} {each.objectName()}")
    return found


def test_every_control_that_takes_the_keyboard_has_a_name(
    attacked: Session, window: MainWindow
) -> None:
    assert unnamed(window) == []
    for tab in range(4):
        attacked.desk.inspector.tabs.open(tab)
        assert unnamed(window) == []
    attacked.desk.page.find_bar.open()
    attacked.desk.palette_panel.open(attacked.browsing.overview)
    attacked.joining.name("actor")
    assert unnamed(window) == []


def test_every_control_of_every_dialog_has_a_name(attacked: Session, window: MainWindow) -> None:
    for dialog in (*dialogs(attacked), KeysSheet(window.acts, window)):
        dialog.show()
        assert unnamed(dialog) == [], type(dialog).__name__
        dialog.close()


def test_the_ways_in_have_names(window: MainWindow) -> None:
    for show in (
        window.welcome.show_start,
        window.welcome.show_create,
        window.welcome.show_open,
    ):
        show()
        assert unnamed(window) == []


def test_no_key_means_two_things() -> None:
    keys = [key for act in acts() for key in act.keys]
    assert len(keys) == len(set(keys))


def test_every_act_does_something_and_every_icon_is_there(
    attacked: Session, window: MainWindow
) -> None:
    of_the_window = {"quit", "close", "lock", "keys"}
    assert {act.name for act in acts()} == set(attacked.verbs) | of_the_window
    known = set(window.acts._theme.icons.names())
    assert {act.icon for act in acts() if act.icon} <= known


def test_one_author_makes_labels_and_tooltips_and_no_sentence_is_an_f_string() -> None:
    desktop = Path(plain.__file__).parents[1]
    for path in desktop.rglob("*.py"):
        words = path.read_text("utf-8")
        assert not re.search(r"\b(tr|translate)\(\s*f[\"']", words), path
        if path.name != "plain.py":
            assert "QLabel(" not in words, path
            assert "QMessageBox" not in words, path
            assert "setToolTip(" not in words, path
