"""One place or organization behind many names, over the whole corpus.

Places are told by the gazetteer where it knows them ("U.S.", "America", "American" are one country) and by their words
elsewhere. Organizations are joined by what the articles define ("Long Name (LN)"), by acronym within an article, by
legal suffixes and by the full name beginning with the short one.

What an article defines holds in that article: two bodies may go by one acronym, each where it is introduced. A body of
a state ("Defence Ministry") is told by the state the article gives it.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.keeping import Keep, anew
from kg.know.organization_names import acronym_of, has_legal_form, organization_key
from kg.know.parties import party_names
from kg.know.place_names import place_key, slug
from kg.model import EntityType, Extraction, Mention
from kg.resolve.clusters import Clusters
from kg.resolve.drafts import Forms, Tables, in_its_case, in_memory
from kg.resolve.holdings import only
from kg.resolve.short_names import short_names
from kg.text.clean import clean_words

if TYPE_CHECKING:
    from kg.know.gazetteer import Acronym, Country, Gazetteer, Region

CALLED = re.compile(
    r"\((?:formerly|previously|originally|officially|legally|now|or|later"
    r"|(?:(?:also|often|commonly|simply|formerly|now|better)\s+)?(?:known|called|abbreviated|stylized)(?:\s+(?:simply|as))*)"
    r"(?:\s+the)?|\([A-Z][A-Za-z]{1,7}\s?:"
)
"""What leads to another name in brackets: "(formerly Acme Steel)"; or to the sign of its shares: "(NYSE: ACM)"."""
FORMERLY = re.compile(r", (?:(?:also|better|best|formerly|previously|originally) )?(?:known|called) as(?: the)?")
"""The same between commas: "National Rally, formerly known as the National Front,"."""
ACRONYM = 6
"""Letters that one has at most."""
ACRONYM_OF_PLACE = 4
"""The same, of a place."""
BY_FAR = 2
NAMESAKE = 500_000
"""Inhabitants of a city that keeps the name of its state for itself: New York, Washington."""
NONE: Mapping[tuple[str, str], int] = {}
CHAMBERS = word_list("chambers")
OF_FEDERAL_STATES = word_list("posts of federal states")
TWO_WORDS = 2
GOVERNMENT, INTERNATIONAL, MEDIA = "government", "international", "media"
WHERE = re.compile(r"\b(?:in|at|near|to|from|into|outside|around|for)\s\Z")
"""What stands before the name of a town that somebody is in, comes from or goes to."""
CLOSES = re.compile(r"[,.;:)”\"]|$")
"""What stands behind a town's state."""
FEDERAL = ("CA", "AU")
"""Besides the United States."""
COMPASS = frozenset({"north", "south", "east", "west"})


@dataclass(slots=True)
class Thing:
    """A place or organization: the forms of its name, and what the gazetteer says."""

    key: str
    type: EntityType
    name: str
    forms: Forms
    reasons: tuple[str, ...] = ()
    facts: dict[str, str | float] = field(default_factory=dict)


@dataclass(frozen=True)
class Things:
    """The places and organizations of a corpus, in order of their keys, and which of them a mention names."""

    all: Sequence[Thing]
    _names: Mapping[str, Sequence[int]]
    """Article → for each mention the number of its name; -1: it names no thing."""
    _of_name: Sequence[int]

    def of(self, article: str) -> list[int]:
        """For each mention of an article the place in `all` of the thing it names; -1: it names none."""
        return [self._of_name[number] if number >= 0 else -1 for number in self._names[article]]


@dataclass(slots=True)
class _Named:
    """All mentions of one type with one key."""

    key: str
    type: EntityType
    country: Country | None
    number: int
    forms: Forms = field(default_factory=Forms)
    articles: array[int] = field(default_factory=lambda: array("I"))
    """Numbers of the articles that have it, in order."""
    reasons: dict[str, None] = field(default_factory=dict)
    """Why surfaces with other words have its key."""

    @property
    def shown(self) -> str:
        """The commonest surface, the longest of equals."""
        return _commonest(self.forms.counts, self.forms.counts)


@dataclass(frozen=True)
class _Said:
    """What the articles say of two names, each once, in the order in which it is said first."""

    one: dict[tuple[str, str, str], None] = field(default_factory=dict)
    """That they are one: both keys, and why."""
    short: dict[str, dict[str, str]] = field(default_factory=lambda: defaultdict(dict))
    """What an acronym is said to be short for: its key → the keys of long names, each with the reason."""
    related: dict[tuple[str, str], None] = field(default_factory=dict)
    """That one is a part or property of the other."""
    shortened: Counter[tuple[str, str]] = field(default_factory=Counter)
    """In how many articles a short name stands for a longer one: both keys."""


@dataclass(frozen=True, slots=True)
class Definition:
    """That one name, by its key, stands in brackets behind or before another."""

    short: str
    long: str
    reason: str
    acronym: bool
    """Whether it abbreviates the other, and so may abbreviate something else in another article."""


@dataclass(frozen=True, slots=True)
class NamesIn:
    """What one article by itself says of the names of places and organizations in it."""

    keys: Sequence[str]
    """For each mention what makes two surfaces the same name; "" where it names no thing."""
    countries: Sequence[str]
    """For each mention the id of the country that a place's name stands for, "" for none."""
    definitions: Sequence[Definition] = ()
    related: Sequence[tuple[str, str]] = ()
    """Keys of which one is a part or property of the other."""
    shortened: Sequence[tuple[str, str, str]] = ()
    """Key of a short name, which stands in this article for a longer one: its key, and why."""


Reads = Callable[[Iterable[Extraction], "Gazetteer"], Iterator[NamesIn]]


def names_in(extractions: Iterable[Extraction], gazetteer: Gazetteer) -> Iterator[NamesIn]:
    """The names of each article."""
    return (_names_in(extraction, gazetteer) for extraction in extractions)


def _names_in(extraction: Extraction, gazetteer: Gazetteer) -> NamesIn:
    keys, countries = _keys(extraction, gazetteer)
    definitions = tuple(_defined(extraction, keys, gazetteer))
    longs = ((one.short, one.long) for one in definitions if one.acronym)
    for short, long in longs:
        keys = [long if key == short else key for key in keys]
    shortened: dict[tuple[str, str, str], None] = {}
    found = list(keys)
    for one in short_names(extraction, keys):
        found[one.mention] = one.long
        if one.long:
            shortened[keys[one.mention], one.long, one.reason] = None
    ids = tuple(country.id if country else "" for country in countries)
    return NamesIn(tuple(found), ids, definitions, tuple(_related(extraction, found)), tuple(shortened))


def group_things(
    corpus: Collection[Extraction],
    gazetteer: Gazetteer,
    tables: Tables = in_memory,
    reads: Reads = names_in,
    keep: Keep = anew,
) -> Things:
    """Places and organizations of the corpus, whose articles come in order of their ids. `reads`: what reads the names
    of each, where that is kept; `keep`: the same of what is made of the names themselves."""
    named: dict[str, _Named] = {}
    said = _Said()
    names = tables("things")
    for number, (extraction, found) in enumerate(zip(corpus, reads(corpus, gazetteer), strict=True)):
        names[extraction.article.id] = _name_mentions(extraction, found, number, named, said, gazetteer)
    clusters = _clustered(named, said, gazetteer, keep)
    groups = [([named[key] for key in members], clusters.reasons(members[0])) for members in clusters]
    of_name = array("i", [0]) * len(named)
    for place, (entries, _) in enumerate(groups):
        for entry in entries:
            of_name[entry.number] = place
    keyed = ((f"{list(map(_content, entries))} {reasons}", (entries, reasons)) for entries, reasons in groups)
    called = keep("things", keyed, lambda some: [_called(*one, gazetteer) for one in some])
    return Things([_thing(entries, *made) for (entries, _), made in zip(groups, called, strict=True)], names, of_name)


def _clustered(named: Mapping[str, _Named], said: _Said, gazetteer: Gazetteer, keep: Keep) -> Clusters[str]:
    """The names, joined by what articles say is one, as acronyms and as short forms; never what they say is not one."""
    clusters = Clusters(sorted(named))
    for one, other, reason in said.one:
        if one in named and other in named:
            clusters.join(one, other, reason)
    _join_acronyms(named, said.short, clusters, gazetteer, keep)
    for one, other in said.related:
        if one in named and other in named and clusters.root(one) != clusters.root(other):
            clusters.separate(one, other)
    _join_short_forms(named, clusters, gazetteer, said.shortened)
    return clusters


def _content(entry: _Named) -> tuple[object, ...]:
    """All of a name that a thing is called by."""
    return entry.key, entry.country and entry.country.id, sorted(entry.forms.counts.items()), list(entry.reasons)


def _name_mentions(
    extraction: Extraction, names: NamesIn, number: int, named: dict[str, _Named], said: _Said, gazetteer: Gazetteer
) -> Sequence[int]:
    """Take in the names of one article; for each mention the number of its name, -1 where it names no thing."""
    reasons: dict[str, str] = {}
    for definition in names.definitions:
        if definition.acronym:
            said.short[definition.short][definition.long] = definition.reason
            reasons[definition.long] = definition.reason
        else:
            said.one[definition.short, definition.long, definition.reason] = None
    said.related.update(dict.fromkeys(names.related))
    for short, long, reason in names.shortened:
        said.shortened[short, long] += 1
        reasons[long] = reason
    found = array("i", [-1]) * len(extraction.mentions)
    for index, (mention, key) in enumerate(zip(extraction.mentions, names.keys, strict=True)):
        if key:
            entry = named.get(key)
            if entry is None:
                country = gazetteer.by_id(names.countries[index])
                entry = named[key] = _Named(key, mention.type, country, len(named))
            entry.forms.add(" ".join(mention.text.split()), (extraction.article.id, index))
            if key in reasons:
                entry.reasons[reasons[key]] = None
            if not entry.articles or entry.articles[-1] != number:
                entry.articles.append(number)
            found[index] = entry.number
    return found


def _keys(extraction: Extraction, gazetteer: Gazetteer) -> tuple[list[str], list[Country | None]]:
    """The key of every mention, "" for what names no thing, and the country that a place's name stands for."""
    halves = _halves(extraction, gazetteer)
    acting = _acting(extraction)
    text = extraction.article.text
    countries: list[Country | None] = []
    for mention in extraction.mentions:
        country = _country(mention, gazetteer)
        if country is None and _is_place(mention):
            country = halves.get(mention.text.lower())
            acts = country is None and mention.text in acting
            if acts and not WHERE.search(text[max(0, mention.start - 9) : mention.start]):
                country = gazetteer.capital_of(mention.text)
        countries.append(country)
    keys = [_key(*one, gazetteer) for one in zip(extraction.mentions, countries, strict=True)]
    within = _within_states(extraction, gazetteer)
    for index, mention in enumerate(extraction.mentions if within else ()):
        if mention.text in within and _is_place(mention):
            keys[index], countries[index] = within[mention.text], None
    return _owned(extraction, keys, gazetteer), countries


def _is_place(mention: Mention) -> bool:
    """Whether a mention is the name of a place."""
    return mention.type == "Place" and mention.kind == "name"


def _acting(extraction: Extraction) -> frozenset[str]:
    """The places that act as a government in most of an article's sentences about them: "Washington"."""
    places = [mention for mention in extraction.mentions if _is_place(mention)]
    named = Counter(m.text for m in places)
    acts = Counter(m.text for m in places if m.government)
    return frozenset(text for text, times in acts.items() if 2 * times > named[text])


def _within_states(extraction: Extraction, gazetteer: Gazetteer) -> dict[str, str]:
    """The towns of an article that share their name with a country or capital, and the state that does, with the key of
    each: "Paris, Ontario", "Athens, Georgia"."""
    found: dict[str, str] = {}
    places = [mention for mention in extraction.mentions if _is_place(mention)]
    starts = {mention.start for mention in places}
    text = extraction.article.text
    for town, state in pairwise(places):
        region = _state(state.text, gazetteer)
        if (
            region is None
            or gazetteer.capital_of(state.text)
            or clean_words(text[town.end : state.start]).strip() != ","
        ):
            continue
        if not CLOSES.match(text, state.end) or state.end + 2 in starts:
            continue  # "France, Ontario and Quebec"
        if gazetteer.country(town.text) or gazetteer.capital_of(town.text):
            found[town.text] = f"Place:{region.iso2}/{place_key(town.text)} {region.id}"
        if gazetteer.country(state.text) and any(city.iso2 == region.iso2 for city in gazetteer.city(town.text)):
            found[state.text] = f"Place:{region.iso2}/{region.id}"
    return found | _with_posts_of_states(extraction, gazetteer)


def _with_posts_of_states(extraction: Extraction, gazetteer: Gazetteer) -> dict[str, str]:
    """The states that share their name with a country, where an article tells of a post that no country of that name
    has: "Georgia Secretary of State Tom Reed"."""
    found = dict[str, str]()
    for office in extraction.mentions:
        body = office.link("body") if office.type == "Office" and office.title in OF_FEDERAL_STATES else None
        name = extraction.mentions[body].text if body is not None else ""
        region = _state(name, gazetteer) if gazetteer.country(name) else None
        if region is not None:
            found[name] = f"Place:{region.iso2}/{region.id}"
    return found


def _state(name: str, gazetteer: Gazetteer) -> Region | None:
    """The state or province of a federation behind whose towns it is written."""
    return gazetteer.state(name) or next(
        (r for iso2 in FEDERAL if (r := gazetteer.region(name, iso2)) and r.iso2 == iso2), None
    )


def _owned(extraction: Extraction, keys: list[str], gazetteer: Gazetteer) -> list[str]:
    """The keys; that of a body of government whose name does not say its state has it ("Russia's Defence Ministry").

    Elsewhere in the article the body may go without it: it is of the one state that was given, if it was one.
    """
    owner = _owners(extraction, keys, gazetteer)
    owners: dict[str, set[str]] = defaultdict(set)
    for index, state in owner.items():
        owners[keys[index]].add(state)
    found = list(keys)
    for index, key in enumerate(keys):
        given = owner.get(index) or only(owners.get(key, ()))
        if given is not None:
            found[index] = f"Organization:{given}/{key.removeprefix('Organization:')}"
    return found


def _owners(extraction: Extraction, keys: Sequence[str], gazetteer: Gazetteer) -> dict[int, str]:
    """The state that the article gives a body of government."""
    owner: dict[int, str] = {}
    for claim in extraction.claims:
        subject, place = extraction.mentions[claim.subject], extraction.mentions[claim.object]
        if claim.type in OWNED and subject.type == "Organization" and subject.kind == "name":
            country = _country(place, gazetteer)
            if country and "/" not in keys[claim.subject] and gazetteer.organization_kind(subject.text) == GOVERNMENT:
                owner[claim.subject] = country.id
    return owner


OWNED = frozenset({"BASED_IN", "PART_OF"})
"""Relations by which an article gives a ministry its state."""


def _halves(extraction: Extraction, gazetteer: Gazetteer) -> dict[str, Country]:
    """ "North" → North Korea, where the article names no other country of the north."""
    found: dict[str, dict[str, Country]] = defaultdict(dict)
    for mention in extraction.mentions:
        first, _, rest = mention.text.partition(" ")
        if mention.type == "Place" and rest and first.lower() in COMPASS and (country := _country(mention, gazetteer)):
            found[first.lower()][country.id] = country
    return {word: next(iter(countries.values())) for word, countries in found.items() if len(countries) == 1}


def _country(mention: Mention, gazetteer: Gazetteer) -> Country | None:
    """The country a place name stands for: by its name, its adjective, or as the seat of its government."""
    if mention.type != "Place" or mention.kind not in {"name", "demonym"}:
        return None
    country = gazetteer.country(mention.text) or gazetteer.demonym(mention.text)
    return gazetteer.capital_of(mention.text) if country is None and mention.government else country


def _key(mention: Mention, country: Country | None, gazetteer: Gazetteer) -> str:
    """What makes two surfaces the same name: type and country, or type and folded words.

    A country at the head of an organization's name counts as that country in whatever form ("US Air Force").
    """
    if mention.kind not in {"name", "demonym"} or mention.type not in {"Place", "Organization"}:
        return ""
    if country is not None:
        return f"Place:{country.id}"
    if mention.type == "Organization":
        owner, rest = _owner(mention.text, gazetteer)
        words = organization_key(gazetteer.body(rest) or rest)
        return f"Organization:{owner.id}/{words}" if owner else f"Organization:{words}"
    if mention.kind == "demonym" and (region := gazetteer.region_demonym(mention.text)):
        return f"Place:{organization_key(region.name)}"
    return _key_of_place(mention.text, gazetteer)


def _key_of_place(name: str, gazetteer: Gazetteer) -> str:
    whole = gazetteer.whole_name(name)
    state = gazetteer.state(whole) if whole else None
    short = gazetteer.state(name) or gazetteer.state(f"{name}.")  # "D.C." is short for no state
    if state and (gazetteer.country(whole) or (short and gazetteer.city(whole, NAMESAKE))):
        return f"Place:{state.iso2}/{state.id}"  # "Ga.", which is not the country, and "N.Y.", which is not the city
    return f"Place:{organization_key(whole or name)}"


def _owner(name: str, gazetteer: Gazetteer) -> tuple[Country | None, str]:
    """The country at the head of a body's name, in whatever form, and the rest of the name: "US Air Force"."""
    words = name.split()
    for width in (3, 2, 1):
        head = " ".join(words[:width]).removesuffix("'s").removesuffix("’s")
        owner = gazetteer.country(head) or gazetteer.demonym(head) if len(words) > width else None
        if owner:
            return owner, " ".join(words[width:])
    return None, name


def _defined(extraction: Extraction, keys: Sequence[str], gazetteer: Gazetteer) -> Iterator[Definition]:
    """ "Long Name (LN)" or "LN (Long Name)": the article says that they are one."""
    text = extraction.article.text
    mentions = [
        (m, key)
        for m, key in zip(extraction.mentions, keys, strict=True)
        if m.type == "Organization" and m.kind == "name"
    ]
    for (a, one), (b, other) in pairwise(mentions):
        if one == other:
            continue
        between, behind = clean_words(text[a.end : b.start]).strip(), text[b.end : b.end + 1]
        if behind in {",", ".", ";"} and FORMERLY.fullmatch(between):
            yield Definition(other, one, f"{a.text} = {b.text}: the article says so", False)
        if between[:1] == "(" and behind in {")", ",", ";"}:
            short, long = ((a, one), (b, other)) if len(a.text) < len(b.text) else ((b, other), (a, one))
            closed = behind == ")" and b is short[0]
            fits = between == "(" and _is_short_for(short[0].text, long[0].text, gazetteer, closed=closed)
            if fits or CALLED.fullmatch(between):
                reason = f"{long[0].text} = {short[0].text}: one article gives both, one in brackets"
                yield Definition(short[1], long[1], reason, fits)


def _is_short_for(short: str, long: str, gazetteer: Gazetteer, *, closed: bool) -> bool:
    """Whether an acronym is that of a name, or, alone in brackets behind it, of the name in another language."""
    return _abbreviates(short, long, gazetteer) or (closed and _may_be_translated(short, long, gazetteer))


def _related(extraction: Extraction, keys: Sequence[str]) -> Iterator[tuple[str, str]]:
    """What an article calls part or property of another is not that other, however alike their names are."""
    for claim in extraction.claims:
        if claim.type in {"PART_OF", "OWNS"} and claim.status != "denied":
            one, other = keys[claim.subject], keys[claim.object]
            if one and other:
                yield one, other


def _abbreviates(short: str, long: str, gazetteer: Gazetteer) -> bool:
    """Whether `short` is an acronym or a clipped form of `long`, by the algorithm of Schwartz and Hearst (2003).

    Every letter of it occurs in the long form, in order, the first at the beginning of a word. An acronym that is known
    to be of another body ("UN") has to be made of the initials, and a form of one word in small letters ("Caltech") to
    begin as the long form does.
    """
    known = gazetteer.acronym(short)
    if known and gazetteer.identity(short) != gazetteer.identity(long):
        return short.replace(".", "") in acronym_of(long)
    clipped = " " not in short and " " in long and short[:1] == long[:1]
    return (short.isupper() or clipped) and _letters_fit(short, long)


def _letters_fit(short: str, long: str) -> bool:
    """The letters of `short` found from its end to its beginning in `long`."""
    letters = [letter for letter in short.lower() if letter.isalnum()]
    text, at = long.lower(), len(long)
    while letters:
        letter = letters.pop()
        at -= 1
        while at >= 0 and (text[at] != letter or (not letters and at > 0 and text[at - 1].isalnum())):
            at -= 1
        if at < 0:
            return False
    return True


def _may_be_translated(short: str, long: str, gazetteer: Gazetteer) -> bool:
    """ "National Liberation Army (ELN)": the acronym of a name in another language; not "Acme Foundation (BBC)"."""
    if not (short.isupper() and short.isalpha() and 2 < len(short) <= ACRONYM and " " in long and not long.isupper()):
        return False
    return gazetteer.organization_kind(short) in {"", gazetteer.organization_kind(long)}


def _join_acronyms(
    named: Mapping[str, _Named],
    short: Mapping[str, Mapping[str, str]],
    clusters: Clusters[str],
    gazetteer: Gazetteer,
    keep: Keep,
) -> None:
    """An acronym, where its own article does not say what it is short for.

    What all articles that say it agree upon; else the one long name with these initials in the same article, or what
    everybody knows by it. Nothing where articles mean different bodies by it.
    """
    for key, longs in short.items():
        if key in named and len({clusters.root(long) for long in longs if long in named}) == 1:
            for long, reason in longs.items():
                clusters.join(long, key, reason)
    expansions: dict[str, list[_Named]] = defaultdict(list)
    bodies = [entry for entry in named.values() if entry.type == "Organization"]
    longer = [[form for form in entry.forms.counts if " " in form] for entry in bodies]
    forms = sorted({form for names in longer for form in names})
    made = keep("acronyms", zip(forms, forms, strict=True), lambda some: [_acronyms(form, gazetteer) for form in some])
    acronyms = dict(zip(forms, made, strict=True))
    for entry, names in zip(bodies, longer, strict=True):
        for acronym in sorted({acronym for form in names for acronym in acronyms[form]}):
            expansions[acronym].append(entry)
    for entry in named.values():
        shown = entry.shown.replace(".", "")
        if entry.type != "Organization" or not shown.isupper() or len(shown) < 2 or entry.key in short:
            continue
        if entry.key != f"Organization:{organization_key(entry.shown)}":
            continue  # a long name that mostly goes by its acronym
        fits = expansions.get(shown, [])
        near = [e for e in fits if _meet(e, entry)]
        near = near or (_known_by(gazetteer.acronym(shown), fits) if len(shown) > 2 else [])
        one = near[0] if len({clusters.root(e.key) for e in near}) == 1 else _mostly_beside(entry, near)
        if one is not None:
            clusters.join(one.key, entry.key, f"{one.shown} = {entry.shown}: its initials")


def _known_by(known: Acronym | None, fits: list[_Named]) -> list[_Named]:
    """Of long names in other articles none but the body's that everybody knows by the acronym: "First Bank Inc" in one
    article is not the FBI of another, nor the FBX."""
    return [e for e in fits if known and organization_key(e.shown) == organization_key(known.name)]


def _acronyms(form: str, gazetteer: Gazetteer) -> list[str]:
    """The acronyms that a long name of a body can have, with the country in it and without."""
    return sorted({acronym for name in (form, _owner(form, gazetteer)[1]) for acronym in acronym_of(name)})


def _join_short_forms(
    named: Mapping[str, _Named],
    clusters: Clusters[str],
    gazetteer: Gazetteer,
    shortened: Mapping[tuple[str, str], int],
) -> None:
    """A short name and the longer one of the same articles that begins or ends with it, or adds the country before it.

    Where several do, the one that shares most articles with it by far.
    """
    by_beginning: dict[tuple[str, str], list[_Named]] = defaultdict(list)
    by_rest: dict[str, list[_Named]] = defaultdict(list)
    by_ending: dict[str, list[_Named]] = defaultdict(list)
    for entry in named.values():
        words = _words(entry)
        for width in range(1, len(words)):
            if _adds(words[:width], words, entry.type):
                by_beginning[entry.type, " ".join(words[:width])].append(entry)
        if entry.type == "Organization" and "/" in entry.key:
            by_rest[entry.key.split("/", 1)[1]].append(entry)
        elif entry.type == "Organization" and len(words) > TWO_WORDS and words[0] in CHAMBERS:
            by_rest[" ".join(words[1:])].append(entry)  # the "House Ways and Means Committee"
        ends = entry.type == "Organization" and len(words) > 1 and len(words[-1]) > 3
        if ends and (len(words) == 2 or gazetteer.organization_kind(entry.shown) == MEDIA):
            by_ending[words[-1]].append(entry)
    for entry in sorted(named.values(), key=lambda e: e.key):
        words = _words(entry)
        longer = list(by_beginning.get((entry.type, " ".join(words)), ()))
        longer = [] if longer and _is_international(entry, gazetteer) else longer
        if entry.type == "Organization" and len(words) > 1:
            longer += by_rest.get(" ".join(words), ())
        elif entry.type == "Organization" and by_ending.get(words[0]):
            longer += by_ending[words[0]] if gazetteer.organization_kind(entry.shown) in {"", MEDIA} else ()
        if not longer:
            continue
        if (
            len(words) == 1
            and gazetteer.is_named(entry.shown)
            and gazetteer.organization_kind(entry.shown) == GOVERNMENT
        ):
            continue  # "the House" is a chamber by itself, not the White House
        if len(words) == 1 and entry.type == "Organization" and all(" " in form for form in entry.forms.counts):
            continue  # "Dolphin Company" never goes by its first word
        if len(words) == 1 and _has_legal_form(entry):
            longer = [one for one in longer if not _has_legal_form(one)]  # two firms of one first word
        long = _mostly_beside(entry, longer, shortened)
        if long is not None:
            clusters.join(long.key, entry.key, f"{long.shown} = {entry.shown}: the same name, longer, in one article")


def _is_international(entry: _Named, gazetteer: Gazetteer) -> bool:
    """Whether the name is that of a body everybody knows, which is no short one of its agencies': "European Union" of
    "European Union Police Mission"."""
    name, named = entry.shown, entry.type == "Organization"
    kind = gazetteer.organization_kind(name) if named and gazetteer.is_named(name) else ""
    return named and (bool(gazetteer.acronym(name)) or kind == INTERNATIONAL)


def _has_legal_form(entry: _Named) -> bool:
    return any(has_legal_form(form) for form in entry.forms.counts)


def _mostly_beside(
    entry: _Named, longer: Sequence[_Named], shortened: Mapping[tuple[str, str], int] = NONE
) -> _Named | None:
    """The one of some longer names that shares articles with a name, at least twice as many as any other does;
    so it does where the name stands for it."""

    def meetings(one: _Named) -> int:
        return _meetings(entry, one) + shortened.get((entry.key, one.key), 0)

    shared = sorted(((meetings(one), one.key, one) for one in longer), key=lambda row: (-row[0], row[1]))
    if not shared or not shared[0][0] or (len(shared) > 1 and shared[0][0] < BY_FAR * shared[1][0]):
        return None
    return shared[0][2]


def _words(entry: _Named) -> list[str]:
    return entry.key.split(":", 1)[1].split(" ")


def _adds(short: Sequence[str], long: Sequence[str], kind: EntityType) -> bool:
    """Whether `long` may go by its beginning: by two words or more, or by one word of an organization's two."""
    return len(short) > 1 or (kind == "Organization" and len(long) == 2 and len(short[0]) > 3)


def _meet(a: _Named, b: _Named) -> bool:
    """Whether an article has both."""
    return _meetings(a, b) > 0


def _meetings(a: _Named, b: _Named) -> int:
    """How many articles have both."""
    few, many = sorted((a.articles, b.articles), key=len)
    places = ((number, bisect_left(many, number)) for number in few)
    return sum(at < len(many) and many[at] == number for number, at in places)


_Called = tuple[str, list[str], dict[str, str | float]]
"""What a thing is called, why all its names are one, and what the gazetteer says."""


def _thing(entries: Sequence[_Named], name: str, reasons: Sequence[str], facts: dict[str, str | float]) -> Thing:
    """The thing, which has the forms of its names from now on."""
    main = _main(entries)
    forms, *others = (entry.forms for entry in entries)
    for other in others:
        forms.take_in(other)
    return Thing(main.key, main.type, name, forms, tuple(reasons), facts)


def _main(entries: Sequence[_Named]) -> _Named:
    """The name that is used most."""
    return max(entries, key=lambda e: (e.forms.counts.total(), e.key))


def _called(entries: Sequence[_Named], reasons: tuple[str, ...], gazetteer: Gazetteer) -> _Called:
    main = _main(entries)
    why = {reason for entry in entries for reason in _forms(entry)}
    counts: Counter[str] = Counter()
    for entry in entries:
        counts.update(entry.forms.counts)
    if main.type == "Place":
        name, facts = _place(main, counts, gazetteer)
    else:
        name, facts = _organization(entries, counts, gazetteer)
    return name, sorted({*reasons, *why}), facts


def _forms(entry: _Named) -> Iterator[str]:
    """Why surfaces with different words have one key."""
    yield from entry.reasons
    if entry.reasons:
        return
    shown = entry.country.name if entry.country else entry.shown
    why = "the same country" if entry.country else "the same name but for the form of its country"
    for surface in sorted(entry.forms.counts):
        if surface != shown and organization_key(surface) != organization_key(shown):
            yield f"{shown} = {surface}: {why}"


def _commonest(counts: Mapping[str, int], among: Iterable[str]) -> str:
    return min(among, key=lambda s: (-counts[s], -len(s), s))


def _goes_on(short: str, long: str, gazetteer: Gazetteer) -> bool:
    """Whether a longer name begins with a short one ("Merrill Lynch") or, a newspaper's, ends with it."""
    paper = gazetteer.organization_kind(long) == MEDIA and long.endswith(f" {short}")
    return long.startswith(f"{short} ") or paper


def _is_acronym(name: str, counts: Mapping[str, int], gazetteer: Gazetteer) -> bool:
    """Whether a name in capitals is an acronym that is known, or that a longer name of the corpus explains."""
    short = " " not in name and len(name) <= ACRONYM
    return short and (gazetteer.acronym(name) is not None or any(name in acronym_of(form) for form in counts))


def _place(main: _Named, counts: Mapping[str, int], gazetteer: Gazetteer) -> tuple[str, dict[str, str | float]]:
    """Its name, the country's own where it is one, and what the gazetteer knows."""
    facts: dict[str, str | float] = {}
    name = in_its_case(_commonest(counts, counts), counts)
    name = gazetteer.whole_name(name) or name
    if people := gazetteer.region_demonym(name):
        name = people.name  # "Scottish", where few articles write "Scotland"
    if main.country is not None:
        name = main.country.name
        facts["id"] = main.country.id
    iso2, _, rest = main.key.removeprefix("Place:").rpartition("/")
    if iso2 and (federation := gazetteer.by_iso2(iso2)):
        region = rest == slug(name)
        ident = f"{rest}-{iso2.lower()}" if region else slug(f"{name} {rest.removeprefix(place_key(name))}")
        return name, {"id": ident, "kind": "region" if region else "city", "iso2": iso2, "inside": federation.id}
    fact = gazetteer.place(name)
    if fact is not None:
        known = {"inside": fact.inside or None, "latitude": fact.latitude, "longitude": fact.longitude}
        facts |= {"kind": fact.kind, "iso2": fact.iso2} | {k: v for k, v in known.items() if v is not None}
        if name.isupper() and len(name) > ACRONYM_OF_PLACE:
            name = fact.name if place_key(fact.name) == place_key(name) else name.title()
    return name, facts


def _organization(
    entries: Sequence[_Named], counts: Mapping[str, int], gazetteer: Gazetteer
) -> tuple[str, dict[str, str | float]]:
    """Its name, a common long form before an acronym, its kind and the country its name says."""
    name = _commonest(counts, counts)
    long = [s for s in counts if " " in s and counts[s] * 3 >= counts[name]]
    if not name.isupper():
        long = [s for s in long if " " not in name and counts[s] * 2 >= counts[name] and _goes_on(name, s, gazetteer)]
    name = _commonest(counts, long) if long else name
    name = next(
        (whole for form in sorted(counts) if (whole := gazetteer.body(form))),
        in_its_case(name, counts, acronym=_is_acronym(name, counts, gazetteer)),
    )
    facts: dict[str, str | float] = {"kind": gazetteer.organization_kind(name) or "other"}
    if qid := party_names().get(place_key(name)):
        facts["qid"] = qid
    owner = next((e.key.split(":", 1)[1].split("/")[0] for e in entries if "/" in e.key), None)
    country = gazetteer.country(name.rsplit(" of ", 1)[1]) if " of " in name else None
    if owner or country:
        facts["inside"] = owner or (country.id if country else "")
    return name, facts
