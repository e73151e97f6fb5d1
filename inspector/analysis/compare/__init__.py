"""What differs between two runs, the first difference first.

Separation of concerns:

- `side`: what is known of one run, whichever file told it; what is not known is None, and is never compared.
- `of_run`, `of_report`: a side out of a recording, and out of a report.
- `setting`: what was asked for, and on what it ran: not what happened, but what may explain it.
- `steps`: the epochs, aligned on the Step axis: which steps were done, and on what.
- `ending`: outcome, hooks, callbacks, findings.
- `comparison`: all of that in order, and what could not be compared. Time is told apart: it differs always.
"""

from inspector.analysis.compare.comparison import Comparison, compare
from inspector.analysis.compare.difference import Difference, Topic
from inspector.analysis.compare.of_report import UnreadableReport, side_of_report
from inspector.analysis.compare.of_run import side_of_run
from inspector.analysis.compare.side import EpochTold, PassTold, Side, Timings

__all__ = [
    "Comparison",
    "Difference",
    "EpochTold",
    "PassTold",
    "Side",
    "Timings",
    "Topic",
    "UnreadableReport",
    "compare",
    "side_of_report",
    "side_of_run",
]
