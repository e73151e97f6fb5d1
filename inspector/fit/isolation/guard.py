"""A program that ends a group of processes once the one who started both is gone, however that ended.

guard.py GROUP reads its standard input: a byte says that the group was ended in good order; the end of input that
nobody will any more. It waits in a system call, so that it costs nothing, and needs nothing but Python itself.
"""

import contextlib
import os
import signal
import sys

if __name__ == "__main__" and not os.read(0, 1):
    with contextlib.suppress(ProcessLookupError):
        os.killpg(int(sys.argv[1]), signal.SIGKILL)
