"""The pytest plugin, as a person's own tests use it: each test here runs pytest on a small project."""

from __future__ import annotations

import importlib.metadata
import re
from pathlib import Path

import pytest

from inspector.resources import resource

pytest_plugins = ["pytester"]

INSTALLED = any(one.value == "inspector.testing.plugin" for one in importlib.metadata.entry_points(group="pytest11"))
"""Else this environment was made before there was a plugin: it is named then, as pytest allows."""
PLUGIN = () if INSTALLED else ("-p", "inspector.testing.plugin")


def listings(name: str) -> list[str]:
    """The Python of a page of the guide."""
    return re.findall(r"```python\n(.*?)```", resource("guide", name).read_text(encoding="utf-8"), re.S)


@pytest.fixture
def project(pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch) -> pytest.Pytester:
    """A folder with the samples as modules, in which pytest finds this checkout."""
    root = str(Path(__file__).parents[2])
    monkeypatch.setenv("PYTHONPATH", root)
    monkeypatch.setenv("QT_QPA_PLATFORM", "offscreen")
    for sample in ("clean_generator", "stops_after_5", "raises_at_batch_3"):
        pytester.path.joinpath(f"{sample}.py").write_text(resource("samples", f"{sample}.py").read_text("utf-8"))
    return pytester


@pytest.mark.keras
def test_that_a_persons_tests_pass_and_fail_as_their_data_does(project: pytest.Pytester) -> None:
    project.path.joinpath("train.py").write_text(resource("samples", "clean_generator.py").read_text("utf-8"))
    project.makepyfile(
        test_guide=listings("pytest.md")[0],
        test_more="""
        import pytest

        def test_short(fit_inspector):
            fit_inspector("stops_after_5.py", steps_per_epoch=10).assert_clean()

        def test_other_findings(fit_inspector):
            run = fit_inspector("stops_after_5.py", steps_per_epoch=10)
            run.assert_no("source-raised", "replayed-batches")
            assert run.rules[0] == "data-exhausted"
            assert run.report["epochs"][0]["steps_done"] == 5
            assert run.recording.is_file()

        def test_arguments(fit_inspector):
            run = fit_inspector("stops_after_5.py", data_args={"num_batches": 10}, steps_per_epoch=10)
            run.assert_clean()

        def test_two_runs(fit_inspector):
            first = fit_inspector("clean_generator.py", epochs=2, steps_per_epoch=6)
            second = fit_inspector("raises_at_batch_3.py", steps_per_epoch=10)
            assert first.recording != second.recording
            first.assert_clean()
            second.assert_no("source-raised")

        def test_wrong_use(fit_inspector):
            fit_inspector("nowhere.py")

        def test_no_such_finding(fit_inspector):
            run = fit_inspector("clean_generator.py", steps_per_epoch=6)
            with pytest.raises(ValueError, match="There is no finding source-rised"):
                run.assert_no("source-rised")
        """,
    )
    result = project.runpytest_subprocess(*PLUGIN, "--fit-inspector-dir", "kept")
    result.assert_outcomes(passed=4, failed=3)
    told = result.stdout.str()
    assert "AssertionError: fit did not do what it should:" in told
    assert "data-exhausted" in told
    assert "Let the generator loop" in told
    assert "Failed: There is no file" in told
    assert "inspected_fit.py" not in told, "a person's traceback has no frame of ours"
    kept = {str(file.relative_to(project.path / "kept")) for file in project.path.joinpath("kept").rglob("*.*")}
    assert kept == {
        "test_more-test_short/stops_after_5.fitrec",
        "test_more-test_short/stops_after_5.png",
        "test_more-test_two_runs/clean_generator.fitrec",
        "test_more-test_two_runs/raises_at_batch_3-2.fitrec",
        "test_more-test_two_runs/raises_at_batch_3-2.png",
    }


@pytest.mark.keras
def test_that_the_window_is_driven_as_the_guide_says(project: pytest.Pytester) -> None:
    project.path.joinpath("train.py").write_text(resource("samples", "clean_generator.py").read_text("utf-8"))
    project.makepyfile(
        test_guide=listings("pytest.md")[1],
        test_more="""
        import pytest

        def test_refused(fit_inspector_window):
            with pytest.raises(Exception, match="There is no file"):
                fit_inspector_window("nowhere.py")
        """,
    )
    project.runpytest_subprocess(*PLUGIN).assert_outcomes(passed=2)


def test_that_a_file_that_is_not_there_is_told_once(project: pytest.Pytester) -> None:
    project.makepyfile("""
        def test_wrong_use(fit_inspector):
            fit_inspector("nowhere.py")
        """)
    result = project.runpytest_subprocess(*PLUGIN, "-rN")
    result.assert_outcomes(failed=1)
    assert result.stdout.str().count("There is no file") == 1
    assert "another exception" not in result.stdout.str()


def test_that_it_costs_a_project_nothing_that_does_not_use_it(project: pytest.Pytester) -> None:
    project.makepyfile("""
        import sys

        def test_imports():
            assert "inspector.testing.plugin" in sys.modules
            names = {name for name in sys.modules if name.startswith("inspector")}
            assert names == {"inspector", "inspector.testing", "inspector.testing.plugin"}
            assert not {"numpy", "tensorflow", "keras", "PySide6", "pyqtgraph"} & set(sys.modules)
        """)
    project.runpytest_subprocess(*PLUGIN, "-p", "no:pytest-qt").assert_outcomes(passed=1)


def test_that_without_pytest_qt_the_window_says_what_to_install(project: pytest.Pytester) -> None:
    project.makepyfile("def test_window(fit_inspector_window): pass")
    result = project.runpytest_subprocess(*PLUGIN, "-p", "no:pytest-qt")
    result.assert_outcomes(errors=1)
    result.stdout.fnmatch_lines(["*install pytest-qt*"])


def test_that_the_entry_point_is_declared() -> None:
    text = Path(__file__).parents[2].joinpath("pyproject.toml").read_text(encoding="utf-8")
    assert '[project.entry-points.pytest11]\nfit_inspector = "inspector.testing.plugin"' in text
