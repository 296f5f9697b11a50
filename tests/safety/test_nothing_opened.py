"""Reading a hostile file opens no file and no socket: the kernel is asked, not the program."""

import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archivist.intake import kinds
from tests.safety.reaching import REACHING

ROOT = Path(__file__).parents[2]
READ = """
import os
import feedparser.api
# With every feed it looks where our programs lie for one that nobody installs.
feedparser.api.PREFERRED_XML_PARSERS.clear()
from archivist import confinement
confinement.confine()
from archivist.errors import Refused
from archivist.intake.isolation import child
from tests.safety.every_bad_input import BAD_INPUTS
from tests.safety.reaching import REACHING
def read(content, name):
    try:
        return child.read(content, name).text
    except (Refused, RecursionError):
        return ""
hostile = [(bad.name, bad.bytes()) for bad in BAD_INPUTS if not bad.large] + list(REACHING.items())
for name, content in hostile:  # which loads all programs; what is reached for is another thing
    read(content.replace(b"127.0.0.1", b"127.0.0.9").replace(b"/etc/", b"/eta/"), name)
os.access("/MARK-BEGIN", os.F_OK)
texts = {name: read(content, name) for name, content in hostile}
os.access("/MARK-END", os.F_OK)
assert "Rečenica" in texts["a.html"] and "Zapis" in texts["a.docx"], texts
"""


@pytest.mark.skipif(shutil.which("strace") is None, reason="strace is not installed")
@pytest.mark.skipif(sys.platform != "linux", reason="strace is Linux's")
def test_between_two_marks_hostile_files_of_every_kind_open_nothing(tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    calls = "trace=%file,%network,%process"
    python = [sys.executable, "-c", READ]
    command = ["strace", "-f", "-qq", "-e", calls, "-o", str(trace), *python]
    ran = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
    if "ptrace" in ran.stderr.lower():
        pytest.skip("this machine lets nobody trace")
    assert ran.returncode == 0, ran.stderr
    between = trace.read_text("utf-8").split("/MARK-BEGIN")[1].split("/MARK-END")[0]
    made = re.findall(r"^\d+ +(\w+)\((.*)", between, re.MULTILINE)
    assert [call for call in made if "MARK" not in call[1] and call[0] != "access"] == []


def test_a_file_of_every_kind_tries_to_reach_something() -> None:
    kinds_tried = {kinds.of(content, name).name for name, content in REACHING.items()}
    assert kinds_tried == {kind.name for kind in kinds.KINDS}
