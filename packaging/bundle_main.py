"""What a bundle starts: the command line, and without a command the window."""

import multiprocessing
import sys

from inspector.cli import main

if __name__ == "__main__":
    multiprocessing.freeze_support()
    sys.exit(main())
