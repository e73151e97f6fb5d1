"""The cards of the findings panel: a cause with its remedy, and its consequences under it."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from inspector.analysis.finding import Finding, Severity
from inspector.analysis.groups import Group
from inspector.gui.panels.parts import label, set_property
from inspector.gui.panels.prose_view import ProseView
from inspector.gui.safe_dialog import SAFE_RULES

TONES = {Severity.ERROR: "problem", Severity.WARNING: "warning", Severity.INFO: "note"}


class FindingCard(QFrame):
    """What the two kinds of card share: a click, or Return, asks to see the evidence."""

    zoomRequested = Signal(object)
    menuAsked = Signal(object, QPoint)
    """the card itself, and a place of the screen"""
    safeRequested = Signal()
    aboutRequested = Signal(str)
    """the rule that the person wants to read about"""

    def __init__(self, finding: Finding, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.finding = finding
        self.setObjectName(name)
        self.setProperty("severity", finding.severity.name.lower())
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{finding.severity.name.lower()}: {finding.title}")
        self.setToolTip("Click, or press Return, to see it in the timeline")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    def links(self) -> QHBoxLayout:
        """The ways out of the card: to the guide, and where a hook never came, to code that does without it."""
        about = _link("aboutFindingButton", "About this finding", "Read in the guide what this means")
        about.clicked.connect(lambda: self.aboutRequested.emit(self.finding.rule))
        links = QHBoxLayout()
        links.setSpacing(14)
        links.addWidget(about)
        if self.finding.rule in SAFE_RULES:
            safe = _link("safeButton", "Make it safe…", "Code to paste: work at the end of an epoch, however it ends")
            safe.clicked.connect(self.safeRequested)
            links.addWidget(safe)
        links.addStretch(1)
        return links

    def mark(self, chosen: bool) -> None:
        """Show whether this is the finding that the timeline shows."""
        set_property(self, "chosen", "true" if chosen else "false")

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() is Qt.MouseButton.LeftButton:
            self.setFocus(Qt.FocusReason.MouseFocusReason)
            self.zoomRequested.emit(self.finding)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        self.setFocus(Qt.FocusReason.PopupFocusReason)
        self.menuAsked.emit(self, event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.zoomRequested.emit(self.finding)
        else:
            event.ignore()


class CauseCard(FindingCard):
    """A cause: what happened, why, what to do, three buttons, and the way to the guide."""

    showLineRequested = Signal(object)
    copyRequested = Signal(object)

    def __init__(self, group: Group, *, has_line: bool, parent: QWidget | None = None) -> None:
        super().__init__(group.cause, "causeCard", parent)
        finding = group.cause
        word = label(f"{finding.severity.glyph}  {finding.severity.name.lower()}", "strong")
        word.setProperty("tone", TONES[finding.severity])
        rule = label(finding.rule, "quiet")
        head = QHBoxLayout()
        head.addWidget(word)
        head.addStretch(1)
        head.addWidget(rule)
        title = label(finding.title, "heading", wrap=True, name="findingTitle")
        if finding.severity is not Severity.INFO:
            title.setProperty("tone", TONES[finding.severity])
        fix_block = QFrame()
        fix_block.setObjectName("fixBlock")
        fix_box = QVBoxLayout(fix_block)
        fix_box.setContentsMargins(8, 6, 8, 6)
        fix_box.setSpacing(2)
        fix_box.addWidget(label("What to do", "quiet"))
        fix_box.addWidget(ProseView(finding.fix, "findingFix"))
        buttons = QHBoxLayout()
        buttons.setSpacing(6)
        if has_line:
            line = _button("showLineButton", "Show line", "Show the line of your file that this is about")
            line.clicked.connect(lambda: self.showLineRequested.emit(finding))
            buttons.addWidget(line)
        zoom = _button("zoomButton", "Zoom", "Show the evidence in the timeline")
        zoom.clicked.connect(lambda: self.zoomRequested.emit(finding))
        copy = _button("copyFindingButton", "Copy", "Copy this finding and its consequences as Markdown")
        copy.clicked.connect(lambda: self.copyRequested.emit(group))
        buttons.addWidget(zoom)
        buttons.addWidget(copy)
        buttons.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(12, 10, 12, 10)
        box.setSpacing(7)
        box.addLayout(head)
        box.addWidget(title)
        box.addWidget(ProseView(finding.explanation, "findingExplanation", "quiet"))
        box.addWidget(fix_block)
        box.addLayout(buttons)
        box.addLayout(self.links())


class ConsequenceCard(FindingCard):
    """What came of a cause: its title, the way to the guide, and the reason in the tooltip."""

    def __init__(self, finding: Finding, parent: QWidget | None = None) -> None:
        super().__init__(finding, "consequence", parent)
        self.setToolTip(f"{finding.explanation}\n\nClick, or press Return, to see it in the timeline")
        box = QVBoxLayout(self)
        box.setContentsMargins(10, 4, 6, 4)
        box.setSpacing(1)
        box.addWidget(label(finding.title, "strong", wrap=True, name="findingTitle"))
        box.addWidget(label(finding.rule, "quiet"))
        box.addLayout(self.links())


def _button(name: str, text: str, tip: str) -> QPushButton:
    button = QPushButton(text)
    button.setObjectName(name)
    button.setToolTip(tip)
    button.setCursor(Qt.CursorShape.ArrowCursor)
    return button


def _link(name: str, text: str, tip: str) -> QPushButton:
    button = _button(name, text, tip)
    button.setProperty("role", "link")
    return button
