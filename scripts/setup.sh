#!/usr/bin/env bash
# Installs the system libraries that are missing; does nothing where all are there.
set -euo pipefail

debian=(
  libgraphviz-dev libxml2-dev libsqlite3-dev libsimdjson-dev zlib1g-dev liblzma-dev libzstd-dev
  libbz2-dev libssl-dev pkg-config fonts-dejavu-core
)
homebrew=(graphviz libxml2 sqlite simdjson xz zstd bzip2 openssl@3 pkgconf)

# Swift brings its own clang, but not the C++ standard library that the simdjson shim includes.
compiles_cxx() {
  for compiler in clang++ c++ g++; do
    if echo '#include <string>' | "$compiler" -x c++ -fsyntax-only - 2>/dev/null; then return; fi
  done
  return 1
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

if ! command -v swift >/dev/null; then
  echo "setup: Swift 6.2 or later is needed: https://www.swift.org/install" >&2
  exit 1
fi

if [ "$(uname)" = Darwin ]; then
  command -v brew >/dev/null || { echo "setup: Homebrew is needed: https://brew.sh" >&2; exit 1; }
  installed=$(brew list --formula -1)
  missing=()
  for package in "${homebrew[@]}"; do
    grep -qx -e "$package" -e "${package/pkgconf/pkg-config}" <<<"$installed" || missing+=("$package")
  done
  [ ${#missing[@]} -eq 0 ] || HOMEBREW_NO_AUTO_UPDATE=1 brew install --quiet "${missing[@]}"
elif command -v apt-get >/dev/null; then
  missing=()
  for package in "${debian[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] \
      || missing+=("$package")
  done
  compiles_cxx || missing+=(g++)
  if [ ${#missing[@]} -gt 0 ]; then
    echo "setup: installing ${missing[*]}"
    install=(env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends)
    log=$(mktemp)
    trap 'rm -f "$log"' EXIT
    # The package lists may be absent or old; they are fetched only where that gets in the way.
    as_root "${install[@]}" "${missing[@]}" >"$log" 2>&1 \
      || { as_root apt-get update -qq >"$log" 2>&1 \
        && as_root "${install[@]}" "${missing[@]}" >"$log" 2>&1; } \
      || { cat "$log" >&2; exit 1; }
  fi
else
  echo "setup: neither apt-get nor brew is here; install what these packages hold:" >&2
  echo "setup: ${debian[*]}" >&2
  pkg-config --exists libgvc libxml-2.0 sqlite3 libcrypto
fi
