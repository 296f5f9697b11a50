"""Every act has words, keys of its own, a verb, and a place in the palette and on the sheet."""

from PySide6 import QtCore, QtGui, QtWidgets
from PySide6.QtTest import QTest

from archivist.desktop.acts.acts import acts
from archivist.desktop.acts.keys_sheet import KeysSheet
from archivist.desktop.controls.picker import ROW
from archivist.desktop.session.session import Session
from archivist.desktop.window.window import MainWindow

OF_THE_WINDOW = {"quit", "close", "lock", "keys"}
_NATIVE = QtGui.QKeySequence.SequenceFormat.NativeText


def test_every_act_has_a_name_of_its_own_and_words() -> None:
    names = [act.name for act in acts()]
    assert len(set(names)) == len(names)
    for act in acts():
        assert act.words.strip() == act.words != "", act.name
        assert act.group, act.name


def test_no_two_acts_share_words() -> None:
    words = [act.words for act in acts()]
    assert len(set(words)) == len(words)


def test_no_two_acts_share_a_key(window: MainWindow) -> None:
    owners: dict[str, str] = {}
    for act in window.acts.all:
        for keys in window.acts.actions[act.name].shortcuts():
            written = keys.toString()
            assert written, f"{act.name} has a key Qt does not know"
            assert owners.setdefault(written, act.name) == act.name, written


def test_no_act_takes_a_key_that_every_text_needs(window: MainWindow) -> None:
    standard = QtGui.QKeySequence.StandardKey
    needed = {
        keys.toString()
        for each in (standard.Copy, standard.Paste, standard.Cut, standard.SelectAll)
        for keys in QtGui.QKeySequence.keyBindings(each)
    }
    for act in window.acts.all:
        for keys in window.acts.actions[act.name].shortcuts():
            assert keys.toString() not in needed, act.name


def test_every_act_is_wired_to_a_verb_and_every_verb_is_an_act(session: Session) -> None:
    names = {act.name for act in acts()}
    assert names - OF_THE_WINDOW == set(session.verbs)


def test_every_act_is_in_the_menu(window: MainWindow) -> None:
    menu = window.acts.menu(window)
    shown = [
        action.data()
        for group in menu.findChildren(QtWidgets.QMenu)
        for action in group.actions()
        if action.data()
    ]
    assert shown == sorted(shown, key=[act.name for act in acts()].index)
    assert set(shown) == {act.name for act in acts()}


def test_the_palette_lists_every_act_with_its_key(session: Session, window: MainWindow) -> None:
    window.acts.allow((act.name for act in acts()), allowed=True)
    window.acts.actions["palette"].trigger()
    model = session.desk.palette_panel.list.model()
    rows = [model.index(row, 0).data(ROW) for row in range(model.rowCount())]
    listed = {row.key: row.aside for row in rows if row.kind == "act"}
    assert listed == {act.name: window.acts.keys_of(act.name) for act in acts()}
    session.desk.palette_panel.close_panel()


def test_an_act_is_found_in_the_palette_by_its_group_and_any_of_its_words(
    session: Session, window: MainWindow
) -> None:
    window.acts.actions["palette"].trigger()
    panel = session.desk.palette_panel
    QTest.keyClicks(panel.field, "contrast vi")
    assert panel.list.model().index(0, 0).data(ROW).key == "contrast"
    panel.close_panel()


def sheet_of(window: MainWindow) -> KeysSheet:
    window.acts.actions["keys"].trigger()
    found = window.findChild(KeysSheet)
    assert found is not None
    return found


def test_the_sheet_of_keys_tells_every_key(window: MainWindow) -> None:
    sheet = sheet_of(window)
    told = " ".join(label.text() for label in sheet.findChildren(QtWidgets.QLabel))
    for act in window.acts.all:
        # Acts that differ by a number alone share a line: the first and the last are told.
        if act.name.startswith("recent-") and act.name not in ("recent-1", "recent-9"):
            continue
        for keys in act.keys:
            assert QtGui.QKeySequence(keys).toString(_NATIVE) in told, act.name
    sheet.reject()


def test_the_sheet_of_keys_is_whole_in_a_small_window_and_scrolls_by_keys(
    window: MainWindow,
) -> None:
    for size in ((1000, 700), (1000, 460), (1400, 860)):
        window.resize(*size)
        sheet = sheet_of(window)
        assert sheet.width() <= window.width()
        assert sheet.height() <= window.height()
        for label in sheet._area.findChildren(QtWidgets.QLabel):
            wanted = label.sizeHint().width() - 1
            assert label.width() >= wanted, f"{label.text()} is cut off at {size}"
            right = label.mapTo(sheet._area.viewport(), QtCore.QPoint(label.width(), 0)).x()
            assert right <= sheet._area.viewport().width(), label.text()
        bar = sheet._area.verticalScrollBar()
        if bar.maximum():
            QTest.keyClick(sheet, QtCore.Qt.Key.Key_PageDown)
            assert bar.value() > 0
        sheet.reject()
        QtWidgets.QApplication.sendPostedEvents(sheet, QtCore.QEvent.Type.DeferredDelete)


def test_acts_are_renamed_everywhere_at_once(window: MainWindow) -> None:
    window.acts.rename({"star": "Mark & keep 😀"})
    assert next(act.words for act in window.acts.all if act.name == "star") == "Mark & keep 😀"
    assert window.acts.actions["star"].text() == "Mark && keep 😀"


def test_a_key_held_down_repeats_only_what_goes_on_step_by_step(window: MainWindow) -> None:
    repeating = {name for name, action in window.acts.actions.items() if action.autoRepeat()}
    stops = ("mark", "article", "hit", "change")
    steps = {f"{way}-{what}" for way in ("next", "previous") for what in stops}
    ends = {f"{end}-{way}" for end in ("start", "end") for way in ("earlier", "later")}
    letters = {f"{name}-letter" for name in ends}
    assert repeating == {*steps, *ends, *letters, "undo", "redo", "zoom-in", "zoom-out"}
