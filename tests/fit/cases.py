"""The truth cases: ways of calling fit, and what each of them really does on the newest Keras 3.

Used by `test_cases.py`, and by `python -m tests.keras_versions`, which runs them over several releases.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

FOREVER = "def data(): yield from forever()\n"
DATASET = """
class data(keras.utils.PyDataset):
    def __init__(self, n=6, **how):
        super().__init__(**how)
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        return one(value=index)
"""
ENDS = """
    def on_epoch_end(self):
        pass
"""
ARRAYS = 'np.zeros((12, 3), "float32"), np.zeros((12, 1), "float32")'
TF_DATA = f"def data():\n    return tf.data.Dataset.from_tensor_slices(({ARRAYS})).batch(4)"
STOPS_AT_BATCH_1 = """
class Stops(keras.callbacks.Callback):
    def on_train_batch_end(self, batch, logs=None):
        if batch == 1:
            self.model.stop_training = True
"""
FROM_GENERATOR = """
def rows():
    for i in range(6): yield one(value=i)

def data():
    return tf.data.Dataset.from_generator(rows, output_signature=(tf.TensorSpec((None, 3)), tf.TensorSpec((None, 1))))
"""
MAP_THAT_RAISES = """
def refuse(x):
    if x[0, 0] > 5:
        raise ValueError("bad value")
    return x

def checked(x, y):
    x = tf.py_function(refuse, [x], tf.float32)
    x.set_shape((None, 3))
    return x, y

def data():
    rows = np.arange(36, dtype="float32").reshape(12, 3), np.zeros((12, 1), "float32")
    return tf.data.Dataset.from_tensor_slices(rows).batch(1).map(checked)
"""
RAISING_DATASET = """
class data(keras.utils.PyDataset):
    def __init__(self, n=6, **how):
        super().__init__(**how)
        self.n = n

    def __len__(self):
        return self.n

    def __getitem__(self, index):
        return one(value=1 / (2 - index))
"""
OWN_TRAIN_STEP = """
class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1)

    def call(self, x):
        return self.dense(x)

    def train_step(self, batch):
        x, y = batch
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((self(x) - y) ** 2)
        self.optimizer.apply(tape.gradient(loss, self.trainable_variables), self.trainable_variables)
        return {"loss": loss}

def model():
    model = Own()
    model.compile("sgd")
    return model
"""
COMPILED = """
def model():
    model = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1)])
    model.compile('sgd', 'mse', {})
    return model
"""
LENGTHS = """
def data():
    for i in range(8):
        yield np.zeros((4, 3 + i % 2, 2), "float32"), np.zeros((4, 1), "float32")

def model():
    layers = [keras.Input((None, 2)), keras.layers.GlobalAveragePooling1D(), keras.layers.Dense(1)]
    model = keras.Sequential(layers)
    model.compile("sgd", "mse")
    return model
"""


@dataclass(frozen=True)
class Case:
    """One way of calling fit, and what it does."""

    name: str
    body: str
    asked: dict[str, Any]
    done: list[int] | None
    """Completed steps, by epoch; None: not the same each time (fit shuffles a PyDataset)."""
    wrong: tuple[str, ...] = ()
    """The rules with severity error or warning, in the order of the report; none: a clean run."""
    batches: list[list[int]] | None = None
    """The batch of each step, by epoch; None: any order of those that there are."""
    replayed: list[list[int]] | None = None
    """By epoch; None: none at all."""
    ended: int | None = None
    """How often on_epoch_end came; None: once an epoch."""
    outcome: str = "completed"
    validation: list[list[int]] | None = None
    """The batches of each validation pass; None: not looked at."""
    info: tuple[str, ...] = ()
    """Rules of severity info that must be among the findings."""
    keys: dict[str, Any] = field(default_factory=dict)
    """More of the report, by dotted path."""


def asked(**how: Any) -> dict[str, Any]:
    return how


CASES: tuple[Case, ...] = (
    # -- clean runs of different kinds --
    Case("a generator that loops", FOREVER, asked(epochs=2, steps_per_epoch=3), [3, 3], batches=[[0, 1, 2], [3, 4, 5]]),
    Case("a finite generator, one epoch, no steps", "def data(): yield from numbers(5)", asked(), [5], batches=[[0, 1, 2, 3, 4]]),
    Case("a generator with exactly the batches asked for", "def data(): yield from numbers(6)", asked(epochs=2, steps_per_epoch=3), [3, 3], batches=[[0, 1, 2], [3, 4, 5]]),
    Case("a generator of one batch, one step", "def data(): yield from numbers(1)", asked(steps_per_epoch=1), [1], batches=[[0]]),
    Case("a PyDataset", DATASET, asked(epochs=2), [6, 6]),
    Case("a PyDataset with two threads", DATASET, asked(epochs=2, data_args={"workers": "2"}), [6, 6]),
    Case("a PyDataset with two processes", DATASET, asked(epochs=2, data_args={"workers": "2", "use_multiprocessing": "True"}), [6, 6]),
    Case("a tf.data.Dataset", TF_DATA, asked(epochs=2), [3, 3], batches=[[0, 1, 2], [0, 1, 2]]),
    Case("a tf.data.Dataset that repeats", TF_DATA + ".repeat()", asked(epochs=2, steps_per_epoch=4), [4, 4], batches=[[0, 1, 2, 3], [4, 5, 6, 7]]),
    Case("a tf.data.Dataset of unknown length", TF_DATA + ".filter(lambda x, y: True)", asked(epochs=2), [3, 3], batches=[[0, 1, 2], [0, 1, 2]]),
    Case("a tf.data.Dataset with a last partial batch", TF_DATA.replace("batch(4)", "batch(5)"), asked(epochs=2), [3, 3], info=("batch-size-varies",)),
    Case("arrays", f"data = ({ARRAYS})", asked(epochs=2), [1, 1], batches=[[0], [0]]),
    Case("arrays are cut to the steps asked for", "data = np.zeros((96, 3), 'float32'), np.zeros((96, 1), 'float32')", asked(steps_per_epoch=5), [5], info=("batch-size-varies",)),
    Case("a generator of dicts", """
def data():
    while True:
        yield {"a": np.zeros((4, 3), "float32")}, np.zeros((4, 1), "float32")

def model():
    a = keras.Input((3,), name="a")
    model = keras.Model({"a": a}, keras.layers.Dense(1)(a))
    model.compile("sgd", "mse")
    return model
""", asked(steps_per_epoch=3), [3], batches=[[0, 1, 2]]),
    Case("a generator with sample weights", "def data():\n    while True: yield (*one(), np.ones((4,), 'float32'))", asked(steps_per_epoch=3), [3]),
    Case("validation on arrays", FOREVER + f"val = ({ARRAYS})\n", asked(validation="val", epochs=2, steps_per_epoch=3), [3, 3], validation=[[0], [0]]),
    Case("validation on a PyDataset", FOREVER + DATASET.replace("class data", "class val"), asked(validation="val", epochs=2, steps_per_epoch=3), [3, 3], validation=[[0, 1, 2, 3, 4, 5]] * 2),
    Case("validation on a tf.data.Dataset", FOREVER + TF_DATA.replace("def data", "def val"), asked(validation="val", epochs=2, steps_per_epoch=3), [3, 3], validation=[[0, 1, 2]] * 2),
    Case("batch sizes that alternate", "def data():\n    for i in range(10): yield one(rows=32 if i % 2 == 0 else 16)", asked(steps_per_epoch=10), [10], info=("batch-size-varies",)),
    Case("a group of steps that divides", FOREVER, asked(steps_per_epoch=6, steps_per_execution=3), [6], batches=[[0, 1, 2, 3, 4, 5]]),
    Case("an unbuilt model", "def data(): yield from numbers(6)\n\ndef model():\n    model = keras.Sequential([keras.layers.Dense(1)])\n    model.compile('sgd', 'mse')\n    return model", asked(steps_per_epoch=6), [6], batches=[[0, 1, 2, 3, 4, 5]]),
    Case("a callback that prints", FOREVER + "class Prints(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None): print(epoch)", asked(epochs=2, steps_per_epoch=3), [3, 3]),
    Case("initial_epoch", FOREVER, asked(epochs=4, initial_epoch=2, steps_per_epoch=3), [3, 3], batches=[[0, 1, 2], [3, 4, 5]]),
    Case("evaluate inside a callback", FOREVER + f"""
class Evaluates(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        self.model.evaluate({ARRAYS}, verbose=0)
""", asked(epochs=2, steps_per_epoch=3), [3, 3], batches=[[0, 1, 2], [3, 4, 5]]),
    # -- a person or a callback ends it: nothing is missing --
    Case("a callback that stops midway", FOREVER + STOPS_AT_BATCH_1, asked(epochs=3, steps_per_epoch=4), [2], info=("stopped-early",)),
    Case("EarlyStopping", FOREVER + "callbacks = [keras.callbacks.EarlyStopping('loss', min_delta=1e9)]", asked(epochs=5, steps_per_epoch=4), [4, 4], info=("stopped-early",)),
    # -- generators that end --
    Case("the article: raises at batch 3", "def data():\n    for i in range(10): yield one(value=1 / (3 - i))", asked(steps_per_epoch=10), [3], ("source-raised", "steps-missing", "epoch-end-missing", "train-end-missing"), batches=[[0, 1, 2]], ended=0, outcome="raised", keys={"error.type": "ZeroDivisionError", "error.where": "data", "hooks.on_train_end.called": 0}),
    Case("the article: stops after 5 of 10", "def data(): yield from numbers(5)", asked(steps_per_epoch=10), [5], ("data-exhausted", "steps-missing"), batches=[[0, 1, 2, 3, 4]]),
    Case("raises at once", "def data():\n    raise ValueError('first')\n    yield", asked(epochs=2), [], ("source-raised", "epoch-missing"), ended=0, outcome="raised"),
    Case("raises in epoch 1", "def data():\n    yield from numbers(4)\n    raise ValueError('later')", asked(epochs=3, steps_per_epoch=3), [3, 1], ("source-raised", "steps-missing", "epoch-end-missing", "epoch-missing", "train-end-missing"), ended=1, outcome="raised"),
    Case("7 batches, no steps, 2 epochs", "def data(): yield from numbers(7)", asked(epochs=2), [7, 2], ("replayed-batches", "steps-uneven"), batches=[[0, 1, 2, 3, 4, 5, 6], [0, 1]], replayed=[[], [0, 1]]),
    Case("10 batches for 3 epochs of 10", "def data(): yield from numbers(10)", asked(epochs=3, steps_per_epoch=10), [10, 0, 2], ("data-exhausted", "replayed-batches", "empty-epoch", "steps-missing", "steps-missing", "steps-uneven"), batches=[list(range(10)), [], [0, 1]], replayed=[[], [], [0, 1]]),
    Case("1 batch for 2 epochs of 1", "def data(): yield from numbers(1)", asked(epochs=2, steps_per_epoch=1), [1, 0], ("data-exhausted", "empty-epoch", "steps-missing", "steps-uneven"), batches=[[0], []]),
    Case("an empty generator", "def data():\n    return\n    yield", asked(), [], ("data-exhausted", "model-raised", "epoch-missing"), ended=0, outcome="raised"),
    # -- lengths that disagree --
    Case("a PyDataset of 3 for epochs of 2", DATASET, asked(data_args={"n": "3"}, epochs=2, steps_per_epoch=2), [2, 1], ("data-exhausted", "steps-missing", "length-mismatch", "steps-uneven")),
    Case("a PyDataset of 3 for epochs of 5", DATASET + ENDS, asked(data_args={"n": "3"}, epochs=2, steps_per_epoch=5), [3, 3], ("data-exhausted", "steps-missing", "steps-missing", "length-mismatch", "dataset-epoch-end-early")),
    Case("tf.data of 3 for epochs of 2", TF_DATA, asked(epochs=3, steps_per_epoch=2), [2, 1, 2], ("data-exhausted", "steps-missing", "length-mismatch", "steps-uneven"), batches=[[0, 1], [2], [0, 1]]),
    Case("a PyDataset with an on_epoch_end of its own", DATASET + ENDS, asked(epochs=2), [6, 6], ("dataset-epoch-end-early",)),
    # -- validation --
    Case("validation that runs out", FOREVER + "def val(): yield from numbers(3)", asked(validation="val", epochs=3, steps_per_epoch=2, validation_steps=3), [2, 2, 2], ("validation-short", "validation-drift"), validation=[[0, 1, 2], [0, 1], [0, 1]]),
    Case("validation on an endless generator", FOREVER + "def val(): yield from forever()", asked(validation="val", epochs=3, steps_per_epoch=2, validation_steps=4), [2, 2, 2], ("validation-drift",)),
    Case("validation that raises", FOREVER + "def val():\n    yield from numbers(3)\n    raise KeyError('gone')", asked(validation="val", epochs=2, steps_per_epoch=2, validation_steps=4), [2], ("validation-raised", "epoch-end-missing", "epoch-missing", "train-end-missing"), ended=0, outcome="raised", keys={"error.where": "validation"}),
    # -- batches that are not as the first ones --
    Case("a shape that changes after the peek", "def data():\n    for i in range(5): yield one(features=3 if i < 3 else 4)", asked(steps_per_epoch=5), [3], ("shape-varies", "model-raised", "steps-missing", "epoch-end-missing", "train-end-missing"), ended=0, outcome="raised", keys={"error.where": "data"}),
    Case("a dtype that changes", "def data():\n    for i in range(5):\n        x, y = one()\n        yield (x if i < 3 else x.astype('float64')), y", asked(steps_per_epoch=5), [5], ("dtype-varies",)),
    Case("NaN in a batch", "def data():\n    for i in range(4): yield one(value=float('nan') if i == 2 else 0)", asked(), [4], ("non-finite",)),
    Case("NaN out of tf.data", TF_DATA.replace("np.zeros((12, 3)", "np.full((12, 3), np.nan"), asked(), [3], ("non-finite",)),
    Case("a batch without rows", "def data():\n    for i in range(4): yield one(rows=0 if i == 2 else 4)", asked(), [4], ("empty-batch",)),
    Case("a batch that is no tuple", "def data():\n    yield np.zeros((4, 3))", asked(), [], ("structure-invalid", "model-raised", "epoch-missing"), ended=0, outcome="raised"),
    Case("None after four batches", "def data():\n    for i in range(4): yield one()\n    yield None", asked(), [4], ("structure-invalid", "model-raised", "epoch-end-missing", "train-end-missing"), ended=0, outcome="raised"),
    # -- the model and the callbacks --
    Case("a model for another shape", "def data():\n    for i in range(4): yield one(features=5)", asked(), [0], ("model-raised", "epoch-end-missing", "train-end-missing"), ended=0, outcome="raised", keys={"error.where": "model"}),
    Case("a callback that raises", FOREVER + "class Breaks(keras.callbacks.Callback):\n    def on_train_batch_end(self, batch, logs=None):\n        if batch == 1: raise KeyError('gone')", asked(epochs=2, steps_per_epoch=4), [2], ("callback-raised", "steps-missing", "epoch-end-missing", "epoch-missing", "train-end-missing"), ended=0, outcome="raised", keys={"error.where": "callback"}),
    Case("a callback that raises in on_epoch_end", FOREVER + "class Breaks(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None): raise KeyError('gone')", asked(epochs=2, steps_per_epoch=3), [3], ("callback-raised", "epoch-missing", "train-end-missing"), outcome="raised"),
    Case("groups of 3 for 7 steps", FOREVER, asked(steps_per_epoch=7, steps_per_execution=3), [9], ("steps-per-execution-overrun",), batches=[list(range(9))]),
    Case("groups of 3 for 7 batches", "def data(): yield from numbers(7)", asked(steps_per_epoch=7, steps_per_execution=3), [7], ("steps-per-execution-overrun",), batches=[list(range(7))]),
    # -- as real training code does it --
    Case("a generator object at module level", "data = forever()\n", asked(steps_per_epoch=3), [3], batches=[[0, 1, 2]]),
    Case("tf.data over a generator", FROM_GENERATOR, asked(epochs=2), [6, 6]),
    Case("tf.data over a generator that raises", FROM_GENERATOR.replace("yield one(value=i)", "yield one(value=1 / (4 - i))"), asked(epochs=2), [4], ("source-raised", "epoch-end-missing", "epoch-missing", "train-end-missing"), ended=0, outcome="raised", keys={"error.type": "ZeroDivisionError", "error.where": "data", "error.function": "rows"}),
    Case("tf.data whose map raises", MAP_THAT_RAISES, asked(), [2], ("source-raised", "steps-missing", "epoch-end-missing", "train-end-missing"), ended=0, outcome="raised", keys={"error.type": "ValueError", "error.message": "bad value", "error.where": "data"}),
    Case("a PyDataset that raises", RAISING_DATASET, asked(data_args={"n": "4"}), None, ("source-raised", "steps-missing", "epoch-end-missing", "train-end-missing"), ended=0, outcome="raised", keys={"error.type": "ZeroDivisionError", "error.function": "__getitem__"}),
    Case("a PyDataset that raises in a process", RAISING_DATASET, asked(data_args={"workers": "2", "use_multiprocessing": "True"}), None, ("source-raised", "steps-missing", "epoch-end-missing", "train-end-missing"), ended=0, outcome="raised", keys={"error.type": "ZeroDivisionError", "error.function": "__getitem__"}),
    Case("a PyDataset without an end", "class data(keras.utils.PyDataset):\n    num_batches = None\n    def __getitem__(self, index): return one(value=index)", asked(epochs=2, steps_per_epoch=3), [3, 3], batches=[[0, 1, 2], [3, 4, 5]]),
    Case("an iterator that is no generator", "class data:\n    def __iter__(self): return self\n    def __next__(self): return one()", asked(steps_per_epoch=3), [], ("model-raised", "epoch-missing"), ended=0, outcome="raised", keys={"error.where": "data"}),
    Case("next() inside a generator that runs dry", "def data():\n    rows = iter([1, 2, 3])\n    while True:\n        next(rows)\n        yield one()", asked(steps_per_epoch=5), [3], ("source-raised", "steps-missing", "epoch-end-missing", "train-end-missing"), ended=0, outcome="raised", keys={"error.type": "RuntimeError", "error.function": "data"}),
    Case("a model of two inputs", "def data():\n    while True: yield (np.zeros((4, 3)), np.zeros((4, 2))), np.zeros((4, 1))\n\ndef model():\n    a, b = keras.Input((3,)), keras.Input((2,))\n    model = keras.Model([a, b], keras.layers.Dense(1)(keras.layers.Concatenate()([a, b])))\n    model.compile('sgd', 'mse')\n    return model", asked(steps_per_epoch=3), [3]),
    Case("a train_step of one's own", FOREVER + OWN_TRAIN_STEP, asked(epochs=2, steps_per_epoch=3), [3, 3], batches=[[0, 1, 2], [3, 4, 5]]),
    Case("run_eagerly", FOREVER + COMPILED.format("run_eagerly=True"), asked(epochs=2, steps_per_epoch=3), [3, 3], batches=[[0, 1, 2], [3, 4, 5]]),
    Case("jit_compile", FOREVER + COMPILED.format("jit_compile=True"), asked(epochs=2, steps_per_epoch=3), [3, 3], batches=[[0, 1, 2], [3, 4, 5]]),
    Case("gradient accumulation", FOREVER + COMPILED.replace("'sgd'", "keras.optimizers.SGD(gradient_accumulation_steps=2)").format(""), asked(epochs=2, steps_per_epoch=4), [4, 4]),
    Case("the usual callbacks", FOREVER + "callbacks = [keras.callbacks.ReduceLROnPlateau('loss'), keras.callbacks.TerminateOnNaN(), keras.callbacks.LambdaCallback(on_epoch_end=lambda epoch, logs: None)]", asked(epochs=2, steps_per_epoch=3), [3, 3]),
    Case("TerminateOnNaN", "callbacks = [keras.callbacks.TerminateOnNaN()]\ndef data():\n    for i in range(8): yield one(value=float('nan') if i == 2 else 0)", asked(steps_per_epoch=8), [3], ("non-finite",), info=("stopped-early",)),
    Case("predict in a callback", FOREVER + "class Predicts(keras.callbacks.Callback):\n    def on_train_batch_end(self, batch, logs=None): self.model.predict(np.zeros((2, 3)), verbose=0)", asked(steps_per_epoch=3), [3], batches=[[0, 1, 2]]),
    Case("another fit in a callback", FOREVER + "class Fits(keras.callbacks.Callback):\n    def on_epoch_end(self, epoch, logs=None): model().fit(numbers(3), verbose=0)", asked(epochs=2, steps_per_epoch=3), [3, 3], batches=[[0, 1, 2], [3, 4, 5]]),
    Case("KeyboardInterrupt in a callback", FOREVER + "class Interrupts(keras.callbacks.Callback):\n    def on_train_batch_end(self, batch, logs=None): raise KeyboardInterrupt", asked(steps_per_epoch=3), [1], ("callback-raised", "steps-missing", "epoch-end-missing", "train-end-missing"), ended=0, outcome="raised", keys={"error.type": "KeyboardInterrupt"}),
    Case("lengths that vary from the first batch on", LENGTHS, asked(steps_per_epoch=4), [4], ("shape-varies",)),
    Case("lengths that vary after the peek", LENGTHS.replace("3 + i % 2", "3 if i < 3 else 4"), asked(steps_per_epoch=5), [3], ("shape-varies", "model-raised", "steps-missing", "epoch-end-missing", "train-end-missing"), ended=0, outcome="raised"),
    Case("a PyDataset's own end left out by a callback", DATASET + ENDS + STOPS_AT_BATCH_1, asked(epochs=2), [2], ("dataset-epoch-end-early", "dataset-epoch-end-missing"), info=("stopped-early",)),
    Case("a generator slower than the model", "import time\ndef data():\n    while True:\n        time.sleep(0.06)\n        yield one()", asked(steps_per_epoch=15), [15], ("input-bound",)),
    Case("a callback that takes its time", FOREVER + "import time\nclass Slow(keras.callbacks.Callback):\n    def on_train_batch_end(self, batch, logs=None): time.sleep(0.1)", asked(steps_per_epoch=12), [12], ("slow-callback",)),
    Case("one next() that takes far longer", "import time\ndef data():\n    for i in range(14):\n        if i == 9: time.sleep(1.6)\n        yield one()", asked(steps_per_epoch=14), [14], ("stalled", "input-bound")),
    Case("validation on tf.data that raises", FOREVER + MAP_THAT_RAISES.replace("def data", "def val"), asked(validation="val", steps_per_epoch=2), [2], ("validation-raised", "epoch-end-missing", "train-end-missing"), ended=0, outcome="raised", keys={"error.type": "ValueError", "error.where": "validation"}),
)  # fmt: skip
