"""`batch-begin-unfinished`: `on_train_batch_begin` with no end."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Epoch, Outcome, Step
from inspector.analysis.rules._death import DEATHS, how_fit_left
from inspector.analysis.wording import epochs


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    how_fit_learns: list[tuple[Epoch, Step]] = []
    for row in evidence.grid:
        epoch = row.epoch
        if epoch is None or (epoch.ended_ns is None and not run.over):
            continue
        step = epoch.steps.open
        if step is None:
            continue
        if run.outcome is Outcome.CANCELLED and epoch.ended_ns is None:
            yield _claim(epoch, step, "It was in flight when you stopped the run.", ("cancelled",))
        elif epoch.ended_ns is None:
            yield _claim(epoch, step, f"fit left {how_fit_left(run)} before its end.", DEATHS)
        elif row.expected is not None:
            yield _claim(epoch, step, "It asked for data that never came: the data ended here.", ("data-exhausted",))
        else:
            how_fit_learns.append((epoch, step))
    if how_fit_learns:
        epoch, step = how_fit_learns[0]
        others = [other.number for other, _ in how_fit_learns[1:]]
        also = f" So it was in {epochs(others)}, too." if others else ""
        why = f"Nobody said how many steps there are, so this is how fit learnt that the data was over.{also}"
        yield _claim(epoch, step, why, ())


def _claim(epoch: Epoch, step: Step, why: str, because: tuple[str, ...]) -> Finding:
    return Finding(
        RULE.name,
        Severity.INFO,
        f"Step {step.index} of epoch {epoch.number} began and never ended",
        f"Keras calls on_train_batch_begin before it fetches the step's batch. {why} A callback that pairs the two "
        "hooks sees one begin too many.",
        "Nothing to mend in itself: see the cause where there is one, and do not count steps by on_train_batch_begin.",
        epoch=epoch.number,
        step=step.index,
        events=(step.seq,),
        because=because,
    )


RULE = Rule("batch-begin-unfinished", find, consequence_of=(*DEATHS, "cancelled", "data-exhausted"))
