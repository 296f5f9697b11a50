"""The pages of the original go along with the text that is read, and the text with them."""

from PySide6 import QtCore, QtGui

from archivist.archive import Archive
from archivist.articles import Article
from archivist.desktop.desk.desk import Desk
from archivist.desktop.reader.marks import Highlight
from archivist.desktop.reader.paper_view import Shown
from archivist.desktop.session.page_pictures import PagePictures
from archivist.desktop.session.reading import Reading
from archivist.layout import Layout


class Turning(QtCore.QObject):
    """Shows pages beside the text of an article."""

    def __init__(self, archive: Archive, desk: Desk, reading: Reading) -> None:
        """No page is open."""
        super().__init__(desk)
        self.pictures = PagePictures(archive, self)
        self._reader = desk.page.reader
        self._pane = desk.page.pages
        self._reading = reading
        self._layout: Layout | None = None
        self._leading = False
        view = self._pane.view
        view.wanted.connect(self.pictures.ask)
        view.turned.connect(self._turn)
        view.pressed.connect(self._go_to)
        self.pictures.made.connect(self._show)
        self.pictures.failed.connect(view.show_sentence)
        self._reader.selected.connect(self.mark)
        self._reader.cleared.connect(self.mark)
        self._reader.verticalScrollBar().valueChanged.connect(self._go_along)
        reading.marked.connect(self._go_to_mark)
        reading.opened.connect(self.mark)

    @property
    def is_open(self) -> bool:
        """Whether pages are beside the text."""
        return self._layout is not None

    def lay_open(self, article: Article, layout: Layout) -> None:
        """Shows the page that is read now."""
        self._layout = layout
        self.pictures.open(article, len(layout.pages))
        detail = self.tr("{name} · %n page(s)", "", len(layout.pages)).format(name=article.name)
        self._pane.lay_open(layout, detail, offset=self._place())
        self.mark()

    def close(self) -> None:
        """Shows no page, and ends what makes pictures of them."""
        self._pane.hide()
        self.leave()

    def leave(self) -> None:
        """Shows nothing any more of an article that is left."""
        self._layout = None
        self._pane.view.show_layout(Layout(()))
        self.pictures.shut()

    @QtCore.Slot()
    def mark(self) -> None:
        """Draws on the pages what is marked and selected in the text."""
        if self._layout is None:
            return
        current = self._reading.current
        shown = tuple(
            Highlight(each.id, each.start, each.end, each.colour, emphasised=each.id == current)
            for each in self._reading.shown
        )
        self._pane.view.show_marks(Shown(shown, self._reader.selection()))

    @QtCore.Slot()
    def _go_to_mark(self) -> None:
        self.mark()
        mark = self._reading.mark()
        if mark is not None and self._layout is not None:
            self._pane.go_to(mark.start)

    @QtCore.Slot()
    def _go_along(self) -> None:
        if self._layout is not None and not self._leading:
            self._pane.go_to(self._place())

    def _place(self) -> int:
        """The current highlight where it is in view, or else the first line in view."""
        mark = self._reading.mark()
        first, last = self._reader.in_view()
        return mark.start if mark and first <= mark.start < last else self._reader.place()

    @QtCore.Slot(int)
    def _turn(self, page: int) -> None:
        if self._layout is not None:
            self._lead(self._layout.pages[page].start)

    @QtCore.Slot(int)
    def _go_to(self, offset: int) -> None:
        self._reader.put_caret(offset)
        self._leading = True
        self._reader.reveal(offset)
        self._leading = False

    def _lead(self, offset: int) -> None:
        # The text is brought to the page, and does not turn it back.
        self._leading = True
        self._reader.stand_at(offset)
        self._leading = False

    @QtCore.Slot(int, int, QtGui.QImage)
    def _show(self, page: int, _width: int, picture: QtGui.QImage) -> None:
        self._pane.view.show_picture(page, picture)
