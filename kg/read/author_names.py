"""The people in an author's field, be it one text or a list: "Berg, Anna; Reed, Tom, Jr.", "By Anna Berg, Editor"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from kg.know.first_names import fold_name, name_tables
from kg.know.name_parts import WESTERN_FROM, vocabulary
from kg.read.agencies import PressWords, read_press_words

_MAX_LENGTH = 20_000
_LEAD = re.compile(
    r"(?:[a-z ]{0,60}\b)?(?:by|from)\s+|(?:authors?|reporters?|correspondents?|text|story)\s?:\s*", re.IGNORECASE
)
_BETWEEN = re.compile(r"\s*(?:[;|•·\n\r\t]|\s[–—/-]\s|/|,?\s(?:and|with|&)\s|&(?=\s))\s*", re.IGNORECASE)
_NAME_IN_BRACKETS = re.compile(r"[^\s@]+@[^\s@()]+\s*\(([^()@]+)\)$")
_BRACKETS = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|<[^<>]*>")
_ADDRESS = re.compile(r"\S*@\S*|https?:\S*|\bwww\.\S*", re.IGNORECASE)
_NO_NAME = re.compile(r"\d|\bhttps?\b|\bwww\b", re.IGNORECASE)
_ELSEWHERE = re.compile(r"\s+(?:in|at|of|for|reporting from)\s+(?:the\s+)?[^\W\d_a-zß-öø-ÿ].*$")
_LETTERS = re.compile(r"[^\W\d_]+")


def author_names(value: str | Sequence[str], words: PressWords | None = None) -> tuple[str, ...]:
    """The people that an author's field names, each once, in its order and the order of speech: "Anna Berg".

    Left out: what each one does ("Political Editor") or writes for ("Lyon Courier", agencies), where from, addresses.
    "Berg, Anna" is one person, and so is "Tom Reed, Jr.".
    """
    words = words or _shipped()
    items = [value] if isinstance(value, str) else value
    found: list[str] = []
    for item in items:
        for group in _BETWEEN.split(_without_addresses(item[:_MAX_LENGTH])):
            _add(found, [piece.strip() for piece in _without_lead(group).split(",")], words)
    return tuple(
        {fold_name(name): name for name in reversed(found)}[key] for key in dict.fromkeys(map(fold_name, found))
    )


def agencies_in(value: str | Sequence[str], words: PressWords) -> tuple[str, ...]:
    """The agencies that an author's field names: "AFP, MANILA"."""
    items = [value] if isinstance(value, str) else value
    return tuple(dict.fromkeys(name for item in items for _, _, name in words.find(item[:_MAX_LENGTH])))


@lru_cache(maxsize=1)
def _shipped() -> PressWords:
    return read_press_words()


def _without_lead(text: str) -> str:
    text = text.strip()
    lead = _LEAD.match(text)
    return text[lead.end() :] if lead else text


def _without_addresses(text: str) -> str:
    """The text without brackets and addresses; the name in brackets after a mail address is the name."""
    named = _NAME_IN_BRACKETS.match(text.strip())
    return named[1] if named else _ADDRESS.sub(" ", _BRACKETS.sub(" ", text))


def _add(found: list[str], pieces: Sequence[str], words: PressWords) -> None:
    """The people of pieces between commas: a family name alone takes the piece after it for its given name."""
    family = ""
    for piece in pieces:
        if _is_suffix(piece):
            if family:
                family += f" {piece}"
            elif found:
                found[-1] += f" {piece}"
            continue
        name = _person(piece, words)
        if not name:
            continue
        if family:
            found.append(f"{name} {family}")
            family = ""
        elif len(name.split()) == 1 and _is_given_of(name, found, pieces):
            found[-1] = f"{name} {found[-1]}"
        elif len(pieces) > 1 and _is_family_alone(name):
            family = name
        else:
            found.append(name)
    if family:
        found.append(family)


def _is_suffix(piece: str) -> bool:
    words = piece.split()
    known = vocabulary().suffixes
    return bool(words) and all(fold_name(word) in known or fold_name(word).replace(" ", "") in known for word in words)


def _is_family_alone(name: str) -> bool:
    """Whether it is a family name, with its small words: "Berg", "van der Berg"."""
    *small, _ = name.split()
    return all(fold_name(word) in vocabulary().particles or fold_name(word) in vocabulary().kin for word in small)


def _is_given_of(name: str, found: Sequence[str], pieces: Sequence[str]) -> bool:
    """Whether a single word after a comma is the first name of a double family name: "García Márquez, Gabriel"."""
    before = found[-1].split() if found and pieces[0] == found[-1] and len(pieces) == 2 else []
    return len(before) > 1 and _is_given(name) and not _is_given(before[0])


def _is_given(word: str) -> bool:
    """Whether it is a first name in several countries; in some one's list nearly every word is."""
    tables, folded = name_tables(), fold_name(word)
    return tables.male.get(folded, 0) + tables.female.get(folded, 0) >= WESTERN_FROM


def _person(piece: str, words: PressWords) -> str:
    """The person of a piece, or "" where it names none."""
    text = _ELSEWHERE.sub("", " " + piece).strip(' :*_–—-"“”')
    agency = next(words.find(text), None)
    text = text[: agency[0]].strip(" ,-–—") if agency else text
    tokens = text.split()
    if not tokens or len(tokens) > 6 or _NO_NAME.search(text) or text.upper() in words.dateline_cities:
        return ""
    if _is_outlet(tokens, words):
        return ""
    if len(tokens[-1]) > 2 and not _is_suffix(tokens[-1]):
        tokens[-1] = tokens[-1].rstrip(".")
    at = next((at for at, token in enumerate(tokens) if token.lower().strip(".") in words.roles), len(tokens))
    if at < len(tokens) and (at < 2 or not _is_given(tokens[0])):
        return ""
    return _cased(" ".join(tokens[:at]))


def _is_outlet(tokens: Sequence[str], words: PressWords) -> bool:
    if tokens[0] == "The":
        return True
    return any(token.lower() in words.outlets for token in tokens[1:]) and not _is_given(tokens[0])


def _cased(name: str) -> str:
    """A name in capitals as it is written elsewhere."""
    if not name.isupper() or len(name.split()) == 1:
        return name
    return _LETTERS.sub(
        lambda match: match.group() if fold_name(match.group()) in _NUMBERS else match.group().capitalize(), name
    )


_NUMBERS = frozenset(("ii", "iii", "iv", "vi", "vii", "viii"))
