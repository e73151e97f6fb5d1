"""One side out of a run."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from statistics import median_low

import numpy as np

from inspector.analysis.compare.side import EpochTold, FindingTold, PassTold, Side, Timings
from inspector.analysis.expected import expected_validation_steps
from inspector.analysis.finding import Finding
from inspector.analysis.grid import EpochRow, absent_epochs, excused, expected_grid, validation_states
from inspector.analysis.headline import headline
from inspector.analysis.made import Made
from inspector.analysis.model import KERAS_OWN, Epoch, Outcome, PullState, Source, Step
from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.analysis.wording import place, what

KINDS = {"py_dataset": "PyDataset or Sequence", "tf_dataset": "tf.data.Dataset"}
"""The kinds of data that are not words as they are recorded."""


def side_of_run(run: Run, findings: Sequence[Finding], name: str) -> Side:
    """All that a run tells; it must not grow meanwhile."""
    report = build_report(run, [])
    cut = run.cut or not run.over
    hooks = {hook: told["called"] for hook, told in report["hooks"].items()}
    return Side(
        name=name,
        headline=headline(run),
        outcome="breaks off" if run.cut else run.outcome.value,
        error=_error(run),
        requested=report["requested"],
        environment=report["environment"],
        epochs=_epochs(run),
        hooks=dict.fromkeys(hooks) if cut else hooks,
        findings=tuple(
            FindingTold(one.rule, one.severity.name.lower(), one.title, one.epoch, one.step) for one in findings
        ),
        cut=cut,
        call=run.call,
        setting=_setting(run),
        calls=None if cut else _calls(run),
        timings=_timings(run),
        left_out=_left_out(run),
    )


def _left_out(run: Run) -> range:
    absent = absent_epochs(run) if run.over else ()
    return next((numbers for numbers in absent if excused(run, numbers.start)), range(0))


def _error(run: Run) -> str | None:
    if run.failure is None or run.outcome is Outcome.CANCELLED:
        return None
    return f"{what(run.failure)} ({place(run.failure)})"


def _epochs(run: Run) -> dict[int, EpochTold]:
    made = {role: Made(source) for role, source in run.sources.items()}
    told: dict[int, EpochTold] = {}
    for row in expected_grid(run):
        if row.epoch is not None:
            told[row.number] = _epoch(run, row, row.epoch, made.get(run.train.role))
            if run.validation is not None and row.epoch.validation is not None:
                validation = _pass(
                    expected_validation_steps(run),
                    validation_states(run, row.epoch),
                    row.epoch.validation.steps,
                    made.get(run.validation.role),
                )
                told[row.number] = replace(told[row.number], validation=validation)
    return told


def _epoch(run: Run, row: EpochRow, epoch: Epoch, made: Made | None) -> EpochTold:
    open_end = (run.cut or not run.over) and epoch is run.epoch
    has_hooks = run.train.kind == "py_dataset"
    return EpochTold(
        number=row.number,
        training=_pass(row.expected, row.states, epoch.steps, made),
        validation=None,
        ended=None if run.call == "evaluate" else _came(epoch.ended_ns is not None, open_end),
        verdict=row.verdict,
        dataset_began=_came(epoch.dataset_began > 0, open_end) if has_hooks else None,
        dataset_ended=_came(epoch.dataset_ended > 0, open_end) if has_hooks else None,
    )


def _came(came: bool, open_end: bool) -> bool | None:
    return None if open_end and not came else came


def _pass(expected: int | None, states: np.ndarray, steps: Sequence[Step], made: Made | None) -> PassTold:
    taken = [(step, batch) for step in steps for batch in step.batches]
    pulls = [None if made is None else made.pull(step, batch) for step, batch in taken]
    return PassTold(
        expected=expected,
        states=states,
        batches=tuple(batch for _, batch in taken),
        replayed=frozenset(batch for step in steps for batch in step.replayed),
        signatures=tuple(None if pull is None else pull.signature for pull in pulls),
        statistics=tuple(None if pull is None else pull.statistics for pull in pulls),
    )


def _setting(run: Run) -> dict[str, str | None]:
    header = run.header
    told = {
        "file": str(header.get("file") or "").replace("\\", "/").rsplit("/", 1)[-1],
        "data": header.get("data"),
        "model": header.get("model"),
        "validation data": header.get("validation"),
        "callbacks": ", ".join(one.name for one in run.callbacks if one.name not in KERAS_OWN),
        "seed": header.get("seed"),
        "kind of data": KINDS.get(run.train.kind, run.train.kind),
        "length of the data": "not known" if run.train.kind and run.train.length is None else run.train.length,
    }
    arguments = header.get("arguments")
    for of, given in arguments.items() if isinstance(arguments, dict) else ():
        told |= {f"{of} argument {name}": value for name, value in given.items()} if isinstance(given, dict) else {}
    return {name: None if value in (None, "") else str(value) for name, value in told.items()}


def _calls(run: Run) -> dict[str, int]:
    names = (f"{call.callback.name}.{call.hook}" for call in run.callback_calls if call.callback.name not in KERAS_OWN)
    return dict(Counter(names))


def _timings(run: Run) -> Timings:
    steps = [step for epoch in run.epochs for step in epoch.steps if step.ended_ns is not None]
    took = [step.ended_ns - step.began_ns for step in steps if step.ended_ns is not None]
    passed = [epoch.validation for epoch in run.epochs if epoch.validation is not None]
    validated = [one.ended_ns - one.began_ns for one in passed if one.ended_ns is not None]
    ends = [t for t in (run.train_ended_ns, run.fit_raised.t_ns if run.fit_raised else None) if t is not None]
    own = {one.index for one in run.callbacks if one.name in KERAS_OWN}
    callbacks = [ns for (index, _), ns in run.callback_ns.items() if index not in own]
    return Timings(
        fit=min(ends) - run.fit_began_ns if ends and run.fit_began_ns is not None else None,
        first_step=took[0] if took else None,
        step=median_low(took[1:]) if len(took) > 1 else None,
        waited=sum(step.waited_ns for step in steps) if steps else None,
        pull=_pull(run.train),
        validation=sum(validated) if validated else None,
        callbacks=sum(callbacks) if callbacks else None,
    )


def _pull(source: Source) -> int | None:
    took = [p.ended_ns - p.began_ns for p in source.pulls if p.state is PullState.YIELDED and p.ended_ns is not None]
    return median_low(took) if took else None
