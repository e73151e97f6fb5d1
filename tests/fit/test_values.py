"""From a text to what a factory takes: by its annotation, or by its default."""

from __future__ import annotations

import ast
import enum
import inspect
from pathlib import Path
from typing import Annotated, Any, Literal, Optional, Union

import numpy as np
import pytest

from inspector.fit.annotations import named_types, parameter
from inspector.fit.values import value_of

SOURCE = '''
import enum, pathlib, typing
from typing import Literal, Optional
class Mode(enum.Enum):
    """How."""
    FAST = "f"
    SLOW = "s"
Size = Literal["s", "m", 3]
'''


class Mode(enum.Enum):
    FAST = "f"
    SLOW = "s"


Size = Literal["s", "m", 3]
EMPTY = inspect.Parameter.empty


def taken(annotation: Any = EMPTY, default: Any = EMPTY) -> inspect.Parameter:
    return inspect.Parameter("a", inspect.Parameter.KEYWORD_ONLY, annotation=annotation, default=default)


@pytest.mark.parametrize(
    ("annotation", "text", "value"),
    [
        (int, "7", 7),
        (float, "7", 7.0),
        (float, "1e-3", 0.001),
        (float, "inf", float("inf")),
        (bool, "False", False),
        (bool, "true", True),
        (bool, "0", False),
        (str, "7", "7"),
        (str, "'7'", "'7'"),
        (Path, "a/b", Path("a/b")),
        (tuple, "(3, 4)", (3, 4)),
        (tuple[int, int], "3, 4", (3, 4)),
        (tuple, "[3, 4]", (3, 4)),
        (list[int], "[3]", [3]),
        (dict, "{'a': 1}", {"a": 1}),
        (Size, "m", "m"),
        (Size, "'m'", "m"),
        (Size, "3", 3),
        (Mode, "SLOW", Mode.SLOW),
        (Mode, "Mode.SLOW", Mode.SLOW),
        (Mode, "s", Mode.SLOW),
        (int | None, "None", None),
        (int | None, "7", 7),
        (Optional[str], "None", None),  # noqa: UP045
        (Optional[str], "x", "x"),  # noqa: UP045
        (Union[str, int], "7", 7),  # noqa: UP007
        (Annotated[float, "seconds"], "7", 7.0),
        ("float", "7", 7.0),
        ("Optional[Path]", "a", Path("a")),
        ("np.ndarray", "[1]", [1]),
        (object, "anything", "anything"),
        (Any, "7", 7),
        (np.zeros(2), "7", 7),
        ([[]], "7", 7),
    ],
)  # fmt: skip
def test_that_a_text_is_read_as_what_the_annotation_says(annotation: Any, text: str, value: Any) -> None:
    read = value_of(text, taken(annotation))
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize(
    ("default", "text", "value"),
    [
        (8, "9", 9),
        (8, "0.5", 0.5),
        (8, "(2, 3)", (2, 3)),
        (8, "None", None),
        (0.5, "2", 2.0),
        (True, "False", False),
        ("a", "7", "7"),
        ("a", "None", None),
        (Path("a"), "b", Path("b")),
        (Mode.FAST, "SLOW", Mode.SLOW),
        (None, "7", 7),
        (None, "seven", "seven"),
        (EMPTY, "7", 7),
    ],
)
def test_that_a_text_is_read_as_the_default_is_where_there_is_no_annotation(
    default: Any, text: str, value: Any
) -> None:
    read = value_of(text, taken(default=default))
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize(
    ("annotation", "default", "text", "sentence"),
    [
        (int, EMPTY, "seven", "a is “seven”: give a whole number."),
        (int, EMPTY, "7.5", "a is “7.5”: give a whole number."),
        (int | None, EMPTY, "seven", "a is “seven”: give a whole number or None."),
        (int, None, "seven", "a is “seven”: give a whole number or None."),
        (float, EMPTY, "fast", "a is “fast”: give a number."),
        (bool, EMPTY, "maybe", "a is “maybe”: give True or False."),
        (tuple, EMPTY, "3", "a is “3”: give a tuple such as (32, 32)."),
        (Size, EMPTY, "xl", "a is “xl”: give one of s, m, 3."),
        (Mode, EMPTY, "FASTER", "a is “FASTER”: give one of FAST, SLOW."),
        (EMPTY, 8, "eight", "a is “eight”: give a whole number."),
    ],
)
def test_that_what_cannot_be_read_is_told_in_one_sentence(
    annotation: Any, default: Any, text: str, sentence: str
) -> None:
    with pytest.raises(ValueError, match="give") as told:
        value_of(text, taken(annotation, default))
    assert str(told.value) == sentence


@pytest.mark.parametrize(
    ("written", "text", "value"),
    [
        ("a: int = 3", "4", 4),
        ("a: 'float' = 3", "4", 4.0),
        ("a: Optional[float]", "None", None),
        ("a: typing.Union[int, None]", "4", 4),
        ("a: tuple[int, ...] = (1,)", "[4]", (4,)),
        ("a: pathlib.Path", "x", Path("x")),
        ("a=pathlib.Path('y')", "x", Path("x")),
        ("a: Size", "m", "m"),
        ("a: Literal[None, 'x'] = None", "x", "x"),
        ("a: np.ndarray", "[4]", [4]),
        ("a: int | np.ndarray", "[4]", [4]),
        ("a=SOMETHING", "x", "x"),
    ],
)
def test_that_reading_alone_tells_what_an_argument_takes(written: str, text: str, value: Any) -> None:
    tree = ast.parse(f"{SOURCE}\ndef f({written}): ...")
    function = tree.body[-1]
    assert isinstance(function, ast.FunctionDef)
    default = function.args.defaults[0] if function.args.defaults else None
    read = value_of(text, parameter(function.args.args[0], default, named_types(tree)))
    assert (type(read), read) == (type(value), value)


@pytest.mark.parametrize("written", ["a: Mode", "a=Mode.FAST"])
def test_that_an_enum_of_the_module_is_known_by_its_names(written: str) -> None:
    tree = ast.parse(f"{SOURCE}\ndef f({written}): ...")
    function = tree.body[-1]
    assert isinstance(function, ast.FunctionDef)
    default = function.args.defaults[0] if function.args.defaults else None
    taking = parameter(function.args.args[0], default, named_types(tree))
    assert value_of("SLOW", taking).name == "SLOW"
    with pytest.raises(ValueError, match="give one of FAST, SLOW"):
        value_of("FASTER", taking)
