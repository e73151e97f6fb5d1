"""In a program that PyInstaller made, what is bundled is nobody's own file, although it is named from no folder."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

ASK = """
import sys
sys._MEIPASS = sys.argv[1]
from inspector.fit.failure import is_own
print([is_own(file) for file in sys.argv[2:]])
"""


def test_that_what_is_bundled_is_not_the_persons(tmp_path: Path) -> None:
    files = ["struct", "multiprocessing/connection.py", str(tmp_path / "bundle" / "numpy" / "__init__.py")]
    command = [sys.executable, "-c", ASK, str(tmp_path / "bundle"), *files, str(tmp_path / "train.py")]
    root = Path(__file__).parents[2]
    # From the person's folder, in which a name without a folder would be theirs.
    done = subprocess.run(
        command, cwd=tmp_path, env={"PYTHONPATH": str(root)}, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[False, False, False, True]"
