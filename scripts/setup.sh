#!/usr/bin/env bash
# Installs the system libraries that are missing, after it has said which and how; where all are there
# it does nothing. With NO_INSTALL=1 it stops instead.
set -euo pipefail

debian=(
  libgraphviz-dev libxml2-dev libsqlite3-dev libsimdjson-dev libarchive-dev zlib1g-dev
  liblzma-dev libssl-dev pkg-config fonts-dejavu-core
)
homebrew=(graphviz libxml2 sqlite simdjson libarchive xz openssl@3 pkgconf)

# What pkg-config calls them, and the oldest version that is known to work.
oldest=(
  libgvc:2.42 libxml-2.0:2.9.13 sqlite3:3.37 simdjson:3.0 zlib:1.2.11 liblzma:5.2 libarchive:3.5
  libcrypto:3.0
)

# Swift brings its own clang, but not the C++ standard library that the simdjson shim includes.
compiles_cxx() {
  for compiler in clang++ c++ g++; do
    if echo '#include <string>' | "$compiler" -x c++ -fsyntax-only - 2>/dev/null; then return; fi
  done
  return 1
}

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

# announce COMMAND PACKAGE...: says what is going to be installed, or stops where nothing may be.
announce() {
  local command=$1
  shift
  echo "setup: missing: $*" >&2
  if [ -n "${NO_INSTALL:-}" ]; then
    echo "setup: nothing is installed, as NO_INSTALL is set; install them with: $command $*" >&2
    exit 1
  fi
  echo "setup: installing them with: $command $*" >&2
}

check_versions() {
  local entry library version old=()
  for entry in "${oldest[@]}"; do
    library=${entry%%:*}
    # A library that pkg-config does not know, as those of macOS itself, has no version to compare.
    version=$(pkg-config --modversion "$library" 2>/dev/null) || continue
    pkg-config --atleast-version="${entry#*:}" "$library" \
      || old+=("$library $version (at least ${entry#*:})")
  done
  [ ${#old[@]} -eq 0 ] || { printf 'setup: too old: %s\n' "${old[@]}" >&2; exit 1; }
}

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
  if [ ${#missing[@]} -gt 0 ]; then
    announce "brew install" "${missing[@]}"
    HOMEBREW_NO_AUTO_UPDATE=1 brew install --quiet "${missing[@]}"
  fi
  # Homebrew keeps apart what macOS has as well.
  for package in "${homebrew[@]}"; do
    PKG_CONFIG_PATH="$(brew --prefix)/opt/$package/lib/pkgconfig:${PKG_CONFIG_PATH:-}"
  done
  export PKG_CONFIG_PATH
elif command -v apt-get >/dev/null; then
  missing=()
  for package in "${debian[@]}"; do
    [ "$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null)" = installed ] \
      || missing+=("$package")
  done
  compiles_cxx || missing+=(g++)
  if [ ${#missing[@]} -gt 0 ]; then
    root=
    [ "$(id -u)" -eq 0 ] || root="sudo "
    announce "${root}apt-get install" "${missing[@]}"
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
  pkg-config --exists libgvc libxml-2.0 libarchive sqlite3 libcrypto
fi
check_versions
