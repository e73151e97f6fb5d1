"""Pictures in few colours: what most of a picture is stays as it was."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QColor, QImage

from tests.guide.few_colours import FLAT, MOST, few_colours, save_in_few_colours


@pytest.fixture
def many() -> QImage:
    """A white ground beside one that is nearly so, and a stripe in which no two pixels are alike."""
    image = QImage(200, 100, QImage.Format.Format_RGB32)
    image.fill(QColor("#ffffff"))
    for y in range(100):
        for x in range(200):
            if x >= 100:
                image.setPixelColor(x, y, QColor("#f6f7f9"))
            if y >= 90:
                image.setPixelColor(x, y, QColor(x, 10 * (y - 90), (x * y) % 256))
    return image


@pytest.mark.parametrize("most", [MOST, FLAT])
def test_that_grounds_stay_and_the_rest_comes_near(many: QImage, tmp_path: Path, most: int) -> None:
    path = tmp_path / "few.png"
    save_in_few_colours(many, path, most)
    few = QImage(str(path))
    assert few.format() is QImage.Format.Format_Indexed8
    assert few.colorCount() <= most
    assert (few.pixelColor(10, 10).name(), few.pixelColor(150, 10).name()) == ("#ffffff", "#f6f7f9")
    for x, y in ((5, 95), (120, 92), (199, 99)):
        was, now = many.pixelColor(x, y), few.pixelColor(x, y)
        away = (was.red() - now.red(), was.green() - now.green(), was.blue() - now.blue())
        assert max(map(abs, away)) < 48


def test_that_a_picture_of_few_colours_stays_as_it_is() -> None:
    image = QImage(20, 20, QImage.Format.Format_RGB32)
    image.fill(QColor("#123456"))
    image.setPixelColor(3, 4, QColor("#abcdef"))
    assert few_colours(image).convertToFormat(QImage.Format.Format_RGB32) == image
