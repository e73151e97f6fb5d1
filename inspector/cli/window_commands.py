"""The commands that open the window: none, `open` and `demo`."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import Any

from inspector.analysis.diagnosis import diagnose
from inspector.cli.exit_status import Exit
from inspector.cli.parsing import say
from inspector.export.summary import print_summary
from inspector.fit.samples import SAMPLES, sample_named
from inspector.preconditions import require_display, require_qt, writable_folder
from inspector.recording.reader import open_recording


def add_demo(commands: Any) -> None:
    """`fit-inspector demo [SAMPLE]`."""
    demo = commands.add_parser("demo", help="the window, with a sample loaded and run")
    names = ", ".join(sample.name for sample in SAMPLES)
    demo.add_argument("sample", nargs="?", default=SAMPLES[0].name, metavar="SAMPLE", help=f"one of {names}")
    demo.set_defaults(do=_demo)


def add_open(commands: Any) -> None:
    """`fit-inspector open FILE`."""
    opened = commands.add_parser("open", help="the window, with a Python file or a recording opened in it")
    opened.add_argument("file", type=Path, metavar="FILE")
    opened.set_defaults(do=_open)


def window(arguments: argparse.Namespace) -> int:
    """The window, empty or on the `file` among the arguments."""
    require_display()
    from inspector.gui.app import run_window

    return run_window(path=getattr(arguments, "file", None))


def _open(arguments: argparse.Namespace) -> int:
    from inspector.fit.discovery import parse
    from inspector.gui.recorded_run import is_recorded

    read = open_recording if is_recorded(arguments.file) else parse
    read(arguments.file)  # before the window: a file that cannot be opened needs none
    return window(arguments)


def _demo(arguments: argparse.Namespace) -> int:
    sample = sample_named(arguments.sample)
    require_qt()
    from inspector.gui.qt_libraries import has_display

    if has_display():
        from inspector.gui.app import run_window

        return run_window(request=sample.request, autorun=True)
    picture = writable_folder() / f"fit-inspector-demo-{sample.name}.png"
    say("No display was found, so the window is drawn offscreen.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from inspector.gui.offscreen import run_offscreen
    from inspector.gui.qt_messages import keep_offscreen_quiet

    keep_offscreen_quiet()
    run = run_offscreen(sample.request, picture)
    print_summary(run, diagnose(run), sys.stdout)
    print(f"\nThe picture of the window is {picture}")
    return Exit.CLEAN
