#!/usr/bin/env python3
"""Writes a made-up snapshot of OpenAlex: packed JSON Lines in partitions, as many works as asked for.

usage: generate.py WORKS FOLDER [SEED]

Authors stand in groups of uneven size; a work takes most of its authors from one group, the front ones far more
often, and some from others, near groups more often than far ones. Bylines have 3.8 places on average, with a heavy
tail: one work in a hundred has more than 15 authors, one in 20,000 more than a hundred, and the first work 3,000.
Years and citations are skewed, too. Equal arguments give equal files.
"""
import bisect
import gzip
import math
import multiprocessing
import os
import random
import sys

PART = 50_000
GIVEN = [a + b for a in ("An", "Be", "Ka", "Li", "Mi", "Jo", "Su", "Ta", "Ra", "El") for b in
         ("na", "ra", "ko", "lin", "mas", "seph", "ren", "vid", "sha", "ton")]
SYLLABLES = ["ba", "do", "fer", "gan", "hol", "ki", "lan", "mor", "nes", "par", "ros", "son", "tak", "ven", "wil", "zu"]
WORDS = [a + b for a in ("Neural", "Protein", "Quantum", "Urban", "Soil", "Graph", "Plasma", "Trade", "Gene", "Ocean")
         for b in (" networks", " dynamics", " structure", " models", " learning", " transport", " policy")]


def name(author):
    given, rest = GIVEN[author * 7919 % len(GIVEN)], author // 3
    family = ""
    for _ in range(4):
        family += SYLLABLES[rest % 16]
        rest //= 16
    return f"{given} {family.capitalize()}"


class Population:
    """Who can stand on a byline."""

    def __init__(self, works, seed):
        draw = random.Random(seed)
        self.count = max(4000, int(works * 0.62))
        self.starts, place = [], 0
        while place < self.count:
            self.starts.append(place)
            place += min(2000, int(8 * draw.paretovariate(1.4)))
        self.starts.append(self.count)

    def member(self, draw, near):
        """Somebody of the group of a place: those at its front more often."""
        group = bisect.bisect_right(self.starts, near) - 1
        start, end = self.starts[group], self.starts[group + 1]
        return start + int((end - start) * draw.random() ** 2.5)

    def elsewhere(self, draw, near):
        """A place at a distance whose logarithm is even."""
        distance = math.exp(draw.random() * math.log(self.count))
        return int(near + (distance if draw.random() < 0.5 else -distance)) % self.count

    def byline(self, draw, size):
        home = draw.randrange(self.count)
        chosen, tries = {}, 0
        while len(chosen) < size:
            tries += 1
            if size > 12 or tries > 3 * size:
                place = int(home + draw.gauss(0, 2 * size)) % self.count
                chosen[place] = None
            else:
                chosen[self.member(draw, self.elsewhere(draw, home) if draw.random() < 0.15 else home)] = None
        return list(chosen)


def size_of(draw):
    kind = draw.random()
    if kind < 0.00005:
        return min(1500, int(100 * draw.paretovariate(1.3)))
    if kind < 0.01:
        return min(100, int(15 * draw.paretovariate(1.6)))
    return 1 + int(draw.expovariate(1 / 3.0))


def write_part(job):
    works, folder, seed, part = job
    population = Population(works, seed)
    draw = random.Random(f"{seed}/{part}")
    path = os.path.join(folder, f"updated_date=2026-{part % 12 + 1:02}-01", f"part_{part:04}.gz")
    os.makedirs(os.path.dirname(path), exist_ok=True)
    places = 0
    with gzip.open(path, "wt", encoding="utf-8", compresslevel=1) as file:
        for key in range(part * PART, min(works, (part + 1) * PART)):
            byline = population.byline(draw, 3000 if key == 0 else size_of(draw))
            places += len(byline)
            authorships = ",".join(
                f'{{"author_position":"middle","author":{{"id":"https://openalex.org/A{5_000_000_000 + a}",'
                f'"display_name":"{name(a)}","orcid":null}},"institutions":[{{"id":"https://openalex.org/I{a // 900}",'
                f'"display_name":"Institute {a // 900}","country_code":"DE"}}],"raw_author_name":"{name(a)}"}}'
                for a in byline)
            field = byline[0] * 10 // population.count
            year = max(1950, 2025 - int(draw.expovariate(1 / 14)))
            cited = int(draw.lognormvariate(1.2, 1.6) * min(1, (2026 - year) / 8))
            file.write(
                f'{{"id":"https://openalex.org/W{key}","doi":"https://doi.org/10.5555/{key}",'
                f'"title":"{draw.choice(WORDS)} and {draw.choice(WORDS).lower()} in case {key}",'
                f'"publication_year":{year},"type":"article","cited_by_count":{cited},'
                f'"primary_location":{{"source":{{"id":"https://openalex.org/S{field}","display_name":"Journal {field}"}}}},'
                f'"primary_topic":{{"field":{{"display_name":"Field {field}"}}}},"authorships":[{authorships}]}}\n')
    return places


def generate(works, folder, seed=1):
    """Returns how many places on bylines were written."""
    jobs = [(works, folder, seed, part) for part in range((works + PART - 1) // PART)]
    with multiprocessing.Pool() as pool:
        return sum(pool.imap_unordered(write_part, jobs))


if __name__ == "__main__":
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    print(generate(int(sys.argv[1]), sys.argv[2], int(sys.argv[3]) if len(sys.argv) > 3 else 1), "places on bylines")
