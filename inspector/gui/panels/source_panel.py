"""The person's file, read-only: line numbers at the left, and at the right what the run did at each line."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QTextBlock,
    QTextCursor,
    QTextFormat,
)
from PySide6.QtWidgets import QPlainTextEdit, QTextEdit, QWidget

from inspector.analysis.run import Run
from inspector.gui.background import Background
from inspector.gui.fonts import code_font, text_font
from inspector.gui.panels.annotations import Note, annotate
from inspector.gui.panels.call_counts import CallCounts
from inspector.gui.panels.highlighter import PythonHighlighter
from inspector.gui.panels.sites import Site, sites
from inspector.gui.theme import Theme

BYTES_SHOWN = 2_000_000
NUMBERS_PAD = 16
NOTE_GAP = 36
NOTE_FROM = 0.5
"""Notes stand in a column of their own from here on, as a share of the width; a longer line pushes its note on."""


class SourcePanel(QPlainTextEdit):
    """Reads the file off this thread, as it may be large or on a slow disk."""

    read = Signal(object)
    """the `Path` that is shown now"""
    picked = Signal(int)
    """the person chose this line, which has a note"""

    def __init__(self, background: Background, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("sourcePanel")
        self.setAccessibleName("Source")
        self.setToolTip(
            "Your file, with what the run did at each line. Click a line with a note, or press Return on it, to select "
            "what it made: again for the next one"
        )
        self.setReadOnly(True)
        self.setFont(code_font())
        self.setLineWrapMode(QPlainTextEdit.LineWrapMode.NoWrap)
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.document().setDocumentMargin(0)  # or a marked line would break off beside its number
        self.path: Path | None = None
        self.notes: dict[int, Note] = {}
        self._background = background
        self._theme = theme
        self._run: Run | None = None
        self._counts: CallCounts | None = None
        self.sites: list[Site] = []
        """the places that a run may come to"""
        self._asked: tuple[Path, int | None] | None = None
        self._line: int | None = None
        self._numbers = _LineNumbers(self)
        self._highlighter = PythonHighlighter(self.document(), theme)
        self.blockCountChanged.connect(self._make_room)
        self.updateRequest.connect(self._scrolled)
        self._make_room()

    # -- what is shown --------------------------------------------------------------------------------------------

    def show_file(self, path: Path, line: int | None = None) -> None:
        """Read and show a file, and scroll to a line of it."""
        self._asked = (path, line)
        self._background.run(
            lambda: _read(path),
            lambda text: self._show(path, text),
            lambda problem: self._show(path, (f"# {path.name} cannot be read: {problem}", [])),
        )

    def show_nothing(self) -> None:
        """Show no file: the one that ran is not there any more."""
        self._asked = None
        self.path, self._line, self.notes, self.sites = None, None, {}, []
        self.setPlainText("")
        self._mark()

    def show_run(self, run: Run | None) -> None:
        """Annotate the lines by this run."""
        self._run = run
        self._counts = None if run is None else CallCounts(run)
        self.refresh()

    def refresh(self) -> None:
        """Count again."""
        notes: dict[int, Note] = {}
        if self._run is not None and self._counts is not None and self.path is not None:
            self._counts.update()
            notes = annotate(self._run, self.path, self.sites, self._counts)
        if notes != self.notes:
            self.notes = notes
            self._mark()
            self.viewport().update()

    def show_line(self, line: int) -> None:
        """Scroll to a line, and mark it."""
        block = self.document().findBlockByNumber(line - 1)
        if not block.isValid():
            return
        self._line = line
        self.setTextCursor(QTextCursor(block))
        self.centerCursor()
        self._mark()

    def mark_line(self, line: int | None) -> None:
        """Mark the line that made what is selected elsewhere, and bring it into view; None marks no line."""
        if line == self._line:
            return
        self._line = line
        self._mark()
        block = self.document().findBlockByNumber((line or 0) - 1)
        if (
            line is not None
            and block.isValid()
            and line not in [one.blockNumber() + 1 for one, _ in self._visible_blocks()]
        ):
            self.setTextCursor(QTextCursor(block))
            self.centerCursor()

    def scroll_to_notes(self) -> None:
        """Bring into view what the run did here: the line that raised, else the first line that it counted."""
        if self.notes:
            line = min(self.notes, key=lambda number: (not self.notes[number].problem, number))
            self.setTextCursor(QTextCursor(self.document().findBlockByNumber(line - 1)))
            self.centerCursor()

    @property
    def line(self) -> int | None:
        """The line that was asked for last."""
        return self._line

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._highlighter.set_theme(theme)
        self._mark()

    def _show(self, path: Path, read: tuple[str, list[Site]]) -> None:
        if self._asked is None or self._asked[0] != path:
            return
        line = self._asked[1]
        text, self.sites = read
        other = path != self.path or text != self.toPlainText()
        if other:
            self.path, self._line, self.notes = path, None, {}
            self.setPlainText(text)
        self.refresh()
        self._mark()
        if line is not None:
            self.show_line(line)
        elif other and self._run is not None and self._run.over:
            self.scroll_to_notes()
        self.read.emit(path)

    def _mark(self) -> None:
        marked = {line: self._theme.problem_soft for line, note in self.notes.items() if note.problem}
        if self._line is not None:
            marked.setdefault(self._line, self._theme.accent_soft)
        selections: list[QTextEdit.ExtraSelection] = []
        for line, colour in marked.items():
            selection = QTextEdit.ExtraSelection()
            selection.format.setBackground(QColor(colour))
            selection.format.setProperty(QTextFormat.Property.FullWidthSelection, True)
            selection.cursor = QTextCursor(self.document().findBlockByNumber(line - 1))
            selections.append(selection)
        self.setExtraSelections(selections)

    # -- the person -----------------------------------------------------------------------------------------------

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() is Qt.MouseButton.LeftButton and not self.textCursor().hasSelection():
            self._pick(self.cursorForPosition(event.position().toPoint()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._pick(self.textCursor())
        else:
            super().keyPressEvent(event)

    def _pick(self, cursor: QTextCursor) -> None:
        line = cursor.blockNumber() + 1
        if line in self.notes:
            self.picked.emit(line)

    # -- painting -------------------------------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self.viewport())
        for block, box in self._visible_blocks():
            note = self.notes.get(block.blockNumber() + 1)
            if note is None:
                continue
            painter.setFont(text_font(11, bold=note.problem))
            painter.setPen(QColor(self._theme.problem if note.problem else self._theme.quiet))
            end = self.fontMetrics().horizontalAdvance(block.text()) + int(self.contentOffset().x())
            left = max(int(self.viewport().width() * NOTE_FROM), end + NOTE_GAP)
            painter.drawText(box.adjusted(left, 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, note.text)
        painter.end()

    def paint_numbers(self, numbers: QWidget, event: QPaintEvent) -> None:
        """Paint the line numbers beside the text."""
        painter = QPainter(numbers)
        painter.fillRect(event.rect(), QColor(self._theme.window))
        painter.setFont(code_font(11))
        for block, box in self._visible_blocks():
            note = self.notes.get(block.blockNumber() + 1)
            problem = note is not None and note.problem
            if problem:
                painter.fillRect(0, box.top(), numbers.width(), box.height(), QColor(self._theme.problem_soft))
            painter.setPen(QColor(self._theme.problem if problem else self._theme.quiet))
            place = QRect(0, box.top(), numbers.width() - NUMBERS_PAD, box.height())
            painter.drawText(
                place, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(block.blockNumber() + 1)
            )
        painter.end()

    def numbers_width(self) -> int:
        """As wide as the largest number needs."""
        digits = max(3, len(str(self.blockCount())))
        return self.fontMetrics().horizontalAdvance("9") * digits + 2 * NUMBERS_PAD

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        inside = self.contentsRect()
        self._numbers.setGeometry(QRect(inside.left(), inside.top(), self.numbers_width(), inside.height()))

    def _visible_blocks(self) -> list[tuple[QTextBlock, QRect]]:
        visible: list[tuple[QTextBlock, QRect]] = []
        block = self.firstVisibleBlock()
        while block.isValid():
            box = self.blockBoundingGeometry(block).translated(self.contentOffset())
            if box.top() > self.viewport().height():
                break
            visible.append((block, QRect(0, round(box.top()), self.viewport().width(), round(box.height()))))
            block = block.next()
        return visible

    def _make_room(self) -> None:
        self.setViewportMargins(self.numbers_width(), 0, 0, 0)

    def _scrolled(self, rect: QRect, by: int) -> None:
        if by:
            self._numbers.scroll(0, by)
            self.viewport().update()  # a scroll moves pixels, and notes of lines half in view would smear
        else:
            self._numbers.update(0, rect.y(), self._numbers.width(), rect.height())


class _LineNumbers(QWidget):
    def __init__(self, panel: SourcePanel) -> None:
        super().__init__(panel)
        self._panel = panel

    def sizeHint(self) -> QSize:
        return QSize(self._panel.numbers_width(), 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        self._panel.paint_numbers(self, event)


def _read(path: Path) -> tuple[str, list[Site]]:
    with path.open("rb") as file:
        head = file.read(BYTES_SHOWN + 1)
    text = head[:BYTES_SHOWN].decode("utf-8", "replace")
    if len(head) > BYTES_SHOWN:
        return f"{text}\n# The file goes on; its first {BYTES_SHOWN:,} bytes are shown.", []
    return text, sites(text)
