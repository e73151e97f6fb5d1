"""A run in one line."""

from __future__ import annotations

from pathlib import Path

from inspector.analysis.run import Run
from inspector.analysis.wording import keras


def headline(run: Run) -> str:
    """`train.py · batches → build_model · completed · CPU:0 · Keras 3.15.1 · TensorFlow 2.21.0`."""
    header, environment = run.header, run.environment
    parts = [
        Path(header.get("file") or "").name,
        _given(run),
        "recorded in part" if run.cut else run.outcome.value,
        environment.get("device"),
        keras(run) if environment.get("keras") else None,
        environment.get("tensorflow") and f"TensorFlow {environment['tensorflow']}",
        None if run.lineage_observed else "lineage inferred",
    ]
    return " · ".join(part for part in parts if part)


def _given(run: Run) -> str | None:
    data = run.header.get("data")
    if not data or run.call == "check":
        return f"check of {data}" if data else None
    return f"{data} → {run.header.get('model')}"
