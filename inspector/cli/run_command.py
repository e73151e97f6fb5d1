"""`fit-inspector run MODULE.py`: run, report, exit; no window."""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import ExitStack
from pathlib import Path
from typing import Any, NoReturn, TextIO

from inspector.analysis.run import Run
from inspector.cli.kept import kept
from inspector.cli.outputs import add_outputs, tell
from inspector.cli.parsing import pairs, whole_number
from inspector.fit.request import FitRequest
from inspector.interrupts import TIMES, interrupts
from inspector.preconditions import require_outputs, require_recording_place
from inspector.recording.events import Kind
from inspector.recording.recorder import Recorder


def add(commands: Any) -> None:
    """The command with its options."""
    run = commands.add_parser("run", help="no window: run, report, exit")
    run.add_argument("module", type=Path, metavar="MODULE.py")
    run.add_argument(
        "--call", type=whole_number, metavar="LINE", help="the module's own call of fit in that line; 0: none of them"
    )
    run.add_argument("--data", metavar="NAME", help="generator, PyDataset, tf.data.Dataset or arrays")
    run.add_argument("--data-arg", action="append", metavar="K=V", help="an argument of the data's factory")
    run.add_argument("--model", metavar="NAME|FILE.keras", help="model, function that returns one, or a saved one")
    run.add_argument("--model-arg", action="append", metavar="K=V", help="an argument of the model's factory")
    run.add_argument("--validation", metavar="NAME", help="validation data")
    run.add_argument("--validation-arg", action="append", metavar="K=V", help="an argument of its factory")
    run.add_argument("--callbacks", metavar="NAME", help="a list of callbacks, a function that returns one, or a class")
    for name, words in (
        ("epochs", "fit's epochs"),
        ("steps-per-epoch", "fit's steps_per_epoch"),
        ("validation-steps", "fit's validation_steps"),
        ("initial-epoch", "fit's initial_epoch"),
        ("steps-per-execution", "steps in one call of the train function"),
        ("seed", "seed of Python, numpy and Keras, set before the module is loaded"),
    ):
        run.add_argument(f"--{name}", type=whole_number, metavar="N", help=words)
    run.add_argument("--device", metavar="DEVICE", help="CPU:0, GPU:0, ... (default: what TensorFlow chooses)")
    run.add_argument("--no-statistics", action="store_true", help="shapes only: do not look at the batches' values")
    run.add_argument("--recording", type=Path, metavar="FILE", help="write the recording (.fitrec) while fit runs")
    add_outputs(run)
    run.set_defaults(do=_run)


def _run(arguments: argparse.Namespace) -> int:
    from inspector.fit.session import Session

    request = _request(arguments)
    require_outputs(arguments.report, arguments.image)
    if arguments.recording is not None:
        require_recording_place(arguments.recording)
    recorder = Recorder()
    with os.fdopen(os.dup(2), "w", encoding="utf-8", errors="replace") as echo, ExitStack() as keeping:
        session = Session(request, recorder, echo)

        def pressed(times: int) -> None:
            session.stop()
            _say_stopping(times, echo)
            if times >= TIMES:
                _leave(recorder, keeping, arguments, echo)

        keeping.enter_context(kept(recorder, arguments.recording))
        with interrupts(pressed):
            session.run()
    return tell(_run_of(recorder), arguments)


def _run_of(recorder: Recorder) -> Run:
    run = Run(recorder.recording)
    run.update()
    return run


def _leave(recorder: Recorder, keeping: ExitStack, arguments: argparse.Namespace, echo: TextIO) -> NoReturn:
    """Tell what was recorded and end the process, because the person's code sits in a call that does not return."""
    recorder.put(Kind.RUN_END, payload={"outcome": "cancelled"})
    keeping.close()
    if arguments.image is not None:
        print("fit-inspector: no picture was drawn, because the run was left while it hung", file=echo, flush=True)
        arguments.image = None
    # The person's prints are being recorded: what is said now goes where they would have gone.
    sys.stdout, sys.stderr = sys.__stdout__ or echo, echo
    status = tell(_run_of(recorder), arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _say_stopping(times: int, words: TextIO) -> None:
    said = {
        1: "stopping after this batch (Ctrl+C again: at the next event)",
        2: "stopping at the next event (Ctrl+C again: leave at once, with what was recorded)",
    }.get(times, "leaving")
    print(f"fit-inspector: {said}", file=words, flush=True)


def _request(arguments: argparse.Namespace) -> FitRequest:
    return FitRequest(
        module=arguments.module,
        call=arguments.call,
        data=arguments.data,
        data_args=pairs(arguments.data_arg, "--data-arg"),
        model=arguments.model,
        model_args=pairs(arguments.model_arg, "--model-arg"),
        validation=arguments.validation,
        validation_args=pairs(arguments.validation_arg, "--validation-arg"),
        callbacks=arguments.callbacks,
        epochs=arguments.epochs,
        initial_epoch=arguments.initial_epoch,
        steps_per_epoch=arguments.steps_per_epoch,
        validation_steps=arguments.validation_steps,
        steps_per_execution=arguments.steps_per_execution,
        seed=arguments.seed,
        device=arguments.device,
        statistics=not arguments.no_statistics,
    )
