"""One sentence over the window's contents: what could not be done, and what to do about it. Never in the way."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QSizePolicy, QToolButton, QWidget

from inspector.gui.escaping import claimed
from inspector.gui.panels.parts import label, set_property


class MessageStrip(QFrame):
    """Shows a problem or a note until the next one, or until it is closed."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("messageStrip")
        self._glyph = label(role="strong", name="messageGlyph")
        self._text = label(wrap=True, name="messageText")
        self._text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._text.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Minimum)
        self._action = QPushButton("Do it")
        self._action.setObjectName("messageAction")
        self._action.setToolTip("Do what the message offers")
        self._action.clicked.connect(self._act)
        self._do: Callable[[], object] | None = None
        close = QToolButton()
        close.setObjectName("messageClose")
        close.setText("Close")
        close.setToolTip("Close this message (Escape)")
        close.setProperty("role", "quiet")
        close.clicked.connect(self._dismiss)
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 7, 10, 7)
        row.setSpacing(10)
        row.addWidget(self._glyph)
        row.addWidget(self._text, 1)
        row.addWidget(self._action)
        row.addWidget(close)
        self.hide()

    @property
    def text(self) -> str:
        """The sentence that is shown; empty while the strip is hidden."""
        return "" if self.isHidden() else self._text.text()

    def problem(self, sentence: str) -> None:
        """Say what could not be done."""
        self._show(sentence, "problem", "✕")

    def note(self, sentence: str) -> None:
        """Say what was done."""
        self._show(sentence, "note", "✓")

    def under_way(self, sentence: str, stop: Callable[[], object] | None = None) -> None:
        """Say what is being done; `stop` leaves off, where that can be."""
        self._show(sentence, "note", "…")
        if stop is not None:
            self._let_do("Stop", stop)

    def tell_progress(self, sentence: str) -> None:
        """Say how far it is, of what is under way; nothing where the message was closed."""
        self._text.setText(sentence)

    def offer(self, sentence: str, action: str, do: Callable[[], object]) -> None:
        """Say what is the matter, with a button that does something about it."""
        self._show(sentence, "problem", "!")
        self._let_do(action, do)

    def event(self, event: QEvent) -> bool:
        # While a run goes on, Escape is a key of Stop: here it closes the message, and nothing else.
        return claimed(event) or super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self._dismiss()
        else:
            super().keyPressEvent(event)

    def _act(self) -> None:
        do = self._do
        self._dismiss()
        if do is not None:
            do()

    def _dismiss(self) -> None:
        """Hide, with the focus on no field: Qt would go on to the next one and select its text, to be replaced."""
        self.window().setFocus()
        self.hide()

    def _let_do(self, action: str, do: Callable[[], object]) -> None:
        self._do = do
        self._action.setText(action)
        self._action.show()

    def _show(self, sentence: str, tone: str, glyph: str) -> None:
        set_property(self, "tone", tone)
        set_property(self._glyph, "tone", tone)
        self._do = None
        self._action.hide()
        self._glyph.setText(glyph)
        self._text.setText(sentence)
        self.setAccessibleName(sentence)
        self.show()
