"""Counts entries and authors of real BibTeX files with pybtex, for BibTeXAgreementTests.

usage: python3 bibtex.py SHARED/data/formats > bibtex.json

Files on which pybtex raises an error in strict mode are left out: the names are kept under
"refused" with the error, so that the agreement is seen for what it is.
"""
import json
import os
import sys

import pybtex
import pybtex.errors
from pybtex.database.input import bibtex

root = sys.argv[1]
pybtex.errors.set_strict_mode(True)
counts, refused = {}, {}
for folder in ["NIME", "ScientoPy", "asreview-cff", "better-bibtex", "jabref", "pyBibX", "topp"]:
    for path, folders, names in os.walk(os.path.join(root, folder)):
        folders.sort()
        for name in sorted(names):
            if not name.endswith((".bib", ".bibtex")):
                continue
            file = os.path.join(path, name)
            short = os.path.relpath(file, root)
            try:
                data = bibtex.Parser(encoding="utf-8-sig").parse_file(file)
            except Exception as error:
                refused[short] = type(error).__name__ + ": " + str(error).split("\n")[0][:100]
                continue
            authors = 0
            for entry in data.entries.values():
                authors += sum(str(p) != "others" for p in entry.persons.get("author", []))
            counts[short] = {"entries": len(data.entries), "authors": authors}
json.dump(
    {"tool": "pybtex " + pybtex.__version__, "counts": counts, "refused": refused},
    sys.stdout, indent=1, sort_keys=True, ensure_ascii=True)
print()
