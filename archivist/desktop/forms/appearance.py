"""The panel of how the page looks: everything in it is seen on the page while it is chosen."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.controls.combo import Combo
from archivist.desktop.controls.figure import Figure
from archivist.desktop.controls.floating import Floating
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.theme import Theme
from archivist.desktop.look.tokens import INKS
from archivist.errors import ArchivistError
from archivist.settings import RANGES, SANS, SERIF, ColourNames, Settings

_WIDTH = 348
_DOWN = 48
_SAMPLE = 32
_LONGEST = 80
_STEPS = {"text_size": 1, "text_width": 20, "line_height": 5, "zoom": 10}


class Appearance(Floating):
    """Chooses theme, letters, zoom and the names of colours; the rest of the window stays in use.

    `changed` carries the `Settings` at each change.
    """

    changed = QtCore.Signal(object)

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget) -> None:
        """Hidden until `open`."""
        super().__init__(parent)
        self.setFixedWidth(_WIDTH)
        self._settings = Settings()
        self.theme = Combo(self._themes())
        self.family = Families()
        self.sample = plain.label(self.tr("Milanović · Миланов · 2024"))
        self.figures = {
            name: Figure(theme, words, unit, RANGES[name], step=_STEPS[name])
            for name, words, unit in self._figure_words()
        }
        self.names = {ink: self._name_field(ink) for ink in INKS}
        self.error = plain.label(font=fonts.interface(12.5), look="errorline", wrap=True)
        self.reset = plain.button(self.tr("As it comes"))
        self.leave = plain.button(self.tr("Close"), main=True)
        self._area = QtWidgets.QScrollArea()
        self._body = QtWidgets.QWidget()
        self._column = QtWidgets.QVBoxLayout(self)
        self._lay_out(theme)
        self._connect()
        parent.installEventFilter(self)
        self.keep_keys()

    def open(self, settings: Settings) -> None:
        """Opens in the upper right corner, over what is beside the page."""
        self.family.fill()
        self.show_settings(settings)
        self.error.hide()
        self._place()
        self.theme.setFocus(QtCore.Qt.FocusReason.ShortcutFocusReason)

    def show_settings(self, settings: Settings) -> None:
        """Shows these settings, without saying so."""
        self._settings = settings
        blockers = [QtCore.QSignalBlocker(each) for each in (self.theme, self.family)]
        self.theme.choose(settings.theme)
        self.family.choose(settings.text_font)
        for blocker in blockers:
            blocker.unblock()
        for name, figure in self.figures.items():
            figure.show_value(getattr(settings, name))
        for ink, field in self.names.items():
            if field.text().strip() != settings.colours.own(ink):
                field.setText(settings.colours.own(ink))
        self._show_sample()

    def eventFilter(self, watched: QtCore.QObject, event: QtCore.QEvent) -> bool:  # noqa: N802 - Qt's name
        """Keeps to the corner when the window grows or shrinks."""
        if event.type() == QtCore.QEvent.Type.Resize and self.isVisible():
            self._place()
        return super().eventFilter(watched, event)

    def _themes(self) -> tuple[tuple[str, str], ...]:
        return (
            ("system", self.tr("As the system has it")),
            ("light", self.tr("Light")),
            ("dark", self.tr("Dark")),
            ("contrast-light", self.tr("High contrast, light")),
            ("contrast-dark", self.tr("High contrast, dark")),
        )

    def _figure_words(self) -> Iterator[tuple[str, str, str]]:
        yield "text_size", self.tr("Letter size"), self.tr("pt")
        yield "text_width", self.tr("Column width"), self.tr("px")
        yield "line_height", self.tr("Line height"), "%"
        yield "zoom", self.tr("Zoom"), "%"

    def _name_field(self, ink: str) -> plain.Line:
        as_it_comes = ColourNames().of(ink)
        name = self.tr("What {colour} means").format(colour=as_it_comes.lower())
        field = plain.field(name, placeholder=as_it_comes)
        field.setMaxLength(_LONGEST)
        return field

    def _lay_out(self, theme: Theme) -> None:
        self._body.setObjectName("body")
        grid = QtWidgets.QGridLayout(self._body)
        grid.setContentsMargins(16, 4, 16, 4)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(7)
        grid.setColumnStretch(1, 1)
        for row, (words, control) in enumerate(self._rows()):
            label = plain.label(words, font=fonts.interface(13))
            label.setBuddy(control)
            control.setAccessibleName(words)
            grid.addWidget(label, row, 0)
            grid.addWidget(control, row, 1)
        self.sample.setFixedHeight(_SAMPLE)
        self.sample.setSizePolicy(
            QtWidgets.QSizePolicy.Policy.Ignored, QtWidgets.QSizePolicy.Policy.Fixed
        )
        self.sample.setAlignment(QtCore.Qt.AlignmentFlag.AlignCenter)
        grid.addWidget(self.sample, grid.rowCount(), 0, 1, 2)
        heading = plain.heading(self.tr("What the colours mean"))
        heading.setContentsMargins(0, 6, 0, 0)
        grid.addWidget(heading, grid.rowCount(), 0, 1, 2)
        for ink, field in self.names.items():
            row = grid.rowCount()
            grid.addWidget(Dot(theme, ink), row, 0)
            grid.addWidget(field, row, 1)
        self._area.setWidget(self._body)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QtWidgets.QFrame.Shape.NoFrame)
        self._area.setHorizontalScrollBarPolicy(QtCore.Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        self._stack(self._area)

    def _rows(self) -> Iterator[tuple[str, QtWidgets.QWidget]]:
        yield self.tr("Theme"), self.theme
        yield self.tr("Reading font"), self.family
        words = {name: each for name, each, _ in self._figure_words()}
        for name, figure in self.figures.items():
            yield words[name], figure

    def _stack(self, area: QtWidgets.QScrollArea) -> None:
        title = plain.label(self.tr("How the page looks"), font=fonts.interface(14, fonts.SEMIBOLD))
        title.setContentsMargins(16, 14, 16, 4)
        foot = QtWidgets.QHBoxLayout()
        foot.setContentsMargins(16, 6, 16, 14)
        foot.addWidget(self.reset)
        foot.addStretch(1)
        foot.addWidget(self.leave)
        self.error.setContentsMargins(16, 0, 16, 0)
        column = self._column
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        column.addWidget(title)
        column.addWidget(area, 1)
        column.addWidget(self.error)
        column.addLayout(foot)

    def _connect(self) -> None:
        for combo in (self.theme, self.family):
            combo.currentIndexChanged.connect(self._tell)
        for figure in self.figures.values():
            figure.changed.connect(self._tell)
        for field in self.names.values():
            field.textEdited.connect(self._tell)
        self.reset.clicked.connect(self._reset)
        self.leave.clicked.connect(self.close_panel)

    def _place(self) -> None:
        around = self._ground.rect()
        rest = self._column.sizeHint().height() - self._area.sizeHint().height()
        wanted = self._body.sizeHint().height() + rest + 4
        self.setFixedHeight(min(wanted, around.height() - _DOWN - 36))
        self._stand(around.width(), _DOWN)

    @QtCore.Slot()
    def _tell(self) -> None:
        try:
            wanted = self._wanted()
        except ArchivistError as sentence:
            self.error.setText(str(sentence))
            self.error.show()
            return
        self.error.hide()
        if wanted != self._settings:
            self._say(wanted)

    @QtCore.Slot()
    def _reset(self) -> None:
        self._say(self._settings.as_it_comes())

    def _say(self, wanted: Settings) -> None:
        self.show_settings(wanted)
        self.changed.emit(wanted)

    def _wanted(self) -> Settings:
        chosen: dict[str, Any] = {name: each.value for name, each in self.figures.items()}
        begun = ColourNames()
        called = {ink: field.text().strip() or begun.of(ink) for ink, field in self.names.items()}
        chosen |= {"theme": self.theme.value, "text_font": self.family.value}
        return replace(self._settings, colours=ColourNames(**called), **chosen)

    def _show_sample(self) -> None:
        font = QtGui.QFont()
        font.setFamilies([fonts.family_of(self._settings.text_font), fonts.ARABIC])
        font.setPixelSize(16)
        self.sample.setFont(font)


class Families(Combo):
    """The reading fonts, each written in its own letters; one that is not here can stay chosen."""

    def __init__(self) -> None:
        """Our own two; `fill` adds those of the machine."""
        super().__init__(())
        self._filled = False
        self.addItem(fonts.READING, SERIF)
        self.addItem(fonts.INTERFACE, SANS)
        # A list as long as its longest name would hide the page it is chosen for.
        self.setSizeAdjustPolicy(self.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMaxVisibleItems(14)

    def fill(self) -> None:
        """Lists the fonts of the machine, once."""
        if self._filled:
            return
        self._filled = True
        blocker = QtCore.QSignalBlocker(self)
        chosen = self.value
        for family in fonts.families():
            if self.findData(family) < 0:
                self.addItem(family, family)
        for row in range(self.count()):
            font = QtGui.QFont(fonts.family_of(str(self.itemData(row))))
            font.setPixelSize(15)
            self.setItemData(row, font, QtCore.Qt.ItemDataRole.FontRole)
        self.choose(chosen)
        blocker.unblock()

    def choose(self, value: str) -> None:
        """Chooses a font; one that is not on this machine is listed as such."""
        if value and self.findData(value) < 0:
            self.addItem(self.tr("{font} (not on this computer)").format(font=value), value)
        super().choose(value)


class Dot(QtWidgets.QWidget):
    """An ink as a dot, and its plain name beside it."""

    def __init__(self, theme: Theme, ink: str) -> None:
        """Drawn in the colours of the theme in force."""
        super().__init__()
        self._theme = theme
        self._ink = ink
        self._font = fonts.interface(13)
        theme.changed.connect(self.update)

    def sizeHint(self) -> QtCore.QSize:  # noqa: N802 - Qt's name
        """Room for the longest name."""
        return QtCore.QSize(92, 24)

    def paintEvent(self, _event: QtGui.QPaintEvent) -> None:  # noqa: N802 - Qt's name
        """Paints the dot and the name."""
        painter = QtGui.QPainter(self)
        tokens = self._theme.tokens
        at = QtCore.QPointF(1, self.height() / 2)
        painting.paint_dots(painter, at, (tokens.ink(self._ink).line,), 10)
        words = painting.Words(ColourNames().of(self._ink), self._font, tokens.text)
        painting.paint_line(painter, QtCore.QRectF(self.rect()).adjusted(22, 0, 0, 0), words)
        painter.end()
