"""A finding as Markdown, to paste into an issue or a pull request."""

from __future__ import annotations

from typing import TYPE_CHECKING

from inspector.analysis.groups import Group
from inspector.analysis.prose import Block, blocks
from inspector.export.caption import caption_of

if TYPE_CHECKING:
    from inspector.analysis.run import Run


def markdown(group: Group, run: Run | None = None) -> str:
    """The cause, why, what to do, what came of it; and of which run, where that is told."""
    cause = group.cause
    parts = [f"### {cause.title}", _where(group), *_prose(cause.explanation), "**What to do**", *_prose(cause.fix)]
    if group.consequences:
        parts += ["**What came of it**", "\n".join(f"- {one.title} (`{one.rule}`)" for one in group.consequences)]
    if run is not None and caption_of(run):
        parts.append(f"<sub>{caption_of(run)}</sub>")
    return "\n\n".join(parts) + "\n"


def _where(group: Group) -> str:
    cause = group.cause
    places = (("epoch", cause.epoch), ("step", cause.step), ("batch", cause.batch))
    at = ", ".join(f"{name} {value}" for name, value in places if value is not None)
    return f"`{cause.rule}` · {cause.severity.name.lower()}" + (f" · {at}" if at else "")


def _prose(text: str) -> list[str]:
    return [_fenced(block) if block.code else block.text for block in blocks(text)]


def _fenced(block: Block) -> str:
    return f"```python\n{block.text}\n```"
