#!/usr/bin/env bash
# Compares the default layout with Graphviz's sfdp, by itself and as part of a whole drawing.
#   run.sh            on the graphs of shared/data beside the checkout (or under COLLAB_SHARED) and
#                     on a generated one, and puts the table into the article on layouts
#   run.sh GRAPH...   on these, and prints the table
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
build() { swift build -c release --package-path "$top/Benchmarks" --product "$1" >&2; }
build layouts
build collab
binaries=$(swift build -c release --package-path "$top/Benchmarks" --show-bin-path)
if [ $# -gt 0 ]; then exec "$binaries/layouts" "$binaries/collab" "$@"; fi

graphs=${COLLAB_SHARED:-$top/../shared}/data/graphs
article=$top/Sources/CollabRender/CollabRender.docc/LayingOutGraphs.md
table=$(mktemp)
trap 'rm -f "$table"' EXIT
"$binaries/layouts" "$binaries/collab" "$graphs"/{netscience.gml,ca-GrQc.txt,ca-HepTh.txt} --generated \
  | tee "$table"
awk -v table="$table" '
  !/^\|/ { inside = 0 }
  /^\| graph \| tool/ { inside = 1; while ((getline line < table) > 0) print line }
  !inside' "$article" > "$table.md"
cat "$table.md" > "$article"
rm "$table.md"
