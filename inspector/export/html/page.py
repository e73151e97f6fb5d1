"""The page: verdict, timeline, findings, tables."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Sequence
from dataclasses import dataclass

from inspector.analysis.finding import Finding, Severity
from inspector.analysis.groups import Group, group
from inspector.analysis.headline import headline
from inspector.analysis.model import Outcome
from inspector.analysis.passed_over import passed_over
from inspector.analysis.run import Run
from inspector.analysis.wording import count
from inspector.export.caption import caption_of
from inspector.export.html import tables
from inspector.export.html.parts import prose, text
from inspector.export.html.style import STYLE


@dataclass(frozen=True)
class Pictures:
    """The timeline, for each of the two grounds, as files of SVG."""

    light: bytes
    dark: bytes


def html_report(run: Run, findings: Sequence[Finding], pictures: Pictures | None) -> str:
    """All of it as one page, which loads nothing from anywhere."""
    title = " · ".join(headline(run).split(" · ")[:2])
    sections = [
        ("What was found", "".join(map(_group, group(findings)))),
        ("Epochs", tables.epochs(run)),
        ("What was asked for", tables.asked(run)),
        ("Callbacks", tables.callbacks(run)),
        ("Batches", tables.batches(run)),
    ]
    body = "".join(f"<section>\n<h2>{text(name)}</h2>\n{inner}</section>\n" for name, inner in sections if inner)
    return (
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{text(title)} — Fit Inspector</title>\n<style>{STYLE}</style>\n</head>\n<body>\n"
        f"<header>\n<h1>{text(title)}</h1>\n{_verdict(run, findings)}"
        f'<p class="caption">{text(caption_of(run))}</p>\n</header>\n'
        f"{_figure(run, pictures)}<main>\n{body}</main>\n</body>\n</html>\n"
    )


def _verdict(run: Run, findings: Sequence[Finding]) -> str:
    outcome = "recorded in part" if run.cut else run.outcome.value
    numbers = {severity: sum(one.severity is severity for one in findings) for severity in Severity}
    told = [count(numbers[Severity.ERROR], "error"), count(numbers[Severity.WARNING], "warning")]
    wrong = numbers[Severity.ERROR] or numbers[Severity.WARNING] or run.outcome in (Outcome.RAISED, Outcome.DIED)
    words = f"{outcome} · {', '.join(told)}" if wrong else f"{outcome} · no error and no warning"
    left = passed_over(run)
    tone = "problem" if wrong else "good" if run.outcome is Outcome.COMPLETED and not left else ""
    told_left = f"<p>{text(left)}</p>\n" if left else ""
    return f'<p class="verdict {tone}">{"✕ " if wrong else "✓ " if tone else ""}{text(words)}</p>\n{told_left}'


def _figure(run: Run, pictures: Pictures | None) -> str:
    if pictures is None:
        return ""
    told = "; ".join(f"epoch {epoch.number}: {count(epoch.steps_done, 'step')} done" for epoch in run.epochs[:20])
    alt = f"The timeline of the run. {told or 'No epoch began'}. The tables below hold the same."
    return (
        "<figure><picture>\n"
        f'<source media="(prefers-color-scheme: dark)" srcset="{_inlined(pictures.dark)}">\n'
        f'<img alt="{text(alt)}" src="{_inlined(pictures.light)}">\n</picture></figure>\n'
    )


def _inlined(svg: bytes) -> str:
    return f"data:image/svg+xml;base64,{b64encode(svg).decode('ascii')}"


def _group(one: Group) -> str:
    cause = one.cause
    severity = cause.severity.name.lower()
    places = (("epoch", cause.epoch), ("step", cause.step), ("batch", cause.batch))
    where = " · ".join([severity, cause.rule, *(f"{name} {at}" for name, at in places if at is not None)])
    came = "".join(
        f'<li>{text(finding.title)} <span class="quiet">{text(finding.rule)}</span></li>'
        for finding in one.consequences
    )
    listed = f'<p class="label came">What came of it</p>\n<ul class="consequences">{came}</ul>\n' if came else ""
    return (
        f'<article class="{severity}">\n<h3>{cause.severity.glyph} {text(cause.title)}</h3>\n'
        f'<p class="quiet">{text(where)}</p>\n{prose(cause.explanation)}\n'
        f'<div class="fix"><p class="label">What to do</p>{prose(cause.fix)}</div>\n{listed}</article>\n'
    )
