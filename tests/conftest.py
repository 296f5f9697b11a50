"""What every test stands on: no screen, no cyclic collection outside the GUI thread, campaigns."""

import gc
import os
from collections.abc import Callable, Iterator

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

import pytest


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
