#!/usr/bin/env python3
"""Measures layouts of the largest component as drawn, beside other tools' layouts.

usage: quality.py COLLAB [--seeds N] [GRAPH...]     prints a table in Markdown

Medians of N seeds (5; 1 of another tool whose first layout takes more than a minute of processor time).
Communities are those of igraph's Leiden algorithm from seed 1, for all layouts the same. Needs Python
3.9 or later with numpy, scipy, igraph and, for ForceAtlas2, fa2_modified; and Graphviz's sfdp. What is
not installed is left out.

NP         mean Jaccard index of an author's coauthors and as many nearest authors
purity     share of an author's ten nearest who are of the same community
crossings  in per cent of 400,000 sampled pairs of ties without a common end
stress     from at most 600 sampled authors, weighted by 1/d², at the best scale
"""

import json
import os
import pathlib
import random
import statistics
import subprocess
import sys
import tempfile

import igraph
import numpy
from scipy.spatial import cKDTree

SHARED = pathlib.Path(os.environ.get("COLLAB_SHARED", pathlib.Path(__file__).resolve().parents[2] / "../shared"))
GRAPHS = {
    "netscience": "data/graphs/netscience.gml",
    "IEEE VIS": "data/vispubdata/ieee-vis-1990-2014.csv",
    "ca-GrQc": "data/graphs/ca-GrQc.txt",
    "ca-HepTh": "data/graphs/ca-HepTh.txt",
    "ACL": "data/acl-anthology/xml",
}


def drawn(collab, path, seed, *options):
    """The largest component as `collab draw` places it."""
    with tempfile.TemporaryDirectory() as folder:
        target = os.path.join(folder, "map.json")
        subprocess.run(
            [collab, "draw", path, "--largest-component", "--seed", str(seed), *options, "-o", target],
            check=True, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        return json.loads(pathlib.Path(target).read_text(encoding="utf-8"))


def places(drawing):
    return numpy.array([[node["x"], node["y"]] for node in drawing["nodes"] if "x" in node])


class Judge:
    """What all layouts of a graph are measured by: the same communities, pairs and distances."""

    def __init__(self, drawing):
        nodes = [node["id"] for node in drawing["nodes"] if "x" in node]
        number = {node: i for i, node in enumerate(nodes)}
        edges = [e for e in drawing["edges"] if e["source"] in number and e["target"] in number]
        self.graph = igraph.Graph(len(nodes), [(number[e["source"]], number[e["target"]]) for e in edges])
        self.graph.es["weight"] = [e["weight"] for e in edges]
        seeded(1)
        self.community = numpy.array(
            self.graph.community_leiden("modularity", weights="weight", n_iterations=5).membership)
        chance = numpy.random.default_rng(1)
        self.sources = chance.choice(len(nodes), min(len(nodes), 600), replace=False)
        self.distances = numpy.array(self.graph.distances(source=self.sources.tolist()), float)
        self.edges = numpy.array(self.graph.get_edgelist())
        self.pairs = chance.integers(0, len(self.edges), (2, 400_000))
        self.adjacent = self.graph.get_adjlist()

    def measure(self, points):
        tree = cKDTree(points)
        return [self.preservation(points, tree), self.purity(points, tree), self.crossings(points), self.stress(points)]

    def preservation(self, points, tree):
        scores = []
        for v, adjacent in enumerate(self.adjacent):
            if not adjacent:
                continue
            _, nearest = tree.query(points[v], k=len(adjacent) + 1)
            near = set([u for u in nearest if u != v][:len(adjacent)])
            both = near & set(adjacent)
            scores.append(len(both) / (len(near) + len(set(adjacent)) - len(both)))
        return statistics.fmean(scores)

    def purity(self, points, tree):
        _, nearest = tree.query(points, k=11)
        return (self.community[nearest[:, 1:]] == self.community[:, None]).mean()

    def crossings(self, points):
        a, b = self.edges[self.pairs[0]].T
        c, d = self.edges[self.pairs[1]].T
        apart = (a != c) & (a != d) & (b != c) & (b != d)

        def turn(p, q, r):
            (px, py), (qx, qy), (rx, ry) = points[p].T, points[q].T, points[r].T
            return numpy.sign((qx - px) * (ry - py) - (qy - py) * (rx - px))

        cross = (turn(a, b, c) * turn(a, b, d) < 0) & (turn(c, d, a) * turn(c, d, b) < 0) & apart
        return 100 * cross.sum() / apart.sum()

    def stress(self, points):
        top = squared = bottom = weighted = count = 0.0
        for v, distances in zip(self.sources, self.distances):
            known = numpy.isfinite(distances) & (distances > 0)
            long, apart = distances[known], numpy.linalg.norm(points[known] - points[v], axis=1)
            weight = 1 / long**2
            top += (weight * long * apart).sum()
            squared += (weight * apart**2).sum()
            bottom += (weight * long**2).sum()
            count += known.sum()
        scale = top / squared
        return (scale**2 * squared - 2 * scale * top + bottom) / count


def seeded(seed):
    random.seed(seed)
    numpy.random.seed(seed)
    igraph.set_random_number_generator(random)


def sfdp(graph, seed):
    text = "graph {" + "".join(f"{v};" for v in range(graph.vcount())) + "".join(
        f"{a}--{b};" for a, b in graph.get_edgelist()) + "}"
    plain = subprocess.run(
        ["sfdp", f"-Gstart={seed}", "-Tplain"], input=text, capture_output=True, text=True, check=True).stdout
    points = numpy.zeros((graph.vcount(), 2))
    for line in plain.splitlines():
        parts = line.split()
        if parts and parts[0] == "node":
            points[int(parts[1])] = float(parts[2]), float(parts[3])
    return points


def drl(graph, seed):
    seeded(seed)
    return numpy.array(graph.layout_drl(weights="weight").coords)


def force_atlas(graph, seed):
    from fa2_modified import ForceAtlas2

    seeded(seed)
    return numpy.array(ForceAtlas2(verbose=False).forceatlas2_igraph_layout(graph, iterations=200).coords)


def umap(graph, seed):
    seeded(seed)
    return numpy.array(graph.layout_umap(min_dist=0.1, epochs=300).coords)


# Other tools, with the largest graph that each places in some minutes.
RIVALS = [("sfdp", sfdp, 10**6), ("DrL", drl, 10**6), ("ForceAtlas2", force_atlas, 20_000), ("UMAP", umap, 10**6)]


def measured(judge, place, seeds):
    """What a tool's layouts come to: one where the first layout takes more than a minute of processor time."""
    before = sum(os.times()[:4])
    first = place(judge.graph, 1)
    is_slow = sum(os.times()[:4]) - before > 60
    runs = [judge.measure(first)]
    if not is_slow:
        runs += [judge.measure(place(judge.graph, seed)) for seed in range(2, seeds + 1)]
    return runs


def row(graph, layout, measured):
    medians = [statistics.median(column) for column in zip(*measured)]
    runs = "" if len(measured) > 1 else " (one run)"
    print(f"| {graph} | {layout}{runs} | " + " | ".join(f"{value:.3f}" for value in medians) + " |", flush=True)


def main(arguments):
    seeds = 5
    if "--seeds" in arguments:
        at = arguments.index("--seeds")
        seeds = int(arguments[at + 1])
        del arguments[at:at + 2]
    collab, *chosen = arguments
    print("| graph (authors) | layout | NP | purity | crossings, % | stress |\n|---|---|---|---|---|---|")
    for name in chosen or GRAPHS:
        path = str(SHARED / GRAPHS[name]) if name in GRAPHS else name
        first = drawn(collab, path, 1)
        judge = Judge(first)
        size = judge.graph.vcount()
        heading = f"{name} ({size:,})"
        for layout in ("islands", "multilevel", "vos"):
            row(heading, f"`{layout}`", [
                judge.measure(places(drawn(collab, path, seed, "--layout", layout))) for seed in range(1, seeds + 1)])
            heading = ""
        for rival, place, largest in RIVALS:
            if size > largest:
                print(f"|  | {rival} | not run: takes hours | | | |", flush=True)
                continue
            try:
                row("", rival, measured(judge, place, seeds))
            except (ImportError, OSError, subprocess.CalledProcessError) as problem:
                print(f"|  | {rival} | not run: {type(problem).__name__} | | | |", flush=True)


main(sys.argv[1:])
