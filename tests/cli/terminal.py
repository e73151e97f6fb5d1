"""The command line in a test: in a process of its own, as a person types it, or called in the test's own process.

A process is the thing itself, and takes seconds for importing TensorFlow: each command has tests that start one. What
is left, which threshold or which option does what, is asked of `main`, in the process where Keras is loaded already.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from inspector.resources import resource
from tests.recording.files import written
from tests.story import Story

DISPLAYS = ("DISPLAY", "WAYLAND_DISPLAY")
ENGINES = ("tensorflow", "keras", "tf_keras")

WITHOUT_TENSORFLOW = f"""
import sys
for name in {ENGINES}:
    sys.modules[name] = None  # importing it raises
from inspector.cli import main
sys.exit(main(sys.argv[1:]))
"""


@dataclass(frozen=True)
class Ran:
    """What came of one command."""

    returncode: int
    stdout: str
    stderr: str


Command = Callable[..., Ran]


def fit_inspector(*arguments: str | Path, cwd: Path) -> Ran:
    """`fit-inspector` with these arguments, in a process of its own that has no display."""
    return _process(["-m", "inspector"], arguments, cwd)


def without_tensorflow(*arguments: str | Path, cwd: Path) -> Ran:
    """The same on a machine that has no TensorFlow."""
    return _process(["-c", WITHOUT_TENSORFLOW], arguments, cwd)


def _process(program: list[str], arguments: tuple[str | Path, ...], cwd: Path) -> Ran:
    environment = {key: value for key, value in os.environ.items() if key not in DISPLAYS}
    done = subprocess.run(
        [sys.executable, *program, *map(str, arguments)],
        cwd=cwd,
        env=environment,
        capture_output=True,
        text=True,
        timeout=240,
    )
    return Ran(done.returncode, done.stdout, done.stderr)


def sample(name: str) -> Path:
    """The file of a sample."""
    return resource("samples", f"{name}.py")


def kept(path: Path, story: Story) -> Path:
    """The recording of a story, written to this path."""
    return written(path, story.run().recording)
