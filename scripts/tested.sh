#!/usr/bin/env bash
# usage: scripts/tested.sh build|test|package [ARGUMENT...]
#
# SwiftPM on the build that the suite runs on: optimized, as a debug build takes five times as long for the
# tests as it saves in compiling, and open to `@testable import`. Its folder is its own, for `make build`
# has other options.
set -euo pipefail
cd "$(dirname "$0")/.."
exec swift "$1" --scratch-path .build/tested -c release -Xswiftc -enable-testing "${@:2}"
