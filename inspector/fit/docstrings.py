"""What a docstring says about each argument, in Google's, NumPy's or Sphinx' way of writing it."""

from __future__ import annotations

import itertools
import re
from collections.abc import Iterator

SECTION = re.compile(r"(?:Args|Arguments|Parameters|Keyword Args|Other Parameters):?")
GOOGLE = re.compile(r"\*{0,2}(\w+)\s*(?:\([^)]*\))?\s*:\s*(.*)")
NUMPY = re.compile(r"\*{0,2}(\w+)\s*(?::.*)?")
SPHINX = re.compile(r":param (?:[^:]* )?(\w+):\s*(.*)")


def first_sentence(doc: str) -> str:
    """The first line, which says what the function is for."""
    return doc.strip().split("\n", 1)[0].strip()


def argument_docs(doc: str) -> dict[str, str]:
    """Each argument's own words, on one line."""
    words: dict[str, list[str]] = {}
    for name, line in (*_in_sections(doc.splitlines()), *_in_fields(doc.splitlines())):
        words.setdefault(name, []).append(line.strip())
    return {name: " ".join(" ".join(lines).split()) for name, lines in words.items()}


def _in_sections(lines: list[str]) -> Iterator[tuple[str, str]]:
    """Every line of a section of arguments, with the argument it belongs to."""
    entry: re.Pattern[str] | None = None
    name, outer = "", 0
    for line, following in itertools.pairwise([*lines, ""]):
        text, indent = line.strip(), _indent(line)
        if SECTION.fullmatch(text):
            underlined = following.strip().startswith("---")
            entry = NUMPY if underlined else GOOGLE
            name, outer = "", indent if underlined else _indent(following)
        elif text and (indent < outer or following.strip().startswith("---")):
            entry = None
        elif entry and text and not text.startswith("---"):
            begun = entry.fullmatch(text) if indent == outer else None
            name = begun[1] if begun else name
            if begun and entry is GOOGLE:
                yield name, begun[2]
            elif name and not begun:
                yield name, text


def _in_fields(lines: list[str]) -> Iterator[tuple[str, str]]:
    name = ""
    for line in lines:
        text = line.strip()
        if begun := SPHINX.fullmatch(text):
            name = begun[1]
            yield name, begun[2]
        elif name and text and not text.startswith(":"):
            yield name, text
        else:
            name = ""


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
