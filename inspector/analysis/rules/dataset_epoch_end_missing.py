"""`dataset-epoch-end-missing`: the dataset's own `on_epoch_end` never came for an epoch."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Outcome, StopTraining
from inspector.analysis.rules._death import DEATHS, how_fit_left
from inspector.analysis.run import Run
from inspector.analysis.wording import epochs, is_legacy, keras


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    if "on_epoch_end" not in run.train.own_hooks or run.outcome is Outcome.CANCELLED:
        return
    # tf-keras calls it after the callbacks' hook, so an epoch that has just ended may still get it.
    whole = run.epochs if run.over else run.epochs[:-1]
    missing = [epoch for epoch in whole if not epoch.dataset_ended]
    if not missing:
        return
    stop = run.stop_training
    first = missing[0]
    if first.ended_ns is None:
        why = f"fit left the epoch {how_fit_left(run)}, and calls the dataset's hook only after an epoch's last step."
    elif stop is not None and stop.epoch == first.number:
        why = _stopped(run, stop)
    else:
        why = "The epoch ended, and the callbacks' on_epoch_end was called for it."
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"The dataset's own on_epoch_end never came for {epochs(epoch.number for epoch in missing)}",
        f"{why} What the dataset does there (shuffle, reopen files, count epochs) was not done.",
        "Do not rely on the dataset's on_epoch_end for what has to happen: do it in a callback.",
        epoch=first.number,
        events=(first.seq,) if stop is None or stop.epoch != first.number else (first.seq, stop.seq),
    )


def _stopped(run: Run, stop: StopTraining) -> str:
    if is_legacy(run):
        return (
            f"{stop.callback} stopped training. {keras(run)} calls the dataset's own on_epoch_end on its way to the "
            "next epoch, and there was none."
        )
    return (
        f"{stop.callback} stopped training after a batch. {keras(run)} then leaves the epoch at once: it calls "
        "the callbacks' on_epoch_end, and never the dataset's own, even after the epoch's last batch."
    )


RULE = Rule("dataset-epoch-end-missing", find, consequence_of=(*DEATHS, "stopped-early"))
