"""Everything can be reached, is named, and shows that it has the focus, without mouse or eyes."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from archivist.desktop.acts.acts import acts
from archivist.desktop.controls.floating import Floating
from archivist.desktop.forms.appearance import Appearance
from archivist.desktop.forms.rows import RowsForm
from archivist.desktop.look.theme import Theme
from archivist.desktop.session.session import Session
from archivist.desktop.window.window import MainWindow
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
_Role = QtGui.QAccessible.Role
# What holds content: an empty cell is a cell in which nothing stands.
_CONTENT = (_Role.Cell, _Role.TreeItem, _Role.ListItem)
_LONG = 300
# Pixels of the smallest ring, that of a note beside the text, without its rounded corners.
_RING = 24

# Acts that show nothing of their own, or end what the test looks at.
_QUIET = {
    *("quit", "close", "lock", "undo", "redo", "withdraw", "withdraw-article", "verify"),
    *("theme", "contrast", "back", "forward"),
}


def parts(top: QtGui.QAccessibleInterface | None) -> Iterator[QtGui.QAccessibleInterface]:
    """Everything a screen reader finds from here on down, but the ends of long lists."""
    if top is None or not top.isValid():
        return
    yield top
    for number in range(min(top.childCount(), _LONG)):
        yield from parts(top.child(number))


def unnamed(widget: QtWidgets.QWidget) -> list[str]:
    """The controls that take the keys and say nothing of what they are."""
    found = []
    for part in parts(QtGui.QAccessible.queryAccessibleInterface(widget)):
        state = part.state()
        seen = state.focusable and not state.invisible and part.role() not in _CONTENT
        if seen and not part.text(QtGui.QAccessible.Text.Name).strip():
            thing = part.object()
            found.append(f"{part.role().name} {type(thing).__name__} {thing.objectName()}")
    return found


def seen_unnamed(window: MainWindow) -> list[str]:
    """As `unnamed`, in the window and in all that stands over it."""
    tops = [each for each in QtWidgets.QApplication.topLevelWidgets() if each.isVisible()]
    assert window in tops
    return [words for top in tops for words in unnamed(top)]


def close_all(session: Session) -> None:
    """Close every dialog and every panel."""
    for each in session.desk.window().findChildren(QtWidgets.QDialog):
        each.reject()
    for panel in session.desk.findChildren(Floating):
        if panel.isVisible():
            panel.close_panel()
    QtWidgets.QApplication.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete)


@pytest.fixture
def marked(opened: Callable[[str], Session], qtbot: QtBot) -> Session:
    """An article with two highlights, named, noted and dated, the second one current."""
    session = opened("stop.txt")
    archive = session.archive
    actor = archive.actors.add("Slaviša Milanov")
    event = archive.events.add("A stop 🚗", date="2024-02")
    tag = archive.tags.add("no consent")
    article = session.reading.article
    assert article is not None
    archive.annotations.highlight(article.id, 0, 6, actors=[actor.id], note="Ask 📱")
    mark = archive.annotations.highlight(
        article.id, 24, 30, events=[event.id], tags=[tag.id], colour="blue"
    )
    qtbot.waitUntil(lambda: len(session.reading.marks) == 2)
    session.reading.choose(mark.id)
    return session


def test_the_welcome_page_names_all_it_has(window: MainWindow, tmp_path: QtCore.QObject) -> None:
    assert unnamed(window) == []
    window.welcome.ask_passphrase(tmp_path)  # type: ignore[arg-type] # a folder
    assert unnamed(window) == []
    window.welcome.show_code("ABCD-EFGH")
    assert unnamed(window) == []


def test_an_empty_archive_names_all_it_has(session: Session, window: MainWindow) -> None:
    assert session.archive.articles.count() == 0
    assert unnamed(window) == []


def test_every_tab_beside_an_article_names_all_it_has(marked: Session, window: MainWindow) -> None:
    for number in range(len(marked.desk.inspector.tabs.tabs)):
        marked.desk.inspector.tabs.open(number)
        QtWidgets.QApplication.processEvents()
        assert unnamed(window) == [], number


def test_whatever_an_act_opens_names_all_it_has(marked: Session, window: MainWindow) -> None:
    (_, mark) = marked.reading.marks
    for act in acts():
        if act.name in _QUIET or act.name.startswith("recent-"):
            continue
        marked.reading.choose(mark.id)
        marked.desk.page.reader.setFocus()
        window.acts.actions[act.name].trigger()
        QtWidgets.QApplication.processEvents()
        assert seen_unnamed(window) == [], act.name
        close_all(marked)


def test_what_is_listed_is_read_out_with_all_it_says(marked: Session) -> None:
    role = QtCore.Qt.ItemDataRole.AccessibleTextRole
    desk = marked.desk
    heard = [
        str(desk.inspector.highlights.list.model().index(1, 0).data(role)),
        str(desk.column.model().index(0, 0).data(role)),
        str(desk.sidebar.list.model().index(1, 0).data(role)),
    ]
    assert "Blue" in heard[0]
    assert "no consent" in heard[0]
    assert all(len(words) > 4 and words != "None" for words in heard), heard


def focused() -> QtWidgets.QWidget:
    found = QtWidgets.QApplication.focusWidget()
    assert found is not None
    return found


def stops(window: QtWidgets.QWidget, first: QtWidgets.QWidget) -> list[QtWidgets.QWidget]:
    """Every control Tab comes to, from the first one until it is there again."""
    first.setFocus(QtCore.Qt.FocusReason.TabFocusReason)
    seen: list[QtWidgets.QWidget] = []
    while focused() not in seen:
        assert len(seen) < 80, "Tab never comes back"
        seen.append(focused())
        QTest.keyClick(focused(), Key.Key_Tab)
        assert window.isAncestorOf(focused())
    return seen


def picture(widget: QtWidgets.QWidget) -> memoryview:
    """The control as it stands in its window, a number a pixel."""
    QtWidgets.QApplication.processEvents()
    corner = widget.mapTo(widget.window(), QtCore.QPoint(0, 0))
    image = widget.window().grab(QtCore.QRect(corner, widget.size())).toImage()
    whole = image.convertToFormat(QtGui.QImage.Format.Format_RGB32)
    return memoryview(bytes(whole.constBits())).cast("I")


def shows_focus(widget: QtWidgets.QWidget, theme: Theme) -> bool:
    """Whether the focus paints something in the colour of the ring, or of words, on a control."""
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QtWidgets.QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
    widget.setFocus(QtCore.Qt.FocusReason.TabFocusReason)
    ringed = picture(widget)
    widget.clearFocus()
    ring = {theme.colour(token).rgb() for token in ("accent", "text")}
    changed = zip(ringed, picture(widget), strict=True)
    return sum(now in ring for now, before in changed if now != before) >= _RING


@pytest.mark.parametrize("dress", ["light", "contrast-dark"])
def test_tab_goes_through_the_whole_window_and_every_stop_is_seen(
    marked: Session, window: MainWindow, theme: Theme, dress: str
) -> None:
    theme.choose(dress)
    window.activateWindow()
    for number in (0, 1, 3):
        marked.desk.inspector.tabs.open(number)
        QtWidgets.QApplication.processEvents()
        found = stops(window, marked.desk.column)
        desk = marked.desk
        for part in (desk.sidebar.list, desk.search_bar.field, desk.page.reader, desk.timeline):
            assert part in found
        unseen = [each for each in found if not shows_focus(each, theme)]
        assert unseen == [], [f"{type(each).__name__} {each.accessibleName()}" for each in unseen]


@pytest.mark.parametrize(
    "act",
    [
        *("export", "new-event", "new-actor", "history", "print-preview", "describe", "appearance"),
        *("import-report", "watched-folder"),
    ],
)
def test_every_stop_in_what_stands_over_the_window_is_seen(
    marked: Session, window: MainWindow, theme: Theme, act: str
) -> None:
    window.acts.actions[act].trigger()
    QtWidgets.QApplication.processEvents()
    top = focused().window()
    panel = marked.desk.findChild(Appearance)
    assert panel is not None
    # A panel leaves the window in use, but stands over some of it.
    found = [
        each for each in stops(top, focused()) if not panel.isVisible() or panel.isAncestorOf(each)
    ]
    assert len(found) > 1
    unseen = [each for each in found if not shows_focus(each, theme)]
    assert unseen == [], [f"{type(each).__name__} {each.accessibleName()}" for each in unseen]
    close_all(marked)


def test_every_stop_in_the_form_of_columns_is_named_and_seen(
    qtbot: QtBot, marked: Session, theme: Theme, tmp_path: Path
) -> None:
    path = tmp_path / "isečci.csv"
    path.write_bytes("Naslov,Telo\r\nTelefon 😀,Prvi\r\n".encode())
    with qtbot.waitSignal(marked.importing.ended):
        marked.importing.begin([str(path)])
    marked.importing.report()
    report = marked.importing.report_shown
    report.table.selectRow(report.table.model().rowCount() - 1)
    report.rows_button.click()
    form = report.findChild(RowsForm)
    assert form is not None
    qtbot.waitUntil(lambda: len(form.columns.choosers) == 2)
    form.activateWindow()
    chooser = form.columns.choosers["Naslov"]
    chooser.choose("title")
    form.columns.chosen.emit()
    qtbot.waitUntil(form.make_button.isEnabled)
    assert unnamed(form) == []
    assert unnamed(report) == []
    found = stops(form, chooser)
    assert {*form.columns.choosers.values(), form.cancel_button, form.make_button} <= set(found)
    unseen = [each for each in found if not shows_focus(each, theme)]
    assert unseen == [], [f"{type(each).__name__} {each.accessibleName()}" for each in unseen]
    close_all(marked)


def test_every_part_of_the_window_is_gone_to_by_a_key_and_shown_for_it(
    marked: Session, window: MainWindow, hands: Hands
) -> None:
    desk = marked.desk
    for part in desk.parts.values():
        part.hide()
    parts_by_key = {
        Key.Key_1: desk.sidebar,
        Key.Key_2: desk.list_part,
        Key.Key_3: desk.page,
        Key.Key_4: desk.inspector,
        Key.Key_5: desk.timeline,
    }
    for key, part in parts_by_key.items():
        window.activateWindow()
        hands.press(key, QtCore.Qt.KeyboardModifier.AltModifier)
        assert part.isVisible()
        assert part is focused() or part.isAncestorOf(focused())


def test_every_part_of_the_window_is_shown_and_left_by_a_key(
    marked: Session, window: MainWindow
) -> None:
    for name, part in marked.desk.parts.items():
        for shown in (False, True):
            window.acts.actions[name].trigger()
            assert part.isVisible() == shown, name
