"""What the recognizer and the gazetteers see, occurrence by occurrence: the raw names of one Doc."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Collection, Iterator, Sequence, Set
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import is_family_name, is_first_name
from kg.know.gazetteer import load_gazetteer
from kg.know.organization_names import has_legal_form
from kg.mention.before_titles import LARGE_CITY, with_names_before_titles
from kg.mention.class_nouns import is_firms, said_to_be, with_classes
from kg.mention.cut_names import is_acronym, with_acronyms, with_whole_names
from kg.mention.name import Name
from kg.mention.name_words import (
    CAPITAL,
    DASHES,
    ELIDED,
    LEFT_TRIM,
    NOT_NAMES,
    PARTICLES,
    POSSESSIVE,
    RIGHT_TRIM,
    honorific_beginnings,
    honorific_width,
)
from kg.mention.no_names import no_names, without_no_names
from kg.mention.titles import end_of_title
from kg.mention.tokens import comma_and_place, inner_dash, lower_at, places_of, root_of, tokens_in, words_of
from kg.mention.whole_bodies import STANCES, is_stance, with_known_bodies, with_state_bodies, without_brackets
from kg.model import EntityType
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan

NER_TYPES: dict[str, EntityType] = {
    "PERSON": "Person", "ORG": "Organization", "GPE": "Place", "LOC": "Place", "FAC": "Place",
}  # fmt: skip
READ = NER_TYPES.keys() | {"NORP", "EVENT"}
"""The labels of what may be a name."""
THINGS = {"EVENT", "PRODUCT", "WORK_OF_ART", "LAW"}
"""Inhabitants from which on an unlabelled word behind "in" is taken for the city of that name."""
LONGEST_PLACE = 5
"""Words and dashes that the name of a place has at most, where no recognizer sees it."""
ALSO_OF_BODIES = word_list("also of bodies")
AFTER_NAMES = frozenset({"by", "with", "from", "as", "over", "after"})
NAMING_BODIES = frozenset({"military", "occupation"})
SPANS_OF_TIME = word_list("spans of time")
PRIZES = word_list("prizes") | word_list("medals")
JOINED_WORDS = word_list("joined by a hyphen")
ADJECTIVAL = frozenset({"amod", "compound", "nmod", "acomp", "attr"})
"""How an adjective hangs on what it is said of."""
PARTS_OF_AMERICA = word_list("parts of America")
STATE_OF_MEMBER = re.compile(r"[RDI]-[A-Z]")
""" "R-Va.": party and state of a member of the United States' Congress."""
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
TITLE_CASE = 0.8
"""From this share of capitalised words on, capitals tell nothing: a headline within the text."""
FEWEST = 3
"""So many words with a capital, or all in capitals, a headline has at least."""
GOES_ON = frozenset({"VERB", "AUX", "ADP", "SCONJ", "PRON", "ADV"})
"""What stands behind a name between commas where the clause goes on."""
BODY_REACH = 9
"""Words within which the body of a post ends, with "of" and the comma behind it."""
MISSIONS = word_list("missions abroad")


def raw_names(doc: Doc, spans: list[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """spaCy's entities, trimmed and without titles, and the countries, regions and adjectives that it missed."""
    names = with_known_bodies(doc, without_brackets(doc, list(_entities(doc, spans, gazetteer))), gazetteer)
    names = with_whole_names(doc, names, spans, gazetteer)
    names = without_no_names(doc, with_classes(doc, names, spans, gazetteer), gazetteer)
    names += _gazetteer_names(doc, names, gazetteer)
    names += _regions_with_posts(doc, names, spans, gazetteer)
    names += _states_of_members(doc, names, gazetteer)
    names += _unlabelled(doc, names, spans, gazetteer)
    names += _towns(doc, names, spans, gazetteer)
    names = with_names_before_titles(doc, names, spans, gazetteer)
    return with_acronyms(doc, with_state_bodies(doc, names, spans, gazetteer), spans, gazetteer)


# ------------------------------------------------------------------ spaCy's entities


def _entities(doc: Doc, spans: list[TitleSpan], gazetteer: Gazetteer) -> Iterator[Name]:
    in_title = {i: span for span in spans for i in range(span.start, span.end)}
    for ent in _joined_by_hyphen(doc):
        label = _label_of(doc, ent)
        for start, end in _parts(doc, ent, in_title, gazetteer) if label else ():
            for first, last, kind in _firm_and_other(doc, start, end, label):
                bounds = _trim(doc, first, last)
                if bounds is not None:
                    yield from _typed(doc, *bounds, kind, gazetteer)


def _label_of(doc: Doc, ent: Span) -> str:
    """The label of an entity, that of its airline for a flight; "" where it is read no further."""
    if ent.label_ in {"PRODUCT", "PERSON"} and _without_tail(doc, ent.start, ent.end) < ent.end:
        return "ORG"
    if ent.label_ == "PERSON" and len(ent) > 1 and _is_legal_form(ent[-1].text):
        return "ORG"  # "John S. Herold Inc"
    return ent.label_ if ent.label_ in READ else ""


def _is_legal_form(word: str) -> bool:
    """Whether a word at the end of a name is a firm's legal form and nobody's surname."""
    capital = word[:1].isupper() and word.rstrip(".").isalpha()  # no "te" of "Lai Ching-te"
    return capital and has_legal_form(f"Acme {word}") and not is_family_name(word)


def _parts(doc: Doc, ent: Span, in_title: dict[int, TitleSpan], gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    for start, end in _told_and_named(doc, *_without_titles(doc, ent, in_title), gazetteer):
        yield from _owner_and_owned(doc, start, end, ent.label_, gazetteer)


def _joined_by_hyphen(doc: Doc) -> Iterator[Span]:
    """The recognizer's entities, with "Kassym" and "Jomart Tulenov" of "Kassym-Jomart Tulenov" as one."""
    first: Span | None = None
    for ent in doc.ents:
        halves = first is not None and first.label_ == ent.label_ == "PERSON" and len(first) == 1 < len(ent)
        if first is not None and halves and words_of(doc, first.start, ent.start) == f"{first.text}-":
            first = doc[first.start : ent.end]
            first.label_ = "PERSON"
            continue
        if first is not None:
            yield first
        first = ent
    if first is not None:
        yield first


def _told_and_named(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """ "told Interfax that Foreign Ministry officials left" and "told Reuters Foreign Ministry officials left" have two
    names, which the recognizer may take for one."""
    at = next((i for i in range(start + 1, end - 1) if doc[i].text == "that"), None)
    if at is not None:
        yield start, at
        start = at + 1
    elif start and end - start > 1 and doc[start - 1].lower_ == "told" and _is_medium(doc, start, end, gazetteer):
        yield start, start + 1
        start += 1
    yield start, end


def _is_medium(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a name begins with that of a paper or an agency, and goes on with that of a body of a state."""
    rest = gazetteer.organization_kind(words_of(doc, start + 1, end))
    return rest == "government" and gazetteer.organization_kind(doc[start].text) == "media"


def _owner_and_owned(doc: Doc, start: int, end: int, label: str, gazetteer: Gazetteer) -> Iterator[tuple[int, int]]:
    """ "Acme's Berg", "Norway's Labour Party" are two names; "People's Party" and "Saint Mary's Church" are one."""
    at = next((i for i in range(start + 1, end - 1) if doc[i].tag_ == "POS"), None)
    if at is not None and doc[at + 1].text[:1].isupper():
        owner = words_of(doc, start, at).removeprefix("the ")
        known = gazetteer.country(owner) or gazetteer.capital_of(owner) or gazetteer.acronym(owner)
        if label == "PERSON" or (label in {"ORG", "FAC"} and known):
            yield start, at
            start = at + 1
    yield start, end


def _firm_and_other(doc: Doc, start: int, end: int, label: str) -> Iterator[tuple[int, int, str]]:
    """A firm and what the recognizer takes for the rest of its name: "Bolt Inc Ida Holm", "Bolt Inc. Acme Ltd", "Bolt
    Corp of Leeds, England"; so too "Ida Holm of Leeds, England"."""
    cut = _other_in(doc, start, end, label)
    if cut is None:
        yield start, end, label
    else:
        first_ends, begins, other = cut
        yield start, first_ends, label
        yield begins, end, other


def _other_in(doc: Doc, start: int, end: int, label: str) -> tuple[int, int, str] | None:
    """Where the name ends that such an entity begins with, and where the other begins, with its label."""
    if label == "ORG":
        return _other_behind_form(doc, start, end)
    if label != "PERSON" or not comma_and_place(doc, end):
        return None
    of = next((i for i in range(start + 2, end - 1) if doc[i].lower_ == "of"), None)
    return None if of is None else (of, of + 1, "GPE")


def _other_behind_form(doc: Doc, start: int, end: int) -> tuple[int, int, str] | None:
    """The same where the first name is that of a firm, up to its legal form."""
    forms = no_names().legal_forms
    at = next((i + 1 for i in range(start + 1, end - 1) if doc[i].lower_.rstrip(".") in forms), end)
    label = _label_behind_form(doc, at, end) if at < end else ""
    return (at, at + (label == "GPE"), label) if label else None


def _label_behind_form(doc: Doc, at: int, end: int) -> str:
    """What begins at `at` behind the legal form of a firm; "" where its name goes on."""
    behind, forms = doc[at], no_names().legal_forms
    if behind.lower_ == "of" and comma_and_place(doc, end):
        return "GPE"
    if end - at < 2 or behind.lower_.rstrip(".") in forms or not behind.text[:1].isupper():
        return ""
    if doc[at - 1].text.endswith(".") and doc[end - 1].lower_.rstrip(".") in forms:
        return "ORG"
    return "PERSON" if is_first_name(behind.text) else ""


def _with_joined(doc: Doc, ent: Span) -> int:
    """The end of an entity with what a hyphen joins to it ("Moon Jae-in") and its number in words ("Formula One")."""
    end = int(ent.end)
    if end == len(doc):
        return end
    token = doc[end]
    if ent.label_ == "ORG" and token.tag_ == "CD" and token.is_title and not token.is_sent_start:
        return end + 1
    if ent.label_ == "PERSON" and inner_dash(doc, end) and _is_second_half(doc, end + 1):
        return end + 2
    return end


def _is_second_half(doc: Doc, at: int) -> bool:
    """ "in" of "Jae-in"."""
    if at >= len(doc):
        return False
    joined = doc[at]
    short = joined.is_lower and joined.is_alpha and len(joined) <= 5
    return short and joined.pos_ != "VERB" and joined.text not in JOINED_WORDS


def _typed(doc: Doc, start: int, end: int, label: str, gazetteer: Gazetteer) -> Iterator[Name]:
    last = doc[end - 1].lower_
    if STATE_OF_MEMBER.match(words_of(doc, start, end + 2)) or (label == "PERSON" and last in PRIZES):
        return
    if label in {"ORG", "EVENT"} and last in no_names().events:
        yield from _namesake(doc, start, end, gazetteer)
    elif label != "EVENT":
        yield from _by_tables(doc, start, end, label, gazetteer)


def _is_of_region(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> bool:
    """Whether a word says that something is of a part of a country with a government: "Welsh councils", "her father was
    Welsh", where "Welsh said so" is somebody's surname."""
    region = gazetteer.region_demonym(doc[start].text) if end - start == 1 else None
    return region is not None and region.governed and doc[start].dep_ in ADJECTIVAL


def _by_tables(doc: Doc, start: int, end: int, label: str, gazetteer: Gazetteer) -> Iterator[Name]:
    """The name as what the gazetteers know it as, else as what the recognizer says."""
    text = words_of(doc, start, end)
    if gazetteer.demonym(text) or (label in {"ORG", "PERSON"} and _is_of_region(doc, start, end, gazetteer)):
        if not _of_continent(doc, start):
            yield Name(start, end, "Place", demonym=True)
    elif gazetteer.country(text):
        yield Name(start, end, "Place")
    elif label == "NORP":
        if len(text) > 1 and text.isupper() and doc[end - 1].dep_ in ADJECTIVAL:  # "M23 rebels"
            yield Name(start, end, "Organization")
        elif gazetteer.organization_kind(text) == "party":
            yield Name(_with_adjective(doc, start, ("ADJ", "NOUN", "PROPN")), end, "Organization")
    elif any(CAPITAL.match(token.text) or token.text[:1].isdigit() for token in doc[start:end]):
        yield from _split_country(doc, start, end, NER_TYPES[label], gazetteer)


def _namesake(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Name]:
    """ "ASEAN Summit": the body in front of the event's noun."""
    end -= 1
    while end > start and doc[end - 1].lower_ in POSSESSIVE:
        end -= 1
    text = words_of(doc, start, end)
    if end > start and gazetteer.acronym(text):
        yield Name(start, end, "Organization")


def _split_country(doc: Doc, start: int, end: int, kind: EntityType, gazetteer: Gazetteer) -> Iterator[Name]:
    """A country that an embassy or a parliament belongs to is the name ("U.S. Embassy"); else the whole span."""
    first = doc[start].text
    embassy = end - start >= 2 and doc[end - 1].lower_ in MISSIONS
    if embassy and gazetteer.country(words_of(doc, start, end - 1)):
        yield Name(start, end - 1, "Place")
    elif (
        end - start >= 2
        and kind != "Person"
        and gazetteer.demonym(first)
        and all(t.is_lower for t in doc[start + 1 : end])
    ):
        yield Name(start, start + 1, "Place", demonym=True)
    else:
        yield Name(start, end, kind)


def _without_titles(doc: Doc, ent: Span, in_title: dict[int, TitleSpan]) -> tuple[int, int]:
    """Cut a title off either end: "President Moon" → "Moon"; "Treasury" within "Treasury Secretary" → nothing."""
    start, end = int(ent.start), _with_joined(doc, ent)
    if _named_after_rank(doc, ent, in_title):
        return start, end
    if ent.label_ == "PERSON":
        start = _behind_inner_title(doc, start, end, in_title)
    while start < end and (width := _width_of_title(doc, start, in_title)):
        start += width
    while end > start and end - 1 in in_title and not doc[end - 1].is_sent_start:
        if ent.label_ == "ORG" and _of_many(doc, start, in_title[end - 1]):
            break
        end = in_title[end - 1].start
    return start, end


def _behind_inner_title(doc: Doc, start: int, end: int, in_title: dict[int, TitleSpan]) -> int:
    """Where the person's name begins behind a title within it: "Tory co-chairman Tom Reed"."""
    ends = (
        span.end
        for i in range(start + 1, end - 1)
        if (span := in_title.get(i)) is not None
        and span.end < end
        and (span.surface.islower() or not is_first_name(doc[start].text))
    )
    return max(ends, default=start)


def _width_of_title(doc: Doc, at: int, in_title: dict[int, TitleSpan]) -> int:
    """How many tokens the title or honorific takes from `at` on; 0 for none."""
    return in_title[at].end - at if at in in_title else honorific_width(doc, at)


def _of_many(doc: Doc, start: int, span: TitleSpan) -> bool:
    """ "Council of Economic Advisers", "Board of Governors": a body of those who have the title."""
    links = (token.lower_ in {"of", "for", "to"} for token in doc[start + 1 : span.start])
    return span.title.plural and span.surface[:1].isupper() and any(links)


def _named_after_rank(doc: Doc, ent: Span, in_title: dict[int, TitleSpan]) -> bool:
    """ "General Motors", "Sculptor Capital": a body that begins with a rank or a trade, followed by nobody's name."""
    rank = in_title.get(ent.start)
    if ent.label_ != "ORG" or rank is None or rank.title.group not in NAMING_BODIES or rank.end >= ent.end:
        return False
    return not any(is_first_name(token.text) or is_family_name(token.text) for token in doc[rank.end : ent.end])


def _trim(doc: Doc, start: int, end: int) -> tuple[int, int] | None:
    """Leave out articles, "Ex-", possessives, punctuation and anything behind a line break."""
    end = next((i for i in range(start, end) if doc[i].is_space), end)
    start = _trimmed_start(doc, start, end)
    end = _trimmed_end(doc, start, _without_tail(doc, start, end))
    return (start, end) if start < end else None


def _trimmed_start(doc: Doc, start: int, end: int) -> int:
    """Where the name begins; its end where it is no name: "his pro-European Union government"."""
    if end - start > 2 and doc[start + 1].text in DASHES:
        if doc[start].lower_ in STANCES and text_of(doc).pos[end : end + 1] == ["NOUN"]:
            return end
        start += 2 * (doc[start].lower_ == "ex")
    start += end - start > 1 and is_stance(doc, start)
    while start < end and (doc[start].lower_ in LEFT_TRIM or _is_adjective_before(doc, start, end)):
        start += 1
    return start


def _trimmed_end(doc: Doc, start: int, end: int) -> int:
    while end > start and (
        doc[end - 1].lower_ in RIGHT_TRIM | SPANS_OF_TIME
        or doc[end - 1].text in AFTER_NAMES
        or (doc[end - 1].is_lower and doc[end - 1].pos_ in {"VERB", "AUX"})
    ):
        end -= 1
    return end


def _is_adjective_before(doc: Doc, start: int, end: int) -> bool:
    """ "paramilitary" in "the paramilitary Rapid Support Forces"; "al" of "al Qaeda" and "de" of names stay."""
    token = doc[start]
    small = token.is_lower and token.is_alpha and token.pos_ in {"ADJ", "NOUN"} and len(token) > 3
    return bool(small and token.whitespace_) and start + 1 < end and doc[start + 1].text[:1].isupper()


def _without_tail(doc: Doc, start: int, end: int) -> int:
    """Where a name ends before a score ("2-1") or the number of a flight."""
    return next((i for i in range(start + 1, end) if _is_tail(doc, i, end)), end)


def _is_tail(doc: Doc, at: int, end: int) -> bool:
    """Whether what is no part of the name begins here: an acronym in brackets, a score, the number of a flight."""
    word = doc[at].text
    if word == "(":
        return is_acronym(words_of(doc, at + 1, end).rstrip(") "))
    if word[:2] == "--":  # "Gray --who has been"
        return True
    if word in DASHES:  # "Anna Berg - another member"
        return bool(doc[at].whitespace_ and doc[at - 1].whitespace_)
    if word == "Flight":
        return at + 1 < end and doc[at + 1].is_digit
    return SCORE.fullmatch("".join(token.text for token in doc[at:end])) is not None


# ------------------------------------------------------------------ the gazetteers


def _gazetteer_names(doc: Doc, raw: list[Name], gazetteer: Gazetteer) -> list[Name]:
    taken = tokens_in(raw)
    found = []
    behind = 0
    for at in text_of(doc).capitals:
        if at < behind or at in taken or doc[at].ent_type_ in NOT_NAMES:
            continue
        name = _longest(doc, at, taken, gazetteer)
        if name is not None:
            found.append(name)
            behind = name.end
    return found


def _regions_with_posts(doc: Doc, raw: list[Name], spans: list[TitleSpan], gazetteer: Gazetteer) -> list[Name]:
    """ "Scottish Justice Minister", "Soviet first deputy premier": the adjective of a region before a title."""
    taken = tokens_in(raw)
    ends = (span.start - (span.start > 1 and doc[span.start - 1].lower_ == "first") for span in spans)
    regions = ((end - 1, gazetteer.region_demonym(doc[end - 1].text)) for end in ends if end and end - 1 not in taken)
    return [Name(at, at + 1, "Place", demonym=True) for at, region in regions if region is not None and region.governed]


def _states_of_members(doc: Doc, raw: list[Name], gazetteer: Gazetteer) -> list[Name]:
    """The state of "R-Va." behind the name of a member of Congress."""
    taken = tokens_in(raw)
    return [
        Name(at, at + 1, "Place")
        for at in (opens + 3 for opens in places_of(doc, {",", "("}))
        if at < len(doc)
        and at not in taken
        and STATE_OF_MEMBER.match(words_of(doc, at - 2, at + 1))
        and gazetteer.state(doc[at].text if doc[at].text.endswith(".") else f"{doc[at].text}.")
    ]


def _of_continent(doc: Doc, at: int) -> bool:
    """ "North American sales", "a Latin American poet": of a part of the world, not of the United States."""
    return at > 0 and doc[at].lower_.startswith("american") and doc[at - 1].lower_ in PARTS_OF_AMERICA


def _longest(doc: Doc, at: int, taken: set[int], gazetteer: Gazetteer) -> Name | None:
    """The longest name that the gazetteers have of what begins here."""
    lower = text_of(doc).lower
    for end in range(min(at + LONGEST_PLACE, len(lower)), at, -1):
        if lower[end - 1] not in RIGHT_TRIM and taken.isdisjoint(range(at, end)):
            name = _known(doc, at, end, gazetteer)
            if name is not None:
                return name
    return None


def _known(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Name | None:
    """The name that the gazetteers have of just these words."""
    width, text = end - start, words_of(doc, start, end)
    shouted = width == 1 and _is_shouted(text)
    if not shouted and (gazetteer.country(text) or gazetteer.macro_region(text)):
        return Name(start, end, "Place")
    if width <= 2 and gazetteer.demonym(text) and not _of_continent(doc, start):
        return Name(start, end, "Place", demonym=True)
    if width > 2 and inner_dash(doc, start + 1) and gazetteer.city(text, LARGE_CITY):
        return Name(start, end, "Place")  # "Port-au-Prince"
    return _known_word(doc, start, gazetteer) if width == 1 else None


def _is_shouted(text: str) -> bool:
    """In capitals without being initials: any word may be, where others are."""
    return text.isupper() and len(text) > 3 and "." not in text


def _known_word(doc: Doc, at: int, gazetteer: Gazetteer) -> Name | None:
    """The state behind a town (", Mich.") or the body that an acronym names."""
    if doc[at].text.endswith(".") and doc[at - 1].text == "," and gazetteer.state(doc[at].text):
        return Name(at, at + 1, "Place")
    known = _is_known_firm(doc[at], gazetteer) or _known_acronym(doc[at], gazetteer)
    return Name(at, at + 1, "Organization") if known else None


def _is_known_firm(token: Token, gazetteer: Gazetteer) -> bool:
    """A firm that the tables have by this name, in no row of names ("Facebook Twitter Pinterest") and not "an Airbnb";
    a chamber may be half of a title: "House Speaker"."""
    if token.pos_ != "PROPN" or token.is_upper or not gazetteer.is_named(token.text):
        return False
    beside = [token.nbor(step) for step in (-1, 1) if 0 <= token.i + step < len(token.doc)]
    counted = any(child.lower_ in {"a", "an"} for child in token.lefts)
    free = not counted and not any(other.pos_ == "ADJ" or other.text[:1].isupper() for other in beside)
    return free and gazetteer.organization_kind(token.text) == "company"


def _known_acronym(token: Token, gazetteer: Gazetteer) -> bool:
    text = token.text
    if any(0 <= token.i + step < len(token.doc) and _shouted(token.nbor(step)) for step in (-1, 1)):
        return False
    return 2 < len(text) <= 6 and text.isupper() and text.isalnum() and gazetteer.acronym(text) is not None


def _shouted(token: Token) -> bool:
    """A longer word in capitals: a heading, in which any word could be taken for an acronym."""
    return token.is_upper and token.is_alpha and len(token) > 4


# ------------------------------------------------------------------ what neither labels


def _unlabelled(doc: Doc, raw: list[Name], spans: list[TitleSpan], gazetteer: Gazetteer) -> Iterator[Name]:
    """Proper nouns without a label: first name and family name, a large city behind "in", a party in the plural."""
    taken = tokens_in(raw)
    titled = tokens_in(spans)
    end = 0
    for at in text_of(doc).capitals:
        if at < end:
            continue
        end = at
        while end < len(doc) and end not in taken and _unlabelled_word(doc[end]):
            end += 1
        if end > at:
            kind = said_to_be(root_of(doc, at, end)) if titled.isdisjoint(range(at, end)) else None
            name = Name(at, end, kind) if kind else None
            yield from [name] if name else _kind_of_unlabelled(doc, _with_adjective(doc, at), end, gazetteer)


def _towns(doc: Doc, raw: list[Name], spans: list[TitleSpan], gazetteer: Gazetteer) -> Iterator[Name]:
    """Capitalised words without a label before a state: "Patchogue, N.Y."."""
    states = _states_behind_commas(doc, raw, gazetteer)
    if not states:
        return
    taken = tokens_in(raw) | tokens_in(spans)
    for state in states:
        start = comma = state.start - 1
        while start > 0 and start - 1 not in taken and _town_word(doc[start - 1]):
            start -= 1
        if start < comma:
            yield Name(start, comma, "Place")


def _states_behind_commas(doc: Doc, raw: list[Name], gazetteer: Gazetteer) -> list[Name]:
    behind_comma = (n for n in raw if n.type == "Place" and n.start > 1 and doc[n.start - 1].text == ",")
    return [n for n in behind_comma if gazetteer.state(words_of(doc, n.start, n.end))]


def _town_word(token: Token) -> bool:
    free = not token.ent_type_ and (token.pos_ == "PROPN" or token.is_upper) and not token.is_stop
    return free and token.is_alpha and token.text[:1].isupper()


def _with_adjective(doc: Doc, start: int, classes: Collection[str] = ("ADJ", "NOUN")) -> int:
    """ "Social Democrats": a party's name begins with the capitalised adjective before it."""
    before = doc[start - 1] if start else None
    if before is None or before.is_sent_start or before.ent_type_ or not before.is_title or before.pos_ not in classes:
        return start
    return start - 1


def _unlabelled_word(token: Token) -> bool:
    return (
        token.pos_ == "PROPN"
        and not token.ent_type_
        and token.text[:1].isupper()
        and not token.is_upper
        and token.is_alpha
    )


def _kind_of_unlabelled(doc: Doc, start: int, end: int, gazetteer: Gazetteer) -> Iterator[Name]:
    text = words_of(doc, start, end)
    kind = gazetteer.organization_kind(text)
    if kind == "party":
        yield Name(start, end, "Organization")
    elif not kind and end - start in {2, 3} and is_first_name(doc[start].text):
        if end - start == 2 and not gazetteer.is_facility(text) and is_family_name(doc[end - 1].text):
            yield Name(start, end, "Person")
    elif _is_where(doc, start, text, gazetteer):
        yield Name(start, end, "Place")
    elif end - start == 1 and not is_first_name(text) and not is_family_name(text) and is_firms(doc[start]):
        yield Name(start, end, "Organization")


def _is_where(doc: Doc, start: int, text: str, gazetteer: Gazetteer) -> bool:
    """Whether a word is a large city behind "in", or a capital joined to another place."""
    if start and doc[start - 1].lower_ in {"in", "at", "near", "from", "outside"}:
        return bool(gazetteer.city(text, LARGE_CITY))
    joined = start > 1 and doc[start - 1].text in DASHES and doc[start - 2].ent_type_ == "GPE"
    return joined and bool(gazetteer.capital_of(text))


# ------------------------------------------------------------------ behind titles


def names_behind_titles(doc: Doc, spans: list[TitleSpan]) -> Iterator[Name]:
    """The capitalised words right behind a capitalised title or an honorific: a person."""
    posts = [span for span in spans if span.title.group != "occupation"]
    titled = tokens_in(posts)
    for begin, honorific in _ends_of_titles(doc, posts, titled):
        if begin in titled:  # "Police chief Lt. Col. Maria Berg": the second title has the name
            continue
        start, end = _words_of_name(doc, begin, honorific)
        if 0 < end - start <= 5:
            yield Name(start, end, "Person")
    yield from _behind_commas(doc, posts, titled)
    yield from _before_commas(doc, posts, titled)


def _behind_commas(doc: Doc, posts: Sequence[TitleSpan], titled: Set[int]) -> Iterator[Name]:
    """The capitalised words between commas behind a post and its body: "the mayor of Aldermoor, Ann Bell, said"."""
    for span in posts:
        if span.title.plural or lower_at(doc, span.end) != "of":
            continue
        comma = next((at for at in range(span.end + 2, min(span.end + BODY_REACH, len(doc))) if doc[at].text == ","), 0)
        if not comma or doc[comma].is_sent_start or doc[comma - 1].text[:1].islower():
            continue
        start = comma + 1
        while width := honorific_width(doc, start) if start < len(doc) else 0:
            start += width
        end = start
        while end < len(doc) and doc[end].text[:1].isupper() and doc[end].is_alpha and end not in titled:
            end += 1
        words = range(start, end)
        foreign = any(doc[at].ent_type_ in {"GPE", "FAC"} for at in words)
        told = end + 1 < len(doc) and doc[end].text == "," and doc[end + 1].pos_ in GOES_ON  # and no list
        if 2 <= len(words) <= 4 and told and not foreign:
            yield Name(start, end, "Person")


def _before_commas(doc: Doc, posts: Sequence[TitleSpan], titled: Set[int]) -> Iterator[Name]:
    """The words without a label before the comma that sets a post off: "JR Aldermoor, the mayor of Boll, said"."""
    for span in posts:
        noun = doc[span.end - 1]
        whole = noun.dep_ == "appos" and not span.title.plural and lower_at(doc, span.end) == "of"
        end = noun.head.i + 1
        if not whole or end >= span.start or doc[end].text != "," or span.name in ALSO_OF_BODIES:
            continue
        start = end
        while start > 0 and start - 1 not in titled and _unlabelled_initial(doc[start - 1]):
            start -= 1
        if 2 <= end - start <= 4 and not doc[end - 1].is_upper:
            yield Name(start, end, "Person")


def _unlabelled_initial(token: Token) -> bool:
    return token.pos_ == "PROPN" and not token.ent_type_ and token.text[:1].isupper() and token.is_alpha


def _ends_of_titles(doc: Doc, posts: Sequence[TitleSpan], titled: Set[int]) -> Iterator[tuple[int, bool]]:
    """Where capitalised titles and honorifics end, and whether it is an honorific."""
    for span in posts:
        if span.surface[:1].isupper():
            yield end_of_title(doc, span), False
    for at in places_of(doc, honorific_beginnings()):
        if doc[at].text[:1].isupper() and at not in titled and (width := honorific_width(doc, at)):
            yield at + width, True


def _words_of_name(doc: Doc, start: int, honorific: bool) -> tuple[int, int]:
    """The words of a person's name from `start` on, without the honorific they begin with."""
    end = start
    while end < len(doc) and _name_word(doc[end], first=end == start, after_honorific=honorific):
        end += 1
    while end > start and doc[end - 1].lower_ in PARTICLES | DASHES:
        end -= 1
    while start < end and 0 < (width := honorific_width(doc, start)) < end - start - 1:
        start += width  # but "Attorney General Lord Reed"
    return start, end


def _name_word(token: Token, *, first: bool, after_honorific: bool) -> bool:
    if token.is_punct:
        return token.text == "-" and not first and not token.whitespace_
    if token.text[:1].isupper():
        town = token.ent_type_ == "GPE" and (first or load_gazetteer().place(token.text) is not None)
        return token.pos_ == "PROPN" and not town and token.ent_type_ not in {"ORG", "NORP", "DATE", "FAC", "EVENT"}
    if first:
        return after_honorific and token.lower_ in PARTICLES
    elided = ELIDED.match(token.text) is not None
    return elided or token.lower_ in PARTICLES or (token.nbor(-1).text == "-" and token.is_lower)


def _in_capitals(words: Sequence[str]) -> bool:
    """All in capitals: three words or more, so that no acronym and no two-word name is one."""
    alphabetic = [word for word in words if word.isalpha()]
    return len(alphabetic) >= FEWEST and all(word.isupper() for word in alphabetic)


def title_case_tokens(doc: Doc) -> set[int]:
    """Tokens of sentences in which most words have capitals, so that a capital there tells nothing."""
    text = text_of(doc)
    found: set[int] = set()
    for tokens in text.sentences():
        capitals = bisect_left(text.capitals, tokens.stop) - bisect_left(text.capitals, tokens.start)
        if capitals < FEWEST:
            continue
        words = text.words[tokens.start : tokens.stop]
        if _is_title_case(words, text.pos[tokens.start : tokens.stop]) or _in_capitals(words):
            found.update(tokens)
    return found


def _is_title_case(words: Sequence[str], pos: Sequence[str]) -> bool:
    long = [word for word in words if len(word) > 3 and word.isalpha()]
    if len(long) < 5 or sum(word[0].isupper() for word in long) < TITLE_CASE * len(long):
        return False
    closed = next((word == "." for word in reversed(words) if not word.isspace()), False)
    return len(long) >= 5 + closed and not _has_verb(words, pos)


def _has_verb(words: Sequence[str], pos: Sequence[str]) -> bool:
    """Whether a verb is written small."""
    return any(kind in {"VERB", "AUX"} and word.islower() for word, kind in zip(words, pos, strict=True))
