#!/usr/bin/env bash
# Build the viewer, a folder that runs where there is no Python and no TensorFlow, and use it as a person would.
#   bundle.sh [--with-tensorflow] [FOLDER]   the bundle is FOLDER/dist/fit-inspector; default: build/bundle
# RECORDING names a recording to try it on; without it one is made, for which the Python that runs this needs TensorFlow.
set -euo pipefail
cd "$(dirname "$0")/.."
root=$PWD
export PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_INPUT=1 QT_QPA_PLATFORM=offscreen
TENSORFLOW=0
[ "${1:-}" = "--with-tensorflow" ] && { TENSORFLOW=1; shift; }
export TENSORFLOW
python=${PYTHON:-python3}
mkdir -p "${1:-build/bundle}"
folder=$(cd "${1:-build/bundle}" && pwd)

"$python" -m venv --clear "$folder/env"
if [ "$TENSORFLOW" = 1 ]; then
    "$folder/env/bin/python" -m pip install --quiet . pyinstaller
else
    # What the window and the reports need, from the one list of dependencies, and not what is inspected.
    "$folder/env/bin/python" - >"$folder/needs.txt" <<'PY'
import re
text = open("pyproject.toml", encoding="utf-8").read()
needs = re.findall(r'^    "(.*)",$', text.split("dependencies = [")[1].split("\n]")[0], re.M)
print("\n".join(need for need in needs if not need.startswith(("tensorflow", "keras"))))
PY
    "$folder/env/bin/python" -m pip install --quiet -r "$folder/needs.txt" pyinstaller
    "$folder/env/bin/python" -m pip install --quiet --no-deps .
fi
"$folder/env/bin/python" -m PyInstaller --noconfirm --log-level WARN \
    --distpath "$folder/dist" --workpath "$folder/work" packaging/fit_inspector.spec
program=$folder/dist/fit-inspector/fit-inspector

# -- used from an empty folder, with nothing of Python's in reach --
empty=$folder/empty
rm -rf "$empty" && mkdir "$empty"
recording=${RECORDING:-}
if [ -z "$recording" ]; then
    recording=$folder/run.fitrec
    "$python" -m inspector run resources/samples/stops_after_5.py --steps-per-epoch 10 --recording "$recording" \
        --fail-on never >/dev/null 2>&1
fi
"$python" -m inspector report "$recording" --report "$folder/expected.json" --fail-on never >/dev/null
cp "$recording" "$empty/run.fitrec"
cp resources/samples/stops_after_5.py "$empty/train.py"
cd "$empty"
bare() { env -i HOME="$empty" LANG=C.UTF-8 QT_QPA_PLATFORM=offscreen "$@"; }

bare "$program" --version
bare "$program" report run.fitrec --report report.json --image timeline.png --fail-on never >/dev/null
cmp report.json "$folder/expected.json" || { echo "the bundle's report is another one"; exit 1; }
"$python" "$root/packaging/check_png.py" timeline.png

status=0
# The list of platforms passes for a screen, and Qt takes the one that is there.
bare QT_QPA_PLATFORM="wayland;offscreen" timeout 8 "$program" open run.fitrec 2>window.txt || status=$?
[ "$status" -eq 124 ] || { echo "the window did not stay open (status $status)"; cat window.txt; exit 1; }
if grep -E "Traceback|^fit-inspector:" window.txt; then exit 1; fi

status=0
bare "$program" run train.py --steps-per-epoch 10 --fail-on error >run.txt 2>&1 || status=$?
if [ "$TENSORFLOW" = 1 ]; then
    [ "$status" -eq 1 ] && grep -q data-exhausted run.txt || { cat run.txt; exit 1; }
else
    [ "$status" -eq 2 ] && grep -q "not installed here" run.txt || { cat run.txt; exit 1; }
    [ -z "$(find "$folder/dist" -iname '*tensorflow*' -print -quit)" ] || { echo "there is TensorFlow in it"; exit 1; }
fi
echo "the bundle works: $program, $(du -sm "$folder/dist/fit-inspector" | cut -f1) MB"
