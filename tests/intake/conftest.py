"""Real material beside the repository, and the law every deposit keeps."""

from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest

from archivist.intake.deposit import Deposit
from archivist.text import Leaf, Span, canonical

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
    """Leaves cover the text but for single separators, spans lie inside, the text is canonical."""

    def check(deposit: Deposit) -> None:
        assert canonical(deposit.text) == deposit.text
        assert deposit.leaves
        assert deposit.leaves[0].start == 0
        assert deposit.leaves[-1].end == len(deposit.text)
        for leaf, following in pairwise(deposit.leaves):
            assert leaf.start <= leaf.end
            assert following.start == leaf.end + 1
            assert deposit.text[leaf.end] == _separator(leaf, following)
        for span in deposit.spans:
            assert any(_holds(leaf, span) for leaf in deposit.leaves), span

    return check


def _separator(leaf: Leaf, following: Leaf) -> str:
    same_row = (leaf.kind, leaf.table, leaf.row) == ("cell", following.table, following.row)
    return "\t" if same_row and following.kind == "cell" else "\n"


def _holds(leaf: Leaf, span: Span) -> bool:
    return leaf.start <= span.start < span.end <= leaf.end
