"""The runs of several workers that train one model together: their clocks, and what shows only across them.

Under `MultiWorkerMirroredStrategy` each process has a run of its own, and all of them do each step together: it ends on
every worker when the gradients have been exchanged. Those ends are what the clocks are aligned on.

- `reading`: from files to runs; one that cannot be read holds up no other.
- `worker`: one worker, by its name.
- `clock`: how far its clock is from the first one's, and how sure that is.
- `together`: whether the recordings can be of one training at all.
- `across`: the findings.
"""

from inspector.analysis.workers.across import Moment, WorkerFinding, across
from inspector.analysis.workers.clock import Clock
from inspector.analysis.workers.reading import Read, read_workers
from inspector.analysis.workers.worker import Worker, aligned, untold

__all__ = ["Clock", "Moment", "Read", "Worker", "WorkerFinding", "across", "aligned", "read_workers", "untold"]
