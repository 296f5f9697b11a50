"""Rows, records and references: each an article of its own whose original is exactly its bytes."""

import io
import json
import zipfile

import pytest
from hypothesis import given
from hypothesis import strategies as st

import archivist.intake.isolation.child as reader
from archivist.errors import Refused
from archivist.intake.deposit import Deposit
from archivist.intake.isolation.confined import Confined

TABLE = 'Headline;Body;Link;Dan\r\n"Telefon 😀";"Prvi\r\nred";https://example.org/1;2.5.2024.\r\n'
MORE = "Slaviša Milanov;Drugi;;juče\r\n;;;\r\n"
COLUMNS = {"title": "Headline", "text": "Body", "url": "Link", "published": "Dan"}


def facts(deposit: Deposit) -> dict[str, str | None]:
    return {fact.field: fact.value for fact in deposit.facts}


def test_each_row_is_an_article_with_exactly_its_bytes() -> None:
    whole = reader.read((TABLE + MORE).encode(), "isečci.csv", columns=COLUMNS)
    first, second = whole.parts
    assert (first.name, first.title) == ("isečci 1.csv", "Telefon 😀")
    assert first.text == "Telefon 😀\nPrvi\nred"
    assert first.original == '"Telefon 😀";"Prvi\r\nred";https://example.org/1;2.5.2024.'.encode()
    assert facts(first) == {
        "title": "Telefon 😀",
        "published": "2024-05-02",
        "url": "https://example.org/1",
    }
    assert facts(second)["published"] is None
    assert whole.text == "2024-05-02 · Telefon 😀\njuče · Slaviša Milanov"
    assert whole.warnings == ("Record 3 was left in the file: It has no title and no text.",)


def test_a_table_without_a_choice_stays_one_article() -> None:
    assert reader.read(TABLE.encode(), "isečci.csv").parts == ()


def test_a_choice_travels_to_the_confined_reader() -> None:
    with Confined() as confined:
        whole = confined.read(TABLE.encode(), "isečci.csv", columns=COLUMNS)
    assert [part.title for part in whole.parts] == ["Telefon 😀"]


def test_a_row_keeps_its_bytes_in_the_encoding_that_was_chosen() -> None:
    content = TABLE.replace(" 😀", " š").encode("cp1250")
    (part,) = reader.read(content, "a.csv", encoding="windows-1250", columns=COLUMNS).parts
    assert part.original in content
    assert part.title == "Telefon š"


def test_a_column_that_is_not_there_is_named_with_those_that_are() -> None:
    with pytest.raises(Refused, match="no column “Naslov”; it has “Headline”, “Body”"):
        reader.read(TABLE.encode(), "a.csv", columns={"title": "Naslov"})


ENTRIES = [
    {
        "id": "1",
        "headline": "Prvi 😀",
        "content": "<p>Jedan</p><p>dva</p>",
        "date": "2024-05-02T10:00:00Z",
    },
    {
        "id": "2",
        "date": "",
        "title": "Drugi",
        "text": "tri",
        "source": "Glas",
        "authors": ["Ana", {"name": "Bo"}],
    },
]


@pytest.mark.parametrize(
    "written",
    [
        json.dumps(ENTRIES, ensure_ascii=False, indent=1),
        "\r\n".join(json.dumps(each, ensure_ascii=False) for each in ENTRIES),
    ],
)
def test_known_fields_of_json_are_taken(written: str) -> None:
    whole = reader.read(written.encode(), "vesti.json")
    first, second = whole.parts
    assert first.text == "Prvi 😀\nJedan\ndva"
    assert facts(first) == {"title": "Prvi 😀", "published": "2024-05-02"}
    assert facts(second) == {"title": "Drugi", "author": "Ana, Bo", "publisher": "Glas"}
    assert [json.loads(part.original) for part in whole.parts] == ENTRIES
    assert all(part.original.decode() in written for part in whole.parts)


@given(st.lists(st.dictionaries(st.text(min_size=1), st.integers() | st.text()), max_size=4))
def test_records_lie_in_their_file_byte_for_byte(entries: list[dict[str, int | str]]) -> None:
    titled = [{**each, "title": "😀"} for each in entries]
    content = json.dumps(titled, ensure_ascii=False).encode("utf-8", "replace")
    try:
        parts = reader.read(content, "a.json").parts
    except Refused as refusal:
        assert "no records" in str(refusal) or "no title" in str(refusal)  # noqa: PT017 -- all that may be said
        return
    assert [json.loads(part.original) for part in parts] == json.loads(content)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ('[{"a": 1, "b": "x"}]', "fields are “a”, “b”. .* --map title=a --map text=b"),
        ("[]", "holds no records"),
        ('[{"title": "x"}', "breaks off behind entry 1"),
        ('[{"title": "x"', "not valid"),
        ('[{"a":' + "[" * 100_000, "nested too deeply"),
    ],
)
def test_a_list_that_is_none_is_a_sentence(written: str, sentence: str) -> None:
    with pytest.raises(Refused, match=sentence):
        reader.read(written.encode(), "a.json")


def test_lines_that_are_no_objects_are_left_out_and_said() -> None:
    whole = reader.read(b'{"title": "a"}\nnonsense\n{"title": "b"}\n', "a.jsonl")
    assert [part.title for part in whole.parts] == ["a", "b"]
    assert whole.warnings == ("Line 2 is not one JSON object; it was left in the file.",)


def test_a_timeline_event_stays_one() -> None:
    event = {"title": "x", "date": "2024-05-02", "actors": ["A"], "summary": "s"}
    assert reader.read(json.dumps(event).encode(), "a.json").event is not None


def test_many_timeline_events_in_one_file_are_events() -> None:
    event = {"title": "x 😀", "date": "2024-05-02", "actors": ["Ana"], "summary": "s"}
    wrong = {**event, "actors": [str(number) for number in range(20_000)]}
    whole = reader.read(json.dumps([event, wrong]).encode(), "a.json")
    assert [part.event and part.event.actors for part in whole.parts] == [("Ana",)]
    assert "Record 2 was left in the file: The event lists 20,000 actors" in whole.warnings[0]


CSL = [
    {
        "id": "1", "type": "article-newspaper", "title": "A phone is returned 😀",
        "author": [{"family": "Milanov", "given": "Slaviša"}, {"literal": "Desk"}],
        "issued": {"date-parts": [["2024", 2]]}, "publisher": "Glas", "language": "sr",
        "URL": "https://example.org/2", "abstract": "He noticed.", "note": "Kept.",
    }
]  # fmt: skip
RIS = (
    "TY  - NEWS\r\nTI  - A phone is returned 😀\r\nAU  - Milanov, Slaviša\r\nAU  - Desk\r\n"
    "PY  - 2024/02//\r\nT2  - Glas\r\nLA  - sr\r\nUR  - https://example.org/2\r\n"
    "AB  - He noticed.\r\nN1  - Kept.\r\nL1  - files/7/page.eml\r\nER  - \r\n\r\n"
    "TY  - GEN\r\nTI  - Second\r\nER  - \r\n"
)


def test_an_entry_of_csl_json_has_its_facts_and_its_abstract() -> None:
    (entry,) = reader.read(json.dumps(CSL).encode(), "zotero.json").parts
    assert entry.text == "A phone is returned 😀\nHe noticed.\nKept."
    assert facts(entry) == {
        "title": "A phone is returned 😀",
        "author": "Slaviša Milanov, Desk",
        "published": "2024-02",
        "publisher": "Glas",
        "url": "https://example.org/2",
        "language": "sr",
    }


def test_an_entry_of_ris_has_its_facts_and_its_bytes() -> None:
    first, second = reader.read(RIS.encode(), "zotero.ris").parts
    assert first.text == "A phone is returned 😀\nHe noticed.\nKept."
    assert facts(first) == {
        "title": "A phone is returned 😀",
        "author": "Milanov, Slaviša, Desk",
        "published": "2024-02",
        "publisher": "Glas",
        "url": "https://example.org/2",
        "language": "sr",
    }
    assert second.original == b"TY  - GEN\r\nTI  - Second\r\nER  - "
    (warning,) = first.warnings
    assert "“files/7/page.eml”" in warning


def test_the_files_that_an_entry_names_are_its_parts_when_the_zip_holds_them() -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("izvoz/zotero.ris", RIS)
        package.writestr("izvoz/files/7/page.eml", "From: a@example.org\nSubject: Прилог 😀\n\nx\n")
    (listed,) = reader.read(content.getvalue(), "izvoz.zip").parts
    entry = listed.parts[0]
    assert [part.title for part in entry.parts] == ["Прилог 😀"]
    assert entry.warnings == ()


@pytest.mark.parametrize("name", ["../../etc/passwd", "zotero.ris", "", "files/none.pdf"])
def test_a_name_that_leads_elsewhere_is_said_and_not_opened(name: str) -> None:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as package:
        package.writestr("zotero.ris", f"TY  - GEN\nTI  - x\nL1  - {name}\nER  - \n")
    (listed,) = reader.read(content.getvalue(), "izvoz.zip").parts
    (entry,) = listed.parts
    assert entry.parts == ()
    assert bool(entry.warnings) == bool(name)


def test_half_a_letter_in_a_record_crosses_the_pipe_as_the_sign_of_what_was_lost() -> None:
    content = rb'[{"title": "a", "\ud800": "\udfff", "text": "C:\\udata"}]'
    with Confined() as confined:
        (part,) = confined.read(content, "a.json").parts
    assert part.metadata["record"] == {"title": "a", "\ufffd": "\ufffd", "text": r"C:\udata"}
