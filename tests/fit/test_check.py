"""Checks of real data: what they pull, what they find, and that no fit is run."""

from __future__ import annotations

import functools
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.fit.check_request import CheckRequest
from inspector.fit.request import FitRequest
from inspector.fit.sessions import session_for
from inspector.recording.events import Kind
from inspector.recording.runs import Runs
from tests.fit.conftest import PRELUDE, Inspected

pytestmark = pytest.mark.keras

Check = Callable[..., Inspected]


def checked(folder: Path, body: str, *, prelude: str = PRELUDE, **asked: Any) -> Inspected:
    """Check the data of a module of this text."""
    path = folder / "train.py"
    path.write_text(prelude + textwrap.dedent(body))
    asked.setdefault("data", "data")
    runs = Runs()
    session = session_for(CheckRequest(FitRequest(path, **asked)), runs)
    session.run()
    (recorder,) = runs.recorders
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    assert (run.train_began_ns, run.epochs) == (None, [])
    return Inspected(run, build_report(run), session)  # type: ignore[arg-type]


@pytest.fixture
def check(tmp_path: Path) -> Check:
    """Check a module: `check("def data(): ...", epochs=2)`."""
    return functools.partial(checked, tmp_path)


def train(inspected: Inspected) -> tuple[int, int | None, bool]:
    told = inspected.report["check"]["train"]
    return told["given"], told["needed"], told["ended"]


def test_that_an_endless_generator_gives_as_many_as_are_needed(check: Check) -> None:
    found = check("data = forever", epochs=3, steps_per_epoch=4)
    assert train(found) == (12, 12, False)
    assert found.rules == []
    assert found.report["outcome"] == "completed"


def test_that_an_endless_generator_without_steps_is_left_after_a_bound(check: Check) -> None:
    found = check("data = forever", statistics=False)
    assert train(found) == (1000, None, False)
    assert found.rules == []


def test_that_a_generator_is_too_short(check: Check) -> None:
    found = check("def data(): return numbers(5)", steps_per_epoch=10)
    assert train(found) == (5, 10, True)
    assert found.rules == ["data-exhausted"]


def test_that_a_generator_that_raises_is_told_at_its_line(check: Check) -> None:
    found = check("def data():\n    yield one()\n    yield one(value=1 / 0)\n", steps_per_epoch=4)
    assert (found.rules, found.report["outcome"]) == (["source-raised"], "raised")
    assert (found.report["error"]["type"], found.report["error"]["function"]) == ("ZeroDivisionError", "data")


def test_that_nan_a_shape_and_a_none_are_found(check: Check) -> None:
    nan = check("def data():\n    yield one()\n    yield one(value=float('nan'))\n")
    assert nan.rules == ["non-finite"]
    shape = check("def data():\n    yield one()\n    yield one()\n    yield one(features=5)\n")
    assert shape.rules == ["shape-varies"]
    none = check("def data():\n    yield one()\n    yield None\n")
    assert none.rules == ["structure-invalid"]


PY_DATASET = """
class data(keras.utils.PyDataset):
    def __len__(self):
        return 3
    def __getitem__(self, index):
        {body}
        return one(value=index)
"""


def test_that_every_index_of_a_py_dataset_is_asked_once(check: Check) -> None:
    found = check(PY_DATASET.format(body="pass"), epochs=2)
    assert train(found) == (3, None, True)
    assert ([pull.batch for pull in found.run.train.pulls], found.rules) == ([0, 1, 2], [])
    assert check(PY_DATASET.format(body="pass"), steps_per_epoch=5).rules == ["data-exhausted"]
    assert check(PY_DATASET.format(body="index == 2 and {}['no']")).rules == ["source-raised"]


def test_that_one_pass_of_a_tf_dataset_is_looked_at(check: Check) -> None:
    ten = "tf.data.Dataset.from_tensor_slices((np.zeros((10, 3), 'float32'), np.zeros((10, 1), 'float32')))"
    found = check(f"data = {ten}.batch(4)", epochs=3)
    assert (train(found), found.rules) == ((3, None, True), ["batch-size-varies"])
    endless = check(f"data = {ten}.batch(5).repeat()", epochs=2, steps_per_epoch=3)
    assert (train(endless), endless.rules) == ((6, 6, False), [])
    raising = check(f"data = {ten}.map(lambda x, y: (tf.debugging.check_numerics(x / 0.0, 'divided'), y)).batch(5)")
    assert raising.rules == ["source-raised"]


def test_that_arrays_are_cut_and_arrays_of_different_lengths_are_told(check: Check) -> None:
    found = check("data = np.zeros((70, 3), 'float32'), np.zeros((70, 1), 'float32')")
    assert (train(found), found.rules) == ((3, None, True), ["batch-size-varies"])
    assert check("data = np.zeros((70, 3)), np.zeros((60, 1))").rules == ["length-mismatch"]


def test_that_the_modules_own_call_says_what_is_needed(check: Check) -> None:
    body = "model().fit(numbers(5), steps_per_epoch=4, epochs=2, validation_data=numbers(2), validation_steps=3)"
    found = check(body, data=None)
    assert train(found) == (5, 8, True)
    assert set(found.rules) == {"data-exhausted", "validation-short"}


def test_that_data_which_fit_cannot_read_is_one_sentence(check: Check) -> None:
    assert "cannot be checked" in str(check("def data(): return {'a': 'b'}").session.problem)


def test_that_stop_ends_an_endless_check(tmp_path: Path) -> None:
    path = tmp_path / "train.py"
    path.write_text(
        "import numpy as np\ndef data():\n    while True:\n        yield np.zeros((4, 3)), np.zeros((4, 1))\n"
    )
    runs = Runs()
    session = session_for(CheckRequest(FitRequest(path)), runs)
    (recorder,) = runs.recorders
    put = recorder.put

    def put_and_stop(kind: Kind, *args: Any, **values: Any) -> None:
        put(kind, *args, **values)
        if kind is Kind.PULL_END:
            session.stop()

    recorder.put = put_and_stop  # type: ignore[method-assign]
    session.run()
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    assert (run.outcome.value, len(run.train.given)) == ("cancelled", 1)
