"""Draw the pictures of the README and the guide from the present build: `python packaging/guide_pictures.py`.

Each sample is run for real, offscreen, once for its window (light and dark) and once for its exported timeline;
so is the example of each page on a finding, and each sample for its card on the empty window. What is committed is
installed into a new environment for the page on a first run, which is written anew.
"""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

os.environ["QT_QPA_PLATFORM"] = "offscreen"
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

from PySide6.QtGui import QImage

from tests.guide.few_colours import save_in_few_colours

if TYPE_CHECKING:
    from inspector.analysis.run import Run
    from inspector.fit.request import FitRequest

ROOT = Path(__file__).resolve().parent.parent
PICTURES = ROOT / "resources" / "guide" / "pictures"
COMPARED = (1240, 600)
"""Pixels of the comparison's window."""
WINDOWS = ("raises_at_batch_3", "stops_after_5", "alternates_batch_size", "validation_runs_out")


def main() -> None:
    """Draw all of them, each window in a process of its own: Qt has one application a process."""
    PICTURES.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) == 3:
        draw_window(sys.argv[1], sys.argv[2])
        return
    for name in WINDOWS:
        for theme in ("light", "dark"):
            subprocess.run([sys.executable, __file__, name, theme], check=True)
    draw_timelines()
    draw_comparison()
    subprocess.run([sys.executable, str(ROOT / "packaging" / "sample_pictures.py")], check=True)
    draw_grid("validation_runs_out")
    subprocess.run([sys.executable, "-m", "tests.guide.finding_pictures"], check=True, cwd=ROOT)
    for picture in ("architecture_picture", "workers_picture", "first_run"):
        subprocess.run([sys.executable, "-m", f"tests.guide.{picture}"], check=True, cwd=ROOT)
    for path in PICTURES.rglob("*.png"):
        save_in_few_colours(QImage(str(path)), path)


def draw_window(name: str, theme_name: str) -> None:
    """The whole window, at the end of the sample's run."""
    from inspector.fit.samples import sample_named
    from inspector.gui.offscreen import run_offscreen
    from inspector.gui.theme import DARK, LIGHT

    theme = DARK if theme_name == "dark" else LIGHT
    run_offscreen(sample_named(name).request, PICTURES / f"{name}-{theme_name}.png", theme=theme)


def draw_timelines() -> None:
    """The exported timeline of every sample, as `fit-inspector run --image` draws it."""
    from inspector.fit.samples import SAMPLES
    from inspector.gui.headless import save_picture

    for sample in SAMPLES:
        save_picture(run_of(sample.request), PICTURES / f"{sample.name}-timeline.png", scale=1)


def draw_comparison() -> None:
    """A generator that stops early, and the same with as many batches as are asked for."""
    from inspector.analysis.compare import compare, side_of_run
    from inspector.analysis.diagnosis import diagnose
    from inspector.fit.samples import sample_named
    from inspector.gui.application import application, settle
    from inspector.gui.compare.compare_window import CompareWindow
    from inspector.gui.style import palette, style_sheet
    from inspector.gui.theme import LIGHT

    app = application()
    request = sample_named("stops_after_5").request
    before, after = run_of(request), run_of(replace(request, data_args={"num_batches": "10"}))
    sides = [
        side_of_run(run, diagnose(run), name) for run, name in ((before, "before.fitrec"), (after, "after.fitrec"))
    ]
    window = CompareWindow(LIGHT)
    window.setPalette(palette(LIGHT))
    window.setStyleSheet(style_sheet(LIGHT))
    window.resize(*COMPARED)
    window.show_comparison(compare(*sides))
    window.show()
    settle(app)
    window.grab().save(str(PICTURES / "compare.png"))
    window.close()


def draw_grid(name: str) -> None:
    """The grid of a sample, as the window shows it."""
    from inspector.fit.samples import sample_named
    from inspector.gui.application import application, settle
    from inspector.gui.grid.grid_view import GridView
    from inspector.gui.theme import LIGHT
    from inspector.gui.timeline.axis import Axis
    from inspector.gui.timeline.content import Content

    app = application()
    content = Content(run_of(sample_named(name).request), Axis.STEP)
    content.refresh()
    grid = GridView(LIGHT)
    grid.resize(864, 230)
    grid.show_run(content)
    grid.show()
    settle(app)
    grid.picture(1).save(str(PICTURES / f"{name}-grid.png"))
    grid.close()


def run_of(request: FitRequest) -> Run:
    """What its fit did."""
    from inspector.analysis.run import Run
    from inspector.fit.session import Session
    from inspector.recording.recorder import Recorder

    recorder = Recorder()
    Session(request, recorder).run()
    recorder.drain()
    run = Run(recorder.recording)
    run.update()
    return run


if __name__ == "__main__":
    main()
