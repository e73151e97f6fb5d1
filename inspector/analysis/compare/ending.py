"""How two runs ended: the outcome, what was called in all, and what each was found to have done wrong."""

from __future__ import annotations

from collections.abc import Iterator

from inspector.analysis.compare.difference import Difference, Topic
from inspector.analysis.compare.side import FindingTold, Side
from inspector.analysis.wording import count

NOT_FOUND = "–"


OF_TIME = frozenset({"stalled", "input-bound", "slow-callback", "unused-batches"})
"""Rules whose findings hang on how fast things went: how far a source is read ahead of the last step does, too."""


def ending_differences(a: Side, b: Side) -> Iterator[Difference]:
    """What differs of the runs as a whole, in the order in which a person should read it."""
    if not (a.cut or b.cut) and (a.outcome, a.error) != (b.outcome, b.error):
        title = "Outcome" if a.outcome != b.outcome else "What was raised"
        yield Difference(Topic.OUTCOME, title, _outcome(a), _outcome(b))
    yield from _hooks(a, b)
    yield from _calls(a, b)
    yield from _found_in_one(a, b, of_time=False)


def time_differences(a: Side, b: Side) -> Iterator[Difference]:
    """Findings that only one of them has because it was slower: no difference of what happened."""
    yield from _found_in_one(a, b, of_time=True)


def _outcome(side: Side) -> str:
    return f"{side.outcome}: {side.error}" if side.error else side.outcome


def _hooks(a: Side, b: Side) -> Iterator[Difference]:
    for hook in dict.fromkeys([*a.hooks, *b.hooks]):
        if hook == "on_epoch_end":  # the epochs tell of it, one by one
            continue
        one, other = a.hooks.get(hook), b.hooks.get(hook)
        if one is not None and other is not None and one != other:
            name = hook.replace("dataset_", "the dataset's own ")
            yield Difference(Topic.HOOKS, f"Calls of {name}", count(one, "call"), count(other, "call"))


def _calls(a: Side, b: Side) -> Iterator[Difference]:
    """Calls of the callback objects that both runs had; which ones they had was asked for."""
    if a.calls is None or b.calls is None:
        return
    names = {name.rpartition(".")[0] for name in a.calls} & {name.rpartition(".")[0] for name in b.calls}
    for call in dict.fromkeys([*a.calls, *b.calls]):
        one, other = a.calls.get(call, 0), b.calls.get(call, 0)
        if call.rpartition(".")[0] in names and one != other:
            yield Difference(Topic.HOOKS, f"Calls of {call}", count(one, "call"), count(other, "call"))


def _found_in_one(a: Side, b: Side, *, of_time: bool) -> Iterator[Difference]:
    """Findings that only one of them has: the same rule at the same epoch is the same finding."""
    if a.cut or b.cut:
        return
    for which, side, other in (("A", a, b), ("B", b, a)):
        known = {_key(finding) for finding in other.findings}
        for finding in side.findings:
            if _key(finding) not in known and _is_of_time(finding) == of_time:
                title = f"{finding.rule} ({finding.severity}) in {which} only"
                told = finding.title
                yield Difference(
                    Topic.FINDINGS, title, told if side is a else NOT_FOUND, told if side is b else NOT_FOUND
                )


def _key(finding: FindingTold) -> tuple[str, int | None]:
    return finding.rule, finding.epoch


def _is_of_time(finding: FindingTold) -> bool:
    return finding.rule in OF_TIME
