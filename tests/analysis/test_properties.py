"""What holds for any run: many small ones, made at random from a seed, as Keras' own rules would make them."""

from __future__ import annotations

from random import Random

import numpy as np
import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.finding import Severity
from inspector.analysis.grid import StepState, expected_grid
from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.recording.events import Role
from tests.analysis.test_live import ONLY_WHEN_OVER, prefixes
from tests.story import Story, failure

SEEDS = range(150)


class Made:
    """A run of `fit` over a generator or an indexed data set, with what it should come to."""

    def __init__(self, seed: int) -> None:
        random = Random(seed)
        self.epochs, self.steps = random.randint(1, 4), random.randint(1, 5)
        self.generator = random.random() < 0.5
        self.has = self.epochs * self.steps if random.random() < 0.4 else random.randint(1, 12)
        self.dies_at = random.randrange(1, 15) if random.random() < 0.3 else None
        self.stops_at = random.randrange(1, 15) if random.random() < 0.2 else None
        self.trained: list[list[int]] = []
        self.over = False
        self.updates = 0
        length = None if self.generator else self.has
        kind = "generator" if self.generator else "tf_dataset"
        self.story = Story(epochs=self.epochs, steps_per_epoch=self.steps, kind=kind, length=length)
        if self.generator:
            self.has = max(self.has, 2)
            self.story.peek(2)
        self.story.train_begin()
        self._fit()

    @property
    def clean(self) -> bool:
        """Whether it did what was asked, as far as nothing stopped it."""
        whole = self.trained if self.stops_at is None or not self.stopped else self.trained[:-1]
        exact = self.generator or (self.steps * self.epochs) % self.has == 0 == self.has % self.steps
        asked = len(self.trained) == self.epochs or self.stopped
        return not self.died and asked and exact and all(len(one) == self.steps for one in whole)

    stopped = died = False

    def _fit(self) -> None:
        left: list[int] = []
        needs_iterator, seen = True, 0
        for epoch in range(self.epochs):
            self.story.epoch_begin(epoch)
            self.trained.append([])
            for step in range(self.steps):
                if not self.generator and seen >= self.has:
                    break
                self.story.step_begins(step)
                if needs_iterator:
                    left, needs_iterator = self._new_iterator(first=self.story.passes[Role.TRAIN] == 0), False
                seen += 1
                if not left:
                    (self.story.source_stops if self.generator and not self.over else self.story.pass_end)()
                    self.over, needs_iterator = True, True
                    break
                if self.dies_at == self.updates:
                    self.story.fit_raises(failure("ValueError", "no", "model"))
                    self.died = True
                    return
                self._hand_over(left.pop(0))
                self.story.step_ends(step)
                self.updates += 1
                if self.stops_at == self.updates:
                    self.story.stop_training("on_train_batch_end", step=step)
                    self.stopped = True
                    break
            if not self.generator and seen >= self.has:
                needs_iterator, seen = True, 0
            self.story.epoch_end()
            if self.stopped:
                break
        self.story.train_end().ends()

    def _new_iterator(self, *, first: bool) -> list[int]:
        if self.generator:
            self.story.pass_begin()
            return list(range(self.has)) if first else [0, 1]
        self.story.new_pass()
        return list(range(self.has))

    def _hand_over(self, batch: int) -> None:
        if not self.generator:
            self.story.read(batch)
        elif batch >= self.story.yielded[Role.TRAIN]:
            self.story.feed(1)
        self.trained[-1].append(batch)


@pytest.fixture(params=SEEDS)
def made(request: pytest.FixtureRequest) -> Made:
    return Made(request.param)


def test_that_every_step_has_the_batch_that_it_was_made_to_train_on(made: Made) -> None:
    run = made.story.run()
    assert [epoch.batches for epoch in run.epochs] == made.trained


def test_that_the_states_account_for_every_expected_step(made: Made) -> None:
    for row in expected_grid(made.story.run()):
        assert len(row.states) == made.steps
        done = np.isin(row.states, (StepState.DONE, StepState.REPLAYED))
        assert int(done.sum()) == row.done == len(made.trained[row.number] if row.epoch else [])
        assert not np.isin(row.states, (StepState.PENDING, StepState.RUNNING)).any()
        assert row.missing == 0 or not made.clean


def test_that_there_is_an_error_or_a_warning_exactly_where_the_run_is_not_clean(made: Made) -> None:
    grave = [finding for finding in diagnose(made.story.run()) if finding.severity > Severity.INFO]
    assert bool(grave) == (not made.clean)


def test_that_every_error_has_one_cause_at_its_head(made: Made) -> None:
    found = diagnose(made.story.run())
    heads = {finding.rule for finding in found if finding.caused_by is None}
    assert {finding.caused_by for finding in found} - {None} <= heads
    errors = [one for one in found if one.severity is Severity.ERROR and one.caused_by is None]
    assert {one.rule for one in errors} <= {"data-exhausted", "model-raised"}


def test_that_the_report_adds_up(made: Made) -> None:
    report = build_report(made.story.run())
    for epoch in report["epochs"]:
        assert epoch["steps_done"] == len(epoch["batches"]) <= epoch["steps_begun"] <= made.steps
        assert set(epoch["replayed"]) <= set(epoch["batches"])
    trained = {batch for epoch in report["epochs"] for batch in epoch["batches"]}
    assert report["sources"]["train"]["unused"] == sorted(set(range(made.story.yielded[Role.TRAIN])) - trained)
    assert report["hooks"]["on_train_end"]["called"] == (0 if made.died else 1)


@pytest.mark.parametrize("seed", range(0, 150, 10))
def test_that_no_prefix_claims_what_may_still_come(seed: int) -> None:
    for run in prefixes(Made(seed).story):
        assert run.over or run.fit_raised or not ONLY_WHEN_OVER & {finding.rule for finding in diagnose(run)}


def test_that_reading_in_pieces_ends_as_reading_at_once() -> None:
    story = Made(7).story
    story.recorder.drain()
    whole = Run(story.recorder.recording)
    whole.update()
    assert prefixes(story)[-1].epochs == whole.epochs
