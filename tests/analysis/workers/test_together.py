"""Recordings that are not of one training are told to be so, and nothing is claimed of them together."""

from __future__ import annotations

import pytest

from inspector.analysis.run import Run
from inspector.analysis.workers import Worker, across, aligned, untold
from inspector.recording.events import Kind
from inspector.recording.recording import Recording
from tests.analysis.workers.stories import dies, named, story, task, whole
from tests.story import Story, clean


def second(*stories: Story) -> Worker:
    workers = aligned(named(*stories))
    assert across(workers) == [] or workers[1].apart is None
    return workers[1]


def test_that_workers_of_one_cluster_are_together_and_say_so() -> None:
    workers = aligned(named(whole(task=task(0)), whole(clock_ms=9, task=task(1))))
    assert workers[1].apart is None
    assert untold(workers) is None


def test_that_recordings_that_tell_no_cluster_are_held_together_with_a_word_of_it() -> None:
    workers = aligned(named(whole(), whole(clock_ms=9)))
    assert workers[1].apart is None
    assert (untold(workers) or "").startswith("None of them says which worker of which cluster it was")


def test_that_the_same_recording_twice_is_told() -> None:
    assert second(whole(), whole()).apart == "the same recording as worker-0"


def test_that_a_copy_that_was_made_before_the_end_is_told_too() -> None:
    told = whole().run().recording
    copy = Recording()
    copy.threads, copy.payloads, copy.growing = told.threads, told.payloads, False
    copy.rows.adopt(next(told.rows.blocks(0, len(told) - 5)))
    run = Run(copy)
    run.update()
    assert aligned([("a", whole().run()), ("b", run)])[1].apart == "the same recording as a"


def test_that_two_that_say_that_they_are_the_same_worker_are_apart() -> None:
    other = second(whole(task=task(0)), dies_as(task(0)))
    assert other.apart == "the same worker of the cluster as worker-0"


def dies_as(of: dict[str, object]) -> Story:
    told = story(clock_ms=7, task=of)
    return told.epoch_begin(0).steps(0, 2).fit_raises()


def test_that_one_of_another_cluster_is_apart() -> None:
    elsewhere = task(1, {"worker": ["10.0.9.1:2222", "10.0.9.2:2222"]})
    assert second(whole(task=task(0)), dies_as(elsewhere)).apart == "trained in another cluster than worker-0"


def test_that_one_that_is_not_in_step_is_apart_and_not_aligned() -> None:
    other = second(whole(steps=40), whole(clock_ms=9, steps=40, rate=1.3))
    assert other.apart == "not in step with worker-0, whose steps end at other times"
    assert not other.clock.aligned


def test_that_steps_that_end_a_little_apart_are_still_in_step() -> None:
    told = story(clock_ms=9, steps=12)
    told.epoch_begin(0)
    for step in range(12):  # the even ones a fifth of a millisecond late
        told.steps(step, step + 1)
        told.t_ns += 200_000 if step % 2 == 0 else -200_000
    assert second(whole(steps=12, epochs=1), told.epoch_end().ends()).apart is None


def test_that_one_trained_by_another_keras_is_apart() -> None:
    assert second(whole(), clean()).apart == "trained by another Keras than worker-0"


@pytest.mark.parametrize(
    ("started", "apart"),
    [
        ("2026-11-23T12:00:02+00:00", None),
        ("2026-11-23T13:05:00+01:00", None),  # the clock of that machine is five minutes ahead, in another zone
        ("2026-11-24T12:00:00+00:00", "not recorded at the time of worker-0"),
    ],
)
def test_that_one_that_ran_at_another_time_is_apart(started: str, apart: str | None) -> None:
    assert second(_started("2026-11-23T12:00:00+00:00"), _started(started, clock_ms=9)).apart == apart


def _started(when: str, clock_ms: float = 0) -> Story:
    told = story(clock_ms)
    header = {"file": "train.py", "data": "batches", "model": "build_model", "validation": None, "version": "0.1.0"}
    told.put(Kind.RUN_BEGIN, payload={**header, "started": when})
    for epoch in range(2):
        told.epoch_begin(epoch).steps(0, 4).epoch_end()
    return told.train_end().ends()


def test_that_of_three_the_two_that_belong_together_are_still_compared() -> None:
    workers = aligned(named(whole(), dies(clock_ms=70), whole()))
    assert [one.apart is None for one in workers] == [True, True, False]
    assert across(workers)[0].title.startswith("worker-1 raised first")
