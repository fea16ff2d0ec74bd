"""The vocabulary of posts: which words are a title, which post it is, and what stands around it.

The data is in lexicon/titles.yaml; this module turns it into look-ups on lower-cased tokens.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from kg.datafiles import read_lexicon, word_list
from kg.know.first_names import is_family_name, is_first_name
from kg.know.gazetteer import load_gazetteer
from kg.mention.name_words import DASHES
from kg.mention.no_names import no_names
from kg.mention.tokens import inner_dash, lower_at, places_of, proper_noun_at, top_of, words_of
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokenizer import Tokenizer
    from spacy.tokens import Doc

SPELLING = {"defence": "defense", "labour": "labor", "centre": "center", "exterior": "foreign"}
"""One spelling for ids, whatever the article's."""
BODY_NOUNS = word_list("nouns of bodies")
EMERITUS = word_list("emeriti")
FIRST_FIELDS = word_list("fields before others")
PARTY_FIELDS = word_list("fields that are parties")
PARTY = "party"
SHADOW = "shadow"
"""Of the opposition: "shadow home secretary" is a post of its own."""
FOREIGN = word_list("foreign fields")
LONGEST_FIRM = 4
"""Words of a firm's name behind its first, at most, before its legal form."""
PREFIXES = word_list("before titles")
DASHED = word_list("before titles with a dash")
BEHIND_DASH = word_list("behind the dash of a title")
NAMED_AFTER = word_list("named after people")
OF_HOLDERS = word_list("bodies of holders")
BODY_LABELS = frozenset({"GPE", "NORP", "ORG"})
UPPER_ONLY = word_list("titles in capitals")
NO_PLURALS = word_list("titles in -s")
MANY = tuple(sorted(word_list("plurals without s")))


@dataclass(frozen=True, slots=True)
class Title:
    """One post as the lexicon knows it. `name` is the canonical form used in ids ("prime minister")."""

    name: str
    group: str
    unique: bool
    post: bool
    body: str
    plural: bool = False
    sought: bool = False
    """Its words say that somebody stands for it: "presidential candidate"."""


@dataclass(frozen=True, slots=True)
class TitleSpan:
    """A title in a Doc: tokens [start, end), with the portfolio in its canonical name ("finance minister")."""

    start: int
    end: int
    title: Title
    name: str
    surface: str
    unique: bool


@dataclass(frozen=True)
class Titles:
    """Every title by its words, and the words that stand around titles."""

    words: dict[tuple[str, ...], Title]
    modifiers: dict[str, str]
    portfolio_heads: frozenset[str]
    portfolios: frozenset[str]
    never_portfolio: frozenset[str]
    field_heads: frozenset[str]
    """Titles before which any common noun is their holder's field: "campaigns director"."""
    field_adjectives: frozenset[str]
    """Adjectives that say of which part they are head: "regional director"."""
    never_field: frozenset[str]
    """The bodies among those nouns: "club director"."""
    female: frozenset[str]
    male: frozenset[str]
    defaults: dict[str, str]
    synonyms: dict[str, tuple[str, ...]]
    state_bodies: frozenset[str] = frozenset()
    """Nouns that behind a country's adjective mean the state or a part of it: "the Libyan government"."""
    place_bodies: frozenset[str] = frozenset()
    """Nouns that behind a place say what kind of place it is: "New York state"."""
    appointers: frozenset[str] = frozenset()
    """Verbs by which a body gives and takes its own posts."""
    of_assemblies: frozenset[str] = frozenset()
    """Posts that a state or an assembly has and no party: a party before one is the holder's."""
    of_constituency: frozenset[str] = frozenset()
    """Posts whose holder is elected in the place behind the name, which has no such post."""
    worlds: dict[str, str] = field(default_factory=dict)
    """Title → walk of life: two bearers of one name from different ones are two people."""
    first_names: frozenset[str] = frozenset()
    """Titles that are first names where they stand right before a name."""
    sectors: dict[str, str] = field(default_factory=dict)
    """Title → the PLOVER sector of its holders, where it says one whatever the body."""
    unsuggested: frozenset[str] = frozenset()
    """Titles that no country is given for being what an article is about."""
    royal: frozenset[str] = frozenset()
    monarchies: tuple[str, ...] = ()
    """The countries that royal titles can be given for it."""
    circumstances: dict[str, tuple[str, ...]] = field(default_factory=dict)
    """What else an article settles of bare titles: lists of titles and of states, by name."""
    tells: dict[str, str] = field(default_factory=dict)
    """Body → the country, or part of one, that an article which names it is about."""
    one_holder: frozenset[str] = frozenset()
    """Titles of which a body has one at a time, so that a new holder ends the time of the one before."""
    selects: dict[str, frozenset[str]] = field(default_factory=dict)
    """Noun → the titles of those who can be meant beside it ("throne")."""
    seekers: frozenset[str] = frozenset()
    """Nouns for who stands for a post: "candidate"."""

    @cached_property
    def by_first(self) -> dict[str, list[tuple[tuple[str, ...], Title]]]:
        """First word → the titles that begin with it, longest first."""
        table: dict[str, list[tuple[tuple[str, ...], Title]]] = {}
        for words, title in self.words.items():
            table.setdefault(words[0], []).append((words, title))
        for entries in table.values():
            entries.sort(key=lambda entry: (-len(entry[0]), entry[0]))
        return table

    @cached_property
    def groups(self) -> dict[str, Title]:
        """Canonical name → its title."""
        return {title.name: title for title in self.words.values() if not (title.plural or title.sought)}

    def gender(self, name: str) -> Literal["", "female", "male"]:
        """What a title tells about its holder's sex: "female", "male" or ""."""
        return "female" if name in self.female else "male" if name in self.male else ""


def load_titles(folder: Path, tokenizer: Tokenizer | None = None) -> Titles:
    """Read titles.yaml from a lexicon folder; the words are cut by the same tokenizer as the articles.

    Without a tokenizer no text can be searched for titles; who only asks what is known of them need not load one.
    """
    data = read_lexicon(folder, "titles")
    words = _titles_in(data["groups"], tokenizer)
    words |= _sought_in(data["sought"], words, tokenizer)
    kinds = {word.lower(): kind for word, kind in _by_item(data["modifiers"]).items()}
    unique = frozenset(title.name for title in words.values() if title.unique)
    return Titles(
        words=words,
        modifiers={word: "" if kind == "none" else kind for word, kind in kinds.items()},
        portfolio_heads=frozenset(data["portfolio_heads"]["heads"]),
        portfolios=frozenset(word.lower() for word in data["portfolios"]["words"]),
        never_portfolio=frozenset(data["portfolios"]["never"]),
        field_heads=frozenset(data["field_heads"]["heads"]),
        field_adjectives=frozenset(data["field_heads"]["adjectives"]),
        never_field=frozenset(data["field_heads"]["never"]),
        female=frozenset(data["female"]),
        male=frozenset(data["male"]),
        defaults={entry["title"]: entry["body"] for entry in data["defaults"] if entry["body"]},
        state_bodies=frozenset(data["state_bodies"]["words"]),
        place_bodies=frozenset(data["place_bodies"]["words"]),
        appointers=frozenset(data["appointers"]["verbs"]),
        of_constituency=frozenset(data["of_constituency"]["words"]),
        of_assemblies=frozenset(data["of_assemblies"]["words"]),
        first_names=frozenset(data["first_names"]["words"]),
        synonyms=_lists(data["synonyms"]),
        worlds=_by_item(data["worlds"]),
        sectors=_by_item(data["sectors"]),
        unsuggested=frozenset(data["circumstances"]["never"]),
        royal=frozenset(data["circumstances"]["royal"]),
        monarchies=tuple(data["circumstances"]["monarchies"]),
        circumstances=_lists(data["circumstances"]),
        tells=_by_item(data["tells"]),
        one_holder=unique - frozenset(data["several_at_once"]["titles"]),
        selects={noun: frozenset(listed) for noun, listed in _lists(data["selects"]).items()},
        seekers=frozenset(data["sought"]["nouns"]),
    )


def _titles_in(groups: Sequence[Mapping[str, Any]], tokenizer: Tokenizer | None) -> dict[tuple[str, ...], Title]:
    """Every form of every title, by its words."""
    words: dict[tuple[str, ...], Title] = {}
    for group in groups:
        for name, others in group["titles"].items():
            title = Title(name, group["group"], group["unique"], group["post"], group["body"])
            for form in [name, *others]:
                plural = form != name and _is_plural(form, name)
                words.setdefault(_cut(form, tokenizer), replace(title, plural=plural))
    return words


def _sought_in(
    data: Mapping[str, Any], words: Mapping[tuple[str, ...], Title], tokenizer: Tokenizer | None
) -> dict[tuple[str, ...], Title]:
    """Every form of a post by whoever stands for it: "presidential candidates"."""
    titles = {title.name: title for title in words.values() if not title.plural}
    return {
        _cut(f"{form} {noun}{ending}", tokenizer): replace(titles[name], sought=True, plural=bool(ending))
        for name, forms in data["posts"].items()
        for form in forms
        for noun in data["nouns"]
        for ending in ("", "s")
    }


def _cut(phrase: str, tokenizer: Tokenizer | None) -> tuple[str, ...]:
    return tuple(token.lower_ for token in tokenizer(phrase.title())) if tokenizer else (phrase.lower(),)


def _lists(data: Mapping[str, Sequence[str]]) -> dict[str, tuple[str, ...]]:
    """The lists of a section, without the reason for it."""
    return {key: tuple(listed) for key, listed in data.items() if key != "reason"}


def _by_item(data: Mapping[str, Sequence[str]]) -> dict[str, str]:
    """What the lists of a section hold → the name of the list."""
    return {item: key for key, listed in _lists(data).items() for item in listed}


def _is_plural(form: str, name: str) -> bool:
    """Whether `form` is the plural of `name` or of an alias: "ministers", "chairmen", "heads of state"."""
    words, names = form.replace(".", "").split(), name.split()
    if words[-1].endswith(MANY):
        return True
    if _plural_word(words[-1]):
        return not names[-1].endswith("s") and words[-1] not in NO_PLURALS
    return _plural_word(words[0]) and words[0].startswith(names[0][:-1]) and len(words) == len(names)


def _plural_word(word: str) -> bool:
    return word.endswith("s") and not word.endswith("ss")


def end_of_title(doc: Doc, span: TitleSpan) -> int:
    """Where a title ends: behind the "-elect" of "president-elect", the "emeritus" of "chairman emeritus"."""
    if lower_at(doc, span.end) in EMERITUS:
        return span.end + 1
    dashed = lower_at(doc, span.end) in DASHES and lower_at(doc, span.end + 1) in BEHIND_DASH
    return span.end + 2 * dashed


def find_titles(doc: Doc, titles: Titles) -> Iterator[TitleSpan]:
    """Every title in the Doc, longest first at each place, widened by its portfolio. Spans do not overlap."""
    lowers = text_of(doc).lower
    places = places_of(doc, titles.by_first.keys() | PREFIXES)
    surnames = {lowers[at] for at in places if _is_surname(doc, at)}
    floor = 0
    for at in places:
        span = _title_at(doc, lowers, titles, at, floor, surnames) if at >= floor else None
        if span is not None:
            yield span
            floor = span.end


def _title_at(doc: Doc, lowers: list[str], titles: Titles, at: int, floor: int, surnames: Set[str]) -> TitleSpan | None:
    """The title that begins here, with its portfolio and what stands before it."""
    match = _match(doc, lowers, titles.by_first, at)
    if match is None:
        return _prefixed(doc, lowers, titles, at, floor)
    words, title = match
    if _is_no_title(doc, lowers, titles, at, words, surnames):
        return None
    alone = _prefixed(doc, lowers, titles, at, floor) if len(words) == 1 else None
    span = alone or _with_portfolio(doc, lowers, titles, at, at + len(words), title, floor)
    return _with_prefix(doc, lowers, span, floor)


def _is_no_title(
    doc: Doc, lowers: list[str], titles: Titles, at: int, words: tuple[str, ...], surnames: Set[str]
) -> bool:
    """Whether the words of a title are part of a name or of another title here."""
    return (
        (len(words) == 1 and words[0] in surnames and _may_be_surname(doc, at))
        or _names_field(doc, lowers, titles, at, words)
        or _is_first_name(doc, titles, at, words)
        or _is_family_name_here(doc, titles, at, words)
        or _ends_place(doc, at)
        or _begins_firm(doc, at, len(words))
        or _begins_body(doc, at, len(words))
        or _owns_in_name(doc, at)
        or (words[0] in PREFIXES and _goes_with_title(doc, lowers, titles, at))
    )


def _prefixed(doc: Doc, lowers: list[str], titles: Titles, at: int, floor: int) -> TitleSpan | None:
    """ "Deputy Attorney General", "assistant finance minister": a post of its own, named by prefix and title."""
    if lowers[at] not in PREFIXES:
        return None
    head, match = at, None
    while match is None and (head == at or _leads_to_title(doc, lowers, titles, head, at)):
        head += 1
        if head == len(lowers):
            return None
        match = _match(doc, lowers, titles.by_first, head)
    if match is None:
        return None
    span = _with_portfolio(doc, lowers, titles, head, head + len(match[0]), match[1], at + 1)
    if span.start > at + 1:
        return None
    return TitleSpan(at, span.end, span.title, f"{lowers[at]} {span.name}", words_of(doc, at, span.end), span.unique)


def _leads_to_title(doc: Doc, lowers: list[str], titles: Titles, at: int, floor: int) -> bool:
    """Whether a word is of the field of the title behind it."""
    if lowers[at] in titles.portfolios or lowers[at] in {"and", "&"}:
        return True
    return lower_at(doc, at + 1) in titles.field_heads and _is_field(doc, titles, at, floor)


def _goes_with_title(doc: Doc, lowers: list[str], titles: Titles, at: int) -> bool:
    """Whether a body's name and a title stand behind a prefix: "*Deputy* British Finance Minister"."""
    behind = at + 1
    while behind < len(doc) and _is_of_body(doc, behind):
        behind += 1
    named = behind > at + 1
    while named and behind < len(doc) and lowers[behind] in titles.portfolios - titles.by_first.keys():
        behind += 1
    return named and behind < len(doc) and lowers[behind] in titles.by_first


def _is_of_body(doc: Doc, at: int) -> bool:
    """Whether the recognizer takes a capitalised word for a state's or a body's, or a part of it."""
    return doc[at].ent_type_ in BODY_LABELS and doc[at].text[:1].isupper()


def _with_prefix(doc: Doc, lowers: list[str], span: TitleSpan, floor: int) -> TitleSpan:
    """ "Assistant U.S. Treasury Secretary", "Deputy Green Party leader": the body stands between prefix and title; and
    "vice-rector", where a dash does, or a dash and the end of a line ("vice- president")."""
    at = span.start - 1
    if at >= floor and lowers[at].endswith("-") and lowers[at][:-1] in PREFIXES | DASHED:
        return replace(span, start=at, name=f"{lowers[at][:-1]} {span.name}")
    if at > floor and inner_dash(doc, at) and lowers[at - 1] in PREFIXES | DASHED:
        return replace(span, start=at - 1, name=f"{lowers[at - 1]} {span.name}")
    while at >= floor and _is_of_body(doc, at):
        at -= 1
    if at == span.start - 1 or at < floor or lowers[at] not in PREFIXES:
        return span
    return replace(span, name=f"{lowers[at]} {span.name}")


def _match(
    doc: Doc, lowers: list[str], by_first: dict[str, list[tuple[tuple[str, ...], Title]]], at: int
) -> tuple[tuple[str, ...], Title] | None:
    """The longest title whose words begin here."""
    for words, title in by_first.get(lower_at(doc, at), ()):
        if tuple(lowers[at : at + len(words)]) == words and _is_written_as(doc, at, words):
            return words, title
    return None


def _is_written_as(doc: Doc, at: int, words: tuple[str, ...]) -> bool:
    """Whether these words are written as a title is: no verb in small letters, no end of a name."""
    last = doc[at + len(words) - 1]
    if words[0] == PARTY and at and load_gazetteer().is_listed(words_of(doc, at - 1, at + 1)):
        return False  # "Labour party leader"
    if len(words) > 1:
        if _ends_name(doc, at) and (last.is_lower or _in_body(doc, at, len(words))):
            return False
    elif words[0] in UPPER_ONLY and doc[at].is_lower:
        return False
    if last.pos_ not in {"VERB", "AUX", "ADV", "ADJ"} or not doc[at].is_lower or words[0] in PREFIXES:
        return True
    beside = [doc[i] for i in (at - 1, at + len(words)) if 0 <= i < len(doc)]
    return last.pos_ == "ADJ" and len(beside) > 1 and all(t.pos_ == "PROPN" and t.text[:1].isupper() for t in beside)


def _names_field(doc: Doc, lowers: list[str], titles: Titles, at: int, words: tuple[str, ...]) -> bool:
    """Whether a title is the portfolio of the one behind it: "justice" in "justice minister" is no judge."""
    behind = at + 1
    if len(words) > 1:
        return False
    if _goes_on_body(doc, at) and doc[at].is_title and lowers[at - 1] in {"for", "and"}:
        return True  # "Forensics for Justice"
    if lower_at(doc, behind) == "league":
        return True  # "Premier League"
    if words[0] not in titles.portfolios:
        return False
    if _within_body(doc, lowers, at):
        return True
    match = _match(doc, lowers, titles.by_first, _behind_listed(doc, lowers, titles, behind))
    return match is not None and match[0][-1] in titles.portfolio_heads


def _behind_listed(doc: Doc, lowers: list[str], titles: Titles, at: int) -> int:
    """Where it goes on behind the fields that "and" joins to one before."""
    if lower_at(doc, at) not in {"and", "&"} or lower_at(doc, at + 1) not in titles.portfolios:
        return at
    at += 2
    while at + 1 < len(lowers) and lowers[at] in titles.portfolios:
        at += 1
    return at


def _within_body(doc: Doc, lowers: list[str], at: int) -> bool:
    """ "Department of Justice", "Justice and Development Party": a field in the name of a ministry or a party."""
    if not doc[at].is_title:
        return False
    noun = _before_of(lowers, at)
    if noun is not None and lowers[noun] in BODY_NOUNS:
        return True
    right = _next_noun(doc, lowers, at + 1)
    joined = right == at + 1 or lowers[at + 1] == "and"
    return joined and lower_at(doc, right) in BODY_NOUNS and doc[right].is_title


def _next_noun(doc: Doc, lowers: list[str], at: int) -> int:
    """Where the noun stands that the fields of a body's name lead to."""
    while at < len(doc) and (lowers[at] == "and" or doc[at].is_title) and lowers[at] not in BODY_NOUNS:
        at += 1
    return at


def _before_of(lowers: list[str], at: int) -> int | None:
    """The word before the "of" or "of the" that leads to a word."""
    of = at - 1 - (lowers[max(0, at - 1)] == "the")
    return of - 1 if of > 0 and lowers[of] == "of" else None


def _begins_firm(doc: Doc, at: int, width: int) -> bool:
    """ "Premier Oil Industries Corp", "Sovereign Compute Ltd": a firm whose name begins with a title."""
    if width > 1 or not doc[at].is_title or (at and doc[at - 1].text == "'s"):
        return False
    end = at + 1
    while end < len(doc) and end <= at + LONGEST_FIRM and doc[end].text[:1].isupper() and doc[end].pos_ == "PROPN":
        if doc[end].lower_.strip(".,<>") in no_names().legal_forms:
            return True
        end += 1
    return False


def _begins_body(doc: Doc, at: int, width: int) -> bool:
    """ "Advisor Council", "Queen Elizabeth College": of those who have the title, or named after one."""
    behind = at + width
    if not doc[at].is_title or behind >= len(doc):
        return False
    if doc[behind].is_title and doc[behind].lower_ in OF_HOLDERS:
        return True
    end = behind
    while end < len(doc) and end <= behind + LONGEST_FIRM and doc[end].is_title and doc[end].pos_ == "PROPN":
        end += 1
    return any(doc[i].lower_ in NAMED_AFTER for i in range(behind + 1, end))


def _owns_in_name(doc: Doc, at: int) -> bool:
    """ "King's College", "Queen's University": the owner in the name of a body."""
    behind = doc[at + 1] if at + 1 < len(doc) else None
    within = behind is not None and behind.ent_type_ == "ORG" and behind.ent_iob_ == "I"
    return within and behind is not None and behind.tag_ == "POS" and doc[at].text[:1].isupper()


def _is_first_name(doc: Doc, titles: Titles, at: int, words: tuple[str, ...]) -> bool:
    """ "Dean Reed": no title but the first half of what the recognizer takes for somebody's name."""
    if len(words) > 1 or words[0] not in titles.first_names or not doc[at].is_title or at + 1 == len(doc):
        return False
    return doc[at].ent_type_ == "PERSON" and doc[at + 1].ent_type_ == "PERSON" and doc[at + 1].ent_iob_ == "I"


def _ends_place(doc: Doc, at: int) -> bool:
    """ "Port-au-Prince": the last part of a place's name, also where the recognizer sees none."""
    start = at
    while (
        start > 1
        and doc[start - 1].text in DASHES
        and not doc[start - 1].whitespace_
        and not doc[start - 2].whitespace_
    ):
        start -= 2
    return start < at and bool(load_gazetteer().city(words_of(doc, start, at + 1)))


def _is_family_name_here(doc: Doc, titles: Titles, at: int, words: tuple[str, ...]) -> bool:
    """ "Amartya Sen said": what is short for a title stands before a name, and no name ends in it."""
    title = titles.words[words]
    short = len(words) == 1 and words[0] != title.name and title.name.startswith(words[0])
    within = doc[at].ent_type_ == "PERSON" and doc[at].ent_iob_ == "I"
    return short and within and doc[at].text.istitle() and not proper_noun_at(doc, at + 1)


def _is_surname(doc: Doc, at: int) -> bool:
    """ "Paul King", "Mary Prince": the last word of somebody's name as the recognizer sees it, behind a first one."""
    token = doc[at]
    if (
        not token.is_title
        or token.ent_type_ != "PERSON"
        or token.ent_iob_ != "I"
        or not is_first_name(doc[at - 1].text)
    ):
        return False
    last = at + 1 == len(doc) or doc[at + 1].ent_iob_ != "I"
    return last and is_family_name(token.text) and doc[at - 1].is_title


def _may_be_surname(doc: Doc, at: int) -> bool:
    """Whether a title that is somebody's surname in the article is that here: "King was freed", no "the King"."""
    if not doc[at].is_title or (at and doc[at - 1].pos_ == "DET"):
        return False
    behind = doc[at + 1] if at + 1 < len(doc) else None
    return behind is None or behind.ent_type_ != "PERSON" or behind.ent_iob_ == "B"


def _in_body(doc: Doc, at: int, width: int) -> bool:
    """Whether a title begins inside a body's name and ends behind it: "[European Central Bank] President"."""
    return _goes_on_body(doc, at) and doc[at + width - 1].ent_type_ != "ORG"


def _goes_on_body(doc: Doc, at: int) -> bool:
    """Whether the recognizer's name of an organization that holds this token began before it."""
    return bool(doc[at].ent_type_ == "ORG" and doc[at].ent_iob_ == "I")


def _ends_name(doc: Doc, at: int) -> bool:
    """ "Labour Party leader": the capitalised word belongs to the name before it, not to the title."""
    if not at or not doc[at].is_title:
        return False
    return bool(doc[at - 1].is_title and doc[at - 1].pos_ == "PROPN")


def _with_portfolio(
    doc: Doc, lowers: list[str], titles: Titles, start: int, end: int, title: Title, floor: int
) -> TitleSpan:
    """The title with what its holder is responsible for, before or behind it."""
    if lowers[end - 1] in titles.field_heads and end - start == 1 and _is_field(doc, titles, start - 1, floor):
        name = f"{lowers[start - 1]} {title.name}"
        return TitleSpan(start - 1, end, title, name, words_of(doc, start - 1, end), title.unique)
    if lowers[end - 1] not in titles.portfolio_heads:
        span = _secretary_of_state(doc, lowers, titles, start, end, title)
        return span or _named(doc, lowers, start, end, title, [], floor)
    left = _fields_before(doc, lowers, titles, start, floor)
    fields = [word for word in lowers[left:start] if word not in {"-", ","}]
    if not fields:
        end, fields = _field_after(doc, lowers, titles, end)
    return _named(doc, lowers, left, end, title, fields, floor)


def _named(doc: Doc, lowers: list[str], start: int, end: int, title: Title, fields: list[str], floor: int) -> TitleSpan:
    """The span of a title with its fields, that of the opposition a post of its own."""
    name = _canonical([*fields, *title.name.removesuffix(" for").split()])
    if start > floor and lowers[start - 1] == SHADOW:
        start, name = start - 1, f"{SHADOW} {name}"
    return TitleSpan(start, end, title, name, words_of(doc, start, end), title.unique or bool(fields))


def _fields_before(doc: Doc, lowers: list[str], titles: Titles, start: int, floor: int) -> int:
    """Where the fields begin that stand before a title; its own beginning where none does, or a body."""
    left = start
    noun = doc[start - 1].text if start and lowers[start - 1] not in titles.portfolios else ""
    named = start > 1 and {doc[start - 2].ent_type_, doc[start - 1].ent_type_} == {"ORG"}
    if named and noun.istitle() and load_gazetteer().noun_kind(noun):
        return start  # "Central Intelligence Agency Director"
    while left > floor and _is_portfolio(doc, lowers, titles, left - 1, capital=doc[start].is_title):
        left -= 1
    left = _listed_before(doc, lowers, titles, left, start, floor)
    left = _behind_body(doc, lowers, titles, left, start)
    if _within_name(doc, lowers, titles, left, start):
        return start
    while left < start and lowers[left] in {"and", "&", "-", "of"}:
        left += 1
    return left


def _listed_before(doc: Doc, lowers: list[str], titles: Titles, left: int, start: int, floor: int) -> int:
    """Where the fields begin that commas part from those before a title: "*Trade*, Industry and Energy Minister"."""
    listed = "and" in lowers[left:start] and doc[start].is_title
    while listed and left - 1 > floor and lowers[left - 1] == "," and doc[left - 2].is_title:
        if lowers[left - 2] not in titles.portfolios:
            break
        left -= 2
    return left


def _secretary_of_state(
    doc: Doc, lowers: list[str], titles: Titles, start: int, end: int, title: Title
) -> TitleSpan | None:
    """ "Secretary of State for Health": a minister."""
    if title.name != "secretary of state" or lower_at(doc, end) != "for":
        return None
    right, fields = _field_after(doc, lowers, titles, end)
    name, words = _canonical([*fields, "secretary"]), words_of(doc, start, right)
    return TitleSpan(start, right, titles.words[("secretary",)], name, words, True) if fields else None


def _is_field(doc: Doc, titles: Titles, at: int, floor: int) -> bool:
    """Whether a common noun right before a title is what its holder directs: "campaigns director", no club's."""
    if at < floor or not doc[at].is_lower:
        return False
    if doc[at].lower_ in titles.field_adjectives:
        return doc[at].head.i == at + 1
    if doc[at].pos_ != "NOUN" or doc[at].dep_ != "compound":
        return False
    return doc[at].head.i == at + 1 and doc[at].is_alpha and doc[at].lemma_ not in titles.never_field


def _is_portfolio(doc: Doc, lowers: list[str], titles: Titles, i: int, *, capital: bool) -> bool:
    """Whether a word before a title is of its field. `capital`: the title is written with one."""
    if _is_no_field(doc, lowers, titles, i):
        return False
    token = doc[i]
    if lowers[i] in titles.portfolios:
        written = token.is_title or not capital or doc[i + 1].is_lower
        return written and not _is_party(doc, lowers, titles, i)
    if lowers[i] in {"and", "&"}:
        return _joins_fields(lowers, titles, i, 0)
    if not capital or not token.is_title or token.ent_type_ not in {"", "ORG"}:
        return False
    known = load_gazetteer().region(token.text) or load_gazetteer().region_demonym(token.text)
    return token.pos_ in {"PROPN", "NOUN", "ADJ"} and known is None


def _is_no_field(doc: Doc, lowers: list[str], titles: Titles, i: int) -> bool:
    """Whether a word is of no field where it stands, or never."""
    token = doc[i]
    if token.is_sent_start and token.is_title and lowers[i] not in titles.portfolios:
        return True
    if lowers[i] in FIRST_FIELDS and lowers[i + 1] not in titles.portfolios:
        return True  # "Tyco International chief"
    return lowers[i] in titles.never_portfolio or token.is_space or _ends_body(doc, lowers, i) or _joined(doc, i)


def _is_party(doc: Doc, lowers: list[str], titles: Titles, i: int) -> bool:
    """ "Labour Home Secretary", "the former Labour minister"."""
    if lowers[i] not in PARTY_FIELDS:
        return False
    token = doc[i]
    return lowers[i + 1] in titles.portfolios or (token.is_title and doc[i + 1].is_lower and not token.is_sent_start)


def _within_name(doc: Doc, lowers: list[str], titles: Titles, left: int, start: int) -> bool:
    """Whether the words before a title are the rest of a body's name: "[Central] Intelligence Agency Director"."""
    unknown = any(lowers[i] not in titles.portfolios and lowers[i] not in {"and", "&"} for i in range(left, start))
    return left < start and _goes_on_body(doc, left) and (unknown or _is_behind_of(doc, lowers, left))


def _is_behind_of(doc: Doc, lowers: list[str], at: int) -> bool:
    """ "Board of Foreign *Trade*": what a body's name goes on with behind its "of"."""
    while at > 0 and doc[at].ent_type_ == "ORG" and doc[at].ent_iob_ == "I":
        at -= 1
        if lowers[at] == "of":
            return True
    return False


def _behind_body(doc: Doc, lowers: list[str], titles: Titles, left: int, start: int) -> int:
    """Where the field begins behind a body's name that the recognizer takes for one with it: "[White House] Economics
    Advisor"."""
    field = start
    while field > left and (lowers[field - 1] in titles.portfolios or _joins_fields(lowers, titles, field - 1, left)):
        field -= 1
    body = left < field < start and all(doc[i].ent_type_ == "ORG" for i in range(left, start))
    return field if body else left


def _joins_fields(lowers: list[str], titles: Titles, at: int, left: int) -> bool:
    """The "and" of "Agriculture and Livestock Minister", the comma of "Trade, Industry and Energy Minister"."""
    return lowers[at] in {"and", "&", ","} and at > left and lowers[at - 1] in titles.portfolios


def _joined(doc: Doc, i: int) -> bool:
    """The second half of a name: "Anhalt" in "Saxony-Anhalt Interior Minister"."""
    return i > 1 and doc[i - 1].text == "-" and not doc[i - 1].whitespace_ and doc[i - 2].pos_ == "PROPN"


def _ends_body(doc: Doc, lowers: list[str], i: int) -> bool:
    """Whether the field is a ministry's and not a minister's: "Ministry of Commerce spokesman"."""
    noun = _before_of(lowers, i)
    return noun is not None and proper_noun_at(doc, noun)


def _field_after(doc: Doc, lowers: list[str], titles: Titles, end: int) -> tuple[int, list[str]]:
    """ "Minister of Foreign Affairs", "Secretary of the Treasury": the new end and the words of the field."""
    if lower_at(doc, end) not in {"of", "for"}:
        return end, []
    begin = end + 1 + (lower_at(doc, end + 1) == "the")
    at = _end_of_field(doc, lowers, titles, begin)
    fields = [word for word in lowers[begin:at] if word not in {"&", ","}]
    return (at, fields) if fields else (end, [])


def _end_of_field(doc: Doc, lowers: list[str], titles: Titles, begin: int) -> int:
    at = _behind_commas(lowers, titles, begin)
    while at < len(lowers) and (lowers[at] in titles.portfolios or (lowers[at] in {"and", "&"} and at > begin)):
        at += 1
    while at > begin and lowers[at - 1] in {"and", "&"}:
        at -= 1
    return begin if at > begin and _goes_on(doc, at) else at


def _behind_commas(lowers: list[str], titles: Titles, begin: int) -> int:
    """Where the last fields of a list begin that commas part before: "*Trade, Industry* and Energy"."""
    at = last = begin
    while at + 1 < len(lowers) and (lowers[at] in titles.portfolios or (lowers[at] == "," and at > begin)):
        last = at + 1 if lowers[at] == "," else last
        at += 1
    closes = at + 1 < len(lowers) and lowers[at] in {"and", "&"} and lowers[at + 1] in titles.portfolios
    return last if closes else begin


def _goes_on(doc: Doc, end: int) -> bool:
    """Whether a field that ends here is but the first part of one: "Human" in "Director for Human Spaceflight",
    "international" in "director of international commodities", or of a body: "Trade and Industry" in "spokesman for the
    Trade and Industry Ministry"."""
    if end >= len(doc) or doc[end].ent_type_ == "PERSON" or not (doc[end].is_title or doc[end].pos_ == "NOUN"):
        return False
    last = top_of(doc[end - 1], {"conj"})
    return last.dep_ in {"compound", "amod", "nmod"} and last.head.i >= end


def _canonical(words: list[str]) -> str:
    foreign = FOREIGN & set(words)
    named = [SPELLING.get(word, word) for word in words if not (foreign and word == "affairs")]
    return " ".join("foreign" if word in foreign and len(named) < len(words) else word for word in named)
