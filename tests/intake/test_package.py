"""A package is read member by member, within limits; what is hostile is a sentence."""

import io
import struct
import warnings
import zipfile

import pytest

from archivist.errors import Refused
from archivist.intake import package
from archivist.intake.package import Package


def packed(*members: tuple[str | zipfile.ZipInfo, bytes]) -> bytes:
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as made, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # two members of one name are the point
        for name, body in members:
            made.writestr(name, body)
    return content.getvalue()


def faults(content: bytes) -> dict[str, str]:
    return {each.name: each.fault for each in Package(content).members}


def test_members_are_read_under_their_names() -> None:
    text = "Zapisnik 😀\r\n".encode()
    opened = Package(packed(("folder/zapisnik.txt", text), ("folder/", b""), ("prazno", b"")))
    assert [each.name for each in opened.members] == ["folder/zapisnik.txt", "prazno"]
    assert opened.members[0].label == "zapisnik.txt"
    assert opened.read("folder/zapisnik.txt") == text
    assert "prazno" in opened
    with pytest.raises(Refused, match="lacks its part “else”"):
        opened.read("else")


@pytest.mark.parametrize("name", ["../../etc/x", "/etc/x", "C:/x", "a/../../x", "a\\..\\x"])
def test_a_name_that_climbs_out_is_left_out(name: str) -> None:
    content = packed((name, b"x"), ("sound.txt", b"y"))
    assert faults(content) == {
        name: f"“{name}” is an unsafe file name; the file was left out.",
        "sound.txt": "",
    }
    with pytest.raises(Refused, match="unsafe file name"):
        Package(content).read(name)


@pytest.mark.parametrize("other", ["a.txt", "A.TXT"])
def test_two_members_of_one_name_are_both_left_out(other: str) -> None:
    found = faults(packed(("a.txt", b"1"), (other, b"2")))
    assert all("two files named" in fault for fault in found.values())


def test_names_equal_but_for_their_marks_form_are_one_name() -> None:
    found = faults(packed(("\u010dasno", b"1"), ("c\u030casno", b"2")))
    assert len(found) == 2
    assert all("two files named" in fault for fault in found.values())


def test_a_bomb_is_known_by_its_density_and_a_blank_page_is_none() -> None:
    content = packed(("bomb.txt", bytes(40 * 2**20)), ("blank.txt", bytes(2**19)))
    found = faults(content)
    assert "looks like a zip bomb" in found["bomb.txt"]
    assert found["blank.txt"] == ""


def test_a_member_larger_than_it_says_is_damaged() -> None:
    content = packed(("lies.txt", b"x" * 5000))
    place = content.rindex(b"PK\x01\x02")
    lying = content[: place + 24] + struct.pack("<I", 10) + content[place + 28 :]
    with pytest.raises(Refused, match=r"damaged at “lies\.txt”"):
        Package(lying).read("lies.txt")


def test_members_over_each_other_are_a_bomb() -> None:
    content = packed(("first.txt", b"x" * 100), ("second.txt", b"y" * 100))
    place = content.rindex(b"PK\x01\x02")
    over = content[: place + 42] + struct.pack("<I", 0) + content[place + 46 :]
    with pytest.raises(Refused, match="lie over each other"):
        Package(over)


def test_links_passwords_and_rare_packing_are_sentences() -> None:
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    content = packed((link, b"/etc/passwd"), ("secret.txt", b"s"))
    place = content.rindex(b"PK\x01\x02")
    locked = content[: place + 8] + b"\x01\x00" + content[place + 10 :]
    found = faults(locked)
    assert found["link"] == "“link” is a link, not a file."
    assert "password-protected" in found["secret.txt"]
    rare = io.BytesIO()
    with zipfile.ZipFile(rare, "w", zipfile.ZIP_LZMA) as made:
        made.writestr("rare.txt", b"r")
    assert "packed in a way" in faults(rare.getvalue())["rare.txt"]


@pytest.mark.parametrize("cut", [0, 4, 40, -10])
def test_a_package_cut_short_is_a_sentence(cut: int) -> None:
    content = packed(("a.txt", b"words " * 100))
    with pytest.raises(Refused, match="cut short or damaged"):
        Package(content[:cut] if cut else b"no zip file at all")


def test_too_many_and_too_much_are_sentences(monkeypatch: pytest.MonkeyPatch) -> None:
    content = packed(*((f"{n}.txt", b"x") for n in range(12)))
    monkeypatch.setattr(package, "MOST_MEMBERS", 11)
    with pytest.raises(Refused, match="more than 11 files"):
        Package(content)
    monkeypatch.setattr(package, "MOST_MEMBERS", 12)
    monkeypatch.setattr(package, "LARGEST", 11)
    with pytest.raises(Refused, match="zip bomb"):
        Package(content)
