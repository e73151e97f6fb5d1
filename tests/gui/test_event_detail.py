"""What the table of events says of what each carries: words, and nothing as Python writes it."""

from __future__ import annotations

import pytest

from inspector.gui.panels.event_detail import event_detail
from inspector.recording.events import Event, Kind, Payload, Role
from tests.story import failure, signature

NOTHING_GIVEN = {"data": {}, "model": {}, "validation": {}}
OPTIONS = {"steps_per_execution": None, "seed": None, "device": None, "statistics": True, "isolate": False}
ASKED = {"file": "/home/a/train.py", "data": None, "model": None, "arguments": NOTHING_GIVEN, **OPTIONS}
AT = {"file": "C:\\a\\train.py", "line": 12, "function": "batches"}
X = {"name": "x", "of": 64, "sampled": False}


def event(kind: Kind, payload: Payload | None, seq: int = 7) -> Event:
    return Event(seq, 5_000_000_000, kind, Role.TRAIN, "fit", 1, None, None, None, payload)


@pytest.mark.parametrize(
    ("payload", "seq", "words"),
    [
        (ASKED, 0, "asked for: train.py"),
        (
            {
                **ASKED,
                "data": "Data",
                "arguments": {**NOTHING_GIVEN, "data": {"n": "8", "shuffle": "False"}, "model": {"units": "5"}},
                "seed": 3,
                "statistics": False,
                "isolate": True,
            },
            0,
            "asked for: train.py, data Data, n=8, shuffle=False for the data, units=5 for the model, seed 3, "
            "values not described, in a process of its own",
        ),
        (
            {**ASKED, "data": "batches()", "model": "model", "callbacks": "[Stop()]", "call": 23},
            6,
            "the call in line 23 of train.py: data batches(), model model, callbacks [Stop()]",
        ),
        (
            {**ASKED, "data": "Data", "passed_over": [4, 9]},
            6,
            "train.py: data Data, and not the calls of fit in lines 4, 9",
        ),
        (
            {"file": "train.py", "script": {"arguments": ["--lr", "0.1"], "folder": None}},
            0,
            "asked for: train.py, as a script --lr 0.1",
        ),
        (
            {
                "file": "train.py",
                "script": {"arguments": [], "folder": None},
                "data": "x",
                "model": "m",
                "call": 4,
                "called_in": "/a/own.py",
            },
            0,
            "the call in line 4 of own.py: data x, model m",
        ),
    ],
)
def test_that_the_beginning_tells_what_was_asked_for_and_then_what_the_run_is_of(
    payload: Payload, seq: int, words: str
) -> None:
    assert event_detail(event(Kind.RUN_BEGIN, payload, seq)) == words


@pytest.mark.parametrize(
    ("kind", "payload", "words"),
    [
        (Kind.FIT_END, None, ""),
        (Kind.PHASE, {"text": "Running fit…"}, "Running fit…"),
        (
            Kind.ENVIRONMENT,
            {"inspector": "0.1.0", "python": "3.11.7", "tensorflow": None, "keras": "2.21.0", "engine": "tf_keras"},
            "Fit Inspector 0.1.0, Python 3.11.7, tf-keras 2.21.0",
        ),
        (
            Kind.ENVIRONMENT,
            {"keras": "3.15.1", "engine": "keras", "device": "CPU:0", "lineage": "inferred"},
            "Keras 3.15.1, on CPU:0, the batch of each step is inferred",
        ),
        (Kind.FIT_BEGIN, {"requested": {"epochs": 3, "steps_per_epoch": None}, "call": "fit"}, "epochs 3"),
        (Kind.FIT_BEGIN, {"requested": {"epochs": None}, "call": "check", "needed": {"train": 4}}, "check"),
        (
            Kind.SOURCE,
            {"kind": "py_dataset", "name": "Data", "length": 1000, "hooks": ["on_epoch_end"], "ordered": True},
            "dataset Data, length 1,000, with on_epoch_end",
        ),
        (
            Kind.SOURCE,
            {"kind": "generator", "name": "batches", "length": None, "hooks": [], "lost": [3, 4]},
            "generator batches, an earlier fit took batches 3–4 and did not use them",
        ),
        (
            Kind.SOURCE,
            {"kind": "arrays", "name": "arrays", "length": 2, "hooks": [], "rows": {"x": 64, "y": 60}},
            "arrays, length 2, rows x 64 · y 60",
        ),
        (Kind.PULL_END, signature(), "x (32, 10) · y (32, 1)"),
        (Kind.PULL_END, {"structure": "a str", "inputs": []}, "a str"),
        (Kind.PULL_RAISED, failure(message="no label\nat all"), "ZeroDivisionError: no label"),
        (
            Kind.FIT_RAISED,
            failure("UnknownError", "Graph execution error:\n\nDetected at node PyFunc\nKeyError: 'a'\n\nTraceback"),
            "UnknownError: KeyError: 'a'",
        ),
        (Kind.PULL_SITS, {**AT, "since_ns": 1_800_000_000}, "for 3.20 s, at train.py, line 12, in batches"),
        (
            Kind.CALLBACK_SITS,
            {"callback": "Save", "index": 0, "hook": "on_epoch_end", "since_ns": 0, **AT},
            "Save.on_epoch_end, for 5.00 s, at train.py, line 12, in batches",
        ),
        (
            Kind.CALLBACK_RAISED,
            {"callback": "Save", "index": 0, "hook": "on_epoch_end", "failure": failure()},
            "Save.on_epoch_end: ZeroDivisionError: division by zero",
        ),
        (Kind.STOP_TRAINING, {"callback": "Stop", "index": 1, "hook": "on_epoch_end"}, "Stop.on_epoch_end"),
        (Kind.NON_FINITE, {"inputs": [{**X, "count": 3}]}, "x 3 of 64"),
        (
            Kind.STATISTICS,
            {"inputs": [{**X, "min": -1.0, "max": 2.5, "mean": 0.25}, {"name": "y", "min": None}], "took_ns": 9},
            "x −1 to 2.5, mean 0.25 · y",
        ),
        (Kind.WARNING, {"text": "odd\nand more", "category": "UserWarning"}, "odd"),
        (Kind.RUN_END, {"outcome": "completed"}, "completed"),
        (
            Kind.RUN_END,
            {"outcome": "died", "exit_code": None, "signal": "SIGSEGV", "at": AT},
            "died, by SIGSEGV, at train.py, line 12, in batches",
        ),
        (
            Kind.RUN_END,
            {"outcome": "died", "exit_code": 3, "signal": None, "problem": "It went.\nWell."},
            "died, exit code 3, It went.",
        ),
    ],
)
def test_that_what_an_event_carries_is_told_in_words(kind: Kind, payload: Payload | None, words: str) -> None:
    assert event_detail(event(kind, payload)) == words
