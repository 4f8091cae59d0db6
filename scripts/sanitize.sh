#!/usr/bin/env bash
# Runs the suite under Clang's sanitizers; each has a build of its own, .build/<sanitizer>.
#
#   scripts/sanitize.sh [SANITIZERS [FILTER]]     default: "address thread undefined", all tests
set -euo pipefail
cd "$(dirname "$0")/.."
# Swift never frees what lives as long as the program, so leaks are not looked for.
export ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0
export TSAN_OPTIONS=halt_on_error=1
for sanitizer in ${1:-address thread undefined}; do
  options=(--scratch-path ".build/$sanitizer")
  if [ "$sanitizer" = undefined ]; then
    # Swift's own arithmetic traps, and its compiler knows no such option; C and C++ trap too then.
    for compiler in -Xcc -Xcxx; do
      options+=("$compiler" -fsanitize=undefined "$compiler" -fsanitize-trap=undefined)
    done
  else
    options+=(--sanitize="$sanitizer")
  fi
  echo "sanitize: $sanitizer"
  swift test "${options[@]}" ${2:+--filter "$2"}
done
