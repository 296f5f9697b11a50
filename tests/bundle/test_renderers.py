"""The same model gives the same bytes, on any machine, for any user, at any time."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from archivist.bundle import document, verify_bag
from archivist.bundle.model import Model
from archivist.bundle.renderers import FILES, rendered
from archivist.fixity import sha256

RENDER = """
import sys
from pathlib import Path
from archivist.bundle import document, verify_bag
from archivist.bundle.renderers import rendered
from archivist.fixity import sha256
for name, content in rendered(document.read(Path(sys.argv[1]).read_bytes())):
    print(sha256(content), name)
"""

ELSEWHERE = [
    {"TZ": "Asia/Tokyo", "LC_ALL": "C", "PYTHONHASHSEED": "7"},
    {"TZ": "Pacific/Kiritimati", "LC_ALL": "C.UTF-8", "PYTHONHASHSEED": "0", "PYTHONUTF8": "0"},
    {"TZ": "UTC", "LANG": "sr_RS.UTF-8", "HOME": "/zqxhome", "USER": "zqxuser"},
]


@pytest.mark.parametrize("circumstances", ELSEWHERE)
def test_the_circumstances_of_the_machine_leave_no_trace(
    model: Model, tmp_path: Path, circumstances: dict[str, str]
) -> None:
    stored = tmp_path / "zqxfolder"
    stored.write_bytes(document.write(model))
    here = "".join(f"{sha256(content)} {name}\n" for name, content in rendered(model))
    command = [sys.executable, "-c", RENDER, str(stored)]
    environment = {**os.environ, **circumstances}
    there = subprocess.run(command, capture_output=True, check=True, text=True, env=environment)
    assert there.stdout == here


def test_the_files_of_a_bundle_are_those_its_verifier_allows() -> None:
    """Those by which the receiver's verifier knows a file that was put in."""
    assert tuple(FILES) == verify_bag.FILES
    assert len(set(FILES)) == len(FILES) == 12


def test_the_texts_lie_there_exactly_as_offsets_count_in_them(model: Model) -> None:
    files = dict(rendered(model))
    for exhibit in model.exhibits:
        assert sha256(files[exhibit.text_file]) == exhibit.text_sha256
        assert files[exhibit.text_file].decode() == exhibit.text


def test_the_readme_says_what_it_is_and_how_to_check_it(model: Model) -> None:
    text = dict(rendered(model))["README.txt"].decode()
    assert text.startswith("SRB-2025-01\nPhone forensics against journalists in Serbia\n")
    assert "3 exhibits and 6 annotated passages" in text
    assert "sha256sum -c tagmanifest-sha256.txt && sha256sum -c manifest-sha256.txt" in text
    assert "python3 -I data/verify.py" in text
    assert max(len(line) for line in text.splitlines()) <= 98
