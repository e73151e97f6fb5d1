"""The words of the status bar. No Qt."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.analysis.finding import Finding, Severity
from inspector.analysis.grid import expected_steps
from inspector.analysis.model import Outcome
from inspector.analysis.run import Run

OUTCOME_WORDS = {Outcome.RAISED: "Raised", Outcome.DIED: "Died"}
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
    """`epoch 1 of 3 · step 2 of 6 · 195 steps/s`: the step that began last; counted from 0."""
    epoch = run.epoch
    if epoch is None:
        return "" if run.over else run.phase
    parts = [f"epoch {epoch.number} of {run.requested.epochs or 1}"]
    if epoch.steps:
        expected = expected_steps(run)
        parts.append(f"step {epoch.steps[-1].index}" + ("" if expected is None else f" of {expected}"))
    rate = steps_per_second(run)
    if rate is not None:
        parts.append(f"{rate:,.0f} steps/s" if rate >= 10 else f"{rate:.1f} steps/s")
    return " · ".join(parts)


def steps_per_second(run: Run) -> float | None:
    """Steps begun in a second of training so far; None where there is too little to say."""
    begun = sum(len(epoch.steps) for epoch in run.epochs) * run.requested.group
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
        return "Running", "note"
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
