#!/usr/bin/env bash
# Install a built wheel into an environment of its own and use it from an empty folder, as a person would.
#   smoke.sh WHEEL FOLDER [PYTHON]
set -euo pipefail
wheel=$1
here=$(cd "$(dirname "$0")" && pwd)
python=${3:-python3}
folder=$2/smoke-$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])')
"$python" -m venv --clear "$folder/env"  # a wheel of the same version as before would not be installed again
"$folder/env/bin/python" -m pip install --quiet "$wheel"
rm -rf "$folder/empty" "$folder/project"
mkdir -p "$folder/empty"
cd "$folder/empty"
inspect="$folder/env/bin/fit-inspector"

"$inspect" --version
sample=$("$folder/env/bin/python" -c 'from inspector.resources import resource; print(resource("samples", "stops_after_5.py"))')
for part in guide/index.md guide/findings/source-raised.md recipes/at_epoch_end.py icon/256.png fonts/Inter-Regular.otf; do
    "$folder/env/bin/python" -c 'import sys; from inspector.resources import resource; sys.exit(not resource(sys.argv[1]).is_file())' "$part" ||
        { echo "$part is not in the wheel"; exit 1; }
done
test -x "$folder/env/bin/fit-inspector-gui"
case $sample in "$folder"/env/*) ;; *) echo "the samples are not in the wheel: $sample"; exit 1 ;; esac
cp "$sample" train.py

status=0
"$inspect" run train.py --steps-per-epoch 10 --report report.json --image timeline.png || status=$?
[ "$status" -eq 1 ] || { echo "expected exit status 1 for findings, got $status"; exit 1; }
"$folder/env/bin/python" - <<'PY'
import json

report = json.load(open("report.json"))
assert report["schema"] == 1, report["schema"]
assert report["epochs"][0]["steps_done"] == 5, report["epochs"]
assert report["findings"][0]["rule"] == "data-exhausted", report["findings"]
PY
"$folder/env/bin/python" "$here/check_png.py" timeline.png

status=0
"$inspect" run missing.py || status=$?
[ "$status" -eq 2 ] || { echo "expected exit status 2 for wrong use, got $status"; exit 1; }

"$folder/env/bin/python" -m pip install --quiet pytest
bash "$here/smoke_pytest.sh" "$folder/env/bin/python" "$folder/project"
echo "the wheel works on $("$folder/env/bin/python" --version)"
