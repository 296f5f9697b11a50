"""The menu bar: every act of the registry, in its groups."""

from PySide6 import QtWidgets

from archivist.desktop.acts import ActSet


def fill(bar: QtWidgets.QMenuBar, acts: ActSet) -> None:
    """Puts a menu a group into `bar`."""
    menus: dict[str, QtWidgets.QMenu] = {}
    for act in acts.all:
        if act.group not in menus:
            menus[act.group] = bar.addMenu(act.group.replace("&", "&&"))
        menus[act.group].addAction(acts.actions[act.name])
