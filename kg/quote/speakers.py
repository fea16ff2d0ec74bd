"""Who does a verb, read from spaCy's parse: the step from a reporting verb to its speaker."""

from __future__ import annotations

from typing import TYPE_CHECKING

from kg.datafiles import word_list

if TYPE_CHECKING:
    from spacy.tokens import Token

RELATIVE = frozenset({"WP", "WDT"})
QUOTING = word_list("quoting")


def is_passive(verb: Token) -> bool:
    """Whether the verb is in the passive: "was told"."""
    return any(child.dep_ in {"nsubjpass", "auxpass"} for child in verb.children)


def is_told(verb: Token) -> bool:
    """Whether the verb tells of words that were said: not "is expected to say", "will say" or "did not say"."""
    return not any(
        child.dep_ == "neg" or child.tag_ == "MD" or (child.dep_ == "aux" and child.tag_ == "TO")
        for child in verb.children
    )


def subject_of(verb: Token) -> Token | None:
    """Who does the verb: its subject, the agent of a passive, the antecedent of "who", or the subject it shares.

    A verb without a subject of its own takes that of the verb it is joined to ("left, saying …", "is expected to
    say"); one that hangs on a noun takes the noun ("a letter saying …").
    """
    token, own = verb, _agent(verb) if is_passive(verb) else _child(verb, "nsubj")
    for _ in range(6):  # verbs are joined over a few steps at most
        if own is not None:
            return _antecedent(token) if own.tag_ in RELATIVE else _put_in(own, token)
        if is_passive(token) or token.dep_ in {"acl", "relcl"}:
            return token.head if token.dep_ in {"acl", "relcl"} and not is_passive(token) else None
        if token.head == token or token.dep_ not in {"conj", "xcomp", "advcl", "pcomp", "prep", "dep"}:
            return None
        if quoted := _quoted(token):
            return quoted
        token = token.head
        own = _child(token, "nsubj", "nsubjpass")
    return None


def _quoted(saying: Token) -> Token | None:
    """Whom "quoted X as saying" lets speak."""
    quotes = saying.dep_ == "pcomp" and saying.head.lower_ == "as" and saying.head.head.lemma_ in QUOTING
    return _child(saying.head.head, "dobj") if quotes else None


def _put_in(subject: Token, verb: Token) -> Token:
    """The speaker of "X, Y said, will leave", whom the parser takes for the same as X; else the subject itself."""
    named = _child(subject, "appos")
    if named is None or not subject.i < named.i < verb.i:
        return subject
    doc = verb.doc
    opened = any(doc[i].text == "," for i in range(subject.i + 1, named.i))
    return named if opened and not any(doc[i].text == "," for i in range(named.i + 1, verb.i)) else subject


def _child(token: Token, *labels: str) -> Token | None:
    """The child with one of `labels` that stands nearest."""
    return min((c for c in token.children if c.dep_ in labels), key=lambda c: (abs(c.i - token.i), c.i), default=None)


def _agent(verb: Token) -> Token | None:
    by = _child(verb, "agent")
    return _child(by, "pobj") if by is not None else None


def _antecedent(verb: Token) -> Token | None:
    """What "who" stands for: the noun that the relative clause of `verb` hangs on."""
    while verb.dep_ in {"conj", "xcomp"}:
        verb = verb.head
    return verb.head if verb.dep_ == "relcl" else None
