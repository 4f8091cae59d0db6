#!/usr/bin/env bash
# usage: scripts/manual.sh FOLDER COMMAND...
#
# Writes the man page and the completions of shells into FOLDER/man and FOLDER/completions, with what
# COMMAND, as `swift build -c release`, builds.
set -euo pipefail
cd "$(dirname "$0")/.."
out=$1
shift
for product in collab generate-manual; do
  "$@" --product "$product"
done
bin=$("$@" --show-bin-path)
mkdir -p "$out/man" "$out/completions"
# The date is that of the sources, so that equal ones give equal pages.
"$bin/generate-manual" "$bin/collab" --section 1 --date "$(git log -1 --format=%cs)" \
  --output-directory "$out/man"
# It leaves quotes at the beginning of a line, where troff reads a request.
sed -i.bak "s/^'/\\\\(aq/" "$out/man/collab.1"
rm "$out/man/collab.1.bak"
for shell in bash zsh fish; do
  "$bin/collab" --generate-completion-script "$shell" > "$out/completions/collab.$shell"
done
