"""The commands of the article, as they are written there, on a small copy of a snapshot."""
import gzip
import os
import re
import shlex
import subprocess

import sources
from servers import ObjectStore, Sail
from tools import Failed, expect

ARTICLE = "Sources/CollabKit/CollabKit.docc/ComputingOnACluster.md"


def commands(checkout):
    """The blocks of the article that call `collab spark`."""
    with open(os.path.join(checkout, ARTICLE), encoding="utf-8") as file:
        return [block for block in re.findall(r"```sh\n(.*?)```", file.read(), re.DOTALL) if "collab spark" in block]


def on_an_object_store(tests, program, checkout):
    """The snapshot and the corpus lie in buckets, which a server of its own reads and writes."""
    folder = os.path.join(tests.programs.folder, "object-store")
    os.makedirs(folder, exist_ok=True)
    store = ObjectStore(folder, "openalex", "mine")
    try:
        server = Sail(program, folder, environment=store.environment)
        try:
            return as_written(tests, server, checkout, store)
        finally:
            server.stop()
    finally:
        store.stop()


def as_written(tests, server, checkout, store=None):
    """Runs all blocks in their order; only where the server and the shared disk are is put in."""
    folder = os.path.join(tests.programs.folder, "article-" + server.name + ("-store" if store else ""))
    os.makedirs(folder, exist_ok=True)
    snapshot, mine = os.path.join(folder, "data"), os.path.join(folder, "mine")
    sources.snapshot(snapshot, 11, broken=False)
    if store:
        store.upload(snapshot, "openalex", "data")
        snapshot, mine = "s3://openalex/data", "s3://mine/openalex"
    with gzip.open(os.path.join(folder, "dblp.xml.gz"), "wt", encoding="utf-8") as file:
        file.write(sources.DBLP)
    tools = os.path.join(folder, "tools")
    os.makedirs(tools, exist_ok=True)
    for name, program in (("collab", tests.programs.collab), ("collab-spark", tests.programs.spark)):
        if not os.path.lexists(os.path.join(tools, name)):
            os.symlink(os.path.abspath(program), os.path.join(tools, name))
    blocks = commands(checkout)
    expect(len(blocks) >= 3, f"{len(blocks)} blocks")
    text = "set -eu\n" + "\n".join(blocks)
    text = text.replace("'sc://spark.example:15002'", shlex.quote(server.address))
    text = re.sub(r"(?<=[ '])/shared(?=[/ ])", folder, text)
    done = subprocess.run(
        ["bash", "-c", text], cwd=folder, capture_output=True, text=True, check=False, env={
            **os.environ, "PATH": tools + ":" + os.environ["PATH"], "SNAPSHOT": snapshot, "MINE": mine})
    if done.returncode:
        raise Failed(f"{done.stdout[-600:]}{done.stderr[-1500:]}")
    expect(os.path.exists(os.path.join(folder, "report")), "no report")
    return f"{sum(line.startswith('collab ') for line in text.splitlines())} commands"
