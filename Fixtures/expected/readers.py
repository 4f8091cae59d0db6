"""Counts records and authorships of the real files with parsers that are not ours.

python3 readers.py DATA > readers.json, where DATA is the folder of the real data. Versions are
written beside the counts. An authorship is an author as the file lists them: names of the
byline, collectives, nobody else.
"""
import csv, glob, json, os, re, sys
import xml.etree.ElementTree as ET
import importlib.metadata as metadata
import orjson
import rispy

root = sys.argv[1]
csv.field_size_limit(1 << 30)
files = {}


def put(path, format, records, authors):
    files[path] = {"format": format, "records": records, "authors": authors}


def text_of(path):
    return open(os.path.join(root, path), encoding="utf-8-sig", newline="").read()


# RIS by rispy, without the dialects that it refuses.
for path in sorted(glob.glob(root + "/formats/asreview-cff/Datasets/RIS/*.ris")) + sorted(
    glob.glob(root + "/formats/CiteSource/*.ris")
):
    relative = os.path.relpath(path, root)
    text = text_of(relative)
    # EPPI-Reviewer breaks a name into two, which we join again.
    if "eppireviewer" in relative or not re.search(r"^TY  - ", text, re.M) or re.search(r"^TY  -  ", text, re.M):
        continue
    entries = rispy.loads(text, skip_unknown_tags=False)
    count = sum(
        len([a for a in e.get("authors", []) if a != "null, null"]) + len(e.get("first_authors", []))
        for e in entries)
    put(relative, "ris", len(entries), count)

# Tables by the csv module.
def rows(path, delimiter=",", quoting=csv.QUOTE_MINIMAL):
    return list(csv.DictReader(text_of(path).splitlines(keepends=True), delimiter=delimiter, quoting=quoting))


def parted(cell, separator=";"):
    return [p for p in (cell or "").split(separator) if p.strip()]


for path in ["formats/ScientoPy/wos_2026_04_02_1000.txt", "formats/ScientoPy/wos_2026_04_02_2000.txt"]:
    table = rows(path, "\t", csv.QUOTE_NONE)
    put(path, "wos-tab", len(table), sum(
        len([a for a in parted(r["AU"]) if a.strip() != "[Anonymous]"]) + len(parted(r["CA"])) for r in table))
table = rows("formats/litstudy/scopus.csv")
put("formats/litstudy/scopus.csv", "scopus", len(table), sum(
    len([a for a in parted(r["Authors"], ",") if "No author name" not in a]) for r in table))
table = rows("formats/litstudy/ieee_1.csv")
put("formats/litstudy/ieee_1.csv", "ieee", len(table), sum(len(parted(r["Authors"])) for r in table))
for path, delimiter in [("formats/asreview-cff/Datasets/CSV/_baseline.csv", ","),
                        ("formats/asreview-cff/Datasets/TSV/_baseline.tsv", "\t")]:
    table = rows(path, delimiter)
    put(path, "lens", len(table), sum(len(parted(r["Author/s"])) for r in table))

# Tagged text by regular expressions on its lines.
text = text_of("formats/pyBibX/pubmed.txt")
records = re.split(r"^PMID- ", text, flags=re.M)[1:]
put("formats/pyBibX/pubmed.txt", "medline", len(records), sum(
    len(re.findall(r"^FAU - ", r, re.M)) + len(re.findall(r"^CN  - ", r, re.M)) for r in records))
text = text_of("formats/metaknowledge/ManyAuthors.isi")
records = re.split(r"^PT ", text, flags=re.M)[1:]


def listed(record, tag):
    found = re.search(r"^%s (.*(?:\n   .*)*)" % tag, record, re.M)
    return [line.strip() for line in found.group(1).split("\n")] if found else []


put("formats/metaknowledge/ManyAuthors.isi", "wos", len(records), sum(
    len([a for a in max(listed(r, "AU"), listed(r, "AF"), key=len) if a != "[Anonymous]"]) + len(listed(r, "CA"))
    for r in records))

# XML by ElementTree.
papers = authors = 0
for path in sorted(glob.glob(root + "/acl-anthology/xml/*.xml")):
    for paper in ET.parse(path).getroot().iter("paper"):
        papers += 1
        authors += len(paper.findall("author"))
put("acl-anthology/xml", "acl", papers, authors)
for name in ["dblp1", "dblp2", "dblp3", "dblp4"]:
    path = "formats/dblp-xml/%s.xml" % name
    entries = [e for e in ET.parse(os.path.join(root, path)).getroot()
               if not (e.tag == "www" and e.get("key", "").startswith("homepages/"))]
    put(path, "dblp", len(entries), sum(len(e.findall("author")) for e in entries))
tree = ET.parse(os.path.join(root, "formats/reflib/blue-light.xml"))
entries = tree.getroot().findall("./records/record")
put("formats/reflib/blue-light.xml", "endnote-xml", len(entries), sum(
    len(e.findall("./contributors/authors/author")) for e in entries))

# JSON by orjson.
for path in sorted(glob.glob(root + "/openalex/*.json")):
    works = orjson.loads(open(path, "rb").read())["works"]
    put(os.path.relpath(path, root), "openalex", len(works), sum(len(w["authorships"]) for w in works))
for path in ["formats/deep-review/manual-references.json", "formats/deep-review/manual-references-2020-01-29.json"]:
    items = orjson.loads(open(os.path.join(root, path), "rb").read())
    put(path, "csl-json", len(items), sum(len(i.get("author", [])) for i in items))

versions = {"python": sys.version.split()[0]}
for package in ["rispy", "orjson"]:
    versions[package] = metadata.version(package)
json.dump({"versions": versions, "files": files}, sys.stdout, indent=1, sort_keys=True)
print()
