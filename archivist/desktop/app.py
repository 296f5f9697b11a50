"""Starts the window: checks, fonts, theme, and the one place where cycles are collected."""

import os
import signal
import sys
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from archivist import assets, confinement
from archivist.desktop import preflight

if TYPE_CHECKING:
    from PySide6 import QtWidgets

    from archivist.desktop.look.theme import Theme
    from archivist.desktop.window.window import MainWindow

_NOWHERE = os.path.join(os.devnull, "none")  # noqa: PTH118 - never a real place


def run(folder: Path | None = None) -> int:
    """Opens the window, on the archive in `folder` if one is given; the exit code.

    The process must have been confined before. Says in a sentence why no window can open.
    """
    obstacle = preflight.obstacle()
    if obstacle:
        print(obstacle, file=sys.stderr)  # noqa: T201 - there is no window to say it in
        return 1
    from PySide6 import QtCore

    from archivist.archive import now
    from archivist.desktop.collecting import Collector
    from archivist.desktop.faults import telling
    from archivist.desktop.window.opening import Opener
    from archivist.desktop.window.window import MainWindow

    application = prepared(sys.argv)
    theme = themed(application)
    Collector(application)
    window = MainWindow(
        theme,
        Opener(now, os.urandom),
        assets.sample_archive,
        network_denied=confinement.network_is_denied(),
    )
    sys.excepthook = telling(window.say_fault)
    window.setWindowIcon(theme.icon("library", "accent", 64))
    window.show()
    if folder is not None:
        QtCore.QTimer.singleShot(0, partial(window.ask_for, folder))
    signal.signal(signal.SIGINT, partial(_quit, application))
    return _attend(application, window)


def _attend(application: "QtWidgets.QApplication", window: "MainWindow") -> int:
    """Runs until the window is closed, or locked: then this process makes way for another."""
    locked: list[str] = []
    window.locked.connect(locked.append)
    window.locked.connect(application.quit)
    code = int(application.exec())
    window.close()
    if locked:
        _begin_anew(locked[0])
    return code


def _begin_anew(folder: str) -> None:
    """Ends this process, and with it all it has read, in favour of one that asks again."""
    sys.stdout.flush()
    sys.stderr.flush()
    os.execv(sys.executable, [sys.executable, "-m", "archivist", "gui", folder])  # noqa: S606 - our own program


def _quit(application: "QtWidgets.QApplication", _number: int, _frame: object) -> None:
    application.quit()


def prepared(arguments: list[str]) -> "QtWidgets.QApplication":
    """The application: nothing of it is written outside an archive."""
    from PySide6 import QtCore, QtWidgets

    from archivist.desktop.look.english import English

    # Qt's own file dialog would write the folders it showed to the home folder.
    for kind in (QtCore.QSettings.Format.NativeFormat, QtCore.QSettings.Format.IniFormat):
        QtCore.QSettings.setPath(kind, QtCore.QSettings.Scope.UserScope, _NOWHERE)
    existing = QtWidgets.QApplication.instance()
    application = (
        existing
        if isinstance(existing, QtWidgets.QApplication)
        else QtWidgets.QApplication(arguments)
    )
    if application.findChild(English) is None:
        application.installTranslator(English(application))
    application.setApplicationName("Archivist")
    application.setDesktopFileName("org.archivist.Archivist")
    application.setStyle("Fusion")
    return application


def themed(application: "QtWidgets.QApplication") -> "Theme":
    """The fonts and the theme of an application."""
    from archivist.desktop.look import fonts
    from archivist.desktop.look.icons import Icons
    from archivist.desktop.look.theme import Theme

    fonts.load()
    application.setFont(fonts.interface(13))
    return Theme(application, Icons(assets.resources() / "icons"))
