"""Pictures of the main window, light and dark, made from the sample archive without a screen.

python -m archivist.desktop.screenshot OUT_FOLDER
"""

import os
import sys
import tempfile
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from archivist import assets, confinement
from archivist.archive import Archive
from archivist.errors import ArchivistError

if TYPE_CHECKING:
    from PySide6 import QtWidgets

_SIZE = (1500, 920)
_MOMENT = datetime(2026, 11, 21, 18, 42, tzinfo=UTC)


def main() -> int:
    """Makes `main-light.png` and `main-dark.png` in the folder that is named."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and the folder
        print(__doc__, file=sys.stderr)  # noqa: T201 - a command
        return 2
    confinement.confine()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            _picture(_archive(Path(folder)), out)
    except ArchivistError as sentence:
        print(sentence, file=sys.stderr)  # noqa: T201 - a command
        return 1
    return 0


def _archive(folder: Path) -> Archive:
    archive, _code = Archive.create(
        folder / "Case.archivist", passphrase=None, agent="R-7F3A", clock=lambda: _MOMENT
    )
    for _line in archive.import_from([assets.sample_archive()]):
        pass
    return archive


def _picture(archive: Archive, out: Path) -> None:
    from archivist.desktop.app import prepared, themed
    from archivist.desktop.opening import Opener
    from archivist.desktop.window import MainWindow

    application = prepared(["archivist"])
    theme = themed(application)
    window = MainWindow(
        theme, Opener(lambda: _MOMENT, os.urandom), assets.sample_archive, network_denied=True
    )
    window.resize(*_SIZE)
    window.show()
    window.show_archive(archive)
    for choice in ("light", "dark"):
        theme.choose(choice)
        _settle(application)
        window.grab().save(str(out / f"main-{choice}.png"))
    window.close()


def _settle(application: "QtWidgets.QApplication") -> None:
    from PySide6 import QtCore

    until = QtCore.QDeadlineTimer(1_500)
    while not until.hasExpired():
        application.processEvents(QtCore.QEventLoop.ProcessEventsFlag.AllEvents, 50)


if __name__ == "__main__":
    sys.exit(main())
