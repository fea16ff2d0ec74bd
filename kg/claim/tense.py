"""The tense of clauses: what was, is or will be. It tells times which way "on Monday" points."""

from __future__ import annotations

from collections.abc import Set
from typing import Literal

from kg.claim.trees import VERBAL, Tree
from kg.datafiles import word_list

Tense = Literal["past", "present", "future"]
BRINGING_ABOUT = word_list("bringing about")
ARRANGED = word_list("arranged beforehand")
WILL = frozenset({"will", "'ll", "shall", "would", "wo"})
MAY = frozenset({"may", "might", "could", "should", "must"})


def tense_of(tree: Tree, token: int) -> Tense:
    """The tense of the clause that `token` stands in: tells times which way "on Monday" points."""
    verb = clause_verb(tree, token)
    auxiliaries = tree.words_by(verb, "aux")
    if auxiliaries & (WILL if "have" in auxiliaries else WILL | MAY):
        return "future"
    if _is_past(tree, verb, auxiliaries):
        return "past"
    above = tree.head[verb]
    if "to" in auxiliaries:
        done = tree.dep[verb] == "xcomp" and tree.lemma[above] in BRINGING_ABOUT
        return tense_of(tree, above) if done else "future"
    if auxiliaries or tree.tag[verb] not in {"VBG", "VBN", "VB"} or clause_verb(tree, above) == verb:
        return "present"
    return tense_of(tree, above)


def _is_past(tree: Tree, verb: int, auxiliaries: Set[str]) -> bool:
    if tree.tag[verb] == "VBD" or auxiliaries & {"had", "has", "have"}:
        return True
    return tree.has_word(verb, {"was", "were"}, "auxpass", "aux") or was_to_be(tree, verb)


def clause_verb(tree: Tree, token: int) -> int:
    """The verb of the clause around `token`; the token itself where no verb is above it."""
    node = token
    while tree.pos[node] not in VERBAL and tree.head[node] != node:
        node = tree.head[node]
    return node


def was_to_be(tree: Tree, token: int) -> bool:
    """Whether what was planned lies behind: "was to have met Y on Monday", "had been due to meet Y on Monday"."""
    verb = clause_verb(tree, token)
    if {"to", "have"} <= tree.words_by(verb, "aux"):
        return True
    while tree.dep[verb] in {"xcomp", "pcomp"} and tree.head[verb] != verb:
        verb = clause_verb(tree, tree.head[verb])
        if "had" in tree.words_by(verb, "aux") and tree.lemma[verb] in ARRANGED:
            return True
    return False
