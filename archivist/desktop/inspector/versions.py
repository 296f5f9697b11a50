"""The texts an article had before, and the ways to its original and to a newer capture."""

from dataclasses import dataclass
from functools import partial

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.inspector.flow import Flow
from archivist.desktop.look import fonts
from archivist.versions import Version


@dataclass(frozen=True, slots=True)
class Past:
    """Former texts, the oldest first; whether a report of the last capture can be shown."""

    versions: tuple[Version, ...] = ()
    reported: bool = False


class Versions(QtWidgets.QWidget):
    """`opening` carries the number of a text to be shown (0: the original).

    `revising` asks for a newer capture, `reporting` for the report of the last one.
    """

    opening = QtCore.Signal(int)
    revising = QtCore.Signal()
    reporting = QtCore.Signal()

    def __init__(self, past: Past, *, writable: bool) -> None:
        """Shows the newest text first; without `writable` no newer capture is offered."""
        super().__init__()
        self._column = QtWidgets.QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 4)
        self._column.setSpacing(8)
        for version in reversed(past.versions):
            self._column.addWidget(self._card(version))
        ways = QtWidgets.QWidget()
        self._flow = Flow()
        self._flow.setContentsMargins(0, 0, 0, 0)
        ways.setLayout(self._flow)
        self._column.addWidget(ways)
        self._add(self.tr("Show the original (O)")).clicked.connect(partial(self.opening.emit, 0))
        self.revise = self._add(self.tr("Take in a newer capture…"))
        self.revise.setEnabled(writable)
        self.revise.clicked.connect(self.revising)
        if past.reported:
            self._add(self.tr("Report of the last capture")).clicked.connect(self.reporting)

    def _add(self, words: str) -> QtWidgets.QPushButton:
        button = plain.button(words, flat=True)
        self._flow.addWidget(button)
        return button

    def _card(self, version: Version) -> QtWidgets.QWidget:
        frame = QtWidgets.QFrame()
        frame.setObjectName("sheet")
        column = QtWidgets.QVBoxLayout(frame)
        column.setContentsMargins(12, 10, 12, 8)
        column.setSpacing(3)
        name = self.tr("Version {number}").format(number=version.number)
        column.addWidget(plain.label(name, font=fonts.interface(13, fonts.MEDIUM)))
        for line in self._lines(version):
            column.addWidget(plain.label(line, font=fonts.interface(12), look="muted", wrap=True))
        show = plain.button(self.tr("Show beside the text"), flat=True)
        show.setAccessibleName(self.tr("Show {version} beside the text").format(version=name))
        show.clicked.connect(partial(self.opening.emit, version.number))
        row = QtWidgets.QHBoxLayout()
        row.addWidget(show)
        row.addStretch(1)
        column.addLayout(row)
        return frame

    def _lines(self, version: Version) -> tuple[str, ...]:
        since = self.tr("In the archive since {moment}, by {agent}").format(
            moment=version.since.replace("T", " ").replace("Z", " UTC"), agent=version.by
        )
        read = self.tr("Read from {name} by {reader}").format(
            name=version.name, reader=version.reader
        )
        captured = self.tr("Captured {day}").format(day=version.retrieved)
        original = self.tr("Original SHA-256 {digest}").format(digest=_short(version.original))
        text = self.tr("Text SHA-256 {digest}").format(digest=_short(version.text_sha256))
        return (
            since,
            *([captured] if version.retrieved else ()),
            read,
            original,
            text,
            *version.warnings,
        )


def _short(digest: str) -> str:
    return f"{digest[:12]}…{digest[-12:]}"
