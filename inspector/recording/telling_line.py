"""The one line of an exception's message that says what went wrong."""

from __future__ import annotations

import re


def telling_line(message: str) -> str:
    """The first line that tells something; empty where there is no line at all."""
    lines = [_COLOURS.sub("", line).strip() for line in message.splitlines()]
    told = [line for line in lines if line and not line.startswith(_SAYS_NOTHING)]
    return (told or lines or [""])[0]


_COLOURS = re.compile(r"\x1b\[[0-9;]*m")
# How TensorFlow and Keras begin a message before they come to what failed.
_SAYS_NOTHING = (
    "Exception encountered when calling",
    "Graph execution error",
    "Detected at node",
    'File "',
    "Traceback (most recent",
    "{{",
    "[[",
    "<stack",
)
