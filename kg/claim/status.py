"""Whether what an anchor says is actual, planned, former, denied or possible, from grammar and lexicon/status.yaml.

The engine asks once per anchor. The answer is read off the chain of words above the anchor, as long as they govern it:
auxiliaries, negation, embedding verbs, prepositions before event nouns; a finite clause of its own ends the chain, so
that "the palace where he met Y" in a sentence about a plan stays actual.
"""

from __future__ import annotations

from collections.abc import Sequence

from kg.claim.signs import Signs, Words
from kg.claim.status_nouns import above_noun, is_predicate, read_noun, with_particle
from kg.claim.status_verbs import above_verb, read_verb
from kg.claim.trees import VERBAL, Tree
from kg.datafiles import word_list
from kg.model import Status

MAX_CHAIN = 12
INVERTED = frozenset({"do", "be", "have"})
OPENING, CLOSING = frozenset("\"'“‘«("), frozenset("\"'”’»)")
BESIDE = 4
"""Tokens before a name in which it is told what it is: "satirical site The Grout"."""
REACH = 3
"""How many words above an anchor may say why it is denied."""
TERMS = word_list("terms of office")
AWAY = frozenset({"down", "aside", "back"})
"""Where somebody steps who leaves his post."""
PLAYING = word_list("playing a part")
WENT = word_list("journeys")


def status_of(
    tree: Tree, anchor: int, words: Words, *, state: bool = False, role: bool = False, headline: bool = False
) -> Status:
    """The status of what token `anchor` says.

    `state`: the relation lasts, so that the simple past of a lasting verb ("was the leader") means former.
    `role`: the anchor names what somebody is ("the leader"); what the sentence does with him says nothing about it.
    `headline`: the bare infinitive of headlines ("X to meet Y") is a plan; present tense is read as done in any case.
    """
    signs = Signs(role=role, state=state)
    signs.programme = tree.lemma[anchor] in words["encounters"] | words["occasions"]
    chain = _climb(tree, anchor, words, signs)
    _read_sentence(tree, anchor, chain[-1], words, signs)
    if headline and tree.lower[anchor - 1 : anchor] == ["to"] and anchor - 1 > tree.sentence(anchor)[0]:
        signs.found.add("planned")
    found = signs.status()
    if role:
        return _if_left(found) if state and is_left(tree, anchor, words) else found
    return "denied" if found == "planned" and _is_given_up(tree, chain[:MAX_CHAIN], words) else found


def _read_sentence(tree: Tree, anchor: int, top: int, words: Words, signs: Signs) -> None:
    """Note what the sentence is as a whole: a question, or what is told as happening in a novel."""
    if _is_asked(tree, anchor, top, titled=signs.role and not is_predicate(tree, anchor)):
        signs.found.add("open")
    if not signs.role and _is_made_up(tree, anchor, words):
        signs.found.add("possible")


def _if_left(status: Status) -> Status:
    """The status of a role that somebody is told to leave: held until then."""
    return "former" if status in {"actual", "former"} else "actual"


def _climb(tree: Tree, anchor: int, words: Words, signs: Signs) -> list[int]:
    """The anchor and the words above it that govern it, their effect noted."""
    chain = [anchor]
    for _ in range(MAX_CHAIN):
        node = chain[-1]
        above = _above(tree, node, words, signs)
        if above is None or above == node:
            break
        signs.climbed = True
        signs.came = tree.dep[node]
        signs.part |= tree.lemma[node] == "part"
        chain.append(above)
    return chain


def _above(tree: Tree, node: int, words: Words, signs: Signs) -> int | None:
    """The word that governs a word, the effect of both noted; None where nothing above it bears on it."""
    if tree.pos[node] in VERBAL:
        read_verb(tree, node, words, signs)
        if _opens_between(tree, node, tree.head[node]) or _closes_between(tree, tree.head[node], node):
            return None
        if _is_performed(tree, node, words):
            return None
        return above_verb(tree, node, words, signs)
    read_noun(tree, node, words, signs)
    if tree.has_word(node, words["ongoing"], "amod") or (signs.role and not is_predicate(tree, node)):
        return None
    return above_noun(tree, node, words, signs)


def _is_performed(tree: Tree, verb: int, words: Words) -> bool:
    """ "I would like to thank X": whoever says so does it."""
    wish = tree.head[verb]
    if tree.lemma[verb] not in words["performed"] or tree.lemma[wish] not in words["wished_performances"]:
        return False
    speaker = tree.has_word(wish, {"i", "we"}, "nsubj")
    return speaker and tree.is_infinitive(verb) and not tree.has(wish, "neg")


def _is_given_up(tree: Tree, chain: Sequence[int], words: Words) -> bool:
    """Whether the sentence goes on with the end of a plan: "was to visit Y but cancelled the trip", "offered to buy Y
    and later withdrew the offer"."""
    return any(
        other > verb and tree.tag[other] in {"VBD", "VBN", "VBZ"} and _ends_plan(tree, other, words)
        for verb in chain
        if tree.pos[verb] in VERBAL
        for other in tree.children_by(verb, "conj")
    )


def _ends_plan(tree: Tree, verb: int, words: Words) -> bool:
    if with_particle(tree, verb, words) not in words["given_up"] | words["denied_objects"] or tree.has(verb, "neg"):
        return False
    known = words["encounters"] | words["occasions"] | words["planned_nouns"] | words["trying_nouns"]
    what = [noun for noun in tree.children_by(verb, "dobj") if not tree.has(noun, "prep", "acl", "relcl")]
    return any(tree.lemma[noun] in known or tree.lower[noun] == "it" for noun in what)


def _opens_between(tree: Tree, node: int, above: int) -> bool:
    """Whether the word above stands in a quotation that opens behind the word, outside of which it governs nothing."""
    between = range(node + 1, above)
    opening = [t for t in between if tree.text[t] in OPENING and tree.offset[t] + 1 == tree.offset[t + 1]]
    opening = [t for t in opening if tree.offset[t - 1] + len(tree.text[t - 1]) < tree.offset[t]]
    return bool(opening) and not any(tree.text[t] in CLOSING for t in range(opening[-1] + 1, above))


def _closes_between(tree: Tree, above: int, node: int) -> bool:
    """Whether the word above stands in a quotation that a comma ends before the word: 'promised "help as never seen
    before," pushing Y to leave'."""
    ends = (t for t in range(above + 2, node) if tree.text[t] in CLOSING and tree.text[t - 1] in {",", "."})
    return any(any(tree.text[o] in OPENING for o in range(tree.sentence(node)[0], above)) for _ in ends)


def _is_asked(tree: Tree, anchor: int, top: int, *, titled: bool) -> bool:
    """Whether the sentence asks if it is so: "Did X meet Y?", "X to meet Y?"; "why did X meet Y?" takes it for granted.
    `top`: the highest word that bears on it; `titled`: a title beside a name is nothing that is asked."""
    first, end = tree.sentence(anchor)
    end = _behind_last(tree, first, end)
    if end == first or tree.text[end - 1] != "?" or titled or tree.dep[anchor] == "appos":
        return False
    opening = _first_word(tree, first, end)
    if tree.lemma[opening] in INVERTED or tree.tag[opening] == "MD":
        return not any(tree.dep[t] in {"relcl", "advcl"} for t in tree.ancestors(anchor))
    return tree.head[top] == top and tree.tag[opening] != "WRB"


def _behind_last(tree: Tree, first: int, end: int) -> int:
    """Where a sentence ends without blanks and quotation marks."""
    while end > first and (not tree.text[end - 1].strip() or tree.text[end - 1] in CLOSING):
        end -= 1
    return end


def _first_word(tree: Tree, first: int, end: int) -> int:
    """The word that a question begins with, behind a colon and quotation marks."""
    opening = next((t + 1 for t in range(end - 1, first, -1) if tree.text[t] == ":"), first)
    while opening < end - 1 and tree.text[opening] in OPENING:
        opening += 1
    return opening


def is_played(tree: Tree, anchor: int) -> bool:
    """ "X plays a coach who trains her husband (Y)": the coach does, whom X is not."""
    clauses = [token for token in tree.ancestors(anchor) if tree.dep[token] == "relcl"]
    nouns = [tree.head[clause] for clause in clauses]
    parts = [noun for noun in nouns if tree.dep[noun] == "dobj" and tree.tag[noun] == "NN" and tree.has(noun, "det")]
    return any(tree.lemma[tree.head[noun]] in PLAYING for noun in parts)


def _is_made_up(tree: Tree, anchor: int, words: Words) -> bool:
    """Whether it is told as happening in a novel, a game or a dream, or shown by a doctored picture."""
    above = tree.ancestors(anchor)
    if any(tree.lemma[token] in words["recordings"] for token in above):
        return False
    for token in above:
        if tree.dep[token] == "relcl" and tree.lemma[tree.head[token]] in words["fictions"]:
            return True
        told = token != anchor and _is_told_by_fiction(tree, token, words)
        if tree.pos[token] in VERBAL and (told or _is_in_fiction(tree, token, words)):
            return True
    return False


def _is_in_fiction(tree: Tree, verb: int, words: Words) -> bool:
    inside = tree.prepositions(verb, {"in", "during"})
    return any(tree.lemma[noun] in words["fictions"] for p in inside for noun in tree.children_by(p, "pobj"))


def _is_told_by_fiction(tree: Tree, verb: int, words: Words) -> bool:
    tellers = tree.children_by(verb, "nsubj")
    tellers += [c for t in tellers for c in tree.children_by(t, "amod", "compound")]
    tellers += [c for t in tellers[:1] for c in range(max(t - BESIDE, 0), t) if tree.dep[c] == "amod"]
    return any(tree.lower[t] in words["makes_up"] or tree.lemma[t] in words["fictions"] for t in tellers)


def is_left(tree: Tree, noun: int, words: Words) -> bool:
    """Whether somebody is told to leave the role `noun`: "stepped down as head of Y", "was fired as head of Y"."""
    noun = tree.list_head(noun)
    preposition, verb = tree.head[noun], tree.head[tree.head[noun]]
    if tree.dep[noun] != "pobj" or tree.lower[preposition] != "as":
        return False
    if tree.lemma[verb] in TERMS and tree.lower[tree.head[verb]] == "after":  # "retires after four years as head of Y"
        verb = tree.head[tree.head[verb]]
    if tree.lemma[verb] in words["succession_verbs"]:
        return tree.has(verb, "auxpass")
    if tree.lemma[verb] not in words["leaving_verbs"]:
        return False
    return tree.lemma[verb] not in words["stepping_verbs"] or tree.has_word(verb, AWAY, "prt", "advmod")


def is_purpose(tree: Tree, anchor: int) -> bool:
    """Whether what the anchor says is why somebody went somewhere, in the past: "came to see Y", "stopped to thank
    Y"."""
    verb = tree.head[anchor]
    infinitive = tree.has_word(anchor, {"to"}, "aux")
    if not infinitive or tree.dep[anchor] not in {"advcl", "xcomp"} or tree.lemma[verb] not in WENT:
        return False
    return tree.tag[verb] == "VBD" and not tree.has(verb, "neg", "aux")


def why_denied(tree: Tree, anchor: int, words: Words) -> str:
    """What a denial comes from, where it says nothing against a report that the thing was done elsewhere or at another
    time: somebody would not do it ("refused"), it was cancelled or prevented ("called off"), or the place alone is
    denied ("did not meet there": "elsewhere")."""
    if tree.has_word(anchor, words["places_meant"], "advmod"):
        return "elsewhere"
    above = tree.ancestors(anchor)[1 : REACH + 1]
    if any(_is_one(tree, token, words, "called_off") for token in (*tree.children_by(anchor, "amod"), *above)):
        return "called off"
    return "refused" if any(_is_one(tree, token, words, "unwilling") for token in above) else ""


def _is_one(tree: Tree, token: int, words: Words, listed: str) -> bool:
    return bool({tree.lower[token], tree.lemma[token], with_particle(tree, token, words)} & words[listed])


def is_moved(tree: Tree, anchor: int, words: Words) -> bool:
    """Whether the event noun `anchor` is said to have been put on another day: "postponed her visit to May"."""
    verb, dep = tree.head[anchor], tree.dep[anchor]
    if dep not in {"dobj", "nsubjpass"} or tree.pos[verb] not in VERBAL:
        return False
    return with_particle(tree, verb, words) in words["moved_objects"] and status_of(tree, verb, words) == "actual"
