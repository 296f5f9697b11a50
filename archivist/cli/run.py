"""One command, from its words to its exit code: every failure a person can act on is a sentence."""

import os
import sys
from argparse import Namespace
from collections.abc import Sequence

from archivist.cli import archives, streams
from archivist.cli import call as codes
from archivist.cli.call import Call, Misused, Surroundings
from archivist.cli.console import Console, one_line
from archivist.cli.parser import parser
from archivist.cli.verbs import VERBS
from archivist.errors import ArchivistError, BadQuery, Locked

_PATHS = frozenset(
    {
        *("archive", "path", "dest", "src", "folder", "file"),
        *("passphrase_file", "new_passphrase_file", "keyfile"),
    }
)


def run(words: Sequence[str], surroundings: Surroundings) -> int:
    """Perform the command that `words` make and return its exit code (see `archivist.cli.call`)."""
    streams.make_ready()
    try:
        try:
            code = perform(words, surroundings)
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        streams.hang_up()
        return codes.BROKEN_PIPE
    except KeyboardInterrupt:
        print("\nInterrupted. What was done before stays.", file=sys.stderr)
        return codes.INTERRUPTED
    except OSError as error:
        print(one_line(_sentence(error)), file=sys.stderr)
        if error.filename is None:
            streams.hang_up()
        return codes.FINDING
    except ArchivistError as error:
        print(one_line(str(error)), file=sys.stderr)
        return exit_code(error)
    return code


def _sentence(error: OSError) -> str:
    if error.filename is None:
        return f"The output cannot be written: {error.strerror or error}."
    name = os.fsdecode(error.filename)
    if isinstance(error, FileExistsError | NotADirectoryError):
        return f"{name} is a file where a folder is needed; choose another place."
    return f"{name} cannot be used: {error.strerror or error}."


def exit_code(error: ArchivistError) -> int:
    """The exit code that tells a script what kind of failure it was."""
    if isinstance(error, Misused | BadQuery):
        return codes.USAGE
    return codes.LOCKED if isinstance(error, Locked) else codes.FINDING


def perform(words: Sequence[str], surroundings: Surroundings) -> int:
    """As `run`, but what goes wrong is raised."""
    line = parser(VERBS)
    given = line.parse_args(words)
    if given.verb is None:
        given.perform, given.folder = archives.gui, None
    _require_words(given)
    console = Console.of_process(as_json=given.json, environment=surroundings.environment)
    return int(given.perform(Call(given, console, surroundings)))


def _require_words(given: Namespace) -> None:
    """Paths may be any bytes but not none, all else is text. Raises `Misused`."""
    for name, value in vars(given).items():
        words = value if isinstance(value, list) else [value]
        if name in _PATHS and "" in words:
            raise Misused("A name of a file or folder is empty; give one, or . for this folder.")
        if name not in _PATHS and any(isinstance(w, str) and not _is_text(w) for w in words):
            raise Misused("What was typed is not text in UTF-8; check the terminal's encoding.")


def _is_text(words: str) -> bool:
    return all(not "\ud800" <= letter <= "\udfff" for letter in words)
