"""`input-bound`: training waits for data."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Steps
from inspector.analysis.rules._time import trained_ns
from inspector.analysis.wording import seconds, the_source
from inspector.recording.events import Role

LEAST_NS = 500_000_000
LEAST_SHARE = 0.3


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    total = trained_ns(run)
    if not total:
        return
    steps = Steps(run.steps[Role.TRAIN], 1)
    each = steps.waited_ns
    waited = int(each.sum())
    if waited < LEAST_NS or waited < LEAST_SHARE * total:
        return
    longest = steps[int(np.argmax(each))]
    epoch = next(epoch for epoch in reversed(run.epochs) if epoch.seq < longest.seq)
    name = the_source(run.train)
    one_wait = 2 * longest.waited_ns > waited
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"Training waited for data {waited / total:.0%} of the time: {seconds(waited)} of {seconds(total)}",
        f"Steps began and had no batch yet: the {name} makes batches more slowly than the model trains on them. The "
        f"longest wait was {seconds(longest.waited_ns)}, for step {longest.index} of epoch {epoch.number}. The first "
        "step, in which Keras compiles, is not counted.",
        "Make a batch cheaper (load and decode once, keep arrays in memory), or make batches in parallel: a "
        "keras.utils.PyDataset with `workers=4, use_multiprocessing=True`, or tf.data with "
        "`map(..., num_parallel_calls=tf.data.AUTOTUNE)` and `prefetch(tf.data.AUTOTUNE)`.",
        epoch=epoch.number,
        step=longest.index,
        events=(longest.seq,),
        because=("stalled",) if one_wait else (),
    )


RULE = Rule("input-bound", find, consequence_of=("stalled",))
