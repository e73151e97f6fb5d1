"""The kinds of event that a recording holds, and one event as its readers see it.

An event is an *instant*. A span is derived: a begin without an end is a call that never came back, and that is
what this tool is for, so no tap ever waits for an end before it records the begin.
"""

from __future__ import annotations

from enum import IntEnum
from typing import Any, NamedTuple

Payload = dict[str, Any]
"""JSON-able, and never changed once it was recorded: taps share one object between events to save memory."""

NONE = -1
"""What an integer column holds where the event has no epoch, step or batch."""
MOST = 2**31 - 1
"""What such a column can hold at most."""


class Role(IntEnum):
    """Which of `fit`'s two kinds of data an event belongs to."""

    TRAIN = 0
    VALIDATION = 1


class Kind(IntEnum):
    """What happened. The numbers are part of the recording's format: add at the end, never renumber."""

    # The run, as the inspector saw it.
    RUN_BEGIN = 0  # payload: file, data, model, started (ISO 8601), version
    PHASE = 1  # payload: text, what is being done for the person now
    ENVIRONMENT = 2  # payload: python, tensorflow, keras, engine, device, lineage
    # payload: outcome; where the process died also exit_code, signal (its name or None) and, if Python could tell it,
    # at: the file, line and function of the person's that it was on; where the request could not be carried out also
    # problem: the sentence for the person; and failed: whether it was the inspector's own fault
    RUN_END = 3
    STOP_ASKED = 4  # the person pressed Stop; batch: how many times by now

    # `fit` itself.
    FIT_BEGIN = 10  # payload: requested (what was asked of fit)
    FIT_END = 11
    FIT_RAISED = 12  # payload: a failure; what came out of fit, or out of the module before fit (where: module)
    # payload: kind, name, length, hooks; what the data is. lost, where an earlier fit took from the same generator:
    # the batches that it had read ahead and never trained on
    SOURCE = 13

    # Data: one `next()` or `__getitem__` on the person's own object. step: the pass it was pulled for, NONE: a peek.
    PULL_BEGIN = 20  # batch: index that it would become
    PULL_END = 21  # batch; payload: the batch's signature, see `inspector.fit.taps.signature`
    PULL_STOP = 22  # the source said that it has no more
    PULL_RAISED = 23  # batch: the index it would have become; payload: a failure
    # batch; payload: file, line, function; since_ns; where a next() that takes very long, since then, is now
    PULL_SITS = 24

    # Keras' own iterator over that data: a pass. step: its number.
    PASS_BEGIN = 30
    DELIVERED = 31  # batch: which of the source's batches was handed over, replays included
    PASS_END = 32  # the pass had nothing more to hand over
    NON_FINITE = 33  # batch; payload: inputs, each name with how many values are NaN or infinite
    # batch; payload: inputs, each name with min, max and mean of its finite values, and of how many; took_ns
    STATISTICS = 34

    # Callback hooks, as `fit` called them on the whole list.
    TRAIN_BEGIN = 40
    TRAIN_END = 41
    EPOCH_BEGIN = 42
    EPOCH_END = 43
    TRAIN_BATCH_BEGIN = 44
    TRAIN_BATCH_END = 45
    TEST_BEGIN = 46
    TEST_END = 47
    TEST_BATCH_BEGIN = 48
    TEST_BATCH_END = 49
    STEP_SITS = 50  # step; payload as of PULL_SITS: where a step that takes very long is

    # One callback object's share of a hook. payload: callback, index, hook.
    CALLBACK_BEGIN = 60
    CALLBACK_END = 61
    CALLBACK_RAISED = 62  # payload: callback, index, hook, failure
    STOP_TRAINING = 63  # a callback set model.stop_training; payload: callback, index, hook
    OPTIMIZER_COUNT = 64  # batch: the optimizer's own counter, read at the beginning and the end of an epoch
    RETRACED = 65  # the train step was compiled again, for this step
    CALLBACK_SITS = 66  # payload: callback, index, hook, and as of PULL_SITS: where one that takes very long is

    # The dataset's own hooks. step: the number of the call.
    DATASET_EPOCH_BEGIN = 70
    DATASET_EPOCH_END = 71
    DATASET_RETURNED = 72  # the last of them came back; one that raised does not

    # Words.
    WARNING = 80  # payload: text, category, file, line
    OUTPUT = 81  # payload: text, stream: stdout | stderr | native | inspector


class Event(NamedTuple):
    """One event. Where a column does not apply to the kind, it is None."""

    seq: int
    t_ns: int
    kind: Kind
    role: Role
    thread: str
    process: int
    epoch: int | None
    step: int | None
    batch: int | None
    payload: Payload | None
