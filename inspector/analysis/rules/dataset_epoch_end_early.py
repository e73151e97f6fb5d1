"""`dataset-epoch-end-early`: the dataset's own `on_epoch_end` came before the first epoch, twice, or too soon."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import DatasetCall
from inspector.analysis.run import Run
from inspector.analysis.wording import count, keras
from inspector.recording.events import Role


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    if "on_epoch_end" not in run.train.own_hooks:
        return
    calls = [call for call in run.dataset_calls if call.role is Role.TRAIN and call.hook == "on_epoch_end"]
    before = [call for call in calls if call.epoch is None and (not run.epochs or call.seq < run.epochs[0].seq)]
    if before:
        yield _claim(
            before,
            f"The dataset's own on_epoch_end came {_times(len(before))} before the first epoch",
            f"{keras(run)} resets the data before it trains, and calls the dataset's on_epoch_end to do so: no epoch "
            f"had begun. In all it came {count(len(calls), 'time')} for {count(len(run.epochs), 'epoch')}.",
            "A counter kept in it is one ahead, and a shuffle in it comes before the first epoch, too. Count in "
            "on_epoch_begin, or make the first call harmless.",
        )
    yield from _within(run, calls)


def _within(run: Run, calls: list[DatasetCall]) -> Iterator[Finding]:
    steps = {epoch.number: epoch.steps for epoch in run.epochs}
    seen: dict[int, DatasetCall] = {}
    for call in calls:
        if call.epoch is None:
            continue
        ended = [step for step in steps[call.epoch][-1:] if step.end_seq is not None and step.end_seq > call.seq]
        if call.epoch in seen:
            what = f"twice in epoch {call.epoch}"
        elif ended:
            what = f"before the last step of epoch {call.epoch}"
        else:
            seen[call.epoch] = call
            continue
        yield _claim(
            [call],
            f"The dataset's own on_epoch_end came {what}",
            "What it does (shuffle, reopen files) was done twice, or while batches of the epoch were still to come.",
            "Make it harmless to call at any time: prepare the next order aside, and take it up in on_epoch_begin.",
        )
        return


def _claim(calls: list[DatasetCall], title: str, explanation: str, fix: str) -> Finding:
    return Finding(
        RULE.name,
        Severity.WARNING,
        title,
        explanation,
        fix,
        epoch=calls[0].epoch,
        events=tuple(call.seq for call in calls),
    )


def _times(number: int) -> str:
    return "once" if number == 1 else f"{number:,} times"


RULE = Rule("dataset-epoch-end-early", find)
