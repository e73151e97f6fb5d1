"""Training with two worker processes on one machine, for real: `cluster_worker.py`, once for each."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
from pathlib import Path

ENOUGH = 1000
"""More batches than the steps need."""
WORKER = Path(__file__).parent / "cluster_worker.py"


def free_ports() -> int:
    """The first of two that follow each other."""
    while True:
        with socket.socket() as first, socket.socket() as second:
            first.bind(("127.0.0.1", 0))
            port = int(first.getsockname()[1])
            try:
                second.bind(("127.0.0.1", port + 1))
            except OSError:
                continue
            return port


def train(folder: Path, *batches: int, keras: str = "tf_keras", record: bool = True, killed: int = -1) -> list[int]:
    """Run a worker for each number of batches, together, of which one may be killed; their exit statuses."""
    folder.mkdir(exist_ok=True)
    port = free_ports()
    environment = {**os.environ, "CUDA_VISIBLE_DEVICES": "-1", "PYTHONPATH": str(Path(__file__).parents[2])}
    processes = []
    for index, number in enumerate(batches):
        command = [
            sys.executable,
            str(WORKER),
            keras,
            str(index),
            str(port),
            str(folder),
            str(number),
            str(int(record)),
            str(int(index == killed)),
        ]
        log = (folder / f"log-{index}.txt").open("w")
        processes.append(subprocess.Popen(command, env=environment, stdout=log, stderr=log))
        log.close()
    return [process.wait(timeout=200) for process in processes]
