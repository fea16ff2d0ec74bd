"""Articles for measuring: any number, all different, the same on every machine.

Every article has a paragraph of samples/ with new names for its people (their spans come from tests/labelled), news of
three more people and two countries (news.txt), and prose with few names (background.txt). People are drawn from a pool
in which some are in the news far more often than others, as in life. The share of names, about one in ten words, is
that of the news the rules were developed on; words are drawn so that articles share hardly any runs of words. Nothing
here is meant to be true or read, only to cost what news costs.

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
NEWS, FILLER = 3, 7
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

COUNTRIES = (
    "Argentina Austria Bolivia Brazil Canada Chile Colombia Croatia Denmark Ecuador Estonia Finland France Germany "
    "Ghana Greece Hungary Iceland India Indonesia Ireland Italy Japan Kenya Latvia Mexico Morocco Nepal Norway Peru "
    "Poland Portugal Romania Senegal Serbia Slovakia Slovenia Spain Sweden Thailand Turkey Uganda "
    "Uruguay Vietnam Zambia"
).split()
CITIES = (
    "Antwerp Barcelona Bergen Bilbao Bremen Bristol Brno Cologne Dresden Florence Geneva Glasgow Gothenburg Hamburg "
    "Kyoto Leeds Leipzig Linz Lyon Marseille Milan Montreal Munich Nagoya Naples Osaka Porto Rotterdam Salzburg "
    "Seville Stuttgart Toronto Toulouse Turin Utrecht Valencia Vancouver Zurich"
).split()
TITLES = "president|finance minister|foreign minister|defense minister|interior minister|trade minister".split("|")
WORDS = {
    "adjective": (
        "narrow wooden cheerful costly distant early empty famous gentle hollow honest idle large lonely modest muddy "
        "new noisy old pale patient plain quiet rare rusty shallow silent slow small steep strange sturdy tired weary"
    ).split(),
    "noun": (
        "bargain bridge budget chapel contract ditch dispute engine exercise fence ferry harvest hearing inquiry "
        "ladder lecture lease meal parade permit pipeline play promise quarrel recipe repair report sketch song survey "
        "tunnel"
    ).split(),
    "things": (
        "barrels baskets beams benches boats bottles boxes bricks buckets candles carts chairs coats crates curtains "
        "drums flags kettles lamps letters maps mirrors nets pictures plates pumps ropes sacks signs tables tents tools"
    ).split(),
    "people": (
        "actors bakers builders carpenters clerks cooks dancers divers drivers engineers farmers fishermen gardeners "
        "guards librarians masons miners neighbours nurses painters pilots plumbers porters pupils sailors singers "
        "tailors teachers tenants waiters weavers workers"
    ).split(),
    "place": (
        "airport bakery barn brewery canteen castle cellar cinema clinic court farm garage garden gate hall harbour "
        "hospital hotel kitchen library market mill museum orchard park playground quarry school stable station theatre"
    ).split(),
    "done": (
        "abandoned approved broken burned carried cleaned counted covered dropped examined filled finished hidden kept "
        "lifted loaded measured mended moved opened painted repeated replaced sold stored tested traded washed"
    ).split(),
    "moved": "came crept drifted hurried marched raced ran rode rowed rushed sailed slipped strolled walked".split(),
    "spoke": "argued boasted complained explained grumbled hinted joked muttered replied shouted sighed wrote".split(),
    "month": "January February March April May June September October November December".split(),
    "day": "Monday Tuesday Wednesday Thursday Friday".split(),
}


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


def article(number: int, pool: int = POOL, *, short: bool = False) -> str:
    """Article `number` as the text of an .md file with front matter; `short`: two of its paragraphs, 60 words."""
    chance = random.Random(number)  # noqa: S311  measuring is no secret
    sample = chance.choice(paragraphs())
    told = list(dict.fromkeys(sample.people))
    people = _people(len(told) + 3, pool, chance)
    day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
    title = f"Report {number}: news of {' '.join(people[-1])}"
    head = f"---\ntitle: '{title}'\ndate: {day}\npublisher: {chance.choice(PUBLISHERS)}\n---\n\n"
    news = _news(people[-3:], chance)
    prose = [sample.told_of(dict(zip(told, people, strict=False))), *_background(chance)]
    chance.shuffle(prose)
    if short:
        return f"{head}{news[0]}\n\n{_sentence(chance)}\n"
    return head + "\n\n".join([news[0], prose[0], *news[1:], *prose[1:]]) + "\n"


def _news(people: Sequence[tuple[str, str]], chance: random.Random) -> list[str]:
    """Paragraphs of news about three people: named in full the first time, by the family name afterwards."""
    country, other = chance.sample(COUNTRIES, 2)
    fixed = {"country": country, "Country": country, "other": other, "org": _organization(chance)}
    fixed |= {"city": chance.choice(CITIES), "title": chance.choice(TITLES)}
    names = dict(zip("ABC", people, strict=True))
    found = []
    for _ in range(NEWS):
        sentences = []
        for template in chance.sample(_lines("news.txt"), 3):
            sentences.append(
                template.format(**{**_words(chance), **fixed, **{k: " ".join(n) for k, n in names.items()}})
            )
            names = {key: name[-1:] if f"{{{key}}}" in template else name for key, name in names.items()}
        found.append(" ".join(sentences))
    return found


def _organization(chance: random.Random) -> str:
    return (
        f"{surname(chance.randrange(800))} {chance.choice(('Group', 'Bank', 'Foundation', 'Industries', 'Institute'))}"
    )


@cache
def _lines(name: str) -> tuple[str, ...]:
    return tuple((Path(__file__).parent / name).read_text(encoding="utf-8").splitlines())


def _background(chance: random.Random) -> list[str]:
    return [" ".join(_sentence(chance) for _ in range(3)) for _ in range(FILLER)]


def _sentence(chance: random.Random) -> str:
    text = chance.choice(_lines("background.txt")).format(**_words(chance))
    return text[0].upper() + text[1:]


def _words(chance: random.Random) -> dict[str, str | int]:
    words: dict[str, str | int] = {kind: chance.choice(choice) for kind, choice in WORDS.items()}
    number = chance.randrange(12, 999)
    return words | {"number": number, "Number": number, "few": chance.randrange(3, 12)}


def _people(wanted: int, pool: int, chance: random.Random) -> list[tuple[str, str]]:
    """Different people; the lower a person's number, the oftener in the news."""
    numbers: dict[int, None] = {}
    while len(numbers) < wanted:
        numbers[int(pool * chance.random() ** 4)] = None
    return [(FIRST[n % len(FIRST)], surname(n // len(FIRST) + n % len(FIRST) * 16)) for n in numbers]


def surname(number: int) -> str:
    """A family name of this corpus; there are about 800."""
    return STEMS[number % len(STEMS)] + ENDS[number // len(STEMS) % len(ENDS)]


def write_corpus(folder: Path, size: int, first: int = 0, *, short: bool = False) -> None:
    """Write articles `first` … `first + size - 1`, one file each, 1,000 to a folder."""
    for number in range(first, first + size):
        file = folder / f"{number // 1000:03}" / f"{number:06}.md"
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(article(number, short=short), encoding="utf-8")


if __name__ == "__main__":
    write_corpus(Path(sys.argv[2]), int(sys.argv[1]))
