import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from archivist import assets
from archivist.errors import NotFound

CHECKOUT = Path(__file__).parents[1]


def test_a_checkout_has_its_files_beside_the_package() -> None:
    assert assets.resources() == CHECKOUT / "resources"
    assert assets.sample_archive() == CHECKOUT / "sample_archive"


def test_an_installed_package_has_its_files_inside(tmp_path: Path) -> None:
    # What pyproject's force-include makes of a wheel, without building one.
    inside = tmp_path / "site-packages Đ" / "archivist"
    for name in ("resources", "sample_archive"):
        (inside / name).mkdir(parents=True)
    for name in ("__init__.py", "errors.py", "assets.py"):
        shutil.copy(CHECKOUT / "archivist" / name, inside)
    code = f"""
import sys
sys.path.insert(0, {str(inside.parent)!r})
from archivist import assets
print(assets.resources(), assets.sample_archive(), sep="\\n")
"""
    done = subprocess.run(
        [sys.executable, "-I", "-X", "utf8", "-c", code],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    assert done.stdout.split("\n")[:2] == [
        str(inside / "resources"),
        str(inside / "sample_archive"),
    ]


def test_an_installation_without_its_files_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(assets, "_PACKAGE", tmp_path / "archivist")
    with pytest.raises(NotFound, match=r"“resources” is missing\. Install Archivist again\."):
        assets.resources()
