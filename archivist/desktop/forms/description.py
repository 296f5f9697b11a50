"""The form of an article's description; its text and its original never change."""

from PySide6 import QtWidgets

from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.controls import plain
from archivist.desktop.forms.form import Form


class DescriptionForm(Form):
    """Changes what is said of an article."""

    def __init__(self, archive: Archive, article: Article, parent: QtWidgets.QWidget) -> None:
        """Filled with `article`."""
        super().__init__("", parent, width=540)
        self.setWindowTitle(self.tr("Edit the description"))
        self._archive = archive
        self._article = article
        captions = {
            "title": self.tr("Title"),
            "author": self.tr("Author"),
            "publisher": self.tr("Publisher"),
            "published": self.tr("Published"),
            "url": self.tr("Address"),
            "language": self.tr("Language"),
        }
        self.fields = {name: plain.field(words) for name, words in captions.items()}
        for name, words in captions.items():
            self.fields[name].setText(getattr(article, name))
            self.add(words, self.fields[name])
        self.on_save(self._keep)

    def _keep(self) -> None:
        changed = {
            name: field.text().strip()
            for name, field in self.fields.items()
            if field.text().strip() != getattr(self._article, name)
        }
        if changed:
            self._archive.proposals.describe(self._article.id, **changed)
