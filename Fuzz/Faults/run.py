#!/usr/bin/env python3
"""Makes every call that writes fail, one after the other, and looks at what is left.

    make faults                               or
    Fuzz/Faults/run.py COLLAB [JOB...]        jobs: report, report-new, draw, draw-link, export,
                                              export-csv, import, import-new, and memory-*

For each job, each kind of call (open, write, fsync, rename, unlink, mkdir) and each way to fail (an
error, a full disk, a kill), the n-th call fails, for n from 1 until none is left. Afterwards each file
must be the old or the new one whole, a failure must be told by the exit code, nothing may lie beside
the files unless the process was killed, and a run without fault must bring about the new state. Linux
only; needs a C compiler.

The jobs memory-* read larger files of several formats. Of them the n-th allocation of 256 KiB or more
fails. Swift ends the process then, which counts as a kill; C libraries say that they have no memory.
Where pixman gets none, cairo leaves shapes out of a PNG, and Graphviz does not ask: that is counted.
"""
import gzip, io, json, lzma, os, shutil, subprocess, sys, tempfile, zipfile
from collections import Counter
from pathlib import Path

HERE = Path(__file__).resolve().parent
OLD = "@misc{a, title={An old title of words}, author={Aho, Ada and Berg, Bo}, year={2001}}\n"
NEW = OLD + "@misc{b, title={A new title of words}, author={Berg, Bo and Chen, Cai}, year={2002}}\n"
CALLS = ["open", "write", "fsync", "rename", "unlink", "mkdir"]
MODES = ["error", "full", "kill"]


LEAST = 1 << 18


class Job:
    def __init__(self, name, command, outputs, starts_empty=False, link=None, input="in.bib"):
        self.name, self.command, self.outputs = name, command, outputs
        self.starts_empty, self.link, self.input = starts_empty, link, input
        self.is_of_memory = name.startswith("memory")

    def content(self, is_new):
        """What the input holds."""
        if not self.is_of_memory: return (NEW if is_new else OLD).encode()
        return large(self.input, 2100 if is_new else 2000)


def large(name, count):
    """Works of three authors each, or ties, in the format of a file's ending."""
    people = [[f"Family{(i * 7 + k * k) % 900}" for k in range(3)] for i in range(count)]
    if name.endswith(".json"):
        return json.dumps([
            {"id": f"w{i}", "type": "article-journal", "title": f"The title of work number {i}",
             "author": [{"family": family, "given": "A."} for family in people[i]]}
            for i in range(count)]).encode()
    if name.endswith(".graphml"):
        nodes = "".join(f'<node id="n{i}"><data key="l">Family{i}, Ada</data></node>\n'
                        for i in range(count))
        edges = "".join(f'<edge source="n{i}" target="n{(i * i + 1) % count}"/>\n'
                        for i in range(count))
        return ('<graphml xmlns="http://graphml.graphdrawing.org/xmlns"><key id="l" for="node" '
                f'attr.name="label"/><graph edgedefault="undirected">{nodes}{edges}'
                '</graph></graphml>').encode()
    ris = "".join(
        f"TY  - JOUR\nTI  - The title of work number {i}\nPY  - {1990 + i % 30}\n"
        + "".join(f"AU  - {family}, A.\n" for family in people[i]) + "ER  - \n\n"
        for i in range(count)).encode()
    if name.endswith(".gz"): return gzip.compress(ris, mtime=0)
    if name.endswith(".xz"): return lzma.compress(ris)
    if name.endswith(".zip"):
        file = io.BytesIO()
        with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
            archive.writestr(zipfile.ZipInfo("works.ris"), ris)
        return file.getvalue()
    return ris


JOBS = [
    Job("report", "report {input} -o out", ["out"]),
    Job("report-new", "report {input} -o out", ["out"], starts_empty=True),
    Job("draw", "draw {input} -o map.svg --timings t.json --diagnostics d.json", ["map.svg"]),
    Job("draw-link", "draw {input} -o map.svg", ["map.svg"], link=("map.svg", "real.svg")),
    Job("export", "export {input} -o net.graphml", ["net.graphml"]),
    Job("export-csv", "export {input} --to csv -o net.csv", ["net-authors.csv", "net-edges.csv"]),
    Job("import", "import {input} --into corpus.sqlite", ["corpus.sqlite"]),
    Job("import-new", "import {input} --into corpus.sqlite", ["corpus.sqlite"], starts_empty=True),
    Job("memory-gz", "export {input} -o net.graphml", ["net.graphml"], input="in.ris.gz"),
    Job("memory-xz", "export {input} -o net.gexf", ["net.gexf"], input="in.ris.xz"),
    Job("memory-zip", "export {input} -o net.net", ["net.net"], input="in.zip"),
    Job("memory-xml", "export {input} -o net.graphml", ["net.graphml"], input="in.graphml"),
    Job("memory-json", "export {input} --to csl-json -o out.json", ["out.json"], input="in.json"),
    Job("memory-import", "import {input} --into corpus.sqlite", ["corpus.sqlite"], input="in.ris"),
    Job("memory-png", "draw {input} --top 60 -o map.png", ["map.png"], input="in.ris"),
    Job("memory-html", "draw {input} --top 60 -o map.html", ["map.html"], input="in.ris"),
]


def state(tool, folder, outputs):
    """What each output holds: bytes of files, and of a corpus what it says."""
    found = {}
    for output in outputs:
        path = folder / output
        if path.is_dir():
            for file in sorted(path.iterdir()):
                if not file.name.startswith("."): found[f"{output}/{file.name}"] = file.read_bytes()
        elif output.endswith(".sqlite"):
            if not path.exists(): continue
            read = subprocess.run(
                [tool, "export", "corpus.sqlite", "--to", "bibtex"], cwd=folder, capture_output=True)
            # A new corpus whose import was killed is empty, and an import takes it as that.
            if read.returncode == 0: found[output] = read.stdout
            elif b"not a corpus" not in read.stderr and b"empty" not in read.stderr:
                found[output] = b"BROKEN " + read.stderr
        elif path.exists():
            found[output] = path.read_bytes()
    return found


def leftovers(folder):
    return sorted(str(p.relative_to(folder)) for p in folder.rglob("*")
                  if p.name.startswith(".collab-") or p.name.startswith(".dat"))


def run(tool, job, folder, is_new, fault=None):
    (folder / job.input).write_bytes(job.content(is_new))
    environment = dict(os.environ)
    if fault:
        library, call, number, mode, mark = fault
        environment |= {
            "LD_PRELOAD": str(library), "FAULT_CALL": call, "FAULT_NUMBER": str(number),
            "FAULT_MODE": mode, "FAULT_FOLDER": str(folder), "FAULT_MARK": str(mark),
            "FAULT_SIZE": str(LEAST)}
    command = job.command.format(input=job.input).split()
    done = subprocess.run([tool] + command, cwd=folder, env=environment, capture_output=True)
    return done.returncode, done.stderr.decode(errors="replace")


def main():
    tool, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:]
    failures, counts, library_of, incomplete = [], Counter(), Counter(), 0
    with tempfile.TemporaryDirectory() as scratch:
        scratch = Path(scratch)
        library = scratch / "faults.so"
        subprocess.run(
            [os.environ.get("CC", "cc"), "-O1", "-shared", "-fPIC", "-U_FORTIFY_SOURCE", "-o", library,
             HERE / "faults.c", "-ldl"], check=True)
        for job in JOBS:
            if wanted and job.name not in wanted: continue
            before, after = scratch / f"{job.name}-before", scratch / f"{job.name}-after"
            before.mkdir()
            if job.link: (before / job.link[0]).symlink_to(job.link[1])
            if not job.starts_empty: assert run(tool, job, before, False)[0] == 0
            shutil.copytree(before, after, symlinks=True)
            code, errors = run(tool, job, after, True)
            assert code == 0, errors
            old, new = state(tool, before, job.outputs), state(tool, after, job.outputs)
            assert old != new
            for call in ["malloc"] if job.is_of_memory else CALLS:
                for mode in ["memory"] if job.is_of_memory else MODES:
                    if mode == "full" and call != "write": continue
                    number = 0
                    while True:
                        number += 1
                        folder, mark = scratch / "work", scratch / "mark"
                        shutil.rmtree(folder, ignore_errors=True)
                        mark.unlink(missing_ok=True)
                        shutil.copytree(before, folder, symlinks=True)
                        code, errors = run(
                            tool, job, folder, True, (library, call, number, mode, mark))
                        if not mark.exists(): break
                        counts[job.name, mode] += 1
                        if mode == "memory":
                            library_of[code == 0, code > 0, Path(mark.read_text()).name] += 1
                        if code == 0 and mode == "memory" and "pixman" in mark.read_text():
                            incomplete += state(tool, folder, job.outputs) != new
                            continue
                        problems = judge(tool, job, folder, old, new, code, call, mode)
                        for problem in problems:
                            failures.append(
                                f"{job.name}: {call} {number} ({mode}, exit {code}): {problem}"
                                f" | {errors.strip()[-200:]}")
    modes = MODES + ["memory"]
    print(f"{'job':14}" + "".join(f"{mode:>8}" for mode in modes))
    for job in JOBS:
        row = [counts[job.name, mode] for mode in modes]
        if sum(row): print(f"{job.name:14}" + "".join(f"{number:8}" for number in row))
    for (is_fine, is_told, library), number in sorted(library_of.items()):
        end = "went on" if is_fine else "said so" if is_told else "ended by a signal"
        print(f"no memory for {library}: {number} {end}")
    if incomplete: print(f"{incomplete} PNG files without shapes for which pixman had no memory")
    print(f"{sum(counts.values())} faults, {len(failures)} failures")
    for failure in failures: print(failure)
    sys.exit(1 if failures else 0)


def judge(tool, job, folder, old, new, code, call, mode):
    problems = []
    found = state(tool, folder, job.outputs)
    torn = [name for name in sorted(set(old) | set(new) | set(found))
            if found.get(name) not in (old.get(name), new.get(name))]
    if torn: problems.append(f"neither old nor new: {', '.join(torn)}")
    if job.link and not (folder / job.link[0]).is_symlink(): problems.append("the link is gone")
    # Swift ends a process that has no memory.
    is_killed = mode == "kill" or mode == "memory" and code < 0
    if not is_killed:
        if code < 0: problems.append("killed by a signal")
        if code == 0 and found != new: problems.append("exit 0 without the new state")
        # What cannot be removed stays until the next run.
        if call != "unlink" and job.name not in ("report",) and leftovers(folder):
            problems.append(f"left behind: {leftovers(folder)}")
        if job.name == "report" and found in (old, new) and call not in ("unlink", "fsync"):
            if leftovers(folder): problems.append(f"left behind: {leftovers(folder)}")
    again, errors = run(tool, job, folder, True)
    if again != 0: problems.append(f"the next run fails: {errors.strip()[-200:]}")
    elif state(tool, folder, job.outputs) != new: problems.append("the next run differs")
    elif leftovers(folder): problems.append(f"left behind by both: {leftovers(folder)}")
    return problems


main()
