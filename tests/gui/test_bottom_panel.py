"""What stands in the names of the tabs and beside them: how many came, by one rule, and how many rows there are."""

from __future__ import annotations

from inspector.gui.bottom_panel import BottomPanel
from inspector.gui.panels.table_panel import GrowingTable
from tests.gui.conftest import MakeWindow
from tests.gui.fakes import Sessions
from tests.story import Story


def raises_in_epoch_1() -> Story:
    """Three epochs of four steps: the third step of the second began, and got no batch."""
    story = Story(epochs=3, steps_per_epoch=4).peek(2).train_begin().epoch_begin(0).steps(0, 4).epoch_end()
    return story.epoch_begin(1).steps(0, 2).step_begins(2).source_raises().fit_raises().ends("raised")


def counts(bottom: BottomPanel) -> dict[str, str]:
    """The numbers in the names of the tabs, by the rest of the name."""
    titles = [bottom.tabs.tabText(at) for at in range(bottom.tabs.count())]
    return {name: number for name, _, number in (title.partition(" ") for title in titles) if name != "Source"}


def test_that_a_tab_counts_what_came_before_and_after_it_was_looked_at(ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(raises_in_epoch_1))
    bottom, run = window.bottom, window.controller.run
    assert run is not None
    before = counts(bottom)
    assert before == {"Events": str(run.cursor), "Batches": "6", "Log": "1", "Epochs": "2", "Steps": "7"}
    for at in range(bottom.tabs.count()):
        bottom.tabs.setCurrentIndex(at)
    assert counts(bottom) == before


def test_that_beside_a_table_stands_how_many_rows_it_has(ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(raises_in_epoch_1))
    bottom = window.bottom
    told: dict[GrowingTable, str] = {}
    for table in bottom.tables:
        bottom.tabs.setCurrentWidget(table)
        assert bottom.corner.count.isVisible()
        told[table] = bottom.corner.count.text()
    assert told[bottom.batches] == "7 rows"  # the next() that raised has one
    assert told[bottom.epochs] == "3 rows"  # the one that never began has one
    assert told[bottom.steps] == "8 rows"  # what epoch 1 lacks has one
    bottom.tabs.setCurrentWidget(bottom.log)
    assert bottom.corner.count.isHidden()


def test_that_each_number_says_what_it_counts(ran_window: MakeWindow) -> None:
    window = ran_window(Sessions(raises_in_epoch_1))
    bottom = window.bottom
    tips = {bottom.tabs.tabText(at).split(" ")[0]: bottom.tabs.tabToolTip(at) for at in range(bottom.tabs.count())}
    assert tips["Source"] == ""
    assert tips["Steps"] == "The number: how many steps began; one that its epoch lacks has a row too"
    assert all(tip.startswith("The number: how m") for name, tip in tips.items() if name != "Source")
