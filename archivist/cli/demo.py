"""The verb that shows the main job on the sample case."""

import shlex
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from archivist import assets
from archivist.cli import opening
from archivist.cli.call import DONE, Call, Verb
from archivist.errors import Refused

_REPORT = "Amnesty International publishes its report on NoviSpy"
_STOP = "Slaviša Milanov is stopped and his telephone is taken"


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage the demo marks: in the article of that file name, with what it bears on."""

    name: str
    quote: str
    options: tuple[str, ...]


_MARKS = (
    Mark(
        "01-supplier-withdraws.txt",
        "The researchers named it NoviSpy.",
        ("--actor", "Amnesty International=author", "--event", _REPORT, "--tag", "spyware"),
    ),
    Mark(
        "02-traffic-stop.md",
        "Nobody told him that it would be searched.",
        (
            *("--actor", "Slaviša Milanov=owner of the telephone", "--event", _STOP),
            *("--colour", "rose", "--note", "Ask counsel which order was needed."),
        ),
    ),
    Mark(
        "06-telefon-bez-pitanja.txt",
        "📱 Славиша Миланов однео је телефон у безбедносну лабораторију",
        ("--actor", "Slaviša Milanov", "--event", _STOP, "--colour", "blue"),
    ),
)


def demo(call: Call) -> int:
    """Show what Archivist does, on a small case of its own.

    Makes an archive of the sample case in FOLDER (by default a new folder, archivist-demo) and
    opens the window on it. Without a screen it walks the main job here: import, search,
    highlight, tag, bundle, verify, and says where the bundle lies.

    For example:
        archivist demo
    """
    folder = _fresh(call.given.folder)
    archive = folder / "case.archivist"
    obstacle = call.surroundings.obstacle()
    for words in _beginning(archive):
        _perform(call, words)
    for mark in _MARKS:
        _perform(call, _marking(call, archive, mark))
    if obstacle:
        call.console.say(f"\n{obstacle}\nSo the rest of the main job goes on here.")
        return _walk(call, folder, archive)
    call.console.say(f"\nThe archive lies in {archive}. Its window opens now.")
    return call.surroundings.window(archive)


def _fresh(named: str | None) -> Path:
    if named is None:
        names = (f"archivist-demo{'' if n == 1 else f'-{n}'}" for n in count(1))
        return next(folder for folder in map(Path, names) if not folder.exists())
    folder = Path(named)
    opening.require_outside(folder)
    if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
        raise Refused(f"{folder} is not an empty folder; choose another name for the demo.")
    return folder


def _beginning(archive: Path) -> Iterator[Sequence[str]]:
    yield "new", "-a", str(archive), "--no-passphrase"
    yield "import", "-a", str(archive), str(assets.sample_archive())
    yield "search", "-a", str(archive), "slavisa milanov"


def _marking(call: Call, archive: Path, mark: Mark) -> Sequence[str]:
    article = _article(call, archive, mark.name)
    quoted = ("--quote", mark.quote, *mark.options)
    return ("highlight", "-a", str(archive), article[:8], *quoted)


def _article(call: Call, archive: Path, name: str) -> str:
    from archivist.archive import Archive

    opened = Archive.open(archive, clock=call.surroundings.clock)
    try:
        return next(found.id for found in opened.articles.all() if found.name == name)
    finally:
        opened.close()


def _walk(call: Call, folder: Path, archive: Path) -> int:
    bundle = folder / "bundle"
    chosen = ("--actor", "Slaviša Milanov", "--tag", "spyware")
    _perform(call, ("annotations", "-a", str(archive), "--actor", "Slaviša Milanov"))
    title = ("--title", "Telephones opened in Serbia")
    _perform(call, ("bundle", "-a", str(archive), str(bundle), *title, *chosen))
    _perform(call, ("verify", "-a", str(archive)))
    found = _perform(call, ("verify", str(bundle)))
    call.console.say(
        f"\nThe bundle lies in {bundle}: open data/bundle.html in a browser."
        "\nCheck it with stock tools: "
        f"cd {shlex.quote(str(bundle))} && sha256sum -c manifest-sha256.txt"
        f"\nThe archive lies in {archive}: archivist gui {shlex.quote(str(archive))}"
    )
    return found


def _perform(call: Call, words: Sequence[str]) -> int:
    """Do what a person would type, and show it. Raises `Refused` when it does not work out."""
    from archivist.cli.run import perform

    typed = (*words, "--json") if call.console.as_json else tuple(words)
    print(f"\n$ archivist {shlex.join(typed)}", file=call.console.beside_data)
    call.console.out.flush()
    code = perform(typed, call.surroundings)
    call.console.out.flush()
    if code != DONE:
        raise Refused(f"The demo stopped: archivist {words[0]} ended with {code}.")
    return code


def _options(parser: ArgumentParser) -> None:
    parser.add_argument("folder", metavar="FOLDER", nargs="?", help="a new or empty folder")


VERBS = (Verb("demo", demo, _options),)
