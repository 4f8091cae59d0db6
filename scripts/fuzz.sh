#!/usr/bin/env bash
# Fuzzes readers with libFuzzer, guided by coverage.
#
#   scripts/fuzz.sh [SECONDS A READER [READER...]]     default: 600 seconds, all readers
#
# Seeds are the files in Fixtures/<reader>/; what is found on the way is kept in
# Fuzz/.build/corpus/<reader>/ for the next run. An input that fails is kept in
# Fixtures/regressions/<reader>/, where the tests replay it.
set -euo pipefail
cd "$(dirname "$0")/.."
seconds=${1:-600}
shift $(($# > 0))

if [ "$(uname)" = Linux ]; then
  runtime=$(dirname "$(dirname "$(readlink -f "$(command -v swift)")")")/lib/clang
  if [ -z "$(find "$runtime" -name 'libclang_rt.fuzzer-*.a' -print -quit 2>/dev/null)" ]; then
    echo "fuzz: this Swift toolchain comes without libFuzzer (libclang_rt.fuzzer)" >&2
    exit 1
  fi
fi

build=(swift build --package-path Fuzz -c release
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library)
# GNU gold trips over the tables of the coverage.
[ "$(uname)" != Linux ] || build+=(-Xswiftc -use-ld=lld)
"${build[@]}"
fuzz=$("${build[@]}" --show-bin-path)/fuzz
[ $# -gt 0 ] || read -r -d '' -a readers < <("$fuzz" && printf '\0')
[ $# -eq 0 ] || readers=("$@")

failed=()
for reader in "${readers[@]}"; do
  corpus=Fuzz/.build/corpus/$reader
  kept=Fixtures/regressions/$reader
  mkdir -p "$corpus" "$kept"
  seeds=("$kept")
  [ ! -d "Fixtures/$reader" ] || seeds+=("Fixtures/$reader")
  echo "fuzz: $reader for $seconds s"
  log=$corpus.log
  # Swift never frees what lives as long as the program, so leaks are not looked for.
  COLLAB_FUZZ_READER=$reader ASAN_OPTIONS=detect_leaks=0 "$fuzz" -max_total_time="$seconds" \
    -timeout=10 -rss_limit_mb=2048 -max_len=8192 -artifact_prefix="$kept/" \
    "$corpus" "${seeds[@]}" >"$log" 2>&1 || failed+=("$reader")
  grep -E '^(==.*ERROR|SUMMARY|Fatal error|.*Test unit written)' "$log" || tail -n 1 "$log"
  rmdir --ignore-fail-on-non-empty "$kept" 2>/dev/null || true
done
rmdir Fixtures/regressions 2>/dev/null || true
if [ ${#failed[@]} -gt 0 ]; then
  echo "fuzz: failed: ${failed[*]}; the inputs are in Fixtures/regressions" >&2
  exit 1
fi
