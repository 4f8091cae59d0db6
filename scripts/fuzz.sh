#!/usr/bin/env bash
# Fuzzes with libFuzzer, guided by coverage: every reader, and what works on what was read.
#
#   scripts/fuzz.sh [SECONDS A TARGET [TARGET...]]     default: 600 seconds, all targets
#
# Seeds are the files in Fixtures/<target>/ and Fuzz/Corpus/<target>/; what is found on the way is
# kept in Fuzz/.build/corpus/<target>/ for the next run. An input that fails is kept in
# Fixtures/regressions/<target>/, which is replayed at the beginning of every run; the tests replay
# those of readers too. JOBS targets run at a time, one if not given. SEED makes a run on the same
# folders try the same inputs in the same order; it is random if not given.
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
  -Xswiftc -sanitize=fuzzer,address -Xswiftc -parse-as-library -Xswiftc -enable-testing)
# GNU gold trips over the tables of the coverage.
[ "$(uname)" != Linux ] || build+=(-Xswiftc -use-ld=lld)
"${build[@]}"
fuzz=$("${build[@]}" --show-bin-path)/fuzz
[ $# -gt 0 ] || read -r -d '' -a targets < <("$fuzz" && printf '\0')
[ $# -eq 0 ] || targets=("$@")

# Fuzzes one target; the last line of its log has what it did.
run() {
  # Some targets change their folder.
  local target=$1 corpus=$PWD/Fuzz/.build/corpus/$1 kept=$PWD/Fixtures/regressions/$1 length=8192
  local seeds
  mkdir -p "$corpus" "$kept"
  seeds=("$kept")
  for folder in "$PWD/Fixtures/$target" "$PWD/Fuzz/Corpus/$target"; do
    [ ! -d "$folder" ] || seeds+=("$folder")
  done
  # A corpus file of one work has 20 pages.
  [ "$target" != corpus ] || length=131072
  # Swift never frees what lives as long as the program, so leaks are not looked for.
  # The limit of 120 s is of time, not of work: a busy machine is no finding.
  if COLLAB_FUZZ_TARGET=$target ASAN_OPTIONS=detect_leaks=0 SWIFT_BACKTRACE=enable=no \
    "$fuzz" -seed="${SEED:-0}" -max_total_time="$seconds" -timeout=120 -report_slow_units=120 \
    -rss_limit_mb=3072 -max_len=$length -print_final_stats=1 \
    -artifact_prefix="$kept/" "$corpus" "${seeds[@]}" >"$corpus.log" 2>&1
  then
    echo "fuzz: $target: $(executions "$corpus.log") executions"
  else
    echo "fuzz: $target FAILED after $(executions "$corpus.log") executions: $(
      grep -aE '^(finding|==.*ERROR|SUMMARY|Fatal error|.*Test unit written)|: Fatal error' "$corpus.log" | head -n 3
    )"
    touch "$corpus.failed"
  fi
  rmdir --ignore-fail-on-non-empty "$kept" 2>/dev/null || true
}

executions() { sed -n 's/^stat::number_of_executed_units: *//p' "$1" | tail -n 1; }

rm -f Fuzz/.build/corpus/*.failed
start=$SECONDS total=0 failed=0
for target in "${targets[@]}"; do
  while [ "$(jobs -rp | wc -l)" -ge "${JOBS:-1}" ]; do wait -n || true; done
  run "$target" &
done
wait
for target in "${targets[@]}"; do
  total=$((total + $(executions "Fuzz/.build/corpus/$target.log" || echo 0) + 0))
  [ ! -e "Fuzz/.build/corpus/$target.failed" ] || failed=$((failed + 1))
done
rmdir Fixtures/regressions 2>/dev/null || true
echo "fuzz: ${#targets[@]} targets, $total executions in $((SECONDS - start)) s, $failed failed"
if [ $failed -gt 0 ]; then
  echo "fuzz: the inputs are in Fixtures/regressions" >&2
  exit 1
fi
