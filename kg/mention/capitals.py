"""Text that is written in capitals gets its case back, letter for letter, before it is parsed.

A parser that learnt from news sees no names in a telex. What is written with a capital is told by the tables that ship
(places, peoples, bodies, titles, first and family names) and, for all other words, by how English writes them: the
vectors of a model are filed by how often each form of a word was met.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import is_family_name, is_first_name
from kg.model import Article, Block

if TYPE_CHECKING:
    from spacy.language import Language

    from kg.mention.mentions import Knowledge

MIN_LETTERS = 40
"""A shorter text may be in capitals for other reasons."""
SHARE = 0.9
"""Share of an article's letters that are capitals where it is written in capitals."""
LEAD_WORDS = 8
"""A paragraph in capitals of so many words gets its case back though the rest of the article has it."""
CLEARLY = 3.0
"""How much more often a word must be written with a capital to be a name, for a web that also writes headlines."""
COMMON = 1_500
"""Rank of words that nobody is called in passing: "JOHN SAID"."""
FUNCTION_WORDS = 150
"""Rank of words that are no name at all."""
PLAIN = frozenset(("occupation", "relational"))
"""Groups of titles that are written small before a name: "businessman Tom Reed"."""
LONGEST = 5
"""Words of the longest name that is looked up."""
SMALL = word_list("small within names")
NEVER_FIRST = SMALL - word_list("small and first") | {
    "a",
    "an",
    "at",
    "by",
    "with",
    "from",
    "as",
    "that",
    "this",
}
DAYS_AND_MONTHS = frozenset(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
     "april", "june", "july", "august", "september", "october", "november", "december")
)  # fmt: skip
BEFORE_MAY = frozenset(("in", "since", "last", "until", "early", "late", "mid", "next", "this", "by"))
BEFORE_US = word_list("before the United States")
NO_NAMES = frozenset(("a", "us"))
"""Words that are names only as abbreviations: "A.", "the US"."""

_WORD = re.compile(r"(?:[^\W\d_]\.){2,}|[^\W_]+(?:['’][^\W\d_]+)*|[^\w\s]")
_ENDING = frozenset(".!?")
_PAUSES = frozenset(".,;:!?)")
_GLANCE = 20

Rank = Callable[[str], int]
"""How rare a form of a word is: 0 the commonest; a very large number for what is not known."""
UNKNOWN = 10**9


def ranks_of(nlp: Language) -> Rank:
    """The ranks of the words that the pipeline's vectors know, in their own case; a pipeline may have none."""
    from spacy.strings import get_string_id  # noqa: PLC0415  as in kg.mention.language

    order = {key: rank for rank, key in enumerate(nlp.vocab.vectors.key2row)}
    return lambda word: order.get(get_string_id(word), UNKNOWN)


def _bare(word: str) -> str:
    """A word without "'s": "Reed's" is Reed, "O'Hallan's" O'Hallan."""
    parts = re.split(r"['’]", word)
    return parts[0] if len(parts[0]) > 1 or len(parts) == 1 else word[: len(parts[0]) + 1 + len(parts[1])]


def in_capitals(article: Article) -> tuple[Block, ...]:
    """The blocks that are to get their case back: all of an article in capitals, else its paragraphs in capitals."""
    paragraphs = [article.text[block.start : block.end] for block in article.blocks if block.kind == "paragraph"]
    if not any(map(_is_capital, paragraphs)):
        return ()
    if _is_capital(" ".join(paragraphs)):
        return article.blocks
    return tuple(
        block
        for block in article.blocks
        if block.kind == "paragraph"
        and _is_capital(text := article.text[block.start : block.end])
        and len(text.split()) >= LEAD_WORDS
    )


def _is_capital(text: str) -> bool:
    if text[:_GLANCE].upper() != text[:_GLANCE] and text[-_GLANCE:].upper() != text[-_GLANCE:]:
        return False
    upper = sum(letter.isupper() for letter in text)
    letters = upper + sum(letter.islower() for letter in text)
    return upper >= MIN_LETTERS and upper >= SHARE * letters


def with_case(article: Article, blocks: Sequence[Block], knowledge: Knowledge, rank: Rank) -> Article:
    """The article with small letters in its `blocks` in capitals; as long as it was, to the letter."""
    words = [list(_words(article.text, block)) for block in blocks]
    reader = _Reader(knowledge, rank)
    marked = [reader.marked(found) for found in words]
    people = {word.lower for found in marked for word in found if word.person and rank(word.lower) > COMMON}
    text = list(article.text)
    for found in marked:
        for word in found:
            form = word.form(word.lower in people)
            if len(form) == word.end - word.start:
                text[word.start : word.end] = form
    return replace(article, text="".join(text))


@dataclass(slots=True)
class _Word:
    start: int
    end: int
    text: str
    lower: str
    first: bool = False
    """Begins a sentence."""
    name: bool = False
    person: bool = False
    acronym: bool = False

    def form(self, is_person: bool) -> str:
        """The word in its case."""
        if self.acronym:
            return self.text
        return titled(self.text) if self.name or self.first or is_person else self.lower


def titled(word: str) -> str:
    """A word with its first letter large, and that behind "O'", "Mc" or "d'": "O'Hallan", "McDonald"; not "Reed'S"."""
    head, mark, tail = word.partition("'") if "'" in word else word.partition("’")
    if mark and len(head) == 1 and len(tail) > 2:
        return head.upper() + mark + tail.capitalize()
    if head[:2].upper() == "MC" and len(head) > 4:
        return "Mc" + head[2:].capitalize() + mark + tail.lower()
    return head.capitalize() + mark + tail.lower()


def _words(text: str, block: Block) -> Iterator[_Word]:
    first = True
    for match in _WORD.finditer(text, block.start, block.end):
        word = match.group()
        is_word = word[0].isalnum()
        yield _Word(match.start(), match.end(), word, word.lower(), first=first and is_word)
        if is_word:
            first = False
        elif word in _ENDING:
            first = True


@dataclass(frozen=True)
class _Reader:
    knowledge: Knowledge
    rank: Rank

    def marked(self, words: Sequence[_Word]) -> Sequence[_Word]:
        """The words of a block, with what tells how they are written."""
        for at, word in enumerate(words):
            if word.text[0].isalpha():
                self._by_itself(words, at, word)
        self._places(words)
        self._people(words)
        self._bodies(words)
        self._titles(words)
        return words

    def _by_itself(self, words: Sequence[_Word], at: int, word: _Word) -> None:
        bare, form = _bare(word.lower), titled(_bare(word.text))
        before = words[at - 1].lower if at else ""
        after = words[at + 1].lower if at + 1 < len(words) else ""
        word.acronym = self._is_short(word, bare, before, after)
        if word.acronym or bare in NO_NAMES:
            return
        if bare == "may":
            word.name = before in BEFORE_MAY or before.isdigit() or after.isdigit()
        elif bare in DAYS_AND_MONTHS or self._is_demonym(form):
            word.name = True
        else:
            word.acronym, word.name = self._by_rank(bare, form)

    def _is_short(self, word: _Word, bare: str, before: str, after: str) -> bool:
        """Whether a word is a letter, a number or an abbreviation where it stands, whatever it is elsewhere."""
        if len(bare) == 1:
            return bare != "a" or after == "."
        if bare == "us":
            return word.first or before in BEFORE_US
        if before == "the" and self.knowledge.gazetteer.acronym(bare.upper()):
            return True
        return any(letter == "." or letter.isdigit() for letter in word.text)

    def _by_rank(self, bare: str, form: str) -> tuple[bool, bool]:
        """Whether a word is an acronym, else a name, by how often each of its forms is written."""
        small, large, all_large = self.rank(bare), self.rank(form), self.rank(bare.upper())
        known = small > COMMON and self.knowledge.gazetteer.acronym(bare.upper()) is not None
        acronym = known or all_large * CLEARLY < min(small, large)
        return acronym, not acronym and (large * CLEARLY < small or small == large == UNKNOWN)

    def _is_demonym(self, form: str) -> bool:
        """Whether a word is the adjective or the people of a country or of a part of one."""
        gazetteer = self.knowledge.gazetteer
        return bool(gazetteer.demonym(form) or gazetteer.region_demonym(form))

    def _places(self, words: Sequence[_Word]) -> None:
        """Names of several words that the gazetteer has."""
        at = 0
        while at < len(words):
            width = next((width for width in range(LONGEST, 1, -1) if self._is_known(words[at : at + width])), 1)
            for word in words[at : at + width] if width > 1 else ():
                word.name = word.lower not in SMALL
            at += width

    def _is_known(self, words: Sequence[_Word]) -> bool:
        if len(words) < 2 or words[0].lower in NEVER_FIRST or words[-1].lower in SMALL:
            return False
        if not all(word.text[0].isalpha() for word in words):
            return False
        known, name = self.knowledge.gazetteer, " ".join(titled(word.text) for word in words)
        tables: tuple[Callable[[str], object], ...] = (
            known.country, known.acronym, known.seat, known.macro_region, known.region, known.city, known.is_named
        )  # fmt: skip
        return any(table(name) for table in tables)

    def _people(self, words: Sequence[_Word]) -> None:
        """A first name, initials and what follows them."""
        for at, word in enumerate(words[:-1]):
            if not (is_first_name(word.lower) and (word.name or self.rank(word.lower) > COMMON)):
                continue
            behind = at + 1
            while behind + 2 < len(words) and words[behind].text.isalpha() and len(words[behind].text) == 1:
                words[behind].acronym = True
                behind += 1 + (words[behind + 1].text == ".")
            pause = words[behind + 1].text if behind + 1 < len(words) else "."
            if self._may_be_family(words[behind], pause):
                word.name = words[behind].name = words[behind].person = True

    def _may_be_family(self, word: _Word, behind: str) -> bool:
        """Whether a word behind a first name is the family name; a common word is one only where the phrase ends."""
        if not word.text[0].isalpha() or word.acronym:
            return False
        bare = _bare(word.lower)
        rank = self.rank(bare)
        listed = is_family_name(bare) and (rank > COMMON or (rank > FUNCTION_WORDS and behind in _PAUSES))
        return word.name or rank > COMMON * 4 or listed

    def _bodies(self, words: Sequence[_Word]) -> None:
        """A noun that makes a body or a place of the name before it: "Toulouse University", "Brask Holding"."""
        gazetteer = self.knowledge.gazetteer
        for before, word in pairwise(words):
            named = before.name and not word.name and before.lower not in DAYS_AND_MONTHS
            form = titled(before.text)
            if named and word.text.isalpha() and not (gazetteer.demonym(form) or {"'", "’"} & set(form)):
                word.name = bool(gazetteer.noun_kind(word.lower))

    def _titles(self, words: Sequence[_Word]) -> None:
        """Titles in small letters, but for those right before a name."""
        at = 0
        while at < len(words):
            width, formal = self._title_at(words, at)
            if width:
                self._write_title(words, at, at + width, formal)
            at += width or 1

    def _title_at(self, words: Sequence[_Word], at: int) -> tuple[int, bool]:
        """How many words the title has that begins here, 0 for none, and whether one of them is written large."""
        entries = self.knowledge.titles.by_first.get(words[at].lower, ())
        widths = (len(form) for form, _ in entries if tuple(w.lower for w in words[at : at + len(form)]) == form)
        width = next(widths, 0)
        return width, any(title.group not in PLAIN for form, title in entries if len(form) == width)

    def _write_title(self, words: Sequence[_Word], start: int, end: int, formal: bool) -> None:
        """Write the title [start, end) and its portfolio as one before a name, or as what it is elsewhere."""
        while start > 0 and words[start - 1].lower in self.knowledge.titles.portfolios:
            start -= 1
        before_name = formal and any(word.name and word.text[0].isalpha() for word in words[end : end + 1])
        for word in words[start:end]:
            word.name = before_name and word.lower not in SMALL
