"""The run as a trace in Chrome's Trace Event Format, which Perfetto and chrome://tracing open."""

from inspector.export.trace.file import write_trace

__all__ = ["write_trace"]
