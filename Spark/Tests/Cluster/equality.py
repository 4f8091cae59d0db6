"""What Spark computes is what the local engine computes."""
import json
import os
import random

from tables import compare_tables
from tools import EXACT, NEAR, compare_rankings, compare_stats, expect, rows

ALL = ["pagerank", *EXACT, *(measure for measure in NEAR if measure != "pagerank")]
UNICODE = ["Łukasz O'Neill", "José \"Pepe\" Núñez", "山田 太郎", "a`b; DROP TABLE x --", "=1+1", "Ann\\Bob"]


def check(programs, address, inputs, name, *, identity="folded", network=(), measures=ALL, first=None):
    """Exports, imports and compares statistics, ties, components and rankings; returns what was compared."""
    path = programs.export(inputs, name, "--identity", identity)
    corpus = os.path.join(programs.folder, "corpus-" + name)
    programs.on(address, "import", path, "--into", corpus, "--replace", "-q")
    return compare(programs, address, inputs, corpus, name, identity, network, measures, first)


def compare(programs, address, inputs, corpus, name, identity, network, measures, first=None):
    if not rows(programs.local("rank", *inputs, "--identity", identity, "--format", "csv", "-q",
                               *network, codes=(0, 1))):
        said = programs.on(address, "stats", corpus, *network, codes=(1,)).stderr
        expect("nobody is in the network" in said, f"{name}: {said}")
        return (0, 0, 0, 0)
    order = [first] + [m for m in measures if m != first] if first else measures
    local = json.loads(programs.local(
        "stats", *inputs, "--identity", identity, "--format", "json", *network, codes=(0, 1)))
    remote = json.loads(programs.on(address, "stats", corpus, "--format", "json", *network, "-q").stdout)
    compare_stats(local, remote, name)
    ties, components = compare_tables(programs, inputs, corpus, name, identity, network)
    # Both stop at the same residual, which is far below what is compared.
    by = ["--by", ",".join(order), "--format", "csv", "-q", *network]
    if "pagerank" in order:
        by += ["--set", "tolerance=1e-10"]
    off = compare_rankings(
        rows(programs.local("rank", *inputs, "--identity", identity, *by, codes=(0, 1))),
        rows(programs.on(address, "rank", corpus, *by).stdout), order, name)
    return remote["vertices"], ties, components, off


def made_up(folder, seed):
    """A small corpus full of what goes wrong: odd names, cut bylines, gaps, large works."""
    draw = random.Random(seed)
    people = UNICODE + [f"Given{n} Family{n % 17}" for n in range(draw.randint(3, 60))]
    works = []
    for number in range(draw.randint(1, 80)):
        work = {"id": f"w{number}", "type": "article", "title": f"Work {number} of corpus {seed}"}
        if draw.random() < 0.9:
            work["issued"] = {"date-parts": [[draw.randint(1950, 2024)]]}
        size = draw.choice([0, 1, 2, 2, 3, 4, 5, len(people)]) if draw.random() < 0.3 else draw.randint(1, 4)
        names = draw.sample(people, min(size, len(people)))
        custom = {"plain": True}
        if draw.random() < 0.8:
            custom["citations"] = draw.choice([0, 1, 2, 5, 10, 50, 1000])
        if draw.random() < 0.1:
            custom["incomplete"] = True
        work["author"] = [
            {"family": name.split()[-1], "given": " ".join(name.split()[:-1])} for name in names]
        if draw.random() < 0.2:
            work["author"].append({"literal": f"Team {draw.randint(1, 3)}"})
            custom["groups"] = [len(work["author"])]
        work["custom"] = custom
        works.append(work)
    path = os.path.join(folder, f"made-up-{seed}.json")
    with open(path, "w", encoding="utf-8") as file:
        json.dump(works, file)
    return path


def said_of(vertices, ties, components, off):
    """What was compared, in a line."""
    return f"{vertices} vertices, {ties} ties, {components} components; PageRank within {off:.1e}"


def made_up_corpora(programs, address, count, start=0, both=False):
    """Made-up corpora under every kind of network, each with another deciding measure; under both policies or one."""
    networks = [
        (), ("--weighting", "full"), ("--weighting", "strict"), ("--groups",),
        ("--max-authors", "3"), ("--years", "1980..2000"), ("--years", "..1990", "--groups"),
        ("--max-authors", "4", "--weighting", "full", "--years", "1960.."),
    ]
    compared = [0, 0, 0]
    farthest = 0
    for seed in range(start, start + count):
        for identity in ("folded", "ids") if both else [("folded", "ids")[seed % 2]]:
            *counts, off = check(
                programs, address, [made_up(programs.folder, seed)], f"made-up-{seed}",
                identity=identity, network=networks[seed % len(networks)], first=ALL[seed % len(ALL)])
            compared = [sum(pair) for pair in zip(compared, counts)]
            farthest = max(farthest, off)
    return said_of(*compared, farthest)
