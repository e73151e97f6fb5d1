"""What to run: the module, what is taken from it, and the arguments of `fit`. Reading a module runs nothing of it."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from inspector.fit.call_sites import CallSite
from inspector.fit.discovery import Discovered, discover
from inspector.fit.problem import BrokenModule, WrongUse
from inspector.fit.request import FitRequest
from inspector.gui.background import Background
from inspector.gui.panels.call_field import CallField
from inspector.gui.panels.candidate_field import CandidateField
from inspector.gui.panels.fields import FIELD_WIDTH, Field, NumberField
from inspector.gui.panels.parts import Choice, Column, label

NO_MODULE = "Open a Python file first (Ctrl+O, or drop one on the window)."


class SetupPanel(QFrame):
    """Fields that make a `FitRequest`."""

    opened = Signal(object)
    """the `Path` that was read"""
    reread = Signal(object)
    """the same of the file that is open, read again because it was changed"""
    changed = Signal()
    """other fields are offered now"""
    refused = Signal(str)
    """one sentence: why a file cannot be used"""
    broken = Signal(object, object)
    """the `Path` of a file whose text cannot be read, as is told, and the line of the fault where it is known"""

    def __init__(self, background: Background, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("setupPanel")
        self.path: Path | None = None
        self.discovered: Discovered | None = None
        self._background = background
        self._asked_for: Path | None = None
        self._named: Path | None = None
        """The file whose name the field shows."""
        self._to_be_mended: tuple[Path, FitRequest | None] | None = None
        self.recall: Callable[[Discovered], FitRequest | None] = lambda _: None
        """What was asked of a file before that is opened with nothing asked of it; the window has a memory."""
        self._make_parts()
        self._make_numbers()
        self._make_ways()
        self._lay_out()

    def _make_parts(self) -> None:
        """What is taken from the module."""
        self.module = QLineEdit()
        self.module.setObjectName("moduleField")
        self.module.setAccessibleName("Module")
        self.module.setToolTip("The Python file with your generator and model. Drop one here, or type its path")
        self.module.setPlaceholderText("drop a .py file, or type its path")
        self.module.setAcceptDrops(False)  # the window takes the file that is dropped
        self.module.returnPressed.connect(self._typed)
        self.hint = label(role="quiet", wrap=True, name="moduleHint")
        self.hint.hide()
        self.call = CallField()
        self.call.chosen.connect(self._offer_parts)
        self.data = CandidateField(
            "dataField", "Data", "What is given to fit as x", nothing="none found", optional=False
        )
        self.model = CandidateField(
            "modelField", "Model", "The compiled model", nothing="made to fit the data", optional=False
        )
        self.validation = CandidateField(
            "validationField", "Validation", "What is given as validation_data", nothing="none", optional=True
        )
        self.callbacks = CandidateField(
            "callbacksField", "Callbacks", "Your own callbacks", nothing="none", optional=True, given=False
        )

    def _make_numbers(self) -> None:
        """What `fit`, `compile` and the seed are given."""
        self.epochs = NumberField("epochsField", "Epochs", "fit's epochs; empty: 1")
        self.steps = NumberField(
            "stepsField", "Steps per epoch", "fit's steps_per_epoch; empty: as many as the data says that it has"
        )
        self.validation_steps = NumberField("validationStepsField", "Validation steps", "fit's validation_steps")
        self.initial_epoch = NumberField(
            "initialEpochField", "Initial epoch", "fit's initial_epoch; epochs count from 0", least=0
        )
        self.group = NumberField(
            "stepsPerExecutionField",
            "Steps per execution",
            "Steps in one call of the train function, as compile's steps_per_execution; empty: as the model has it",
        )
        self.seed = NumberField("seedField", "Seed", "Given to keras.utils.set_random_seed; empty: none", least=0)
        self._numbers = {
            "epochs": self.epochs,
            "steps_per_epoch": self.steps,
            "validation_steps": self.validation_steps,
            "initial_epoch": self.initial_epoch,
            "steps_per_execution": self.group,
            "seed": self.seed,
        }

    def _make_ways(self) -> None:
        """On what, and how, it is run and looked at."""
        self.device = Field(
            "deviceField", "Device", "CPU:0, GPU:0, …; empty: TensorFlow's choice", placeholder="automatic"
        )
        self.statistics = Choice("statisticsField")
        self.statistics.setAccessibleName("Batch values")
        self.statistics.setToolTip(
            "Whether to look at the values of each batch (min, max, mean), which takes a little time"
        )
        self.statistics.addItem("looked at", True)
        self.statistics.addItem("not looked at", False)
        self.looking = label(role="quiet", wrap=True, name="lookingCost")
        self.looking.hide()
        self.script_arguments = Field(
            "scriptArgumentsField",
            "Script arguments",
            "What stands behind the file's name where it is run as a script (Ctrl+Shift+R), as in a terminal",
            placeholder="none",
        )
        self.isolate = QCheckBox("Run in a process of its own")
        self.isolate.setObjectName("isolateField")
        self.isolate.setToolTip(
            "For code that may hang, crash or use up the memory: Stop always ends it, the window goes on whatever "
            "happens, and its memory is free afterwards. It starts a few seconds later"
        )

    def _lay_out(self) -> None:
        column = Column(margins=(16, 10, 16, 8), spacing=3)
        fields = column.column
        caption = label("Module", "quiet")
        caption.setBuddy(self.module)
        for widget in (caption, self.module, self.hint):
            fields.addWidget(widget)
        fields.addWidget(self.call)
        for part in (self.data, self.model, self.validation, self.callbacks):
            part.edited.connect(self.changed)
            fields.addSpacing(2)
            fields.addWidget(part)
        fields.addSpacing(6)
        for field in (*self._numbers.values(), self.device):
            fields.addWidget(field)
        fields.addLayout(self._statistics_row())
        fields.addWidget(self.looking)
        fields.addSpacing(2)
        fields.addWidget(self.script_arguments)
        fields.addSpacing(2)
        fields.addWidget(self.isolate)
        fields.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(column)

    def _statistics_row(self) -> QHBoxLayout:
        caption = label("Batch values")
        caption.setBuddy(self.statistics)
        caption.setToolTip(self.statistics.toolTip())
        self.statistics.setFixedWidth(FIELD_WIDTH)
        row = QHBoxLayout()
        row.addWidget(caption)
        row.addWidget(self.statistics)
        return row

    def open(self, path: Path) -> None:
        """Read `path` off this thread, then offer what it has."""
        self._read(path, None)

    def try_again(self) -> None:
        """Read the file that could not be read last, with what was asked of it."""
        if self._to_be_mended is not None:
            self._read(*self._to_be_mended)

    def read_again(self) -> None:
        """Read the file that is open again, because it was changed: what is asked for stays as it is."""
        if self.path is not None:
            try:
                asked: FitRequest | None = self.request()
            except WrongUse:
                asked = None
            self._read(self.path, asked, again=True)

    def load(self, request: FitRequest) -> None:
        """Read the module of `request`, then show the rest of it."""
        self._read(request.module, request)

    @property
    def has_data(self) -> bool:
        """Whether there is a file with something in it that fit can be given."""
        return self.path is not None and (self.call.site is not None or bool(self.data.name))

    @property
    def is_typed_in(self) -> bool:
        """Whether what is typed goes into one of its fields."""
        focused = self.window().focusWidget()
        return isinstance(focused, QLineEdit) and self.isAncestorOf(focused)

    def request(self) -> FitRequest:
        """What the fields ask for. Raises `WrongUse` with one sentence; the field that is wrong says it as well."""
        if self.path is None:
            raise WrongUse(NO_MODULE)
        try:
            numbers = {name: self._number(field) for name, field in self._numbers.items()}
            data_args, model_args = self.data.arguments(), self.model.arguments()
            validation_args = self.validation.arguments()
        except ValueError as problem:
            raise WrongUse(str(problem)) from None
        first, asked = numbers["initial_epoch"] or 0, numbers["epochs"] or 1
        if first >= asked and self.call.site is None:
            told = f"Initial epoch {first} leaves no epoch to run: epochs is {asked}, and epochs count from 0."
            self.initial_epoch.complain(told)
            raise WrongUse(told)
        return FitRequest(
            module=self.path,
            call=self.call.line,
            data=self.data.name,
            data_args=data_args,
            model=self.model.name,
            model_args=model_args,
            validation=self.validation.name,
            validation_args=validation_args,
            callbacks=self.callbacks.name,
            device=self.device.edit.text().strip() or None,
            statistics=bool(self.statistics.currentData()),
            isolate=self.isolate.isChecked(),
            **numbers,
        )

    def show_gone(self, request: FitRequest | None) -> None:
        """Show what was asked of a module that is not there to be read: it can be looked at, and not run."""
        self.path = self.discovered = self._asked_for = None
        self._name(None if request is None else request.module, "Not there any more: it cannot be run.")
        self.call.offer(())
        if request is not None:
            self._show(request)

    def show_looking(self, words: str) -> None:
        """Say under the batch values what looking at them cost; nothing where that is not known."""
        self.looking.setText(words)
        self.looking.setVisible(bool(words))

    def _typed(self) -> None:
        text = self.module.text().strip()
        if self._named is not None and text == self._named.name:
            self.open(self._named)  # the field shows no more than the name; Return reads the file again
        elif text:
            self.open(Path(text).expanduser())

    def _number(self, field: NumberField) -> int | None:
        try:
            return field.value()
        except ValueError as problem:
            field.complain(str(problem))
            raise

    def _read(self, path: Path, request: FitRequest | None, *, again: bool = False) -> None:
        # A whole path from here on: the recording names the file by it, and the working folder may change.
        path = path.absolute()
        self._asked_for, self._to_be_mended = path, None
        self._background.run(
            lambda: discover(path),
            lambda discovered: self._offer(discovered, request, again=again),
            lambda problem: self._refuse(path, request, problem),
        )

    def _offer(self, discovered: Discovered, request: FitRequest | None, *, again: bool) -> None:
        if discovered.path != self._asked_for:
            return
        if request is None and discovered.path != self.path:
            request = self.recall(discovered)
        self.path, self.discovered = discovered.path, discovered
        self._name(discovered.path, "Read, not run: only Run executes it.")
        self.call.offer(discovered.calls)
        if request is not None:
            self._show(request)
        (self.reread if again else self.opened).emit(discovered.path)

    def _name(self, path: Path | None, hint: str) -> None:
        self._named = path
        self.module.setText("" if path is None else path.name)
        self.module.setToolTip("" if path is None else str(path))
        self.hint.setText(hint)
        self.hint.setVisible(path is not None)

    def _offer_parts(self, site: CallSite | None) -> None:
        """What can be chosen beside what the call is given, or where no call is chosen."""
        found = self.discovered
        for field, candidates, given in (
            (self.data, found.data if found else (), site and (site.data or "given nothing")),
            (self.model, found.models if found else (), site and site.model),
            (self.validation, found.validations if found else (), site and (site.validation or "none")),
            (self.callbacks, found.callbacks if found else (), site and (site.callbacks or "none")),
        ):
            field.offer(candidates, None if site is None else f"{given} · as called")
        for name, number in self._numbers.items():
            told = "not given" if site is None or name not in site.numbers else f"{site.numbers[name]} · as called"
            number.edit.setPlaceholderText(told)
        self.changed.emit()

    def _show(self, request: FitRequest) -> None:
        self.call.choose(request.call)
        self.data.choose(request.data, request.data_args)
        self.model.choose(request.model, request.model_args)
        self.validation.choose(request.validation, request.validation_args)
        self.callbacks.choose(request.callbacks, {})
        for name, field in self._numbers.items():
            field.set_value(getattr(request, name))
        self.device.edit.setText(request.device or "")
        self.statistics.setCurrentIndex(self.statistics.findData(request.statistics))
        self.isolate.setChecked(request.isolate)

    def _refuse(self, path: Path, request: FitRequest | None, problem: Exception) -> None:
        if path != self._asked_for:
            return
        if self.path is not None:
            self.module.setText(self.path.name)  # what was open stays open
        elif isinstance(problem, BrokenModule):
            self._name(path, "Not read: it is read again once it is saved.")
        told = str(problem) if isinstance(problem, WrongUse) else f"{path.name} cannot be read: {problem}."
        self.refused.emit(told)
        if isinstance(problem, BrokenModule):
            self._to_be_mended = path, request
            self.broken.emit(path, problem.line)
