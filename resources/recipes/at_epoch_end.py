"""Work for each epoch that began, whether or not `on_epoch_end` comes. Paste it; use it so:

    def save(epoch, steps, ended, logs):
        model.save(f"epoch-{epoch}-{steps}-steps.keras")

    with AtEpochEnd(save) as at_epoch_end:
        model.fit(batches(), steps_per_epoch=10, epochs=3, callbacks=[at_epoch_end])
"""

import keras


class AtEpochEnd(keras.callbacks.Callback):
    """Calls `work(epoch, steps, ended, logs)` once for each epoch that began.

    steps: how many of its steps were completed. Compare it with what you asked for.
    ended: whether `on_epoch_end` came. It does where the data ran out midway, and does
        not after an exception.
    logs: what Keras said last, of the epoch or of its last step.
    """

    def __init__(self, work):
        super().__init__()
        self.work = work
        self.epoch = None  # the one under way

    def on_epoch_begin(self, epoch, logs=None):
        self._finish(ended=False)  # left by an earlier fit that raised, without `with`
        self.epoch, self.steps, self.logs = epoch, 0, {}

    def on_train_batch_end(self, batch, logs=None):
        self.steps, self.logs = batch + 1, dict(logs or {})

    def on_epoch_end(self, epoch, logs=None):
        self.logs = dict(logs or {})
        self._finish(ended=True)

    def __enter__(self):
        return self

    def __exit__(self, *raised):
        self._finish(ended=False)  # no hook comes after an exception, but this does

    def _finish(self, ended):
        if self.epoch is not None:
            epoch, self.epoch = self.epoch, None  # first: not twice if it raises
            self.work(epoch, self.steps, ended, self.logs)
