#!/usr/bin/env bash
# usage: scripts/spark.sh [NAME...]
#
# Tests the programs of Spark/ against servers of its own, on loopback: Sail, and a Spark cluster of two workers;
# with names, only the tests that hold one of them; with FULL=1 also what takes long. Installs what is missing: a Java runtime, and pyspark, pyarrow and pysail
# in these versions into .build/spark-venv and .build/sail-venv. Fails where they cannot be had. All that it starts
# is stopped by the number of its process.
set -euo pipefail
cd "$(dirname "$0")/.."
pyspark=4.3.0 pysail=0.7.2 client=4.2.0 pyarrow=26.0.1

as_root() { if [ "$(id -u)" -eq 0 ]; then "$@"; else sudo "$@"; fi; }

if ! java -version >/dev/null 2>&1; then
  if [ -n "${NO_INSTALL:-}" ] || ! command -v apt-get >/dev/null; then
    echo "spark: a Java runtime of version 17 or later is needed" >&2
    exit 1
  fi
  echo "spark: installing a Java runtime" >&2
  as_root apt-get update -qq
  as_root env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends \
    default-jre-headless procps
fi

install() {
  local folder=.build/$1
  shift
  [ -x "$folder/bin/python3" ] || python3 -m venv "$folder"
  "$folder/bin/python3" -m pip install --quiet --disable-pip-version-check "$@"
}
mkdir -p .build
# What takes the network comes while what takes the processor is built.
(
  install spark-venv "pyspark==$pyspark" grpcio-tools==1.85.1 "pyarrow==$pyarrow" $([ "${FULL:-}" != 1 ] || echo "moto[s3,server]==5.2.5")
  # Sail asks an installed client for the version that it should speak, and needs nothing else of it.
  install sail-venv --no-deps "pysail==$pysail" "pyspark-client==$client"
) &
installing=$!
trap 'kill "$installing" 2>/dev/null || true' EXIT
scripts/tested.sh build --product collab
swift test --package-path Spark
swift build --package-path Spark --product collab-spark
wait "$installing"
trap - EXIT

.build/spark-venv/bin/python3 Spark/Protocol/check.py Spark/Protocol/spark_connect_subset.proto
home=$(.build/spark-venv/bin/python3 -c 'import os, pyspark; print(os.path.dirname(pyspark.__file__))')
work=$(mktemp -d "${TMPDIR:-/tmp}/collab-spark.XXXXXX")
trap 'rm -rf "$work"' EXIT
.build/spark-venv/bin/python3 Spark/Tests/Cluster/run.py "$(scripts/tested.sh build --show-bin-path)/collab" \
  "$(swift build --package-path Spark --show-bin-path)/collab-spark" "$home" "$PWD/.build/sail-venv/bin/sail" "$work" "$@"
