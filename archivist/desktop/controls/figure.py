"""A whole number within limits: written, or stepped with the arrows or two buttons."""

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts
from archivist.desktop.look.theme import Theme


class Figure(QtWidgets.QWidget):
    """A number with its unit. `changed` carries it when a person changed it."""

    changed = QtCore.Signal(int)

    def __init__(
        self, theme: Theme, name: str, unit: str, limits: tuple[int, int], *, step: int
    ) -> None:
        """`name` is what a screen reader calls it; `limits` are the least and the most."""
        super().__init__()
        self.box = QtWidgets.QSpinBox()
        self.box.setButtonSymbols(QtWidgets.QSpinBox.ButtonSymbols.NoButtons)
        self.box.setRange(*limits)
        self.box.setSingleStep(step)
        self.box.setSuffix(f"\u00a0{unit}")
        self.box.setFont(fonts.interface(13.5))
        self.box.setAccessibleName(name)
        self.box.setKeyboardTracking(False)
        self.box.setAlignment(QtCore.Qt.AlignmentFlag.AlignHCenter)
        less = self._button(theme, "minus", self.tr("{name}: less").format(name=name))
        more = self._button(theme, "plus", self.tr("{name}: more").format(name=name))
        less.clicked.connect(self.box.stepDown)
        more.clicked.connect(self.box.stepUp)
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(2)
        row.addWidget(less)
        row.addWidget(self.box, 1)
        row.addWidget(more)
        self.setFocusProxy(self.box)
        self.box.valueChanged.connect(self.changed)

    @property
    def value(self) -> int:
        """The number."""
        return self.box.value()

    def show_value(self, value: int) -> None:
        """Shows a number without saying so."""
        blocker = QtCore.QSignalBlocker(self.box)
        self.box.setValue(value)
        blocker.unblock()

    def _button(self, theme: Theme, icon: str, words: str) -> plain.IconButton:
        button = plain.IconButton(theme, icon, words, size=16)
        # The arrows do on the number what these do for the mouse.
        button.setFocusPolicy(QtCore.Qt.FocusPolicy.NoFocus)
        button.setAutoRepeat(True)
        return button
