#!/usr/bin/env python3
"""Writes communities.json: expected figures of partitions and of network structure from igraph,
networkx and scikit-learn, never from this package.

usage: communities.py FOLDER    (as for centralities.py)

Partitions are given by formulas of the vertex number that the tests repeat.
"""
import json
import math
import sys

import igraph
import networkx
import sklearn
from sklearn import metrics

from graph_files import edge_list, gml, metis, zachary


def summary(values):
    known = [x for x in values if not math.isnan(x)]
    return {"known": len(known), "sum": math.fsum(known), "squares": math.fsum(x * x for x in known)}


def quality(graph, nxgraph):
    weights = graph.es["weight"]
    labels = [v * 7919 % 13 for v in range(graph.vcount())]
    groups = [[v for v in range(graph.vcount()) if labels[v] == c] for c in sorted(set(labels))]
    sizes = graph.strength(weights=weights)
    conductances = []
    for group in groups:
        if 0 < sum(sizes[v] for v in group) < sum(sizes):
            conductances.append(networkx.conductance(nxgraph, group, weight="weight"))
    inner = sum(w for e, w in zip(graph.es, weights) if labels[e.source] == labels[e.target])
    return {
        "modularity": graph.modularity(labels, weights=weights),
        "halfResolution": graph.modularity(labels, weights=weights, resolution=0.5),
        "coverage": inner / sum(weights),
        "conductance": max(conductances),
    }


def small_world(graph):
    """The coefficients from igraph's clustering and distances, over the closed forms of a random
    graph (Newman, Strogatz, Watts 2001) and of a ring lattice (Watts and Strogatz 1998)."""
    part = graph.connected_components().giant()
    n, degree = part.vcount(), 2 * part.ecount() / part.vcount()
    clustering = part.transitivity_avglocal_undirected(mode="zero")
    distance, random = part.average_path_length(), math.log(n) / math.log(degree)
    lattice = 3 * (degree - 2) / (4 * (degree - 1))
    return {
        "small-world-sigma": clustering / (degree / n) / (distance / random),
        "small-world-omega": random / distance - clustering / lattice,
    }


def structure(graph, nxgraph):
    weights = graph.es["weight"]
    degrees = graph.degree()
    undefined = [d < 2 for d in degrees]
    onnela = networkx.clustering(nxgraph, weight="weight")
    # With `nodes` networkx follows its definition; without, networkx 3.6.1 takes a sparse shortcut
    # that gives other figures for weighted graphs.
    effective = networkx.effective_size(nxgraph, nodes=list(nxgraph), weight="weight")
    trusses = []
    k = 3
    while (edges := networkx.k_truss(nxgraph, k).number_of_edges()) > 0:
        trusses.append(edges)
        k += 1
    fit = igraph.power_law_fit([d for d in degrees if d > 0], method="discrete")
    club = networkx.rich_club_coefficient(nxgraph, normalized=False)
    return {
        "authors": {
            "constraint": summary(graph.constraint(weights=weights)),
            "effective-size": summary([effective[v] for v in range(graph.vcount())]),
            "clustering": summary(graph.transitivity_local_undirected(mode="nan")),
            "clustering-barrat": summary(graph.transitivity_local_undirected(mode="nan", weights=weights)),
            "clustering-onnela": summary([math.nan if undefined[v] else onnela[v] for v in range(graph.vcount())]),
            "triangles": summary([float(t) for t in networkx.triangles(nxgraph).values()]),
        },
        "network": {
            "density": graph.density(),
            "degree-assortativity": graph.assortativity_degree(directed=False),
            "transitivity": graph.transitivity_undirected(),
            "mean-clustering": graph.transitivity_avglocal_undirected(mode="nan"),
            "diameter": graph.diameter(),
            "mean-distance": graph.average_path_length(),
            "articulation-points": len(graph.articulation_points()),
            "bridges": len(graph.bridges()),
            **small_world(graph),
        },
        "tail": {"exponent": fit.alpha, "cutoff": fit.xmin, "distance": fit.D},
        "trussEdges": trusses,
        "richClub": [club[k] for k in sorted(club)],
    }


def comparison(a, b):
    return {
        "adjustedRand": metrics.adjusted_rand_score(a, b),
        "nmi": metrics.normalized_mutual_info_score(a, b),
        "ami": metrics.adjusted_mutual_info_score(a, b),
        "vi": igraph.compare_communities(a, b, method="vi"),
    }


def main(folder):
    graphs = {
        "karate": zachary(),
        "ca-GrQc.txt": edge_list(f"{folder}/ca-GrQc.txt"),
        "hep-th.graph": metis(f"{folder}/hep-th.graph"),
        "netscience.gml": gml(f"{folder}/netscience.gml"),
    }
    result = {
        "tools": {
            "igraph": igraph.__version__, "networkx": networkx.__version__,
            "scikit-learn": sklearn.__version__,
        },
        "graphs": {}, "comparisons": {},
    }
    for name, (n, edges) in graphs.items():
        graph = igraph.Graph(n=n, edges=[(a, b) for a, b, _ in edges])
        graph.es["weight"] = [w for _, _, w in edges]
        nxgraph = networkx.Graph()
        nxgraph.add_nodes_from(range(n))
        nxgraph.add_weighted_edges_from(edges)
        result["graphs"][name] = {"quality": quality(graph, nxgraph), **structure(graph, nxgraph)}
        if name == "karate":
            result["graphs"][name]["edges"] = edges
    for n in (10, 200, 5000):
        a = [(i * i * 31 + 7 * i) % 5 for i in range(n)]
        b = [(i * 17 + i // 3) % 7 for i in range(n)]
        result["comparisons"][f"scattered {n}"] = comparison(a, b)
        a = [i // 9 for i in range(n)]
        b = [(i + (i % 11 == 0) * 30) // 13 for i in range(n)]
        result["comparisons"][f"alike {n}"] = comparison(a, b)
    with open(__file__.replace(".py", ".json"), "w") as file:
        json.dump(result, file, indent=1, sort_keys=True)
        file.write("\n")


main(sys.argv[1])
