"""Names of organizations: one key for their spellings, their acronyms, and the shorter forms news uses."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import lru_cache
from itertools import chain

from kg.datafiles import word_list
from kg.know.first_names import names_lexicon
from kg.know.place_names import place_key, strip_accents

SMALL_WORDS = word_list("small words of bodies")
"""Words that an acronym mostly skips."""
LONGEST_ACRONYM = 8
_LegalForm = tuple[int, list[str]]
"""Number of words and words."""


@lru_cache(maxsize=65536)
def organization_key(surface: str) -> str:
    """What spellings of one organization's name have in common; "" for an empty name.

    No case, accents, article, legal form ("AG", "Inc.") or "Group", British spelling as American, and a ministry or
    department before what it is for: "Foreign Ministry", "Ministry of Foreign Affairs". Idempotent.
    """
    while (key := _one_key(surface)) != surface:
        surface = key
    return key


def _one_key(surface: str) -> str:
    words = place_key(_without_legal_form(surface)).split()
    lexicon = names_lexicon()["organization_words"]
    words = [lexicon["spellings"].get(word, word) for word in words]
    while len(words) > 1 and words[-1] in lexicon["left_out"]:
        words.pop()
    return " ".join(_head_first(words, lexicon["heads"]))


def _head_first(words: list[str], heads: list[str]) -> list[str]:
    if len(words) > 1 and words[-1] in heads and words[0] not in heads:
        words = [words[-1], *words[:-1]]
    if words and words[0] in heads:
        words = [word for word in words if word not in SMALL_WORDS]
        if words[1:] == ["foreign", "affairs"]:
            words.pop()
    return words


@lru_cache(maxsize=65536)
def _without_legal_form(surface: str) -> str:
    """Without the legal forms at its end, as cleanco's table of them knows; something is always left."""
    text = " ".join(surface.casefold().split())
    while (shorter := _without_last_form(text).rstrip(" ,&")) not in ("", text):
        text = shorter
    return text


def without_legal_form(name: str) -> str:
    """The name as written, without the legal forms at its end: "Acme Steel & Co. Ltd." → "Acme Steel"."""
    words = name.split()
    words = words[: len(_without_legal_form(name).split())]
    while len(words) > 1 and words[-1] in {"and", "&", "of"}:
        words.pop()
    return " ".join(words).rstrip(" ,")


def _without_last_form(text: str) -> str:
    from cleanco.clean import custom_basename, strip_tail  # noqa: PLC0415

    return str(custom_basename(text, forms) if (forms := _legal_forms_in(text)) else strip_tail(text))


def _legal_forms_in(text: str) -> list[_LegalForm]:
    """Those whose last word the text has, in cleanco's order: of most names none, and it compares each it is given."""
    from cleanco.clean import remove_accents, strip_punct, strip_tail  # noqa: PLC0415

    words = {strip_punct(word) for word in remove_accents(strip_tail(text)).split()}
    return [form for _, form in sorted(chain.from_iterable(_legal_forms().get(word, ()) for word in words))]


@lru_cache(maxsize=65536)
def has_legal_form(surface: str) -> bool:
    """Whether the name ends in one: "Acme Steel Ltd."."""
    return _without_legal_form(surface) != " ".join(surface.casefold().split())


@lru_cache(maxsize=1)
def _legal_forms() -> Mapping[str, Sequence[tuple[int, _LegalForm]]]:
    """Last word → the legal forms that end in it, each with its place in cleanco's order."""
    from cleanco import prepare_default_terms  # noqa: PLC0415

    found: dict[str, list[tuple[int, _LegalForm]]] = {}
    for place, (size, words) in enumerate(prepare_default_terms()):
        found.setdefault(words[-1], []).append((place, (size, words)))
    return found


def organization_short_forms(surface: str) -> tuple[str, ...]:
    """Keys of the forms a text may go on with after the full name: without its legal form, its country, its acronym.

    "The Bank of Norway plc (BN)" → "bank of norway", "bn". In alphabetical order.
    """
    bare, _, bracket = surface.partition("(")
    forms = {organization_key(bare), organization_key(bracket.rstrip(") ")), *map(place_key, acronym_of(bare))}
    return tuple(sorted(forms - {""}))


def organization_keys(surface: str) -> tuple[str, ...]:
    """Keys under which a name is filed for comparison: its own key and, written as an acronym or not, its acronyms'."""
    letters = surface.replace(".", "").strip()
    own = {organization_key(surface), *organization_short_forms(surface)}
    return tuple(sorted((own | ({letters.casefold()} if letters.isupper() else set())) - {""}))


@lru_cache(maxsize=65536)
def acronym_of(surface: str) -> tuple[str, ...]:
    """The acronyms a name of two or more capitalised words can have, in capitals and alphabetical order.

    "Liberal Democratic Party" → LDP; "Food and Agriculture Organization" → FAAO, FAO.
    """
    words = strip_accents(surface).replace("’", "'").replace("-", " ").replace("&", " and ").split()
    words = [word for word in words if word[0].isalnum()]
    bare = words[: len(_without_legal_form(" ".join(words)).split())]
    if len(_capitals(bare)) < 2:
        return ()
    whole = words[1:] if words[0].casefold() in ("the", "a") else words
    found = {_initials(_capitals(bare)), _initials(_capitals(words)), _initials(whole)}
    return tuple(sorted(acronym for acronym in found if 2 <= len(acronym) <= LONGEST_ACRONYM))


def _capitals(words: list[str]) -> list[str]:
    return [word for word in words if word[0].isupper() and word.casefold() not in SMALL_WORDS]


def _initials(words: list[str]) -> str:
    return "".join(word[0] for word in words).upper()
