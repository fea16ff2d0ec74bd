"""What article, corpus and gazetteers know of each name: its type by majority, and whose surname a word is."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import fold_name, is_family_name, is_first_name, name_tables
from kg.know.leaders import is_leader, surnames_of_leaders
from kg.know.organization_names import acronym_of, has_legal_form, organization_key
from kg.mention.class_nouns import class_before, class_behind, is_class_of_body, is_firms, said_to_be
from kg.mention.name import Name
from kg.mention.name_words import CAPITAL, DASHES, FAMILY_PARTICLES, KIN, PARTICLES, POSSESSIVE, SUFFIXES
from kg.mention.titles import end_of_title
from kg.mention.tokens import SUBJECTS, described_before, lower_at, name_follows, root_of, top_of, words_of
from kg.model import EntityType
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan

SPORT = word_list("sportsmen")

SPATIAL = {"in", "into", "inside", "outside", "across", "near", "throughout"}
"""Behind one of these a name that is also somebody's surname is the place."""
HAPPENING = word_list("happening in places")
KIN_AND_KILLERS = KIN | word_list("killers")
"""What only people have: "Aldermoor's widow"."""
ONLY_SOMEBODY = KIN | word_list("only somebody")
"""What only somebody is, and no title of a post: "his wife, Aldermoor", "the incumbent, Aldermoor"."""
DONE_TO_BODIES = word_list("done to bodies")
PEOPLE_OF_BODIES = word_list("people of bodies")
OF_TOWNS = word_list("of towns")
DONE_TO_PLACES = word_list("done to places")
DONE_TO_PEOPLE = word_list("done to people")
DONE_BY_PEOPLE = word_list("done by people")
GOING = word_list("going somewhere")
TRADES = {"state", "government", "officials", "military", "occupation"}
INTRODUCED = 4
"""Votes for somebody whom a post introduces: more than a building's name in it weighs."""
ALSO_OF_BODIES = word_list("also of bodies")
KINDS_OF_FIRMS = word_list("kinds of firms")
OWNERS = word_list("owners")
POSTS_OF_FIRMS = word_list("posts of firms alone")
PARTS_OF_A_LAND = word_list("parts of a land")
"""Between "in" and a name these make it a place: "in downtown Aldermoor"."""
CLUB_CITY = 100_000
"""Inhabitants from which on a city's name in a two-word name makes it a club rather than a family name."""
KILLINGS = word_list("killings")
BESIDE_WORDS = PARTICLES | SUFFIXES | DASHES
"""What in a full name is none of its words."""


@dataclass(frozen=True)
class Evidence:
    """What other articles show: words of persons' full names, and types of strings by count.

    Empty for an article by itself. Only the part that concerns an article's own words may influence it.
    """

    persons: frozenset[str] = frozenset()
    types: dict[str, dict[EntityType, int]] = field(default_factory=dict)


class NameTable:
    """Votes of one article's occurrences, with the corpus and the gazetteers behind them."""

    def __init__(
        self,
        doc: Doc,
        raw: Iterable[Name],
        spans: list[TitleSpan],
        headline: set[int],
        evidence: Evidence,
        gazetteer: Gazetteer,
    ) -> None:
        self.gazetteer = gazetteer
        self.evidence = evidence
        self.votes: dict[str, Counter[EntityType]] = defaultdict(Counter)
        self._seen: Counter[str] = Counter()
        self._full: set[str] = set()
        self._firms: set[str] = set()
        self._firms_or_people: set[str] = set()
        self._words: set[str] = set()
        self._addressed: set[str] = set()
        self._founded: set[str] = set()
        self._located: set[str] = set()
        self._text = text_of(doc)
        self._lower = {word for word in set(self._text.words) if word.islower()}
        raw = list(raw)
        self._surfaces = {words_of(doc, name.start, name.end) for name in raw}
        names = [name for name in raw if not name.demonym and name.start not in headline]
        for name in names:
            if not self.is_ordinary_word(doc, name.start, name.end):
                self._learn(doc, name, spans)
        self._learn_acronyms(doc, names)
        self._learn_firms()
        self._learn_full_names(doc, names)

    def _learn(self, doc: Doc, name: Name, spans: list[TitleSpan]) -> None:
        """Count what one occurrence says of a name."""
        text = words_of(doc, name.start, name.end)
        votes = self.votes[text]
        votes[name.type] += 1
        self._seen[text] += 1
        for kind, weight in chain(self._of_tables(doc, name), _context(doc, name, spans, self.gazetteer)):
            votes[kind] += weight
        settled = name.type == "Place" and self.gazetteer.place(text)
        if not settled and _is_founded(root_of(doc, name.start, name.end)):
            self._founded.add(text)
            votes["Organization"] += 3
        if _is_addressed(doc, name, spans):
            self._addressed.add(text)
        if doc[name.start - 1].lower_ in SPATIAL:
            self._located.add(text)

    def _of_tables(self, doc: Doc, name: Name) -> Iterable[tuple[EntityType, int]]:
        """What the tables or the other names make of one occurrence that the recognizer takes for something else."""
        if _is_placed(doc, name, self.gazetteer) or self._is_city(doc, name):
            yield "Place", 2
        if _has_age(doc, name):
            yield "Person", 2
        if self._is_people(doc, name) or self._is_body(doc, name):
            yield "Organization", 2
        if self._is_capital(doc, name):
            yield "Place", 2
        if _before_state(doc, name.end, self.gazetteer):
            yield "Place", 3

    def _is_city(self, doc: Doc, name: Name) -> bool:
        """ "a lecturer from Nottingham", "flew to Durban": a large city behind what says where somebody is or goes."""
        if name.type != "Organization" or name.end - name.start > 1 or not name.start:
            return False
        text, before = doc[name.start].text, doc[name.start - 1]
        where = before.lower_ in SPATIAL | {"from"} or (before.lower_ == "to" and before.head.lemma_ in GOING)
        return where and not text.isupper() and bool(self.gazetteer.city(text, CLUB_CITY))

    def _is_capital(self, doc: Doc, name: Name) -> bool:
        """ "between Belgrade and Pristina": a state's capital, which nobody is called by."""
        if name.type != "Person":
            return False
        text = words_of(doc, name.start, name.end)
        return not (is_first_name(text) or is_family_name(text)) and self.gazetteer.capital_of(text) is not None

    def _is_body(self, doc: Doc, name: Name) -> bool:
        """ "the Aldermoor newspaper": no place that is known, with the noun of a body behind it."""
        if name.type != "Place" or class_behind(doc, name.end) != "Organization":
            return False
        return self.gazetteer.place(words_of(doc, name.start, name.end)) is None

    def _learn_acronyms(self, doc: Doc, names: Iterable[Name]) -> None:
        """ "National Thermal Works (NTW)": the initials of the body in front of the bracket."""
        bodies = {name.end: name for name in names if name.type == "Organization"}
        for name in names:
            body = bodies.get(name.start - 1)
            if body is None or doc[name.start - 1].text != "(":
                continue
            text = words_of(doc, name.start, name.end)
            if text in acronym_of(words_of(doc, body.start, body.end)):
                self._firms.add(text)

    def _learn_firms(self) -> None:
        """ "Acme Steel" is the firm beside "Acme Steel Ltd." and "Acme Steel UK", "Norlake" beside "Norlake Bank"."""
        keys, heads = self._signs_of_firms()
        for text, votes in self.votes.items():
            if text in heads and self._is_nobodys(text):
                self._firms.add(text)
            elif votes["Person"] and organization_key(text) in keys:
                votes["Organization"] += 3
                self._firms_or_people.add(text)
            elif self._has_legal_form(text) and self._is_nobodys(text):
                self._firms.add(text)

    def _signs_of_firms(self) -> tuple[set[str], set[str]]:
        """The keys of names with a legal form, and what the long names of firms begin with."""
        keys, heads = set[str](), set[str]()
        for text, votes in self.votes.items():
            if " " not in text or not votes["Organization"]:
                continue
            head, last = text.rsplit(" ", 1)
            if has_legal_form(text):
                keys.add(organization_key(text))
            if self.gazetteer.country(last):
                heads.add(head)
            if self.gazetteer.organization_kind(text) == "company":
                heads.add(text.split(" ")[0])
        return keys, heads

    def _is_nobodys(self, word: str) -> bool:
        """Whether a word is neither a known place nor a name that people have; one nobody here bears is none."""
        surname = is_family_name(word) and self.votes[word]["Person"] > 0
        return not (self.gazetteer.place(word) or is_first_name(word) or surname)

    def _has_legal_form(self, word: str) -> bool:
        """Whether "Corp" or "Ltd" stands behind a word somewhere, whether or not the recognizer saw a name there."""
        words = self._text.words
        places = self._text.places.get(word.lower(), ())
        behind = (words[at + 1] for at in places if words[at] == word and at + 1 < len(words))
        return any(one[:1].isupper() and has_legal_form(f"{word} {one}") for one in behind)

    def _is_people(self, doc: Doc, name: Name) -> bool:
        """ "The Beatles", "Albertsons": a plural that is no family of somebody in the article, nor anybody's name."""
        last = doc[name.end - 1]
        if name.type != "Person" or last.tag_ != "NNPS":
            return False
        named = is_family_name(last.text) or is_first_name(doc[name.start].text) or last.text[-2:] == "is"
        if named and (not name.start or doc[name.start - 1].lower_ != "the"):
            return False
        one = last.text.removesuffix("s")
        return not any(surface == one or surface.endswith(f" {one}") for surface in self._surfaces)

    def _learn_full_names(self, doc: Doc, names: Iterable[Name]) -> None:
        candidates = {}
        for name in names:
            text = words_of(doc, name.start, name.end)
            if text not in candidates and _plausible_person(doc, name) and self._person_by_votes(text):
                candidates[text] = [t.text for t in doc[name.start : name.end]]
        for text, words in candidates.items():
            self._full.add(text)
            self._words |= {w.lower() for w in words if _own_word(w)}

    def _person_by_votes(self, text: str) -> bool:
        votes = self.votes[text]
        first, last = text.split(" ", maxsplit=1)[0], text.rsplit(" ", maxsplit=1)[-1]
        if self._is_no_person(text, first, last):
            return False
        if votes["Person"] * 2 > votes.total():
            return True
        known = self.gazetteer
        if not is_first_name(first) or known.organization_kind(text) or known.is_facility(text):
            return False
        by_surname = text.count(" ") == 1 and not known.place(last) and self.votes.get(last, votes)["Person"] > 0
        placed = votes["Place"] > votes["Person"] + 1  # "the town of Adan Yabal"
        return not placed and (votes["Person"] > 0 or by_surname)

    def _is_no_person(self, text: str, first: str, last: str) -> bool:
        """Whether a name is that of a club, a firm or a body that the tables have."""
        club = self._club(first, last) and not self._is_said_to_be_somebody(text)
        if club or text in self._firms | self._firms_or_people:
            return True
        return " " in text and self.gazetteer.is_named(text)

    def _is_said_to_be_somebody(self, text: str) -> bool:
        """Whether more than the recognizer takes a name for somebody's: a post, an age, "who"."""
        said, words = self.votes[text], text.split(" ")
        family = is_family_name(words[0]) or is_family_name(words[-1])
        return said["Person"] >= self._seen[text] + 2 and family

    def _club(self, first: str, last: str) -> bool:
        """ "Dynamo Dresden", "Dallas Mavericks": a city with a word that is nobody's first name. "Chen" is short for a
        city, too."""
        if is_first_name(first) or last.lower() in name_tables().family_first:
            return False
        return bool(
            self.gazetteer.city(last, CLUB_CITY) or (last.endswith("s") and self.gazetteer.city(first, CLUB_CITY))
        )

    # -- questions

    def is_full(self, text: str) -> bool:
        """Whether this is the full name of a person in this article."""
        return text in self._full

    def only_capital(self, token: Token) -> bool:
        """Whether the article writes a word with a capital within sentences and never without: "Ryanair" at the head of
        one, where the tagger takes any word for a common one."""
        return not token.is_stop and token.lower_ not in self._lower and self._named_elsewhere(token.text)

    def is_local_word(self, word: str) -> bool:
        """Whether a word belongs to a full name of this article."""
        return word.lower() in self._words

    def is_person_word(self, word: str) -> bool:
        """Whether a word belongs to a person's full name in this article or, unambiguously, in the corpus, or is the
        family name of a head of state or government."""
        lower = word.lower()
        return lower in self._words or lower in self.evidence.persons or fold_name(lower) in surnames_of_leaders()

    def is_person(self, text: str) -> bool:
        """A full name of this article, or the words with which one ends."""
        return text in self._full or any(full.endswith(f" {text}") for full in self._full)

    def stands_alone(self, text: str) -> bool:
        """Whether one half of a joined name is a name by itself."""
        return bool(
            (" " not in text and self.is_person_word(text))
            or self.gazetteer.country(text)
            or self.gazetteer.demonym(text)
            or self.gazetteer.capital_of(text)
        )

    def is_known(self, text: str) -> bool:
        """Seen in running text of this article, in the corpus, or known to the gazetteers."""
        return (
            text in self.votes or text in self.evidence.types or self.stands_alone(text)
            or bool(self.gazetteer.place(text) or self.gazetteer.acronym(text))
        )  # fmt: skip

    def is_ordinary_word(self, doc: Doc, start: int, end: int) -> bool:
        """A single capitalised word that the article also writes small, and that nothing else makes a name."""
        token = doc[start]
        if end - start > 1 or (token.is_upper and len(token) > 1):
            return False
        known = (
            self.is_person_word(token.text) or self.gazetteer.place(token.text) or self.gazetteer.acronym(token.text)
        )
        if known:
            return False
        return token.lower_ in self._lower or (_opens_sentence(token) and not self._named_elsewhere(token.text))

    def is_written_small(self, word: str) -> bool:
        """Whether the article writes a word of a name small as well."""
        return word.lower() in self._lower

    def _named_elsewhere(self, word: str) -> bool:
        """Whether a word has its capital within a sentence as well, or is known as a body's name."""
        text = self._text
        places = text.places.get(word.lower(), ())
        within = any(text.words[at] == word and at not in text.sentence_starts for at in places)
        return within or bool(not is_class_of_body(word.lower()) and self.gazetteer.organization_kind(word))

    def type_of(self, text: str, said: EntityType) -> EntityType:
        """The type of a name by majority, `said` being the recognizer's word for one occurrence."""
        votes = self.votes.get(text, Counter())
        fixed = self._fixed(text, votes)
        if fixed:
            return fixed
        if " " not in text and self.is_person_word(text) and not self._rather_place(text, votes):
            return "Person"
        best = self._majority(text, said, votes)
        if best == "Organization" and " " in text and votes.total() <= 1 and self.gazetteer.city(text, CLUB_CITY):
            return "Place"
        return "Organization" if self._is_acronym(text, best) else best

    def _majority(self, text: str, said: EntityType, votes: Counter[EntityType]) -> EntityType:
        """The type that most occurrences show, those of other articles where there is but one here."""
        best = max((*votes, said), key=lambda kind: (votes[kind], kind == said, kind))
        if votes.total() > 1 or text not in self.evidence.types:
            return best
        others = self.evidence.types[text]
        return max(others, key=lambda kind: (others[kind], kind == best, kind))

    def _is_acronym(self, text: str, best: EntityType) -> bool:
        """Whether a word in capitals is the acronym of a body rather than somebody or a place that nobody knows."""
        if best == "Organization" or " " in text or not text.isupper() or not 2 < len(text) <= 6:
            return False
        return best == "Person" or not self.gazetteer.place(text)

    def _fixed(self, text: str, votes: Counter[EntityType]) -> EntityType | None:
        """What the words themselves settle, whatever the recognizer says."""
        if is_leader(text):
            return "Person"
        if self._is_firm(text, votes):
            return "Organization"
        if " " in text and self.gazetteer.region(text) and not is_first_name(text.split(" ", maxsplit=1)[0]):
            return "Place"  # "Tamil Nadu"
        if self._is_somebody(text, votes):
            return "Person"
        if self._is_state(text):
            return "Organization" if votes["Organization"] >= 2 * votes["Place"] + 2 else "Place"
        known = self.gazetteer
        if known.organization_kind(text) and (" " in text or known.acronym(text)):
            return "Organization"
        if " " in text and known.is_facility(text):
            return "Place"
        return self._of_two_words(text, votes)

    def _is_firm(self, text: str, votes: Counter[EntityType]) -> bool:
        """Whether the tables or the article know the name as that of a body, and nobody has it."""
        if (self.gazetteer.is_named(text) or text in self._firms) and not self.is_person(text):
            return True
        founded = text in self._founded - self._full - self._addressed
        return founded and votes["Organization"] > votes["Place"]

    def _is_somebody(self, text: str, votes: Counter[EntityType]) -> bool:
        """Whether it is somebody's full name, the end of one, or introduced or addressed as one."""
        introduced = " " in text and votes["Person"] >= max(INTRODUCED, votes["Place"] + 1)
        if introduced or text in self._full or self.is_person(text[:1].lower() + text[1:]):
            return True
        if text in self._addressed and votes["Place"] == 0 and not self.gazetteer.country(text):
            return True
        return text not in self._located and self.is_person(text)

    def _is_state(self, text: str) -> bool:
        known = self.gazetteer
        return bool(known.country(text) or known.macro_region(text) or known.seat(text))

    def _of_two_words(self, text: str, votes: Counter[EntityType]) -> EntityType | None:
        """The club in "Dynamo Dresden", whoever is called "van Dalen"."""
        first, last = text.split(" ", maxsplit=1)[0], text.rsplit(" ", maxsplit=1)[-1]
        if votes["Place"]:
            return None
        initials = "." in first  # "M.K. Reed" plays for nobody
        if text.count(" ") == 1 and votes["Person"] and not initials and self._club(first, last):
            return "Person" if self._is_said_to_be_somebody(text) else "Organization"
        return "Person" if first in FAMILY_PARTICLES and (votes["Person"] or is_family_name(last)) else None

    def _rather_place(self, text: str, votes: Counter[EntityType]) -> bool:
        return votes["Place"] > votes["Person"] and bool(self.gazetteer.place(text))


def _is_placed(doc: Doc, name: Name, gazetteer: Gazetteer) -> bool:
    """ "in Gera", "was born in Boll": what the recognizer takes for somebody is where something is."""
    if name.type != "Person" or doc[name.start - 1].lower_ not in SPATIAL or name.end - name.start > 2:
        return False
    head = root_of(doc, name.start, name.end)
    if head.dep_ != "pobj" or head.head.i != name.start - 1:
        return False
    return head.head.head.lemma_ in HAPPENING or bool(gazetteer.city(words_of(doc, name.start, name.end)))


def _has_age(doc: Doc, name: Name) -> bool:
    """ "17-year-old Erkan", but no "17-year-old Oslo boy" and no "57-year-old Socialist"."""
    if not words_of(doc, max(0, name.start - 4), name.start).endswith("-year-old"):
        return False
    one = name.type == "Organization" and name.end - name.start == 1
    return not one and root_of(doc, name.start, name.end).dep_ not in {"compound", "nmod", "amod"}


def _before_state(doc: Doc, at: int, gazetteer: Gazetteer) -> bool:
    """ ", Mich." or ", Texas," behind a town."""
    if at + 1 >= len(doc) or doc[at].text != ",":
        return False
    state = doc[at + 1]
    closes = at + 2 >= len(doc) or not doc[at + 2].is_alpha or doc[at + 2].is_lower
    return state.text[:1].isupper() and closes and gazetteer.state(state.text) is not None


def _context(doc: Doc, name: Name, spans: list[TitleSpan], gazetteer: Gazetteer) -> Iterable[tuple[EntityType, int]]:
    """What stands around one occurrence, as votes for a type."""
    yield from _of_place(doc, name)
    yield from _of_signs(doc, name)
    yield from _of_nouns(doc, name, gazetteer)
    for span in _near(spans, name):
        yield from _of_title(doc, span, name, gazetteer)
    if _serves(doc, name, spans):
        yield "Person", 3
    yield from _of_form(doc, name, _near(spans, name), gazetteer)


def _serves(doc: Doc, name: Name, spans: list[TitleSpan]) -> bool:
    """ "Aldermoor stepped down as prime minister": the subject of what is done as the holder of a state's post."""
    head = root_of(doc, name.start, name.end)
    if head.dep_ not in {"nsubj", "nsubjpass"}:
        return False
    nouns = (doc[span.end - 1] for span in spans if span.title.group in TRADES and not span.title.plural)
    return any(n.dep_ == "pobj" and n.head.lower_ == "as" and n.head.head == head.head for n in nouns)


def _of_signs(doc: Doc, name: Name) -> Iterable[tuple[EntityType, int]]:
    """ ", 22," and ", who" behind a person, ", which" behind nobody, an acronym in brackets."""
    after = text_of(doc).words[name.end : name.end + 3]
    if _is_age(after):
        yield "Person", 3
    if after[:1] == [","] and described_before(text_of(doc), root_of(doc, name.start, name.end).i) is None:
        if after[1:2] == ["who"]:
            yield "Person", 2
        elif after[1:2] == ["which"] and name.type == "Person":
            yield "Organization", 2
    bracketed = doc[name.start - 1].text == "(" and after[:1] == [")"]
    if bracketed and doc[name.start].is_upper and name.end - name.start == 1:
        yield "Organization", 2


def _is_age(behind: Sequence[str]) -> bool:
    """ ", 22,"."""
    if len(behind) < 3 or behind[0] != "," or behind[2] not in {",", ")", "."}:
        return False
    return behind[1].isdigit() and 15 < int(behind[1]) < 110


def _of_nouns(doc: Doc, name: Name, gazetteer: Gazetteer) -> Iterable[tuple[EntityType, int]]:
    """What nouns and verbs make of a name: "the oil company X", "X, a charity", "his wife, X"."""
    head = root_of(doc, name.start, name.end)
    behind = class_behind(doc, name.end) if name.type != "Place" else None
    if kind := class_before(doc, name.start, gazetteer) or behind:
        yield kind, 3
    if kind := said_to_be(head):
        yield kind, 3
    if name.type == "Person" and (_is_somebodys(doc, name) or _has_article(doc, name)):
        yield "Organization", 2
    if (head.dep_ == "pobj" and is_firms(head)) or (
        _has_staff(head) and not _is_somewhere(words_of(doc, name.start, name.end), gazetteer)
    ):
        yield "Organization", 3
    if _is_kin(doc, name):
        yield "Person", 3
    child = head.dep_ == "pobj" and head.head.lower_ == "of" and head.head.head.lemma_ in KIN
    known = child and _is_somewhere(words_of(doc, name.start, name.end), gazetteer)
    akin = any(one.dep_ == "appos" and one.lemma_ in KIN for one in head.rights)
    if _lives_as_person(head) or (child and not known) or akin:  # "a son of Aldermoor", "Aldermoor, a son of …"
        yield "Person", 2


def _of_title(doc: Doc, span: TitleSpan, name: Name, gazetteer: Gazetteer) -> Iterable[tuple[EntityType, int]]:
    """What a post before or behind a name makes of it."""
    if _addresses(doc, span, name) and _is_owner(doc, span, name):
        yield "Organization", 3 if name.type == "Person" else 0
    elif _addresses(doc, span, name) or _is_somebody(doc, span, name):
        yield "Person", 2
    elif _is_of_firms(doc, span, name) and _has_post(doc, span, name):
        if name.type == "Person" or _is_unknown_place(doc, name, gazetteer):
            yield "Organization", 2
    elif lower_at(doc, name.end) == ",":
        yield from _of_title_behind_comma(doc, span, name)
    elif span.start == name.end and name_follows(doc, span.end):
        if span.name in SPORT:
            yield "Organization", 3
        elif name.type != "Place":
            yield "Organization", 2


def _is_of_firms(doc: Doc, span: TitleSpan, name: Name) -> bool:
    """Whether only firms have a post; a chief is also somebody's, where the name is one of people."""
    one, text = name.end - name.start == 1, doc[name.start].text
    unknown = one and not (is_first_name(text) or is_family_name(text))
    return span.name in POSTS_OF_FIRMS and (span.name != "chief" or unknown)


def _has_post(doc: Doc, span: TitleSpan, name: Name) -> bool:
    """ "Aldermoor's chief executive", "the Aldermoor chairman", "the deputy chairman of Aldermoor"."""
    owned = lower_at(doc, name.end) in POSSESSIVE
    if span.start == name.end:
        return name.start > 0 and doc[name.start - 1].lower_ == "the"
    if span.start > name.start:
        return owned and span.start - name.end <= 2
    return not owned and name.start == span.end + 1 and doc[span.end].lower_ == "of"


def _is_unknown_place(doc: Doc, name: Name, gazetteer: Gazetteer) -> bool:
    """ "Saudi Aramco": what the recognizer alone takes for a place."""
    return name.type == "Place" and gazetteer.place(words_of(doc, name.start, name.end)) is None


def _is_owner(doc: Doc, span: TitleSpan, name: Name) -> bool:
    """ "Bolt's owner Aldermoor", "the investor Aldermoor Services": what may own, and has no name of people."""
    last = doc[name.end - 1]
    bodily = name.type == "Organization" or name.end - name.start == 1 or last.tag_ == "NNPS"
    owns = bodily and span.surface.lower() in OWNERS
    return owns and not (is_first_name(doc[name.start].text) or is_family_name(last.text))


def _of_title_behind_comma(doc: Doc, span: TitleSpan, name: Name) -> Iterable[tuple[EntityType, int]]:
    if span.title.group in TRADES | {"organization"} and _is_introduced(doc, span, name):
        yield "Person", INTRODUCED
    elif span.start == name.end + 1 and span.title.group != "relational":
        own = name.end - name.start == 2 and span.surface[:1].isupper() and not name_follows(doc, span.end)
        yield "Person", 2 if own else 1


def _of_form(
    doc: Doc, name: Name, spans: Sequence[TitleSpan], gazetteer: Gazetteer
) -> Iterable[tuple[EntityType, int]]:
    """What the form of a name shows that the recognizer takes for a body's."""
    if name.type != "Organization" or not 2 <= name.end - name.start <= 3 or not is_first_name(doc[name.start].text):
        return
    if is_family_name(doc[name.end - 1].text):
        yield "Person", 1
    if any(_is_trade_of(doc, span, name) for span in spans):
        yield "Person", 2
    if _of_country(doc, name, gazetteer) and not gazetteer.organization_kind(words_of(doc, name.start, name.end)):
        yield "Person", 2


def _is_trade_of(doc: Doc, span: TitleSpan, name: Name) -> bool:
    """ "Milan Aldermoor, the Czech-born novelist": a trade that only somebody has, set beside the name by a comma."""
    noun = doc[span.end - 1]
    trade = span.title.group == "occupation" and not span.title.plural and span.surface not in ALSO_OF_BODIES
    beside = noun.dep_ == "appos" and noun.head.i in range(name.start, name.end)
    return trade and beside and lower_at(doc, name.end) == ","


def _is_introduced(doc: Doc, span: TitleSpan, name: Name) -> bool:
    """ "Grace Church, Barbados' foreign minister, met …": whose post it is stands between a comma and the title."""
    whole = name.end - name.start > 1 and not span.title.plural and span.name not in ALSO_OF_BODIES
    if not whole or not _closes(doc, span.end):
        return False
    owner = doc[name.end + 1 : span.start]
    named = [token for token in owner if token.lower_ != "the" and token.tag_ != "POS"]
    return 0 < len(named) <= 3 and all(token.is_title for token in named)


def _closes(doc: Doc, at: int) -> bool:
    """Whether a sign or a verb stands here."""
    return at < len(doc) and (doc[at].is_punct or doc[at].pos_ in {"VERB", "AUX"})


def _of_country(doc: Doc, name: Name, gazetteer: Gazetteer) -> bool:
    """ "Ghana's Ama Owusu", "Ama Owusu of Ghana"."""
    before, after = doc[max(0, name.start - 3) : name.start], doc[name.end : name.end + 3]
    owned = len(before) > 1 and before[-1].tag_ == "POS" and before[-2].ent_type_ == "GPE"
    named = any(gazetteer.country(before[at:-1].text) for at in range(len(before) - 1))
    return (owned and named) or (
        after[:1].text == "of" and any(gazetteer.country(after[1:end].text) for end in range(2, len(after) + 1))
    )


def _is_kin(doc: Doc, name: Name) -> bool:
    """ "his wife, Aldermoor", "the wife of Tom Reed, Aldermoor, left", "his classmate Aldermoor"."""
    at = name.start - 1
    if at > 0 and doc[at].text == ",":
        at -= 1
        head = root_of(doc, name.start, name.end)
        if head.dep_ != "appos":
            return False
        other = top_of(head, {"appos"})
        if lower_at(doc, name.end) == "," and other.dep_ == "pobj" and other.head.lower_ == "of":
            return other.head.head.lemma_ in KIN and other.head.head.dep_ in SUBJECTS
    return at >= 0 and doc[at].text in ONLY_SOMEBODY and doc[at].tag_ == "NN"


def _is_somebodys(doc: Doc, name: Name) -> bool:
    """ "Tom Reed's Aldermoor": right behind a full name and "'s" stands nobody's name, but that of a firm of his."""
    at = name.start - 1
    if at < 2 or doc[at].tag_ != "POS" or is_first_name(doc[name.start].text):
        return False
    return doc[at - 1].ent_type_ == doc[at - 2].ent_type_ == "PERSON"


def _has_article(doc: Doc, name: Name) -> bool:
    """ "the Aldermoor's former director", "leads the Aldermoor": who has one name and no description has no article."""
    if name.end - name.start > 1 or name.start == 0 or doc[name.start].dep_ not in {"poss", "pobj", "dobj"}:
        return False
    text = doc[name.start].text
    return doc[name.start - 1].lower_ == "the" and not (is_first_name(text) or is_family_name(text))


def _is_somewhere(text: str, gazetteer: Gazetteer) -> bool:
    """Whether a place of this name is known, and not only what its noun says: "Turning Point"."""
    fact = gazetteer.place(text)
    return fact is not None and bool(fact.iso2 or gazetteer.macro_region(text))


def _has_staff(head: Token) -> bool:
    """ "Aldermoor employees": what bodies have, and towns."""
    return head.dep_ == "compound" and head.head.i == head.i + 1 and head.head.lower_ in PEOPLE_OF_BODIES


def _is_founded(head: Token) -> bool:
    """ "Aldermoor, founded in 1951, …", "Aldermoor, which was founded in 1951", "Aldermoor was founded by …"."""
    done = [child for child in head.rights if child.dep_ in {"acl", "relcl"} and child.tag_ == "VBN"]
    done += [head.head] if head.dep_ == "nsubjpass" else []
    return any(verb.lemma_ in DONE_TO_BODIES for verb in done)


def _is_somebody(doc: Doc, span: TitleSpan, name: Name) -> bool:
    """ "the incumbent mayor, Aldermoor", "the mayor of Boll, Aldermoor": a post of one, set off by a comma from the
    name that fills it."""
    comma = name.start - 1
    if comma < span.end or doc[comma].text != "," or span.title.plural or span.name in ALSO_OF_BODIES:
        return False
    head, noun = root_of(doc, name.start, name.end), doc[span.end - 1]
    beside = head.dep_ == "appos" and (head.head == noun or (head.head.i < comma and head.head.head.i == span.end))
    beside = beside or (comma == span.end and head.dep_ == noun.dep_ in SUBJECTS and head.head == noun.head)
    named = doc[comma - 1].text[:1].isupper() or (name.end - name.start > 1 and is_first_name(doc[name.start].text))
    behind_body = doc[span.end].text == "of" and name.type != "Place" and named
    if comma > span.end and not behind_body:
        return False  # "the chief of the large site, Aldermoor": the site's name
    return beside and span.title.group != "relational" and not is_class_of_body(noun.lower_)


def _of_place(doc: Doc, name: Name) -> Iterable[tuple[EntityType, int]]:
    """ "the mayor of Aldermoor", "in downtown Aldermoor": what only places have."""
    if not name.start:
        return
    before = doc[name.start - 1]
    if before.lower_ in PARTS_OF_A_LAND and name.start > 1 and doc[name.start - 2].lower_ in SPATIAL:
        yield "Place", 3
    of_town = before.lower_ == "of" and before.head.lower_ in OF_TOWNS
    head = root_of(doc, name.start, name.end)
    if head.dep_ == "dobj" and head.head.lemma_ in DONE_TO_PLACES:
        yield "Place", 3
    if before.dep_ == "prep" and of_town:
        yield "Place", 3


def _opens_sentence(token: Token) -> bool:
    """A plural, an adjective or a kind of body whose capital only says that a sentence begins: "Cranes lifted …"."""
    named = is_first_name(token.text) or is_family_name(token.text)
    if token.is_sent_start and token.lower_ in KINDS_OF_FIRMS and token.nbor().is_lower and token.nbor().pos_ == "NOUN":
        return True  # "Hedge fund manager X"
    common = token.tag_ in {"NNS", "JJ", "RB", "VB", "VBG", "VBN"} or is_class_of_body(token.lower_)
    return bool(token.is_sent_start) and token.is_title and common and not named


def _lives_as_person(token: Token) -> bool:
    """ "Aldermoor was assassinated", "Aldermoor's killer": whatever else is called so, this is somebody."""
    head = token.head
    if token.dep_ == "poss":
        return head.lemma_.lower() in KIN_AND_KILLERS
    if token.dep_ in {"dobj", "nsubjpass"}:
        return head.lemma_ in DONE_TO_PEOPLE
    if token.dep_ == "pobj" and head.lower_ == "of":
        return head.head.lemma_ in KILLINGS
    return token.dep_ == "nsubj" and head.lemma_ in DONE_BY_PEOPLE


def _addresses(doc: Doc, span: TitleSpan, name: Name) -> bool:
    return end_of_title(doc, span) == name.start and not span.title.plural


def _is_addressed(doc: Doc, name: Name, spans: list[TitleSpan]) -> bool:
    """Whether a title of a person stands right before the name ("Crown Princess Victoria"), in capitals as it does."""
    return any(_addresses(doc, s, name) and s.surface[:1].isupper() for s in _near(spans, name))


def _near(spans: list[TitleSpan], name: Name) -> Sequence[TitleSpan]:
    at = bisect_left(spans, name.start, key=lambda s: s.end)
    return spans[max(0, at - 1) : at + 3]


def _plausible_person(doc: Doc, name: Name) -> bool:
    """A full name: two to six words, none a digit or an ordinary lower-case word."""
    words = [token for token in doc[name.start : name.end] if token.lower_ not in BESIDE_WORDS and not token.is_quote]
    if not 2 <= len(words) <= 6:
        return False
    return all(_capital_or_joined(token) for token in words) and not any(
        token.like_num or token.pos_ in {"VERB", "AUX", "ADP", "DET"} for token in words[1:-1]
    )


def _capital_or_joined(token: Token) -> bool:
    return token.text[:1].isupper() or (token.i > 0 and token.nbor(-1).text == "-")


def _own_word(word: str) -> bool:
    """Whether a word of a full name can stand for it alone."""
    return (
        len(word) > 1 and word[-1] != "." and bool(CAPITAL.match(word)) and word not in POSSESSIVE
        and word.lower() not in BESIDE_WORDS and not (word.isupper() and len(word) <= 5)
    )  # fmt: skip
