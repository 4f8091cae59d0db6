#!/usr/bin/env python3
"""Scores the people that collab finds against the ACL Anthology and IEEE VIS.

usage: score.py COLLAB [acl|vis] [--without PROGRAM] [options of collab people]      needs PyYAML

Prints B-cubed and pairwise precision, recall and F1 over the places of ambiguous blocks (one family
name and first initial with several people or spellings), beside four simple policies, and the worst
errors with what the resolver weighed there. --without takes the program `people-without` of this
package, and prints the F1 that is left without each signal. Identifiers of authors are stripped from a copy of the Anthology first, so that no answer
leaks in. Blocks are halved by a hash: the odds and the threshold of the resolver were chosen on
half 0 ("tune") and IEEE VIS; half 1 is "test". Golds of the Anthology: "strict" takes explicit ids,
then name_variants.yaml, then the very string; "curated" counts only people of name_variants.yaml,
without ids that are said to be several people's.
"""
import collections, csv, glob, hashlib, io, json, os, re, subprocess, sys, tempfile, unicodedata
import xml.etree.ElementTree as ET

HERE = os.path.dirname(os.path.abspath(__file__))
SHARED = os.environ.get("COLLAB_SHARED", os.path.join(HERE, "..", "..", "..", "shared"))


def fold(text):
    decomposed = unicodedata.normalize("NFKD", text)
    return "".join(c for c in decomposed if not unicodedata.combining(c)).lower().strip()


def policies(name):
    first, last = fold(name[0]), fold(name[1])
    initials = "".join(w[0] for w in first.replace("-", " ").replace(".", " ").split())
    return {
        "exact": "%s %s" % name,
        "folded": first + " " + last,
        "first initial": last + "," + initials[:1],
        "all initials": last + "," + initials,
    }


def score(golds, labels, mask):
    gold, found, both = collections.Counter(), collections.Counter(), collections.Counter()
    for g, c, m in zip(golds, labels, mask):
        if m:
            gold[g] += 1
            found[c] += 1
            both[g, c] += 1
    n = sum(gold.values())
    pairs = lambda counts: sum(k * (k - 1) / 2 for k in counts.values())
    f = lambda a, b: 2 * a * b / max(1e-12, a + b)
    p = sum(k * k / found[c] for (_, c), k in both.items()) / n
    r = sum(k * k / gold[g] for (g, _), k in both.items()) / n
    pp, pr = pairs(both) / max(1, pairs(found)), pairs(both) / max(1, pairs(gold))
    return n, p, r, f(p, r), pp, pr, f(pp, pr)


def report(title, golds, names, labels, mask):
    print(f"{title}: {sum(mask)} places")
    rows = [("collab", labels)]
    rows += [(q, [policies(k)[q] for k in names]) for q in policies(("a", "b"))]
    for label, answer in rows:
        n, p, r, f, pp, pr, pf = score(golds, answer, mask)
        print(f"  {label:14s} B3 {p:.4f} {r:.4f} F1 {f:.4f}   pairs {pp:.4f} {pr:.4f} F1 {pf:.4f}")


def why(collab, path, people, options):
    """What was weighed between two people, or at the weakest union of one, in the program's words.

    Of a person with several spellings, the weakest union of two of them."""
    command = [collab, "people", path, "--format", "json"] + options + ["--why"] + people
    done = subprocess.run(command, capture_output=True, text=True)
    rows = json.loads(done.stdout) if done.stdout.strip() else []
    if not rows:
        return done.stderr.strip().splitlines()[-1:]
    spelling = lambda shown: shown.split(" [")[0]
    row = min(rows, key=lambda row: (spelling(row["a"]) == spelling(row["b"]), row["logOdds"]))
    return [f"{row['logOdds']}: {row['a']} / {row['b']}: " + "; ".join(row["reasons"])]


def worst(collab, path, options, golds, names, labels, mask, count=6):
    for title, outer, inner in (("joined", labels, golds), ("parted", golds, labels)):
        groups = collections.defaultdict(collections.Counter)
        for o, i, name, m in zip(outer, inner, names, mask):
            if m:
                groups[o][i, "%s %s" % name] += 1
        errors = []
        for o, counts in groups.items():
            sizes = collections.Counter()
            for (i, _), k in counts.items():
                sizes[i] += k
            n = sum(sizes.values())
            wrong = (n * n - sum(k * k for k in sizes.values())) // 2
            if wrong:
                errors.append((wrong, o, counts, len(sizes)))
        print(f"  worst {title}:")
        for wrong, who, counts, parts in sorted(errors, key=lambda e: (-e[0], str(e[1])))[:count]:
            shown = ", ".join(f"{name} {k}" for (_, name), k in counts.most_common(4))
            print(f"    {wrong} pairs, {parts} people: {shown}")
            if outer is golds:
                sizes = collections.Counter()
                for (label, _), k in counts.items():
                    sizes[label] += k
                asked = [label for label, _ in sizes.most_common(2)]
            else:
                asked = [who]
            if all(isinstance(label, str) for label in asked):
                for line in why(collab, path, asked, options):
                    print(f"      {line}")


def ablation(title, program, path, places, golds, mask, labels):
    if not program:
        return
    signals = subprocess.run([program], capture_output=True, text=True, check=True).stdout.split()
    print(f"{title} without a signal:")
    whole = score(golds, labels, mask)
    print(f"  {'-':14s} B3 F1 {whole[3]:.4f}          pairs F1 {whole[6]:.4f}")
    evidence = [s for s in signals if s not in ("frequency", "crowding", "training", "cannot-links")]
    for signal in signals + ["all evidence"]:
        left_out = ",".join(evidence) if signal == "all evidence" else signal
        found = mentions([program, left_out, path])
        left = score(golds, [found.get(place) or place for place in places], mask)
        print(f"  {signal:14s} B3 F1 {left[3]:.4f} {left[3] - whole[3]:+.4f}"
              f"  pairs F1 {left[6]:.4f} {left[6] - whole[6]:+.4f}", flush=True)


def people(collab, path, options):
    return mentions([collab, "people", path, "--mentions", "--format", "csv"] + options)


def mentions(command):
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode not in (0, 1) or not done.stdout:
        sys.exit(done.stderr)
    rows = csv.DictReader(io.StringIO(done.stdout))
    return {(row["key"], int(row["position"])): row["person"] for row in rows}


def ambiguous(golds, names):
    blocks = [policies(k)["first initial"] for k in names]
    people_of, spellings = collections.defaultdict(set), collections.defaultdict(set)
    for b, g, k in zip(blocks, golds, names):
        people_of[b].add(g)
        spellings[b].add(k)
    return blocks, [len(people_of[b]) > 1 or len(spellings[b]) > 1 for b in blocks]


def acl(collab, program, options):
    import yaml

    data = os.path.join(SHARED, "data", "acl-anthology")
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    entries = yaml.load(open(os.path.join(data, "name_variants.yaml")), Loader=loader)
    pair = lambda d: (str(d.get("first") or ""), str(d.get("last") or ""))
    person_of, shared, curated = {}, set(), set()
    for entry in entries:
        key = entry.get("id") or "%s %s" % pair(entry["canonical"])
        comment = str(entry.get("comment", "")).lower()
        if not (entry.get("id") and ("several" in comment or "may refer" in comment)):
            curated.add(key)
        for name in [entry["canonical"]] + (entry.get("variants") or []):
            if person_of.setdefault(pair(name), key) != key:
                shared.add(pair(name))
    golds, names, places = [], [], []
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted(glob.glob(os.path.join(data, "xml", "*.xml"))):
            text = open(path, encoding="utf-8").read()
            for paper in ET.fromstring(text.encode()).iter("paper"):
                for position, author in enumerate(paper.findall("author"), 1):
                    part = lambda tag: "".join(
                        "" if author.find(tag) is None else author.find(tag).itertext()).strip()
                    name = (part("first"), part("last"))
                    known = person_of.get(name) if name not in shared else None
                    golds.append(author.get("id") or known or "%s %s" % name)
                    names.append(name)
                    places.append((paper.findtext("bibkey"), position))
            strip = lambda tag: re.sub(r'\s+(id|orcid|username)="[^"]*"', "", tag.group(0))
            text = re.sub(r"<(author|editor)\s+[^>]*>", strip, text)
            with open(os.path.join(folder, os.path.basename(path)), "w", encoding="utf-8") as out:
                out.write(text)
        found = people(collab, folder, options)
        labels = [found.get(place) or place for place in places]
        blocks, mask = ambiguous(golds, names)
        plain = lambda b: b.replace("ae", "a").replace("oe", "o").replace("ue", "u")
        half = [int(hashlib.md5(plain(b).encode()).hexdigest(), 16) % 2 for b in blocks]
        test = [m and h == 1 for m, h in zip(mask, half)]
        tune = [m and h == 0 for m, h in zip(mask, half)]
        listed = [g in curated for g in golds]
        both = lambda a, b: [x and y for x, y in zip(a, b)]
        report("ACL strict, all", golds, names, labels, mask)
        report("ACL strict, test", golds, names, labels, test)
        report("ACL curated, tune", golds, names, labels, both(tune, listed))
        report("ACL curated, test", golds, names, labels, both(test, listed))
        worst(collab, folder, options, golds, names, labels, both(test, listed))
        ablation("ACL curated, test", program, folder, places, golds, both(test, listed), labels)


def vis(collab, program, options):
    path = os.path.join(SHARED, "data", "vispubdata", "ieee-vis-1990-2014.csv")
    escape = lambda s: re.sub(r"([&%#$_])", r"\\\1", re.sub(r"[{}\\@]", "", s or ""))
    golds, names, places = [], [], []
    with tempfile.NamedTemporaryFile("w", suffix=".bib", encoding="utf-8") as out:
        rows = csv.DictReader(open(path, encoding="utf-8", errors="replace"))
        for number, row in enumerate(rows):
            raw = [x.strip() for x in row["Author Names"].split(";")]
            clean = [x.strip() for x in row["Deduped author names"].split(";")]
            if len(raw) != len(clean):
                clean = [None] * len(raw)
            byline = [(x, g) for x, g in zip(raw, clean) if x]
            if not byline:
                continue
            out.write(
                "@article{vis-%d,\n author={%s},\n title={%s},\n journal={%s},\n year={%s}}\n"
                % (number, " and ".join(escape(x) for x, _ in byline), escape(row["Paper Title"]),
                   escape(row["Conference"]), row["Year"]))
            for position, (name, gold) in enumerate(byline, 1):
                if gold:
                    last, _, first = name.partition(",")
                    golds.append(gold)
                    names.append((first.strip(), last.strip()))
                    places.append((f"vis-{number}", position))
        out.flush()
        found = people(collab, out.name, options)
        labels = [found.get(place) or place for place in places]
        _, mask = ambiguous(golds, names)
        report("IEEE VIS", golds, names, labels, mask)
        worst(collab, out.name, options, golds, names, labels, mask)
        ablation("IEEE VIS", program, out.name, places, golds, mask, labels)


if __name__ == "__main__":
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    options = sys.argv[2:]
    which = [options.pop(0)] if options[:1] in (["acl"], ["vis"]) else ["vis", "acl"]
    program = options[1] if options[:1] == ["--without"] else None
    for name in which:
        globals()[name](sys.argv[1], program, options[2 if program else 0:])
