"""A picture of a run in vectors, as the bytes of a file: its words can be searched and copied."""

from __future__ import annotations

import re

from PySide6.QtCore import QBuffer, QByteArray, QIODevice, QMarginsF, QRect, QSizeF
from PySide6.QtGui import QFont, QFontMetricsF, QPageSize, QPainter, QPdfWriter

from inspector.gui.picture import RunPicture

POINTS_A_PIXEL = 0.75
DOTS_A_PIXEL = 10
"""How finely a PDF places things."""


def svg_of(picture: RunPicture) -> bytes:
    """The picture as SVG; its words are words."""
    # Here, and not above: a picture that is looked at needs no library for files.
    from PySide6.QtSvg import QSvgGenerator

    data, buffer = _buffer()
    # SVG Tiny, which has no clipping: with that of SVG 1.1, Qt leaves out the words beside a plot.
    generator = QSvgGenerator()
    generator.setOutputDevice(buffer)
    generator.setSize(picture.size)
    generator.setViewBox(QRect(0, 0, picture.size.width(), picture.size.height()))
    generator.setResolution(96)
    generator.setTitle(picture.title)
    generator.setDescription(picture.caption)
    picture.paint(QPainter(generator))
    buffer.close()
    return _held(bytes(data.data()).decode("utf-8"), picture).encode("utf-8")


def pdf_of(picture: RunPicture) -> bytes:
    """The picture as a page of PDF of its own size; its words are words, and the typeface comes along."""
    width, height = picture.size.width(), picture.size.height()
    data, buffer = _buffer()
    writer = QPdfWriter(buffer)
    writer.setTitle(picture.title)
    writer.setCreator("Fit Inspector")
    writer.setPageSize(QPageSize(QSizeF(width, height) * POINTS_A_PIXEL, QPageSize.Unit.Point))
    writer.setPageMargins(QMarginsF(0, 0, 0, 0))
    writer.setResolution(96 * DOTS_A_PIXEL)
    painter = QPainter(writer)
    painter.scale(DOTS_A_PIXEL, DOTS_A_PIXEL)
    picture.paint(painter)
    buffer.close()
    return bytes(data.data())


def _buffer() -> tuple[QByteArray, QBuffer]:
    data = QByteArray()
    buffer = QBuffer(data)
    buffer.open(QIODevice.OpenModeFlag.WriteOnly)
    return data, buffer


# -- SVG on machines that have other typefaces --

_SIZE = re.compile(r'<svg width="[^"]*" height="[^"]*"')
_FAMILY = re.compile(r'font-family="([^"]+)"')
_WORDS = re.compile(
    r'(<text [^>]*?font-family="(?P<family>[^"]+)" font-size="(?P<size>[\d.]+)" font-weight="(?P<weight>\d+)"[^>]*?)'
    r"\s*>(?P<words>[^<]+)</text>"
)


def _held(svg: str, picture: RunPicture) -> str:
    """The same, where each word takes the room that it takes here, whichever typeface it is shown in."""
    svg = _SIZE.sub(f'<svg width="{picture.size.width()}" height="{picture.size.height()}"', svg, count=1)
    svg = _WORDS.sub(_of_its_width, svg)
    return _FAMILY.sub(r'font-family="\1, Helvetica, Arial, sans-serif"', svg)


def _of_its_width(text: re.Match[str]) -> str:
    font = QFont(text["family"])
    font.setPixelSize(round(float(text["size"])))
    font.setWeight(QFont.Weight(int(text["weight"])))
    words = text["words"].replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", '"').replace("&amp;", "&")
    width = QFontMetricsF(font).horizontalAdvance(words)
    return f'{text[1]} textLength="{width:.2f}" lengthAdjust="spacingAndGlyphs">{text["words"]}</text>'
