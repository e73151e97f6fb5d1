"""One worker of two, run as a process of its own by `test_cluster.py`.

    cluster_worker.py KERAS INDEX PORT FOLDER BATCHES RECORD KILLED

Trains on a generator of BATCHES batches, records into FOLDER where RECORD is 1, and writes its weights there. Its
process is killed as epoch 1 begins, where KILLED is 1.
"""

from __future__ import annotations

import json
import os
import signal
import sys
import time
from collections.abc import Iterator
from contextlib import nullcontext
from pathlib import Path
from typing import Any


def main(which: str, index: int, port: int, folder: Path, batches: int, record: bool, killed: bool) -> None:
    workers = [f"127.0.0.1:{port}", f"127.0.0.1:{port + 1}"]
    os.environ["TF_CONFIG"] = json.dumps({"cluster": {"worker": workers}, "task": {"type": "worker", "index": index}})
    import importlib

    import numpy as np
    import tensorflow as tf

    strategy = tf.distribute.MultiWorkerMirroredStrategy()
    keras: Any = importlib.import_module(which)
    keras.utils.set_random_seed(0)
    with strategy.scope():
        model = keras.Sequential([keras.layers.Input((3,)), keras.layers.Dense(1)])
        model.compile("sgd", "mse")

    def data() -> Iterator[Any]:
        for i in range(batches):
            yield np.full((4, 3), i / 10 + index, "float32"), np.zeros((4, 1), "float32")

    recording = folder / f"worker-{index}.fitrec"

    class Killed(keras.callbacks.Callback):
        def on_epoch_begin(self, epoch: int, logs: object = None) -> None:
            if epoch == 1:
                written = recording.stat().st_size
                while recording.stat().st_size == written:  # what was recorded until now is in the file then
                    time.sleep(0.02)
                os.kill(os.getpid(), signal.SIGKILL)

    import inspector

    with inspector.record(recording) if record else nullcontext():
        callbacks = [Killed()] if killed else []
        model.fit(data(), steps_per_epoch=4, epochs=2, verbose=0, callbacks=callbacks)
    np.savez(folder / f"weights-{index}.npz", *model.get_weights())


if __name__ == "__main__":
    which, index, port, folder, batches, record, killed = sys.argv[1:]
    main(which, int(index), int(port), Path(folder), int(batches), record == "1", killed == "1")
