"""A comparison in words and as JSON."""

from __future__ import annotations

import io
import json

from inspector.analysis.compare import Comparison
from inspector.export.comparison import WIDTH, comparison_data, print_comparison
from tests.analysis.compare.sides import compared, reads_ahead
from tests.story import clean, raises_at_batch_3


def printed(comparison: Comparison) -> str:
    out = io.StringIO()
    print_comparison(comparison, out)
    return out.getvalue()


def test_that_two_runs_that_agree_are_said_to() -> None:
    text = printed(compared(clean(), clean()))
    assert text.startswith("A  a.fitrec  train.py · batches → build_model · completed · CPU:0 · Keras 3.15.1")
    assert "They agree: of all that both tell, the same happened." in text
    assert "first difference" not in text


def test_that_the_first_difference_is_printed_first_with_what_both_had() -> None:
    text = printed(compared(raises_at_batch_3(), clean(1, 10)))
    assert (
        "What happened, the first difference first\n"
        "  steps       Steps 3–9 of epoch 0: done in B only\n"
        "              A  3 began and never ended, 4–9 missing\n"
        "              B  done, on batches 3 4 5 6 7 8 9\n"
    ) in text
    assert "They agree" not in text
    assert "  findings    source-raised (error) in A only\n              A  The generator raised" in text
    assert max(map(len, text.splitlines())) <= WIDTH


def test_that_time_comes_last_and_apart() -> None:
    text = printed(compared(raises_at_batch_3(), clean(1, 10)))
    before, after = text.split("Time, which is never a difference of what happened\n")
    assert " ms" not in before
    assert "a step (median)" in after


def test_that_findings_that_hang_on_time_have_a_head_of_their_own() -> None:
    text = printed(compared(reads_ahead(), clean(1, 2)))
    times = text.split("Time, which is never a difference of what happened\n")[1]
    times, findings = times.split("\nFindings that hang on how fast things went, and are no difference either\n")
    assert "unused-batches" not in times
    assert findings.startswith("  findings    unused-batches (info) in A only\n")


def test_that_the_data_is_whole_and_json() -> None:
    data = comparison_data(compared(raises_at_batch_3(), clean(1, 10)))
    assert json.loads(json.dumps(data)) == data
    assert list(data) == ["schema", "agree", "a", "b", "setting", "differences", "of_time", "not_compared"]
    assert (data["agree"], data["a"]["outcome"], data["b"]["outcome"]) == (False, "raised", "completed")
    first = data["differences"][0]
    assert list(first) == ["topic", "title", "a", "b", "epoch", "in_validation", "steps"]
    assert (first["topic"], first["epoch"], first["steps"]) == ("steps", 0, [3, 4, 5, 6, 7, 8, 9])
    assert data["a"]["timings_ns"]["fit"] > 0
