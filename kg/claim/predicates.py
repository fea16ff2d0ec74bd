"""The words by which an open relation ties two: "sue", "send troops to", "carry out", "trade war with"."""

from __future__ import annotations

from collections.abc import Sequence

from kg.claim.arguments import Arguments
from kg.claim.patterns import Pattern
from kg.claim.trees import VERBAL, Tree

WITHIN = 6
"""Steps from the other end up to the word that ties."""
NONE = -1
REFLEXIVE = ("self", "selves")
MODIFIERS = frozenset({"amod", "compound", "nmod"})


def predicate_of(arguments: Arguments, pattern: Pattern, anchor: int, doer: int, other: int) -> str:
    """The anchor's lemma with what belongs to it on the way from the mention `doer` to the mention `other`.

    Nothing where an end only tells which thing is meant ("halted the Iranian programme") or stands for somebody of
    another sentence, where nobody says who is to do it ("a list of people to replace Y"), where the way is not the
    pattern's ("pumps, such as Y"), or leads through another who is named: "compared X to Y" ties nobody to Y alone.
    """
    tree, head = arguments.tree, arguments.head_of[other]
    if _only_tell_which(arguments, doer, other) or not _are_told_here(arguments, anchor, doer, other):
        return ""
    preposition = _preposition(tree, anchor, head)
    behind = [tree.lower[preposition]] if preposition != NONE else []
    if "".join(behind) not in _asked(pattern):
        return ""
    if tree.pos[anchor] not in VERBAL:
        compounds = [tree.lower[t] for t in tree.children_by(anchor, "compound") if t < anchor]
        return " ".join([*compounds, tree.lemma[anchor], *behind]) if tree.head[preposition] == anchor else ""
    objects = tree.children_by(anchor, "dobj") if behind or tree.dep[head] == "dative" else []
    if _ties_another(arguments, objects, preposition) or (pattern.need and not objects):
        return ""
    words = (*_particles(tree, anchor), *objects[:1])
    return " ".join([tree.lemma[anchor], *map(tree.lower.__getitem__, words), *behind])


def _only_tell_which(arguments: Arguments, doer: int, other: int) -> bool:
    """ "halted the Iranian programme": which thing is meant."""
    tree, heads = arguments.tree, [arguments.head_of[doer], arguments.head_of[other]]
    return tree.lower[heads[1]].endswith(REFLEXIVE) or any(tree.dep[head] in MODIFIERS for head in heads)


def _asked(pattern: Pattern) -> set[str]:
    """The prepositions behind which the pattern finds its object; "" for none."""
    return {word for path in pattern.object for step in path for word in step.prepositions} or {""}


def _ties_another(arguments: Arguments, objects: Sequence[int], preposition: int) -> bool:
    """Whether the object names another, or has the preposition itself: "backed Y's entry into Z" is the entry's."""
    tree = arguments.tree
    if any(arguments.inside.get(t) or tree.pos[t] == "PRON" for t in objects):
        return True
    return preposition != NONE and tree.head[preposition] in objects and tree.has(tree.head[preposition], "poss")


def _are_told_here(arguments: Arguments, anchor: int, *ends: int) -> bool:
    """Whether the ends are named in the sentence, or stand for somebody who is, and somebody is told to do it."""
    tree = arguments.tree
    if tree.dep[anchor] == "acl" and tree.tag[anchor] == "VB":
        return False
    first, end = tree.sentence(anchor)
    named = {one for mention in ends for one in arguments.mentions[mention].antecedents}
    return all(first <= arguments.head_of[one] < end for one in named)


def _particles(tree: Tree, verb: int) -> list[int]:
    """What the verb is said with: "carry out", "stand aside"; not how ("quickly") or when."""
    behind = [t for t in tree.children_by(verb, "advmod") if t == verb + 1 and tree.tag[t] in {"RB", "RP"}]
    return tree.children_by(verb, "prt") or [t for t in behind if not tree.lower[t].endswith("ly")]


def _preposition(tree: Tree, anchor: int, token: int) -> int:
    """The preposition behind which an end stands, NONE for an object or a subject.

    The end itself, which is no preposition, where the preposition ties nothing: behind a comma ("opened a school, with
    Y as its head"), or from one end of a range to the other ("from Oslo to Lyon").
    """
    for _ in range(WITHIN):
        if tree.dep[token] == "pobj":
            found = tree.head[token]
            above = tree.head[found]
            near = (found, above, *tree.children_by(found, "prep"), *tree.children_by(above, "prep"))
            ranges = {"from", "to"} <= {tree.lower[t] for t in near}
            loose = tree.lower[found - 1] == "," or (ranges and tree.lower[found] in {"from", "to"})
            return token if loose else found
        if tree.head[token] in {token, anchor}:
            return NONE
        token = tree.head[token]
    return NONE
