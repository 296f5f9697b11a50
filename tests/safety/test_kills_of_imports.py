"""An import that is killed, or whose reader is, loses nothing, doubles nothing, and goes on."""

import json
import os
import random
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from archivist.archive import Archive
from tests.benchmarks.synthetic_files import write

_KILLS_AN_IMPORT = 10
_LAST = 90
"""Of the last files, a batch and what lies in the pipe, the line comes when all was read."""


@pytest.fixture
def rounds(campaign_count: Callable[[int, int], int]) -> list[int]:
    """How often each import is killed."""
    kills = campaign_count(3, 100)
    return [min(_KILLS_AN_IMPORT, kills - done) for done in range(0, kills, _KILLS_AN_IMPORT)]


@pytest.fixture
def files(tmp_path: Path, campaign_count: Callable[[int, int], int]) -> Path:
    write(tmp_path / "građa", campaign_count(160, 2_000))
    return tmp_path / "građa"


@contextmanager
def importing(archive: Path, files: Path) -> "Iterator[subprocess.Popen[str]]":
    """`archivist import --json` at work, each line of it readable as it is printed."""
    words = [sys.executable, "-m", "archivist", "import", "--json", "-a", archive, files]
    environment = {**os.environ, "PYTHONUNBUFFERED": "1"}
    # A short pipe lets the import run no further ahead than it is listened to.
    with subprocess.Popen(
        list(map(str, words)), stdout=subprocess.PIPE, text=True, env=environment, pipesize=4096
    ) as process:
        yield process


def rows(process: "subprocess.Popen[str]", most: int | None = None) -> "Iterator[dict[str, str]]":
    """The lines that the import acknowledges, at most so many; one cut short is none."""
    assert process.stdout is not None
    told = 0
    while told != most and (line := process.stdout.readline()).endswith("\n"):
        row = json.loads(line)
        if "summary" not in row:
            told += 1
            yield row


def children(process: int) -> list[int]:
    """The processes that one has started."""
    found = Path(f"/proc/{process}/task").glob("*/children")
    return [int(each) for path in found for each in path.read_text().split()]


def count(folder: Path) -> int:
    return sum(path.is_file() for path in folder.rglob("*"))


def require_whole(folder: Path, acknowledged: dict[str, str]) -> int:
    """That what was said to be in is in, once, and told of; how many articles there are."""
    archive = Archive.open(folder)
    try:
        assert [check.detail for check in archive.verify() if not check.ok] == []
        found = archive._store.read("SELECT id, original, reader FROM article")
        assert {row["reader"] for row in found}.isdisjoint({"unread/1"})
        originals = {row["original"]: row["id"] for row in found}
        assert len(originals) == len(found)
        assert {sha for sha, article in acknowledged.items() if originals[sha] != article} == set()
        reported = [
            line.sha256
            for report in archive.reports.all()
            for line in archive.reports.lines(report.number)
            if line.status == "imported"
        ]
        assert sorted(reported) == sorted(originals)
        return len(found)
    finally:
        archive.close()


@pytest.fixture
def archive(tmp_path: Path) -> Callable[[int], Path]:
    """A new archive for each import, by its number."""

    def made(number: int) -> Path:
        archive, _ = Archive.create(tmp_path / f"{number}", passphrase=None)
        archive.close()
        return archive.folder

    return made


@pytest.mark.campaign
@pytest.mark.timeout(7200)
def test_an_import_whose_program_is_killed_goes_on_where_it_stopped(
    archive: Callable[[int], Path], files: Path, rounds: list[int]
) -> None:
    chance, total = random.Random(20261201), count(files)
    for number, kills in enumerate(rounds):
        folder, acknowledged = archive(number), dict[str, str]()
        for place in sorted(chance.sample(range(total - _LAST), kills)):
            with importing(folder, files) as process:
                for row in rows(process, place):
                    acknowledged[row["sha256"]] = row["article"]
                assert process.poll() is None
                process.send_signal(signal.SIGKILL)
                for row in rows(process):
                    acknowledged[row["sha256"]] = row["article"]
            assert require_whole(folder, acknowledged) >= len(acknowledged)
        with importing(folder, files) as process:
            last = list(rows(process))
            assert process.wait() == 0
        assert len(last) == total
        assert require_whole(folder, {row["sha256"]: row["article"] for row in last}) == total


@pytest.mark.campaign
@pytest.mark.timeout(7200)
@pytest.mark.skipif(not Path("/proc/self/task").is_dir(), reason="children are found in /proc")
def test_an_import_whose_reader_is_killed_loses_no_file(
    archive: Callable[[int], Path], files: Path, rounds: list[int]
) -> None:
    chance, total = random.Random(20261202), count(files)
    for number, kills in enumerate(rounds):
        folder, killed = archive(number), 0
        places = chance.sample(range(total - _LAST), kills)
        told: list[dict[str, str]] = []
        with importing(folder, files) as process:
            for row in rows(process):
                if len(told) in places:
                    os.kill(chance.choice(children(process.pid)), signal.SIGKILL)
                    killed += 1
                told.append(row)
            assert process.wait() == 0
        assert killed == kills
        assert {row["status"] for row in told} == {"imported"}
        acknowledged = {row["sha256"]: row["article"] for row in told}
        assert require_whole(folder, acknowledged) == total == len(told)
