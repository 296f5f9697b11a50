"""The rows of highlights: what changes is told, and nothing else."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st
from PySide6 import QtCore

from archivist.anchoring import Target
from archivist.annotations import Annotation
from archivist.desktop.inspector.differences import differences
from archivist.desktop.inspector.marks import MARK, Marks


def mark(number: int, *, note: str = "", former: Target | None = None) -> Annotation:
    """A highlight at a place of its own."""
    target = Target(number * 10, number * 10 + 5, f"quote {number} 😀", "", "", "0" * 64)
    return Annotation(
        n=number,
        id=f"{number:032x}",
        article="a" * 32,
        target=target,
        note=note,
        colour="yellow",
        tags=(),
        actors=(),
        events=(),
        created_at="2026-11-21T10:00:00Z",
        created_by="R-7F3A",
        changed_at="2026-11-21T10:00:00Z",
        former=former,
    )


class Told:
    """What a model says of its rows, a word each."""

    def __init__(self, marks: Marks) -> None:
        """Listens to `marks`."""
        self.said: list[tuple[str, int, int]] = []
        marks.rowsInserted.connect(self._inserted)
        marks.rowsRemoved.connect(self._removed)
        marks.dataChanged.connect(self._changed)
        marks.modelReset.connect(self._reset)

    def _inserted(self, _parent: QtCore.QModelIndex, first: int, last: int) -> None:
        self.said.append(("inserted", first, last))

    def _removed(self, _parent: QtCore.QModelIndex, first: int, last: int) -> None:
        self.said.append(("removed", first, last))

    def _changed(self, first: QtCore.QModelIndex, last: QtCore.QModelIndex) -> None:
        self.said.append(("changed", first.row(), last.row()))

    def _reset(self) -> None:
        self.said.append(("reset", 0, 0))


def test_one_changed_highlight_is_one_changed_row() -> None:
    marks = Marks()
    marks.show(tuple(map(mark, range(500))))
    told = Told(marks)
    marks.show(tuple(mark(n, note="Ћирилица" if n == 250 else "") for n in range(500)))
    assert told.said == [("changed", 250, 250)]
    assert marks.index(250).data(MARK).note == "Ћирилица"


def test_a_new_highlight_is_one_new_row_and_a_withdrawn_one_is_one_row_less() -> None:
    marks = Marks()
    marks.show(tuple(mark(n) for n in range(20) if n != 7))
    told = Told(marks)
    marks.show(tuple(map(mark, range(20))))
    marks.show(tuple(mark(n) for n in range(20) if n not in (3, 4)))
    assert told.said == [("inserted", 7, 7), ("removed", 3, 4)]


def test_a_highlight_moved_to_the_end_leaves_the_others_where_they_are() -> None:
    marks = Marks()
    many = tuple(map(mark, range(9)))
    marks.show(many)
    told = Told(marks)
    moved = replace(many[0], target=replace(many[0].target, start=900, end=905))
    marks.show((*many[1:], moved))
    assert told.said == [("removed", 0, 0), ("inserted", 8, 8)]


def test_nothing_new_says_nothing() -> None:
    marks = Marks()
    marks.show(tuple(map(mark, range(9))))
    told = Told(marks)
    marks.show(tuple(map(mark, range(9))))
    assert told.said == []


@given(st.lists(st.permutations(range(8)).map(lambda order: order[:5]), min_size=1, max_size=4))
def test_whatever_was_shown_before_the_rows_are_those_asked_for(orders: list[list[int]]) -> None:
    marks = Marks()
    for round_, order in enumerate(orders):
        wanted = tuple(mark(number, note=str(round_ * number % 3)) for number in order)
        marks.show(wanted)
        assert tuple(marks.mark(row) for row in range(marks.rowCount())) == wanted


def test_a_screen_reader_is_told_that_a_place_is_in_doubt() -> None:
    marks = Marks()
    marks.show((mark(1, note="Ask counsel.", former=mark(2).target),))
    role = QtCore.Qt.ItemDataRole.AccessibleTextRole
    said = marks.index(0).data(role)
    assert said == "quote 1 😀, yellow, found only nearly, Ask counsel."


def test_differences_are_whole_words_of_either_reading() -> None:
    before, after = "Полиција 😀 stopped him.", "Полиција 😀 had stopped the man."
    old, new = differences(before, after)
    assert [before[a:b] for a, b in old] == ["him"]
    assert [after[a:b] for a, b in new] == ["had ", "the man"]
    assert differences(before, before) == ((), ())
