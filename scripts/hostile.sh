#!/usr/bin/env bash
# Runs the release executable on hostile inputs and measures time and memory. Fuzz/Hostile/run.py says how.
#
#   scripts/hostile.sh [PART OF A NAME...]
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release --product collab
exec Fuzz/Hostile/run.py "$(swift build -c release --show-bin-path)/collab" "$@"
