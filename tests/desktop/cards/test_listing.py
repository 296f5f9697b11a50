"""The list keeps Qt's rules for models, fetches by page, and answers only the latest question."""

from pathlib import Path

import pytest
from PySide6 import QtCore, QtTest
from pytestqt.qtbot import QtBot

from archivist.desktop.cards.column import CardColumn
from archivist.desktop.cards.listing import CARD, KEPT, PAGE, Asked, Cards
from archivist.desktop.look.theme import Theme
from archivist.desktop.session.session import Session
from archivist.search.listing import Card, Scope


def card(number: int) -> Card:
    return Card(
        number,
        f"{number:032x}",
        f"Title {number} 😀",
        "",
        "",
        "",
        "",
        (),
        (),
        (),
        0,
        "reviewed",
        False,
    )


def page(number: int, size: int = PAGE) -> tuple[Card, ...]:
    return tuple(card(number * PAGE + at) for at in range(size))


@pytest.mark.usefixtures("qapp")
def test_the_model_keeps_the_rules_of_models() -> None:
    cards = Cards()
    tester = QtTest.QAbstractItemModelTester(
        cards, QtTest.QAbstractItemModelTester.FailureReportingMode.Fatal
    )
    cards.wanted.connect(lambda number: cards.keep(number, page(number)))
    cards.show(1_000, page(0))
    assert cards.index(999, 0).data(CARD) is None or cards.index(999, 0).data(CARD).n == 999
    assert cards.index(999, 0).data(CARD).n == 999
    cards.refresh()
    assert cards.index(0, 0).data().startswith("Title 0")
    cards.show(0, ())
    assert cards.rowCount() == 0
    assert tester.model() is cards


@pytest.mark.usefixtures("qapp")
def test_a_page_is_asked_for_once_and_old_pages_are_let_go() -> None:
    cards = Cards()
    asked: list[int] = []
    cards.wanted.connect(asked.append)
    cards.show(PAGE * (KEPT + 10), page(0))
    for _ in range(3):
        assert cards.index(PAGE * 5, 0).data(CARD) is None
    assert asked == [5]
    for number in range(1, KEPT + 5):
        cards.keep(number, page(number))
    assert cards.index(0, 0).data(CARD) is None
    assert asked == [5, 0]


@pytest.mark.usefixtures("qapp")
def test_a_million_rows_cost_what_a_hundred_do() -> None:
    cards = Cards()
    cards.show(1_000_000, page(0))
    assert cards.rowCount() == 1_000_000
    assert cards.row_of(card(77).id) == 77
    assert cards.row_of(card(999_999).id) is None


def test_only_the_latest_question_is_answered(qtbot: QtBot, session: Session, folder: Path) -> None:
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        session.importing.begin([str(folder)])
    shown: list[int] = []
    session.listing.shown.connect(shown.append)
    for query in ("milanov", "nothing-of-the-kind", "markup OR attack"):
        session.listing.ask(Asked(query))
    session.listing.ask(Asked("", Scope(starred=True)))
    qtbot.waitUntil(lambda: shown == [0])
    session.listing.ask(Asked())
    qtbot.waitUntil(lambda: shown == [0, 3])
    assert session.listing.cards.rowCount() == 3


def test_a_refused_query_leaves_the_list_as_it_was(
    qtbot: QtBot, session: Session, folder: Path
) -> None:
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        session.importing.begin([str(folder)])
    with qtbot.waitSignal(session.listing.refused):
        session.listing.ask(Asked("nofield:x"))
    assert session.listing.cards.rowCount() == 3
    role = QtCore.Qt.ItemDataRole.AccessibleTextRole
    assert session.listing.cards.index(0, 0).data(role)


def test_a_row_that_is_reached_before_its_page_opens_when_the_page_comes(
    qtbot: QtBot, theme: Theme
) -> None:
    cards = Cards()
    column = CardColumn(theme, cards)
    qtbot.addWidget(column)
    opened: list[str] = []
    column.opened.connect(opened.append)
    cards.show(PAGE * 4, page(0))
    column.setCurrentIndex(cards.index(PAGE * 3, 0))
    assert opened == []
    cards.keep(3, page(3))
    assert opened == [card(PAGE * 3).id]
