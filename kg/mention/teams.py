"""Sports clubs: in the report of a match a city's name, or a name nobody knows, is the club that plays.

What stands around a name in one sentence shows the club ("beat X 2-1", "X's goalkeeper"); it then counts for the whole
article, but "in X" stays the city. Countries stay countries.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence, Set
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import is_family_name, names_lexicon
from kg.mention.name import Name
from kg.mention.name_table import CLUB_CITY
from kg.mention.name_words import honorifics
from kg.mention.recognized import SCORE
from kg.mention.tokens import comma_and_place, how_many_of, root_of, tokens_in, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.mention.name_table import NameTable

MIN_SPORTS = 5
"""Different words of sport, one of them a sure one, that make an article a report of sport."""
WHERE = {"in", "into", "inside", "near", "from", "outside", "around", "through", "across", "at", "of", "via", "city"}
"""Behind one of these a city is the city."""
OWNERS = {"the", "his", "her", "their"}
"""Behind one of these a full name in the plural is a club's: "the Dallas Mavericks"."""
OPPONENT = word_list("before opponents")
BETWEEN_SIDES = {"over", "with", "to", "by", "for"}


@dataclass(frozen=True)
class TeamWords:
    """The lists of lexicon/names.yaml as sets."""

    sports: frozenset[str]
    maybe_sports: frozenset[str]
    done_by: frozenset[str]
    done_to: frozenset[str]
    results: frozenset[str]
    parts: frozenset[str]
    classes: frozenset[str]
    forms: frozenset[str]


@lru_cache(maxsize=1)
def _words() -> TeamWords:
    listed = names_lexicon()["teams"]
    fields = "sports maybe_sports done_by_teams done_to_teams results parts classes forms"
    return TeamWords(*(frozenset(listed[field]) for field in fields.split()))


def with_teams(doc: Doc, names: Sequence[Name], table: NameTable) -> list[Name]:
    """The names, with clubs as organizations. Whole names show what short ones are, so it takes two looks."""
    if not _reports_sport(doc):
        return list(names)
    return _look(doc, _look(doc, names, table), table)


def _look(doc: Doc, names: Sequence[Name], table: NameTable) -> list[Name]:
    bodies = [name for name in names if name.type == "Organization"]
    members, short, taken = tokens_in(bodies), _ends_of_clubs(doc, bodies, table), tokens_in(names)
    found = {i: _with_forename(doc, name, taken) for i, name in enumerate(names) if _may_be_club(doc, name, table)}
    clubs = {_text(doc, names[i]) for i in found if _is_shown(doc, names[i], found[i], short, members, table)}
    return [
        Name(found[i].start, name.end, "Organization") if i in found and _is_club(doc, found[i], name, clubs) else name
        for i, name in enumerate(names)
    ]


def _ends_of_clubs(doc: Doc, bodies: Sequence[Name], table: NameTable) -> set[str]:
    """The first and the last word of each long name that can be a club's: what it is called for short."""
    return {
        doc[at].text
        for name in bodies
        if name.end - name.start > 1 and not table.gazetteer.organization_kind(_text(doc, name))
        for at in (name.start, name.end - 1)
    }


def _is_shown(doc: Doc, name: Name, whole: Name, short: Set[str], members: Collection[int], table: NameTable) -> bool:
    """Whether a name is part of a club's, or one occurrence shows a club; an athlete can be told of in the same way."""
    text = _text(doc, name)
    if whole != name or text in short or _is_of_city(doc, name, table) or _shows_club(doc, name):
        return True
    votes = table.votes[text]
    athlete = name.type != "Place" and (2 * votes["Person"] > votes.total() or is_family_name(text))
    return not athlete and _may_show_club(doc, name, members)


def _is_of_city(doc: Doc, name: Name, table: NameTable) -> bool:
    """ "Hertha Berlin": a word and the city it plays in."""
    last = doc[name.end - 1]
    if name.type != "Place" or name.end - name.start != 2:
        return False
    return bool(table.gazetteer.city(last.text, CLUB_CITY)) and table.gazetteer.place(_text(doc, name)) is None


def _with_forename(doc: Doc, name: Name, taken: Collection[int]) -> Name:
    """The name of a place with the word that makes a club of it: "Dynamo" before a city."""
    at = name.start - 1
    if name.type != "Place" or at < 1 or at in taken or doc[at].is_sent_start:
        return name
    word = doc[at]
    fits = word.pos_ == "PROPN" and word.is_title and word.is_alpha and not word.ent_type_
    return Name(at, name.end, name.type) if fits else name


def _text(doc: Doc, name: Name) -> str:
    return words_of(doc, name.start, name.end)


def _reports_sport(doc: Doc) -> bool:
    sure = how_many_of(doc, _words().sports)
    return sure > 0 and sure + how_many_of(doc, _words().maybe_sports) >= MIN_SPORTS


def _may_be_club(doc: Doc, name: Name, table: NameTable) -> bool:
    """A place that is no country, or a single word that is nobody's name in this article."""
    text = _text(doc, name)
    if name.demonym or name.type == "Organization" or text.lower() in _words().sports:
        return False
    if name.type == "Place":
        return _may_play(text, table)
    if _before(doc, name) in honorifics():
        return False
    if table.is_full(text):
        return _has_form(doc, name) or _is_plural(doc, name)
    return name.end - name.start == 1 and not table.is_person_word(text)


def _before(doc: Doc, name: Name) -> str:
    return doc[name.start - 1].lower_ if name.start else ""


def _has_form(doc: Doc, name: Name) -> bool:
    """Whether a name begins or ends in what makes a club's: "FC"."""
    return not _words().forms.isdisjoint((doc[name.start].text, doc[name.end - 1].text))


def _is_plural(doc: Doc, name: Name) -> bool:
    """ "The Dallas Mavericks"."""
    many = _before(doc, name) in OWNERS and doc[name.end - 1].text.endswith("s")
    return many and root_of(doc, name.start, name.end).dep_ != "compound"


def _may_play(text: str, table: NameTable) -> bool:
    """Whether a place can stand for its club: neither a country nor the ground."""
    known = table.gazetteer
    ground = known.is_facility(text) and not table.votes[text]["Organization"]
    return not (known.country(text) or known.macro_region(text) or ground)


def _is_club(doc: Doc, whole: Name, name: Name, clubs: Collection[str]) -> bool:
    if _text(doc, name) not in clubs:
        return False
    return name.type == "Person" or whole != name or not _is_where(doc, name)


def _is_where(doc: Doc, name: Name) -> bool:
    """Whether the name tells where something is: "in X", "X, Norway", "the X police"."""
    before, head = _before(doc, name), root_of(doc, name.start, name.end)
    if before in WHERE or (before == "to" and not _result_before(head)):
        return True
    if comma_and_place(doc, name.end):
        return True
    noun = _noun_behind(head, name)
    return noun is not None and noun.pos_ == "NOUN" and noun.lower_ not in _words().parts | _words().classes


def _noun_behind(head: Token, name: Name) -> Token | None:
    """The noun that a name stands before as an adjective does."""
    return head.head if head.dep_ in {"compound", "nmod"} and head.head.i >= name.end else None


def _shows_club(doc: Doc, name: Name) -> bool:
    """Whether one occurrence shows a club by itself: a score, a goalkeeper or a plural is its own."""
    words, head = _words(), root_of(doc, name.start, name.end)
    if _before(doc, name) in words.classes and doc[name.start - 1].pos_ != "VERB":
        return True
    if _score_at(doc, name.end) or _has_form(doc, name):
        return True
    if _has_part(head, name):
        return True
    if name.type == "Person" and name.end - name.start > 1:
        return True  # with an article: "the Dallas Mavericks"
    return head.dep_ == "nsubj" and _plural_verb(head)


def _has_part(head: Token, name: Name) -> bool:
    """ "X's goalkeeper", "the X striker"."""
    noun = head.head if head.dep_ == "poss" else _noun_behind(head, name)
    return noun is not None and noun.lower_ in _words().parts


def _may_show_club(doc: Doc, name: Name, members: Collection[int]) -> bool:
    """Whether one occurrence shows a club or an athlete: "beat X", "win over X"."""
    words, head, before = _words(), root_of(doc, name.start, name.end), _before(doc, name)
    if before in OPPONENT or (before in BETWEEN_SIDES and _result_before(head)):
        return True
    if head.dep_ == "conj" and head.head.i in members:
        return True
    done = {"nsubj": words.done_by, "dobj": words.done_to, "nsubjpass": words.done_to}
    return head.head.lemma_ in done.get(head.dep_, ())


def _score_at(doc: Doc, at: int) -> bool:
    """ "2-1", in one token or three."""
    if at >= len(doc):
        return False
    apart = doc[at : at + 3]
    joined = "".join(token.text for token in apart)
    return bool(SCORE.fullmatch(doc[at].text) or (len(apart) == 3 and SCORE.fullmatch(joined)))


def _plural_verb(head: Token) -> bool:
    """ "X were", "X head to": one name as a plural, as only a team is."""
    verbs = [head.head, *(child for child in head.head.children if child.dep_ in {"aux", "auxpass"})]
    alone = not any(child.dep_ == "conj" for child in head.children)
    return alone and any(verb.lower_ == "were" or verb.tag_ == "VBP" for verb in verbs)


def _result_before(head: Token) -> bool:
    """Whether the name is the other side of a result: "win over X", "lost to X", "a draw with X"."""
    return head.dep_ == "pobj" and head.head.head.lemma_ in _words().results
