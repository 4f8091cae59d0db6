#!/usr/bin/env bash
# Compares the default layout with Graphviz's sfdp, by itself and as part of a whole drawing, and all
# of the tool's main layouts with those of other tools, as drawn.
#   run.sh            on the graphs of shared/data beside the checkout (or under COLLAB_SHARED) and
#                     on a generated one, and puts both tables into the article on layouts; the
#                     second is left as it is where PYTHON (python3) has no igraph and scipy
#   run.sh GRAPH...   on these, and prints the tables
set -euo pipefail
top=$(cd "$(dirname "$0")/../.." && pwd)
build() { swift build -c release --package-path "$top/Benchmarks" --product "$1" >&2; }
build layouts
build collab
binaries=$(swift build -c release --package-path "$top/Benchmarks" --show-bin-path)
python=${PYTHON:-python3}
quality() {
  if "$python" -c "import igraph, scipy" 2>/dev/null; then
    "$python" "$top/Benchmarks/Layout/quality.py" "$binaries/collab" "$@"
  else
    echo "quality.py: skipped, $python has no igraph and scipy" >&2
  fi
}
if [ $# -gt 0 ]; then
  "$binaries/layouts" "$binaries/collab" "$@"
  quality "$@"
  exit
fi

graphs=${COLLAB_SHARED:-$top/../shared}/data/graphs
article=$top/Sources/CollabRender/CollabRender.docc/LayingOutGraphs.md
table=$(mktemp)
trap 'rm -f "$table" "$table.md"' EXIT

# replace HEADER: puts the table in the place of the one in the article that begins so.
replace() {
  if [ ! -s "$table" ]; then return; fi
  awk -v table="$table" -v header="$1" '
    !/^\|/ { inside = 0 }
    index($0, header) == 1 { inside = 1; while ((getline line < table) > 0) print line }
    !inside' "$article" > "$table.md"
  cat "$table.md" > "$article"
}

"$binaries/layouts" "$binaries/collab" "$graphs"/netscience.gml \
  "$graphs/../vispubdata/ieee-vis-1990-2014.csv" "$graphs"/{ca-GrQc.txt,ca-HepTh.txt} \
  "$graphs/../acl-anthology/xml" --generated | tee "$table"
replace "| graph | tool"
quality | tee "$table"
replace "| graph (authors) | layout"
