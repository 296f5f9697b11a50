"""Real material beside the repository, and the law every deposit keeps."""

from collections.abc import Callable
from pathlib import Path

import pytest

from archivist.intake.deposit import Deposit
from tests.intake import laws

_SHARED = Path(__file__).parents[3] / "shared"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of seeds and real data."""
    if not _SHARED.is_dir():
        pytest.skip("the real material (../shared) is not beside the repository")
    return _SHARED


@pytest.fixture(scope="session")
def seed(shared: Path) -> Callable[[str], Path]:
    """The path of a seed by its number."""

    def find(number: str) -> Path:
        (path,) = (shared / "seeds").glob(f"{number}_*.txt")
        return path

    return find


@pytest.fixture(scope="session")
def assert_lawful() -> Callable[[Deposit], None]:
    """Leaves cover the text but for single separators, and all else lies inside it."""
    return laws.assert_lawful
