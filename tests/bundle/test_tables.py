"""The tables of a bundle as a spreadsheet reads them."""

import csv
import io
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from archivist import spreadsheet
from archivist.bundle import tables
from archivist.bundle.model import Model

NAUGHTY = Path(__file__).parents[3] / "shared" / "data" / "naughty-strings.txt"
TABLES = [tables.index, tables.passages, tables.chronology, tables.people, tables.sources]


def rows(content: bytes) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("table", TABLES)
def test_every_table_is_utf8_with_a_mark_and_ends_its_lines_as_windows_does(
    model: Model, table: Callable[[Model], bytes]
) -> None:
    content = table(model)
    assert content.startswith(b"\xef\xbb\xbf")
    assert content.endswith(b'"\r\n')
    assert len(rows(content)) > 0


def test_a_row_of_the_index_says_where_to_find_and_how_to_tell_the_files(model: Model) -> None:
    first, second, _ = rows(tables.index(model))
    assert first["exhibit"] == "A-001"
    assert first["title"] == "Supplier withdraws 🛑 from Serbia"
    assert first["original_sha256"] == model.exhibits[0].original.sha256
    assert first["passages"] == "3"
    assert second["title"] == "ملاحظة عن التقرير"


def test_a_row_of_the_passages_cuts_out_the_same_quotation(model: Model) -> None:
    texts = {exhibit.number: exhibit.text for exhibit in model.exhibits}
    found = rows(tables.passages(model))
    assert [row["passage"] for row in found] == [each.number for each in model.passages]
    for row in found:
        assert texts[row["exhibit"]][int(row["start"]) : int(row["end"])] == row["quote"]
    assert found[1]["cite"] == "A-001 ¶¶3–4"
    assert found[2]["people"] == "Slaviša Milanov (target); '@police"


@pytest.mark.parametrize("first", ["=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"])
def test_no_cell_begins_like_a_formula(model: Model, first: str) -> None:
    hostile = replace(model.exhibits[0], title=f"{first}cmd|'/c calc'!A1 📄")
    changed = replace(model, exhibits=(hostile,))
    assert rows(tables.index(changed))[0]["title"] == f"'{first}cmd|'/c calc'!A1 📄"
    assert rows(tables.index(changed))[0]["author"].startswith("'=HYPERLINK")


@pytest.mark.parametrize("cut", ["; ", ";", "\t", "\n", ";\n "])
@pytest.mark.parametrize("first", ["=", "+", "-", "@"])
def test_no_part_of_a_cell_begins_like_a_formula(model: Model, cut: str, first: str) -> None:
    """A spreadsheet told to cut at semicolons or tabs cuts inside our cells too."""
    hostile = replace(model.exhibits[0], title=f"harmless 📄{cut}{first}1+1")
    (row, *_) = rows(tables.index(replace(model, exhibits=(hostile,))))
    assert row["title"] == f"harmless 📄{cut}'{first}1+1"


def test_events_stand_in_time_and_undated_ones_last(model: Model) -> None:
    (event,) = model.events
    undated = replace(event, id="u" * 32, date="", earliest="", latest="", title="A rumour")
    early = replace(event, id="v" * 32, date="~1982", earliest="1982-01-01", title="Before")
    changed = replace(model, events=(undated, event, early))
    order = [row["event"] for row in rows(tables.chronology(changed))]
    assert order == ["Before", "Report on NoviSpy", "A rumour"]


def test_people_are_told_with_their_roles_and_passages(model: Model) -> None:
    police, milanov = rows(tables.people(model))
    assert police["name"] == "'@police"
    assert police["roles"] == "accused"
    assert police["events"] == "Report on NoviSpy"
    assert milanov["also_called"] == "Славиша Миланов"
    assert milanov["passages"] == "A-001/3"


@pytest.mark.skipif(
    not NAUGHTY.exists(), reason="the naughty strings are not beside the repository"
)
def test_strings_that_break_programs_come_through_whole() -> None:
    naughty = NAUGHTY.read_text(encoding="utf-8").split("\n")
    content = spreadsheet.table(["said"], ([each] for each in naughty))
    read = [row["said"] for row in rows(content)]
    assert [spreadsheet.cell(each) for each in naughty] == read
    assert not [each for each in read if each[:1] in set("=+-@＝＋－＠")]
