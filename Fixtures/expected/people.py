"""Counts papers, authors, pairs of coauthors and authorships with code that is not ours.

python3 people.py DATA > people.json, where DATA is the folder of the real data. Versions are
written beside the counts. The rule by which names become people is that of the documentation
("From names to people"), written down again here from its words:

1.  A name has given names, a family name with its particle, and perhaps identifiers. A name
    whose family part is missing is a single name; a single name of several words that ends in a
    word for a collective (or has one before of, for, on, in) is a group.
2.  Its letters are those of given names and family name, one behind the other, in lower case,
    without accents; everything that is neither letter nor digit parts words.
3.  Two names are one spelling when their letters are the same, both or neither are a group, both
    or neither have given names, and the family name of one begins at a word of the other. One
    spelling is one person.
4.  Except: where the bearers of a spelling are given two values of one scheme of identifiers,
    every identifier is a person, and the names without one are another; and where some of them
    bear a number that the source gives to homonyms, the names without any are another.
5.  Names with the same identifier are one person's when they may be: the same spelling, or the
    same family name, or the same first given name.
6.  A name in full with one given name and a name with more, of the same first given name and
    family name, are one person's when nobody else bears that first and family name in full, the
    family name is not a frequent Chinese, Korean or Vietnamese one, they stand on no paper
    together, their identifiers do not differ, and they have a coauthor in common. All pairs are
    judged before any of them is united.
7.  Papers are one work where they share a DOI, unless both titles and all authors differ.
"""
import collections, glob, itertools, json, os, re, sys, unicodedata
import xml.etree.ElementTree as ET

root = sys.argv[1]
SPECIAL = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "ng", "ĸ": "k", "ſ": "s", "ə": "e",
    "ʻ": "", "ʼ": "", "ʹ": "", "ʿ": "", "ʾ": "",
}
COLLECTIVES = set("""team teams collaboration collaborations consortium group groups committee
    initiative network association society alliance organization organisation institute university
    foundation project investigators taskforce commission council laboratory ministry
    department""".split())
PARTICLES = set("""von van de der den del della di da das dos do du des la le las los ten ter te zu
    zur zum vom af av el al bin ibn ben 't ’t op degli dei dalla y d' d’""".split())
TRAILING = set("von van de der den del della di da dos du la ter zu Le Van De".split())
EAST_ASIAN = set("""ai an bae bai bao cai cao cha chan chang chen cheng cheung cho choi chou chow chu
    chung cui dai deng ding dong du duan fan fang feng fu gao ge gong gu guan guo gwon ha han hao he
    ho hong hou hsieh hsu hu huang hwang jang jeon jeong ji jia jiang jin jo joo ju jung kang ke kim
    ko kong koo ku kuo kwon lai lam lau le lee lei leung li liang liao lim lin ling liu lo long lu
    luo lv ma mao mei meng min mo moon na nam ng nguyen ni ning noh oh ouyang pan pang park peng
    pham qi qian qiao qin qiu ren ryu seo shang shao shen shi shih shin sin so son song su suh sun
    sung tan tang tao tian tong tran tsai tseng tu wan wang wei wen wong woo wu xia xiang xiao xie
    xing xiong xu xue yan yang yao ye yeh yi yim yin yoo yoon you yu yuan yun zeng zhai zhan zhang
    zhao zheng zhong zhou zhu zhuang zou""".split())


def words_of(text):
    """The folded words of a text."""
    words, word = [], ""
    for character in text:
        if unicodedata.combining(character) and "\u0300" <= character < "\u0370":
            continue
        # An Arabic or Indic mark is part of its letter, so only compatible Latin is taken apart.
        base = unicodedata.normalize("NFD", character)[0]
        base = unicodedata.normalize("NFKC", base) if "！" <= base <= "～" else base
        lower = base.lower().replace("i̇", "i")
        folded = SPECIAL.get(lower, lower if unicodedata.category(base)[0] in "LN" or
                             unicodedata.category(base) in ("Mc", "Mn") else "")
        if folded:
            word += folded
        elif word:
            words.append(word)
            word = ""
    return words + [word] if word else words


def collapse(text):
    return " ".join((text or "").split())


def kind(given, family):
    """How the given names are spelled: none, initial (the first is one), one, several."""
    capitals = any(c.isascii() and c.isupper() for c in family) and not any(
        c.isascii() and c.islower() for c in family)
    full = []
    for word in re.split(r"[ .-]+", given):
        letters = [c for c in word if c.isalpha() or not c.isascii()]
        if not letters:
            continue
        short = len(letters) == 1 and letters[0] < "\u0800"
        acronym = len(letters) <= 3 and all("A" <= c <= "Z" for c in letters) and not capitals
        full.append(not (short or acronym))
    if not full:
        return "none"
    if not full[0]:
        return "initial"
    return "one" if len(full) == 1 else "several"


class Name:
    """A name as it stands on papers, with the identifiers beside it."""

    def __init__(self, given, family, identifiers=()):
        self.identifiers = tuple(identifiers)
        if not words_of(family):
            given, family = "", given
        lowered = re.split(r"[ -]+", family.lower())
        self.group = not given and len(lowered) > 1 and any(
            word in COLLECTIVES and (at == len(lowered) - 1 or lowered[at + 1] in ("of", "for", "on", "in"))
            for at, word in enumerate(lowered))
        if given and not self.group:
            parts = family.split()
            particles = list(itertools.takewhile(lambda w: w in PARTICLES, parts[:-1]))
            givens = given.split()
            while not particles and len(givens) > 1 and givens[-1] in TRAILING:
                family = givens.pop() + " " + family
            given = " ".join(givens)
            self.surname = " ".join(parts[len(particles):])
        else:
            self.surname = family
        first, last = words_of(given), words_of(family)
        self.letters = "".join(first + last)
        self.starts = set(itertools.accumulate([0] + [len(w) for w in first + last][:-1]))
        self.split = len("".join(first))
        self.first = first[0] if first else ""
        self.family = "".join(last)
        self.kind = kind(given, self.surname) if first else "none"
        self.key = (given, family, self.group, self.identifiers)

    def is_spelling_of(self, other):
        return (self.letters == other.letters and self.group == other.group
                and (self.split == other.split or self.split in other.starts or other.split in self.starts)
                and (self.kind == "none") == (other.kind == "none"))

    def may_be(self, other):
        if self.is_spelling_of(other):
            return True
        if self.family != other.family or self.group != other.group:
            return False
        if "none" in (self.kind, other.kind):
            return True
        return self.first[:1] == other.first[:1] and (
            self.first == other.first or "initial" in (self.kind, other.kind))


class Sets:
    def __init__(self, count):
        self.parent = list(range(count))

    def find(self, a):
        while self.parent[a] != a:
            a = self.parent[a]
        return a

    def unite(self, a, b):
        self.parent[max(self.find(a), self.find(b))] = min(self.find(a), self.find(b))


def schemes(name):
    return dict(i.split(":", 1) for i in name.identifiers)


def count(papers):
    """papers: for each the title, the DOI or None, and the byline of Names."""
    # Rule 7.
    works = Sets(len(papers))
    holders = collections.defaultdict(list)
    for at, (title, doi, byline) in enumerate(papers):
        if doi:
            holders[doi.lower()].append(at)
    for held in holders.values():
        distinct = []
        for at in held:
            def same(other):
                a, b = papers[at], papers[other]
                titles = ["".join(words_of(p[0] or "")) for p in (a, b)]
                return (titles[0] == titles[1] or not all(titles) or not a[2] or not b[2]
                        or any(x.may_be(y) for x in a[2] for y in b[2]))
            match = next((other for other in distinct if same(other)), None)
            if match is None:
                distinct.append(at)
            else:
                works.unite(match, at)
    members = collections.defaultdict(list)
    for at in range(len(papers)):
        members[works.find(at)].append(at)
    if any(len(held) > 1 for held in members.values()):
        # A merged byline is made from several; none of the data needs it.
        raise SystemExit("papers share a DOI: %s" % [held for held in members.values() if len(held) > 1])

    names, number = [], {}
    bylines = []
    for _, _, byline in papers:
        row = []
        for name in byline:
            if name.key not in number:
                number[name.key] = len(names)
                names.append(name)
            row.append(number[name.key])
        bylines.append(row)
    people = Sets(len(names))

    # Rule 5.
    holders = collections.defaultdict(list)
    for at, name in enumerate(names):
        for identifier in name.identifiers:
            holders[identifier].append(at)
    for held in holders.values():
        distinct = []
        for at in held:
            match = next((o for o in distinct if names[at].may_be(names[o])
                          or names[at].family == names[o].family or names[at].first == names[o].first), None)
            if match is None:
                distinct.append(at)
            else:
                people.unite(match, at)

    # Rules 3 and 4.
    spelled = collections.defaultdict(list)
    for at, name in enumerate(names):
        spelled[name.letters].append(at)
    for block in spelled.values():
        alike = Sets(len(block))
        for a, b in itertools.combinations(range(len(block)), 2):
            if names[block[a]].is_spelling_of(names[block[b]]):
                alike.unite(a, b)
        groups = collections.defaultdict(list)
        for a, at in enumerate(block):
            groups[alike.find(a)].append(at)
        for group in groups.values():
            values = collections.defaultdict(set)
            for at in group:
                for scheme, value in schemes(names[at]).items():
                    values[scheme].add(value)
            plain = [at for at in group if not names[at].identifiers]
            identified = [at for at in group if names[at].identifiers]
            if any(len(v) > 1 for v in values.values()):
                parts = [plain]
            elif "local" in values:
                parts = [plain, identified]
            else:
                parts = [group]
            for part in parts:
                for at in part[1:]:
                    people.unite(part[0], at)

    # Rule 6.
    person = [people.find(at) for at in range(len(names))]
    papers_of, coauthors, identifiers = (collections.defaultdict(set) for _ in range(3))
    for at, byline in enumerate(bylines):
        present = {person[n] for n in byline}
        for p in present:
            papers_of[p].add(at)
            coauthors[p] |= {person[n] for n in byline if not names[n].group}
    for at, name in enumerate(names):
        identifiers[person[at]] |= set(name.identifiers)
    blocks = collections.defaultdict(lambda: {"one": set(), "several": set(), "surnames": set()})
    for at, name in enumerate(names):
        if name.kind in ("one", "several"):
            block = blocks[(name.first, name.family)]
            block[name.kind].add(person[at])
            block["surnames"].add(name.surname.lower())
    pairs = []
    for block in blocks.values():
        if len(block["one"]) != 1 or len(block["several"]) != 1 or block["surnames"] & EAST_ASIAN:
            continue
        (a,), (b,) = block["one"], block["several"]
        if a == b or papers_of[a] & papers_of[b]:
            continue
        differ = any(x.split(":")[0] == y.split(":")[0] and x != y
                     for x in identifiers[a] for y in identifiers[b])
        if not differ and coauthors[a] & coauthors[b]:
            pairs.append((a, b))
    for a, b in pairs:
        people.unite(a, b)

    edges, authorships, used = set(), 0, set()
    for byline in bylines:
        present = sorted({people.find(n) for n in byline if not names[n].group})
        authorships += len(present)
        edges |= set(itertools.combinations(present, 2))
        used |= set(present)
    return {
        "works": len(members), "authors": len(used),
        "groups": len({people.find(n) for n, name in enumerate(names) if name.group}),
        "authorships": authorships, "edges": len(edges),
        "worksWithoutAuthors": sum(1 for b in bylines if not b), "united by rule 6": len(pairs),
    }


def acl(paths):
    papers = []
    for path in paths:
        for paper in ET.parse(path).getroot().iter("paper"):
            byline = []
            for author in paper.findall("author"):
                identifiers = []
                if author.get("id"):
                    identifiers.append("local:" + author.get("id"))
                if author.get("orcid"):
                    identifiers.append("orcid:" + author.get("orcid").upper())
                first, last = (collapse("".join(e.itertext())) if e is not None else ""
                               for e in (author.find("first"), author.find("last")))
                if words_of(first + last):
                    byline.append(Name(first, last, identifiers))
            title = paper.find("title")
            papers.append(("".join(title.itertext()) if title is not None else None,
                           collapse(paper.findtext("doi")) or None, byline))
    return papers


folder = os.path.join(root, "acl-anthology/xml")
result = {"acl-anthology/xml": count(acl(sorted(glob.glob(folder + "/*.xml"))))}
json.dump({"versions": {"python": sys.version.split()[0], "unicode": unicodedata.unidata_version},
           "figures": result}, sys.stdout, indent=1, sort_keys=True)
print()
