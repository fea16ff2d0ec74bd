"""Whether somebody is told to have left a post, in whatever words: the post is held no longer then."""

from __future__ import annotations

from collections.abc import Sequence

from kg.claim.brackets import NONE
from kg.claim.clauses import Clauses
from kg.claim.status import AWAY, status_of

SINCE = frozenset({"after", "since", "following", "with", "despite"})
WHEN = frozenset({"when", "until", "once", "if", "before", "after"})
PRESENT = frozenset({"VBZ", "VBP"})
TOLD = frozenset({"nsubj", "nsubjpass"})


def left_by(clauses: Clauses, role: int, person: int) -> int:
    """The word of the sentence by which `person` has left the post `role`: "Minister X resigned", "X, the mayor, was
    voted out", "after the death of Judge X"; NONE without one."""
    tree = clauses.tree
    first, end = tree.sentence(role)
    for token in range(first, end):
        goes = _goes if tree.pos[token] == "VERB" else _is_going
        if goes(clauses, token, role, person) and status_of(tree, token, clauses.words) == "actual":
            return token
    return NONE


def _goes(clauses: Clauses, verb: int, role: int, person: int) -> bool:
    tree = clauses.tree
    if tree.tag[verb] in PRESENT and tree.has_word(verb, WHEN, "advmod", "mark"):
        return False  # "when X retires, Y will become head"
    return not {role, person}.isdisjoint(_leavers(clauses, verb)) and _from_this(clauses, verb, role)


def _leavers(clauses: Clauses, verb: int) -> Sequence[int]:
    """Who leaves a post by what the verb says, or is made to."""
    words, lemma = clauses.words, clauses.tree.lemma[verb]
    if lemma in words["resigning_verbs"] | words["vacating_verbs"]:
        leaves = _gives_up_post(clauses, verb) and not clauses.is_passive(verb)
        return clauses.surface_subjects(verb) if leaves else ()
    if lemma in words["removing_verbs"] or (lemma in words["forcing_verbs"] and _out(clauses, verb)):
        return clauses.objects(verb)
    return ()


def _gives_up_post(clauses: Clauses, verb: int) -> bool:
    """ "resigned", "vacated his post", "stepped down"; not "stepped in", "resigned himself"."""
    tree, words, lemma = clauses.tree, clauses.words, clauses.tree.lemma[verb]
    given_up = tree.children_by(verb, "dobj")
    if not _posts(clauses, given_up, bare=lemma not in words["vacating_verbs"]):
        return False
    return lemma not in words["stepping_verbs"] or tree.has_word(verb, AWAY, "prt", "advmod", "prep")


def _out(clauses: Clauses, verb: int) -> bool:
    """ "was voted out", "was swept from power"."""
    tree = clauses.tree
    out = [c for c in tree.children_by(verb, "prt", "advmod", "prep") if tree.lower[c] in {"out", "from"}]
    after = [o for c in out for o in clauses.prepositional(verb, frozenset({"of", "from"}))]
    return bool(out) and _posts(clauses, after, bare=any(tree.lower[c] == "out" for c in out))


def _posts(clauses: Clauses, nouns: list[int], *, bare: bool = False) -> bool:
    """Whether the nouns are words for a post; `bare`: nothing needs to be said."""
    return all(clauses.tree.lemma[n] in clauses.words["post_nouns"] for n in nouns) if nouns else bare


def _from_this(clauses: Clauses, verb: int, role: int) -> bool:
    """Whether it is this post that is left: not "fired as coach", "retired from football"."""
    as_what = clauses.prepositional(verb, frozenset({"as"}))
    if as_what:
        return role in as_what
    return _posts(clauses, clauses.prepositional(verb, frozenset({"from"})), bare=True)


def _is_going(clauses: Clauses, noun: int, role: int, person: int) -> bool:
    """ "after the resignation of X", "the resignation of X surprised Y"; not "will follow", "would mean"."""
    tree = clauses.tree
    if tree.lemma[noun] not in clauses.words["departures"]:
        return False
    verb = tree.head[noun]
    told = tree.dep[noun] in TOLD and tree.tag[verb] in {"VBD", "VBZ"} and not tree.has(verb, "aux", "neg")
    if not told and tree.lower[verb] not in SINCE:
        return False
    return bool({role, person}.intersection((*clauses.owners(noun), *clauses.prepositional(noun, frozenset({"of"})))))
