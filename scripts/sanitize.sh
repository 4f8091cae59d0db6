#!/usr/bin/env bash
# Runs the suite under Clang's sanitizers; each has a build of its own, .build/<sanitizer>.
#
#   scripts/sanitize.sh [SANITIZERS [FILTER]]     default: "address thread undefined", all tests
set -euo pipefail
cd "$(dirname "$0")/.."
# Swift never frees what lives as long as the program, so leaks are not looked for.
export ASAN_OPTIONS=detect_leaks=0:detect_stack_use_after_return=0
export TSAN_OPTIONS=halt_on_error=1 UBSAN_OPTIONS=halt_on_error=1:print_stacktrace=1
for sanitizer in ${1:-address thread undefined}; do
  options=(--sanitize="$sanitizer" --scratch-path ".build/$sanitizer")
  # Swift itself has no undefined arithmetic; what its C and C++ parts do is checked.
  [ "$sanitizer" != undefined ] || options+=(-Xcc -fsanitize=undefined)
  echo "sanitize: $sanitizer"
  swift test "${options[@]}" ${2:+--filter "$2"}
done
