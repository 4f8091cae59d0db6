#!/usr/bin/env bash
# Times the readers beside the parsers of others, and prints a table: run.sh [--scale S]
# [--turns N] [--write] [INPUT...]; see bench.py.
set -euo pipefail
inputs=()
for argument in "$@"; do
  if [ -e "$argument" ]; then inputs+=("$(realpath "$argument")"); else inputs+=("$argument"); fi
done
cd "$(dirname "$0")"
swift build -c release --package-path .. --product readers
exec python3 bench.py "$(swift build -c release --package-path .. --show-bin-path)/readers" \
  ${inputs[@]+"${inputs[@]}"}
