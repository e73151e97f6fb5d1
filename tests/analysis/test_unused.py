"""What is said of a batch that no step that ended had: “never used” only where no step can have had it."""

from __future__ import annotations

import pytest

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.report import build_report
from inspector.analysis.run import Run
from inspector.analysis.unused import Leftovers, Unused
from inspector.recording.events import NONE, Kind, Role
from tests.analysis.claims import the
from tests.story import Story, failure, raises_at_batch_3, raises_in_a_step


def told(run: Run, batch: int, in_pass: int | None = None) -> Unused:
    pulls = [pull for pull in run.train.pulls if pull.batch == batch and in_pass in (None, pull.for_pass)]
    return Leftovers(run).of(Role.TRAIN, pulls[0])


def test_that_only_what_comes_next_may_be_in_a_step_that_never_ended() -> None:
    run = raises_in_a_step().run()
    assert [told(run, batch) for batch in (3, 4, 5)] == [Unused.PERHAPS, Unused.NEVER, Unused.NEVER]


def test_that_a_group_of_steps_may_have_had_as_many_as_it_is_long() -> None:
    story = Story(steps_per_epoch=6, steps_per_execution=2).peek(2).train_begin().epoch_begin(0).pass_begin()
    run = story.group(0, 2).step_begins(2).feed(3).fit_raises().run()
    assert [told(run, batch) for batch in (2, 3, 4)] == [Unused.PERHAPS, Unused.PERHAPS, Unused.NEVER]


def test_that_a_step_took_from_the_pass_of_its_time() -> None:
    story = Story(epochs=2, steps_per_epoch=2, kind="tf_dataset", length=4).train_begin()
    story.epoch_begin(0).new_pass().read(0, 1, 2).ready_steps(0, 2).epoch_end()
    run = story.epoch_begin(1).new_pass().read(0, 1, 2).ready_steps(0, 1).step_begins(1).fit_raises().run()
    assert [told(run, 2, 0), told(run, 1, 1), told(run, 2, 1)] == [Unused.NEVER, Unused.PERHAPS, Unused.NEVER]


def test_that_the_step_that_found_no_more_data_had_nothing_of_a_later_epoch() -> None:
    story = Story(epochs=2, kind="tf_dataset", length=2).train_begin().epoch_begin(0)
    story.new_pass().take(0, 0).take(1, 1).step_begins(2).pass_end().epoch_end()
    story.epoch_begin(1).new_pass().read(0, 1).ready_steps(0, 1).stop_training("on_train_batch_end").epoch_end()
    assert told(story.train_end().ends().run(), 1, 1) is Unused.NEVER


def test_that_the_step_that_got_no_batch_from_a_pipeline_had_none_that_was_read_behind_it() -> None:
    story = Story(kind="tf_dataset", length=4).train_begin().epoch_begin(0).new_pass().take(0, 0).step_begins(1).read(1)
    run = story.put(Kind.PULL_RAISED, step=0, batch=1, payload=failure("ValueError")).fit_raises().run()
    assert run.failure is run.train.failure
    assert told(run, 1) is Unused.NEVER
    died = next(one for one in diagnose(run) if one.rule == "source-raised")
    assert (died.step, died.batch, died.caused_by) == (1, 1, None)


def test_that_a_validation_step_is_asked_about_the_validation_data() -> None:
    story = Story(steps_per_epoch=2).source("tf_dataset", 3, role=Role.VALIDATION).peek(2)
    story.train_begin().epoch_begin(0).steps(0, 2).feed(1)
    story.test_begin().new_pass(Role.VALIDATION).read(0, 1, 2, role=Role.VALIDATION)
    run = story.ready_steps(0, 1, Role.VALIDATION).step_begins(1, Role.VALIDATION).fit_raises().run()
    leftovers = Leftovers(run)
    assert told(run, 2) is Unused.NEVER
    assert [leftovers.of(Role.VALIDATION, pull) for pull in run.sources[Role.VALIDATION].pulls[1:]] == [
        Unused.PERHAPS, Unused.NEVER,
    ]  # fmt: skip


def test_that_more_is_said_once_the_run_is_over() -> None:
    story = Story(steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 1)
    run = story.run()
    leftovers = Leftovers(run)
    pull = run.train.pulls[1]
    assert leftovers.of(Role.TRAIN, pull) is Unused.NOT_YET
    story.step_begins(1).fit_raises().recorder.drain()
    run.update()
    assert leftovers.of(Role.TRAIN, pull) is Unused.PERHAPS


def test_that_a_recording_that_breaks_off_says_so() -> None:
    run = Story(steps_per_epoch=4).peek(2).run()
    run.recording.growing = False
    run.update()
    assert told(run, 0) is Unused.NOT_RECORDED


@pytest.mark.parametrize("doubt", ["inferred", "unknown"])
def test_that_nothing_is_claimed_where_it_is_not_known_what_the_steps_had(doubt: str) -> None:
    story = Story(steps_per_epoch=2, kind="arrays", length=4)
    if doubt == "inferred":
        story.put(Kind.ENVIRONMENT, payload={"lineage": "inferred"})
    story.train_begin().epoch_begin(0).new_pass().deliver(NONE if doubt == "unknown" else 0)
    run = story.read(1, 2, 3).ready_steps(0, 2).epoch_end().train_end().ends().run()
    assert told(run, 3) is Unused.NOT_KNOWN
    assert not any(finding.rule == "unused-batches" for finding in diagnose(run))


def test_that_a_check_was_not_to_use_any() -> None:
    run = Story(call="check").new_pass().read(0).ends().run()
    assert told(run, 0) is Unused.NOT_MEANT


def test_that_neither_finding_nor_report_counts_a_batch_in_doubt_among_the_unused() -> None:
    run = raises_in_a_step().run()
    (finding,) = [one for one in diagnose(run) if one.rule == "unused-batches"]
    assert finding.title == "2 batches of the generator were never trained on: batches 4–5"
    assert build_report(run)["sources"]["train"]["unused"] == [4, 5]
    assert build_report(raises_at_batch_3().run())["sources"]["train"]["unused"] == []


def left_over(kind: str, *batches: int) -> str:
    """The advice on data of three batches of which no step came to these."""
    story = Story(steps_per_epoch=1, kind=kind, length=None if kind == "generator" else 3).train_begin().epoch_begin(0)
    story.new_pass().read(0, *batches).ready_steps(0, 1).epoch_end().train_end().ends()
    return the("unused-batches", story).fix


def test_that_only_of_a_generator_a_second_fit_is_said_to_lack_them() -> None:
    assert "A second fit on the same generator would not get it: make a new generator" in left_over("generator", 1)
    told = {kind: left_over(kind, 1, 2) for kind in ("py_dataset", "tf_dataset", "arrays", "unknown")}
    assert [kind for kind, fix in told.items() if "generator" in fix] == []
    assert "A PyDataset is asked by index: what reads it again can ask for them again." in told["py_dataset"]
    assert "makes an iterator of its own" in told["tf_dataset"]
    assert "nothing is used up" in told["arrays"]
    assert told["unknown"] == "Nothing to mend in this run."


def test_that_one_peeked_batch_is_told_in_the_singular() -> None:
    story = Story(steps_per_epoch=1, kind="py_dataset", length=3).pull().train_begin().epoch_begin(0)
    story.new_pass().read(1).ready_steps(0, 1).epoch_end().train_end().ends()
    assert the("unused-batches", story).explanation.endswith("to learn the shapes, and no step came to it.")
