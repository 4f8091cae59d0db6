"""Counts records and authorships of the real files with parsers that are not ours.

python3 readers.py DATA > readers.json, where DATA is the folder of the real data. Versions are
written beside the counts. An authorship is an author as the file lists them: names of the
byline, collectives, nobody else. Every file of the real data is either counted here, or under
"refused" with the reason why pybtex does not read it, or under "uncounted": other formats,
licences, and what was made up to break parsers.
"""
import csv, glob, gzip, html, io, json, os, re, sys, tarfile
import xml.etree.ElementTree as ET
import importlib.metadata as metadata
import orjson
import pybtex.errors
import pybtex.database.input.bibtex
import rispy

root = sys.argv[1]
csv.field_size_limit(1 << 30)
files = {}


def put(path, format, records, authors, tool):
    files[path] = {"format": format, "records": records, "authors": authors, "tool": tool}


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
    put(relative, "ris", len(entries), count, "rispy")

# Tables by the csv module.
def rows(path, delimiter=",", quoting=csv.QUOTE_MINIMAL):
    return list(csv.DictReader(text_of(path).splitlines(keepends=True), delimiter=delimiter, quoting=quoting))


def parted(cell, separator=";"):
    return [p for p in (cell or "").split(separator) if p.strip()]


for path in ["formats/ScientoPy/wos_2026_04_02_1000.txt", "formats/ScientoPy/wos_2026_04_02_2000.txt"]:
    table = rows(path, "\t", csv.QUOTE_NONE)
    put(path, "wos-tab", len(table), sum(
        len([a for a in parted(r["AU"]) if a.strip() != "[Anonymous]"]) + len(parted(r["CA"])) for r in table), "csv")
table = rows("formats/litstudy/scopus.csv")
put("formats/litstudy/scopus.csv", "scopus", len(table), sum(
    len([a for a in parted(r["Authors"], ",") if "No author name" not in a]) for r in table), "csv")
table = rows("formats/litstudy/ieee_1.csv")
put("formats/litstudy/ieee_1.csv", "ieee", len(table), sum(len(parted(r["Authors"])) for r in table), "csv")
for path, delimiter in [("formats/asreview-cff/Datasets/CSV/_baseline.csv", ","),
                        ("formats/asreview-cff/Datasets/TSV/_baseline.tsv", "\t")]:
    table = rows(path, delimiter)
    put(path, "lens", len(table), sum(len(parted(r["Author/s"])) for r in table), "csv")

# Tagged text by regular expressions on its lines.
text = text_of("formats/pyBibX/pubmed.txt")
records = re.split(r"^PMID- ", text, flags=re.M)[1:]
put("formats/pyBibX/pubmed.txt", "medline", len(records), sum(
    len(re.findall(r"^FAU - ", r, re.M)) + len(re.findall(r"^CN  - ", r, re.M)) for r in records), "re")
text = text_of("formats/metaknowledge/ManyAuthors.isi")
records = re.split(r"^PT ", text, flags=re.M)[1:]


def listed(record, tag):
    found = re.search(r"^%s (.*(?:\n   .*)*)" % tag, record, re.M)
    return [line.strip() for line in found.group(1).split("\n")] if found else []


put("formats/metaknowledge/ManyAuthors.isi", "wos", len(records), sum(
    len([a for a in max(listed(r, "AU"), listed(r, "AF"), key=len) if a != "[Anonymous]"]) + len(listed(r, "CA"))
    for r in records), "re")

# XML by ElementTree.
papers = authors = 0
for path in sorted(glob.glob(root + "/acl-anthology/xml/*.xml")):
    for paper in ET.parse(path).getroot().iter("paper"):
        papers += 1
        authors += len(paper.findall("author"))
put("acl-anthology/xml", "acl", papers, authors, "ElementTree")
for name in ["dblp1", "dblp2", "dblp3", "dblp4"]:
    path = "formats/dblp-xml/%s.xml" % name
    entries = [e for e in ET.parse(os.path.join(root, path)).getroot()
               if not (e.tag == "www" and e.get("key", "").startswith("homepages/"))]
    put(path, "dblp", len(entries), sum(len(e.findall("author")) for e in entries), "ElementTree")
tree = ET.parse(os.path.join(root, "formats/reflib/blue-light.xml"))
entries = tree.getroot().findall("./records/record")
put("formats/reflib/blue-light.xml", "endnote-xml", len(entries), sum(
    len(e.findall("./contributors/authors/author")) for e in entries), "ElementTree")

# JSON by orjson.
for path in sorted(glob.glob(root + "/openalex/*.json")):
    works = orjson.loads(open(path, "rb").read())["works"]
    put(os.path.relpath(path, root), "openalex", len(works), sum(
        a["author"]["display_name"] != "et al." for w in works for a in w["authorships"]), "orjson")
bundles = [w for p in glob.glob(root + "/openalex/*.json") for w in orjson.loads(open(p, "rb").read())["works"]]
distinct = {"openalex": len({w["id"] for w in bundles})}
for path in ["formats/deep-review/manual-references.json", "formats/deep-review/manual-references-2020-01-29.json"]:
    items = orjson.loads(open(os.path.join(root, path), "rb").read())
    put(path, "csl-json", len(items), sum(
        not a.get("family", "").isdigit() for i in items for a in i.get("author", [])), "orjson")

# What only some tools say: the tables of asreview-cff, whose cells of authors each tool parts in
# its own way, and the RIS that rispy refuses.
TABLES = {
    "_baseline_abstrackr": ("authors", r"\band\b"), "_baseline_cinahl": ("Author", ";"),
    "_baseline_cochrane": ("Author(s)", ";"), "_baseline_covidence": ("Authors", ";"),
    "_baseline_googlescholar": ("Authors", ";"), "_baseline_pubmed": ("Authors", ","),
    "_baseline_openalex": ("authorships.author.display_name", r"\|"),
    "_baseline_rayyan": ("authors", r"\band\b"), "_baseline_scopus": ("Author full names", ";"),
    "_baseline_zotero": ("Author", ";"),
}
for name, (column, separator) in TABLES.items():
    path = "formats/asreview-cff/Datasets/CSV/%s.csv" % name
    table = [r for r in rows(path) if (r.get("title") or r.get(column) or r.get("Title") or "").strip()]
    if name.endswith("abstrackr"):
        # Its abstracts and titles hold line ends, and two rows are one record cut in two.
        table = [r for r in table if r["(internal) id"].isdigit()]
    put(path, "scopus" if name.endswith("scopus") else "csv", len(table), sum(
        len([a for a in re.split(separator, r[column] or "") if a.strip(" .")]) for r in table), "csv")
# Embase writes the query and a rule above its table.
for name, delimiter in [("_baseline_embase", ","), ("_baseline_excel", ";")]:
    path = "formats/asreview-cff/Datasets/CSV/%s.csv" % name
    table = list(csv.reader(io.StringIO(text_of(path)), delimiter=delimiter))
    header = next(at for at, r in enumerate(table) if "Author Names" in r)
    column = table[header].index("Author Names")
    table = [r for r in table[header + 1:] if len(r) > column]
    put(path, "csv", len(table), sum(len(parted(r[column], ",")) for r in table), "csv")
table = rows("formats/asreview-cff/Datasets/TSV/_baseline_refworks.tsv", "\t")
put("formats/asreview-cff/Datasets/TSV/_baseline_refworks.tsv", "csv", len(table), sum(
    len(parted(r["Authors, Primary"])) for r in table), "csv")
table = rows("vispubdata/ieee-vis-1990-2014.csv")
put("vispubdata/ieee-vis-1990-2014.csv", "csv", len(table), sum(
    max(len(parted(html.unescape(r[c]))) for c in ("Author Names", "Deduped author names"))
    for r in table), "csv")


def lines_of(path, start, authors):
    """Tagged text by its lines: what begins a record, and what an author's line begins with."""
    text = text_of(path).replace("\r\n", "\n").replace("\r", "\n")
    return len(re.findall(start, text, re.M)), len(re.findall(authors, text, re.M))


J = "formats/jabref/jablib/src/test/resources/org/jabref/logic/importer/fileformat/"
for path in sorted(glob.glob(root + "/formats/asreview-cff/Datasets/RIS/*.ris")
                   + glob.glob(root + "/" + J + "RisImporterTest*.ris")):
    relative = os.path.relpath(path, root)
    if "pubmed" in relative:
        put(relative, "medline", *lines_of(relative, r"^PMID- ", r"^(?:FAU|CN)\s*- "), "re")
    elif "eppireviewer" in relative:
        # Initials on a line of their own go with the family name above.
        put(relative, "ris", *lines_of(relative, r"^TY  - ", r"^A1  - (?![A-Z](?: [A-Z])*$)"), "re")
    elif relative not in files:
        put(relative, "ris", *lines_of(
            relative, r"^TY  - ?", r"^(?:AU|A1)  - (?!null, null)[^\n]*\w"), "re")

# PubMed's books and articles, Crossref's items, ORCID's summaries.
for path in sorted(glob.glob(root + "/formats/alexandria3k/pubmed*.xml.gz")
                   + glob.glob(root + "/" + J + "Medline*.xml")):
    try:
        tree = ET.fromstring((gzip.open(path) if path.endswith("gz") else open(path, "rb")).read())
    except ET.ParseError:
        continue
    articles = [e for e in tree.iter() if e.tag in ("MedlineCitation", "BookDocument")]
    lists = [l for a in articles for l in a.iter("AuthorList") if l.get("Type", "authors") == "authors"]
    if articles:
        put(os.path.relpath(path, root), "pubmed-xml", len(articles), sum(
            len(l.findall("Author")) for l in lists), "ElementTree")
for path in sorted(glob.glob(root + "/formats/alexandria3k/*.json*.gz")):
    text = gzip.open(path).read()
    items = [orjson.loads(l) for l in text.splitlines()] if "jsonl" in path else orjson.loads(text)["items"]
    put(os.path.relpath(path, root), "crossref", len(items), sum(len(i.get("author", [])) for i in items), "orjson")
archive = tarfile.open(root + "/formats/alexandria3k/ORCID_2022_10_summaries.tar.gz")
works = 0
for member in archive.getmembers():
    if member.isfile():
        tree = ET.fromstring(archive.extractfile(member).read())
        works += len(tree.findall(".//{*}works/{*}group"))
put("formats/alexandria3k/ORCID_2022_10_summaries.tar.gz", "orcid", works, 0, "ElementTree")
for path in sorted(glob.glob(root + "/formats/orcid/*.xml")):
    works = ET.parse(path).findall(".//{*}works/{*}group")
    put(os.path.relpath(path, root), "orcid", len(works), 0, "ElementTree")
archive = tarfile.open(root + "/formats/alexandria3k/datacite.tar.gz")
works = [orjson.loads(l) for m in archive.getmembers() if m.isfile()
         for l in archive.extractfile(m).read().splitlines()]
put("formats/alexandria3k/datacite.tar.gz", "datacite", len(works), sum(
    len(w["creators"]) for w in works), "orjson")
paper = orjson.loads(open(root + "/formats/semanticscholar/Paper.json", "rb").read())
put("formats/semanticscholar/Paper.json", "semantic-scholar", 1, len(paper["authors"]), "orjson")
for path in sorted(glob.glob(root + "/formats/jabref/**/E*ndnote*.xml", recursive=True)):
    entries = ET.parse(path).findall(".//record")
    put(os.path.relpath(path, root), "endnote-xml", len(entries), sum(
        len(e.findall("./contributors/authors/author")) for e in entries), "ElementTree")
for pattern, format, start, author in [
        ("*.isi", "wos", r"^PT ", None), ("*.enw", "endnote-tagged", r"^%0 ", r"^%A "),
        ("*.ref", "endnote-tagged", r"(?:\A|\n\n+)(?=%)", r"^%A "), ("*.nbib", "medline", r"^PMID- ", r"^FAU - ")]:
    for path in sorted(glob.glob(root + "/" + J + pattern)):
        relative = os.path.relpath(path, root)
        if format == "wos":
            records = re.split(r"^PT ", text_of(relative), flags=re.M)[1:]
            put(relative, format, len(records), sum(
                len([a for line in listed(r, "AU") for a in parted(line)]) for r in records), "re")
        else:
            put(relative, format, *lines_of(relative, start, author), "re")

for path in sorted(glob.glob(root + "/" + J + "MedlinePlain*.txt")):
    relative = os.path.relpath(path, root)
    records, authors = lines_of(relative, r"^PMID- ", r"^(?:FAU|CN)\s*- ")
    if records:
        put(relative, "medline", records, authors, "re")
for path in ["formats/alexandria3k/dblp.xml.gz", "formats/dblp-xml/dblp-mini.xml"]:
    stored = open(os.path.join(root, path), "rb").read()
    text = (gzip.decompress(stored) if path.endswith("gz") else stored).decode("latin-1")
    entries = re.findall(r"<(article|inproceedings|proceedings|book|incollection|phdthesis|mastersthesis|www)"
                         r"\s([^>]*)>(.*?)</\1>", text, re.S)
    entries = [e for e in entries if not (e[0] == "www" and 'key="homepages/' in e[1])]
    put(path, "dblp", len(entries), sum(e[2].count("<author") for e in entries), "re")

# BibTeX that pybtex refuses only for its keys or its encoding: each entry is given a key.
pybtex.errors.set_strict_mode(False)
known = json.load(open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "bibtex.json")))
refused = {}
for short in known["refused"]:
    stored = open(os.path.join(root, "formats", short), "rb").read()
    encodings = ["utf-16"] if stored[:2] in (b"\xff\xfe", b"\xfe\xff") else (
        ["utf-16-le"] if stored[1:2] == b"\0" else ["utf-16-be"] if stored[:1] == b"\0" else ["utf-8-sig", "cp1252"])
    for encoding in encodings:
        try:
            text = stored.decode(encoding)
            break
        except UnicodeDecodeError:
            pass
    number = iter(range(1 << 30))
    text = re.sub(r"(@(?!string|comment|preamble)\w+\s*[{(])\s*[^,\s\"{}=]*\s*,",
                  lambda m: m.group(1) + "k%d," % next(number), text, flags=re.I)
    with pybtex.errors.capture() as told:
        try:
            data = pybtex.database.input.bibtex.Parser().parse_string(text)
        except Exception as error:
            told.append(error)
    told = [e for e in told if type(e).__name__ not in (
        "UndefinedMacro", "BibliographyDataError", "DuplicateField") and "preamble" not in str(e)]
    if told:
        refused["formats/" + short] = type(told[0]).__name__ + ": " + str(told[0]).split("\n")[0][:100]
    else:
        put("formats/" + short, "bibtex", len(data.entries), sum(
            str(p) != "others" for e in data.entries.values() for p in e.persons.get("author", [])), "pybtex")
for short, counts in known["counts"].items():
    put("formats/" + short, "bibtex", counts["entries"], counts["authors"], "pybtex")

# Made up to break another tool: what a record is in them is a matter of taste.
for name in ["Endnote.entries.enw", "Endnote.pattern.A.enw", "Endnote.pattern.E.enw",
             "IsiImporterTestEmpty.isi", "MedlinePlainImporterTestMultipleEntries.txt"]:
    files.pop(J + name, None)

# What is left.
uncounted = []
for folder, _, names in sorted(os.walk(root)):
    for name in sorted(names):
        path = os.path.relpath(os.path.join(folder, name), root)
        if path.split("/")[0] in ("formats", "openalex", "vispubdata") and path not in files:
            uncounted.append(path)
versions = {"python": sys.version.split()[0]}
for package in ["rispy", "orjson", "pybtex"]:
    versions[package] = metadata.version(package)
json.dump({"versions": versions, "files": files, "distinct": distinct, "refused": refused, "uncounted": uncounted}, sys.stdout, indent=1, sort_keys=True)
print()
