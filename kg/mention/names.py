"""Names in one article: spaCy's entities, corrected by what the article, the corpus and the gazetteers know.

The recognizer sees one sentence at a time; these rules look at all occurrences together. A surname seen once with a
first name is that person wherever it stands; a string is one type by majority; titles, joined names ("Xi-Trump"),
capitals headings and title-case headlines are cut to the names that other sentences show.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from itertools import groupby
from operator import attrgetter
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import is_first_name
from kg.mention.leader_names import with_leaders
from kg.mention.name import Name
from kg.mention.name_table import Evidence, NameTable
from kg.mention.name_words import DASHES, NOT_NAMES, honorifics
from kg.mention.no_names import is_law_word, without_no_names
from kg.mention.recognized import PRIZES, THINGS, names_behind_titles, raw_names, title_case_tokens
from kg.mention.teams import with_teams
from kg.mention.tokens import is_proper_noun, proper_noun_at, replacing, tokens_in, top_of, words_of
from kg.mention.whole_bodies import is_stance
from kg.model import EntityType, Span
from kg.read.turns import name_in
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.titles import TitleSpan


PRECEDING = word_list("before bodies")
PAIR = 2


def find_names(doc: Doc, spans: list[TitleSpan], gazetteer: Gazetteer, evidence: Evidence | None = None) -> list[Name]:
    """The names of persons, organizations and places in a Doc, in order, without overlap."""
    raw = raw_names(doc, spans, gazetteer)
    headline = title_case_tokens(doc)
    raw = with_leaders(doc, [*raw, *names_behind_titles(doc, spans)])
    table = NameTable(doc, raw, spans, headline, evidence or Evidence(), gazetteer)
    names: list[Name] = []
    for name in raw:
        names += _resettle(doc, name, table, headline)
    taken = tokens_in(names) | _blocked(doc, spans, table)
    names += _missed(doc, table, taken)
    settled = [n for n in _settle(names) if doc[n.start].pos]  # what is not parsed is no prose: bylines, credits
    settled = without_no_names(doc, settled, gazetteer)
    return with_teams(doc, [n for n in settled if not _names_nothing(doc, n, headline)], table)


def _names_nothing(doc: Doc, name: Name, headline: set[int]) -> bool:
    """Whether a word is a language, a question's or a stance's: "pro-Russian rebels" are not Russia's."""
    stance = name.demonym and is_stance(doc, name.start)
    return bool(stance) or _is_language(doc, name) or _is_question(doc, name, headline)


def _is_question(doc: Doc, name: Name, headline: set[int]) -> bool:
    """ "WHO FOLLOWS BERG": in a heading all in capitals the word is no acronym."""
    alone = name.end - name.start == 1 and name.start in headline
    return alone and doc[name.start].text in {"WHO", "IT"} and doc[name.start].sent.text.isupper()


def _is_language(doc: Doc, name: Name) -> bool:
    """ "Anna Berg (Norwegian: …)", "in Norwegian and Danish": a language, not a country."""
    if not name.demonym:
        return False
    spelled = name.end < len(doc) and doc[name.end].text == ":"
    if spelled and any(token.text in {"(", "[", ";", "/"} for token in doc[max(0, name.start - 3) : name.start]):
        return True
    token = top_of(doc[name.end - 1], {"conj"})
    spoken = token.dep_ == "pobj" and token.head.lower_ in {"in", "into", "from"}
    return (
        spoken
        and token.ent_type_ in {"LANGUAGE", "NORP"}
        and token.tag_ in {"NNP", "NN", "JJ"}
        and not any(token.lefts)
    )


def with_datelines(doc: Doc, names: list[Name], datelines: Sequence[Span]) -> list[Name]:
    """The names, with each piece of a dateline ("KUALA LUMPUR", "SEATTLE, Washington") as a place."""
    places = []
    offsets = text_of(doc).offset
    for start, end in datelines:
        within = doc[bisect_left(offsets, start) : bisect_left(offsets, end)]
        tokens = (t for t in within if t.idx + len(t) <= end and not t.is_space)
        for sign, piece in groupby(tokens, key=attrgetter("is_punct")):
            if not sign:
                words = [token.i for token in piece]
                places.append(Name(words[0], words[-1] + 1, "Place"))
    return sorted(replacing(names, places), key=attrgetter("start"))


def with_speakers(doc: Doc, names: list[Name], speakers: Sequence[Span]) -> list[Name]:
    """The names, with the person in each label of a transcript: Adler in "MR. ADLER", nobody in "QUESTION"."""
    offsets, text = text_of(doc).offset, text_of(doc).whole
    people: list[Name] = []
    taken: set[int] = set()
    for start, end in speakers:
        first, last = bisect_left(offsets, start), bisect_left(offsets, end)
        taken |= set(range(first, last))
        within = name_in(text[start:end])
        if within:
            people.append(Name(bisect_left(offsets, start + within[0]), last, "Person"))
    kept = [n for n in names if taken.isdisjoint(range(n.start, n.end))]
    return sorted([*kept, *people], key=attrgetter("start"))


def _blocked(doc: Doc, spans: list[TitleSpan], table: NameTable) -> set[int]:
    """Tokens where no known name is looked for: titles, and what the recognizer took for dates, sums or works."""
    blocked = tokens_in(spans)
    for ent in doc.ents:
        if ent.label_ in NOT_NAMES or ent.label_ in THINGS:
            blocked |= {i for i in range(ent.start, ent.end) if not table.is_person_word(doc[i].text)}
    return blocked


# ------------------------------------------------------------------ each occurrence


def _state_of_word(doc: Doc, start: int, end: int, table: NameTable) -> Name | None:
    """The state in "the U.S. Budget deficit": initials before a word that the article also writes small, no body."""
    if end - start != PAIR or not doc[start].text.endswith(".") or table.gazetteer.country(doc[start].text) is None:
        return None
    bodiless = not table.gazetteer.organization_kind(words_of(doc, start, end))
    return Name(start, start + 1, "Place") if bodiless and table.is_written_small(doc[start + 1].text) else None


def _resettle(doc: Doc, name: Name, table: NameTable, headline: set[int]) -> Iterator[Name]:
    """One recognized name with its final bounds and type; nothing where it is no name after all."""
    if name.demonym:
        yield name
        return
    for start, end in _parts(doc, name, table):
        text = words_of(doc, start, end)
        if table.gazetteer.demonym(text):
            yield Name(start, end, "Place", demonym=True)
        elif (state := _state_of_word(doc, start, end, table)) is not None:
            yield state
        elif start in headline and not table.is_known(text):
            yield from _known_within(doc, start, end, table)
        elif not table.is_ordinary_word(doc, start, end) and not _names_prize(doc, end):
            yield Name(start, end, table.type_of(text, name.type))


def _parts(doc: Doc, name: Name, table: NameTable) -> Parts:
    """A joined name in its parts ("Xi-Trump"), a name with other words cut to the name; else the name itself."""
    for parting in PARTINGS:
        if parts := parting(doc, name, table):
            return parts
    return ((name.start, name.end),)


def _joined(doc: Doc, name: Name, table: NameTable) -> Parts:
    """ "Xi-Trump": each half a name by itself."""
    cuts = [i for i in range(name.start + 1, name.end - 1) if doc[i].text in DASHES]
    if not cuts:
        return ()
    whole = words_of(doc, name.start, name.end)
    if table.is_person(whole) or table.gazetteer.country(whole):
        return ()
    parts = tuple(zip([name.start, *(cut + 1 for cut in cuts)], [*cuts, name.end], strict=True))
    return parts if all(table.stands_alone(words_of(doc, start, end)) for start, end in parts) else ()


def _full_name_within(doc: Doc, name: Name, table: NameTable) -> Parts:
    """A person's name cut to the full name of somebody that it begins with."""
    start, end = name.start, name.end
    if name.type != "Person" or end - start < 3 or table.is_full(words_of(doc, start, end)):
        return ()
    return ((start, next((s for s in range(end - 1, start + 1, -1) if table.is_full(words_of(doc, start, s))), end)),)


def _country_before_name(doc: Doc, name: Name, table: NameTable) -> Parts:
    """ "Austria Karl Brandt", "Austrian Karl Brandt": a country or its adjective before somebody's name."""
    start, end = name.start, name.end
    state = table.gazetteer.country(doc[start].text) and table.is_person(words_of(doc, start + 1, end))
    if (state and not table.is_full(words_of(doc, start, end))) or _people_before_name(doc, name, table):
        return (start, start + 1), (start + 1, end)
    return ()


def _without_opening(doc: Doc, name: Name, table: NameTable) -> Parts:
    """A body's name cut at a word that has its capital from the beginning of the sentence."""
    first = doc[name.start]
    if name.type != "Organization" or not first.is_sent_start or first.lower_ not in PRECEDING:
        return ()
    text = words_of(doc, name.start + 1, name.end)
    return ((name.start + 1, name.end),) if text in table.votes or table.gazetteer.acronym(text) else ()


Parts = tuple[tuple[int, int], ...]
"""The tokens of each name in one that the recognizer saw; none where a way to part it does not apply."""
PARTINGS: tuple[Callable[[Doc, Name, NameTable], Parts], ...] = (
    _joined,
    _full_name_within,
    _country_before_name,
    _without_opening,
)


def _people_before_name(doc: Doc, name: Name, table: NameTable) -> bool:
    """ "Austrian Karl Brandt": the adjective of a country before a first name and a family name."""
    start, end = name.start, name.end
    if name.type != "Person" or end - start < 3 or not table.gazetteer.demonym(doc[start].text):
        return False
    return is_first_name(doc[start + 1].text) and not is_first_name(doc[start].text)


def _names_prize(doc: Doc, end: int) -> bool:
    """ "Nobel Prize", "Charlemagne Prize": the name of a thing."""
    return end < len(doc) and doc[end].is_title and doc[end].lower_ in PRIZES | {"peace"}


def _known_within(doc: Doc, start: int, end: int, table: NameTable) -> Iterator[Name]:
    """In a headline: the longest known name at the beginning of what the recognizer took for one."""
    for stop in range(end - 1, start, -1):
        text = words_of(doc, start, stop)
        if table.is_known(text):
            yield Name(start, stop, table.type_of(text, "Person"))
            return


# ------------------------------------------------------------------ what the recognizer missed


def _missed(doc: Doc, table: NameTable, taken: set[int]) -> Iterator[Name]:
    """Known names where the recognizer saw nothing."""
    longest = _longest_by_word(table)
    behind = 0
    for at, word in enumerate(text_of(doc).words):
        if at < behind or at in taken or not (word[:1].isupper() or word in longest) or word.isspace():
            continue
        end, kind = _known_at(doc, at, table, longest.get(word, 0), taken)
        if kind is not None and not (kind == "Person" and _names_prize(doc, end)):
            yield Name(at, end, kind)
            behind = end


def _longest_by_word(table: NameTable) -> dict[str, int]:
    """First word → how many the longest known name has that begins with it."""
    longest: dict[str, int] = defaultdict(int)
    for text, votes in table.votes.items():
        if votes:
            first, *others = text.split(" ")
            longest[first] = max(longest[first], 1 + len(others))
    return longest


def _known_at(doc: Doc, at: int, table: NameTable, longest: int, taken: set[int]) -> tuple[int, EntityType | None]:
    for width in range(min(longest + 2, len(doc) - at), 0, -1):
        end = at + width
        text = words_of(doc, at, end)
        if text not in table.votes or not taken.isdisjoint(range(at, end)):
            continue
        if width > 1 or _name_like(doc[at]) or table.only_capital(doc[at]):
            return end, table.type_of(text, table.votes[text].most_common(1)[0][0])
    if _is_of_somebody(doc, at, table):
        return _with_other_family_name(doc, at, table, taken), table.type_of(doc[at].text, "Person")
    return at, None


def _is_of_somebody(doc: Doc, at: int, table: NameTable) -> bool:
    """Whether a word of somebody's full name stands for them here."""
    token = doc[at]
    if not table.is_person_word(token.text) or token.is_stop or is_law_word(doc, at):
        return False
    return (token.pos_ == "PROPN" or table.is_local_word(token.text)) and not _is_honorific(doc, at)


def _is_honorific(doc: Doc, at: int) -> bool:
    """ "Sheikh" before a name, though another one's name has the word in it."""
    return doc[at].lower_ in honorifics() and at + 1 < len(doc) and doc[at + 1].pos_ == "PROPN"


def _with_other_family_name(doc: Doc, at: int, table: NameTable, taken: set[int]) -> int:
    """Where a name ends that begins with the first name of somebody in the article: "Tom Ek" beside Tom Reed's."""
    end = at + 1
    if end == len(doc) or end in taken or not is_first_name(doc[at].text) or not doc[at].whitespace_:
        return end
    family = doc[end]
    free = is_proper_noun(family) and not family.ent_type_ and not family.is_sent_start
    return end + 1 if free and not proper_noun_at(doc, end + 1) and not table.is_known(family.text) else end


def _name_like(token: Token) -> bool:
    """A single known word counts as the name unless it stands where any word has a capital and is an ordinary one."""
    return token.pos_ == "PROPN" or (not token.is_sent_start and not token.is_stop)


def _settle(names: list[Name]) -> list[Name]:
    """Without overlaps: the longer name wins, then the earlier; in order."""
    chosen: list[Name] = []
    taken: set[int] = set()
    for name in sorted(set(names), key=lambda n: (n.start - n.end, n.start, n.type)):
        if taken.isdisjoint(range(name.start, name.end)):
            chosen.append(name)
            taken.update(range(name.start, name.end))
    return sorted(chosen, key=attrgetter("start"))
