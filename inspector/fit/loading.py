"""Importing the person's module, fresh each time, with the imports beside it."""

from __future__ import annotations

import contextlib
import importlib.util
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

from inspector.fit.failure import failure_of, first_line, is_own, type_name
from inspector.fit.problem import WrongUse
from inspector.recording.events import Payload


class ModuleFailed(WrongUse):
    """The person's module, or a function of it, raised before fit was called; `failure` tells where."""

    def __init__(self, sentence: str, error: BaseException) -> None:
        super().__init__(sentence)
        self.failure: Payload = failure_of(error, "module")

    @classmethod
    def at(cls, sentence: str, error: BaseException, place: tuple[str, int] | None) -> ModuleFailed:
        """For what was raised on behalf of a line of the person's, and has no frame of theirs."""
        failed = cls(sentence, error)
        if place is not None and failed.failure["file"] is None:
            failed.failure.update(file=place[0], line=place[1], function="<module>")
        return failed


@contextlib.contextmanager
def importable(path: Path) -> Iterator[None]:
    """As where the person runs it: within the block modules beside `path` can be imported, and it is the argument."""
    folder, arguments = str(path.resolve().parent), sys.argv
    sys.path.insert(0, folder)
    sys.argv = [str(path)]  # a module that parses arguments while it is loaded must not find the inspector's
    try:
        yield
    finally:
        sys.argv = arguments
        with contextlib.suppress(ValueError):
            sys.path.remove(folder)


def load_module(path: Path) -> ModuleType:
    """Run the module at `path` and return it. Raises `ModuleFailed` where it raises."""
    module = new_module(path)
    try:
        execute(module)
    except ModuleFailed:
        sys.modules.pop(module.__name__, None)
        raise
    return module


def new_module(path: Path) -> ModuleType:
    """The module at `path`, known to Python by its name and not yet run."""
    path = path.resolve()
    _forget_modules_beside(path)
    name = path.stem if path.stem not in sys.modules else f"_inspected_{path.stem}"
    spec = importlib.util.spec_from_file_location(name, path)
    if spec is None or spec.loader is None:
        raise WrongUse(f"{path.name} cannot be loaded as a Python module: choose one that ends in .py.")
    module = importlib.util.module_from_spec(spec)
    # Workers of a dataset find its class by the module's name.
    sys.modules[name] = module
    return module


def execute(module: ModuleType) -> None:
    """Run it. Raises `ModuleFailed` where it raises; what it had by then, it has."""
    spec = module.__spec__
    assert spec is not None
    assert spec.loader is not None
    try:
        spec.loader.exec_module(module)
    except (Exception, SystemExit) as error:
        raise ModuleFailed(_sentence(Path(spec.origin or spec.name), error), error) from error


def _sentence(path: Path, error: BaseException) -> str:
    line = failure_of(error, "module")["line"]
    at = f" in line {line}" if line else ""
    if isinstance(error, SystemExit):
        return (
            f"{path.name} ended itself while it was loaded (SystemExit{at}): put what should run only as a script "
            'under `if __name__ == "__main__":`.'
        )
    if isinstance(error, ModuleNotFoundError) and error.name:
        return (
            f"{path.name} imports {error.name}{at}, which is not installed here: install it into the environment that "
            "fit-inspector runs in."
        )
    return f"{path.name} could not be loaded: {type_name(error)}{at}: {first_line(error)}"


def _forget_modules_beside(path: Path) -> None:
    """So that an edited file, and the person's own modules that it imports, are read anew."""
    folder = path.parent
    for name, module in list(sys.modules.items()):
        file = getattr(module, "__file__", None)
        if file and name != "__main__" and is_own(file) and folder in Path(file).resolve().parents:
            del sys.modules[name]
