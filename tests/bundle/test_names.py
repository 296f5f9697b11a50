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
        ("Славиша", "untitled"),
        ("Phone forensics — Slaviša & ćo", "Phone-forensics-Slavisa-co"),
        ("com1", "com1_"),
    ],
)
def test_any_title_gives_a_folder_name_that_is_safe_everywhere(title: str, name: str) -> None:
    assert folder_name(title) == name
    assert re.fullmatch(r"[A-Za-z0-9_][A-Za-z0-9._-]{0,79}", folder_name(title))


def test_files_are_named_by_number_so_that_equal_titles_cannot_meet() -> None:
    assert text_file("A-001") == "exhibits/A-001.txt"
    assert original_file("A-001", "text/markdown") == "originals/A-001.md"


@pytest.mark.parametrize("kind", ["text/html", "image/svg+xml", "application/x-anything", ""])
def test_what_could_ask_for_things_when_opened_ends_in_bin(kind: str) -> None:
    assert original_file("A-002", kind) == "originals/A-002.bin"
