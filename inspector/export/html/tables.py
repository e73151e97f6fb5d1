"""The tables of the page: what was asked, the epochs, the batches, the callbacks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice

from inspector.analysis.consumers import Consumers
from inspector.analysis.grid import EpochRow, expected_grid
from inspector.analysis.model import Pull, PullState
from inspector.analysis.run import Run
from inspector.analysis.wording import array, count, keras
from inspector.export.html.parts import table
from inspector.export.summary import epoch_words
from inspector.recording.events import Role

MOST_ROWS = 200
"""A page is read by a person: the CSV files have every line."""
MOST_LISTED = 40


def asked(run: Run) -> str:
    """What was asked of `fit`, and on what it ran."""
    header, requested, environment = run.header, run.requested, run.environment
    rows = (
        ("data", header.get("data") or run.train.name),
        ("model", header.get("model")),
        ("validation", header.get("validation")),
        ("callbacks", header.get("callbacks")),
        ("epochs", requested.epochs),
        ("initial_epoch", requested.initial_epoch),
        ("steps_per_epoch", requested.steps_per_epoch),
        ("validation_steps", requested.validation_steps),
        ("steps_per_execution", requested.steps_per_execution),
        ("seed", header.get("seed")),
        ("device", environment.get("device")),
        ("Keras", keras(run) if environment.get("keras") else None),
        ("TensorFlow", environment.get("tensorflow")),
        ("Python", environment.get("python")),
        ("lineage", environment.get("lineage")),
    )
    told = [(name, str(value)) for name, value in rows if value is not None]
    return table("", ("what", "value"), told) if told else ""


def epochs(run: Run) -> str:
    """A line an epoch: how it went, and the batch of each of its steps."""
    grid = expected_grid(run)
    shown = [_epoch(run, row) for row in grid[:MOST_ROWS]]
    title = "" if len(grid) <= MOST_ROWS else f"The first {MOST_ROWS:,} of {len(grid):,} epochs"
    columns = ("epoch" if run.call == "fit" else "", "steps", "trained on batches", "on_epoch_end", "validation")
    return table(title, columns, shown) if shown else ""


def _epoch(run: Run, row: EpochRow) -> Sequence[str]:
    epoch = row.epoch
    name = str(row.number) if run.call == "fit" else run.call
    if epoch is None:
        return name, epoch_words(row), "", "", ""
    came = "came" if epoch.ended_ns is not None else "not recorded" if run.cut else "never came"
    validation = ""
    if epoch.validation is not None:
        tested = epoch.validation.batches
        validation = f"{count(len(tested), 'step')}, on {_listed(tested, set(epoch.validation.replayed))}"
    return (
        name,
        epoch_words(row),
        _listed(epoch.batches, set(epoch.replayed)),
        came if run.call == "fit" and (run.over or run.cut) else "",
        validation,
    )


def _listed(batches: Sequence[int | None], replayed: set[int]) -> str:
    """`0 1 2 3↺`: in the order in which steps took them."""
    words = ["?" if batch is None else f"{batch}↺" if batch in replayed else str(batch) for batch in batches]
    if len(words) > MOST_LISTED:
        half = MOST_LISTED // 2
        words = [*words[:half], f"… {len(words) - 2 * half:,} more …", *words[-half:]]
    return " ".join(words)


def batches(run: Run) -> str:
    """A line for each `next()` or `__getitem__`."""
    consumers = Consumers(run)
    pulls = sorted(
        ((role, pull) for role, source in run.sources.items() for pull in source.pulls), key=lambda one: one[1].seq
    )
    rows = (_batch(consumers, role, pull) for role, pull in islice(pulls, MOST_ROWS))
    title = (
        ""
        if len(pulls) <= MOST_ROWS
        else f"The first {MOST_ROWS:,} of {len(pulls):,}: the rest is in the CSV of batches"
    )
    return table(title, ("batch", "data", "shape", "reached", "took"), rows) if pulls else ""


def _batch(consumers: Consumers, role: Role, pull: Pull) -> Sequence[str]:
    data = "validation" if role is Role.VALIDATION else "training"
    took = "" if pull.ended_ns is None else _milliseconds(pull.ended_ns - pull.began_ns)
    if pull.state is not PullState.YIELDED:
        what = {PullState.RAISED: "✕ raised", PullState.STOPPED: "the data ended here"}.get(pull.state, "never came")
        return "–", data, what, "", took
    shapes = "" if pull.signature is None else ", ".join(map(array, pull.signature["inputs"]))
    used = consumers.of(role, pull)
    reached = ", ".join(one.words for one in used) or consumers.leftovers.of(role, pull).value
    peeked = " (peeked)" if pull.for_pass is None else ""
    return f"{pull.batch}{peeked}", data, shapes, reached, took


def callbacks(run: Run) -> str:
    """A line for each hook of each callback object: how often it was called, and how long that took in all."""
    rows = list(_callbacks(run))
    return table("", ("callback", "hook", "calls", "took"), rows) if rows else ""


def _callbacks(run: Run) -> Iterator[Sequence[str]]:
    calls: dict[tuple[int, str, str], int] = {}
    for call in run.callback_calls:
        key = (call.callback.index, call.callback.name, call.hook)
        calls[key] = calls.get(key, 0) + 1
    for (index, name, hook), times in sorted(calls.items()):
        yield name, hook, str(times), _milliseconds(run.callback_ns.get((index, hook), 0))


def _milliseconds(ns: int) -> str:
    return f"{ns / 1e6:.3f} ms"
