#!/usr/bin/env python3
"""Times igraph and NetworKit; the benchmarks start it and ask for one kernel a line.

Reads "vertices edges" and the edges, prints "ready", and then answers each kernel's name by one
line of JSON: for each tool the seconds that passed, those of all threads, and its scores where
they are defined as in this package. Needs: pip install igraph networkit
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
    for a, b in edges:
        K.addEdge(a, b)
large = n * m > 5e9


def unit(x):
    norm = sum(v * v for v in x) ** 0.5
    return [abs(v) / norm for v in x]


work = {
    "betweenness": {
        "igraph": (lambda: G.betweenness(), lambda r: r),
        "networkit": (
            lambda: networkit.centrality.Betweenness(K, False).run(),
            lambda r: [x / 2 for x in r.scores()]),
    },
    "approximate betweenness": {
        "networkit": (lambda: networkit.centrality.KadabraBetweenness(K, 0.005, 0.1).run(), None),
    },
    "harmonic": {
        "igraph": (lambda: G.harmonic_centrality(normalized=False), lambda r: r),
        "networkit": (
            lambda: networkit.centrality.HarmonicCloseness(K, False).run(),
            lambda r: r.scores()),
    },
    "pagerank": {
        "igraph": (lambda: G.pagerank(), lambda r: r),
        "networkit": (lambda: networkit.centrality.PageRank(K, 0.85, 1e-9).run(), None),
    },
    "eigenvector": {
        "igraph": (lambda: G.eigenvector_centrality(), unit),
        "networkit": (lambda: networkit.centrality.EigenvectorCentrality(K, 1e-9).run(), None),
    },
    "core-number": {
        "igraph": (lambda: G.coreness(), lambda r: r),
        "networkit": (lambda: networkit.centrality.CoreDecomposition(K).run(), lambda r: r.scores()),
    },
    "components": {
        "igraph": (lambda: G.connected_components(), None),
        "networkit": (lambda: networkit.components.ConnectedComponents(K).run(), None),
    },
}

print("ready", flush=True)
told = set()
for line in sys.stdin:
    kernel = line.strip()
    answers = {}
    for tool, (run, scores) in work.get(kernel, {}).items():
        if globals()[tool] is None or large and kernel == "harmonic":
            continue
        wall, cpu = time.perf_counter(), time.process_time()
        result = run()
        answers[tool] = {"wall": time.perf_counter() - wall, "cpu": time.process_time() - cpu}
        if scores and (kernel, tool) not in told:
            answers[tool]["scores"] = scores(result)
            told.add((kernel, tool))
    print(json.dumps(answers), flush=True)
