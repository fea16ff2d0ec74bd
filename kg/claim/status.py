"""Whether what an anchor says is actual, planned, former, denied or possible, from grammar and lexicon/status.yaml.

The engine asks once per anchor. The answer is read off the chain of words above the anchor, as long as they govern it:
auxiliaries, negation, embedding verbs, prepositions before event nouns; a finite clause of its own ends the chain, so
that "the palace where he met Y" in a sentence about a plan stays actual.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Literal

from kg.claim.trees import Tree
from kg.model import Status

Words = Mapping[str, frozenset[str]]
Tense = Literal["past", "present", "future"]
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VERB", "AUX"})
EVENT_SLOTS = frozenset({"dobj", "nsubj", "nsubjpass", "attr", "oprd"})
NOT_NEGATING = frozenset({"only", "just", "merely", "simply", "least", "always", "necessarily", "exclusively", "alone"})
UNTIL = {"before", "until"}
TOLD_AHEAD = {"hope", "expect", "vow", "promise", "pledge", "ensure"}
"""Verbs that put a whole clause behind them into the future: "hopes that X meets Y"."""
MODALS = {"would", "might", "could", "will", "'d", "may"}
MAX_CHAIN = 12


class _Signs:
    """What was seen on the way up."""

    def __init__(self, *, role: bool) -> None:
        self.role = role
        self.negations = 0
        self.found: set[str] = set()
        self.climbed = False
        self.beside = False
        """Whether the chain has left a participle's clause, which shares the time of the one above but no negation."""
        """Whether the chain has left the anchor: "for the second leg of his trip" plans no trip."""

    def status(self) -> Status:
        if "former" in self.found:
            return "former"
        if self.negations % 2 or "denied" in self.found:
            return "denied"
        if "possible" in self.found:
            return "possible"
        return "planned" if "planned" in self.found else "actual"


def status_of(
    tree: Tree, anchor: int, words: Words, *, state: bool = False, role: bool = False, headline: bool = False
) -> Status:
    """The status of what token `anchor` says.

    `state`: the relation lasts, so that the simple past of a lasting verb ("was the leader") means former.
    `role`: the anchor names what somebody is ("the leader"); what the sentence does with him says nothing about it.
    `headline`: the bare infinitive of headlines ("X to meet Y") is a plan; present tense is read as done in any case.
    """
    signs = _Signs(role=role)
    node = anchor
    for _ in range(MAX_CHAIN):
        if tree.pos[node] in VERBAL:
            _read_verb(tree, node, words, signs, state=state)
            above = _above_verb(tree, node, words, signs)
        else:
            _read_noun(tree, node, words, signs, state=state)
            above = None if role and not _is_predicate(tree, node) else _above_noun(tree, node, words, signs)
        if above is None or above == node:
            break
        signs.climbed = True
        node = above
    first, end = tree.sentence(anchor)
    if tree.text[end - 1] == "?" and tree.head[node] == node and tree.dep[anchor] != "appos":
        signs.found.add("possible")
    if headline and tree.lower[anchor - 1 : anchor] == ["to"] and anchor - 1 > first:
        signs.found.add("planned")
    return signs.status()


def is_moved(tree: Tree, anchor: int, words: Words) -> bool:
    """Whether the event noun `anchor` is said to have been put on another day: "postponed her visit to May"."""
    verb, dep = tree.head[anchor], tree.dep[anchor]
    if dep not in {"dobj", "nsubjpass"} or tree.pos[verb] not in VERBAL:
        return False
    return _with_particle(tree, verb, words) in words["moved_objects"] and status_of(tree, verb, words) == "actual"


def tense_of(tree: Tree, token: int) -> Tense:
    """The tense of the clause that `token` stands in: tells times which way "on Monday" points."""
    verb = clause_verb(tree, token)
    auxiliaries = {tree.lower[c] for c in tree.children_by(verb, "aux")}
    if auxiliaries & {"will", "'ll", "shall", "would", "wo"}:
        return "future"
    if tree.tag[verb] == "VBD" or auxiliaries & {"had", "has", "have"} or {"was", "were"} & _passive_forms(tree, verb):
        return "past"
    if "to" in auxiliaries:
        return "future"
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


# ------------------------------------------------------------------ verbs


def _read_verb(tree: Tree, verb: int, words: Words, signs: _Signs, *, state: bool) -> None:
    for child in tree.children[verb]:
        form, dep = tree.lower[child], tree.dep[child]
        if dep == "neg" or (dep == "advmod" and form in words["negations"]):
            _read_negation(tree, child, signs)
        elif dep == "aux":
            _read_auxiliary(tree, verb, child, words, signs)
        elif dep == "mark" and form in words["conditions"]:
            signs.found.add("possible")
        elif dep == "advmod":
            _read_adverb(tree, child, words, signs, state=state)
        elif dep in {"nsubj", "nsubjpass"} and _negative_noun(tree, child, words):
            signs.negations += 1
    scheduled = signs.climbed and not signs.role and tree.lemma[verb] in words["schedule_verbs"]
    if scheduled and tree.tag[verb] in {"VBZ", "VBP"} and not tree.has(verb, "aux"):
        signs.found.add("planned")
    lasting = state and (signs.role or not signs.climbed) and tree.lemma[verb] in words["lasting_verbs"]
    if lasting and not signs.found and _simple_past(tree, verb):
        signs.found.add("former")


def _read_negation(tree: Tree, child: int, signs: _Signs) -> None:
    follows = tree.lower[child + 1] if child + 1 < len(tree) else ""
    if follows not in NOT_NEGATING and follows != "longer" and not signs.beside:
        signs.negations += 1


def _read_auxiliary(tree: Tree, verb: int, aux: int, words: Words, signs: _Signs) -> None:
    form = tree.lower[aux]
    if form in {"will", "'ll", "’ll", "shall", "wo"}:
        signs.found.add("planned")
    elif form in {"would", "'d"}:
        signs.found.add("planned" if _told_in_the_past(tree, verb) else "possible")
    elif form in words["modal_possible"]:
        signs.found.add("possible")
    elif form == "to" and tree.head[verb] == verb:
        signs.found.add("planned")


def _told_in_the_past(tree: Tree, verb: int) -> bool:
    return tree.dep[verb] in {"ccomp", "relcl", "conj", "advcl", "ROOT"} and not tree.has(verb, "mark")


def _read_adverb(tree: Tree, adverb: int, words: Words, signs: _Signs, *, state: bool) -> None:
    form = tree.lower[adverb]
    if form in words["possible_words"]:
        signs.found.add("possible")
    elif state and form in words["former_words"] and form not in {"then", "late", "old", "past"}:
        signs.found.add("former")
    elif form == "longer" and tree.lower[adverb - 1] == "no":
        signs.found.add("former" if state else "denied")


def _simple_past(tree: Tree, verb: int) -> bool:
    passive = {tree.lower[c] for c in tree.children_by(verb, "auxpass")}
    if tree.has(verb, "aux") and not passive:
        return any(tree.lower[c] == "had" for c in tree.children_by(verb, "aux"))
    return bool(passive & {"was", "were"}) or (not passive and tree.tag[verb] == "VBD" and tree.dep[verb] != "acl")


def _above_verb(tree: Tree, verb: int, words: Words, signs: _Signs) -> int | None:
    """The word that governs the verb, its effect noted; None where the verb's clause stands for itself."""
    step = _ABOVE.get(tree.dep[verb])
    return step(tree, verb, words, signs) if step and tree.head[verb] != verb else None


def _above_conjunct(tree: Tree, verb: int, words: Words, signs: _Signs) -> int | None:
    """ "will meet X and visit Y": a verb without tense of its own shares auxiliaries and negation."""
    head = tree.head[verb]
    return head if not _finite(tree, verb) and tree.pos[head] in VERBAL else None


def _above_gerund(tree: Tree, verb: int, words: Words, signs: _Signs) -> int | None:
    return _above_preposition(tree, tree.head[verb], words, signs, noun=False)


def _finite(tree: Tree, verb: int) -> bool:
    if tree.tag[verb] in FINITE:
        return True
    return any(tree.tag[c] in FINITE or tree.lower[c] == "to" for c in tree.children_by(verb, "aux", "auxpass"))


def _infinitive(tree: Tree, verb: int) -> bool:
    return any(tree.lower[c] == "to" for c in tree.children_by(verb, "aux"))


def _above_complement(tree: Tree, verb: int, words: Words, signs: _Signs) -> int | None:
    head = tree.head[verb]
    lemma, finite = tree.lemma[head], _finite(tree, verb) and not _infinitive(tree, verb)
    if finite and lemma in words["reporting_verbs"] and lemma not in words["denied_verbs"]:
        if any(tree.dep[c] == "neg" for c in tree.children[head]):
            signs.found.add("possible")
        return None
    if lemma in words["denied_verbs"]:
        signs.negations += 1
    elif lemma in words["former_verbs"] and _infinitive(tree, verb) and (lemma != "use" or tree.lower[head] == "used"):
        signs.found.add("former")
    elif lemma in words["planned_verbs"] and (not finite or lemma in TOLD_AHEAD):
        if not _went_on(tree, head) and (_infinitive(tree, verb) or lemma not in {"be", "go", "set", "head", "look"}):
            signs.found.add("planned")
    elif lemma in words["possible_verbs"]:
        signs.found.add("possible")
    if _infinitive(tree, verb) and tree.dep[head] == "relcl":
        _read_governor(tree, tree.head[head], words, signs)
    return head if not finite else None


def _above_adverbial(tree: Tree, verb: int, words: Words, signs: _Signs) -> int | None:
    head = tree.head[verb]
    if _infinitive(tree, verb):
        if not _went_on(tree, head):
            signs.found.add("planned")
        return head
    if {tree.lower[c] for c in tree.children_by(verb, "mark")} & UNTIL and _lies_ahead(tree, verb):
        signs.found.add("planned")
        return None
    if _finite(tree, verb):
        return None
    signs.beside = True  # "did not stay, warning Y": what is denied is the staying
    return head


def _went_on(tree: Tree, verb: int) -> bool:
    """ "Went on to warn Y" has warned; "is going to" has not."""
    return tree.lemma[verb] == "go" and tree.lower[verb] != "going"


def _lies_ahead(tree: Tree, verb: int) -> bool:
    """ "before the two meet next week", "might announce it before the two met"."""
    above = {tree.lower[c] for c in tree.children_by(tree.head[verb], "aux")}
    return tree.tag[verb] in {"VBZ", "VBP", "VB"} or (tree.tag[verb] == "VBD" and bool(above & MODALS))


def _above_relative(tree: Tree, verb: int, words: Words, signs: _Signs) -> int | None:
    noun = tree.head[verb]
    if _infinitive(tree, verb) and not _is_ordinal(tree, noun, words):
        signs.found.add("planned")
    return None


def _is_ordinal(tree: Tree, noun: int, words: Words) -> bool:
    return any(tree.lower[t] in words["first_words"] for t in (*tree.children[noun], noun))


def _above_acl(tree: Tree, verb: int, words: Words, signs: _Signs) -> int | None:
    noun = tree.head[verb]
    if not _infinitive(tree, verb):
        if (
            tree.lemma[verb] == "follow" and tree.tag[verb] == "VBN"
        ):  # "lunch, followed by talks": planned as the lunch is
            return noun
        if tree.pos[noun] == "NOUN" and tree.lemma[noun] in words["possible_nouns"] and tree.tag[verb] == "VBD":
            signs.found.add("possible")
        return None
    if _is_ordinal(tree, noun, words):
        return None
    signs.found.add("planned")
    _read_governor(tree, noun, words, signs)
    return noun


def _read_governor(tree: Tree, noun: int, words: Words, signs: _Signs) -> None:
    lemma = tree.lemma[noun]
    if lemma in words["denied_nouns"]:
        signs.negations += 1
    elif lemma in words["possible_nouns"]:
        signs.found.add("possible")
    elif lemma in words["planned_nouns"]:
        signs.found.add("planned")


_ABOVE: Mapping[str, Callable[[Tree, int, Words, _Signs], int | None]] = {
    "relcl": _above_relative,
    "conj": _above_conjunct,
    **dict.fromkeys(("xcomp", "ccomp", "acomp", "dep"), _above_complement),
    "advcl": _above_adverbial,
    "acl": _above_acl,
    **dict.fromkeys(("pcomp", "prep"), _above_gerund),
}
"""How a verb hangs on what is above it → how its status depends on that."""


# ------------------------------------------------------------------ nouns


def _is_predicate(tree: Tree, noun: int) -> bool:
    """Whether the clause says that somebody is the noun: "is the leader", "was named leader", "serves as leader"."""
    noun = tree.list_head(noun)
    if tree.dep[noun] == "pobj":
        return tree.lower[tree.head[noun]] == "as"
    return tree.dep[noun] in {"attr", "oprd", "acomp", "xcomp", "ccomp"} or (
        tree.dep[noun] == "dobj" and tree.lemma[tree.head[noun]] in {"become", "remain", "elect", "name"}
    )


def _read_noun(tree: Tree, noun: int, words: Words, signs: _Signs, *, state: bool) -> None:
    for child in tree.children[noun]:
        form, dep = tree.lower[child], tree.dep[child]
        if dep not in {"amod", "compound", "det", "advmod", "nmod", "neg", "punct", "preconj", "prep", "predet"}:
            continue
        if dep in {"det", "neg"} and form in {"no", "neither", "not"}:
            _read_negation(tree, child, signs)
        elif state and form in words["former_words"]:
            signs.found.add("former")
        elif form in words["denied_words"] and dep != "det":
            signs.negations += 1
        elif form in words["planned_words"]:
            signs.found.add("planned")
        elif form in words["possible_words"] and dep != "prep":
            signs.found.add("possible")
    if tree.dep[noun] == "conj" and tree.pos[tree.head[noun]] == "NOUN":
        _read_noun(tree, tree.head[noun], words, signs, state=state)


def _negative_noun(tree: Tree, noun: int, words: Words) -> bool:
    if tree.lower[noun] in {"nobody", "none", "no", "nothing", "neither"}:
        return True
    return any(
        tree.lower[c] in {"no", "neither"} and tree.dep[c] in {"det", "preconj", "cc"} for c in tree.children[noun]
    )


def _above_noun(tree: Tree, noun: int, words: Words, signs: _Signs) -> int | None:
    head, dep = tree.head[noun], tree.dep[noun]
    if dep == "conj" and tree.pos[head] in {"NOUN", "PROPN"}:
        return head
    if dep in EVENT_SLOTS and tree.pos[head] in VERBAL:
        return _above_argument(tree, noun, head, dep, words, signs)
    if dep == "pobj":
        return _above_preposition(tree, head, words, signs, noun=not signs.climbed)
    if dep in {"acomp", "xcomp", "ccomp"} and tree.pos[head] in VERBAL:
        return head
    if (
        dep == "nsubj"
        and tree.pos[head] == "ADJ"
        and tree.lemma[head] in words["possible_words"] | words["possible_verbs"]
    ):
        signs.found.add("possible")  # "made a meeting with Y more likely"
    return None


def _above_argument(tree: Tree, noun: int, verb: int, dep: str, words: Words, signs: _Signs) -> int | None:
    lemma = _with_particle(tree, verb, words)
    if dep in {"dobj", "nsubjpass"} and lemma in words["denied_objects"]:
        signs.negations += 1
        return verb
    if dep in {"dobj", "nsubjpass"} and lemma in words["moved_objects"]:
        signs.found.add("planned")
        return None
    if dep in {"dobj", "nsubjpass"} and lemma in words["planned_verbs"] and lemma not in {"be", "tell", "agree", "try"}:
        signs.found.add("planned")
        return verb
    if dep in {"dobj", "nsubjpass"} and lemma in words["possible_verbs"] and lemma not in {"have", "say", "report"}:
        signs.found.add("possible")
        return verb
    if dep == "nsubj" and (lemma not in words["occurrence_verbs"] or lemma == "be"):
        if any(tree.lower[c] in {"will", "'ll"} for c in tree.children_by(verb, "aux")):
            signs.found.add("planned")
        return None
    governs = lemma in words["support_verbs"] or lemma in words["occurrence_verbs"] or lemma in words["naming_verbs"]
    return verb if governs else None


def _with_particle(tree: Tree, verb: int, words: Words) -> str:
    """The verb's lemma, with the particle that makes it another word for moving or calling off: "put off"."""
    lemma = tree.lemma[verb]
    phrases = (f"{lemma} {tree.lower[child]}" for child in tree.children_by(verb, "prt", "advmod"))
    return next((p for p in phrases if p in words["moved_objects"] or p in words["denied_objects"]), lemma)


def _plans_with(tree: Tree, verb: int, preposition: str, words: Words) -> bool:
    """ "looks forward to meeting Y", "insists on meeting Y"."""
    return tree.lemma[verb] in words["planned_verbs"] and preposition in {"to", "on", "of", "for", "at"}


def _above_preposition(tree: Tree, preposition: int, words: Words, signs: _Signs, *, noun: bool) -> int | None:
    lemma, head = tree.lower[preposition], tree.head[preposition]
    if lemma in words["without"] and lemma != "against":
        signs.negations += 1
    elif lemma in words["planned_prepositions"] if noun else _plans_with(tree, head, lemma, words):
        signs.found.add("planned")
    if head == preposition:
        return None
    signs.beside |= lemma in words["beside"]
    if tree.pos[head] == "NOUN":
        _read_governor(tree, head, words, signs)
        return head if lemma in {"of", "for", "on", "about"} else None
    if tree.lower[head] in {"ahead", "rather", "instead"}:
        if tree.lower[head] == "ahead":
            signs.found.add("planned")
        else:
            signs.negations += 1
        return tree.head[head] if tree.pos[tree.head[head]] in VERBAL else None
    if tree.pos[head] not in VERBAL:
        return None
    if lemma == "from" and tree.lemma[head] in words["denied_verbs"]:
        signs.negations += 1
    elif lemma in {"of", "from", "to", "on", "about", "for"} and tree.lemma[head] in words["possible_verbs"]:
        signs.found.add("possible")
    return head
