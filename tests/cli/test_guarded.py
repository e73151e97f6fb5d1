"""A training file with its fit under the guard: what `run` and `check` say of the call that they leave alone."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.terminal import Command

pytestmark = pytest.mark.keras

TRAIN = """
import keras
import numpy as np

def load_images():
    for _ in range(6):
        yield np.zeros((4, 3)), np.zeros((4, 1))

def build_model():
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model

if __name__ == "__main__":
    build_model().fit(load_images(), steps_per_epoch=10, epochs=3)
"""


@pytest.mark.parametrize(("command", "done"), [("run", "run"), ("check", "looked at")])
def test_that_the_call_is_told_with_the_command_that_runs_it(
    tmp_path: Path, here: Command, command: str, done: str
) -> None:
    (tmp_path / "train.py").write_text(TRAIN)
    ran = here(command, tmp_path / "train.py")
    assert ran.returncode == 0, ran.stderr
    name = tmp_path / "train.py"
    to_run = f"fit-inspector: {name} calls fit itself in line 15; to run that: fit-inspector script {name}"
    assert ran.stderr.splitlines().count(to_run) == 1
    assert f"The file's own call of fit, in line 15, was not {done}" in ran.stdout
    meant = here(command, tmp_path / "train.py", "--call", "0")
    assert "line 15" not in meant.stdout + meant.stderr
