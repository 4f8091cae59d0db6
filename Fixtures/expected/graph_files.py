"""Readers of the graph files that the scripts beside this one share."""
import networkx


def edge_list(path):
    index, edges = {}, set()
    for line in open(path):
        parts = line.split()
        if len(parts) < 2 or not parts[0].isdigit():
            continue
        a, b = (index.setdefault(p, len(index)) for p in parts[:2])
        if a != b:
            edges.add((min(a, b), max(a, b)))
    return len(index), sorted((a, b, 1.0) for a, b in edges)


def metis(path):
    lines = open(path).read().split("\n")
    n = int(lines[0].split()[0])
    edges = set()
    for v in range(n):
        for w in lines[v + 1].split():
            edges.add((min(v, int(w) - 1), max(v, int(w) - 1)))
    return n, sorted((a, b, 1.0) for a, b in edges)


def gml(path):
    graph = networkx.read_gml(path, label="id")
    return len(graph), sorted((min(a, b), max(a, b), d["value"]) for a, b, d in graph.edges(data=True))


def zachary():
    graph = networkx.karate_club_graph()
    return len(graph), sorted((a, b, float(d["weight"])) for a, b, d in graph.edges(data=True))
