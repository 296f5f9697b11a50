"""How the page looks is changed while it is read, kept in the archive, and left alone by undo."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.archive import Archive
from archivist.desktop.acts.keys_sheet import KeysSheet
from archivist.desktop.forms.appearance import Appearance
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme
from archivist.desktop.session.session import Session
from archivist.desktop.session.view import typography_of
from archivist.desktop.window.window import MainWindow
from archivist.settings import ColourNames, Settings
from tests.desktop.hands import Hands

Key = QtCore.Qt.Key
Control = QtCore.Qt.KeyboardModifier.ControlModifier
Shift = QtCore.Qt.KeyboardModifier.ShiftModifier
Letters = tuple[str, int, float, float]


@pytest.fixture
def read(opened: Callable[[str], Session]) -> Session:
    """An article open, the keys on its page."""
    return opened("stop.txt")


@pytest.fixture
def panel(read: Session, hands: Hands) -> Appearance:
    """The panel of looks, opened by its key."""
    hands.press(Key.Key_Comma, Control)
    found = read.desk.findChild(Appearance)
    assert found is not None
    assert found.isVisible()
    return found


def letters(session: Session) -> Letters:
    """Family, pixels, line height and width of the column of the page as it stands."""
    reader = session.desk.page.reader
    block = reader.document().lastBlock()
    font = block.charFormat().font()
    frame = reader.document().rootFrame().frameFormat()
    column = reader.viewport().width() - frame.leftMargin() - frame.rightMargin()
    return font.families()[0], font.pixelSize(), block.blockFormat().lineHeight(), column


def test_letters_column_and_lines_are_those_of_the_settings(
    panel: Appearance, read: Session
) -> None:
    family, pixels, height, column = letters(read)
    assert (family, pixels, height) == ("Source Serif 4", 17, 29)
    panel.figures["text_size"].box.setValue(18)
    assert letters(read)[1] == 24
    panel.figures["line_height"].box.setValue(200)
    assert letters(read)[2] == 48
    panel.figures["text_width"].box.setValue(360)
    assert letters(read)[3] < column
    assert letters(read)[3] == 360
    panel.family.choose("sans")
    assert letters(read)[0] == "Inter"


def test_everything_in_the_panel_is_reached_and_changed_by_keys(
    panel: Appearance, read: Session, hands: Hands
) -> None:
    assert panel.theme.hasFocus()
    hands.press(Key.Key_Down)
    hands.press(Key.Key_Down)
    assert read.desk.page.reader.palette().color(QtGui.QPalette.ColorRole.Text).lightness() > 128
    hands.press(Key.Key_Tab)
    assert panel.family.hasFocus()
    hands.press(Key.Key_Down)
    assert letters(read)[0] == "Inter"
    for name in ("text_size", "text_width", "line_height", "zoom"):
        hands.press(Key.Key_Tab)
        before = panel.figures[name].value
        hands.press(Key.Key_Up)
        assert panel.figures[name].value > before, name
    hands.press(Key.Key_Tab)
    hands.type("Doubtful")
    assert panel.names["yellow"].text() == "Doubtful"
    hands.press(Key.Key_Escape)
    assert not panel.isVisible()
    assert read.desk.page.reader.hasFocus()
    kept = read.archive.settings
    assert (kept.theme, kept.text_font, kept.text_size, kept.zoom) == ("dark", "sans", 14, 110)
    assert kept.colours.yellow == "Doubtful"


def test_a_letter_typed_on_a_choice_does_no_act_of_the_window(
    panel: Appearance, read: Session, hands: Hands
) -> None:
    panel.theme.setFocus()
    hands.type("h")
    assert panel.theme.value == "contrast-light"
    read.desk.page.reader.select(0, 6)
    panel.theme.setFocus()
    hands.type("a1")
    assert not read.desk.chooser.isVisible()
    assert read.archive.annotations.count() == 0


def test_the_rest_of_the_window_stays_in_use(
    panel: Appearance, read: Session, hands: Hands
) -> None:
    reader = read.desk.page.reader
    reader.setFocus()
    reader.select(0, 6)
    hands.press(Key.Key_3)
    assert [mark.colour for mark in read.archive.annotations.all()] == ["blue"]
    assert panel.isVisible()


def test_as_it_comes_takes_everything_back_but_who_acts(
    panel: Appearance, read: Session, qtbot: QtBot
) -> None:
    agent = read.archive.settings.agent
    panel.figures["zoom"].box.setValue(200)
    panel.names["rose"].setText("Незаконит приступ")
    panel.names["rose"].textEdited.emit("Незаконит приступ")
    qtbot.mouseClick(panel.reset, QtCore.Qt.MouseButton.LeftButton)
    assert letters(read)[1] == 17
    assert panel.names["rose"].text() == ""
    panel.close_panel()
    assert read.archive.settings == Settings(agent=agent, shape=read.archive.settings.shape)


def test_undo_does_not_touch_how_the_page_looks(
    panel: Appearance, read: Session, hands: Hands
) -> None:
    read.archive.actors.add("Ćirić")
    panel.theme.choose("contrast-dark")
    panel.close_panel()
    read.desk.page.reader.setFocus()
    hands.press(Key.Key_Z, Control)
    assert read.archive.actors.named("Ćirić") is None
    assert read.archive.settings.theme == "contrast-dark"


def test_keys_and_wheel_zoom_within_limits(read: Session, hands: Hands) -> None:
    hands.press(Key.Key_Plus, Control)
    assert letters(read)[1] == 19
    assert "110 %" in read.desk.notice.said()
    for _ in range(20):
        turn(read, 120)
    assert letters(read)[1] == 52
    for _ in range(40):
        turn(read, -60)
    assert letters(read)[1] == 9
    hands.press(Key.Key_0, Control)
    assert letters(read)[1] == 17


def turn(session: Session, angle: int) -> None:
    """Turn the wheel over the page with Ctrl held."""
    viewport = session.desk.page.reader.viewport()
    at = QtCore.QPointF(viewport.rect().center())
    wheel = QtGui.QWheelEvent(
        at,
        QtCore.QPointF(viewport.mapToGlobal(at)),
        QtCore.QPoint(),
        QtCore.QPoint(0, angle),
        QtCore.Qt.MouseButton.NoButton,
        Control,
        QtCore.Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QtWidgets.QApplication.sendEvent(viewport, wheel)


def test_zoom_outlives_what_others_set_meanwhile(read: Session, hands: Hands, qtbot: QtBot) -> None:
    hands.press(Key.Key_Plus, Control)
    read.archive.keep_positions({"ab" * 32: 4})
    qtbot.wait(1)
    assert letters(read)[1] == 19


def test_a_change_made_elsewhere_is_followed(read: Session, qtbot: QtBot) -> None:
    read.archive.set_settings(replace(read.archive.settings, text_size=20))
    qtbot.waitUntil(lambda: letters(read)[1] == 27)


def test_light_and_dark_and_contrast_are_two_keys(
    opened: Callable[[str], Session], hands: Hands, theme: Theme
) -> None:
    opened("stop.txt")
    seen = []
    for key in (Key.Key_H, Key.Key_L, Key.Key_H, Key.Key_L):
        hands.press(key, Control | Shift)
        seen.append(theme.tokens.name)
    assert seen == ["contrast-light", "contrast-dark", "dark", "light"]


def test_colours_go_by_the_names_a_person_gave_them_everywhere(
    panel: Appearance, read: Session, window: MainWindow, hands: Hands
) -> None:
    panel.names["rose"].setFocus()
    hands.type("Unlawful access & more")
    words = "Highlight rose: Unlawful access & more"
    assert [act.words for act in window.acts.all if act.name == "ink-rose"] == [words]
    assert window.acts.actions["ink-rose"].text().replace("&&", "&") == words
    named = [
        each.accessibleName() for each in read.desk.ink_bar.findChildren(QtWidgets.QAbstractButton)
    ]
    assert f"{words} (2)" in named
    panel.close_panel()
    hands.press(Key.Key_K, Control)
    palette = read.desk.palette_panel
    hands.type("unlawful")
    model = palette.list.model()
    assert words in [model.index(row, 0).data() for row in range(model.rowCount())]
    palette.close_panel()
    hands.press(Key.Key_F1)
    sheet = window.findChild(KeysSheet)
    assert sheet is not None
    assert words in [label.text() for label in sheet.findChildren(QtWidgets.QLabel)]
    sheet.reject()


def test_a_screen_reader_hears_the_name_of_a_colour(read: Session, hands: Hands) -> None:
    read.desk.page.reader.select(0, 6)
    hands.press(Key.Key_2)
    colours = replace(read.archive.settings.colours, rose="Ćutanje 📱")
    read.archive.set_settings(replace(read.archive.settings, colours=colours))
    QtWidgets.QApplication.processEvents()
    model = read.desk.inspector.highlights.list.model()
    heard = model.index(0, 0).data(QtCore.Qt.ItemDataRole.AccessibleTextRole)
    assert "Ćutanje 📱" in heard


def test_the_panel_stays_in_the_window_at_every_size(
    panel: Appearance, read: Session, window: MainWindow
) -> None:
    for size in ((1000, 700), (1400, 860), (1000, 620)):
        window.resize(*size)
        QtWidgets.QApplication.processEvents()
        assert read.desk.rect().contains(panel.geometry()), size


def test_a_font_that_is_not_here_is_shown_in_our_serif_and_kept(
    window: MainWindow, archive: Archive
) -> None:
    archive.set_settings(replace(archive.settings, text_font="Ћирилични Times 😀"))
    window.show_archive(archive)
    assert window.session is not None
    window.acts.actions["appearance"].trigger()
    panel = window.session.desk.findChild(Appearance)
    assert panel is not None
    assert panel.family.currentText() == "Ћирилични Times 😀 (not on this computer)"
    assert letters_of("Ћирилични Times 😀") == fonts.READING
    panel.figures["zoom"].box.setValue(120)
    panel.close_panel()
    assert archive.settings.text_font == "Ћирилични Times 😀"
    assert archive.settings.zoom == 120


def letters_of(choice: str) -> str:
    return typography_of(Settings(text_font=choice)).serif


def test_a_font_of_the_machine_is_offered_in_its_own_letters_and_taken(
    panel: Appearance, read: Session
) -> None:
    offered = [panel.family.itemData(row) for row in range(panel.family.count())]
    assert offered[:2] == ["serif", "sans"]
    if len(offered) == 2:
        pytest.skip("this machine has no fonts of its own")
    row = 2
    font = panel.family.itemData(row, QtCore.Qt.ItemDataRole.FontRole)
    assert font.family() == offered[row]
    panel.family.setCurrentIndex(row)
    assert letters(read)[0] == offered[row]


def test_weight_is_given_in_the_way_a_family_knows() -> None:
    font = QtGui.QFont()
    font.setFamilies(["Any family of the machine"])
    fonts.weigh(font, fonts.SEMIBOLD)
    assert font.weight() == QtGui.QFont.Weight.DemiBold
    ours = fonts.reading(15, fonts.SEMIBOLD)
    assert ours.variableAxisValue(QtGui.QFont.Tag("wght")) == 600
    assert ours.weight() == QtGui.QFont.Weight.Normal


def test_inks_are_named_once_and_told_of(theme: Theme, qtbot: QtBot) -> None:
    with qtbot.waitSignal(theme.named):
        theme.call_inks(ColourNames(blue="Phones"))
    with qtbot.assertNotEmitted(theme.named):
        theme.call_inks(ColourNames(blue="Phones"))
    theme.call_inks(ColourNames())
