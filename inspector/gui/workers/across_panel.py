"""What shows only across the workers: each cause first, and what of the files could not be read."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget

from inspector.analysis.groups import group
from inspector.analysis.workers import Worker, WorkerFinding, untold
from inspector.export.finding_markdown import markdown
from inspector.gui.panels.cards import CauseCard, ConsequenceCard
from inspector.gui.panels.cards_panel import CardsPanel
from inspector.gui.panels.findings_view import summary
from inspector.gui.panels.parts import label


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


class AcrossPanel(CardsPanel):
    """The findings across the workers, each a `WorkerFinding`, and what stands around them."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__("Across the workers", "acrossSummary", parent)
        self.setObjectName("acrossPanel")
        self.setAccessibleName("Findings across the workers")

    def show_findings(
        self, workers: Sequence[Worker], findings: Sequence[WorkerFinding], remarks: Sequence[str]
    ) -> None:
        """Show these; none is chosen yet."""
        self._clear()
        self.chosen = None
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
            self._add(cause)
            for consequence in one.consequences:
                self._add(ConsequenceCard(consequence))
        unsure = untold(workers)
        if unsure is not None:
            column.addWidget(label(unsure, "quiet", wrap=True, name="workersUntold"))
        column.addStretch(1)
