"""What other programs read from the graph files of Fixtures, and from the real ones in shared.

    python3 graphs.py FIXTURES [SHARED] > graphs.json

Needs networkx, igraph, networkit and scipy; VOSviewer's JSON is read by Python's own json and
tables by its csv. One rule is
put on top of what they read: edges of an undirected network add up; of a directed one, or where
nothing is said, both directions add up, too, unless every pair has them both with the same weights:
then each counts once.
"""
import collections
import csv
import json
import os
import sys

import igraph
import networkit
import networkx
import scipy
import scipy.io


def simple(vertices, arcs, undirected):
    """vertices: {id: label}; arcs: [(id, id, weight)]; undirected: whether the file says so."""
    bearers = collections.Counter(vertices.values())
    name = {
        i: label if bearers[label] == 1 else f"{label} [{i}]" for i, label in vertices.items()
    }
    stated = collections.defaultdict(list)
    for a, b, weight in arcs:
        if a != b and weight != 0:
            stated[name[a], name[b]].append(weight)
    mirrored = not undirected and all(
        sorted(stated.get((b, a), [])) == sorted(weights) for (a, b), weights in stated.items())
    ties = {}
    for (a, b), weights in stated.items():
        if a < b or not mirrored:
            pair = min(a, b), max(a, b)
            ties[pair] = ties.get(pair, 0) + sum(weights)
    tied = {end for pair in ties for end in pair}
    return sorted(set(name.values()) - tied), sorted([a, b, w] for (a, b), w in ties.items())


def matrix_market(path):
    matrix = scipy.io.mmread(path)
    if not scipy.sparse.issparse(matrix):
        matrix = scipy.sparse.coo_array(matrix)
    arcs = [(int(i) + 1, int(j) + 1, float(v)) for i, j, v in zip(*matrix.coords, matrix.data)]
    return {v: str(v) for v in range(1, matrix.shape[0] + 1)}, arcs, False


def metis(path):
    graph = networkit.readGraph(path, networkit.Format.METIS)
    arcs = [(u + 1, v + 1, w) for u, v, w in graph.iterEdgesWeights()]
    return {v + 1: str(v + 1) for v in graph.iterNodes()}, arcs, True


def edge_list(delimiter, comments):
    def reader(path):
        graph = networkx.read_edgelist(
            path, delimiter=delimiter, comments=comments, create_using=networkx.MultiDiGraph,
            data=[("weight", float)])
        return ({v: v for v in graph},
                [(a, b, d.get("weight", 1.0)) for a, b, d in graph.edges(data=True)], False)
    return reader


def vosviewer(path):
    network = json.load(open(path))["network"]
    return ({str(v["id"]): v.get("label", str(v["id"])) for v in network["items"]},
            [(str(e["source_id"]), str(e["target_id"]), float(e.get("strength", 1)))
             for e in network["links"]], True)


def by_igraph(read, label):
    def reader(path):
        graph = read(path)
        names = {
            v.index + 1: str(v[label] if label in v.attributes() else v.index + 1)
            for v in graph.vs
        }
        weights = next((graph.es[k] for k in ("weight", "value") if k in graph.es.attributes()),
                       [1.0] * graph.ecount())
        return names, [(e.source + 1, e.target + 1, w) for e, w in zip(graph.es, weights)], not graph.is_directed()
    return reader


def by_networkx(read):
    def reader(path):
        graph = read(path)
        names = {v: str(d.get("label", v)) for v, d in graph.nodes(data=True)}
        arcs = [(a, b, float(d.get("weight", d.get("value", 1))))
                for a, b, d in graph.edges(data=True)]
        return names, arcs, not graph.is_directed()
    return reader


def node_link(edges):
    return by_networkx(
        lambda path: networkx.node_link_graph(json.load(open(path)), edges=edges))


def cytoscape(path):
    graph = networkx.cytoscape_graph(json.load(open(path)))
    return ({v: d["name"] for v, d in graph.nodes(data=True)},
            [(a, b, float(d.get("weight", 1))) for a, b, d in graph.edges(data=True)], True)


def adjacency_list(path):
    graph = networkx.read_adjlist(path, create_using=networkx.MultiDiGraph)
    return {v: v for v in graph}, [(a, b, 1.0) for a, b in graph.edges()], False


def attributed_edges(path):
    graph = networkx.read_edgelist(path, create_using=networkx.MultiDiGraph)
    return ({v: v for v in graph},
            [(a, b, d.get("weight", 1.0)) for a, b, d in graph.edges(data=True)], False)


def edge_table(path):
    rows = list(csv.DictReader(open(path)))
    return ({end: end for row in rows for end in (row["Source"], row["Target"])},
            [(row["Source"], row["Target"], float(row["Weight"])) for row in rows], True)


def adjacency_matrix(path):
    header, *rows = csv.reader(open(path))
    return ({v: v for v in header[1:]},
            [(row[0], column, float(cell)) for row in rows
             for column, cell in zip(header[1:], row[1:])], False)


PAJEK = by_igraph(igraph.Graph.Read_Pajek, "name")
IGRAPH_GML = by_igraph(igraph.Graph.Read_GML, "name")
GML = by_networkx(lambda path: networkx.read_gml(path, label="id"))

FIXTURES = {
    "edge-list/triangle.txt": ("networkx", edge_list(None, "#")),
    "edge-list/weighted.tsv": ("networkx", edge_list("\t", "%")),
    "edge-list/networkx.edgelist": ("networkx", attributed_edges),
    "edge-list/igraph.ncol": (
        "igraph", by_igraph(lambda p: igraph.Graph.Read_Ncol(p, directed=False), "name")),
    "edge-table/gephi.csv": ("csv", edge_table),
    "adjacency-matrix/small.csv": ("csv", adjacency_matrix),
    "adjacency-list/networkx.adjlist": ("networkx", adjacency_list),
    "lgl/igraph.lgl": (
        "igraph", by_igraph(lambda p: igraph.Graph.Read_Lgl(p, directed=False), "name")),
    "json-graph/networkx.json": ("networkx", node_link("links")),
    "json-graph/directed.json": ("networkx", node_link("edges")),
    "json-graph/cytoscape.cyjs": ("networkx", cytoscape),
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


def figures(vertices, arcs, undirected):
    isolated, ties = simple(vertices, arcs, undirected)
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
