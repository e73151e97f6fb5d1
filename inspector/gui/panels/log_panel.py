"""What was printed, warned and raised, in order."""

from __future__ import annotations

import os
from bisect import bisect_left
from collections.abc import Sequence

from PySide6.QtGui import QColor, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from inspector.analysis.model import LogLine
from inspector.analysis.run import Run
from inspector.gui.find.needle import Needle
from inspector.gui.fonts import code_font
from inspector.gui.panels.log_levels import EVERYTHING
from inspector.gui.panels.words import moment
from inspector.gui.theme import Theme

LINES_KEPT = 20_000
LEVEL_WIDTH = 9
TIME_WIDTH = 10


class LogPanel(QPlainTextEdit):
    """Monospaced lines, coloured by their level, which stands beside each as a word too."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("logPanel")
        self.setAccessibleName("Log")
        self.setToolTip("What was printed, warned and raised; select and copy with the keyboard or the mouse")
        self.setReadOnly(True)
        self.setFont(code_font())
        self.setMaximumBlockCount(LINES_KEPT)
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.document().setDocumentMargin(12)
        self._theme = theme
        self._run: Run | None = None
        self._read = 0
        self._levels = EVERYTHING

    def show_run(self, run: Run | None) -> None:
        """Begin another run's log."""
        self._run, self._read = run, 0
        self.clear()
        self.grow()

    def show_levels(self, levels: frozenset[str]) -> None:
        """Show the lines of these levels alone."""
        if levels != self._levels:
            self._levels = levels
            self.show_run(self._run)

    def length(self) -> int:
        """How many lines were logged, shown or not."""
        return 0 if self._run is None else len(self._run.log)

    def matching(self, needle: Needle, start: int, stop: int) -> Sequence[int]:
        """The numbers of the lines that are shown and say `needle`; a line is of no number."""
        lines = [] if self._run is None else self._run.log[start:stop]
        return [
            number
            for number, line in enumerate(lines, start)
            if line.level in self._levels and needle.is_in(f"{line.level} {line.text} {line.origin}")
        ]

    def show_line(self, number: int, needle: str = "") -> None:
        """Scroll to a line, and select `needle` in it."""
        self.grow()
        at = bisect_left(range(self.blockCount()), number, key=self._number_of)
        block = self.document().findBlockByNumber(at)
        if not block.isValid() or block.userState() != number:
            return
        cursor = QTextCursor(block)
        found = self.document().find(needle, cursor) if needle else QTextCursor()
        inside = not found.isNull() and found.block().userState() == number
        self.setTextCursor(found if inside else cursor)
        self.centerCursor()

    def _number_of(self, block: int) -> int:
        return self.document().findBlockByNumber(block).userState()

    def set_theme(self, theme: Theme) -> None:
        """Colour the lines anew."""
        self._theme = theme
        self.show_run(self._run)

    def grow(self) -> None:
        """Append the lines that came since."""
        if self._run is None:
            return
        first = max(self._read, len(self._run.log) - LINES_KEPT)
        new = [(at, line) for at, line in enumerate(self._run.log[first:], first) if line.level in self._levels]
        self._read = len(self._run.log)
        if not new:
            return
        bar = self.verticalScrollBar()
        at_end = bar.value() >= bar.maximum() - 2
        cursor = QTextCursor(self.document())
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.beginEditBlock()
        for number, line in new:
            self._append(cursor, self._run, number, line)
        cursor.endEditBlock()
        if at_end:
            bar.setValue(bar.maximum())

    def _append(self, cursor: QTextCursor, run: Run, of: int, line: LogLine) -> None:
        quiet, said = QTextCharFormat(), QTextCharFormat()
        quiet.setForeground(QColor(self._theme.quiet))
        colours = {"error": self._theme.problem, "warning": self._theme.peek, "inspector": self._theme.quiet}
        said.setForeground(QColor(colours.get(line.level, self._theme.text)))
        for number, text in enumerate(line.text.rstrip("\n").split("\n")):
            if self.document().characterCount() > 1:
                cursor.insertBlock()
            cursor.block().setUserState(of)
            head = f"{moment(run, line.t_ns):>{TIME_WIDTH}}  {line.level:<{LEVEL_WIDTH}}  "
            cursor.insertText(head if number == 0 else " " * len(head), quiet)
            cursor.insertText(text, said)
        if line.level == "warning":
            category, _, place = line.origin.partition(" · ")
            cursor.insertText(f"   {category} · {place.replace(os.sep, '/').rsplit('/', 1)[-1]}", quiet)
