"""What the badge of an epoch says, in as many words as there is room for. Pure: widths come from a measure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple

from inspector.analysis.grid import EpochVerdict
from inspector.analysis.wording import count
from inspector.gui.timeline.epoch_badge import EpochBadge, ValidationCount
from inspector.gui.timeline.epoch_boxes import done_of
from inspector.gui.timeline.notes import Tone

BETWEEN = "  ·  "


class Part(NamedTuple):
    """One fact, from its fullest wording to its shortest."""

    words: tuple[str, ...]
    tone: Tone = Tone.QUIET


def headline(badge: EpochBadge) -> list[str]:
    """Steps done of steps asked and how the epoch ended, from the fullest to the shortest."""
    row = badge.row
    if row.epoch is None:
        return [row.verdict.value] if row.verdict is not EpochVerdict.PENDING else ["pending", ""]
    done, verdict = done_of(row), row.verdict.value
    least = f"{row.done:,}/{row.expected:,}" if row.expected is not None else f"{row.done:,}"
    both = [f"{least} · {verdict}"] if row.verdict is not EpochVerdict.ENDED else []
    return [f"{done} · {verdict}", *both, done, least, f"{row.done:,}"]


def parts(badge: EpochBadge) -> list[Part]:
    """The second line, most important first: a narrow card drops from the end."""
    found: list[Part] = []
    if badge.row.verdict is EpochVerdict.NEVER_ENDED:
        found.append(Part(("on_epoch_end never came", "never ended"), Tone.PROBLEM))
    if badge.bar is not None:
        found.append(Part((f"≠ bar: {badge.bar}/{badge.bar}",), Tone.PROBLEM))
    if badge.replayed:
        found.append(Part((f"{badge.replayed:,} replayed",)))
    if badge.validation is not None and badge.validation.problem:
        found.append(_validation(badge.validation))
    rest = (
        []
        if badge.counted is None
        else [Part((f"optimizer counted {badge.counted:,}", f"optimizer {badge.counted:,}"))]
    )
    if badge.validation is not None and not badge.validation.problem:
        rest.append(_validation(badge.validation))
    # a count that is what was done, and a validation that is whole, say least
    return found + (rest[::-1] if badge.counted == badge.row.done else rest)


def _validation(validation: ValidationCount) -> Part:
    of = "" if validation.expected is None else f" of {validation.expected:,}"
    again = f", {validation.replayed:,} replayed" if validation.replayed else ""
    least = f"{validation.done:,}" + ("" if validation.expected is None else f"/{validation.expected:,}")
    tone = Tone.PROBLEM if validation.problem else Tone.QUIET
    words = (f"validation {validation.done:,}{of}{again}", f"validation {validation.done:,}{of}", f"val. {least}")
    return Part(words, tone)


def fitting(found: Sequence[Part], room: float, width: Callable[[str], float]) -> list[tuple[str, Tone]]:
    """What fits, in order: the more important ones take their fullest wording that does, the others what is left."""
    shown: list[tuple[str, Tone]] = []
    left = room
    for part in found:
        before = width(BETWEEN) if shown else 0.0
        words = next((one for one in part.words if before + width(one) <= left), None)
        if words is None:
            break
        shown.append((words, part.tone))
        left -= before + width(words)
    return shown


def tell_badge(badge: EpochBadge) -> str:
    """All of it, in sentences."""
    row, epoch = badge.row, badge.row.epoch
    done = count(row.done, "step") if row.expected is None else f"{row.done:,} of {count(row.expected, 'step')}"
    lines = [f"{badge.name or f'Epoch {row.number}'} · {done} · {row.verdict.value}"]
    if epoch is None:
        return lines[0]
    if badge.replayed:
        lines.append(f"{count(badge.replayed, 'step')} trained on batches that an earlier pass had already given")
    if badge.validation is not None:
        lines.append(_tell_validation(badge.validation))
    if badge.counted is not None:
        lines.append(_tell_counted(badge, badge.counted))
    if row.verdict is EpochVerdict.UNKNOWN:
        lines.append("The recording breaks off before its end")
    elif epoch.ended_ns is None:
        lines.append("on_epoch_end " + ("has not come yet" if row.verdict is EpochVerdict.RUNNING else "never came"))
    if badge.bar is not None:
        lines.append(
            f"Keras' progress bar would show {badge.bar}/{badge.bar}: it draws its target once an epoch has ended, "
            "whatever was done"
        )
    return "\n".join(lines)


def _tell_validation(validation: ValidationCount) -> str:
    of = "" if validation.expected is None else f" of {validation.expected:,}"
    words = (
        f"Validation: {validation.done:,}{of} {'step' if (validation.expected or validation.done) == 1 else 'steps'}"
    )
    if validation.replayed:
        words += f", {validation.replayed:,} on batches that an earlier pass had already given"
    return words


def _tell_counted(badge: EpochBadge, counted: int) -> str:
    epoch = badge.row.epoch
    assert epoch is not None
    words = f"The optimizer counted {count(counted, 'update')} ({epoch.optimizer_before:,} → {epoch.optimizer_after:,})"
    if badge.counts_begun:
        words += ": it also counts the step that began and got no data"
    elif counted != badge.row.done:
        words += f", where {count(badge.row.done, 'step was', 'steps were')} done"
    return words
