"""Passphrases, recovery codes and key files; and what is said when they do not fit."""

import fcntl
import os
import subprocess
import sys
import termios
import unicodedata
from contextlib import suppress
from pathlib import Path

import pytest

from archivist.archive import Archive
from archivist.fixity import tree
from tests.cli.conftest import Typist
from tests.conftest import CHEAP

PASSPHRASE = "кључ é 🔑"


@pytest.fixture
def locked(typed: Typist) -> Typist:
    """A typist at an archive with a passphrase, and its recovery code beside it."""
    made, code = Archive.create(typed.folder, passphrase=PASSPHRASE, cost=CHEAP)
    made.close()
    (typed.folder.parent / "code").write_text(code)
    return typed


def test_a_new_archive_prints_its_recovery_code_once(typed: Typist) -> None:
    outcome = typed("new", "--passphrase-file", "-", "--json", keyboard=f"{PASSPHRASE}\n")
    assert outcome.code == 0
    (row,) = outcome.rows
    assert Path(row["archive"]) == typed.folder
    assert len(row["recovery"].split("-")) == 7
    assert "shown only now" in outcome.err
    opened = typed("articles", "--passphrase-file", "-", keyboard=f"{row['recovery']}\n")
    assert opened.code == 0
    again = typed("new", "--no-passphrase")
    assert again.code == 1
    assert again.err.count("\n") == 1


def test_the_passphrase_comes_from_a_file_or_standard_input(locked: Typist, tmp_path: Path) -> None:
    file = tmp_path / "secret"
    file.write_text(f"{PASSPHRASE}\r\nsecond line", encoding="utf-8")
    assert locked("articles", "--passphrase-file", str(file)).code == 0
    decomposed = unicodedata.normalize("NFD", PASSPHRASE)
    assert locked("articles", "--passphrase-file", "-", keyboard=decomposed).code == 0
    file.write_text("\n", encoding="utf-8")
    assert locked("articles", "--passphrase-file", str(file)).code == 3
    assert locked("articles", "--passphrase-file", str(tmp_path / "none")).code == 1


def test_a_wrong_passphrase_is_3_and_changes_nothing(locked: Typist) -> None:
    before = tree(locked.folder)
    outcome = locked("articles", "--passphrase-file", "-", keyboard="wrong\n")
    assert (outcome.code, outcome.out) == (3, "")
    assert outcome.err == "That passphrase does not open this archive.\n"
    assert tree(locked.folder) == before


def test_no_passphrase_and_no_terminal_is_3(locked: Typist) -> None:
    outcome = locked("articles")
    assert outcome.code == 3
    assert "--passphrase-file" in outcome.err


def test_the_recovery_code_opens_too(locked: Typist) -> None:
    code = (locked.folder.parent / "code").read_text()
    assert locked("articles", "--passphrase-file", "-", keyboard=code).code == 0
    wrong = code[:-1] + ("0" if code[-1] != "0" else "1")
    assert locked("articles", "--passphrase-file", "-", keyboard=wrong).code == 3


def test_a_key_file_opens_too(locked: Typist, tmp_path: Path) -> None:
    file = tmp_path / "фото 📷.jpg"
    file.write_bytes(b"any bytes \xff")
    secret = ("--passphrase-file", "-")
    assert locked("articles", "--keyfile", str(file)).code == 3
    assert locked("key", "file", str(file), *secret, keyboard=PASSPHRASE).code == 0
    assert locked("articles", "--keyfile", str(file)).code == 0
    file.write_bytes(b"other bytes")
    assert locked("articles", "--keyfile", str(file)).code == 3
    assert locked("key", "file", str(tmp_path / "none"), *secret, keyboard=PASSPHRASE).code == 1
    inside = str(locked.folder / "keys.json")
    assert locked("key", "file", inside, *secret, keyboard=PASSPHRASE).code == 1


def test_the_passphrase_is_changed_and_the_old_one_opens_no_more(locked: Typist) -> None:
    changed = "шест речи насумце 🎲"
    both = ("--passphrase-file", "-", "--new-passphrase-file", "-")
    assert locked("key", "passphrase", *both, keyboard=f"wrong\n{changed}\n").code == 3
    done = locked("key", "passphrase", *both, keyboard=f"{PASSPHRASE}\r\n{changed}\n")
    assert (done.code, done.err) == (0, "")
    assert locked("articles", "--passphrase-file", "-", keyboard=PASSPHRASE).code == 3
    assert locked("articles", "--passphrase-file", "-", keyboard=changed).code == 0
    code = (locked.folder.parent / "code").read_text()
    assert locked("articles", "--passphrase-file", "-", keyboard=code).code == 0


def test_a_new_recovery_code_is_printed_once_and_the_old_one_opens_no_more(locked: Typist) -> None:
    outcome = locked("key", "code", "--json", "--passphrase-file", "-", keyboard=PASSPHRASE)
    assert "shown only now" in outcome.err
    (row,) = outcome.rows
    assert locked("articles", "--passphrase-file", "-", keyboard=row["recovery"]).code == 0
    old = (locked.folder.parent / "code").read_text()
    assert locked("articles", "--passphrase-file", "-", keyboard=old).code == 3
    assert locked("articles", "--passphrase-file", "-", keyboard=PASSPHRASE).code == 0


def test_an_open_archive_is_locked_by_its_first_passphrase(typed: Typist, tmp_path: Path) -> None:
    typed("new", "--no-passphrase")
    (tmp_path / "key").write_bytes(b"key")
    assert typed("key", "code").code == 1
    assert typed("key", "file", str(tmp_path / "key")).code == 1
    outcome = typed("key", "passphrase", "--new-passphrase-file", "-", keyboard=PASSPHRASE)
    assert outcome.code == 0
    assert "archivist key code" in outcome.err
    assert typed("articles").code == 3
    assert typed("articles", "--passphrase-file", "-", keyboard=PASSPHRASE).code == 0


def test_a_passphrase_soon_guessed_is_taken_with_a_warning(typed: Typist) -> None:
    short = typed("new", "--passphrase-file", "-", keyboard="a\n")
    assert short.code == 0
    assert "A passphrase of 1 character is soon guessed" in short.err
    there = ("-a", str(typed.folder.parent / "other"))
    long = typed("new", *there, "--passphrase-file", "-", keyboard="шест речи насумце 🎲\n")
    assert (long.code, "guessed" in long.err) == (0, False)


def test_an_archive_open_elsewhere_is_3_and_names_who_has_it(locked: Typist) -> None:
    holder = Archive.open(locked.folder, passphrase=PASSPHRASE)
    outcome = locked("articles", "--passphrase-file", "-", keyboard=PASSPHRASE)
    holder.close()
    assert outcome.code == 3
    assert f"process {os.getpid()}" in outcome.err


def test_the_passphrase_is_asked_for_on_the_terminal_and_not_shown(typed: Typist) -> None:
    code, screen = at_a_terminal(("new", "-a", str(typed.folder)), (PASSPHRASE, "another"))
    assert (code, typed.folder.exists()) == (2, False)
    assert "differ" in screen
    code, screen = at_a_terminal(("new", "-a", str(typed.folder)), (PASSPHRASE, PASSPHRASE))
    assert code == 0
    assert "Recovery code: " in screen
    code, screen = at_a_terminal(("tags", "-a", str(typed.folder)), (PASSPHRASE,))
    assert code == 0
    assert "Passphrase: " in screen
    assert PASSPHRASE not in screen
    code, screen = at_a_terminal(("tags", "-a", str(typed.folder)), ("\x04",))
    assert code == 3
    assert "No passphrase was typed." in screen
    assert "Traceback" not in screen


def at_a_terminal(words: tuple[str, ...], answers: tuple[str, ...]) -> tuple[int, str]:
    """Type a command at a real terminal, and an answer at each prompt."""
    ours, theirs = os.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "archivist", *words],
        stdin=theirs,
        stdout=theirs,
        stderr=theirs,
        start_new_session=True,
        preexec_fn=lambda: fcntl.ioctl(theirs, termios.TIOCSCTTY, 0),  # noqa: PLW1509 - a terminal of its own
    ) as running:
        os.close(theirs)
        screen = b""
        for answer in answers:
            while not screen.rpartition(b"\n")[2].endswith(b": "):
                screen += os.read(ours, 4096)
            os.write(ours, f"{answer}\n".encode())
            screen += os.read(ours, 4096)
        # Linux says EIO, not an end of file, when the last program has left a terminal.
        with suppress(OSError):
            while more := os.read(ours, 4096):
                screen += more
    os.close(ours)
    return running.returncode, screen.decode()


def test_no_archive_named_is_wrong_usage(typed: Typist) -> None:
    typed.environment = {}
    outcome = typed("articles")
    assert outcome.code == 2
    assert "-a FOLDER" in outcome.err
    assert typed("articles", "-a", "nowhere").code == 1


def test_the_ending_of_the_folder_may_be_left_out(typed: Typist, tmp_path: Path) -> None:
    assert typed("new", "--no-passphrase", "-a", str(tmp_path / "Фасцикла")).code == 0
    assert (tmp_path / "Фасцикла.archivist").is_dir()
    assert typed("articles", "-a", str(tmp_path / "Фасцикла")).code == 0
