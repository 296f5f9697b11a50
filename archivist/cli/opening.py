"""From the words typed to an open archive: which folder, and the secret that opens it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.cli.call import Call, Misused
from archivist.errors import Locked, NotFound, Refused

if TYPE_CHECKING:
    from archivist.archive import Archive

VARIABLE = "ARCHIVIST_ARCHIVE"

_RECOVERY_CODE = re.compile(r"\s*\w{4}(?:[-\s]?\w{4}){6}\s*", re.ASCII)


def folder_of(call: Call) -> Path:
    """The archive folder named by `--archive` or the environment. Raises `Misused` when neither."""
    named = call.given.archive or call.surroundings.environment.get(VARIABLE)
    if not named:
        raise Misused(f"Which archive? Give -a FOLDER, or set {VARIABLE}.")
    return Path(named)


def existing(folder: Path) -> Path:
    """The folder, with the ending of an archive's name where that was left out.

    Raises `NotFound` when there is none.
    """
    from archivist.archive import named
    from archivist.store.store import FILE

    for place in (folder, named(folder)):
        if (place / FILE).exists():
            return place
    raise NotFound(f"There is no archive in {folder}.")


def open_archive(call: Call) -> "Archive":
    """The archive of the call, opened by whichever secret was given.

    A typed secret may be the recovery code as well as the passphrase.
    """
    folder = existing(folder_of(call))
    if call.given.keyfile:
        return _open(call, folder, keyfile=_bytes_of(call.given.keyfile))
    return _open(call, folder, secret=secret_of(call, folder))


def _open(
    call: Call, folder: Path, *, secret: str | None = None, keyfile: bytes | None = None
) -> "Archive":
    from archivist.archive import Archive

    is_code = secret is not None and _RECOVERY_CODE.fullmatch(secret)
    return Archive.open(
        folder,
        passphrase=secret,
        recovery=secret if is_code else None,
        keyfile=keyfile,
        agent=call.given.agent or "",
        clock=call.surroundings.clock,
        entropy=call.surroundings.entropy,
    )


def secret_of(call: Call, folder: Path) -> str | None:
    """The passphrase of the archive in `folder`, asked for if need be; `None` for an open one."""
    from archivist.store import keys

    if keys.is_open(keys.read_keys(folder)):
        return None
    return given_passphrase(call) or _asked(call, "Passphrase: ")


def new_secret(call: Call) -> str:
    """The passphrase of a new archive, from a file or typed twice."""
    given = given_passphrase(call)
    if given is not None:
        return given
    first = _asked(call, "New passphrase: ")
    if first != _asked(call, "The same again: "):
        raise Misused("The two passphrases differ; nothing was made.")
    return first


def given_passphrase(call: Call) -> str | None:
    """The first line of `--passphrase-file`, or of standard input for `-`; `None` without it."""
    named = call.given.passphrase_file
    if named is None:
        return None
    if named == "-":
        line = call.console.keyboard.readline()
    else:
        line = _bytes_of(named).decode("utf-8-sig", "surrogateescape").partition("\n")[0]
    secret = line.rstrip("\r\n")
    if not secret:
        raise Locked(f"The first line of {_label(named)} is empty: it should hold the passphrase.")
    return secret


def _asked(call: Call, prompt: str) -> str:
    if not call.console.keyboard.isatty():
        raise Locked(
            "The archive asks for a passphrase and there is no terminal to type it on: "
            "give --passphrase-file FILE, or - to read it from standard input."
        )
    from getpass import getpass

    return getpass(prompt, stream=call.console.messages)


def _bytes_of(named: str) -> bytes:
    try:
        return Path(named).read_bytes()
    except OSError as error:
        raise Refused(f"{named} cannot be read: {error.strerror}.") from error


def _label(named: str) -> str:
    return "standard input" if named == "-" else named
