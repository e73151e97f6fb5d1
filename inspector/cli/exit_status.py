"""What the process says when it ends."""

from __future__ import annotations

from collections.abc import Iterable
from enum import IntEnum

from inspector.analysis.finding import Finding, Severity


class Exit(IntEnum):
    """0 nothing at or above the threshold, 1 findings (or two runs that differ), 2 wrong use, 3 our own failure."""

    CLEAN = 0
    FINDINGS = 1
    WRONG_USE = 2
    FAILED = 3


def status_of(findings: Iterable[Finding], fail_on: str) -> Exit:
    """The exit status for these findings; `fail_on` is error, warning or never."""
    if fail_on == "never":
        return Exit.CLEAN
    threshold = Severity[fail_on.upper()]
    return Exit.FINDINGS if any(finding.severity >= threshold for finding in findings) else Exit.CLEAN
