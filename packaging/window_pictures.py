"""Draw the window in every state, from real runs, to be looked at: `python packaging/window_pictures.py FOLDER [LOOK]`.

A scene is a window and what happens in it, with a picture wherever there is a state to look at. Each look has a process
of its own: Qt has one application a process, and its scale is given when it begins.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QApplication, QDialog, QMenu, QWidget

from inspector.fit.request import FitRequest
from inspector.fit.samples import SAMPLES, sample_named
from inspector.gui.application import application, settle
from inspector.gui.main_window import MainWindow
from inspector.gui.theme import DARK, LIGHT
from inspector.recording.shelf import Shelf
from tests.guide.few_colours import save_in_few_colours

LOOKS = {
    "light": (LIGHT, (1440, 900), "1"),
    "dark": (DARK, (1440, 900), "1"),
    "small": (LIGHT, (1280, 720), "1"),
    "2x": (DARK, (1280, 720), "2"),
}
"""Theme, size and pixels a point."""
LONG = 400
"""Epochs of a run that is to be seen while it goes on."""
DIES = '''"""A generator whose process ends without a word."""

import os

import numpy as np


def batches():
    for number in range(10):
        if number == 4:
            os._exit(9)
        yield np.zeros((32, 10), "float32"), np.zeros((32, 1), "float32")
'''
TWO_FITS = '''"""Pretrains on 5 batches, then trains on 10 that are asked for and are not there."""

import keras
import numpy as np


def batches(count):
    for _ in range(count):
        x = np.ones((32, 10), "float32")
        yield x, x.sum(axis=1, keepdims=True)


model = keras.Sequential([keras.Input((10,)), keras.layers.Dense(1)])
model.compile(optimizer="sgd", loss="mse")
model.fit(batches(5), steps_per_epoch=5, verbose=0)
model.fit(batches(5), steps_per_epoch=10, verbose=0)
'''


class Stage:
    """A window in one look, the scenes' files, and the folder that pictures go to."""

    def __init__(self, look: str, folder: Path, files: Path) -> None:
        self.look, self.folder, self.files = look, folder, files
        self.app: QApplication = application()
        self.theme, self.size, _ = LOOKS[look]
        self.window = self.open_window()

    def open_window(self) -> MainWindow:
        """Another window, in place of the last one."""
        self.window = MainWindow(self.theme, samples=SAMPLES, shelf=Shelf(self.files / "recordings"))
        self.window.complete()
        self.window.resize(*self.size)
        self.window.show()
        self.window.centre.load_timeline()
        settle(self.app)
        return self.window

    def until(self, reached: Callable[[], bool]) -> None:
        """Let the window work until then."""
        while not reached():
            self.app.processEvents()
        settle(self.app)

    def run(self, request: FitRequest) -> None:
        """Run this to its end."""
        self.window.load(request, run=True)
        self.until_judged()

    def until_judged(self) -> None:
        """Until what runs is over, and its findings are the last."""
        controller = self.window.controller
        self.until(lambda: controller.run is not None and not controller.busy and controller.judged)

    def show(self, name: str, *over: QWidget) -> None:
        """A picture of the window, and of what is open over it."""
        settle(self.app)
        image = self.window.grab().toImage()
        painter = QPainter(image)
        for one in over:
            place = one.mapToGlobal(one.rect().topLeft()) - self.window.pos()
            painter.drawPixmap(place, one.grab())
            painter.setPen(QColor(self.theme.quiet))  # in place of the frame that a desktop gives it
            painter.drawRect(one.rect().translated(place).adjusted(-1, -1, 0, 0))
        painter.end()
        self.save(name, image)

    def save(self, name: str, image: QImage) -> None:
        """Write it, named after the look."""
        save_in_few_colours(image, self.folder / f"{name}-{self.look}.png")


def first_minute(stage: Stage) -> None:
    """Empty; a file that was read; TensorFlow on its way."""
    window = stage.window
    stage.show("empty")
    raising = sample_named("raises_at_batch_3").request
    window.load(raising)
    stage.until(lambda: window.setup.path is not None and window.bottom.source.path is not None)
    stage.show("ready")
    window.commands.run.trigger()
    stage.until(lambda: window.controller.run is not None and window.controller.run.phase != "")
    stage.show("loading")
    stage.until_judged()


def running(stage: Stage) -> None:
    """A run that goes on, that is stopped, that was."""
    window, controller = stage.open_window(), stage.window.controller
    window.load(replace(sample_named("clean_generator").request, epochs=LONG), run=True)
    stage.until(lambda: controller.run is not None and len(controller.run.epochs) > 5)
    stage.show("running")
    window.commands.stop.trigger()
    window.status.layout().activate()
    stage.save("stopping", window.grab().toImage())  # at once: it may have ended the moment after
    stage.until_judged()
    stage.show("stopped")


def clean(stage: Stage) -> None:
    """Nothing to find; then the data alone."""
    window = stage.open_window()
    stage.run(sample_named("py_dataset").request)
    stage.show("clean")
    window.commands.check.trigger()
    stage.until_judged()
    stage.show("checked")


def findings(stage: Stage) -> None:
    """What went wrong, in every panel, and what opens over it."""
    window = stage.open_window()
    stage.run(sample_named("validation_runs_out").request)
    stage.show("warnings")
    window.commands.grid_view.trigger()
    stage.show("grid")
    window = stage.open_window()
    stage.run(sample_named("raises_at_batch_3").request)
    stage.show("findings")
    window.commands.next_finding.trigger()
    stage.show("finding-chosen")
    bottom = window.bottom
    for name in ("events", "batches", "log", "epochs", "steps"):
        bottom.tabs.setCurrentWidget(getattr(bottom, name))
        stage.show(f"tab-{name}")
    bottom.tabs.setCurrentWidget(bottom.steps)
    bottom.steps.pick(6)
    stage.show("step-chosen")
    bottom.tabs.setCurrentWidget(bottom.events)
    window.commands.find.trigger()
    window.finder.field.setText("data raises")
    stage.until(lambda: not window.finder.search.under_way)
    stage.show("find")
    for name, action in (
        ("export", window.commands.export_picture),
        ("palette", window.commands.palette),
        ("shortcuts", window.commands.shortcuts),
        ("about", window.commands.about),
    ):
        action.trigger()
        dialog = next(one for one in window.findChildren(QDialog) if one.isVisible())
        stage.show(name, dialog)
        dialog.reject()
        settle(stage.app)
    for title in ("menuFile", "menuRun", "menuView"):
        show_menu(stage, title, window.commands.menus[title])
    next(card for card in window.findings.cards if card.finding.rule == "epoch-end-missing").safeRequested.emit()
    dialog = next(one for one in window.findChildren(QDialog) if one.isVisible())
    stage.show("safe", dialog)
    dialog.reject()
    guide = window.open_guide()
    guide.open_finding("source-raised")
    settle(stage.app)
    stage.save("guide", guide.grab().toImage())
    guide.close()


def show_menu(stage: Stage, name: str, menu: QMenu) -> None:
    """A menu where it opens."""
    bar = stage.window.menuBar()
    place = bar.actionGeometry(menu.menuAction())
    menu.popup(bar.mapToGlobal(place.bottomLeft()))
    stage.show(name, menu)
    menu.close()


def died(stage: Stage) -> None:
    """A process of its own that ended by itself."""
    stage.open_window()
    path = stage.files / "dies.py"
    path.write_text(DIES)
    stage.run(FitRequest(path, steps_per_epoch=10, isolate=True))
    stage.show("died")


def script(stage: Stage) -> None:
    """A script with two fits, and the one compared with the other."""
    window = stage.open_window()
    path = stage.files / "train.py"
    path.write_text(TWO_FITS)
    window.open(path)
    stage.until(lambda: window.setup.path == path)
    window.commands.run_script.trigger()
    stage.until_judged()
    stage.show("script")
    window.commands.compare.trigger()
    dialog = next(one for one in window.findChildren(QDialog) if one.isVisible())
    stage.show("compare-with", dialog)
    dialog.reject()
    window.comparing.compare_with_run(0)
    stage.until(lambda: window.comparing.window is not None and window.comparing.window.isVisible())
    compared = window.comparing.window
    assert compared is not None
    compared.next_difference()
    compared.canvas.fit_view()
    settle(stage.app)
    stage.save("compare", compared.grab().toImage())
    recorded = next(one for one in stage.window.shelving.earlier() if one.is_file())
    window.open(recorded)
    settle(stage.app)
    stage.show("reading")
    stage.until(lambda: window.controller.recorded is not None)
    stage.show("recorded")


SCENES = (first_minute, running, clean, findings, script, died)


def main() -> None:
    """Every scene in every look, or in the one that is named."""
    folder = Path(sys.argv[1]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) == 2:
        for look, (_, _, scale) in LOOKS.items():
            environment = {**os.environ, "QT_SCALE_FACTOR": scale}
            subprocess.run([sys.executable, __file__, str(folder), look], check=True, env=environment)
        return
    with tempfile.TemporaryDirectory() as files:
        stage = Stage(sys.argv[2], folder, Path(files))
        for scene in SCENES:
            scene(stage)
            stage.window.close()
    sys.stdout.flush()
    os._exit(0)  # without waiting for TensorFlow's threads


if __name__ == "__main__":
    main()
