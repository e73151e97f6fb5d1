"""The command line as a person or a CI script uses it: by exit status and output."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest

from tests.cli.terminal import Command, Ran, fit_inspector, sample


@pytest.mark.keras
def test_that_a_run_with_findings_exits_with_1_and_writes_report_and_picture(tmp_path: Path) -> None:
    ran = fit_inspector(
        "run", sample("raises_at_batch_3"), "--steps-per-epoch", "10", "--report", "r.json", "--image", "t.png",
        cwd=tmp_path,
    )  # fmt: skip
    assert ran.returncode == 1, ran.stderr
    assert "error    source-raised  epoch 0 step 3: The generator raised at batch 3: ZeroDivisionError" in ran.stdout
    assert "Traceback" not in ran.stdout + ran.stderr
    assert "oneDNN" not in ran.stdout + ran.stderr, "TensorFlow's chatter belongs in the log"
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert report["epochs"][0]["steps_done"] == 3
    head = (tmp_path / "t.png").read_bytes()[:24]
    assert head[:8] == b"\x89PNG\r\n\x1a\n"
    assert min(struct.unpack(">II", head[16:24])) > 400


@pytest.mark.keras
def test_that_a_clean_run_exits_with_0_and_prints_go_to_stderr(here: Command) -> None:
    ran = here("run", sample("clean_generator"), "--epochs", "2", "--steps-per-epoch", "3", "--report", "-")
    assert ran.returncode == 0, ran.stderr
    report = json.loads(ran.stdout)
    assert [epoch["batches"] for epoch in report["epochs"]] == [[0, 1, 2], [3, 4, 5]]
    assert "epoch 1: loss" in ran.stderr
    assert "No error and no warning." in ran.stderr


@pytest.mark.keras
@pytest.mark.parametrize(("threshold", "status"), [("never", 0), ("warning", 1), ("error", 1)])
def test_that_the_threshold_decides_the_exit_status(here: Command, threshold: str, status: int) -> None:
    ran = here("run", sample("stops_after_5"), "--steps-per-epoch", "10", "--fail-on", threshold)
    assert ran.returncode == status


@pytest.mark.keras
def test_that_a_module_that_fails_is_one_line_and_still_gives_a_report(tmp_path: Path) -> None:
    (tmp_path / "train.py").write_text("def data():\n    yield 1\nraise RuntimeError('not today')\n")
    ran = fit_inspector("run", "train.py", "--report", "r.json", cwd=tmp_path)
    assert ran.returncode == 2
    assert (
        ran.stderr.strip().splitlines()[-1].endswith("train.py could not be loaded: RuntimeError in line 3: not today")
    )
    assert "Traceback" not in ran.stderr
    report = json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))
    assert (report["outcome"], report["error"]["where"]) == ("raised", "module")
    assert [one["rule"] for one in report["findings"]] == ["module-failed"]


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["run", "missing.py"], "There is no file missing.py: check the path."),
        (["run"], "the following arguments are required: MODULE.py"),
        (["run", "t.py", "--epochs", "many"], "'many' is not a whole number"),
        (["run", "t.py", "--epochs", "-1"], "epochs is -1: it must be 1 or more"),
        (["run", "t.py", "--data-arg", "nonsense"], "write it as NAME=VALUE"),
        (["run", "t.py", "--report", "no/such/r.json"], "there is no folder"),
        (["run", "t.py", "--image", "no/such/t.png"], "there is no folder"),
        (
            ["run", "t.py", "--image", "t.jpg"],
            "--image t.jpg: its ending does not say which picture to draw; give it a",
        ),
        (["report", "t.fitrec", "--image", "png"], "a name that ends in .png, .svg or .pdf."),
        (["demo", "nothing"], "There is no sample nothing: choose one of raises_at_batch_3"),
        (["open", "missing.py"], "There is no file missing.py"),
        (["open", "missing.fitrec"], "There is no file missing.fitrec: check the path."),
        (["nonsense"], "invalid choice"),
        (["train.py"], "train.py is a file, not a command: did you mean fit-inspector open train.py?"),
        (["runs/last.fitrec"], "did you mean fit-inspector open runs/last.fitrec?"),
    ],
)
def test_that_wrong_use_is_one_clear_line_and_exit_2(here: Command, arguments: list[str], says: str) -> None:
    _is_refused(here(*arguments), says)


def test_that_a_window_without_a_display_is_refused_with_what_does_the_same_job(tmp_path: Path) -> None:
    _is_refused(fit_inspector(cwd=tmp_path), "There is no display to open a window on")


def _is_refused(ran: Ran, says: str) -> None:
    assert ran.returncode == 2, ran.stderr
    assert says in ran.stderr
    assert len(ran.stderr.strip().splitlines()) == 1
    assert ran.stdout == ""


def test_that_help_names_every_command(tmp_path: Path) -> None:
    ran = fit_inspector("--help", cwd=tmp_path)
    assert ran.returncode == 0
    assert all(command in ran.stdout for command in ("demo", "open", "run"))


@pytest.mark.keras
def test_that_demo_without_a_display_draws_the_window_and_says_where(tmp_path: Path) -> None:
    ran = fit_inspector("demo", "stops_after_5", cwd=tmp_path)
    assert ran.returncode == 0, ran.stderr
    assert "No display was found" in ran.stderr
    assert "data-exhausted" in ran.stdout
    picture = Path(ran.stdout.strip().splitlines()[-1].removeprefix("The picture of the window is "))
    assert picture.parent == tmp_path
    assert picture.read_bytes()[:4] == b"\x89PNG"
