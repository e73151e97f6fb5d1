"""What a run was made of and with, in one line: under pictures, over pages."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from inspector.analysis.run import Run


def caption_of(run: Run) -> str:
    """`train.py · Keras 3.15.1, TensorFlow 2.21.0, Python 3.11.7 · CPU:0 · 2026-11-23 12:00 · Fit Inspector 0.1.0`."""
    environment, header = run.environment, run.header
    engine = "tf-keras" if environment.get("engine") == "tf_keras" else "Keras"
    names = ((engine, "keras"), ("TensorFlow", "tensorflow"), ("Python", "python"))
    versions = ", ".join(f"{name} {environment[key]}" for name, key in names if environment.get(key))
    file = str(header.get("file") or "").replace("\\", "/").rsplit("/", 1)[-1]
    started = str(header.get("started") or "").replace("T", " ")[:16]
    version = header.get("version") or environment.get("inspector")
    lineage = "" if run.lineage_observed else "lineage inferred"
    parts = (file, versions, environment.get("device"), lineage, started, f"Fit Inspector {version}" if version else "")
    return " · ".join(str(part) for part in parts if part)
