#!/usr/bin/env bash
# The smoke run of a built wheel on every supported Python that this machine has: on the PATH, of pyenv or of uv.
#   smoke_pythons.sh WHEEL FOLDER
# Each installs TensorFlow into an environment of its own, which takes minutes and 2 GB; they are removed again.
set -euo pipefail
wheel=$1 folder=$2
here=$(cd "$(dirname "$0")" && pwd)

find_python() {
    local version=$1 found
    for found in "$(command -v "python$version" || true)" \
        "${PYENV_ROOT:-$HOME/.pyenv}"/versions/"$version".*/bin/python \
        "$(command -v uv >/dev/null && uv python find "$version" 2>/dev/null || true)"; do
        # a shim of pyenv's is there for versions that are not
        [ -x "$found" ] && "$found" -c "import sys; assert '%d.%d' % sys.version_info[:2] == '$version'" 2>/dev/null &&
            { echo "$found"; return; }
    done
}

tried=0
for version in 3.10 3.11 3.12 3.13; do
    python=$(find_python "$version")
    [ -n "$python" ] || { echo "Python $version: not on this machine, skipped"; continue; }
    bash "$here/smoke.sh" "$wheel" "$folder" "$python"
    rm -rf "$folder/smoke-$version"
    tried=$((tried + 1))
done
[ "$tried" -gt 0 ] || { echo "no supported Python was found"; exit 1; }
