"""Sources that disagree in the tab of provenance, and the choice between them by mouse and key."""

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.desktop.inspector.accounts import Accounts
from archivist.desktop.inspector.panel import PROVENANCE
from archivist.desktop.session.session import Session

Key = QtCore.Qt.Key
Left = QtCore.Qt.MouseButton.LeftButton
SEEDS = Path(__file__).parents[4] / "shared" / "seeds"


@pytest.fixture
def at_odds(qtbot: QtBot, session: Session, tmp_path: Path) -> Session:
    """An article whose header and address name two days, its provenance open."""
    (tmp_path / "заустављање.md").write_text(
        "---\ntitle: A stop near Pirot 📱\nurl: https://example.org/2025/02/26/stop/\n"
        "source: A news aggregator\ndate: 2025-02-27\n---\n\nPolice stopped Slaviša Milanov.\n",
        "utf-8",
    )
    return opened(qtbot, session, tmp_path / "заустављање.md")


def opened(qtbot: QtBot, session: Session, path: Path) -> Session:
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        session.importing.begin([str(path)])
    (article,) = session.archive.articles.all()
    session.reading.open(article.id)
    session.desk.inspector.tabs.open(PROVENANCE)
    qtbot.waitUntil(lambda: bool(choices(session)))
    return session


def choices(session: Session) -> dict[str, QtWidgets.QPushButton]:
    cards = session.desk.inspector.provenance.findChildren(Accounts)[:1]
    return {
        each.accessibleName(): each
        for card in cards
        for each in card.findChildren(QtWidgets.QPushButton)
    }


def words(session: Session) -> list[str]:
    shown = session.desk.inspector.provenance
    return [each.text() for each in shown.findChildren(QtWidgets.QLabel)]


def test_sources_that_disagree_stand_first_and_one_is_used_and_that_is_undone(
    qtbot: QtBot, at_odds: Session
) -> None:
    assert words(at_odds)[1] == "Sources disagree"
    assert words(at_odds)[3:5] == ["Published", ""]
    (button,) = choices(at_odds).values()
    assert button.accessibleName() == "Use this: Published, 2025-02-26"
    qtbot.mouseClick(button, Left)
    (article,) = at_odds.archive.articles.all()
    assert (article.published, article.earliest) == ("2025-02-26", "2025-02-26")
    qtbot.waitUntil(lambda: "Use this: Published, 2025-02-27" in choices(at_odds))
    assert words(at_odds)[1] == "Sources disagree"
    at_odds.do("undo")
    qtbot.waitUntil(lambda: "Use this: Published, 2025-02-26" in choices(at_odds))
    assert at_odds.archive.articles.get(article.id).published == "2025-02-27"


def test_a_choice_by_key_leaves_the_keys_with_its_field(qtbot: QtBot, at_odds: Session) -> None:
    (button,) = choices(at_odds).values()
    button.setFocus()
    qtbot.keyClick(button, Key.Key_Space)
    qtbot.waitUntil(lambda: "Use this: Published, 2025-02-27" in choices(at_odds))
    focus = QtWidgets.QApplication.focusWidget()
    assert focus is choices(at_odds)["Use this: Published, 2025-02-27"]
    (article,) = at_odds.archive.articles.all()
    assert article.published == "2025-02-26"


def test_who_passed_it_on_is_said_to_be_that(at_odds: Session) -> None:
    assert "passed it on, and may not be who published it" in words(at_odds)


def test_where_nothing_can_be_written_nothing_can_be_chosen(at_odds: Session, qtbot: QtBot) -> None:
    provenance = at_odds.desk.inspector.provenance
    provenance.allow_writing(allowed=False)
    at_odds.view.verbs()["theme"]()
    qtbot.waitUntil(lambda: not any(each.isEnabled() for each in choices(at_odds).values()))


def test_the_page_that_names_another_day_than_its_header_shows_it(
    qtbot: QtBot, session: Session, opened_seed: Callable[[str], Path]
) -> None:
    opened(qtbot, session, opened_seed("002*.txt"))
    assert "Use this: Published, 2025-02-26" in choices(session)
    assert "address · follows from a rule" in words(session)
    assert "date line · a guess" in words(session)


@pytest.fixture
def opened_seed() -> Callable[[str], Path]:
    def find(pattern: str) -> Path:
        found = next(iter(SEEDS.glob(pattern)), None) if SEEDS.is_dir() else None
        if found is None:
            pytest.skip("the seed articles are not beside the repository")
        return found

    return find
