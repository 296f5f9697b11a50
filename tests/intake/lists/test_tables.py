"""Tables and outlines: every cell and entry as it stands."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from archivist.errors import Refused
from archivist.intake.deposit import Deposit
from archivist.intake.lists import opml, tables


def cells(deposit: Deposit) -> list[list[str]]:
    rows: list[list[str]] = [[] for _ in range(deposit.metadata["rows"])]
    end = -1
    for leaf in deposit.leaves:
        assert leaf.start == end + 1
        end = leaf.end
        assert leaf.column == len(rows[leaf.row])
        rows[leaf.row].append(deposit.text[leaf.start : leaf.end])
    assert end == len(deposit.text)
    return rows


@pytest.mark.parametrize("sign", [",", ";", "\t", "|"])
def test_a_table_keeps_every_cell(sign: str) -> None:
    content = f'Ime{sign}Grad 😀\r\n"Slaviša ""S"" Milanov"{sign}"Pi\nrot"\r\n{sign}\r\n'.encode()
    assert cells(tables.read(content, "imena.csv")) == [
        ["Ime", "Grad 😀"],
        ['Slaviša "S" Milanov', "Pi\nrot"],
        ["", ""],
    ]


@given(st.lists(st.lists(st.sampled_from(["", "a", "č 😀", "1.5"]), min_size=2), min_size=1))
def test_the_cells_partition_the_text(rows: list[list[str]]) -> None:
    written = "x,y\n" + "\n".join(",".join(row) for row in rows)
    assert cells(tables.read(written.encode(), "a.csv"))[1:] == [row for row in rows if row]


def test_a_field_without_end_and_a_table_without_end_are_sentences(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    with pytest.raises(Refused, match="Row 2: a field is longer than 128 KiB"):
        tables.read(b"a,b\n" + b"x" * 140_000 + b",y\n", "long.csv")
    monkeypatch.setattr(tables, "MOST_CELLS", 5)
    with pytest.raises(Refused, match="more than 5 cells"):
        tables.read(b"a,b\nc,d\ne,f\n", "wide.csv")


OUTLINE = """<?xml version="1.0"?><opml version="2.0"><head><title>Izvori 😀</title></head><body>
<outline text="Vesti"><outline text="Jedan" xmlUrl="https://example.org/rss"/></outline>
</body></opml>"""


def test_an_outline_keeps_its_entries_and_their_addresses() -> None:
    deposit = opml.read(OUTLINE.encode(), "izvori.opml")
    assert deposit.text == "Vesti\nJedan https://example.org/rss"
    assert [(leaf.kind, leaf.depth) for leaf in deposit.leaves] == [("li", 1), ("li", 2)]
    (link,) = deposit.spans
    assert deposit.text[link.start : link.end] == link.value == "https://example.org/rss"
    assert deposit.title == "Izvori 😀"
    with pytest.raises(Refused, match="holds none"):
        opml.read(b"<x/>", "x.opml")
    with pytest.raises(Refused, match="damaged"):
        opml.read(b"<opml>", "x.opml")
