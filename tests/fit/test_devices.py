"""Devices: the one used is told, one that is not there is refused, and the module's own settings still count.

A module that sets them up has a process of its own, because TensorFlow settles its devices once.
"""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from .conftest import PRELUDE, Inspect

pytestmark = pytest.mark.keras

TWO_DEVICES = """
cpu = tf.config.list_physical_devices("CPU")[0]
tf.config.set_logical_device_configuration(cpu, [tf.config.LogicalDeviceConfiguration()] * 2)
"""


def run(tmp_path: Path, body: str, *arguments: str) -> tuple[int, dict[str, object], str]:
    (tmp_path / "train.py").write_text(PRELUDE + body + "\ndef data(): yield from forever()\n")
    ran = subprocess.run(
        [
            sys.executable,
            *["-m", "inspector", "run", "train.py", "--data", "data", "--steps-per-epoch", "3", "--report", "r.json"],
            *arguments,
        ],
        cwd=tmp_path,
        capture_output=True,
        text=True,
        timeout=240,
    )
    return ran.returncode, json.loads((tmp_path / "r.json").read_text()), ran.stderr


@pytest.mark.long  # as under a strategy, below, which needs it too
def test_that_a_module_may_set_up_its_own_logical_devices(tmp_path: Path) -> None:
    status, report, said = run(tmp_path, TWO_DEVICES)
    assert status == 0, said
    assert report["environment"]["device"].startswith("CPU:0")  # type: ignore[index]


MIRRORED = """
seen = []
strategy = tf.distribute.MirroredStrategy(["CPU:0", "CPU:1"])

class Sees(keras.layers.Layer):
    def call(self, x):
        tf.py_function(lambda value: seen.append(int(value)), [x[0, 0]], [])
        return x

def mirrored():
    with strategy.scope():
        model = keras.Sequential([keras.Input((3,)), Sees(), keras.layers.Dense(1)])
        model.compile("sgd", "mse")
    return model

class Tells(keras.callbacks.Callback):
    def on_train_end(self, logs=None):
        print("trained on", sorted(set(seen)))
"""


def test_that_under_a_strategy_each_step_has_the_batch_that_the_model_saw(tmp_path: Path) -> None:
    # Keras builds the model from a pass of its own here, so what that pass read ahead never reaches a step.
    status, report, said = run(tmp_path, TWO_DEVICES + MIRRORED, "--model", "mirrored")
    assert status == 0, said
    (epoch,) = report["epochs"]  # type: ignore[misc]
    assert len(epoch["batches"]) == 3
    assert f"trained on {epoch['batches']}" in said


def test_that_the_chosen_device_is_used_and_told(inspect: Inspect) -> None:
    body = (
        "class Where(keras.callbacks.Callback):\n"
        "    def on_train_end(self, logs=None): print('weights on', self.model.weights[0].value.device)\n"
        "def data(): yield from forever()\n"
    )
    seen = inspect(body, steps_per_epoch=3, device="cpu")
    assert seen.report["environment"]["device"] == "CPU:0"
    (told,) = [line.text for line in seen.run.log if line.text.startswith("weights on")]
    assert "CPU:0" in told


def test_that_another_backend_is_told_in_one_sentence(inspect: Inspect, monkeypatch: pytest.MonkeyPatch) -> None:
    import keras

    monkeypatch.setattr(keras.backend, "backend", lambda: "jax")
    seen = inspect("def data(): yield from forever()", steps_per_epoch=2)
    assert seen.session.problem is not None
    assert "Keras runs on jax here" in seen.session.problem
