#!/usr/bin/env bash
# The programs that check the desktop's files, on Debian and Ubuntu, installed where they are missing and can be.
set -euo pipefail
command -v dpkg >/dev/null || exit 0
missing=()
for package in desktop-file-utils appstream shared-mime-info; do
    dpkg -s "$package" >/dev/null 2>&1 || missing+=("$package")
done
[ ${#missing[@]} -eq 0 ] && { echo "all there"; exit 0; }
echo "installing ${missing[*]}"
sudo=""
[ "$(id -u)" -eq 0 ] || sudo="sudo -n"
$sudo apt-get update -qq
$sudo env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null
