"""What "the airline", "the country", "it" and "its" stand for within an article: organizations and places.

Cautious: a common noun needs a name of a fitting kind in the last sentences, and "it" needs the subject of its own
sentence or of the one before. Whatever stays open is dropped, not guessed.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.datafiles import read_lexicon
from kg.mention.pronouns import FIRM_PRONOUNS, THING_PRONOUNS, binds, is_reflexive
from kg.mention.tokens import places_of, root_of, words_of
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.draft import Draft

SENTENCES_BACK = 3
SUBJECTS = {"nsubj", "nsubjpass"}


@dataclass(frozen=True)
class ThingNouns:
    """Noun → the type it stands for and the kinds of names that fit."""

    nouns: Mapping[str, tuple[EntityType, frozenset[str]]]


def load_thing_nouns(folder: Path) -> ThingNouns:
    """Read descriptions.yaml of a lexicon folder, else the shipped one."""
    data = read_lexicon(folder, "descriptions")
    types: tuple[tuple[str, EntityType], ...] = (("organizations", "Organization"), ("places", "Place"))
    return ThingNouns(
        {
            word: (kind, frozenset(entry["kinds"]))
            for field, kind in types
            for entry in data[field]["nouns"]
            for word in entry["words"]
        }
    )


def thing_descriptions(doc: Doc, nouns: ThingNouns) -> list[tuple[int, EntityType, frozenset[str]]]:
    """ "the NOUN" without "of …" or a relative clause of its own: the noun's token, the type and the kinds that fit."""
    found = []
    for token in map(doc.__getitem__, places_of(doc, nouns.nouns.keys())):
        if token.i and doc[token.i - 1].lower_ == "the" and token.pos_ == "NOUN":
            if token.dep_ in {"compound", "attr"} or any(
                c.dep_ in {"prep", "relcl", "appos"} and c.i == token.i + 1 for c in token.children
            ):
                continue
            if token.i + 1 < len(doc) and doc[token.i + 1].is_title and doc[token.i + 1].pos_ == "PROPN":
                continue  # "the company Acme": named at once
            kind, kinds = nouns.nouns[token.lower_]
            found.append((token.i, kind, kinds))
    return found


ITSELF = "itself"
"""The kind of a noun that only stands for a name that has it: "the court" for "the High Court"."""
VAGUE = "other"
"""A kind that any organization can be of: whose name has the noun itself goes before all others ("the committee")."""


def resolve_things(
    doc: Doc,
    drafts: Sequence[Draft],
    fitting: Mapping[int, frozenset[str]],
    gazetteer: Gazetteer,
    sentence: Sequence[int],
    quoted: Sequence[bool],
) -> None:
    """Fill in the antecedents of thing descriptions and of "it" and "its", in place. `fitting`: noun token → kinds.

    "It" before anything is named, and "we" outside quotations, stand for something unnamed.
    """
    unnamed: int | None = None
    speaking: int | None = None
    names = [i for i, d in enumerate(drafts) if d.kind == "name" and d.type in {"Organization", "Place"}]
    for index, draft in enumerate(drafts):
        if draft.type == "Person" or draft.kind == "name":
            continue
        token = doc[draft.end - 1]
        before = [
            i for i in names if i < index and 0 <= sentence[token.i] - sentence[drafts[i].start] <= SENTENCES_BACK
        ]
        if draft.kind == "description" and token.i in fitting:
            bearing = [
                i for i in names if i < index and token.lower_ in doc[drafts[i].start : drafts[i].end].text.lower()
            ]
            vague = bearing and VAGUE in fitting[token.i]
            pool = [i for i in before if i in bearing] if ITSELF in fitting[token.i] else bearing if vague else before
            draft.antecedents = _named(doc, drafts, pool, draft, fitting[token.i], gazetteer, sentence)
        elif draft.kind == "pronoun" and token.lower_ in THING_PRONOUNS:
            draft.antecedents = _subject_before(doc, drafts, before, token, sentence)
            if is_reflexive(token):
                draft.antecedents = tuple(i for i in before if binds(_head(doc, drafts[i]), token))[:1]
            if draft.antecedents:
                draft.type = drafts[draft.antecedents[0]].type
            elif not _is_expletive(token) and not any(i < index for i in names):
                unnamed = _same_unnamed(draft, index, unnamed)
        elif draft.kind == "pronoun" and token.lower_ in FIRM_PRONOUNS and not quoted[token.i]:
            speaking = _same_unnamed(draft, index, speaking)


def _same_unnamed(draft: Draft, index: int, first: int | None) -> int:
    """Tie a pronoun to the first one that stands for the same thing without a name; it may be the first itself."""
    draft.unnamed, draft.antecedents = first is None, () if first is None else (first,)
    return index if first is None else first


def _named(
    doc: Doc,
    drafts: Sequence[Draft],
    before: Sequence[int],
    draft: Draft,
    kinds: frozenset[str],
    gazetteer: Gazetteer,
    sentence: Sequence[int],
) -> tuple[int, ...]:
    """The latest fitting name, a subject before others of its sentence; none where two others stand equally near."""
    fits = [i for i in before if drafts[i].type == draft.type]
    if ITSELF not in kinds:
        fits = [i for i in fits if _kind(doc, drafts[i], gazetteer) in kinds]
    if not fits:
        return ()
    latest = max(sentence[drafts[i].start] for i in fits)
    near = [i for i in fits if sentence[drafts[i].start] == latest]
    subjects = [i for i in near if _is_subject(_head(doc, drafts[i]))]
    pool = subjects or near
    texts = {doc[drafts[i].start : drafts[i].end].text for i in pool}
    return (pool[-1],) if len(texts) == 1 else ()


def _kind(doc: Doc, draft: Draft, gazetteer: Gazetteer) -> str:
    text = words_of(doc, draft.start, draft.end)
    if draft.type == "Organization":
        return gazetteer.organization_kind(text)
    fact = gazetteer.place(text)
    return fact.kind if fact else ""


def _subject_before(
    doc: Doc, drafts: Sequence[Draft], before: Sequence[int], token: Token, sentence: Sequence[int]
) -> tuple[int, ...]:
    if _is_expletive(token):
        return ()
    owner = _owner(token) if token.dep_ == "poss" else None
    if owner is not None and owner.ent_type_ != "PERSON":
        named = [i for i in before if _head(doc, drafts[i]) == owner]
        meant = [
            d.antecedents for d in drafts if d.kind == "description" and d.start <= owner.i < d.end and not d.plural
        ]
        if named or meant:
            return tuple(named[:1]) if named else meant[0]
        if owner.tag_ in {"NN", "NNP"} and not any(child.dep_ == "appos" for child in owner.children):
            return ()
    subjects = [
        i for i in before if _is_subject(_head(doc, drafts[i])) and not _same_clause(token, _head(doc, drafts[i]))
    ]
    same = [i for i in subjects if sentence[drafts[i].start] == sentence[token.i]]
    previous = [i for i in subjects if sentence[drafts[i].start] == sentence[token.i] - 1]
    for pool in (same, previous):
        texts = {doc[drafts[i].start : drafts[i].end].text for i in pool}
        if len(texts) == 1:
            return (pool[-1],)
        if texts:
            return ()
    return ()


def _owner(token: Token) -> Token | None:
    """What "its" most likely stands for: what its noun is joined to ("Acme and its rivals"), else the subject of the
    nearest clause; None where that is a relative pronoun."""
    if token.head.dep_ == "conj" and token.head.head.i < token.i and token.head.head.pos_ in {"NOUN", "PROPN"}:
        return token.head.head
    for verb in token.ancestors:
        for child in verb.children:
            if child.dep_ in SUBJECTS and child.i < token.i and verb.pos_ in {"VERB", "AUX"}:
                return None if child.tag_ in {"WDT", "WP"} else child
    return None


def _is_expletive(token: Token) -> bool:
    """ "It is expected that …", "it was the first time": stands for nothing named."""
    if token.dep_ == "expl":
        return True
    verb = token.head
    return token.dep_ in SUBJECTS and (
        verb.lemma_ in {"be", "seem", "appear", "take", "remain", "become"}
        or any(child.dep_ in {"ccomp", "csubj", "csubjpass"} for child in verb.children)
    )


def _is_subject(head: Token) -> bool:
    """Alone or as one of several ("Japan and Peru")."""
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    return head.dep_ in SUBJECTS


def _same_clause(token: Token, head: Token) -> bool:
    """A verb's "it" is never its own subject; "its" may belong to the subject of its verb."""
    return token.dep_ != "poss" and head.head == token.head


def _head(doc: Doc, draft: Draft) -> Token:
    return root_of(doc, draft.start, draft.end)
