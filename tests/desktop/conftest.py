"""A screen's worth of Qt for the tests of the window: our letters, and clicks that stay single."""

import pytest
from PySide6.QtWidgets import QApplication

from archivist.desktop import fonts


@pytest.fixture(scope="session", autouse=True)
def _letters(qapp: QApplication) -> None:
    # With our own fonts a line breaks at the same word on every machine.
    fonts.load()
    # Two presses of one test must not add up to a double click.
    qapp.setDoubleClickInterval(1)
