"""What reading tells of a request before a run begins: refused where it cannot be done, and never where it can."""

from __future__ import annotations

from pathlib import Path

import pytest

from inspector.fit.check_request import CheckRequest
from inspector.fit.problem import WrongUse
from inspector.fit.read_first import read_first
from inspector.fit.request import FitRequest
from inspector.fit.script_request import ScriptRequest

TRAIN = "def batches():\n    yield 1, 2\n"


@pytest.fixture
def module(tmp_path: Path) -> Path:
    path = tmp_path / "train.py"
    path.write_text(TRAIN)
    return path


@pytest.mark.parametrize("role", ["data", "model", "validation", "callbacks"])
def test_that_a_name_that_is_nowhere_is_refused(module: Path, role: str) -> None:
    with pytest.raises(WrongUse, match=r"^There is no gone in train.py: it has batches\.$"):
        read_first(FitRequest(module, **{role: "gone"}))  # type: ignore[arg-type]


@pytest.mark.parametrize(
    "body",
    [
        "def made(): ...",
        "from elsewhere import made",
        "import made.deep",
        "from elsewhere import *",
        "for made in range(3): ...",
        "if True:\n    made = 3",
        "globals()['ma' + 'de'] = 3",
        "import sys\nsys.modules[__name__].__dict__.update(x)",
        "def __getattr__(name): ...",
    ],
)
def test_that_a_name_that_may_be_there_is_not_refused(module: Path, body: str) -> None:
    module.write_text(f"{TRAIN}{body}\n")
    read_first(FitRequest(module, data="batches", model="made"))


def test_that_a_name_that_is_only_read_is_not_there(module: Path) -> None:
    module.write_text(f"{TRAIN}print(gone)\n")
    with pytest.raises(WrongUse, match="There is no gone"):
        read_first(FitRequest(module, model="gone"))


def test_that_a_check_needs_no_model_and_a_model_may_be_a_file(module: Path) -> None:
    read_first(CheckRequest(FitRequest(module, model="gone")))
    read_first(FitRequest(module, model="saved.keras"))
    with pytest.raises(WrongUse, match="There is no gone"):
        read_first(CheckRequest(FitRequest(module, data="gone")))


def test_that_a_file_without_data_is_refused_unless_it_is_a_script(module: Path) -> None:
    module.write_text("x = 1\n")
    with pytest.raises(WrongUse, match=r"No generator or dataset was found in train\.py"):
        read_first(FitRequest(module))
    read_first(ScriptRequest(module))


def test_that_a_syntax_error_is_refused_however_it_is_run(module: Path) -> None:
    module.write_text("def x(:\n")
    for request in (FitRequest(module), CheckRequest(FitRequest(module)), ScriptRequest(module)):
        with pytest.raises(WrongUse, match=r"syntax error in line 1: .* Mend it and save it\.$"):
            read_first(request)
