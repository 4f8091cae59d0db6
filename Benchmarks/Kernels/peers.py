#!/usr/bin/env python3
"""Times igraph and NetworKit; the benchmarks start it and ask for one kernel a line.

Reads "vertices edges" and the edges, prints "ready", and then answers each kernel's name by one
line of JSON: for each tool the seconds that passed, those of all threads, its scores where they
are defined as in this package, and the modularity of its communities. Needs: pip install igraph networkit
"""
import json
import sys
import time

try:
    import igraph
except ImportError:
    igraph = None
try:
    import networkit
    networkit.setNumberOfThreads(2)
except ImportError:
    networkit = None

if igraph is None and networkit is None:
    sys.exit()

n, m = map(int, sys.stdin.readline().split())
edges = [tuple(map(int, sys.stdin.readline().split())) for _ in range(m)]
if igraph:
    G = igraph.Graph(n=n, edges=edges)
if networkit:
    K = networkit.Graph(n)
    W = networkit.Graph(n, weighted=True)
    for a, b in edges:
        K.addEdge(a, b)
        W.addEdge(a, b, 1 / (1 + (a * 7 + b * 13) % 5))
    K.indexEdges()
lengths = [1 / (1 + (a * 7 + b * 13) % 5) for a, b in edges]


def unit(x):
    norm = sum(v * v for v in x) ** 0.5
    return [abs(v) / norm for v in x]


def labels_igraph(result):
    return result.membership


def labels_networkit(result):
    return result.getPartition().getVector()


def modularity(labels):
    """By the definition, for unweighted graphs."""
    inner, strength = {}, {}
    for a, b in edges:
        for v in (a, b):
            strength[labels[v]] = strength.get(labels[v], 0) + 1
        if labels[a] == labels[b]:
            inner[labels[a]] = inner.get(labels[a], 0) + 1
    return sum(inner.values()) / m - sum(s * s for s in strength.values()) / (4 * m * m)


work = {
    "betweenness": {
        "igraph": (lambda: G.betweenness(), lambda r: r),
        "NetworKit": (
            lambda: networkit.centrality.Betweenness(K, False).run(),
            lambda r: [x / 2 for x in r.scores()]),
    },
    "weighted betweenness": {
        "igraph": (lambda: G.betweenness(weights=lengths), lambda r: r),
        "NetworKit": (
            lambda: networkit.centrality.Betweenness(W, False).run(),
            lambda r: [x / 2 for x in r.scores()]),
    },
    "edge betweenness": {
        "igraph": (lambda: G.edge_betweenness(), lambda r: r),
        "NetworKit": (
            lambda: networkit.centrality.Betweenness(K, False, True).run(),
            None),
    },
    "approximate betweenness": {
        "NetworKit": (lambda: networkit.centrality.KadabraBetweenness(K, 0.005, 0.1).run(), None),
    },
    "harmonic": {
        "igraph": (lambda: G.harmonic_centrality(normalized=False), lambda r: r),
        "NetworKit": (
            lambda: networkit.centrality.HarmonicCloseness(K, False).run(),
            lambda r: r.scores()),
    },
    "pagerank": {
        "igraph": (lambda: G.pagerank(), lambda r: r),
        "NetworKit": (lambda: networkit.centrality.PageRank(K, 0.85, 1e-9).run(), None),
    },
    "eigenvector": {
        "igraph": (lambda: G.eigenvector_centrality(), unit),
        "NetworKit": (lambda: networkit.centrality.EigenvectorCentrality(K, 1e-9).run(), None),
    },
    "core number": {
        "igraph": (lambda: G.coreness(), lambda r: r),
        "NetworKit": (lambda: networkit.centrality.CoreDecomposition(K).run(), lambda r: r.scores()),
    },
    "clustering": {
        "igraph": (lambda: G.transitivity_local_undirected(mode="zero"), lambda r: r),
        "NetworKit": (
            lambda: networkit.centrality.LocalClusteringCoefficient(K, True).run(),
            lambda r: r.scores()),
    },
    "components": {
        "igraph": (lambda: G.connected_components(), None),
        "NetworKit": (lambda: networkit.components.ConnectedComponents(K).run(), None),
    },
    "leiden, three rounds": {
        "igraph": (
            lambda: G.community_leiden(objective_function="modularity", n_iterations=3),
            labels_igraph),
        "NetworKit": (lambda: networkit.community.ParallelLeiden(K, 3).run(), labels_networkit),
    },
    # NetworKit stops when nothing moves, but may not for long; its Q is level by then.
    "leiden, converged": {
        "igraph": (
            lambda: G.community_leiden(objective_function="modularity", n_iterations=-1),
            labels_igraph),
        "NetworKit": (lambda: networkit.community.ParallelLeiden(K, 30).run(), labels_networkit),
    },
    "louvain": {
        "igraph": (lambda: G.community_multilevel(), labels_igraph),
        "NetworKit": (lambda: networkit.community.PLM(K).run(), labels_networkit),
    },
    "label propagation": {
        "igraph": (lambda: G.community_label_propagation(), labels_igraph),
        "NetworKit": (lambda: networkit.community.PLP(K).run(), labels_networkit),
    },
}
communities = ("leiden, three rounds", "leiden, converged", "louvain", "label propagation")

module = {"igraph": igraph, "NetworKit": networkit}

print("ready", flush=True)
told = set()
for line in sys.stdin:
    kernel = line.strip()
    answers = {}
    for tool, (run, scores) in work.get(kernel, {}).items():
        if module[tool] is None:
            continue
        wall, cpu = time.perf_counter(), time.process_time()
        result = run()
        answer = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        if kernel in communities:
            answer["modularity"] = modularity(scores(result))
        elif scores and (kernel, tool) not in told:
            told.add((kernel, tool))
            answer["scores"] = scores(result)
        answers[tool] = answer
    print(json.dumps(answers), flush=True)
