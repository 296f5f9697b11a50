"""The foot of the window: is the archive locked away, are its originals whole, what is at work."""

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls import plain
from archivist.desktop.look import fonts, painting
from archivist.desktop.look.theme import Theme

_FOLDER = 230


class StatusLine(QtWidgets.QWidget):
    """Says how things stand.

    `verifying` asks for a check of the archive, `stopping` for the job
    at work to end, `reporting` for the report of the last import, `watching` for the
    watched folder.
    """

    verifying = QtCore.Signal()
    stopping = QtCore.Signal()
    reporting = QtCore.Signal()
    watching = QtCore.Signal()

    def __init__(self, theme: Theme, parent: QtWidgets.QWidget | None = None) -> None:
        """Says nothing yet."""
        super().__init__(parent)
        self.setObjectName("status")
        self.setAttribute(QtCore.Qt.WidgetAttribute.WA_StyledBackground)
        self.setFixedHeight(28)
        self._theme = theme
        self._icons: list[tuple[QtWidgets.QLabel, str]] = []
        self.lock = self._words()
        self.network = self._words()
        self.originals = self._button("")
        self.summary = self._button("")
        self.watched = self._button("")
        self.saved = self._words()
        self.job = self._words()
        self.bar = QtWidgets.QProgressBar()
        self.cancel = self._button(self.tr("Cancel"))
        self._lay_out()
        self.originals.clicked.connect(self.verifying)
        self.summary.clicked.connect(self.reporting)
        self.watched.clicked.connect(self.watching)
        self.cancel.clicked.connect(self.stopping)
        self.stopping.connect(self._say_stopping)
        theme.changed.connect(self._draw)
        self.show_originals(self.tr("Verify the archive"))
        self.end_job()
        self.summary.hide()
        self.watched.hide()

    def show_lock(self, *, encrypted: bool, read_only: bool) -> None:
        """Says whether a passphrase guards the archive."""
        words = (
            self.tr("Encrypted archive") if encrypted else self.tr("Open archive: not encrypted")
        )
        if read_only:
            words = self.tr("{state}, read-only").format(state=words)
        self.lock.setText(words)
        self._icons[0] = (self._icons[0][0], "lock" if encrypted else "lock-open")
        self._draw()

    def show_network(self, *, denied: bool) -> None:
        """Says whether the system itself keeps the program off the network."""
        self.network.setText(
            self.tr("Offline: no network access")
            if denied
            else self.tr("Offline by design; not enforced by this system")
        )

    def show_originals(self, words: str) -> None:
        """Says what the last check found."""
        self.originals.setText(words)
        self.originals.setAccessibleName(words)

    def show_saved(self, at: str) -> None:
        """Says when the last act was saved."""
        self.saved.setText(self.tr("Saved {time}").format(time=at) if at else "")

    def begin_job(self, name: str) -> None:
        """Shows a job at work."""
        self.job.setText(name)
        self.cancel.setText(self.tr("Cancel"))
        self.cancel.setEnabled(True)
        self.bar.setRange(0, 0)
        self._show_job(shown=True)

    def advance_job(self, name: str, done: int, total: int, pace: str = "") -> None:
        """Shows how far the job is, and in words how fast it goes."""
        count = f"{done:,} / {total:,}" if total else f"{done:,}"
        self.job.setText(" · ".join(part for part in (f"{name} {count}", pace) if part))
        self.bar.setRange(0, total)
        self.bar.setValue(done)

    def end_job(self) -> None:
        """No job is at work."""
        self._show_job(shown=False)

    def show_summary(self, words: str) -> None:
        """A line about the last import that opens its report."""
        self.summary.setText(words)
        self.summary.setAccessibleName(words)
        self.summary.setVisible(bool(words))

    def show_watched(self, folder: str, trouble: str) -> None:
        """Says which folder is watched, if one is, and in a tooltip why it cannot be seen."""
        words = self.tr("Watching {folder}")
        if trouble:
            words = self.tr("Watched folder not seen: {folder}")
        words = painting.elided(words.format(folder=folder), self.watched.font(), _FOLDER)
        self.watched.setText(words.replace("&", "&&"))
        self.watched.setAccessibleName(trouble or words)
        plain.hint(self.watched, trouble)
        self.watched.setVisible(bool(folder))

    def _show_job(self, *, shown: bool) -> None:
        for part in (self.job, self.bar, self.cancel):
            part.setVisible(shown)

    def _lay_out(self) -> None:
        row = QtWidgets.QHBoxLayout(self)
        row.setContentsMargins(14, 0, 8, 0)
        row.setSpacing(10)
        parts = ((self.lock, "lock"), (self.originals, "shield-check"), (self.network, "offline"))
        for part, icon in parts:
            picture = plain.label()
            self._icons.append((picture, icon))
            row.addWidget(picture)
            row.addWidget(part)
            row.addSpacing(8)
        row.addWidget(self.summary)
        row.addWidget(self.watched)
        row.addStretch(1)
        self.bar.setFixedSize(120, 6)
        self.bar.setTextVisible(False)
        self.bar.setAccessibleName(self.tr("Progress"))
        for shown in (self.job, self.bar, self.cancel, self.saved):
            row.addWidget(shown)
        self._draw()

    def _words(self) -> QtWidgets.QLabel:
        return plain.label(font=fonts.interface(12.5), look="muted")

    def _button(self, words: str) -> QtWidgets.QPushButton:
        button = QtWidgets.QPushButton(words)
        button.setProperty("quiet", True)
        button.setProperty("tight", True)
        button.setFont(fonts.interface(12.5))
        button.setFixedHeight(24)
        button.setCursor(QtCore.Qt.CursorShape.PointingHandCursor)
        return button

    @QtCore.Slot()
    def _say_stopping(self) -> None:
        # A file that is being read is not left half way.
        self.cancel.setText(self.tr("Stopping…"))
        self.cancel.setEnabled(False)

    @QtCore.Slot()
    def _draw(self) -> None:
        for label, icon in self._icons:
            ratio = self.devicePixelRatioF()
            label.setPixmap(self._theme.icons.pixmap(icon, self._theme.tokens.muted, 15, ratio))
