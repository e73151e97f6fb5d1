"""Recording from the person's own code: a script, a notebook, a machine without a screen."""

from __future__ import annotations

import contextlib
import io
import os
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding
from inspector.analysis.report import ReportData, build_report
from inspector.analysis.run import Run
from inspector.export.notebook import as_html
from inspector.export.summary import call_words, print_summary
from inspector.fit.fit_calls import answered
from inspector.fit.module_session import alone
from inspector.fit.problem import WrongUse
from inspector.fit.recorded_calls import RECORDED, RecordedCalls
from inspector.fit.stopping import StopRequest
from inspector.preconditions import require_recording_place
from inspector.recording.keeper import RunsKeeper
from inspector.recording.runs import Runs

NOTHING = "Nothing was recorded: no fit and no evaluate of a Keras model was called within the block."
ELSEWHERE = "Fit Inspector runs this code and records it already: inspector.record() leaves it to that."


class Recorded:
    """What one `with inspector.record()` block recorded: a run for each `fit` and `evaluate` in it, in order.

    `print` it for the findings in words; in a notebook it shows itself as tables and pictures.
    """

    def __init__(self) -> None:
        self.runs: list[Run] = []
        self.paths: list[Path] = []
        """The recording files, one a run; empty where none were asked for."""

    @property
    def findings(self) -> list[Finding]:
        """The findings of all runs, one run after another."""
        return [finding for run in self.runs for finding in diagnose(run)]

    @property
    def reports(self) -> list[ReportData]:
        """The report of each run, as `fit-inspector report` writes it."""
        return [build_report(run) for run in self.runs]

    @property
    def report(self) -> ReportData:
        """The report of the only run. Raises ValueError where there is none, or more than one."""
        if len(self.runs) != 1:
            raise ValueError(f"{len(self.runs)} runs were recorded: ask for `reports`.")
        return self.reports[0]

    def __str__(self) -> str:
        words = io.StringIO()
        for number, run in enumerate(self.runs):
            if len(self.runs) > 1:
                print(call_words(run, number, len(self.runs)), file=words)
            print_summary(run, diagnose(run), words)
        return words.getvalue().rstrip() or NOTHING

    def __repr__(self) -> str:
        outcomes = ", ".join(f"{run.call} {run.outcome.value}" for run in self.runs)
        return f"<Recorded: {outcomes or 'nothing'}>"

    def _repr_html_(self) -> str:
        if not self.runs:
            return f"<p>{NOTHING}</p>"
        return "\n".join(as_html(run, diagnose(run), _picture(run)) for run in self.runs)


@contextlib.contextmanager
def record(path: str | os.PathLike[str] | None = None, *, statistics: bool = True) -> Iterator[Recorded]:
    """Record every `fit` and `evaluate` of a Keras model that is called within the block.

    `path`: where to write the recording (`.fitrec`), while it happens; a second fit goes to `NAME-2.fitrec`, and so on.
    None: it is only kept in memory. `statistics`: whether to look at the values of batches, not only their shapes.

    What is called does the same as without: the same calls, the same weights, the same exceptions. What the block
    prints is not recorded. Raises `WrongUse` where `path` cannot be written to.
    """
    recorded = Recorded()
    runs = Runs()
    target = None if path is None else Path(path).absolute()
    if target is not None:
        require_recording_place(target, "inspector.record")
    with contextlib.ExitStack() as block:
        try:
            block.enter_context(alone())
        except WrongUse:
            warnings.warn(ELSEWHERE, stacklevel=3)
            yield recorded
            return
        keeper = block.enter_context(RunsKeeper(runs, target))
        calls = RecordedCalls(runs.begin, _header(), StopRequest(), statistics)
        try:
            with answered(calls.answer, RECORDED):
                yield recorded
        finally:
            block.close()
            recorded.runs = _read(runs)
            recorded.paths = keeper.paths
            for problem in (keeper.problem, calls.unwatched):
                if problem is not None:
                    warnings.warn(problem, stacklevel=3)


def _header() -> dict[str, Any]:
    main = getattr(sys.modules.get("__main__"), "__file__", None)
    return {"file": str(Path(main).absolute()) if main else "", "recorded": True}


def _read(runs: Runs) -> list[Run]:
    read = [Run(recorder.recording) for recorder in runs.recorders]
    for run in read:
        run.update()
    return read


def _picture(run: Run) -> bytes | None:
    """The timeline as a PNG; None where this machine cannot draw one (Qt's libraries are missing, say)."""
    from inspector.display import require_qt

    try:
        require_qt()
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from inspector.gui.headless import picture_png
        from inspector.gui.qt_messages import keep_offscreen_quiet

        keep_offscreen_quiet()
        return picture_png(run)
    except (WrongUse, ImportError):
        return None
