"""Where, on the Step axis, a batch stands that no step has used yet: in the cell of the step whose turn it is."""

from __future__ import annotations

import numpy as np

from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.boxes import Look
from inspector.gui.timeline.content import Content
from inspector.gui.timeline.step_ghosts import PAD
from inspector.gui.timeline.step_place import StepPlace
from inspector.recording.events import Kind, Role
from tests.story import Story


class OnSteps:
    """A story on the Step axis."""

    def __init__(self, story: Story) -> None:
        self.content = Content(story.run(), Axis.STEP)
        self.content.refresh()
        assert isinstance(self.content.place, StepPlace)
        self.place = self.content.place

    def cell(self, epoch: int, step: int) -> float:
        """Where a cell begins."""
        return self.place.cells[epoch].start + step

    def batches(self, *, role: Role = Role.TRAIN) -> dict[int, float]:
        """The cell in which each pull stands, by its batch."""
        boxes = self.content.lanes.pulls[role].boxes
        batches = boxes.column("batch", slice(None)).tolist()
        return dict(zip(batches, np.round(boxes.x0 - PAD, 6).tolist(), strict=True))

    def look(self, batch: int) -> Look:
        boxes = self.content.lanes.source.layers[0]
        return Look(int(boxes.looks[boxes.column("batch", slice(None)).tolist().index(batch)]))


def three_steps(epochs: int = 1, steps: int | None = 10) -> Story:
    return Story(epochs=epochs, steps_per_epoch=steps).peek(2).train_begin().epoch_begin(0).steps(0, 3)


def pulling(story: Story) -> Story:
    """A `next()` that goes on."""
    return story.put(Kind.PULL_BEGIN, step=story.passes[Role.TRAIN] - 1, batch=story.yielded[Role.TRAIN])


def test_that_a_pull_stands_behind_the_batches_that_wait_before_it() -> None:
    on = OnSteps(pulling(three_steps().step_begins(3).feed(1)).dies())
    assert on.batches() == {batch: on.cell(0, batch) for batch in range(5)}
    assert on.look(4) is Look.UNFINISHED
    assert on.place.unused is None


def test_that_a_source_that_raises_while_batches_wait_does_so_after_them() -> None:
    on = OnSteps(three_steps().feed(2).source_raises().step_begins(3).fit_raises())
    assert on.batches() == {batch: on.cell(0, batch) for batch in range(6)}


def test_that_what_waits_in_a_run_that_goes_on_stands_at_the_next_steps_and_over_the_end_of_the_epoch() -> None:
    story = three_steps(epochs=400, steps=4).feed(1).feed(2)
    on = OnSteps(story)
    waiting = {3: on.cell(0, 3), 4: on.cell(1, 0), 5: on.cell(1, 1)}
    assert on.batches() == {0: on.cell(0, 0), 1: on.cell(0, 1), 2: on.cell(0, 2), **waiting}
    assert on.look(3) is Look.BATCH
    story.step_begins(3).step_ends(3).epoch_end()
    again = OnSteps(story)
    assert again.batches() == on.batches()


def test_that_what_was_never_used_stays_where_it_would_have_been_used() -> None:
    story = three_steps(epochs=400, steps=3).feed(1).epoch_end().stop_training().train_end().ends()
    on = OnSteps(story)
    assert on.batches()[3] == on.cell(1, 0)
    assert on.look(3) is Look.UNUSED


def test_that_what_was_read_beyond_the_last_step_stands_after_it() -> None:
    on = OnSteps(three_steps(steps=3).feed(1).epoch_end().train_end().ends())
    assert on.batches()[3] > on.place.cells[0].stop
    assert on.place.unused == (on.batches()[3], on.batches()[3] + 1)


def test_that_an_epoch_of_unknown_length_has_room_for_what_waits() -> None:
    on = OnSteps(pulling(three_steps(epochs=3, steps=None).feed(2)))
    assert [on.batches()[batch] for batch in (3, 4, 5)] == [on.cell(0, 3), on.cell(0, 4), on.cell(0, 5)]
    assert on.place.cells[1].start > on.batches()[5] + 1


def test_that_batches_that_are_asked_for_in_another_order_wait_in_the_order_in_which_they_are_handed_over() -> None:
    story = Story(epochs=2, steps_per_epoch=6, kind="py_dataset", length=6).train_begin().epoch_begin(0).new_pass()
    on = OnSteps(story.take(0, 5).read(2, 4))
    assert on.batches() == {5: on.cell(0, 0), 2: on.cell(0, 1), 4: on.cell(0, 2)}


def test_that_what_an_earlier_pass_left_over_takes_the_place_of_no_batch_that_comes() -> None:
    story = Story(epochs=3, steps_per_epoch=2, kind="py_dataset", length=9).train_begin()
    story.epoch_begin(0).new_pass().read(0, 1, 7).ready_steps(0, 2).epoch_end()
    on = OnSteps(story.epoch_begin(1).new_pass().read(3))
    assert on.batches() == {0: on.cell(0, 0), 1: on.cell(0, 1), 3: on.cell(1, 0), 7: on.place.stop + 1}


def test_that_a_validation_leaves_nothing_to_the_next_one() -> None:
    story = Story(epochs=2, steps_per_epoch=2, validation_steps=2).source("py_dataset", 9, role=Role.VALIDATION)
    story.peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.test_begin().new_pass(Role.VALIDATION).read(0, 1, 2, role=Role.VALIDATION)
    on = OnSteps(story)
    first = on.place.cells[0].validation_start
    assert on.batches(role=Role.VALIDATION) == {0: first, 1: first + 1, 2: on.place.stop + 1}


def test_that_data_that_is_over_ends_in_the_epoch_that_it_was_for() -> None:
    story = Story(epochs=3, kind="tf_dataset", length=2).train_begin().epoch_begin(0).new_pass()
    story.take(0, 0).take(1, 1).put(Kind.PULL_BEGIN, step=0, batch=2).put(Kind.PULL_STOP, step=0, batch=2)
    assert OnSteps(story).batches()[2] == OnSteps(story).cell(0, 2)
    on = OnSteps(story.epoch_end().epoch_begin(1).new_pass().step_begins(0))
    assert on.batches()[2] == on.cell(0, 2)


def test_that_a_peek_that_raises_stands_beside_what_was_peeked_at() -> None:
    on = OnSteps(Story(epochs=3, steps_per_epoch=4).peek(1).source_raises(peek=True).fit_raises())
    assert on.batches() == {0: -3, 1: -2}
