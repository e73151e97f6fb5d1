"""A page of the guide that is written by doing it: its listings are saved, its commands run, their output put in.

Of a block ```console the lines that begin with `$ ` are commands, the others what they printed. A block ```python that
begins with `# NAME.py` is that file; one that begins with a `def` takes the place of that function in the file before.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Callable
from pathlib import Path

_BLOCK = re.compile(r"^```(console|python)\n(.*?)^```$", re.M | re.S)

Type = Callable[[str], str]
"""Types a command; what it printed."""


def run_page(text: str, folder: Path, type_: Type) -> str:
    """Do in `folder` what the page says, from its top; the page with what came of it."""
    saved: list[Path] = []

    def block(found: re.Match[str]) -> str:
        language, body = found.groups()
        if language == "console":
            body = "".join(f"$ {command}\n{type_(command)}" for command in commands(body))
        else:
            saved.append(_save(body, folder, saved[-1] if saved else None))
        return f"```{language}\n{body}```"

    return _BLOCK.sub(block, text)


def commands(console: str) -> list[str]:
    """What is typed in a console."""
    return [line.removeprefix("$ ") for line in console.splitlines() if line.startswith("$ ")]


def listings(text: str) -> list[str]:
    """The file as it is after each listing of the page."""
    files: list[str] = []
    for language, body in _BLOCK.findall(text):
        if language == "python":
            files.append(_in_place(body, files[-1] if files else ""))
    return files


def _save(listing: str, folder: Path, before: Path | None) -> Path:
    named = re.match(r"# (\w+\.py)\n", listing)
    path = folder / named.group(1) if named else before
    assert path is not None, "the first listing names no file"
    path.write_text(_in_place(listing, "" if named else path.read_text(encoding="utf-8")), encoding="utf-8")
    return path


def _in_place(listing: str, file: str) -> str:
    """The file with the listing in place of the function that it defines; the listing where it is a whole file."""
    if listing.startswith("# "):
        return listing
    new = ast.parse(listing).body[0]
    assert isinstance(new, ast.FunctionDef), listing
    old = next(node for node in ast.parse(file).body if isinstance(node, ast.FunctionDef) and node.name == new.name)
    lines = file.splitlines(keepends=True)
    return "".join([*lines[: old.lineno - 1], listing, *lines[old.end_lineno :]])
