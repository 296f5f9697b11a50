"""What keeps the window from opening, said in a sentence before Qt can abort over it."""

import ctypes
import importlib
import importlib.util
import os
import re
import sys
from collections.abc import Callable, Mapping
from pathlib import Path

APT_LINE = (
    "sudo apt install libglib2.0-0 libgl1 libegl1 libxkbcommon0 libdbus-1-3 libfontconfig1 "
    "libxcb-cursor0 libxcb-icccm4 libxcb-keysyms1 libxcb-shape0 libxkbcommon-x11-0"
)
_LIBRARY = re.compile(r"[\w.+-]+\.so[\w.]*")
_CALLS = 1_000


def obstacle(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> str:
    """The sentence that says why no window can open here, or nothing when one can."""
    return (
        _missing_library(lambda: importlib.import_module("PySide6.QtWidgets"))
        or (_no_screen(environment) if platform.startswith("linux") else "")
        or losing_references()
    )


def losing_references() -> str:
    """A sentence when this PySide6 drops a reference to `None` per call, which ends in an abort."""
    from PySide6 import QtCore

    probe = QtCore.QObject()
    before = sys.getrefcount(None)
    for _ in range(_CALLS):
        probe.setObjectName("probe")
    if sys.getrefcount(None) > before - _CALLS // 2:
        return ""
    return (
        f"PySide6 {QtCore.qVersion()} does not work with this Python and would end the program. "
        'Install another: pip install "PySide6-Essentials>=6.8,<6.12"'
    )


def _missing_library(load: Callable[[], object]) -> str:
    try:
        load()
    except (ImportError, OSError) as absent:
        return _lacking(str(absent))
    return ""


def _lacking(complaint: str) -> str:
    found = _LIBRARY.search(complaint)
    if found is None:
        return f"The window needs PySide6, which does not load: {complaint}"
    return (
        f"The window needs the system library {found[0]}, which is missing. Install it: {APT_LINE}"
    )


def _no_screen(environment: Mapping[str, str]) -> str:
    chosen = environment.get("QT_QPA_PLATFORM", "")
    if chosen and not chosen.startswith("xcb"):
        return ""
    if not chosen and environment.get("WAYLAND_DISPLAY"):
        return ""
    if not environment.get("DISPLAY"):
        return (
            "There is no screen here: neither DISPLAY nor WAYLAND_DISPLAY is set. "
            "Use the command line (archivist --help)."
        )
    return _missing_library(_load_xcb) or _silent_screen(environment["DISPLAY"])


def _load_xcb() -> None:
    package = importlib.util.find_spec("PySide6")
    places = package.submodule_search_locations if package else None
    for place in places or ():
        plugin = Path(place) / "Qt" / "plugins" / "platforms" / "libqxcb.so"
        if plugin.exists():
            ctypes.CDLL(str(plugin))


def _silent_screen(display: str) -> str:
    xcb = ctypes.CDLL("libxcb.so.1")
    xcb.xcb_connect.restype = ctypes.c_void_p
    connection = ctypes.c_void_p(xcb.xcb_connect(display.encode(), None))
    failed = xcb.xcb_connection_has_error(connection)
    xcb.xcb_disconnect(connection)
    if failed:
        return f"The screen {display} does not answer. Use the command line (archivist --help)."
    return ""
