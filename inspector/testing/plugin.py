"""The pytest plugin: the fixtures `fit_inspector` and `fit_inspector_window`.

pytest imports this in every project of the environment, so it imports nothing of the inspector before a test asks.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

if TYPE_CHECKING:
    from inspector.testing.inspected_fit import InspectedFit
    from inspector.testing.windows import Windows


def pytest_addoption(parser: pytest.Parser) -> None:
    """Where to put what failing tests leave."""
    parser.getgroup("fit-inspector").addoption(
        "--fit-inspector-dir",
        type=Path,
        metavar="DIR",
        help="keep the pictures and recordings of failing tests there (default: with the test's temporary files)",
    )


class Inspect:
    """What the fixture gives: call it with a module and the arguments of `fit-inspector run`."""

    def __init__(self, beside: Path, folder: Path) -> None:
        self._beside, self._folder = beside, folder
        self.made: list[InspectedFit] = []

    def __call__(self, module: str | Path, **asked: Any) -> InspectedFit:
        """Run `fit` once and tell what it did. Fails the test where that could not be asked for."""
        __tracebackhide__ = True
        from inspector.fit.problem import WrongUse
        from inspector.testing.inspected_fit import found, inspect

        try:
            self.made.append(inspect(found(module, self._beside), self._folder, len(self.made), **asked))
        except WrongUse as problem:
            raise pytest.fail.Exception(str(problem), pytrace=False) from None  # told once, not with what led to it
        return self.made[-1]


@pytest.fixture
def fit_inspector(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Inspect]:
    """Run a module's fit and assert on it: `fit_inspector("train.py", steps_per_epoch=10).assert_clean()`."""
    folder = tmp_path / "fit-inspector"
    inspect = Inspect(request.path.parent, folder)
    yield inspect
    kept: Path | None = request.config.getoption("--fit-inspector-dir")
    if kept is not None and any(one.told for one in inspect.made):
        name = "".join(sign if sign.isalnum() or sign in "-_." else "-" for sign in request.node.name)
        shutil.copytree(folder, kept / f"{request.path.stem}-{name}", dirs_exist_ok=True)


@pytest.fixture
def fit_inspector_window(request: pytest.FixtureRequest) -> Windows:
    """Open the inspector's window on a module, for tests that drive it with pytest-qt's `qtbot`."""
    if not request.config.pluginmanager.hasplugin("pytest-qt"):
        pytest.fail("fit_inspector_window drives a window: install pytest-qt.", pytrace=False)
    from inspector.testing.windows import Windows

    return Windows(request.getfixturevalue("qtbot"), request.path.parent)
