"""The window leaves nothing outside the archive: no list of folders, no settings, no text."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archivist.desktop.faults import sentence

_SCRIPT = """
import sys
from pathlib import Path
from PySide6 import QtCore, QtWidgets
from archivist import assets
from archivist.archive import now
from archivist.desktop.app import prepared, themed
from archivist.desktop.window.opening import Opener
from archivist.desktop.window.window import MainWindow
from archivist.store.keys import FLOOR
import os

place = Path(sys.argv[1])
application = prepared(["archivist"])
window = MainWindow(
    themed(application), Opener(now, os.urandom, FLOOR), assets.sample_archive, network_denied=True
)
window.show()
window.begin_sample(str(place / "secret-folder"))
while window.session is None:
    application.processEvents(QtCore.QEventLoop.ProcessEventsFlag.AllEvents, 20)
window.session.importing.choose_folder()
(dialog,) = window.session.desk.findChildren(QtWidgets.QFileDialog)
dialog.setDirectory(str(place / "secret-folder"))
dialog.selectFile(str(place / "secret-folder" / "incoming"))
for _ in range(20):
    application.processEvents(QtCore.QEventLoop.ProcessEventsFlag.AllEvents, 20)
dialog.accept()
for _ in range(20):
    application.processEvents(QtCore.QEventLoop.ProcessEventsFlag.AllEvents, 20)
QtCore.QSettings("QtProject", "archivist").setValue("canary", "secret-folder")
window.close()
"""


def test_a_file_dialog_writes_nothing_into_the_home_folder(tmp_path: Path) -> None:
    home, place = tmp_path / "home", tmp_path / "place"
    home.mkdir()
    (place / "secret-folder" / "incoming").mkdir(parents=True)
    (place / "secret-folder" / "incoming" / "note.txt").write_text("A note 😀\r\nby Ćirić", "utf-8")
    environment = {
        **{key: value for key, value in os.environ.items() if not key.startswith("XDG_")},
        "HOME": str(home),
        "QT_QPA_PLATFORM": "offscreen",
    }
    run = subprocess.run(
        [sys.executable, "-c", _SCRIPT, str(place)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    written = [path for path in home.rglob("*") if path.is_file()]
    held = b"".join(path.read_bytes() for path in written)
    assert b"secret-folder" not in held
    assert not (home / ".config" / "QtProject.conf").exists()
    assert [path.name for path in written if "fontconfig" not in path.parts] == []


def test_the_sentence_of_a_fault_holds_nothing_of_the_archive() -> None:
    with pytest.raises(ValueError, match="Slaviša") as caught:
        int("Slaviša Milanov’s note")
    words = sentence(caught.type, caught.tb)
    assert "Slaviša" not in words
    assert "ValueError at test_traces, line" in words
    assert str(Path.home()) not in words
