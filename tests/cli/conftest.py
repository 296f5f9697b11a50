"""The command line as a person uses it: words typed, a code, and what was printed."""

import io
import json
import os
import shutil
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from archivist.archive import Archive
from archivist.assets import sample_archive
from archivist.cli.call import Surroundings
from archivist.cli.run import run

YESTERDAY = datetime(2026, 11, 20, tzinfo=UTC)


@dataclass(frozen=True)
class Outcome:
    code: int
    out: str
    err: str

    @property
    def rows(self) -> list[dict[str, Any]]:
        return [json.loads(line) for line in self.out.splitlines()]


class Typist:
    """Types commands on the archive of the test."""

    def __init__(
        self,
        folder: Path,
        capture: pytest.CaptureFixture[str],
        clock: Callable[[], Any],
        patch: pytest.MonkeyPatch,
    ) -> None:
        self.folder = folder
        self.windows: list[Path | None] = []
        self.obstacle = "There is no screen here."
        self.environment: Mapping[str, str] = {"ARCHIVIST_ARCHIVE": str(folder)}
        self._capture = capture
        self._clock = clock
        self._patch = patch

    def __call__(self, *words: str, keyboard: str = "") -> Outcome:
        self._patch.setattr(sys, "stdin", io.StringIO(keyboard))
        self._capture.readouterr()
        code = run(words, self._surroundings())
        printed = self._capture.readouterr()
        return Outcome(code, printed.out, printed.err)

    def json(self, *words: str) -> list[dict[str, Any]]:
        """The rows a command prints with `--json`, when it succeeds."""
        outcome = self(*words, "--json")
        assert outcome.code == 0, outcome.err
        return outcome.rows

    def id_of(self, name: str) -> Any:
        """The id of the sample article whose file name begins so."""
        return next(row["id"] for row in self.json("articles") if row["name"].startswith(name))

    def _surroundings(self) -> Surroundings:
        return Surroundings(
            environment=self.environment,
            clock=self._clock,
            entropy=os.urandom,
            obstacle=lambda: self.obstacle,
            window=self._open_window,
        )

    def _open_window(self, folder: Path | None) -> int:
        self.windows.append(folder)
        return 0


@pytest.fixture
def typed(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    clock: Callable[[], Any],
    monkeypatch: pytest.MonkeyPatch,
) -> Typist:
    """A typist and no archive yet."""
    monkeypatch.chdir(tmp_path)
    return Typist(tmp_path / "case.archivist", capsys, clock, monkeypatch)


@pytest.fixture(scope="session")
def imported(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An archive with the sample case in it, to be copied and never opened."""
    folder = tmp_path_factory.mktemp("sample") / "case.archivist"
    archive, _ = Archive.create(folder, passphrase=None, clock=lambda: YESTERDAY)
    lines = list(archive.import_from([sample_archive()]))
    archive.close()
    assert {line.status for line in lines} == {"imported"}
    return folder


@pytest.fixture
def sample(typed: Typist, imported: Path) -> Typist:
    """A typist at an archive with the sample case in it."""
    shutil.copytree(imported, typed.folder)
    return typed
