"""File names in and of a bundle (rows 29 and 31 to 36 of the bad inputs)."""

import re

import pytest

from archivist.bundle.names import folder_name, original_file, text_file


@pytest.mark.parametrize(
    ("title", "name"),
    [
        ("x" * 10_000, "x" * 80),
        ("../../etc/passwd", "etc-passwd"),
        ("CON", "CON_"),
        ("NUL.txt", "NUL_.txt"),
        ("a:b", "a-b"),
        ("x.", "x"),
        ("-rf", "rf"),
        ("a\nb", "a-b"),
        ("a\0b", "a-b"),
        ("...", "untitled"),
        ("", "untitled"),
        ("📁", "untitled"),
        ("Славиша 📱 Милановић", "Славиша-Милановић"),
        ("š" * 60, "š" * 40),
        ("ab\u202egnp.exe", "ab-gnp.exe"),
        ("Phone forensics — Slavis\u030ca & co", "Phone-forensics-Slaviša-co"),
        ("com1", "com1_"),
    ],
)
def test_any_title_gives_a_folder_name_that_is_safe_everywhere(title: str, name: str) -> None:
    assert folder_name(title) == name
    assert re.fullmatch(r"\w[\w.-]*", folder_name(title))
    assert len(folder_name(title).encode()) <= 80


def test_files_are_named_by_number_so_that_equal_titles_cannot_meet() -> None:
    assert text_file("A-001") == "exhibits/A-001.txt"
    assert original_file("A-001", "text/markdown") == "originals/A-001.md"


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/x-anything", ""])
def test_what_could_ask_for_things_when_opened_ends_in_bin(kind: str) -> None:
    assert original_file("A-002", kind) == "originals/A-002.bin"
