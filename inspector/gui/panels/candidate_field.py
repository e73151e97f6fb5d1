"""Which of the module's candidates to use, and the arguments to call it with."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from inspector.fit.discovery import Candidate
from inspector.fit.docstrings import first_sentence
from inspector.gui.panels.argument_fields import ArgumentField, argument_field
from inspector.gui.panels.parts import Choice, label

AS_CALLED = "\0as called"
"""No name of anybody's: what the file's own call of fit is given."""


class CandidateField(QWidget):
    """A caption, a choice of candidates, and a field for each argument of the chosen one."""

    edited = Signal()

    def __init__(self, name: str, caption: str, tip: str, *, nothing: str, optional: bool, given: bool = True) -> None:
        """`nothing` stands there when no candidate is chosen; with `optional` a person may choose it.

        `given`: whether its arguments can be given; else its defaults hold.
        """
        super().__init__()
        self._name, self._tip, self._nothing, self._optional = name, tip, nothing, optional
        self._given = given
        self._candidates: dict[str, Candidate] = {}
        self._fields: list[ArgumentField] = []
        self.choice = Choice(name)
        self.choice.setAccessibleName(caption)
        self.choice.setToolTip(tip)
        self.choice.currentIndexChanged.connect(self._chosen)
        title = label(caption, "quiet")
        title.setBuddy(self.choice)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(3)
        self._box.addWidget(title)
        self._box.addWidget(self.choice)
        self.offer(())

    def offer(self, candidates: Sequence[Candidate], as_called: str | None = None) -> None:
        """Offer these, the first chosen; what is optional is chosen by itself only where there is one of it.

        `as_called`: what the file's own call of fit is given, which stands before all others.
        """
        self._candidates = {candidate.name: candidate for candidate in candidates}
        self.choice.blockSignals(True)
        self.choice.clear()
        if as_called is not None:
            self.choice.addItem(as_called, AS_CALLED)
        if self._optional or not candidates:
            self.choice.addItem(self._nothing, None)
        for candidate in candidates:
            self.choice.addItem(_signature(candidate), candidate.name)
        alone = self._optional and len(candidates) == 1 and candidates[0].ready
        chosen = 1 if alone and as_called is None else 0
        self.choice.setCurrentIndex(chosen)
        self.choice.blockSignals(False)
        self._chosen()

    def choose(self, name: str | None, arguments: Mapping[str, str]) -> None:
        """Choose a name, even one that was not found: `fit` is then asked for it, and says what is wrong."""
        if name == "":
            self.choice.setCurrentIndex(max(self.choice.findData(None), 0))
        elif name is not None:
            at = self.choice.findData(name)
            if at < 0:
                self.choice.addItem(f"{name} (not found by reading)", name)
                at = self.choice.count() - 1
            self.choice.setCurrentIndex(at)
        for field in self._fields:
            if field.argument.name in arguments:
                field.show_text(arguments[field.argument.name])

    @property
    def name(self) -> str | None:
        """The chosen name; empty where a person wants none of what there is, None where there is nothing to choose."""
        chosen = self.choice.currentData()
        if chosen == AS_CALLED:
            return None
        if chosen is None:
            return "" if self._candidates else None
        return str(chosen)

    def arguments(self) -> dict[str, str]:
        """The arguments that were given. Raises `ValueError` with the first problem; each field says its own."""
        given: dict[str, str] = {}
        problems: list[ValueError] = []
        for field in self._fields:
            try:
                value = field.given()
            except ValueError as problem:
                field.complain(str(problem))
                problems.append(problem)
                continue
            if value is not None:
                given[field.argument.name] = value
        if problems:
            raise problems[0]
        return given

    def _chosen(self) -> None:
        for field in self._fields:
            self._box.removeWidget(field)
            field.hide()
            field.deleteLater()
        candidate = self._candidates.get(self.name or "")
        arguments = candidate.arguments if candidate and self._given else ()
        self._fields = [argument_field(self._name, one) for one in arguments]
        for field in self._fields:
            field.edited.connect(self.edited)
            self._box.addWidget(field)
        doc = first_sentence(candidate.doc) if candidate else ""
        where = f"{candidate.kind}, line {candidate.line}" if candidate else ""
        tip = "\n".join(part for part in (where, doc) if part)
        self.choice.setToolTip("\n".join(part for part in (self._tip, doc) if part))
        self.choice.setItemData(self.choice.currentIndex(), tip, Qt.ItemDataRole.ToolTipRole)
        self.edited.emit()


def _signature(candidate: Candidate) -> str:
    if not candidate.arguments and candidate.kind in ("object", "data object", "model", "list of callbacks"):
        return candidate.name
    return f"{candidate.name}({', '.join(argument.name for argument in candidate.arguments)})"
