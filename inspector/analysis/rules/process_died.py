"""`process-died`: the process that ran `fit` ended by itself."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.finding import EVERY_CALL, Evidence, Finding, Rule, Severity
from inspector.analysis.kind_words import kind_words
from inspector.analysis.model import Outcome
from inspector.analysis.rules._death import where_fit_died
from inspector.analysis.run import Run
from inspector.recording.events import Kind, Payload

CRASHES = ("SIGSEGV", "SIGABRT", "SIGBUS", "SIGILL")


def find(evidence: Evidence) -> Iterator[Finding]:
    run = evidence.run
    if run.outcome is not Outcome.DIED:
        return
    if run.cut:
        yield _breaks_off(run)
        return
    signal, code = run.ending.get("signal"), run.ending.get("exit_code")
    how = f"by signal {signal}" if signal else "without a word" if code is None else f"with exit code {code}"
    _, step = where_fit_died(run)
    last = _last(run)
    yield Finding(
        RULE.name,
        Severity.ERROR,
        f"The process that ran fit died {how}",
        "No exception was raised and no hook was called any more. "
        + ("" if last is None else f"The last thing recorded is {last}. ")
        + _where_python_was(run.ending.get("at"))
        + _usual(signal),
        _remedy(signal, code) + " What was recorded up to there is kept.",
        epoch=None if run.epoch is None else run.epoch.number,
        step=None if step is None else step.index,
        events=() if run.cursor < 2 else (run.cursor - 2,),
    )


def _breaks_off(run: Run) -> Finding:
    """Nobody saw the process end: what is known is that nothing more was recorded."""
    last = _last(run)
    epoch = run.epoch
    begun = None if epoch is None or not epoch.steps or epoch.ended_ns is not None else epoch.steps[-1].index
    return Finding(
        RULE.name,
        Severity.ERROR,
        "The recording breaks off before the end of the run",
        ("Nothing is recorded at all. " if last is None else f"The last thing recorded is {last}. ")
        + "The process that ran fit was ended from outside or crashed, or the recording could not be written any more "
        "(a full disk), or this file is an incomplete copy, or the run still goes on. What came after is not known, "
        "so nothing is called missing.",
        "Where the process died: run it with less memory in use (smaller batches, fewer workers), and look at what "
        "native code printed last. Where it still runs: open the file again once it is over.",
        epoch=None if epoch is None else epoch.number,
        step=begun,
        events=() if not run.cursor else (run.cursor - 1,),
    )


def _last(run: Run) -> str | None:
    for seq in range(run.cursor - 1, -1, -1):
        event = run.recording.event(seq)
        if event.kind in (Kind.RUN_END, Kind.OUTPUT):
            continue
        # A phase is told by what it was of: `Running fit…`.
        name = event.payload["text"] if event.kind is Kind.PHASE and event.payload else kind_words(event.kind)
        parts = (("epoch", event.epoch), ("step", event.step), ("batch", event.batch))
        return ", ".join([f"“{name}”", *(f"{part} {number}" for part, number in parts if number is not None)])
    return None


def _where_python_was(at: Payload | None) -> str:
    if at is None:
        return ""
    file = str(at["file"]).replace("\\", "/").rsplit("/", 1)[-1]
    return f"Python was at {file}, line {at['line']}, in {at['function']}. "


def _usual(signal: str | None) -> str:
    if signal == "SIGKILL":
        return "SIGKILL is most often the system ending a process because memory ran out."
    if signal == "SIGSEGV":
        return (
            "SIGSEGV comes from native code (TensorFlow, a driver, a C extension), or from a recursion that used up "
            "the stack because sys.setrecursionlimit let it."
        )
    if signal in CRASHES:
        return f"{signal} comes from native code (TensorFlow, a driver, a C extension), not from Python."
    return "Code that calls os._exit or sys.exit in a worker ends a process like this, too."


def _remedy(signal: str | None, code: int | None) -> str:
    if signal in CRASHES:
        return (
            "Look at that line where one is named, and in the log for what native code printed last; where neither "
            "says why, run it with less memory in use (smaller batches, fewer workers)."
        )
    if signal is None and code is not None:
        return "Look for os._exit in your code and in what it imports, and in the log for what was printed last."
    return (
        "Run it with less memory in use (smaller batches, fewer workers), and look at the log for what native code "
        "printed last."
    )


RULE = Rule("process-died", find, calls=EVERY_CALL)
