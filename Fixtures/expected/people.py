"""Counts papers, authors, pairs of coauthors and authorships with code that is not ours.

python3 people.py DATA > people.json, where DATA is the folder of the real data. Versions are
written beside the counts. The rule by which names become people is that of the documentation
("From names to people"), written down again here from its words:

0.  Titles before a name (Dr., Prof., Mr.), marks and numbers of footnotes behind it, and stops
    before it or in rows behind it are no part of it.
1.  A name has given names, a family name with its particle, and perhaps identifiers. A name
    whose family part is missing is a single name; a single name of several words that ends in a
    word for a collective (or has one before of, for, on, in) is a group, and so is one that begins
    with the word for a university or institute, a country, and an address of the web.
2.  Its letters are those of given names, family name and suffix, one behind the other, in lower case,
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

The rules by which entries become works are those of "What a work keeps":

7.  Entries are one work where they share an identifier of works, unless both titles and all authors
    differ. The rules for titles that differ otherwise are left out: no entry here comes under them.
8.  Entries of one title, compared by the letters of rule 2, are one work where no register that
    numbers works gave them different numbers (preprints' numbers do not count), their years are
    not more than one apart, and they have an author in common or one of them names none. A title
    of less than four words and 24 letters, or one that every journal prints, says less: then years
    and all authors must agree.
9.  The byline of a work is the longest of its entries, the first of equals; a name there that is
    an initial becomes that of another entry where only one name of the byline may be meant, and
    a name without identifiers takes those of the other.
"""
import collections, glob, html, itertools, json, os, re, sys, unicodedata
import importlib.metadata as metadata
import xml.etree.ElementTree as ET
import pybtex.database.input.bibtex
import pybtex.errors
import rispy

root = sys.argv[1]
SPECIAL = {
    "ß": "ss", "ẞ": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th",
    "ı": "i", "ħ": "h", "ŧ": "t", "ŋ": "ng", "ĸ": "k", "ſ": "s", "ə": "e",
    "ʻ": "", "ʼ": "", "ʹ": "", "ʿ": "", "ʾ": "",
}
COLLECTIVES = set("""team teams collaboration collaborations consortium group groups committee
    initiative network association society alliance organization organisation institute university
    foundation project investigators taskforce commission council laboratory ministry
    department consortia subcommittee laboratories inc ltd gmbh llc corp corporation plc workshop
    workshops conference symposium unit center centre academy agency bureau federation partnership
    coalition hospital programme program trialists collaborators contributors editors authors research
    technologies international administration secretariat""".split())
SEATS = set("""university université universität universidad universidade università universitat
    universiteit institute institut instituto istituto ministry department centre center""".split())
# Single names of one word, as far as the data has them.
LONE = {"workshops", "canada", "translated.net"}


def is_collective(text):
    """Whether a text names a collective (rule 1)."""
    words = [w for w in re.split(r"[ ,-]+", text.lower()) if w]
    if len(words) < 2:
        return text.lower() in LONE
    return words[0] in SEATS or any(
        word.rstrip(".") in COLLECTIVES
        and (at == len(words) - 1 or words[at + 1] in ("of", "for", "on", "in"))
        for at, word in enumerate(words))


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

    def __init__(self, given, family, identifiers=(), group=False, suffix=""):
        self.identifiers = tuple(identifiers)
        if not words_of(family):
            given, family = "", given
        # `Stabler, Jr.` as a family name has a suffix.
        match = re.fullmatch(r"(.*), (Jr\.?|3rd)", family)
        if match and given:
            family, suffix = match.groups()
        if " " in given and any(c.islower() for c in given) and family.split()[-1].lower() in COLLECTIVES:
            given, family = "", given + " " + family
        self.group = group or not given and is_collective(family)
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
        self.letters = "".join(first + last + words_of(suffix))
        self.starts = set(itertools.accumulate([0] + [len(w) for w in first + last][:-1]))
        self.split = len("".join(first))
        self.first = first[0] if first else ""
        self.family = "".join(last)
        self.kind = kind(given, self.surname) if first else "none"
        # From no given names to several; behind an initial there may be a name in full.
        self.rank = ["none", "initial", "", "one", "several"].index(self.kind)
        if self.kind == "initial" and any(len(word) > 1 for word in re.split(r"[ .-]+", given)):
            self.rank += not given.isupper()
        self.suffix = suffix
        self.key = (given, family, self.group, self.identifiers, suffix)

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


# Of a register that gives each work one number; preprints bear others beside it.
NUMBERED = {"doi", "dblp", "pmid", "pmcid", "acl", "scopus", "arxiv"}
PREPRINTS = re.compile(r"doi:10\.(48550|1101|2139|31234|21203|20944|26434|36227|5281)/|dblp:journals/corr/")
COMMON = re.compile(
    r"introductionto|editorial|preface|foreword|guesteditor|erratum|corrigendum|correctionto|"
    r"bookreview|lettertotheeditor|inmemoriam|obituary|contents|proceedingsof|frontmatter|"
    r"backmatter|reviewof|messagefrom|welcometo|calendar|authorindex|reportonthe|reportofthe|"
    r"(introduction|conclusions?|discussion|summary|overview|untitled|abstract|news|index|errata|"
    r"correction|comment|reply|response)$")


class Entry:
    """An entry: its file, title, year or None, identifiers of the work, and byline of Names."""

    def __init__(self, source, title, year, identifiers, byline):
        words = words_of(title or "")
        self.source, self.year, self.identifiers = source, year, identifiers
        self.title, self.byline = "".join(words), byline
        self.common = bool(COMMON.match(self.title))
        self.telling = (len(words) >= 4 or len(self.title) >= 24) and not self.common

    def shares_author(self, other):
        return any(x.may_be(y) for x in self.byline for y in other.byline)

    def shares_all(self, other):
        few, many = sorted((self.byline, other.byline), key=len)
        return bool(few) and all(any(x.may_be(y) for y in many) for x in few)

    def numbers(self):
        found = collections.defaultdict(set)
        for identifier in self.identifiers:
            if identifier.split(":")[0] in NUMBERED and not PREPRINTS.match(identifier):
                found[identifier.split(":")[0]].add(identifier)
        return found

    def agrees(self, other):
        mine, theirs = self.numbers(), other.numbers()
        if any(not n <= theirs[s] for s, n in mine.items() if s in theirs):
            return False
        known = self.year is not None and other.year is not None
        gap = abs(self.year - other.year) if known else 0
        if self.telling:
            return gap <= 1 and (not self.byline or not other.byline or self.shares_author(other))
        if gap or not self.shares_all(other):
            return False
        return self.source != other.source or (
            known and len(self.byline) == len(other.byline) and not self.common)


def merged(entries):
    """The works: lists of entries, by the first of each."""
    works = Sets(len(entries))
    # Rule 7.
    holders = collections.defaultdict(list)
    for at, entry in enumerate(entries):
        for identifier in dict.fromkeys(entry.identifiers):
            holders[identifier].append(at)
    for held in holders.values():
        distinct = []
        for at in held:
            a = entries[at]
            match = next((o for o in distinct if a.title == entries[o].title or not a.title
                          or not entries[o].title or not a.byline or not entries[o].byline
                          or a.shares_author(entries[o])), None)
            if match is None:
                distinct.append(at)
            else:
                works.unite(match, at)
    # Rule 8.
    titled = collections.defaultdict(list)
    for at, entry in enumerate(entries):
        if entry.title:
            titled[entry.title].append(at)
    for block in titled.values():
        clusters = []
        for at in block:
            for cluster in clusters:
                if any(works.find(o) == works.find(at) for o in cluster) or all(
                        entries[o].agrees(entries[at]) for o in cluster):
                    works.unite(cluster[0], at)
                    cluster.append(at)
                    break
            else:
                clusters.append([at])
    members = collections.defaultdict(list)
    for at, entry in enumerate(entries):
        members[works.find(at)].append(entry)
    return list(members.values())


def byline_of(work):
    """Rule 9."""
    base = max(work, key=lambda e: len(e.byline))
    byline = list(base.byline)
    for entry in work:
        for name in entry.byline if entry is not base else []:
            if any(name.key == mine.key for mine in byline):
                continue
            matches = [i for i, mine in enumerate(byline) if mine.is_spelling_of(name)] or [
                i for i, mine in enumerate(byline) if mine.may_be(name)]
            if len(matches) != 1:
                continue
            mine = byline[matches[0]]
            fuller = mine.kind == "initial" and name.rank > mine.rank
            if mine.identifiers and name.identifiers:
                continue
            if fuller:
                byline[matches[0]] = Name(
                    *name.key[:2], mine.identifiers or name.identifiers, suffix=name.suffix)
            elif name.identifiers:
                byline[matches[0]] = Name(*mine.key[:2], name.identifiers, suffix=mine.suffix)
    return byline


def count(entries):
    """Works, people and pairs of coauthors of entries in the order of their files."""
    works = merged(entries)
    papers = [byline_of(work) for work in works]
    names, number = [], {}
    bylines = []
    for byline in papers:
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
            elif "local" in values or "dblp" in values:
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
        "works": len(works), "authors": len(used),
        "groups": len({people.find(n) for n, name in enumerate(names) if name.group}),
        "authorships": authorships, "edges": len(edges),
        "worksWithoutAuthors": sum(1 for b in bylines if not b), "united by rule 6": len(pairs),
    }


def bare(part):
    """Rule 0, for names in two parts."""
    part = re.sub(r"^((?:Dr|Prof|Mr|Mrs|Ms|Professor)\.?\s+)+(?=\S)", "", part)
    part = re.sub(r"^[.\s]+|[†‡*\s]+$", "", part)
    part = re.sub(r"(?<=\w{3})\.{2,}$", "", part)
    return re.sub(r"(?<=[^\W\d_]{2}[a-zß-ÿ])\d{1,2}$", "", part)


def acl(paths):
    papers = []
    for path in paths:
        collection = ET.parse(path).getroot()
        for volume in collection.iter("volume"):
            year = collapse(volume.findtext("meta/year"))
            for paper in volume.iter("paper"):
                byline = []
                for author in paper.findall("author"):
                    identifiers = []
                    if author.get("id"):
                        identifiers.append("local:" + author.get("id"))
                    if author.get("orcid"):
                        identifiers.append("orcid:" + author.get("orcid").upper())
                    first, last = (collapse("".join(e.itertext())) if e is not None else ""
                                   for e in (author.find("first"), author.find("last")))
                    if first and last:
                        first, last = bare(first), bare(last)
                    if words_of(first + last):
                        byline.append(Name(first, last, identifiers))
                title = paper.find("title")
                doi = collapse(paper.findtext("doi"))
                number = "/".join([collection.get("id"), volume.get("id"), paper.get("id")])
                papers.append(Entry(
                    path, "".join(title.itertext()) if title is not None else None,
                    int(year) if year.isdigit() else None,
                    ["acl:" + number.lower()] + (["doi:" + doi.lower()] if doi else []), byline))
    return papers


def natural(text, identifiers=()):
    """`John van der Helm`: the family name begins at the first particle or is the last word."""
    words = collapse(text).split(" ")
    if Name("", text).group:
        return Name("", text, identifiers)
    suffix = len(words) > 2 and words[-1].lower() in ("jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "2nd", "3rd")
    suffix = words.pop() if suffix else ""
    if len(words) == 1:
        return Name("", words[0], identifiers, suffix=suffix)
    cut = next((i for i, w in enumerate(words[1:-1], 1) if w in PARTICLES), len(words) - 1)
    return Name(" ".join(words[:cut]), " ".join(words[cut:]), identifiers, suffix=suffix)


def dblp(paths):
    entries = []
    for path in paths:
        for record in ET.parse(path).getroot():
            byline = []
            for author in record.findall("author"):
                name = collapse("".join(author.itertext()))
                identifiers = []
                if re.search(r" \d{4}$", name):
                    identifiers.append("dblp:" + name)
                    name = name[:-5]
                if author.get("orcid"):
                    identifiers.append("orcid:" + author.get("orcid").upper())
                byline.append(natural(name, identifiers))
            title = record.find("title")
            identifiers = ["dblp:" + record.get("key")]
            addresses = [collapse("".join(e.itertext())) for e in record.findall("ee")]
            identifiers += ["doi:" + a.split("doi.org/", 1)[1].lower() for a in addresses
                            if "doi.org/10." in a][:1]
            identifiers += ["arxiv:" + a.split("arxiv.org/abs/", 1)[1] for a in addresses
                            if "arxiv.org/abs/" in a]
            year = record.findtext("year")
            entries.append(Entry(
                path, "".join(title.itertext()) if title is not None else None,
                int(year) if year else None, identifiers, byline))
    return entries


def bibtex(paths):
    pybtex.errors.set_strict_mode(False)
    entries = []
    for path in paths:
        for entry in pybtex.database.input.bibtex.Parser(encoding="utf-8").parse_file(path).entries.values():
            byline = [
                Name(*(" ".join(str(part) for part in parts) for parts in (
                    p.rich_first_names + p.rich_middle_names, p.rich_prelast_names + p.rich_last_names)),
                     # Several words in braces of their own are a collective's.
                     group=bool(re.fullmatch(r"\{[^{}]* [^{}]*\}", str(p))))
                for p in entry.persons.get("author", []) if str(p) != "others"]
            fields = entry.fields
            year = re.search(r"\b[12]\d{3}\b", fields.get("year", ""))
            entries.append(Entry(
                path, fields.get("title"), int(year[0]) if year else None,
                ["doi:" + re.sub(r"^https?://(dx\.)?doi\.org/", "", fields["doi"]).lower()]
                if fields.get("doi") else [], byline))
    return entries


def ris(paths):
    entries = []
    for path in paths:
        text = open(path, encoding="utf-8-sig").read()
        # Some tools put one blank or three behind the tag.
        text = re.sub(r"^([A-Z][A-Z0-9]) {1,3}- ?", r"\1  - ", text, flags=re.M)
        for entry in rispy.loads(text, skip_unknown_tags=True):
            byline = []
            for name in entry.get("authors") or entry.get("first_authors") or []:
                parts = [p.strip() for p in name.split(",")]
                byline.append(Name(parts[1], parts[0]) if len(parts) > 1 else natural(name))
            year = re.search(r"\b[12]\d{3}\b", str(entry.get("year") or entry.get("publication_year") or ""))
            doi = re.search(r"10\.\d+/\S+", entry.get("doi") or "")
            entries.append(Entry(
                path, html.unescape(re.sub(r"</?[a-z]+>", "", entry.get("title") or entry.get("primary_title") or "")),
                int(year[0]) if year else None, ["doi:" + doi[0].lower()] if doi else [], byline))
    return entries


def files(pattern):
    return sorted(glob.glob(os.path.join(root, pattern)))


if __name__ == "__main__":
    result = {
        "acl-anthology/xml": count(acl(files("acl-anthology/xml/*.xml"))),
        "formats/dblp-xml": count(dblp(files("formats/dblp-xml/dblp?.xml"))),
        "formats/topp": count(bibtex(files("formats/topp/*.bib"))),
    }
    # Tools that drop particles or split names would have to be mended first to count people here.
    result["formats/asreview-cff/Datasets/RIS"] = {
        "works": len(merged(ris(files("formats/asreview-cff/Datasets/RIS/*.ris"))))}
    json.dump({
        "versions": {"python": sys.version.split()[0], "unicode": unicodedata.unidata_version,
                     "pybtex": metadata.version("pybtex"), "rispy": metadata.version("rispy")},
        "figures": result}, sys.stdout, indent=1, sort_keys=True)
    print()
