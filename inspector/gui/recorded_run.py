"""A run out of a recording file, and what to ask for to run it again. No Qt; of the file's contents nothing is run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

from inspector.analysis.reading import run_of
from inspector.analysis.run import Run
from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.recording.events import Payload
from inspector.recording.reader import is_recording, open_recording

if TYPE_CHECKING:
    from inspector.gui.timeline.content import Content

LayOut = Callable[[Run], "Content | None"]

ENDING = ".fitrec"
SAVED_MODELS = (".keras", ".h5")


@dataclass(frozen=True)
class RecordedRun:
    """What the window shows of a recording."""

    path: Path
    run: Run
    request: FitRequest | None
    """What was asked for, as far as the recording tells; None where it names no file."""
    skipped: str | None
    content: Content | None = None
    """The run as it is laid out on the timeline, where that was done with the reading."""

    @property
    def can_run_again(self) -> bool:
        """Whether the module is still where it was."""
        return self.request is not None and self.request.module.is_file()

    @property
    def whole(self) -> bool:
        """Whether all of it is there: every event, and the file that was run."""
        return self.skipped is None and self.can_run_again

    @property
    def sentence(self) -> str:
        """When it was recorded, what of it could not be read, and what became of the person's file since."""
        parts = [f"{self.path.name} was recorded {_when(self.run)}." if _when(self.run) else ""]
        parts.append(self.skipped or "")
        if self.request is None:
            parts.append("It does not say which file was run.")
        elif not self.can_run_again:
            name, folder = self.request.module.name, self.request.module.parent
            parts.append(f"{name} is not in {folder} any more: its source is not shown, and it cannot be run again.")
        elif _changed_since(self.run, self.request.module):
            parts.append(f"{self.request.module.name} was changed since: its lines may not be those that ran.")
        return " ".join(part for part in parts if part)


def is_recorded(path: Path) -> bool:
    """Whether to open this as a recording, by its ending or by what it says of itself."""
    return path.suffix.lower() == ENDING or (path.suffix.lower() != ".py" and is_recording(path))


def read_recorded_run(
    path: Path, heard: Callable[[float], object] = lambda share: None, lay_out: LayOut = lambda run: None
) -> RecordedRun:
    """Read the file. Raises `UnreadableRecording` with one sentence.

    `heard` is told how much was read, from 0 to 1; what it raises ends the reading.
    """
    opened = open_recording(path)
    run = run_of(opened, heard)
    return RecordedRun(path, run, request_of(run, path.parent), opened.skipped, lay_out(run))


def request_of(run: Run, beside: Path) -> FitRequest | None:
    """The request that made this run. A module that was named without a folder is looked for `beside` the recording."""
    header = run.header
    if not isinstance(header.get("file"), str) or not header["file"]:
        return None
    module = _module(Path(header["file"]), beside)
    call = header.get("call") if isinstance(header.get("call"), int) else None
    # Else a name that is not told was not asked for, rather than not there.
    built = run.fit_began_ns is not None and not call and run.call != "check"  # which builds the data alone
    asked = run.requested

    def name(role: str) -> str | None:
        """What was asked for by its name: where the file's own call was carried out, it has the rest."""
        return None if call and role not in (header.get("named") or ()) else _name(header.get(role))

    try:
        return FitRequest(
            module=module,
            call=call,
            data=name("data"),
            data_args=_arguments(header, "data"),
            model=name("model"),
            model_args=_arguments(header, "model"),
            validation=name("validation") or ("" if built else None),
            validation_args=_arguments(header, "validation"),
            callbacks=name("callbacks") or ("" if built else None),
            epochs=asked.epochs,
            initial_epoch=asked.initial_epoch,
            steps_per_epoch=asked.steps_per_epoch,
            validation_steps=asked.validation_steps,
            steps_per_execution=header.get("steps_per_execution"),
            seed=header.get("seed"),
            device=header.get("device"),
            statistics=bool(header.get("statistics", True)),
            isolate=bool(header.get("isolate", False)),
        )
    except (TypeError, WrongUse):  # no inspector records such numbers, but a file may hold anything
        return FitRequest(module)


def _module(named: Path, beside: Path) -> Path:
    return named if named.is_absolute() else (beside / named).absolute()


def _arguments(header: Payload, of: str) -> dict[str, str]:
    told = header.get("arguments")
    given = told.get(of) if isinstance(told, dict) else None
    return {str(name): str(text) for name, text in given.items()} if isinstance(given, dict) else {}


def _name(told: Any) -> str | None:
    """A name out of the module, or a saved model; what the header says in other words is none of either."""
    if not isinstance(told, str) or not (told.isidentifier() or told.endswith(SAVED_MODELS)):
        return None
    return told


def _began(run: Run) -> datetime | None:
    try:
        return datetime.fromisoformat(str(run.header.get("started")))
    except ValueError:
        return None


def _when(run: Run) -> str:
    began = _began(run)
    return "" if began is None else f"{began.day} {began:%B %Y} at {began:%H:%M}"


def _changed_since(run: Run, module: Path) -> bool:
    began = _began(run)
    try:
        return began is not None and module.stat().st_mtime > began.timestamp()
    except OSError:
        return False
