"""Which language a text is in: what the page declares, settled by the text itself where that is clear.

In doubt a text is English: a table of figures, a list of names or a short line shows no language, and kg reads English.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from py3langid.langid import LanguageIdentifier  # type: ignore[import-untyped]

ENGLISH = "en"
SAMPLE = 2_000
"""Characters at the beginning of a text that show its language."""
MAJORITY = 20_000
"""Characters in which English words are counted where the beginning is in another language."""
LEAST_WORDS = 25
LEAST_LETTERS = 120
"""Below either a text shows no language; scripts without blanks have letters enough and few words."""
SURE = 0.95
"""What languages other than English need together, for neighbours share it: Indonesian and Malay. Of 6,530 English
articles, hundreds of tables of figures among them, none came above 0.85, nor above 0.33 in any one."""
LIKELY = 0.5
"""What the first of them needs, and English against another language that is declared."""
ENGLISH_SHARE = 0.06
"""Share of English function words from which on a text is English, or most of it: prose has 0.2 to 0.4, other languages
none."""
LEAST_ENGLISH = 3
"""So many different ones have to be there."""

_FUNCTION_WORDS = frozenset(
    (
        "the", "of", "and", "to", "that", "with", "from", "were", "are", "not", "but", "this", "which", "who", "will",
        "they", "their", "she", "its", "been", "would", "have", "has", "had", "about", "into", "than", "when", "there",
        "what", "could", "it", "you", "if", "or", "said", "says", "his", "your", "because", "through", "should",
        "these", "those", "while", "how",
    )
)  # fmt: skip
"""English articles, prepositions, conjunctions, pronouns and auxiliaries that few other languages spell alike: "in",
"a", "is", "was", "as", "on", "for" and "by" are words of others."""
_WORD = re.compile(r"[^\W\d_]+")
_LATIN = re.compile(r"[A-Za-z\u00c0-\u024f\u1e00-\u1eff]")
_NONE = frozenset(("zxx", "und", "mul", "mis", "vo", "pcm", "sco", "jam", "bi", "tpi", "ang"))
"""No language at all, and what English tables and headlines are taken for: made of English words."""
_CODE = re.compile(r"[A-Za-z]{2,3}(?=$|[-_.@])")


Shows = Callable[[str], str | None]
"""The language that a text shows beyond doubt, or None."""


def language_of(text: str, declared: str | None = None, shows: Shows | None = None) -> str:
    """The language of a text as an ISO 639 code of two letters (three, where there are no two).

    `declared`: what the page or its metadata say ("de", "en-US", "pt_BR"); it counts unless the text shows another
    language beyond doubt. `shows`: what tells the language that a text shows, where that is kept.
    """
    told = declared_language(declared)
    if _is_english(text):
        return ENGLISH
    shown = (shows or shown_language)(text[:SAMPLE])
    if shown is None:
        return told or ENGLISH
    return told if told and ENGLISH not in (told, shown) else shown


def declared_language(value: str | None) -> str | None:
    """The code in what a page declares, or None where that names no language: "en" of "en-US" and "en_GB.UTF-8"."""
    match = _CODE.match((value or "").strip())
    code = match.group().lower() if match else ""
    return code if code and code not in _NONE and language_name(code) != code else None


def language_name(code: str) -> str:
    """The English name of a language ("German"), or the code where it has none."""
    return _names().get(code, code)


@cache
def _names() -> dict[str, str]:
    from babel import Locale  # noqa: PLC0415  its tables take a moment, and most texts are English

    return dict(Locale("en").languages)


def _is_english(text: str) -> bool:
    """Whether English words are as many as in a text most of which is English, at its beginning or on the whole."""
    if _has_share(text[:SAMPLE]):
        return True
    return len(text) > SAMPLE and _has_share(text[:MAJORITY])


def _has_share(text: str) -> bool:
    words = [word.lower() for word in _WORD.findall(text)]
    english = [word for word in words if word in _FUNCTION_WORDS]
    return len(set(english)) >= LEAST_ENGLISH and len(english) >= ENGLISH_SHARE * len(words)


def shown_language(text: str) -> str | None:
    """The language that a text shows beyond doubt, or None."""
    words = _WORD.findall(text)
    letters = sum(map(len, words))
    latin = 2 * len(_LATIN.findall(text)) >= letters
    if letters < LEAST_LETTERS or (
        latin and (len(words) < LEAST_WORDS or 2 * sum(map(str.islower, words)) < len(words))
    ):
        return None  # too short, or a list of names: most words of prose are small in every language of this script
    ranked: list[tuple[str, float]] = _identifier().rank(text)
    language, probability = ranked[0]
    if language == ENGLISH:
        return ENGLISH if probability >= LIKELY else None
    others = sum(share for code, share in ranked if code != ENGLISH and code not in _NONE)
    return language if language not in _NONE and probability >= LIKELY and others >= SURE else None


def forget_languages() -> None:
    """Give back the 75 MB of the tables that tell languages apart; whoever asks again has them loaded again."""
    _identifier.cache_clear()


@cache
def _identifier() -> LanguageIdentifier:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  only texts that may be foreign need it

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
