"""The run in one line: what ran, and how far it came. Pure."""

from __future__ import annotations

from collections.abc import Sequence

from inspector.analysis.expected import expected_steps, expected_validation_steps
from inspector.analysis.grid import absent_epochs
from inspector.analysis.model import Outcome
from inspector.analysis.run import Run
from inspector.analysis.wording import count
from inspector.gui.timeline.epoch_badge import EpochBadge
from inspector.gui.timeline.notes import Tone
from inspector.gui.timeline.ticks import duration
from inspector.recording.events import Role


def title_of(run: Run) -> str:
    """`train.py · batches → build_model`; of a call of the file's own: `train.py, line 30 · batches → model`."""
    header = run.header
    file = _name(header.get("file"))
    data = header.get("data") or run.train.name
    if run.call == "check":
        return f"{file} · check of {data}"
    model = header.get("model") or "a model made to fit"
    where = file + _call(run)
    return f"{where} · {data} → {model}" if data else where


def _call(run: Run) -> str:
    """Which call it was: the setup beside it may be set to another one."""
    line, file = run.header.get("call"), _name(run.header.get("called_in"))
    if not line:
        return ""
    return f", line {line}" if file in ("", _name(run.header.get("file"))) else f" · {file}, line {line}"


def _name(path: object) -> str:
    return str(path or "").replace("\\", "/").rsplit("/", 1)[-1]


def verdict_of(run: Run, badges: Sequence[EpochBadge]) -> tuple[str, Tone]:
    """`raised after 3 of 10 steps · 41 ms`, and how loudly to say it."""
    if run.call == "check":
        return _checked(run)
    done, asked = _steps(run)
    steps = count(done, "step") if asked is None else f"{done:,} of {count(asked, 'step')}"
    short = asked is not None and done < asked
    took = _took(run)
    match run.outcome:
        case Outcome.RUNNING:
            return f"running: {steps}{took}", Tone.QUIET
        case Outcome.RAISED if _not_run(run):
            return "not run", Tone.PROBLEM
        case Outcome.RAISED:
            after = f"after {steps}" if done else "before the first step was done"
            return f"raised {after}{took}", Tone.PROBLEM
        case Outcome.CANCELLED:
            return f"stopped by you after {steps}{took}", Tone.QUIET
        case Outcome.DIED if run.cut:
            return f"the recording breaks off after {steps}{took}", Tone.PROBLEM
        case Outcome.DIED:
            return f"the process died after {steps}{took}", Tone.PROBLEM
        case _ if run.stop_training is not None and short:
            return f"completed: {steps}, stopped by {run.stop_training.callback}{took}", Tone.QUIET
        case _:
            wrong = _wrong(badges)
            tone = Tone.PROBLEM if short or wrong else Tone.QUIET
            return f"completed: {', '.join([steps, *wrong])}{took}", tone


def _checked(run: Run) -> tuple[str, Tone]:
    """`looked at 5 of 10 batches · 41 ms`, `raised after 3 of 10 batches · 12 ms`."""
    given, needed = len(run.train.given), run.needed.get(Role.TRAIN)
    batches = (
        count(given, "batch", "batches") if needed is None else f"{given:,} of {count(needed, 'batch', 'batches')}"
    )
    match run.outcome:
        case Outcome.RAISED if _not_run(run):
            return "not run", Tone.PROBLEM
        case Outcome.RAISED:
            return f"raised after {batches}{_took(run)}", Tone.PROBLEM
        case Outcome.DIED:
            return f"the process died after {batches}{_took(run)}", Tone.PROBLEM
        case Outcome.CANCELLED:
            return f"stopped by you after {batches}{_took(run)}", Tone.QUIET
        case _:
            return f"looked at {batches}{_took(run)}", Tone.QUIET


def _not_run(run: Run) -> bool:
    """Whether something kept fit from being run, which then did not raise."""
    return run.fit_began_ns is None and run.ending.get("problem") is not None


def _wrong(badges: Sequence[EpochBadge]) -> list[str]:
    """What went wrong in a run that completed, beside the number of its steps."""
    wrong = []
    replayed = sum(badge.replayed for badge in badges)
    if replayed:
        wrong.append(f"{replayed:,} replayed")
    validated = [badge.validation for badge in badges if badge.validation is not None]
    if any(one.problem and one.short for one in validated):
        wrong.append("validation short")
    elif any(one.problem for one in validated):
        wrong.append("validation on replays")
    return wrong


def lineage_of(run: Run) -> str:
    """What is not known for certain about which batch reached which step; empty where it was observed."""
    sources = [source for source in run.sources.values() if source.kind != "unknown"]
    if not run.lineage_observed:
        return "lineage inferred"
    return "batch of a step unknown" if any(not source.ordered for source in sources) else ""


def _steps(run: Run) -> tuple[int, int | None]:
    """How many were done, and how many there were to be; None where nothing says how many, or nothing has begun."""
    if run.call == "evaluate":
        validation = run.epochs[0].validation if run.epochs else None
        done = 0 if validation is None else validation.steps.done
        return done, expected_validation_steps(run) if run.epochs else None
    expected = expected_steps(run)
    epochs = sum(map(len, run.begun)) + sum(map(len, absent_epochs(run)))
    return run.steps[Role.TRAIN].done, expected * epochs if expected is not None and epochs else None


def _took(run: Run) -> str:
    ends = [t for t in (run.fit_raised.t_ns if run.fit_raised else None, run.train_ended_ns, run.last_ns) if t]
    if run.fit_began_ns is None or not ends:
        return ""
    return f" · {duration(max(0, min(ends) - run.fit_began_ns) * 1e-9)}"
