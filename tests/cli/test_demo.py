"""The demo: the whole main job on the sample case, with and without a screen."""

import os
import subprocess
import sys
from pathlib import Path

import bagit

from tests.cli.conftest import Typist


def test_without_a_screen_it_walks_the_whole_job_twice(tmp_path: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if "DISPLAY" not in name}
    environment |= {"HOME": str(tmp_path / "home"), "QT_QPA_PLATFORM": ""}
    for folder in ("archivist-demo", "archivist-demo-2"):
        done = subprocess.run(
            [sys.executable, "-m", "archivist", "demo"],
            cwd=tmp_path,
            env=environment,
            capture_output=True,
            text=True,
            encoding="utf-8",
            check=False,
        )
        assert done.returncode == 0, done.stderr
        for verb in ("new", "import", "search", "highlight", "annotations", "bundle", "verify"):
            assert f"$ archivist {verb}" in done.stdout
        assert f"The bundle lies in {Path(folder, 'bundle')}" in done.stderr
        bagit.Bag(str(tmp_path / folder / "bundle")).validate()
    assert sorted(each.name for each in tmp_path.iterdir()) == [
        "archivist-demo",
        "archivist-demo-2",
    ]


def test_with_a_screen_it_opens_the_window_on_the_marked_case(typed: Typist) -> None:
    typed.obstacle = ""
    assert typed("demo", "here").code == 0
    (folder,) = typed.windows
    assert folder == Path("here/case.archivist")
    assert len(typed.json("annotations", "-a", str(folder))) == 3


def test_as_json_it_prints_objects_and_tells_the_commands_beside_them(typed: Typist) -> None:
    outcome = typed("demo", "here", "--json")
    assert outcome.code == 0
    assert outcome.rows[-1]["ok"]
    assert "$ archivist search" in outcome.err


def test_a_folder_with_something_in_it_is_left_alone(typed: Typist, tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "letter.txt").write_text("📄")
    outcome = typed("demo", "mine")
    assert outcome.code == 1
    assert "not an empty folder" in outcome.err
    assert [each.name for each in (tmp_path / "mine").iterdir()] == ["letter.txt"]
