"""The palette: every act and every place of the archive, found by typing."""

from collections.abc import Iterator

from PySide6 import QtCore, QtWidgets

from archivist.desktop.acts.acts import ActSet
from archivist.desktop.controls.picker import Choice, Picker
from archivist.desktop.look.theme import Theme
from archivist.desktop.shelves.places import KINDS, Overview, fitting
from archivist.folding import fold

_MOST_PLACES = 12


class Palette(Picker):
    """Acts first, then places; `going` carries a `Place`."""

    going = QtCore.Signal(object)

    def __init__(self, theme: Theme, acts: ActSet, parent: QtWidgets.QWidget) -> None:
        """Lists the acts of `acts`."""
        super().__init__(theme, parent, name=self.tr("What do you want to do?"), width=560)
        self._acts = acts
        self._overview = Overview()
        self.chosen.connect(self._do)

    def open(self, overview: Overview) -> None:
        """Opens in the upper middle of the window."""
        self._overview = overview
        self.offer(self._found, placeholder=self.tr("Type an act, an actor, an event or a tag"))
        self.place_on_top(72)
        self.field.setFocus()

    def _found(self, typed: str) -> tuple[Choice, ...]:
        return (*self._found_acts(typed), *self._found_places(typed))

    def _found_acts(self, typed: str) -> Iterator[Choice]:
        wanted = fold(typed).split()
        for act in self._acts.all:
            words = fold(f"{act.words} {act.group}")
            if self._acts.actions[act.name].isEnabled() and all(part in words for part in wanted):
                yield Choice("act", act.name, act.words, act.icon, self._acts.keys_of(act.name))

    def _found_places(self, typed: str) -> Iterator[Choice]:
        if not typed.strip():
            return
        places = (place for kind in KINDS for place in fitting(self._overview.of(kind), typed))
        for place, _ in zip(places, range(_MOST_PLACES), strict=False):
            words = self.tr("Go to {name}").format(name=place.name)
            icon = place.icon or "calendar"
            yield Choice(f"place:{place.kind}", place.key, words, icon, str(place.count or ""))

    @QtCore.Slot(object)
    def _do(self, choice: Choice) -> None:
        self.close_panel()
        if choice.kind == "act":
            QtCore.QTimer.singleShot(0, self._acts.actions[choice.key].trigger)
            return
        kind = choice.kind.removeprefix("place:")
        for place in (each for each in KINDS if each == kind):
            found = (each for each in self._overview.of(place) if each.key == choice.key)
            self.going.emit(next(found))
