#!/usr/bin/env python3
"""Imports many files into one corpus, several at a time, while others read it.

    make soak                                 or
    Fuzz/Soak/run.py COLLAB [IMPORTS]         2,000 imports if no number is given

Every file holds three works of three authors of its own and of one author of all. So a reader that
sees n sources must see 3n entries, 3n works and 3n + 1 authors, and n lies between the imports that
had ended when it began and those that had begun when it ended. One import in ten brings other
content for a file that is there, one in twenty brings the same again, one in twenty-five is killed
and repeated. In the end the corpus must say what one import of all files says, nothing may lie
beside it, and it may be at most twice as large.
"""
import json, os, random, signal, subprocess, sys, tempfile, threading, time
from pathlib import Path

WRITERS, READERS = 2, 2


def entry(number, version):
    return "".join(
        f"@article{{k{number}-{work}, title={{Work {work} in file {number}, version {version}}}, "
        f"author={{Common, Cleo and Author{number}x{work}, Ada}}, year={{{1990 + number % 30}}}}}\n"
        for work in range(3))


class Soak:
    def __init__(self, tool, folder, imports):
        self.tool, self.folder = tool, folder
        self.jobs, self.versions = [], []
        self.lock = threading.Lock()
        self.begun, self.ended, self.is_over = set(), set(), False
        self.counts = dict.fromkeys(
            ["imports", "added", "replaced", "unchanged", "killed", "busy", "reads", "early"], 0)
        self.failures = []
        order = random.Random(1)
        while len(self.jobs) < imports:
            draw = order.random()
            if draw < 0.1 and self.versions:
                number = order.randrange(len(self.versions))
                self.versions[number] += 1
            elif draw < 0.15 and self.versions:
                number = order.randrange(len(self.versions))
            else:
                number = len(self.versions)
                self.versions.append(0)
            self.jobs.append((number, self.versions[number], order.random() < 0.04))
        self.next = 0
        self.busy_files = set()

    def run(self, *command):
        return subprocess.run(
            [self.tool, *command], cwd=self.folder, capture_output=True, text=True)

    def fail(self, message):
        with self.lock: self.failures.append(message)

    def count(self, name):
        with self.lock: self.counts[name] += 1

    def take(self):
        """The next job whose file no other writer has; jobs of one file keep their order."""
        while True:
            with self.lock:
                if self.next == len(self.jobs): return None
                job = self.jobs[self.next]
                if job[0] not in self.busy_files:
                    self.next += 1
                    self.busy_files.add(job[0])
                    self.begun.add(job[0])
                    return job
            time.sleep(0.005)

    def write(self):
        killer = random.Random(threading.get_ident())
        while (job := self.take()) is not None:
            number, version, is_killed = job
            name = f"in/file{number}.bib"
            (self.folder / name).write_text(entry(number, version))
            if is_killed:
                process = subprocess.Popen(
                    [self.tool, "import", name, "--into", "corpus.sqlite"], cwd=self.folder,
                    stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
                time.sleep(killer.random() * 0.3)
                process.send_signal(signal.SIGKILL)
                if process.wait() < 0: self.count("killed")
            while True:
                done = self.run("import", name, "--into", "corpus.sqlite", "--format", "csv")
                if done.returncode == 0: break
                if "another process" not in done.stderr:
                    self.fail(f"import {number}: exit {done.returncode}: {done.stderr[-300:]}")
                    break
                self.count("busy")
            self.count("imports")
            with self.lock:
                self.ended.add(number)
                self.busy_files.discard(number)
            change = done.stdout.strip().rsplit(",", 1)[-1]
            if change in self.counts: self.count(change)
            else: self.fail(f"import {number}: no change is told: {done.stdout[-200:]}")

    def read(self, turn):
        while not self.is_over:
            with self.lock: low = len(self.ended)
            command = ["stats", "rank"][turn % 2]
            turn += 1
            done = self.run(command, "corpus.sqlite", "--format", "json")
            with self.lock: high = len(self.begun)
            if done.returncode != 0:
                # Before the first import has ended there is no corpus, or an empty one.
                if low == 0: self.count("early")
                elif "another process" in done.stderr: self.count("busy")
                else: self.fail(f"{command}: exit {done.returncode}: {done.stderr[-300:]}")
                continue
            self.count("reads")
            answer = json.loads(done.stdout)
            if command == "stats":
                sources, authors = len(answer["sources"]), answer["authors"]
                if answer["entries"] != 3 * sources or answer["works"] != 3 * sources:
                    self.fail(f"stats: {sources} sources with {answer['entries']} entries")
            else:
                authors = len(answer)
                sources = (authors - 1) / 3
            if authors != 3 * sources + 1 or not low <= sources <= high:
                self.fail(f"{command}: {authors} authors, {sources} sources, not {low} to {high}")

    def end(self):
        leftovers = sorted(p.name for p in self.folder.iterdir())
        if leftovers != ["corpus.sqlite", "in"]: self.fail(f"left behind: {leftovers}")
        done = self.run("import", "in", "--into", "once.sqlite")
        if done.returncode != 0: self.fail(f"one import of all: {done.stderr[-300:]}")
        for command in [
            ["export", "--to", "csl-json"], ["export", "--to", "graphml"],
            ["stats", "--format", "json"], ["rank", "--by", "betweenness", "--format", "csv"],
        ]:
            many, once = (self.run(*command, name) for name in ["corpus.sqlite", "once.sqlite"])
            if many.returncode != 0 or many.stdout != once.stdout:
                self.fail(f"{' '.join(command)} differs from one import of all")
        many, once = ((self.folder / n).stat().st_size for n in ["corpus.sqlite", "once.sqlite"])
        if many > 2 * once: self.fail(f"{many} bytes, and {once} after one import")
        return many, once


def main():
    tool = os.path.abspath(sys.argv[1])
    imports = int(sys.argv[2]) if len(sys.argv) > 2 else 2000
    with tempfile.TemporaryDirectory() as scratch:
        soak = Soak(tool, Path(scratch), imports)
        (soak.folder / "in").mkdir()
        begin = time.monotonic()
        writers = [threading.Thread(target=soak.write) for _ in range(WRITERS)]
        readers = [threading.Thread(target=soak.read, args=(n,)) for n in range(READERS)]
        for thread in writers + readers: thread.start()
        for thread in writers: thread.join()
        soak.is_over = True
        for thread in readers: thread.join()
        many, once = soak.end()
        counts = ", ".join(f"{count} {name}" for name, count in soak.counts.items())
        print(f"{counts}; {len(soak.versions)} files; {many} bytes, {once} after one import; "
              f"{time.monotonic() - begin:.0f} s; {len(soak.failures)} failures")
        for failure in soak.failures[:50]: print(failure)
        sys.exit(1 if soak.failures else 0)


main()
