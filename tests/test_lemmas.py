"""Every verb that a rule names is recognized in its past and its "-ing" form."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from spacy.tokens import Doc

from kg.mention.language import load_model

HERE = Path(__file__).parents[1]
NLP = load_model()
MORPHOLOGY = {"VBD": "Tense=Past|VerbForm=Fin", "VBN": "Tense=Past|VerbForm=Part", "VBG": "VerbForm=Part"}
WORD_LISTS = {"relations": ("words", "patterns", "verbs"), "lexicon": ("words", "verbs")}
SPELLED_TWICE = {"axe", "bus", "enrol", "extol", "lambaste", "premiere", "programme", "route", "fee", "company"}
"""Verbs with a form that belongs to another verb as well, or that are hardly verbs."""
IRREGULAR = {
    "put",
    "set",
    "let",
    "cut",
    "hit",
    "split",
    "shut",
    "cast",
    "quit",
    "rid",
    "spread",
    "shed",
    "beset",
    "get",
}


def words(data: object) -> set[str]:
    if isinstance(data, dict):
        return set().union(*(words(one) for pair in data.items() for one in pair))
    if isinstance(data, list):
        return set().union(*map(words, data))
    return set(re.findall(r"[a-z]+", data)) if isinstance(data, str) else set()


def lemma(form: str, tag: str) -> str:
    doc = Doc(NLP.vocab, words=[form], tags=[tag], pos=["VERB"], morphs=[MORPHOLOGY[tag]])
    return NLP.get_pipe("kg_word_classes")._lemmatizer(doc)[0].lemma_  # type: ignore[attr-defined]


def doubles(verb: str) -> bool:
    return re.fullmatch(r"(?:[^aeiou]|qu)*[aeiou][^aeiouwxy]", verb) is not None


def past(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if re.search("[^aeiou]y$", verb):
        return f"{verb[:-1]}ied"
    return f"{verb}{verb[-1] if doubles(verb) else ''}ed"


def going(verb: str) -> str:
    if verb.endswith("e") and not verb.endswith(("ee", "oe", "ye")):
        return f"{verb[:-1]}ing"
    return f"{verb}{verb[-1] if doubles(verb) else ''}ing"


def verbs() -> list[str]:
    tables = NLP.get_pipe("kg_word_classes")._lemmatizer.lookups  # type: ignore[attr-defined]
    exceptions = tables.get_table("lemma_exc")["verb"]
    odd = {one for form, found in exceptions.items() for one in found if form not in {past(one), going(one)}}
    named: set[str] = set()
    for file in (HERE / "relations").glob("*.yaml"):
        data = yaml.safe_load(file.read_text(encoding="utf-8"))
        named |= words({part: data[part] for part in ("words", "patterns", "verbs") if part in data})
    for file in ("grammar", "status", "reporting"):
        named |= words(yaml.safe_load((HERE / "lexicon" / f"{file}.yaml").read_text(encoding="utf-8")))
    known = set(tables.get_table("lemma_index")["verb"])
    return sorted((named & known) - odd - SPELLED_TWICE - IRREGULAR)


def test_every_verb_of_the_rules_is_known_by_its_past_and_its_ing_form():
    wrong = [
        (form, found)
        for verb in verbs()
        for form, tag in ((past(verb), "VBD"), (past(verb), "VBN"), (going(verb), "VBG"))
        if (found := lemma(form, tag)) != verb
    ]
    assert not wrong


@pytest.mark.parametrize(
    ("form", "tag", "verb"),
    [
        ("hoped", "VBD", "hope"), ("hopped", "VBD", "hop"), ("waging", "VBG", "wage"), ("wagging", "VBG", "wag"),
        ("fined", "VBD", "fine"), ("raped", "VBN", "rape"), ("rapped", "VBD", "rap"), ("slated", "VBN", "slate"),
        ("planned", "VBD", "plan"), ("staring", "VBG", "stare"), ("starring", "VBG", "star"),
        ("sitting", "VBG", "sit"), ("siting", "VBG", "site"), ("singing", "VBG", "sing"), ("visited", "VBD", "visit"),
        ("reappointed", "VBN", "reappoint"), ("cofounded", "VBD", "cofound"), ("texting", "VBG", "text"),
        ("installed", "VBD", "install"), ("bringing", "VBG", "bring"),
    ],
)  # fmt: skip
def test_the_spelling_tells_two_verbs_of_like_forms_apart(form: str, tag: str, verb: str):
    assert lemma(form, tag) == verb
