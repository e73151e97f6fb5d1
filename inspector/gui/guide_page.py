"""One page of the guide, Markdown set in the window's typefaces and colours."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import (
    QBrush,
    QColor,
    QFont,
    QImage,
    QTextBlock,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrame,
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
PICTURE = "\N{OBJECT REPLACEMENT CHARACTER}"
FIXED = QTextBlockFormat.LineHeightTypes.FixedHeight.value
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
        side = max(MARGIN, int((self.viewport().width() - COLUMN) // 2 - self.document().documentMargin()))
        frame = self.document().rootFrame()
        form = frame.frameFormat()
        if form.leftMargin() != side:
            form.setLeftMargin(side)
            form.setRightMargin(side)
            form.setTopMargin(MARGIN)
            form.setBottomMargin(MARGIN)
            frame.setFrameFormat(form)

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
        for first, last in _listings(self.document()):
            cursor.setPosition(first.position())
            cursor.setPosition(last.position() + last.length() - 1, QTextCursor.MoveMode.KeepAnchor)
            cursor.insertFrame(QTextFrameFormat())
        for block in _blocks(self.document()):
            self._dress_block(block)
        for frame in self.document().rootFrame().childFrames():
            if isinstance(frame, QTextTable):
                self._dress_table(frame)
            else:
                self._dress_listing(frame)
        cursor.endEditBlock()
        self.document().setModified(False)
        self.fit_margins()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _dress_block(self, block: QTextBlock) -> None:
        cursor = QTextCursor(block)
        level = block.blockFormat().headingLevel()
        code = cursor.currentTable() is None and cursor.currentFrame().parentFrame() is not None
        spaced = QTextBlockFormat()
        # A picture is a letter as high as itself: it needs no room between its lines.
        spaced.setLineHeight(100 if level or code or PICTURE in block.text() else 135, PROPORTIONAL)
        if code:
            spaced.setTopMargin(0)
            spaced.setBottomMargin(0)
        elif not block.text() and cursor.currentTable() is None:  # what Qt leaves beside a frame
            spaced.setLineHeight(2, FIXED)
        elif level:
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
                if not known.fontFixedPitch():
                    dressed.setFontWeight(QFont.Weight.DemiBold)
            if known.fontFixedPitch() or code:
                dressed.setFontFamilies([CODE])
                dressed.setProperty(QTextCharFormat.Property.FontPixelSize, HEADINGS.get(level, 12))
            if known.isAnchor():
                dressed.setForeground(QBrush(QColor(self._theme.accent)))
            cursor.setPosition(fragment.position())
            cursor.setPosition(fragment.position() + fragment.length(), QTextCursor.MoveMode.KeepAnchor)
            cursor.mergeCharFormat(dressed)
            walk += 1

    def _dress_listing(self, frame: QTextFrame) -> None:
        form = QTextFrameFormat()
        form.setBackground(QBrush(QColor(self._theme.field)))
        form.setPadding(8)
        form.setTopMargin(8)
        form.setBottomMargin(4)
        frame.setFrameFormat(form)

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


def _blocks(document: QTextDocument) -> Iterator[QTextBlock]:
    block = document.begin()
    while block.isValid():
        yield block
        block = block.next()


def _listings(document: QTextDocument) -> list[tuple[QTextBlock, QTextBlock]]:
    """The first and the last line of each piece of code that has no frame yet, from the end on."""
    loose = [
        block for block in _blocks(document) if _language(block) and not QTextCursor(block).currentFrame().parentFrame()
    ]
    firsts = [
        block for block in loose if block.previous() not in loose or _language(block.previous()) != _language(block)
    ]
    lasts = [block for block in loose if block.next() not in loose or _language(block.next()) != _language(block)]
    return list(zip(firsts, lasts, strict=True))[::-1]


def _language(block: QTextBlock) -> str | None:
    """Of a line between two fences, each of which is a block of its own: `python`, `sh` or nothing. None: of others."""
    told = block.blockFormat().property(QTextBlockFormat.Property.BlockCodeLanguage)
    return None if told is None else f"```{told}"
