"""`fit-generator-gone`: the file calls `fit_generator`, which this Keras has no more; `fit` was called in its place."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.wording import keras


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    if run.translated is None:
        return
    method = run.translated["method"]
    line = run.header.get("call")
    where = f" in line {line}" if line else ""
    renamed = [f"{old} is {new} now" for old, new in run.translated["renamed"].items()]
    left_out = run.translated["left_out"]
    changed = "; ".join([*renamed, *([f"{_listed(left_out)} left out, which fit does not take"] if left_out else [])])
    workers = (
        " How many workers read the data is said to a keras.utils.PyDataset when it is made: "
        "`super().__init__(workers=4, use_multiprocessing=True)`."
        if left_out
        else ""
    )
    yield Finding(
        RULE.name,
        Severity.WARNING,
        f"{method} is gone from {keras(run)}: fit was called in its place",
        f"The file calls {method}{where}. Run by itself it would end there with an AttributeError. The inspector "
        f"called fit with the same arguments instead{f' ({changed})' if changed else ''}.",
        f"Write `model.fit(...)` with these arguments.{workers}",
    )


def _listed(names: list[str]) -> str:
    return " and ".join([", ".join(names[:-1]), names[-1]] if len(names) > 1 else names)


RULE = Rule("fit-generator-gone", find)
