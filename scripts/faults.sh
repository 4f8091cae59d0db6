#!/usr/bin/env bash
# Makes every call that writes fail once, in reports, pictures, exports and imports, and checks that
# each file is the old or the new one whole. Fuzz/Faults/run.py says how.
#
#   scripts/faults.sh [JOB...]
set -euo pipefail
cd "$(dirname "$0")/.."
[ "$(uname)" = Linux ] || { echo "faults: only Linux can load a library before the C library" >&2; exit 1; }
swift build --product collab
exec Fuzz/Faults/run.py "$(swift build --show-bin-path)/collab" "$@"
