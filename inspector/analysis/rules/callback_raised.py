"""`callback-raised`: a callback raised."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import Evidence, Finding, Rule, Severity
from inspector.analysis.model import Failure, Outcome
from inspector.analysis.rules._death import MEANT
from inspector.analysis.wording import place, raised_at, what


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    call = run.callback_failure
    if call is None or call.failure is None or run.outcome is Outcome.CANCELLED:
        return
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"{call.callback.name}.{call.hook} raised: {what(call.failure)}",
        f"{raised_at(call.failure)} An exception in a callback ends {run.call} at once: callbacks "
        "after it in the list are not called for this hook, and no other hook comes any more.",
        _fix(call.callback.name, call.hook, call.failure),
        epoch=call.epoch,
        step=call.step,
        events=(call.seq, call.failure.seq),
    )


def _fix(name: str, hook: str, failure: Failure) -> str:
    if failure.type == "KeyboardInterrupt":
        return MEANT
    if failure.file is None:
        return f"Look at how {name} is made, and what its {hook} takes: the log has the whole traceback."
    return f"Mend {place(failure)}, or catch the exception inside the hook if training should go on without it."


RULE = Rule("callback-raised", find, calls=("fit", "evaluate"))
