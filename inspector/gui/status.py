"""The words of the status bar. No Qt."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from inspector.analysis.ending import Outcome
from inspector.analysis.expected import expected_steps, expected_validation_steps
from inspector.analysis.finding import Finding, Severity
from inspector.recording.events import Role

if TYPE_CHECKING:
    from inspector.analysis.run import Run

OUTCOME_WORDS = {Outcome.RAISED: "Raised", Outcome.DIED: "Died"}
CAME_TO = (
    "Epochs that ended: their on_epoch_end came, with all of their steps or fewer. Steps that were done. Both of those "
    "that were asked for"
)
ENGINE_WORDS = {"keras": "Keras", "tf_keras": "tf-keras"}


def environment_words(run: Run) -> str:
    """`CPU:0 · Keras 3.15.1 · TensorFlow 2.21.0 · lineage observed`, as far as it is known."""
    told = run.environment
    engine = ENGINE_WORDS.get(str(told.get("engine")), "Keras")
    parts = [
        str(told["device"]) if told.get("device") else "",
        f"{engine} {told['keras']}" if told.get("keras") else "",
        f"TensorFlow {told['tensorflow']}" if told.get("tensorflow") else "",
        f"lineage {told['lineage']}" if told.get("lineage") else "",
    ]
    return " · ".join(part for part in parts if part)


def progress_words(run: Run) -> str:
    """How far the run is; once it is over, how far it came."""
    if run.call == "check":
        return _looked_at(run)
    if run.over or run.cut:
        return _came_to(run)
    epoch = run.epoch
    if epoch is None:
        return run.phase
    parts = [f"epoch {epoch.number}"]
    if epoch.steps:
        expected = expected_steps(run)
        parts.append(f"step {epoch.steps[-1].index}" + ("" if expected is None else f" of {expected:,}"))
    return " · ".join([*parts, *_rate(run), time_left(run)])


def progress_tip(run: Run) -> str:
    """What is counted in `progress_words`, where it counts epochs."""
    came_to = run.call == "fit" and bool(run.epochs) and (run.over or run.cut)
    return CAME_TO if came_to else ""


def _looked_at(run: Run) -> str:
    """`5 of 10 batches looked at`, of the data that is looked at now."""
    source = run.sources[max(run.sources)] if run.sources else run.train
    needed, given = run.needed.get(source.role), len(source.given)
    kind = "validation " if source.role is Role.VALIDATION else ""
    of = f"{given:,}" if needed is None else f"{given:,} of {needed:,}"
    batches = "batch" if (given if needed is None else needed) == 1 else "batches"
    return f"{of} {kind}{batches} looked at"


def stopping_words(asked: int, run: Run | None = None, *, ends: bool = False) -> str:
    """What a Stop does that was pressed so often, and what another press would do.

    `ends`: the run has a process of its own, which the third press ends, or a while after the second.
    """
    what = "The check" if run is not None and run.call == "check" else "fit"
    if asked < 2:
        return f"{what} was asked to end after this batch; Stop again ends it at the next event"
    if not ends:
        return f"{what} is to end at the next event that is recorded"
    if asked < 3:
        return f"{what} is to end at its next event; its process is ended soon if it does not, or by Stop at once"
    return "The process is being ended; what it recorded stays"


def _came_to(run: Run) -> str:
    """`1 of 1 epochs ended · 5 of 10 steps · 27 steps/s`: what ended, of what was asked for."""
    if not run.epochs:
        return ""
    if run.call == "evaluate":
        validation, expected = run.epochs[0].validation, expected_validation_steps(run)
        done = 0 if validation is None else validation.steps.done
        return f"{done:,}{'' if expected is None else f' of {expected:,}'} steps"
    asked, steps = len(run.asked_epochs), expected_steps(run)
    done = run.steps[Role.TRAIN].done
    of = "" if steps is None else f" of {steps * asked:,}"
    return " · ".join([f"{run.epochs_ended:,} of {asked:,} epochs ended", f"{done:,}{of} steps", *_rate(run)])


def _rate(run: Run) -> list[str]:
    rate = steps_per_second(run)
    if rate is None:
        return []
    return [f"{rate:,.0f} steps/s" if rate >= 10 else f"{rate:.1f} steps/s"]


def steps_to_do(run: Run) -> tuple[int, int] | None:
    """Steps done and asked for, over all epochs (of a check: batches); None where it is not known how many come."""
    if run.call == "check":
        needed = run.needed.get(Role.TRAIN)
        return None if needed is None else (min(len(run.train.given), needed), needed)
    steps = expected_steps(run)
    if steps is None or not run.epochs:
        return None
    asked = steps * len(run.asked_epochs)
    epochs_before = run.epochs[-1].number - run.asked_epochs.start
    # An epoch that came out short is over all the same.
    return min(epochs_before * steps + min(run.epochs[-1].steps_done, steps), asked), asked


def time_left(run: Run) -> str:
    """`about 12 s left`, by the steps after the first, which compiles; `unknown length` where no end is known of."""
    to_do = steps_to_do(run)
    if to_do is None:
        return "unknown length" + (", no steps_per_epoch" if run.call == "fit" and expected_steps(run) is None else "")
    done, asked = to_do
    first = run.steps[Role.TRAIN].first_ended_ns
    after_first = run.steps[Role.TRAIN].done - run.requested.group
    if first is None or after_first < 1 or run.now_ns <= first:
        return "time left not known yet"
    seconds = (run.now_ns - first) / after_first * (asked - done) / 1e9
    return f"about {_about(seconds)} left"


def _about(seconds: float) -> str:
    if seconds < 60:
        return f"{max(seconds, 1):.0f} s"
    if seconds < 90 * 60:
        return f"{seconds / 60:.0f} min"
    return f"{seconds / 3600:.1f} h"


def steps_per_second(run: Run) -> float | None:
    """Steps begun in a second of training so far; None where there is too little to say."""
    begun = len(run.steps[Role.TRAIN]) * run.requested.group
    end = run.train_ended_ns or run.last_ns
    if begun < 2 or run.train_began_ns is None or end is None or end <= run.train_began_ns:
        return None
    return begun * 1e9 / (end - run.train_began_ns)


def state_words(run: Run | None, findings: Sequence[Finding] | None, problem: str | None) -> tuple[str, str]:
    """How the run stands, and the tone to say it in: good only where nothing is wrong.

    `findings` are the last ones, of the whole run; None while they are not known.
    """
    if problem is not None:
        return "Not run", "problem"
    if run is None:
        return "Ready", "idle"
    if run.cut:
        return "Recorded in part", "problem"
    if not run.over:
        return "Checking" if run.call == "check" else "Running", "note"
    if findings is None:
        return "Being judged…", "note"
    wrong = any(finding.severity > Severity.INFO for finding in findings)
    match run.outcome:
        case Outcome.COMPLETED:
            return ("Completed, with problems", "problem") if wrong else ("Completed", "good")
        case Outcome.CANCELLED:
            return "Stopped", "idle"
        case _:
            return OUTCOME_WORDS[run.outcome], "problem"
