#!/usr/bin/env bash
# Compares the default layout with Graphviz's sfdp on edge lists or GML files: run.sh GRAPH...
set -euo pipefail
files=()
for file in "$@"; do files+=("$(realpath "$file")"); done
cd "$(dirname "$0")"
exec swift run -c release layout-bench "${files[@]}"
