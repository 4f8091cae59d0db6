#!/usr/bin/env python3
"""The tests that need servers: equality with the local engine, on Sail and on Spark, and faults.

usage: run.py COLLAB COLLAB-SPARK SPARK-HOME SAIL FOLDER [NAME…]

With names, only tests that hold one of them, and what these need. With FULL=1 in the environment also what takes
long: all data, the ACL Anthology too, and all made-up corpora by both policies on both servers.
"""
import json
import os
import signal
import sys
import time

import article
import equality
import faults
import parts
import sources
from servers import Sail, Spark
from tools import Failed, Programs, expect

FULL = os.environ.get("FULL") == "1"
CHECKOUT = os.path.abspath(os.path.join(os.path.dirname(__file__), "../../.."))


def shared(path):
    """Real data beside the checkout, or where COLLAB_SHARED says; None where it is not."""
    for folder in (os.environ.get("COLLAB_SHARED"), os.path.join(CHECKOUT, "../shared")):
        if folder and os.path.exists(os.path.join(folder, path)):
            return os.path.join(folder, path)
    return None


class Tests:
    def __init__(self, programs, names):
        self.programs = programs
        self.names = names
        self.failed = 0
        self.passed = 0

    def run(self, name, body):
        if self.names and not any(word in name for word in self.names):
            return
        start = time.monotonic()
        try:
            said = body()
        except (Failed, RuntimeError, KeyError, ValueError) as error:
            self.failed += 1
            print(f"FAILED {name}: {type(error).__name__}: {error}", flush=True)
        else:
            self.passed += 1
            more = f": {said}" if isinstance(said, str) else ""
            print(f"passed {name} in {time.monotonic() - start:.1f} s{more}", flush=True)

    def equal(self, server, path, inputs, **options):
        """Equality on data that may lie beside the checkout."""
        name = f"{path} on {server.name}"
        if inputs is None:
            print(f"left out {name}: the data is not there", flush=True)
            return
        if "identity" in options:
            name = f"{path} by {options['identity']} on {server.name}"
        self.run(name, lambda: equality.said_of(*equality.check(
            self.programs, server.address, [inputs], path.replace("/", "-"), **options)))


def on_sail(tests, sail, program):
    tests.equal(sail, "seeds", os.path.join(CHECKOUT, "seeds"))
    tests.equal(sail, "vispubdata", shared("data/vispubdata/ieee-vis-1990-2014.csv"))
    tests.run("made-up corpora on Sail", lambda: equality.made_up_corpora(
        tests.programs, sail.address, 30 if FULL else 8, both=FULL))
    if FULL:
        everything(tests, sail)
        tests.run("the article on an object store", lambda: article.on_an_object_store(tests, program, CHECKOUT))
    folder = tests.programs.folder
    vis = shared("data/vispubdata/ieee-vis-1990-2014.csv")
    if vis:
        on_vis(tests, sail, vis)
    tests.run("OpenAlex on Sail", lambda: sources.openalex(tests, sail))
    tests.run("Crossref, Semantic Scholar and arXiv on Sail", lambda: sources.records(tests, sail))
    tests.run("odd records on Sail", lambda: sources.odd_records(tests, sail))
    tests.run("the article on Sail", lambda: article.as_written(tests, sail, CHECKOUT))
    tests.run("refused options on Sail", lambda: parts.refused(tests, sail))
    tests.run("remarks on Sail", lambda: parts.remarks(tests, sail))
    tests.run("XML on Sail", lambda: sources.no_xml(tests, sail))
    tests.run("works of a field on Sail", lambda: parts.of_a_field(tests, sail))
    tests.run("a long line on Sail", lambda: parts.long_lines(tests, sail))
    tests.run("malformed lines on Sail", lambda: faults.malformed_lines(tests, sail, folder))
    tests.run("a silent server", lambda: faults.silent_server(tests, sail))
    tests.run("a full disk", lambda: faults.full_disk(
        tests, program, tests.programs.export([os.path.join(CHECKOUT, "seeds")], "seeds"), folder))


def everything(tests, server):
    """All that is compared, on all data, by both policies."""
    for path, inputs in (
            ("seeds", os.path.join(CHECKOUT, "seeds")),
            ("vispubdata", shared("data/vispubdata/ieee-vis-1990-2014.csv")),
            ("acl-anthology", shared("data/acl-anthology/xml"))):
        for identity in ("ids", "folded"):
            tests.equal(server, path, inputs, identity=identity)
            if inputs is None:
                continue
            corpus = os.path.join(tests.programs.folder, "corpus-" + path)
            for kind, body in (("estimates", parts.estimates), ("communities", parts.communities)):
                tests.run(
                    f"{kind} of {path} by {identity} on {server.name}",
                    lambda: body(tests, server, [inputs], corpus, identity))  # noqa: B023


def on_vis(tests, server, vis):
    """What needs a real network of some size."""
    folder = tests.programs.folder
    corpus = os.path.join(folder, "corpus-vispubdata")
    tests.run(f"estimates on {server.name}", lambda: parts.estimates(tests, server, [vis], corpus))
    tests.run(f"communities on {server.name}", lambda: parts.communities(tests, server, [vis], corpus))
    tests.run(f"labels joined again on {server.name}", lambda: parts.joined_labels(tests, server, [vis], corpus))
    tests.run(f"two commands at once on {server.name}", faults.Faults(tests, server, corpus).two_at_once)
    tests.run(f"extracts on {server.name}", lambda: parts.extracts(
        tests, server, [vis], os.path.join(folder, "vispubdata.jsonl"), corpus))


def own_server(tests, home, corpus):
    """--remote local starts a server, computes, and leaves neither process nor folder behind."""
    temporary = os.path.join(tests.programs.folder, "temporary")
    os.makedirs(temporary, exist_ok=True)
    environment = {"SPARK_HOME": home, "TMPDIR": temporary, "COLLAB_SPARK_MEMORY": "1g"}
    done = tests.programs.on("local", "stats", corpus, "--format", "json", "-q", environment=environment)
    expect(json.loads(done.stdout)["works"] > 0, done.stdout)
    left = [name for name in os.listdir(temporary) if name.startswith("collab-spark")]
    expect(not left, f"left behind: {left}")
    environment = {"SPARK_HOME": "/nowhere", "PATH": "/nowhere"}
    said = tests.programs.on("local", "stats", corpus, codes=(1,), environment=environment).stderr
    expect("no Spark is installed" in said, said)


def on_spark(tests, spark):
    folder = tests.programs.folder
    tests.equal(spark, "seeds", os.path.join(CHECKOUT, "seeds"), identity="ids")
    tests.run("malformed lines on Spark", lambda: faults.malformed_lines(tests, spark, folder))
    corpus = os.path.join(folder, "corpus-seeds")
    path = tests.programs.export([os.path.join(CHECKOUT, "seeds")], "seeds", "--identity", "ids")
    tests.programs.on(spark.address, "import", path, "--into", corpus, "--replace", "-q")
    broken = faults.Faults(tests, spark, corpus)
    for name in ("wrong_token", "encrypted", "server_absent", "client_killed", "interrupted", "stream_cut",
                 "executor_killed", "server_restarted"):
        tests.run(name.replace("_", " "), getattr(broken, name))
    tests.run("a server of its own", lambda: own_server(tests, spark.home, corpus))
    tests.run("OpenAlex on Spark", lambda: sources.openalex(tests, spark, measures=("papers", "h-index")))
    tests.run("Crossref, Semantic Scholar and arXiv on Spark", lambda: sources.records(tests, spark))
    tests.run("odd records on Spark", lambda: sources.odd_records(tests, spark))
    tests.run("DBLP and PubMed on Spark", lambda: sources.xml(tests, spark))
    tests.run("the article on Spark", lambda: article.as_written(tests, spark, CHECKOUT))
    tests.run("works of a field on Spark", lambda: parts.of_a_field(tests, spark))
    tests.run("a long line on Spark", lambda: parts.long_lines(tests, spark))
    if FULL:
        everything(tests, spark)
        if vis := shared("data/vispubdata/ieee-vis-1990-2014.csv"):
            on_vis(tests, spark, vis)
        tests.run("made-up corpora on Spark", lambda: equality.made_up_corpora(
            tests.programs, spark.address, 30, both=True))


def main(collab, collab_spark, home, sail, folder, *names):
    # Whoever stops the tests stops their servers, too.
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    os.makedirs(folder, exist_ok=True)
    tests = Tests(Programs(collab, collab_spark, folder), names)
    server = Sail(sail, folder)
    try:
        on_sail(tests, server, sail)
    finally:
        server.stop()
    server = Spark(home, folder)
    try:
        on_spark(tests, server)
    finally:
        server.stop()
    print(f"{tests.passed} passed, {tests.failed} failed", flush=True)
    return 1 if tests.failed or not tests.passed else 0


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
