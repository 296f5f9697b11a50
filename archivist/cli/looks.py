"""The verb of how pages look: theme, letters, zoom, and what the six colours are called."""

from argparse import ArgumentParser
from dataclasses import asdict, replace
from typing import TYPE_CHECKING, Any

from archivist.cli.call import DONE, Call, Misused, Verb
from archivist.cli.console import one_line
from archivist.cli.parser import natural

if TYPE_CHECKING:
    from archivist.settings import Settings

_PLAIN = ("theme", "text_font", "text_size", "text_width", "line_height", "zoom")


def looks(call: Call) -> int:
    """Print how this archive's pages look in the window, or change it.

    The theme is system, light, dark, contrast-light or contrast-dark; the font serif, sans, or
    the name of a font of the machine. --colour may be given several times; without a name behind
    the = the colour is called as it comes. --reset begins from how it comes.

    For example:
        archivist looks --theme contrast-dark --zoom 150 --colour "rose=Unlawful access"
    """
    with call.archive() as archive:
        wanted = _wanted(call, archive.settings)
        if wanted != archive.settings:
            archive.set_settings(wanted)
        kept = archive.settings
    record = {name: getattr(kept, name) for name in _PLAIN}
    colours = asdict(kept.colours)
    lines = [f"{name.replace('_', ' ')}: {one_line(str(value))}" for name, value in record.items()]
    lines += [f"{colour}: {one_line(kept.colours.of(colour))}" for colour in colours]
    call.console.row({**record, "colours": colours}, *lines)
    return DONE


def _wanted(call: Call, settings: "Settings") -> "Settings":
    given = {name: getattr(call.given, name) for name in _PLAIN}
    changed: dict[str, Any] = {name: value for name, value in given.items() if value is not None}
    begun = settings.as_it_comes() if call.given.reset else settings
    names = dict(_named(words) for words in call.given.colour or ())
    strange = [colour for colour in names if colour not in asdict(begun.colours)]
    if strange:
        known = ", ".join(asdict(begun.colours))
        raise Misused(f"There is no colour “{strange[0]}”; the colours are {known}.")
    return replace(begun, **changed, colours=replace(begun.colours, **names))


def _named(words: str) -> tuple[str, str]:
    colour, parted, name = words.partition("=")
    if not parted:
        raise Misused(f"“{words}” names no colour; write COLOUR=NAME, for instance rose=Doubtful.")
    return colour.strip().lower(), " ".join(name.split())


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("--theme", metavar="THEME", help="light, dark, high contrast, or as system")
    parser.add_argument("--text-font", metavar="FONT", help="serif, sans or a font of the machine")
    parser.add_argument("--text-size", metavar="POINTS", type=natural, help="size of the letters")
    parser.add_argument("--text-width", metavar="PIXELS", type=natural, help="width of the column")
    parser.add_argument(
        "--line-height", metavar="PERCENT", type=natural, help="height of a line, of the size"
    )
    parser.add_argument("--zoom", metavar="PERCENT", type=natural, help="letters and column both")
    parser.add_argument(
        "--colour", metavar="COLOUR=NAME", action="append", help="what you call a highlight colour"
    )
    parser.add_argument("--reset", action="store_true", help="everything as it comes")


VERBS = (Verb("looks", looks, _options),)
