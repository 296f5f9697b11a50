"""The parts of the window at work: names, forms, past, provenance, timeline, palette, view."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

import pytest
from PySide6 import QtCore, QtWidgets
from pytestqt.qtbot import QtBot

from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.faults import telling
from archivist.desktop.forms.actor import ActorForm
from archivist.desktop.forms.description import DescriptionForm
from archivist.desktop.forms.event import EventForm
from archivist.desktop.forms.tag import TagForm
from archivist.desktop.handing_over.issues_dialog import IssuesDialog
from archivist.desktop.inspector.panel import EVENTS, PEOPLE, PROVENANCE
from archivist.desktop.session.session import Session
from archivist.desktop.shelves.places import Place
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow
from archivist.errors import Refused

Key = QtCore.Qt.Key
Left = QtCore.Qt.MouseButton.LeftButton


@pytest.fixture
def filled(qtbot: QtBot, session: Session, folder: Path) -> Session:
    """The archive with the folder in it, the article about a stop open."""
    with qtbot.waitSignals([session.importing.ended, session.listing.shown]):
        session.importing.begin([str(folder)])
    session.reading.open(the(session.archive, "stop.txt").id)
    return session


def the(archive: Archive, name: str) -> Article:
    return next(each for each in archive.articles.all() if each.name == name)


def place_of(session: Session, kind: str, key: str) -> Place:
    places = session.browsing.overview.of(kind)  # type: ignore[arg-type] # a kind
    return next(each for each in places if each.key == key)


def do(session: Session, name: str) -> None:
    session._acts.actions[name].trigger()


def test_a_place_of_the_sidebar_filters_the_cards(qtbot: QtBot, filled: Session) -> None:
    actor = filled.archive.actors.add("Слободан", aliases=["Boba"])
    filled.archive.annotations.highlight(
        the(filled.archive, "stop.txt").id, 0, 6, actors=[actor.id]
    )
    qtbot.waitUntil(lambda: any(each.count for each in filled.browsing.overview.actors))
    filled.desk.sidebar.filter.insert("slob")
    rows = filled.desk.sidebar.list.model()
    index = next(
        rows.index(row, 0)
        for row in range(rows.rowCount())
        if rows.index(row, 0).data() == "Слободан"
    )
    box = filled.desk.sidebar.list.visualRect(index)
    with qtbot.waitSignal(filled.listing.shown):
        qtbot.mouseClick(filled.desk.sidebar.list.viewport(), Left, pos=box.center())
    assert filled.listing.cards.rowCount() == 1
    with qtbot.waitSignal(filled.listing.shown):
        filled.browsing.go("library", "starred")
    assert filled.desk.nothing.isVisible()


def test_actors_are_made_changed_merged_and_removed(qtbot: QtBot, filled: Session) -> None:
    do(filled, "new-actor")
    (form,) = filled.desk.findChildren(ActorForm)
    form.name.insert("Serbian police")
    form.kind.choose("state body")
    form.aliases.setPlainText("MUP\nполиција")
    qtbot.mouseClick(form.save_button, Left)
    police = filled.archive.actors.named("полиција")
    assert police is not None
    assert (police.name, police.kind, police.aliases) == (
        "Serbian police",
        "state body",
        ("MUP", "полиција"),
    )
    other = filled.archive.actors.add("Police of Serbia")
    qtbot.waitUntil(lambda: len(filled.browsing.overview.actors) == 2)
    filled.naming.join("actor", other.id, police.id)
    assert "Police of Serbia" in filled.archive.actors.get(police.id).aliases
    filled.naming.remove("actor", police.id)
    assert filled.archive.actors.all() == ()
    do(filled, "undo")
    assert filled.archive.actors.get(police.id).name == "Serbian police"


def test_a_name_that_is_taken_keeps_the_form_open_with_a_sentence(
    qtbot: QtBot, filled: Session
) -> None:
    filled.archive.tags.add("no consent")
    do(filled, "new-tag")
    (form,) = filled.desk.findChildren(TagForm)
    form.name.insert("no consent")
    qtbot.mouseClick(form.save_button, Left)
    assert form.isVisible()
    assert "already a tag" in form.error.text()
    form.reject()


def test_an_event_keeps_what_its_form_does_not_show(qtbot: QtBot, filled: Session) -> None:
    do(filled, "new-event")
    (form,) = filled.desk.findChildren(EventForm)
    form.title.insert("A stop 📱")
    form.date.insert("2024-02")
    assert "2024-02-01" in form.reading.text()
    assert "2024-02-29" in form.reading.text()
    form.actors.setPlainText("Slaviša Milanov; driver\nSerbian police")
    form.tags.setPlainText("search")
    form.sources.table.setItem(0, 0, QtWidgets.QTableWidgetItem("https://example.org/1"))
    form.sources.table.setItem(0, 4, QtWidgets.QTableWidgetItem("2"))
    qtbot.mouseClick(form.save_button, Left)
    (event,) = filled.archive.events.all()
    assert [(each.name, each.role) for each in event.actors] == [
        ("Slaviša Milanov", "driver"),
        ("Serbian police", ""),
    ]
    assert (event.sources[0].url, event.sources[0].tier) == ("https://example.org/1", "2")
    filled.naming.edit("event", event.id)
    again = next(each for each in filled.desk.findChildren(EventForm) if each.isVisible())
    again.location.insert("Pirot")
    qtbot.mouseClick(again.save_button, Left)
    changed = filled.archive.events.get(event.id)
    assert changed.location == "Pirot"
    assert changed.actors == event.actors
    assert changed.sources == event.sources
    do(filled, "undo")
    do(filled, "undo")
    assert filled.archive.events.all() == ()
    assert filled.archive.actors.all() == ()


def test_a_date_that_is_none_is_not_guessed(qtbot: QtBot, filled: Session) -> None:
    do(filled, "new-event")
    (form,) = filled.desk.findChildren(EventForm)
    form.title.insert("When?")
    form.date.insert("2025-02-30")
    assert form.reading.text() == "Not a date yet."
    qtbot.mouseClick(form.save_button, Left)
    assert form.isVisible()
    assert "2025-02-30" in form.error.text()
    form.reject()


def test_the_description_changes_and_the_text_does_not(qtbot: QtBot, filled: Session) -> None:
    before = the(filled.archive, "stop.txt")
    do(filled, "describe")
    (form,) = filled.desk.findChildren(DescriptionForm)
    form.fields["publisher"].insert("Дневник")
    qtbot.mouseClick(form.save_button, Left)
    after = the(filled.archive, "stop.txt")
    assert after.publisher == "Дневник"
    assert (after.text_sha256, after.original) == (before.text_sha256, before.original)
    qtbot.waitUntil(
        lambda: filled.reading.article is not None and bool(filled.reading.article.publisher)
    )


def test_what_was_found_at_import_waits_for_a_decision(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    window.begin_sample(str(tmp_path))
    qtbot.waitUntil(lambda: window.session is not None)
    session = window.session
    assert session is not None
    with qtbot.waitSignal(session.importing.ended, timeout=20_000):
        pass
    waiting = session.archive.proposals.waiting()
    proposal = next(each for each in waiting if each.kind == "metadata")
    session.reading.open(proposal.article)
    session.desk.inspector.tabs.open(PROVENANCE)
    assert session.desk.inspector.tabs.tabs[PROVENANCE].text().endswith("•")
    buttons = session.desk.inspector.provenance.findChildren(QtWidgets.QPushButton)
    accept = next(
        each for each in buttons if each.accessibleName() == f"Accept: {proposal.subject}"
    )
    qtbot.mouseClick(accept, Left)
    assert session.archive.proposals.get(proposal.id).state == "accepted"
    field, value = proposal.content["field"], proposal.content["value"]
    assert getattr(session.archive.articles.get(proposal.article), field) == value
    do(session, "undo")
    assert session.archive.proposals.get(proposal.id).state == "waiting"


def test_people_and_events_of_the_article_are_listed(qtbot: QtBot, filled: Session) -> None:
    actor = filled.archive.actors.add("Slaviša Milanov", kind="person")
    event = filled.archive.events.add("A stop", date="2024-02")
    article = the(filled.archive, "stop.txt")
    filled.archive.annotations.highlight(article.id, 0, 6, actors=[actor.id], events=[event.id])
    filled.archive.annotations.highlight(article.id, 7, 12, actors=[actor.id])
    inspector = filled.desk.inspector
    inspector.tabs.open(PEOPLE)
    people = inspector.people.list.model()
    qtbot.waitUntil(lambda: people.rowCount() == 1)
    role = QtCore.Qt.ItemDataRole.AccessibleTextRole
    assert people.index(0, 0).data(role) == "Slaviša Milanov, Person, 2 passages"
    inspector.tabs.open(EVENTS)
    assert inspector.events.list.model().index(0, 0).data() == "A stop"
    assert inspector.tabs.tabs[0].text() == "Highlights 2"


def test_a_click_on_the_timeline_lists_the_event(qtbot: QtBot, filled: Session) -> None:
    article = the(filled.archive, "stop.txt")
    for month in ("2024-02", "2024-12"):
        event = filled.archive.events.add(f"In {month}", date=month)
        filled.archive.annotations.highlight(article.id, 0, 6, events=[event.id])
    filled.archive.events.add("Some day")
    timeline = filled.desk.timeline
    qtbot.waitUntil(lambda: len(timeline._placed) == 2)
    placed = timeline._placed[1]
    at = QtCore.QPoint(round(placed.x), timeline.height() - 34 - 16 - 25 * placed.row)
    with qtbot.waitSignals([timeline.chosen, filled.listing.shown]):
        qtbot.mouseClick(timeline, Left, pos=at)
    assert filled.listing.cards.rowCount() == 1
    timeline.setFocus()
    with qtbot.waitSignal(timeline.chosen):
        qtbot.keyClick(timeline, Key.Key_Left)
        qtbot.keyClick(timeline, Key.Key_Return)


def test_review_and_star_are_kept_and_shown(qtbot: QtBot, filled: Session) -> None:
    do(filled, "star")
    do(filled, "review")
    article = the(filled.archive, "stop.txt")
    assert (article.starred, article.status) == (True, "reviewed")
    with qtbot.waitSignal(filled.listing.shown):
        filled.browsing.go("library", "starred")
    assert filled.listing.cards.rowCount() == 1


def test_back_and_forward_go_through_what_was_open(filled: Session) -> None:
    filled.reading.open(the(filled.archive, "attack.md").id)
    assert filled._acts.actions["back"].isEnabled()
    do(filled, "back")
    assert filled.reading.article is not None
    assert filled.reading.article.name == "stop.txt"
    do(filled, "forward")
    assert filled.reading.article.name == "attack.md"
    assert not filled._acts.actions["forward"].isEnabled()


def test_the_find_bar_counts_and_walks(qtbot: QtBot, filled: Session) -> None:
    do(filled, "find")
    bar = filled.desk.page.find_bar
    bar.field.insert("MILANOV")
    bar.typed.emit(bar.field.text())
    assert bar.count.text() == "1 of 1"
    bar.field.setText("o")
    bar.typed.emit("o")
    # The first one in view: those in the title's own line are folded away above it.
    first, total = (int(part) for part in bar.count.text().split(" of "))
    qtbot.keyClick(bar.field, Key.Key_Return)
    assert bar.count.text() == f"{first + 1} of {total}"
    bar.field.setText("zzz")
    bar.typed.emit("zzz")
    assert bar.count.text() == "Not found"
    qtbot.keyClick(bar.field, Key.Key_Escape)
    assert not bar.isVisible()


def test_the_palette_does_acts_and_goes_to_places(qtbot: QtBot, filled: Session) -> None:
    tag = filled.archive.tags.add("unlawful access")
    qtbot.waitUntil(lambda: bool(filled.browsing.overview.tags))
    do(filled, "palette")
    panel = filled.desk.palette_panel
    assert panel.isVisible()
    qtbot.keyClicks(panel.field, "unlaw")
    with qtbot.waitSignal(filled.listing.shown):
        qtbot.keyClick(panel.field, Key.Key_Return)
    assert not panel.isVisible()
    assert filled.browsing._place == place_of(filled, "tag", tag.id)
    do(filled, "palette")
    qtbot.keyClicks(panel.field, "star")
    qtbot.keyClick(panel.field, Key.Key_Return)
    qtbot.waitUntil(lambda: the(filled.archive, "stop.txt").starred)


def test_undoing_the_import_empties_the_list_and_the_page(qtbot: QtBot, filled: Session) -> None:
    with qtbot.waitSignal(filled.listing.shown):
        do(filled, "undo")
    assert filled.listing.cards.rowCount() == 0
    assert filled.reading.article is None
    assert "the import" in filled.desk.notice.said()
    with qtbot.waitSignal(filled.listing.shown):
        do(filled, "redo")
    assert filled.listing.cards.rowCount() == 3


def test_a_withdrawn_article_comes_back(qtbot: QtBot, filled: Session) -> None:
    with qtbot.waitSignal(filled.listing.shown):
        do(filled, "withdraw-article")
    assert filled.archive.articles.count() == 2
    do(filled, "undo")
    assert filled.archive.articles.count() == 3


def test_the_archive_is_verified_on_demand(qtbot: QtBot, filled: Session) -> None:
    with qtbot.waitSignal(filled.jobs.ended):
        qtbot.mouseClick(filled.desk.status.originals, Left)
    assert filled.desk.status.originals.text() == "3 originals verified"


def test_the_theme_is_kept_in_the_archive(
    window: MainWindow, opener: Opener, tmp_path: Path
) -> None:
    window.show_archive(opener.create(tmp_path / "dark.archivist", "")[0])
    window.acts.actions["theme"].trigger()
    assert window._theme.tokens.dark
    window.acts.actions["zoom-in"].trigger()
    window.leave()
    window._theme.choose("light")
    window.show_archive(Archive.open(tmp_path / "dark.archivist"))
    assert window._theme.tokens.dark
    assert window.session is not None
    assert window.session.archive.settings.zoom == 110


def test_the_parts_of_the_window_fold_away(filled: Session) -> None:
    for name, part in (
        ("sidebar", filled.desk.sidebar),
        ("inspector", filled.desk.inspector),
        ("timeline", filled.desk.timeline),
    ):
        do(filled, name)
        assert not part.isVisible()
        do(filled, name)
        assert part.isVisible()
    do(filled, "reading")
    assert not filled.desk.sidebar.isVisible()
    assert filled.desk.page.isVisible()
    do(filled, "reading")
    assert filled.desk.sidebar.isVisible()


def test_bundles_that_were_handed_over_are_listed(qtbot: QtBot, filled: Session) -> None:
    filled.archive.issues.record(
        "BUNDLE-1",
        title="Пирот 📱",
        issued_at="2026-11-21T19:42:00Z",
        manifest_sha256="ab" * 32,
        exhibits=1,
        passages=2,
    )
    filled.browsing.survey()
    qtbot.waitUntil(lambda: place_of(filled, "library", "bundles").count == 1)
    filled.browsing.show(place_of(filled, "library", "bundles"))
    (dialog,) = filled.desk.findChildren(IssuesDialog)
    item = dialog.table.item(0, 5)
    assert item is not None
    assert item.text() == "ab" * 32
    dialog.accept()


def test_a_quote_is_copied_with_its_source_and_kept_out_of_clipboard_histories(
    filled: Session,
) -> None:
    reader = filled.desk.page.reader
    start = reader.text().index("Police")
    reader.select(start, start + 6)
    do(filled, "cite")
    mime = QtWidgets.QApplication.clipboard().mimeData()
    assert mime.text().startswith("“Police” (A stop near Pirot 📱; SHA-256 ")
    assert mime.data("x-kde-passwordManagerHint").toStdString() == "secret"


def test_what_a_person_can_act_on_is_shown_and_a_bug_only_names_its_place(
    capsys: pytest.CaptureFixture[str],
) -> None:
    shown: list[str] = []
    hook = telling(shown.append)
    hook(Refused, Refused("The disk is full."), None)
    hook(KeyError, KeyError("Slaviša"), None)
    assert shown[0] == "The disk is full."
    assert "KeyError" in shown[1]
    assert "Slaviša" not in shown[1] + capsys.readouterr().err


def test_a_read_only_archive_offers_no_writing(
    window: MainWindow, opener: Opener, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    opener.create(tmp_path / "case.archivist", "")[0].close()
    monkeypatch.setattr("archivist.archive.os.access", lambda *_: False)
    window.show_archive(Archive.open(tmp_path / "case.archivist"))
    session = window.session
    assert session is not None
    assert "read-only" in session.desk.status.lock.text()
    for name in ("import-files", "new-actor", "ink-rose", "note"):
        assert not window.acts.actions[name].isEnabled()


def test_the_program_runs_and_lets_the_archive_go(
    tmp_path: Path, opener: Opener, run_script: Callable[[str, list[str]], str]
) -> None:
    opener.create(tmp_path / "case.archivist", "")[0].close()
    said = run_script(
        """
import sys
from pathlib import Path
from PySide6 import QtCore
from archivist.desktop.app import prepared, run
application = prepared(["archivist"])
QtCore.QTimer.singleShot(1200, application.quit)
code = run(Path(sys.argv[1]))
print("ended", code)
""",
        [str(tmp_path / "case.archivist")],
    )
    assert said == "ended 0\n"
    Archive.open(tmp_path / "case.archivist").close()


@pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
def test_a_name_s_menu_offers_what_can_be_done(qtbot: QtBot, filled: Session) -> None:
    filled.archive.actors.add("A")
    qtbot.waitUntil(lambda: bool(filled.browsing.overview.actors))
    place = filled.browsing.overview.actors[0]
    filled.naming.offer_menu(place, filled.desk.mapToGlobal(QtCore.QPoint(40, 40)))
    (menu,) = [each for each in filled.desk.findChildren(QtWidgets.QMenu) if each.isVisible()]
    assert [action.text() for action in menu.actions()] == ["Edit…", "Merge into…", "Remove"]
    menu.close()
    assert partial(filled.naming.remove, "actor", place.key)() is None
    assert filled.archive.actors.all() == ()


def test_the_palette_opens_and_closes_by_its_key_also_while_words_are_typed(
    qtbot: QtBot, filled: Session
) -> None:
    field = filled.desk.search_bar.field
    field.setFocus()
    qtbot.keyClicks(field, "pirot")
    field.setCursorPosition(2)
    palette = filled.desk.palette_panel
    qtbot.keyClick(field, QtCore.Qt.Key.Key_K, QtCore.Qt.KeyboardModifier.ControlModifier)
    assert palette.isVisible()
    assert field.text() == "pirot"
    qtbot.keyClick(palette.field, QtCore.Qt.Key.Key_K, QtCore.Qt.KeyboardModifier.ControlModifier)
    assert not palette.isVisible()
    filled.desk.note_editor.write("a note", QtCore.QRect(40, 40, 10, 10))
    text = filled.desk.note_editor.text
    qtbot.keyClick(text, QtCore.Qt.Key.Key_K, QtCore.Qt.KeyboardModifier.ControlModifier)
    assert palette.isVisible()
    assert text.toPlainText() == "a note"
