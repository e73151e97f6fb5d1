"""What the run did wrong: each cause first, and under it what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector.analysis.finding import Finding
from inspector.analysis.groups import Group, group
from inspector.export.finding_markdown import markdown
from inspector.gui.panels.cards import CauseCard, ConsequenceCard, FindingCard
from inspector.gui.panels.findings_view import Verdict, evidence_line, summary, verdict
from inspector.gui.panels.parts import Column, label
from inspector.gui.safe_dialog import SafeDialog

if TYPE_CHECKING:
    from inspector.analysis.run import Run


class FindingsPanel(QFrame):
    """Cards in the order to read them; the arrow keys go from one to the next."""

    zoomRequested = Signal(object)
    lineRequested = Signal(str, int)
    copied = Signal(str)
    rebuilt = Signal()
    """there are other cards now"""
    menuAsked = Signal(object, QPoint)
    """a card, and a place of the screen"""
    aboutRequested = Signal(str)
    """the rule that the person wants to read about"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("findingsPanel")
        self.setAccessibleName("Findings")
        self.cards: list[FindingCard] = []
        self.chosen: Finding | None = None
        self._shown: tuple[list[Group], Verdict | None] | None = None
        self._engine: object = None
        self._summary = label(role="quiet", name="findingsSummary")
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 6)
        head.addWidget(label("Findings", "heading"))
        head.addStretch(1)
        head.addWidget(self._summary)
        self._column = Column(margins=(16, 4, 16, 12), spacing=8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._column)
        self.show_findings(None, [])

    def show_findings(
        self, run: Run | None, findings: Sequence[Finding], problem: str | None = None, *, judged: bool = True
    ) -> None:
        """Show what is known by now; what has not changed stays as it is, focus included."""
        groups, said = group(findings), verdict(run, findings, problem, judged=judged)
        self._summary.setText(summary(groups, over=run is None or run.over or run.cut))
        if (groups, said) == self._shown:
            return
        self._shown = (groups, said)
        self._engine = None if run is None else run.environment.get("engine")
        focused = self._focused()
        again = self.cards[focused].finding.rule if focused is not None else None
        self._column.clear()
        self.cards = []
        column = self._column.column
        if said is not None:
            column.addWidget(_verdict_block(said))
        for one in groups:
            has_line = run is not None and evidence_line(run, one.cause) is not None
            cause = CauseCard(one, has_line=has_line)
            cause.showLineRequested.connect(lambda finding, run=run: self._show_line(run, finding))
            cause.copyRequested.connect(lambda one, run=run: self._copy(run, one))
            self._add(cause)
            for consequence in one.consequences:
                self._add(ConsequenceCard(consequence))
        column.addStretch(1)
        self.rebuilt.emit()
        for card in self.cards:
            if card.finding.rule == again:
                card.setFocus()
                break
        self._mark()

    def next_finding(self) -> None:
        """Go to the next finding, round and round."""
        self._go(1)

    def previous_finding(self) -> None:
        """Go to the finding before."""
        self._go(-1)

    def _go(self, by: int) -> None:
        if not self.cards:
            return
        findings = [card.finding for card in self.cards]
        before = findings.index(self.chosen) if self.chosen in findings else min(-by, 0)
        at = (before + by) % len(findings)
        self.cards[at].setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._column.ensureWidgetVisible(self.cards[at])
        self.zoom(findings[at])

    def zoom(self, finding: Finding) -> None:
        """Ask for the evidence of a finding."""
        self.chosen = finding
        self._mark()
        self.zoomRequested.emit(finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = self._focused()
        if by is None or focused is None:
            event.ignore()
            return
        at = min(max(focused + by, 0), len(self.cards) - 1)
        self.cards[at].setFocus(Qt.FocusReason.TabFocusReason)
        self._column.ensureWidgetVisible(self.cards[at])

    def _add(self, card: FindingCard) -> None:
        card.zoomRequested.connect(self.zoom)
        card.menuAsked.connect(self.menuAsked)
        card.safeRequested.connect(self._make_safe)
        card.aboutRequested.connect(self.aboutRequested)
        if isinstance(card, CauseCard):
            self._column.column.addWidget(card)
        else:
            row = QWidget()
            indent = QHBoxLayout(row)
            indent.setContentsMargins(14, 0, 0, 0)
            indent.addWidget(card)
            self._column.column.addWidget(row)
        self.cards.append(card)

    def _focused(self) -> int | None:
        return next((at for at, card in enumerate(self.cards) if card.hasFocus()), None)

    def _mark(self) -> None:
        for card in self.cards:
            card.mark(card.finding == self.chosen)

    def _show_line(self, run: Run | None, finding: Finding) -> None:
        place = None if run is None else evidence_line(run, finding)
        if place is not None:
            self.lineRequested.emit(*place)

    def _make_safe(self) -> None:
        SafeDialog(self._engine, self).open()

    def _copy(self, run: Run | None, one: Group) -> None:
        QGuiApplication.clipboard().setText(markdown(one, run))
        self.copied.emit("The finding is on the clipboard, as Markdown.")


def _verdict_block(said: Verdict) -> QWidget:
    block = QWidget()
    block.setObjectName("verdict")
    box = QVBoxLayout(block)
    box.setContentsMargins(0, 6, 0, 6)
    box.setSpacing(4)
    box.addWidget(label(f"✓  {said.title}" if said.good else said.title, "good" if said.good else "strong", wrap=True))
    box.addWidget(label(said.text, "quiet", wrap=True))
    return block
