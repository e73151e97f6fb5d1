"""The report in words, for a terminal."""

from __future__ import annotations

import textwrap
from typing import TextIO

from inspector.analysis.checked import Checked, checked
from inspector.analysis.finding import Finding, Severity
from inspector.analysis.grid import EpochRow, EpochVerdict, absent_epochs, expected_grid
from inspector.analysis.headline import headline
from inspector.analysis.passed_over import passed_over
from inspector.analysis.run import Run
from inspector.analysis.wording import count, stretches
from inspector.recording.events import Role

WIDTH = 110


def print_summary(run: Run, findings: list[Finding], out: TextIO) -> None:
    """What ran, each epoch in a line, and each finding with its rule, cause first."""
    print(headline(run), file=out)
    for one in checked(run) if run.call == "check" else ():
        print(f"  {checked_words(one)}", file=out)
    grid = expected_grid(run)
    for row in grid:
        if row.epoch is not None:
            name = run.call if run.call != "fit" else f"epoch {row.number}"
            print(f"  {name}: {epoch_words(row)}", file=out)
    absent = next((row for row in grid if row.epoch is None), None)
    if absent is not None:
        stretch = list(absent_epochs(run))
        print(
            f"  epoch{'' if sum(map(len, stretch)) == 1 else 's'} {stretches(stretch)}: {epoch_words(absent)}", file=out
        )
    if not any(finding.severity >= Severity.WARNING for finding in findings):
        print("No error and no warning.", file=out)
    if left := passed_over(run):
        print(left, file=out)
    for finding in findings:
        print_finding(finding, out)


def call_words(run: Run, number: int, of: int) -> str:
    """`fit 1 of 2, line 30`: which call of a script it is."""
    line = run.header.get("call")
    return f"{run.call} {number + 1} of {of}" + (f", line {line}" if line else "")


def checked_words(one: Checked) -> str:
    """`data: 5 of 10 batches needed, the whole of it; 5 batches of 4 rows each; 0.3 ms a batch (median), ...`."""
    name = "data" if one.role is Role.TRAIN else "validation data"
    given = count(one.given, "batch", "batches")
    if one.needed is not None:
        given = f"{one.given:,} of {count(one.needed, 'batch', 'batches')} needed"
    if one.ended:
        end = ", the whole of it"
    else:
        end = "" if one.needed is not None and one.given >= one.needed else ", and no end seen"
    sizes = [size_words(rows, batches) for rows, batches in list(one.sizes.items())[:SIZES_SHOWN]]
    more = len(one.sizes) - len(sizes)
    told = [", ".join([*sizes, *([count(more, "other size")] if more else [])])] if sizes else []
    if one.median_ns is not None and one.longest_ns is not None:
        told.append(f"{one.median_ns / 1e6:.3g} ms a batch (median), {one.longest_ns / 1e6:.3g} ms the longest")
    return "; ".join([f"{name}: {given}{end}", *told])


SIZES_SHOWN = 4


def size_words(rows: int, batches: int) -> str:
    """`12 batches of 16 rows each`, `1 batch of 16 rows`."""
    return f"{count(batches, 'batch', 'batches')} of {count(rows, 'row')}{'' if batches == 1 else ' each'}"


def epoch_words(row: EpochRow) -> str:
    """`3 of 10 steps, never ended`."""
    if row.epoch is None:
        return "not recorded" if row.verdict is EpochVerdict.UNKNOWN else row.verdict.value
    of = "" if row.expected is None else f" of {row.expected:,}"
    steps = f"{row.done:,}{of} steps" if of else count(row.done, "step")
    replayed = len(row.epoch.replayed)
    extra = f", {replayed} on replayed batches" if replayed else ""
    verdict = "the rest is not recorded" if row.verdict is EpochVerdict.UNKNOWN else row.verdict.value
    return f"{steps}, {verdict}{extra}"


def print_finding(finding: Finding, out: TextIO) -> None:
    """One finding: a cause with its reason and fix, a consequence in a line."""
    indent = "  " if finding.caused_by else ""
    where = " ".join(
        f"{name} {value}" for name, value in (("epoch", finding.epoch), ("step", finding.step)) if value is not None
    )
    at = f"  {where}" if where else ""
    print(f"{indent}{finding.severity.name.lower():7s}  {finding.rule}{at}: {finding.title}", file=out)
    if finding.caused_by:
        return
    for label, text in (("why", finding.explanation), ("fix", finding.fix)):
        body = "\n".join(
            textwrap.fill(line, WIDTH - 14, subsequent_indent="") if not line.startswith(" ") else line
            for line in text.splitlines()
        )
        print(textwrap.indent(f"{label}  " + textwrap.indent(body, "     ").strip(), " " * 9), file=out)
