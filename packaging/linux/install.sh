#!/bin/sh
# Put Fit Inspector into the menus of this user's desktop, with its icon and the type of its recordings.
#   install.sh [PROGRAM]    PROGRAM is the fit-inspector-gui of the environment where your own packages are;
#                           left out, the one on the PATH
#   install.sh --uninstall  take all of it back
set -eu
here=$(cd "$(dirname "$0")" && pwd)
icons=$here/../../resources/icon
data=${XDG_DATA_HOME:-$HOME/.local/share}
list=$data/fit-inspector/installed-files

refresh() {
    command -v update-desktop-database >/dev/null && update-desktop-database -q "$data/applications" || true
    command -v update-mime-database >/dev/null && update-mime-database "$data/mime" || true
    command -v gtk-update-icon-cache >/dev/null && gtk-update-icon-cache -q -t -f "$data/icons/hicolor" || true
}

uninstall() {
    [ -f "$list" ] || { echo "Fit Inspector is not installed in $data."; exit 1; }
    while IFS= read -r file; do rm -f "$file"; done <"$list"
    rm -f "$list"
    rmdir "$(dirname "$list")" 2>/dev/null || true
}

put() {
    mkdir -p "$(dirname "$2")"
    cp "$1" "$2"
    chmod 644 "$2"
    echo "$2" >>"$list"
}

if [ "${1:-}" = "--uninstall" ]; then
    uninstall
    refresh
    echo "Fit Inspector is out of the menus again."
    exit 0
fi

program=${1:-$(command -v fit-inspector-gui || true)}
[ -n "$program" ] && [ -x "$program" ] || {
    echo "There is no program ${1:-fit-inspector-gui on the PATH}: name the one in your environment, for example" >&2
    echo "    $0 .venv/bin/fit-inspector-gui" >&2
    exit 2
}
program=$(cd "$(dirname "$program")" && pwd)/$(basename "$program")

[ ! -f "$list" ] || uninstall
mkdir -p "$(dirname "$list")"
: >"$list"
put "$here/fit-inspector.desktop" "$data/applications/fit-inspector.desktop"
# A space in the path is quoted as the desktop entry specification asks for.
sed -i "s|^Exec=[^ ]*|Exec=\"$program\"|; s|^TryExec=.*|TryExec=$program|" "$data/applications/fit-inspector.desktop"
put "$here/fit-inspector.metainfo.xml" "$data/metainfo/io.github.fit_inspector.FitInspector.metainfo.xml"
put "$here/fit-inspector-recording.xml" "$data/mime/packages/fit-inspector-recording.xml"
for icon in "$icons"/*.png; do
    size=$(basename "$icon" .png)
    put "$icon" "$data/icons/hicolor/${size}x$size/apps/fit-inspector.png"
    put "$icon" "$data/icons/hicolor/${size}x$size/mimetypes/application-x-fit-inspector-recording.png"
done
put "$icons/fit-inspector.svg" "$data/icons/hicolor/scalable/apps/fit-inspector.svg"
refresh
echo "Fit Inspector is in the menus, and opens .fitrec files. To take it back: $0 --uninstall"
