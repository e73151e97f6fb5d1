#!/usr/bin/env bash
# In an environment with the wheel and pytest, a project that never heard of us has the fixture `fit_inspector`.
#   smoke_pytest.sh PYTHON FOLDER   (the folder is made; the sample stops_after_5 is its train.py)
set -euo pipefail
python=$1 folder=$2
here=$(cd "$(dirname "$0")" && pwd)
mkdir -p "$folder"
cd "$folder"
"$python" -c '
import shutil
from inspector.resources import resource
shutil.copy(resource("samples", "stops_after_5.py"), "train.py")'

cat >test_unused.py <<'PY'
import sys


def test_that_what_nobody_asks_for_is_not_imported():
    assert "inspector.testing.plugin" in sys.modules
    assert not {"numpy", "tensorflow", "keras", "PySide6", "pyqtgraph", "inspector.fit"} & set(sys.modules)
PY
"$python" -m pytest -q test_unused.py >unused.txt || { cat unused.txt; exit 1; }

cat >test_train.py <<'PY'
def test_that_there_is_data_for_every_step(fit_inspector):
    fit_inspector("train.py", steps_per_epoch=10).assert_clean()


def test_that_five_steps_have_their_data(fit_inspector):
    fit_inspector("train.py", steps_per_epoch=5).assert_no("data-exhausted", "steps-missing")
PY
status=0
"$python" -m pytest -q --fit-inspector-dir kept test_train.py >train.txt 2>&1 || status=$?
kept=kept/test_train-test_that_there_is_data_for_every_step
[ "$status" -eq 1 ] && grep -q "1 failed, 1 passed" train.txt && grep -q "data-exhausted" train.txt &&
    [ -s "$kept/train.fitrec" ] && [ -s "$kept/train.png" ] || { cat train.txt; exit 1; }
"$python" "$here/check_png.py" "$kept/train.png"
