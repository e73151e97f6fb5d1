"""The lanes of the trace: those of the timeline, each as a thread of one process.

Slices of one thread must not overlap in this format, unless one lies within the other. Where a lane's do, because
several workers make batches at once, it gets further rows.
"""

from __future__ import annotations

from collections.abc import Sequence

from inspector.analysis.model import CallbackObject, Pull
from inspector.analysis.run import Run
from inspector.recording.events import Role

STEPS, VALIDATION_STEPS, EPOCHS, DATASET, FINDINGS = 100, 210, 300, 900, 999
CALLBACKS = 400
SOURCES = {Role.TRAIN: 1, Role.VALIDATION: 201}
SOURCE_ROWS, CALLBACK_ROWS = 90, 400
"""So many rows there is room for between the numbers of two lanes; what is beyond shares the last."""
STEP_LANES = {Role.TRAIN: STEPS, Role.VALIDATION: VALIDATION_STEPS}

Names = dict[int, str]


def rows_of(pulls: Sequence[Pull], last_ns: int) -> list[int]:
    """For each pull, in the order in which they began, the first row that is free."""
    ends: list[int] = []
    rows: list[int] = []
    for pull in pulls:
        row = next((number for number, end in enumerate(ends) if end <= pull.began_ns), len(ends))
        row = min(row, SOURCE_ROWS - 1)
        end = last_ns if pull.ended_ns is None else pull.ended_ns
        if row == len(ends):
            ends.append(end)
        ends[row] = end
        rows.append(row)
    return rows


def callback_lane(callback: CallbackObject) -> int:
    """The lane of a callback object."""
    return CALLBACKS + min(callback.index, CALLBACK_ROWS)


def lane_names(run: Run, source_rows: dict[Role, int]) -> Names:
    """The name of each lane by its number, which also puts them in order."""
    names: Names = {}
    for role, words in ((Role.TRAIN, "Source"), (Role.VALIDATION, "Validation source")):
        if role in run.sources:
            for row in range(max(1, source_rows.get(role, 0))):
                names[SOURCES[role] + row] = words if row == 0 else f"{words} · {row + 1}"
    names[STEPS] = "Steps"
    if run.validation is not None:
        names[VALIDATION_STEPS] = "Validation steps"
    names[EPOCHS] = "Epochs"
    names |= {callback_lane(callback): f"Callback {callback.name}" for callback in run.callbacks}
    if run.dataset_calls:
        names[DATASET] = "Dataset"
    names[FINDINGS] = "Findings"
    return names
