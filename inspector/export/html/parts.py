"""Pieces of HTML. Whatever a person's code said comes through `text`, so that it stays words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from html import escape

from inspector.analysis.prose import blocks


def text(words: object) -> str:
    """Words as HTML."""
    return escape(str(words))


def prose(words: str) -> str:
    """What findings write: paragraphs, and code in them."""
    return "".join(
        f"<pre><code>{text(block.text)}</code></pre>" if block.code else f"<p>{_with_code(block.text)}</p>"
        for block in blocks(words)
    )


def _with_code(paragraph: str) -> str:
    parts = re.split(r"`([^`\n]+)`", paragraph)
    return "".join(f"<code>{text(part)}</code>" if at % 2 else text(part) for at, part in enumerate(parts))


def table(title: str, columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of words; the first cell of a row names it."""
    head = "".join(f'<th scope="col">{text(column)}</th>' for column in columns)
    body = "".join(
        f'<tr><th scope="row">{text(first)}</th>' + "".join(f"<td>{text(cell)}</td>" for cell in rest) + "</tr>\n"
        for first, *rest in rows
    )
    caption = f"<caption>{text(title)}</caption>" if title else ""
    return f'<div class="wide"><table>{caption}<thead><tr>{head}</tr></thead>\n<tbody>\n{body}</tbody></table></div>\n'
