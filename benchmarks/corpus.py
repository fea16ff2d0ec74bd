"""Articles for measuring: any number, all different, the same on every machine. They are made from samples/.

Every article takes paragraphs of the samples and gives their people new names, the same name throughout one article;
people are drawn from a pool in which some are in the news far more often than others, as in life. The spans of the
names come from tests/labelled. Nothing here is meant to be true or read, only to cost what news costs.

    python -m benchmarks.corpus 1000 FOLDER
"""

# ruff: noqa: SIM905 - lists of names read better as text

from __future__ import annotations

import json
import random
import sys
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parent.parent
NEWS, FILLER = 4, 8
"""Paragraphs of one article with people in them, and without: about 500 words, the length of an agency's report."""
POOL = 20_000
FIRST_DAY = date(2024, 1, 1)
DAYS = 600
PUBLISHERS = ("Harbour Post", "The Ledger Daily", "Meridian Wire", "Northern Star", "Quay Herald")
FIRST = (
    "Ada Anna Bela Boris Carla Chen Clara Dario David Edith Elena Emil Erik Fatima Felix Grace Greta Hana Hassan "
    "Helen Igor Ines Ivan Jana Jonas Julia Karim Kenji Laura Leo Lena Lucas Maria Marta Milan Mira Nadia Nina Omar "
    "Oscar Paula Peter Rosa Samir Sara Simon Sofia Tomas Vera Yusuf"
).split()
STEMS = (
    "Abb Adl Alm Arn Bau Berg Blom Bor Bran Cald Carl Dahl Dietr Dor Ek Eng Falk Farr Fjell Grun Haag Hald Harl Hofm "
    "Holm Iv Jans Kall Karl Kell Kov Kron Lar Lind Lom Lund Mal Mar Mol Nor Nyl Ol Ost Pal Pern Pet Quist Ram Ren Ros "
    "Sand Sel Sol Stan Sund Tor Ulr Val Vik Wes Zim"
).split()
ENDS = "er sen son mann berg dahl qvist ova ski etti ez escu ano".split()

MONTHS = ("January", "February", "March", "April", "May", "June", "September", "October", "November", "December")
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday")


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph of a sample, cut at the names of people: text, (person, form of the name), text, …"""

    parts: tuple[str | tuple[str, str], ...]

    @property
    def people(self) -> list[str]:
        """Who is named."""
        return [part[0] for part in self.parts if isinstance(part, tuple)]

    def told_of(self, names: Mapping[str, tuple[str, str]]) -> str:
        """The paragraph with other people in it."""
        return "".join(part if isinstance(part, str) else _form(part, names) for part in self.parts)


def _form(part: tuple[str, str], names: Mapping[str, tuple[str, str]]) -> str:
    first, last = names[part[0]]
    return f"{first} {last}" if " " in part[1] else last


@cache
def paragraphs() -> tuple[Paragraph, ...]:
    """The paragraphs of prose in samples/, in order of their files."""
    found: list[Paragraph] = []
    for labels in sorted((ROOT / "tests" / "labelled").glob("*.mentions.jsonl")):
        [sample] = (ROOT / "samples").glob(f"{labels.name[:3]}_*")
        rows = [json.loads(line) for line in labels.read_text(encoding="utf-8").splitlines()]
        names = [row for row in rows if row["type"] == "Person" and row["kind"] == "name" and not row["ignore"]]
        found += _cut(sample.read_text(encoding="utf-8"), names)
    return tuple(found)


def _cut(text: str, names: Sequence[Mapping[str, object]]) -> Iterator[Paragraph]:
    at = 0
    for block in text.split("\n\n"):
        start, at = at, at + len(block) + 2
        if len(block) > 150 and "\n" not in block and not block.lstrip().startswith(("date ", "#", "©", "*")):
            yield _paragraph(block, start, names)


def _paragraph(block: str, start: int, names: Sequence[Mapping[str, object]]) -> Paragraph:
    parts: list[str | tuple[str, str]] = []
    at = 0
    for name in names:
        begin, end = int(str(name["start"])) - start, int(str(name["end"])) - start
        if at <= begin and end <= len(block):
            parts += [block[at:begin], (str(name["entity"]), block[begin:end])]
            at = end
    return Paragraph((*parts, block[at:]))


def article(number: int, pool: int = POOL) -> str:
    """Article `number` as the text of an .md file with front matter."""
    chance = random.Random(number)  # noqa: S311  measuring is no secret
    chosen = chance.sample(paragraphs(), NEWS)
    people = list(dict.fromkeys(person for paragraph in chosen for person in paragraph.people))
    names = dict(zip(people, _people(len(people), pool, chance), strict=True))
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    title = f"Report {number}: news of {' '.join(names[people[0]]) if people else 'the day'}"
    head = f"---\ntitle: '{title}'\ndate: {day}\npublisher: {chance.choice(PUBLISHERS)}\n---\n\n"
    prose = [paragraph.told_of(names) for paragraph in chosen] + _background(chance)
    chance.shuffle(prose)
    return head + "\n\n".join(prose) + "\n"


@cache
def background() -> tuple[str, ...]:
    """Prose with few names, as most of news is: with it an article names one thing in ten words, like the news that the
    rules were developed on. {number}, {small}, {month} and {day} are to be filled in."""
    return tuple((Path(__file__).parent / "background.txt").read_text(encoding="utf-8").splitlines())


def _background(chance: random.Random) -> list[str]:
    return [
        paragraph.format(
            number=chance.randrange(12, 999),
            small=chance.randrange(3, 12),
            month=chance.choice(MONTHS),
            day=chance.choice(WEEKDAYS),
        )
        for paragraph in chance.sample(background(), FILLER)
    ]


def _people(wanted: int, pool: int, chance: random.Random) -> list[tuple[str, str]]:
    """Different people; the lower a person's number, the oftener in the news."""
    numbers: dict[int, None] = {}
    while len(numbers) < wanted:
        numbers[int(pool * chance.random() ** 4)] = None
    return [(FIRST[n % len(FIRST)], _surname(n // len(FIRST) + n % len(FIRST) * 16)) for n in numbers]


def _surname(number: int) -> str:
    return STEMS[number % len(STEMS)] + ENDS[number // len(STEMS) % len(ENDS)]


def write_corpus(folder: Path, size: int, first: int = 0) -> None:
    """Write articles `first` … `first + size - 1`, one file each, 1,000 to a folder."""
    for number in range(first, first + size):
        file = folder / f"{number // 1000:03}" / f"{number:06}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article(number), encoding="utf-8")


if __name__ == "__main__":
    write_corpus(Path(sys.argv[2]), int(sys.argv[1]))
