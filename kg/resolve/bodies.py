"""Whose a bare title is: the body of an office where the words do not say it.

The sieves are asked in the order of `SIEVES`; the first with an answer gives it, and the office keeps its name, so that
`kg why` can say it. Nobody else may be said to hold that post. With none of these, or where they disagree, the body
stays open: no post then, but a title of whoever has it. What one article only suggests is never handed to others.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import chain
from typing import TYPE_CHECKING, Literal, NamedTuple

from rapidfuzz.fuzz import ratio

from kg.datafiles import word_list
from kg.know.first_names import fold_name
from kg.know.leaders import HEADING_GOVERNMENTS, REIGNING
from kg.model import Article, Entity, Mention
from kg.resolve.holdings import only
from kg.resolve.reading import GONE, Reading
from kg.text.clean import clean_words

if TYPE_CHECKING:
    from kg.know.gazetteer import Gazetteer

CLEARLY_ABOUT = 3
"""How often an article must name a country to be about it."""
HALF = 0.5
"""How often an article must name a country for its former heads, against the one it names most."""
NEAR = 100
"""Characters between a country and the title that may belong to it, in one sentence and on one side of a quotation."""
MEETS = re.compile(r"\b(?:with|where|by|met|meets?|meeting|sees?|saw|hosted by|host|greeted by)(?: its| the)?\s*$")
"""Behind a country and before a title: who is met there governs there."""
COMMON_BODY = re.compile(
    r"\s+of\s+(?:(?:the|a|an|its|his|her|their|our)\s+(?!(?:country|republic|nation|state|kingdom)\b)"
    r"|[A-Z][\w.-]+['’]s\s+(?!(?:[a-z-]+\s+){0,3}(?:government|cabinet|republic|council|parliament)\b))[a-z]"
)
"""Behind a title: its body in common words, no state: "president of the company", "of Peru's coffee growers"."""
OPENS = re.compile(r"(?:^|[.!?”\"]\s|\n)(?:In|For) (?:the )?$")
"""Before a country that a sentence is about: "In Poland, Prime Minister X …"."""
MINISTER = "minister"
GOVERNMENT = "government "
SECRETARY = " secretary"
SHADOW = "shadow "
FIRST_MINISTER = "first minister"
NATIONAL_MINISTERS = word_list("ministers of states only")
BEFORE_TITLE = "|".join(sorted(word_list("before a firm's title")))
ALONE = re.compile(rf"(?:^|[.,:;(\"“”—–]|\n|\b(?:{BEFORE_TITLE}))\s*$")
"""Before a title that says of nothing else what it is of."""
NO_FIRMS = frozenset({"government", "international", "media", "party"})
"""Kinds of organizations that the news is seldom about as firms."""
TWICE = 2
POSSESSIVES = frozenset({"his", "her", "its", "their"})
ONE_RANK = (HEADING_GOVERNMENTS, REIGNING)
"""Titles of which a state has one or the other."""

BodySieve = Literal[
    "",
    "words",
    "same holder",
    "leaders",
    "region",
    "title",
    "owner",
    "succession",
    "appointer",
    "secretaries",
    "this article",
    "beside",
    "company",
    "companion",
    "meeting",
    "about",
    "dateline",
    "only",
    "leaders of other days",
    "firm",
]
SIEVES: Mapping[BodySieve, str] = {
    "words": "the words beside the title say it",
    "same holder": "elsewhere the same title of the same person has it",
    "leaders": "the table of leaders has this head of it on the day of the article",
    "region": "the article is about this part of a country, which has ministers",
    "title": "the title alone says it",
    "owner": "the one whose adviser or minister it is governs it",
    "succession": "whoever held the post before or after the holder had it there",
    "appointer": "whoever gave the holder the post, or took it, governs it",
    "secretaries": "of the few states with secretaries the article names it most",
    "this article": "the article gives the title to nothing else",
    "beside": "the holder of another post of it stands before the “and”",
    "company": "the others whom the article calls by bare titles are of it",
    "companion": "whoever travels with the holder is of it",
    "meeting": "the sentence meets the holder there",
    "about": "the article names it far more than any other country",
    "dateline": "the article was filed from there",
    "only": "the article names places and bodies of no other country",
    "leaders of other days": "the article names it, and the table of leaders has this head of it on other days",
    "firm": "the article names this firm first and most",
}
"""What finds the body of a title, in the order in which it is asked; a body in common words ("president of the
company"), found after "leaders", stays open."""


class Body(NamedTuple):
    """The body of a title: its id, None where it stays open; the sieve that found it; whether it is only assumed."""

    id: str | None
    sieve: BodySieve = ""
    assumed: bool = False


OPEN = Body(None)
ALIKE = 80
"""How much of a name two spellings share, in hundredths: "Kutchma" and "Kuchma"."""
OWNED = ("'s ", "’s ", " ")
"""What stands between an owner and what he has."""
BESIDE = 12
"""Characters within which that is found, with the blanks and marks of the text as read."""
_STOP = re.compile(r"\.\s+")


def _sentences_before(article: Article, offset: int) -> list[int]:
    """Where the paragraph about an offset begins, and each of its sentences up to there."""
    block = article.block_at(offset)
    begin = block.start if block else article.text.rfind("\n", 0, offset) + 1
    return [begin, *(stop.end() for stop in _STOP.finditer(article.text, begin, offset))]


@dataclass
class Bodies:
    """What the corpus says of bodies, and the answers for single mentions."""

    entities: Mapping[str, Entity]
    defaults: Mapping[str, str]
    """Title → id of its fixed body."""
    national: frozenset[str]
    """Titles that belong to a state when nothing else is said."""
    of_leader: Callable[[str, Mention, date | None], str | None] = lambda *_: None
    """Name, title and day → id of the state that the table of leaders gives them."""
    heads: Callable[[str, Mention, date | None], Collection[str]] = lambda *_: ()
    """State, title and day → the words that those go by whom the table of leaders knows under it."""
    is_country: Callable[[str], bool] = lambda _: False
    """Whether an id is that of a country, which no article need name: Manila alone tells where one is at home."""
    unsuggested: frozenset[str] = frozenset()
    """Titles that no country is given for being what an article is about: firms and regions have such posts too."""
    royal: frozenset[str] = frozenset()
    monarchies: frozenset[str] = frozenset()
    """Ids of the countries that royal titles can be given for it."""
    firms: frozenset[str] = frozenset()
    """Titles that firms have."""
    of_states: frozenset[str] = frozenset()
    """Titles, besides ministers', that the state of an article settles."""
    without_ministers: frozenset[str] = frozenset()
    """Ids of the countries that have secretaries instead."""
    secretaries: frozenset[str] = frozenset()
    """Ids of the countries whose departments secretaries head."""
    secretaries_besides: frozenset[str] = frozenset()
    """Those of them to which no title belongs by default."""
    of_regions: frozenset[str] = frozenset()
    """Titles that parts of a country give as well as the country, whose they are beside its other posts: attorneys
    general."""
    of_one_state: frozenset[str] = frozenset()
    """Titles of secretaries that one state alone has, whatever state an article is about."""
    regions: Mapping[str, str] = field(default_factory=dict)
    """Name → id of the parts of countries that have ministers."""
    tells: Mapping[str, str] = field(default_factory=dict)
    """Name of a body → id of the country or region that an article is about which names it."""
    by_holder: dict[tuple[str, str], Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    holders: dict[tuple[str, str], set[str]] = field(default_factory=lambda: defaultdict(set))
    """(title, body) → those said to hold it now."""
    countries: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    """Person → countries whose posts they are said to hold now."""

    def learn(self, readings: Callable[[], Iterable[Reading]]) -> None:
        """Take in every office whose body and holder the text gives."""
        for reading in readings():
            for index in reading.offices():
                self._take_in(reading, index)

    def _take_in(self, reading: Reading, index: int) -> None:
        mention = reading.extraction.mentions[index]
        body = reading.linked(mention.link("body"))
        holder = reading.holder(index) if body is not None else None
        if body is None or holder is None:
            return
        self.by_holder[holder, mention.title][body] += 1
        if mention.modifier not in GONE and not _only_expected(reading, index):
            self.holders[mention.title, body].add(holder)
            if self._is_country(body):
                self.countries[holder].add(body)

    def body(self, reading: Reading, index: int, holder: str | None) -> Body:
        """The body of an Office mention.

        What an article states of the holder, or what the title says by itself, is not assumed: more may be said on its
        ground. Nor is the state that both the table of leaders and the article name, nor a minister's: firms have none.
        """
        found = self._known(reading, index, holder) or self._of_words(reading, index, holder)
        return found or self._likely(reading, index, holder)

    def _known(self, reading: Reading, index: int, holder: str | None) -> Body | None:
        """The body that the words give, or the holder's other mentions, or the table of leaders."""
        mention = reading.extraction.mentions[index]
        if said := reading.linked(mention.link("body")):
            return Body(said, "words")
        if known := self.by_holder.get((holder or "", mention.title)):
            return Body(_commonest(known), "same holder")
        if holder is not None and (state := self._of_leader(reading, mention, holder)):
            return Body(state, "leaders", not self._share(reading, state))
        return None

    def _of_words(self, reading: Reading, index: int, holder: str | None) -> Body | None:
        """The body that the title has by itself or by what stands around it."""
        mention = reading.extraction.mentions[index]
        if COMMON_BODY.match(reading.extraction.article.text, mention.end):
            return OPEN
        if region := self._of_region(reading, mention):
            return Body(region, "region")
        if fixed := self._of_title(reading, mention, holder):
            return Body(fixed, "title")
        if owners := self._owners(reading, mention):
            return Body(owners, "owner")
        if succeeded := self._of_succession(reading, index, holder):
            return Body(succeeded, "succession")
        if holder is not None and self._is_of_state(mention) and (named := self._of_appointer(reading, holder)):
            return Body(named, "appointer")
        if mention.title.endswith(SECRETARY):
            return Body(self._of_secretaries(reading, mention, holder), "secretaries")
        return None

    def _likely(self, reading: Reading, index: int, holder: str | None) -> Body:
        """The body that the circumstances suggest."""
        mention = reading.extraction.mentions[index]
        of_region = mention.title in self.of_regions and self._tells_of_region(reading)
        of_state = self._is_of_state(mention) and not (of_region or self.may_be_a_firms(reading, mention))
        suggested = self._suggested(reading, index, holder) if of_state else OPEN
        if holder is not None and suggested.sieve != "leaders of other days" and not _only_expected(reading, index):
            day = reading.extraction.article.published
            suggested = OPEN if self._has_other_heads(suggested.id, mention, holder, day) else suggested
        if suggested.id is None and holder is not None and mention.title in self.firms:
            return Body(self._of_firm(reading, index), "firm", assumed=True)
        return suggested._replace(assumed=not mention.title.endswith(MINISTER))

    def _of_title(self, reading: Reading, mention: Mention, holder: str | None) -> str | None:
        """The title's fixed body, unless the article is rather about another state that has secretaries, or about any
        other while somebody else is said to hold the post."""
        fixed = self.defaults.get(mention.title)
        if fixed is None or not mention.title.endswith(SECRETARY):
            return fixed
        lands = self._lands(reading)
        besides = () if mention.title in self.of_one_state else sorted(self.secretaries_besides)
        other = max(besides, key=lambda state: lands[state], default=fixed)
        if lands[other] > lands[fixed]:
            return other
        foreign = max(lands.values(), default=0) > lands[fixed]
        return None if foreign and holder is not None and self._others(fixed, mention, holder) else fixed

    def _of_secretaries(self, reading: Reading, mention: Mention, holder: str | None) -> str | None:
        """Of the few states with secretaries the one that the article names most."""
        if mention.title.startswith(SHADOW):  # only where a minister may be a secretary is there a shadow one
            return next(iter(self.secretaries - self.secretaries_besides - self.without_ministers), None)
        state = _named_most(self._lands(reading), self.secretaries)
        if holder is None or state is None:
            return None
        return state if self._free(state, mention, holder) else None

    def _of_region(self, reading: Reading, mention: Mention) -> str | None:
        """The part of a country with ministers of its own that the article names, and no less than the country."""
        first = mention.title == FIRST_MINISTER
        if not (first or mention.title.endswith(f" {MINISTER}")) or mention.title in NATIONAL_MINISTERS:
            return None
        lands = self._lands(reading)
        region = _named_most(lands, self.regions.values())
        if region is None or first:
            return region
        country = self.entities[region].inside or ""
        return region if lands[region] >= max(CLEARLY_ABOUT, lands[country]) else None

    def _of_firm(self, reading: Reading, index: int) -> str | None:
        """The firm that an article is about: which it names first and most, and more than once. A title behind a noun
        is of what the noun says ("committee chairman Ann Holm")."""
        one = reading.extraction.mentions[index]
        if not ALONE.search(reading.extraction.article.text[max(0, one.start - 20) : one.start]):
            return None
        if not one.text.islower() and self._is_of_state(one):
            return None
        firms = Counter(
            found[0]
            for mention, found in zip(reading.extraction.mentions, reading.of, strict=True)
            if mention.type == "Organization" and mention.kind == "name" and len(found) == 1
        )
        firm = _named_most(firms, firms)
        if firm is None or firms[firm] < TWICE or next(iter(firms)) != firm:
            return None
        return firm if self.entities[firm].kind not in NO_FIRMS else None

    def _of_leader(self, reading: Reading, mention: Mention, holder: str) -> str | None:
        """The state that had this head on the day of the article, where nobody else is said to be it but heads that the
        table knows as well, of other days; without a day there is no telling them apart."""
        day = reading.extraction.article.published
        state = self._headed(mention, holder, day)
        others = self._others(state, mention, holder) if state is not None else set()
        known = day is not None and all(self._headed(mention, other, None) == state for other in others)
        return state if known or not others else None

    def _headed(self, mention: Mention, holder: str, day: date | None) -> str | None:
        """The one state that the table of leaders knows the holder as a head of, on a day or (None) on any.

        A surname counts where no article writes more: Tom Bell of a firm is not the Ann Bell who headed a state.
        """
        written = {self.entities[holder].name, *(alias for alias, _ in self.entities[holder].aliases)}
        names = {name for name in written if " " in name} or written
        states = {self.of_leader(name, mention, day) for name in names} - {None}
        return states.pop() if len(states) == 1 else None

    def _has_other_heads(self, state: str | None, mention: Mention, holder: str, day: date | None) -> bool:
        """Whether the table of leaders has others under this title in a state: "President Jacques Delors" is none of
        the state that his article is about. A word much alike is enough: papers spell names in many ways."""
        heads = self.heads(state, mention, day) if state is not None else ()
        entity = self.entities[holder]
        names = (entity.name, *(alias for alias, _ in entity.aliases))
        words = {word for name in names for word in fold_name(name).split()}
        return bool(heads) and not any(ratio(word, head) >= ALIKE for word in words for head in heads)

    def is_over(self, mention: Mention, holder: str, body: str, day: date | None) -> bool:
        """Whether the holder is called by a former title: so says the article, or the table of leaders, which has no
        term of theirs on the day: "President Ann Holm signed it in 1974", fifty years on."""
        if mention.modifier in GONE:
            return True
        return (
            day is not None
            and self._headed(mention, holder, day) is None
            and self._headed(mention, holder, None) == body
        )

    def _suggested(self, reading: Reading, index: int, holder: str | None) -> Body:
        """What the circumstances say, unless the table of leaders knows the holder as another state's on any day: "in
        1974 President Ann Holm signed", fifty years on. Where nothing else is said that takes a full name, and a day,
        which tells that the post is another's by now."""
        found = self._of_circumstances(reading, index, holder)
        headed = self._headed(reading.extraction.mentions[index], holder, None) if holder is not None else None
        if headed in {None, found.id} or holder is None:
            return found
        if found.id is None and (" " not in self.entities[holder].name or reading.extraction.article.published is None):
            return OPEN
        if self._share(reading, headed):
            return Body(headed, "leaders of other days")
        past = replace(reading.extraction.mentions[index], modifier="former")
        before = self._headed(past, holder, reading.extraction.article.published) == headed
        return Body(headed, "leaders of other days", assumed=True) if before else OPEN

    def _of_circumstances(self, reading: Reading, index: int, holder: str | None) -> Body:
        """Of a national title: the state of those beside it, of its sentence or its article."""
        mention = reading.extraction.mentions[index]
        if (said := self._of_this_article(reading, mention, holder)) is not None:
            return said
        if holder is None:
            return OPEN
        if beside := self._of_neighbour(reading, index, holder):
            return Body(beside, "beside")
        if country := self._of_only_company(reading, mention, holder):
            return Body(country, "company")
        return OPEN if mention.title in self.of_regions else self._of_surroundings(reading, index, holder)

    def _of_surroundings(self, reading: Reading, index: int, holder: str) -> Body:
        """The state that the people and places around a holder suggest."""
        mention = reading.extraction.mentions[index]
        if companions := self._companions(reading, holder):
            return Body(self._of_companion(reading, mention, holder, companions), "companion")
        stands_beside = reading.stands_beside_holder(index)
        if stands_beside and (met := self._of_sentence(reading, index, holder)):
            return Body(met, "meeting")
        if about := self._of_article(reading, mention, holder):
            return Body(about, "about")
        if stands_beside and (filed := self._of_dateline(reading, index, holder)):
            return Body(filed, "dateline")
        return Body(self._of_only_land(reading, mention, holder), "only")

    def _of_this_article(self, reading: Reading, mention: Mention, holder: str | None) -> Body | None:
        """The one state that the article gives this post elsewhere; None where it does not settle it."""
        here = reading.bodies_of.get(mention.title, set())
        former = reading.bodies_of.get(f"former {mention.title}", set())
        if mention.modifier in GONE:
            return self._of_former(reading, here | former)
        body = only(here) if holder is None and former <= here else None
        return Body(body, "this article") if body is not None else None

    def _of_former(self, reading: Reading, here: set[str]) -> Body | None:
        """The same of a post that somebody no longer has, where the article is about that state more than others."""
        if here and self._of_company(reading).keys() - here:
            return OPEN
        body = only(here)
        if body is None:
            return None
        return Body(body, "this article") if self._share(reading, body) >= HALF else OPEN

    def _of_only_company(self, reading: Reading, mention: Mention, holder: str) -> str | None:
        """The one country whose posts the article tells of by bare titles."""
        company = self._of_company(reading)
        country = only(company)
        if country is None or _rank(mention.title) & company[country]:
            return None
        return country if self._free(country, mention, holder) else None

    def _of_neighbour(self, reading: Reading, index: int, holder: str) -> str | None:
        """ "Chilean President Ann Holm and Foreign Minister Karl Dahl": the state of the one before the "and"."""
        mention, text = reading.extraction.mentions[index], reading.extraction.article.text
        before = [one for one in reading.offices() if one < index]
        if not before or not reading.stands_beside_holder(index):
            return None
        other = reading.extraction.mentions[max(before)]
        who, body = other.link("holder"), reading.linked(other.link("body"))
        if who is None or body is None or not self._is_country(body):
            return None
        gap = clean_words(text[reading.extraction.mentions[who].end : mention.start])
        if gap.strip() != "and" or not _rank(other.title).isdisjoint(_rank(mention.title)):
            return None
        return body if self._free(body, mention, holder) else None

    def _of_company(self, reading: Reading) -> Mapping[str, set[str]]:
        """The countries of the known ones among those the article calls by bare national titles, with these titles:
        where "President X" is Ghana's, by the text or the table of leaders, so in all likelihood is "Vice President Y",
        and "President Y" is not."""
        if reading.company is None:
            reading.company = {}
            for index in reading.offices():
                mention = reading.extraction.mentions[index]
                if mention.title not in self.national or mention.modifier in GONE or mention.link("body") is not None:
                    continue
                holder = reading.holder(index)
                if holder is not None:
                    known = self.by_holder.get((holder, mention.title))
                    country = _commonest(known) if known else self.defaults.get(mention.title)
                    country = country or self._of_leader(reading, mention, holder)
                    if country is not None:
                        reading.company.setdefault(country, set()).add(mention.title)
        return reading.company

    def _is_of_state(self, mention: Mention) -> bool:
        of_government = mention.title.startswith(GOVERNMENT) or mention.title.endswith(f" {MINISTER}")
        return of_government or mention.title in self.national | self.of_states | self.of_regions

    def _tells_of_region(self, reading: Reading) -> bool:
        """Whether an article names one part of a country more than in passing."""
        named = Counter(found[0] for found in reading.of if len(found) == 1 and found[0] in self.entities)
        return any(n >= TWICE and self.entities[one].kind == "region" for one, n in named.items())

    def _owners(self, reading: Reading, mention: Mention) -> str | None:
        """ "Berg's national security adviser", "her interior minister": the state that Berg governs; "its foreign
        minister": the country itself; "its chairman", "the company's president": the company; "its finance chief": the
        body, of whatever kind."""
        bodies: set[str] = set()
        for index, owner in enumerate(reading.extraction.mentions):
            if index == mention.link("of") or 0 < mention.start - owner.end <= BESIDE:
                bodies |= self._owned_by(reading, index, mention)
        return only(bodies)

    def _owned_by(self, reading: Reading, index: int, mention: Mention) -> set[str]:
        """The body that a title is of by the words that stand as its owner before it."""
        owner = reading.extraction.mentions[index]
        of_state, of_firms = self._is_of_state(mention), mention.title in self.firms
        between = clean_words(reading.extraction.article.text[owner.end : mention.start])
        owned = " " if index == mention.link("of") else between  # "its chairman and president"
        its = owner.text.lower() == "its" and not of_state
        pronoun = its or ((of_state or of_firms) and owner.text.lower() in POSSESSIVES)
        whose = reading.linked(index)
        if whose is None or owned not in OWNED or (owned == " " and not pronoun):
            return set()
        return self._body_of_owner(owner, whose, firm=its or of_firms)

    def _body_of_owner(self, owner: Mention, whose: str, *, firm: bool) -> set[str]:
        """The states that somebody governs, a country itself, or a body that is told of without its name."""
        if owner.type == "Person":
            return self.countries.get(whose, set())
        if owner.kind in {"pronoun", "description"} and self._is_country(whose):
            return {whose}
        told = owner.type == "Organization" and owner.kind != "name"
        return {whose} & self.entities.keys() if told and firm else set()

    def _of_succession(self, reading: Reading, index: int, holder: str | None) -> str | None:
        """ "Berg is to succeed Holm as prime minister", "Berg replaced Holm as chairman": the body whose post Holm is
        said to hold or to have held."""
        title = reading.extraction.mentions[index].title
        told = {
            reading.linked(claim.subject)
            for claim in reading.extraction.claims
            if claim.type == "HOLDS_OFFICE" and claim.object == index
        }
        told |= {one for pair in _ends(reading, "SUCCEEDED") if holder in pair for one in pair}
        others = told - {holder, None}
        if not others:
            return None  # of most posts
        said = [(other, self.by_holder.get((other or "", title))) for other in others]
        bodies = {other: _commonest(body) for other, body in said if body}
        for at in reading.offices():
            beside = reading.linked(reading.extraction.mentions[at].link("holder"))
            if at != index and beside in others and reading.extraction.mentions[at].title == title:
                bodies.setdefault(beside, self._likely(reading, at, beside).id or "")
        return only(set(bodies.values()) - {""})

    def _of_appointer(self, reading: Reading, holder: str) -> str | None:
        """ "She named Ida Holm finance minister", "she fired Finance Minister Ida Holm": the state that she governs."""
        pairs = chain(_ends(reading, "APPOINTED"), _ends(reading, "DISMISSED"))
        by = (who for who, whom in pairs if whom == holder)
        return only({state for who in by for state in self.countries.get(who or "", ())})

    def may_be_a_firms(self, reading: Reading, mention: Mention) -> bool:
        """ "president Ann Holm told shareholders": in small letters, what firms have too is no state's where the
        article names a firm."""
        if mention.title not in self.firms or (mention.title in self.national and not mention.text.islower()):
            return False
        named = (found[0] for found in reading.of if len(found) == 1 and found[0] in self.entities)
        return any(
            self.entities[one].type == "Organization" and self.entities[one].kind not in NO_FIRMS for one in named
        )

    def _is_country(self, ident: str) -> bool:
        return self.entities[ident].kind == "country" if ident in self.entities else self.is_country(ident)

    def _companions(self, reading: Reading, holder: str) -> set[str]:
        """Who travels with the holder of a post."""
        ends = [set(pair) for pair in _ends(reading, "ACCOMPANIED")]
        return {one for pair in ends if holder in pair for one in pair - {holder} if one is not None}

    def _of_companion(self, reading: Reading, mention: Mention, holder: str, companions: set[str]) -> str | None:
        """ "Berg, who came to Chile with Foreign Minister Dahl": the state of the one who travels with the holder, no
        other, wherever they go."""
        states = {state for one in companions for state in self.countries.get(one, ())}
        states |= {state for one, state in _ends(reading, "CITIZEN_OF") if one in companions and state is not None}
        state = only([state for state in states if self._is_country(state)])
        return state if state is not None and self._free(state, mention, holder) else None

    def _of_sentence(self, reading: Reading, index: int, holder: str) -> str | None:
        """ "… will travel to Seoul, South Korea, for talks with President Lee": the country where the holder is met.

        A country that the sentence merely talks about says nothing: "Israel accused Iran, Foreign Minister X said".
        """
        near = [
            country
            for country, lead, gap in self._named_before(reading, index)
            if ";" not in gap and (MEETS.search(gap) or (gap == ", " and OPENS.search(lead)))
        ]
        return near[0] if near and self._free(near[0], reading.extraction.mentions[index], holder) else None

    def _named_before(self, reading: Reading, index: int) -> list[tuple[str, str, str]]:
        """The countries that a sentence names not far before a mention, on its side of a quotation, each with what
        stands just before it and between; the nearest first."""
        extraction = reading.extraction
        mention = extraction.mentions[index]
        block = extraction.article.block_at(mention.start)
        found: list[tuple[str, str, str]] = []
        for before in range(index - 1, max(-1, index - 7), -1):
            candidate = extraction.mentions[before]
            gap = clean_words(extraction.article.text[candidate.end : mention.start])
            outside = block is not None and candidate.start < block.start
            if outside or len(gap) > NEAR or ". " in gap.replace("U.S. ", ""):
                break
            named = self._country(reading, before) if candidate.kind == "name" else None
            country = named or self._visited(reading, before, index)
            lead = extraction.article.text[max(0, candidate.start - 12) : candidate.start]
            found += [(country, lead, gap)] if country is not None else []
        return found

    def _named_just_before(self, reading: Reading, index: int) -> list[str]:
        """The countries named before a mention in its sentence, and the one that the sentence before it in the same
        paragraph begins with: "Israel sent nobody. The prime minister, …"."""
        mentions = reading.extraction.mentions
        found = [country for country, _, _ in self._named_before(reading, index)]
        found += self._lands_before(reading, index)
        begins = _sentences_before(reading.extraction.article, mentions[index].start)
        first = [before for before in range(index) if len(begins) > 1 and mentions[before].start == begins[-2]]
        found += [country for before in first if (country := self._country(reading, before)) is not None]
        return found

    def _lands_before(self, reading: Reading, index: int) -> list[str]:
        """The countries of the places in a sentence before a mention: "flew to Moscow and met President …"."""
        mentions = reading.extraction.mentions
        begins = _sentences_before(reading.extraction.article, mentions[index].start)[-1]
        lands = (self._land(reading, before) for before in range(index) if mentions[before].start >= begins)
        return [land for land in lands if land is not None]

    def _visited(self, reading: Reading, place: int, index: int) -> str | None:
        """ "flew to Warsaw, where Prime Minister X …": the country of the city that he governs in."""
        found, extraction = reading.of[place], reading.extraction
        inside = self.entities[found[0]].inside if len(found) == 1 else None
        gap = clean_words(extraction.article.text[extraction.mentions[place].end : extraction.mentions[index].start])
        return inside if inside and self._is_country(inside) and gap.strip() == ", where" else None

    def _of_article(self, reading: Reading, mention: Mention, holder: str) -> str | None:
        """The country an article names more than twice as often as any other."""
        ranked = self._ranked(reading)
        if not ranked or ranked[0][1] < CLEARLY_ABOUT or (len(ranked) > 1 and ranked[0][1] <= 2 * ranked[1][1]):
            return None
        return ranked[0][0] if self._can_be_meant(ranked[0][0], mention, holder) else None

    def _can_be_meant(self, country: str, mention: Mention, holder: str) -> bool:
        """Whether a title may be a country's for nothing but that the article is about it or was filed there."""
        if mention.title in self.unsuggested or (mention.title in self.royal and country not in self.monarchies):
            return False
        return self._free(country, mention, holder)

    def _of_dateline(self, reading: Reading, index: int, holder: str) -> str | None:
        """The country that a report was filed from, where neither it nor the sentence is about another one: the head of
        a foreign one is not called president and no more."""
        country = only({self._land(reading, place) for place in reading.dateline()} - {None})
        if country is None or self._share(reading, country) < 1:
            return None
        if any(named != country for named in self._named_just_before(reading, index)):
            return None
        return country if self._can_be_meant(country, reading.extraction.mentions[index], holder) else None

    def _of_only_land(self, reading: Reading, mention: Mention, holder: str) -> str | None:
        """The one country in which everything lies that the article names, where that is more than one name."""
        lands = self._lands(reading)
        country = only({land if self._is_country(land) else self.entities[land].inside for land in lands} - {None})
        if country is None or not lands[country] or sum(lands.values()) < TWICE:
            return None
        return country if self._can_be_meant(country, mention, holder) else None

    def _share(self, reading: Reading, country: str) -> float:
        """How often an article names that country or places in it, against the one that it names most: 0 to 1."""
        lands = Counter(land for index in range(len(reading.of)) if (land := self._land(reading, index)) is not None)
        return lands[country] / max(lands.values(), default=1)

    def _ranked(self, reading: Reading) -> list[tuple[str, int]]:
        """How often an article names which countries, or the bodies that tell them, the most named first."""
        counts = Counter(c for i in range(len(reading.of)) if (c := self._told(reading, i)) is not None)
        return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))

    def _told(self, reading: Reading, index: int) -> str | None:
        """The country that a mention names, or that its body tells."""
        country = self._country(reading, index) or self._of_teller(reading, index)
        return country if country and self._is_country(country) else None

    def _of_teller(self, reading: Reading, index: int) -> str | None:
        found = reading.of[index]
        body = self.entities.get(found[0]) if len(found) == 1 else None
        return self.tells.get(body.name) if body is not None and body.type == "Organization" else None

    def _lands(self, reading: Reading) -> Counter[str]:
        """How often an article names places in which countries and in which regions with ministers, or their bodies."""
        regions = set(self.regions.values())
        lands: Counter[str] = Counter()
        for index, found in enumerate(reading.of):
            if len(found) == 1 and found[0] in regions:
                lands[found[0]] += 1
            elif land := self._land(reading, index) or self._of_teller(reading, index):
                lands[land] += 1
        return lands

    def _land(self, reading: Reading, index: int) -> str | None:
        """The country of a place."""
        found = reading.of[index] if reading.extraction.mentions[index].type == "Place" else ()
        entity = self.entities[found[0]] if len(found) == 1 else None
        country = entity.id if entity and entity.kind == "country" else entity.inside if entity else None
        return country if country and self._is_country(country) else None

    def _country(self, reading: Reading, index: int) -> str | None:
        found, mention = reading.of[index], reading.extraction.mentions[index]
        is_country = found and mention.type == "Place" and self.entities[found[0]].kind == "country"
        return found[0] if is_country else None

    def _free(self, country: str, mention: Mention, holder: str) -> bool:
        """Whether a country can have the post, and nobody else is said to hold it there, or one of its rank."""
        if mention.title.endswith(MINISTER) and country in self.without_ministers:
            return False
        return not self._others(country, mention, holder)

    def _others(self, country: str, mention: Mention, holder: str) -> set[str]:
        """Who else is said to hold the post now, or one of its rank, in that country."""
        if mention.modifier in GONE:
            return set()
        return set().union(*(self.holders.get((title, country), set()) for title in _rank(mention.title))) - {holder}


def _ends(reading: Reading, relation: str) -> Iterator[tuple[str | None, str | None]]:
    """Whom the claims of a relation tie in an article."""
    for claim in reading.extraction.claims:
        if claim.type == relation:
            yield reading.linked(claim.subject), reading.linked(claim.object)


def _named_most(times: Mapping[str, int], among: Iterable[str]) -> str | None:
    """The one of some that is named more often than all others; None where nothing is, or two are alike."""
    ranked = sorted((times[one], one) for one in among if times[one])
    if not ranked or (len(ranked) > 1 and ranked[-1][0] == ranked[-2][0]):
        return None
    return ranked[-1][1]


def _rank(title: str) -> frozenset[str]:
    """The titles of which a state has one at a time, this one among them."""
    return next((titles for titles in ONE_RANK if title in titles), frozenset({title}))


def _only_expected(reading: Reading, index: int) -> bool:
    """Whether nothing says that anybody holds a post now: "if Ann Holm becomes president"."""
    said = {
        claim.status for claim in reading.extraction.claims if claim.object == index and claim.type == "HOLDS_OFFICE"
    }
    return bool(said) and "actual" not in said


def _commonest(counts: Counter[str]) -> str:
    return min(counts, key=lambda body: (-counts[body], body))


def default_bodies(defaults: Mapping[str, str], gazetteer: Gazetteer) -> dict[str, str]:
    """Title → id of the country that the lexicon gives it."""
    found = {title: gazetteer.country(name) for title, name in defaults.items()}
    return {title: country.id for title, country in found.items() if country is not None}
