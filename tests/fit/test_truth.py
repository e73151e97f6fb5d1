"""What fit really did with data of every kind: steps, batches, replays and hooks, on real Keras."""

from __future__ import annotations

import pytest

from inspector.recording.events import Role

from .cases import DATASET, TF_DATA
from .conftest import Inspect

pytestmark = pytest.mark.keras

SEES = """
seen = []

class Sees(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1)

    def call(self, x):
        tf.py_function(lambda value: seen.append(int(value)), [x[0, 0]], [])
        return self.dense(x)

def model():
    model = Sees()
    model.compile("sgd", "mse", run_eagerly=True)
    return model
"""
"""A model that notes the first value of each batch that it is given."""


def test_that_a_finite_generator_trains_a_second_epoch_on_replays(inspect: Inspect) -> None:
    seen = inspect("def data(): yield from numbers(7)", epochs=2)
    assert seen.batches == [[0, 1, 2, 3, 4, 5, 6], [0, 1]]
    assert [epoch["replayed"] for epoch in seen.report["epochs"]] == [[], [0, 1]]
    assert seen.report["sources"]["train"] == {"produced": 7, "peeked": 2, "exhausted": True, "unused": []}


def test_that_a_generator_used_up_by_epoch_0_leaves_empty_and_replayed_epochs(inspect: Inspect) -> None:
    seen = inspect("def data(): yield from numbers(10)", epochs=3, steps_per_epoch=10)
    assert seen.batches == [list(range(10)), [], [0, 1]]
    assert [epoch["ended"] for epoch in seen.report["epochs"]] == [True, True, True]


def test_that_one_batch_for_two_epochs_leaves_an_empty_one(inspect: Inspect) -> None:
    seen = inspect("def data(): yield from numbers(1)", epochs=2, steps_per_epoch=1)
    assert seen.done == [1, 0]
    assert seen.report["hooks"]["on_epoch_end"] == {"expected": 2, "called": 2}


def test_that_an_infinite_validation_generator_validates_on_other_batches_each_time(inspect: Inspect) -> None:
    seen = inspect(
        "def data(): yield from forever()\ndef val(): yield from forever()",
        validation="val",
        epochs=3,
        steps_per_epoch=2,
        validation_steps=4,
    )
    passes = [epoch["validation"]["batches"] for epoch in seen.report["epochs"]]
    assert passes[0] == [0, 1, 2, 3]
    assert [one[:2] for one in passes] == [[0, 1]] * 3
    assert len({tuple(one) for one in passes}) == 3
    assert seen.done == [2, 2, 2]


@pytest.mark.parametrize(
    ("how", "steps", "done"),
    [({}, None, [6, 6]), ({"n": "3"}, 2, [2, 1]), ({"n": "3"}, 5, [3, 3]), ({"n": "6"}, 3, [3, 3])],
)
def test_that_a_py_dataset_runs_as_many_steps_as_keras_gives_it(
    inspect: Inspect, how: dict[str, str], steps: int | None, done: list[int]
) -> None:
    seen = inspect(DATASET, data_args=how, epochs=2, steps_per_epoch=steps)
    assert seen.done == done
    assert seen.report["hooks"]["on_epoch_end"] == {"expected": 2, "called": 2}


@pytest.mark.parametrize("how", [{}, {"workers": "2"}, {"workers": "2", "use_multiprocessing": "True"}])
def test_that_every_step_on_a_py_dataset_knows_its_index(inspect: Inspect, how: dict[str, str]) -> None:
    body = DATASET + "\nclass trained(keras.callbacks.Callback): pass\n"
    seen = inspect(body, data_args=how, epochs=2, seed=5)
    assert [sorted(batches) for batches in seen.batches] == [list(range(6))] * 2
    assert seen.batches[0] != list(range(6)), "fit shuffles a PyDataset by default, and the indices must show it"
    assert seen.run.lineage_observed
    processes = {pull.process for pull in seen.run.train.pulls}
    assert (len(processes) > 1) == ("use_multiprocessing" in how)


def test_that_the_index_told_for_a_step_is_the_data_it_got(inspect: Inspect) -> None:
    body = (
        DATASET
        + SEES
        + """
class Tells(keras.callbacks.Callback):
    def on_train_end(self, logs=None):
        print("trained on", seen)
"""
    )
    for how in ({}, {"workers": "3"}):
        seen = inspect(body, data_args=how, epochs=2)
        told = [batch for batches in seen.batches for batch in batches]
        printed = next(line.text for line in seen.run.log if line.text.startswith("trained on"))
        assert printed.endswith(str(told)[1:]), (how, printed, told)


def test_that_tf_data_shows_positions_in_each_pass(inspect: Inspect) -> None:
    assert inspect(TF_DATA, epochs=2).batches == [[0, 1, 2], [0, 1, 2]]
    assert inspect(TF_DATA, epochs=3, steps_per_epoch=2).batches == [[0, 1], [2], [0, 1]]


def test_that_tf_data_of_unknown_length_is_counted_as_it_comes(inspect: Inspect) -> None:
    seen = inspect(TF_DATA.replace(".batch(4)", ".batch(4).filter(lambda x, y: True)"), epochs=2)
    assert seen.batches == [[0, 1, 2], [0, 1, 2]]
    assert [epoch["steps_expected"] for epoch in seen.report["epochs"]] == [None, None]


def test_that_arrays_are_cut_into_batches(inspect: Inspect) -> None:
    seen = inspect('data = np.zeros((70, 3), "float32"), np.zeros((70, 1), "float32")', epochs=2)
    assert seen.batches == [[0, 1, 2], [0, 1, 2]]
    assert [pull.rows for pull in seen.run.train.produced] == [32, 32, 6] * 2


def test_that_a_group_of_steps_counts_its_updates(inspect: Inspect) -> None:
    seen = inspect("def data(): yield from forever()", model_args={"steps_per_execution": "3"}, steps_per_epoch=7)
    assert seen.batches == [list(range(9))]
    assert seen.report["requested"]["steps_per_execution"] == 3
    cut = inspect("def data(): yield from numbers(7)", model_args={"steps_per_execution": "3"}, steps_per_epoch=7)
    assert cut.batches == [list(range(7))]


def test_that_a_shape_that_keras_did_not_expect_ends_fit_as_the_datas_fault(inspect: Inspect) -> None:
    seen = inspect("def data():\n  for i in range(5): yield one(features=3 if i < 3 else 4)", steps_per_epoch=5)
    assert (seen.report["outcome"], seen.report["error"]["where"]) == ("raised", "data")
    assert seen.done == [3]


def test_that_validation_data_that_raises_is_told_from_training_data(inspect: Inspect) -> None:
    seen = inspect(
        "def data(): yield from forever()\ndef val():\n  yield from numbers(3)\n  raise KeyError('gone')",
        validation="val",
        epochs=2,
        steps_per_epoch=2,
        validation_steps=4,
    )
    assert (seen.report["error"]["type"], seen.report["error"]["where"]) == ("KeyError", "validation")
    assert seen.report["hooks"]["on_epoch_end"] == {"expected": 2, "called": 0}
    assert seen.done == [2]


def test_that_a_callback_that_raises_is_named(inspect: Inspect) -> None:
    seen = inspect(
        """
        def data(): yield from forever()
        class Breaks(keras.callbacks.Callback):
            def on_train_batch_end(self, batch, logs=None):
                if batch == 1:
                    raise KeyError("gone")
        """.replace("\n        ", "\n"),
        epochs=2,
        steps_per_epoch=4,
    )
    assert seen.report["error"]["where"] == "callback"
    assert seen.run.callback_failure is not None
    assert seen.run.callback_failure.callback.name == "Breaks"
    assert seen.run.callback_failure.hook == "on_train_batch_end"
    assert seen.errors[0] == "callback-raised"


def test_that_a_model_that_does_not_fit_the_data_is_the_models_fault(inspect: Inspect) -> None:
    seen = inspect("def data():\n  for i in range(4): yield one(features=5)")
    assert seen.report["error"]["where"] == "model"
    assert "\x1b" not in seen.report["error"]["message"]


def test_that_a_callback_that_stops_training_is_named_and_nothing_is_missing(inspect: Inspect) -> None:
    seen = inspect(
        "def data(): yield from forever()\n"
        "class Enough(keras.callbacks.Callback):\n"
        "  def on_train_batch_end(self, batch, logs=None):\n"
        "    if batch == 1: self.model.stop_training = True\n",
        epochs=3,
        steps_per_epoch=4,
    )
    assert seen.run.stop_training is not None
    assert (seen.run.stop_training.callback, seen.run.stop_training.step) == ("Enough", 1)
    assert seen.done == [2]
    assert "stopped-early" in seen.rules
    assert seen.errors == []


def test_that_the_optimizers_counter_is_read_at_both_ends_of_an_epoch(inspect: Inspect) -> None:
    seen = inspect("def data(): yield from forever()", epochs=2, steps_per_epoch=3)
    assert [(epoch.optimizer_before, epoch.optimizer_after) for epoch in seen.run.epochs] == [(0, 3), (3, 6)]


def test_that_prints_and_warnings_are_kept(inspect: Inspect) -> None:
    seen = inspect(
        "import warnings\n"
        "def data():\n"
        "  for i in range(3):\n"
        "    print('making', i)\n"
        "    warnings.warn(f'odd {i}')\n"
        "    yield one()\n"
    )
    assert [line.text for line in seen.run.log if line.text.startswith("making")] == [
        "making 0",
        "making 1",
        "making 2",
    ]
    assert any(line.level == "warning" and line.text.startswith("odd") for line in seen.run.log)


def test_that_the_peek_is_told_from_what_training_pulls(inspect: Inspect) -> None:
    seen = inspect("def data(): yield from numbers(5)", steps_per_epoch=5)
    assert [pull.for_pass for pull in seen.run.train.produced] == [None, None, 0, 0, 0]
    assert seen.run.train.role is Role.TRAIN


def test_that_nan_in_a_batch_is_seen_where_it_is(inspect: Inspect) -> None:
    body = "def data():\n  for i in range(4): yield one(value=float('nan') if i == 2 else 0)"
    for statistics in (True, False):
        seen = inspect(body, statistics=statistics)
        assert [(event.batch, event.payload) for event in seen.run.non_finite] == [
            (2, {"inputs": [{"name": "x", "count": 12, "of": 12, "sampled": False}]})
        ]
    inside = inspect(TF_DATA.replace("np.zeros((12, 3)", "np.full((12, 3), np.nan"))
    assert [event.batch for event in inside.run.non_finite] == [0, 1, 2]


def test_that_the_values_of_batches_are_described_unless_that_is_switched_off(inspect: Inspect) -> None:
    for body in ("def data(): yield from numbers(3)", TF_DATA, 'data = np.ones((4, 3), "float32"), np.zeros((4, 1))'):
        seen = inspect(body)
        assert all(pull.statistics is not None for pull in seen.run.train.produced)
        assert [one["name"] for one in (seen.run.train.produced[-1].statistics or {})["inputs"]] == ["x", "y"]
        assert not any(pull.statistics for pull in inspect(body, statistics=False).run.train.produced)
    assert [
        (pull.statistics or {})["inputs"][0]["mean"]
        for pull in inspect("def data(): yield from numbers(3)").run.train.produced
    ] == [0.0, 1.0, 2.0]


def test_that_a_train_step_that_is_compiled_again_is_told_and_the_first_time_is_not(inspect: Inspect) -> None:
    body = "def data(): yield from forever()\n"
    assert inspect(body, epochs=2, steps_per_epoch=3).run.retraces == []
    again = inspect(
        body
        + "class Recompiles(keras.callbacks.Callback):\n"
        + "  def on_train_batch_end(self, batch, logs=None):\n"
        + "    if batch == 1: self.model.make_train_function(force=True)\n",
        steps_per_epoch=4,
    )
    assert [(one.epoch, one.step) for one in again.run.retraces] == [(0, 2)]
    assert again.errors == ["retraced"]


def test_that_an_epoch_is_called_mixed_only_where_the_model_saw_it_so(inspect: Inspect) -> None:
    # How far Keras has read ahead when the dataset reshuffles is not the same twice: compare with what was trained on.
    body = """
class data(keras.utils.PyDataset):
    generation = 0

    def __len__(self):
        return 6

    def __getitem__(self, index):
        return one(value=self.generation)

    def on_epoch_end(self):
        self.generation += 1

class Tells(keras.callbacks.Callback):
    def on_train_end(self, logs=None):
        print("generations", *seen)
"""
    seen = inspect(SEES + body, epochs=3, steps_per_epoch=2)
    told = next(line.text for line in seen.run.log if line.text.startswith("generations"))
    generations = [int(word) for word in told.split()[1:]]
    mixed = {epoch for epoch in range(3) if generations[2 * epoch] != generations[2 * epoch + 1]}
    claimed = {finding["epoch"] for finding in seen.report["findings"] if finding["rule"] == "epochs-mixed"}
    assert claimed <= mixed
    assert generations[0] == 1, "the dataset's own on_epoch_end came before the first epoch"
    assert "dataset-epoch-end-early" in seen.errors


ODD = """
import collections

Pair = collections.namedtuple("Pair", "x y")

def masked(i):
    x, y = one(value=i)
    return np.ma.masked_less(x, 1), y

def hostile(i):
    x, y = one(value=i)
    class Once(type(x)):
        @property
        def dtype(self):
            import sys
            if "inspector" in sys._getframe(1).f_globals["__name__"]:
                raise RuntimeError("not while somebody looks")
            return np.ndarray.dtype.__get__(self)
    return x.view(Once), y

def data(kind="pair"):
    make = {"pair": lambda i: Pair(*one(value=i)), "masked": masked, "hostile": hostile}[kind]
    while True:
        for i in range(4):
            yield make(i)
"""


@pytest.mark.parametrize("kind", ["pair", "masked", "hostile"])
def test_that_a_batch_of_an_odd_kind_trains_as_without_the_inspector(inspect: Inspect, kind: str) -> None:
    seen = inspect(ODD, data_args={"kind": kind}, epochs=2, steps_per_epoch=4)
    assert seen.done == [4, 4]
    assert seen.batches[0] == [0, 1, 2, 3]
    assert seen.errors == []


def test_that_a_dataset_of_inputs_alone_trains_as_without_the_inspector(inspect: Inspect) -> None:
    body = """
def data():
    return tf.data.Dataset.from_tensors((tf.zeros((4, 3)), None)).repeat(3)

class Own(keras.Model):
    def __init__(self):
        super().__init__()
        self.dense = keras.layers.Dense(1)

    def call(self, x):
        return self.dense(x)

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return keras.ops.mean(y_pred**2)

def own():
    model = Own()
    model.compile("sgd")
    return model
"""
    seen = inspect(body, model="own")
    assert seen.batches == [[0, 1, 2]]
    assert seen.errors == []


def test_that_an_exception_that_cannot_be_told_ends_fit_as_itself(inspect: Inspect) -> None:
    body = """
class Mute(Exception):
    def __str__(self):
        raise RuntimeError("no words")

def data():
    yield from numbers(3)
    raise Mute
"""
    seen = inspect(body, steps_per_epoch=5)
    assert seen.session.problem is None
    assert seen.report["error"]["type"] == "Mute"
    assert "no readable message" in seen.report["error"]["message"]


@pytest.mark.parametrize("how", [{"workers": "2"}, {"workers": "2", "use_multiprocessing": "True"}])
def test_that_what_workers_made_is_told_for_the_pass_that_took_it(inspect: Inspect, how: dict[str, str]) -> None:
    seen = inspect(DATASET, data_args=how, epochs=2)
    made = [(pull.for_pass, pull.batch) for pull in seen.run.train.produced if pull.for_pass is not None]
    for one in seen.run.train.passes:
        assert {batch for number, batch in made if number == one.number} >= set(one.delivered[:].tolist())
