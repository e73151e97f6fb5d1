"""Where a file calls fit, read off its text."""

from __future__ import annotations

import ast

import pytest

from inspector.fit.call_sites import CallSite, call_sites


def sites(text: str) -> tuple[CallSite, ...]:
    return call_sites(ast.parse(text))


def test_that_a_call_is_told_with_everything_that_stands_in_it() -> None:
    (site,) = sites(
        "STEPS = 10\n"
        "history = model.fit(\n"
        "    gen(32, 10), steps_per_epoch=STEPS, epochs=2, validation_data=val(), callbacks=[Stop()]\n"
        ")\n"
    )
    assert (site.line, site.last_line, site.method, site.model, site.at_load) == (2, 4, "fit", "model", True)
    assert (site.data, site.validation, site.callbacks) == ("gen(32, 10)", "val()", "[Stop()]")
    assert site.numbers == {"steps_per_epoch": 10, "epochs": 2}
    assert site.words == "model.fit in line 2"


@pytest.mark.parametrize(
    ("text", "numbers"),
    [
        ("model.fit(x, epochs=N)", {}),  # a name of somewhere else
        ("N = 3\nmodel.fit(x, epochs=N)", {"epochs": 3}),
        ("N = 3\nN = 4\nmodel.fit(x, epochs=N)", {}),  # which of them holds is not read off the text
        ("N = 3\nfor N in (1, 2): pass\nmodel.fit(x, epochs=N)", {}),
        ("N = 3.5\nmodel.fit(x, epochs=N)", {}),
        ("model.fit(x, epochs=True)", {}),
        ("model.fit(x, y, 32, 5)", {"epochs": 5}),
        ("model.fit_generator(g, 10, 5)", {"steps_per_epoch": 10, "epochs": 5}),
        ("model.fit_generator(g, nb_epoch=5, samples_per_epoch=100)", {"epochs": 5}),
    ],
)
def test_that_numbers_are_told_only_where_they_are_sure(text: str, numbers: dict[str, int]) -> None:
    (site,) = sites(text)
    assert site.numbers == numbers


def test_that_arrays_are_both_named() -> None:
    (site,) = sites("model.fit(x_train, y_train, epochs=1)")
    assert site.data == "x_train, y_train"


@pytest.mark.parametrize(
    ("text", "at_load"),
    [
        ("with open('f'):\n    model.fit(x)", True),
        ("for fold in folds:\n    model.fit(x)", True),
        ("try:\n    model.fit(x)\nfinally:\n    pass", True),
        ("if __name__ == '__main__':\n    model.fit(x)", False),
        ("def train():\n    model.fit(x)", False),
        ("class Trainer:\n    def train(self):\n        self.model.fit(x)", False),
        ("run = lambda: model.fit(x)", False),
    ],
)
def test_that_it_is_told_whether_loading_comes_to_a_call(text: str, at_load: bool) -> None:
    (site,) = sites(text)
    assert site.at_load is at_load


def test_that_calls_which_loading_comes_to_are_offered_first() -> None:
    found = sites("def train():\n    model.fit(x)\nmodel.fit(x)\nmodel.fit(y)")
    assert [(site.line, site.at_load) for site in found] == [(3, True), (4, True), (2, False)]


@pytest.mark.parametrize("text", ["scaler.fit(x)", "tree.fit(x, y)", "encoder.fit_transform(x)", "fit(x, epochs=1)"])
def test_that_the_fit_of_others_is_none(text: str) -> None:
    assert sites(text) == ()


@pytest.mark.parametrize(
    "text",
    ["net.fit(x, epochs=3)", "net = keras.Sequential([])\nnet.fit(x)", "build_model().fit(x)", "self.model.fit(x)"],
)
def test_that_a_model_is_known_by_its_name_its_making_or_its_arguments(text: str) -> None:
    assert len(sites(text)) == 1
