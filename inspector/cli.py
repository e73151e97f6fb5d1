"""The command line: the same work as the window's, without one.

Exit status: 0 nothing at or above the threshold, 1 findings, 2 wrong use (one clear line), 3 the inspector failed.
"""

from __future__ import annotations

import argparse
import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from enum import IntEnum
from pathlib import Path
from typing import NoReturn, TextIO

from inspector import __version__
from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Finding, Severity
from inspector.analysis.reading import run_of
from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.export.report_json import write_report
from inspector.export.summary import print_summary
from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.fit.samples import SAMPLES, sample_named
from inspector.interrupts import TIMES, interrupts
from inspector.preconditions import (
    require_display,
    require_outputs,
    require_qt,
    require_recording_place,
    writable_folder,
)
from inspector.recording.events import Kind
from inspector.recording.reader import open_recording
from inspector.recording.recorder import Recorder
from inspector.recording.unreadable import UnreadableRecording


class Exit(IntEnum):
    """What the process says when it ends."""

    CLEAN = 0
    FINDINGS = 1
    WRONG_USE = 2
    FAILED = 3


def main(argv: Sequence[str] | None = None) -> int:
    """Run the command line; return the exit status."""
    try:
        arguments = _parser().parse_args(argv)
        return int(arguments.do(arguments))
    except (WrongUse, UnreadableRecording) as problem:
        _say(f"fit-inspector: {problem}")
        return Exit.WRONG_USE
    except BrokenPipeError:  # the reader of our output left
        os.dup2(os.open(os.devnull, os.O_WRONLY), 1)
        return Exit.FAILED
    except Exception as error:  # ours: one line and a status of its own, not a traceback
        _say(f"fit-inspector: the inspector itself failed ({type(error).__name__}: {error}). Please report this.")
        if os.environ.get("FIT_INSPECTOR_DEBUG"):
            raise
        return Exit.FAILED


# -- commands --


def _window(arguments: argparse.Namespace) -> int:
    require_display()
    from inspector.gui.app import run_window

    return run_window(path=getattr(arguments, "file", None))


def _open(arguments: argparse.Namespace) -> int:
    from inspector.fit.discovery import parse
    from inspector.gui.recorded_run import is_recorded

    read = open_recording if is_recorded(arguments.file) else parse
    read(arguments.file)  # before the window: a file that cannot be opened needs none
    return _window(arguments)


def _demo(arguments: argparse.Namespace) -> int:
    sample = sample_named(arguments.sample)
    require_qt()
    from inspector.gui.qt_libraries import has_display

    if has_display():
        from inspector.gui.app import run_window

        return run_window(request=sample.request, autorun=True)
    picture = writable_folder() / f"fit-inspector-demo-{sample.name}.png"
    _say("No display was found, so the window is drawn offscreen.")
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    from inspector.gui.app import run_offscreen
    from inspector.gui.qt_messages import keep_offscreen_quiet

    keep_offscreen_quiet()
    run = run_offscreen(sample.request, picture)
    print_summary(run, diagnose(run), sys.stdout)
    print(f"\nThe picture of the window is {picture}")
    return Exit.CLEAN


def _run(arguments: argparse.Namespace) -> int:
    from inspector.fit.session import Session

    request = _request(arguments)
    require_outputs(arguments.report, arguments.image)
    if arguments.recording is not None:
        require_recording_place(arguments.recording)
    recorder = Recorder()
    with os.fdopen(os.dup(2), "w", encoding="utf-8", errors="replace") as echo, ExitStack() as kept:
        session = Session(request, recorder, echo)

        def pressed(times: int) -> None:
            session.stop()
            _say_stopping(times, echo)
            if times >= TIMES:
                _leave(recorder, kept, arguments, echo)

        kept.enter_context(_kept(recorder, arguments.recording))
        with interrupts(pressed):
            session.run()
    return _tell(_run_of(recorder), arguments)


def _run_of(recorder: Recorder) -> Run:
    run = Run(recorder.recording)
    run.update()
    return run


def _leave(recorder: Recorder, kept: ExitStack, arguments: argparse.Namespace, echo: TextIO) -> NoReturn:
    """Tell what was recorded and end the process, because the person's code sits in a call that does not return."""
    recorder.put(Kind.RUN_END, payload={"outcome": "cancelled"})
    kept.close()
    if arguments.image is not None:
        print("fit-inspector: no picture was drawn, because the run was left while it hung", file=echo, flush=True)
        arguments.image = None
    # The person's prints are being recorded: what is said now goes where they would have gone.
    sys.stdout, sys.stderr = sys.__stdout__ or echo, echo
    status = _tell(_run_of(recorder), arguments)
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(status)


def _report(arguments: argparse.Namespace) -> int:
    require_outputs(arguments.report, arguments.image)
    opened = open_recording(arguments.recording)
    run = run_of(opened)
    if opened.skipped is not None:
        _say(f"fit-inspector: {opened.skipped}")
    return _tell(run, arguments)


def _tell(run: Run, arguments: argparse.Namespace) -> int:
    """What a run came to, in the ways that were asked for: the same for one that has just ended and one reopened."""
    findings = diagnose(run)
    words: TextIO = sys.stderr if arguments.report == "-" else sys.stdout
    problem = run.ending.get("problem")
    if problem is None:
        print_summary(run, findings, words)
    if arguments.report is not None:
        write_report(build_report(run, findings), arguments.report)
    if arguments.image is not None and run.fit_began_ns is not None:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        from inspector.gui.headless import save_picture
        from inspector.gui.qt_messages import keep_offscreen_quiet

        keep_offscreen_quiet()
        save_picture(run, arguments.image)
    if problem is not None and run.ending.get("failed"):
        _say(f"fit-inspector: {problem}. Please report this.")
        return Exit.FAILED
    if problem is not None:
        raise WrongUse(problem)
    return _status(findings, arguments.fail_on)


@contextmanager
def _kept(recorder: Recorder, path: Path | None) -> Iterator[None]:
    """Drain the recorder at the end; with a path, write the recording there all along."""
    if path is None:
        yield
        recorder.drain()
        return
    from inspector.recording.keeper import RecordingKeeper
    from inspector.recording.writer import RecordingWriter, made_here

    writer = RecordingWriter(path, recorder.recording, made_here())
    unwritable = writer.problem
    if unwritable is not None:
        raise WrongUse(unwritable)
    with RecordingKeeper(recorder, writer):
        yield
    stopped = writer.problem
    if stopped is not None:
        _say(f"fit-inspector: {stopped}")


def _status(findings: list[Finding], fail_on: str) -> int:
    if fail_on == "never":
        return Exit.CLEAN
    threshold = Severity[fail_on.upper()]
    return Exit.FINDINGS if any(finding.severity >= threshold for finding in findings) else Exit.CLEAN


def _say_stopping(times: int, words: TextIO) -> None:
    said = {
        1: "stopping after this batch (Ctrl+C again: at the next event)",
        2: "stopping at the next event (Ctrl+C again: leave at once, with what was recorded)",
    }.get(times, "leaving")
    print(f"fit-inspector: {said}", file=words, flush=True)


# -- what is asked for --


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        raise WrongUse(f"{message} (see {self.prog} --help).")


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        prog="fit-inspector",
        description="See what model.fit really did with your data generator. Without a command: the window.",
    )
    parser.add_argument("--version", action="version", version=f"fit-inspector {__version__}")
    parser.set_defaults(do=_window)
    commands = parser.add_subparsers(title="commands", metavar="COMMAND", parser_class=_Parser)

    demo = commands.add_parser("demo", help="the window, with a sample loaded and run")
    names = ", ".join(sample.name for sample in SAMPLES)
    demo.add_argument("sample", nargs="?", default=SAMPLES[0].name, metavar="SAMPLE", help=f"one of {names}")
    demo.set_defaults(do=_demo)

    opened = commands.add_parser("open", help="the window, with a Python file or a recording opened in it")
    opened.add_argument("file", type=Path, metavar="FILE")
    opened.set_defaults(do=_open)

    run = commands.add_parser("run", help="no window: run, report, exit")
    run.add_argument("module", type=Path, metavar="MODULE.py")
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
        run.add_argument(f"--{name}", type=_whole_number, metavar="N", help=words)
    run.add_argument("--device", metavar="DEVICE", help="CPU:0, GPU:0, ... (default: what TensorFlow chooses)")
    run.add_argument("--no-statistics", action="store_true", help="shapes only: do not look at the batches' values")
    run.add_argument("--recording", type=Path, metavar="FILE", help="write the recording (.fitrec) while fit runs")
    _add_outputs(run)
    run.set_defaults(do=_run)

    report = commands.add_parser("report", help="the report of an earlier run, out of its recording")
    report.add_argument("recording", type=Path, metavar="RECORDING")
    _add_outputs(report)
    report.set_defaults(do=_report)
    return parser


def _add_outputs(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--report", metavar="FILE|-", help="write the report as JSON; - is standard output")
    parser.add_argument("--image", type=Path, metavar="FILE", help="write the timeline as a PNG picture")
    parser.add_argument("--fail-on", choices=("error", "warning", "never"), default="error", help="when to exit with 1")


def _whole_number(text: str) -> int:
    try:
        return int(text)
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is not a whole number") from None


def _request(arguments: argparse.Namespace) -> FitRequest:
    return FitRequest(
        module=arguments.module,
        data=arguments.data,
        data_args=_pairs(arguments.data_arg, "--data-arg"),
        model=arguments.model,
        model_args=_pairs(arguments.model_arg, "--model-arg"),
        validation=arguments.validation,
        validation_args=_pairs(arguments.validation_arg, "--validation-arg"),
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


def _pairs(given: list[str] | None, flag: str) -> dict[str, str]:
    pairs: dict[str, str] = {}
    for one in given or []:
        name, equals, value = one.partition("=")
        if not equals or not name.isidentifier():
            raise WrongUse(f"{flag} {one}: write it as NAME=VALUE, for example {flag} batch_size=32.")
        pairs[name] = value
    return pairs


def _say(sentence: str) -> None:
    print(sentence, file=sys.stderr, flush=True)
