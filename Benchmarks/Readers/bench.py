#!/usr/bin/env python3
"""Times the readers beside the parsers of others, on the same files, and prints a Markdown table.

usage: bench.py READERS [--scale S] [--turns N] [--write] [INPUT...]

READERS is the built executable. The inputs are made up by it, S times as large as the full ones
(540,000 works of DBLP, 240 MB). The ACL Anthology of `shared` beside the checkout (or under
COLLAB_SHARED) and every INPUT are read to their graphs too. Every turn is a process of its own;
turns alternate, and figures are medians. Peers that are not installed are left out: pip install
orjson pybtex rispy; libxml2 is what the readers themselves use. `--write` puts the table into the
article HowFastFilesAreRead.md, between its marks.
"""
import argparse
import csv
import ctypes
import ctypes.util
import json
import os
import pathlib
import platform
import statistics
import subprocess
import sys
import tempfile
import time
from importlib import metadata


def timed(work):
    """Runs a function once: what it counted, and the seconds that passed and of the processor."""
    wall, cpu = time.perf_counter(), time.process_time()
    count = work()
    return {
        "cpu": time.process_time() - cpu, "wall": time.perf_counter() - wall, "records": count,
    }


def libxml2(path):
    """A pass of the SAX2 interface without handlers; the records of a file are counted apart."""
    library = ctypes.CDLL(ctypes.util.find_library("xml2"))
    path = pathlib.Path(path)
    files = sorted(path.rglob("*.xml")) if path.is_dir() else [path]
    texts = [file.read_bytes() for file in files]
    # 27 pointers to handlers, all NULL, and the mark of the SAX2 interface behind them.
    handlers = ctypes.create_string_buffer(512)
    magic = 27 * ctypes.sizeof(ctypes.c_void_p)
    handlers[magic:magic + 4] = (0xDEEDBEAF).to_bytes(4, sys.byteorder)
    parse = library.xmlSAXUserParseMemory
    parse.argtypes = [ctypes.c_char_p, ctypes.c_void_p, ctypes.c_char_p, ctypes.c_int]

    def work():
        for data in texts:
            status = parse(handlers, None, data, len(data))
            if status != 0:
                sys.exit(f"libxml2 ends with error {status}")

    result = timed(work)
    if not path.is_dir():
        result["records"] = sum(texts[0].count(f"</{name}>".encode())
                                for name in ("article", "inproceedings"))
    return result


def orjson(path):
    """Parses a list, or every line, and keeps nothing."""
    import orjson
    data = open(path, "rb").read()
    if data.startswith(b"["):
        return timed(lambda: len(orjson.loads(data)))
    return timed(lambda: sum(1 for line in data.splitlines() if orjson.loads(line)))


def pybtex(path):
    """Parses the file into pybtex's entries."""
    from pybtex.database.input import bibtex
    return timed(lambda: len(bibtex.Parser().parse_file(path).entries))


def rispy(path):
    """Parses the file into rispy's dictionaries."""
    import rispy
    with open(path, encoding="utf-8") as file:
        return timed(lambda: len(rispy.load(file)))


def python_csv(path):
    """Takes the rows apart and keeps nothing; the header is no record."""
    with open(path, encoding="utf-8-sig", newline="") as file:
        return timed(lambda: sum(1 for _ in csv.reader(file)) - 1)


PEERS = {"libxml2": libxml2, "orjson": orjson, "pybtex": pybtex, "rispy": rispy,
         "Python's csv": python_csv}


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


def compare(readers, stage, path, peer, turns):
    """Medians of the reader and of its peer, which take turns; the peer's where it is there."""
    own, other = [], []
    for _ in range(turns):
        own.append(run([readers, stage, path]))
        if peer and None not in other:
            other.append(run([sys.executable, __file__, "--peer", peer, path]))
    if None in own:
        sys.exit(f"failed: {stage} {path}")
    return median(own), median(other) if other and None not in other else None


def line(name, own, peer, peer_name):
    """A line of the table."""
    megabytes = own["bytes"] / 1e6
    beside = f"{peer_name} is not installed | |" if peer_name else "| |"
    if peer:
        beside = (f"{peer_name}: {peer['wall']:.2f} ({peer['cpu']:.2f}) "
                  f"| {own['wall'] / peer['wall']:.2f} ({own['cpu'] / peer['cpu']:.2f}) |")
        assert peer["records"] in (None, own["records"]), f"{name}: {own} but {peer}"
    return (f"| {name} | {megabytes:.0f} MB | {own['records']:,} | {own['wall']:.2f} "
            f"({own['cpu']:.2f}) | {megabytes / own['wall']:.0f} ({megabytes / own['cpu']:.0f}) "
            f"| {own['peak'] / 1e6:.0f} MB | {beside}")


# format, works, stage, peer, and how many turns at most: pybtex and rispy take minutes for the
# whole, so they and the readers beside them read a part of it.
PLANS = [
    ("dblp", "DBLP XML", 540_000, "graph", "libxml2", None),
    ("openalex", "OpenAlex JSON Lines", 30_000, "records", "orjson", None),
    ("json-list", "JSON list", 200_000, "records", "orjson", None),
    ("conference", "JSON list of a conference", 100_000, "records", "orjson", None),
    ("bibtex", "BibTeX", 150_000, "records", None, None),
    ("bibtex", "BibTeX, a tenth", 15_000, "records", "pybtex", 1),
    ("ris", "RIS", 30_000, "records", "rispy", 1),
    ("scopus", "Scopus CSV", 100_000, "records", "Python's csv", None),
]


def table(options):
    """The lines of the table and of the text below it, as they become known."""
    yield ("| input to | size | records | seconds (of processor) | MB a second (of processor) "
           "| peak memory | beside it: seconds (of processor) | ratio |")
    yield "|---|---|---|---|---|---|---|---|"
    with tempfile.TemporaryDirectory() as folder:
        for kind, name, works, stage, peer, turns in PLANS:
            path = os.path.join(folder, kind)
            with open(path, "wb") as file:
                count = str(max(1, int(works * options.scale)))
                subprocess.run([options.readers, "write", kind, count], stdout=file, check=True)
            own, other = compare(options.readers, stage, path, peer, turns or options.turns)
            yield line(f"{name} to {stage}", own, other, peer)
            if kind == "dblp":
                graph = own
            os.remove(path)
    shared = os.environ.get("COLLAB_SHARED", pathlib.Path(__file__).parents[3] / "shared")
    anthology = pathlib.Path(shared) / "data/acl-anthology/xml"
    inputs = [(anthology, "ACL Anthology", "libxml2")] if anthology.is_dir() else []
    inputs += [(path, os.path.basename(os.path.normpath(path)), None) for path in options.inputs]
    for path, name, peer in inputs:
        own, other = compare(options.readers, "graph", path, peer, options.turns)
        yield line(f"{name} to graph", own, other, peer)
    yield ""
    yield (f"The graph of DBLP XML: {graph['works']:,} works, {graph['people']:,} people, "
           f"{graph['authorships']:,} authorships, {graph['pairs']:,} pairs; at its peak "
           f"{graph['peak'] / graph['authorships']:.0f} bytes an authorship, "
           f"{(graph['peak'] - graph['bytes']) / graph['authorships']:.0f} without the input.")
    names = ", ".join(f"{name} {metadata.version(name)}" for name in ("orjson", "pybtex", "rispy")
                      if has(name))
    yield (f"Measured on {os.cpu_count()} processors with Python {platform.python_version()}"
           f"{', ' + names if names else ''}; medians of {options.turns} turns, of one beside "
           "pybtex and rispy.")


def has(package):
    try:
        metadata.version(package)
    except metadata.PackageNotFoundError:
        return False
    return True


def write(text):
    """Puts the figures between the marks of the article."""
    article = (pathlib.Path(__file__).parents[2] / "Sources/CollabBibliography"
               / "CollabBibliography.docc/HowFastFilesAreRead.md")
    before, rest = article.read_text().split("<!-- figures -->\n")
    _, behind = rest.split("<!-- end of figures -->\n")
    article.write_text(f"{before}<!-- figures -->\n{text}<!-- end of figures -->\n{behind}")


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("readers")
    parser.add_argument("inputs", nargs="*")
    parser.add_argument("--scale", type=float, default=1.0)
    parser.add_argument("--turns", type=int, default=5)
    parser.add_argument("--write", action="store_true")
    options = parser.parse_args()
    lines = []
    for text in table(options):
        print(text, flush=True)
        lines.append(text + "\n")
    if options.write:
        write("".join(lines))


if __name__ == "__main__":
    if sys.argv[1:2] == ["--peer"]:
        print(json.dumps(PEERS[sys.argv[2]](sys.argv[3])))
    else:
        main()
