"""The tables as CSV."""

from __future__ import annotations

import csv
import io
import json

from inspector.analysis.run import Run
from inspector.export.csv_tables import write_batches, write_events
from inspector.recording.events import Kind
from tests.story import clean, raises_at_batch_3, stops_after_5


def table(write: object, run: Run) -> list[dict[str, str]]:
    file = io.BytesIO()
    write(run, file)  # type: ignore[operator]
    return list(csv.DictReader(io.StringIO(file.getvalue().decode("utf-8"))))


def test_that_every_event_has_a_line_in_order() -> None:
    run = raises_at_batch_3().run()
    lines = table(write_events, run)
    assert [int(line["number"]) for line in lines] == list(range(len(run.recording)))
    assert [line["event"] for line in lines[:3]] == ["run_begin", "environment", "fit_begin"]
    assert lines[2]["seconds"] == "0.000000000"
    raised = next(line for line in lines if line["event"] == "pull_raised")
    assert (raised["batch"], json.loads(raised["payload"])["type"]) == ("3", "ZeroDivisionError")


def test_that_what_was_printed_stays_in_its_cell() -> None:
    story = clean()
    text = 'loss, "low"\nand\ta line'
    story.put(Kind.OUTPUT, payload={"text": text, "stream": "stdout"})
    (line,) = [line for line in table(write_events, story.run()) if line["event"] == "output"]
    assert json.loads(line["payload"])["text"] == text


def test_that_every_batch_has_a_line_with_the_steps_that_it_reached() -> None:
    lines = table(write_batches, clean(epochs=2, steps=3).run())
    assert [(line["batch"], line["used_by"]) for line in lines] == [
        (str(number), f"epoch {number // 3} step {number % 3}") for number in range(6)
    ]
    assert [line["peeked"] for line in lines] == ["yes", "yes", "", "", "", ""]
    assert (lines[0]["rows"], lines[0]["shapes"], lines[0]["dtypes"]) == (
        "32", "x (32, 10); y (32, 1)", "x float32; y float32",
    )  # fmt: skip


def test_that_what_gave_no_batch_says_so() -> None:
    assert [line["state"] for line in table(write_batches, stops_after_5().run())] == ["yielded"] * 5 + ["stopped"]
    assert table(write_batches, raises_at_batch_3().run())[-1]["state"] == "raised"


def test_that_progress_is_told_from_nothing_to_all() -> None:
    told: list[float] = []
    write_events(clean().run(), io.BytesIO(), told.append)
    assert (told[0], told[-1]) == (0.0, 1.0)
    assert told == sorted(told)
