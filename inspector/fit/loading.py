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
    """As where the person runs it: within the block modules beside `path` can be imported, and it is the argument.

    A file in a package can import the package, too.
    """
    root, package = package_of(path)
    folders, arguments = [str(path.resolve().parent), *([str(root)] if package else [])], sys.argv
    before = set(sys.modules)
    sys.path[:0] = folders
    sys.argv = [str(path)]  # a module that parses arguments while it is loaded must not find the inspector's
    try:
        yield
    finally:
        sys.argv = arguments
        _imported_for_runs.update(name for name in set(sys.modules) - before if _own_file(name) is not None)
        for folder in folders:
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
    forget_modules_beside(path)
    _, package = package_of(path)
    # A file of a package finds its siblings by the package's name.
    name = f"{package}.{path.stem}" if package else path.stem
    if name in sys.modules:
        name = f"_inspected_{path.stem}"
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


_imported_for_runs: set[str] = set()
"""The person's own modules that earlier runs imported: another file may have one of the same name beside it."""


def forget_modules_beside(path: Path) -> None:
    """So that an edited file, and the person's own modules that it imports, are read anew."""
    folder, _ = package_of(path)
    for name in list(sys.modules):
        file = _own_file(name)
        if file is not None and (name in _imported_for_runs or folder in file.resolve().parents):
            del sys.modules[name]
    _imported_for_runs.clear()


def _own_file(name: str) -> Path | None:
    """The file of the module of that name, where it is the person's own."""
    file = None if name == "__main__" else getattr(sys.modules.get(name), "__file__", None)
    return Path(file) if file and is_own(file) else None


def package_of(path: Path) -> tuple[Path, str]:
    """The folder from which the file's package is imported, and the package's name; empty where it is in none."""
    folder = path.resolve().parent
    names: list[str] = []
    while (folder / "__init__.py").is_file() and folder.name.isidentifier():
        names.insert(0, folder.name)
        folder = folder.parent
    return folder, ".".join(names)
