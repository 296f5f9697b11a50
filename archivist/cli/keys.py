"""The verbs of who gets in and who acts: passphrase, key file, recovery code, and pseudonym."""

from argparse import ArgumentParser
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from archivist.cli import opening
from archivist.cli.call import DONE, Call, Misused, Verb
from archivist.cli.console import one_line
from archivist.errors import Refused

if TYPE_CHECKING:
    from archivist.archive import Archive


def key_passphrase(call: Call) -> int:
    """Change the passphrase; the present one, the recovery code or a key file opens for it.

    A copy of the archive made before still opens as it did then. An archive that had no
    passphrase is encrypted by its first one, but whoever has a copy of it from before has its key.

    For example:
        archivist key passphrase -a case.archivist
    """
    with call.archive() as archive:
        had_one = archive.encrypted
        archive.change_passphrase(opening.new_secret(call, call.given.new_passphrase_file))
        call.console.row({"archive": str(archive.folder)}, "The passphrase is changed.")
    if not had_one:
        call.console.say("It has no recovery code yet: archivist key code makes one.")
    return DONE


def key_file(call: Call) -> int:
    """Let the archive open with the exact bytes of FILE too; then --keyfile FILE opens it.

    Any file that never changes will do, for instance one of random bytes on a stick that is kept
    apart from this machine.

    For example:
        archivist key file /media/stick/case.key
    """
    with call.archive() as archive:
        _require_locked(archive)
        archive.require_outside(Path(call.given.file))
        archive.add_keyfile(opening.bytes_of(call.given.file))
        call.console.row({"keyfile": call.given.file}, f"{call.given.file} opens the archive now.")
    return DONE


def key_code(call: Call) -> int:
    """Make a new recovery code and print it once; the former one opens no more.

    For example:
        archivist key code
    """
    with call.archive() as archive:
        _require_locked(archive)
        code = archive.new_recovery()
    call.console.row({"recovery": code}, f"Recovery code: {code}")
    call.console.say(opening.KEEP_THE_CODE)
    return DONE


def agent(call: Call) -> int:
    """Print who acts in this archive as the journal names them, or with NAME change it.

    A pseudonym protects whoever works on a case: the journal goes into bundles. What was done
    before keeps its name.

    For example:
        archivist agent R-7
    """
    with call.archive() as archive:
        if call.given.name is not None:
            name = " ".join(call.given.name.split())
            if not name:
                raise Misused("The name is empty; give a pseudonym, for instance R-7.")
            archive.set_settings(replace(archive.settings, agent=name))
        kept = archive.settings.agent
        call.console.row({"agent": kept}, one_line(kept))
    return DONE


def _require_locked(archive: "Archive") -> None:
    if not archive.encrypted:
        raise Refused(
            "This archive opens for whoever has the folder, so another key locks nothing: "
            "give it a passphrase first, with archivist key passphrase."
        )


def _passphrase_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--new-passphrase-file",
        metavar="FILE",
        help="a file whose first line is the new passphrase; - reads a line of standard input",
    )


def _file_options(parser: ArgumentParser) -> None:
    parser.add_argument("file", metavar="FILE", help="the file whose bytes shall open the archive")


def _agent_options(parser: ArgumentParser) -> None:
    parser.add_argument("name", metavar="NAME", nargs="?", help="who acts from now on")


VERBS = (
    Verb("key passphrase", key_passphrase, _passphrase_options),
    Verb("key file", key_file, _file_options),
    Verb("key code", key_code),
    Verb("agent", agent, _agent_options),
)
