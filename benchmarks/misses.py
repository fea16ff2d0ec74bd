"""What stands between the articles and the graph: every missed gold relation with the first thing that failed.

usage: python -m benchmarks.misses FOLDER EXTRACT.jsonl [--rows] [--type TYPE]

FOLDER holds articles.jsonl, entities.jsonl and relations.jsonl of exhaustively annotated articles; EXTRACT is what
`kg extract FOLDER/articles.jsonl` wrote. The causes, each relation under the first that fits: an end is no mention; the
ends stand in different sentences; a claim of the pair has another type or status; nothing joins them, with the
shortest way between them in the parse.
"""

from __future__ import annotations

import argparse
import json
import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from kg.claim.trees import Tree, build_tree
from kg.mention.language import load_model

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Miss:
    """A gold relation that no claim states, why, and how the sentence joins its ends."""

    gold: Row
    cause: str
    way: str
    sentence: str


def main() -> None:
    """Print the causes with their counts, and with --rows each miss."""
    asked = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    asked.add_argument("folder", type=Path)
    asked.add_argument("extract", type=Path)
    asked.add_argument("--rows", action="store_true")
    asked.add_argument("--type")
    given = asked.parse_args()
    found = [miss for miss in misses(given.folder, given.extract) if given.type in {None, miss.gold["type"]}]
    for cause, number in Counter(miss.cause for miss in found).most_common():
        print(f"{number:5} {cause}")
    for miss in sorted(found, key=lambda miss: (miss.cause, miss.gold["type"])) if given.rows else ():
        gold = miss.gold
        print(f"\n{miss.cause}: {gold['subject']} {gold['type']} {gold['object']} {gold['status']}  {miss.way}")
        print(f"    {miss.sentence}")


def misses(folder: Path, extract: Path) -> Iterable[Miss]:
    """The gold relations of the extracted articles that no claim states, in file order."""
    entities: dict[str, dict[str, Row]] = defaultdict(dict)
    for row in _rows(folder / "entities.jsonl"):
        entities[row["article"]][row["id"]] = row
    read = {row["id"]: row for row in _rows(extract)}
    nlp = load_model()
    trees: dict[str, Tree] = {}
    for gold in _rows(folder / "relations.jsonl"):
        article = gold["article"]
        if article not in read or "start" not in gold:
            continue
        if article not in trees:
            trees[article] = build_tree(nlp(read[article]["text"]))
        miss = _judged(gold, read[article], entities[article], trees[article])
        if miss is not None:
            yield miss


def _rows(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def _judged(gold: Row, row: Row, entities: Mapping[str, Row], tree: Tree) -> Miss | None:
    subject, other = (_meant(row, entities[gold[end]]) for end in ("subject", "object"))
    claims = [c for c in row["claims"] if {c["subject"], c["object"]} & subject and {c["subject"], c["object"]} & other]
    same = [claim for claim in claims if claim["type"] == gold["type"]]
    if any(claim["status"] == gold["status"] for claim in same):
        return None
    sentence = " ".join(row["text"][gold["start"] : gold["end"]].split())
    ways = [_mentions(row, ids, gold) for ids in (subject, other)]
    if not subject or not other:
        end = entities[gold["subject" if not subject else "object"]]
        return Miss(gold, f"no mention: {end['type']}", end["name"], sentence)
    if same:
        return Miss(gold, "status", f"{same[0]['status']} {same[0]['pattern']}", sentence)
    if claims:
        told = ", ".join(sorted({f"{claim['type']} ({claim['pattern']})" for claim in claims}))
        return Miss(gold, "another type", told, sentence)
    if not all(ways):
        return Miss(gold, "an end is not in the sentence", "", sentence)
    pairs = [(a, b) for a in ways[0] for b in ways[1]]
    way = min((_way(tree, a, b) for a, b in pairs), key=lambda one: (not one, len(one)))
    return Miss(gold, "nothing joins them" if way else "other sentence of the passage", way, sentence)


def _meant(row: Row, entity: Row) -> set[str]:
    """The ids that the program has for a gold entity."""
    words = {_bare(surface) for surface in (*entity["surfaces"], entity["name"], entity["id"].replace("-", " "))}
    named = {m["entity"] for m in row["mentions"] if _bare(row["text"][m["start"] : m["end"]]) in words}
    return named | {m["entity"] for m in row["mentions"] if _bare(m["entity"].replace("-", " ")) in words}


def _bare(words: str) -> str:
    plain = "".join(c for c in unicodedata.normalize("NFKD", words.replace("’", "'")) if not unicodedata.combining(c))
    return re.sub(r"[^a-z0-9]+", " ", re.sub(r"'s\b|\bthe\b", " ", plain.lower())).strip()


def _mentions(row: Row, ids: set[str], gold: Row) -> list[int]:
    return [m["end"] - 1 for m in row["mentions"] if m["entity"] in ids and gold["start"] <= m["start"] < gold["end"]]


def _way(tree: Tree, start: int, end: int) -> str:
    """The words between two characters' tokens, over their lowest common head; "" where they share none."""
    up, down = (tree.ancestors(tree.token_at(char)) for char in (start, end))
    top = next((token for token in up if token in down), None)
    if top is None:
        return ""
    left, right = up[: up.index(top)], down[: down.index(top)]
    return " ".join([*_steps(tree, left), f"[{tree.lemma[top]}]", *reversed(_steps(tree, right))])


def _steps(tree: Tree, tokens: Sequence[int]) -> list[str]:
    return [f"{tree.lemma[token]}/{tree.dep[token]}" for token in tokens]


if __name__ == "__main__":
    main()
