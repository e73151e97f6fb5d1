"""What a person sees first looks as it stays, needs nothing heavy, and loses no key that is pressed at it."""

from __future__ import annotations

import os
import socket
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import PySide6
import pytest
from PySide6.QtCore import QLibraryInfo
from pytestqt.qtbot import QtBot

from inspector.fit.samples import SAMPLES
from inspector.gui import app
from inspector.gui.application import settle
from inspector.gui.main_window import MainWindow
from inspector.gui.memory.memory import Memory
from inspector.gui.theme import DARK, LIGHT, Theme

STARTED = """
import sys
from PySide6.QtCore import QSocketNotifier, QTimer
from inspector.gui import app, main_window
from inspector.gui.memory.memory import Memory

class Window(main_window.MainWindow):
{methods}

app.MainWindow, app.UNSEEN_MS = Window, 60_000
sys.exit(app.run_window(memory=Memory()))
"""


@contextmanager
def started(methods: str, *, platform: str = "offscreen") -> Iterator[subprocess.Popen[str]]:
    """The program as it is started, with these methods in its window."""
    program = [sys.executable, "-c", STARTED.format(methods=methods)]
    shown_on = {**os.environ, "QT_QPA_PLATFORM": platform}
    with subprocess.Popen(program, env=shown_on, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as process:
        try:
            yield process
        finally:
            process.kill()


def test_that_nothing_heavy_is_imported_before_the_first_window_is_painted() -> None:
    painted = """
    def paintEvent(self, event):
        super().paintEvent(event)
        print(*{name.partition(".")[0] for name in sys.modules}, flush=True)
        QTimer.singleShot(0, self.close)
"""
    with started(painted) as process:
        out, _ = process.communicate(timeout=120)
    assert process.returncode == 0
    assert set(out.splitlines()[0].split()).isdisjoint({"numpy", "pyqtgraph", "tensorflow", "keras", "tf_keras"})


@pytest.mark.parametrize(
    ("theme", "as_grid", "recent"), [(LIGHT, False, []), (DARK, True, [Path("/home/me/train.py")])]
)
def test_that_it_looks_as_it_stays(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, theme: Theme, as_grid: bool, recent: list[Path]
) -> None:
    monkeypatch.setattr(MainWindow, "finish", lambda _: None)
    memory = Memory()
    memory.as_grid = as_grid
    for path in recent:
        memory.add_recent(path)
    window = MainWindow(theme, samples=SAMPLES, memory=memory)
    qtbot.addWidget(window)
    with qtbot.waitExposed(window):
        window.show()
    first = window.grab().toImage()
    window.complete()
    window.centre.load_timeline()
    settle(app.application())
    assert window.grab().toImage() == first


def test_that_a_window_that_nobody_sees_is_made_whole_as_well(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(app, "UNSEEN_MS", 0)
    monkeypatch.setattr(MainWindow, "paintEvent", lambda *_: None)
    window = MainWindow(LIGHT)
    qtbot.addWidget(window)
    window.show()
    app.wait_until_complete(window)
    assert window.is_complete


def test_that_a_window_that_is_closed_at_once_ends_the_program() -> None:
    closed = """
    def paintEvent(self, event):
        super().paintEvent(event)
        self.close()

    def complete(self):
        raise AssertionError("nobody wants it any more")
"""
    with started(closed) as process:
        out, _ = process.communicate(timeout=120)
    assert (process.returncode, out) == (0, "")


HELD_BACK = """
    def finish(self):
        print("painted", flush=True)
        self.told = QSocketNotifier(0, QSocketNotifier.Type.Read, self)
        self.told.activated.connect(self.go_on)

    def go_on(self):
        self.told.setEnabled(False)
        super().finish()
"""
VNC = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath), "platforms", "libqvnc.so")
VERSION = b"RFB 003.003\n"
CONTROL, Q = 0xFFE3, ord("q")


@pytest.mark.skipif(not VNC.exists(), reason=f"PySide6 {PySide6.__version__} has no platform here that is sent keys")
def test_that_keys_that_are_pressed_before_their_command_is_made_wait_for_it() -> None:
    with socket.create_server(("127.0.0.1", 0)) as free:
        port = free.getsockname()[1]
    with started(HELD_BACK, platform=f"vnc:port={port}") as process:
        assert process.stdin is not None
        assert process.stdout is not None
        while process.stdout.readline() != "painted\n":  # the platform tells of itself as well
            assert process.poll() is None
        with socket.create_connection(("127.0.0.1", port), timeout=60) as keyboard:
            press(keyboard, (CONTROL, True), (Q, True), (Q, False), (CONTROL, False))
            process.stdin.write("go on\n")
            process.stdin.flush()
            assert process.wait(timeout=20) == 0


def press(keyboard: socket.socket, *keys: tuple[int, bool]) -> None:
    """Send these keys, each down or up, by VNC, and return when the program has them."""
    answers = keyboard.makefile("rb")
    answers.read(len(VERSION))
    keyboard.sendall(VERSION)
    answers.read(4)  # no password
    keyboard.sendall(b"\x01")
    answers.read(struct.unpack(">20xI", answers.read(24))[0])  # its size, and its name
    for key, down in keys:
        keyboard.sendall(struct.pack(">BBxxI", 4, down, key))
    keyboard.sendall(struct.pack(">BxHi", 2, 1, 0) + struct.pack(">BBHHHH", 3, 0, 0, 0, 1, 1))
    answers.read(1)  # of the picture that was asked for after the keys
