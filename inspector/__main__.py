"""`python -m inspector` is `fit-inspector`."""

import sys

from inspector.cli import main

sys.exit(main())
