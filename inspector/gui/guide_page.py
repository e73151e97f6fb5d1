"""One page of the guide, Markdown set in the window's typefaces and colours."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QTextLength,
    QTextTable,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from inspector.gui.fonts import CODE, text_font
from inspector.gui.theme import Theme

COLUMN = 700
"""Longer lines than this, in pixels, are hard to read."""
MARGIN = 28
HEADINGS = {1: 22, 2: 16, 3: 14}
PROPORTIONAL = QTextBlockFormat.LineHeightTypes.ProportionalHeight.value


class GuidePage(QTextBrowser):
    """Qt reads the Markdown; what it cannot be told beforehand (typefaces, tables, link colours) is set after."""

    def __init__(self, theme: Theme, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("guidePage")
        self.setAccessibleName("Guide")
        self.setOpenExternalLinks(True)
        self.document().setDefaultFont(text_font(13))
        self._theme = theme
        self.sourceChanged.connect(self._dress)

    def set_theme(self, theme: Theme) -> None:
        """Take other colours."""
        self._theme = theme
        self._dress()

    def fit_margins(self) -> None:
        """Keep the text a column in the middle, however wide the window is."""
        side = max(MARGIN, (self.viewport().width() - COLUMN) // 2)
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        if form.leftMargin() != side:
            form.setLeftMargin(side)
            form.setRightMargin(side)
            form.setTopMargin(MARGIN)
            form.setBottomMargin(MARGIN)
            frame.setFrameFormat(form)

    def show_block(self, text: str) -> None:
        """Bring the paragraph or cell that says just this into view, and mark it."""
        found = self.document().find(text)
        while not found.isNull() and found.block().text() != text:
            found = self.document().find(text, found)
        if found.isNull():
            return
        self.setTextCursor(found)
        bar = self.verticalScrollBar()
        bar.setValue(bar.value() + self.cursorRect().top() - self.viewport().height() // 3)

    def loadResource(self, kind: int, name: QUrl | str) -> Any:
        # A picture is as wide as the column, and sharp where the screen has more pixels than that.
        if kind != QTextDocument.ResourceType.ImageResource.value:
            return super().loadResource(kind, name)
        image = QImage(self.source().resolved(QUrl(name)).toLocalFile())
        ratio = self.devicePixelRatioF()
        if image.width() > COLUMN * ratio:
            image = image.scaledToWidth(round(COLUMN * ratio), Qt.TransformationMode.SmoothTransformation)
        image.setDevicePixelRatio(max(ratio, image.width() / COLUMN))
        return image

    def _dress(self) -> None:
        cursor = QTextCursor(self.document())
        cursor.beginEditBlock()
        block = self.document().begin()
        while block.isValid():
            self._dress_block(block)
            block = block.next()
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)
        cursor.endEditBlock()
        self.document().setModified(False)
        self.fit_margins()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress_block(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        spaced = QTextBlockFormat()
        spaced.setLineHeight(100 if level else 135, PROPORTIONAL)
        if level:
            spaced.setTopMargin(0 if block.blockNumber() == 0 else 18)
            spaced.setBottomMargin(8)
        elif block.textList() is None and cursor.currentTable() is None:
            spaced.setTopMargin(8)
        cursor.mergeBlockFormat(spaced)
        walk = block.begin()
        while not walk.atEnd():
            fragment = walk.fragment()
            known, dressed = fragment.charFormat(), QTextCharFormat()
            if level:
                dressed.setProperty(QTextCharFormat.Property.FontPixelSize, HEADINGS.get(level, 13))
                dressed.clearProperty(QTextCharFormat.Property.FontSizeAdjustment)
            if known.fontFixedPitch() or block.blockFormat().hasProperty(QTextBlockFormat.Property.BlockCodeLanguage):
                dressed.setFontFamilies([CODE])
                dressed.setProperty(QTextCharFormat.Property.FontPixelSize, 12)
            if known.isAnchor():
                dressed.setForeground(QBrush(QColor(self._theme.accent)))
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(dressed)
            walk += 1

    def _dress_table(self, table: QTextTable) -> None:
        form = table.format()
        form.setBorder(1)
        form.setBorderBrush(QBrush(QColor(self._theme.line)))
        form.setBorderStyle(QTextFrameFormat.BorderStyle.BorderStyle_Solid)
        form.setBorderCollapse(True)
        form.setCellPadding(6)
        form.setCellSpacing(0)
        form.setWidth(QTextLength(QTextLength.Type.PercentageLength, 100))
        form.setTopMargin(8)
        form.setBottomMargin(8)
        table.setFormat(form)
