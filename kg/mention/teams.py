"""Sports clubs: in the report of a match a city's name, or a name nobody knows, is the club that plays.

What stands around a name in one sentence shows the club ("beat X 2-1", "X's goalkeeper"); it then counts for the whole
article, but "in X" stays the city. Countries stay countries.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import is_family_name, names_lexicon
from kg.mention.name import Name
from kg.mention.name_table import CLUB_CITY
from kg.mention.name_words import honorifics
from kg.mention.recognized import SCORE
from kg.mention.tokens import how_many_of, root_of, tokens_in, words_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.mention.name_table import NameTable

MIN_SPORTS = 5
"""Different words of sport, one of them a sure one, that make an article a report of sport."""
WHERE = {"in", "into", "inside", "near", "from", "outside", "around", "through", "across", "at", "of", "via"}
"""Behind one of these a city is the city."""
PARTS_OF_TOWNS = word_list("parts of towns")
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
    members = {t.i for name in bodies for t in doc[name.start : name.end]}
    clublike = [n for n in bodies if n.end - n.start > 1 and not table.gazetteer.organization_kind(_text(doc, n))]
    short = {doc[at].text for name in clublike for at in (name.start, name.end - 1)}
    taken = tokens_in(names)
    clubs: set[str] = set()
    found: dict[int, Name] = {}
    for i, name in enumerate(names):
        if not _may_be_club(doc, name, table):
            continue
        text = _text(doc, name)
        found[i] = _with_forename(doc, name, taken)
        whole = found[i] != name or text in short or _is_of_city(doc, name, table)
        shown = "here" if whole else _shows_club(doc, name, members)
        mostly = 2 * table.votes[text]["Person"] > table.votes[text].total()
        if shown == "here" or (shown == "perhaps" and (name.type == "Place" or not (mostly or is_family_name(text)))):
            clubs.add(text)
    return [
        Name(found[i].start, name.end, "Organization") if i in found and _is_club(doc, found[i], name, clubs) else name
        for i, name in enumerate(names)
    ]


def _is_of_city(doc: Doc, name: Name, table: NameTable) -> bool:
    """ "Hertha Berlin": a word and the city it plays in."""
    first, last = doc[name.start], doc[name.end - 1]
    if name.type != "Place" or name.end - name.start != 2 or first.lower_ in PARTS_OF_TOWNS:
        return False
    return bool(table.gazetteer.city(last.text, CLUB_CITY)) and table.gazetteer.place(_text(doc, name)) is None


def _with_forename(doc: Doc, name: Name, taken: Collection[int]) -> Name:
    """The name of a place with the word that makes a club of it: "Dynamo" before a city."""
    at = name.start - 1
    if name.type != "Place" or at < 1 or at in taken or doc[at].is_sent_start:
        return name
    word = doc[at]
    fits = word.pos_ == "PROPN" and word.is_title and word.is_alpha and not word.ent_type_
    return Name(at, name.end, name.type) if fits and word.lower_ not in PARTS_OF_TOWNS else name


def _text(doc: Doc, name: Name) -> str:
    return words_of(doc, name.start, name.end)


def _reports_sport(doc: Doc) -> bool:
    sure = how_many_of(doc, _words().sports)
    return sure > 0 and sure + how_many_of(doc, _words().maybe_sports) >= MIN_SPORTS


def _may_be_club(doc: Doc, name: Name, table: NameTable) -> bool:
    """A place that is no country, or a single word that is nobody's name in this article."""
    text = _text(doc, name)
    if name.demonym or name.type == "Organization":
        return False
    if text.lower() in _words().sports:
        return False
    if name.type == "Place":
        known = table.gazetteer
        ground = known.is_facility(text) and not table.votes[text]["Organization"]
        return not (known.country(text) or known.macro_region(text) or ground)
    if name.start and doc[name.start - 1].lower_ in honorifics():
        return False
    if table.is_full(text):
        owned = name.start > 0 and doc[name.start - 1].lower_ in {"the", "his", "her", "their"}
        many = doc[name.end - 1].text.endswith("s") and root_of(doc, name.start, name.end).dep_ != "compound"
        return (owned and many) or {doc[name.start].text, doc[name.end - 1].text} & _words().forms != set()
    return name.end - name.start == 1 and not table.is_person_word(text) and not table.is_addressed(text)


def _is_club(doc: Doc, whole: Name, name: Name, clubs: Collection[str]) -> bool:
    if _text(doc, name) not in clubs:
        return False
    return name.type == "Person" or whole != name or not _is_where(doc, name)


def _is_where(doc: Doc, name: Name) -> bool:
    """Whether the name tells where something is: "in X", "X, Norway", "the X police"."""
    before = doc[name.start - 1].lower_ if name.start else ""
    head = root_of(doc, name.start, name.end)
    if before in WHERE or before == "city":
        return True
    if before == "to" and not _result_before(head):
        return True
    behind = list(doc[name.end : name.end + 2])
    if len(behind) == 2 and behind[0].text == "," and behind[1].ent_type_ == "GPE":
        return True
    if before == "," and name.start > 1 and doc[name.start - 2].ent_type_ == "GPE" and head.dep_ == "appos":
        return True
    return (
        head.dep_ in {"compound", "nmod"}
        and head.head.i >= name.end
        and head.head.pos_ == "NOUN"
        and head.head.lower_ not in _words().parts | _words().classes
    )


def _shows_club(doc: Doc, name: Name, members: Collection[int]) -> str:
    """What one occurrence shows: "here" for a club, "perhaps" for a club or an athlete, "" for nothing."""
    words = _words()
    head = root_of(doc, name.start, name.end)
    before = doc[name.start - 1] if name.start else None
    if before is not None and (before.lower_ in words.classes and before.pos_ != "VERB"):
        return "here"
    if _score_at(doc, name.end) or (head.dep_ == "poss" and head.head.lower_ in words.parts):
        return "here"
    if head.dep_ in {"compound", "nmod"} and head.head.i >= name.end and head.head.lower_ in words.parts:
        return "here"
    if {doc[name.start].text, doc[name.end - 1].text} & words.forms:
        return "here"
    if name.type == "Person" and name.end - name.start > 1:
        return "here"  # with an article: "the Dallas Mavericks"
    if head.dep_ == "nsubj" and _plural_verb(head):
        return "here"
    if before is not None and (before.lower_ in OPPONENT or (before.lower_ in BETWEEN_SIDES and _result_before(head))):
        return "perhaps"
    if head.dep_ == "conj" and head.head.i in members:
        return "perhaps"
    lemma = head.head.lemma_
    subject = head.dep_ == "nsubj" and lemma in words.done_by
    return "perhaps" if subject or (head.dep_ in {"dobj", "nsubjpass"} and lemma in words.done_to) else ""


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
