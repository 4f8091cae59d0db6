"""Estimates, communities and extracts, each against the local engine or plain counting."""
import json
import os
import re

from equality import made_up
from tables import read
from tools import expect, number, rows, run


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
    described(tests, server, corpus, json.loads(done.stdout))
    return f"modularity {got:.4f}, locally {want:.4f}"


def described(tests, server, corpus, rows_of_table):
    """What is said of communities is what their members, ties and works say."""
    network = "networks/people_most-any_years-any"
    folder = next(name for name in sorted(os.listdir(os.path.join(corpus, network)))
                  if name.startswith("communities-") and name.endswith("-1p0-members"))
    table = read(corpus, network, folder)
    community = dict(zip(table["author"], table["community"]))
    names = read(corpus, "people")
    labels = dict(zip(names["author"], names["label"]))
    groups, inner, outer, within = {}, {}, {}, {}
    for author, number in community.items():
        groups.setdefault(number, []).append(author)
    ties = read(corpus, network, "ties-fractional")
    for a, b, weight in zip(ties["src"], ties["dst"], ties["weight"]):
        if community[a] == community[b]:
            inner[community[a]] = inner.get(community[a], 0) + weight
            for end in (a, b):
                within[end] = within.get(end, 0) + weight
        else:
            for end in (a, b):
                outer[community[end]] = outer.get(community[end], 0) + weight
    bylines = {}
    authorship = read(corpus, network, "authorship")
    for work, author in zip(authorship["work"], authorship["author"]):
        bylines.setdefault(work, []).append(community[author])
    works = {}
    for byline in bylines.values():
        for number in set(byline):
            if 2 * byline.count(number) >= len(byline):
                works[number] = works.get(number, 0) + 1
    order = sorted(groups, key=lambda number: (-len(groups[number]), min(groups[number])))
    for row, number in zip(rows_of_table, order):
        expect(row["size"] == len(groups[number]) and row["works"] == works.get(number, 0), f"{row}")
        expect(abs(row["innerWeight"] - inner.get(number, 0)) < 1e-6, f"{row}, not {inner.get(number, 0)}")
        expect(abs(row["outerWeight"] - outer.get(number, 0)) < 1e-6, f"{row}, not {outer.get(number, 0)}")
        most = max(groups[number], key=lambda author: round(within.get(author, 0), 9))
        expect(abs(within.get(most, 0) - within.get(next(
            a for a in groups[number] if labels[a] == row["authors"][0]), 0)) < 1e-6, f"{row}: not {labels[most]}")
    expect(len(rows_of_table) == min(20, len(order)), f"{len(rows_of_table)} of {len(order)}")
    between = {}
    place = {number: i + 1 for i, number in enumerate(order[:20])}
    for a, b, weight in zip(ties["src"], ties["dst"], ties["weight"]):
        ends = sorted(place.get(community[end], 0) for end in (a, b))
        if 0 < ends[0] < ends[1]:
            between[tuple(ends)] = between.get(tuple(ends), 0) + weight
    graph_of_communities(tests, server, corpus, rows_of_table, between)
    members = json.loads(tests.programs.on(
        server.address, "clusters", corpus, "--members", "--top", "1", "--format", "json", "-q").stdout)
    expect({row["author"] for row in members} == {labels[a] for a in groups[order[0]]}, "other members")
    out = os.path.join(tests.programs.folder, "cluster.jsonl")
    said = tests.programs.on(server.address, "extract", corpus, "--cluster", "1", "-o", out).stderr
    expect(f"of {len(groups[order[0]]):,} author" in said, said)


def of_a_field(tests, server):
    """Works of a field are taken out whatever the case of its letters; of a field that no work has, the others are told."""
    folder = tests.programs.folder
    path, corpus = os.path.join(folder, "fields.jsonl"), os.path.join(folder, "corpus-fields")
    with open(path, "w", encoding="utf-8") as file:
        for key, field in (("a", "Engineering"), ("b", "ENGINEERING"), ("c", "Soil's science"), ("d", None)):
            file.write(json.dumps({
                "id": key, "author": [{"family": "Able", "given": "Ann"}],
                "custom": {"people": [0], "labels": ["Ann Able"], "field": field}}) + "\n")
    tests.programs.on(server.address, "import", path, "--into", corpus, "--replace", "-q")
    out = os.path.join(folder, "field.jsonl")
    for field, want in (("engineering", ["a", "b"]), ("Soil's science", ["c"])):
        said = tests.programs.on(server.address, "extract", corpus, "--field", field, "-o", out).stderr
        expect([work["id"] for work in lines(out)] == want, f"{field}: {lines(out)}")
        expect(f"of the field '{field}' of 1 author" in said, said)
    os.remove(out)
    said = tests.programs.on(server.address, "extract", corpus, "--field", "Law", "-o", out, codes=(64,)).stderr
    expect("no work of the part is of the field 'Law'; most works are of: ENGINEERING, Engineering, Soil" in said, said)
    expect(not os.path.exists(out), "a file without works")


def graph_of_communities(tests, server, corpus, rows_of_table, between):
    """The ties between the members of two communities add up, and local commands read the file."""
    path = os.path.join(tests.programs.folder, "communities.json")
    tests.programs.on(server.address, "clusters", corpus, "--graph", path, "-q")
    with open(path, encoding="utf-8") as file:
        graph = json.load(file)
    expect([node["authors"] for node in graph["nodes"]] == [row["size"] for row in rows_of_table], "other communities")
    links = {(link["source"], link["target"]): link["weight"] for link in graph["links"]}
    expect(links.keys() == between.keys(), f"ties between {sorted(links)}, not {sorted(between)}")
    for ends, weight in links.items():
        expect(abs(weight - between[ends]) < 1e-6, f"{ends}: {weight}, not {between[ends]}")
    strengths = {row["author"]: number(row["score"]) for row in rows(tests.programs.local(
        "rank", path, "--by", "strength", "--format", "csv", "-q", codes=(0, 1)))}
    for node in graph["nodes"]:
        want = sum(weight for ends, weight in links.items() if node["id"] in ends)
        expect(abs(strengths.get(node["label"], 0) - want) < 1e-3 * max(1, want), f"{node}: {strengths}, not {want}")


def joined_labels(tests, server, inputs, corpus):
    """Where labels have too many ties to be brought home, they are joined again, or the command says that it cannot."""
    local = json.loads(tests.programs.local(
        "clusters", *inputs, "--identity", "folded", "--format", "json", "-q", codes=(0, 1)))
    want = local["quality"]["modularity"]
    said = tests.programs.on(server.address, "clusters", corpus, "--local-ties", "1000").stderr
    got, labels = float(re.search(r"modularity (\S+)", said).group(1)), re.search(r"of (\S+) labels", said).group(1)
    expect(got > want - 0.02 and int(labels) < 1000, said)
    said = tests.programs.on(server.address, "clusters", corpus, "--local-ties", "1", codes=(64,)).stderr
    expect("too many for one machine" in said, said)
    return f"modularity {got:.4f} of {labels} labels, locally {want:.4f}"


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


def remarks(tests, server):
    """What is said of citations and years that are not known is what the local command says."""
    for seed in (3, 4):
        path = made_up(tests.programs.folder, seed)
        corpus = os.path.join(tests.programs.folder, "corpus-remarks")
        lines = tests.programs.export([path], "remarks", "--identity", "folded")
        tests.programs.on(server.address, "import", lines, "--into", corpus, "--replace", "-q")
        by = ["--by", "citations,h-index,m-quotient"]
        local = run([tests.programs.collab, "rank", path, "--identity", "folded", *by], (0, 1)).stderr
        ours = tests.programs.on(server.address, "rank", corpus, *by).stderr
        local, ours = ([line for line in said.splitlines() if re.match("(citations|h-index|m-quotient): ", line)]
                       for said in (local, ours))
        expect(ours == local and ours, f"{ours}, not {local}")


def refused(tests, server):
    """Options that only the local commands have are refused in a line that says where they are taken."""
    for option in (["--min-papers", "2"], ["--unit", "countries"], ["--people", "list.txt"]):
        said = tests.programs.on(server.address, "rank", "/corpus", *option, codes=(64,)).stderr
        expect(f"{option[0]} is not computed on a cluster" in said, said)
    for command in (["extract", "/corpus", "-o"], ["ego", "/corpus", "Ann Able", "-o"], ["clusters", "/corpus", "--graph"]):
        said = tests.programs.on(server.address, *command, "-", codes=(64,)).stderr
        expect("cannot write '-': this output must be a file" in said, said)


def long_lines(tests, server):
    """A work whose line is longer than the messages that gRPC takes by itself comes home as it was."""
    work = {"id": "long", "title": "x" * 6_000_000, "author": [{"family": "Able"}],
            "custom": {"people": [0], "labels": ["Able"]}}
    path, out = (os.path.join(tests.programs.folder, name + ".jsonl") for name in ("long", "long-home"))
    with open(path, "w", encoding="utf-8") as file:
        file.write(json.dumps(work) + "\n")
    corpus = os.path.join(tests.programs.folder, "corpus-long")
    tests.programs.on(server.address, "import", path, "--into", corpus, "--replace", "-q")
    tests.programs.on(server.address, "extract", corpus, "-o", out, "-q")
    expect(lines(out) == [work], "another line came home")


def people(work):
    """Those of a work who are no groups."""
    groups = work["custom"].get("groups", [])
    return [p for place, p in enumerate(work["custom"]["people"], 1) if place not in groups]
