#!/usr/bin/env python3
"""Times the readers beside the parsers of others, on the same files, and prints a Markdown table.

usage: bench.py READERS [--scale S] [--turns N] [INPUT...]

READERS is the built executable. The inputs are made up by it, S times as large as the full ones
(540,000 works of DBLP, 250 MB), and the ACL Anthology is read too where INPUT names its folder.
Every turn is a process of its own; turns alternate, and figures are medians. Peers that are not
installed are left out: pip install orjson pybtex; libxml2 is what the readers themselves use.
"""
import argparse
import ctypes
import ctypes.util
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time


def timed(work):
    """Runs a function once: what it counted, and the seconds that passed and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    count = work()
    return {
        "cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "records": count,
    }


def libxml2(path):
    """A pass of the SAX2 interface without handlers; the records are counted apart."""
    library = ctypes.CDLL(ctypes.util.find_library("xml2"))
    data = open(path, "rb").read()
    # 27 pointers to handlers, all NULL, and the mark of the SAX2 interface behind them.
    handlers = ctypes.create_string_buffer(512)
    magic = 27 * ctypes.sizeof(ctypes.c_void_p)
    handlers[magic:magic + 4] = (0xDEEDBEAF).to_bytes(4, sys.byteorder)
    parse = library.xmlSAXUserParseMemory
    parse.argtypes = [ctypes.c_char_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]

    def work():
        status = parse(handlers, None, data, len(data))
        if status != 0:
            sys.exit(f"libxml2 ends with error {status}")

    result = timed(work)
    result["records"] = sum(data.count(f"</{name}>".encode())
                            for name in ("article", "inproceedings"))
    return result


def orjson(path):
    """Parses every line and keeps nothing."""
    import orjson
    data = open(path, "rb").read()

    def work():
        count = 0
        for line in data.splitlines():
            orjson.loads(line)
            count += 1
        return count

    return timed(work)


def pybtex(path):
    """Parses the file into pybtex's entries."""
    from pybtex.database.input import bibtex
    return timed(lambda: len(bibtex.Parser().parse_file(path).entries))


PEERS = {"libxml2": libxml2, "orjson": orjson, "pybtex": pybtex}


def run(command):
    """One turn: what the command printed, and the greatest memory that it held, in bytes."""
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    output = process.stdout.read()
    _, status, usage = os.wait4(process.pid, 0)
    if status != 0:
        return None
    return json.loads(output) | {"peak": usage.ru_maxrss * 1024}


def median(turns):
    """The medians of the seconds; counts must be the same in every turn."""
    result = dict(turns[0])
    for key in ("wall", "cpu", "peak"):
        result[key] = statistics.median(turn[key] for turn in turns)
    for turn in turns:
        assert all(turn[key] == result[key] for key in turn if key not in ("wall", "cpu", "peak"))
    return result


def compare(own, peer, turns):
    """Medians of both commands, which take turns."""
    results = {"own": [], "peer": []}
    for _ in range(turns):
        results["own"].append(run(own))
        if peer is not None:
            results["peer"].append(run(peer))
    if None in results["own"]:
        sys.exit(f"failed: {' '.join(own)}")
    has_peer = results["peer"] and None not in results["peer"]
    return median(results["own"]), median(results["peer"]) if has_peer else None


def line(name, own, peer, peer_name):
    """A line of the table."""
    megabytes = own["bytes"] / 1e6
    beside = "not installed | |" if peer_name else "| |"
    if peer:
        beside = (f"{peer_name}: {peer['wall']:.2f} ({peer['cpu']:.2f}) "
                  f"| {own['wall'] / peer['wall']:.2f} ({own['cpu'] / peer['cpu']:.2f}) |")
        assert own["records"] == peer["records"], f"{name}: {own} but {peer}"
    return (f"| {name} | {megabytes:.0f} MB | {own['records']:,} | {own['wall']:.2f} "
            f"({own['cpu']:.2f}) | {megabytes / own['cpu']:.0f} | {own['peak'] / 1e6:.0f} MB "
            f"| {beside}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("readers")
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--turns", type=int, default=5)
    options = parser.parse_args()
    print("| input to | size | records | seconds (of processor) | MB per processor second "
          "| peak memory | beside it: seconds (of processor) | ratio |")
    print("|---|---|---|---|---|---|---|---|")
    plans = [
        ("dblp", 540_000, "DBLP XML to graph", "graph", "libxml2", options.turns),
        ("openalex", 30_000, "OpenAlex JSON Lines to records", "records", "orjson", options.turns),
        # pybtex takes minutes for the whole, so the two read a tenth of it.
        ("bibtex", 15_000, "BibTeX to records", "records", "pybtex", 1),
        ("bibtex", 150_000, "BibTeX to records", "records", None, options.turns),
    ]
    with tempfile.TemporaryDirectory() as folder:
        for kind, works, name, stage, peer, turns in plans:
            path = os.path.join(folder, kind)
            with open(path, "wb") as file:
                count = str(max(1, int(works * options.scale)))
                subprocess.run([options.readers, "write", kind, count], stdout=file, check=True)
            beside = [sys.executable, __file__, "--peer", peer, path] if peer else None
            own, other = compare([options.readers, stage, path], beside, turns)
            print(line(name, own, other, peer), flush=True)
            if "people" in own:
                graph = own
            os.remove(path)
    for path in options.inputs:
        own, _ = compare([options.readers, "graph", path], None, options.turns)
        print(line(os.path.basename(os.path.normpath(path)) + " to graph", own, None, None))
    print(f"\nThe graph of DBLP XML: {graph['works']:,} works, {graph['people']:,} people, "
          f"{graph['authorships']:,} authorships, {graph['pairs']:,} pairs; "
          f"{graph['peak'] / graph['authorships']:.0f} bytes of peak memory an authorship, "
          f"{(graph['peak'] - graph['bytes']) / graph['authorships']:.0f} without the input.")


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        print(json.dumps(PEERS[sys.argv[2]](sys.argv[3])))
    else:
        main()
