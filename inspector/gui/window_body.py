"""Where the parts of the window are: three columns, the tabs under them, and what runs along the edges."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QVBoxLayout, QWidget

from inspector.gui.centre import Centre
from inspector.gui.panels.setup_panel import SetupPanel
from inspector.gui.right_column import RightColumn

WIDTHS = (268, 864, 310)
"""of the setup, the middle and the findings, to begin with"""
BOTTOM_SHARE, BOTTOM_LEAST = 0.24, 130


class WindowBody(QWidget):
    """Lays the parts out; a person moves the lines between them."""

    def __init__(
        self,
        setup: SetupPanel,
        centre: Centre,
        right: RightColumn,
        *,
        above: Sequence[QWidget],
        below: Sequence[QWidget],
    ) -> None:
        super().__init__()
        self.setObjectName("body")
        self._bottom: QWidget | None = None
        self._bottom_height: int | None = None
        """what it is to have when it is opened; None: a share of the window's"""
        setup.setMinimumWidth(210)
        centre.setMinimumWidth(360)
        right.findings.setMinimumWidth(240)
        self.upper = _splitter(Qt.Orientation.Horizontal, "upperSplitter", setup, centre, right)
        self.upper.setSizes(list(WIDTHS))
        self.upper.setStretchFactor(1, 1)
        self.whole = _splitter(Qt.Orientation.Vertical, "wholeSplitter", self.upper)
        self.whole.setStretchFactor(0, 1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        for part in above:
            box.addWidget(part)
        box.addWidget(self.whole, 1)
        for part in below:
            box.addWidget(part)

    def add_bottom(self, bottom: QWidget) -> None:
        """Put the tabs at the foot; hidden, until there is something to show in them."""
        bottom.hide()
        self._bottom = bottom
        self.whole.addWidget(bottom)

    def show_bottom(self) -> None:
        """Open the tabs at the foot, where they are not open."""
        if self._bottom is not None and self._bottom.isHidden():
            self._bottom.show()
            self._share_height()

    def reset(self) -> None:
        """Everything as wide and as high as to begin with."""
        self.columns = list(WIDTHS)
        self.bottom_height = None

    @property
    def columns(self) -> list[int]:
        """How wide the setup, the middle and the findings are."""
        return self.upper.sizes()

    @columns.setter
    def columns(self, widths: list[int]) -> None:
        self.upper.setSizes(widths)

    @property
    def bottom_height(self) -> int | None:
        """How high the tabs at the foot are, or are to be once they are opened; None: as the window likes."""
        return self.whole.sizes()[1] if self._has_bottom_open else self._bottom_height

    @bottom_height.setter
    def bottom_height(self, height: int | None) -> None:
        self._bottom_height = height
        if self._has_bottom_open:
            self._share_height()

    @property
    def _has_bottom_open(self) -> bool:
        return self._bottom is not None and not self._bottom.isHidden()

    def _share_height(self) -> None:
        whole = self.whole.height()
        wanted = round(whole * BOTTOM_SHARE) if self._bottom_height is None else self._bottom_height
        height = max(BOTTOM_LEAST, wanted)
        self.whole.setSizes([whole - height, height])


def _splitter(orientation: Qt.Orientation, name: str, *parts: QWidget) -> QSplitter:
    splitter = QSplitter(orientation)
    splitter.setObjectName(name)
    splitter.setHandleWidth(1)
    splitter.setChildrenCollapsible(False)
    for part in parts:
        splitter.addWidget(part)
    return splitter
