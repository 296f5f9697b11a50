"""Reads the words on the pages of the open article that are pictures."""

from collections.abc import Callable

from PySide6 import QtCore

from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.desk.desk import Desk
from archivist.desktop.forms.recognising import RecognisingForm
from archivist.desktop.jobs.jobs import Jobs, Steps
from archivist.desktop.session.reading import Reading
from archivist.recognition import PageSeen, Recognition


class Recognising(QtCore.QObject):
    """Asks for the languages and begins the job. `said` carries a sentence, `ended` nothing."""

    said = QtCore.Signal(str)
    ended = QtCore.Signal()

    def __init__(self, desk: Desk, jobs: Jobs, reading: Reading) -> None:
        """Works on the open article."""
        super().__init__(desk)
        self._desk = desk
        self._jobs = jobs
        self._reading = reading

    def verbs(self) -> dict[str, Callable[[], object]]:
        """The act of recognising."""
        return {"recognise": self.ask}

    def ask(self) -> None:
        """Asks for the languages of the open article."""
        article = self._reading.article
        if article is None:
            return
        form = RecognisingForm(article.language, self._desk)

        def begin(languages: tuple[str, ...]) -> None:
            self.begin(article, languages)

        form.chosen.connect(begin)
        form.open()

    def begin(self, article: Article, languages: tuple[str, ...]) -> None:
        """Looks at the pages of an article; once stopped, what was read comes in."""

        def work(archive: Archive, steps: Steps) -> Recognition | None:
            told: Recognition | None = None
            for each in archive.recognitions.recognise(
                [article.id], languages, stopped=lambda: steps.stopped
            ):
                if isinstance(each, PageSeen):
                    steps.tell(each.done, each.total)
                else:
                    told = each
            return told

        name = self.tr("Recognising the text of the pages")
        self._jobs.begin(name, work, self._finish, self.said.emit)

    def _finish(self, told: Recognition | None) -> None:
        if told is None:
            self.said.emit(self.tr("Stopped: the article keeps its text."))
            return
        self.ended.emit()
        if told.status != "renewed":
            self.said.emit(told.reason)
            return
        read = self.tr("%n page(s) read", "", told.pages)
        self.said.emit(
            self.tr("{read}: the words are the newer text. Ctrl+Z takes it back.").format(read=read)
        )
