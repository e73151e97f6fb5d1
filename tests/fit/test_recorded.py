"""`inspector.record()` in the person's own code."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest

import inspector
from inspector.analysis.finding import Severity
from inspector.fit.problem import WrongUse
from inspector.recorded import NOTHING
from inspector.recording.reader import open_recording

pytestmark = pytest.mark.keras

keras = pytest.importorskip("keras")


def built() -> keras.Model:
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model


def numbers(count: int) -> object:
    for i in range(count):
        yield np.full((4, 3), i, "float32"), np.zeros((4, 1), "float32")


def test_that_a_fit_is_recorded_and_gives_what_it_would_have_given() -> None:
    with inspector.record() as recorded:
        history = built().fit(numbers(3), verbose=0)
    assert isinstance(history, keras.callbacks.History)
    assert recorded.report["epochs"][0]["batches"] == [0, 1, 2]
    assert recorded.report["outcome"] == "completed"
    assert [one.rule for one in recorded.findings if one.severity is not Severity.INFO] == []
    assert (repr(recorded), recorded.paths) == ("<Recorded: fit completed>", [])


def test_that_it_prints_its_findings_and_shows_them_with_a_picture_in_a_notebook() -> None:
    with inspector.record() as recorded:
        built().fit(numbers(5), steps_per_epoch=10, verbose=0)
    assert "error    data-exhausted  epoch 0 step 5" in str(recorded)
    html = recorded._repr_html_()
    assert "<code>data-exhausted</code>" in html
    assert "data:image/png;base64,iVBOR" in html
    assert "5 of 10 steps, ended short" in html


def test_that_words_of_the_persons_are_words_in_a_notebook_and_no_markup() -> None:
    with inspector.record() as recorded, pytest.raises(Exception, match=r"<script>|Unknown"):
        built().fit((_raise("<script>alert()</script>") for _ in range(3)), steps_per_epoch=1, verbose=0)
    assert "&lt;script&gt;" in recorded._repr_html_()
    assert "<script>" not in recorded._repr_html_()


def _raise(message: str) -> None:
    raise RuntimeError(message)


def test_that_each_call_is_a_run_and_a_file(tmp_path: Path) -> None:
    with inspector.record(tmp_path / "run.fitrec") as recorded:
        model = built()
        model.fit(numbers(2), verbose=0)
        model.evaluate(numbers(2), verbose=0)
    assert [run.call for run in recorded.runs] == ["fit", "evaluate"]
    assert recorded.paths == [tmp_path / "run.fitrec", tmp_path / "run-2.fitrec"]
    assert [len(open_recording(path).recording) for path in recorded.paths] == [
        len(run.recording) for run in recorded.runs
    ]
    with pytest.raises(ValueError, match="2 runs were recorded"):
        _ = recorded.report
    assert "fit 1 of 2, line" in str(recorded)


def test_that_what_the_block_raises_is_raised_and_what_was_recorded_is_there() -> None:
    block = inspector.record()
    recorded = block.__enter__()
    built().fit(numbers(1), verbose=0)
    error = ZeroDivisionError("the block's own")
    assert block.__exit__(type(error), error, None) in (None, False), "it is not swallowed"
    assert recorded.report["outcome"] == "completed"


def test_that_nothing_is_left_on_keras() -> None:
    with inspector.record():
        assert "fit" in vars(keras.Model)
    assert {"fit", "evaluate"}.isdisjoint(vars(keras.Model))


def test_that_a_block_without_a_fit_says_so(tmp_path: Path) -> None:
    with inspector.record(tmp_path / "run.fitrec") as recorded:
        pass
    assert str(recorded) == NOTHING
    assert NOTHING in recorded._repr_html_()
    assert recorded.paths == []


def test_that_a_block_within_a_block_leaves_it_to_the_outer_one() -> None:
    with inspector.record() as outer:
        with pytest.warns(UserWarning, match="records it already"), inspector.record() as inner:
            built().fit(numbers(2), verbose=0)
        assert inner.runs == []
    assert outer.report["epochs"][0]["steps_done"] == 2


def test_that_a_place_that_cannot_be_written_is_one_sentence(tmp_path: Path) -> None:
    with (
        pytest.raises(WrongUse, match=r"inspector\.record .*: there is no folder"),
        inspector.record(tmp_path / "nowhere" / "run.fitrec"),
    ):
        pass
    (tmp_path / "mine.txt").write_text("dear diary")
    with pytest.raises(WrongUse, match="is no recording and is left as it is"), inspector.record(tmp_path / "mine.txt"):
        pass
    assert (tmp_path / "mine.txt").read_text() == "dear diary"


SCRIPT = """\
import json, sys
import inspector
assert {"tensorflow", "keras", "PySide6", "pyqtgraph"}.isdisjoint(sys.modules)
with inspector.record("run.fitrec") as recorded:
    import numpy as np
    import keras
    keras.utils.set_random_seed(3)
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    model.fit(np.ones((8, 3)), np.ones((8, 1)), batch_size=4, verbose=0)
assert "PySide6" not in sys.modules
json.dump(recorded.report, open("r.json", "w"))
"""


def test_that_keras_may_be_imported_within_the_block_and_the_file_tells_the_same(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(SCRIPT)
    command = [sys.executable, "train.py"]
    environment = {**os.environ, "PYTHONPATH": str(Path(inspector.__file__).parent.parent)}
    ran = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, timeout=240)
    assert ran.returncode == 0, ran.stderr
    report = json.loads((tmp_path / "r.json").read_text())
    assert report["epochs"][0]["batches"] == [0, 1]
    again = subprocess.run(
        [sys.executable, "-m", "inspector", "report", "run.fitrec", "--report", "-"],
        cwd=tmp_path,
        env=environment,
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert json.loads(again.stdout) == report
