"""What a module offers, without running it."""

from __future__ import annotations

from pathlib import Path

from inspector.fit.discovery import Discovered, discover
from inspector.fit.samples import SAMPLES


def offered(tmp_path: Path, text: str) -> Discovered:
    path = tmp_path / "train.py"
    path.write_text(text)
    return discover(path)


def names(candidates: object) -> list[str]:
    return [one.name for one in candidates]  # type: ignore[attr-defined]


def test_that_nothing_is_run(tmp_path: Path) -> None:
    text = "raise SystemExit\ndef batches():\n    yield 1\n"
    assert names(offered(tmp_path, text).data) == ["batches"]


def test_that_arguments_come_with_their_defaults_as_written(tmp_path: Path) -> None:
    found = offered(tmp_path, "def batches(size: int, *, n=10, name='a'):\n    'Doc.'\n    yield 1\n").data[0]
    assert [(one.name, one.default, one.annotation) for one in found.arguments] == [
        ("size", None, "int"),
        ("n", "10", None),
        ("name", "'a'", None),
    ]
    assert (found.kind, found.line, found.doc, found.ready) == ("generator", 1, "Doc.", False)


def test_that_a_generator_inside_a_factory_is_left_out(tmp_path: Path) -> None:
    text = """
import tensorflow as tf
def rows():
    yield 1
def dataset():
    return tf.data.Dataset.from_generator(rows)
"""
    assert names(offered(tmp_path, text).data) == ["dataset"]


def test_that_a_name_within_a_function_is_not_the_modules(tmp_path: Path) -> None:
    text = """
import keras
def build_model():
    model = keras.Sequential([])
    return model
model = build_model()
"""
    assert names(offered(tmp_path, text).models) == ["model"]


def test_that_a_yield_in_an_inner_function_makes_no_generator(tmp_path: Path) -> None:
    text = "def outer():\n    def inner():\n        yield 1\n    return 2\n"
    assert names(offered(tmp_path, text).data) == []


def test_that_validation_data_is_told_by_its_name(tmp_path: Path) -> None:
    found = offered(tmp_path, "def batches():\n    yield 1\ndef val_batches():\n    yield 1\n")
    assert (names(found.data), names(found.validations)) == (["batches"], ["val_batches"])


def test_that_models_and_callbacks_are_found_in_every_form(tmp_path: Path) -> None:
    text = """
import keras
def build():
    model = keras.Sequential([])
    model.compile("sgd", "mse")
    return model
class Stop(keras.callbacks.Callback):
    pass
class Rows(keras.utils.PyDataset):
    def __init__(self, n=3): ...
"""
    found = offered(tmp_path, text)
    assert (names(found.models), names(found.callbacks), names(found.data)) == (["build"], ["Stop"], ["Rows"])
    assert [one.name for one in found.data[0].arguments] == ["n"]
    flat = offered(tmp_path, "import keras\nmodel = keras.Sequential([])\ncallbacks = [keras.callbacks.History()]\n")
    assert (names(flat.models), names(flat.callbacks)) == (["model"], ["callbacks"])


def test_that_an_object_made_by_a_generator_stands_for_it(tmp_path: Path) -> None:
    found = offered(tmp_path, "def batches():\n    yield 1\ntrain = batches()\n")
    assert names(found.data) == ["train"]


def test_that_every_sample_offers_exactly_one_of_each() -> None:
    for sample in SAMPLES:
        found = discover(sample.request.module)
        assert (len(found.data), len(found.models), len(found.validations) <= 1) == (1, 1, True), sample.name
