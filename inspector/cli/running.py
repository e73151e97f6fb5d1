"""Running a session in the terminal: its recording, Ctrl+C, and the telling when it is over."""

from __future__ import annotations

import argparse
import gc
import os
import sys
from collections.abc import Callable
from contextlib import ExitStack
from pathlib import Path
from typing import NoReturn, TextIO

from inspector.analysis.passed_over import in_lines, passed_over_lines
from inspector.analysis.run import Run
from inspector.cli.exit_status import Exit
from inspector.cli.kept import kept
from inspector.cli.outputs import tell
from inspector.cli.parsing import say
from inspector.fit.fit_session import FitSession
from inspector.fit.leaving import leave
from inspector.interrupts import TIMES, interrupts
from inspector.preconditions import require_outputs, require_recording_place
from inspector.recording.events import Kind
from inspector.recording.runs import Runs


def add_statistics(parser: argparse.ArgumentParser) -> None:
    """The option that leaves them out."""
    told = "do not describe the batches' values; NaN and infinity are looked for all the same"
    parser.add_argument("--no-statistics", action="store_true", help=told)


def add_recording(parser: argparse.ArgumentParser) -> None:
    """The option of every command that records."""
    parser.add_argument("--recording", type=Path, metavar="FILE", help="write the recording (.fitrec) while it runs")


def run_session(make: Callable[[Runs, TextIO], FitSession], arguments: argparse.Namespace) -> Exit:
    """Run the session that `make` makes, given where it records and where it prints; return the exit status."""
    require_outputs(arguments.report, arguments.image)
    if arguments.recording is not None:
        require_recording_place(arguments.recording)
    runs = Runs()
    with os.fdopen(os.dup(2), "w", encoding="utf-8", errors="replace") as echo, ExitStack() as keeping:
        session = make(runs, echo)

        def pressed(times: int) -> None:
            # A collection lets go of TensorFlow's iterators, which wait for a `next()` that hangs: on whichever thread
            # it happens to come, and so on this one, which is to leave.
            gc.disable()
            session.stop()
            _say_stopping(times, echo)
            if times >= TIMES and not session.can_be_ended:
                _leave(runs, keeping, arguments, echo)

        keeping.enter_context(kept(runs, arguments.recording))
        with interrupts(pressed):
            session.run()
    read = _read(runs)
    for run in read:
        if lines := passed_over_lines(run):
            name = arguments.module
            say(
                f"fit-inspector: {name} calls fit itself in {in_lines(lines)}; to run that: fit-inspector script {name}"
            )
    return tell(read, arguments)


def _read(runs: Runs) -> list[Run]:
    read = [Run(recorder.recording) for recorder in runs.recorders]
    for run in read:
        run.update()
    return read


def _leave(runs: Runs, keeping: ExitStack, arguments: argparse.Namespace, echo: TextIO) -> NoReturn:
    """Tell what was recorded and end the process, because the person's code sits in a call that does not return."""
    runs.put(Kind.RUN_END, payload={"outcome": "cancelled"})
    keeping.close()
    if arguments.image is not None:
        print("fit-inspector: no picture was drawn, because the run was left while it hung", file=echo, flush=True)
        arguments.image = None
    # The person's prints are being recorded: what is said now goes where they would have gone.
    sys.stdout, sys.stderr = sys.__stdout__ or echo, echo
    status = tell(_read(runs), arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    leave(status)


def _say_stopping(times: int, words: TextIO) -> None:
    said = {
        1: "stopping after this batch (Ctrl+C again: at the next event)",
        2: "stopping at the next event (Ctrl+C again: leave at once, with what was recorded)",
    }.get(times, "leaving")
    print(f"fit-inspector: {said}", file=words, flush=True)
