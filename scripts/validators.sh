#!/usr/bin/env bash
# usage: scripts/validators.sh
#
# Installs the tools of PyPI that judge what is written, in these versions, into .build/validators, where the
# tests look for them. Their requirements contradict each other, so that each has a folder of its own.
set -euo pipefail
cd "$(dirname "$0")/.."
install() {
  local folder=.build/validators/$1
  shift
  [ -x "$folder/bin/python3" ] || python3 -m venv "$folder"
  "$folder/bin/python3" -m pip install --quiet --disable-pip-version-check "$@"
}
install citation cffconvert==2.0.0
install crate roc-validator==0.13.0
install schema jsonschema==4.26.0 PyYAML==6.0.3
install statement in-toto-attestation==0.9.3
install tables frictionless==5.21.0
