#!/usr/bin/env bash
# Imports many files into one corpus while others read it. Fuzz/Soak/run.py says how.
#
#   scripts/soak.sh [IMPORTS]          2,000 if no number is given
set -euo pipefail
cd "$(dirname "$0")/.."
swift build -c release --product collab
exec Fuzz/Soak/run.py "$(swift build -c release --show-bin-path)/collab" "$@"
