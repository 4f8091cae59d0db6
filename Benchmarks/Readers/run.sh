#!/usr/bin/env bash
# Times the readers beside libxml2, orjson and pybtex, and prints a table: run.sh [--scale S]
# [--turns N] [INPUT...]; see bench.py.
set -euo pipefail
inputs=()
for argument in "$@"; do
  if [ -e "$argument" ]; then inputs+=("$(realpath "$argument")"); else inputs+=("$argument"); fi
done
cd "$(dirname "$0")"
swift build -c release
exec python3 bench.py "$(swift build -c release --show-bin-path)/readers" "${inputs[@]}"
