"""One open PDF: its pages as pictures, and what a page can do that means harm."""

from collections.abc import Iterator

import pytest

from archivist.errors import Refused
from archivist.intake.isolation import confined as parent
from archivist.intake.isolation import paging as pages
from archivist.intake.isolation.confined import Unreadable
from archivist.intake.isolation.paging import MOST_PIXELS, Paging
from archivist.intake.wire import Garbled, Message
from tests.papers import Sheet, bound, lines, paper

TWO = paper(((700, 20, "First"),), ((100, 20, "Second"),))

# What a page that takes its reader over would try, each at a page of that number.
CULPRIT = """
import sys; sys.path.insert(0, sys.argv[1])
import ctypes, time
from archivist.intake import wire
from archivist.intake.isolation import page_child
from archivist.intake.wire import Message

def picture(page, width):
    if width == 11: ctypes.string_at(0)
    if width == 12: time.sleep(1000)
    if width == 13: bytearray(2 ** 40)
    if width == 14: return Message(wire.as_json({"width": 3, "height": 3}), (b"short",))
    return honest(page, width)

honest, page_child.picture = page_child.picture, picture
page_child.main()
"""


@pytest.fixture
def culprit(monkeypatch: pytest.MonkeyPatch) -> Iterator[Paging]:
    monkeypatch.setattr(parent, "_START", CULPRIT)
    with Paging(TWO, seconds=2.5) as paging:
        yield paging


def row_with_ink(rgb: bytes, width: int) -> int:
    return next(at // (width * 3) for at, value in enumerate(rgb) if value < 100)


def test_a_page_is_a_picture_as_wide_as_asked_and_in_its_proportions() -> None:
    with Paging(TWO, "Spis 📄.pdf") as paging:
        first, second = paging.picture(0, width=595), paging.picture(1, width=301)
    assert (first.width, first.height, len(first.rgb)) == (595, 842, 595 * 842 * 3)
    # No picture has rows that are filled up, whatever its width.
    assert (second.width, len(second.rgb)) == (301, 301 * second.height * 3)
    assert second.height == pytest.approx(301 * 842 / 595, abs=1)
    assert row_with_ink(first.rgb, 595) == pytest.approx(842 - 700 - 14, abs=3)
    assert row_with_ink(second.rgb, 301) > second.height * 0.8


def test_a_picture_is_red_green_and_blue_in_that_order() -> None:
    red = bound([Sheet(b"1 0 0 rg 0 0 595 842 re f\n")])
    with Paging(red) as paging:
        assert paging.picture(0, width=10).rgb[:3] == b"\xff\x00\x00"


def test_no_page_asks_for_more_than_so_many_pixels() -> None:
    long = bound([Sheet(lines([(10, 8, "x")]), b"/CropBox[0 0 2 842]")])
    with Paging(TWO) as paging:
        large = paging.picture(0, width=1_000_000)
    with Paging(long) as paging:
        thin = paging.picture(0, width=1_000_000)
    assert MOST_PIXELS * 0.9 < large.width * large.height <= MOST_PIXELS
    assert max(thin.width, thin.height) <= pages.LONGEST_SIDE


def test_a_page_that_is_not_there_and_a_file_that_is_none_are_sentences() -> None:
    with Paging(TWO) as paging:
        with pytest.raises(Refused, match="no page 3"):
            paging.picture(2, width=10)
        assert paging.picture(1, width=10).width == 10
    with Paging(b"%PDF-1.4\n") as paging:
        for _ in range(2):
            with pytest.raises(Refused, match="damaged and cannot be opened"):
                paging.picture(0, width=10)


@pytest.mark.parametrize(
    ("width", "sentence"),
    [(11, "crashed"), (12, "too long"), (14, "crashed")],
)
def test_a_page_that_ends_its_reader_is_a_sentence_and_the_next_is_shown(
    culprit: Paging, width: int, sentence: str
) -> None:
    with pytest.raises(Unreadable, match=sentence):
        culprit.picture(0, width=width)
    assert culprit.picture(1, width=20).width == 20


def test_too_much_memory_is_a_sentence(culprit: Paging) -> None:
    with pytest.raises(Refused, match="more memory"):
        culprit.picture(0, width=13)
    assert culprit.picture(0, width=20).width == 20


def test_the_file_crosses_once_and_again_only_to_another_child(
    culprit: Paging, monkeypatch: pytest.MonkeyPatch
) -> None:
    sent: list[int] = []
    ask = parent.Child.ask

    def counting(child: parent.Child, request: Message) -> None:
        sent.append(len(request.blobs))
        ask(child, request)

    monkeypatch.setattr(parent.Child, "ask", counting)
    for page in (0, 1, 0):
        culprit.picture(page, width=20)
    assert sent == [1, 0, 0]
    with pytest.raises(Unreadable):
        culprit.picture(0, width=11)
    culprit.picture(0, width=20)
    # What crashes is tried once more, by a child that needs the file as well.
    assert sent == [1, 0, 0, 0, 1, 1]


@pytest.mark.parametrize(
    "message",
    [
        Message(b"{}"),
        Message(b"[]", (b"",)),
        Message(b'{"width":1,"height":1}', (b"1234",)),
        Message(b'{"width":-1,"height":-1}', (b"123",)),
        Message(b'{"width":9999999,"height":9999999}', (b"",)),
        Message(b'{"width":"x","height":1}', (b"123",)),
    ],
)
def test_what_is_no_picture_is_not_taken_for_one(message: Message) -> None:
    with pytest.raises(Garbled):
        pages._picture(message)
