#!/usr/bin/env python3
"""Times who is who: processor time and memory of `collab stats`, with and without evidence.

usage: time.py COLLAB [OTHER] [--runs N] [--works N ...]

Runs `collab stats --identity resolve` and `--identity folded` by turns on made-up corpora
(`collab generate`), on 20,000 works by `Wei Wang`, and on the ACL Anthology of `shared` where it is
there. Prints medians: seconds of processor time of the whole command, of the resolver (what resolve
takes more than folded), and the peak memory that it adds. With OTHER, an earlier executable, also the
ratio of the resolver's times, whose runs alternate with COLLAB's, so that a busy machine slows both.
"""
import argparse, os, random, statistics, subprocess, sys, tempfile

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("COLLAB_SHARED", os.path.join(HERE, "..", "..", "..", "shared"))


def run(collab, path, identity):
    process = subprocess.Popen(
        [collab, "stats", path, "--identity", identity],
        stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    if os.waitstatus_to_exitcode(status) not in (0, 1):
        sys.exit(f"{collab} stats {path} failed")
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


def one_name(path, count):
    """Works of many people of one name, each with coauthors, words and a venue of their own."""
    draw = random.Random(5)
    syllables = "ba do fe gi ku la mo ne pi ra so tu wei jun".split()
    word = lambda n: "".join(draw.choice(syllables) for _ in range(n))
    families = "Li Zhang Liu Chen Yang Zhao Smith Miller Rossi Dubois Novak Kim Sato".split()
    given = [word(draw.choice([1, 2, 2, 3])).capitalize() for _ in range(900)]
    words = [word(3) for _ in range(3000)]
    name = lambda names: f"{draw.choice(given)} {draw.choice(names)}"
    people = [
        ([name(families) for _ in range(draw.choice([4, 8, 16, 40]))],
         [draw.choice(words) for _ in range(25)], draw.choice(words)) for _ in range(400)]
    with open(path, "w") as out:
        for number in range(count + 6000):
            if number < count:
                circle, topics, venue = people[min(int(draw.expovariate(1 / 80)), 399)]
                authors = ["Wei Wang"] + draw.sample(circle, min(len(circle), draw.randrange(4)))
            else:
                topics, venue = words, "all"
                authors = [name(families + ["Wang"]) for _ in range(3)]
            title = " ".join(
                draw.choice(topics if draw.random() < 0.7 else words) for _ in range(7))
            out.write(
                "@article{k%d, title={%s}, author={%s}, journal={Journal of %s}, year={%d}}\n"
                % (number, title, " and ".join(authors), venue, draw.randint(1995, 2025)))


def measure(label, path, programs, runs):
    figures = {program: [] for program in programs}
    for _ in range(runs):
        for program in programs:
            with_evidence, without = (run(program, path, i) for i in ("resolve", "folded"))
            figures[program].append(
                (with_evidence[0], with_evidence[0] - without[0], with_evidence[1] - without[1]))
    median = {p: [statistics.median(column) for column in zip(*rows)] for p, rows in figures.items()}
    whole, resolver, memory = median[programs[0]]
    text = f"{label:32s} {whole:8.2f} s  resolver {resolver:7.2f} s  {memory:6.0f} MB more"
    for other in programs[1:]:
        text += f"  other {median[other][1]:7.2f} s, ratio {median[other][1] / resolver:.2f}"
    print(text, flush=True)


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("programs", nargs="+")
    parser.add_argument("--runs", type=int, default=5)
    parser.add_argument("--works", type=int, nargs="*", default=[100000, 540000])
    options = parser.parse_args()
    programs = options.programs
    acl = os.path.join(SHARED, "data", "acl-anthology", "xml")
    if os.path.isdir(acl):
        measure("ACL Anthology, 81,645 works", acl, programs, options.runs)
    with tempfile.TemporaryDirectory() as folder:
        path = os.path.join(folder, "works.bib")
        one_name(path, 20000)
        measure("20,000 works by Wei Wang", path, programs, options.runs)
        for works in options.works:
            subprocess.run(
                [programs[0], "generate", "--works", str(works), "--seed", "1", "-o", path],
                check=True)
            measure(f"made up, {works:,} works", path, programs, options.runs)


if __name__ == "__main__":
    main()
