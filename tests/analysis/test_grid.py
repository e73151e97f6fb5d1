"""The expected grid: what was asked for, and what became of it."""

from __future__ import annotations

from io import StringIO

from inspector.analysis.diagnosis import diagnose
from inspector.analysis.expected import expected_validation_steps
from inspector.analysis.grid import EpochRow, EpochVerdict, StepState, absent_epochs, expected_grid, validation_states
from inspector.analysis.report import build_report
from inspector.export.summary import print_summary
from inspector.recording.events import Role
from tests.story import Story, clean, raises_at_batch_3, stops_after_5

SIGNS = {
    StepState.PENDING: "?",
    StepState.DONE: "x",
    StepState.REPLAYED: "r",
    StepState.UNFINISHED: "u",
    StepState.MISSING: "-",
    StepState.STOPPED: "s",
    StepState.RUNNING: ">",
}


def drawn(story: Story) -> list[tuple[str, EpochVerdict]]:
    return [(states(row), row.verdict) for row in expected_grid(story.run())]


def states(row: EpochRow) -> str:
    return "".join(SIGNS[StepState(state)] for state in row.states)


def test_that_a_clean_run_is_done_everywhere() -> None:
    assert drawn(clean(2, 4)) == [("xxxx", EpochVerdict.ENDED), ("xxxx", EpochVerdict.ENDED)]


def test_that_what_an_exception_cut_off_is_unfinished_then_missing() -> None:
    assert drawn(raises_at_batch_3(epochs=2)) == [
        ("xxxu------", EpochVerdict.NEVER_ENDED),
        ("-" * 10, EpochVerdict.NEVER_BEGAN),
    ]


def test_that_data_that_ended_leaves_a_short_epoch() -> None:
    assert drawn(stops_after_5()) == [("xxxxxu----", EpochVerdict.SHORT)]


def test_that_while_a_run_goes_on_nothing_is_missing() -> None:
    story = Story(epochs=2, steps_per_epoch=4).peek(2).train_begin()
    assert drawn(story) == [("????", EpochVerdict.PENDING), ("????", EpochVerdict.PENDING)]
    story.epoch_begin(0).steps(0, 2).step_begins(2)
    assert drawn(story) == [("xx>?", EpochVerdict.RUNNING), ("????", EpochVerdict.PENDING)]


def test_that_a_short_epoch_that_ended_is_short_while_the_run_goes_on() -> None:
    story = Story(epochs=2, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 3)
    story.step_begins(3).source_stops().epoch_end().epoch_begin(1)
    assert drawn(story) == [("xxxu", EpochVerdict.SHORT), ("????", EpochVerdict.RUNNING)]


def test_that_nothing_is_expected_before_fit_is_called() -> None:
    story = Story()
    story.recorder.drain()
    run = story.run()
    run.fit_began_ns = None
    assert expected_grid(run) == []


def test_that_steps_come_from_steps_per_epoch_before_the_length() -> None:
    (row,) = expected_grid(Story(steps_per_epoch=3, kind="py_dataset", length=7).run())
    assert row.expected == 3
    (row,) = expected_grid(Story(kind="py_dataset", length=7).run())
    assert row.expected == 7
    (row,) = expected_grid(Story().run())
    assert row.expected is None


def test_that_an_unknown_length_has_no_missing_steps() -> None:
    story = Story().peek(2).train_begin().epoch_begin(0).steps(0, 3)
    assert drawn(story) == [("xxx", EpochVerdict.RUNNING)]
    story.step_begins(3)
    assert drawn(story) == [("xxx>", EpochVerdict.RUNNING)]
    story.source_stops().epoch_end().train_end().ends()
    assert drawn(story) == [("xxx", EpochVerdict.ENDED)]


def test_that_an_epoch_without_a_step_is_empty() -> None:
    story = Story(epochs=2, steps_per_epoch=1).peek(1).train_begin().epoch_begin(0).steps(0, 1).epoch_end()
    story.epoch_begin(1).step_begins(0).source_stops().epoch_end().train_end().ends()
    assert drawn(story)[1] == ("u", EpochVerdict.EMPTY)


def test_that_replays_are_told_from_other_steps() -> None:
    story = Story(epochs=2, steps_per_epoch=3).peek(2).train_begin().epoch_begin(0).steps(0, 3).epoch_end()
    story.epoch_begin(1).pass_begin().ready_steps(0, 2).step_begins(2).pass_end().epoch_end().train_end().ends()
    assert drawn(story)[1] == ("rru", EpochVerdict.SHORT)


def test_that_a_callback_that_stops_midway_excuses_the_rest() -> None:
    story = Story(epochs=2, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.stop_training("on_train_batch_end", step=1).epoch_end().train_end().ends()
    assert drawn(story) == [("xxss", EpochVerdict.STOPPED), ("ssss", EpochVerdict.STOPPED)]


def test_that_a_stop_at_the_end_of_an_epoch_does_not_excuse_that_epoch() -> None:
    story = Story(epochs=3, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 3)
    story.step_begins(3).source_stops().stop_training("on_epoch_end").epoch_end().train_end().ends()
    assert drawn(story) == [
        ("xxxu", EpochVerdict.SHORT),
        ("ssss", EpochVerdict.STOPPED),
        ("ssss", EpochVerdict.STOPPED),
    ]


def test_that_a_stop_in_a_step_that_got_no_data_does_not_excuse_the_epoch() -> None:
    story = Story(epochs=2, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 2).step_begins(2)
    story.stop_training("on_train_batch_begin", step=2).source_stops().epoch_end().train_end().ends()
    assert drawn(story) == [("xxu-", EpochVerdict.SHORT), ("ssss", EpochVerdict.STOPPED)]


def test_that_a_stop_before_the_first_step_does_not_excuse_an_epoch_without_any() -> None:
    story = Story(epochs=2, steps_per_epoch=2, kind="tf_dataset").train_begin().epoch_begin(0)
    story.stop_training("on_epoch_begin").epoch_end().train_end().ends()
    assert drawn(story)[0] == ("--", EpochVerdict.EMPTY)


def test_that_a_stop_excuses_later_epochs_even_if_something_raised_after_it() -> None:
    story = Story(epochs=3, steps_per_epoch=1).peek(1).train_begin().epoch_begin(0).steps(0, 1)
    story.stop_training("on_epoch_end").epoch_end().callback("on_train_end", raises=True).fit_raises()
    assert [verdict for _, verdict in drawn(story)] == [EpochVerdict.ENDED] + [EpochVerdict.STOPPED] * 2


def test_that_a_run_stopped_by_the_person_has_no_missing_steps() -> None:
    story = Story(epochs=2, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.step_begins(2).stop_asked().ends("cancelled")
    assert drawn(story) == [("xxss", EpochVerdict.STOPPED), ("ssss", EpochVerdict.STOPPED)]


def test_that_a_run_that_the_person_let_end_its_epoch_has_no_missing_steps() -> None:
    story = Story(epochs=2, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 2)
    story.stop_asked().epoch_end().train_end().ends("cancelled")
    assert drawn(story) == [("xxss", EpochVerdict.STOPPED), ("ssss", EpochVerdict.STOPPED)]


def test_that_a_run_that_was_stopped_while_its_data_was_made_has_no_missing_steps() -> None:
    story = Story(epochs=2, steps_per_epoch=4).peek(2).stop_asked().train_begin().epoch_begin(0).steps(0, 1)
    story.epoch_end().train_end().ends("cancelled")
    assert drawn(story) == [("xsss", EpochVerdict.STOPPED), ("ssss", EpochVerdict.STOPPED)]


def test_that_stopping_later_does_not_excuse_an_epoch_that_was_short_before() -> None:
    story = Story(epochs=3, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 3)
    story.step_begins(3).source_stops().epoch_end().epoch_begin(1).stop_asked().ends("cancelled")
    assert [verdict for _, verdict in drawn(story)] == [
        EpochVerdict.SHORT,
        EpochVerdict.STOPPED,
        EpochVerdict.STOPPED,
    ]


def test_that_a_run_cancelled_before_its_first_epoch_has_no_missing_epochs() -> None:
    story = Story(epochs=2, steps_per_epoch=1).stop_asked().ends("cancelled")
    assert [verdict for _, verdict in drawn(story)] == [EpochVerdict.STOPPED] * 2


def test_that_a_process_that_died_leaves_steps_missing() -> None:
    story = Story(steps_per_epoch=3).peek(2).train_begin().epoch_begin(0).steps(0, 1).step_begins(1).dies()
    assert drawn(story) == [("xu-", EpochVerdict.NEVER_ENDED)]


def test_that_epochs_count_from_the_initial_one() -> None:
    story = Story(epochs=4, initial_epoch=2, steps_per_epoch=1).peek(1).train_begin()
    assert [row.number for row in expected_grid(story.run())] == [2, 3]


def test_that_a_group_in_flight_covers_its_steps() -> None:
    story = Story(steps_per_epoch=6, steps_per_execution=3).peek(2).train_begin().epoch_begin(0)
    story.pass_begin().feed(2).group(0, 3).step_begins(3)
    assert drawn(story) == [("xxx>>>", EpochVerdict.RUNNING)]
    assert drawn(story.fit_raises()) == [("xxxuuu", EpochVerdict.NEVER_ENDED)]


def test_that_steps_beyond_those_expected_are_shown() -> None:
    story = Story(steps_per_epoch=2, steps_per_execution=3).peek(2).train_begin().epoch_begin(0)
    story.pass_begin().feed(1).group(0, 3).epoch_end().train_end().ends()
    assert drawn(story) == [("xxx", EpochVerdict.ENDED)]


def test_that_validation_has_states_of_its_own() -> None:
    story = Story(steps_per_epoch=1, validation_steps=3).peek(1).train_begin().epoch_begin(0).steps(0, 1)
    story.source("generator", None, role=Role.VALIDATION).peek(2, Role.VALIDATION)
    story.test_begin().pass_begin(Role.VALIDATION).ready_steps(0, 2, Role.VALIDATION)
    run = story.run()
    assert list(validation_states(run, run.epochs[0])) == [StepState.DONE, StepState.DONE, StepState.PENDING]
    run = story.test_end().epoch_end().train_end().ends().run()
    assert list(validation_states(run, run.epochs[0])) == [StepState.DONE, StepState.DONE, StepState.MISSING]


def test_that_validation_steps_come_from_the_length_where_nobody_asked_for_any() -> None:
    story = Story(steps_per_epoch=1).peek(1).train_begin().epoch_begin(0).steps(0, 1)
    story.source("arrays", 3, role=Role.VALIDATION).test_begin().new_pass(Role.VALIDATION).take(0, 0, Role.VALIDATION)
    run = story.run()
    assert expected_validation_steps(run) == 3
    assert list(validation_states(run, run.epochs[0])) == [StepState.DONE, StepState.PENDING, StepState.PENDING]
    assert expected_validation_steps(Story().run()) is None


def test_that_a_validation_that_the_person_cut_has_no_missing_steps() -> None:
    story = Story(steps_per_epoch=1).peek(1).train_begin().epoch_begin(0).steps(0, 1)
    story.source("arrays", 2, role=Role.VALIDATION).test_begin().new_pass(Role.VALIDATION).take(0, 0, Role.VALIDATION)
    run = story.stop_asked().ends("cancelled").run()
    assert list(validation_states(run, run.epochs[0])) == [StepState.DONE, StepState.STOPPED]


def test_that_stopping_after_a_short_validation_does_not_excuse_it() -> None:
    story = Story(epochs=2, steps_per_epoch=1, validation_steps=2).peek(1).train_begin().epoch_begin(0).steps(0, 1)
    story.source("generator", None, role=Role.VALIDATION).peek(1, Role.VALIDATION).validate(1)
    run = story.epoch_end().epoch_begin(1).stop_asked().ends("cancelled").run()
    assert list(validation_states(run, run.epochs[0])) == [StepState.DONE, StepState.MISSING]


def test_that_a_callback_that_stops_training_does_not_excuse_a_short_validation() -> None:
    story = Story(steps_per_epoch=2, validation_steps=2).peek(1).train_begin().epoch_begin(0).steps(0, 1)
    story.stop_training("on_train_batch_end", step=0)
    story.source("generator", None, role=Role.VALIDATION).peek(1, Role.VALIDATION).validate(1)
    run = story.epoch_end().train_end().ends().run()
    assert list(validation_states(run, run.epochs[0])) == [StepState.DONE, StepState.MISSING]


MILLION = 1_000_000


def test_that_a_million_epochs_that_never_began_are_one_fact() -> None:
    story = Story(epochs=MILLION, steps_per_epoch=100_000).peek(2).train_begin().epoch_begin(0).steps(0, 1)
    run = story.stop_training("on_train_batch_end", step=0).epoch_end().train_end().ends().run()
    grid = expected_grid(run)
    assert [len(stretch) for stretch in absent_epochs(run)] == [MILLION - 1]
    assert {row.verdict for row in grid} == {EpochVerdict.STOPPED}
    assert len({id(row.states) for row in grid if row.epoch is None}) == 1
    report = build_report(run)
    assert [epoch["epoch"] for epoch in report["epochs"]] == [0]
    assert report["hooks"]["on_epoch_end"] == {"expected": 1, "called": 1}
    said = StringIO()
    print_summary(run, [], said)
    assert [line for line in said.getvalue().splitlines() if "epoch" in line] == [
        "  epoch 0: 1 of 100,000 steps, stopped",
        "  epochs 1–999999: stopped",
    ]


def test_that_epochs_without_a_row_are_called_missing_too() -> None:
    story = Story(epochs=MILLION, steps_per_epoch=2).peek(2).train_begin().epoch_begin(0).steps(0, 1).source_raises()
    run = story.fit_raises().run()
    (finding,) = (finding for finding in diagnose(run) if finding.rule == "epoch-missing")
    assert finding.title == "Epochs 1–999999 never began"
    assert finding.epoch == 1


def test_that_epochs_are_absent_in_stretches_after_the_first_that_began() -> None:
    story = Story(epochs=6, initial_epoch=1, steps_per_epoch=1).peek(2).train_begin()
    run = story.epoch_begin(2).steps(0, 1).epoch_end().epoch_begin(4).step_begins(0).run()
    assert list(absent_epochs(run)) == [range(3, 4), range(5, 6)]
    assert [row.number for row in expected_grid(run)] == [2, 3, 4, 5]
    assert "".join(map(states, expected_grid(run))) == "x?>?"


def test_that_a_step_that_got_no_data_stays_unfinished_though_a_later_epoch_was_stopped() -> None:
    story = Story(epochs=2, steps_per_epoch=3).peek(2).train_begin().epoch_begin(0).steps(0, 2).step_begins(2)
    run = story.source_stops().epoch_end().epoch_begin(1).stop_asked().fit_raises().ends("cancelled").run()
    assert states(expected_grid(run)[0]) == "xxu"


def test_that_rows_kept_from_an_earlier_look_are_those_made_anew() -> None:
    story = Story(epochs=4, steps_per_epoch=3).peek(2).train_begin()
    run = story.run()
    rows = expected_grid(run)

    def look() -> None:
        nonlocal rows
        story.recorder.drain()
        run.update()
        rows = expected_grid(run, rows)
        anew = expected_grid(run)
        assert [(r.number, r.verdict, r.done, r.states.tolist()) for r in rows] == [
            (r.number, r.verdict, r.done, r.states.tolist()) for r in anew
        ]

    for epoch in range(3):
        story.epoch_begin(epoch).steps(0, 2)
        look()
        story.steps(2, 3).epoch_end()
        look()
    kept = rows[0]
    story.epoch_begin(3).step_begins(0).fit_raises()
    look()
    assert rows[0] is kept
