"""Runs the two programs and compares what they print."""
import csv
import io
import os
import subprocess

#: The local measures that Spark computes too, and how near they must come.
EXACT = ["papers", "citations", "h-index", "g-index", "i10", "degree", "core-number"]
NEAR = {"pagerank": 1e-9, "strength": 1e-9, "fractional-papers": 1e-9, "m-quotient": 1e-12}


class Failed(Exception):
    """A check that did not hold."""


class Programs:
    def __init__(self, collab, spark, folder):
        self.collab = collab
        self.spark = spark
        self.folder = folder

    def local(self, *arguments, codes=(0,)):
        return run([self.collab, *arguments], codes).stdout

    def export(self, inputs, name, *options):
        path = os.path.join(self.folder, name + ".jsonl")
        run([self.collab, "export", *inputs, "--to", "csl-jsonl", "-o", path, *options], (0, 1))
        return path

    def on(self, address, *arguments, codes=(0,), environment=None):
        return run([self.spark, *arguments, "--remote", address], codes, environment)


def run(command, codes=(0,), environment=None):
    done = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=900,
        env={**os.environ, **(environment or {})})
    if done.returncode not in codes:
        raise Failed(
            f"{' '.join(command[:3])} … ended with {done.returncode}: {done.stderr[-1500:]}")
    return done


def rows(text):
    return list(csv.DictReader(io.StringIO(text)))


def expect(condition, message):
    if not condition:
        raise Failed(message)


def number(text):
    return float(text) if text else None


def compare_rankings(local, remote, measures, name):
    """The same people, the same scores, and the same order as far as scores tell people apart.

    Returns how far PageRank is off at most."""
    farthest = 0
    ours = {row["author"]: row for row in remote}
    expect(len(ours) == len(remote), f"{name}: a label stands twice")
    expect(
        set(ours) == {row["author"] for row in local},
        f"{name}: {len(remote)} people, not {len(local)}")
    for row in local:
        for measure in measures:
            column = measure if len(measures) > 1 else "score"
            want, got = number(row[column]), number(ours[row["author"]][column])
            if want is None or got is None:
                expect(want is None and got is None, f"{name}: {measure} of {row['author']}: {got}, not {want}")
            else:
                limit = NEAR.get(measure, 0)
                if measure == "pagerank":
                    farthest = max(farthest, abs(want - got))
                expect(
                    abs(want - got) <= limit * max(1, abs(want)),
                    f"{name}: {measure} of {row['author']}: {got}, not {want}")
    column = measures[0] if len(measures) > 1 else "score"
    place = {row["author"]: index for index, row in enumerate(local)}
    limit = NEAR.get(measures[0], 0)
    for before, after in zip(remote, remote[1:]):
        a, b = place[before["author"]], place[after["author"]]
        if a < b:
            continue
        x, y = number(local[b][column]), number(local[a][column])
        expect(
            x is not None and y is not None and abs(x - y) <= limit * max(1, abs(x)),
            f"{name}: {before['author']} stands before {after['author']}")
    return farthest


def compare_stats(local, remote, name):
    for figure, value in remote.items():
        expect(local[figure] == value, f"{name}: {figure} is {value}, not {local[figure]}")
