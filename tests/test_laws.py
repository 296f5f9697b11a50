"""The laws of the architecture that a linter of the static graph cannot see."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import archivist
from archivist.confinement import network_is_denied
from archivist.intake.kinds import KINDS

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "archivist"
MODULES = sorted(
    ".".join(path.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__")
    for path in PACKAGE.rglob("*.py")
)
CHILDS_OWN = {f"archivist.intake.{kind.module}" for kind in KINDS if kind.module} | {
    f"archivist.intake.{name}"
    for name in (
        *("paper.pdf_lines", "paper.pdf_page", "paper.pdf_sheet", "paper.recogniser"),
        "isolation.page_child",
    )
}
HOSTILE = {
    *("turbohtml", "trafilatura", "pypdfium2", "tesserocr", "mammoth", "warcio", "feedparser"),
    "email",
}
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
    ours = (module for module in MODULES if module != parser and module not in CHILDS_OWN)
    assert not OFFLINE & loaded_after("; ".join(f"import {module}" for module in ours))


def test_readers_of_hostile_files_are_loaded_in_the_confined_child_alone() -> None:
    # Some of the libraries they stand on know the network; the child has none, nor anything else.
    window = "archivist.desktop.window.window, archivist.desktop.app"
    loaded = loaded_after(f"import archivist.cli.run, archivist.archive, {window}")
    assert not (CHILDS_OWN | HOSTILE) & loaded
    for path in PACKAGE.rglob("*.py"):
        module = ".".join(path.relative_to(ROOT).with_suffix("").parts)
        if module in CHILDS_OWN:
            continue
        named = re.findall(
            r"^\s*(?:from|import) (archivist\.[\w.]+)(?: import (\w+))?",
            path.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
        assert not CHILDS_OWN & {
            each for whole, part in named for each in (whole, f"{whole}.{part}")
        }


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
