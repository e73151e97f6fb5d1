"""Wrong use: one clear sentence that names the thing and the remedy; the run is over, and nothing hangs."""

from __future__ import annotations

import json
import signal
from pathlib import Path

import pytest

from inspector.cli import Exit, main
from inspector.fit.discovery import discover
from inspector.fit.failure import failure_of
from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest

from .conftest import Inspect


@pytest.mark.parametrize(
    ("name", "content", "says"),
    [
        ("missing.py", None, "There is no file"),
        ("notes.txt", b"hello", "not a Python file"),
        ("broken.py", b"def x(:\n", "syntax error in line 1"),
        ("nul.py", b"a\0b", "null bytes"),
        ("latin.py", b"x = '\xff'\n", "latin.py"),
    ],
)
def test_that_what_is_not_a_python_file_is_refused(tmp_path: Path, name: str, content: bytes | None, says: str) -> None:
    path = tmp_path / name
    if content is not None:
        path.write_bytes(content)
    with pytest.raises(WrongUse) as told:
        discover(path)
    assert says in str(told.value)
    assert "\n" not in str(told.value)


def test_that_a_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="is a folder"):
        discover(tmp_path)


@pytest.mark.parametrize(
    ("asked", "says"),
    [
        ({"epochs": 0}, "epochs is 0"),
        ({"steps_per_epoch": -3}, "steps_per_epoch is -3"),
        ({"steps_per_epoch": 0}, "steps_per_epoch is 0"),
        ({"validation_steps": 0}, "validation_steps is 0"),
        ({"initial_epoch": -1}, "epochs count from 0"),
        ({"initial_epoch": 2, "epochs": 2}, "leaves no epoch to run"),
    ],
)
def test_that_numbers_that_make_no_sense_are_refused(asked: dict[str, int], says: str) -> None:
    with pytest.raises(WrongUse, match=says):
        FitRequest(Path("train.py"), **asked)  # type: ignore[arg-type]


@pytest.mark.keras
@pytest.mark.parametrize(
    ("body", "asked", "says"),
    [
        ("import no_such_package", {}, "no_such_package in line"),
        ("raise RuntimeError('not today')", {}, "RuntimeError in line 22: not today"),
        ("import sys; sys.exit(3)", {}, "ended itself"),
        ("", {"data": "nothing"}, "There is no nothing in train.py: it has"),
        ("def data(rows): yield one(rows)", {}, "data() needs a value for 'rows'"),
        ("def data(): yield one()", {"data_args": {"q": "1"}}, "takes no argument 'q'"),
        ("def data(): return 3", {}, "gives an int, which fit cannot read"),
        ("def data(): return 1 / 0", {}, "data() in train.py raised ZeroDivisionError in line 22"),
        ("def data(): yield one()\ndef model(): return 3", {}, "not a Keras model"),
        (
            "def data(): yield one()\ndef model(): return keras.Sequential([keras.layers.Dense(1)])",
            {},
            "is not compiled: call model.compile",
        ),
        ("def data(): yield one()", {"device": "GPU:7"}, "There is no device GPU:7"),
        ("def data(): yield one()\ncallbacks = [3]", {}, "is not a Keras callback"),
        ("def data(): yield one()", {"model": "missing.keras"}, "There is no model file"),
        ("def data(): yield np.zeros(3, 'str')", {"model": None}, "none can be made"),
    ],
)
def test_that_what_cannot_be_run_is_told_in_one_sentence(
    inspect: Inspect, body: str, asked: dict[str, object], says: str
) -> None:
    if asked.get("model", "") is None:
        prelude = "import numpy as np\n"
        seen = inspect(body, prelude=prelude, **asked)
    else:
        seen = inspect(body, **asked)
    assert seen.session.problem is not None
    assert says in seen.session.problem
    assert "\n" not in seen.session.problem
    assert seen.report["outcome"] == "raised"


@pytest.mark.keras
@pytest.mark.parametrize(
    ("asked", "offered"),
    [
        ({"data": "nope"}, "arrays, images"),
        ({"data": "images", "validation": "nope"}, "arrays, images"),
        ({"data": "images", "model": "nope"}, "arrays, build"),
        ({"data": "images", "callbacks": "nope"}, "Logger, arrays"),
    ],
)
def test_that_what_is_offered_instead_of_a_name_could_be_given_there(
    inspect: Inspect, asked: dict[str, str], offered: str
) -> None:
    prelude = """
import keras
import numpy as np
EPOCHS = 3
arrays = [np.zeros((4, 3)), np.zeros((4, 1))]
class Logger(keras.callbacks.Callback): pass
def images(): yield np.zeros((4, 3)), np.zeros((4, 1))
def build():
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model
"""
    seen = inspect(prelude=prelude, **{"model": None, **asked})
    assert seen.session.problem == f"There is no nope in train.py: it has {offered}."


@pytest.mark.keras
def test_that_several_candidates_are_listed(inspect: Inspect) -> None:
    seen = inspect("def a(): yield one()\ndef b(): yield one()", data=None, prelude="def one(): return 1, 2\n")
    assert seen.session.problem is not None
    assert "a (line 2), b (line 3)" in seen.session.problem
    assert "--data NAME" in seen.session.problem


@pytest.mark.keras
def test_that_a_module_without_data_says_what_to_define(inspect: Inspect) -> None:
    seen = inspect("x = 1", data=None, prelude="")
    assert seen.session.problem is not None
    assert "No generator or dataset was found in train.py" in seen.session.problem


@pytest.mark.keras
@pytest.mark.parametrize("body", ["def data():\n  return\n  yield", "def data():\n  yield np.zeros((4, 3))"])
def test_that_data_that_keras_refuses_is_the_datas_fault(inspect: Inspect, body: str) -> None:
    seen = inspect(body)
    assert seen.session.problem is None
    assert (seen.report["outcome"], seen.report["error"]["where"]) == ("raised", "data")


@pytest.mark.keras
def test_that_a_small_model_is_made_for_a_module_without_one(inspect: Inspect) -> None:
    body = """
def data(n=4):
    for i in range(n):
        yield {"a": np.zeros((8, 3), "float32"), "b": np.ones((8, 2, 2), "float32")}, np.zeros((8, 1), "float32")
"""
    seen = inspect(body, model=None, prelude="import numpy as np\n")
    assert seen.session.problem is None
    assert seen.done == [4]
    assert "made to fit" in seen.run.header["model"]


def test_that_a_cause_that_leads_back_to_itself_is_told() -> None:
    first, second = ValueError("first"), ValueError("second")
    first.__cause__, second.__cause__ = second, first
    assert failure_of(first, "data")["file"] is None


def test_that_frames_are_told_once_as_own_or_as_passed_through() -> None:
    def down(depth: int) -> None:
        if depth:
            down(depth - 1)
        json.loads("{")

    with pytest.raises(json.JSONDecodeError) as caught:
        down(5)
    told = failure_of(caught.value, "data")
    assert told["function"] == "down"
    assert told["file"] == __file__
    own, _, passed = told["traceback"].partition("It passed through")
    assert "in down" in own
    assert "in loads" in passed
    assert "in down" not in passed


def test_that_the_inspectors_own_failure_is_not_laid_at_the_modules_door(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def broken(path: Path) -> None:
        raise RuntimeError("ours")

    monkeypatch.setattr("inspector.fit.session.discover", broken)
    monkeypatch.setattr(signal, "signal", lambda *_: None)
    report = tmp_path / "r.json"
    assert main(["run", str(tmp_path / "train.py"), "--report", str(report)]) == Exit.FAILED
    assert "Fit Inspector itself failed: RuntimeError: ours" in capsys.readouterr().err
    told = json.loads(report.read_text(encoding="utf-8"))
    assert (told["outcome"], told["error"], told["findings"]) == ("raised", None, [])
