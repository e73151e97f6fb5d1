"""Text with code in it as rich text for a label. No Qt."""

from __future__ import annotations

import re
from html import escape

from inspector.analysis.prose import blocks


def html(text: str, code_font: str) -> str:
    """The text as rich text, its code in the given typeface."""
    code = f"font-family: '{code_font}'; font-size: 11px;"
    parts = []
    for at, block in enumerate(blocks(text)):
        above = "margin: 6px 0 0 0;" if at else "margin: 0;"
        if block.code:
            parts.append(f'<pre style="{above} {code} white-space: pre-wrap;">{escape(block.text)}</pre>')
        else:
            parts.append(f'<p style="{above}">{_with_code(block.text, code)}</p>')
    return "".join(parts)


def _with_code(paragraph: str, style: str) -> str:
    parts = re.split(r"`([^`\n]+)`", paragraph)
    return "".join(
        f'<span style="{style}">{escape(part)}</span>' if at % 2 else escape(part) for at, part in enumerate(parts)
    )
