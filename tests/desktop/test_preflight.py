"""What keeps a window from opening is a sentence, never an abort."""

import subprocess
import sys

import pytest

from archivist.desktop import preflight


def test_without_a_screen_the_sentence_names_the_command_line() -> None:
    words = preflight.obstacle({}, "linux")
    assert "no screen" in words
    assert "archivist --help" in words


@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="X is Linux's screen")
def test_a_screen_that_does_not_answer_is_said_and_does_not_abort() -> None:
    words = preflight.obstacle({"DISPLAY": ":93"}, "linux")
    assert ":93 does not answer" in words or "system library" in words


def test_offscreen_needs_no_screen() -> None:
    assert preflight.obstacle({"QT_QPA_PLATFORM": "offscreen"}, "linux") == ""


def test_a_missing_library_is_named_with_the_line_that_installs_it() -> None:
    def load() -> object:
        raise ImportError("libEGL.so.1: cannot open shared object file: No such file or directory")

    words = preflight._missing_library(load)
    assert "libEGL.so.1" in words
    assert preflight.APT_LINE in words
    assert "\n" not in words


def test_this_pyside_keeps_its_references_to_none() -> None:
    assert preflight.losing_references() == ""


def test_the_check_runs_in_a_fresh_process() -> None:
    code = "from archivist.desktop.preflight import obstacle; print(obstacle({}, 'linux'))"
    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert run.stdout.startswith("There is no screen here")
