#!/usr/bin/env bash
# usage: scripts/release/bare.sh FOLDER
#
# Installs the .deb and the wheel of FOLDER, each in a Debian that has nothing else (with Python for the
# wheel), and compares its report of seeds/, a PNG among it, with that of the executable in FOLDER.
set -euo pipefail
cd "$(dirname "$0")/../.."
out=$1
suite=$(. /etc/os-release && echo "$VERSION_CODENAME")
work=$(mktemp -d)
trap 'umount -q "$work"/*/proc || true; rm -rf "$work"' EXIT

# use COMMAND...: the report and the picture, in the folder `made` of the current one.
use() {
  mkdir made
  "$@" report seeds -o made/report --quiet
  "$@" draw seeds -o made/map.png --quiet
  "$@" stats seeds > made/stats.txt
}

# check NAME PACKAGES INSTALL: makes a system of PACKAGES, has it run INSTALL, and uses `collab` there.
check() {
  local name=$1 root=$work/$1
  mmdebstrap --quiet --variant=minbase --include="$2" "$suite" "$root"
  # Programs read their arguments there.
  mount -t proc proc "$root/proc"
  mkdir "$root/try"
  cp -R seeds "$out"/*.deb "$out"/*.whl "$root/try"
  chroot "$root" sh -euc "cd try; $3" > "$work/$name.log" 2>&1 \
    || { cat "$work/$name.log" >&2; echo "release: the $name cannot be installed" >&2; exit 1; }
  chroot "$root" sh -euc "cd try; $(declare -f use); use collab"
  diff -r "$work/here/made" "$root/try/made"
  echo "release: on a bare $suite the $name gives the same report"
}

mkdir "$work/here"
cp -R seeds "$work/here"
program=$(realpath "$out/collab")
(cd "$work/here" && use "$program")
check package ca-certificates \
  'apt-get update -q; apt-get install -q -y --no-install-recommends ./*.deb'
check wheel python3,python3-pip \
  'pip install --no-index --break-system-packages ./*.whl'
