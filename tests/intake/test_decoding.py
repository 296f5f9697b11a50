"""Bytes become text by their mark, as strict UTF-8, or as a person chose: never by a guess."""

import codecs

import pytest

from archivist.errors import Refused
from archivist.intake.decoding import ENCODINGS, LARGEST, decode

REMEDY = "Choose its encoding, for example: import --encoding windows-1250."
STREET = "Knez Mihailova, šuma, Ђорђе 🕊\r\n"


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        pytest.param(b"", "The file is empty.", id="row-1-empty"),
        pytest.param(b" \n\t \r\n", "The file is empty.", id="row-2-only-spaces"),
        pytest.param(b"\0\0 \0\n", "The file is empty.", id="row-2-only-nuls"),
        pytest.param(codecs.BOM_UTF8, "The file is empty.", id="row-2-only-a-mark"),
        pytest.param("\u2028\xa0".encode(), "The file is empty.", id="row-2-foreign-spaces"),
        pytest.param(
            "\u200b\u2060\u200d\n\ufeff\xad\u3164".encode(), "The file is empty.", id="row-2-unseen"
        ),
        pytest.param(b"a" * (LARGEST + 1), "The file is larger than 32 MiB.", id="row-3-33-MiB"),
        pytest.param(
            codecs.BOM_UTF16_LE + "Reč".encode("utf-16-le") + b"\x41",
            "The file starts as UTF-16 but byte 8 is not valid. " + REMEDY,
            id="row-14-truncated-utf-16",
        ),
        pytest.param(
            codecs.BOM_UTF32_BE + b"\0\0\0",
            "The file starts as UTF-32 but byte 4 is not valid. " + REMEDY,
            id="row-14-truncated-utf-32",
        ),
        pytest.param(
            "Služba čuva".encode("cp1250"),
            "The file is not UTF-8 (byte 3). " + REMEDY,
            id="row-15-cp1250",
        ),
        pytest.param(
            "Služba ".encode() + "Služba".encode("cp1250"),
            "The file is not UTF-8 (byte 11). " + REMEDY,
            id="row-16-mixed",
        ),
        pytest.param(b"visible\0hidden", "The file is binary, not text.", id="row-17-nul"),
        pytest.param(b"\x89PNG\r\n\0\0\0", "The file is binary, not text.", id="row-17-a-picture"),
        pytest.param(
            codecs.BOM_UTF16_BE + "a\0b".encode("utf-16-be"),
            "The file is binary, not text.",
            id="row-17-nul-in-utf-16",
        ),
    ],
)
def test_what_is_no_text_is_refused_in_a_sentence(content: bytes, sentence: str) -> None:
    with pytest.raises(Refused) as refusal:
        decode(content)
    assert str(refusal.value) == sentence


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        pytest.param(codecs.BOM_UTF8, "utf-8", id="row-12-utf-8"),
        pytest.param(codecs.BOM_UTF16_LE, "utf-16-le", id="row-13-utf-16-le"),
        pytest.param(codecs.BOM_UTF16_BE, "utf-16-be", id="row-13-utf-16-be"),
        pytest.param(codecs.BOM_UTF32_LE, "utf-32-le", id="row-13-utf-32-le"),
        pytest.param(codecs.BOM_UTF32_BE, "utf-32-be", id="row-13-utf-32-be"),
    ],
)
def test_a_byte_order_mark_is_obeyed_and_dropped(mark: bytes, codec: str) -> None:
    assert decode(mark + STREET.encode(codec)) == STREET


def test_a_person_chooses_the_encoding_of_a_file_that_is_not_utf_8() -> None:
    assert decode("Služba je čula".encode("cp1250"), encoding="windows-1250") == "Služba je čula"


def test_a_chosen_encoding_drops_its_own_mark() -> None:
    marked = codecs.BOM_UTF16_LE + STREET.encode("utf-16-le")
    assert decode(marked, encoding="UTF-16LE") == STREET


def test_a_choice_that_does_not_fit_says_where() -> None:
    with pytest.raises(Refused, match=r"^The file is not utf-8 \(byte 3\)\. Choose another"):
        decode(b"abc\xff", encoding="utf8")


@pytest.mark.parametrize("name", ["klingon", "rot13", "unicode_escape", "idna", "hex"])
def test_only_encodings_of_text_can_be_chosen(name: str) -> None:
    with pytest.raises(Refused, match="knows no encoding"):
        decode(b"abc", encoding=name)


@pytest.mark.parametrize("name", ENCODINGS)
def test_every_encoding_on_offer_can_be_chosen(name: str) -> None:
    assert decode("plain".encode(name), encoding=name) == "plain"
