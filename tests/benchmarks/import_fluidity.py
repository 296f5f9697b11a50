"""How long the window answers nobody while it imports: the longest block of its event loop.

python tests/benchmarks/import_fluidity.py FOLDER [TIMES]

Imports a folder of files, copied TIMES (default 4) times with another ending to each copy so that
none is known, in the real window with its report open, and prints the gaps between beats of a
2 ms timer on the window's thread, by the clock and by the CPU time of that thread; and before
them those of an idle window, which tell what the machine itself holds up.
"""

import os
import sys
import tempfile
from collections.abc import Callable
from functools import partial
from pathlib import Path
from statistics import quantiles
from time import perf_counter, thread_time

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6 import QtCore, QtWidgets

from archivist import assets, confinement
from archivist.archive import now
from archivist.desktop.app import prepared, themed
from archivist.desktop.collecting import Collector
from archivist.desktop.session.session import Session
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow
from archivist.store import keys

_BEAT = 2
_AFTER = 600


class Beats(QtCore.QObject):
    """The seconds between two beats of a timer on this thread."""

    def __init__(self) -> None:
        super().__init__()
        self._gaps: list[float] = []
        self._worked: list[float] = []
        self._last, self._worked_until = perf_counter(), thread_time()
        self._timer = QtCore.QTimer(self)
        self._timer.setTimerType(QtCore.Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(_BEAT)

    def _beat(self) -> None:
        at, worked = perf_counter(), thread_time()
        self._gaps.append((at - self._last) * 1000)
        self._worked.append((worked - self._worked_until) * 1000)
        self._last, self._worked_until = at, worked

    def say(self, name: str) -> None:
        """Prints the longest gaps."""
        gaps = sorted(self._gaps, reverse=True)
        p99 = quantiles(gaps, n=100)[-1]
        longest = ", ".join(f"{gap:.0f}" for gap in gaps[:5])
        print(
            f"{name}: longest {longest} ms, p99 {p99:.1f} ms; "
            f"longest work {max(self._worked):.0f} ms CPU; {len(gaps)} beats"
        )


def _copies(source: Path, target: Path, times: int) -> int:
    number = 0
    for path in filter(Path.is_file, sorted(source.rglob("*"))):
        for time in range(times):
            folder = target / f"{time}"
            folder.mkdir(exist_ok=True)
            ending = f"\n<!-- {time} {number} -->\n".encode()
            (folder / f"{number:05}{path.suffix}").write_bytes(path.read_bytes() + ending)
            number += 1
    return number


def main(source: Path, times: int) -> None:
    """Measures an idle window, then one that imports."""
    confinement.confine()
    application = prepared([])
    theme = themed(application)
    theme.choose("light")
    Collector(application)
    window = MainWindow(
        theme, Opener(now, os.urandom, keys.FLOOR), assets.sample_archive, network_denied=True
    )
    window.show()
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as place:
        files = _copies(source, Path(place), times)
        archive, _ = window._opener.create(Path(place) / "case.archivist", "")
        window.show_archive(archive)
        session = window.session
        assert session is not None
        session.importing.report()
        _run(1500, lambda: None, "idle")
        begun = perf_counter()
        told = [0.0]
        lines = session.importing.lines
        lines.counted.connect(lambda: told.append(perf_counter() - begun))
        seconds = _run(0, lambda: session.importing.begin([place]), "importing", session)
        first = next((at for at in told[2:]), 0.0)
        print(
            f"{files} files in {seconds:.1f} s; first lines after {first:.2f} s; "
            f"{archive.articles.count()} articles"
        )
        window.leave()
    window.close()
    QtWidgets.QApplication.sendPostedEvents(None, QtCore.QEvent.Type.DeferredDelete)


def _run(
    milliseconds: int, begin: Callable[[], object], name: str, session: Session | None = None
) -> float:
    loop = QtCore.QEventLoop()
    if session is None:
        QtCore.QTimer.singleShot(milliseconds, loop.quit)
    else:
        # What is repainted at its end belongs to it.
        session.importing.ended.connect(partial(QtCore.QTimer.singleShot, _AFTER, loop.quit))
    beats = Beats()
    begun = perf_counter()
    QtCore.QTimer.singleShot(0, begin)
    loop.exec()
    beats.say(name)
    return perf_counter() - begun


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]) if len(sys.argv) > 2 else 4)
