"""One run of `fit` inside a test, with what there is to assert of it."""

from __future__ import annotations

import enum
import io
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding, Severity
from inspector.analysis.report import ReportData, build_report
from inspector.analysis.rules import RULES
from inspector.analysis.run import Run
from inspector.export.summary import print_summary
from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.recording.keeper import RunsKeeper
from inspector.recording.runs import Runs


class InspectedFit:
    """What one `fit` did."""

    def __init__(self, run: Run, recording: Path) -> None:
        self.run = run
        """Its epochs, steps, batches and calls, as `inspector.analysis` has them."""
        self.recording = recording
        """The file of the recording."""
        self.findings: list[Finding] = diagnose(run)
        self.told = False
        """Whether an assertion failed, so that there is a picture."""

    @property
    def report(self) -> ReportData:
        """The report, as `fit-inspector run --report` writes it."""
        return build_report(self.run, self.findings)

    @property
    def rules(self) -> list[str]:
        """The names of the findings, in the order in which to read them."""
        return [finding.rule for finding in self.findings]

    def assert_clean(self) -> None:
        """There is no error and no warning."""
        __tracebackhide__ = True
        self._assert_none([finding for finding in self.findings if finding.severity > Severity.INFO])

    def assert_no(self, *rules: str) -> None:
        """None of these findings is there. Raises `ValueError` for a name that no finding has."""
        __tracebackhide__ = True
        known = {rule.name for rule in RULES}
        unknown = [rule for rule in rules if rule not in known]
        if unknown or not rules:
            raise ValueError(
                f"There is no finding {', '.join(unknown) or 'named'}: choose of {', '.join(sorted(known))}."
            )
        self._assert_none([finding for finding in self.findings if finding.rule in rules])

    def _assert_none(self, bad: list[Finding]) -> None:
        __tracebackhide__ = True
        if bad:
            raise AssertionError(self._words())

    def _words(self) -> str:
        """All of the findings, and where the recording and the picture are."""
        self.told = True
        words = io.StringIO()
        print_summary(self.run, self.findings, words)
        picture = self._picture()
        files = [f"recording: {self.recording}", f"picture: {picture}" if picture else "no picture could be drawn"]
        return "\n".join(["fit did not do what it should:", "", words.getvalue().rstrip(), "", *files])

    def _picture(self) -> Path | None:
        """Drawn in a process of its own: the test may have an application of Qt's, which is not ours to change."""
        picture = self.recording.with_suffix(".png")
        command = [sys.executable, "-m", "inspector", "report", str(self.recording), "--image", str(picture)]
        environment = {
            **os.environ,
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": os.pathsep.join(filter(None, sys.path)),
        }
        subprocess.run(command, capture_output=True, env=environment, check=False)
        return picture if picture.is_file() else None


def found(module: str | Path, beside: Path) -> Path:
    """The module as named: beside the test, or else from the current folder."""
    near = beside / module
    return near if near.exists() else Path(module).absolute()


def inspect(module: Path, folder: Path, number: int, **asked: Any) -> InspectedFit:
    """Run `fit` as asked, recorded into `folder`. Raises `WrongUse` where that could not be asked for."""
    from inspector.fit.sessions import session_for

    for name in ("data_args", "model_args", "validation_args"):
        given = asked.get(name, {})
        asked[name] = {key: _as_text(value) for key, value in given.items()}
    request = FitRequest(module, **asked)
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / (f"{module.stem}.fitrec" if number == 0 else f"{module.stem}-{number + 1}.fitrec")
    runs = Runs()
    session = session_for(request, runs)
    with RunsKeeper(runs, path):
        session.run()
    run = Run(runs.recorders[0].recording)
    run.update()
    if session.problem is not None and not any(finding.rule == "module-failed" for finding in diagnose(run)):
        raise WrongUse(session.problem)
    return InspectedFit(run, path)


def _as_text(value: Any) -> str:
    """As it is typed into a field or on the command line."""
    if isinstance(value, enum.Enum):
        return value.name
    return str(value) if isinstance(value, (str, Path)) else repr(value)
