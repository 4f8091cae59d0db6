#!/usr/bin/env bash
# usage: scripts/docs-pictures.sh
#
# Makes the pictures of the README and of the articles from the maps in gallery/ that
# scripts/gallery.sh drew: as wide as a page, with 200 colours, each stored once, where the
# articles find them. A picture that another names with "~dark" is shown on dark screens.
set -euo pipefail
cd "$(dirname "$0")/.."
out=Sources/CollabRender/CollabRender.docc/Resources
mkdir -p "$out"

# palette NAME: what comes in as a bitmap of few colours.
palette() {
  convert - -strip -define png:exclude-chunks=date,time -flatten -alpha off +dither -colors 200 \
    "png8:$out/$1.png"
  local bytes
  bytes=$(wc -c < "$out/$1.png")
  echo "$1: $bytes bytes"
  if ((bytes >= 1 << 20)); then
    echo "$out/$1.png is too large" >&2
    exit 1
  fi
}

for name in seeds islands ego lab netscience vis-1990 vis-2006 path country density acl generated; do
  if [[ -e gallery/$name.svg ]]; then
    rsvg-convert -b white -w 1400 "gallery/$name.svg" | palette "$name"
  else
    echo "$name: left as it is, there is no gallery/$name.svg"
  fi
done
for name in seeds islands; do
  if [[ -e gallery/$name-dark.png ]]; then
    convert "gallery/$name-dark.png" -resize 1400x png:- | palette "$name~dark"
  fi
done

# The first screen of a report, as a browser shows it.
if [[ -e gallery/report/index.html ]] && command -v chromium >/dev/null; then
  out=Sources/CollabReport/CollabReport.docc/Resources
  for scheme in 1:report 0:report~dark; do
    chromium --headless --no-sandbox --disable-gpu --hide-scrollbars --window-size=1360,740 \
      --blink-settings=preferredColorScheme="${scheme%%:*}" --screenshot="$PWD/gallery/report.png" \
      "file://$PWD/gallery/report/index.html" 2>/dev/null
    palette "${scheme#*:}" < gallery/report.png
  done
fi
