"""The verbs of a whole archive: make, check, copy, bring back, and look at in the window."""

from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from archivist.cli import opening
from archivist.cli.call import DONE, FINDING, Call, Misused, Verb
from archivist.cli.console import one_line


def new(call: Call) -> int:
    """Make an archive, encrypted under a passphrase, and print its recovery code once.

    The folder's name gets the ending .archivist. With --no-passphrase the archive opens for
    whoever has the folder: for material that needs no secrecy.

    For example:
        archivist new -a case.archivist
    """
    from archivist.archive import Archive

    folder = opening.folder_of(call)
    opening.require_outside(folder)
    surroundings = call.surroundings
    archive, code = Archive.create(
        folder,
        passphrase=None
        if call.given.no_passphrase
        else opening.new_secret(call, call.given.passphrase_file),
        agent=call.given.agent or "",
        clock=surroundings.clock,
        entropy=surroundings.entropy,
    )
    archive.close()
    recovery = [f"Recovery code: {code}"] if code else []
    record = {"archive": str(archive.folder), "recovery": code}
    call.console.row(record, f"Archive: {archive.folder}", *recovery)
    if code:
        call.console.say(opening.KEEP_THE_CODE)
    return DONE


def verify(call: Call) -> int:
    """Check an archive, or a bundle: every page, entry, original, text, quote and file.

    Without PATH, the archive of --archive. A bundle needs no archive and no passphrase. The exit
    code is 1 when a check fails.

    For example:
        archivist verify handed-over/SRB-2025-01
    """
    if call.given.path:
        from archivist.bundle.verify import is_bundle

        path = Path(call.given.path)
        if is_bundle(path):
            return _verify_bundle(call, path)
        call.given.archive = path
    with call.archive() as archive:
        sound = _report(call, archive.verify())
    call.console.row({"ok": sound}, "Everything is as it was written." if sound else "NOT OK")
    return DONE if sound else FINDING


def _verify_bundle(call: Call, path: Path) -> int:
    """Sound, a bundle agrees with itself; which one it is, the figure alone tells."""
    from archivist.bundle.verify import figure
    from archivist.bundle.verify import verify as verify_bundle

    sound = _report(call, verify_bundle(path))
    told = figure(path)
    verdict = "The bundle agrees with itself." if sound else "NOT OK"
    call.console.row({"ok": sound, "figure": told}, verdict, one_line(told))
    return DONE if sound else FINDING


def _report(call: Call, checks: Iterable[Any]) -> bool:
    sound = True
    for check in checks:
        sound = sound and check.ok
        word = "ok    " if check.ok else "FAILED"
        call.console.row(
            {"check": check.check, "ok": check.ok, "detail": check.detail},
            f"{word}  {check.check}: {one_line(check.detail)}",
        )
    return sound


def backup(call: Call) -> int:
    """Copy the archive to a new folder: whole, encrypted as it is, even while it is in use.

    For example:
        archivist backup /media/stick/case-2025-11
    """
    with call.archive() as archive:
        made = archive.backup(Path(call.given.dest))
    call.console.row({"path": str(made)}, str(made))
    return DONE


def restore(call: Call) -> int:
    """Put a backup where --archive says, which must not be there yet; needs no passphrase.

    For example:
        archivist restore /media/stick/case-2025-11.archivist -a case.archivist
    """
    from archivist.archive import restore as bring_back

    folder = opening.folder_of(call)
    opening.require_outside(folder)
    made = bring_back(opening.existing(Path(call.given.src)), folder)
    call.console.row({"path": str(made)}, str(made))
    return DONE


def gui(call: Call) -> int:
    """Open the window, on an archive if one is named.

    For example:
        archivist gui case.archivist
    """
    surroundings = call.surroundings
    obstacle = surroundings.obstacle()
    if obstacle:
        raise Misused(obstacle)
    named = (
        call.given.folder or call.given.archive or surroundings.environment.get(opening.VARIABLE)
    )
    return surroundings.window(opening.existing(Path(named)) if named else None)


def _new_options(parser: ArgumentParser) -> None:
    parser.add_argument(
        "--no-passphrase", action="store_true", help="an archive that anyone with the folder opens"
    )


def _verify_options(parser: ArgumentParser) -> None:
    parser.add_argument("path", metavar="PATH", nargs="?", help="an archive or a bundle")


def _backup_options(parser: ArgumentParser) -> None:
    parser.add_argument("dest", metavar="DEST", help="the folder to make")


def _restore_options(parser: ArgumentParser) -> None:
    parser.add_argument("src", metavar="SRC", help="the backup's folder")


def _gui_options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="ARCHIVE", nargs="?", help="the archive's folder")


VERBS = (
    Verb("new", new, _new_options),
    Verb("verify", verify, _verify_options),
    Verb("backup", backup, _backup_options),
    Verb("restore", restore, _restore_options),
    Verb("gui", gui, _gui_options),
)
