"""`replayed-batches`: a step trained on a batch that an earlier epoch had already trained on."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.rules.data_exhausted import LOOP
from inspector.analysis.wording import batches, epochs, keras


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    again = [(epoch, epoch.replayed) for epoch in run.epochs if epoch.steps.replay_count]
    if not again:
        return
    which = sorted({batch for _, replayed in again for batch in replayed})
    first = again[0][0]
    steps = [step for epoch, _ in again[:20] for step in islice((s for s in epoch.steps if s.replayed), 20)]
    step = steps[0]
    alone = all(epoch.steps_done == len(replayed) for epoch, replayed in again)
    where = epochs(epoch.number for epoch, _ in again)
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"{where[0].upper()}{where[1:]} trained on {batches(which)} again" + (", and on nothing else" if alone else ""),
        f"A generator cannot start again. {keras(run)} pulls {len(run.train.peeked):,} batches from it before "
        "training, to learn their shapes, keeps them, and puts them in front of every iterator that it makes. When the "
        "generator has no more, a new iterator holds those kept batches alone, and the epoch trains on them.",
        f"Let the generator loop, and say how long an epoch is:\n\n{LOOP}\n\n"
        "    model.fit(batches(), steps_per_epoch=..., epochs=...)\n\n"
        "Or pass what can start again: a keras.utils.PyDataset or a tf.data.Dataset.",
        epoch=first.number,
        step=step.index,
        batch=which[0],
        events=tuple(step.seq for step in steps[:20]),
    )


RULE = Rule("replayed-batches", find, consequence_of=("data-exhausted",))
