"""`fit-inspector run MODULE.py`: run, report, exit; no window."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import Any

from inspector.cli.outputs import add_outputs
from inspector.cli.parsing import Parser, pairs, whole_number
from inspector.cli.running import add_recording, add_statistics, run_session
from inspector.fit.request import FitRequest


def add(parser: Parser) -> None:
    """What it takes, and what it does."""
    add_request(parser)
    add_recording(parser)
    add_outputs(parser)
    parser.set_defaults(do=_run)


def add_request(run: Any) -> None:
    """The options of every command that is about one call of fit on a module's parts."""
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
    run.add_argument("--isolate", action="store_true", help="run it in a process of its own, which may hang or crash")
    add_statistics(run)


def _run(arguments: argparse.Namespace) -> int:
    from inspector.fit.sessions import session_for

    request = fit_request(arguments)
    return run_session(lambda runs, echo: session_for(request, runs, echo), arguments)


def fit_request(arguments: argparse.Namespace) -> FitRequest:
    """The request that these options stand for."""
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
        isolate=arguments.isolate,
    )
