"""How long resolution takes and what memory, by the number of mentions: near-linear, or something compares everything.

The mentions are made, not read: articles in which a few people, bodies and posts are named far more often than the
rest, as in life; full names, bare surnames, initials, titles with and without their body, acronyms behind the long
name, descriptions of office holders, pronouns; one article in five has a copy. Ten mentions for each distinct name.

    python -m benchmarks.resolution [MENTIONS …]
"""

# ruff: noqa: SIM905 - lists of names read better as text

from __future__ import annotations

import gc
import json
import random
import subprocess
import sys
import time
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import timedelta
from itertools import product
from math import log

from benchmarks.corpus import CITIES, COUNTRIES, DAYS, FIRST, FIRST_DAY, ROOT, surname
from benchmarks.measure import Row, at_most, peak_megabytes, show
from kg.build import office_words
from kg.know.gazetteer import load_gazetteer
from kg.mention.titles import load_titles
from kg.model import Extraction, LocalClaim, Mention, Span, Story, When
from kg.paths import shipped
from kg.resolve.entities import resolve
from tests.corpora import Written

SIZES = (25_000, 50_000, 100_000, 200_000)
SECONDS, MEGABYTES = 60, 1024
STEEPEST = 1.2
"""Near-linear: time grows with at most this power of the mentions."""
PER_NAME = 10
PEOPLE_SHARE = 0.75
"""Of the distinct names, those that are full names of people; the rest are their other forms, bodies and places."""
OFFICES = ("president", "prime minister", "foreign minister", "finance minister", "mayor", "governor", "spokesman")
KINDS = "Association Board Commission Council Federation Fund Institute League Society Union".split()
HEADS = "Atlantic Baltic Central Eastern Federal Global Inner Joint Lakeside Marine National Open Polar Royal".split()
FIELDS = "Allotment Barge Cycling Dairy Energy Ferry Grain Harbour Ink Joinery Kiln Lace Metal Nursery Orchard".split()
BODIES = tuple(f"{head} {field} {kind}" for kind, head, field in product(KINDS, HEADS, FIELDS))
"""Of their acronyms some are alike."""


def corpus(size: int, names: int | None = None) -> tuple[list[Extraction], list[Story]]:
    """Articles with `size` mentions or a few more, and which of them are copies. `names`: default a tenth as many."""
    chance = random.Random(size)  # noqa: S311  measuring is no secret
    articles: list[Written] = []
    stories: list[Story] = []
    left = size
    while left > 0:
        article = _article(len(articles), names or size // PER_NAME, chance)
        left -= len(article.mentions)
        articles.append(article)
        if len(articles) % 5 == 0:
            stories.append(Story(f"s{len(stories)}", (articles[-2].ident, article.ident)))
    return [article.extraction() for article in articles], stories


def _article(number: int, names: int, chance: random.Random) -> Written:
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    article = Written(f"a{number:06}", day.isoformat())
    for _ in range(chance.randrange(2, 7)):
        chance.choice((_person, _person, _person, _organization, _country))(article, names, chance)
    return article


def _often_first(many: int, chance: random.Random) -> int:
    """The lower a number, the oftener it is drawn."""
    return int(many * chance.random() ** 3)


def _person(article: Written, names: int, chance: random.Random) -> None:
    """A person as an article tells of one: the full name first, then the surname and "he"; at times no full name."""
    number = _often_first(int(names * PEOPLE_SHARE), chance)
    first, last = FIRST[number % len(FIRST)], surname(number // len(FIRST) + number % len(FIRST) * 16)
    full = chance.choices((f"{first} {last}", f"{first[0]}. {last}", f"{first} R. {last}", last), (85, 5, 5, 5))[0]
    title, body = "", None
    if chance.random() < 0.4:
        title = OFFICES[number % len(OFFICES)]
        country = COUNTRIES[number // len(OFFICES) % len(COUNTRIES)]
        body = article.place(country) if chance.random() < 0.7 else None
    who = article.person(full, title=title, body=body)
    for _ in range(chance.randrange(3)):
        article.person(last, full)
        article.pronoun(who)


def _organization(article: Written, names: int, chance: random.Random) -> None:
    """A body by its name, its acronym behind it, its short form; or a firm with and without "AG"."""
    number = _often_first(names // 5, chance)
    if number % 2:
        firm = f"{surname(number)} {('Bank', 'Works', 'Foods', 'Media', 'Steel')[number // 800 % 5]}"
        article.organization(chance.choice((firm, f"{firm} AG")))
        article.organization(firm)
        return
    name = BODIES[number // 2 % len(BODIES)]
    acronym = "".join(word[0] for word in name.split())
    article.organization(name, then=" (" if chance.random() < 0.5 else ". ")
    article.organization(acronym, then="), ")


def _country(article: Written, _names: int, chance: random.Random) -> None:
    """A country or city, and at times "the president" of whom nothing more is said here."""
    at = article.place(chance.choice(COUNTRIES))
    article.place(chance.choice(CITIES))
    if chance.random() < 0.5:
        title = chance.choice(OFFICES[:4])
        article.description(f"the {title}", title, body=at)


def with_claims(extractions: Sequence[Extraction]) -> list[Extraction]:
    """The same articles, which say of their people that they visited its places and hold its offices."""
    return [replace(one, claims=tuple(_claims(one))) for one in extractions]


def _claims(one: Extraction) -> Iterator[LocalClaim]:
    people = [index for index, mention in enumerate(one.mentions) if mention.type == "Person"]
    others = [index for index, mention in enumerate(one.mentions) if mention.type in {"Place", "Office"}]
    when = When(one.article.published, None, "then") if one.article.published else None
    for person, other in product(people[:3], others[:3]):
        kind = "VISITED" if one.mentions[other].type == "Place" else "HOLDS_OFFICE"
        sentence, anchor = _around(one.mentions[person], one.mentions[other]), (0, 4)
        sure = 0.5 + len(one.mentions[person].text) % 5 / 10
        details = (("amount", person), ("what", one.mentions[other].text))
        yield LocalClaim(
            kind, person, other, "actual", sentence, anchor, f"{kind}/made", sure, when, details=details,
            event=kind == "VISITED",
        )  # fmt: skip


def _around(one: Mention, other: Mention) -> Span:
    return min(one.start, other.start), max(one.end, other.end)


def measure(sizes: Sequence[int] = SIZES) -> list[Row]:
    """Time and memory at each size, each in a process of its own, and how steeply time grows."""
    found = [_apart(size) for size in sizes]
    rows = [
        Row(
            f"{size:,} mentions of {one.names:,} names → {one.entities:,} entities",
            f"{one.cpu:.1f} s of processor, {one.megabytes:,.0f} MB",
        )
        for size, one in zip(sizes, found, strict=True)
    ]
    last = found[-1]
    rows += [
        at_most(f"{sizes[-1]:,} mentions, by the clock on the wall", last.seconds, SECONDS, "{:.1f} s"),
        at_most("memory, the mentions and gazetteers included", last.megabytes, MEGABYTES, "{:,.0f} MB"),
    ]
    if len(found) > 1:
        power = log(last.cpu / found[0].cpu) / log(sizes[-1] / sizes[0])
        rows.append(at_most("time grows as mentions to the power of", power, STEEPEST, "{:.2f}"))
    return rows


@dataclass(frozen=True)
class Resolved:
    """What resolving took."""

    names: int
    """Distinct ones."""
    entities: int
    seconds: float
    """Of resolving alone."""
    cpu: float
    megabytes: float
    """Of the whole process at its peak."""


def _apart(size: int) -> Resolved:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.resolution", "--one", str(size)],
        cwd=ROOT, check=True, text=True, stdout=subprocess.PIPE,
    )  # fmt: skip
    return Resolved(**json.loads(done.stdout))


def resolve_one(size: int) -> Resolved:
    """Make a corpus and resolve it, in this process."""
    gazetteer, words = load_gazetteer(), office_words(load_titles(shipped("lexicon")))
    resolve(corpus(100)[0], gazetteer, words)  # what is loaded once is loaded now
    extractions, stories = corpus(size)
    names = {(m.type, m.text) for e in extractions for m in e.mentions if m.kind == "name"}
    gc.disable()  # as in a build
    began, before = time.perf_counter(), time.process_time()
    resolution = resolve(extractions, gazetteer, words, stories=stories)
    seconds, cpu = time.perf_counter() - began, time.process_time() - before
    gc.enable()
    peak = peak_megabytes()
    return Resolved(len(names), len(resolution.entities), seconds, cpu, peak)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--one"]:
        print(json.dumps(asdict(resolve_one(int(sys.argv[2])))))
    else:
        sys.exit(show("Resolution", measure([int(text) for text in sys.argv[1:]] or SIZES)))
