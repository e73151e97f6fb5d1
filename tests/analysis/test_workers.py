"""Several workers' runs held against each other, told as stories."""

from __future__ import annotations

from inspector.analysis.run import Run
from inspector.analysis.workers import Worker, WorkerFinding, across, aligned
from inspector.recording.events import Kind
from tests.story import MILLISECOND, Story, failure


def story(clock_ms: int = 0, epochs: int = 2, steps: int = 4) -> Story:
    """A worker whose clock is this much ahead; its batches are divided, so no step has one of its own."""
    told = Story(epochs=epochs, steps_per_epoch=steps, engine="tf_keras")
    told.t_ns += clock_ms * MILLISECOND
    hooks: list[str] = []
    divided = {
        "kind": "generator",
        "name": "batches",
        "length": None,
        "hooks": hooks,
        "ordered": False,
        "divided": True,
    }
    told.put(Kind.SOURCE, payload=divided)
    return told.peek(1).train_begin()


def whole(clock_ms: int = 0, epochs: int = 2, steps: int = 4) -> Story:
    """A worker that does what was asked."""
    told = story(clock_ms, epochs, steps)
    for epoch in range(epochs):
        told.epoch_begin(epoch).steps(0, steps).epoch_end()
    return told.train_end().ends()


def dies(clock_ms: int = 0, later_ms: float = 0, batches: int = 4) -> Story:
    """A worker that raises in step 2 of epoch 1, `later_ms` after that step began."""
    told = story(clock_ms)
    told.epoch_begin(0).steps(0, 4).epoch_end().epoch_begin(1).steps(0, 2)
    told.step_begins(2)
    if told.yielded[0] < batches:
        told.feed(batches - told.yielded[0])
    told.put(Kind.TRAIN_BATCH_BEGIN, step=3, after_ms=later_ms) if later_ms else None
    return told.fit_raises(failure("UnavailableError", "Collective ops is aborted", "model"))


def named(*stories: Story) -> list[tuple[str, Run]]:
    return [(f"worker-{number}", one.run()) for number, one in enumerate(stories)]


def found(*stories: Story) -> list[WorkerFinding]:
    return across(aligned(named(*stories)))


def rules(findings: list[WorkerFinding]) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.caused_by) for finding in findings]


def test_that_workers_that_do_the_same_have_nothing_to_find() -> None:
    assert found(whole(), whole(clock_ms=700), whole(clock_ms=-300)) == []


def test_that_clocks_are_aligned_on_the_steps_that_both_ended() -> None:
    first, second, third = aligned(named(whole(), whole(clock_ms=700), whole(clock_ms=-300)))
    assert first.clock.offset_ns == 0
    assert abs(second.clock.offset_ns + 700 * MILLISECOND) < MILLISECOND
    assert abs(third.clock.offset_ns - 300 * MILLISECOND) < MILLISECOND
    assert (second.clock.shared, second.clock.aligned) == (8, True)
    assert second.clock.spread_ns < MILLISECOND


def test_that_a_clock_without_a_shared_step_is_called_unknown() -> None:
    never = story().fit_raises(failure("RuntimeError", "no route to host", "model"))
    second = aligned(named(whole(), never))[1]
    assert not second.clock.aligned
    assert second.clock.offset_ns == 0


def test_that_the_steps_of_a_divided_batch_count_and_their_batches_are_unknown() -> None:
    run = story().epoch_begin(0).steps(0, 4).epoch_end().train_end().ends().run()
    assert run.epochs[0].steps_done == 4
    assert run.epochs[0].batches == [None] * 4


def test_that_the_worker_whose_data_was_over_first_is_the_cause() -> None:
    short = story(clock_ms=500)
    short.epoch_begin(0).steps(0, 4).epoch_end().epoch_begin(1).steps(0, 2).source_stops().step_begins(2)
    short.fit_raises(failure("InvalidArgumentError", "Matrix size-incompatible: In[0]: [0,0]", "model"))
    findings = found(dies(later_ms=25_000, batches=9), short)
    assert rules(findings) == [
        ("worker-data-over-first", None),
        ("worker-failed-first", "worker-data-over-first"),
    ]
    assert findings[0].title.startswith("The data of worker-1 was over first, after 6 batches")
    assert findings[1].title.startswith("worker-1 raised first: InvalidArgumentError")
    assert "worker-0 25 s later" in findings[1].explanation


def test_that_who_raised_first_is_not_claimed_where_the_clocks_do_not_tell() -> None:
    assert rules(found(dies(), dies(later_ms=0))) == []


def test_that_who_raised_first_is_told_by_aligned_clocks() -> None:
    # The second one's clock is an hour ahead: by the clocks as they are it would have been the later one.
    findings = found(dies(later_ms=9_000), dies(clock_ms=3_600_000))
    assert rules(findings) == [("worker-failed-first", None)]
    assert findings[0].title.startswith("worker-1 raised first")


def test_that_a_worker_that_never_reached_the_end_of_an_epoch_is_told() -> None:
    findings = found(whole(), dies())
    assert rules(findings) == [
        ("worker-failed-first", None),
        ("worker-steps-differ", "worker-failed-first"),
        ("worker-epoch-end-missing", "worker-failed-first"),
    ]
    assert findings[1].title == ("Workers did different numbers of steps in epoch 1: 4 on worker-0, 2 on worker-1")
    assert findings[2].title == "worker-1 never reached on_epoch_end of epoch 1; worker-0 did"


def test_that_data_that_is_over_everywhere_alike_is_no_finding() -> None:
    def over() -> Story:
        told = story(epochs=1)
        return told.epoch_begin(0).steps(0, 4).source_stops().epoch_end().train_end().ends()

    assert found(over(), over()) == []


def test_that_one_that_breaks_off_is_not_told_to_have_missed_anything() -> None:
    told = story().epoch_begin(0).steps(0, 4).epoch_end().epoch_begin(1).steps(0, 2)
    told.recorder.drain()
    told.recorder.recording.growing = False
    assert found(whole(), told) == []


def test_that_a_worker_says_how_much_its_data_gave() -> None:
    workers: list[Worker] = aligned(named(whole(), whole(steps=3)))
    assert [worker.gave for worker in workers] == [8, 6]
