"""Do what the page on a first run says, from nothing, and write it anew: `python -m tests.guide.first_run`.

What is committed is cloned, installed by the page's own commands into an environment made for it, and used from a
folder that holds the person's file and nothing else. Takes some minutes and 2 GB, which are given back.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from pathlib import Path

from PySide6.QtGui import QImage

from inspector.resources import resource
from tests.guide.console_page import Type, listings, run_page
from tests.guide.few_colours import save_in_few_colours

ROOT = Path(__file__).parents[2]
PAGE = resource("guide", "first-run.md")
PICTURES = resource("guide", "pictures", "first-run")
HOME = "/home/you"
"""What the page calls the person's home."""
DEMO = "fit-inspector-demo-raises_at_batch_3.png"


def main() -> None:
    """Write the page and its pictures."""
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        project = home / "project"
        project.mkdir()
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(home / "fit-inspector")], check=True)
        text = PAGE.read_text(encoding="utf-8")
        written = run_page(text, project, typing(project, home))
        python = project / ".venv" / "bin" / "python"
        used = "import inspector, sys; sys.exit(not inspector.__file__.startswith(sys.prefix))"
        subprocess.run([python, "-c", used], cwd=project, check=True)
        drive_window(python, text, project, environment(home))
        keep_pictures(project)
        PAGE.write_text(written, encoding="utf-8")


def typing(project: Path, home: Path) -> Type:
    """Types into a shell that stands in `project`."""

    def type_(command: str) -> str:
        ours = "fit-inspector" in command.split()[0]
        # What pip warns of is about the machine that it is on.
        errors = subprocess.STDOUT if ours else subprocess.DEVNULL
        done = subprocess.run(
            ["bash", "-c", command],
            cwd=project,
            env=environment(home),
            stdout=subprocess.PIPE,
            stderr=errors,
            text=True,
            check=not ours,
        )
        return done.stdout.replace(str(home), HOME)

    return type_


def environment(home: Path) -> dict[str, str]:
    """A person's, who has no display and has never used the program."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("QT_", "XDG_", "PYTHON"))}
    for display in ("DISPLAY", "WAYLAND_DISPLAY", "VIRTUAL_ENV"):
        kept.pop(display, None)
    python3 = Path(sys.base_prefix) / "bin"
    return {**kept, "HOME": str(home), "PATH": f"{python3}{os.pathsep}{os.environ['PATH']}"}


def drive_window(python: Path, text: str, project: Path, environment: dict[str, str]) -> None:
    """The part that is done in the window, by mouse and keys; its pictures lie in `project` then."""
    train, mended = listings(text)
    (project / "train.py").write_text(train, encoding="utf-8")
    (project / "mended.txt").write_text(mended, encoding="utf-8")
    script = Path(__file__).with_name("first_run_window.py")
    command = [str(python), str(script), "train.py", "mended.txt", str(project)]
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def keep_pictures(project: Path) -> None:
    """Into the guide, small."""
    PICTURES.mkdir(exist_ok=True)
    for picture in sorted(project.glob("*.png")):
        name = "0-demo.png" if picture.name == DEMO else picture.name
        save_in_few_colours(QImage(str(picture)), PICTURES / name)


if __name__ == "__main__":
    main()
