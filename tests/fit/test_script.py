"""A script as it is: every fit and evaluate in it a run of its own, and scripts that do not get there."""

from __future__ import annotations

import runpy
import sys
import textwrap
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest

from inspector.analysis.report import ReportData, build_report
from inspector.analysis.run import Run
from inspector.fit.script_request import ScriptRequest
from inspector.fit.script_session import ScriptSession
from inspector.recording.runs import Runs
from tests.fit.conftest import OF_TIME

pytestmark = pytest.mark.keras

PRELUDE = """\
import keras
import numpy as np

def forever():
    i = 0
    while True:
        yield np.full((4, 3), i, "float32"), np.zeros((4, 1), "float32")
        i += 1

def built():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model
"""


@dataclass
class Ran:
    session: ScriptSession
    runs: list[Run]

    @property
    def reports(self) -> list[ReportData]:
        return [build_report(run) for run in self.runs]

    @property
    def printed(self) -> list[str]:
        return [line.text for run in self.runs for line in run.log if line.origin == "stdout"]

    def rules(self, number: int) -> list[str]:
        wrong = [one["rule"] for one in self.reports[number]["findings"] if one["severity"] != "info"]
        return [rule for rule in wrong if rule not in OF_TIME]


def ran(beside: Path, body: str, *arguments: str, prelude: str = PRELUDE, **asked: object) -> Ran:
    path = beside / "train.py"
    path.write_text(prelude + textwrap.dedent(body))
    runs = Runs()
    session = ScriptSession(ScriptRequest(path, arguments, **asked), runs)  # type: ignore[arg-type]
    session.run()
    told = []
    for recorder in runs.recorders:
        recorder.drain()
        told.append(Run(recorder.recording))
        told[-1].update()
    return Ran(session, told)


def test_that_each_fit_and_evaluate_is_a_run_of_its_own(tmp_path: Path) -> None:
    told = ran(
        tmp_path,
        """
        model = built()
        if __name__ == "__main__":
            model.fit(forever(), steps_per_epoch=2, epochs=2, verbose=0)
            history = model.fit(np.zeros((8, 3)), np.zeros((8, 1)), batch_size=4, verbose=0)
            print(sorted(history.history))
            print(model.evaluate(forever(), steps=3, verbose=0) >= 0)
        """,
    )
    assert (told.session.problem, told.session.remark) == (None, None)
    assert [run.call for run in told.runs] == ["fit", "fit", "evaluate"]
    assert [[e["steps_done"] for e in report["epochs"]] for report in told.reports] == [[2, 2], [2], []]
    assert told.reports[2]["evaluation"] == {
        "steps_expected": 3, "steps_done": 3, "batches": [0, 1, 2], "replayed": []
    }  # fmt: skip
    assert [told.rules(number) for number in range(3)] == [[], [], []]
    assert told.printed == ["['loss']", "True"], "fit's history and evaluate's loss are the script's own"
    assert [run.header["data"] for run in told.runs] == ["forever()", "np.zeros((8, 3)), np.zeros((8, 1))", "forever()"]
    assert [run.header["model"] for run in told.runs] == ["model"] * 3


def test_that_batches_which_the_first_fit_read_ahead_are_lost_to_the_second(tmp_path: Path) -> None:
    told = ran(
        tmp_path,
        """
        data = forever()
        model = built()
        model.fit(data, steps_per_epoch=3, verbose=0)
        model.fit(data, steps_per_epoch=3, verbose=0)
        """,
    )
    assert told.rules(0) == []
    assert told.rules(1) == ["unused-batches"]
    assert told.reports[1]["epochs"][0]["batches"][0] > 3


def test_that_the_script_has_its_arguments_its_folder_and_the_imports_beside_it(tmp_path: Path) -> None:
    (tmp_path / "helper.py").write_text("from train_data import LENGTH\n")
    (tmp_path / "train_data.py").write_text("LENGTH = 3\n")
    (tmp_path / "there").mkdir()
    here, main = Path.cwd(), sys.modules["__main__"]
    told = ran(
        tmp_path,
        """
        import os, sys
        import helper
        import __main__
        print(sys.argv[1:], os.getcwd() == os.path.realpath(sys.argv[1]), __name__, __main__.LENGTH)
        built().fit(forever(), steps_per_epoch=helper.LENGTH, verbose=0)
        """,
        str(tmp_path / "there"),
        "--fast",
        prelude="LENGTH = 'main is this file'\n" + PRELUDE,
        folder=tmp_path / "there",
    )
    assert told.printed == [f"['{tmp_path / 'there'}', '--fast'] True __main__ main is this file"]
    assert told.reports[0]["epochs"][0]["steps_done"] == 3
    assert (Path.cwd(), sys.modules["__main__"]) == (here, main)


def test_that_a_module_beside_it_is_read_anew_each_time(tmp_path: Path) -> None:
    body = "import helper\nprint(helper.WORD)\nbuilt().fit(forever(), steps_per_epoch=1, verbose=0)\n"
    (tmp_path / "helper.py").write_text("WORD = 'before'\n")
    assert ran(tmp_path, body).printed == ["before"]
    (tmp_path / "helper.py").write_text("WORD = 'after, and longer'\n")
    assert ran(tmp_path, body).printed == ["after, and longer"]


def test_that_a_file_of_a_package_finds_its_siblings(tmp_path: Path) -> None:
    package = tmp_path / "mine" / "training"
    package.mkdir(parents=True)
    (tmp_path / "mine" / "__init__.py").write_text("")
    (package / "__init__.py").write_text("")
    (tmp_path / "mine" / "sizes.py").write_text("STEPS = 2\n")
    body = "from ..sizes import STEPS\nfrom mine.sizes import STEPS\nbuilt().fit(forever(), steps_per_epoch=STEPS)\n"
    told = ran(package, body)
    assert told.session.problem is None
    assert told.reports[0]["epochs"][0]["steps_done"] == 2


# -- what ends a script before, beside and behind its fits --


@pytest.mark.parametrize(
    ("body", "says"),
    [
        ("import sys; sys.exit('no data')", "ended itself with 'no data' (sys.exit in line 14) before a call of fit"),
        (
            "import argparse; p = argparse.ArgumentParser(); p.add_argument('f'); p.parse_args()",
            "If it wants arguments",
        ),
        ("print('nothing more')", "train.py ended without a call of fit or evaluate of a Keras model"),
        ("1 / 0", "train.py raised ZeroDivisionError in line 14: division by zero. No fit had been called by then."),
        ("input('name? ')", "train.py asks for input in line 14, and nobody can answer it here"),
        ("import sys; sys.stdin.read()", "train.py asks for input in line 14"),
        ("def broken(:", "train.py has a syntax error in line 14"),
    ],
)
def test_that_a_script_that_comes_to_no_fit_is_told_in_one_sentence(tmp_path: Path, body: str, says: str) -> None:
    told = ran(tmp_path, body, answered=False)
    assert told.session.problem is not None
    assert says in told.session.problem
    assert "\n" not in told.session.problem
    assert [run.over for run in told.runs] == [True]


def test_that_a_script_that_raises_is_told_with_its_own_frames(tmp_path: Path) -> None:
    told = ran(tmp_path, "def load():\n    raise OSError('no such disk')\nload()\n")
    (report,) = told.reports
    assert (report["outcome"], report["error"]["where"], report["error"]["line"]) == ("raised", "module", 15)
    assert [one["rule"] for one in report["findings"]] == ["module-failed"]


def test_that_what_fit_raises_reaches_the_script_and_is_told_once(tmp_path: Path) -> None:
    told = ran(
        tmp_path,
        """
        def raises():
            yield from (next(forever()) for _ in range(2))
            raise ValueError("no label")

        try:
            built().fit(raises(), steps_per_epoch=5, verbose=0)
        except Exception as error:
            print(type(error).__name__)
        built().fit(raises(), steps_per_epoch=5, verbose=0)
        """,
    )
    assert told.printed == ["InvalidArgumentError"], "what Keras makes of a ValueError in a generator"
    assert [report["outcome"] for report in told.reports] == ["raised", "raised"]
    assert told.rules(1)[0] == "source-raised"
    assert told.session.remark is None, "the second one ended the script, and is told as how that fit ended"


def test_that_a_script_that_raises_between_its_fits_is_told_beside_them(tmp_path: Path) -> None:
    told = ran(tmp_path, "built().fit(forever(), steps_per_epoch=1, verbose=0)\n{}['loss']\n")
    assert told.session.remark == "train.py raised KeyError in line 15: 'loss'. It was no fit that raised it."
    assert told.session.traceback is not None
    assert "line 15" in told.session.traceback
    assert told.rules(0) == []


def test_that_sys_exit_behind_a_fit_is_no_problem(tmp_path: Path) -> None:
    told = ran(tmp_path, "import sys\nbuilt().fit(forever(), steps_per_epoch=1, verbose=0)\nsys.exit(0)\n")
    assert (told.session.problem, told.session.remark) == (None, None)


def test_that_a_call_that_keras_refuses_is_the_scripts_own_affair(tmp_path: Path) -> None:
    told = ran(
        tmp_path,
        """
        model = built()
        for call in (lambda: model.fit(forever(), workers=4), lambda: model.fit_generator(forever(), 3)):
            try:
                call()
            except (TypeError, AttributeError) as error:
                print(type(error).__name__)
        model.fit(forever(), steps_per_epoch=1, verbose=0)
        """,
    )
    assert told.printed == ["TypeError", "AttributeError"]
    assert len(told.runs) == 1


def test_that_an_evaluate_within_fit_or_a_callback_is_no_run_of_its_own(tmp_path: Path) -> None:
    told = ran(
        tmp_path,
        """
        class Evaluates(keras.callbacks.Callback):
            def on_epoch_end(self, epoch, logs=None):
                self.model.evaluate(forever(), steps=1, verbose=0)

        built().fit(forever(), steps_per_epoch=1, validation_data=forever(), validation_steps=1,
                    callbacks=[Evaluates()], verbose=0)
        """,
    )
    assert [run.call for run in told.runs] == ["fit"]


def test_that_keras_is_as_it_was_when_the_script_has_ended(tmp_path: Path) -> None:
    ran(tmp_path, "built().fit(forever(), steps_per_epoch=1, verbose=0)\n")
    import keras

    assert {"fit", "evaluate"}.isdisjoint(vars(keras.Model))


def test_that_stopping_ends_the_fit_and_with_it_the_script(tmp_path: Path) -> None:
    path = tmp_path / "train.py"
    path.write_text(
        PRELUDE
        + textwrap.dedent("""
        class Stops(keras.callbacks.Callback):
            def on_train_batch_end(self, batch, logs=None):
                print("press")

        model = built()
        try:
            model.fit(forever(), steps_per_epoch=10**6, callbacks=[Stops()], verbose=0)
        except Exception:
            print("taken for an exception of its own")
        model.fit(forever(), steps_per_epoch=1)
        """)
    )
    runs = Runs()
    session = ScriptSession(ScriptRequest(path), runs, echo=_Presses(lambda: session.stop()))  # type: ignore[arg-type]
    session.run()
    (recorder,) = runs.recorders
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    assert run.outcome.value == "cancelled"
    assert "taken for an exception of its own" not in [line.text for line in run.log]
    assert session.problem is None


class _Presses:
    """Presses Stop when it hears that it should; once."""

    def __init__(self, press: object) -> None:
        self._press = press

    def write(self, text: str) -> None:
        if "press" in text and self._press is not None:
            press, self._press = self._press, None
            press()  # type: ignore[operator]

    def flush(self) -> None: ...


WEIGHTS = """
import sys
keras.utils.set_random_seed(7)
model = keras.Sequential([keras.layers.Dense(4, activation="relu"), keras.layers.Dropout(0.5), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(forever(), steps_per_epoch=5, epochs=2, verbose=0, validation_data=forever(), validation_steps=2)
loss = model.evaluate(forever(), steps=2, verbose=0)
np.savez(sys.argv[1], loss, *model.get_weights())
"""


def test_that_a_recorded_script_trains_the_same_weights_bit_for_bit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded, bare = (str(tmp_path / f"{name}.npz") for name in ("recorded", "bare"))
    assert [run.call for run in ran(tmp_path, WEIGHTS, recorded).runs] == ["fit", "evaluate"]
    monkeypatch.setattr(sys, "argv", ["train.py", bare])
    runpy.run_path(str(tmp_path / "train.py"), run_name="__main__")
    one, other = np.load(recorded), np.load(bare)
    assert len(one.files) == 5
    assert all(one[name].tobytes() == other[name].tobytes() for name in one.files)
