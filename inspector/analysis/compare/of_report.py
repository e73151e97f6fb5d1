"""One side out of a report. It was written by a program, but it may be any JSON by now: what is wrong is a sentence."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import numpy as np

from inspector.analysis.compare.side import EpochTold, FindingTold, PassTold, Side
from inspector.analysis.grid import EpochVerdict, StepState
from inspector.analysis.report import SCHEMA
from inspector.analysis.wording import place_in, raised


class UnreadableReport(Exception):
    """The message names the file, and what is wrong with it."""


def side_of_report(path: Path) -> Side:
    """What the report in this file tells. Raises `UnreadableReport`."""
    return _side(_read(path), path.name)


def _read(path: Path) -> dict[str, Any]:
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
    except (FileNotFoundError, NotADirectoryError):
        raise UnreadableReport(f"There is no file {path}: check the path.") from None
    except OSError as error:
        raise UnreadableReport(f"{path} cannot be read: {error.strerror or error}.") from None
    except (ValueError, RecursionError):
        told = None
    if not isinstance(told, dict) or "schema" not in told or "epochs" not in told:
        raise UnreadableReport(f"{path} is neither a recording nor a report of Fit Inspector.")
    if told["schema"] != SCHEMA:
        raise UnreadableReport(
            f"{path} is a report of schema {told['schema']}, and this Fit Inspector reads schema {SCHEMA}."
        )
    return told


def _side(report: dict[str, Any], name: str) -> Side:
    try:
        epochs = _epochs(report)
        last = epochs[max(epochs)] if epochs else None
        # A recording that breaks off says of its last epoch that it does not know how that ended.
        cut = (report["outcome"] == "died" and (last is None or last.ended is None)) or report["outcome"] == "running"
        return Side(
            name=name,
            headline=_headline(report),
            outcome="breaks off" if cut else str(report["outcome"]),
            error=_error(report["error"]),
            requested={key: _number(value) for key, value in report["requested"].items()},
            environment={key: _words(value) for key, value in report["environment"].items()},
            epochs=epochs,
            hooks={hook: None if cut else int(told["called"]) for hook, told in report["hooks"].items()},
            findings=tuple(
                FindingTold(
                    str(one["rule"]),
                    str(one["severity"]),
                    str(one["title"]),
                    _number(one["epoch"]),
                    _number(one["step"]),
                )
                for one in report["findings"]
            ),
            cut=cut,
            call=str(report.get("call", "fit")),
            left_out=_left_out(report, epochs),
        )
    except (ArithmeticError, AttributeError, LookupError, TypeError, ValueError) as error:
        raise UnreadableReport(f"{name} is no whole report ({type(error).__name__}: {error}).") from error


def _left_out(report: dict[str, Any], epochs: dict[int, EpochTold]) -> range:
    """Who stops a run has fewer calls of on_epoch_end expected of it than epochs were asked for."""
    requested = report["requested"]
    asked = range(_number(requested["initial_epoch"]) or 0, _number(requested["epochs"]) or 1)
    expected = int(report["hooks"]["on_epoch_end"]["expected"])
    stopped = expected < len(asked) or report["outcome"] == "cancelled"
    if not expected or not stopped:  # without a fit none is expected
        return range(0)
    return range(max(epochs, default=asked.start - 1) + 1, asked.stop)


def _epochs(report: dict[str, Any]) -> dict[int, EpochTold]:
    evaluation = report.get("evaluation")
    if evaluation is not None:
        nothing = PassTold(None, np.empty(0, np.uint8), (), frozenset())
        return {0: EpochTold(0, nothing, _pass(evaluation, 0), None, EpochVerdict.UNKNOWN)}
    return {int(told["epoch"]): _epoch(told, str(report["outcome"])) for told in report["epochs"]}


def _epoch(told: dict[str, Any], outcome: str) -> EpochTold:
    validation = told["validation"]
    return EpochTold(
        number=int(told["epoch"]),
        training=_pass(told, int(told["steps_begun"])),
        validation=None if validation is None else _pass(validation, 0),
        ended=told["ended"],
        verdict=_verdict(told, outcome),
        dataset_began=told["dataset_began"],
        dataset_ended=told["dataset_ended"],
    )


def _verdict(told: dict[str, Any], outcome: str) -> EpochVerdict:
    """How the epoch went, as far as a report tells: not whether somebody stopped it between two of its steps."""
    done, expected = len(told["batches"]), _number(told["steps_expected"])
    if told["ended"] is None:
        return EpochVerdict.UNKNOWN
    if not told["ended"]:
        return _OPEN.get(outcome, EpochVerdict.NEVER_ENDED)
    if not done:
        return EpochVerdict.EMPTY
    return EpochVerdict.SHORT if expected is not None and done < expected else EpochVerdict.ENDED


_OPEN = {"running": EpochVerdict.RUNNING, "cancelled": EpochVerdict.STOPPED}
"""What an epoch is that did not end, by how its run ended."""


def _pass(told: dict[str, Any], begun: int) -> PassTold:
    batches = tuple(_number(batch) for batch in told["batches"])
    replayed = frozenset(int(batch) for batch in told["replayed"])
    expected = _number(told["steps_expected"])
    done = [StepState.REPLAYED if batch in replayed else StepState.DONE for batch in batches]
    # Whether the rest is missing or was left out because somebody stopped the run, a report does not tell.
    states = np.full(max(len(done), begun, expected or 0), StepState.PENDING, np.uint8)
    states[: len(done)] = done
    states[len(done) : begun] = StepState.UNFINISHED
    return PassTold(expected, states, batches, replayed)


def _error(told: dict[str, Any] | None) -> str | None:
    if told is None:
        return None
    at = place_in(_words(told["file"]), _number(told["line"]), _words(told["function"]))
    return f"{raised(str(told['type']), str(told['message']))} ({at})"


def _headline(report: dict[str, Any]) -> str:
    environment = report["environment"]
    engine = "tf-keras" if environment.get("engine") == "tf_keras" else "Keras"
    parts = [
        report["outcome"],
        environment.get("device"),
        environment.get("keras") and f"{engine} {environment['keras']}",
        environment.get("tensorflow") and f"TensorFlow {environment['tensorflow']}",
    ]
    return " · ".join(str(part) for part in parts if part)


def _number(value: Any) -> int | None:
    return None if value is None else int(value)


def _words(value: Any) -> str | None:
    return None if value is None else str(value)
