#!/usr/bin/env python3
"""Writes centralities.json: expected scores from igraph and networkx, never from this package.

usage: centralities.py FOLDER    (FOLDER holds ca-GrQc.txt, ca-HepTh.txt, hep-th.graph,
netscience.gml; vertices are numbered in the order of first appearance, METIS and GML ones as they
are)

For each graph and measure: the sum, the sum of squares, and the 20 greatest scores with their
vertices (equal scores by vertex). For the small graphs named in `closed`: all scores.
"""
import json
import sys

import igraph
import networkx

from graph_files import edge_list, gml, metis, zachary


def small(edges):
    return 1 + max(b for a, b in edges), [(a, b, 1.0) for a, b in edges]


def closeness(graph, lengths):
    """igraph's inverse mean distance within reach, times the share in reach, as networkx does."""
    components = graph.connected_components()
    share = [(components.sizes()[c] - 1) / (graph.vcount() - 1) for c in components.membership]
    values = graph.closeness(weights=lengths, normalized=True)
    return [0.0 if s == 0 else x * s for x, s in zip(values, share)]


def scores(n, edges):
    graph = igraph.Graph(n=n, edges=[(a, b) for a, b, _ in edges])
    weights = [w for _, _, w in edges]
    lengths = [1 / w for w in weights]
    other = networkx.Graph()
    other.add_nodes_from(range(n))
    other.add_weighted_edges_from(edges)
    for _, _, data in other.edges(data=True):
        data["length"] = 1 / data["weight"]
    pagerank = networkx.pagerank(other, tol=1e-13 / n, max_iter=100_000)
    arpack = igraph.ARPACKOptions()
    arpack.tol, arpack.maxiter = 1e-15, 100_000
    eigenvector = graph.eigenvector_centrality(
        scale=False, weights=weights, arpack_options=arpack)
    norm = sum(x * x for x in eigenvector) ** 0.5
    result = {
        "degree": graph.degree(),
        "strength": graph.strength(weights=weights),
        "pagerank": [pagerank[v] for v in range(n)],
        "betweenness": graph.betweenness(),
        "closeness": closeness(graph, None),
        "harmonic": graph.harmonic_centrality(normalized=False),
        "eigenvector": [abs(x) / norm for x in eigenvector],
        "core-number": graph.coreness(),
    }
    if n < 100:
        for mine, theirs in [
            ("closeness", networkx.closeness_centrality(other)),
            ("harmonic", networkx.harmonic_centrality(other)),
            ("betweenness", networkx.betweenness_centrality(other, normalized=False)),
        ]:
            assert all(abs(x - theirs[v]) < 1e-12 for v, x in enumerate(result[mine])), mine
    if any(w != 1 for w in weights):
        result["betweenness alpha=1"] = graph.betweenness(weights=lengths)
        result["closeness alpha=1"] = closeness(graph, lengths)
        result["harmonic alpha=1"] = graph.harmonic_centrality(weights=lengths, normalized=False)
    return result


folder = sys.argv[1]
large = {
    "ca-GrQc.txt": edge_list(folder + "/ca-GrQc.txt"),
    "ca-HepTh.txt": edge_list(folder + "/ca-HepTh.txt"),
    "hep-th.graph": metis(folder + "/hep-th.graph"),
    "netscience.gml": gml(folder + "/netscience.gml"),
}
closed = {
    "zachary": zachary(),
    "two parts": small([(0, 1), (1, 2), (2, 3), (3, 1), (4, 5), (5, 6), (6, 7), (7, 4)]),
}
expected = {
    "versions": {"igraph": igraph.__version__, "networkx": networkx.__version__},
    "large": {},
    "small": {},
}
for name, (n, edges) in large.items():
    entry = expected["large"][name] = {"vertices": n, "edges": len(edges), "measures": {}}
    for measure, values in scores(n, edges).items():
        top = sorted(range(n), key=lambda v: (-values[v], v))[:20]
        entry["measures"][measure] = {
            "sum": sum(values), "squares": sum(x * x for x in values),
            "top": top, "topScores": [values[v] for v in top]}
for name, (n, edges) in closed.items():
    expected["small"][name] = {
        "vertices": n, "edges": [[a, b, w] for a, b, w in edges], "measures": scores(n, edges)}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(expected, file, indent=1)
    file.write("\n")
