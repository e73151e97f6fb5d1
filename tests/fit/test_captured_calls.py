"""A module that calls fit itself: what is run of it, with what, and what is left."""

from __future__ import annotations

import pytest

from tests.fit.conftest import Inspect, Inspected

pytestmark = pytest.mark.keras

CALLS = """
print("before")
mine = model()
mine.fit(forever(), steps_per_epoch=4, epochs=2)
print("behind")
raise RuntimeError("what stands behind fit is not run")
"""


def printed(inspected: Inspected) -> list[str]:
    return [line.text for line in inspected.run.log if line.level == "output"]


def as_called(inspect: Inspect, body: str, **asked: object) -> Inspected:
    return inspect(body, data=None, model=None, **asked)


def test_that_the_only_call_is_run_as_it_stands_there_and_what_is_behind_it_is_not(inspect: Inspect) -> None:
    told = as_called(inspect, CALLS)
    assert told.session.problem is None
    assert (told.report["outcome"], told.done) == ("completed", [4, 4])
    assert told.report["requested"] == {
        "epochs": 2,
        "initial_epoch": None,
        "steps_per_epoch": 4,
        "validation_steps": None,
        "steps_per_execution": None,
    }
    assert (told.run.header["data"], told.run.header["model"]) == ("forever()", "mine")
    assert "before" in printed(told)
    assert "behind" not in printed(told)
    assert told.errors == []


def test_that_what_is_asked_for_stands_in_the_place_of_what_the_call_says(inspect: Inspect) -> None:
    body = "def three():\n    yield from numbers(3)\n" + CALLS
    told = as_called(inspect, body, epochs=1, steps_per_epoch=3)
    assert told.done == [3]
    told = inspect(body, data="three", model=None, epochs=1)
    assert told.batches == [[0, 1, 2]]
    assert told.report["sources"]["train"]["exhausted"] is True, "steps_per_epoch=4 is the call's own"
    assert told.run.header["named"] == ["data"]


def test_that_the_parts_can_be_run_without_the_call(inspect: Inspect) -> None:
    told = inspect(CALLS, data="forever", model="model", steps_per_epoch=2)
    assert told.session.problem is None
    assert told.batches == [[0, 1]]
    said = [line.text for line in told.run.log if line.origin == "inspector"]
    assert any("fit in line" in line and "was passed over" in line for line in said)
    assert any("What stands behind it was not loaded" in line for line in said)


def test_that_a_call_among_several_is_chosen_by_its_line(inspect: Inspect) -> None:
    body = """
    mine = model()
    mine.fit(forever(), steps_per_epoch=1)
    history = mine.fit(forever(), steps_per_epoch=3)
    """
    told = as_called(inspect, body)
    assert told.session.problem is not None
    assert "calls fit 2 times: line 24, line 25. Choose one (on the command line: --call LINE)" in told.session.problem
    told = as_called(inspect, body, call=25)
    assert told.done == [3]
    told = as_called(inspect, body, call=7)
    assert told.session.problem == "train.py does not call fit in line 7: it is called in line 24, line 25."


def test_that_a_call_is_carried_out_within_what_stands_about_it(inspect: Inspect) -> None:
    told = as_called(
        inspect,
        """
        import contextlib, tempfile, os

        class Save(keras.callbacks.Callback):
            def on_epoch_end(self, epoch, logs=None):
                print("there" if os.path.isdir(folder) else "gone")

        with tempfile.TemporaryDirectory() as folder:
            try:
                model().fit(forever(), steps_per_epoch=1, callbacks=[Save()])
            except Exception:
                print("taken for theirs")
        """,
    )
    assert "there" in printed(told)
    assert "taken for theirs" not in printed(told)


def test_that_a_fit_within_the_fit_is_the_callbacks_own(inspect: Inspect) -> None:
    told = as_called(
        inspect,
        """
        class Inner(keras.callbacks.Callback):
            def on_epoch_end(self, epoch, logs=None):
                history = model().fit(numbers(2), verbose=0)
                print("inner", sorted(history.history))

        model().fit(forever(), steps_per_epoch=2, callbacks=[Inner()])
        """,
    )
    assert told.batches == [[0, 1]]
    assert "inner ['loss']" in printed(told)


def test_that_a_call_that_is_not_reached_is_told(inspect: Inspect) -> None:
    told = as_called(inspect, "if len('a') > 1:\n    model().fit(forever(), steps_per_epoch=1)\n")
    assert told.session.problem is not None
    assert "model().fit in line 23 was not reached when train.py was loaded" in told.session.problem


def test_that_a_call_in_a_function_wants_the_file_run_as_a_script(inspect: Inspect) -> None:
    body = "if __name__ == '__main__':\n    mine.fit(x, epochs=1)\n"
    told = as_called(inspect, body, call=23)
    assert told.session.problem is not None
    assert "run it as a script (on the command line: fit-inspector script train.py)" in told.session.problem


def test_that_an_exception_before_the_call_is_the_modules(inspect: Inspect) -> None:
    told = as_called(inspect, "1 / 0\nmodel().fit(forever(), steps_per_epoch=1)\n")
    assert told.session.problem == "train.py could not be loaded: ZeroDivisionError in line 22: division by zero"
    assert told.rules == ["module-failed"]


def test_that_arguments_which_fit_does_not_take_are_told_with_their_line(inspect: Inspect) -> None:
    told = as_called(inspect, "model().fit(forever(), steps_per_epoch=1, workers=4)\n")
    assert told.session.problem is not None
    assert "fit in line 22 cannot be called so" in told.session.problem
    assert told.report["error"]["line"] == 22
    assert told.report["error"]["where"] == "module"


# -- fit_generator, which is gone --


def test_that_fit_generator_is_run_as_fit_and_the_change_is_told(inspect: Inspect) -> None:
    told = as_called(
        inspect,
        "model().fit_generator(generator=forever(), steps_per_epoch=3, nb_epoch=2, workers=2, pickle_safe=True)",
    )
    assert told.done == [3, 3]
    assert told.errors == ["fit-generator-gone"]
    (gone,) = told.report["findings"][:1]
    assert "fit_generator in line 22" in gone["explanation"]
    assert "generator is x now; nb_epoch is epochs now; workers and pickle_safe left out" in gone["explanation"]


def test_that_arguments_by_place_are_those_of_fit_generator(inspect: Inspect) -> None:
    told = as_called(inspect, "model().fit_generator(forever(), 3, 2)")
    assert told.done == [3, 3]


def test_that_rows_are_not_taken_for_batches(inspect: Inspect) -> None:
    told = as_called(inspect, "model().fit_generator(forever(), samples_per_epoch=100, nb_epoch=1)")
    assert told.session.problem is not None
    assert "samples_per_epoch, which counts rows (Keras 1)" in told.session.problem


def test_that_the_file_has_no_fit_generator_once_the_run_is_over(inspect: Inspect) -> None:
    as_called(inspect, "model().fit_generator(forever(), 1)")
    import keras

    assert not hasattr(keras.Model, "fit_generator")
    assert "fit" not in vars(keras.Model), "it is inherited, as before"


TF_KERAS = """\
import os
os.environ["TF_USE_LEGACY_KERAS"] = "1"
import numpy as np
import tf_keras

def forever():
    while True:
        yield np.zeros((4, 3), "float32"), np.zeros((4, 1), "float32")

model = tf_keras.Sequential([tf_keras.layers.Dense(1)])
model.compile("sgd", "mse")
model.fit_generator(forever(), steps_per_epoch=2, epochs=2, workers=1)
"""


def test_that_tf_keras_has_fit_generator_still_and_nothing_is_said_of_it(inspect: Inspect) -> None:
    told = as_called(inspect, TF_KERAS, prelude="")
    assert told.report["environment"]["engine"] == "tf_keras"
    assert told.done == [2, 2]
    assert told.errors == []
