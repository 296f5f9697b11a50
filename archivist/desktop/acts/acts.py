"""Every act of the window by name: its words, keys and icon; menus and palette are made of it."""

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from PySide6 import QtCore, QtGui, QtWidgets

from archivist.desktop.acts.keyboards import Keyboards
from archivist.desktop.look.theme import Theme
from archivist.desktop.look.tokens import INKS

translate = QtCore.QCoreApplication.translate
_Key = QtGui.QKeySequence.StandardKey


@dataclass(frozen=True, slots=True)
class Act:
    """One thing a person can do.

    `keys` as Qt writes them; the first one is shown. `also` are words for a key that does this
    only where it does nothing else. `twins` are what other keyboards send for the same keys;
    nobody is shown them.
    """

    name: str
    group: str
    words: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    also: str = ""
    twins: tuple[str, ...] = ()


RECENTS = tuple(f"recent-{number}" for number in range(1, 10))
"""The acts that join a passage to the names joined of late, the latest first."""

END_ACTS = (
    *("split", "join", "start-earlier", "start-later", "end-later", "end-earlier"),
    *("start-earlier-letter", "start-later-letter", "end-later-letter", "end-earlier-letter"),
)
"""The acts on the ends of a highlight."""

CORRECTIONS = ("put-away", "put-back", "put-away-site", "put-back-site")
"""The acts that say what of an article is its text."""

REPEATED = frozenset(
    (
        *("next-mark", "previous-mark", "next-article", "previous-article"),
        *(
            "next-hit",
            "previous-hit",
            "next-change",
            "previous-change",
            "undo",
            "redo",
            "zoom-in",
            "zoom-out",
        ),
        *(name for name in END_ACTS if name not in ("split", "join")),
    )
)
"""The acts that are done again and again while their key is held down."""


def acts() -> tuple[Act, ...]:
    """The registry, in the order of menus and of the F1 sheet."""
    return (
        *_archive_acts(),
        *_passage_acts(),
        *_highlight_acts(),
        *_finding_acts(),
        *_article_acts(),
        *_view_acts(),
    )


def _archive_acts() -> Iterator[Act]:
    group = translate("Acts", "Archive")
    yield Act("import-files", group, translate("Acts", "Import files…"), ("Ctrl+I",), "import")
    yield Act(
        "import-folder", group, translate("Acts", "Import a folder…"), ("Ctrl+Shift+I",), "folder"
    )
    yield Act("import-report", group, translate("Acts", "Report of the import"), (), "history")
    yield Act("watched-folder", group, translate("Acts", "Watched folder…"), (), "folder")
    yield Act("rows-as-articles", group, translate("Acts", "Rows as articles…"), (), "outline")
    yield Act(
        "export",
        group,
        translate("Acts", "Export an evidence bundle…"),
        ("Ctrl+Shift+E",),
        "bundle",
    )
    yield Act("verify", group, translate("Acts", "Verify the archive"), (), "shield-check")
    yield Act("sites", group, translate("Acts", "Sites…"), (), "places")
    yield Act("new-actor", group, translate("Acts", "New actor…"), (), "person")
    yield Act("new-event", group, translate("Acts", "New event…"), (), "calendar")
    yield Act("new-tag", group, translate("Acts", "New tag…"), (), "tag")
    yield Act("undo", group, translate("Acts", "Undo"), ("Ctrl+Z",), "undo")
    yield Act("redo", group, translate("Acts", "Redo"), ("Ctrl+Shift+Z", "Ctrl+Y"), "redo")
    yield Act("history", group, translate("Acts", "History…"), ("Ctrl+H",), "history")
    yield Act("lock", group, translate("Acts", "Lock"), ("Ctrl+Alt+L",), "lock")
    yield Act("close", group, translate("Acts", "Close the archive"), ("Ctrl+W",), "folder")
    yield Act("quit", group, translate("Acts", "Quit"), ("Ctrl+Q",), "close")


def _passage_acts() -> Iterator[Act]:
    group = translate("Acts", "Passage")
    for number, ink in enumerate(INKS, 1):
        yield Act(f"ink-{ink}", group, _ink_words(ink), (str(number),), "highlighter")
    yield Act("actor", group, translate("Acts", "Name an actor…"), ("A",), "person")
    yield Act("event", group, translate("Acts", "Name an event…"), ("E",), "calendar")
    yield Act("tag", group, translate("Acts", "Tag…"), ("T",), "tag")
    for number, name in enumerate(RECENTS, 1):
        words = translate("Acts", "Join to recent name {number}").format(number=number)
        yield Act(name, group, words, (f"Ctrl+{number}",), "history")
    yield Act("note", group, translate("Acts", "Write a note…"), ("N",), "note")
    yield Act(
        "cite", group, translate("Acts", "Copy with citation"), ("C", "Ctrl+Shift+C"), "quote"
    )
    selecting = translate("Acts", "Select by every motion, or stop")
    yield Act("select", group, selecting, ("V",), "article")
    yield Act("grow", group, translate("Acts", "Grow the selection"), ("G",), "plus")
    yield Act("shrink", group, translate("Acts", "Shrink the selection"), ("Shift+G",), "minus")


def _highlight_acts() -> Iterator[Act]:
    group = translate("Acts", "Highlight")
    yield Act("next-mark", group, translate("Acts", "Next highlight"), ("J",), "chevron-down")
    yield Act("previous-mark", group, translate("Acts", "Previous highlight"), ("K",), "chevron-up")
    yield Act("withdraw", group, translate("Acts", "Withdraw the highlight"), ("Del",), "trash")
    split = translate("Acts", "Split the highlight at the caret")
    yield Act("split", group, split, ("X",), "split")
    joined = translate("Acts", "Join with the next highlight")
    yield Act("join", group, joined, ("Shift+J",), "join")
    words = {
        "start-earlier": (translate("Acts", "Begin one word earlier"), "["),
        "start-later": (translate("Acts", "Begin one word later"), "{"),
        "end-later": (translate("Acts", "End one word later"), "]"),
        "end-earlier": (translate("Acts", "End one word earlier"), "}"),
    }
    for name, (said, key) in words.items():
        yield Act(name, group, said, (key,), twins=_shifted(key))
    letters = {
        "start-earlier-letter": (translate("Acts", "Begin one character earlier"), "["),
        "start-later-letter": (translate("Acts", "Begin one character later"), "{"),
        "end-later-letter": (translate("Acts", "End one character later"), "]"),
        "end-earlier-letter": (translate("Acts", "End one character earlier"), "}"),
    }
    for name, (said, key) in letters.items():
        twins = tuple(f"Alt+{each}" for each in _shifted(key))
        yield Act(name, group, said, (f"Alt+{key}",), twins=twins)


def _shifted(key: str) -> tuple[str, ...]:
    """What a keyboard may send for a brace beside the brace itself."""
    return {"{": ("Shift+{", "Shift+["), "}": ("Shift+}", "Shift+]")}.get(key, ())


def _finding_acts() -> Iterator[Act]:
    group = translate("Acts", "Article")
    yield Act("search", group, translate("Acts", "Search the archive"), ("Ctrl+L", "/"), "search")
    yield Act("find", group, translate("Acts", "Find in this article"), ("Ctrl+F",), "search")
    yield Act(
        "next-hit",
        group,
        translate("Acts", "Next hit"),
        ("F3",),
        "chevron-down",
        translate("Acts", "N with nothing selected"),
    )
    yield Act(
        "previous-hit",
        group,
        translate("Acts", "Previous hit"),
        ("Shift+F3", "Shift+N"),
        "chevron-up",
    )
    yield Act(
        "outline", group, translate("Acts", "Outline of the article…"), ("Ctrl+Shift+O",), "outline"
    )
    yield Act("paragraph", group, translate("Acts", "Go to paragraph…"), ("Ctrl+G",), "paragraph")
    yield Act("back", group, translate("Acts", "Back"), ("Alt+Left",), "chevron-left")
    yield Act("forward", group, translate("Acts", "Forward"), ("Alt+Right",), "chevron-right")
    yield Act("next-article", group, translate("Acts", "Next article"), ("Ctrl+J",), "chevron-down")
    yield Act(
        "previous-article",
        group,
        translate("Acts", "Previous article"),
        ("Ctrl+Shift+J",),
        "chevron-up",
    )


def _article_acts() -> Iterator[Act]:
    group = translate("Acts", "Article")
    yield Act("review", group, translate("Acts", "Mark as reviewed"), ("R",), "check-circle")
    yield Act(
        "review-next",
        group,
        translate("Acts", "Mark as reviewed and open the next"),
        (".",),
        "check",
    )
    yield Act("star", group, translate("Acts", "Star"), ("S",), "star")
    yield Act("describe", group, translate("Acts", "Edit the description…"), (), "pencil")
    yield Act("fold", group, translate("Acts", "Show folded parts"), ("B",), "fold")
    away = translate("Acts", "This is not part of the article")
    yield Act("put-away", group, away, ("P",), "fold")
    back = translate("Acts", "This is part of the article")
    yield Act("put-back", group, back, ("Shift+P",), "article")
    away = translate("Acts", "Not part of the article, on all of this site")
    yield Act("put-away-site", group, away, ("Alt+P",), "fold")
    back = translate("Acts", "Part of the article, on all of this site")
    yield Act("put-back-site", group, back, ("Alt+Shift+P",), "article")
    yield Act("original", group, translate("Acts", "Original beside the text"), ("O",), "beside")
    yield Act("next-change", group, translate("Acts", "Next change since a former text"), ("D",))
    yield Act(
        "previous-change",
        group,
        translate("Acts", "Previous change since a former text"),
        ("Shift+D",),
    )
    recognise = translate("Acts", "Recognise the text of the pages (OCR)…")
    yield Act("recognise", group, recognise, (), "search")
    yield Act("revise", group, translate("Acts", "Take in a newer capture…"), (), "import")
    yield Act(
        "print-preview", group, translate("Acts", "Print preview…"), ("Ctrl+Shift+P",), "printer"
    )
    yield Act("withdraw-article", group, translate("Acts", "Withdraw this article…"), (), "trash")


def _view_acts() -> Iterator[Act]:
    group = translate("Acts", "View")
    yield Act("palette", group, translate("Acts", "All acts…"), ("Ctrl+K",), "command")
    yield Act(
        "appearance", group, translate("Acts", "How the page looks…"), ("Ctrl+,",), "appearance"
    )
    yield Act("theme", group, translate("Acts", "Light or dark"), ("Ctrl+Shift+L",), "moon")
    yield Act("contrast", group, translate("Acts", "High contrast"), ("Ctrl+Shift+H",), "contrast")
    yield Act("sidebar", group, translate("Acts", "Sidebar"), ("F7",), "panel-left")
    yield Act("list", group, translate("Acts", "List of articles"), ("F6",), "library")
    yield Act("inspector", group, translate("Acts", "Inspector"), ("F8",), "panel-right")
    yield Act("timeline", group, translate("Acts", "Timeline"), ("F9",), "panel-bottom")
    yield Act("to-sidebar", group, translate("Acts", "Go to the sidebar"), ("Alt+1",))
    yield Act("to-list", group, translate("Acts", "Go to the list of articles"), ("Alt+2",))
    yield Act("to-page", group, translate("Acts", "Go to the article"), ("Alt+3",))
    yield Act("to-inspector", group, translate("Acts", "Go to the inspector"), ("Alt+4",))
    yield Act("to-timeline", group, translate("Acts", "Go to the timeline"), ("Alt+5",))
    yield Act("zoom-in", group, translate("Acts", "Zoom in"), ("Ctrl++", "Ctrl+="), "zoom-in")
    yield Act("zoom-out", group, translate("Acts", "Zoom out"), ("Ctrl+-",), "zoom-out")
    yield Act("zoom-reset", group, translate("Acts", "Zoom as it comes"), ("Ctrl+0",), "")
    yield Act("reading", group, translate("Acts", "Only the page"), ("F11",), "article")
    yield Act("keys", group, translate("Acts", "Keys"), ("F1",), "help")


def _ink_words(ink: str, own: str = "") -> str:
    """What highlighting in an ink is called; `own` is the name a person gave the ink."""
    words = {
        "yellow": translate("Acts", "Highlight yellow"),
        "rose": translate("Acts", "Highlight rose"),
        "blue": translate("Acts", "Highlight blue"),
        "green": translate("Acts", "Highlight green"),
        "violet": translate("Acts", "Highlight violet"),
        "orange": translate("Acts", "Highlight orange"),
    }[ink]
    if not own:
        return words
    return translate("Acts", "{act}: {name}").format(act=words, name=own)


class ActSet(QtCore.QObject):
    """The acts of one window as `QAction`s; `done` carries the name of the act asked for."""

    done = QtCore.Signal(str)

    def __init__(self, theme: Theme, window: QtWidgets.QWidget) -> None:
        """The keys work anywhere in `window`."""
        super().__init__(window)
        self._theme = theme
        self.all = acts()
        self.actions = {act.name: self._action(act, window) for act in self.all}
        Keyboards(self.actions.values(), window)
        theme.changed.connect(self._draw)
        theme.named.connect(self._call_inks)
        self._draw()
        self._call_inks()

    def rename(self, words: Mapping[str, str]) -> None:
        """Calls acts by other words from now on, by name: in menus, palette and sheet of keys."""
        self.all = tuple(replace(act, words=words.get(act.name, act.words)) for act in self.all)
        for name, shown in words.items():
            self.actions[name].setText(shown.replace("&", "&&"))

    def allow(self, names: Iterable[str], *, allowed: bool) -> None:
        """Enables or disables acts."""
        for name in names:
            self.actions[name].setEnabled(allowed)

    def menu(self, parent: QtWidgets.QWidget) -> QtWidgets.QMenu:
        """A menu of all acts, a menu a group."""
        whole = QtWidgets.QMenu(parent)
        groups: dict[str, QtWidgets.QMenu] = {}
        for act in self.all:
            if act.group not in groups:
                groups[act.group] = whole.addMenu(act.group.replace("&", "&&"))
            groups[act.group].addAction(self.actions[act.name])
        return whole

    def keys_of(self, name: str) -> str:
        """The first key of an act as a person reads it."""
        return self.actions[name].shortcut().toString(QtGui.QKeySequence.SequenceFormat.NativeText)

    def all_keys_of(self, act: Act) -> tuple[str, ...]:
        """Every key of an act as a person reads them."""
        native = QtGui.QKeySequence.SequenceFormat.NativeText
        keys = (QtGui.QKeySequence(each).toString(native) for each in act.keys)
        return tuple(each for each in (*keys, act.also) if each)

    def _action(self, act: Act, window: QtWidgets.QWidget) -> QtGui.QAction:
        action = QtGui.QAction(act.words.replace("&", "&&"), window)
        action.setData(act.name)
        action.setShortcuts([QtGui.QKeySequence(keys) for keys in (*act.keys, *act.twins)])
        action.setAutoRepeat(act.name in REPEATED)
        context = QtCore.Qt.ShortcutContext
        # What locks must do so from every window of ours.
        everywhere = act.name == "lock"
        action.setShortcutContext(
            context.ApplicationShortcut if everywhere else context.WindowShortcut
        )
        action.triggered.connect(self._tell)
        window.addAction(action)
        return action

    @QtCore.Slot()
    def _tell(self) -> None:
        action = self.sender()
        if isinstance(action, QtGui.QAction):
            self.done.emit(action.data())

    @QtCore.Slot()
    def _call_inks(self) -> None:
        names = self._theme.ink_names
        self.rename({f"ink-{ink}": _ink_words(ink, names.own(ink)) for ink in INKS})

    @QtCore.Slot()
    def _draw(self) -> None:
        for act in self.all:
            if act.icon:
                self.actions[act.name].setIcon(self._theme.icon(act.icon))


Verbs = dict[str, Callable[[], object]]
"""What each act does, by its name."""
