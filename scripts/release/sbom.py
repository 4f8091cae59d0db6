#!/usr/bin/env python3
"""Prints what an executable of Collab consists of and loads, as SPDX 2.3.

usage: sbom.py EXECUTABLE VERSION

Swift packages are those of Package.resolved, Swift's runtime is that of the toolchain, shared
libraries those that this system loads, with the versions of their packages.
"""
import datetime, hashlib, json, os, re, sys
from elf import libraries, output, package

ROOT = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..", "..")
# Those of DEPENDENCIES.md; the others' stand in the copyright files of their packages.
LICENCES = {
    "collab": "Apache-2.0", "swift": "Apache-2.0 WITH Swift-exception",
    "swift-argument-parser": "Apache-2.0 WITH Swift-exception", "grdb.swift": "MIT", "yams": "MIT",
    "libxml2": "MIT", "libgvc6": "EPL-1.0", "libcgraph6": "EPL-1.0", "libcdt5": "EPL-1.0",
    "libarchive13": "BSD-2-Clause", "zlib1g": "Zlib", "libssl3": "Apache-2.0",
}


def main(executable, version):
    with open(executable, "rb") as file: digest = hashlib.sha256(file.read()).hexdigest()
    parts = [("swift", re.search(r"Swift version (\S+)", output("swift", "--version"))[1], True)]
    with open(os.path.join(ROOT, "Package.resolved")) as file:
        parts += [(pin["identity"], pin["state"]["version"], True) for pin in json.load(file)["pins"]]
    parts += sorted({(*package(path), False) for path in libraries([executable]).values()})

    created = datetime.datetime.fromtimestamp(
        int(os.environ["SOURCE_DATE_EPOCH"]), datetime.timezone.utc)
    document = {
        "spdxVersion": "SPDX-2.3", "dataLicense": "CC0-1.0", "SPDXID": "SPDXRef-DOCUMENT",
        "name": f"collab-{version}",
        "documentNamespace": f"https://spdx.org/spdxdocs/collab-{version}-{digest}",
        "creationInfo": {
            "created": created.strftime("%Y-%m-%dT%H:%M:%SZ"),
            "creators": [f"Tool: collab-{version}"]},
        "packages": [
            dict(described("collab", version),
                 checksums=[{"algorithm": "SHA256", "checksumValue": digest}]),
            *(described(name, version) for name, version, _ in parts)],
        "relationships": [
            {"spdxElementId": "SPDXRef-DOCUMENT", "relationshipType": "DESCRIBES",
             "relatedSpdxElement": reference("collab")},
            *({"spdxElementId": reference("collab"),
               "relationshipType": "STATIC_LINK" if is_inside else "DYNAMIC_LINK",
               "relatedSpdxElement": reference(name)} for name, _, is_inside in parts)],
    }
    json.dump(document, sys.stdout, indent=2)
    print()


def described(name, version):
    licence = LICENCES.get(name, "NOASSERTION")
    return {
        "SPDXID": reference(name), "name": name, "versionInfo": version,
        "downloadLocation": "NOASSERTION", "filesAnalyzed": False, "licenseConcluded": licence,
        "licenseDeclared": licence, "copyrightText": "NOASSERTION"}


def reference(name):
    return "SPDXRef-" + re.sub(r"[^A-Za-z0-9.-]", "-", name)


if __name__ == "__main__":
    if len(sys.argv) != 3: sys.exit(__doc__)
    main(*sys.argv[1:])
