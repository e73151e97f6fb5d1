"""The parts of a run, as read from its events. All times are `perf_counter_ns` nanoseconds."""

from inspector.analysis.ending import Failure, Outcome, Requested
from inspector.analysis.model.calls import (
    KERAS_OWN,
    CallbackCall,
    CallbackCalls,
    CallbackObject,
    DatasetCall,
    Retrace,
    StopTraining,
)
from inspector.analysis.model.data import Handover, Pass, Pull, Pulls, PullState, Source
from inspector.analysis.model.epochs import Epoch, Step, Steps, StepTable, Validation
from inspector.analysis.model.sits import Sits
from inspector.analysis.model.words import LogLine

__all__ = [
    "KERAS_OWN",
    "CallbackCall",
    "CallbackCalls",
    "CallbackObject",
    "DatasetCall",
    "Epoch",
    "Failure",
    "Handover",
    "LogLine",
    "Outcome",
    "Pass",
    "Pull",
    "PullState",
    "Pulls",
    "Requested",
    "Retrace",
    "Sits",
    "Source",
    "Step",
    "StepTable",
    "Steps",
    "StopTraining",
    "Validation",
]
