"""Reads bibliographies that were written with pybtex, rispy and Python's own parsers, and compares
them with expected.json. Written for pybtex 0.25 and rispy 0.10; says what it skips."""

import csv
import json
import pathlib
import sys

folder = pathlib.Path(sys.argv[1])
expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
failures = []


def check(what, got, wanted):
    if got != wanted:
        failures.append(f"{what}: got {got!r}, wanted {wanted!r}")


def plain(text):
    for command, character in (
        ("\\textbackslash{}", "\0"), ("\\textbraceleft{}", "\1"), ("\\textbraceright{}", "\2"),
        ("\\textasciitilde{}", "~"), ("\\textasciicircum{}", "^"), ("{}", ""), ("\\&", "&"),
        ("\\%", "%"), ("\\$", "$"), ("\\#", "#"), ("\\_", "_"), ("{", ""), ("}", ""),
        ("\0", "\\"), ("\1", "{"), ("\2", "}"),
    ):
        text = text.replace(command, character)
    return text


def with_pybtex():
    try:
        from pybtex.database import parse_file
    except ImportError:
        print("skipped: pybtex is not there")
        return
    entries = list(parse_file(str(folder / "works.bib"), bib_format="bibtex").entries.values())
    check("bibtex entries", len(entries), len(expected))
    for entry, work in zip(entries, expected):
        check("bibtex title", plain(entry.fields.get("title", "")), work["title"])
        check("bibtex year", entry.fields.get("year"), work["year"])
        persons = entry.persons.get("author", [])
        names = [
            [plain(" ".join(part)) for part in
             (p.first_names + p.middle_names, p.prelast_names, p.last_names, p.lineage_names)]
            for p in persons
        ]
        wanted = list(work["authors"])
        if work["isIncomplete"]:
            wanted.append(["", "", "others", ""])
        check("bibtex authors", names, wanted)
        noted = dict(
            note.split("=") for note in entry.fields.get("author+an:orcid", "").split("; ") if note)
        check(
            "bibtex orcids", [noted.get(str(n), '""') for n in range(1, len(work["orcids"]) + 1)],
            ['"' + orcid + '"' for orcid in work["orcids"]])


def with_rispy():
    try:
        import rispy
    except ImportError:
        print("skipped: rispy is not there")
        return
    with open(folder / "works.ris", encoding="utf-8") as file:
        entries = rispy.load(file)
    check("ris entries", len(entries), len(expected))
    for entry, work in zip(entries, expected):
        check("ris title", entry.get("title", ""), " ".join(work["title"].split()))
        check("ris year", entry.get("year"), work["year"])
        names = [
            ", ".join(filter(None, [" ".join(filter(None, [particle, family])), given, suffix]))
            for given, particle, family, suffix in work["authors"]
        ]
        # The comma behind the name of a group.
        got = [name.removesuffix(",") for name in entry.get("authors", [])]
        check("ris authors", got, names)


items = json.loads((folder / "works.json").read_text(encoding="utf-8"))
check("csl items", len(items), len(expected))
check("csl keys differ", len({item["id"] for item in items}), len(items))
for item, work in zip(items, expected):
    check("csl title", item.get("title", ""), work["title"])
    year = item["issued"]["date-parts"][0][0] if "issued" in item else None
    check("csl year", None if year is None else str(year), work["year"])
    names = [
        ["", "", a["literal"], ""] if "literal" in a else
        [a.get("given", ""), a.get("non-dropping-particle", ""), a["family"], a.get("suffix", "")]
        for a in item["author"]
    ]
    check("csl authors", names, work["authors"])
    check("csl orcids", [a.get("ORCID", "") for a in item["author"]], work["orcids"])
with open(folder / "works.csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file))
check("csv rows", len(rows), len(expected))
for row, work in zip(rows, expected):
    title = "'" + work["title"] if work["title"][:1] in tuple("=+-@") else work["title"]
    check("csv title", row["title"], title)
    check("csv year", row["year"], work["year"] or "")
    names = [
        ", ".join(filter(None, [" ".join(filter(None, [particle, family])), suffix, given]))
        for given, particle, family, suffix in work["authors"]
    ] + (["et al."] if work["isIncomplete"] else [])
    listed = "; ".join(names)
    check("csv authors", row["authors"], "'" + listed if listed[:1] in tuple("=+-@") else listed)
    orcids = work["orcids"] + ([""] if work["isIncomplete"] else [])
    check("csv orcids", row["author orcids"], "; ".join(orcids) if any(orcids) else "")
with_pybtex()
with_rispy()
for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)
