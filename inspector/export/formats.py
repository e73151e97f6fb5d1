"""The formats that a run is exported in, told by the ending of the file's name."""

from __future__ import annotations

from enum import Enum
from pathlib import Path


class Format(Enum):
    """What a file can hold; the value is the ending that is suggested."""

    PNG = ".png"
    SVG = ".svg"
    PDF = ".pdf"
    HTML = ".html"
    REPORT = ".json"
    EVENTS = ".csv"
    BATCHES = ".batches.csv"
    TRACE = ".trace.json.gz"

    @property
    def title(self) -> str:
        """What it is, in a few words."""
        return _TITLES[self]

    @property
    def drawn(self) -> bool:
        """Whether the timeline is painted for it, which only a painter can."""
        return self in PICTURES or self is Format.HTML


PICTURES = (Format.PNG, Format.SVG, Format.PDF)
"""What holds the timeline and nothing else."""


_TITLES = {
    Format.PNG: "PNG picture",
    Format.SVG: "SVG picture",
    Format.PDF: "PDF page",
    Format.HTML: "HTML report",
    Format.REPORT: "Report (JSON)",
    Format.EVENTS: "Events (CSV)",
    Format.BATCHES: "Batches (CSV)",
    Format.TRACE: "Trace for Perfetto",
}

# The longer endings first: a name that ends in .trace.json ends in .json as well.
_ENDINGS = (
    (".trace.json.gz", Format.TRACE),
    (".trace.json", Format.TRACE),
    (".perfetto.json", Format.TRACE),
    (".json.gz", Format.TRACE),
    (".batches.csv", Format.BATCHES),
    *((one.value, one) for one in (Format.PNG, Format.SVG, Format.PDF, Format.HTML, Format.REPORT, Format.EVENTS)),
)


def format_of(path: Path) -> Format | None:
    """The format that the name asks for; None where it asks for none that there is."""
    name = path.name.lower()
    return next((one for ending, one in _ENDINGS if name.endswith(ending) and name != ending), None)


def with_ending(path: Path, what: Format) -> Path:
    """The same name with the ending of another format."""
    name = path.name.lower()
    old = next((ending for ending, _ in _ENDINGS if name.endswith(ending) and name != ending), "")
    return path.with_name(path.name[: len(path.name) - len(old)] + what.value)


def every_ending() -> str:
    """All endings, as a list in a sentence."""
    return ", ".join(dict.fromkeys(ending for ending, _ in reversed(_ENDINGS)))
