"""Pictures of the pages of one original at a time, made in a confined child beside the window."""

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6 import QtCore, QtGui

from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.jobs.worker import Worker
from archivist.intake.isolation.paging import Paging

if TYPE_CHECKING:
    from concurrent.futures import Future

_MOST = 64_000_000
"""Bytes of pictures that are kept."""
_IDLE = 60_000
"""Milliseconds after which the child is ended that nobody asks any more."""

Asked = tuple[int, int]


class PagePictures(QtCore.QObject):
    """Makes pictures; `made` carries a page, its width and a picture, `failed` a sentence."""

    made = QtCore.Signal(int, int, QtGui.QImage)
    failed = QtCore.Signal(int, str)

    def __init__(self, archive: Archive, parent: QtCore.QObject) -> None:
        """No child runs before the first picture is asked for."""
        super().__init__(parent)
        self._worker = Worker(archive, self)
        self._article: Article | None = None
        self._paging: _Opening | None = None
        self._kept: OrderedDict[Asked, QtGui.QImage] = OrderedDict()
        self._waiting: dict[Asked, Future[Any]] = {}
        self._pages = 0
        self._idle = QtCore.QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.setInterval(_IDLE)
        self._idle.timeout.connect(self.rest)

    @property
    def resting(self) -> bool:
        """Whether no child runs."""
        return self._paging is None

    @property
    def pages_kept(self) -> set[int]:
        """The pages of which a picture is kept."""
        return {page for page, _ in self._kept}

    @property
    def bytes(self) -> int:
        """How many bytes the pictures take that are kept."""
        return sum(each.sizeInBytes() for each in self._kept.values())

    def open(self, article: Article, pages: int) -> None:
        """From now on the pages are those of this article's original."""
        self.shut()
        self._article = article
        self._pages = pages

    def shut(self) -> None:
        """Keeps nothing, and ends the child."""
        self._article = None
        self._forget_waiting(())
        self._kept.clear()
        self.rest()

    @QtCore.Slot()
    def rest(self) -> None:
        """Ends the child; another is started when a picture is asked for."""
        self._idle.stop()
        paging, self._paging = self._paging, None
        if paging is not None:
            # Behind whatever it does now, which ends soon: it serves one thread at a time.
            paging.leave()
            self._worker.run(paging.close, _nothing)

    def close(self) -> None:
        """Waits for no picture; no child is left."""
        self._forget_waiting(())
        self.rest()
        self._worker.close()

    def ask(self, page: int, width: int) -> None:
        """Makes the picture of a page, so many pixels wide, and then those beside it."""
        if self._article is None:
            return
        beside = [each for each in (page + 1, page - 1) if 0 <= each < self._pages]
        wanted = [(each, width) for each in (page, *beside)]
        self._forget_waiting(wanted)
        self._idle.start()
        for asked in wanted:
            self._want(self._article, asked)

    def _want(self, article: Article, asked: Asked) -> None:
        if asked in self._kept:
            self._kept.move_to_end(asked)
            self.made.emit(*asked, self._kept[asked])
            return
        if asked in self._waiting:
            return
        if self._paging is None:
            self._paging = _Opening(article)
        paging = self._paging

        def make(archive: Archive) -> tuple[Article, Asked, QtGui.QImage]:
            return article, asked, _picture(paging.of(archive), asked)

        self._waiting[asked] = self._worker.ask(make, self._keep, self._failing(article, asked))

    def _keep(self, made: tuple[Article, Asked, QtGui.QImage]) -> None:
        article, asked, picture = made
        self._waiting.pop(asked, None)
        if article is not self._article:
            return
        self._kept[asked] = picture
        while self.bytes > _MOST and len(self._kept) > 1:
            self._kept.popitem(last=False)
        self.made.emit(*asked, picture)

    def _failing(self, article: Article, asked: Asked) -> Callable[[str], None]:
        def fail(sentence: str) -> None:
            self._waiting.pop(asked, None)
            if article is self._article:
                self.failed.emit(asked[0], sentence)

        return fail

    def _forget_waiting(self, wanted: "tuple[Asked, ...] | list[Asked]") -> None:
        for asked in [each for each in self._waiting if each not in wanted]:
            if self._waiting[asked].cancel():
                del self._waiting[asked]


class _Opening:
    """An original that is read when its first page is asked for; used by one thread."""

    def __init__(self, article: Article) -> None:
        self._article = article
        self._paging: Paging | None = None
        self._left = False

    def leave(self) -> None:
        """Wait for no page any more; from any thread."""
        self._left = True

    def of(self, archive: Archive) -> Paging:
        """The pages themselves."""
        if self._paging is None:
            content = archive.articles.original_of(self._article)
            self._paging = Paging(content, self._article.name, stopped=lambda: self._left)
        return self._paging

    def close(self) -> None:
        """End the child."""
        if self._paging is not None:
            self._paging.close()


def _picture(paging: Paging, asked: Asked) -> QtGui.QImage:
    page, width = asked
    made = paging.picture(page, width=width)
    three = made.width * 3
    shown = QtGui.QImage(
        made.rgb, made.width, made.height, three, QtGui.QImage.Format.Format_RGB888
    )
    # Qt does not keep the bytes of a picture that was made of them.
    return shown.copy()


def _nothing(_answer: object) -> None:
    """The child has ended."""
