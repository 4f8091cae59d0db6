#!/usr/bin/env python3
"""Writes backbones.json: which ties backbones keep, computed without this package.

usage: backbones.py FOLDER    (FOLDER holds netscience.gml; vertices as they are numbered there)

Disparity filter (Serrano et al. 2009): the chance of a tie is their integral, equation 1, done
numerically. Stochastic degree sequence model (Neal 2014): the probabilities are those of the
bipartite configuration model, of which the likelihood equations are solved by scipy for every
author and work, and the numbers of shared works are distributed as the convolution of all works
says. Spanning forests and cores are those of networkx.
"""
import json
import sys

import networkx
import numpy
import scipy
from scipy import integrate, optimize

from graph_files import gml, zachary


def disparity(n, edges):
    degree, strength = [0] * n, [0.0] * n
    for a, b, w in edges:
        for v in (a, b):
            degree[v] += 1
            strength[v] += w

    def chance(v, w):
        k = degree[v]
        if k == 1:
            return 1.0
        density = lambda x: (1 - x) ** (k - 2)
        return 1 - (k - 1) * integrate.quad(density, 0, w / strength[v], epsabs=1e-13)[0]

    return [min(chance(a, w), chance(b, w)) for a, b, w in edges]


def simple(n, edges):
    graph = networkx.Graph()
    graph.add_nodes_from(range(n))
    graph.add_weighted_edges_from(edges)
    chances = disparity(n, edges)
    kept = {}
    for alpha in (0.01, 0.05, 0.23, 0.47):
        # None is so near a limit that rounding decides.
        assert all(abs(p - alpha) > 1e-9 for p in chances)
        kept[str(alpha)] = [[a, b] for (a, b, _), p in zip(edges, chances) if p < alpha]
    forest = networkx.maximum_spanning_edges(graph, data=True)
    return {
        "disparity": kept,
        "forestWeight": sum(data["weight"] for _, _, data in forest),
        "coreEdges": [networkx.k_core(graph, k).number_of_edges() for k in range(1, 10)],
    }


def bylines():
    """Works of one to six authors, some of whom return to each other."""
    result = []
    for work in range(150):
        size = 1 + work * work % 6
        group = work * 13 % 40
        result.append(sorted({(group + k * (k + work % 4) % 17) % 40 for k in range(size)}))
    return result


def sharing(works):
    authors = 1 + max(map(max, works))
    table = numpy.zeros((authors, len(works)))
    for work, byline in enumerate(works):
        table[byline, work] = 1
    rows, columns = table.sum(1), table.sum(0)

    def parts(x):
        odds = numpy.exp(x[:authors, None] + x[None, authors:])
        return odds / (1 + odds)

    def likelihood(x):
        excess = numpy.logaddexp(0, x[:authors, None] + x[None, authors:])
        return excess.sum() - rows @ x[:authors] - columns @ x[authors:]

    def gradient(x):
        p = parts(x)
        return numpy.concatenate([p.sum(1) - rows, p.sum(0) - columns])

    def hessian(x):
        p = parts(x)
        q = p * (1 - p)
        top = numpy.hstack([numpy.diag(q.sum(1)), q])
        return numpy.vstack([top, numpy.hstack([q.T, numpy.diag(q.sum(0))])])

    x = numpy.zeros(authors + len(works))
    x = optimize.minimize(likelihood, x, jac=gradient, method="L-BFGS-B").x
    for _ in range(50):
        # Adding to all rows what is taken from all columns changes nothing, hence no inverse.
        x = x - numpy.linalg.lstsq(hessian(x), gradient(x), rcond=1e-12)[0]
    assert abs(gradient(x)).max() < 1e-11
    p = parts(x)
    result = []
    for a in range(authors):
        for b in range(a):
            shared = int((table[a] * table[b]).sum())
            if shared == 0:
                continue
            distribution = numpy.ones(1)
            for both in p[a] * p[b]:
                distribution = numpy.convolve(distribution, [1 - both, both])
            result.append([b, a, shared, float(distribution[shared:].sum())])
    return result


folder = sys.argv[1]
works = bylines()
expected = {
    "versions": {
        "networkx": networkx.__version__, "numpy": numpy.__version__, "scipy": scipy.__version__,
    },
    "graphs": {
        "karate": {"edges": zachary()[1], **simple(*zachary())},
        "netscience.gml": simple(*gml(f"{folder}/netscience.gml")),
    },
    "bylines": works,
    "sharing": sharing(works),
}
with open(__file__.replace(".py", ".json"), "w") as file:
    json.dump(expected, file, sort_keys=True)
    file.write("\n")
