"""What stands beside the lines of the person's file."""

from __future__ import annotations

from pathlib import Path

from inspector.gui.panels.annotations import Note, annotate
from inspector.gui.panels.sites import sites
from inspector.recording.events import Kind
from tests.gui.fakes import TRAIN_PY
from tests.story import Story, clean, raises_at_batch_3

PATH = Path("/somewhere/train.py")

TWO_YIELDS = """
def batches():
    while True:
        if x:
            yield 1
        else:
            yield 2
"""
DATASET = """
class batches(keras.utils.PyDataset):
    def __getitem__(self, index):
        return self.x[index]

    def on_epoch_end(self):
        self.shuffle()
"""


def test_that_the_yield_has_its_count_and_the_line_that_raised_its_batch() -> None:
    notes = annotate(raises_at_batch_3().run(), PATH, sites(TRAIN_PY))
    lines = TRAIN_PY.split("\n")
    assert lines[12].strip() == "yield x, y"
    assert notes[13].text.startswith("yielded 3 times · 500 µs each · thread ")
    assert notes[12] == Note("raised once, at batch 3", problem=True)


def test_that_a_hook_has_its_count() -> None:
    notes = annotate(clean(epochs=3).run(), PATH, sites(TRAIN_PY))
    line = TRAIN_PY.split("\n").index("    def on_epoch_end(self, epoch, logs=None):") + 1
    assert notes[line] == Note("called 3 times · 500 µs each")


def test_that_of_two_yields_neither_is_credited() -> None:
    notes = annotate(clean().run(), PATH, sites(TWO_YIELDS))
    assert list(notes) == [2]
    assert notes[2].text.startswith("yielded ")


def test_that_a_dataset_has_its_own_counts() -> None:
    story = Story(epochs=1, steps_per_epoch=2, kind="py_dataset", length=2, hooks=("on_epoch_end",))
    story.pull().pull().dataset_hook(Kind.DATASET_EPOCH_END)
    notes = annotate(story.run(), PATH, sites(DATASET))
    assert notes[3].text.startswith("asked for 2 times")
    assert notes[6] == Note("called once")


def test_that_another_file_gets_no_notes() -> None:
    assert annotate(raises_at_batch_3().run(), Path("/somewhere/other.py"), sites(TRAIN_PY)) == {}


def test_that_a_file_that_does_not_parse_has_no_sites() -> None:
    assert sites("def f(:") == []
