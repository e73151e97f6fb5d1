"""Several workers' runs held against each other, told as stories."""

from __future__ import annotations

from inspector.analysis.workers import Worker, WorkerFinding, across, aligned
from inspector.recording.events import Kind
from tests.analysis.workers.stories import breaks_off, dies, named, story, whole
from tests.story import Story, failure


def found(*stories: Story) -> list[WorkerFinding]:
    return across(aligned(named(*stories)))


def rules(findings: list[WorkerFinding]) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.caused_by) for finding in findings]


def test_that_workers_that_do_the_same_have_nothing_to_find() -> None:
    assert found(whole(), whole(clock_ms=700), whole(clock_ms=-300)) == []


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
    assert rules(found(dies(), dies(clock_ms=3))) == []


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
    def over(clock_ms: float) -> Story:
        told = story(clock_ms, epochs=1)
        return told.epoch_begin(0).steps(0, 4).source_stops().epoch_end().train_end().ends()

    assert found(over(0), over(9)) == []


def test_that_one_that_breaks_off_is_not_told_to_have_missed_anything() -> None:
    assert found(whole(), breaks_off(clock_ms=3)) == []


def test_that_one_that_was_not_heard_of_long_before_another_raised_is_the_cause() -> None:
    findings = found(dies(later_ms=21_000), breaks_off(clock_ms=70))
    assert rules(findings) == [("worker-gone-first", None)]
    assert findings[0].title == "worker-1 was not heard of any more, 21 s before another one raised"
    assert findings[0].explanation.startswith("Its recording breaks off.")


def test_that_who_was_first_is_not_claimed_where_one_breaks_off_and_may_have_raised_in_that_moment() -> None:
    assert rules(found(dies(later_ms=500), breaks_off(clock_ms=70))) == []


def test_that_what_one_gave_that_breaks_off_is_told_as_the_least() -> None:
    short = story().epoch_begin(0).steps(0, 4).source_stops().epoch_end().train_end().ends()
    findings = found(short, breaks_off(clock_ms=70))
    assert findings[0].rule == "worker-data-over-first"
    assert "Batches given by the others: at least 6 on worker-1." in findings[0].explanation


def test_that_who_raised_first_is_not_claimed_by_two_shared_steps() -> None:
    def early(clock_ms: float, later_ms: float) -> Story:
        told = story(clock_ms).epoch_begin(0).steps(0, 2).step_begins(2)
        told.put(Kind.STEP_SITS, after_ms=later_ms, payload={"file": "a.py", "line": 1, "function": "f", "since_ns": 0})
        return told.fit_raises(failure("RuntimeError", "no", "model"))

    assert rules(found(early(0, 9_000), early(50, 1))) == []


def test_that_a_finding_tells_where_it_shows_on_each_worker() -> None:
    findings = found(whole(), dies(clock_ms=700))
    moments = {finding.rule: [(m.worker, m.epoch, m.step) for m in finding.moments] for finding in findings}
    assert moments == {
        "worker-failed-first": [("worker-1", 1, 2)],
        "worker-steps-differ": [("worker-0", 1, 4), ("worker-1", 1, 2)],
        "worker-epoch-end-missing": [("worker-0", 1, 4), ("worker-1", 1, 2)],
    }


def test_that_of_very_many_workers_the_first_are_named() -> None:
    findings = found(whole(), *(dies(clock_ms=number) for number in range(1, 12)))
    missing = next(finding for finding in findings if finding.rule == "worker-epoch-end-missing")
    assert missing.title.startswith("worker-1, worker-2, worker-3, worker-4, 7 more never reached")
    differ = next(finding for finding in findings if finding.rule == "worker-steps-differ")
    assert differ.title == "Workers did different numbers of steps in epoch 1: 4 on worker-0, 2 on 11 workers"


def test_that_a_worker_says_how_much_its_data_gave() -> None:
    workers: list[Worker] = aligned(named(whole(), whole(clock_ms=1, steps=3)))
    assert [worker.gave for worker in workers] == [8, 6]
