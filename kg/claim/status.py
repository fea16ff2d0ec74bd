"""Whether what an anchor says is actual, planned, former, denied or possible, from grammar and lexicon/status.yaml.

The engine asks once per anchor. The answer is read off the chain of words above the anchor, as long as they govern it:
auxiliaries, negation, embedding verbs, prepositions before event nouns; a finite clause of its own ends the chain, so
that "the palace where he met Y" in a sentence about a plan stays actual.
"""

from __future__ import annotations

from kg.claim.signs import Signs, Words
from kg.claim.status_nouns import above_noun, is_plan, is_predicate, read_noun, with_particle
from kg.claim.status_verbs import above_verb, read_verb
from kg.claim.tense import VERBAL
from kg.claim.trees import Tree
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
    node, verbs = anchor, list[int]()
    for _ in range(MAX_CHAIN):
        if tree.pos[node] in VERBAL:
            verbs.append(node)
            read_verb(tree, node, words, signs, state=state)
            if _opens_between(tree, node, tree.head[node]) or _closes_between(tree, tree.head[node], node):
                break
            above = above_verb(tree, node, words, signs)
        else:
            read_noun(tree, node, words, signs, state=state)
            if tree.has_word(node, words["ongoing"], "amod"):
                break
            above = None if role and not is_predicate(tree, node) else above_noun(tree, node, words, signs)
        if above is None or above == node:
            break
        signs.climbed = True
        signs.came = tree.dep[node]
        signs.part |= tree.lemma[node] == "part"
        node = above
    first, _ = tree.sentence(anchor)
    if _is_asked(tree, anchor, node, titled=role and not is_predicate(tree, anchor)):
        signs.found.add("open")
    if headline and tree.lower[anchor - 1 : anchor] == ["to"] and anchor - 1 > first:
        signs.found.add("planned")
    if not role and _is_made_up(tree, anchor, words):
        signs.found.add("possible")
    found = signs.status()
    if found == "planned" and not role and any(_is_given_up(tree, verb, words) for verb in verbs):
        return "denied"
    if role and state and is_left(tree, anchor, words):
        return "former" if found in {"actual", "former"} else "actual"
    return found


def _is_given_up(tree: Tree, verb: int, words: Words) -> bool:
    """Whether the sentence goes on with the end of a plan: "was to visit Y but cancelled the trip", "offered to buy Y
    and later withdrew the offer"."""
    known = words["encounters"] | words["occasions"]
    for other in (c for c in tree.children_by(verb, "conj") if c > verb and tree.tag[c] in {"VBD", "VBN", "VBZ"}):
        ends = with_particle(tree, other, words) in words["given_up"] | words["denied_objects"]
        what = [noun for noun in tree.children_by(other, "dobj") if not tree.has(noun, "prep", "acl", "relcl")]
        meant = any(
            is_plan(tree, noun, words) or tree.lemma[noun] in known or tree.lower[noun] == "it" for noun in what
        )
        if ends and meant and not tree.has(other, "neg"):
            return True
    return False


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
    while end > first and (not tree.text[end - 1].strip() or tree.text[end - 1] in CLOSING):
        end -= 1
    if end == first or tree.text[end - 1] != "?" or titled or tree.dep[anchor] == "appos":
        return False
    opening = next((t + 1 for t in range(end - 1, first, -1) if tree.text[t] == ":"), first)
    while opening < end - 1 and tree.text[opening] in OPENING:
        opening += 1
    if tree.lemma[opening] in INVERTED or tree.tag[opening] == "MD":
        return not any(tree.dep[t] in {"relcl", "advcl"} for t in tree.ancestors(anchor))
    return tree.head[top] == top and tree.tag[opening] != "WRB"


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
        if tree.pos[token] not in VERBAL:
            continue
        inside = [p for p in tree.children_by(token, "prep") if tree.lower[p] in {"in", "during"}]
        if any(tree.lemma[noun] in words["fictions"] for p in inside for noun in tree.children_by(p, "pobj")):
            return True
        tellers = tree.children_by(token, "nsubj") if token != anchor else []
        tellers += [c for t in tellers for c in tree.children_by(t, "amod", "compound")]
        tellers += [c for t in tellers[:1] for c in range(max(t - BESIDE, 0), t) if tree.dep[c] == "amod"]
        if any(tree.lower[t] in words["makes_up"] or tree.lemma[t] in words["fictions"] for t in tellers):
            return True
    return False


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
    away = tree.words_by(verb, "prt", "advmod") & {"down", "aside", "back"}
    return bool(away) or tree.lemma[verb] not in words["stepping_verbs"]


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
