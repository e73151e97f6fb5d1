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
        f"{header['data']} → {header.get('model')}" if header.get("data") else None,
        "recorded in part" if run.cut else run.outcome.value,
        environment.get("device"),
        keras(run) if environment.get("keras") else None,
        environment.get("tensorflow") and f"TensorFlow {environment['tensorflow']}",
        None if run.lineage_observed else "lineage inferred",
    ]
    return " · ".join(part for part in parts if part)
