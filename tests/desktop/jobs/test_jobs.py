"""Long work: beside the window, with progress, stopped at any moment, joined at the end."""

import threading
from functools import partial
from pathlib import Path
from typing import Any

from PySide6 import QtCore
from pytestqt.qtbot import QtBot

from archivist.archive import Archive
from archivist.desktop.jobs.jobs import Jobs, Steps
from archivist.desktop.jobs.worker import Worker
from archivist.desktop.session.session import Session
from archivist.desktop.window.window import MainWindow
from archivist.errors import Refused


class _Kept:
    """Keeps what a signal carried."""

    def __init__(self, steps: list[tuple[int, int]]) -> None:
        self._steps = steps

    def keep(self, done: int, total: int) -> None:
        self._steps.append((done, total))


def ignore(_answer: object) -> None:
    """Not looked at."""


def test_answers_come_back_on_the_window_s_thread_in_order(qtbot: QtBot, archive: Archive) -> None:
    worker = Worker(archive)
    got: list[tuple[int, bool]] = []
    here = threading.get_ident()

    def then(answer: int) -> None:
        got.append((answer, threading.get_ident() == here))

    def add(number: int, beside: Archive) -> int:
        return number + beside.articles.count()

    for number in range(5):
        worker.ask(partial(add, number), then)
    qtbot.waitUntil(lambda: len(got) == 5)
    assert got == [(number, True) for number in range(5)]
    worker.close()
    archive.close()


def test_a_sentence_goes_to_who_asked_and_a_bug_is_not_swallowed(
    qtbot: QtBot, archive: Archive
) -> None:
    worker = Worker(archive)
    sentences: list[str] = []

    def refuse(_archive: Archive) -> None:
        raise Refused("Nothing is chosen.")

    def break_down(_archive: Archive) -> None:
        raise ZeroDivisionError

    worker.ask(refuse, ignore, sentences.append)
    qtbot.waitUntil(lambda: sentences == ["Nothing is chosen."])
    with qtbot.captureExceptions() as caught:
        worker.ask(break_down, ignore, sentences.append)
        qtbot.waitUntil(lambda: bool(caught))
    assert caught[0][0] is ZeroDivisionError
    worker.close()
    archive.close()


def test_a_job_tells_how_far_it_is_and_ends_when_it_is_stopped(
    qtbot: QtBot, archive: Archive
) -> None:
    jobs = Jobs(archive)
    steps_taken: list[tuple[int, int]] = []
    keeper = _Kept(steps_taken)
    jobs.advanced.connect(keeper.keep)
    results: list[Any] = []
    running = threading.Event()

    def work(_archive: Archive, steps: Steps) -> str:
        done = 0
        while True:
            done += 1
            steps.advance(done, 0)
            running.set()

    jobs.begin("Counting", work, results.append, ignore)
    assert running.wait(10)
    was_busy = jobs.busy
    with qtbot.waitSignal(jobs.ended):
        jobs.stop()
    assert results == [None]
    assert steps_taken[0] == (1, 0)
    assert (was_busy, jobs.busy) == (True, False)
    jobs.close()
    archive.close()


def test_a_stopped_import_keeps_what_is_in(qtbot: QtBot, session: Session, tmp_path: Path) -> None:
    many = tmp_path / "many"
    many.mkdir()
    for number in range(2_000):
        (many / f"{number:04}.txt").write_text(f"Note {number} 😀\r\nby Ćirić\r\n", "utf-8")
    status = session.desk.status
    with qtbot.waitSignal(session.jobs.advanced):
        session.importing.begin([str(many)])
    qtbot.waitUntil(lambda: status.bar.value() > 0)
    assert status.bar.isVisible()
    assert status.cancel.isVisible()
    with qtbot.waitSignal(session.importing.ended):
        qtbot.mouseClick(status.cancel, QtCore.Qt.MouseButton.LeftButton)
    assert not status.bar.isVisible()
    kept = session.archive.articles.count()
    assert status.summary.text() == f"Stopped: {kept:,} in, 0 known, 0 refused"
    assert 0 < kept < 2_000
    assert all(check.ok for check in session.archive.verify())


def test_closing_waits_for_the_work_and_leaves_no_thread(
    window: MainWindow, session: Session, folder: Path
) -> None:
    session.importing.begin([str(folder)])
    window.leave()
    names = [thread.name for thread in threading.enumerate()]
    assert not any(name.startswith("archive") for name in names)
