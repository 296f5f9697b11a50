"""What every test stands on: no screen, no cyclic collection outside the GUI thread, campaigns."""

import gc
import os
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import random
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import settings

from archivist.archive import Archive
from archivist.confinement import confine
from archivist.store.keys import Cost

CHEAP = Cost(1, 8 * 1024, 1)
"""A key derivation for throw-away archives only: it protects nothing."""


class TickingClock:
    """A clock that moves one second each time it is looked at."""

    def __init__(self) -> None:
        self.at = datetime(2026, 11, 21, 19, 42, tzinfo=UTC)

    def __call__(self) -> datetime:
        self.at += timedelta(seconds=1)
        return self.at


@pytest.fixture
def clock() -> TickingClock:
    return TickingClock()


@pytest.fixture
def archive(tmp_path: Path, clock: TickingClock) -> Iterator[Archive]:
    """An open archive with its own clock and chance, the same in every run."""
    made, _ = Archive.create(
        tmp_path / "case.archivist",
        passphrase=None,
        agent="R-1",
        clock=clock,
        entropy=random.Random(7).randbytes,
    )
    yield made
    made.close()


def pytest_configure(config: pytest.Config) -> None:
    """Deny the network to the whole run, as the program denies it to itself.

    The ordinary run tries the same examples each time, so that what lands is what was tried;
    a campaign looks for new ones.
    """
    confine()
    settings.register_profile("ordinary", derandomize=True)
    settings.load_profile("default" if config.getoption("--campaign") else "ordinary")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--campaign", action="store_true", help="run campaigns at their full count")


@pytest.fixture(scope="session")
def campaign_count(pytestconfig: pytest.Config) -> Callable[[int, int], int]:
    """The number of rounds a campaign runs: `campaign_count(small, full)`."""
    full_wanted = bool(pytestconfig.getoption("--campaign"))

    def count(small: int, full: int) -> int:
        return full if full_wanted else small

    return count


@pytest.fixture(autouse=True)
def _collect_on_this_thread() -> Iterator[None]:
    # A cyclic collection in a worker thread would delete QObjects there, which Qt does not survive.
    gc.disable()
    yield
    gc.collect(0)
