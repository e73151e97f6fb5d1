"""The report as data: the contract that the command line, the exports and the window share.

Every key is documented in the guide (`resources/guide/report.md`); keys are never renamed within one schema number.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from inspector.analysis.checked import Checked, checked
from inspector.analysis.diagnosis import diagnose
from inspector.analysis.expected import expected_steps, expected_validation_steps
from inspector.analysis.finding import Finding
from inspector.analysis.model import Epoch, Failure, Outcome, Source, Steps, Validation
from inspector.analysis.run import Run
from inspector.analysis.unused import Leftovers
from inspector.recording.events import Role

SCHEMA = 1

ReportData = dict[str, Any]


def build_report(run: Run, findings: list[Finding] | None = None) -> ReportData:
    """The report of `run`; `findings` where they are known already, else they are made here."""
    findings = diagnose(run) if findings is None else findings
    requested = run.requested
    report = {
        "schema": SCHEMA,
        "outcome": run.outcome.value,
        "error": None if run.outcome is Outcome.CANCELLED else _error(run.failure),
        "requested": {
            "epochs": requested.epochs,
            "initial_epoch": requested.initial_epoch,
            "steps_per_epoch": requested.steps_per_epoch,
            "validation_steps": requested.validation_steps,
            "steps_per_execution": requested.steps_per_execution,
        },
        "environment": {
            key: run.environment.get(key)
            for key in ("inspector", "python", "tensorflow", "keras", "engine", "device", "lineage")
        },
        "epochs": [_epoch(run, epoch) for epoch in run.epochs] if run.call == "fit" else [],
        "sources": {"train": _source(run, run.train), "validation": _validation_source(run)},
        "hooks": _hooks(run),
        "findings": [finding_data(finding) for finding in findings],
    }
    if run.call != "fit":  # a fit's report has just the keys of the contract
        report["call"] = run.call
    if run.call == "evaluate":
        report["evaluation"] = _validation(run, run.epochs[0].validation) if run.epochs else None
    if run.call == "check":
        report["check"] = {one.role.name.lower(): _looked_at(one) for one in checked(run)}
    return report


def _looked_at(one: Checked) -> ReportData:
    return {
        "needed": one.needed,
        "given": one.given,
        "ended": one.ended,
        "sizes": [{"rows": rows, "batches": batches} for rows, batches in one.sizes.items()],
        "median_s": None if one.median_ns is None else one.median_ns / 1e9,
        "longest_s": None if one.longest_ns is None else one.longest_ns / 1e9,
    }


def _error(failure: Failure | None) -> ReportData | None:
    if failure is None:
        return None
    return {
        "type": failure.type,
        "message": failure.message,
        "file": failure.file,
        "line": failure.line,
        "function": failure.function,
        "where": failure.where,
    }


def _epoch(run: Run, epoch: Epoch) -> ReportData:
    has_hooks = run.train.kind == "py_dataset"
    return {
        "epoch": epoch.number,
        "began": True,
        "ended": _came(run, epoch, epoch.ended_ns is not None),
        "steps_expected": expected_steps(run),
        "steps_begun": _begun(epoch.steps, run.requested.group),
        "steps_done": epoch.steps_done,
        "batches": epoch.batches,
        "replayed": epoch.replayed,
        "dataset_began": _came(run, epoch, epoch.dataset_began > 0) if has_hooks else None,
        "dataset_ended": _came(run, epoch, epoch.dataset_ended > 0) if has_hooks else None,
        "validation": _validation(run, epoch.validation),
    }


def _came(run: Run, epoch: Epoch, came: bool) -> bool | None:
    """Whether a hook of this epoch came; None where the recording breaks off before it."""
    return None if run.cut and not came and epoch is run.epoch else came


def _begun(steps: Steps, group: int) -> int:
    return steps.done + group * int(np.count_nonzero(~steps.ended))


def _validation(run: Run, validation: Validation | None) -> ReportData | None:
    if validation is None:
        return None
    batches = validation.batches
    return {
        "steps_expected": expected_validation_steps(run),
        "steps_done": len(batches),
        "batches": batches,
        "replayed": validation.replayed,
    }


def _source(run: Run, source: Source) -> ReportData:
    produced = source.produced
    batches = produced.column("batch")
    used = run.consumed(source.role).has(batches)
    perhaps = np.isin(batches, Leftovers(run).perhaps_in_any_pass(source.role))
    return {
        "produced": len(produced),
        "peeked": len(source.peeked),
        "exhausted": source.exhausted_ns is not None,
        # Of a check no batch was meant to be used.
        "unused": [] if run.call == "check" else np.unique(batches[~used & ~perhaps]).tolist(),
    }


def _validation_source(run: Run) -> ReportData | None:
    return None if run.validation is None else _source(run, run.validation)


def _hooks(run: Run) -> ReportData:
    asked = run.asked_epochs if run.fit_began_ns is not None and run.call == "fit" else range(0)
    stop = run.stop_training
    if run.outcome in (Outcome.COMPLETED, Outcome.CANCELLED) and run.epochs:
        last = run.epochs[-1].number
        if run.outcome is Outcome.CANCELLED or (stop is not None and stop.epoch <= last):
            asked = range(asked.start, min(asked.stop, last + 1))
    dataset_ends = [call for call in run.dataset_calls if call.role is Role.TRAIN and call.hook == "on_epoch_end"]
    resets = sum(call.epoch is None for call in dataset_ends)
    return {
        "on_epoch_end": {
            "expected": len(asked),
            "called": run.epochs_ended if run.call == "fit" else 0,
        },
        "on_train_end": {
            "expected": int(run.fit_began_ns is not None and run.call == "fit"),
            "called": int(run.train_ended_ns is not None),
        },
        "dataset_on_epoch_end": {
            "expected": len(asked) + resets if run.train.kind == "py_dataset" else 0,
            "called": len(dataset_ends),
        },
    }


def finding_data(finding: Finding) -> ReportData:
    """One finding, as the report has it."""
    return {
        "rule": finding.rule,
        "severity": finding.severity.name.lower(),
        "epoch": finding.epoch,
        "step": finding.step,
        "batch": finding.batch,
        "title": finding.title,
        "explanation": finding.explanation,
        "fix": finding.fix,
        "caused_by": finding.caused_by,
    }
