"""Doc → Mentions: names, offices, descriptions and pronouns of one article, with the links among them."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from kg.datafiles import word_list
from kg.mention.actors import Actors, load_actors
from kg.mention.aliases import with_aliases
from kg.mention.draft import Draft
from kg.mention.metonyms import Metonyms, acts_as_government, load_metonyms
from kg.mention.name import Name
from kg.mention.name_table import Evidence
from kg.mention.names import find_names, with_datelines, with_speakers
from kg.mention.offices import Post, find_posts, is_predicate
from kg.mention.party_words import with_party_words
from kg.mention.pronouns import FIRM_PRONOUNS, PRONOUNS, THING_PRONOUNS
from kg.mention.source_lines import with_source_lines
from kg.mention.thing_references import (
    GOVERNED,
    RULING,
    Ruling,
    ThingNouns,
    load_thing_nouns,
    ruled_state,
    thing_descriptions,
)
from kg.mention.titles import Titles, find_titles, load_titles
from kg.mention.tokens import lower_at, places_of, root_of, words_of
from kg.model import EntityType, Span
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer

PAIR_NOUNS = word_list("things counted")
RELATIVES = {"WP": {"who", "whom", "that"}, "WDT": {"which", "that"}, "WP$": {"whose"}, "WRB": {"where"}}
"""Relative pronouns by their tag."""
RELATIVE_WORDS = frozenset().union(*RELATIVES.values())
RELATIVE_ROLES = {"nsubj", "nsubjpass", "dobj", "pobj", "poss", "advmod"}
TITLED_PAIRS = {
    "presidents": "president", "ministers": "minister", "premiers": "prime minister", "chancellors": "chancellor",
}  # fmt: skip
"""Nouns that only holders of the post can be."""
PLACE_PAIRS = word_list("states counted")
NUMBERS = {"both": 2, "two": 2, "pair": 2, "duo": 2, "three": 3, "trio": 3, "four": 4}
TRADE = "occupation"
STANDS_FOR_HOLDER = {"state", "government", "organization", "officials", "military"}


@dataclass(frozen=True)
class Knowledge:
    """What mention finding knows besides the article: gazetteers and the vocabulary of posts."""

    gazetteer: Gazetteer
    titles: Titles
    metonyms: Metonyms
    thing_nouns: ThingNouns
    actors: Actors


def load_knowledge(lexicon: Path, nlp: Language) -> Knowledge:
    """Gazetteers and titles, from the packages and the lexicon folder."""
    from kg.know.gazetteer import load_gazetteer  # noqa: PLC0415  reads large tables: only commands that extract pay

    return Knowledge(
        load_gazetteer(),
        titles := load_titles(lexicon, nlp.tokenizer),
        load_metonyms(lexicon),
        load_thing_nouns(lexicon),
        load_actors(lexicon, titles),
    )


def draft_mentions(
    doc: Doc,
    knowledge: Knowledge,
    evidence: Evidence | None = None,
    datelines: Sequence[Span] = (),
    speakers: Sequence[Span] = (),
) -> list[Draft]:
    """All mentions of a Doc in order of their place, before pronouns and descriptions are resolved.

    `datelines`: character spans that hold nothing but the place an article was written in; `speakers`: those of the
    labels of a transcript.
    """
    spans = [span for span in find_titles(doc, knowledge.titles) if doc[span.start].pos]
    names = with_aliases(doc, find_names(doc, spans, knowledge.gazetteer, evidence))
    names = with_party_words(doc, names, spans, knowledge.titles, knowledge.gazetteer)
    names = with_source_lines(doc, with_datelines(doc, names, datelines), knowledge.gazetteer)
    names = with_speakers(doc, names, speakers) if speakers else names
    posts = find_posts(doc, spans, names, knowledge.titles, _parties(doc, names, knowledge.gazetteer))
    drafts = [_of_name(doc, name, knowledge) for name in names]
    for body in {post.body for post in posts if post.body is not None and names[post.body].type == "Place"}:
        if knowledge.gazetteer.seat(words_of(doc, names[body].start, names[body].end)):
            drafts[body].type = "Organization"  # "White House counsel": where a post is of, nobody stands in
    drafts += _pronouns(doc)
    drafts += _relatives(doc)
    drafts += _pairs(doc)
    drafts += _things(doc, posts, drafts[: len(names)], knowledge)
    trades = {post.span.surface.lower() for post in posts if post.holder is not None and post.span.title.group == TRADE}
    for post in posts:
        drafts += _of_post(doc, post, knowledge.titles, trades)
    drafts += _aged(doc)
    drafts += _ordered(doc)
    return _linked(drafts)


def _things(doc: Doc, posts: Sequence[Post], names: Sequence[Draft], knowledge: Knowledge) -> list[Draft]:
    """ "The airline", "the country"; "the government" where it can only be that of one state."""
    ruling: list[Ruling] = [
        (names[post.body] if post.body is not None else None, post.holder is not None)
        for post in posts
        if post.span.title.group in RULING
    ]
    ruled = ruled_state(doc, names, ruling, knowledge.gazetteer)
    return [
        Draft(at, at + 1, kind, "description")
        for at, kind, kinds in thing_descriptions(doc, knowledge.thing_nouns)
        if ruled or GOVERNED not in kinds
    ]


def _parties(doc: Doc, names: Sequence[Name], gazetteer: Gazetteer) -> set[int]:
    bodies = [(i, words_of(doc, n.start, n.end)) for i, n in enumerate(names) if n.type == "Organization"]
    return {i for i, text in bodies if gazetteer.organization_kind(gazetteer.body(text) or text) == "party"}


def _of_name(doc: Doc, name: Name, knowledge: Knowledge) -> Draft:
    draft = Draft(name.start, name.end, name.type, "demonym" if name.demonym else "name")
    span = doc[name.start : name.end]
    if name.type == "Place" and not name.demonym and knowledge.gazetteer.capital_of(span.text):
        draft.government = acts_as_government(span.root, knowledge.metonyms)
    return draft


def _pronouns(doc: Doc) -> list[Draft]:
    return [
        Draft(
            token.i,
            token.i + 1,
            "Organization" if token.lower_ in THING_PRONOUNS | FIRM_PRONOUNS else "Person",
            "pronoun",
            *PRONOUNS[token.lower_],
        )
        for token in map(doc.__getitem__, places_of(doc, PRONOUNS.keys()))
        if token.pos_ in {"PRON", "DET"} and token.text != "US"
    ]


def _relatives(doc: Doc) -> list[Draft]:
    """ "who", "which" and "where" as arguments of a relative clause; resolve_references finds what they stand for."""
    return [
        Draft(token.i, token.i + 1, "Person", "pronoun", relative=True)
        for token in map(doc.__getitem__, places_of(doc, RELATIVE_WORDS))
        if token.lower_ in RELATIVES.get(token.tag_, ()) and token.dep_ in RELATIVE_ROLES
    ]


def _pairs(doc: Doc) -> list[Draft]:
    """ "the two leaders", "both countries", "the three men", "the pair": so many things that were named before."""
    found = []
    for token in map(doc.__getitem__, places_of(doc, NUMBERS.keys())):
        if not _is_definite(doc, token):
            continue
        number, noun = NUMBERS[token.lower_], lower_at(doc, token.i + 1)
        if noun in PAIR_NOUNS and token.lower_ != "pair":
            kind: EntityType = "Place" if noun in PLACE_PAIRS else "Person"
            title = TITLED_PAIRS.get(noun, "")
            found.append(Draft(token.i, token.i + 2, kind, "description", plural=True, number=number, title=title))
        elif token.dep_ in {"nsubj", "nsubjpass"} or (token.lower_ == "two" and token.dep_ in {"dobj", "pobj"}):
            found.append(Draft(token.i, token.i + 1, "Person", "description", plural=True, number=number))
    return found


def _is_definite(doc: Doc, number: Token) -> bool:
    """ "Both", "the two", "all three": those that were named."""
    return number.lower_ == "both" or (number.i > 0 and doc[number.i - 1].lower_ in {"the", "all"})


NAMING = frozenset({"NOUN", "PROPN", "ADJ", "NUM"})
"""What goes on with a noun phrase."""
AGED = re.compile(r"(?<=\bthe )\d{1,3}-year-old\b", re.IGNORECASE)
ARGUMENTS = frozenset({"nsubj", "nsubjpass", "dobj", "dative", "pobj", "poss"})
"""Roles in which an age or a trade stands for whoever has it: no noun behind it."""


def _aged(doc: Doc) -> list[Draft]:
    """ "The 45-year-old" as a description of a person."""
    text = text_of(doc)
    found = []
    for match in AGED.finditer(text.whole) if "-old" in text.whole else ():
        start, end = bisect_left(text.offset, match.start()), bisect_left(text.offset, match.end())
        if text.offset[start] == match.start() and text.dep[end - 1] in ARGUMENTS:
            found.append(Draft(start, end, "Person", "description"))
    return found


def _ordered(doc: Doc) -> list[Draft]:
    """ "The former" and "the latter" of two, without a noun behind."""
    text = text_of(doc)
    return [
        Draft(at, at + 1, "Person", "description")
        for at in [*text.places.get("former", ()), *text.places.get("latter", ())]
        if at and text.lower[at - 1] == "the" and not NAMING & set(text.pos[at + 1 : at + 2])
    ]


def _of_post(doc: Doc, post: Post, titles: Titles, trades: Set[str]) -> list[Draft]:
    """The Office mention of a post and, where it stands for its holder, the description of a person.

    `trades`: the occupations that the article gives somebody by name, so that "the lawyer" can be one of them.
    """
    head, span, group = _noun_of(doc, post), post.span, post.span.title.group
    modifier = "sought" if post.sought else post.modifier
    drafted = partial(Draft, gender=_gender(post, titles), title=span.name, modifier=modifier, post=post)
    told = group != TRADE or (span.surface.lower() in trades and head.dep_ in ARGUMENTS)
    stands = told and not post.sought and _stands_for_holder(doc, post, head)
    named = (post.holder is not None and group != "relational") or post.seeker is not None
    found = []
    if named or (not stands and _is_predicate_of(post)):
        found.append(drafted(span.start, span.end, "Office", "name"))
    if stands:
        start = post.np_start + (doc[post.np_start].lower_ in {"the", "a", "an"})
        found.append(drafted(min(start, span.start), post.title_end, "Person", "description"))
    return found


def _noun_of(doc: Doc, post: Post) -> Token:
    """The noun of a title: the first one in "head of state"."""
    span = post.span
    inner = "of" in text_of(doc).lower[span.start : span.end]
    return root_of(doc, span.start, span.end) if inner else doc[span.end - 1]


def _gender(post: Post, titles: Titles) -> Literal["", "female", "male"]:
    return "female" if post.female else "male" if post.male else titles.gender(post.span.name)


def _is_predicate_of(post: Post) -> bool:
    """Whether a post is told of though nobody is named as its holder: somebody's trade or ally is none."""
    group = post.span.title.group
    if post.span.title.plural or group in {"occupation", "relational"}:
        return False
    return post.body is not None or (post.span.unique and group in {"state", "government", "officials"})


def _stands_for_holder(doc: Doc, post: Post, head: Token) -> bool:
    """Whether the words stand for a person: definite, one, and no predicate ("became president")."""
    if not _may_stand_for_holder(post):
        return False
    definite = post.determiner in {"the", "possessive"}
    if post.holder is not None:
        return definite and (post.span.name == "counterpart" or post.np_end <= post.span.end)
    if _stands_for_nobody(doc, head):
        return False
    return definite or (post.determiner == "" and (post.body is not None or _is_bare_subject(post, head)))


def _may_stand_for_holder(post: Post) -> bool:
    """Whether a title can stand for one person: that of an office, or "the lawyer"."""
    group = post.span.title.group
    trade = group == TRADE and post.determiner == "the" and post.holder is None
    return not post.span.title.plural and (group in STANDS_FOR_HOLDER or post.span.name == "counterpart" or trade)


def _stands_for_nobody(doc: Doc, head: Token) -> bool:
    """Whether a title is a predicate, or belongs to the name behind it."""
    if head.dep_ == "compound":
        return text_of(doc).pos[head.i + 1 : head.i + 2] == ["PROPN"]
    return is_predicate(head)


def _is_bare_subject(post: Post, head: Token) -> bool:
    """ "President said …": the one holder of an office, as a name."""
    return post.span.unique and head.text[:1].isupper() and head.dep_ in {"nsubj", "nsubjpass"}


def _linked(drafts: list[Draft]) -> list[Draft]:
    """Drafts sorted by place, with the links of posts turned from names to indices of mentions."""
    order = sorted(range(len(drafts)), key=lambda i: (drafts[i].start, drafts[i].end, drafts[i].type, drafts[i].kind))
    place = {old: new for new, old in enumerate(order)}
    pronouns: dict[int | None, int] = {drafts[i].start: place[i] for i in order if drafts[i].kind == "pronoun"}
    for draft in drafts:
        if draft.post is not None:
            _link(draft, draft.post, place, pronouns)
    return [drafts[i] for i in order]


def _link(draft: Draft, post: Post, place: Mapping[int, int], pronouns: Mapping[int | None, int]) -> None:
    if post.body is not None:
        draft.links["body"] = place[post.body]
    if post.seeker is not None:
        draft.links["seeker"] = place[post.seeker]
    if post.holder is not None and draft.type == "Office":
        draft.links["holder"] = place[post.holder]
    elif post.holder is not None:
        draft.antecedents = (place[post.holder],)
    if post.possessor in pronouns:
        draft.links["of"] = pronouns[post.possessor]
