"""A run as a notebook shows it: what ran, its timeline, its epochs and its findings, in one piece of HTML."""

from __future__ import annotations

import base64
from html import escape

from inspector.analysis.finding import Finding
from inspector.analysis.grid import expected_grid
from inspector.analysis.headline import headline
from inspector.analysis.passed_over import passed_over
from inspector.analysis.run import Run
from inspector.export.summary import epoch_words

# Colours that hold on a notebook's light ground and on its dark one; the word stands beside each.
_COLOURS = {"error": "#d55e00", "warning": "#b38600", "info": "#0072b2"}
_CELL = "text-align:left;vertical-align:top;padding:3px 10px 3px 0"


def as_html(run: Run, findings: list[Finding], picture: bytes | None) -> str:
    """The run; `picture`: its timeline as a PNG, where there is one."""
    rows = [
        (f"epoch {row.number}" if run.call == "fit" else run.call, epoch_words(row))
        for row in expected_grid(run)
        if row.epoch is not None
    ]
    parts = [f"<p><b>{escape(headline(run))}</b></p>"]
    if picture is not None:
        data = base64.b64encode(picture).decode("ascii")
        parts.append(f'<img style="max-width:100%" alt="timeline" src="data:image/png;base64,{data}">')
    parts.append(_table(("", "steps"), [(escape(name), escape(words)) for name, words in rows]))
    if findings:
        parts.append(_table(("", "rule", "what happened", "what to do"), [_finding(one) for one in findings]))
    else:
        parts.append("<p>No error and no warning.</p>")
    if left := passed_over(run):
        parts.append(f"<p>{escape(left)}</p>")
    return "<div>" + "".join(parts) + "</div>"


def _finding(finding: Finding) -> tuple[str, ...]:
    severity = finding.severity.name.lower()
    indent = "&nbsp;&nbsp;↳ " if finding.caused_by else ""
    return (
        f'<span style="color:{_COLOURS[severity]}">{severity}</span>',
        f"{indent}<code>{escape(finding.rule)}</code>",
        f"{escape(finding.title)}<br><small>{escape(finding.explanation)}</small>",
        f'<span style="white-space:pre-wrap">{escape(finding.fix)}</span>',
    )


def _table(heads: tuple[str, ...], rows: list[tuple[str, ...]]) -> str:
    head = "".join(f'<th style="{_CELL}">{name}</th>' for name in heads)
    body = "".join("<tr>" + "".join(f'<td style="{_CELL}">{cell}</td>' for cell in row) + "</tr>" for row in rows)
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
