"""What to run as a script: the file as it is, with its own arguments."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class ScriptRequest:
    """A script to be run as `python FILE ARGUMENTS` would, with every `fit` in it recorded."""

    module: Path
    arguments: tuple[str, ...] = ()
    folder: Path | None = None
    """The working folder while it runs; None: the one that the inspector has."""
    answered: bool = True
    """Whether there is somebody to answer what it asks for on standard input."""
    isolate: bool = False
    """Whether to run it in a process of its own."""
    statistics: bool = True
    """Whether to describe the values of batches, not only their shapes."""
