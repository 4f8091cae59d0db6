"""The tables of a corpus on a cluster beside what the local engine writes: ties row by row, components by members."""
import csv
import math
import os

import pyarrow.parquet

from tools import expect


def folder_of(network):
    """The folder that a network has in a corpus."""
    options = dict(zip(network, network[1:]))
    years = options.get("--years")
    if years:
        first, last = years.split("..") if ".." in years else (years, years)
        years = f"{first or 'open'}-{last or 'open'}"
    kind = "groups" if "--groups" in network else "people"
    return f"networks/{kind}_most-{options.get('--max-authors', 'any')}_years-{years or 'any'}"


def read(corpus, *names):
    """A table as lists by column."""
    return pyarrow.parquet.read_table(os.path.join(corpus, *names)).to_pydict()


def plain(name):
    """A name without the mark before what spreadsheets would take for a formula."""
    return name[1:] if name[:1] == "'" and name[1:2] in ("=", "+", "-", "@") else name


def local_network(programs, inputs, name, identity, network):
    """The authors and the ties that the local engine writes: {pair of names: (weight, works)}."""
    path = os.path.join(programs.folder, name + "-network")
    programs.local("export", *inputs, "--identity", identity, "--to", "csv", "-o", path + ".csv", "-q",
                   *network, codes=(0, 1))
    with open(path + "-authors.csv", encoding="utf-8", newline="") as file:
        authors = [plain(row["name"]) for row in csv.DictReader(file)]
    ties = {}
    with open(path + "-edges.csv", encoding="utf-8", newline="") as file:
        csv.field_size_limit(1 << 30)
        for row in csv.DictReader(file):
            pair = tuple(sorted((plain(row["source_name"]), plain(row["target_name"]))))
            ties[pair] = (float(row["weight"]), row["works"].count(";") + 1)
    for ending in ("-authors.csv", "-edges.csv"):
        os.remove(path + ending)
    return authors, ties


def components_of(authors, ties):
    """The components by their members, by merging sets."""
    above = {author: author for author in authors}

    def top(author):
        while above[author] != author:
            above[author] = author = above[above[author]]
        return author

    for a, b in ties:
        above[top(a)] = top(b)
    members = {}
    for author in authors:
        members.setdefault(top(author), set()).add(author)
    return {frozenset(group) for group in members.values()}


def compare_tables(programs, inputs, corpus, name, identity, network):
    """Compares all ties and all components; returns how many there are."""
    authors, want = local_network(programs, inputs, name, identity, network)
    folder = folder_of(network)
    people = read(corpus, "people")
    labels = dict(zip(people["author"], people["label"]))
    weighting = dict(zip(network, network[1:])).get("--weighting", "fractional")
    got = {}
    if want:
        table = read(corpus, folder, "ties-" + weighting)
        for a, b, weight, papers in zip(table["src"], table["dst"], table["weight"], table["papers"]):
            pair = tuple(sorted((labels[a], labels[b])))
            expect(pair not in got, f"{name}: the tie of {pair} stands twice")
            got[pair] = (weight, papers)
    for pair, (weight, works) in want.items():
        expect(pair in got, f"{name}: no tie of {pair}")
        expect(got[pair][1] == works, f"{name}: {pair} have {got[pair][1]} works, not {works}")
        expect(math.isclose(got[pair][0], weight, rel_tol=1e-9),
               f"{name}: the tie of {pair} weighs {got[pair][0]}, not {weight}")
    expect(len(got) == len(want), f"{name}: {len(got)} ties, not {len(want)}")
    table = read(corpus, folder, "components")
    groups = {}
    for author, component in zip(table["author"], table["component"]):
        groups.setdefault(component, set()).add(labels[author])
    found, known = {frozenset(group) for group in groups.values()}, components_of(authors, want)
    expect(found == known, f"{name}: {len(found - known)} components of other members, of {len(known)}")
    return len(got), len(found)
