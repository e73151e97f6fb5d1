"""A page of the guide on one finding, read as a reader does: its example and its fix, each with the commands to run.

Used by `test_finding_pages.py`, and by `finding_pictures.py`, which draws the pages' pictures.
"""

from __future__ import annotations

import contextlib
import io
import json
import os
import re
import shlex
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from inspector.analysis.rules import RULES
from inspector.cli import main
from inspector.resources import resource

_BLOCK = re.compile(r"^```(python|sh)\n(.*?)^```$", re.M | re.S)
_FIX = "## What to do\n"


@dataclass(frozen=True)
class Told:
    """What a page tells a reader to do: save this as train.py, then type these commands."""

    train_py: str
    commands: tuple[str, ...]


@dataclass(frozen=True)
class FindingPage:
    """One page."""

    path: Path
    text: str
    example: Told
    fix: Told | None
    """None: the page says in words what to do, or that there is nothing to mend."""


def page_path(rule: str) -> Path:
    """Where the page on a rule is."""
    return resource("guide", "findings", f"{rule}.md")


def read_page(rule: str) -> FindingPage:
    """The page on a rule."""
    path = page_path(rule)
    text = path.read_text(encoding="utf-8")
    before, _, after = text.partition(_FIX)
    example = _told(before)
    assert example is not None, f"{path.name} has no example"
    return FindingPage(path, text, example, _told(after, example.commands))


def all_pages() -> list[FindingPage]:
    """The pages in the order of the rules."""
    return [read_page(rule.name) for rule in RULES]


def _told(text: str, commands: tuple[str, ...] = ()) -> Told | None:
    blocks = _BLOCK.findall(text)
    code = next((body for language, body in blocks if language == "python"), None)
    typed = next((body for language, body in blocks if language == "sh"), None)
    return None if code is None else Told(code, tuple(typed.splitlines()) if typed else commands)


def run_as_told(told: Told, folder: Path) -> dict[str, Any]:
    """Do in `folder` what a page tells; the report of the last command. The recording lies there as run.fitrec."""
    (folder / "train.py").write_text(told.train_py, encoding="utf-8")
    with _standing_in(folder):
        if len(told.commands) == 1:
            # One run in this process: TensorFlow is imported once for all the pages.
            with contextlib.redirect_stdout(io.StringIO()):
                main([*_arguments(told.commands[0]), "--recording", "run.fitrec", "--report", "report.json"])
        else:
            for command in told.commands[:-1]:
                _in_a_process(_arguments(command))
            _in_a_process([*_arguments(told.commands[-1]), "--report", "report.json"])
    report: dict[str, Any] = json.loads((folder / "report.json").read_text(encoding="utf-8"))
    return report


def _arguments(command: str) -> list[str]:
    program, *arguments = shlex.split(command)
    assert program == "fit-inspector", command
    return arguments


def _in_a_process(arguments: list[str]) -> None:
    root = str(Path(__file__).parents[2])
    environment = {**os.environ, "PYTHONPATH": root}
    subprocess.run([sys.executable, "-m", "inspector", *arguments], capture_output=True, env=environment, check=False)


@contextlib.contextmanager
def _standing_in(folder: Path) -> Iterator[None]:
    before = Path.cwd()
    os.chdir(folder)
    try:
        yield
    finally:
        os.chdir(before)
