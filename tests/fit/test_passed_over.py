"""A file that calls fit only where loading it does not come to, and what a run of its parts says of that."""

from __future__ import annotations

import ast

import pytest

from inspector.fit.call_sites import call_sites
from inspector.fit.chosen_call import NO_CALL, passed_over
from tests.fit.conftest import Inspect

GUARDED = 'if __name__ == "__main__":\n    model().fit(forever(), epochs=3)\n'
IN_MAIN = 'def main():\n    model().fit(forever(), epochs=3)\n\nif __name__ == "__main__":\n    main()\n'
AT_LOAD = "model().fit(forever(), epochs=2)\n"


@pytest.mark.parametrize(
    ("text", "lines"), [(GUARDED, [2]), (AT_LOAD + GUARDED, []), ("data = forever\n", []), (IN_MAIN, [2])]
)
def test_that_calls_are_passed_over_where_loading_comes_to_none(text: str, lines: list[int]) -> None:
    assert passed_over(call_sites(ast.parse(text))) == lines


@pytest.mark.keras
@pytest.mark.parametrize("text", [GUARDED, IN_MAIN])
def test_that_a_run_of_the_parts_records_which_call_it_left_alone(inspect: Inspect, text: str) -> None:
    told = inspect("data = forever\n" + text, steps_per_epoch=2)
    assert told.done == [2]
    (line,) = told.run.header["passed_over"]
    assert told.session.request.module.read_text().splitlines()[line - 1].strip().startswith("model().fit")
    meant = inspect("data = forever\n" + text, steps_per_epoch=2, call=NO_CALL)
    assert "passed_over" not in meant.run.header


@pytest.mark.keras
def test_that_a_run_of_the_call_that_is_loaded_leaves_none_alone(inspect: Inspect) -> None:
    told = inspect("model().fit(forever(), steps_per_epoch=2)\n" + GUARDED, data=None, model=None)
    assert told.done == [2]
    assert "passed_over" not in told.run.header
