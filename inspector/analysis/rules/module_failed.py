"""`module-failed`: the person's module does not import, or a factory in it fails or returns the wrong thing."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import EVERY_CALL, Evidence, Finding, Rule, Severity
from inspector.analysis.wording import mend, raised_at, what


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    failure = run.failure
    if failure is None or failure.where != "module":
        return
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"The module failed before fit: {what(failure)}",
        f"{raised_at(failure)} Importing the file or making its data and model raised, so fit was never called.",
        f"{mend(failure)}, then press Run again: the file is read anew.",
        events=(failure.seq,),
    )


RULE = Rule("module-failed", find, calls=EVERY_CALL)
