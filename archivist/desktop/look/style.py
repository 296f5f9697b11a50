"""From tokens to Qt: the palette every widget draws with, and the few rules a palette cannot say.

No rule here names a font: a style sheet would take a variable font's weight away.
"""

from string import Template

from PySide6 import QtGui

from archivist.desktop.look.tokens import Tokens, colours

_Role = QtGui.QPalette.ColorRole

_ROLES = {
    _Role.Window: "panel",
    _Role.WindowText: "text",
    _Role.Base: "field",
    _Role.AlternateBase: "panel",
    _Role.Text: "text",
    _Role.PlaceholderText: "faint",
    _Role.Button: "panel",
    _Role.ButtonText: "text",
    _Role.BrightText: "danger",
    _Role.Highlight: "selection",
    _Role.HighlightedText: "text",
    _Role.Link: "accent",
    _Role.LinkVisited: "accent",
    _Role.ToolTipBase: "card",
    _Role.ToolTipText: "text",
    _Role.Light: "card",
    _Role.Midlight: "hover",
    _Role.Mid: "line",
    _Role.Dark: "line",
    _Role.Shadow: "line",
    _Role.Accent: "accent",
}

_SHEET = Template("""
QToolTip { background: $card; color: $text; border: 1px solid $line; padding: 5px 8px; }
QMainWindow, QDialog { background: $panel; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

#sidebar, #sidebar QListView { background: $sidebar; border: none; }
#cards, #cards QTableView, #inspector, #inspector QListView, #inspector QTableView {
  background: $panel; border: none;
}
#page, #page QFrame#toolbar { background: $page; border: none; }
#timeline { background: $panel; }
#status { background: $sidebar; }
#rule { background: $line; border: none; }

QLineEdit, QPlainTextEdit, QComboBox, QSpinBox {
  background: $field; color: $text; border: 1px solid $line; border-radius: 6px;
  padding: 5px 9px; selection-background-color: $selection; selection-color: $text;
  placeholder-text-color: $faint;
}
QSpinBox QLineEdit, QSpinBox QLineEdit:focus { border: none; padding: 0; background: transparent; }
QSpinBox::up-button, QSpinBox::down-button { subcontrol-origin: border; width: 1px; border: none; }
QLineEdit:focus, QPlainTextEdit:focus, QComboBox:focus, QSpinBox:focus {
  border: 2px solid $accent; padding: 4px 8px;
}
QPlainTextEdit#plaintext {
  background: $page; border: 1px solid $page; border-radius: 0; padding: 0;
}
QPlainTextEdit#plaintext:focus { border: 1px solid $accent; }
QLineEdit[wrong="true"] { border: 1px solid $danger; }
QComboBox::drop-down { border: none; width: 26px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
  background: $card; color: $text; border: 1px solid $line; padding: 4px;
  selection-background-color: $tint; selection-color: $text;
}

QPushButton {
  background: $card; color: $text; border: 1px solid $line; border-radius: 6px;
  padding: 6px 14px; outline: none;
}
QPushButton:hover { background: $hover; }
QPushButton:focus { border: 2px solid $accent; padding: 5px 13px; }
QPushButton:disabled { color: $faint; background: $panel; }
QPushButton[main="true"] { background: $accent; color: $on_accent; border: 1px solid $accent; }
QPushButton[main="true"]:focus { border: 2px solid $text; padding: 5px 13px; }
QPushButton[main="true"]:disabled { background: $hover; color: $muted; border-color: $line; }
QPushButton[flat="true"] {
  background: transparent; border: 1px solid transparent; color: $accent; padding: 3px 6px;
}
QPushButton[flat="true"]:hover { background: $hover; color: $text; }
QPushButton[flat="true"]:disabled { color: $faint; }
QPushButton[flat="true"]:focus { border: 2px solid $accent; padding: 2px 5px; }
QPushButton[quiet="true"] {
  background: transparent; border: 1px solid transparent; color: $muted; padding: 3px 6px;
}
QPushButton[quiet="true"]:hover { color: $text; background: $hover; }
QPushButton[quiet="true"]:checked { background: $tint; color: $text; }
QPushButton[quiet="true"]:focus { border: 2px solid $accent; padding: 2px 5px; color: $text; }
QPushButton[chip="true"] {
  background: $tint; border: 1px solid transparent; border-radius: 10px; padding: 2px 9px;
}
QPushButton[leading="true"] { text-align: left; }
QPushButton[chip="true"]:hover { background: $hover; }
QPushButton[chip="true"]:focus { border: 1px solid $accent; }
QPushButton::menu-indicator { image: none; width: 0; }
QPushButton[tight="true"] { padding: 2px 3px; }
QPushButton[tight="true"]:focus { padding: 1px 2px; }

QToolButton {
  background: transparent; border: 1px solid transparent; border-radius: 6px; padding: 5px;
}
QToolButton:hover { background: $hover; }
QToolButton:checked { background: $tint; }
QToolButton[tight="true"] { padding: 2px; }
QToolButton::menu-indicator { image: none; }
QToolButton:focus { border: 2px solid $accent; padding: 4px; }
QToolButton[tight="true"]:focus { padding: 1px; }

QListView, QTableView, QTextBrowser { outline: none; }
#cards QTableView, #sidebar QListView, #inspector QListView, #inspector QTableView,
#floating QListView {
  selection-background-color: transparent; background: transparent;
}
QMenu { background: $card; color: $text; border: 1px solid $line; padding: 5px; }
QMenu::item { padding: 6px 26px 6px 12px; border-radius: 5px; }
QMenu::item:selected { background: $tint; }
QMenu::item:disabled { color: $faint; }
QMenu::separator { height: 1px; background: $line; margin: 5px 6px; }
QMenuBar { background: $sidebar; color: $text; }
QMenuBar::item { padding: 4px 10px; background: transparent; }
QMenuBar::item:selected { background: $tint; }

QScrollBar:vertical { background: transparent; width: 10px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 10px; margin: 0; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; min-height: 32px; }
QScrollBar::handle:disabled { background: transparent; }
QScrollBar::handle:hover { background: $faint; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: $line; border: none; border-radius: 3px; }
QProgressBar::chunk { background: $accent; border-radius: 3px; }

QDialog QTableView {
  background: $field; border: 1px solid $line; border-radius: 6px; gridline-color: $line;
  selection-background-color: $tint; selection-color: $text;
}
QDialog QTableView:focus { border: 2px solid $accent; }
QDialog QTableView::item { padding: 3px 6px; }
QHeaderView { background: transparent; }
QHeaderView::section {
  background: $panel; color: $muted; border: none; border-bottom: 1px solid $line; padding: 5px 8px;
}

#floating { background: $card; border: 1px solid $line; border-radius: 10px; }
#notice { background: $text; border-radius: 8px; }
#notice QLabel { color: $page; }
#warning { background: $warning_wash; border-radius: 6px; }
#warning QLabel { color: $warning; }
#sheet { background: $card; border: 1px solid $line; border-radius: 10px; }
#errorline { color: $danger; }
#warningline { color: $warning; }
#muted { color: $muted; }
#accent { color: $accent; }
QScrollArea, QScrollArea > QWidget > QWidget#body { background: transparent; border: none; }
QScrollArea { border: 2px solid transparent; }
QScrollArea:focus { border: 2px solid $accent; }
""")


def palette(tokens: Tokens) -> QtGui.QPalette:
    """The palette of a theme."""
    palette = QtGui.QPalette()
    named = colours(tokens)
    for role, name in _ROLES.items():
        palette.setColor(role, QtGui.QColor(named[name]))
    for role in (_Role.Text, _Role.WindowText, _Role.ButtonText):
        palette.setColor(QtGui.QPalette.ColorGroup.Disabled, role, QtGui.QColor(tokens.faint))
    return palette


def sheet(tokens: Tokens) -> str:
    """The style sheet of a theme."""
    return _SHEET.substitute(colours(tokens))
