"""What the values of batches are like, in words, and what looking at them cost."""

from __future__ import annotations

import pytest

from inspector.gui.panels.bad_values import BadValues
from inspector.gui.panels.looking import Looking
from inspector.gui.panels.values import Bad, bad_words, number, values_of, values_tip, values_words
from inspector.recording.events import Kind, Payload, Role
from tests.story import Story


def looked_at(took_ns: int | None = 34_000, sampled: bool = False) -> Payload:
    of = 65_536 if sampled else 320
    one = {"name": "x", "min": -1.0, "max": 1.0, "mean": 0.0, "of": of, "sampled": sampled}
    return {"inputs": [one], "took_ns": took_ns}


@pytest.mark.parametrize(
    ("value", "words"),
    [
        (-2.9134, "−2.91"), (0.021345, "0.0213"), (12_345.6, "12,346"), (1e8, "1e+08"), (-1e-9, "−1e-09"), (0.0, "0"),
        (None, ""),
    ],
)  # fmt: skip
def test_that_a_number_is_short_and_keeps_its_sign(value: float | None, words: str) -> None:
    assert number(value) == words


@pytest.mark.parametrize(
    ("bad", "share"),
    [
        (Bad(3, 320, False), "0.938 %"), (Bad(1, 10_000_000, False), "< 0.01 %"), (Bad(320, 320, False), "100 %"),
        (Bad(99_999, 100_000, False), "> 99.9 %"), (Bad(1_200, None, False), "1,200"),
    ],
)  # fmt: skip
def test_that_a_share_is_never_rounded_to_none_or_all(bad: Bad, share: str) -> None:
    assert bad.share == share


def test_that_what_was_not_looked_at_is_not_told() -> None:
    run = Story().pull().run()
    inputs = values_of(run.train.pulls[0])
    assert [(one.name, one.size, one.least) for one in inputs] == [("x", 320, None), ("y", 32, None)]
    assert values_words(inputs) == ""
    assert bad_words(inputs) == ""


def test_that_a_sample_is_said_to_be_one() -> None:
    story = Story().pull(rows=3_000, features=1_000)
    run = story.put(Kind.STATISTICS, batch=0, payload=looked_at(sampled=True)).run()
    inputs = values_of(run.train.pulls[0])
    assert values_words(inputs) == "≈ x −1 … 1, mean 0"
    assert "sampled: 65,536 of 3,000,000 values" in values_tip(inputs)


def test_that_an_input_without_a_shape_is_shown_as_such() -> None:
    run = Story().pull().run()
    pull = run.train.pulls[0]
    pull.signature = {"structure": "(x, y)", "inputs": [{"name": "x", "shape": None, "dtype": "int"}]}
    assert [(one.shape, one.size) for one in values_of(pull)] == [("?", None)]


def test_that_what_is_not_finite_belongs_to_the_pass_that_it_was_found_in() -> None:
    story = (
        Story(epochs=2, kind="py_dataset", length=1).train_begin().epoch_begin(0).new_pass().read(0).ready_steps(0, 1)
    )
    story.pass_end().epoch_end().epoch_begin(1).new_pass()
    story.put(Kind.PULL_BEGIN, step=1, batch=0).put(Kind.PULL_END, step=1, batch=0, payload=story.signed())
    bad = {"inputs": [{"name": "x", "count": 3, "of": None, "sampled": False}]}
    run = story.put(Kind.NON_FINITE, step=1, batch=0, payload=bad).run()
    found = BadValues(run)
    found.update()
    first, second = run.train.pulls
    assert found.of(Role.TRAIN, first) is None
    assert bad_words(values_of(second, found.of(Role.TRAIN, second))) == "✕ x 0.938 % not finite"


def test_that_the_cost_is_told_a_batch_and_as_a_share_of_the_run() -> None:
    story = Story()
    for batch in range(4):
        story.pull().put(Kind.STATISTICS, batch=batch, payload=looked_at())
    run = story.ends().run()
    assert run.fit_began_ns is not None
    assert run.ended_ns is not None
    looking = Looking(run)
    looking.update()
    share = 100 * 4 * 34_000 / (run.ended_ns - run.fit_began_ns)
    assert looking.words == f"Looking took 34 µs a batch, {share:.1f} % of the run."


def test_that_no_cost_is_told_where_none_was_measured() -> None:
    run = Story().pull().put(Kind.STATISTICS, batch=0, payload=looked_at(took_ns=None)).ends().run()
    looking = Looking(run)
    looking.update()
    assert looking.words == ""


def test_that_the_cost_grows_with_the_run_and_counts_each_batch_once() -> None:
    story = Story().pull().put(Kind.STATISTICS, batch=0, payload=looked_at())
    run = story.run()
    looking = Looking(run)
    for batch in (1, 2):
        looking.update()
        story.pull().put(Kind.STATISTICS, batch=batch, payload=looked_at())
        story.recorder.drain()
        run.update()
    looking.update()
    looking.update()
    assert (looking.batches, looking.took_ns) == (3, 3 * 34_000)
