"""`fit-inspector export RECORDING OUT`: an earlier run as a picture, a page, a table or a trace; nothing is run."""

from __future__ import annotations

import argparse
from pathlib import Path

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.reading import run_of
from inspector.cli.exit_status import Exit
from inspector.cli.offscreen import draw_offscreen
from inspector.cli.parsing import Parser, say
from inspector.display import require_qt
from inspector.export.formats import Format, every_ending, format_of
from inspector.export.whole_file import why_not_saved
from inspector.export.writing import write_data
from inspector.fit.problem import WrongUse
from inspector.preconditions import require_folder
from inspector.recording.reader import open_recording

DETAILS = "What OUT holds is told by its ending: " + "; ".join(f"{one.value} {one.title}" for one in Format) + "."


def add(parser: Parser) -> None:
    """What it takes, and what it does."""
    parser.description = DETAILS
    parser.add_argument("recording", type=Path, metavar="RECORDING")
    parser.add_argument("out", type=Path, metavar="OUT", help=every_ending())
    parser.add_argument("--dark", action="store_true", help="pictures on a dark ground (HTML has both)")
    parser.add_argument("--axis", choices=("step", "time"), default="step", help="how pictures lay the run out")
    parser.add_argument("--scale", type=int, choices=(1, 2, 3), default=2, help="of a PNG: pixels for each one")
    parser.set_defaults(do=_export)


def _export(arguments: argparse.Namespace) -> Exit:
    out: Path = arguments.out
    what = format_of(out)
    if what is None:
        raise WrongUse(f"{out}: its ending does not say what to write; choose one of {every_ending()}.")
    require_folder(out, "OUT")
    if what.drawn:
        require_qt()
    opened = open_recording(arguments.recording)
    run = run_of(opened)
    if opened.skipped is not None:
        say(f"fit-inspector: {opened.skipped}")
    findings = diagnose(run)
    if not what.drawn:
        try:
            write_data(what, run, findings, out)
        except OSError as error:
            raise WrongUse(why_not_saved(out.absolute(), error)) from error
    elif run.fit_began_ns is None and what is not Format.HTML:
        raise WrongUse(f"There was no fit in {arguments.recording.name}, so there is no timeline to draw.")
    else:
        draw_offscreen()
        from inspector.gui.headless import save_picture

        by_time = arguments.axis == "time"
        save_picture(run, out, arguments.scale, what=what, findings=findings, dark=arguments.dark, by_time=by_time)
    return Exit.CLEAN
