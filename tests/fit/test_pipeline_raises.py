"""A tf.data pipeline that raises: which batch, in which step, wherever in a pass it stands, on real Keras."""

from __future__ import annotations

import pytest

from .conftest import Inspect

pytestmark = pytest.mark.keras

RAISES_ONCE = """
calls = iter(range(99))

def refuse(x):
    if next(calls) == {at}:
        raise ValueError("bad value")
    return x

def checked(x, y):
    x = tf.py_function(refuse, [x], tf.float32)
    x.set_shape((None, 3))
    return x, y

def data():
    rows = np.zeros((12, 3), "float32"), np.zeros((12, 1), "float32")
    return tf.data.Dataset.from_tensor_slices(rows).batch(4).map(checked){more}
"""


@pytest.mark.parametrize("more", ["", ".filter(lambda x, y: True)"], ids=["of known length", "of unknown length"])
@pytest.mark.parametrize(("at", "epoch", "batch"), [(0, 0, 0), (1, 0, 1), (6, 2, 0), (8, 2, 2)])
def test_that_the_batch_that_a_pipeline_could_not_make_is_told_wherever_in_a_pass_it_stands(
    inspect: Inspect, at: int, epoch: int, batch: int, more: str
) -> None:
    seen = inspect(RAISES_ONCE.format(at=at, more=more), epochs=3)
    (found,) = [one for one in seen.report["findings"] if one["rule"] == "source-raised"]
    assert (found["severity"], found["caused_by"]) == ("error", None)
    assert (found["epoch"], found["step"], found["batch"]) == (epoch, batch, batch)
    assert "model-raised" not in seen.rules
    assert seen.done == [3] * epoch + [batch]


def test_that_it_is_told_of_a_pass_that_is_carried_on_from_epoch_to_epoch(inspect: Inspect) -> None:
    seen = inspect(RAISES_ONCE.format(at=2, more=""), epochs=3, steps_per_epoch=2)
    (found,) = [one for one in seen.report["findings"] if one["rule"] == "source-raised"]
    assert (found["epoch"], found["step"], found["batch"]) == (1, 0, 2)


def test_that_it_is_told_of_validation_that_raises_at_its_first_batch(inspect: Inspect) -> None:
    body = "def data(): yield from forever()\n" + RAISES_ONCE.format(at=3, more="").replace("def data", "def val")
    seen = inspect(body, validation="val", epochs=3, steps_per_epoch=2)
    (found,) = [one for one in seen.report["findings"] if one["rule"] == "validation-raised"]
    assert (found["severity"], found["epoch"], found["step"], found["batch"]) == ("error", 1, 0, 0)
    assert "model-raised" not in seen.rules
