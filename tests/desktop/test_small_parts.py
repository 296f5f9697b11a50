"""The small parts the window is made of: finding words, places in time, plurals, icons."""

from itertools import pairwise
from pathlib import Path

import pytest
from PySide6 import QtCore, QtGui, QtWidgets
from pytestqt.qtbot import QtBot

from archivist import assets
from archivist.archive import Archive
from archivist.desktop.collecting import Collector
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.icons import Icons
from archivist.desktop.look.painting import Words
from archivist.desktop.look.theme import Theme
from archivist.desktop.shelves.places import fitting, survey
from archivist.desktop.timeline.marks import Happening, happening, place, ticks


def test_a_date_has_its_place_in_time_and_no_date_has_none() -> None:
    month = happening("a1", "A month", "2024-02")
    assert month is not None
    assert month.last - month.first == 28
    assert happening("a2", "None", "2025-02-30") is None


def test_names_on_the_timeline_do_not_cover_each_other() -> None:
    events = tuple(Happening(f"{n:02}", "x" * 10, "", n * 10, n * 10) for n in range(12))
    placed = place(events, float, lambda _words: 60.0, 3, 1_000)
    for row in range(3):
        spans = sorted((p.x - 6, p.x + p.width) for p in placed if p.row == row)
        assert all(left[1] <= right[0] for left, right in pairwise(spans))
    assert [each.row for each in placed].count(-1) > 0


def test_a_name_that_would_run_over_the_edge_stands_to_the_left() -> None:
    (only,) = place((Happening("a", "long", "", 90, 90),), float, lambda _words: 40.0, 1, 100)
    assert only.to_the_left


def test_ticks_leave_room_for_their_names() -> None:
    first, last = 730_000, 733_650
    shown = ticks(first, last, lambda day: (day - first) / 4, 84)
    gaps = [b.x - a.x for a, b in pairwise(shown)]
    assert gaps
    assert min(gaps) >= 80
    assert ticks(1, 400, float, 84)


def test_one_thing_and_several_things(theme: Theme) -> None:
    assert theme.tokens is not None
    say = QtCore.QCoreApplication.translate
    assert say("Any", "%n article(s)", "", 1) == "1 article"
    assert say("Any", "%n article(s)", "", 3) == "3 articles"
    assert say("Any", "Nothing counted") == "Nothing counted"


@pytest.mark.usefixtures("qapp")
def test_every_icon_is_drawn_in_the_colour_that_is_asked() -> None:
    icons = Icons(assets.resources() / "icons")
    assert len(icons.names()) >= 35
    for name in icons.names():
        picture = icons.pixmap(name, "#ff0000", 24, 2).toImage()
        assert picture.width() == 48
        inked = [
            picture.pixelColor(x, y)
            for x in range(48)
            for y in range(48)
            if picture.pixelColor(x, y).alpha() > 200
        ]
        assert inked, name
        assert all(colour.red() > 200 and colour.green() < 60 for colour in inked), name


def test_icons_follow_one_hand() -> None:
    for path in sorted((assets.resources() / "icons").glob("*.svg")):
        drawing = path.read_text("utf-8")
        assert 'viewBox="0 0 24 24"' in drawing
        assert 'stroke-width="1.75" stroke-linecap="round"' in drawing
        assert "currentColor" in drawing
        assert "http" not in drawing.replace("http://www.w3.org/2000/svg", "")


@pytest.mark.usefixtures("qapp")
def test_weights_are_real() -> None:
    words = "The Israeli company Cellebrite"
    regular = QtGui.QFontMetricsF(fonts.interface(14)).horizontalAdvance(words)
    semibold = QtGui.QFontMetricsF(fonts.interface(14, fonts.SEMIBOLD)).horizontalAdvance(words)
    assert semibold > regular * 1.02
    assert set(fonts.load()) >= {fonts.INTERFACE, fonts.READING, fonts.ARABIC}


def test_a_theme_switch_changes_the_palette_and_is_told(qtbot: QtBot, theme: Theme) -> None:
    light = QtWidgets.QApplication.palette().window().color().name()
    with qtbot.waitSignal(theme.changed):
        theme.choose("dark")
    assert QtWidgets.QApplication.palette().window().color().name() != light
    assert theme.tokens.dark


@pytest.mark.usefixtures("qapp")
def test_painted_words_are_cut_to_their_lines() -> None:
    words = Words("😀 " + "word " * 200, fonts.interface(13), "#000000", lines=2, marked=((2, 6),))
    one = painting.height_of(Words("one", fonts.interface(13), "#000000"), 200)
    assert painting.height_of(words, 200) == pytest.approx(2 * one)
    image = QtGui.QImage(220, 80, QtGui.QImage.Format.Format_ARGB32)
    image.fill(QtCore.Qt.GlobalColor.white)
    painter = QtGui.QPainter(image)
    painting.paint_words(painter, QtCore.QRectF(0, 0, 200, 40), words)
    painter.end()
    right = [image.pixelColor(x, y).lightness() for x in range(206, 220) for y in range(80)]
    assert min(right) > 250


def test_places_are_counted_and_the_most_used_come_first(archive: Archive) -> None:
    archive.tags.add("rare")
    archive.tags.add("often")
    archive.events.add("Something", tags=[archive.tags.named("often").id])  # type: ignore[union-attr] # just made
    overview = survey(archive, ("All", "To review", "Starred", "Bundles"))
    assert [(tag.name, tag.count) for tag in overview.tags] == [("often", 1), ("rare", 0)]
    assert [place.name for place in fitting(overview.tags, "RA")] == ["rare"]
    archive.close()


@pytest.mark.usefixtures("qapp")
def test_cycles_are_collected_when_enough_have_gathered() -> None:
    import gc
    import weakref

    class Knot:
        def __init__(self) -> None:
            self.own = self

    parent = QtCore.QObject()
    collector = Collector(parent)
    knot = Knot()
    gone = weakref.ref(knot)
    del knot
    kept = [[] for _ in range(gc.get_threshold()[0] + 100)]  # type: ignore[var-annotated]
    collector.collect()
    assert gone() is None
    assert kept
    assert not gc.isenabled()


def test_the_tests_read_the_icons_of_this_checkout() -> None:
    assert Path(assets.resources() / "icons" / "star.svg").is_file()
