"""Bylines, datelines and credits: what a news text says about its own origin, each told from prose by its form.

Every function takes a short text (one line, the first or last hundred characters of a paragraph) and is exact about
how much of it is credit, so that no prose is lost: in doubt the answer is None.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.read.agencies import PressWords
from kg.read.written_dates import MONTH, find_dates

Fact = tuple[str, str]
"""(field of Article, value): ("authors", "Anna Berg"), ("credits", "Reuters"), ("published", "2025-10-27")."""

_UPPER = r"[^\W\d_a-zß-öø-ÿ]"
_WORD = rf"{_UPPER}[\w.'’\-]*"
_PARTICLES = frozenset(
    ("and", "with", "in", "for", "at", "of", "the", "von", "van", "der", "den", "de", "da", "di", "du", "del", "della")
) | frozenset(("la", "le", "el", "al", "bin", "ibn", "ben", "abu", "y", "e"))
_CALENDAR = re.compile(rf"(?:{MONTH}|(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\d)", re.IGNORECASE)
_SENTENCE_END = ".!?…\"'”’)]»"

_BYLINE = re.compile(
    r"(?:by|(?:written|reported|story|words|text|report|compiled|analysis|photographs|interview)\s+by"
    r"|(?:authors?|reporters?|interview|interviewer|correspondent)\s?:)\s+(?=\S)",
    re.IGNORECASE,
)
_NAME_SEPARATOR = re.compile(r"\s*(?:[,;/|&•·–—]|\band\b|\bwith\b|\s-\s)\s*")
_PLACE_OF_AUTHOR = re.compile(rf"\s+(?:in|at|reporting from|for)\s+{_UPPER}.*$")
_NOT_A_NAME = re.compile(r"[@\d]|https?:|www\.")


def parse_byline(text: str, words: PressWords) -> list[Fact] | None:
    """Authors and agencies of a line that is a byline as a whole, or None. "By Staff, Agencies" names no author."""
    match = _BYLINE.match(text)
    if match is None or len(text) > 250 or not looks_like_names(text[match.end() :]):
        return None
    return _names_in(text[match.end() :], words)


def looks_like_names(text: str) -> bool:
    """Whether all words start with a capital, particles apart, and none is a day, a month or a figure."""
    tokens = text.split()
    if not 0 < len(tokens) <= 40 or _CALENDAR.match(tokens[0]) or text.rstrip().endswith(("?", "!", ":", "”", '"')):
        return False
    rest = [token.strip("(),;:|/&•·–—-.[]") for token in tokens]
    names = [token for token in rest if token and token.lower() not in _PARTICLES]
    return bool(names) and all(name[0].isupper() or "@" in name for name in names)


def _names_in(text: str, words: PressWords) -> list[Fact]:
    facts: list[Fact] = [("credits", name) for _, _, name in words.find(text)]
    for part in _NAME_SEPARATOR.split(text):
        name = _PLACE_OF_AUTHOR.sub("", part).strip(" .()[]")
        if _is_outlet(name, words):
            facts.append(("publisher", name))
        elif _is_person(name, words):
            facts.append(("authors", name))
    return facts


def _is_outlet(name: str, words: PressWords) -> bool:
    """A newspaper's name in a byline: it begins with "The" or has a word such as "Times" in it."""
    tokens = name.split()
    if not 1 < len(tokens) <= 5 or next(words.find(name), None) is not None:
        return False
    return tokens[0] == "The" or any(token.lower() in words.outlets for token in tokens[1:])


def _is_person(name: str, words: PressWords) -> bool:
    tokens = name.split()
    if not 1 < len(tokens) <= 6 or words.named(name) or _NOT_A_NAME.search(name):
        return False
    return not any(token.lower() in words.roles for token in tokens) and next(words.find(name), None) is None


# ------------------------------------------------------------------ datelines

_CAPS = r"[^\W\d_a-zß-öø-ÿ][^\W\d_a-zß-öø-ÿ.'’\-]+"
_DASH = r"(?:—|–|--?|_)"
_PLACE = rf"""
    (?P<place>
        {_WORD}(?:[ /]{_WORD}){{0,3}} (?:[ ]\([^()\n]{{2,25}}\)(?=,[ ]))?
        (?:,[ ]?{_WORD}(?:[ ]{_WORD}){{0,2}}){{0,2}}?
    )
"""
_DAY = rf"""
    (?P<date> (?i:{MONTH})[ ]\d{{1,2}}(?:,?[ ]\d{{4}})? | \d{{1,2}}(?:st|nd|rd|th)?[ ](?i:{MONTH})(?:,?[ ]\d{{4}})?
        | \d{{4}}-\d{{2}}-\d{{2}} | \d{{1,2}}\.\d{{1,2}}\.\d{{4}} )
"""
_BEHIND = r"(?:[.,]?[ ])"
_BRACKETED = re.compile(
    rf"""
    {_PLACE}? (?: {_BEHIND}? {_DAY} )?
    (?: [.,]?[ ]?[(\[/] (?P<agency> [^()\[\]/\n]{{2,40}} ) [)\]/] )?
    (?P<mark> [.,]?[ ]?{_DASH}[ ] | [ ]?(?:—|–) | :[ ] | (?<=[)\]/])\.?(?:[ ]|$) )
    """,
    re.VERBOSE,
)
"""Forms with the agency in brackets, or with none: "ROME (AP) - ", "Oslo, Mar 5 (PTI) ", "OSLO, March 5. /TASS/. "."""
_BARE = re.compile(
    rf"""
    {_PLACE.replace("{0,3}", "{0,3}?")} (?: {_BEHIND} {_DAY} )? [.,][ ] (?P<agency> [^()\[\],.:\n]{{2,40}}? )
    (?P<mark> [ ]?{_DASH}[ ] | [ ]?(?:—|–) | :[ ] | $ )
    """,
    re.VERBOSE,
)
"""Forms with the agency between commas: "Oslo, AAP - ", "OSLO, Mar. 5, Kyodo - "."""


@dataclass(frozen=True, slots=True)
class Dateline:
    """A paragraph's dateline. `place`: [start, end) of the place names or None; `end`: where the prose begins."""

    place: tuple[int, int] | None
    end: int
    facts: tuple[Fact, ...]


def parse_dateline(text: str, words: PressWords) -> Dateline | None:
    """The dateline a paragraph begins with, or None: "SEOUL, South Korea — …", "Paris, May 3: …", "ROME (AP) - …".

    It must show itself by an agency or a date, by a place in capitals before a dash, or by a city of the lexicon in
    capitals before a colon; and prose must follow, or nothing at all where it has an agency of the lexicon.
    """
    found = _bare_dateline(text, words) or _bracketed_dateline(text, words)
    if found is None or found.place is not None:
        return found
    rest = parse_dateline(text[found.end :], words)  # "(ANSA) - ROME, MAR 5 - …"
    if rest is None or rest.place is None or rest.place[0] > 0:
        return found
    place = (found.end + rest.place[0], found.end + rest.place[1])
    return Dateline(place, found.end + rest.end, (*found.facts, *rest.facts))


def parse_place_line(text: str, words: PressWords) -> Dateline | None:
    """The dateline that a line is as a whole, or None: "Baku, March 5, AZERTAC", "AFP, MANILA"."""
    agency = words.pattern.match(text)
    place = re.fullmatch(r"\s?[,/|–—-]\s?(?P<place>[^\d,/|]{3,40})", text[agency.end() :]) if agency else None
    if agency is not None and place is not None and _stands_alone(place["place"], "-", words):
        start, end = place.span("place")
        return Dateline(
            (agency.end() + start, agency.end() + end), len(text), (("credits", words.agencies[agency.group()]),)
        )
    found = parse_dateline(text, words)
    return found if found and found.place and found.end == len(text) else None


def _bare_dateline(text: str, words: PressWords) -> Dateline | None:
    match = _BARE.match(text[:160])
    agency = words.named(match["agency"]) if match else None
    if (
        match is None
        or agency is None
        or match["place"].lower() in _PARTICLES | {"by", "from"}
        or not _goes_on(text, match.end())
    ):
        return None
    return _dateline(match, [agency])


def _bracketed_dateline(text: str, words: PressWords) -> Dateline | None:
    match = _BRACKETED.match(text[:160])
    if match is None or not _goes_on(text, match.end()):
        return None
    place, day, agency, mark = match["place"], match["date"], match["agency"], match["mark"]
    known = [name for _, _, name in words.find(agency)] if agency else []
    marked = bool(mark.strip(" ."))
    if not marked and not (known and (day or not place or _is_city(place, words))):
        return None
    if not (known or (place and (day or _stands_alone(place, mark, words)))):
        return None
    if agency and not known and _looks_like_agency(agency):
        known = [agency.strip()]
    return _dateline(match, known)


def _dateline(match: re.Match[str], agencies: list[str]) -> Dateline:
    facts: list[Fact] = [("credits", name) for name in agencies]
    facts += [("published", found.isoformat()) for _, _, found in find_dates(match["date"] or "")]
    if not match["place"]:
        return Dateline(None, match.end(), tuple(facts))
    start, end = match.span("place")
    stop = match["place"].endswith(".") and match["place"].count(".") == 1 and "," not in match["place"]
    return Dateline((start, end - stop), match.end(), tuple(facts))  # "MOSCOW. March 5", not "STAMFORD, Conn."


def _goes_on(text: str, end: int) -> bool:
    return end == len(text) or _follows_prose(text[end : end + 40])


def _is_city(place: str, words: PressWords) -> bool:
    """Whether a place shows itself as one without dash or date: in capitals, or a city of the lexicon."""
    return _stands_alone(place, "-", words) or place.partition(",")[0].upper() in words.dateline_cities


def _looks_like_agency(text: str) -> bool:
    return len(text.split()) <= 4 and "/" not in text and looks_like_names(text)


def _stands_alone(place: str, mark: str, words: PressWords) -> bool:
    first = place.partition(",")[0]
    if ":" in mark:
        return place in words.dateline_cities
    return len(first) > 2 and re.fullmatch(rf"{_CAPS}(?:[ /]{_CAPS})*", first) is not None


def _follows_prose(text: str) -> bool:
    start = text.lstrip("\"'“‘«([< ")
    return len(text) >= 20 and (start[:1].isupper() or start[:1].isdigit())


# ------------------------------------------------------------------ credits of whole lines

_COPYRIGHT = re.compile(r"(?:©|\(c\)|copyright)\s?(?:©\s?|\(c\)\s?)?", re.IGNORECASE)
_RIGHTS = re.compile(r"all rights reserved\b.*$|\b\d{4}(?:\s?[-–]\s?\d{4})?\b", re.IGNORECASE)
_CREDIT_LEAD = re.compile(
    r"""
    with\s (?:additional\s|further\s|agency\s)?
        (?:information|inputs?|reporting|reports?|files|material|content|agenc(?:y|ies)|contributions?)\b
        (?:\s(?:from|by)\b)?
  | (?:additional\s|further\s)? (?:reporting|writing|editing|compiled|edited|production) \s (?:for\s\w+\s)? by\b
  | sources? \s? :
  | (?:agency\s)?inputs? \s (?:from|by) \b
    """,
    re.VERBOSE | re.IGNORECASE,
)
_CREDIT_MORE = re.compile(
    r";?\s*\b(?:(?:additional |further )?(?:reporting|writing|editing|edited|compiled|production)(?: for \w+)? by"
    r"|with (?:files|inputs?|information|material) from)\b",
    re.IGNORECASE,
)
_ORIGINALLY = re.compile(
    r"(?:this|the) (?:article|story|report|piece) (?:(?:was|is|has been) )?(?:(?:originally|first) )?"
    r"(?:published|appeared|provided|supplied|written|syndicated)\b|all rights reserved\b",
    re.IGNORECASE,
)


def parse_credit(text: str, words: PressWords) -> list[Fact] | None:
    """What a line that is a credit as a whole says, or None: agencies, a copyright holder as publisher."""
    core = text.strip("()[]*_ —–-")
    if len(text) > 400 or not core:
        return None
    copyright_mark = _COPYRIGHT.match(core)
    if copyright_mark is not None:
        return _copyright(copyright_mark.group(), core[copyright_mark.end() :], words) if len(core) < 150 else None
    if agencies := _only_agencies(core, words):
        return [("credits", name) for name in agencies]
    if _ORIGINALLY.match(core):
        return [("credits", name) for _, _, name in words.find(core)] if len(core) < 200 else None
    return _credited(core, words)


def _credited(text: str, words: PressWords) -> list[Fact] | None:
    """Agencies of "With information from …", "Reporting by …; Editing by …"; None where other words follow."""
    lead = _CREDIT_LEAD.match(text)
    if lead is None:
        return None
    rest = _CREDIT_MORE.sub(" and ", text[lead.end() :])
    if rest.strip(" .") and not looks_like_names(words.pattern.sub("X", rest)):
        return None
    facts: list[Fact] = [("credits", name) for _, _, name in words.find(text)]
    outlet = rest.strip(" .")
    if not facts and outlet and lead.group()[:1] in "wWsSiI" and len(outlet.split()) <= 5:
        facts.append(("credits", outlet))
    return facts


def _copyright(mark: str, holder: str, words: PressWords) -> list[Fact] | None:
    name = _RIGHTS.sub("", holder).strip(" .,|-–—")
    if "©" not in mark and name and not looks_like_names(name):
        return None
    agencies = sorted({agency for _, _, agency in words.find(name)})
    if agencies:
        return [("credits", agency) for agency in agencies]
    return [("publisher", name)] if name and looks_like_names(name) and len(name.split()) <= 6 else []


def _only_agencies(text: str, words: PressWords) -> list[str]:
    lead = text.lstrip(" ,/|&+.·•-–—()[]\t\r\n")
    if not lead.startswith("and") and not words.pattern.match(text, len(text) - len(lead)):
        return []  # most texts: there is no need to look for agencies further on
    found = list(words.find(text))
    left = text
    for start, end, _ in reversed(found):
        left = left[:start] + left[end:]
    rest = left.strip(" ,/|&+.·•-–—()[]")
    return [name for _, _, name in found] if rest in ("", "and") or re.fullmatch(r"(?:[\s,/|&+.]|and)*", rest) else []


# ------------------------------------------------------------------ credits at the end of a paragraph

_TAIL = re.compile(
    r"""
    \(? (?:additional\s)? (?:reporting|writing|editing|compiled|edited) \s (?:for\s\w+\s)? by \b
  | (?:authors?|interview|editor|interviewer) \s? : \s
  | \(? with \s (?:additional\s)? (?:information|inputs?|reporting|agency\sinputs?|agencies) \b
  | (?:[a-z]{2,4} (?:[,/]\s?[a-z]{2,4}){0,3} (?:/[a-z]{2,4})? \s)? [(\[—–/-]
    """,
    re.VERBOSE | re.IGNORECASE,
)
_INITIALS = re.compile(r"[a-z]{2,4}(?:[,/] ?[a-z]{2,4}){0,3}\s(?=[(\[])")
_LABEL = re.compile(r"(?:Authors?|Interview(?:er)?|Editor)\s?:\s")
_TAIL_WINDOW = 300


def peel_tail(text: str, words: PressWords) -> tuple[int, list[Fact]]:
    """(where the prose ends, facts) of a last paragraph: "… at home. ab/cd (AFP, dpa)", "… he said. (ANI)"."""
    low = max(0, len(text) - _TAIL_WINDOW)
    for match in _TAIL.finditer(text, low):
        before = text[: match.start()].rstrip()
        if before and before[-1] in _SENTENCE_END and before != text[: match.start()]:
            facts = _tail_facts(text[match.start() :], words)
            if facts is not None:
                return len(before), facts
    return len(text), []


def _tail_facts(tail: str, words: PressWords) -> list[Fact] | None:
    if _LABEL.match(tail):
        return _labelled(tail, words)
    core = _INITIALS.sub("", tail, count=1).strip()
    if agencies := _only_agencies(core, words):
        return [("credits", name) for name in agencies]
    if core[:1] in "—–/-":
        return None
    return _credited(core.strip("() ."), words)


def _labelled(tail: str, words: PressWords) -> list[Fact] | None:
    facts: list[Fact] = []
    labels = [*_LABEL.finditer(tail)]
    for label, following in zip(labels, [*labels[1:], None], strict=True):
        part = tail[label.end() : following.start() if following else len(tail)]
        names = re.sub(r"/ ?[a-z]{2,4}\b|\([^()]*\)", "", part)
        if names.strip() and not looks_like_names(names):
            return None
        people = _names_in(names, words) if not label.group().startswith("Editor") else []
        facts += [*people, *(("credits", name) for _, _, name in words.find(part[len(names.rstrip()) :]))]
    return facts


# ------------------------------------------------------------------ photographs

_PHOTO = re.compile(
    r"""
    [(\[]? (?:
        (?:Photo|Photograph|Picture|Pic|Image|Illustration|Screenshot|Graphic|Video|Credit|PHOTO|IMAGE)s?
        (?:[ ](?:credit|Credit|by|courtesy|Courtesy)){0,2} (?:[ ]?:|[ ](?:by|of|from)\b) [ ]? (?P<label> .{1,90})
      | (?:Courtesy|COURTESY)(?:[ ]of)?:? [ ] (?P<courtesy> .{1,80})
      | (?P<slashed> [^()\[\].!?]{1,60}? (?:[ ](?:Photo|Images?|Pool|File|via|News))? [ ]?/[ ]?.{1,80})
      | (?P<via> [^()\[\].!?/]{0,60}[ ]via[ ].{2,40})
      | (?P<plain> [^()\[\].!?/]{2,60})
    ) [)\]]? \.?
    """,
    re.VERBOSE,
)
_LABELLED_PHOTO = re.compile(r"(?:Photo|Photograph|Picture|Image|Credit|PHOTO|IMAGE)s?(?: credit| Credit)? ?: ?")
_UNKNOWN_AGENCY = re.compile(rf"(?P<agency>{_CAPS}(?: {_CAPS}){{0,2}})/(?P<name>{_WORD} {_WORD}(?: {_WORD})?)")
"""An agency no list knows, in capitals before a photographer: "COASTAL PRESS/Anna Berg"."""
_PHOTO_WINDOW = 160
FILE_PHOTO = re.compile(r"(?:FILE|File)(?:[ ](?:PHOTO|photo|picture|image))?\s?(?::|--?|–|—)\s+")
"""What a caption of an archive picture begins with: its date is not the article's."""


def peel_photo_credit(text: str, words: PressWords) -> tuple[int, list[Fact]] | None:
    """(where the caption ends, facts) of a text that ends in a photo credit or is one (0), or None.

    Agencies are credits; photographers are nobody's authors and are dropped.
    """
    low = max(0, len(text) - _PHOTO_WINDOW)
    for start in _photo_starts(text, low):
        facts = _photo_facts(text[start:], words)
        if facts is not None:
            return len(text[:start].rstrip()), facts
    return None


def _photo_starts(text: str, low: int) -> list[int]:
    after_sentence = re.finditer(r"(?<=[.!?\"”'])\s+(?=[^\Wa-z_])|(?=[(\[])", text[low:])
    starts = {low + match.end() for match in after_sentence}
    starts |= {low + match.start() for match in _LABELLED_PHOTO.finditer(text[low:])}
    return sorted(starts | ({0} if low == 0 else set()))


def _photo_facts(text: str, words: PressWords) -> list[Fact] | None:
    match = _PHOTO.fullmatch(text)
    if match is None:
        return None
    agencies = [("credits", name) for _, _, name in words.find(text)]
    if match["label"] or match["courtesy"]:
        return agencies if looks_like_names(match["label"] or match["courtesy"]) else None
    unknown = _UNKNOWN_AGENCY.fullmatch(text.strip("()[]. ")) if not agencies else None
    if unknown is not None and looks_like_names(unknown["name"]):
        return [("credits", " ".join(word.capitalize() for word in unknown["agency"].split()))]
    if not agencies or not looks_like_names(match.group()):
        return None
    if match["plain"]:
        return agencies if _is_picture_credit(match["plain"], words) else None
    return agencies


def _is_picture_credit(text: str, words: PressWords) -> bool:
    pictures = any(words.kinds[name] == "pictures" for _, _, name in words.find(text))
    return pictures or re.search(r"\b(?:Photo|Photos|PHOTO|Pool|Handout)\b", text) is not None
