"""A library of the system that is missing gets the exact package, not a loader's traceback."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from types import ModuleType

import pytest

from inspector.gui import qt_libraries
from inspector.gui.qt_libraries import has_display, missing_library_help


def lacking(*names: str) -> Callable[[str], object]:
    """A loader on a machine that lacks these; a plugin fails by the first of them."""

    def load(name: str) -> object:
        missing = names[0] if name.endswith("libqxcb.so") and names else name
        if missing in names:
            raise OSError(f"{missing}: cannot open shared object file: No such file or directory")
        return object()

    return load


def broken_import(message: str) -> Callable[[str], ModuleType]:
    def fail(name: str) -> ModuleType:
        raise ImportError(message)

    return fail


@pytest.fixture
def on_x11(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(qt_libraries.sys, "platform", "linux")
    monkeypatch.delenv("QT_QPA_PLATFORM", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    monkeypatch.setenv("DISPLAY", ":1")


def test_that_a_machine_that_has_everything_needs_no_help() -> None:
    assert missing_library_help() is None


def test_that_a_library_that_widgets_need_is_named_with_its_packages(monkeypatch: pytest.MonkeyPatch) -> None:
    message = "libEGL.so.1: cannot open shared object file: No such file or directory"
    monkeypatch.setattr(importlib, "import_module", broken_import(message))
    assert missing_library_help(lacking("libEGL.so.1")) == (
        "Qt needs the system library libEGL.so.1 that this machine lacks: install with "
        "`sudo apt-get install -y libegl1` (Debian, Ubuntu) or `sudo dnf install -y libglvnd-egl` (Fedora)."
    )


def test_that_all_that_is_missing_is_named_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    message = "libGL.so.1: cannot open shared object file: No such file or directory"
    monkeypatch.setattr(importlib, "import_module", broken_import(message))
    told = missing_library_help(lacking("libGL.so.1", "libEGL.so.1", "libglib-2.0.so.0", "libgthread-2.0.so.0"))
    assert told is not None
    assert "apt-get install -y libgl1 libegl1 libglib2.0-0`" in told


def test_that_a_library_of_the_screen_plugin_is_found_before_qt_aborts(on_x11: None) -> None:
    told = missing_library_help(lacking("libxcb-cursor.so.0"))
    assert told is not None
    assert "`sudo apt-get install -y libxcb-cursor0`" in told
    assert "`sudo dnf install -y xcb-util-cursor`" in told


def test_that_the_screen_plugin_is_not_asked_for_off_screen(on_x11: None, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    assert missing_library_help(lacking("libxcb-cursor.so.0")) is None


def test_that_an_unknown_library_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    message = "libstrange.so.7: cannot open shared object file: No such file or directory"
    monkeypatch.setattr(importlib, "import_module", broken_import(message))
    told = missing_library_help(lacking("libstrange.so.7"))
    assert told is not None
    assert "libstrange.so.7" in told
    assert "apt-get" not in told


def test_that_another_import_error_is_not_taken_for_a_missing_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib, "import_module", broken_import("No module named PySide6"))
    assert missing_library_help(lacking()) is None


@pytest.mark.parametrize(
    ("platform", "environment", "expected"),
    [
        ("linux", {}, False), ("linux", {"DISPLAY": ":0"}, True), ("linux", {"WAYLAND_DISPLAY": "wayland-0"}, True),
        ("linux", {"DISPLAY": ":0", "QT_QPA_PLATFORM": "offscreen"}, False), ("darwin", {}, True), ("win32", {}, True),
    ],
)  # fmt: skip
def test_that_a_display_is_found_where_there_is_one(
    monkeypatch: pytest.MonkeyPatch, platform: str, environment: dict[str, str], expected: bool
) -> None:
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"):
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    monkeypatch.setattr(qt_libraries.sys, "platform", platform)
    assert has_display() is expected
