"""Light colours for Python: keywords, strings, numbers and comments, and nothing more."""

from __future__ import annotations

import keyword
import re

from PySide6.QtGui import QColor, QSyntaxHighlighter, QTextCharFormat, QTextDocument

from inspector.gui.theme import Theme

TOKEN = re.compile(
    r"""(?P<comment>\#.*)
      |(?P<long>\"\"\"|''')
      |(?P<string>[rbfuRBFU]{0,2}(?:"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'))
      |(?P<number>\b\d[\d_.]*(?:[eE][+-]?\d+)?\b)
      |(?P<word>\b[A-Za-z_]\w*\b)""",
    re.VERBOSE,
)
KEYWORDS = frozenset(keyword.kwlist)
DELIMITERS = ('"""', "'''")


class PythonHighlighter(QSyntaxHighlighter):
    """Colours one line at a time; a block's state says which long string it ends in."""

    def __init__(self, document: QTextDocument, theme: Theme) -> None:
        super().__init__(document)
        self._formats = _formats(theme)

    def set_theme(self, theme: Theme) -> None:
        """Colour everything anew."""
        self._formats = _formats(theme)
        self.rehighlight()

    def highlightBlock(self, text: str) -> None:
        self.setCurrentBlockState(0)
        at = 0
        if self.previousBlockState() in (1, 2):
            at = self._long(text, 0, 0, self.previousBlockState())
        while 0 <= at < len(text):
            found = TOKEN.search(text, at)
            if found is None:
                return
            at = found.end()
            kind = found.lastgroup or ""
            if kind == "long":
                at = self._long(text, found.start(), at, DELIMITERS.index(found.group()) + 1)
            elif kind != "word" or found.group() in KEYWORDS:
                self.setFormat(found.start(), at - found.start(), self._formats[kind])

    def _long(self, text: str, begin: int, at: int, state: int) -> int:
        """Colour a long string from `begin`; return where it ends, or -1 where it goes on in the next line."""
        end = text.find(DELIMITERS[state - 1], at)
        if end < 0:
            self.setCurrentBlockState(state)
            self.setFormat(begin, len(text) - begin, self._formats["string"])
            return -1
        self.setFormat(begin, end + 3 - begin, self._formats["string"])
        return end + 3


def _formats(theme: Theme) -> dict[str, QTextCharFormat]:
    colours = {"comment": theme.quiet, "string": theme.ended_text, "number": theme.dataset, "word": theme.accent}
    made: dict[str, QTextCharFormat] = {}
    for kind, colour in colours.items():
        made[kind] = QTextCharFormat()
        made[kind].setForeground(QColor(colour))
    return made
