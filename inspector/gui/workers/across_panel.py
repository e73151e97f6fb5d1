"""What shows only across the workers: each cause first, and what of the files could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from inspector.analysis.finding import Finding
from inspector.analysis.groups import group
from inspector.analysis.workers import Worker, WorkerFinding, untold
from inspector.export.finding_markdown import markdown
from inspector.gui.panels.cards import CauseCard, ConsequenceCard, FindingCard
from inspector.gui.panels.findings_view import summary
from inspector.gui.panels.parts import Column, label


def said_of(workers: Sequence[Worker], findings: Sequence[WorkerFinding]) -> tuple[str, str, bool] | None:
    """A title, a sentence, and whether it is good news; None where the findings speak for themselves."""
    together = [one for one in workers if one.apart is None]
    if len(together) < 2:
        return "Nothing is said of them together", "No two of these recordings are known to be of one training.", False
    if findings:
        return None
    unknown = [one.name for one in together if not one.run.over]
    if unknown:
        how = f"As far as {', '.join(unknown)} was recorded; what came after that is not known."
        return "No problem found across the workers", how, True
    return "No problem found across the workers", "All of them did the same steps and ended the same epochs.", True


class AcrossPanel(QFrame):
    """Cards in the order to read them; the arrow keys go from one to the next."""

    zoomRequested = Signal(object)
    """a `WorkerFinding`"""
    aboutRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("acrossPanel")
        self.setAccessibleName("Findings across the workers")
        self.cards: list[FindingCard] = []
        self.chosen: WorkerFinding | None = None
        self._summary = label(role="quiet", name="acrossSummary")
        head = QHBoxLayout()
        head.setContentsMargins(16, 12, 16, 6)
        head.addWidget(label("Across the workers", "heading"))
        head.addStretch(1)
        head.addWidget(self._summary)
        self._column = Column(margins=(16, 4, 16, 12), spacing=8)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addLayout(head)
        box.addWidget(self._column)

    def show_findings(
        self, workers: Sequence[Worker], findings: Sequence[WorkerFinding], remarks: Sequence[str]
    ) -> None:
        """Show these; none is chosen yet."""
        self._column.clear()
        self.cards, self.chosen = [], None
        column = self._column.column
        for remark in remarks:
            column.addWidget(label(remark, "error", wrap=True, name="workersRemark"))
        said = said_of(workers, findings)
        if said is not None:
            title, text, good = said
            words = f"✓  {title}" if good else title
            column.addWidget(label(words, "good" if good else "strong", wrap=True, name="acrossVerdict"))
            column.addWidget(label(text, "quiet", wrap=True))
        groups = group(findings)
        self._summary.setText(summary(groups))
        for one in groups:
            cause = CauseCard(one, has_line=False)
            cause.copyRequested.connect(lambda copied: QGuiApplication.clipboard().setText(markdown(copied)))
            self._add(cause, 0)
            for consequence in one.consequences:
                self._add(ConsequenceCard(consequence), 14)
        unsure = untold(workers)
        if unsure is not None:
            column.addWidget(label(unsure, "quiet", wrap=True, name="workersUntold"))
        column.addStretch(1)

    def next_finding(self) -> None:
        """Go to the next one, round and round."""
        if self.cards:
            findings = [card.finding for card in self.cards]
            at = (findings.index(self.chosen) + 1) % len(findings) if self.chosen in findings else 0
            self.cards[at].setFocus(Qt.FocusReason.ShortcutFocusReason)
            self._zoom(self.cards[at].finding)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        by = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
        focused = next((at for at, card in enumerate(self.cards) if card.hasFocus()), None)
        if by is None or focused is None:
            event.ignore()
            return
        card = self.cards[min(max(focused + by, 0), len(self.cards) - 1)]
        card.setFocus(Qt.FocusReason.TabFocusReason)
        self._column.ensureWidgetVisible(card)

    def _add(self, card: FindingCard, indent: int) -> None:
        card.zoomRequested.connect(self._zoom)
        card.aboutRequested.connect(lambda _: self.aboutRequested.emit())
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(indent, 0, 0, 0)
        box.addWidget(card)
        self._column.column.addWidget(row)
        self.cards.append(card)

    def _zoom(self, finding: Finding) -> None:
        assert isinstance(finding, WorkerFinding)
        self.chosen = finding
        for card in self.cards:
            card.mark(card.finding == finding)
        self.zoomRequested.emit(finding)
