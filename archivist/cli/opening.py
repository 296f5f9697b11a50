"""From the words typed to an open archive: which folder, and the secret that opens it."""

import re
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.cli.call import Call, Misused
from archivist.cli.console import counted
from archivist.errors import Locked, NotFound, Refused

if TYPE_CHECKING:
    from archivist.archive import Archive

VARIABLE = "ARCHIVIST_ARCHIVE"
KEEP_THE_CODE = (
    "Write the recovery code down and keep it apart from this machine: it opens the archive "
    "when the passphrase is lost, and it is shown only now."
)

_SHORT = 12
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


def require_outside(place: Path) -> None:
    """Raise `Refused` when the place lies inside any archive's folder."""
    from archivist.store.store import FILE

    for above in place.resolve().parents:
        if (above / FILE).exists():
            raise Refused(f"{place} lies inside the archive {above}; choose a place outside it.")


def open_archive(call: Call) -> "Archive":
    """The archive of the call, opened by whichever secret was given.

    A typed secret may be the recovery code as well as the passphrase.
    """
    folder = existing(folder_of(call))
    if call.given.keyfile:
        return _open(call, folder, keyfile=bytes_of(call.given.keyfile))
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
    return _first_line(call, call.given.passphrase_file) or _asked(call, "Passphrase: ")


def new_secret(call: Call, named: str | None) -> str:
    """A new passphrase, from the file `named` or typed twice; one soon guessed is warned of."""
    secret = _first_line(call, named) or _typed_twice(call)
    if len(secret) < _SHORT:
        call.console.say(
            f"A passphrase of {counted(len(secret), 'character')} is soon guessed by whoever has "
            "the folder: archivist key passphrase changes it; several random words hold."
        )
    return secret


def _typed_twice(call: Call) -> str:
    first = _asked(call, "New passphrase: ")
    if first != _asked(call, "The same again: "):
        raise Misused("The two passphrases differ; nothing was done.")
    return first


def _first_line(call: Call, named: str | None) -> str | None:
    if named is None:
        return None
    if named == "-":
        line = call.console.keyboard.readline()
    else:
        line = bytes_of(named).decode("utf-8-sig", "surrogateescape").partition("\n")[0]
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

    try:
        return getpass(prompt, stream=call.console.messages)
    except EOFError:
        raise Locked("No passphrase was typed.") from None


def bytes_of(named: str) -> bytes:
    """What the file holds. Raises `Refused` when it cannot be read."""
    try:
        return Path(named).read_bytes()
    except OSError as error:
        raise Refused(f"{named} cannot be read: {error.strerror}.") from error


def _label(named: str) -> str:
    return "standard input" if named == "-" else named
