#!/usr/bin/env bash
# usage: scripts/without-c-libraries.sh
#
# Builds and runs a package that uses CollabAlgorithms alone, with headers and libraries of C out of
# reach, and shows that neither the compiler nor the linker asked for any of them.
set -euo pipefail
cd "$(dirname "$0")/.."
here=$PWD
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
mkdir -p "$folder/Sources/Ranks"
cat > "$folder/Package.swift" <<MANIFEST
// swift-tools-version: 6.2
import PackageDescription

let package = Package(
  name: "Ranks",
  dependencies: [.package(name: "collab", path: "$here")],
  targets: [
    .executableTarget(
      name: "Ranks", dependencies: [.product(name: "CollabAlgorithms", package: "collab")])
  ])
MANIFEST
cat > "$folder/Sources/Ranks/main.swift" <<'PROGRAM'
import CollabAlgorithms
import CollabGraph

let graph = Graph(vertexCount: 4, edges: [Edge(0, 1), Edge(0, 2), Edge(0, 3)])
print(try Measure.betweenness.scores(of: graph).values)
PROGRAM
# What is checked out already is used again; nothing is fetched where it is there.
[[ -e .build/repositories ]] && mkdir -p "$folder/.build" \
  && cp -r .build/repositories "$folder/.build/"
[[ -e Package.resolved ]] && cp Package.resolved "$folder/"

# pkg-config finds no library, so that no flag of one comes in.
export PKG_CONFIG_LIBDIR=$folder/none PKG_CONFIG_PATH=
swift build --package-path "$folder" -v > "$folder/log" 2>&1 || { tail -20 "$folder/log"; exit 1; }
libraries='graphviz|libxml2|archive|crypto|simdjson|sqlite'
if grep -E -- "-(l|I|isystem ?)[^ ]*($libraries)" "$folder/log" | head -3 | grep .; then
  echo "the build asks for a C library" >&2
  exit 1
fi
if ldd "$folder/.build/debug/Ranks" | grep -E "$libraries"; then
  echo "the program needs a C library" >&2
  exit 1
fi
[[ $("$folder/.build/debug/Ranks") == "[3.0, 0.0, 0.0, 0.0]" ]]
echo "CollabAlgorithms builds and runs without the C libraries"
