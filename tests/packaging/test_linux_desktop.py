"""What a Linux desktop is given: valid, true to the program, and taken back whole."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable
from pathlib import Path
from xml.etree import ElementTree

import pytest
from PySide6.QtGui import QImage

from inspector import __version__
from inspector.gui.icon import app_icon
from inspector.recording.file_format import TITLE
from inspector.resources import resource

LINUX = Path(__file__).parents[2] / "packaging" / "linux"
MIME = ElementTree.parse(LINUX / "fit-inspector-recording.xml").getroot()
NAMES = {"mime": "http://www.freedesktop.org/standards/shared-mime-info"}

Install = Callable[..., subprocess.CompletedProcess[str]]


def check(*command: str) -> None:
    if shutil.which(command[0]) is None:
        pytest.skip(f"{command[0]} is not installed")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def test_that_the_desktop_entry_is_valid() -> None:
    check("desktop-file-validate", "--warn-kde", str(LINUX / "fit-inspector.desktop"))


def test_that_the_metainfo_is_valid() -> None:
    check("appstreamcli", "validate", "--no-net", str(LINUX / "fit-inspector.metainfo.xml"))


def test_that_the_metainfo_tells_of_this_version() -> None:
    releases = ElementTree.parse(LINUX / "fit-inspector.metainfo.xml").findall("releases/release")
    assert releases[0].get("version") == __version__


def test_that_the_type_of_recordings_is_told_by_how_they_begin() -> None:
    match = MIME.find("mime:mime-type/mime:magic/mime:match", NAMES)
    assert match is not None
    assert TITLE.startswith((match.get("value") or "").encode())
    kind = MIME.find("mime:mime-type", NAMES)
    assert kind is not None
    assert f"MimeType={kind.get('type')};" in (LINUX / "fit-inspector.desktop").read_text()


def test_that_each_icon_has_the_size_that_it_is_named_after() -> None:
    pictures = list(resource("icon").glob("*.png"))
    assert {picture.stem for picture in pictures} >= {"16", "24", "32", "48", "64", "128", "256", "512"}
    for picture in pictures:
        image = QImage(str(picture))
        assert (str(image.width()), str(image.height())) == (picture.stem, picture.stem)
        assert image.pixelColor(0, 0).alpha() < 255, "the corners are round"
        assert image.pixelColor(image.width() // 2, 1 + image.height() // 20).alpha() == 255


def test_that_the_window_has_every_size_of_it(qapp: object) -> None:
    assert {size.width() for size in app_icon().availableSizes()} >= {16, 24, 32, 48, 64, 128, 256, 512}


@pytest.fixture
def home(tmp_path: Path) -> Path:
    return tmp_path / "a home"


@pytest.fixture
def program(tmp_path: Path) -> Path:
    program = tmp_path / "an environment" / "fit-inspector-gui"
    program.parent.mkdir()
    program.write_text("#!/bin/sh\n")
    program.chmod(0o755)
    return program


@pytest.fixture
def install(home: Path) -> Install:
    def install(*arguments: object) -> subprocess.CompletedProcess[str]:
        environment = {**os.environ, "XDG_DATA_HOME": str(home)}
        command = ["sh", str(LINUX / "install.sh"), *map(str, arguments)]
        return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)

    return install


def ours(home: Path) -> list[Path]:
    """What is of the application, not of the caches that the desktop's own programs keep."""
    return [file for file in home.rglob("*") if file.is_file() and "fit-inspector" in str(file.relative_to(home))]


def test_that_it_installs_into_a_home_and_is_taken_back_whole(install: Install, home: Path, program: Path) -> None:
    assert install(program).returncode == 0
    entry = (home / "applications" / "fit-inspector.desktop").read_text()
    assert f'Exec="{program}" %f' in entry.splitlines()
    assert (home / "icons/hicolor/48x48/apps/fit-inspector.png").is_file()
    assert (home / "icons/hicolor/scalable/apps/fit-inspector.svg").is_file()
    check("desktop-file-validate", str(home / "applications" / "fit-inspector.desktop"))
    assert install("--uninstall").returncode == 0
    assert ours(home) == []


def test_that_a_second_time_leaves_the_same_files(install: Install, home: Path, program: Path) -> None:
    install(program)
    first = sorted(ours(home))
    assert install(program).returncode == 0
    assert sorted(ours(home)) == first


def test_that_without_the_program_it_says_what_to_do(install: Install, home: Path, tmp_path: Path) -> None:
    done = install(tmp_path / "none")
    assert done.returncode == 2
    assert "name the one in your environment" in done.stderr
    assert ours(home) == []


def test_that_there_is_nothing_to_take_back_where_nothing_is(install: Install) -> None:
    assert install("--uninstall").returncode == 1
