"""What Keras took from its peek, and what breaks it."""

from __future__ import annotations

from inspector.analysis.peek import Peek, first_that_breaks, taken_by_keras
from inspector.analysis.run import Run
from inspector.analysis.wording import array
from inspector.recording.events import Role
from tests.story import Story, clean


def peek_of(run: Run, role: Role = Role.TRAIN) -> Peek:
    peek = Peek(run.sources[role])
    peek.grow()
    return peek


def words(peek: Peek) -> list[str]:
    return [array(one) for one in peek.signature]


def test_that_the_first_dimension_is_free_and_the_others_are_taken() -> None:
    peek = peek_of(clean().run())
    assert [pull.batch for pull in peek.pulls] == [0, 1]
    assert words(peek) == ["x (None, 10) float32", "y (None, 1) float32"]
    assert not peek.thrown_away
    assert peek.broken is None


def test_that_a_dimension_that_differs_within_the_peek_is_free_and_one_that_differs_later_is_not() -> None:
    free = Story(steps_per_epoch=4).pull(features=8).pull(features=9)
    free.peeked[Role.TRAIN] = 2
    peek = peek_of(free.train_begin().epoch_begin(0).steps(0, 4, features=30).run())
    assert words(peek)[0] == "x (None, None) float32"
    assert peek.broken is None


def test_that_the_first_batch_that_breaks_it_is_found_with_its_input() -> None:
    run = Story(steps_per_epoch=9).peek(2).train_begin().epoch_begin(0).steps(0, 4).feed(2, features=11).run()
    peek = peek_of(run)
    assert peek.broken is not None
    pull, one = peek.broken
    assert pull.batch == 4
    assert array(one) == "x (32, 11) float32"
    assert peek.broken == first_that_breaks(run.train, taken_by_keras(run.train))


def test_that_a_batch_of_another_size_breaks_nothing() -> None:
    story = Story(steps_per_epoch=4).peek(2, rows=32).train_begin().epoch_begin(0).steps(0, 4, rows=7)
    assert peek_of(story.run()).broken is None


def test_that_tf_keras_takes_how_many_dimensions_there_are_and_not_how_large() -> None:
    story = Story(steps_per_epoch=4, engine="tf_keras").peek(1).train_begin().epoch_begin(0).steps(0, 4, features=11)
    peek = peek_of(story.run())
    assert words(peek)[0] == "x (None, None) float32"
    assert peek.broken is None


def test_that_the_peek_of_a_py_dataset_is_thrown_away() -> None:
    story = Story(steps_per_epoch=2, kind="py_dataset", length=2).pull().pull().train_begin().epoch_begin(0)
    peek = peek_of(story.whole_pass(2).run())
    assert [pull.batch for pull in peek.pulls] == [0, 1]
    assert peek.thrown_away


def test_that_data_that_keras_does_not_peek_at_has_no_peek() -> None:
    story = Story(steps_per_epoch=2, kind="tf_dataset", length=2).train_begin().epoch_begin(0).whole_pass(2)
    peek = peek_of(story.run())
    assert (peek.pulls, peek.signature) == ([], [])


def test_that_growing_finds_what_reading_at_once_finds() -> None:
    story = Story(steps_per_epoch=9)
    run = story.run()
    peek = Peek(run.train)
    for grow in (lambda: story.pull(), lambda: story.peek(1), lambda: story.train_begin().epoch_begin(0).pass_begin()):
        grow()
        story.recorder.drain()
        run.update()
        peek.grow()
    assert [pull.batch for pull in peek.pulls] == [0, 1]
    story.feed(1).feed(1, features=11).feed(1)
    story.recorder.drain()
    run.update()
    peek.grow()
    assert peek.broken is not None
    assert peek.broken[0].batch == 3


def test_that_validation_has_a_peek_of_its_own() -> None:
    story = Story(steps_per_epoch=2, validation_steps=3)
    story.source("generator", None, role=Role.VALIDATION)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 2).peek(2, Role.VALIDATION, features=7).validate(3)
    assert words(peek_of(story.run(), Role.VALIDATION))[0] == "x (None, 7) float32"
