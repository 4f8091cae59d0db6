#!/usr/bin/env python3
"""Measures what each command costs on a cluster, at several sizes of a made-up corpus.

usage: scale.py COLLAB-SPARK SERVER FOLDER RESULTS WORKS…

SERVER is the folder of an installed Spark, on which a standalone cluster of two workers with one core and 3 GB each
is started on loopback, or the program of Sail. FOLDER takes the corpora, which are removed again; RESULTS gets a line
of JSON for each command as it ends. On Spark these are wall time, the processor time of tasks and of the executors'
processes, the greatest resident memory of an executor, the greatest memory of one task's joins and sorts, and the
bytes that tasks shuffled, spilled and read; on Sail wall time, processor time and resident memory of its process.
"""
import json
import os
import shutil
import subprocess
import sys
import threading
import time

sys.path.insert(0, os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../Spark/Tests/Cluster"))
from generate import generate  # noqa: E402
from servers import Sail, Spark  # noqa: E402

MEMORY = "3g"
PAGERANK = ["--by", "pagerank", "--set", "tolerance=1e-6"]
COMMANDS = [
    ("rank h-index", ["rank", "{corpus}", "--by", "h-index", "--top", "100"]),
    ("rank pagerank", ["rank", "{corpus}", *PAGERANK, "--top", "100"]),
    ("components", ["components", "{corpus}"]),
    ("stats", ["stats", "{corpus}", "--format", "json"]),
    ("extract", ["extract", "{corpus}", "--top", "1000", "--by", "h-index", "-o", "{folder}/part.jsonl"]),
    ("clusters", ["clusters", "{corpus}"]),
]


class Watch:
    """Processor time and memory of processes, looked at twice a second."""

    def __init__(self, processes):
        self.processes = processes
        self.memory = 0
        self.ticks = {}
        self.first = {}
        self.stopped = threading.Event()
        self.thread = threading.Thread(target=self.look_on, daemon=True)
        self.look(True)
        self.thread.start()

    def look(self, is_first=False):
        for process in self.processes():
            try:
                with open(f"/proc/{process}/stat", encoding="ascii", errors="replace") as file:
                    fields = file.read().rsplit(")", 1)[1].split()
                with open(f"/proc/{process}/status", encoding="ascii", errors="replace") as file:
                    resident = next((line for line in file if line.startswith("VmRSS")), "VmRSS: 0 kB")
            except OSError:
                continue
            self.ticks[process] = int(fields[11]) + int(fields[12])
            # What a process did before it was first seen belongs to this command only if it began in it.
            self.first.setdefault(process, self.ticks[process] if is_first else 0)
            self.memory = max(self.memory, int(resident.split()[1]) * 1024)

    def look_on(self):
        while not self.stopped.wait(0.5):
            self.look()

    def stop(self):
        self.stopped.set()
        self.thread.join()
        self.look()
        spent = sum(self.ticks[process] - self.first[process] for process in self.ticks)
        return spent / os.sysconf("SC_CLK_TCK"), self.memory, len(self.ticks)


def measure(program, address, name, arguments, processes):
    watch = Watch(processes)
    begin = time.time()
    done = subprocess.run(
        [program, *arguments, "--remote", address, "-q"] if name == "stats"
        else [program, *arguments, "--remote", address], capture_output=True, text=True, check=False)
    end = time.time()
    processor, memory, count = watch.stop()
    result = {"command": name, "seconds": round(end - begin, 1), "process seconds": round(processor, 1),
              "resident": memory, "processes": count, "begin": begin, "end": end}
    if done.returncode:
        result["failed"] = done.stderr[-500:]
    elif name == "stats":
        result["figures"] = json.loads(done.stdout)
    else:
        result["said"] = done.stderr.strip().splitlines()[-1:]
    return result


def tasks(folder):
    """The tasks of the event logs below a folder: when each ended, and its metrics."""
    for place, _, names in os.walk(folder):
        for name in names:
            if not name.startswith("events"):
                continue
            with open(os.path.join(place, name), encoding="utf-8") as file:
                for line in file:
                    if '"SparkListenerTaskEnd"' in line[:60]:
                        event = json.loads(line)
                        if "Task Metrics" in event:
                            yield event["Task Info"]["Finish Time"] / 1000, event["Task Metrics"]


def add_tasks(results, folder):
    sums = {"task seconds": 0.0, "collection seconds": 0.0, "task memory": 0, "shuffled": 0, "spilled": 0, "read": 0,
            "written": 0, "tasks": 0}
    for result in results:
        result.update(sums)
    for end, metrics in tasks(folder):
        result = next((r for r in results if r["begin"] <= end <= r["end"] + 0.05), None)
        if not result:
            continue
        result["tasks"] += 1
        result["task seconds"] += metrics["Executor CPU Time"] / 1e9
        result["collection seconds"] += metrics["JVM GC Time"] / 1e3
        result["task memory"] = max(result["task memory"], metrics["Peak Execution Memory"])
        result["shuffled"] += metrics["Shuffle Write Metrics"]["Shuffle Bytes Written"]
        result["spilled"] += metrics["Disk Bytes Spilled"]
        result["read"] += metrics["Input Metrics"]["Bytes Read"]
        result["written"] += metrics["Output Metrics"]["Bytes Written"]


def run(program, server, folder, works, report):
    """All commands on one size; what they cost, in their order."""
    is_sail = os.path.isfile(server)
    shutil.rmtree(folder, ignore_errors=True)
    events = os.path.join(folder, "events")
    os.makedirs(events)
    places = generate(works, os.path.join(folder, "snapshot"))
    corpus = os.path.join(folder, "corpus")
    commands = [("import", ["import", os.path.join(folder, "snapshot"), "--from", "openalex", "--into", corpus])]
    commands += [(name, [part.format(corpus=corpus, folder=folder) for part in line]) for name, line in COMMANDS]
    if is_sail:
        cluster = Sail(server, folder)
        processes = lambda: [cluster.server.process.pid]  # noqa: E731
    else:
        # What is not set here is as Spark has it; the tests set fewer partitions.
        cluster = Spark(server, folder, memory=MEMORY, settings=[
            ("spark.sql.shuffle.partitions", "200"), ("spark.eventLog.enabled", "true"),
            ("spark.eventLog.dir", "file://" + events), ("spark.eventLog.compress", "false"),
            ("spark.locality.wait", "3s")])
        processes = cluster.executors
    results = []
    try:
        for name, arguments in commands:
            result = measure(program, cluster.address, name, arguments, processes)
            result.update({"server": cluster.name, "works": works, "places": places})
            results.append(result)
            print(json.dumps(result), flush=True)
            if "failed" in result and name == "import":
                break
    finally:
        cluster.stop()
        if not is_sail:
            add_tasks(results, events)
        for result in results:
            report.write(json.dumps(result) + "\n")
        report.flush()
        shutil.rmtree(folder, ignore_errors=True)


def main(program, server, folder, results, *sizes):
    with open(results, "a", encoding="utf-8") as report:
        for works in sizes:
            run(program, server, folder, int(works), report)


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    main(*sys.argv[1:])
