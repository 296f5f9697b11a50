"""The form of an event: what, when as far as is known, who took part, which sources say so."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from PySide6 import QtCore, QtWidgets

from archivist import dates
from archivist.archive import Archive
from archivist.desktop.controls import plain
from archivist.desktop.controls.combo import Combo
from archivist.desktop.forms.form import Form, kept_lines, lines
from archivist.desktop.look import fonts
from archivist.events import LEAST, MOST, Event, Source
from archivist.text import canonical


class EventForm(Form):
    """Makes an event, or changes one."""

    def __init__(self, archive: Archive, event: Event | None, parent: QtWidgets.QWidget) -> None:
        """Filled with `event`, empty for a new one."""
        super().__init__("", parent, width=600)
        self.setWindowTitle(self.tr("Edit event") if event else self.tr("New event"))
        self._archive = archive
        self._event = event
        self._made: Callable[[str], object] | None = None
        self.title = plain.field(self.tr("Title"))
        self.date = plain.field(
            self.tr("Date"), placeholder=self.tr("2024-02-26, 2024-02, 2024, 1982/1986, ~2005")
        )
        self.location = plain.field(self.tr("Place"))
        self.status = plain.field(self.tr("Status"))
        self.importance = Combo(self._scale(), "")
        self.reading = plain.label(font=fonts.interface(12), look="muted", wrap=True)
        self.summary = lines("", 90)
        self.actors = lines("", 74)
        self.tags = lines("", 56)
        self.sources = SourceTable()
        self._add_controls()
        if event is not None:
            self._fill(event)
        self.date.textChanged.connect(self._read)
        self._read(self.date.text())
        self.on_save(self._keep)

    def propose(
        self, title: str, date: str, actors: Iterable[str], sources: tuple[Source, ...]
    ) -> None:
        """Fills in what a passage says, for a person to take or to change."""
        self.title.setText(title)
        self.date.setText(date)
        self.actors.setPlainText("\n".join(actors))
        self.sources.show_sources(sources)

    def on_made(self, follow: Callable[[str], object]) -> None:
        """What follows, within the same act, with the id of a new event."""
        self._made = follow

    def _add_controls(self) -> None:
        self.add(self.tr("Title"), self.title)
        self.add_beside((self.tr("Date"), self.date), (self.tr("Place"), self.location))
        self._rows.insertWidget(self._rows.count() - 1, self.reading)
        self.add_beside((self.tr("Status"), self.status), (self.tr("Importance"), self.importance))
        self.add(self.tr("What happened"), self.summary)
        self.add(
            self.tr("Who took part"),
            self.actors,
            self.tr("One a line; a role after a semicolon: Serbian police; searched the phone"),
        )
        self.add(self.tr("Tags"), self.tags, self.tr("One a line."))
        self.add(self.tr("Sources"), self.sources)

    def _scale(self) -> tuple[tuple[str, str], ...]:
        figures = ((str(number), str(number)) for number in range(LEAST, MOST + 1))
        return (("", self.tr("not weighed")), *figures)

    def _fill(self, event: Event) -> None:
        self.title.setText(event.title)
        self.date.setText(event.written_date)
        self.location.setText(event.location)
        self.status.setText(event.status)
        importance = "" if event.importance is None else str(event.importance)
        self.importance.choose(importance)
        self.summary.setPlainText(event.summary)
        self.actors.setPlainText(
            "\n".join(
                f"{each.name}; {each.role}" if each.role else each.name for each in event.actors
            )
        )
        self.tags.setPlainText("\n".join(each.name for each in event.tags))
        self.sources.show_sources(event.sources)

    @QtCore.Slot(str)
    def _read(self, written: str) -> None:
        found = dates.parse(written)
        if found is None:
            words = self.tr("Not a date yet.") if written.strip() else ""
        elif found.earliest == found.latest:
            words = self.tr("Read as {day}.").format(day=found.earliest)
        else:
            words = self.tr("Read as {first} to {last}.").format(
                first=found.earliest, last=found.latest
            )
        self.reading.setText(words)

    def _keep(self) -> None:
        chosen = self.importance.value
        values: dict[str, Any] = {
            "title": self.title.text(),
            "date": self.date.text().strip(),
            "location": self.location.text().strip(),
            "status": self.status.text().strip(),
            "summary": canonical(self.summary.toPlainText()).strip(),
            "importance": int(chosen) if chosen else None,
        }
        with self._archive.act():
            actors = tuple(self._part(line) for line in kept_lines(self.actors))
            tags = tuple(self._tag(name) for name in kept_lines(self.tags))
            links: dict[str, Any] = {
                "actors": actors,
                "tags": tags,
                "sources": self.sources.sources(),
            }
            if self._event is None:
                event = self._archive.events.add(**values, **links)
                if self._made is not None:
                    self._made(event.id)
            else:
                self._archive.events.edit(self._event.id, **values, **links)

    def _part(self, line: str) -> tuple[str, str]:
        name, _, role = line.partition(";")
        actor = self._archive.actors.named(name.strip()) or self._archive.actors.add(name.strip())
        return actor.id, role.strip()

    def _tag(self, name: str) -> str:
        return (self._archive.tags.named(name) or self._archive.tags.add(name)).id


class SourceTable(QtWidgets.QWidget):
    """The sources of an event, a row each, in the order of their worth to the reader."""

    def __init__(self) -> None:
        """One empty row to begin with."""
        super().__init__()
        self._known: tuple[Source, ...] = ()
        self.table = QtWidgets.QTableWidget(1, 5)
        self.table.setAccessibleName(self.tr("Sources"))
        self.table.setHorizontalHeaderLabels(
            [
                self.tr("Address"),
                self.tr("Title"),
                self.tr("Publisher"),
                self.tr("Date"),
                self.tr("Tier"),
            ]
        )
        self.table.verticalHeader().hide()
        self.table.setTabKeyNavigation(False)
        self.table.setFixedHeight(112)
        for column, width in enumerate((170, 150, 110, 80, 40)):
            self.table.setColumnWidth(column, width)
        more = plain.button(self.tr("Add a source"), flat=True)
        more.clicked.connect(self._add)
        column_layout = QtWidgets.QVBoxLayout(self)
        column_layout.setContentsMargins(0, 0, 0, 0)
        column_layout.setSpacing(2)
        column_layout.addWidget(self.table)
        column_layout.addWidget(more, 0, QtCore.Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.table)

    def show_sources(self, sources: tuple[Source, ...]) -> None:
        """Shows these."""
        self._known = sources
        self.table.setRowCount(max(1, len(sources)))
        for row, source in enumerate(sources):
            values = (source.url, source.title, source.publisher, source.date, source.tier)
            for column, value in enumerate(values):
                self.table.setItem(row, column, QtWidgets.QTableWidgetItem(value))

    def sources(self) -> tuple[Source, ...]:
        """The rows that say something; what a row does not show of a source stays."""
        found = []
        for row in range(self.table.rowCount()):
            url, title, publisher, date, tier = (self._cell(row, column) for column in range(5))
            if not any((url, title, publisher, date, tier)):
                continue
            known = self._known[row] if row < len(self._known) else Source()
            found.append(
                replace(known, url=url, title=title, publisher=publisher, date=date, tier=tier)
            )
        return tuple(found)

    def _cell(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text().strip() if item else ""

    @QtCore.Slot()
    def _add(self) -> None:
        self.table.setRowCount(self.table.rowCount() + 1)
        self.table.setCurrentCell(self.table.rowCount() - 1, 0)
        self.table.setFocus()
