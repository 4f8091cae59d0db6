"""Counts records and authorships of what readers.py cannot count as it lies, with parsers that are
not ours: arXiv's answers within recorded requests, the pages of people, and fixtures of formats that the
real data lack.

python3 fixtures.py DATA > fixtures.json, where DATA is the folder of the real data. An authorship is
an author as the file lists them, as in readers.py; VOSviewer's files have vertices and ties instead.
Fixtures that a parser refuses are left out: what another makes of those is its own affair.
"""
import csv, glob, json, os, platform, re, sys
import xml.etree.ElementTree as ET

here = os.path.join(os.path.dirname(os.path.abspath(__file__)), "..")
files, answers, graphs = {}, {}, {}


def path(name):
    return os.path.join(here, name)


def put(name, records, authors, tool):
    files[name] = {"records": records, "authors": authors, "tool": tool}


def lines(name):
    return open(path(name), encoding="utf-8-sig", newline="").read().splitlines(keepends=True)


ATOM = "{http://www.w3.org/2005/Atom}"


def feed(root):
    entries = root.findall(ATOM + "entry")
    return len(entries), sum(len(e.findall(ATOM + "author")) for e in entries)


put("arxiv-atom/feed.xml", *feed(ET.parse(path("arxiv-atom/feed.xml")).getroot()), "ElementTree")
for name in sorted(glob.glob(sys.argv[1] + "/formats/arxiv/*.json")):
    body = json.load(open(name, encoding="utf-8"))["body"]
    records, authors = feed(ET.fromstring(body))
    answers[os.path.relpath(name, sys.argv[1])] = {
        "records": records, "authors": authors, "tool": "ElementTree"}

papers = [json.loads(line) for line in lines("arxiv-json/snapshot.jsonl") if line.strip()]
put("arxiv-json/snapshot.jsonl", len(papers), sum(len(p["authors_parsed"]) for p in papers), "json")

table = list(csv.DictReader(lines("dimensions/export.csv")[1:]))
put("dimensions/export.csv", len(table), sum(len(r["Authors"].split(";")) for r in table), "csv")

hits = [h["metadata"] for h in json.load(open(path("inspire/hits.json")))["hits"]["hits"]]
put("inspire/hits.json", len(hits), sum(
    len([a for a in h["authors"] if "editor" not in a.get("inspire_roles", [])])
    + len(h.get("collaborations", [])) for h in hits), "json")

FOAF, CAL = (
    "{http://xmlns.com/foaf/0.1/}", "{http://inspirehep.net/info/HepNames/tools/authors_xml/}")
byline = ET.parse(path("inspire/collaboration.xml")).getroot()
put("inspire/collaboration.xml", 1, len(byline.findall(f".//{FOAF}Person"))
    + len(byline.findall(f".//{CAL}collaboration")), "ElementTree")

# A deleted record has no metadata; of arXivRaw the authors are a text, affiliations in parentheses.
OAI, ARXIV, DC = (
    "{http://www.openarchives.org/OAI/2.0/}", "{http://arxiv.org/OAI/arXiv/}",
    "{http://purl.org/dc/elements/1.1/}")
metadata = ET.parse(path("oai/records.xml")).getroot().findall(f".//{OAI}metadata")
put("oai/records.xml", len(metadata), sum(
    len(m.findall(f".//{ARXIV}author")) + len(m.findall(f".//{DC}creator"))
    + sum(len(re.split(", | and ", re.sub(r" *\([^)]*\)", "", raw.text)))
          for raw in m.findall(f"{OAI}arXivRaw/{OAI}authors")) for m in metadata), "ElementTree")

# What is no object with a title is no paper, and "et al." no author.
listed = [p for p in json.load(open(path("json-list/conference.json")))
          if isinstance(p, dict) and "title" in p]


def listed_authors(paper):
    authors = paper.get("authors", paper.get("author"))
    if isinstance(authors, str):
        authors = re.split("; ?|, | and ", authors)
    return [a for a in authors if a != "et al."]


put("json-list/conference.json", len(listed), sum(len(listed_authors(p)) for p in listed), "json")

RDF, BIB, ZOTERO = (
    "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}", "{http://purl.org/net/biblio#}",
    "{http://www.zotero.org/namespaces/export#}")
items = [
    i for i in ET.parse(path("zotero-rdf/export.rdf")).getroot()
    if i.find(ZOTERO + "itemType") is not None and i.tag != ZOTERO + "Attachment"]
put("zotero-rdf/export.rdf", len(items), sum(
    len(i.findall(f"{BIB}authors/{RDF}Seq/{RDF}li")) for i in items), "ElementTree")

# RefWorks by its lines: a collective has a line of its own, and ";" parts names.
text = open(path("refworks/export.txt"), encoding="utf-8").read()
put("refworks/export.txt", len(re.findall(r"^RT ", text, re.M)), sum(
    len(line.split(";")) for line in re.findall(r"^A1 (.*)", text, re.M)), "re")

# What names neither a title nor an author is left out, as are attachments and notes of Zotero.
for name in ["zotero-json/better-bibtex.json", "zotero-json/api.json"]:
    stored = json.load(open(path(name), encoding="utf-8"))
    items = [i.get("data", i) for i in (stored["items"] if isinstance(stored, dict) else stored)]
    items = [i for i in items if i["itemType"] not in ("attachment", "note") and i["title"]]
    put(name, len(items), sum(
        sum(c["creatorType"] == "author" for c in i["creators"]) for i in items), "json")
found = [r for r in json.load(open(path("europe-pmc/search.json")))["resultList"]["result"] if "title" in r]
put("europe-pmc/search.json", len(found), sum(
    len(r["authorList"]["author"]) if "authorList" in r else len(r["authorString"].split(","))
    for r in found), "json")
found = [d["attributes"] for d in json.load(open(path("datacite/dois.json")))["data"]]
found = [d for d in found if d["titles"]]
put("datacite/dois.json", len(found), sum(len(d["creators"]) for d in found), "json")
found = [h["info"] for h in json.load(open(path("dblp/search.json")))["result"]["hits"]["hit"]]
found = [i for i in found if "title" in i]
authors = [i["authors"]["author"] for i in found]
put("dblp/search.json", len(found), sum(len(a) if isinstance(a, list) else 1 for a in authors), "json")

# Pages of people, by their layout; blank lines say nothing.
def profile(page):
    heads = [i for i, l in enumerate(page) if re.fullmatch(r"\S*[A-Z][a-z]{2} \d+, \d{4}", l)]
    bylines = [re.sub(r" et al\.$", "", page[i + 2].split("·")[0].strip()) for i in heads]
    return len(heads), sum(len(byline.split(",")) for byline in bylines)


PAGES = {
    "profile-page": profile,
    "author-listing": lambda page: ((len(page) - page.index("Collaborating Authors") - 2) // 3, 0),
    "byline-listing": lambda page: (
        (len(page) - 1) // 3,
        # Two words with `null` behind each are one name in halves.
        sum(len(line.split(", ")) // 2 - len(re.findall(r"(?<![^,] )\b\w+, null, \w+, null\b", line))
            for line in page[2::3])),
    "abstract-listing": lambda page: (sum(line.startswith("Abstract:") for line in page), 0),
}


def page(folder, name, layout):
    text = open(os.path.join(folder, name), encoding="utf-8").read()
    page = [line.strip() for line in text.splitlines() if line.strip()]
    records, authors = PAGES[layout](page)
    return {"records": records, "authors": authors, "tool": "re"}


for name in ["profile-page/pinto.txt", "author-listing/pinto.txt", "byline-listing/beyer.txt",
             "abstract-listing/dima.txt"]:
    files[name] = page(path(""), name, name.split("/")[0])
SEEDS = {
    "000_75d010cba0b20ccb.txt": "profile-page", "001_9d80ac8504ab9a51.txt": "profile-page",
    "002_7eb41409eff8d1bd.txt": "author-listing", "003_bf28af208548706d.txt": "byline-listing",
    "004_6d9b84abb055409d.txt": "abstract-listing"}
own = path("../seeds")
real = os.path.join(sys.argv[1], "../seeds")
pages = {
    kind: {name: {"format": layout, **page(folder, name, layout)} for name, layout in SEEDS.items()}
    for kind, folder in [("own", own), ("real", real)]}

# An id is a person, and ties between two people are one.
for stem, separator in [("", "\t"), ("comma-", ",")]:
    vertices = list(csv.DictReader(lines(f"vosviewer/{stem}map.txt"), delimiter=separator))
    ties = list(csv.reader(lines(f"vosviewer/{stem}network.txt"), delimiter=separator))
    graphs["vosviewer/" + stem] = {
        "vertices": len({v["id"] for v in vertices}),
        "ties": len({frozenset(t[:2]) for t in ties}), "tool": "csv"}

print(json.dumps(
    {"files": files, "answers": answers, "graphs": graphs, "pages": pages,
     "versions": {"python": platform.python_version()}}, indent=1, sort_keys=True))
