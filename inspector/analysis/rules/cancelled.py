"""`cancelled`: the person stopped the run; nothing after that point is called missing."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.expected import expected_steps
from inspector.analysis.finding import EVERY_CALL, Evidence, Finding, Rule, Severity
from inspector.analysis.grid import excused
from inspector.analysis.model import Epoch, Outcome
from inspector.analysis.run import Run
from inspector.analysis.wording import count, the_source


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    if run.outcome is not Outcome.CANCELLED:
        return
    epoch = run.epoch
    if run.call != "fit":
        where, epoch = "while its data was looked at" if run.call == "check" else "in evaluate", None
    elif epoch is None:
        where = "before the first epoch"
    elif epoch.steps_done == 0:
        where = f"in epoch {epoch.number}, before its first step was done"
    else:
        where = f"in epoch {epoch.number}, after step {epoch.steps_done - 1}"
    why, fix = _until_the_data_ends(run, epoch) if epoch is not None and _only_data_ends(run, epoch) else ("", "")
    yield Finding(
        RULE.name,
        Severity.INFO,
        f"You stopped the run {where}",
        f"What was recorded up to there is kept. What did not run after it is shown as stopped, not as missing.{why}",
        f"{fix}Press Run to start again from the beginning.",
        epoch=None if epoch is None else epoch.number,
        step=None if epoch is None or not epoch.steps_done else epoch.steps_done - 1,
        events=() if run.stop_asked is None else (run.stop_asked.seq,),
    )


def _only_data_ends(run: Run, epoch: Epoch) -> bool:
    """Whether the stop cut an epoch short of which nothing says how many steps it has.

    Where another one had ended, or validation begun, the data is known to come to an end.
    """
    source = run.train
    cut = len(run.epochs) == 1 and epoch.validation is None and excused(run, epoch.number)
    unknown = expected_steps(run) is None and source.kind in ("generator", "py_dataset", "tf_dataset")
    over = source.exhausted_ns is not None or source.failure is not None or any(one.ended_ns for one in source.passes)
    return cut and unknown and not over


def _until_the_data_ends(run: Run, epoch: Epoch) -> tuple[str, str]:
    """Why the epoch had not ended, and what to do about it. That the data has no end nobody saw."""
    given = len(run.train.given)
    return (
        f" No steps_per_epoch was given, and the length of the {the_source(run.train)} is not known: without a stop, "
        f"epoch {epoch.number} ends, and its on_epoch_end comes, only when the data ends."
        + (f" It had given {count(given, 'batch', 'batches')} by then." if given else ""),
        "For an epoch that ends before the data does, give steps_per_epoch. ",
    )


RULE = Rule("cancelled", find, calls=EVERY_CALL)
