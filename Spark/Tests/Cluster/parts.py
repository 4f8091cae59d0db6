"""Estimates, communities, extracts and direct imports, each against the local engine or plain counting."""
import gzip
import json
import os
import random
import re

from equality import compare
from tools import expect, number, rows


def lines(path):
    with open(path, encoding="utf-8") as file:
        return [json.loads(line) for line in file]


def estimates(tests, server, inputs, corpus, identity="folded"):
    """Harmonic and closeness by sketches come near the exact ones."""
    by = ["--by", "harmonic,closeness", "--format", "csv", "-q"]
    exact = rows(tests.programs.local("rank", *inputs, "--identity", identity, *by, codes=(0, 1)))
    ours = {row["author"]: row for row in rows(tests.programs.on(server.address, "rank", corpus, *by).stdout)}
    said = []
    for measure in ("harmonic", "closeness"):
        errors = []
        for row in exact:
            want, got = number(row[measure]), number(ours[row["author"]][measure])
            errors.append(abs(got - want) / want if want else abs(got))
        errors.sort()
        mean, most = sum(errors) / len(errors), errors[int(0.95 * len(errors))]
        said.append(f"{measure}: mean error {mean:.4f}, 95 % within {most:.4f}, all within {errors[-1]:.4f}")
        expect(mean < 0.016 and most < 3 * 0.016, said[-1])
    return "; ".join(said)


def communities(tests, server, inputs, corpus, identity="folded"):
    """Communities are nearly as good as those of the local method."""
    local = json.loads(tests.programs.local(
        "clusters", *inputs, "--identity", identity, "--format", "json", "-q", codes=(0, 1)))
    want = local["quality"]["modularity"]
    done = tests.programs.on(server.address, "clusters", corpus, "--format", "json")
    got = float(re.search(r"modularity (\S+)", done.stderr).group(1))
    expect(got > want - 0.02, f"modularity {got}, locally {want}")
    sizes = [row["size"] for row in json.loads(done.stdout)]
    expect(sizes == sorted(sizes, reverse=True), f"{sizes}")
    return f"modularity {got:.4f}, locally {want:.4f}"


def extracts(tests, server, inputs, path, corpus, identity="folded"):
    """What is brought home is the part that was asked for, and every local command reads it."""
    programs, folder = tests.programs, tests.programs.folder
    works = {work["id"]: work for work in lines(path)}
    labels = {
        number: label for work in works.values()
        for number, label in zip(work["custom"]["people"], work["custom"]["labels"])}

    def extract(name, *arguments):
        out = os.path.join(folder, name + ".jsonl")
        programs.on(server.address, *arguments, "-o", out, "-q")
        found = lines(out)
        expect(all(works[work["id"]] == work for work in found), f"{name}: a work was changed")
        expect([w["id"] for w in found] == sorted({w["id"] for w in found}), f"{name}: another order")
        return out, found

    out, found = extract("whole", "extract", corpus)
    expect(len(found) == sum(1 for work in works.values() if people(work)), "not the whole")
    local = [json.loads(programs.local(
        "stats", *source, "--identity", identity, "--format", "json", "-q", codes=(0, 1)))
        for source in (inputs, [out])]
    for figure in ("authors", "edges", "largestComponent"):
        expect(local[0][figure] == local[1][figure], f"{figure}: {local[1][figure]}, not {local[0][figure]}")

    top = rows(programs.on(
        server.address, "rank", corpus, "--by", "papers", "--top", "10", "--format", "csv", "-q").stdout)
    leaders = {row["author"] for row in top}
    _, found = extract("leaders", "extract", corpus, "--top", "10", "--by", "papers", "--inside")
    want = {
        key for key, work in works.items()
        if people(work) and all(labels[person] in leaders for person in people(work))}
    expect({work["id"] for work in found} == want, "not the works of the leaders")

    name = top[0]["author"]
    _, found = extract("ego", "ego", corpus, name)
    own = next(number for number, label in labels.items() if label == name)
    near = {person for work in works.values() if own in people(work) for person in people(work)}
    want = {key for key, work in works.items() if near & set(people(work))}
    expect({work["id"] for work in found} == want, f"not the surroundings of {name}")

    said = programs.on(server.address, "ego", corpus, "nobody' OR 1=1 --", "-o", "none", codes=(64,)).stderr
    expect("nobody in the network is called" in said, said)
    _, found = extract("island", "extract", corpus, "--component", "1")
    authors = {person for work in found for person in people(work)}
    expect(len(authors) == local[0]["largestComponent"], f"{len(authors)} in the component")


def people(work):
    """Those of a work who are no groups."""
    groups = work["custom"].get("groups", [])
    return [p for place, p in enumerate(work["custom"]["people"], 1) if place not in groups]


def openalex(tests, server, seed=7, measures=("papers", "citations", "h-index", "degree", "core-number", "pagerank",
                                             "m-quotient")):
    """A made-up snapshot of OpenAlex, in packed partitions, is read as the local reader reads it."""
    draw = random.Random(seed)
    folder = os.path.join(tests.programs.folder, "openalex")
    files = []
    for part in range(3):
        path = os.path.join(folder, f"updated_date=2024-0{part + 1}-01", "part_000.gz")
        os.makedirs(os.path.dirname(path), exist_ok=True)
        files.append(path)
        with gzip.open(path, "wt", encoding="utf-8") as file:
            for index in range(40):
                key = 1000 * part + index
                authors = draw.sample(range(60), draw.choice([0, 1, 2, 3, 8]))
                work = {
                    "id": f"https://openalex.org/W{key}", "title": f"Unlike title {key} of {key * 7919}",
                    "publication_year": draw.choice([None, 1999, 2010, 2020]), "type": "article",
                    "cited_by_count": draw.randint(0, 99), "authorships": [
                        {"author": {"id": f"https://openalex.org/A{5_000_000_000 + a}",
                                    "display_name": f"Given{a} Family{a}",
                                    "orcid": None}, "institutions": []} for a in authors]}
                file.write(json.dumps(work) + "\n")
            file.write('{"id": "https://openalex.org/W9", "authorships": [{"auth\n')
    corpus = os.path.join(tests.programs.folder, "corpus-openalex")
    said = tests.programs.on(
        server.address, "import", folder, "--from", "openalex", "--into", corpus, "--replace").stderr
    expect("3 lines of 123 could not be read" in said, said)
    compare(
        tests.programs, server.address, files, corpus, "openalex", "ids", (),
        list(measures))
    out = os.path.join(folder, "home.jsonl")
    tests.programs.on(server.address, "extract", corpus, "-o", out, "-q")
    local = [json.loads(tests.programs.local(
        "stats", *source, "--identity", "ids", "--format", "json", "-q", codes=(0, 1)))
        for source in (files, [out])]
    for figure in ("authors", "edges", "vertices"):
        expect(local[0][figure] == local[1][figure], f"home: {figure}")


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
    # By hand: works, people, groups, ties.
    for name, works, figures in (
            ("crossref", crossref, (2, 2, 1, 1)), ("semantic-scholar", scholar, (2, 3, 0, 2)),
            ("arxiv", arxiv, (2, 2, 0, 1))):
        path = os.path.join(tests.programs.folder, name + ".jsonl")
        with open(path, "w", encoding="utf-8") as file:
            file.writelines(json.dumps(work) + "\n" for work in works)
        corpus = os.path.join(tests.programs.folder, "corpus-" + name)
        tests.programs.on(
            server.address, "import", path, "--from", name, "--into", corpus, "--replace", "-q")
        stats = json.loads(tests.programs.on(
            server.address, "stats", corpus, "--format", "json", "-q").stdout)
        got = tuple(stats[figure] for figure in ("works", "authors", "groups", "edges"))
        expect(got == figures, f"{name}: {got}, not {figures}")
