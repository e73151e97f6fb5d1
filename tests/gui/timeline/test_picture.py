"""The exported picture."""

from __future__ import annotations

import pytest
from PySide6.QtGui import QColor, QImage
from PySide6.QtWidgets import QApplication

from inspector.export.caption import caption_of
from inspector.gui.picture import Framing, render_picture, run_picture
from inspector.gui.theme import LIGHT
from inspector.gui.timeline.axis import Axis
from inspector.gui.timeline.content import Content
from tests.story import clean, raises_at_batch_3


def colours(image: QImage) -> set[str]:
    return {QColor(image.pixel(x, y)).name() for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)}


@pytest.mark.parametrize("scale", [1, 2, 3])
def test_that_the_picture_has_the_asked_resolution_and_the_run_in_it(scale: int) -> None:
    image = render_picture(raises_at_batch_3().run(), 900, scale)
    assert image.width() == 900 * scale
    assert {LIGHT.step, LIGHT.batch, LIGHT.problem, LIGHT.canvas} <= colours(image)


def test_that_a_larger_scale_is_drawn_and_not_blown_up() -> None:
    run = raises_at_batch_3().run()
    small, large = render_picture(run, 900, 1), render_picture(run, 900, 2)
    blown_up = small.scaled(large.size())
    different = sum(
        large.pixel(x, y) != blown_up.pixel(x, y)
        for x in range(0, large.width(), 5)
        for y in range(0, large.height(), 5)
    )
    assert different > 500


def test_that_a_finding_makes_the_picture_taller_than_none() -> None:
    assert render_picture(raises_at_batch_3().run()).height() > render_picture(clean().run()).height()


def test_that_the_caption_says_what_made_the_run() -> None:
    assert caption_of(clean().run()) == (
        "train.py · Keras 3.15.1, TensorFlow 2.21.0, Python 3.11.7 · CPU:0 · 2026-11-23 12:00 · Fit Inspector 0.1.0"
    )


def test_that_a_run_that_is_laid_out_already_gives_the_same_picture_on_its_own_axis_alone() -> None:
    run = raises_at_batch_3().run()
    content = Content(run, Axis.STEP)
    content.refresh()
    for axis in Axis:
        framing = Framing(axis, width=900)
        with run_picture(run, framing, content=content) as again, run_picture(run, framing) as anew:
            assert again.image(1) == anew.image(1)


def test_that_no_window_stays_behind(qapp: QApplication) -> None:
    before = len(QApplication.topLevelWidgets())
    render_picture(clean().run())
    QApplication.sendPostedEvents()
    assert len([w for w in QApplication.topLevelWidgets() if w.isVisible()]) <= before
