"""The samples that come with the inspector, each with the run that shows what it is about."""

from __future__ import annotations

from dataclasses import dataclass

from inspector.fit.problem import WrongUse
from inspector.fit.request import FitRequest
from inspector.resources import resource


@dataclass(frozen=True)
class Sample:
    """One sample: its name on the command line, how it is offered, and what to run."""

    name: str
    title: str
    summary: str
    request: FitRequest


def _sample(name: str, title: str, summary: str, *, epochs: int = 1, **asked: int) -> Sample:
    path = resource("samples", f"{name}.py")
    return Sample(name, title, summary, FitRequest(path, epochs=epochs, **asked))  # type: ignore[arg-type]


SAMPLES: tuple[Sample, ...] = (
    _sample(
        "raises_at_batch_3",
        "A generator that raises",
        "3 of 10 steps, and on_epoch_end never comes.",
        steps_per_epoch=10,
    ),
    _sample(
        "alternates_batch_size",
        "Batch sizes that vary",
        "32 and 16 rows in turn: it ends nothing.",
        steps_per_epoch=10,
    ),
    _sample(
        "stops_after_5",
        "A generator that stops early",
        "5 batches of 10: a short epoch that looks whole.",
        steps_per_epoch=10,
    ),
    _sample(
        "clean_generator",
        "A generator as it should be",
        "It loops: every epoch gets all of its steps.",
        epochs=3,
        steps_per_epoch=6,
    ),
    _sample("py_dataset", "A PyDataset", "Batches by index, in a new order each epoch.", epochs=3),
    _sample(
        "validation_runs_out",
        "Validation that runs out",
        "From epoch 1 on, val_loss is of 2 old batches.",
        epochs=3,
        steps_per_epoch=6,
        validation_steps=3,
    ),
)


def sample_named(name: str) -> Sample:
    """The sample of that name. Raises `WrongUse` with the names that there are."""
    for sample in SAMPLES:
        if sample.name == name:
            return sample
    raise WrongUse(f"There is no sample {name}: choose one of {', '.join(one.name for one in SAMPLES)}.")
