import hashlib
import json
import os
import subprocess
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from archivist.errors import Refused
from archivist.fixity import canonical_json, sha256, sha256_file, sha256_text, tree

TEXT = "Славиша Milanov’s phone 🙂\r\n"

writable = st.text(st.characters(exclude_categories=["Cs"]))
whole = st.integers(-(2**53) + 1, 2**53 - 1)
values = st.recursive(
    st.none() | st.booleans() | whole | writable,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(writable, inner, max_size=4),
    max_leaves=20,
)

# A loaded machine is not a fault of what is tested.
unhurried = settings(deadline=None)


def test_the_hash_of_nothing_is_the_known_one() -> None:
    known = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
    assert sha256(b"") == sha256_text("") == known


def test_a_text_is_hashed_in_utf8() -> None:
    assert sha256_text(TEXT) == hashlib.sha256(TEXT.encode()).hexdigest()


def test_a_text_that_cannot_be_written_has_no_hash() -> None:
    with pytest.raises(ValueError, match="surrogates"):
        sha256_text("\ud83d")


def test_a_file_of_many_pieces_is_hashed_as_the_system_does(tmp_path: Path) -> None:
    path = tmp_path / "слика 🙂.bin"
    path.write_bytes(os.urandom(3_000_001))
    told = subprocess.run(["sha256sum", path], capture_output=True, text=True, check=True)
    assert told.stdout.removeprefix("\\").startswith(sha256_file(path))


def test_a_missing_file_is_the_systems_error(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        sha256_file(tmp_path / "gone")


def test_a_folder_is_its_files_by_name_in_order(tmp_path: Path) -> None:
    (tmp_path / "b" / "empty").mkdir(parents=True)
    (tmp_path / "b" / "Đ.txt").write_text(TEXT, "utf-8", newline="")
    (tmp_path / "a.txt").write_bytes(b"")
    assert list(tree(tmp_path).items()) == [("a.txt", sha256(b"")), ("b/Đ.txt", sha256_text(TEXT))]


def test_a_folder_with_a_link_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"")
    (tmp_path / "link").symlink_to(tmp_path / "a.txt")
    with pytest.raises(Refused, match="“link” is not an ordinary file"):
        tree(tmp_path)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes with names")
def test_a_folder_with_a_pipe_is_refused_and_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(Refused, match="“pipe” is not an ordinary file"):
        tree(tmp_path)


def test_canonical_json_has_one_form() -> None:
    one = {"b": (1, True, None), "a": TEXT, "\u0410": {"z": 0, "y": []}}
    other = {"\u0410": {"y": [], "z": 0}, "a": TEXT, "b": [1, True, None]}
    expected = '{"a":"Славиша Milanov’s phone 🙂\\r\\n","b":[1,true,null],"А":{"y":[],"z":0}}'
    assert canonical_json(one) == canonical_json(other) == expected.encode()


def test_only_the_escapes_that_must_be_are_written() -> None:
    assert canonical_json('"\\/\x00\x1f\x7f\u2028') == b'"\\"\\\\/\\u0000\\u001f\x7f\xe2\x80\xa8"'


@given(values)
@unhurried
def test_canonical_json_reads_back_equal(value: Any) -> None:
    written = canonical_json(value)
    assert json.loads(written) == value
    assert canonical_json(json.loads(written)) == written


@pytest.mark.parametrize(
    "value",
    [1.0, float("nan"), 2**53, -(2**53), {1: "a"}, {None: 1}, [{"a": 0.5}], b"a", {1}, "\ud83d"],
    ids=repr,
)
def test_what_has_more_than_one_form_is_refused(value: Any) -> None:
    with pytest.raises(ValueError, match=r"text|surrogates"):
        canonical_json(value)


def test_the_largest_safe_number_is_written() -> None:
    assert canonical_json([2**53 - 1, 1 - 2**53]) == b"[9007199254740991,-9007199254740991]"
