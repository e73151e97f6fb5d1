"""Which pull made the batch of a step."""

from __future__ import annotations

from inspector.analysis.made import Made
from tests.story import Story, clean


def test_that_a_generators_batches_are_found_by_their_index() -> None:
    run = clean(epochs=2, steps=3).run()
    made = Made(run.train)
    steps = [step for epoch in run.epochs for step in epoch.steps]
    assert [made.pull(step, step.batches[0]) for step in steps] == list(run.train.produced)


def test_that_data_asked_for_by_index_is_found_by_its_pass() -> None:
    story = Story(epochs=2, kind="py_dataset", length=2).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).whole_pass(2).epoch_end()
    run = story.train_end().ends().run()
    made = Made(run.train)
    found = [made.pull(step, step.batches[0]) for epoch in run.epochs for step in epoch.steps]
    assert found == list(run.train.produced)


def test_that_what_is_not_known_is_not_found() -> None:
    run = clean().run()
    step = run.epochs[0].steps[0]
    assert Made(run.train).pull(step, None) is None
    assert Made(run.train).pull(step, 99) is None
