"""`fit-inspector demo [SAMPLE]`: the window, with a sample loaded and run; as a picture where there is no display."""

from __future__ import annotations

import argparse
import os
import sys

from inspector.cli.exit_status import Exit
from inspector.cli.parsing import Parser, say
from inspector.display import require_qt
from inspector.fit.samples import SAMPLES, Sample, sample_named


def add(parser: Parser) -> None:
    """What it takes, and what it does."""
    names = ", ".join(sample.name for sample in SAMPLES)
    parser.add_argument("sample", nargs="?", default=SAMPLES[0].name, metavar="SAMPLE", help=f"one of {names}")
    parser.set_defaults(do=_demo)


def _demo(arguments: argparse.Namespace) -> int:
    sample = sample_named(arguments.sample)
    require_qt()
    from inspector.gui.qt_libraries import has_display

    if has_display():
        from inspector.gui.app import run_window

        return run_window(request=sample.request, autorun=True)
    return _drawn(sample)


def _drawn(sample: Sample) -> int:
    """What the window shows, as a picture and in words."""
    from inspector.analysis.diagnosis import diagnose
    from inspector.export.summary import print_summary
    from inspector.preconditions import writable_folder

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
