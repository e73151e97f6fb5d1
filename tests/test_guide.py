"""The guide is true: every finding stands in it, and every link and picture in it is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from inspector.analysis.rules import RULES
from inspector.resources import resource

ROOT = Path(__file__).parent.parent
PAGES = [ROOT / "README.md", *sorted(resource("guide").rglob("*.md"))]


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_that_every_link_and_picture_is_there(page: Path) -> None:
    targets = re.findall(r"\]\(([^)#]+)\)", page.read_text(encoding="utf-8"))
    missing = [target for target in targets if "://" not in target and not (page.parent / target).exists()]
    assert missing == []


def test_that_every_finding_stands_in_the_guide() -> None:
    text = resource("guide", "findings.md").read_text(encoding="utf-8")
    assert [rule.name for rule in RULES if f"`{rule.name}`" not in text] == []


def test_that_every_page_is_reached_from_the_index() -> None:
    index = resource("guide", "index.md").read_text(encoding="utf-8")
    pages = {page.name for page in resource("guide").glob("*.md")} - {"index.md"}
    assert {page for page in pages if f"({page})" not in index} == set()
