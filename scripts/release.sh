#!/usr/bin/env bash
# usage: scripts/release.sh [FOLDER]
#
# Writes into FOLDER (dist) what is published of a version for Debian and Ubuntu: the executable with
# Swift's runtime in it, a .deb that depends on the system's libraries, a Python wheel that carries
# them, an SBOM and the checksums. Then installs the package and the wheel on bare systems of their own
# and makes a report of seeds/ with each; it must have the bytes of the report of this system.
#
# The bare systems need root. The same sources and libraries give the same bytes.
set -euo pipefail
cd "$(dirname "$0")/.."
out=${1:-dist}
tools=(binutils dpkg-dev mmdebstrap patchelf)

if ! command -v dpkg-deb >/dev/null; then
  echo "release: releases are made on Debian or Ubuntu" >&2
  exit 1
fi
for tool in "${tools[@]}"; do
  if ! dpkg-query -W "$tool" >/dev/null 2>&1; then
    echo "release: '$tool' is missing; install: apt-get install ${tools[*]}" >&2
    exit 1
  fi
done

SOURCE_DATE_EPOCH=$(git log -1 --format=%ct)
export SOURCE_DATE_EPOCH
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
build=(-c release --static-swift-stdlib)

scripts/manual.sh "$work/manual" swift build "${build[@]}"
built=$(swift build "${build[@]}" --show-bin-path)/collab
version=$("$built" --version)
machine=$(dpkg --print-architecture)
rm -rf "$out"
mkdir -p "$out"
strip -o "$out/collab" "$built"

package=$work/package
install -D "$out/collab" "$package/usr/bin/collab"
install -D -m 644 LICENSE "$package/usr/share/doc/collab/copyright"
install -D -m 644 "$work/manual/man/collab.1" "$package/usr/share/man/man1/collab.1"
gzip -9n "$package/usr/share/man/man1/collab.1"
install -D -m 644 "$work/manual/completions/collab.bash" \
  "$package/usr/share/bash-completion/completions/collab"
install -D -m 644 "$work/manual/completions/collab.zsh" \
  "$package/usr/share/zsh/vendor-completions/_collab"
install -D -m 644 "$work/manual/completions/collab.fish" \
  "$package/usr/share/fish/vendor_completions.d/collab.fish"
mkdir "$work/debian" "$package/DEBIAN"
printf 'Source: collab\n\nPackage: collab\nArchitecture: any\n' > "$work/debian/control"
libraries=$(cd "$work" && dpkg-shlibdeps -O package/usr/bin/collab)
cat > "$package/DEBIAN/control" <<CONTROL
Package: collab
Version: $version
Architecture: $machine
Maintainer: The authors of Collab
Depends: ${libraries#shlibs:Depends=}, fonts-dejavu-core
Section: science
Priority: optional
Installed-Size: $(du -sk "$package/usr" | cut -f1)
Description: collaboration graphs of authors and their papers
 Reads bibliographies and author pages, and writes coauthor diagrams, rankings,
 clusters and reports that are the same bytes on every run.
CONTROL
dpkg-deb --build --root-owner-group -Zxz "$package" "$out" >/dev/null

scripts/release/wheel.py "$out/collab" "$version" "$out"
scripts/release/sbom.py "$out/collab" "$version" > "$out/collab-$version.spdx.json"
(cd "$out" && sha256sum -- * > "$work/SHA256SUMS" && mv "$work/SHA256SUMS" .)
scripts/release/bare.sh "$out"
echo "release: $out has version $version: $(cd "$out" && echo *)"
