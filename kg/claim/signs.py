"""What is seen of an anchor's status on the way up from it: the common ground of its verbs and nouns."""

from __future__ import annotations

from collections.abc import Mapping

from kg.claim.trees import Tree
from kg.model import Status

Words = Mapping[str, frozenset[str]]


class Signs:
    """What was seen on the way up."""

    def __init__(self, *, role: bool, state: bool = False) -> None:
        self.role = role
        self.state = state
        self.negations = 0
        self.found: set[str] = set()
        """Statuses, and "open": what is asked or stands under a condition is not denied by a "not" in it."""
        self.climbed = False
        """Whether the chain has left the anchor: "for the second leg of his trip" plans no trip."""
        self.came = ""
        """How the word hangs that the chain came from."""
        self.part = False
        """Whether the chain has gone through "part of": the whole is told of, which may be over."""
        self.beside = False
        """Whether the chain has left a participle's clause, which shares the time of the one above but no negation."""
        self.programme = False
        """Whether the anchor is an event that the present tense can announce: "the visit begins with talks"."""

    def status(self) -> Status:
        """The status that the signs add up to."""
        if "former" in self.found:
            return "former"
        if "open" in self.found:
            return "possible"
        if self.negations % 2 or "denied" in self.found:
            return "denied"
        if "possible" in self.found:
            return "possible"
        return "planned" if "planned" in self.found else "actual"


def read_negation(tree: Tree, child: int, words: Words, signs: Signs) -> None:
    """Count a negating word, but for "not only", "no longer" and the like."""
    follows = tree.lower[child + 1] if child + 1 < len(tree) else ""
    if (
        _is_of_an_object(tree, child)
        or _comes_late(tree, tree.head[child], words)
        or _is_of_a_rank(tree, child, words)
        or is_a_number(tree, child)
        or tree.lower[max(child - 2, 0) : child] == ["whether", "or"]
    ):
        return
    if follows not in words["not_negating"] and follows != "longer" and not signs.beside:
        signs.negations += 1


def is_false(tree: Tree, verb: int, adverb: int, words: Words) -> bool:
    """Whether the adverb says that what depends on a verb of saying, judging or naming is wrong: "falsely claimed"."""
    return tree.lower[adverb] in words["false_words"] and tree.lemma[verb] in words["falsified_verbs"]


def _is_of_an_object(tree: Tree, child: int) -> bool:
    """ "attacked not X but Y": the word denies the object, not the verb."""
    verb = tree.head[child]
    if tree.lower[child] != "not" or child < verb or tree.pos[verb] not in {"VERB", "AUX"}:
        return False
    _, high = tree.sentence(child)
    return "but" in tree.lower[child:high]


def _comes_late(tree: Tree, verb: int, words: Words) -> bool:
    """ "did not meet Y until March": they met."""
    past = tree.tag[verb] == "VBD" or tree.has_word(verb, {"did", "had"}, "aux")
    late = any(tree.lower[child] in words["put_off"] for child in tree.children_by(verb, "prep"))
    clause = (mark for event in tree.children_by(verb, "advcl") for mark in tree.children_by(event, "mark"))
    return past and (late or any(tree.lower[mark] in words["put_off"] for mark in clause))


def _is_of_a_rank(tree: Tree, child: int, words: Words) -> bool:
    """ "is not the first president to resign": who is one of several is one."""
    said = tree.children_by(tree.head[child], "attr") if tree.lemma[tree.head[child]] == "be" else [tree.head[child]]
    return any(tree.lower[word] in words["ranks"] for noun in said for word in tree.children_by(noun, "amod"))


def is_a_number(tree: Tree, child: int) -> bool:
    """ "No. 14 Alabama": a place in a list."""
    behind = range(child + 1, min(child + 3, len(tree)))
    numbers = [word for word in behind if tree.tag[word] == "CD" and tree.lower[word - 1].endswith(".")]
    return tree.lower[child].rstrip(".") == "no" and bool(numbers)


def read_governor(tree: Tree, noun: int, words: Words, signs: Signs) -> None:
    """Note what a noun makes of what depends on it: "the plan to …", "his refusal to …"."""
    lemma = tree.lemma[noun]
    if lemma in words["denied_nouns"]:
        signs.negations += 1
    elif lemma in words["possible_nouns"] | words["trying_nouns"]:
        signs.found.add("possible")
    elif lemma in words["planned_nouns"]:
        signs.found.add("planned")
