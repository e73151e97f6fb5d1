"""The first run's window, by mouse and keys: `python first_run_window.py TRAIN.py MENDED.py FOLDER`.

Run by the Python of an environment in which Fit Inspector is installed, and by its path, so that the checkout is not
imported. The window is opened by the program's own entry; each state is saved as a picture in FOLDER.
"""

from __future__ import annotations

import os
import sys
import time
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

# The list of platforms passes for a screen, and Qt takes the one that is there.
os.environ["QT_QPA_PLATFORM"] = "wayland;offscreen"

from PySide6.QtCore import QMimeData, QObject, QPointF, Qt, QTimer, QUrl
from PySide6.QtGui import QAction, QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

from inspector.cli import main as fit_inspector
from inspector.gui.application import application, settle

PATIENCE_S = 240
LOOK_MS = 20

Reached = Callable[[], bool]


class Hand(QObject):
    """Does one step after another, each as soon as the window has come to where the one before leads."""

    def __init__(self, steps: Iterator[Reached]) -> None:
        super().__init__()
        self._steps = steps
        self._reached: Reached = lambda: True
        self._since = time.monotonic()
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._look)
        self._timer.start(LOOK_MS)

    def _look(self) -> None:
        try:
            if self._reached():
                self._reached, self._since = next(self._steps), time.monotonic()
            elif time.monotonic() - self._since > PATIENCE_S:
                raise TimeoutError("the window did not come to where this step leads")
        except StopIteration:
            self._timer.stop()
        except Exception:
            traceback.print_exc()
            os._exit(1)


def first_run(train: Path, mended: str, folder: Path) -> Iterator[Reached]:
    """What a person does; each `yield` is what they wait for."""
    yield lambda: _window() is not None
    window = _window()
    assert window is not None
    controller = window.controller  # type: ignore[attr-defined]

    def save(name: str) -> None:
        settle(application())
        window.grab().save(str(folder / f"{name}.png"))

    def press(kind: type[QWidget], name: str) -> None:
        QTest.mouseClick(_part(window, kind, name), Qt.MouseButton.LeftButton)

    def judged() -> bool:
        return controller.run is not None and not controller.busy and controller.judged

    window.resize(1440, 900)
    yield lambda: window.centre.timeline is not None  # type: ignore[attr-defined]
    save("1-empty")

    _drop(window, train)
    yield _part(window, QAction, "actionRun").isEnabled
    save("2-read")

    press(QToolButton, "buttonRun")
    yield judged
    save("3-finding")

    for _ in ("the cause", "what came of it first"):
        QTest.keyClick(window, Qt.Key.Key_N)
    save("4-evidence")

    train.write_text(mended, encoding="utf-8")
    again = _part(window, QPushButton, "messageAction")
    yield again.isVisible
    save("5-mended")

    press(QPushButton, "messageAction")
    yield lambda: controller.busy
    yield judged
    save("6-clean")
    QTest.keyClick(window, Qt.Key.Key_Q, Qt.KeyboardModifier.ControlModifier)
    yield lambda: False


def _window() -> QWidget | None:
    shown = (one for one in QApplication.topLevelWidgets() if one.objectName() == "mainWindow" and one.isVisible())
    return next(shown, None)


def _part(window: QWidget, kind: type[Any], name: str) -> Any:
    found = window.findChild(kind, name)
    assert found is not None, name
    return found


def _drop(window: QWidget, file: Path) -> None:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file))])
    middle, copy = window.rect().center(), Qt.DropAction.CopyAction
    left, none = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    QApplication.sendEvent(window, QDragEnterEvent(middle, copy, data, left, none))
    QApplication.sendEvent(window, QDropEvent(QPointF(middle), copy, data, left, none))


if __name__ == "__main__":
    train_py, mended_py, pictures = map(Path, sys.argv[1:])
    application()
    hand = Hand(first_run(train_py, mended_py.read_text(encoding="utf-8"), pictures))
    sys.argv = ["fit-inspector"]
    sys.exit(fit_inspector([]))
