"""The look of the widgets: one style sheet and one palette, both from a theme."""

from __future__ import annotations

from dataclasses import asdict
from string import Template

from PySide6.QtGui import QColor, QPalette

from inspector.gui.fonts import CODE, TEXT
from inspector.gui.theme import Theme
from inspector.resources import resource

SHEET = Template(
    """
* { font-family: "$text_font"; font-size: 12px; color: $text; }
QMainWindow, QDialog, QFrame#toolbar, QFrame#setupPanel, QFrame#findingsPanel, QFrame#detailsPanel,
QScrollArea, QWidget#scrolled, QWidget#body, QWidget#guideWindow, QWidget#compareWindow, QFrame#bottomPanel,
QWidget#workersWindow, QFrame#acrossPanel {
    background: $window; border: none;
}
QFrame#centre, QFrame#statusPanel, QFrame#centre QScrollArea, QWidget#centreScrolled {
    background: $canvas; border: none;
}
QFrame#toolbar { border-bottom: 1px solid $line; }
QFrame#statusPanel { border-top: 1px solid $line; }
QProgressBar { background: $line; border: none; border-radius: 2px; }
QProgressBar::chunk { background: $accent; border-radius: 2px; }
QSplitter::handle { background: $line; }
QToolTip { background: $window; color: $text; border: 1px solid $line; padding: 4px 6px; }

QLabel { background: transparent; }
QLabel[role="quiet"] { color: $quiet; }
QLabel[role="heading"] { font-weight: 600; font-size: 13px; }
QLabel[role="title"] { font-weight: 600; font-size: 20px; }
QLabel[role="strong"] { font-weight: 600; }
QLabel[role="error"] { color: $problem; }
QLabel[role="good"] { color: $ended_text; font-weight: 600; }
QLabel[role="figure"] { font-family: "$code_font"; font-size: 11px; }
QLabel[role="code"] { font-family: "$code_font"; font-size: 11px; }
QLabel[tone="problem"] { color: $problem; }
QLabel[tone="warning"] { color: $peek; }
QLabel[tone="note"] { color: $accent; }
QLabel[tone="good"] { color: $ended_text; }
QLabel[tone="idle"] { color: $quiet; }

QToolButton, QPushButton {
    background: $window; border: 1px solid $line; border-radius: 6px; padding: 5px 12px; min-height: 16px;
}
QToolButton:hover, QPushButton:hover { background: $field; }
QToolButton:pressed, QPushButton:pressed { background: $accent_soft; }
QToolButton:checked, QPushButton:checked { background: $accent_soft; font-weight: 600; }
QToolButton:focus, QPushButton:focus { border: 1px solid $accent; }
QToolButton:disabled, QPushButton:disabled { color: $quiet; background: $canvas; }
QToolButton#buttonRun, QPushButton[role="go"] {
    background: $good; color: $good_text; border-color: $good; font-weight: 600;
}
QToolButton#buttonRun:disabled, QPushButton[role="go"]:disabled {
    background: $canvas; color: $quiet; border-color: $line;
}
QToolButton#buttonRun:focus, QPushButton[role="go"]:focus { border: 2px solid $text; padding: 4px 11px; }
QPushButton[role="link"] { border: none; background: transparent; color: $accent; padding: 0; text-align: left; }
QPushButton[role="link"]:hover, QPushButton[role="link"]:focus { text-decoration: underline; }
QPushButton[role="fold"] {
    border: none; border-top: 1px solid $line; border-radius: 0; color: $accent; padding: 4px 16px; text-align: left;
}
QToolButton[segment="first"] { border-top-right-radius: 0; border-bottom-right-radius: 0; }
QToolButton[segment="last"] { border-top-left-radius: 0; border-bottom-left-radius: 0; border-left: none; }
QToolButton[segment="last"]:focus { border-left: 1px solid $accent; }
QToolButton[role="slim"] { padding: 1px 10px; }
QToolButton[role="browse"] { padding: 4px 0; }
QToolButton[role="browse"]::menu-indicator { image: none; }
QToolButton[role="quiet"] { border: none; background: transparent; color: $quiet; padding: 2px 6px; }
QToolButton[role="quiet"]:focus { border: 1px solid $accent; }
QToolButton[role="quiet"]:hover { color: $text; }

QLineEdit, QComboBox {
    background: $field; border: 1px solid $line; border-radius: 6px; padding: 4px 8px; min-height: 16px;
    selection-background-color: $accent; selection-color: $window;
}
QLineEdit:focus, QComboBox:focus { border: 1px solid $accent; }
QLineEdit[wrong="true"], QComboBox[wrong="true"] { border: 1px solid $problem; }
QLineEdit:disabled, QComboBox:disabled { color: $quiet; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: none; }
QComboBox QAbstractItemView {
    background: $window; border: 1px solid $line; outline: none; padding: 3px;
    selection-background-color: $accent_soft; selection-color: $text;
}

QCheckBox { spacing: 7px; padding: 3px 1px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus { border-color: $accent; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid $line; border-radius: 4px; background: $field; }
QCheckBox::indicator:hover { border-color: $accent; }
QCheckBox::indicator:checked { border-color: $accent; background: $accent; image: url("$check"); }

QFrame#card, QFrame#sampleCard { background: $window; border: 1px solid $line; border-radius: 8px; }
QFrame#sampleCard:hover { border-color: $accent; }
QFrame#sampleCard:focus { border: 2px solid $accent; }
QFrame#causeCard { background: $window; border: 1px solid $line; border-left: 4px solid $line; border-radius: 6px; }
QFrame#causeCard[severity="error"] { border-left-color: $problem; }
QFrame#causeCard[severity="warning"] { border-left-color: $peek; }
QFrame#causeCard[severity="info"] { border-left-color: $accent; }
QFrame#causeCard[chosen="true"] { background: $accent_soft; }
QFrame#causeCard:focus { border-color: $accent; }
QFrame#causeCard[severity="error"]:focus { border-color: $problem; }
QFrame#consequence { background: transparent; border: 1px solid transparent; border-left: 2px solid $problem; }
QFrame#consequence:focus { border-top-color: $accent; border-right-color: $accent; border-bottom-color: $accent; }
QFrame#consequence[severity="warning"] { border-left-color: $peek; }
QFrame#consequence[severity="info"] { border-left-color: $accent; }
QFrame#consequence[chosen="true"] { background: $accent_soft; }
QFrame#fixBlock { background: $field; border: none; border-radius: 4px; }
QFrame#dropTarget { border: 1px dashed $quiet; border-radius: 10px; background: $window; }
QFrame#dropTarget[over="true"] { border: 2px dashed $accent; background: $accent_soft; }

QFrame#messageStrip { background: $problem_soft; border: none; border-bottom: 1px solid $line; }
QFrame#messageStrip[tone="note"] { background: $accent_soft; }

QTabBar { background: $window; }
QTabBar::tab {
    background: transparent; border: none; border-bottom: 2px solid transparent; color: $quiet;
    padding: 7px 2px 5px 2px; margin: 0 12px 0 12px;
}
QTabBar::tab:selected { color: $text; font-weight: 600; border-bottom: 2px solid $accent; }
QTabBar::tab:hover { color: $text; }
QTabBar::tab:focus { border-bottom: 2px solid $text; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }

QTableView {
    background: $window; alternate-background-color: $canvas; border: none; outline: none; gridline-color: $line;
    selection-background-color: $accent_soft; selection-color: $text;
}
QListView#differenceList { background: $window; border: none; border-left: 1px solid $line; outline: none; }
QListView#differenceList:focus { border-left: 1px solid $accent; }
QListView#compareChoices {
    background: $window; border: 1px solid $line; border-radius: 6px; outline: none; padding: 4px;
    selection-background-color: $accent_soft; selection-color: $text;
}
QListView#compareChoices:focus { border-color: $accent; }
QListView#compareChoices::item { padding: 5px 10px; border-radius: 4px; }
QListView#compareChoices::item:selected { background: $accent_soft; color: $text; }
QListView#compareChoices::item:disabled { color: $quiet; padding: 7px 2px 3px 4px; }
QTreeView {
    background: $window; border: none; outline: none; selection-background-color: $accent_soft; selection-color: $text;
}
QTreeView::item { padding: 4px 6px; border: none; }
QTreeView::item:selected { background: $accent_soft; color: $text; }
QTreeView::item:disabled { color: $quiet; }
QTableView::item { padding: 0 8px; border: none; }
QTableView::item:selected { background: $accent_soft; color: $text; }
QFrame#focusRing { background: transparent; border: 2px solid $accent; border-radius: 4px; }
QTableView:focus { border: 1px solid $accent; }
QHeaderView { background: $window; border: none; }
QHeaderView::section {
    background: $window; color: $quiet; border: none; border-bottom: 1px solid $line; padding: 4px 11px;
}
QPlainTextEdit {
    background: $window; border: none; font-family: "$code_font"; selection-background-color: $accent_soft;
    selection-color: $text;
}
QTextEdit { background: transparent; border: none; selection-background-color: $accent; selection-color: $window; }
QTextBrowser#guidePage { background: $canvas; selection-background-color: $accent_soft; selection-color: $text; }
QTextEdit[role="quiet"] { color: $quiet; }
QPlainTextEdit:focus { border: 1px solid $accent; }

QAbstractScrollArea::corner { background: transparent; border: none; }
QScrollBar { background: transparent; border: none; margin: 0; }
QScrollBar:vertical { width: 10px; }
QScrollBar:horizontal { height: 10px; }
QScrollBar::handle { background: $line; border-radius: 3px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 28px; }
QScrollBar::handle:horizontal { min-width: 28px; }
QScrollBar::handle:hover { background: $quiet; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QMenuBar { background: $window; border-bottom: 1px solid $line; padding: 2px 6px; }
QMenuBar::item { background: transparent; padding: 4px 9px; border-radius: 4px; }
QMenuBar::item:selected { background: $accent_soft; }
QMenu { background: $window; border: 1px solid $line; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $accent_soft; }
QMenu::item:disabled { color: $quiet; }
QMenu::separator { height: 1px; background: $line; margin: 4px 6px; }
"""
)


def style_sheet(theme: Theme) -> str:
    """The style sheet of the window."""
    return SHEET.substitute(
        asdict(theme), text_font=TEXT, code_font=CODE, check=resource("icon", "check.svg").as_posix()
    )


def palette(theme: Theme) -> QPalette:
    """The palette for what a style sheet does not reach: placeholders, links, what paints itself."""
    made = QPalette()
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.Base: theme.window,
        QPalette.ColorRole.AlternateBase: theme.canvas,
        QPalette.ColorRole.Button: theme.window,
        QPalette.ColorRole.Text: theme.text,
        QPalette.ColorRole.WindowText: theme.text,
        QPalette.ColorRole.ButtonText: theme.text,
        QPalette.ColorRole.ToolTipBase: theme.window,
        QPalette.ColorRole.ToolTipText: theme.text,
        QPalette.ColorRole.PlaceholderText: theme.quiet,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.window,
        QPalette.ColorRole.Link: theme.accent,
    }
    for role, colour in roles.items():
        made.setColor(role, QColor(colour))
    return made
