"""What "the airline", "the country", "it" and "its" stand for within an article: organizations and places.

Cautious: a common noun needs a name of a fitting kind in the last sentences, and "it" needs the subject of its own
sentence or of the one before. Whatever stays open is dropped, not guessed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.datafiles import read_lexicon, word_list
from kg.mention.actors import Actors
from kg.mention.phrases import SUBJECTS, Phrase, Phrases
from kg.mention.pronouns import FIRM_PRONOUNS, THING_PRONOUNS, binds, is_reflexive
from kg.mention.tokens import places_of, root_of, words_of
from kg.model import EntityType

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.draft import Draft

SENTENCES_BACK = 3
OF_NOTHING_NAMED = word_list("verbs of nothing named")
MARGIN = 8
LISTED = 100
"""What outweighs a subject: the possessive stands in one list with its owner."""


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
        if token.i and doc[token.i - 1].lower_ == "the" and token.pos_ in {"NOUN", "PROPN"}:
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


GOVERNMENT = "government"
GOVERNED = "governed"
"""The kind of "the government": the one state whose posts or government the article names."""


def resolve_things(
    doc: Doc,
    drafts: Sequence[Draft],
    fitting: Mapping[int, frozenset[str]],
    gazetteer: Gazetteer,
    phrases: Phrases,
    actors: Actors,
) -> None:
    """Fill in the antecedents of thing descriptions and of "it" and "its", in place. `fitting`: noun token → kinds.

    "It" before anything is named, and "we" outside quotations, stand for something unnamed.
    """
    sentence, quoted = phrases.sentence, phrases.quoted
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
            draft.antecedents = (
                _governed(doc, drafts, index, gazetteer)
                if GOVERNED in fitting[token.i]
                else _named(doc, drafts, pool, draft, fitting[token.i], gazetteer, sentence)
            )
            draft.because = "governed" if GOVERNED in fitting[token.i] else "kind"
        elif draft.kind == "pronoun" and token.lower_ in THING_PRONOUNS:
            draft.antecedents = _antecedent_of_it(phrases, drafts, before, token.i, actors)
            draft.because = "salience"
            if is_reflexive(token):
                draft.because = "reflexive"
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


RULING = frozenset({"state", "government"})
"""The groups of titles whose posts a state has."""
OFTEN = 2
"""How many times an article has the name of the only state in it before "the government" can be that state's."""
Ruling = tuple["Draft | None", bool]
"""A post of a state: what it belongs to, as far as that is told, and whether its holder is named."""


def ruled_state(doc: Doc, names: Sequence[Draft], posts: Sequence[Ruling], gazetteer: Gazetteer) -> str:
    """The only state that an article gives a post or a government; "" for none, for several, and where some leader is
    told of without a state, who may be of another."""
    if any(body is None and held for body, held in posts):
        return ""
    ruling = [name for name in names if GOVERNMENT in {word.lower_ for word in doc[name.end : name.end + 2]}]
    ruling += [body for body, _ in posts if body is not None]
    found = {state for name in ruling if (state := _state(doc, name, gazetteer))}
    if found or posts:
        return found.pop() if len(found) == 1 else ""
    return _only_state(doc, names, gazetteer)


def _only_state(doc: Doc, names: Sequence[Draft], gazetteer: Gazetteer) -> str:
    """The state that an article without parties names several times, and no other: whose government can be meant."""
    if any(
        name.type == "Organization" and gazetteer.organization_kind(words_of(doc, name.start, name.end)) == "party"
        for name in names
    ):
        return ""
    named = [state for name in names if (state := _state(doc, name, gazetteer))]
    return named[0] if len(named) >= OFTEN and len(set(named)) == 1 else ""


def _state(doc: Doc, draft: Draft, gazetteer: Gazetteer) -> str:
    identity = gazetteer.identity(words_of(doc, draft.start, draft.end)) if draft.type == "Place" else ""
    return identity if identity.startswith("state:") else ""


def _governed(doc: Doc, drafts: Sequence[Draft], index: int, gazetteer: Gazetteer) -> tuple[int, ...]:
    """The last name before of the one state that has a government here."""
    names = [at for at, draft in enumerate(drafts) if draft.kind in {"name", "demonym"} and draft.type != "Office"]
    posts: list[Ruling] = [
        (drafts[draft.links["body"]] if "body" in draft.links else None, draft.post.holder is not None)
        for draft in drafts
        if draft.post is not None and draft.post.span.title.group in RULING
    ]
    ruled = ruled_state(doc, [drafts[at] for at in names], posts, gazetteer)
    before = [at for at in names if at < index and ruled and _state(doc, drafts[at], gazetteer) == ruled]
    return (before[-1],) if before else ()


def _kind(doc: Doc, draft: Draft, gazetteer: Gazetteer) -> str:
    text = words_of(doc, draft.start, draft.end)
    if draft.type == "Organization":
        return gazetteer.organization_kind(text)
    fact = gazetteer.place(text)
    return fact.kind if fact else ""


def _antecedent_of_it(
    phrases: Phrases, drafts: Sequence[Draft], before: Sequence[int], at: int, actors: Actors
) -> tuple[int, ...]:
    """The most salient of the names and nouns before "it", where that is a name and leads by a margin."""
    token = phrases.doc[at]
    if _is_expletive(token):
        return ()
    acting = actors.needed(phrases, at)
    best: dict[str, tuple[float, tuple[int, ...]]] = {}
    for phrase in _singular(phrases, drafts, at):
        if phrases.bound(phrase, at) or (acting and not phrase.mentions and not actors.may_be(phrases, phrase.head)):
            continue
        named = drafts[phrase.mentions[0]].antecedents or phrase.mentions if phrase.mentions else ()
        key = words_of(phrases.doc, drafts[named[0]].start, drafts[named[0]].end) if named else f"#{phrase.head}"
        score = phrases.salience(phrase, at) + (LISTED if _lists(phrases, phrase.head, at) else 0)
        best[key] = max(best.get(key, (0.0, ())), (score, named))
    ranked = sorted(best.values(), reverse=True)
    if not ranked or not ranked[0][1] or (len(ranked) > 1 and ranked[0][0] - ranked[1][0] < MARGIN):
        return ()
    return ranked[0][1]


def _singular(phrases: Phrases, drafts: Sequence[Draft], at: int) -> Iterator[Phrase]:
    """The singular names, nouns and pronouns of this sentence and the one before, people left out."""
    text, now = phrases.text, phrases.sentence[at]
    first = at
    while first > 0 and now - phrases.sentence[first - 1] <= 1:
        first -= 1
    for here in range(first, at):
        index = phrases.mention_at.get(here)
        if index is None:
            if here in phrases.noun_set and text.tag[here] in {"NN", "NNP"}:
                yield Phrase(here, plural=False)
        elif drafts[index].type != "Person" and not drafts[index].plural and drafts[index].kind != "demonym":
            if text.dep[here] in {"compound", "nmod"}:
                continue
            pronoun = drafts[index].kind == "pronoun"
            named = drafts[index].kind == "name" or bool(drafts[index].antecedents)
            if text.lower[here] not in FIRM_PRONOUNS and not (pronoun and _is_pleonastic(phrases.doc[here])):
                yield Phrase(here, False, (index,) if named else (), pronoun)


def _lists(phrases: Phrases, head: int, at: int) -> bool:
    """Whether the list tells whose: "Acme and its rivals"."""
    text = phrases.text
    return text.dep[at] == "poss" and text.dep[text.head[at]] == "conj" and text.head[text.head[at]] == head


def _is_expletive(token: Token) -> bool:
    """ "It is expected that …", "it was the first time": stands for nothing named."""
    return _is_pleonastic(token) or (token.dep_ in SUBJECTS and _is_copula(token.head))


def _is_pleonastic(token: Token) -> bool:
    """ "It is expected that …": stands for nothing at all, not even a common noun."""
    return token.dep_ == "expl" or (
        token.dep_ in SUBJECTS
        and (
            any(child.dep_ in {"ccomp", "csubj", "csubjpass"} for child in token.head.children)
            and (_is_copula(token.head) or token.dep_ == "nsubjpass")
        )
    )


def _is_copula(verb: Token) -> bool:
    return verb.lemma_ in OF_NOTHING_NAMED or verb.lower_ in {"'s", "’s"}


def _is_subject(head: Token) -> bool:
    """Alone or as one of several ("Japan and Peru")."""
    while head.dep_ == "conj" and head.head != head:
        head = head.head
    return head.dep_ in SUBJECTS


def _head(doc: Doc, draft: Draft) -> Token:
    return root_of(doc, draft.start, draft.end)
