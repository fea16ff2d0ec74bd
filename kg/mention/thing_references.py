"""What "the airline", "the country", "it" and "its" stand for within an article: organizations and places.

Cautious: a common noun needs a name of a fitting kind in the last sentences, and "it" needs the subject of its own
sentence or of the one before. Whatever stays open is dropped, not guessed.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.datafiles import read_lexicon, word_list
from kg.mention.actors import Actors
from kg.mention.phrases import Phrase, Phrases, leads
from kg.mention.pronouns import FIRM_PRONOUNS, THING_PRONOUNS, binds, is_reflexive
from kg.mention.tokens import SUBJECTS, places_of, proper_noun_at, root_of, top_of, words_of
from kg.model import EntityType
from kg.text.text import Text, text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.draft import Draft

SENTENCES_BACK = 3
OF_NOTHING_NAMED = word_list("verbs of nothing named")
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
            if not proper_noun_at(doc, token.i + 1):  # "the company Acme": named at once
                found.append((token.i, *nouns.nouns[token.lower_]))
    return found


ITSELF = "itself"
"""The kind of a noun that only stands for a name that has it: "the court" for "the High Court"."""
TITLED = 4
"""How many tokens behind "its" a name begins that a title stands before: "its chief operating officer Anna Berg"."""
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
    things = _Things(doc, drafts, gazetteer, phrases, actors)
    for index, draft in enumerate(drafts):
        at = draft.end - 1
        if draft.type == "Person":
            continue
        if draft.kind == "description" and at in fitting:
            things.read_description(index, fitting[at])
        elif draft.kind == "pronoun":
            things.read_pronoun(index)


class _Things:
    """The organizations and places of one article, read from its beginning."""

    def __init__(
        self, doc: Doc, drafts: Sequence[Draft], gazetteer: Gazetteer, phrases: Phrases, actors: Actors
    ) -> None:
        self.doc, self.drafts, self.gazetteer, self.phrases, self.actors = doc, drafts, gazetteer, phrases, actors
        self.names = [i for i, d in enumerate(drafts) if d.kind == "name" and d.type in {"Organization", "Place"}]
        self.unnamed: int | None = None
        """The first "it" that stands for something unnamed."""
        self.speaking: int | None = None
        """The first "we"."""

    def read_description(self, index: int, kinds: frozenset[str]) -> None:
        draft = self.drafts[index]
        if GOVERNED in kinds:
            draft.antecedents = _governed(self.doc, self.drafts, index, self.gazetteer)
            draft.because = "governed"
            return
        if (apposed := self._apposed(index)) is not None:
            draft.antecedents, draft.because = (apposed,), "kind"
            return
        pool, sentence = self._apart(index, self._pool(index, kinds)), self.phrases.sentence
        draft.antecedents = _named(self.doc, self.drafts, pool, draft, kinds, self.gazetteer, sentence)
        draft.because = "kind"

    def _apart(self, index: int, pool: list[int]) -> list[int]:
        """The names without the one that does something to what the noun stands for: "Acme agreed to sell the paper";
        of the others those that are more than firms."""
        at = self.drafts[index].end - 1
        if self.doc[at].dep_ != "dobj":
            return pool
        doer = self.phrases.subject_of(at)
        apart = [i for i in pool if top_of(_head(self.doc, self.drafts[i]), {"conj", "appos"}).i != doer]
        if apart == pool:
            return pool
        return [i for i in apart if _kind(self.doc, self.drafts[i], self.gazetteer) not in {"", "company"}]

    def _apposed(self, index: int) -> int | None:
        """The name that a description is set beside: "Acme, the company led by Berg", "the regulator, Ofgem"."""
        draft, doc = self.drafts[index], self.doc
        behind = (i for i in self.names if self.drafts[i].start == draft.end + 1 and self.drafts[i].type == draft.type)
        if (named := next(behind, None)) is not None and doc[draft.end].text == ",":
            head = _head(doc, self.drafts[named])
            if head.dep_ == "appos" and head.head.i == draft.end - 1:
                return named
        noun, comma = doc[draft.end - 1], draft.end - 3
        if comma < 1 or doc[comma].text != "," or noun.dep_ not in {"appos", "npadvmod"}:
            return None
        beside = (i for i in self.names if self.drafts[i].end == comma and self.drafts[i].type == draft.type)
        return next(beside, None)

    def read_pronoun(self, index: int) -> None:
        draft = self.drafts[index]
        word = self.doc[draft.end - 1].lower_
        if word in THING_PRONOUNS:
            self._read_it(index, draft)
        elif word in FIRM_PRONOUNS and not self.phrases.quoted[draft.end - 1]:
            self.speaking = _same_unnamed(draft, index, self.speaking)

    def _read_it(self, index: int, draft: Draft) -> None:
        token, before = self.doc[draft.end - 1], self._before(index)
        draft.antecedents = _antecedent_of_it(self.phrases, self.drafts, before, token.i, self.actors)
        draft.because = "salience"
        if is_reflexive(token):
            draft.because = "reflexive"
            draft.antecedents = tuple(i for i in before if binds(_head(self.doc, self.drafts[i]), token))[:1]
        if draft.antecedents:
            draft.type = self.drafts[draft.antecedents[0]].type
        elif not _is_expletive(token) and bisect_left(self.names, index) == 0:
            self.unnamed = _same_unnamed(draft, index, self.unnamed)

    def _before(self, index: int) -> list[int]:
        """The names before a mention in its sentence and the last ones."""
        sentence = self.phrases.sentence
        now = sentence[self.drafts[index].end - 1]
        near = self.names[: bisect_left(self.names, index)]
        return [i for i in near if 0 <= now - sentence[self.drafts[i].start] <= SENTENCES_BACK]

    def _pool(self, index: int, kinds: frozenset[str]) -> list[int]:
        """The names that a noun may stand for: those with the noun itself in them go before all others, where the noun
        can be anything."""
        before, word = self._before(index), self.doc[self.drafts[index].end - 1].lower_
        bearing = [
            i
            for i in self.names[: bisect_left(self.names, index)]
            if word in words_of(self.doc, self.drafts[i].start, self.drafts[i].end).lower()
        ]
        if ITSELF in kinds:
            return [i for i in before if i in bearing]
        return bearing if bearing and VAGUE in kinds else before


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
    fits = [
        i
        for i in before
        if drafts[i].type == draft.type and (ITSELF in kinds or _kind(doc, drafts[i], gazetteer) in kinds)
    ]
    if not fits:
        return ()
    latest = max(sentence[drafts[i].start] for i in fits)
    near = [i for i in fits if sentence[drafts[i].start] == latest]
    pool = [i for i in near if _is_subject(_head(doc, drafts[i]))] or near
    return (pool[-1],) if len({words_of(doc, drafts[i].start, drafts[i].end) for i in pool}) == 1 else ()


ASKED, ANSWERS = word_list("what is asked for"), word_list("answers to what is asked for")
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
    lower = text_of(doc).lower
    ruling = [name for name in names if GOVERNMENT in lower[name.end : name.end + 2]]
    ruling += [body for body, _ in posts if body is not None]
    found = set(_states(doc, ruling, gazetteer))
    if found or posts:
        return found.pop() if len(found) == 1 else ""
    return _only_state(doc, names, gazetteer)


def _states(doc: Doc, names: Sequence[Draft], gazetteer: Gazetteer) -> list[str]:
    return [state for name in names if (state := _state(doc, name, gazetteer))]


def _only_state(doc: Doc, names: Sequence[Draft], gazetteer: Gazetteer) -> str:
    """The state that an article without parties names several times, and no other: whose government can be meant."""
    if any(
        name.type == "Organization" and gazetteer.organization_kind(words_of(doc, name.start, name.end)) == "party"
        for name in names
    ):
        return ""
    named = _states(doc, names, gazetteer)
    return named[0] if len(named) >= OFTEN and len(set(named)) == 1 else ""


def _state(doc: Doc, draft: Draft, gazetteer: Gazetteer) -> str:
    identity = gazetteer.identity(words_of(doc, draft.start, draft.end)) if draft.type == "Place" else ""
    return identity if identity.startswith("state:") else ""


def _governed(doc: Doc, drafts: Sequence[Draft], index: int, gazetteer: Gazetteer) -> tuple[int, ...]:
    """The last name before of the one state that has a government here."""
    names = [at for at, draft in enumerate(drafts) if draft.kind in {"name", "demonym"} and draft.type != "Office"]
    ruled = ruled_state(doc, [drafts[at] for at in names], _ruling(drafts), gazetteer)
    before = [at for at in names if at < index and ruled and _state(doc, drafts[at], gazetteer) == ruled]
    return (before[-1],) if before else ()


def _ruling(drafts: Sequence[Draft]) -> list[Ruling]:
    """The posts that a state has."""
    return [
        (drafts[draft.links["body"]] if "body" in draft.links else None, draft.post.holder is not None)
        for draft in drafts
        if draft.post is not None and draft.post.span.title.group in RULING
    ]


def _kind(doc: Doc, draft: Draft, gazetteer: Gazetteer) -> str:
    text = words_of(doc, draft.start, draft.end)
    if draft.type == "Organization":
        return gazetteer.organization_kind(gazetteer.body(text) or text)
    fact = gazetteer.place(text)
    return fact.kind if fact else ""


def _antecedent_of_it(
    phrases: Phrases, drafts: Sequence[Draft], before: Sequence[int], at: int, actors: Actors
) -> tuple[int, ...]:
    """The most salient of the names and nouns before "it", where that is a name and leads by a margin."""
    if _is_expletive(phrases.doc[at]):
        return ()
    acting = actors.needed(phrases, at)
    best: dict[str, tuple[float, tuple[int, ...]]] = {}
    for phrase in _singular(phrases, drafts, at):
        if phrases.bound(phrase, at) or (acting and not phrase.mentions and not actors.may_be(phrases, phrase.head)):
            continue
        if _answers(phrases.text, phrase.head, at):
            continue
        key, named = _meant(phrases, drafts, phrase)
        score = phrases.salience(phrase, at) + (LISTED if _lists(phrases, drafts, phrase.head, at) else 0)
        best[key] = max(best.get(key, (0.0, ())), (score, named))
    ranked = sorted(best.values(), reverse=True)
    return ranked[0][1] if leads([score for score, _ in ranked]) else ()


def _answers(text: Text, subject: int, at: int) -> bool:
    """ "The council approved its application": whose it is, is not who answers it."""
    asked = text.head[at]
    asks = text.dep[at] == "poss" and text.lemma[asked] in ASKED and text.dep[asked] == "dobj"
    verb = text.head[asked]
    return asks and text.lemma[verb] in ANSWERS and text.dep[subject] == "nsubj" and text.head[subject] == verb


def _meant(phrases: Phrases, drafts: Sequence[Draft], phrase: Phrase) -> tuple[str, tuple[int, ...]]:
    """What a phrase stands for: its words, and the mentions, () for a common noun."""
    if not phrase.mentions:
        return f"#{phrase.head}", ()
    named = drafts[phrase.mentions[0]].antecedents or phrase.mentions
    return words_of(phrases.doc, drafts[named[0]].start, drafts[named[0]].end), named


def _singular(phrases: Phrases, drafts: Sequence[Draft], at: int) -> Iterator[Phrase]:
    """The singular names, nouns and pronouns of this sentence and the one before, people left out."""
    text = phrases.text
    for here in range(phrases.reach(at), at):
        index = phrases.mention_at.get(here)
        if index is not None:
            yield from _singular_mention(phrases, drafts[index], index, here)
        elif here in phrases.noun_set and text.tag[here] in {"NN", "NNP"} and not _is_named(phrases, drafts, here):
            yield Phrase(here, plural=False)


def _is_named(phrases: Phrases, drafts: Sequence[Draft], noun: int) -> bool:
    """Whether the name of what a noun says stands right behind it: "the company Acme"."""
    beside = (child for child in phrases.children(noun) if phrases.text.dep[child] == "appos")
    return any(drafts[i].start == noun + 1 for child in beside if (i := phrases.mention_at.get(child)) is not None)


def _singular_mention(phrases: Phrases, draft: Draft, index: int, here: int) -> Iterator[Phrase]:
    """The phrase of a mention that is no person and not of "we"."""
    text = phrases.text
    if draft.type == "Person" or draft.plural or draft.kind == "demonym" or text.dep[here] in {"compound", "nmod"}:
        return
    pronoun = draft.kind == "pronoun"
    named = draft.kind == "name" or bool(draft.antecedents)
    if text.lower[here] not in FIRM_PRONOUNS and not (pronoun and _is_pleonastic(phrases.doc[here])):
        yield Phrase(here, False, (index,) if named else (), pronoun)


def _lists(phrases: Phrases, drafts: Sequence[Draft], head: int, at: int) -> bool:
    """Whether the list tells whose: "Acme and its rivals", "Acme, its chairman Anna Berg and others"."""
    text = phrases.text
    if (
        head == at - 2
        and text.lower[at - 1] == ","
        and any(draft.names_person and at < draft.start <= at + TITLED for draft in drafts)
    ):
        return True
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
    return top_of(head, {"conj"}).dep_ in SUBJECTS


def _head(doc: Doc, draft: Draft) -> Token:
    return root_of(doc, draft.start, draft.end)
