"""The words of the command line: common options, and a sub-command a verb."""

import inspect
import re
from argparse import SUPPRESS, ArgumentParser, ArgumentTypeError, RawDescriptionHelpFormatter
from collections.abc import Iterable
from typing import Any, NoReturn

import archivist
from archivist.cli.call import Misused, Verb

_ABOUT = """\
An offline, encrypted archive for evidence.

Without a verb, and with a screen, the window opens. Data goes to standard output, messages to
standard error. Ids may be shortened as long as they stay unique. Exit codes: 0 done; 1 a
finding (verification failed, nothing found, some inputs refused); 2 wrong usage or query;
3 locked or wrong passphrase; 130 interrupted."""


_STRANGE_VERB = re.compile(r"argument VERB: invalid choice: (.*?) \(choose from")
_DIGITS = 15  # a sum of two such numbers is still one that SQLite can count to


class _Parser(ArgumentParser):
    def error(self, message: str) -> NoReturn:
        strange = _STRANGE_VERB.match(message)
        message = f"there is no verb {strange[1]}" if strange else message
        sentence = f"{message[:1].upper()}{message[1:]}".rstrip(".")
        raise Misused(f"{sentence}. See {self.prog} --help.")


def parser(verbs: Iterable[Verb]) -> ArgumentParser:
    """The parser of all `verbs`; a name of two words is a verb of a family."""
    top = _Parser(
        prog="archivist",
        description=_ABOUT,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    top.add_argument("--version", action="version", version=f"archivist {archivist.__version__}")
    _common(top, absent=None)
    top.set_defaults(json=False)
    sub = top.add_subparsers(title="verbs", metavar="VERB", dest="verb")
    families: dict[str, Any] = {}
    for verb in verbs:
        family, _, name = verb.name.rpartition(" ")
        if family and family not in families:
            families[family] = _family(sub, family)
        _add(families[family] if family else sub, name, verb)
    return top


def _family(sub: Any, name: str) -> Any:
    help_ = f"more verbs: see archivist {name} --help"
    made = sub.add_parser(name, help=help_, description=help_, allow_abbrev=False)
    return made.add_subparsers(title="verbs", metavar="VERB", dest=f"{name}_verb", required=True)


def _add(sub: Any, name: str, verb: Verb) -> None:
    text = inspect.getdoc(verb.perform) or ""
    made = sub.add_parser(
        name,
        help=text.partition("\n")[0],
        description=text,
        formatter_class=RawDescriptionHelpFormatter,
        allow_abbrev=False,
    )
    _common(made, absent=SUPPRESS)
    verb.options(made)
    made.set_defaults(perform=verb.perform)


def natural(words: str) -> int:
    """A whole number that is not negative. Raises `ArgumentTypeError`."""
    return _number(words, least=0)


def ordinal(words: str) -> int:
    """A whole number from 1 on. Raises `ArgumentTypeError`."""
    return _number(words, least=1)


def _number(words: str, *, least: int) -> int:
    is_number = words.isascii() and words.isdigit()
    if is_number and len(words) > _DIGITS:
        raise ArgumentTypeError("the number is too large")
    if not is_number or int(words) < least:
        raise ArgumentTypeError(f"“{words}” is not a whole number from {least} on")
    return int(words)


def _common(into: ArgumentParser, *, absent: Any) -> None:
    group = into.add_argument_group("common options")
    group.add_argument(
        "-a",
        "--archive",
        metavar="FOLDER",
        default=absent,
        help="the archive's folder (default: $ARCHIVIST_ARCHIVE)",
    )
    group.add_argument(
        "--passphrase-file",
        metavar="FILE",
        default=absent,
        help="a file whose first line is the passphrase; - reads a line of standard input",
    )
    group.add_argument(
        "--keyfile", metavar="FILE", default=absent, help="the key file that opens the archive"
    )
    group.add_argument(
        "--agent",
        metavar="NAME",
        default=absent,
        help="who acts, for the journal (default: the archive's own setting)",
    )
    group.add_argument("--json", action="store_true", default=SUPPRESS, help="print JSON Lines")
