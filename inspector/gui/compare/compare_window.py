"""Two runs in a window of their own: A over B, what differs beside them, and what else is to say of both under them."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.analysis.compare import Comparison, compare
from inspector.gui.companion_window import CompanionWindow
from inspector.gui.compare.beside import Beside
from inspector.gui.compare.difference_list import DifferenceList
from inspector.gui.compare.facts import facts
from inspector.gui.compare.facts_table import FactsTable
from inspector.gui.compare.step_canvas import StepCanvas
from inspector.gui.compare.verdict_words import verdict_words
from inspector.gui.focus_ring import FocusRing
from inspector.gui.panels.key_button import key_button
from inspector.gui.panels.parts import label
from inspector.gui.theme import Theme

LIST_WIDTH, LEAST_LIST_WIDTH = 360, 240


class CompareWindow(CompanionWindow):
    """Shows one comparison at a time."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__("compare", 1240, parent)
        self.comparison: Comparison | None = None
        self._theme = theme
        self._untold = label(role="quiet", wrap=True, name="compareUntold")
        self.canvas = StepCanvas(theme)
        FocusRing(self.canvas)
        self.differences = DifferenceList(theme)
        self.facts = FactsTable()
        self._lay_out()
        self.canvas.picked.connect(self._choose)
        self.differences.picked.connect(self.canvas.choose)

    def _lay_out(self) -> None:
        following = key_button("compareNext", "Next difference", "Go to the next difference", "N")
        fit = key_button("compareFit", "Fit view", "Show both runs from the first step to the last", "F")
        swap = key_button("compareSwap", "Swap A and B", "Put the lower run over the upper one", "X")
        following.clicked.connect(self.next_difference)
        fit.clicked.connect(self.canvas.fit_view)
        swap.clicked.connect(self._swap)
        column = QVBoxLayout()
        column.setContentsMargins(0, 6, 0, 0)
        column.setSpacing(6)
        column.addWidget(self.canvas)
        column.addWidget(self.facts, 1)
        self._untold.setContentsMargins(16, 4, 16, 8)
        column.addWidget(self._untold)
        head = self._head((following, fit, swap), "Close the comparison")
        self._furnish(head, column, self.differences, LIST_WIDTH, LEAST_LIST_WIDTH)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show this one; nothing is chosen yet."""
        self.comparison = comparison
        a, b = comparison.a.name, comparison.b.name
        self.setWindowTitle(f"{a} {'and' if comparison.agree else '≠'} {b} — Fit Inspector")
        agree = comparison.agree
        self._say(f"{'✓' if agree else '≠'}  {verdict_words(comparison)}", "good" if agree else "warning")
        self._untold.setText("Not compared: " + "; ".join(comparison.untold) + "." if comparison.untold else "")
        self._untold.setVisible(bool(comparison.untold))
        self.canvas.show_runs(Beside(comparison))
        self.differences.show_differences(comparison.listed)
        self.facts.show_facts(facts(comparison), self._theme)

    def next_difference(self) -> None:
        """Go to the next one, round and round."""
        if self.comparison is not None and self.comparison.listed:
            current = self.differences.currentIndex()
            self._choose((current.row() + 1) % len(self.comparison.listed) if current.isValid() else 0)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self.canvas.set_theme(theme)
        self.differences.set_theme(theme)
        if self.comparison is not None:
            self.facts.show_facts(facts(self.comparison), theme)

    def _choose(self, number: int) -> None:
        self.differences.show_chosen(number)
        self.canvas.choose(number)

    def _swap(self) -> None:
        if self.comparison is not None:
            self.show_comparison(compare(self.comparison.b, self.comparison.a))
