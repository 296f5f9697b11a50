"""Nothing acknowledged is lost and nothing is readable, however suddenly a process dies."""

import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.store.keys import Cost

WORKER = Path(__file__).parent / "someone_at_work.py"
CANARY = "kanarinac7f3a"
FORMS = tuple(
    CANARY.encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be", "utf-32-le")
)


@pytest.fixture
def surroundings(tmp_path: Path) -> dict[str, str]:
    """An environment whose HOME and temporary folder lie below `tmp_path`."""
    for name in ("home", "tmp"):
        (tmp_path / name).mkdir()
    places = {"HOME": str(tmp_path / "home"), "TMPDIR": str(tmp_path / "tmp")}
    kept = {name: os.environ[name] for name in ("PATH", "LANG") if name in os.environ}
    return kept | places | {"PYTHONDONTWRITEBYTECODE": "1"}


def files_with_the_canary(folder: Path) -> Iterator[str]:
    for path in folder.rglob("*"):
        if any(form in path.name.encode() for form in FORMS):
            yield str(path)
        if path.is_file() and any(form in path.read_bytes() for form in FORMS):
            yield str(path)


def open_deleted_files_with_the_canary(process: int) -> Iterator[str]:
    """Files that have no name any more can still be read off a seized disk."""
    for link in Path(f"/proc/{process}/fd").glob("*"):
        try:
            target = str(link.readlink())
            if "(deleted)" in target and any(form in link.read_bytes() for form in FORMS):
                yield target
        except OSError:
            continue


@pytest.mark.campaign
@pytest.mark.timeout(1800)
def test_kills_lose_no_acknowledged_act_and_leave_no_plaintext(
    tmp_path: Path, surroundings: dict[str, str], campaign_count: Callable[[int, int], int]
) -> None:
    chance = random.Random(20261121)
    archive, _ = Archive.create(
        tmp_path / "case", passphrase="šifra", cost=Cost(1, 8 * 1024, 1), agent="R-1"
    )
    folder = archive.folder
    archive.close()
    acknowledged: list[list[str]] = []
    for kill in range(campaign_count(6, 100)):
        arguments = [sys.executable, *map(str, (WORKER, folder, CANARY, kill * 10_000))]
        with subprocess.Popen(
            arguments, env=surroundings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
        ) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            for _ in range(chance.randrange(1, 40)):
                line = process.stdout.readline()
                assert line, process.stderr.read()
                if line != "open\n":
                    acknowledged.append(line.split())
            at_work = [
                *files_with_the_canary(tmp_path),
                *open_deleted_files_with_the_canary(process.pid),
            ]
            process.send_signal(signal.SIGKILL)
            rest = process.stdout.read().splitlines(keepends=True)
            lines = [line for line in rest if line.endswith("\n") and line != "open\n"]
            acknowledged += [line.split() for line in lines]
        assert at_work == []
        assert list(files_with_the_canary(tmp_path)) == []
        archive = Archive.open(folder, passphrase="šifra")
        assert [check.detail for check in archive.verify() if not check.ok] == []
        lost = [
            (table, name)
            for table, name in acknowledged
            if not archive._store.one(f"SELECT 1 FROM {table} WHERE id = ?", (name,))
        ]
        assert lost == []
        archive.close()
    assert len(acknowledged) > 20
