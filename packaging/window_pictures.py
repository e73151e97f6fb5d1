"""Draw the window in every state, from real runs, to be looked at: `python packaging/window_pictures.py FOLDER`."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

os.environ["QT_QPA_PLATFORM"] = "offscreen"

STATES = ("empty", "ready", "loading", "running", "stopped", "clean", "findings")
LOOKS = {
    "light": ("light", "1440x900", "1"),
    "dark": ("dark", "1440x900", "1"),
    "small": ("light", "1280x720", "1"),
    "2x": ("light", "1280x720", "2"),
}
"""Theme, size and pixels a point."""
LONG = 400
"""Epochs of a run that is to be seen while it goes on."""


def main() -> None:
    """Each state in each look, each in a process of its own: Qt has one application a process."""
    folder = Path(sys.argv[1]).absolute()
    folder.mkdir(parents=True, exist_ok=True)
    if len(sys.argv) == 4:
        draw(sys.argv[2], sys.argv[3], folder / f"{sys.argv[2]}-{sys.argv[3]}.png")
        return
    for state in STATES:
        for look, (_, _, scale) in LOOKS.items():
            environment = {**os.environ, "QT_SCALE_FACTOR": scale}
            subprocess.run([sys.executable, __file__, str(folder), state, look], check=True, env=environment)


def draw(state: str, look: str, picture: Path) -> None:
    """Bring a window into a state, and save it."""
    from dataclasses import replace

    from inspector.fit.samples import SAMPLES, sample_named
    from inspector.gui.app import application, settle
    from inspector.gui.main_window import MainWindow
    from inspector.gui.theme import DARK, LIGHT

    theme, size, _ = LOOKS[look]
    app = application()
    window = MainWindow(DARK if theme == "dark" else LIGHT, samples=SAMPLES)
    window.resize(*map(int, size.split("x")))
    window.show()
    controller = window.controller

    def until(reached: Callable[[], bool]) -> None:
        while not reached():
            app.processEvents()

    if state != "empty":
        request = sample_named("raises_at_batch_3" if state in ("ready", "findings") else "clean_generator").request
        if state in ("running", "stopped"):
            request = replace(request, epochs=LONG)
        window.load(request, run=state != "ready")
        until(lambda: window.setup.path is not None if state == "ready" else controller.run is not None)
    if state in ("running", "stopped"):
        until(lambda: controller.run is not None and len(controller.run.epochs) > 5)
    if state == "stopped":
        window.commands.stop.trigger()
    if state in ("stopped", "clean", "findings"):
        until(lambda: not controller.busy and controller.judged)
    settle(app)
    window.grab().save(str(picture))
    window.close()
    os._exit(0)  # a run that is looked at in its middle is left there


if __name__ == "__main__":
    main()
