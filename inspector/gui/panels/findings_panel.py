"""What the run did wrong: each cause first, and under it what came of it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.analysis.finding import Finding
from inspector.analysis.groups import Group, group
from inspector.export.finding_markdown import markdown
from inspector.gui.panels.cards import CauseCard, ConsequenceCard, FindingCard
from inspector.gui.panels.cards_panel import CardsPanel
from inspector.gui.panels.findings_view import Verdict, evidence_line, summary, verdict
from inspector.gui.panels.parts import label
from inspector.gui.safe_dialog import SafeDialog

if TYPE_CHECKING:
    from inspector.analysis.run import Run


class FindingsPanel(CardsPanel):
    """The findings of the run that is shown, and what stands over them."""

    lineRequested = Signal(str, int)
    copied = Signal(str)
    rebuilt = Signal()
    """there are other cards now"""
    menuAsked = Signal(object, QPoint)
    """a card, and a place of the screen"""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Findings", "findingsSummary", parent)
        self.setObjectName("findingsPanel")
        self.setAccessibleName("Findings")
        self._shown: tuple[list[Group], Verdict | None] | None = None
        self._engine: object = None
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
        self._clear()
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

    def _add(self, card: FindingCard) -> None:
        card.menuAsked.connect(self.menuAsked)
        card.safeRequested.connect(self._make_safe)
        super()._add(card)

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
