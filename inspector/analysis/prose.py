"""Text with code in it, as findings write it: indented lines and `backticks` are code."""

from __future__ import annotations

import re
from dataclasses import dataclass
from textwrap import dedent


@dataclass(frozen=True)
class Block:
    """A paragraph, or lines of code."""

    text: str
    code: bool = False


def blocks(text: str) -> list[Block]:
    """The text cut at its empty lines; what is indented throughout is code."""
    found: list[Block] = []
    for part in re.split(r"\n[ \t]*\n", text.strip("\n")):
        lines = [line for line in part.split("\n") if line.strip()]
        if not lines:
            continue
        if not all(line.startswith("    ") for line in lines):
            found.append(Block(" ".join(line.strip() for line in lines)))
        elif found and found[-1].code:  # an empty line within the code
            found[-1] = Block(found[-1].text + "\n\n" + "\n".join(lines), code=True)
        else:
            found.append(Block("\n".join(lines), code=True))
    return [Block(dedent(one.text), code=True) if one.code else one for one in found]
