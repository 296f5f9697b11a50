"""The form that asks in which languages the words on pages are to be seen."""

from PySide6 import QtCore, QtWidgets

from archivist.desktop.controls.check import Check
from archivist.desktop.forms.form import Form
from archivist.errors import Refused
from archivist.intake.paper import tessdata


class RecognisingForm(Form):
    """`chosen` carries the languages, as Tesseract calls them."""

    chosen = QtCore.Signal(tuple)

    def __init__(self, language: str, parent: QtWidgets.QWidget) -> None:
        """Offers the languages that are installed; those of `language`, a code, are checked."""
        super().__init__(self.tr("Recognise the text of the pages"), parent, width=420)
        known = tessdata.here()
        usual = tessdata.languages_for(language, known)
        self.boxes = {name: Check(_called(name)) for name in known}
        column = QtWidgets.QWidget()
        rows = QtWidgets.QVBoxLayout(column)
        rows.setContentsMargins(0, 0, 0, 0)
        for name, box in self.boxes.items():
            box.setChecked(name in usual)
            rows.addWidget(box)
        remark = self.tr(
            "Tesseract looks only at pages without text. What it sees becomes the newer text of "
            "the article: read it against the pages."
        )
        self.add(self.tr("Languages of the pages"), column, remark)
        self.save_button.setText(self.tr("Recognise"))
        self.on_save(self._choose)

    def _choose(self) -> None:
        languages = tuple(name for name, box in self.boxes.items() if box.isChecked())
        if self.boxes and not languages:
            raise Refused(self.tr("Choose at least one language."))
        # Says what is missing where nothing is installed.
        tessdata.folder_of(languages or ("eng",))
        self.chosen.emit(languages)


def _called(language: str) -> str:
    """A language by its name and by that which Tesseract has for it."""
    found = QtCore.QLocale(tessdata.code_of(language)).language()
    if found == QtCore.QLocale.Language.C:
        return language
    return f"{QtCore.QLocale.languageToString(found)} ({language})"
