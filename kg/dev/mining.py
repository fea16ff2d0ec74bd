"""Labelled texts → candidate patterns that the rules lack.

A candidate is the shortest way through the parse between two labelled mentions, with the word at its top as anchor.
It is ranked by how many labelled pairs it reaches and how many unlabelled ones; a person chooses what is general,
widens the word list and writes examples.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import permutations
from typing import TYPE_CHECKING

from kg.claim.arguments import Arguments
from kg.claim.claims import find_claims
from kg.claim.relations import Relations
from kg.claim.roles import Roles
from kg.claim.trees import Tree, build_tree
from kg.dev.labelled import Labelled, with_demonyms
from kg.model import LocalClaim

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

LONGEST = 6
"""Edges between the two mentions: longer ways are chance."""


@dataclass(frozen=True, slots=True)
class Way:
    """A path through the parse: relation, anchor lemma and part of speech, and the paths to both arguments."""

    relation: str
    lemma: str
    pos: str
    subject: str
    object: str


@dataclass(frozen=True, slots=True)
class MinedPattern:
    """A way with the labelled pairs it reaches (`right`), the unlabelled ones (`wrong`), and a sentence for each."""

    way: Way
    right: int
    wrong: int
    example: str

    @property
    def precision(self) -> float:
        """Share of the pairs it reaches that are labelled."""
        return self.right / (self.right + self.wrong)


def mine(
    texts: Sequence[Labelled], nlp: Language, relations: Relations, *, support: int = 2, precision: float = 0.7
) -> list[MinedPattern]:
    """Candidates reached by `support` labelled pairs or more that no rule finds, best first.

    Only relations that occur in `relations` are mined; a pair counts as wrong where its text was judged for the
    relation and the pair is not labelled.
    """
    right: Counter[Way] = Counter()
    wrong: Counter[Way] = Counter()
    sentence: dict[Way, str] = {}
    for text, doc in parsed(texts, nlp):
        for way, is_right, words in _ways(text, doc, relations):
            (right if is_right else wrong)[way] += 1
            if is_right:
                sentence.setdefault(way, words)
    found = [MinedPattern(w, n, wrong[w], sentence[w]) for w, n in right.items() if n >= support]
    good = [m for m in found if m.precision >= precision]
    return sorted(
        good, key=lambda m: (m.way.relation, -m.right * m.precision, m.way.lemma, m.way.subject, m.way.object)
    )


def parsed(texts: Sequence[Labelled], nlp: Language) -> Iterator[tuple[Labelled, Doc]]:
    """Each text with its parse, in order."""
    return zip(texts, nlp.pipe((t.text for t in texts), batch_size=16), strict=True)


def _ways(text: Labelled, doc: Doc, relations: Relations) -> Iterator[tuple[Way, bool, str]]:
    mentions = with_demonyms(text.mentions, doc)
    tree = build_tree(doc)
    arguments = Arguments(Roles(tree, relations.words), mentions)
    known = _found_pairs(text, find_claims(doc, mentions, relations))
    for a, b in permutations(range(len(mentions)), 2):
        start, end = arguments.head_of[a], arguments.head_of[b]
        span = tree.sentence(start)
        if tree.sentence(end) != span or text.clusters[a] == text.clusters[b]:
            continue
        for name, relation in relations.types.items():
            ends = text.clusters[a], text.clusters[b]
            if mentions[a].type not in relation.subject or mentions[b].type not in relation.object:
                continue
            if (name, *ends) in known or (relation.symmetric and a > b):
                continue
            is_right = (name, *ends) in text.facts or (relation.symmetric and (name, *ends[::-1]) in text.facts)
            if (is_right or is_judged(text, name, mentions[a].start)) and (way := _way(tree, name, start, end)):
                last = tree.offset[span[1] - 1] + len(tree.text[span[1] - 1])
                yield way, is_right, text.text[tree.offset[span[0]] : last]


def _found_pairs(text: Labelled, claims: Sequence[LocalClaim]) -> set[tuple[str, str, str]]:
    """What the rules find, with every relation that the labels give the same pair: one label may stand for several."""
    pairs = {(text.clusters[c.subject], text.clusters[c.object]) for c in claims}
    pairs |= {pair[::-1] for pair in pairs}
    return {fact for fact in text.facts if fact[1:] in pairs}


def is_judged(text: Labelled, relation: str, at: int) -> bool:
    """Whether a missing label means that the relation does not hold there."""
    return any(start <= at < end and relation in names for start, end, names in text.judged)


def _way(tree: Tree, relation: str, start: int, end: int) -> Way | None:
    """The path from `start` up to the lowest common ancestor and down to `end`, as paths from that ancestor."""
    up, down = tree.ancestors(start), tree.ancestors(end)
    common = next((t for t in up if t in down), None)
    if common is None:
        return None
    left, right = up[: up.index(common)], down[: down.index(common)]
    if len(left) + len(right) > LONGEST or not (left or right):
        return None
    anchor = common
    if common in {start, end}:  # the anchor has to be a word between them
        chain = left or right
        if len(chain) < 2:
            return None
        anchor = chain[-1]
    return Way(relation, tree.lemma[anchor], tree.pos[anchor], _spell(tree, anchor, start), _spell(tree, anchor, end))


def _spell(tree: Tree, anchor: int, goal: int) -> str:
    chain = tree.ancestors(goal)
    if anchor in chain:
        steps = list(reversed(chain[: chain.index(anchor)]))
        return " ".join(f"> {_label(tree, t)}" for t in steps) or "."
    up = tree.ancestors(anchor)
    top = up.index(goal) if goal in up else len(up) - 1
    return " ".join(f"< {tree.dep[t]}" for t in up[:top])


def _label(tree: Tree, token: int) -> str:
    dep = {"nsubjpass": "dobj", "agent": "prep"}.get(tree.dep[token], tree.dep[token])
    return f"{dep}[{tree.lemma[token]}]" if dep == "prep" or tree.pos[token] == "NOUN" else dep


def as_yaml(mined: Sequence[MinedPattern]) -> str:
    """The candidates as patterns ready to paste, each with its counts and a sentence in a comment."""
    lines = []
    for m in mined:
        way = m.way
        lines += [
            f"# {way.relation}: right {m.right}, wrong {m.wrong}: {' '.join(m.example.split())[:160]}",
            f"  - name: {way.lemma}-{abs(len(way.subject) - len(way.object))}",
            f"    anchor: {{LEMMA: {json.dumps(way.lemma)}, POS: {way.pos}}}",
            f"    subject: {json.dumps(way.subject)}",
            f"    object: {json.dumps(way.object)}",
        ]
    return "\n".join(lines)
