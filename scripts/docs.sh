#!/usr/bin/env bash
# usage: scripts/docs.sh [FOLDER]
#
# Writes into FOLDER (docs) what there is to read: the documentation of all modules as one archive
# that a web server can serve, the man page, and the completions of shells. A warning is an error.
# It takes the symbols of the build that is tested and the toolchain's docc, so that nothing is built twice and
# the package depends on no plugin for it.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-docs}
# Lowest first: pages link to those of modules named before.
modules=(
  CollabCore CollabDigest CollabGraph CollabAlgorithms CollabBibliography CollabStore CollabCorpus
  CollabRender CollabReport CollabKit
)
for module in Sources/Collab*/; do
  module=$(basename "$module")
  case " ${modules[*]} " in
    *" $module "*) ;;
    *) echo "docs: $module is not in the list of modules" >&2; exit 1 ;;
  esac
done

work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
docc=$(command -v docc || xcrun --find docc)
# quietly COMMAND...: shows what it prints only where it fails.
quietly() { "$@" > "$work/log" 2>&1 || { cat "$work/log" >&2; exit 1; }; }

# Symbols are asked of the modules of tests, too, which must be there.
quietly scripts/tested.sh build --build-tests
quietly scripts/tested.sh package dump-symbol-graph --minimum-access-level public --skip-synthesized-members
graphs=$(sed -n 's/^Files written to //p' "$work/log" | tail -1)
dependencies=()
archives=()
for module in "${modules[@]}"; do
  mkdir "$work/$module"
  cp "$graphs/$module.symbols.json" "$work/$module"
  quietly "$docc" convert "Sources/$module/$module.docc" --warnings-as-errors \
    --additional-symbol-graph-dir "$work/$module" --output-path "$work/$module.doccarchive" \
    --fallback-display-name "$module" --fallback-bundle-identifier "$module" \
    --enable-experimental-external-link-support ${dependencies[@]+"${dependencies[@]}"}
  dependencies+=(--dependency "$work/$module.doccarchive")
  archives+=("$work/$module.doccarchive")
done
rm -rf "$out"
mkdir -p "$out"
quietly "$docc" merge "${archives[@]}" --output-path "$out/Collab.doccarchive" \
  --synthesized-landing-page-name Collab --synthesized-landing-page-kind Package

quietly scripts/manual.sh "$out" scripts/tested.sh build
echo "docs: ${#modules[@]} modules, the man page and completions are in $out"
