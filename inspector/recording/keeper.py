"""Keeping the recording files of a session up to date while it goes on: one file a run, numbered from the second on."""

from __future__ import annotations

from pathlib import Path
from types import TracebackType

from inspector.recording.regularly import Regularly
from inspector.recording.runs import Runs
from inspector.recording.writer import RecordingWriter, made_here

EVERY_S = 0.5


def numbered(path: Path, number: int) -> Path:
    """`run.fitrec` for the first run (number 0), `run-2.fitrec` for the second."""
    return path if number == 0 else path.with_name(f"{path.stem}-{number + 1}{path.suffix}")


class RunsKeeper:
    """Within `with`, a thread of its own drains the recorders and flushes their files; on leaving, once more.

    What is to agree with the files is read from the recordings after that, without another drain.
    """

    def __init__(self, runs: Runs, path: Path | None, every_s: float = EVERY_S) -> None:
        """`path`: where the first run is written; None: the recorders are drained, and nothing is written.

        A file that cannot be written is told by `problem`, and then nothing is recorded in it.
        """
        self._runs, self._path = runs, path
        self._writers: list[RecordingWriter] = []
        self._keeping = Regularly(self._keep_up, every_s, "recording")
        self._keep_up()

    @property
    def problem(self) -> str | None:
        """One sentence, once something could not be written."""
        return next((writer.problem for writer in self._writers if writer.problem is not None), None)

    @property
    def paths(self) -> list[Path]:
        """The files that were written, one a run."""
        return [writer.path for writer in self._writers]

    def __enter__(self) -> RunsKeeper:
        self._keeping.begin()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, traceback: TracebackType | None
    ) -> None:
        self._keeping.end()
        self._keep_up()
        for writer in self._writers:
            writer.close()

    def _keep_up(self) -> None:
        for number, recorder in enumerate(self._runs.recorders):
            recorder.drain()
            if self._path is None:
                continue
            if number == len(self._writers):
                self._writers.append(RecordingWriter(numbered(self._path, number), recorder.recording, made_here()))
            self._writers[number].flush()
