"""A zip file is read member by member, and what cannot be read is said."""

import io
import zipfile

import pytest

from archivist.errors import Refused
from archivist.intake import zips
from archivist.intake.reading import read_bytes


def packed(**members: bytes) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made:
        for name, body in members.items():
            made.writestr(name, body)
    return content.getvalue()


def test_members_become_deposits_of_their_own() -> None:
    content = packed(
        **{
            "slučaj/zapis 😀.txt": b"Zapis o zaustavljanju\r\nDrugi red",
            "slučaj/prazan.txt": b"",
            "../../etc/x.txt": b"climbs out",
            "__MACOSX/zapis.txt": b"litter",
            "slučaj/.DS_Store": b"litter",
        }
    )
    deposit = zips.read(content, "slučaj.zip", within=read_bytes)
    (part,) = deposit.parts
    assert (part.name, part.text) == ("zapis 😀.txt", "Zapis o zaustavljanju\nDrugi red")
    assert deposit.text == "zapis 😀.txt · Zapis o zaustavljanju"
    assert deposit.warnings == (
        "“slučaj/prazan.txt” was left in the zip file: The file is empty.",
        (
            "“../../etc/x.txt” was left in the zip file: “../../etc/x.txt” is an unsafe file name; "
            "the file was left out."
        ),
    )


def test_a_zip_file_with_nothing_to_read_is_a_sentence() -> None:
    with pytest.raises(Refused, match=r"holds nothing that can be read\. “a\.txt” was left"):
        zips.read(packed(**{"a.txt": b""}), "a.zip", within=read_bytes)
    with pytest.raises(Refused, match="cut short or damaged"):
        zips.read(b"PK\x03\x04", "a.zip", within=read_bytes)
