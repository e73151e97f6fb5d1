"""A run of the parts of a file that calls fit itself: no surface says that all is well and leaves that out."""

from __future__ import annotations

import io

import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.passed_over import passed_over
from inspector.analysis.run import Run
from inspector.export.html.page import html_report
from inspector.export.notebook import as_html
from inspector.export.summary import print_summary
from inspector.gui.panels.findings_view import verdict
from inspector.recording.events import Kind
from tests.story import clean

LEFT = (
    "The file's own call of fit, in line 25, was not run: the parts that were chosen were. "
    "Run the file as a script to see what it does itself."
)


def of_parts(*lines: int) -> Run:
    return clean().put(Kind.RUN_BEGIN, payload={"file": "train.py", "passed_over": list(lines)}).run()


def printed(run: Run) -> str:
    out = io.StringIO()
    print_summary(run, diagnose(run), out)
    return out.getvalue()


@pytest.mark.parametrize(
    "told",
    [
        printed,
        lambda run: html_report(run, [], None).replace("&#x27;", "'"),
        lambda run: as_html(run, [], None).replace("&#x27;", "'"),
    ],
)
def test_that_every_report_tells_of_it_and_of_a_run_without_it_says_nothing(told: object) -> None:
    assert callable(told)
    assert LEFT in told(of_parts(25))
    assert "as a script" not in told(clean().run())


def test_that_the_window_does_not_call_such_a_run_good() -> None:
    said = verdict(of_parts(25), [])
    assert said is not None
    assert not said.good
    assert (said.title, said.text) == ("No problem found in what was chosen", LEFT)


def test_that_several_are_named() -> None:
    assert passed_over(of_parts(25, 31)).startswith("The file's own calls of fit, in lines 25, 31, were not run")
