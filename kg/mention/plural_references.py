"""Whom "they", "them" and "their" stand for: a list of names, a pair of one clause, or a body that is many people.

A plural noun that lies nearer ("the farmers booed; they …") leaves the pronoun open.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.mention.actors import Actors
from kg.mention.phrases import Phrase, Phrases, leads
from kg.mention.pronouns import PLURAL_PRONOUNS, is_reflexive
from kg.mention.sieves import Sieve
from kg.mention.tokens import SUBJECTS

if TYPE_CHECKING:
    from kg.mention.draft import Draft

ONE_BODY = 30
"""What a body that is told of in the singular loses as an antecedent of "they"."""
PAIR = 25
"""What two that meet in one clause have less than a list of them."""
PEOPLE = 45
"""What a noun of people has more than a thing in the same place: "they" means it as likely as the subject."""
PARTIES = frozenset({"with", "to", "against"})
PLURAL_FORMS = frozenset({"are", "were", "have", "do"})
PAST = frozenset({"VBD", "VBN"})


def resolve_plurals(phrases: Phrases, drafts: Sequence[Draft], actors: Actors) -> None:
    """Fill in the antecedents of plural pronouns, in place, in their order."""
    for draft in drafts:
        if draft.kind != "pronoun" or not draft.plural or draft.relative:
            continue
        found, draft.because = _antecedents(phrases, drafts, draft, actors)
        draft.antecedents = found
        if found:
            draft.type = drafts[found[0]].type
            draft.plural = len(found) > 1 or drafts[found[0]].plural


def _antecedents(
    phrases: Phrases, drafts: Sequence[Draft], draft: Draft, actors: Actors
) -> tuple[tuple[int, ...], Sieve]:
    best: dict[tuple[int, ...], tuple[float, Sieve]] = {}
    at = draft.start
    acting = actors.needed(phrases, at)
    for phrase, extra, sieve in _candidates(phrases, drafts, at):
        if phrases.bound(phrase, at) != is_reflexive(phrases.doc[at]):
            continue
        weight = _weight(phrases, phrase, actors, acting=acting)
        if weight is not None:
            key = tuple(sorted(_meant(drafts, phrase.mentions))) or (-1 - phrase.head,)
            score = extra + weight + phrases.salience(phrase, at)
            best[key] = max(best.get(key, (0.0, sieve)), (score, sieve))
    ranked = sorted(best.items(), key=lambda one: (-one[1][0], one[0]))
    if not leads([score for _, (score, _) in ranked]) or ranked[0][0][0] < 0:
        return (), ""
    return ranked[0][0], ranked[0][1][1]


def _weight(phrases: Phrases, phrase: Phrase, actors: Actors, *, acting: bool) -> int | None:
    """What a noun of people has more than a thing; None for what cannot act where somebody acts."""
    if phrase.mentions or phrase.pronoun:
        return 0
    people = actors.are_people(phrases.text.lower[phrase.head])
    if acting and not people and not actors.may_be(phrases, phrase.head):
        return None
    return PEOPLE if people and phrases.role(phrase.head) not in SUBJECTS else 0


def _meant(drafts: Sequence[Draft], mentions: Sequence[int]) -> Iterator[int]:
    """The mentions, those that stand for others replaced by them."""
    for one in mentions:
        yield from drafts[one].antecedents or (one,)


def _candidates(phrases: Phrases, drafts: Sequence[Draft], at: int) -> Iterator[tuple[Phrase, float, Sieve]]:
    """Each phrase before a pronoun that is plural or a body of people, with what else speaks for it and the sieve."""
    first = phrases.reach(at)
    listed: set[int] = set()
    for here in range(first, at):
        if here in listed or (here not in phrases.mention_at and here not in phrases.noun_set):
            continue
        members = [one for one in phrases.listed(here) if one < at]
        if len(members) > 1:
            listed |= set(members)
            yield _list_of(phrases, drafts, members), 0.0, "list"
        else:
            yield from _alone(phrases, drafts, here, at)
    if phrases.text.dep[at] in {*SUBJECTS, "poss"}:
        yield from ((pair, -PAIR, "pair") for pair in _pairs(phrases, drafts, first, at))


def _list_of(phrases: Phrases, drafts: Sequence[Draft], members: Sequence[int]) -> Phrase:
    """The phrase of a list, which names somebody where all its members do."""
    named = [_mention(phrases, one) for one in members]
    whole = tuple(one for one in named if one is not None and _names(drafts, one))
    return Phrase(members[0], plural=True, mentions=whole if len(whole) == len(members) else ())


def _alone(phrases: Phrases, drafts: Sequence[Draft], here: int, at: int) -> Iterator[tuple[Phrase, float, Sieve]]:
    """The phrase of a word that stands in no list."""
    text, index = phrases.text, phrases.mention_at.get(here)
    plural = text.tag[here] in {"NNS", "NNPS"}
    if index is None:
        if plural or text.pos[here] == "PRON":
            yield Phrase(here, plural=True), 0.0, "list"
    elif drafts[index].plural or text.lower[here] in PLURAL_PRONOUNS:
        yield Phrase(here, True, drafts[index].antecedents, drafts[index].kind == "pronoun"), 0.0, "list"
    elif plural and drafts[index].type == "Place":
        yield Phrase(here, plural=True), 0.0, "list"
    elif drafts[index].type == "Organization" and _names(drafts, index):
        yield from _body(phrases, drafts, index, here, at)


def _body(
    phrases: Phrases, drafts: Sequence[Draft], index: int, here: int, at: int
) -> Iterator[tuple[Phrase, float, Sieve]]:
    """A body that is told of as many, or that the sentence goes on about."""
    if _many(phrases, here):
        yield Phrase(here, True, (index,)), 0.0, "one body"
    elif _goes_on(phrases, drafts, here, at):
        yield Phrase(here, True, (index,)), -ONE_BODY, "one body"


def _mention(phrases: Phrases, head: int) -> int | None:
    """The mention that ends in a word, or that stands beside it: "his wife, Anna Berg"."""
    beside = (phrases.mention_at.get(c) for c in phrases.children(head) if phrases.text.dep[c] == "appos" and c > head)
    return phrases.mention_at.get(head, next((one for one in beside if one is not None), None))


def _names(drafts: Sequence[Draft], index: int) -> bool:
    """Whether a mention names somebody or something, itself or through another."""
    draft = drafts[index]
    return draft.kind == "name" or (bool(draft.antecedents) and not any(drafts[i].unnamed for i in draft.antecedents))


def _goes_on(phrases: Phrases, drafts: Sequence[Draft], body: int, at: int) -> bool:
    """Whether the sentence goes on about one body that is its subject: "Acme said they …", "the band and their fans";
    in the next sentence only where no plural stands between."""
    text = phrases.text
    if phrases.role(body) not in SUBJECTS:
        return False
    verb = text.head[phrases.top(body)]
    if text.dep[at] == "poss":
        return phrases.subject_of(at) == phrases.top(body)
    if phrases.sentence[body] == phrases.sentence[at]:
        clause = text.head[at]
        return text.dep[at] in SUBJECTS and text.head[clause] == verb and text.dep[clause] in {"ccomp", "advcl"}
    between = range(body + 1, at)
    plain = not any(text.tag[one] in {"NNS", "NNPS"} for one in between)
    return text.dep[at] in SUBJECTS and text.dep[text.head[at]] == "ROOT" and plain


def _many(phrases: Phrases, head: int) -> bool:
    """Whether a body is told of as many: "Labour are", "the Liberal Democrats"."""
    text = phrases.text
    if text.tag[head] in {"NNS", "NNPS"}:
        return True
    verb = text.head[head] if text.dep[head] in SUBJECTS else head
    finite = [verb, *(c for c in phrases.children(verb) if text.dep[c] in {"aux", "auxpass"})]
    return any(text.lower[one] in PLURAL_FORMS or (text.tag[one] == "VBP" and one == verb) for one in finite)


def _pairs(phrases: Phrases, drafts: Sequence[Draft], first: int, at: int) -> Iterator[Phrase]:
    """Two of one kind that a clause of the sentence before brings together, nobody else beside them: "X met Y".

    Of its own sentence, where something is theirs: "X told Y so in their first call".
    """
    now = phrases.sentence[at]
    for sentence in (now, now - 1) if phrases.text.dep[at] == "poss" else (now - 1,):
        near = [
            (here, index)
            for here, index in sorted(phrases.mention_at.items())
            if first <= here < at
            and phrases.sentence[here] == sentence
            and not drafts[index].plural
            and _names(drafts, index)
        ]
        yield from _brought_together(phrases, drafts, near)


def _brought_together(phrases: Phrases, drafts: Sequence[Draft], near: Sequence[tuple[int, int]]) -> Iterator[Phrase]:
    """The pairs among the names of a sentence, each with its place."""
    text = phrases.text
    for type_ in ("Person", "Organization", "Place"):
        one = {
            tuple(_meant(drafts, [index])): (here, index)
            for here, index in near
            if drafts[index].type == type_ and (type_ == "Person" or _is_argument(phrases, here))
        }
        if len(one) != 2:
            continue
        (a, first_mention), (b, second) = sorted(one.values())
        verb = _deed(phrases, a)
        if verb is None:
            continue
        inner = text.head[b] if text.dep[text.head[b]] == "xcomp" else verb
        if verb in {inner, text.head[inner]} and _takes_part(phrases, b, inner):
            yield Phrase(a, True, (first_mention, second))


def _deed(phrases: Phrases, head: int) -> int | None:
    """The verb of which a name is the subject, also where the parser makes its past tense a participle of the name."""
    text = phrases.text
    if text.dep[head] in SUBJECTS:
        return text.head[head]
    if text.dep[head] != "ROOT":
        return None
    return next((one for one in phrases.children(head) if text.dep[one] == "acl" and text.tag[one] in PAST), None)


def _takes_part(phrases: Phrases, head: int, verb: int) -> bool:
    """Whether a name is the verb's object or whom its deed is done with: "met Y", "held talks with Y"."""
    text = phrases.text
    if text.dep[head] != "pobj":
        return text.head[head] == verb
    joint = text.head[head]
    return text.lower[joint] in PARTIES and verb in {text.head[joint], text.head[text.head[joint]]}


def _is_argument(phrases: Phrases, head: int) -> bool:
    """Whether a name is subject, object or party of a deed, not the place where it is done."""
    text = phrases.text
    return text.dep[head] in {*SUBJECTS, "dobj"} or text.lower[text.head[head]] in PARTIES
