"""Draws merges of names from a graph, with the words around both names, to be judged by reading.

    python -m benchmarks.draw_merges build/graph articles.jsonl.gz SEED 50

A merge is a name of a person, organization or place in an article that was joined to its entity's first name, by other
words ("Trump" to Donald Trump) or by the same words in another article. Countries, which the tables tell, are left out.
The same seed draws the same merges of the same graph: of the articles whose sha256(id) begins with 8 to f, which are
for figures, or with 0 to 7, which are for mending. The verdicts stand in docs/judged.md.
"""

from __future__ import annotations

import argparse
import gzip
import hashlib
import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

AROUND = 110
"""Characters shown on either side of a name."""


@dataclass(frozen=True, slots=True)
class Merge:
    """A name in an article, and where the entity's first name stands."""

    entity: str
    name: str
    first: tuple[str, str]
    """Article and words."""
    joined: tuple[str, str]

    @property
    def ident(self) -> str:
        """The same for the same merge in any graph."""
        return hashlib.sha256(" ".join((self.entity, *self.first, *self.joined)).encode()).hexdigest()[:10]


def merges(rows: Iterable[dict[str, Any]], names: dict[str, tuple[str, set[str]]]) -> Iterator[Merge]:
    """The merges of the MENTIONED_IN rows of a graph. `names`: entity → name and aliases."""
    found: dict[str, list[tuple[str, str]]] = defaultdict(list)
    for row in rows:
        if row["type"] == "MENTIONED_IN" and row["start"] in names:
            known = names[row["start"]][1]
            article = row["end"].removeprefix("Article:")
            found[row["start"]] += [(article, words) for words in row["properties"]["surfaces"] if words in known]
    for key, places in sorted(found.items()):
        name = names[key][0]
        ordered = sorted(places, key=lambda one: (one[1] != name, one))
        for joined in ordered[1:]:
            yield Merge(key.removeprefix("Entity:"), name, ordered[0], joined)


def read_names(lines: Iterable[str]) -> dict[str, tuple[str, set[str]]]:
    """Entity → its name and aliases, but for offices and countries."""
    found = {}
    for row in map(json.loads, lines):
        own = row["properties"]
        if "Entity" in row["labels"] and row["labels"][0] != "Office" and own.get("kind") != "country":
            found[row["key"]] = (own["name"], set(own.get("aliases", ())))
    return found


def in_half(article: str, half: str) -> bool:
    """Whether an article belongs to the half for figures, the one for mending, or any."""
    figures = hashlib.sha256(article.encode()).hexdigest()[0] in "89abcdef"
    return half == "all" or figures == (half == "figures")


def drawn(all_merges: Iterable[Merge], seed: str, many: int, half: str) -> Sequence[Merge]:
    """So many merges, the same for the same seed."""
    chosen = [one for one in all_merges if in_half(one.joined[0], half)]
    chosen.sort(key=lambda one: hashlib.sha256(f"{seed} {one.ident}".encode()).hexdigest())
    return chosen[:many]


def around(text: str, words: str) -> str:
    """The words with what stands around them, in one line; "" where the text does not have them."""
    match = re.search(r"\s+".join(map(re.escape, words.split())), text)
    if match is None:
        return ""
    start, end = match.span()
    before, behind = text[max(0, start - AROUND) : start], text[end : end + AROUND]
    return " ".join(f"{before}[{match[0]}]{behind}".split())


def main() -> None:
    """Print the merges drawn."""
    parser = argparse.ArgumentParser(description="Merges of names to be judged.")
    parser.add_argument("graph", type=Path)
    parser.add_argument("articles", type=Path, help="JSON Lines with id and text, packed or not")
    parser.add_argument("seed")
    parser.add_argument("many", type=int)
    parser.add_argument("--half", choices=("figures", "mending", "all"), default="figures")
    given = parser.parse_args()
    opened = gzip.open if given.articles.suffix == ".gz" else open
    with opened(given.articles, "rt", encoding="utf-8") as lines:
        texts = {row["id"]: row["text"] for row in map(json.loads, lines)}
    with (given.graph / "nodes.jsonl").open(encoding="utf-8") as lines:
        names = read_names(lines)
    with (given.graph / "relationships.jsonl").open(encoding="utf-8") as lines:
        found = drawn(merges(map(json.loads, lines), names), given.seed, given.many, given.half)
    for number, one in enumerate(found, 1):
        print(f"{number}. {one.ident} {one.entity} ({one.name})")
        for article, words in (one.first, one.joined):
            print(f"   {article}: … {around(texts.get(article, ''), words)} …")


if __name__ == "__main__":
    main()
