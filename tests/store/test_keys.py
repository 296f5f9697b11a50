"""Every way to open an archive, every way not to, and what a damaged key file says."""

import json
import os
import subprocess
import sys
import unicodedata
from collections.abc import Callable
from pathlib import Path
from random import Random
from typing import Any

import pytest

from archivist.errors import Damaged, Locked, Refused
from archivist.fixity import canonical_json, sha256
from archivist.store import keys, recovery_code
from archivist.store.keys import (
    CEILING,
    FLOOR,
    STANDARD,
    Cost,
    add_keyfile,
    change_passphrase,
    is_open,
    new_keys,
    new_recovery,
    read_keys,
    unlock,
    write_keys,
)

PASSPHRASE = "Čuvaj ovo 😀 Ђорђе"
DAMAGED = "^The key file is damaged\\. Use a backup of keys\\.json\\.$"


def dice(seed: int = 7) -> Callable[[int], bytes]:
    return Random(seed).randbytes


@pytest.fixture(scope="module")
def made() -> tuple[bytes, dict[str, Any], str]:
    return new_keys(PASSPHRASE, entropy=dice(), cost=FLOOR)


def forged(content: dict[str, Any], **changes: Any) -> dict[str, Any]:
    """`content` with its first slot changed by someone who also mends the digest."""
    slots = [{**content["slots"][0], **changes}, *content["slots"][1:]]
    altered = {"v": content["v"], "slots": slots}
    return {**altered, "sha256": sha256(canonical_json(altered))}


def test_the_passphrase_and_the_recovery_code_open_the_same_key(
    made: tuple[bytes, dict[str, Any], str],
) -> None:
    key, content, code = made
    assert len(key) == 32
    assert unlock(content, passphrase=PASSPHRASE) == key
    assert unlock(content, recovery=code) == key
    assert not is_open(content)


def test_the_key_file_holds_neither_the_key_nor_the_secrets(
    made: tuple[bytes, dict[str, Any], str],
) -> None:
    key, content, code = made
    written = json.dumps(content, ensure_ascii=False)
    for secret in (key.hex(), PASSPHRASE, code, code.replace("-", "")):
        assert secret not in written


def test_a_wrong_passphrase_is_a_sentence(made: tuple[bytes, dict[str, Any], str]) -> None:
    with pytest.raises(Locked, match=r"^That passphrase does not open this archive\.$"):
        unlock(made[1], passphrase=PASSPHRASE + " ")
    with pytest.raises(Locked, match=r"^That key file does not open this archive\.$"):
        unlock(made[1], keyfile=b"any file")
    with pytest.raises(Locked, match=r"^That recovery code does not open this archive\.$"):
        unlock(made[1], recovery=recovery_code.new(dice(8)))


def test_nothing_given_says_what_is_asked_for(made: tuple[bytes, dict[str, Any], str]) -> None:
    with pytest.raises(Locked, match="Give its passphrase, its recovery code or its key file"):
        unlock(made[1])


def test_composed_and_decomposed_passphrases_are_the_same(
    made: tuple[bytes, dict[str, Any], str],
) -> None:
    composed = unicodedata.normalize("NFC", PASSPHRASE)
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert composed != decomposed
    assert unlock(made[1], passphrase=composed) == unlock(made[1], passphrase=decomposed)


@pytest.mark.parametrize("empty", ["", " ", "\r\n", "\N{NO-BREAK SPACE}"])
def test_an_empty_passphrase_is_refused(
    made: tuple[bytes, dict[str, Any], str], empty: str
) -> None:
    with pytest.raises(Refused, match="passphrase is empty"):
        new_keys(empty, entropy=dice(), cost=FLOOR)
    with pytest.raises(Refused, match="passphrase is empty"):
        change_passphrase(made[1], made[0], empty, entropy=dice(), cost=FLOOR)


def test_an_open_archive_asks_nothing_and_says_that_it_is_open() -> None:
    key, content, code = new_keys(None, entropy=dice())
    assert is_open(content)
    assert code == ""
    assert unlock(content) == key
    assert content["slots"] == [{"kind": "open", "key": key.hex()}]


def test_an_open_archive_opens_without_loading_cryptography() -> None:
    ask = (
        "import sys, os\n"
        "from archivist.store.keys import new_keys, unlock\n"
        "unlock(new_keys(None, entropy=os.urandom)[1])\n"
        "print([name for name in ('cryptography', 'socket') if name in sys.modules])\n"
    )
    answer = subprocess.run(
        [sys.executable, "-c", ask],
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parents[2],
    )
    assert answer.stdout == "[]\n"


def test_a_passphrase_closes_an_open_archive() -> None:
    key, content, _ = new_keys(None, entropy=dice())
    closed = change_passphrase(content, key, PASSPHRASE, entropy=dice(9), cost=FLOOR)
    assert not is_open(closed)
    assert key.hex() not in json.dumps(closed)
    assert unlock(closed, passphrase=PASSPHRASE) == key
    with pytest.raises(Locked):
        unlock(closed)


def test_a_changed_passphrase_replaces_the_old_and_keeps_the_recovery_code(
    made: tuple[bytes, dict[str, Any], str],
) -> None:
    key, content, code = made
    changed = change_passphrase(content, key, "нова лозинка", entropy=dice(10), cost=FLOOR)
    assert unlock(changed, passphrase="нова лозинка") == key
    assert unlock(changed, recovery=code) == key
    with pytest.raises(Locked):
        unlock(changed, passphrase=PASSPHRASE)


def test_a_new_recovery_code_replaces_the_old(made: tuple[bytes, dict[str, Any], str]) -> None:
    key, content, old = made
    changed, new = new_recovery(content, key, entropy=dice(11), cost=FLOOR)
    assert unlock(changed, recovery=new) == key
    assert unlock(changed, passphrase=PASSPHRASE) == key
    with pytest.raises(Locked):
        unlock(changed, recovery=old)


def test_any_files_bytes_can_be_a_key_file(made: tuple[bytes, dict[str, Any], str]) -> None:
    key, content, code = made
    photo = bytes(range(256)) * 4000
    more = add_keyfile(content, key, photo, entropy=dice(12), cost=FLOOR)
    more = add_keyfile(more, key, b"\r\n", entropy=dice(13), cost=FLOOR)
    assert unlock(more, keyfile=photo) == unlock(more, keyfile=b"\r\n") == key
    assert unlock(more, passphrase=PASSPHRASE) == unlock(more, recovery=code) == key
    with pytest.raises(Locked):
        unlock(more, keyfile=photo[:-1])
    with pytest.raises(Refused, match="is empty"):
        add_keyfile(content, key, b"", entropy=dice(), cost=FLOOR)


def test_a_wrong_passphrase_with_a_right_key_file_opens(
    made: tuple[bytes, dict[str, Any], str],
) -> None:
    key, content, _ = made
    more = add_keyfile(content, key, b"stick", entropy=dice(14), cost=FLOOR)
    assert unlock(more, passphrase="wrong", keyfile=b"stick") == key


def test_salts_nonces_and_keys_are_drawn_anew_for_every_slot() -> None:
    drawn: list[bytes] = []

    def entropy(count: int) -> bytes:
        drawn.append(os.urandom(count))
        return drawn[-1]

    _, content, _ = new_keys(PASSPHRASE, entropy=entropy, cost=FLOOR)
    used = {slot[name] for slot in content["slots"] for name in ("salt", "nonce")}
    assert len(used) == 4
    assert used <= {octets.hex() for octets in drawn}
    assert len(drawn[0]) == 32


def test_the_standard_cost_is_what_the_key_file_says() -> None:
    assert Cost(t=3, m_kib=262144, p=4) == STANDARD
    key, content, _ = new_keys(PASSPHRASE, entropy=dice())
    assert {(slot["t"], slot["m_kib"], slot["p"]) for slot in content["slots"]} == {(3, 262144, 4)}
    assert unlock(content, passphrase=PASSPHRASE) == key


@pytest.mark.parametrize(
    ("parameter", "value"),
    [
        ("t", 0),
        ("m_kib", FLOOR.m_kib - 1),
        ("p", 0),
        ("t", CEILING.t + 1),
        ("m_kib", CEILING.m_kib + 1),
        ("p", CEILING.p + 1),
        ("t", "3"),
        ("p", True),
        ("kdf", "pbkdf2"),
        ("salt", "00"),
        ("nonce", "zz"),
        ("wrapped", None),
        ("kind", 7),
    ],
)
def test_parameters_lowered_absurd_or_missing_are_damage_even_with_a_mended_digest(
    made: tuple[bytes, dict[str, Any], str], parameter: str, value: Any
) -> None:
    with pytest.raises(Damaged, match=DAMAGED):
        unlock(forged(made[1], **{parameter: value}), passphrase=PASSPHRASE)


def test_parameters_lowered_without_the_digest_are_damage(
    made: tuple[bytes, dict[str, Any], str], tmp_path: Path
) -> None:
    content = json.loads(json.dumps(made[1]))
    content["slots"][0]["m_kib"] = FLOOR.m_kib * 2
    (tmp_path / "keys.json").write_text(json.dumps(content))
    with pytest.raises(Damaged, match=DAMAGED):
        read_keys(tmp_path)
    with pytest.raises(Damaged, match=DAMAGED):
        unlock(content, passphrase=PASSPHRASE)


def test_the_seal_covers_the_parameters(made: tuple[bytes, dict[str, Any], str]) -> None:
    slot = keys._Slot.from_json(made[1]["slots"][0])
    secret = keys._passphrase_secret(PASSPHRASE)
    assert slot.open(secret) == made[0]
    for changed in ({"kind": "keyfile"}, {"nonce": "00" * 12}, {"salt": "00" * 16}, {"t": 2}):
        other = keys._Slot.from_json({**slot.to_json(), **changed})
        assert other.open(secret) is None


def test_a_version_from_the_future_is_not_called_damage(
    made: tuple[bytes, dict[str, Any], str],
) -> None:
    altered = {"v": 2, "slots": made[1]["slots"]}
    with pytest.raises(Refused, match="newer Archivist"):
        unlock({**altered, "sha256": sha256(canonical_json(altered))}, passphrase=PASSPHRASE)


def test_written_keys_read_back_and_only_the_owner_may_read_them(
    made: tuple[bytes, dict[str, Any], str], tmp_path: Path
) -> None:
    (tmp_path / "keys.json.partial").write_text("left by a crash")
    write_keys(tmp_path, made[1])
    assert read_keys(tmp_path) == made[1]
    assert [path.name for path in tmp_path.iterdir()] == ["keys.json"]
    assert (tmp_path / "keys.json").stat().st_mode & 0o777 == 0o600


def test_writing_is_one_rename_of_a_synced_file(
    made: tuple[bytes, dict[str, Any], str], tmp_path: Path
) -> None:
    trace = tmp_path / "trace"
    folder = tmp_path / "a"
    folder.mkdir()
    (tmp_path / "content").write_text(json.dumps(made[1]))
    write = (
        "import json, sys\n"
        "from pathlib import Path\n"
        "from archivist.store.keys import write_keys\n"
        "write_keys(Path(sys.argv[2]), json.loads(Path(sys.argv[1]).read_text()))\n"
    )
    program = [sys.executable, "-c", _AUDITED + write, str(tmp_path / "content"), str(folder)]
    environment = {**os.environ, "TRACE": str(trace)}
    subprocess.run(program, check=True, cwd=Path(__file__).parents[2], env=environment)
    assert trace.read_text().split() == ["fsync:file", "rename", "fsync:folder"]


# Prints the order of the calls that decide what a power cut leaves.
_AUDITED = """
import os, stat
real_fsync, real_replace = os.fsync, os.replace
def note(word):
    with open(os.environ["TRACE"], "a") as trace:
        trace.write(word + "\\n")
def fsync(descriptor):
    kind = "folder" if stat.S_ISDIR(os.fstat(descriptor).st_mode) else "file"
    real_fsync(descriptor)
    note("fsync:" + kind)
def replace(*names):
    real_replace(*names)
    note("rename")
os.fsync, os.replace = fsync, replace
"""


def test_a_write_that_fails_leaves_the_old_file(
    made: tuple[bytes, dict[str, Any], str], tmp_path: Path
) -> None:
    write_keys(tmp_path, made[1])
    (tmp_path / "keys.json.partial").mkdir()
    with pytest.raises(Refused, match="cannot be written"):
        write_keys(tmp_path, new_keys(None, entropy=dice())[1])
    assert read_keys(tmp_path) == made[1]


def test_every_flipped_bit_of_the_file_is_damage_or_changes_nothing(
    made: tuple[bytes, dict[str, Any], str], tmp_path: Path
) -> None:
    write_keys(tmp_path, made[1])
    path = tmp_path / "keys.json"
    whole = path.read_bytes()
    found = 0
    for at in range(len(whole)):
        path.write_bytes(whole[:at] + bytes([whole[at] ^ 1 << at % 8]) + whole[at + 1 :])
        try:
            assert read_keys(tmp_path) == made[1]
        except Damaged:
            found += 1
    assert found > len(whole) * 0.8


@pytest.mark.parametrize(
    "rubbish",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b"\xff\xfe\x00",
        b"[" * 60_000,
        b'{"v": 1, "slots": [' + b"[" * 900 + b"]" * 900 + b"]}",
        b'{"v": NaN, "slots": []}',
        b'{"v": 1, "slots": {}}',
        b" " * 70_000,
        b"SQLite format 3\x00",
    ],
)
def test_a_file_that_is_no_key_file_is_damage(tmp_path: Path, rubbish: bytes) -> None:
    (tmp_path / "keys.json").write_bytes(rubbish)
    with pytest.raises(Damaged, match=DAMAGED):
        read_keys(tmp_path)


def test_a_folder_without_a_key_file_is_not_an_archive(tmp_path: Path) -> None:
    with pytest.raises(Refused, match="not an Archivist archive"):
        read_keys(tmp_path)
