"""The laws of the architecture that a linter of the static graph cannot see."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import archivist
from archivist.confinement import network_is_denied

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "archivist"
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
)
OFFLINE = {"socket", "_socket", "ssl", "_ssl", "http.client", "urllib.request", "ftplib"}


def loaded_after(statement: str) -> set[str]:
    """The modules a fresh interpreter holds after the statement."""
    script = f"{statement}\nimport sys; print(*sys.modules)"
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(ran.stdout.split())


def test_the_command_line_loads_no_qt_and_no_network() -> None:
    loaded = loaded_after("import archivist.cli, archivist.__main__, archivist.archive")
    assert not {name for name in loaded if name.startswith(("PySide6", "shiboken"))}
    assert not OFFLINE & loaded


def test_no_module_of_ours_loads_the_network() -> None:
    # Whoosh's own compatibility module imports urllib.request and never uses it; its parser is
    # loaded when a query is first asked, in a process the kernel denies the network.
    parser = "archivist.search.grammar"
    statement = "; ".join(f"import {module}" for module in MODULES if module != parser)
    assert not OFFLINE & loaded_after(statement)


def test_only_the_desktop_names_qt_and_only_the_store_names_sqlite() -> None:
    for path in PACKAGE.rglob("*.py"):
        room = path.relative_to(PACKAGE).parts[0]
        words = path.read_text(encoding="utf-8")
        if room != "desktop":
            assert not re.search(r"^\s*(import|from) PySide6", words, re.MULTILINE), path
        if room != "store":
            found = re.search(r"^\s*(import|from) (sqlcipher3|sqlite)", words, re.MULTILINE)
            assert not found, path


def test_the_floors_in_the_docstring_are_the_import_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    layers = settings["tool"]["importlinter"]["contracts"][0]["layers"]
    contract = [
        {name.removeprefix("archivist.") for name in layer.split(" | ")} for layer in layers[1:]
    ]
    drawing = re.findall(r"^    (\S.*?)(?:   |$)", archivist.__doc__ or "", re.MULTILINE)
    floors = [{name.strip(" /") for name in re.split(r"[|]", line)} for line in drawing]
    assert floors == contract


def test_nobody_writes_past_a_change() -> None:
    """`commit`, `INSERT` and the like stand in the store alone."""
    for path in PACKAGE.rglob("*.py"):
        if path.relative_to(PACKAGE).parts[0] != "store":
            words = path.read_text(encoding="utf-8")
            assert not re.search(r"\.commit\(\)|\"(INSERT|UPDATE|DELETE) ", words), path


def test_this_very_run_has_no_network() -> None:
    if sys.platform != "linux":
        pytest.skip("only Linux lets a process deny itself the network")
    assert network_is_denied()
