"""The page on a first run is what happens: its commands print what it says, and its window comes to its pictures."""

from __future__ import annotations

import re
import sys
from pathlib import Path

import pytest

from tests.guide.console_page import commands, listings, run_page
from tests.guide.first_run import PAGE, PICTURES, ROOT, drive_window, environment, typing

TEXT = PAGE.read_text(encoding="utf-8")
INSTALLING = ("python3 -m venv", ".venv/bin/python -m pip install")
ELSEWHERE = re.compile(
    r"\d+\.\d+\.\d+|[CG]PU:\d"  # versions and devices
    r"|\d+ batch(es)? of the generator (was|were) never trained on: batch(es)? [\d–]+|Batch(es)? [\d–]+ had been"
)
"""What differs from one machine, and from one run, to another."""


def told(text: str) -> str:
    """What a page says on any machine, however its lines are broken."""
    return " ".join(ELSEWHERE.sub("…", text).split())


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A person's project, whose environment runs this checkout."""
    program = tmp_path / "project" / ".venv" / "bin" / "fit-inspector"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nPYTHONPATH="{ROOT}" exec "{sys.executable}" -m inspector "$@"\n')
    program.chmod(0o755)
    return tmp_path / "project"


def test_that_the_page_has_its_pictures_and_no_other_is_kept() -> None:
    shown = set(re.findall(r"\(pictures/first-run/(.*?)\)", TEXT))
    assert shown == {picture.name for picture in PICTURES.glob("*.png")}


def test_that_the_second_listing_mends_the_first() -> None:
    train, mended = listings(TEXT)
    assert mended == train.replace("    for ", "    while True:\n        for ").replace(
        "        yield", " " * 12 + "yield"
    )


def test_that_no_path_of_the_machine_stands_in_it() -> None:
    paths = re.findall(r"(?<![\w.\])])/(?:\w[\w.-]*/)+", TEXT)
    assert {path for path in paths if not path.startswith("/home/you/")} == set()


def test_that_a_page_is_written_from_what_its_commands_print(tmp_path: Path) -> None:
    listing = "```python\n# a.py\ndef f():\n    pass\nx = 1\n```\n"
    page = f"{listing}```console\n$ cat a.py\nold\n```\n```python\ndef f():\n    y\n```\n"
    written = run_page(page, tmp_path, lambda command: f"did {command}\n")
    assert written == page.replace("old", "did cat a.py")
    assert (tmp_path / "a.py").read_text() == "# a.py\ndef f():\n    y\nx = 1\n"


@pytest.mark.keras
@pytest.mark.long
def test_that_the_commands_print_what_the_page_says(project: Path) -> None:
    type_ = typing(project, project.parent)
    typed: list[str] = []

    def type_what_is_not_installing(command: str) -> str:
        typed.append(command)
        return "" if command.startswith(INSTALLING) else type_(command)

    assert told(run_page(TEXT, project, type_what_is_not_installing)) == told(TEXT)
    assert typed == [
        command for block in re.findall(r"```console\n(.*?)```", TEXT, re.S) for command in commands(block)
    ]


@pytest.mark.keras
@pytest.mark.long
def test_that_the_window_is_driven_to_every_picture(project: Path) -> None:
    drive_window(Path(sys.executable), TEXT, project, {**environment(project.parent), "PYTHONPATH": str(ROOT)})
    drawn = {picture.name for picture in project.glob("*.png")}
    assert drawn == {picture.name for picture in PICTURES.glob("*.png")} - {"0-demo.png"}
