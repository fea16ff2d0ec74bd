"""A clipping: one article of an export, and what press databases write in its fields → what ours hold."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from kg.errors import InputError
from kg.read.agencies import PressWords, read_press_words
from kg.read.credits import parse_byline
from kg.read.records import Record
from kg.read.written_dates import find_dates


@dataclass(frozen=True, slots=True)
class Clipping:
    """One article as a database has it; "" where it says nothing."""

    body: str
    title: str = ""
    deck: tuple[str, ...] = ()
    """What stands between headline and body: subtitles, the standfirst."""
    published: str = ""
    publisher: str = ""
    byline: str = ""
    surname_first: bool = False
    """Whether the database writes all its authors "Berg, Anna"."""
    language: str = ""
    note: str = ""
    """A correction below the body."""

    @property
    def text(self) -> str:
        """The article as it is read."""
        parts = (self.title, *self.deck, self.body.strip("\n"), self.note)
        return "\n\n".join(part for part in parts if part)


def clipping_records(clippings: Iterable[Clipping | None], where: str, origin: str) -> Iterator[Record | InputError]:
    """A record of each clipping, numbered; places between two marks that hold nothing (None) are counted and told."""
    number = empty = 0
    for clipping in clippings:
        if clipping is None:
            empty += 1
            continue
        number += 1
        yield clipping_record(clipping, f"{where}, article {number}", origin)
    if empty:
        yield InputError(where, f"{origin}: nothing stands at {empty:,} of the places where an article should")
    elif not number:
        yield InputError(where, f"{origin}: no articles")


def clipping_record(clipping: Clipping, where: str, origin: str) -> Record | InputError:
    """The record of a clipping, or why there is none."""
    if not clipping.body.strip():
        title = f": {clipping.title[:80]}" if clipping.title else ""
        return InputError(where, f"no text{title}")
    authors, agencies = names_of(clipping.byline, surname_first=clipping.surname_first)
    fields: dict[str, Any] = {
        "title": clipping.title or None,
        "published": clipping.published or None,
        "publisher": clipping.publisher or None,
        "authors": authors or None,
        "credits": agencies or None,
        "language": language_code(clipping.language),
    }
    return Record(where, clipping.text, fields, origin)


def within(records: Iterable[Record | InputError], limit: int) -> Iterator[Record | InputError]:
    """The records, and in the place of one of more bytes than one article may have, the fault."""
    for record in records:
        try:
            if isinstance(record, Record):
                check_size(record.text, record.where, limit)
        except InputError as error:
            yield error
        else:
            yield record


def check_size(text: str, where: str, limit: int) -> None:
    """Raises InputError for one article of more than `limit` bytes."""
    if 4 * len(text) > limit and len(text.encode("utf-8", "replace")) > limit:
        raise InputError(where, f"larger than {limit:,} bytes, too much for one article")


# ------------------------------------------------------------------ days

_MONTHS = (
    "january januar jänner janvier enero gennaio januari janeiro",
    "february februar février fevrier febrero febbraio februari fevereiro",
    "march märz maerz mars marzo maart março marco",
    "april avril abril aprile",
    "may mai mayo maggio mei maio",
    "june juni juin junio giugno junho",
    "july juli juillet julio luglio julho",
    "august août aout agosto augustus",
    "september septembre septiembre settembre setembro",
    "october oktober octobre octubre ottobre outubro",
    "november novembre noviembre novembro",
    "dezember décembre decembre diciembre dicembre december dezembro",
)
"""As the databases write them where their pages are in English, German, French, Spanish, Italian, Dutch, Portuguese."""
_MONTH_OF = {name: number for number, names in enumerate(_MONTHS, 1) for name in names.split()}
_WRITTEN = re.compile(r"(?<!\d)(\d{1,2})(?:\.|er)? (?:de )?([^\W\d_]{3,12}) (?:de )?(\d{4})(?!\d)")
_EASTERN = re.compile(r"(?<!\d)(\d{4}) ?年 ?(\d{1,2}) ?月 ?(\d{1,2}) ?日")


def day_in(line: str) -> str | None:
    """The one full date in a line of a database's, as YYYY-MM-DD, in any of the languages its pages come in."""
    line = " ".join(line[:300].split())
    days = {day.isoformat() for _, _, day in find_dates(line)}
    for match in _WRITTEN.finditer(line):
        days |= _day(int(match[3]), _MONTH_OF.get(match[2].casefold()), int(match[1]))
    for match in _EASTERN.finditer(line):
        days |= _day(int(match[1]), int(match[2]), int(match[3]))
    return days.pop() if len(days) == 1 else None


def _day(year: int, month: int | None, number: int) -> set[str]:
    try:
        return {date(year, month, number).isoformat()} if month else set()
    except ValueError:
        return set()


# ------------------------------------------------------------------ languages

_LANGUAGES = {
    "en": "english englisch anglais inglés ingles inglese inglês engels 英文 英語",
    "de": "german deutsch allemand alemán tedesco alemão duits",
    "fr": "french französisch français francais francés francese francês frans",
    "es": "spanish spanisch espagnol español spagnolo espanhol spaans castilian",
    "it": "italian italienisch italien italiano italiaans",
    "pt": "portuguese portugiesisch portugais portugués portoghese português portugees",
    "nl": "dutch niederländisch néerlandais neerlandés olandese holandês nederlands",
    "sv": "swedish schwedisch suédois svenska",
    "da": "danish dänisch danois dansk",
    "no": "norwegian norwegisch norvégien norsk",
    "fi": "finnish finnisch finnois suomi",
    "pl": "polish polnisch polonais polski",
    "ru": "russian russisch russe русский",
    "tr": "turkish türkisch turc türkçe",
    "ar": "arabic arabisch arabe",
    "zh": "chinese chinesisch chinois 中文",
    "ja": "japanese japanisch japonais 日本語",
    "ko": "korean koreanisch coréen",
    "id": "indonesian bahasa",
}
_CODE_OF = {name: code for code, names in _LANGUAGES.items() for name in (code, *names.split())}


def language_code(name: str) -> str | None:
    """ "ENGLISH; ENGLISCH" or "en" → "en"; None for a name that no database was seen to write."""
    first = re.match(r"\s*([^\W\d_]+)", name)
    return _CODE_OF.get(first[1].casefold()) if first else None


# ------------------------------------------------------------------ names

_BY = re.compile(r"\s*by[\s:]+", re.IGNORECASE)
_SURNAME_FIRST = re.compile(
    r"(?P<last>(?:(?:von|van|der|den|de|da|di|du|del|la|le|al|bin|el)\s)*[^\W\d_][\w'’\-]+)\s*,\s*(?P<first>[^,\d]+)",
    re.IGNORECASE,
)
_SURNAMES_FIRST = re.compile(r"(?P<last>[^,\d]+),(?P<first>[^,\d]+)")
_SUFFIX = re.compile(r"(?:jr|sr|i{2,3}|ph\.? ?d|m\.? ?d)\.?", re.IGNORECASE)
_SMALL = re.compile(r"\b(?:IN|AT|FOR|AND|WITH)\b")
_LETTERS = re.compile(r"[^\W\d_]+")


@cache
def _words() -> PressWords:
    return read_press_words()


def names_of(byline: str, *, surname_first: bool = False) -> tuple[list[str], list[str]]:
    """(authors, agencies) of a byline: "By Anna Berg; Tom Reed", "Berg, Anna", "Anna Berg in Oslo, Editor"."""
    authors: list[str] = []
    agencies: list[str] = []
    for part in re.split(r"[;|\n]", _BY.sub("", byline[:2000], count=1)):
        name = " ".join(part.split())
        name = _SMALL.sub(lambda word: word.group().lower(), name) if name.isupper() else name
        turned = _turned(name, _SURNAMES_FIRST if surname_first else _SURNAME_FIRST)
        for piece in turned.split(","):
            facts = parse_byline(f"By {piece.strip()}", _words()) or []
            authors += [_cased(value) for field, value in facts if field == "authors"]
            agencies += [value for field, value in facts if field == "credits"]
    return list(dict.fromkeys(authors)), list(dict.fromkeys(agencies))


def _turned(name: str, form: re.Pattern[str]) -> str:
    """ "Berg, Anna" → "Anna Berg", and not "Berg, Reuters" or "Anna Berg, Editor"."""
    match = form.fullmatch(name)
    if match is None or _SUFFIX.fullmatch(match["first"].strip()):
        return name
    turned = f"{match['first'].strip()} {match['last'].strip()}"
    facts = parse_byline(f"By {turned}", _words())
    return turned if facts == [("authors", turned)] else name


def _cased(name: str) -> str:
    return _LETTERS.sub(lambda word: word.group().capitalize(), name) if name.isupper() else name
