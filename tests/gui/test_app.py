"""The window from the outside: what importing it costs, and the same window without a display."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.fit.samples import sample_named
from inspector.gui.app import ThemeChooser
from inspector.gui.memory.memory import Memory
from inspector.gui.offscreen import run_offscreen
from inspector.gui.theme import DARK, LIGHT
from tests.analysis.workers.stories import whole
from tests.analysis.workers.test_reading import saved
from tests.gui.conftest import MakeWindow

HEAVY = ("tensorflow", "keras", "tf_keras", "pyqtgraph")


def modules_after(statement: str) -> set[str]:
    code = f"{statement}\nimport sys\nprint(*{{name.split('.')[0] for name in sys.modules}})"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=120)
    return set(done.stdout.split())


def test_that_importing_the_window_imports_neither_tensorflow_nor_pyqtgraph() -> None:
    assert modules_after("import inspector.gui.app").isdisjoint(HEAVY)


def test_that_importing_the_timeline_imports_no_tensorflow() -> None:
    loaded = modules_after("import inspector.gui.timeline.timeline_view")
    assert loaded.isdisjoint({"tensorflow", "keras", "tf_keras"})


def test_that_a_chosen_theme_stays_and_the_systems_is_light_where_it_does_not_say(make_window: MakeWindow) -> None:
    chooser = ThemeChooser(Memory())
    assert chooser.theme is LIGHT  # offscreen, no desktop says anything
    window = make_window()
    chooser.attach(window)
    window.commands.theme_dark.trigger()
    assert window.theme is DARK
    assert chooser.theme is DARK
    window.commands.theme_system.trigger()
    assert window.theme is LIGHT


def test_that_a_file_that_is_not_there_is_told_offscreen_as_well(tmp_path: Path) -> None:
    with pytest.raises(WrongUse, match="There is no file"):
        run_offscreen(FitRequest(tmp_path / "gone.py"), tmp_path / "picture.png")
    assert not (tmp_path / "picture.png").exists()


@pytest.mark.keras
def test_that_a_sample_is_run_and_drawn_without_a_display(tmp_path: Path) -> None:
    picture = tmp_path / "picture.png"
    run = run_offscreen(sample_named("raises_at_batch_3").request, picture, size=(1280, 720))
    assert run.over
    assert [epoch.steps_done for epoch in run.epochs] == [3]
    image = QImage(str(picture))
    assert (image.width(), image.height()) == (1280, 720)


@pytest.mark.keras
def test_that_a_name_that_is_not_there_is_one_sentence(tmp_path: Path) -> None:
    request = FitRequest(sample_named("clean_generator").request.module, data="bathces", epochs=1, steps_per_epoch=2)
    with pytest.raises(WrongUse, match="There is no bathces in clean_generator"):
        run_offscreen(request, tmp_path / "picture.png")


def test_that_the_window_opens_and_closes_cleanly_in_a_process_of_its_own(train_py: Path) -> None:
    code = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from inspector.gui.app import run_window
from inspector.gui.application import application
from inspector.gui.memory.memory import Memory
app = application()

def look():
    window = next(one for one in app.topLevelWidgets() if one.objectName() == "mainWindow")
    if window.setup.path is None or window.centre.timeline is None:
        return
    print(window.windowTitle(), window.isVisible())
    timer.stop()
    window.close()

timer = QTimer()
timer.timeout.connect(look)
timer.start(10)
sys.exit(run_window(path=Path(sys.argv[1]), memory=Memory()))
"""
    done = subprocess.run([sys.executable, "-c", code, str(train_py)], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "train.py — Fit Inspector True\n")
    assert "Traceback" not in done.stderr


READS_AHEAD = """
import time
import keras
import numpy as np

def batches():
    while True:
        time.sleep(0.05)
        yield np.ones((4, 3), "float32"), np.ones((4, 1), "float32")

def build_model():
    model = keras.Sequential([keras.layers.Dense(1)])
    model.compile("sgd", "mse")
    return model
"""


def test_that_the_recordings_of_workers_are_opened_in_a_window_of_their_own_beside_it(tmp_path: Path) -> None:
    code = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from inspector.gui.app import run_window
from inspector.gui.application import application
from inspector.gui.memory.memory import Memory
app = application()

def look():
    window = next(one for one in app.topLevelWidgets() if one.objectName() == "mainWindow")
    workers = window.workers.window
    if workers is None or not workers.isVisible():
        return
    print(workers.windowTitle())
    timer.stop()
    workers.close()
    window.close()

timer = QTimer()
timer.timeout.connect(look)
timer.start(10)
sys.exit(run_window(workers=[Path(path) for path in sys.argv[1:]], memory=Memory()))
"""
    paths = [str(saved(tmp_path / f"{n}.fitrec", whole(clock_ms=n))) for n in range(2)]
    done = subprocess.run([sys.executable, "-c", code, *paths], capture_output=True, text=True, timeout=120)
    assert (done.returncode, done.stdout) == (0, "2 recordings of workers — Fit Inspector\n")
    assert "Traceback" not in done.stderr


@pytest.mark.keras
def test_that_closing_the_window_ends_the_process_though_data_is_being_read_ahead(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text(READS_AHEAD)
    code = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from inspector.fit.request import FitRequest
from inspector.gui.app import run_window
from inspector.gui.application import application
from inspector.gui.memory.memory import Memory
app = application()

def look():
    window = next(one for one in app.topLevelWidgets() if one.objectName() == "mainWindow")
    run = window.controller.run
    if run is not None and run.epochs and run.epochs[0].steps_done >= 3:
        seen.write_text(f"busy: {window.controller.busy}")  # what is printed now is recorded
        timer.stop()
        window.close()

timer = QTimer()
timer.timeout.connect(look)
timer.start(10)
seen = Path(sys.argv[2])
request = FitRequest(Path(sys.argv[1]), steps_per_epoch=100_000)
sys.exit(run_window(request=request, autorun=True, memory=Memory()))
"""
    command = [sys.executable, "-c", code, str(tmp_path / "train.py"), str(tmp_path / "seen")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert (tmp_path / "seen").read_text() == "busy: True"
