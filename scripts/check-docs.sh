#!/usr/bin/env bash
# Runs every `collab` command of README.md and of the articles WhoIsWho, ComparingReports and Configurations, in order, in an empty
# folder with seeds and a .bib file.
set -euo pipefail
top=$(cd "$(dirname "$0")/.." && pwd)
bin=${1:-$("$top/scripts/tested.sh" build --show-bin-path)}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
cp -R "$top/seeds" "$work/seeds"
cp "$top/Tests/CommandLineTests/Inputs/lab.bib" "$work/refs.bib"
cd "$work"
PATH="$bin:$PATH"
count=0
while IFS= read -r command; do
  eval "$command" >output 2>errors || { echo "failed: $command" >&2; cat errors >&2; exit 1; }
  count=$((count + 1))
done < <(awk '/^```/ { inside = !inside } inside && /^(collab|sed|echo) /' "$top/README.md" \
  "$top/Sources/CollabBibliography/CollabBibliography.docc/WhoIsWho.md" \
  "$top/Sources/CollabReport/CollabReport.docc/ComparingReports.md" \
  "$top/Sources/CollabReport/CollabReport.docc/Configurations.md")
echo "$count commands ran"
