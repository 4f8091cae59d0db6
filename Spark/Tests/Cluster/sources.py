"""Direct imports of what sources publish, each against the local engine or counting by hand."""
import gzip
import json
import os
import random
import re

import pyarrow
import pyarrow.parquet

from equality import compare
from tools import expect


BROKEN = '{"id": "https://openalex.org/W9", "authorships": [{"auth'
#: What docs.openalex.org states of a work, as far as it is read, and a member more.
PARQUET = pyarrow.schema([
    ("id", pyarrow.string()), ("doi", pyarrow.string()), ("title", pyarrow.string()),
    ("display_name", pyarrow.string()), ("type", pyarrow.string()), ("publication_year", pyarrow.int64()),
    ("cited_by_count", pyarrow.int64()), ("is_retracted", pyarrow.bool_()),
    ("primary_location", pyarrow.struct([("source", pyarrow.struct([("display_name", pyarrow.string())]))])),
    ("primary_topic", pyarrow.struct([("field", pyarrow.struct([("display_name", pyarrow.string())]))])),
    ("authorships", pyarrow.list_(pyarrow.struct([
        ("author_position", pyarrow.string()),
        ("author", pyarrow.struct([
            ("id", pyarrow.string()), ("display_name", pyarrow.string()), ("orcid", pyarrow.string())])),
        ("raw_author_name", pyarrow.string())]))),
])


def snapshot(folder, seed, broken=True):
    """A made-up snapshot of OpenAlex in both forms, in partitions, with a broken line each or none; returns the files of
    JSON."""
    draw = random.Random(seed)
    files = []
    for part in range(3):
        place = f"works/updated_date=2026-0{part + 1}-01"
        for form in ("jsonl", "parquet"):
            os.makedirs(os.path.join(folder, form, place), exist_ok=True)
        works = []
        for index in range(40):
            key = 1000 * part + index
            authors = draw.sample(range(60), draw.choice([0, 1, 2, 3, 8]))
            works.append({
                "id": f"https://openalex.org/W{key}", "title": f"Unlike title {key} of {key * 7919}",
                "publication_year": draw.choice([None, 1999, 2010, 2020]), "type": "article",
                "cited_by_count": draw.randint(0, 99), "authorships": [
                    {"author_position": "middle", "raw_author_name": f"G. Family{a}",
                     "author": {"id": f"https://openalex.org/A{5_000_000_000 + a}",
                                "display_name": f"Given{a} Family{a}", "orcid": None}} for a in authors]})
        path = os.path.join(folder, "jsonl", place, "part_0000.gz")
        files.append(path)
        with gzip.open(path, "wt", encoding="utf-8") as file:
            file.writelines(json.dumps(work) + "\n" for work in works)
            if broken:
                file.write(BROKEN + "\n")
        pyarrow.parquet.write_table(
            pyarrow.Table.from_pylist(works, PARQUET),
            os.path.join(folder, "parquet", place, "part_0000.parquet"))
    return files


def openalex(tests, server, seed=7, measures=("papers", "citations", "h-index", "degree", "core-number", "pagerank",
                                             "m-quotient")):
    """A made-up snapshot of OpenAlex, as JSON Lines and as Parquet, is read as the local reader reads it."""
    folder = os.path.join(tests.programs.folder, "openalex")
    files = snapshot(folder, seed)
    for form, source in (("jsonl", "openalex"), ("parquet", "openalex-parquet")):
        corpus = os.path.join(tests.programs.folder, "corpus-" + source)
        said = tests.programs.on(
            server.address, "import", os.path.join(folder, form, "works"), "--from", source, "--into", corpus,
            "--replace", codes=(1,) if form == "jsonl" else (0,)).stderr
        expect(("3 lines of 123 could not be read" in said) == (form == "jsonl"), said)
        compare(
            tests.programs, server.address, files, corpus, source, "ids", (),
            list(measures if form == "jsonl" else measures[:2]))
        out = os.path.join(folder, "home.jsonl")
        tests.programs.on(server.address, "extract", corpus, "-o", out, "-q")
        local = [json.loads(tests.programs.local(
            "stats", *source, "--identity", "ids", "--format", "json", "-q", codes=(0, 1)))
            for source in (files, [out])]
        for figure in ("authors", "edges", "vertices"):
            expect(local[0][figure] == local[1][figure], f"home: {figure}")


DBLP = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE dblp SYSTEM "dblp.dtd">
<dblp>
<article mdate="2020-01-01" key="journals/a/1" publtype="informal">
<author>Ann Able 0001</author><author>J&uuml;rgen B&auml;r</author>
<title>On <i>x</i> &amp; y, p &lt; 0.05 and n &gt; 3.</title><year>2001</year><journal>J</journal><ee type="oa">https://doi.org/10.5555/1</ee>
</article><inproceedings mdate="2020-01-01" key="conf/a/2"><author>Ann Able 0002</author>
<author>J&uuml;rgen B&auml;r</author><author>Cy D. Elder</author><title>Other.</title><year>2002</year>
</inproceedings>
<www mdate="2020-01-01" key="homepages/1/1"><author>Ann Able 0001</author><title>Home Page</title></www>
<book mdate="2020-01-01" key="books/x"><editor>Not Author</editor><title>None</title><year>1999</year></book>
</dblp>
"""
PUBMED = """<?xml version="1.0"?>
<PubmedArticleSet>
<PubmedArticle><MedlineCitation><PMID Version="1">11</PMID><Article>
<Journal><JournalIssue><PubDate><MedlineDate>2001 Spring</MedlineDate></PubDate></JournalIssue><Title>J</Title></Journal>
<ArticleTitle>On <i>x</i> &amp; y, p &lt; 0.05 and n &gt; 3.</ArticleTitle>
<AuthorList CompleteYN="N"><Author ValidYN="Y"><LastName>Able</LastName><ForeName>Ann</ForeName></Author>
<Author><LastName>B&#xE4;r</LastName><ForeName>J</ForeName></Author><Author><CollectiveName>The Team</CollectiveName></Author>
</AuthorList></Article></MedlineCitation><PubmedData><ArticleIdList><ArticleId IdType="doi">10.5555/1</ArticleId>
</ArticleIdList></PubmedData></PubmedArticle>
<PubmedArticle><MedlineCitation><PMID Version="2">12</PMID><Article>
<Journal><JournalIssue><PubDate><Year>2003</Year></PubDate></JournalIssue></Journal><ArticleTitle>Two.</ArticleTitle>
<AuthorList><Author><LastName>Able</LastName><ForeName>Ann</ForeName></Author>
<Author ValidYN="N"><LastName>Wrong</LastName></Author></AuthorList></Article></MedlineCitation></PubmedArticle>
</PubmedArticleSet>
"""


def xml(tests, server):
    """DBLP and PubMed as XML are read as the local readers read them; what is cut off is told of."""
    for source, text, broken in (
            ("dblp", DBLP, '<article mdate="2020-01-01" key="journals/a/3"><author>Cut'),
            ("pubmed", PUBMED, "<PubmedArticle><MedlineCitation><PMID>13")):
        whole, cut = (os.path.join(tests.programs.folder, f"{source}{ending}") for ending in (".xml", "-cut.xml.gz"))
        with open(whole, "w", encoding="utf-8") as file:
            file.write(text)
        with gzip.open(cut, "wt", encoding="utf-8") as file:
            file.write(text[:text.rindex("</")] + broken)
        for path in (whole, cut):
            corpus = os.path.join(tests.programs.folder, "corpus-" + source)
            said = tests.programs.on(
                server.address, "import", path, "--from", source, "--into", corpus, "--replace",
                codes=(1,) if path == cut else (0,)).stderr
            expect(("1 line of" in said) == (path == cut), said)
            compare(tests.programs, server.address, [whole], corpus, source, "ids", (), ["papers", "degree"])
        out = os.path.join(tests.programs.folder, source + "-home.jsonl")
        tests.programs.on(server.address, "extract", corpus, "-o", out, "-q")
        with open(out, encoding="utf-8") as file:
            work = next(work for work in map(json.loads, file) if work.get("DOI") == "10.5555/1")
        expect(work["title"] == "On x & y, p < 0.05 and n > 3", work)


def no_xml(tests, server):
    """A server that reads no XML is told of in one line, and leaves what is there."""
    said = tests.programs.on(
        server.address, "import", "/nowhere.xml", "--from", "dblp", "--into",
        os.path.join(tests.programs.folder, "corpus-none"), codes=(1,)).stderr
    expect(said.count("Error:") == 1 and "reads no XML" in said, said)


def records(tests, server):
    """Crossref, Semantic Scholar and arXiv: people by number, by ORCID, by spelling."""
    orcid = "https://orcid.org/0000-0002-1825-0097"
    crossref = [
        {"DOI": "10.1/a", "title": ["One"], "issued": {"date-parts": [[2001, 2]]}, "is-referenced-by-count": 4,
         "author": [{"given": "Ann", "family": "Able", "ORCID": orcid}, {"given": "Bob", "family": "Baker"}]},
        {"DOI": "10.1/b", "title": ["Two"], "issued": {"date-parts": [[None]]}, "is-referenced-by-count": 1,
         "author": [{"given": "A.", "family": "Able", "ORCID": orcid}, {"given": "Bob", "family": "Baker"},
                    {"name": "The Team"}]},
    ]
    scholar = [
        {"corpusid": 1, "title": "One", "year": 2001, "citationcount": 4,
         "authors": [{"authorId": "7", "name": "Ann Able"}, {"authorId": None, "name": "Bob Baker"}]},
        {"corpusid": 2, "title": "Two", "year": 2002, "citationcount": 0,
         "authors": [{"authorId": "7", "name": "A. Able"}, {"authorId": "8", "name": "Bob Baker"}]},
    ]
    arxiv = [
        {"id": "0704.0001", "title": "One\n  more", "categories": "hep-ph math", "authors_parsed":
         [["Able", "Ann", ""], ["Baker", "Bob", "Jr."]], "versions": [{"created": "Mon, 2 Apr 2007 19:18:42 GMT"}]},
        {"id": "0704.0002", "title": "Two", "categories": "cs.DL", "authors_parsed": [["Able", "Ann", ""]],
         "versions": [{"created": "Tue, 3 Apr 2008 19:18:42 GMT"}]},
    ]
    # A version with another key is a work of its own, and is told of.
    crossref.append({**crossref[0], "DOI": "10.1/a.v2", "title": ["ONE"]})
    # Of works without a title nothing is known.
    arxiv += [{**arxiv[1], "id": f"0704.000{n}", "title": ""} for n in (3, 4)]
    scholar.append({**scholar[0], "corpusid": 3, "externalids": {"DOI": "10.1/c"}})
    scholar.append({**scholar[1], "corpusid": 4, "title": "Three", "externalids": {"DOI": "10.1/C"}})
    # By hand: works, people, groups, ties, works with a title and people, and with a DOI, of another.
    for name, works, figures, alike in (
            ("crossref", crossref, (3, 2, 1, 1), (1, 0)), ("semantic-scholar", scholar, (4, 3, 0, 2), (1, 1)),
            ("arxiv", arxiv, (4, 2, 0, 1), None)):
        path = os.path.join(tests.programs.folder, name + ".jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(work) + "\n" for work in works)
        corpus = os.path.join(tests.programs.folder, "corpus-" + name)
        said = tests.programs.on(
            server.address, "import", path, "--from", name, "--into", corpus, "--replace").stderr
        told = re.search(r"warning: (\S+) works? with the title and the people of another and (\S+) with the DOI", said)
        expect((tuple(map(int, told.groups())) if told else None) == alike, f"{name}: {said}")
        stats = json.loads(tests.programs.on(
            server.address, "stats", corpus, "--format", "json", "-q").stdout)
        got = tuple(stats[figure] for figure in ("works", "authors", "groups", "edges"))
        expect(got == figures, f"{name}: {got}, not {figures}")


def names(tests, server, written, corpus):
    """What is not seen in a name tells nobody apart, a person is shown by the most frequent spelling, and collectives
    are groups."""
    def imported(path, source):
        said = tests.programs.on(server.address, "import", path, "--from", source, "--into", corpus, "--replace").stderr
        stats = json.loads(tests.programs.on(server.address, "stats", corpus, "--format", "json", "-q").stdout)
        rank = tests.programs.on(server.address, "rank", corpus, "--by", "papers", "--format", "csv", "-q").stdout
        return said, [stats[name] for name in ("works", "authors", "groups")], rank.splitlines()[1:]

    # By hand: three spellings of one name; and one work, whose DOI is written in four ways.
    able = [{"given": "Ann", "family": "Able"}, {"given": "Ann ", "family": "\u00a0Able"},
            {"given": "Ann\t", "family": "\nA\u200bble"}]
    crossref = [{"DOI": f"10.1/{place}", "title": [f"Work {place}"], "author": [author]} for place, author in enumerate(able)]
    others = [{"given": "", "family": "", "name": "The  Team"}, {"family": "Wu"}]
    crossref += [
        {"DOI": doi, "title": ["Other"], "author": others}
        for doi in ("https://doi.org/10.1/x", "HTTP://DX.DOI.ORG/10.1/X", "10.1/X", "doi:10.1/x")]
    said, figures, rank = imported(written("odd-spaces", crossref), "crossref")
    expect("left out: 3 lines with the key of another" in said and figures == [4, 2, 1], f"{said} {figures}")
    expect(rank == ["1,Ann Able,3", "2,Wu,1"], rank)
    home = os.path.join(tests.programs.folder, "names-home.jsonl")
    said = tests.programs.on(server.address, "ego", corpus, "Ann Able", "-o", home).stderr
    expect("3 works of 1 author" in said, said)
    tests.programs.on(server.address, "extract", corpus, "-o", home, "-q")
    with open(home, encoding="utf-8") as file:
        expect({json.loads(line)["DOI"] for line in file} == {"10.1/0", "10.1/1", "10.1/2", "10.1/x"}, "another DOI")
    # The most frequent spelling, else the longer; in the order of that spelling.
    spelled = [(1, "Aa Zorn"), (1, "Zoe Able"), (1, "Zoe Able"), (2, "Bob Wu"), (2, "B. Wu"), (3, "Cy Mann")]
    path = written("odd-spelled", [
        {"id": f"https://openalex.org/W{place}", "authorships": [
            {"author": {"id": f"https://openalex.org/A{key}", "display_name": name}}]}
        for place, (key, name) in enumerate(spelled)])
    _, figures, rank = imported(path, "openalex")
    expect(rank == ["1,Zoe Able,3", "2,Bob Wu,2", "3,Cy Mann,1"], rank)
    expect("3 works of 1 author" in tests.programs.on(server.address, "ego", corpus, "Zoe Able", "-o", home).stderr, "Zoe Able")
    # Three collectives; a person of two words and one word alone are none.
    arxiv = [{"id": "0704.1", "title": "One", "authors_parsed": [
        ["The ATLAS Collaboration", "", ""], ["Institute of Physics", "", ""], ["Collaboration", "DES", ""],
        ["Able", "Ann", ""], ["Team", "", ""], ["Smith", "John", "Jr."]]}]
    said, figures, _ = imported(written("odd-groups", arxiv), "arxiv")
    expect(figures == [1, 3, 3] and "3 groups among them" in said, f"{said} {figures}")


def odd_records(tests, server):
    """What cannot be right is left out and counted; empty lists are nothing; groups come home as groups; what has
    no authors is no corpus, and takes the place of none."""
    def written(name, works):
        path = os.path.join(tests.programs.folder, name + ".jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(work) + "\n" for work in works)
        return path

    # 0000-0002-1825-0097 is ORCID's own example of a right check digit.
    works = [
        {"DOI": "10.1/a", "title": [], "container-title": [], "issued": {"date-parts": [[99999]]},
         "is-referenced-by-count": -5,
         "author": [{"given": "John", "family": "Smith", "suffix": "Jr.", "ORCID": "0000-0000-0000-0000"},
                    {"given": "Ann", "family": "Able", "ORCID": "http://orcid.org/0000-0002-1825-0097"}]},
        {"DOI": "10.1/b", "title": ["Two"], "issued": {"date-parts": [[]]}, "is-referenced-by-count": 1 << 40,
         "author": [{"given": "John", "family": "Smith", "suffix": "Sr.", "ORCID": "0000-0000-0000-0000"},
                    {"name": "ATLAS"}, {"given": "Cher"}]},
        {"DOI": "10.1/c", "title": ["Three"], "issued": {"date-parts": []},
         "author": [{"given": "A.", "family": "Able", "ORCID": "0000-0002-1825-0097"}, {"given": "Bob", "family": "Wu"}]},
    ]
    corpus, home = (os.path.join(tests.programs.folder, name) for name in ("corpus-odd", "odd-home.jsonl"))

    def imported(path, source, codes=(0,), into=corpus):
        return tests.programs.on(
            server.address, "import", path, "--from", source, "--into", into, "--replace", codes=codes).stderr

    def counted():
        return json.loads(tests.programs.on(server.address, "stats", corpus, "--format", "json", "-q").stdout)

    # By hand: a year, two counts and two ORCIDs; five people, of whom Able has one ORCID twice.
    said = imported(written("odd", works), "crossref")
    expect("warning: 5 values left out" in said, said)
    stats = counted()
    figures = tuple(stats[name] for name in ("works", "authors", "groups", "worksWithoutYear", "worksWithoutCitations"))
    expect(figures == (3, 5, 1, 3, 3), stats)
    tests.programs.on(server.address, "extract", corpus, "-o", home, "-q")
    local = json.loads(tests.programs.local("stats", home, "--identity", "ids", "--format", "json", "-q"))
    expect([local[name] for name in ("groups", "edges")] == [1, stats["edges"]], local)
    # Of another format, or broken in the middle of a replacement: what is there stays.
    said = imported(written("odd-other", works), "arxiv", codes=(1,))
    expect(said.count("Error:") == 1, said)
    said = imported(written("odd-nobody", [{"DOI": "10.1/d", "title": ["Four"]}]), "crossref", codes=(1,))
    expect(said.count("Error:") == 1 and "has an author" in said and "--from" in said, said)
    expect(counted() == stats, "another corpus took its place")
    for _ in range(2):
        imported(written("odd", [*works, works[0]]), "crossref")
        expect(counted() == {**stats, "entries": 4, "mergedEntries": 1}, counted())
    said = tests.programs.on(
        server.address, "import", tests.programs.folder, "--into", corpus, "--replace", codes=(1,)).stderr
    expect("must be folders apart" in said, said)
    none = tests.programs.on(server.address, "rank", corpus, "--top", "0", "--format", "csv", "-q").stdout
    expect(none == "rank,author,score\n", none)
    # Those who are nobody, three of one name, and a mark of byte order before the first line. By hand: "et al." and
    # "Anonymous" are left out, and the byline of the first is cut.
    authors = [[(1, "Anonymous"), (2, "Wei Wang"), (3, "et al.")], [(9, "Wei Wang"), (4, "Bo Li")],
               [(5, "Wei Wang"), (4, "Bo Li")], [(4, "Bo Li"), (6, "Cy Wu")], []]
    path = written("odd-names", [
        {"id": f"https://openalex.org/W{number}", "title": f"Work {number}", "publication_year": 2000 + number,
         "cited_by_count": 0, "authorships": [
             {"author": {"id": f"https://openalex.org/A{key}", "display_name": name}} for key, name in byline]}
        for number, byline in enumerate(authors)])
    with open(path, encoding="utf-8") as file:
        text = file.read()
    with open(path, "w", encoding="utf-8-sig") as file:
        file.write(text)
    said = imported(path, "openalex")
    expect("warning: 2 values left out" in said and "could not be read" not in said, said)
    options = ("--by", "papers", "--format", "csv")
    ranked = tests.programs.on(server.address, "rank", corpus, *options, "-q").stdout
    expect(ranked == tests.programs.local("rank", path, "--identity", "ids", *options, "-q"), ranked)
    expect(counted()["incompleteWorks"] == 1, counted())
    # Names are ordered without accents, and who else is meant is cut off a name, as by the local readers.
    path = written("odd-order", [
        {"id": "https://openalex.org/W1", "publication_year": 2001, "cited_by_count": 0, "authorships": [
            {"author": {"id": f"https://openalex.org/A{place}", "display_name": name}} for place, name in enumerate(
                ["Zoe Zorn", "Álvaro Ábalos", "Bo Łi", "Smith et al.", "Émile Zola", "Øystein Ås", "Bo Lj", "Jo Rowe, and others",
                 "Straße Weiß", "Nguyễn Thị Ánh", "John Smith Jr.", "Ann Smyth III", "The ATLAS Collaboration",
                 "University of Oslo"], 1)]}])
    said = imported(path, "openalex", into=corpus + "-order")
    expect("warning: 2 values left out" in said, said)
    ranked = tests.programs.on(server.address, "rank", corpus + "-order", *options, "-q").stdout
    expect(ranked == tests.programs.local("rank", path, "--identity", "ids", *options, "-q"), ranked)
    names(tests, server, written, corpus + "-spelled")
    said = tests.programs.on(server.address, "rank", corpus, "--years", "2001..2003", "--max-authors", "1", codes=(1,)).stderr
    expect("nobody is in the network" in said, said)
    said = tests.programs.on(server.address, "rank", corpus, "--years", "2002..", "--max-authors", "2").stderr
    expect("works excluded by --years 2002.. (another year, or none): 2\n" in said, said)
    said = tests.programs.on(server.address, "rank", corpus, "--max-authors", "1").stderr
    expect("works excluded by --max-authors 1: 3\n" in said, said)
    said = tests.programs.on(server.address, "extract", corpus, "-o", home).stderr
    expect("left out: 1 work without authors\n" in said, said)
    said = tests.programs.on(server.address, "ego", corpus, "Wei Wang", "-o", home).stderr
    expect("not meant: Wei Wang (2), Wei Wang (3)" in said and "1 work of 1 author" in said, said)
    said = tests.programs.on(server.address, "ego", corpus, "Cy Wu", "--radius", "1000000", "-o", home).stderr
    expect("3 works of 4 authors" in said, said)
    for arguments, hint in ((["--by", "degree"], "--by has no effect"), (["--seed", "2"], "no effect without --cluster")):
        said = tests.programs.on(server.address, "extract", corpus, *arguments, "-o", home, codes=(64,)).stderr
        expect(hint in said, said)
    tests.programs.on(
        server.address, "extract", corpus, "--cluster", "1", "--resolution", "0.5", "--seed", "2", "-o", home)
    # An address in the wrong place, with its secret.
    secret = "sc://localhost/;token=SECRET;use_ssl=true"
    for arguments in (["rank", secret], ["rank", corpus, secret], ["import", secret, "--into", corpus]):
        said = tests.programs.on(server.address, *arguments, codes=(64,)).stderr
        expect("SECRET" not in said and "token=" in said, said)
