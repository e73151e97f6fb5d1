"""An exception at every stage and in every hook: it ends `fit`, and is told with the place that it came out of."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from tests.fit.conftest import Inspected, inspected

# Each of what they prove has a case of its own among those that run often; this is the whole table.
pytestmark = [pytest.mark.keras, pytest.mark.long]

ENDLESS = "def data(): yield from forever()\n"
HOOKS = (
    "on_train_begin", "on_epoch_begin", "on_train_batch_begin", "on_train_batch_end",
    "on_test_begin", "on_test_batch_begin", "on_test_batch_end", "on_test_end", "on_epoch_end", "on_train_end",
)  # fmt: skip


def cause(folder: Path, body: str, **asked: Any) -> str:
    """The title of the first finding of a run that raised."""
    seen: Inspected = inspected(folder, body, **{"epochs": 2, "steps_per_epoch": 3, **asked})
    assert seen.report["outcome"] == "raised"
    return seen.report["findings"][0]["title"]


@pytest.mark.parametrize("hook", HOOKS)
def test_that_what_a_hook_of_a_callback_raises_is_told_with_both_names(tmp_path: Path, hook: str) -> None:
    body = f"""
class Raises(keras.callbacks.Callback):
    def {hook}(self, *_, **__): raise ZeroDivisionError("here")
def validation(): yield from numbers(100)
"""
    asked = {"callbacks": "Raises", "validation": "validation", "validation_steps": 2}
    assert cause(tmp_path, ENDLESS + body, **asked) == f"Raises.{hook} raised: ZeroDivisionError: here"


@pytest.mark.parametrize("hook", ["set_params", "set_model"])
def test_that_what_a_callback_raises_when_it_is_handed_over_is_not_laid_on_the_data(tmp_path: Path, hook: str) -> None:
    body = f"""
class Raises(keras.callbacks.Callback):
    def {hook}(self, *_): raise ZeroDivisionError("here")
"""
    told = cause(tmp_path, ENDLESS + body, callbacks="Raises")
    assert told == f"{hook} raised before the first epoch: ZeroDivisionError: here"


@pytest.mark.parametrize(
    ("method", "told"),
    [
        ("__len__", "__len__ raised before the first epoch: ZeroDivisionError: here"),
        ("__getitem__", "The PyDataset raised at batch 0: ZeroDivisionError: here"),
        ("on_epoch_begin", "on_epoch_begin raised in epoch 0: ZeroDivisionError: here"),
        # Keras calls it at the end of its look at the first batches, too.
        ("on_epoch_end", "on_epoch_end raised before the first epoch: ZeroDivisionError: here"),
    ],
)
def test_that_what_a_method_of_a_dataset_raises_is_not_laid_on_the_model(
    tmp_path: Path, method: str, told: str
) -> None:
    body = f"""
class Whole(keras.utils.PyDataset):
    def __len__(self): return 3
    def __getitem__(self, index): return one()
class Raises(Whole):
    def {method}(self, *_): raise ZeroDivisionError("here")
def data(): return Raises()
"""
    assert cause(tmp_path, body, steps_per_epoch=None) == told


@pytest.mark.parametrize(
    ("body", "asked", "told"),
    [
        ("1 / 0\n" + ENDLESS, {}, "The module failed before fit"),
        ("def data(): return [1 / 0]", {}, "The module failed before fit"),
        (ENDLESS + "def bad(): 1 / 0", {"model": "bad"}, "The module failed before fit"),
        (ENDLESS + "def bad(): 1 / 0", {"callbacks": "bad"}, "The module failed before fit"),
        (ENDLESS + "def bad(): return [1 / 0]", {"validation": "bad"}, "The module failed before fit"),
        ("def data():\n  1 / 0\n  yield one()", {}, "The generator raised at batch 0"),
        ("def data():\n  yield from numbers(4)\n  1 / 0", {}, "The generator raised at batch 4"),
        (
            ENDLESS + "def bad():\n  yield one()\n  1 / 0",
            {"validation": "bad", "validation_steps": 3},
            "The validation generator raised at batch 1",
        ),
        (
            ENDLESS
            + "def bad():\n  made = model()\n  def loss(a, b): 1 / 0\n  made.compile('sgd', loss)\n  return made",
            {"model": "bad"},
            "The model raised at step 0 of epoch 0",
        ),
        (
            ENDLESS + "class Mine(keras.Sequential):\n  def train_step(self, data): 1 / 0\n"
            "def bad():\n  made = Mine([keras.layers.Dense(1)])\n  made.compile('sgd', 'mse')\n  return made",
            {"model": "bad"},
            "The model raised at step 0 of epoch 0",
        ),
    ],
    ids=[
        "loading", "making the data", "making the model", "making the callbacks", "making the validation data",
        "the first batch", "a later batch", "a batch of validation", "the loss", "the train step",
    ],
)  # fmt: skip
def test_that_each_stage_is_told_from_the_others(tmp_path: Path, body: str, asked: dict[str, Any], told: str) -> None:
    assert cause(tmp_path, body, **asked) == f"{told}: ZeroDivisionError: division by zero"
