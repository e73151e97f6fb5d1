"""The truth cases over several Keras releases, as a table: `python -m tests.keras_versions [RELEASE ...] [--write]`.

Each release is installed into a folder of its own, without its dependencies, and put in front of the installed one;
tf-keras is run as it is installed. `--write` puts the table into the guide. Needs the network; CI runs it on demand.
"""

from __future__ import annotations

import argparse
import importlib.metadata
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import Any

RELEASES = ("3.3.3", "3.6.0", "3.9.2", "3.12.0")
PAGE = Path(__file__).parent.parent / "resources" / "guide" / "keras-versions.md"
INTRODUCTION = """# What each Keras really does

The same calls of `fit` on several releases, run for real by `python -m tests.keras_versions --write`, with TensorFlow
{tensorflow}. Only the cases in which the releases differ are listed; in the other {alike} of {cases} they agree.

A cell tells the completed steps of each epoch, with `r` and a number where that many of them were replays, `!` where
`fit` raised, and in brackets the batches of the validation passes where it is validation that differs.

"""


def main() -> None:
    """Print the table; with `--write`, write it into the guide."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("releases", nargs="*", default=RELEASES)
    parser.add_argument("--write", action="store_true")
    parser.add_argument("--here", metavar="ENGINE", help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.here:
        print(json.dumps(_facts(arguments.here)))
        return
    columns = {f"Keras {release}": _released(release) for release in arguments.releases}
    columns[f"Keras {importlib.metadata.version('keras')}"] = _run("keras", None)
    columns[f"tf-keras {importlib.metadata.version('tf-keras')}"] = _run("tf_keras", None)
    table, alike, cases = _table(columns)
    text = INTRODUCTION.format(tensorflow=importlib.metadata.version("tensorflow"), alike=alike, cases=cases) + table
    print(text)
    if arguments.write:
        PAGE.write_text(text, encoding="utf-8")


def _released(release: str) -> dict[str, str]:
    with tempfile.TemporaryDirectory() as folder:
        pip = [sys.executable, "-m", "pip", "install", "--quiet", "--no-deps", "--target", folder, f"keras=={release}"]
        subprocess.run(pip, check=True, stderr=subprocess.DEVNULL)
        return _run("keras", folder)


def _run(engine: str, folder: str | None) -> dict[str, str]:
    environment = dict(os.environ)
    if folder is not None:
        environment["PYTHONPATH"] = os.pathsep.join(filter(None, (folder, environment.get("PYTHONPATH"))))
    ran = subprocess.run(
        [sys.executable, "-m", "tests.keras_versions", "--here", engine],
        env=environment,
        capture_output=True,
        text=True,
        check=True,
        cwd=Path(__file__).parent.parent,
    )
    facts: dict[str, str] = json.loads(ran.stdout.strip().splitlines()[-1])
    return facts


def _facts(engine: str) -> dict[str, str]:
    """Every case on the Keras that is imported here, each told in a cell's words."""
    from tests.fit.cases import CASES
    from tests.fit.conftest import PRELUDE, inspected

    told = {}
    for case in CASES:
        prelude, body = PRELUDE, case.body
        if engine == "tf_keras":
            prelude = prelude.replace("import keras", "import tf_keras as keras")
            body = body.replace("keras.utils.PyDataset", "keras.utils.Sequence")
            body = body.replace("        super().__init__(**how)\n", "")
        with tempfile.TemporaryDirectory() as folder:
            told[case.name] = _cell(inspected(Path(folder), body, prelude=prelude, **case.asked).report)
    return told


def _cell(report: dict[str, Any]) -> str:
    steps = [
        f"{epoch['steps_done']}" + (f" r{len(epoch['replayed'])}" if epoch["replayed"] else "")
        for epoch in report["epochs"]
    ]
    passes = [epoch["validation"]["batches"] for epoch in report["epochs"] if epoch["validation"]]
    ended = " !" if report["outcome"] == "raised" else ""
    validated = " (" + "; ".join(" ".join(map(str, batches)) for batches in passes) + ")" if passes else ""
    return ", ".join(steps) + ended + validated


def _table(columns: dict[str, dict[str, str]]) -> tuple[str, int, int]:
    names = list(next(iter(columns.values())))
    different = [name for name in names if len({facts[name] for facts in columns.values()}) > 1]
    lines = ["| case | " + " | ".join(columns) + " |", "| --- " * (len(columns) + 1) + "|"]
    lines += ["| " + " | ".join([name, *(facts[name] for facts in columns.values())]) + " |" for name in different]
    return "\n".join(lines) + "\n", len(names) - len(different), len(names)


if __name__ == "__main__":
    main()
