"""Names in one article: spaCy's entities, corrected by what the article, the corpus and the gazetteers know.

The recognizer sees one sentence at a time; these rules look at all occurrences together. A surname seen once with a
first name is that person wherever it stands; a string is one type by majority; titles, joined names ("Xi-Trump"),
capitals headings and title-case headlines are cut to the names that other sentences show.
"""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import is_first_name
from kg.mention.name import Name
from kg.mention.name_table import Evidence, NameTable
from kg.mention.name_words import DASHES, NOT_NAMES, honorifics
from kg.mention.no_names import is_law_word, without_no_names
from kg.mention.recognized import PRIZES, THINGS, names_behind_titles, raw_names, title_case_tokens
from kg.mention.teams import with_teams
from kg.mention.tokens import words_of
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
    raw = [*raw, *names_behind_titles(doc, spans)]
    table = NameTable(doc, raw, spans, headline, evidence or Evidence(), gazetteer)
    names: list[Name] = []
    for name in raw:
        names += _resettle(doc, name, table, headline)
    taken = {i for name in names for i in range(name.start, name.end)} | _blocked(doc, spans, table)
    names += _missed(doc, table, taken)
    settled = [n for n in _settle(names) if doc[n.start].pos]  # what is not parsed is no prose: bylines, credits
    settled = without_no_names(doc, settled, gazetteer)
    settled = [n for n in settled if not (_is_language(doc, n) or _is_question(doc, n, headline))]
    return with_teams(doc, settled, table)


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
    token = doc[name.end - 1]
    while token.dep_ == "conj":
        token = token.head
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
        tokens = [t for t in within if t.idx + len(t) <= end and not t.is_space]
        piece: list[Token] = []
        for token in [*tokens, None]:
            if token is not None and not token.is_punct:
                piece.append(token)
            elif piece:
                places.append(Name(piece[0].i, piece[-1].i + 1, "Place"))
                piece = []
    taken = {i for place in places for i in range(place.start, place.end)}
    kept = [n for n in names if not any(i in taken for i in range(n.start, n.end))]
    return sorted([*kept, *places], key=lambda n: n.start)


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
    kept = [n for n in names if not any(i in taken for i in range(n.start, n.end))]
    return sorted([*kept, *people], key=lambda n: n.start)


def _blocked(doc: Doc, spans: list[TitleSpan], table: NameTable) -> set[int]:
    """Tokens where no known name is looked for: titles, and what the recognizer took for dates, sums or works."""
    blocked = {i for span in spans for i in range(span.start, span.end)}
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


def _parts(doc: Doc, name: Name, table: NameTable) -> Iterator[tuple[int, int]]:
    """A joined name in its parts ("Xi-Trump"), a name with other words cut to the name; else the name itself."""
    start, end = name.start, name.end
    cuts = [i for i in range(start + 1, end - 1) if doc[i].text in DASHES]
    whole = words_of(doc, start, end)
    if (
        cuts
        and not (table.is_person(whole) or table.gazetteer.country(whole))
        and _all_known(doc, start, end, cuts, table)
    ):
        edges = [start, *[j for cut in cuts for j in (cut, cut + 1)], end]
        yield from zip(edges[::2], edges[1::2], strict=True)
    elif name.type == "Person" and end - start >= 3 and not table.is_full(whole):
        stop = next((s for s in range(end - 1, start + 1, -1) if table.is_full(words_of(doc, start, s))), end)
        yield start, stop
    elif (
        end - start >= 2
        and not table.is_full(words_of(doc, start, end))
        and table.gazetteer.country(doc[start].text)
        and table.is_person(words_of(doc, start + 1, end))
    ) or _people_before_name(doc, name, table):
        yield start, start + 1
        yield start + 1, end
    elif (
        name.type == "Organization"
        and end - start >= 2
        and doc[start].is_sent_start
        and doc[start].lower_ in PRECEDING
        and (words_of(doc, start + 1, end) in table.votes or table.gazetteer.acronym(words_of(doc, start + 1, end)))
    ):
        yield start + 1, end
    else:
        yield start, end


def _people_before_name(doc: Doc, name: Name, table: NameTable) -> bool:
    """ "Austrian Karl Brandt": the adjective of a country before a first name and a family name."""
    start, end = name.start, name.end
    if name.type != "Person" or end - start < 3 or not table.gazetteer.demonym(doc[start].text):
        return False
    return is_first_name(doc[start + 1].text) and not is_first_name(doc[start].text)


def _all_known(doc: Doc, start: int, end: int, cuts: list[int], table: NameTable) -> bool:
    edges = [start, *[j for cut in cuts for j in (cut, cut + 1)], end]
    return all(table.stands_alone(words_of(doc, a, b)) for a, b in zip(edges[::2], edges[1::2], strict=True))


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
    known = {tuple(text.split(" ")): text for text, votes in table.votes.items() if votes}
    longest: dict[str, int] = defaultdict(int)
    for words in known:
        longest[words[0]] = max(longest[words[0]], len(words))
    behind = 0
    for at, word in enumerate(text_of(doc).words):
        if at < behind or at in taken or not (word[:1].isupper() or word in longest) or word.isspace():
            continue
        end, kind = _known_at(doc, at, table, longest.get(word, 0), taken)
        if kind is not None and not (kind == "Person" and _names_prize(doc, end)):
            yield Name(at, end, kind)
            behind = end


def _known_at(doc: Doc, at: int, table: NameTable, longest: int, taken: set[int]) -> tuple[int, EntityType | None]:
    for width in range(min(longest + 2, len(doc) - at), 0, -1):
        end = at + width
        text = words_of(doc, at, end)
        if text not in table.votes or any(i in taken for i in range(at, end)):
            continue
        if width > 1 or _name_like(doc[at]) or table.only_capital(doc[at]):
            return end, table.type_of(text, table.votes[text].most_common(1)[0][0])
    token = doc[at]
    if (
        table.is_person_word(token.text)
        and not (token.is_stop or is_law_word(doc, at))
        and (token.pos_ == "PROPN" or table.is_local_word(token.text))
        and not _is_honorific(doc, at)
    ):
        return _with_other_family_name(doc, at, table, taken), table.type_of(token.text, "Person")
    return at, None


def _is_honorific(doc: Doc, at: int) -> bool:
    """ "Sheikh" before a name, though another one's name has the word in it."""
    return doc[at].lower_ in honorifics() and at + 1 < len(doc) and doc[at + 1].pos_ == "PROPN"


def _with_other_family_name(doc: Doc, at: int, table: NameTable, taken: set[int]) -> int:
    """Where a name ends that begins with the first name of somebody in the article: "Tom Ek" beside Tom Reed's."""
    end = at + 1
    if end == len(doc) or end in taken or not is_first_name(doc[at].text) or not doc[at].whitespace_:
        return end
    family = doc[end]
    free = not family.ent_type_ and not family.is_sent_start and family.is_title and family.is_alpha
    ends = end + 1 == len(doc) or not (doc[end + 1].is_title and doc[end + 1].pos_ == "PROPN")
    return end + 1 if free and ends and family.pos_ == "PROPN" and not table.is_known(family.text) else end


def _name_like(token: Token) -> bool:
    """A single known word counts as the name unless it stands where any word has a capital and is an ordinary one."""
    return token.pos_ == "PROPN" or (not token.is_sent_start and not token.is_stop)


def _settle(names: list[Name]) -> list[Name]:
    """Without overlaps: the longer name wins, then the earlier; in order."""
    chosen: list[Name] = []
    taken: set[int] = set()
    for name in sorted(set(names), key=lambda n: (n.start - n.end, n.start, n.type)):
        if not any(i in taken for i in range(name.start, name.end)):
            chosen.append(name)
            taken.update(range(name.start, name.end))
    return sorted(chosen, key=lambda n: n.start)
