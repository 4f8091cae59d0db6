#!/usr/bin/env python3
"""Prints what scale.py measured as tables, and what it says of a larger corpus.

usage: fit.py RESULTS [WORKS]

The cost of a command on n works is taken as a·n^b processor seconds of Spark's tasks; a and b are those of the least
squares of the logarithms over all sizes. What that gives for WORKS (250 million by default) is an extrapolation.
Small sizes hold what every start costs, which makes b small; so beside it stands what WORKS cost at the rate of the
executors' processes, with collection and compilation, at the largest size.
"""
import json
import math
import sys


def fit(points):
    """a and b of a·n^b, and the greatest factor by which a point is off."""
    xs, ys = [math.log(n) for n, _ in points], [math.log(cost) for _, cost in points]
    mean_x, mean_y = sum(xs) / len(xs), sum(ys) / len(ys)
    slope = (sum((x - mean_x) * (y - mean_y) for x, y in zip(xs, ys))
             / sum((x - mean_x) ** 2 for x in xs))
    start = mean_y - slope * mean_x
    off = max(abs(y - start - slope * x) for x, y in zip(xs, ys))
    return math.exp(start), slope, math.exp(off)


def table(header, lines):
    print("| " + " | ".join(header) + " |\n|" + "---|" * len(header))
    for line in lines:
        print("| " + " | ".join(line) + " |")
    print()


def megabytes(count):
    return f"{count / 1e6:,.0f}"


def main(path, works=250_000_000):
    with open(path, encoding="utf-8") as file:
        results = [json.loads(line) for line in file]
    # A command that was measured again counts as measured last.
    by_key = {(r["server"], r["works"], r["command"]): r for r in results if "failed" not in r}
    for server in dict.fromkeys(r["server"] for r in by_key.values()):
        mine = [r for r in by_key.values() if r["server"] == server]
        commands = list(dict.fromkeys(r["command"] for r in mine))
        mine.sort(key=lambda r: (r["works"], commands.index(r["command"])))
        lines = []
        for r in mine:
            cells = [f"{r['works']:,}", r["command"], f"{r['seconds']:,.0f}", f"{r['process seconds']:,.0f}"]
            if server == "Spark":
                cells += [f"{r['task seconds']:,.0f}", megabytes(r["resident"]), megabytes(r["task memory"]),
                          megabytes(r["shuffled"]), megabytes(r["spilled"])]
            else:
                cells += [megabytes(r["resident"])]
            lines.append(cells)
        print(f"### {server}\n")
        table(["works", "command", "wall s", "processor s", "of tasks s", "resident MB", "task MB", "shuffled MB",
               "spilled MB"] if server == "Spark" else
              ["works", "command", "wall s", "processor s", "resident MB"], lines)
        if server != "Spark":
            continue
        lines, whole, linear = [], 0, 0
        for command in commands:
            measured = [r for r in mine if r["command"] == command]
            if len(measured) < 3:
                continue
            a, b, off = fit([(r["works"], r["task seconds"]) for r in measured])
            hours = a * works ** b / 3600
            rate = measured[-1]["process seconds"] / measured[-1]["works"] * works / 3600
            whole += hours
            linear += rate
            lines.append([command, f"{a:.2e}", f"{b:.2f}", f"{off:.2f}", f"{hours:,.1f}", f"{rate:,.1f}"])
        lines.append(["all", "", "", "", f"{whole:,.0f}", f"{linear:,.0f}"])
        table(["command", "a", "b", "off by a factor of at most", f"core-hours for {works:,} works",
               "at the rate of the largest size"], lines)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    main(sys.argv[1], *(int(n) for n in sys.argv[2:3]))
