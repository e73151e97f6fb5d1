"""The badges over the timeline: what they claim of each epoch, and what they say where there is room."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from pytestqt.qtbot import QtBot

from inspector.analysis.grid import expected_grid
from inspector.gui.theme import LIGHT
from inspector.gui.timeline.badge_words import BETWEEN, fitting, headline, parts, tell_badge
from inspector.gui.timeline.epoch_badge import Badges, EpochBadge
from inspector.gui.timeline.epoch_strip import EpochStrip
from inspector.gui.timeline.notes import Tone
from inspector.recording.events import Role
from tests.gui.timeline.stories import everything, replays, under_way, validation_runs_out
from tests.story import Story, clean


def badges_of(story: Story) -> list[EpochBadge]:
    run = story.run()
    return Badges(run).of(expected_grid(run))


def second_line(badge: EpochBadge, room: float = 1000) -> str:
    return BETWEEN.join(words for words, _ in fitting(parts(badge), room, len))


def loud(badge: EpochBadge) -> list[str]:
    return [part.words[0] for part in parts(badge) if part.tone is Tone.PROBLEM]


def test_that_an_epoch_that_ended_short_tells_what_the_bar_claimed_the_replays_and_the_optimizers_count() -> None:
    whole, short, _ = badges_of(replays())
    assert headline(short)[0] == "2 of 10 · ended short"
    assert second_line(short) == BETWEEN.join(["≠ bar: 10/10", "2 replayed", "optimizer counted 3"])
    assert loud(short) == ["≠ bar: 10/10"]
    assert short.fell_short
    assert second_line(whole) == "optimizer counted 10"
    assert not whole.fell_short


def test_that_a_count_that_differs_is_explained_only_where_the_begun_step_explains_it() -> None:
    _, short, _ = badges_of(replays())
    assert "also counts the step that began and got no data" in tell_badge(short)
    story = Story(steps_per_epoch=2).peek().train_begin().epoch_begin(0, optimizer=0).steps(0, 2)
    (odd,) = badges_of(story.epoch_end(optimizer=5).train_end().ends())
    assert "counted 5 updates (0 → 5), where 2 steps were done" in tell_badge(odd)


def test_that_in_a_group_of_steps_the_begun_step_is_not_called_counted() -> None:
    story = Story(steps_per_epoch=4, steps_per_execution=2).peek().train_begin().epoch_begin(0, optimizer=0)
    story.pass_begin().group(0, 2).step_begins(2).source_stops()
    (badge,) = badges_of(story.epoch_end(optimizer=3).train_end().ends())
    assert "also counts" not in tell_badge(badge)


def test_that_without_a_number_of_steps_the_bar_goes_on_with_what_the_first_epoch_had() -> None:
    story = Story(epochs=2).peek(2).train_begin().epoch_begin(0).steps(0, 7).step_begins(7).source_stops().epoch_end()
    story.epoch_begin(1).step_begins(0).pass_begin().step_ends(0).ready_steps(1, 2).step_begins(2).epoch_end()
    first, second = badges_of(story.train_end().ends())
    assert (first.bar, second.bar) == (None, 7)


def test_that_the_bar_claims_nothing_before_an_epoch_has_ended() -> None:
    assert [badge.bar for badge in badges_of(under_way())] == [None, None, None]
    assert [badge.bar for badge in badges_of(everything())] == [None, None, 8, None]


def test_that_validation_that_is_short_or_on_replays_is_a_problem_and_a_whole_one_is_not() -> None:
    whole, short = badges_of(validation_runs_out())
    assert second_line(whole) == "validation 3 of 3"
    assert loud(whole) == []
    assert loud(short) == ["validation 2 of 3, 2 replayed"]
    assert "Validation: 2 of 3 steps, 2 on batches that an earlier pass had already given" in tell_badge(short)


def test_that_validation_that_goes_on_is_not_called_short() -> None:
    story = Story(epochs=2, steps_per_epoch=2, validation_steps=3)
    story.source("generator", None, role=Role.VALIDATION)
    story.peek().train_begin().epoch_begin(0).steps(0, 2).test_begin().steps(0, 1, Role.VALIDATION)
    assert loud(badges_of(story)[0]) == []


def test_that_a_validation_generator_with_as_many_steps_as_are_peeked_is_calm() -> None:
    story = Story(epochs=2, steps_per_epoch=2, validation_steps=2)
    story.source("generator", None, role=Role.VALIDATION).peek(2).train_begin()
    story.epoch_begin(0).steps(0, 2).peek(2, Role.VALIDATION).validate(2).epoch_end()
    story.epoch_begin(1).steps(0, 2).validate(2).epoch_end()
    assert [loud(badge) for badge in badges_of(story.train_end().ends())] == [[], []]


def test_that_a_narrow_badge_drops_what_matters_least() -> None:
    _, short, _ = badges_of(replays())
    assert second_line(short, 30) == BETWEEN.join(["≠ bar: 10/10", "2 replayed"])
    assert second_line(short, 14) == "≠ bar: 10/10"
    assert second_line(short, 5) == ""


def test_that_the_whole_truth_is_in_the_tooltip_and_in_the_description(qtbot: QtBot) -> None:
    strip = EpochStrip(LIGHT)
    qtbot.addWidget(strip)
    strip.resize(200, 60)
    badges = badges_of(replays())
    strip.show_badges(badges)
    where = strip.center_of(1)
    assert where is not None
    assert strip.words_at(where.x()) == tell_badge(badges[1])
    assert all(tell_badge(badge) in strip.accessibleDescription() for badge in badges)
    strip.select(2)
    assert tell_badge(badges[2]) in strip.accessibleDescription()
    assert tell_badge(badges[0]) not in strip.accessibleDescription()


def test_that_the_strip_is_as_high_as_its_cards_need(qtbot: QtBot) -> None:
    strip = EpochStrip(LIGHT)
    qtbot.addWidget(strip)
    strip.resize(900, 60)
    strip.show_badges(badges_of(replays()))
    tall = strip.sizeHint().height()
    strip.show_badges(badges_of(clean(12)))
    assert strip.sizeHint().height() < tall


def test_that_an_epoch_that_ended_short_is_not_painted_as_a_whole_one(qtbot: QtBot) -> None:
    strip = EpochStrip(LIGHT)
    qtbot.addWidget(strip)
    strip.resize(900, 62)
    strip.show_badges(badges_of(replays()))
    image = strip.grab().toImage()

    def colours(epoch: int) -> set[str]:
        at = strip.center_of(epoch)
        assert at is not None
        middle = at.toPoint()
        return {image.pixelColor(middle + QPoint(dx, dy)).name() for dx in range(-120, 120) for dy in range(-25, 25)}

    assert LIGHT.ended in colours(0)
    assert LIGHT.ended not in colours(1)
    assert LIGHT.problem in colours(1)
