"""Which of the file's own calls of fit to carry out, where it has some that loading comes to."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.fit.call_sites import CallSite
from inspector.fit.chosen_call import NO_CALL
from inspector.gui.panels.parts import Choice, label

OF_PARTS = "none: put together from the parts below"


class CallField(QWidget):
    """A choice of calls; hidden where the file has none."""

    chosen = Signal(object)
    """the `CallSite`, or None"""

    def __init__(self) -> None:
        super().__init__()
        self._sites: list[CallSite] = []
        self.choice = Choice("callField")
        self.choice.setAccessibleName("Call of fit")
        self.choice.setToolTip("The file's own call of fit, carried out where it stands, with what is given below")
        self.choice.currentIndexChanged.connect(lambda _: self.chosen.emit(self.site))
        title = label("Call of fit", "quiet")
        title.setBuddy(self.choice)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        box.addWidget(title)
        box.addWidget(self.choice)
        self.hide()

    def offer(self, calls: Sequence[CallSite]) -> None:
        """Offer those that loading comes to, the first chosen."""
        self._sites = [site for site in calls if site.at_load]
        self.choice.blockSignals(True)
        self.choice.clear()
        for number, site in enumerate(self._sites):
            self.choice.addItem(f"line {site.line}: {site.model}.{site.method}", site.line)
            self.choice.setItemData(number, site.words, Qt.ItemDataRole.ToolTipRole)
        if self._sites:
            self.choice.addItem(OF_PARTS, NO_CALL)
        self.choice.blockSignals(False)
        self.setVisible(bool(self._sites))
        self.chosen.emit(self.site)

    def choose(self, line: int | None) -> None:
        """Choose the call in this line, or none of them; nothing changes where there is no such."""
        at = self.choice.findData(line)
        if at >= 0:
            self.choice.setCurrentIndex(at)

    @property
    def site(self) -> CallSite | None:
        """The call that is chosen."""
        return next((site for site in self._sites if site.line == self.choice.currentData()), None)

    @property
    def line(self) -> int | None:
        """As `FitRequest.call`: None where there is nothing to choose."""
        return None if not self._sites else int(self.choice.currentData())
