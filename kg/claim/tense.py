"""The tense of clauses: what was, is or will be. It tells times which way "on Monday" points."""

from __future__ import annotations

from typing import Literal

from kg.claim.trees import Tree
from kg.datafiles import word_list

Tense = Literal["past", "present", "future"]
BRINGING_ABOUT = word_list("bringing about")
VERBAL = frozenset({"VERB", "AUX"})


def tense_of(tree: Tree, token: int) -> Tense:
    """The tense of the clause that `token` stands in: tells times which way "on Monday" points."""
    verb = clause_verb(tree, token)
    auxiliaries = {tree.lower[c] for c in tree.children_by(verb, "aux")}
    if auxiliaries & {"will", "'ll", "shall", "would", "wo"}:
        return "future"
    if auxiliaries & {"may", "might", "could", "should", "must"} and "have" not in auxiliaries:
        return "future"
    if tree.tag[verb] == "VBD" or auxiliaries & {"had", "has", "have"} or {"was", "were"} & _passive_forms(tree, verb):
        return "past"
    if was_to_be(tree, verb):
        return "past"
    if "to" in auxiliaries:
        above = tree.head[verb]
        done = tree.dep[verb] == "xcomp" and tree.lemma[above] in BRINGING_ABOUT
        return tense_of(tree, above) if done and above != verb else "future"
    if tree.tag[verb] in {"VBG", "VBN", "VB"} and tree.head[verb] != verb and not auxiliaries:
        above = clause_verb(tree, tree.head[verb])
        return tense_of(tree, above) if above != verb else "present"
    return "present"


def _passive_forms(tree: Tree, verb: int) -> set[str]:
    return {tree.lower[c] for c in tree.children_by(verb, "auxpass", "aux")}


def clause_verb(tree: Tree, token: int) -> int:
    """The verb of the clause around `token`; the token itself where no verb is above it."""
    node = token
    while tree.pos[node] not in VERBAL and tree.head[node] != node:
        node = tree.head[node]
    return node


def was_to_be(tree: Tree, token: int) -> bool:
    """Whether what was planned lies behind: "was to have met Y on Monday", "had been due to meet Y on Monday"."""
    verb = clause_verb(tree, token)
    if {"to", "have"} <= {tree.lower[c] for c in tree.children_by(verb, "aux")}:
        return True
    while tree.dep[verb] in {"xcomp", "pcomp"} and tree.head[verb] != verb:
        verb = clause_verb(tree, tree.head[verb])
        if "had" in {tree.lower[c] for c in tree.children_by(verb, "aux")} and tree.lemma[verb] in {
            "be",
            "schedule",
            "set",
        }:
            return True
    return False
