#!/usr/bin/env python3
"""The tests that need servers: equality with the local engine, on Sail and on Spark, and faults.

usage: run.py COLLAB COLLAB-SPARK SPARK-HOME SAIL FOLDER [NAME…]
"""
import os
import sys
import time

import equality
from servers import Sail, Spark
from tools import Failed, Programs

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
        self.run(name, lambda: equality.check(
            self.programs, server.address, [inputs], path.replace("/", "-"), **options) and None)


def on_sail(tests, sail):
    sail.name = "Sail"
    tests.equal(sail, "seeds", os.path.join(CHECKOUT, "seeds"))
    tests.equal(sail, "vispubdata", shared("data/vispubdata/ieee-vis-1990-2014.csv"))
    tests.run("made-up corpora on Sail", lambda: equality.made_up_corpora(
        tests.programs, sail.address, 30))


def on_spark(tests, spark):
    spark.name = "Spark"
    tests.equal(spark, "seeds", os.path.join(CHECKOUT, "seeds"), identity="ids")
    tests.equal(spark, "acl-anthology", shared("data/acl-anthology/xml"))


def main(collab, collab_spark, home, sail, folder, *names):
    os.makedirs(folder, exist_ok=True)
    tests = Tests(Programs(collab, collab_spark, folder), names)
    for make, body in ((lambda: Sail(sail, folder), on_sail), (lambda: Spark(home, folder), on_spark)):
        if names and not any(word in body.__name__ or True for word in names):
            continue
        server = make()
        try:
            body(tests, server)
        finally:
            server.stop()
    print(f"{tests.passed} passed, {tests.failed} failed", flush=True)
    return 1 if tests.failed or not tests.passed else 0


if __name__ == "__main__":
    if len(sys.argv) < 6:
        sys.exit(__doc__)
    sys.exit(main(*sys.argv[1:]))
