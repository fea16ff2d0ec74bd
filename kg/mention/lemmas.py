"""Verbs that the lemmatizer takes for shorter ones: "hoped" is of "hope", not of "hop".

spaCy's rules cut "-ed" and "-ing" off and take what is left where that is a verb too. The spelling tells the two
apart: a verb of one syllable that ends in one vowel and one consonant doubles the consonant ("hopped"), so that the
form with a single one belongs to the verb with a silent "e".
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from kg.datafiles import word_list

if TYPE_CHECKING:
    from spacy.language import Language

DOUBLES = re.compile(r"(?:[^aeiou]|qu)*[aeiou][^aeiouwxy]")
"""A verb of one syllable that doubles its last letter before "-ed" and "-ing"."""


def correct_lemmas(nlp: Language) -> None:
    """Teach the lemmatizer of `nlp`, before it has read anything, which forms are those of the longer verb.

    The shorter one is taken out of the table of verbs that the rules look into; its own forms are known one by one.
    """
    lemmatizer: Any = nlp.get_pipe("lemmatizer")
    tables = lemmatizer.lookups
    if lemmatizer.mode != "rule" or not all(map(tables.has_table, ("lemma_index", "lemma_exc", "lemma_rules"))):
        return
    index, exceptions, rules = (tables.get_table(f"lemma_{name}") for name in ("index", "exc", "rules"))
    verbs, forms = {*index.get("verb", ()), *word_list("verbs beside the table")}, exceptions.get("verb", {})
    doubling = {verb for verb in verbs if DOUBLES.fullmatch(verb) and verb + verb[-1] not in verbs}
    for verb in sorted(doubling):
        for ending in ("ed", "ing"):
            forms.setdefault(f"{verb}{verb[-1]}{ending}", [verb])
    index["verb"] = verbs - {verb for verb in doubling if f"{verb}e" in verbs}
    exceptions["verb"] = {form: _longest(form, found, verbs) for form, found in forms.items()}
    rules["verb"] = [["ied", "y"], *rules.get("verb", ())]
    for name, listed in list(index.items()):
        index[name] = frozenset(listed)  # looked into for every new word


def _longest(form: str, lemmas: list[str], verbs: set[str]) -> list[str]:
    """Of "enrolled" the verb that it comes from by rule, where the table names another spelling first."""
    stem = form.removesuffix("ed").removesuffix("ing")
    return [stem] if stem != form and stem in verbs and stem[:-1] in lemmas else lemmas
