"""Qt's system libraries: which one is missing, and the exact command that installs it.

Asked before any widget is imported, so that a person reads one sentence instead of a loader's traceback.
"""

from __future__ import annotations

import ctypes
import importlib
import os
import re
import sys
from collections.abc import Callable
from pathlib import Path

# Library: its package on Debian and Ubuntu, and on Fedora.
PACKAGES = {
    "libGL.so.1": ("libgl1", "libglvnd-glx"),
    "libEGL.so.1": ("libegl1", "libglvnd-egl"),
    "libOpenGL.so.0": ("libopengl0", "libglvnd-opengl"),
    "libxkbcommon.so.0": ("libxkbcommon0", "libxkbcommon"),
    "libdbus-1.so.3": ("libdbus-1-3", "dbus-libs"),
    "libfontconfig.so.1": ("libfontconfig1", "fontconfig"),
    "libfreetype.so.6": ("libfreetype6", "freetype"),
    "libglib-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libgthread-2.0.so.0": ("libglib2.0-0", "glib2"),
    "libz.so.1": ("zlib1g", "zlib"),
    "libzstd.so.1": ("libzstd1", "libzstd"),
    "libX11.so.6": ("libx11-6", "libX11"),
    "libX11-xcb.so.1": ("libx11-xcb1", "libX11-xcb"),
    "libxkbcommon-x11.so.0": ("libxkbcommon-x11-0", "libxkbcommon-x11"),
    "libxcb.so.1": ("libxcb1", "libxcb"),
    "libxcb-cursor.so.0": ("libxcb-cursor0", "xcb-util-cursor"),
    "libxcb-icccm.so.4": ("libxcb-icccm4", "xcb-util-wm"),
    "libxcb-image.so.0": ("libxcb-image0", "xcb-util-image"),
    "libxcb-keysyms.so.1": ("libxcb-keysyms1", "xcb-util-keysyms"),
    "libxcb-randr.so.0": ("libxcb-randr0", "libxcb"),
    "libxcb-render.so.0": ("libxcb-render0", "libxcb"),
    "libxcb-render-util.so.0": ("libxcb-render-util0", "xcb-util-renderutil"),
    "libxcb-shape.so.0": ("libxcb-shape0", "libxcb"),
    "libxcb-shm.so.0": ("libxcb-shm0", "libxcb"),
    "libxcb-sync.so.1": ("libxcb-sync1", "libxcb"),
    "libxcb-util.so.1": ("libxcb-util1", "xcb-util"),
    "libxcb-xfixes.so.0": ("libxcb-xfixes0", "libxcb"),
    "libxcb-xkb.so.1": ("libxcb-xkb1", "libxcb"),
}
MISSING = re.compile(r"(\S+\.so[.\d]*): cannot open shared object file")
XCB_LIBRARIES = tuple(name for name in PACKAGES if "xcb" in name or name.startswith(("libX11", "libxkbcommon-x11")))

Load = Callable[[str], object]


def missing_library_help(load: Load = ctypes.CDLL) -> str | None:
    """One sentence with the command that installs what Qt lacks on this machine; None where it lacks nothing.

    All that can be found missing is named at once, so that nobody installs one package only to read of the next.
    """
    try:
        importlib.import_module("PySide6.QtWidgets")
    except ImportError as error:
        missing = _missing_in(error)
        return None if missing is None else _sentence(_all_missing(missing, tuple(PACKAGES), load))
    if not _draws_on_x11():
        return None
    try:
        load(str(_xcb_plugin()))
    except OSError as error:
        missing = _missing_in(error)
        return None if missing is None else _sentence(_all_missing(missing, XCB_LIBRARIES, load))
    return None


def has_display() -> bool:
    """Whether there is a screen to open a window on."""
    if sys.platform in ("win32", "darwin"):
        return True
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.split(":")[0] not in ("offscreen", "minimal", "vnc")
    return bool(os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def _draws_on_x11() -> bool:
    if sys.platform in ("win32", "darwin") or not has_display():
        return False
    platform = os.environ.get("QT_QPA_PLATFORM", "")
    if platform:
        return platform.startswith("xcb")
    return bool(os.environ.get("DISPLAY")) and not os.environ.get("WAYLAND_DISPLAY")


def _xcb_plugin() -> Path:
    from PySide6.QtCore import QLibraryInfo

    plugins = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath))
    return plugins / "platforms" / "libqxcb.so"


def _missing_in(error: Exception) -> str | None:
    found = MISSING.search(str(error))
    return None if found is None else found.group(1)


def _all_missing(first: str, others: tuple[str, ...], load: Load) -> list[str]:
    missing = [first]
    for name in others:
        if name not in missing:
            try:
                load(name)
            except OSError:
                missing.append(name)
    return missing


def _sentence(libraries: list[str]) -> str:
    known = [name for name in libraries if name in PACKAGES]
    if not known:
        return f"Qt needs the system library {libraries[0]}, which this machine lacks: install the package that has it."
    debian = " ".join(dict.fromkeys(PACKAGES[name][0] for name in known))
    fedora = " ".join(dict.fromkeys(PACKAGES[name][1] for name in known))
    which = f"the system library {libraries[0]}" if len(libraries) == 1 else f"{len(libraries)} system libraries"
    return (
        f"Qt needs {which} that this machine lacks: install with `sudo apt-get install -y {debian}` "
        f"(Debian, Ubuntu) or `sudo dnf install -y {fedora}` (Fedora)."
    )
