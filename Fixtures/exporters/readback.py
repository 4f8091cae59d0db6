"""Reads the exchange files of a folder with networkx, igraph and Python's own parsers, and
compares them with expected.json. Written for networkx 3.6, scipy 1.16 and igraph 1.0; says what it
skips."""

import csv
import json
import math
import pathlib
import sys
import xml.etree.ElementTree as ElementTree

folder = pathlib.Path(sys.argv[1])
expected = json.loads((folder / "expected.json").read_text(encoding="utf-8"))
count = len(expected["labels"])
failures = []


def check(what, got, wanted):
    if got != wanted:
        failures.append(f"{what}: got {got!r}, wanted {wanted!r}")


def xml_label(name):
    """XML 1.0 cannot hold these characters."""
    return "".join("\ufffd" if ch in "\x01\uffff" else ch for ch in name)


def pajek_label(name):
    return "".join({'"': "'", "\\": "/"}.get(ch, " " if ord(ch) < 32 else ch) for ch in name)


def flat(name):
    """A name on one line."""
    return "".join(
        " " if ord(ch) < 32 or 127 <= ord(ch) < 160 or ch in "\u2028\u2029\uffff" else ch
        for ch in name)


def edge_list(graph, number):
    return sorted(
        (*sorted((number(a), number(b))), data["weight"]) for a, b, data in graph.edges(data=True)
    )


edges = sorted((a, b, weight) for a, b, weight, _ in expected["edges"])


def check_years(what, data, years):
    check(what, [data.get("first_year"), data.get("last_year")], years or [None, None])


def with_networkx():
    try:
        import networkx
    except ImportError:
        print("skipped: networkx is not there")
        return
    gexf = networkx.read_gexf(folder / "sample.gexf", version="1.3")
    check("gexf edges", edge_list(gexf, int), edges)
    check("gexf directed", gexf.is_directed(), False)
    for v in range(count):
        data = gexf.nodes[str(v)]
        check("gexf label", data["label"], xml_label(expected["labels"][v]))
        check("gexf papers", data["papers"], expected["papers"][v])
        check("gexf score", data.get("score"), expected["score"][v])
        check("gexf community", data["community"], expected["community"][v])
        position = data["viz"]["position"]
        check("gexf place", [position["x"], position["y"]], [expected["x"][v], expected["y"][v]])
        # Area follows papers: 3 papers are 40 points, p papers 4 + 36 sqrt(p/3).
        size = 4 + 36 * math.sqrt(expected["papers"][v] / 3)
        if abs(data["viz"]["size"] - size) > 1e-9:
            failures.append(f"gexf size of {v}: {data['viz']['size']}, wanted {size}")
    graphml = networkx.read_graphml(folder / "sample.graphml")
    check("graphml edges", edge_list(graphml, lambda v: int(v[1:])), edges)
    check("graphml title", graphml.graph["title"], expected["title"])
    for v in range(count):
        data = graphml.nodes[f"n{v}"]
        check("graphml label", data["label"], xml_label(expected["labels"][v]))
        check("graphml papers", data["papers"], int(expected["papers"][v]))
        check("graphml score", data.get("score"), expected["score"][v])
        check("graphml community", data["community"], expected["community"][v])
        check("graphml place", [data["x"], data["y"]], [expected["x"][v], expected["y"][v]])
        check_years("graphml years", data, expected["years"][v])
    for a, b, _, years in expected["edges"]:
        check_years("graphml edge years", graphml.edges[f"n{a}", f"n{b}"], years)
    gml = networkx.read_gml(folder / "sample.gml", label="id")
    check("gml edges", edge_list(gml, int), edges)
    for v in range(count):
        data = gml.nodes[v]
        check("gml label", data["label"], flat(expected["labels"][v]))
        check("gml papers", data["papers"], int(expected["papers"][v]))
        check("gml score", data.get("score"), expected["score"][v])
        check("gml community", data["community"], expected["community"][v])
        place = data["graphics"]
        check("gml place", [place["x"], place["y"]], [expected["x"][v], expected["y"][v]])
        years = [data.get("firstYear"), data.get("lastYear")]
        check("gml years", years, expected["years"][v] or [None, None])
    listed = networkx.read_edgelist(
        folder / "sample.edges", delimiter="\t", data=[("weight", float)], comments=None)
    check("edge list", edge_list(listed, [flat(name) for name in expected["labels"]].index), edges)
    pajek = networkx.read_pajek(folder / "sample.net")
    names = [pajek_label(name) for name in expected["labels"]]
    check("pajek labels", list(pajek.nodes), names)
    check("pajek edges", edge_list(pajek, names.index), edges)
    raw = json.loads((folder / "sample.json").read_text(encoding="utf-8"))
    link = networkx.node_link_graph(raw, edges="edges")
    check("json edges", edge_list(link, int), edges)
    raw = json.loads((folder / "sample.cyjs").read_text(encoding="utf-8"))
    cytoscape = networkx.cytoscape_graph(raw)
    check("cyjs edges", edge_list(cytoscape, int), edges)
    for v in range(count):
        for what, data in (("json", link.nodes[v]), ("cyjs", cytoscape.nodes[str(v)])):
            label = data["label"] if what == "json" else data["name"]
            check(what + " label", label, expected["labels"][v])
            check(what + " score", data["score"], expected["score"][v])
            check(what + " community", data["community"], expected["community"][v])
            check_years(what + " years", data, expected["years"][v])


def with_scipy():
    try:
        import scipy.io
    except ImportError:
        print("skipped: scipy is not there")
        return
    matrix = scipy.io.mmread(folder / "sample.mtx").tocoo()
    check("mtx shape", matrix.shape, (count, count))
    got = sorted((int(a), int(b), float(w)) for a, b, w in zip(matrix.row, matrix.col, matrix.data))
    check("mtx", got, sorted(edges + [(b, a, weight) for a, b, weight in edges]))


def with_igraph():
    try:
        import igraph
    except ImportError:
        print("skipped: igraph is not there")
        return
    graphml = igraph.Graph.Read_GraphML(str(folder / "sample.graphml"))
    pajek = igraph.Graph.Read_Pajek(str(folder / "sample.net"))
    gml = igraph.Graph.Read_GML(str(folder / "sample.gml"))
    for what, graph in (("graphml", graphml), ("pajek", pajek), ("gml", gml)):
        got = sorted((*sorted(edge.tuple), edge["weight"]) for edge in graph.es)
        check(f"igraph {what} edges", got, edges)
        check(f"igraph {what} directed", graph.is_directed(), False)
    check("igraph graphml labels", graphml.vs["label"], [xml_label(x) for x in expected["labels"]])
    check("igraph graphml papers", graphml.vs["papers"], expected["papers"])
    check("igraph pajek labels", pajek.vs["name"], [pajek_label(x) for x in expected["labels"]])


def with_the_standard_library():
    gexf = ElementTree.parse(folder / "sample.gexf").getroot()
    space = "{http://gexf.net/1.3}"
    check("gexf version", (gexf.tag, gexf.get("version")), (space + "gexf", "1.3"))
    for kind, wanted in (("node", expected["years"]), ("edge", [e[3] for e in expected["edges"]])):
        got = [
            element.get("start") and [int(element.get("start")), int(element.get("end"))]
            for element in gexf.iter(space + kind)
        ]
        check(f"gexf {kind} years", got, wanted)
    items = json.loads((folder / "sample-vosviewer.json").read_text(encoding="utf-8"))["network"]
    check("vosviewer-json labels", [i["label"] for i in items["items"]], expected["labels"])
    check("vosviewer-json cluster", [i["cluster"] for i in items["items"]], expected["community"])
    check("vosviewer-json x", [i["x"] for i in items["items"]], expected["x"])
    check(
        "vosviewer-json links",
        sorted((k["source_id"] - 1, k["target_id"] - 1, k["strength"]) for k in items["links"]),
        edges,
    )
    with open(folder / "sample-map.txt", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file, delimiter="\t"))
    flat = ["".join(" " if ord(ch) < 32 else ch for ch in name) for name in expected["labels"]]
    check("map labels", [row["label"] for row in rows], flat)
    check("map papers", [float(row["weight<papers>"]) for row in rows], expected["papers"])
    scores = [float(row["score<score>"]) if row["score<score>"] else None for row in rows]
    check("map scores", scores, expected["score"])
    lines = (folder / "sample-network.txt").read_text(encoding="utf-8").splitlines()
    links = [line.split("\t") for line in lines]
    check("network", sorted((int(a) - 1, int(b) - 1, float(w)) for a, b, w in links), edges)
    with open(folder / "sample-authors.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    disarmed = ["'" + name if name[0] in "=+-@" else name for name in expected["labels"]]
    check("csv names", [row["name"] for row in rows], disarmed)
    with open(folder / "sample-edges.csv", encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(file))
    got = sorted((int(r["source"]), int(r["target"]), float(r["weight"])) for r in rows)
    check("csv edges", got, edges)
    check("csv source names", {r["source_name"] for r in rows}, {disarmed[e[0]] for e in edges})
    partition = (folder / "sample.clu").read_text().splitlines()
    check("clu", [int(line) for line in partition[1:]], expected["community"])
    vector = (folder / "sample.vec").read_text().splitlines()
    check("vec", [float(line) for line in vector[1:]], expected["papers"])


with_the_standard_library()
with_networkx()
with_scipy()
with_igraph()
for failure in failures:
    print(failure)
sys.exit(1 if failures else 0)
