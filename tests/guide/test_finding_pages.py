"""Every finding has a page; its example gives the finding, and its fix does not. Run for real, as the page tells it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from inspector.analysis.rules import RULES
from inspector.resources import resource
from tests.guide.finding_page import page_path, read_page, run_as_told

NAMES = [rule.name for rule in RULES]
WITHOUT_FIX = {
    "process-died",
    "cancelled",
    "stopped-early",
    "batch-begin-unfinished",
    "unused-batches",
    "batch-size-varies",
}
"""There is nothing to mend, or no code that mends it."""
WITHOUT_PICTURE = {"module-failed", "process-died", "cancelled"}
"""No fit was run, or the example is not the thing itself."""

OFTEN = ("source-raised", "replayed-batches")
"""Each run is a process of its own, which imports TensorFlow: those of the other pages are for CI."""


def _long_but_for_some(names: list[str]) -> list[Any]:
    return [name if name in OFTEN else pytest.param(name, marks=pytest.mark.long) for name in names]


@pytest.mark.parametrize("rule", NAMES)
def test_that_a_finding_has_its_page(rule: str) -> None:
    page = read_page(rule)
    assert page.text.startswith(f"# `{rule}`\n")
    parts = [line for line in page.text.splitlines() if line.startswith("## ")]
    assert parts == ["## Why", "## The shortest example", "## What to do"]
    assert (page.fix is None) == (rule in WITHOUT_FIX)
    assert (f"](../pictures/findings/{rule}.png)" in page.text) == (rule not in WITHOUT_PICTURE)


def test_that_there_is_no_page_without_its_finding() -> None:
    pages = {page.stem for page in resource("guide", "findings").glob("*.md")}
    pictures = {picture.stem for picture in resource("guide", "pictures", "findings").glob("*.png")}
    assert pages == set(NAMES)
    assert pictures == set(NAMES) - WITHOUT_PICTURE


def test_that_the_list_of_findings_leads_to_each_page() -> None:
    listed = resource("guide", "findings.md").read_text(encoding="utf-8")
    assert [rule for rule in NAMES if f"[`{rule}`](findings/{rule}.md)" not in listed] == []
    assert page_path("source-raised").is_file()


@pytest.mark.keras
@pytest.mark.parametrize("rule", _long_but_for_some(NAMES))
def test_that_the_example_gives_its_finding(rule: str, tmp_path: Path) -> None:
    assert rule in _rules(run_as_told(read_page(rule).example, tmp_path))


@pytest.mark.keras
@pytest.mark.parametrize("rule", _long_but_for_some([name for name in NAMES if name not in WITHOUT_FIX]))
def test_that_the_fix_mends_it(rule: str, tmp_path: Path) -> None:
    fix = read_page(rule).fix
    assert fix is not None
    report = run_as_told(fix, tmp_path)
    assert report["outcome"] == "completed"
    assert _rules(report, "error", "warning") == []


def _rules(report: dict[str, Any], *severities: str) -> list[str]:
    return [one["rule"] for one in report["findings"] if not severities or one["severity"] in severities]
