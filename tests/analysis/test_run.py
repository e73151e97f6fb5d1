"""Reading a run from its events: epochs, steps, lineage, failures."""

from __future__ import annotations

from inspector.analysis.model import Outcome, PullState
from inspector.analysis.run import Run
from inspector.recording.events import Kind, Role
from inspector.recording.recording import Recording
from tests.analysis.event_by_event import told
from tests.story import Story, clean, failure, raises_at_batch_3, stops_after_5


def test_that_each_step_gets_the_batch_that_its_pass_handed_over() -> None:
    run = clean(epochs=2, steps=4).run()
    assert [epoch.batches for epoch in run.epochs] == [[0, 1, 2, 3], [4, 5, 6, 7]]
    assert [epoch.replayed for epoch in run.epochs] == [[], []]
    assert set(run.consumed(Role.TRAIN)) == set(range(8))


def test_that_reading_event_by_event_gives_the_same_as_reading_at_once() -> None:
    story = raises_at_batch_3()
    story.recorder.drain()
    recording = story.recorder.recording
    whole = Run(recording)
    whole.update()
    grown = Recording()
    grown.threads, grown.payloads = recording.threads, recording.payloads
    slow = Run(grown)
    for block in recording.rows.blocks():
        for row in range(len(block)):
            grown.rows.extend(block[row : row + 1])
            assert slow.update()
    assert slow.epochs == whole.epochs
    assert told(slow) == told(whole)
    assert slow.failure == whole.failure


def test_that_update_reads_only_what_is_new() -> None:
    story = Story(steps_per_epoch=3).peek(2).train_begin().epoch_begin(0)
    story.recorder.drain()
    run = Run(story.recorder.recording)
    assert run.update()
    assert not run.update()
    story.steps(0, 3)
    story.recorder.drain()
    assert run.update()
    assert run.epochs[0].batches == [0, 1, 2]


def test_that_peeked_batches_in_a_later_pass_are_replays() -> None:
    story = Story(epochs=2).peek(2).train_begin().epoch_begin(0).steps(0, 3)
    story.step_begins(3).source_stops().epoch_end()
    story.epoch_begin(1).pass_begin().ready_steps(0, 2).step_begins(2).pass_end().epoch_end()
    run = story.train_end().ends().run()
    assert [epoch.batches for epoch in run.epochs] == [[0, 1, 2], [0, 1]]
    assert [epoch.replayed for epoch in run.epochs] == [[], [0, 1]]


def test_that_data_that_starts_anew_is_not_replayed() -> None:
    story = Story(epochs=2, kind="py_dataset", length=3).train_begin()
    for epoch in range(2):
        story.epoch_begin(epoch).whole_pass(3).epoch_end()
    run = story.train_end().ends().run()
    assert [epoch.batches for epoch in run.epochs] == [[0, 1, 2], [0, 1, 2]]
    assert not any(epoch.replayed for epoch in run.epochs)


def test_that_a_group_of_steps_takes_as_many_batches() -> None:
    story = Story(steps_per_epoch=6, steps_per_execution=3).peek(2).train_begin().epoch_begin(0)
    story.pass_begin().feed(4).group(0, 3).group(3, 3)
    assert [step.batches for step in story.run().epochs[0].steps] == [[0, 1, 2], [3, 4, 5]]


def test_that_a_group_in_which_the_data_ended_has_fewer_batches_than_its_hooks_say() -> None:
    story = Story(steps_per_execution=3, kind="py_dataset", length=4).train_begin().epoch_begin(0)
    story.new_pass().read(0, 1, 2).group(0, 3).read(3).pass_end().group(3, 3)
    run = story.run()
    assert [step.batches for step in run.epochs[0].steps] == [[0, 1, 2], [3]]
    assert run.epochs[0].steps_done == 4


def test_that_without_a_pass_the_batch_of_a_step_is_unknown() -> None:
    run = Story(kind="unknown").train_begin().epoch_begin(0).ready_steps(0, 2).run()
    assert run.epochs[0].batches == [None, None]


def test_that_only_what_was_pulled_before_training_is_the_peek() -> None:
    story = Story(kind="py_dataset", length=4).peek(2).train_begin().epoch_begin(0)
    story.pull()  # a worker that reads ahead before there is any iterator
    source = story.run().train
    assert [pull.batch for pull in source.peeked] == [0, 1]
    assert len(source.produced) == 3


def test_that_validation_has_lineage_of_its_own() -> None:
    story = Story(steps_per_epoch=2, validation_steps=2).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.source("generator", None, role=Role.VALIDATION).peek(2, Role.VALIDATION).validate(2)
    run = story.epoch_end().run()
    validation = run.epochs[0].validation
    assert validation is not None
    assert validation.batches == [0, 1]
    assert run.epochs[0].batches == [0, 1]
    assert run.validation is not None
    assert [pull.batch for pull in run.validation.peeked] == [0, 1]


def test_that_a_pull_ends_on_the_thread_that_began_it() -> None:
    story = Story(kind="py_dataset", length=4).train_begin()
    for process in (1, 2):
        story.put(Kind.PULL_BEGIN, step=0, batch=process - 1, thread=(process, "worker"))
    for process in (1, 2):
        payload = story.signed(rows=process)
        story.put(Kind.PULL_END, step=0, batch=process - 1, payload=payload, thread=(process, "worker"))
    assert [(pull.batch, pull.rows, pull.state) for pull in story.run().train.pulls] == [
        (0, 1, PullState.YIELDED),
        (1, 2, PullState.YIELDED),
    ]


def test_that_the_failure_is_the_one_at_the_source_and_not_its_wrapping() -> None:
    run = raises_at_batch_3().run()
    assert run.outcome is Outcome.RAISED
    assert run.failure is not None
    assert (run.failure.type, run.failure.line) == ("ZeroDivisionError", 12)
    assert run.fit_raised is not None
    assert run.fit_raised.type == "UnknownError"


def test_that_a_source_that_raised_ahead_is_not_what_the_model_died_of() -> None:
    story = Story(steps_per_epoch=10).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.step_begins(2).feed(2).source_raises()  # two batches are waiting: the step had one
    run = story.fit_raises(failure("InvalidArgumentError", "Matrix size-incompatible", "model")).run()
    assert run.failure is not None
    assert run.failure.type == "InvalidArgumentError"


def test_that_a_callback_that_raised_is_what_fit_died_of_even_if_the_source_had_raised_ahead() -> None:
    story = Story(steps_per_epoch=10).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.source_raises().callback("on_train_batch_end", step=1, raises=True)
    run = story.fit_raises().run()
    assert run.failure is not None
    assert run.failure.where == "callback"


def test_that_waiting_is_from_the_begin_of_a_step_until_its_batch_was_there() -> None:
    story = Story(steps_per_epoch=3).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.step_begins(2).feed(1, after_ms=400).step_ends(2)
    waits = [step.waited_ns // 1_000_000 for step in story.run().epochs[0].steps]
    assert waits[1] == 0
    assert waits[2] == 400


def test_that_time_in_callbacks_is_summed_by_object_and_hook() -> None:
    story = Story(steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.callback("on_epoch_end", "A", 0, took_ms=3).callback("on_epoch_end", "B", 1, took_ms=5)
    story.callback("on_epoch_end", "A", 0, took_ms=4)
    assert story.run().callback_ns == {(0, "on_epoch_end"): 7_000_000, (1, "on_epoch_end"): 5_000_000}


def test_that_an_open_callback_is_a_call_without_an_end() -> None:
    story = Story().train_begin()
    story.put(Kind.CALLBACK_BEGIN, payload={"callback": "Slow", "index": 0, "hook": "on_train_begin"})
    (call,) = story.run().callback_calls
    assert call.ended_ns is None


def test_that_the_end_of_the_data_is_known_with_the_moment() -> None:
    source = stops_after_5().run().train
    assert source.exhausted_ns is not None
    assert source.exhausted_seq is not None
    assert len(source.produced) == 5


def test_that_a_stop_that_was_taken_back_gives_way_to_a_later_one() -> None:
    story = Story(epochs=3, steps_per_epoch=1).peek(1).train_begin()
    story.epoch_begin(0).steps(0, 1).stop_training(name="First").epoch_end()
    story.epoch_begin(1).steps(0, 1).stop_training(name="Second").epoch_end()
    stop = story.train_end().ends().run().stop_training
    assert stop is not None
    assert (stop.callback, stop.epoch) == ("Second", 1)


def test_that_the_clock_of_a_reader_counts_only_while_the_run_goes_on() -> None:
    story = Story().train_begin()
    run = story.run()
    run.clock_ns = story.t_ns + 5
    assert run.now_ns == story.t_ns + 5
    story.ends().recorder.drain()
    run.update()
    assert run.now_ns == story.t_ns


def test_that_the_optimizers_count_is_kept_as_it_was_at_both_ends_of_an_epoch() -> None:
    story = Story(epochs=2, steps_per_epoch=3).peek(2).train_begin()
    story.epoch_begin(0, optimizer=0).steps(0, 3).epoch_end(optimizer=3).epoch_begin(1, optimizer=3)
    epochs = story.run().epochs
    assert [(epoch.optimizer_before, epoch.optimizer_after) for epoch in epochs] == [(0, 3), (3, None)]


def test_that_compiling_again_before_any_step_is_known_tells_no_shapes() -> None:
    run = Story(steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).retraced(0).run()
    assert [(one.step, one.before, one.after) for one in run.retraces] == [(0, (), ())]
