"""Find: from what a person types to the matches, one after the other, and to tables that show them alone."""

from __future__ import annotations

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from inspector.gui.actions import Actions
from inspector.gui.bottom_panel import BottomPanel
from inspector.gui.find.find_field import FindField
from inspector.gui.find.search import Search
from inspector.gui.panels.table_panel import GrowingTable
from inspector.gui.run_controller import RunController


class FindCommands(QObject):
    """Knows which match a person is at; what it stands for is selected in the whole window."""

    def __init__(
        self, window: QWidget, commands: Actions, controller: RunController, bottom: BottomPanel, field: FindField
    ) -> None:
        super().__init__(window)
        self.field = field
        self.search = Search(self)
        self._commands = commands
        self._bottom = bottom
        self._at: int | None = None
        """The number of the match that is selected, of all."""
        field.textChanged.connect(self._look)
        field.nextAsked.connect(lambda: self.go(1))
        field.previousAsked.connect(lambda: self.go(-1))
        field.left.connect(self._leave)
        commands.find.triggered.connect(self._enter)
        commands.find_next.triggered.connect(lambda: self.go(1))
        commands.find_previous.triggered.connect(lambda: self.go(-1))
        commands.only_matches.toggled.connect(self._show_only)
        bottom.corner.offer(commands.only_matches)
        self.search.changed.connect(self._found)
        controller.began.connect(self._look_again)
        controller.grown.connect(self.search.resume)
        controller.finished.connect(self._look_again)  # what was under way has other words now
        self._found()

    def go(self, by: int) -> None:
        """Select the next match, or the one before, round and round."""
        total, needle = self.search.total, self.search.needle
        if not total or needle is None:
            return
        self._at = self._nearest() if self._at is None else (self._at + by) % total
        place, row = self._match(self._at)
        tab = self._bottom.searched[place]
        self._bottom.tabs.setCurrentWidget(tab)
        if isinstance(tab, GrowingTable):
            tab.find_row(row)
        else:
            tab.show_line(row, needle.words)
        self._tell()

    def _enter(self) -> None:
        self.field.setFocus()
        self.field.selectAll()

    def _leave(self) -> None:
        self._bottom.tabs.currentWidget().setFocus()

    def _look_again(self, *_: object) -> None:
        self._look(self.field.text())

    def _look(self, words: str) -> None:
        self._at = None
        self.search.look_for(words, self._bottom.searched)

    def _found(self) -> None:
        some = self.search.needle is not None
        for action in (self._commands.find_next, self._commands.find_previous):
            action.setEnabled(self.search.total > 0)
        self._commands.only_matches.setEnabled(some)
        self._bottom.count()
        if not some:
            self._commands.only_matches.setChecked(False)
        elif self._commands.only_matches.isChecked():
            self._show_only(True)
        self._tell()

    def _show_only(self, only: bool) -> None:
        for tab, rows in zip(self._bottom.searched, self.search.found or [[]] * 9, strict=False):
            if isinstance(tab, GrowingTable):
                tab.grow()
                tab.show_only(rows if only else None)
        self._bottom.count()

    def _nearest(self) -> int:
        """The first match in the tab that is in view; the first of all where there is none."""
        before = 0
        for tab, rows in zip(self._bottom.searched, self.search.found, strict=True):
            if rows and tab is self._bottom.tabs.currentWidget():
                return before
            before += len(rows)
        return 0

    def _match(self, number: int) -> tuple[int, int]:
        for place, rows in enumerate(self.search.found):
            if number < len(rows):
                return place, rows[number]
            number -= len(rows)
        raise IndexError(number)

    def _tell(self) -> None:
        search = self.search
        if search.needle is None:
            self.field.show_count("", "")
            return
        many = f"{search.total:,}" + ("…" if search.under_way else "")
        words = many if self._at is None else f"{self._at + 1:,} of {many}"
        named = zip(self._bottom.searched, search.found, strict=False)
        tip = ", ".join(f"{tab.accessibleName()} {len(rows):,}" for tab, rows in named)
        self.field.show_count(words if search.total or search.under_way else "none", tip)
