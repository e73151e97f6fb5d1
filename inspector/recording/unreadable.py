"""A file that cannot be opened as a recording, told in one sentence."""

from __future__ import annotations


class UnreadableRecording(Exception):
    """The message names the file, what is wrong with it, and the remedy where there is one."""
