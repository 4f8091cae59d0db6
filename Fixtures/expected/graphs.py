"""What other programs read from the graph files of Fixtures, and from the real ones in shared.

    python3 graphs.py FIXTURES [SHARED] > graphs.json

Needs networkx, igraph, networkit and scipy; VOSviewer's JSON is read by Python's own json. Two rules
are put on top of what they read: edges of one direction add up, and of the two directions of a pair
the greater weight counts.
"""
import collections
import json
import os
import sys

import igraph
import networkit
import networkx
import scipy
import scipy.io


def simple(vertices, arcs):
    """vertices: {id: label}; arcs: [(id, id, weight)]."""
    bearers = collections.Counter(vertices.values())
    name = {
        i: label if bearers[label] == 1 else f"{label} [{i}]" for i, label in vertices.items()
    }
    sums = collections.defaultdict(float)
    for a, b, weight in arcs:
        if a != b and weight != 0:
            sums[name[a], name[b]] += weight
    ties = {}
    for (a, b), weight in sums.items():
        pair = min(a, b), max(a, b)
        ties[pair] = max(ties.get(pair, 0), weight)
    tied = {end for pair in ties for end in pair}
    return sorted(set(name.values()) - tied), sorted([a, b, w] for (a, b), w in ties.items())


def matrix_market(path):
    matrix = scipy.io.mmread(path)
    if not scipy.sparse.issparse(matrix):
        matrix = scipy.sparse.coo_array(matrix)
    arcs = [(int(i) + 1, int(j) + 1, float(v)) for i, j, v in zip(*matrix.coords, matrix.data)]
    return {v: str(v) for v in range(1, matrix.shape[0] + 1)}, arcs


def metis(path):
    graph = networkit.readGraph(path, networkit.Format.METIS)
    arcs = []
    for u, v, w in graph.iterEdgesWeights():
        arcs += [(u + 1, v + 1, w), (v + 1, u + 1, w)]
    return {v + 1: str(v + 1) for v in graph.iterNodes()}, arcs


def edge_list(delimiter, comments):
    def reader(path):
        graph = networkx.read_edgelist(
            path, delimiter=delimiter, comments=comments, create_using=networkx.DiGraph,
            data=[("weight", float)])
        return ({v: v for v in graph},
                [(a, b, d.get("weight", 1.0)) for a, b, d in graph.edges(data=True)])
    return reader


def vosviewer(path):
    network = json.load(open(path))["network"]
    return ({str(v["id"]): v.get("label", str(v["id"])) for v in network["items"]},
            [(str(e["source_id"]), str(e["target_id"]), float(e.get("strength", 1)))
             for e in network["links"]])


def by_igraph(read, label):
    def reader(path):
        graph = read(path)
        names = {
            v.index + 1: str(v[label] if label in v.attributes() else v.index + 1)
            for v in graph.vs
        }
        weights = next((graph.es[k] for k in ("weight", "value") if k in graph.es.attributes()),
                       [1.0] * graph.ecount())
        return names, [(e.source + 1, e.target + 1, w) for e, w in zip(graph.es, weights)]
    return reader


def by_networkx(read):
    def reader(path):
        graph = read(path)
        names = {v: str(d.get("label", v)) for v, d in graph.nodes(data=True)}
        arcs = [(a, b, float(d.get("weight", d.get("value", 1))))
                for a, b, d in graph.edges(data=True)]
        return names, arcs
    return reader


PAJEK = by_igraph(igraph.Graph.Read_Pajek, "name")
IGRAPH_GML = by_igraph(igraph.Graph.Read_GML, "name")
GML = by_networkx(lambda path: networkx.read_gml(path, label="id"))

FIXTURES = {
    "edge-list/triangle.txt": ("networkx", edge_list(None, "#")),
    "edge-list/weighted.tsv": ("networkx", edge_list("\t", "%")),
    "matrixmarket/symmetric.mtx": ("scipy", matrix_market),
    "matrixmarket/general.mtx": ("scipy", matrix_market),
    "matrixmarket/pattern.mtx": ("scipy", matrix_market),
    "matrixmarket/array.mtx": ("scipy", matrix_market),
    "matrixmarket/array-symmetric.mtx": ("scipy", matrix_market),
    "metis/plain.graph": ("networkit", metis),
    "metis/edge-weights.graph": ("networkit", metis),
    "metis/vertex-weights.graph": ("networkit", metis),
    "gml/igraph.gml": ("igraph", IGRAPH_GML),
    "gml/networkx.gml": ("networkx", GML),
    "graphml/igraph.graphml": ("igraph", by_igraph(igraph.Graph.Read_GraphML, "name")),
    "graphml/networkx.graphml": ("networkx", by_networkx(networkx.read_graphml)),
    "gexf/networkx.gexf": ("networkx", by_networkx(networkx.read_gexf)),
    "pajek/igraph.net": ("igraph", PAJEK),
    "pajek/networkx.net": ("networkx", by_networkx(networkx.read_pajek)),
    "pajek/two-mode.net": ("igraph", PAJEK),
    "vosviewer-json/online.json": ("json", vosviewer),
}
SHARED = {
    "graphs/ca-GrQc.txt": ("networkx", edge_list(None, "#")),
    "graphs/ca-HepTh.txt": ("networkx", edge_list(None, "#")),
    "graphs/netscience.csv": ("networkx", edge_list(None, "#")),
    "graphs/netscience.mtx": ("scipy", matrix_market),
    "graphs/netscience.gml": ("networkx", GML),
    "graphs/hep-th.graph": ("networkit", metis),
}


def figures(vertices, arcs):
    isolated, ties = simple(vertices, arcs)
    degree = collections.Counter()
    for a, b, _ in ties:
        degree[a] += 1
        degree[b] += 1
    histogram = collections.Counter(degree.values())
    return {
        "vertices": len(vertices), "ties": len(ties), "isolated": len(isolated),
        "strength": sum(w for _, _, w in ties),
        "degrees": {str(d): histogram[d] for d in sorted(histogram)},
    }


def main():
    fixtures = {}
    for path, (tool, reader) in FIXTURES.items():
        isolated, ties = simple(*reader(os.path.join(sys.argv[1], path)))
        fixtures[path] = {"by": tool, "isolated": isolated, "ties": ties}
    shared = {}
    if len(sys.argv) > 2:
        for path, (tool, reader) in SHARED.items():
            shared[path] = {"by": tool, **figures(*reader(os.path.join(sys.argv[2], path)))}
    modules = networkx, igraph, networkit, scipy
    json.dump({
        "versions": {module.__name__: module.__version__ for module in modules},
        "fixtures": fixtures, "shared": shared,
    }, sys.stdout, indent=1, ensure_ascii=False)
    print()


main()
