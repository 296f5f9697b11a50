"""Pictures of the main window, light and dark, made from the sample archive without a screen.

python -m archivist.desktop.screenshot OUT_FOLDER
"""

import os
import sys
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from itertools import count
from pathlib import Path
from typing import TYPE_CHECKING

from archivist import assets, confinement
from archivist.anchoring import find
from archivist.archive import Archive
from archivist.articles import Article
from archivist.errors import ArchivistError
from archivist.store import keys

if TYPE_CHECKING:
    from PySide6 import QtWidgets

_SIZE = (1500, 920)
_MOMENT = datetime(2026, 11, 21, 18, 42, tzinfo=UTC)
_SMALLEST = 0  # Qt's quality of a PNG is how little it is compressed
_SHOWN = "01-supplier-withdraws.txt"


@dataclass(frozen=True, slots=True)
class Mark:
    """A passage to be marked in the article of that file name."""

    file: str
    quote: str
    colour: str
    note: str = ""
    actors: tuple[str, ...] = ()
    events: tuple[str, ...] = ()
    tags: tuple[str, ...] = ()


_WITHDRAWAL = "Cellebrite stops serving some customers in Serbia"
_REPORT = "Amnesty International publishes its report on NoviSpy"
_STOP = "Slaviša Milanov is stopped and his telephone is taken"
_MARKS = (
    Mark(
        _SHOWN,
        "some of its customers in Serbia may no longer use its products",
        "yellow",
        "Primary announcement. Cross-check with the company’s statement of 25 February.",
        ("Cellebrite",),
        (_WITHDRAWAL,),
    ),
    Mark(
        _SHOWN,
        "police officers and the Security Information Agency (BIA) opened the telephones of "
        "journalists and activists who had criticised the government",
        "rose",
        actors=("Security Information Agency (BIA)",),
        events=(_REPORT,),
    ),
    Mark(
        _SHOWN,
        "journalists and activists who had criticised the government, and in some cases left a "
        "spying program behind",
        "blue",
        tags=("unlawful access",),
    ),
    Mark(_SHOWN, "The researchers named it NoviSpy.", "violet", tags=("spyware",)),
    Mark(
        _SHOWN,
        "Donncha Ó Cearbhaill, who leads the Security Lab of Amnesty International",
        "green",
        "Ask for a signed statement.",
        ("Donncha Ó Cearbhaill", "Amnesty International"),
    ),
    Mark(_SHOWN, "the police searched the offices of at least four", "orange", tags=("reprisal",)),
    Mark(
        "02-traffic-stop.md",
        "Nobody told him that it would be searched.",
        "rose",
        "Ask counsel which order was needed.",
        ("Slaviša Milanov",),
        (_STOP,),
        ("no consent",),
    ),
    Mark("02-traffic-stop.md", "the police\nstopped the car", "yellow", events=(_STOP,)),
    Mark("06-telefon-bez-pitanja.txt", "Славиша Миланов", "blue", actors=("Slaviša Milanov",)),
    Mark("05-gift-of-equipment.md", "Norway paid for it.", "green", tags=("due diligence",)),
)


def main() -> int:
    """Makes `main-light.png` and `main-dark.png` in the folder that is named."""
    if len(sys.argv) != 2:  # noqa: PLR2004 - the program and the folder
        print(__doc__, file=sys.stderr)  # noqa: T201 - a command
        return 2
    confinement.confine()
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    out = Path(sys.argv[1])
    out.mkdir(parents=True, exist_ok=True)
    try:
        with tempfile.TemporaryDirectory() as folder:
            _picture(_archive(Path(folder)), out)
    except ArchivistError as sentence:
        print(sentence, file=sys.stderr)  # noqa: T201 - a command
        return 1
    return 0


def _archive(folder: Path) -> Archive:
    chance = _chance()
    archive, _code = Archive.create(
        folder / "Case.archivist",
        passphrase="for a picture",  # noqa: S106 - of a throw-away archive
        agent="R-7F3A",
        clock=lambda: _MOMENT,
        entropy=chance,
        cost=keys.FLOOR,
    )
    for _line in archive.import_from([assets.sample_archive()]):
        pass
    for proposal in archive.proposals.waiting():
        if proposal.kind == "metadata":
            archive.proposals.accept(proposal.id)
    named = {article.name: article for article in archive.articles.all()}
    for mark in _MARKS:
        _mark(archive, named[mark.file], mark)
    archive.articles.edit(named["04-conversation-digital-prison.txt"].id, starred=True)
    for file in ("01-supplier-withdraws.txt", "02-traffic-stop.md"):
        archive.articles.edit(named[file].id, status="reviewed")
    return archive


def _mark(archive: Archive, article: Article, mark: Mark) -> None:
    text = archive.articles.text_of(article).text
    start, end = find(text, mark.quote)[0]
    actors = [archive.actors.named(name) or archive.actors.add(name) for name in mark.actors]
    events = [archive.events.named(name) or archive.events.add(name) for name in mark.events]
    tags = [archive.tags.named(name) or archive.tags.add(name) for name in mark.tags]
    archive.annotations.highlight(
        article.id,
        start,
        end,
        note=mark.note,
        colour=mark.colour,
        actors=[actor.id for actor in actors],
        events=[event.id for event in events],
        tags=[tag.id for tag in tags],
    )


def _chance() -> Callable[[int], bytes]:
    """The same bytes in every run, so that ids and with them inks are the same in every picture."""
    numbers = count()

    def entropy(size: int) -> bytes:
        return sha256(str(next(numbers)).encode()).digest()[:size].ljust(size, b"-")

    return entropy


def _picture(archive: Archive, out: Path) -> None:
    from PySide6 import QtGui

    from archivist.desktop.app import prepared, themed
    from archivist.desktop.collecting import Collector
    from archivist.desktop.window.opening import Opener
    from archivist.desktop.window.window import MainWindow

    application = prepared(["archivist"])
    Collector(application)
    theme = themed(application)
    window = MainWindow(
        theme, Opener(lambda: _MOMENT, os.urandom), assets.sample_archive, network_denied=True
    )
    window.resize(*_SIZE)
    window.show()
    window.show_archive(archive)
    _settle(application)
    if window.session is not None:
        shown = next(each for each in archive.articles.all() if each.name == _SHOWN)
        window.session.reading.open(shown.id)
        window.session.desk.page.reader.setFocus()
    for choice in ("light", "dark"):
        theme.choose(choice)
        _settle(application)
        picture = window.grab().toImage().convertToFormat(QtGui.QImage.Format.Format_RGB888)
        picture.save(str(out / f"main-{choice}.png"), "PNG", _SMALLEST)  # type: ignore[call-overload] # Qt takes str
    window.close()


def _settle(application: "QtWidgets.QApplication") -> None:
    from PySide6 import QtCore

    until = QtCore.QDeadlineTimer(1_500)
    while not until.hasExpired():
        application.processEvents(QtCore.QEventLoop.ProcessEventsFlag.AllEvents, 50)


if __name__ == "__main__":
    sys.exit(main())
