#!/usr/bin/env python3
"""Runs the tool on hostile inputs and measures what each costs.

    make hostile                              or
    Fuzz/Hostile/run.py COLLAB [PART OF A NAME...]

Each input must end within 2 s of processor time and 500 MB, with one of the exit codes of its case,
with the message that the case names, and with few lines. Linux and macOS.
"""
import os, resource, subprocess, sys, tempfile
from pathlib import Path
sys.path.insert(0, str(Path(__file__).resolve().parent))
from inputs import BIB, CASES

SECONDS, MEGABYTES, LINES = 2, 500, 40


def run(command, folder):
    """Exit code, processor seconds, megabytes, messages."""
    def limit():
        resource.setrlimit(resource.RLIMIT_CPU, (60, 60))
        resource.setrlimit(resource.RLIMIT_AS, (8 << 30, 8 << 30))
    with open(folder / "out", "wb") as out, open(folder / "err", "wb") as err:
        process = subprocess.Popen(
            command, stdout=out, stderr=err, stdin=subprocess.DEVNULL, preexec_fn=limit)
        _, status, usage = os.wait4(process.pid, 0)
    unit = 1 << 20 if sys.platform == "darwin" else 1 << 10
    return (os.waitstatus_to_exitcode(status), usage.ru_utime + usage.ru_stime, usage.ru_maxrss / unit,
            (folder / "err").read_text(errors="replace"))


def prepare(file, make, folder):
    path = folder / file
    if make.__code__.co_argcount:
        path.mkdir()
        make(path)
    else:
        content = make()
        path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)
    return path


def main():
    tool, wanted = os.path.abspath(sys.argv[1]), sys.argv[2:]
    failures = []
    print(f"{'input':40} {'size':>9} {'exit':>4} {'s':>6} {'MB':>6}  message")
    for name, file, make, command, codes, expect in CASES:
        if wanted and not any(part in name for part in wanted): continue
        with tempfile.TemporaryDirectory() as scratch:
            folder = Path(scratch)
            (folder / "good.bib").write_text(BIB)
            path = prepare(file, make, folder)
            size = path.stat().st_size
            words = [word.format(path, folder / "good.bib") for word in command.split()]
            code, seconds, megabytes, messages = run([tool] + words, folder)
        problems = []
        if code not in codes: problems.append(f"exit {code}")
        if seconds > SECONDS: problems.append(f"{seconds:.1f} s")
        if megabytes > MEGABYTES: problems.append(f"{megabytes:.0f} MB")
        if expect not in messages: problems.append(f"no '{expect}'")
        if code != 0 and not messages.strip(): problems.append("no message")
        if messages.count("\n") > LINES: problems.append("many lines")
        first = next((line for line in messages.replace(scratch + "/", "").splitlines() if "error" in line),
                     messages.replace(scratch + "/", "").splitlines()[:1] or [""])
        first = first if isinstance(first, str) else first[0]
        print(f"{name:40} {size:9} {code:4} {seconds:6.2f} {megabytes:6.0f}  {first[:160]}"
              + (f"   <-- {', '.join(problems)}" if problems else ""), flush=True)
        if problems: failures.append(name)
    print(f"{len(failures)} of {len(CASES)} fail" if not wanted else f"{len(failures)} fail")
    sys.exit(1 if failures else 0)


main()
