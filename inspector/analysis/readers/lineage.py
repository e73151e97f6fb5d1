"""Which batch reached which step.

It is observed, not guessed: delivery into tf.data is first in, first out per iterator, so the k-th update of an
iterator consumed the k-th batch that was handed to it (`Pass.delivered`).
"""

from __future__ import annotations

from inspector.analysis.facts import Facts
from inspector.analysis.model import Source, Step
from inspector.recording.events import NONE, Role


def consume(facts: Facts, role: Role, step: Step, updates: int) -> None:
    """Give `step` the next batches of the pass that is current."""
    source = facts.source(role)
    if source.divided:
        step.batches.extend([None] * updates)
        return
    if not source.passes:
        _infer(facts, source, step, updates)
        return
    current = source.passes[-1]
    trained = facts.trained[role]
    step.in_pass, step.position = current.number, current.consumed
    updates = min(updates, len(current.delivered) - current.consumed)
    last = current.consumed + updates - 1
    if 0 <= last < len(current.delivered):
        step.waited_ns = max(0, current.delivered_ns[last] - step.began_ns)
    for position in range(current.consumed, current.consumed + updates):
        batch = current.delivered[position] if source.ordered else NONE
        step.batches.append(None if batch == NONE else batch)
        if batch == NONE:
            continue
        if source.kind == "generator" and batch in trained:
            step.replayed.append(batch)
        trained.add(batch)
    current.consumed += updates


def _infer(facts: Facts, source: Source, step: Step, updates: int) -> None:
    """Where Keras' iterator was not seen: the next batches in the order in which they were pulled, if any are left.

    Told as inferred everywhere; a batch that Keras put in front again cannot be seen this way, so it stays None.
    """
    for _ in range(updates):
        known = source.inferred < len(source.yielded)
        batch = source.yielded[source.inferred] if known else None
        source.inferred += 1
        step.batches.append(batch)
        if batch is not None:
            facts.trained[source.role].add(batch)
