"""How often names of two people were taken for one person's, against labelled articles, with the evidence of each.

    python -m benchmarks.merges                 the project's samples, and newswcl50r where its folder is found
    python -m benchmarks.merges --all           every merge that is judged, not only the wrong ones

Names are judged within a story (a sample is a story of its own; the samples' labels hold across all of them). A name is
a form of words in an article ("Trump" in a1); an entity of n such names took n - 1 merges, and k people in one entity
are k - 1 wrong ones. Exit code 1: a wrong merge in the samples, or 3% of the merges or more elsewhere.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

ROOT = Path(__file__).parents[1]
SHARED = ROOT.parent / "shared"
MOST_WRONG = 0.03
"""Share of wrong merges from which on a set of other people's articles fails."""
PEOPLE = {"Person", "ACTOR"}
AROUND = 60
"""Characters of text shown on either side of a name."""

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Label:
    """A labelled name of a person: whose it is, in which story."""

    start: int
    end: int
    story: str
    person: str


@dataclass(frozen=True, slots=True)
class Named:
    """One occurrence of a name in an entity, and whom the label says it means."""

    article: str
    surface: str
    person: str
    context: str


@dataclass(frozen=True, slots=True)
class Judged:
    """The names of one entity in one story."""

    entity: str
    names: tuple[Named, ...]

    @property
    def merges(self) -> int:
        """How many names were joined to the first."""
        return len({(name.article, name.surface.casefold()) for name in self.names}) - 1

    @property
    def people(self) -> list[str]:
        """Whose names they are, the most named first."""
        persons = [name.person for name in self.names]
        return sorted(set(persons), key=lambda person: (-persons.count(person), person))

    @property
    def wrong(self) -> int:
        """How many people too many."""
        return len(self.people) - 1


# ------------------------------------------------------------------ labels


def sample_labels(folder: Path) -> dict[str, list[Label]]:
    """Number of the sample → its people; `folder` holds NNN.mentions.jsonl."""
    found = {}
    for path in sorted(folder.glob("*.mentions.jsonl")):
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
        found[path.name.split(".")[0]] = [
            Label(row["start"], row["end"], "samples", row["entity"])
            for row in rows
            if row["type"] in PEOPLE and row["kind"] == "name" and not row.get("ignore")
        ]
    return found


def set_labels(path: Path) -> dict[str, list[Label]]:
    """Article id → its people, of a set in the neutral form."""
    found = {}
    for line in path.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        found[str(row["id"])] = [
            Label(m["start"], m["end"], str(row.get("story", row["id"])), m["cluster"])
            for m in row["mentions"]
            if m["type"] in PEOPLE and m["level"] == "NAM"
        ]
    return found


# ------------------------------------------------------------------ judging


def judge(rows: Iterable[Row], labels: Mapping[str, Sequence[Label]]) -> list[Judged]:
    """The entities of extracted articles, story by story, in order of their ids."""
    found: dict[tuple[str, str], list[Named]] = defaultdict(list)
    for row in rows:
        for mention, label in _labelled(row, labels.get(_key(row, labels), ())):
            start, end = mention["start"], mention["end"]
            surface = " ".join(row["text"][start:end].split())
            context = " ".join(row["text"][max(0, start - AROUND) : end + AROUND].split())
            found[label.story, mention["entity"]].append(Named(row["id"], surface, label.person, context))
    return [Judged(entity, tuple(names)) for (_, entity), names in sorted(found.items())]


def _key(row: Row, labels: Mapping[str, object]) -> str:
    number = re.match(r"(\d{3})_", Path(str(row.get("path") or row["id"])).name)
    return number[1] if number and number[1] in labels else str(row["id"])


def _labelled(row: Row, labels: Sequence[Label]) -> Iterator[tuple[Row, Label]]:
    """The names of people with the shortest label that ends with the name: longer ones hold other people's names."""
    for mention in row["mentions"]:
        if mention["type"] != "Person" or mention["kind"] != "name":
            continue
        fits = [
            label
            for label in labels
            if label.start <= mention["start"] and 0 <= label.end - mention["end"] <= len("’s")
        ]
        if fits:
            yield mention, min(fits, key=lambda label: label.end - label.start)


def report(name: str, judged: Sequence[Judged], *, every: bool = False) -> tuple[int, int]:
    """Print the merges of a set, each wrong one with the words that show it; (merges, wrong ones)."""
    merges, wrong = sum(one.merges for one in judged), sum(one.wrong for one in judged)
    share = wrong / merges if merges else 0.0
    print(f"{name}: {merges} merges of names of people, {wrong} wrong ({share:.1%})")
    for one in judged:
        if one.wrong or (every and one.merges):
            print(f"  {one.entity}: {', '.join(one.people)}")
            for person in one.people if one.wrong else ():
                shown = next(named for named in one.names if named.person == person)
                print(f"    {person}: {shown.article}: … {shown.context} …")
    return merges, wrong


# ------------------------------------------------------------------ the command


def extracted(path: Path) -> list[Row]:
    """What `kg extract` writes of the articles under a path."""
    from kg.build import Settings, build_corpus  # noqa: PLC0415  loads the model
    from kg.extract_format import extract_row  # noqa: PLC0415

    corpus = build_corpus([path], Settings())
    return [extract_row(corpus, extraction) for extraction in corpus.extractions]


def main() -> int:
    """Print the merges of every set that is there."""
    parser = argparse.ArgumentParser(description="Merges of names of people, and the wrong ones with their evidence.")
    parser.add_argument("--shared", type=Path, default=SHARED, help="folder of other people's labelled articles")
    parser.add_argument("--all", action="store_true", help="list the right merges as well")
    options = parser.parse_args()
    judged = judge(extracted(ROOT / "samples"), sample_labels(ROOT / "tests" / "labelled"))
    failed = report("samples", judged, every=options.all)[1] > 0
    path = options.shared / "bench" / "newswcl50r.jsonl"
    if path.is_file():
        merges, wrong = report(path.stem, judge(extracted(path), set_labels(path)), every=options.all)
        failed |= wrong >= MOST_WRONG * merges
    else:
        print(f"newswcl50r: not measured, {path.name} is not there")
    return int(failed)


if __name__ == "__main__":
    sys.exit(main())
