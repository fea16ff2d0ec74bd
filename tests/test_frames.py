"""Frames: a relation file lists verbs and nouns, and the engine knows every construction they stand in."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from kg.claim.claims import find_claims
from kg.claim.examples import read_example
from kg.claim.relations import PLOVER, Relations, load_relations
from kg.errors import DataError
from kg.mention.language import load_model
from kg.rule_files import place_of_rule
from tests.test_lemmas import IRREGULAR, past

FRAMES = """\
relation: PRODDED
means: asked for something
subject: Actor
object: Actor
plover: REQUEST
cameo: "10"
verbs:
  urge: obj
  call: {to: on|upon, need: "> infinitive"}
  demand: from|clause
  reject: obj|act
  lash out: at
nouns:
  appeal: {from: by|poss, to: to}
  criticism: {from: by|poss|from, to: of|act}
  attack: {from: by|poss, to: on|against}
  ouster: {from: by, to: of|poss}
holds:
  - "[Ghana|subject:Place] urged [Togo|object:Place]."
does_not_hold:
  - "[Ghana|Place] saw [Togo|Place]."
"""
MORE = """\
relation: NUDGED
means: asked for something in other words
subject: Actor
object: Actor
verbs:
  take aim: at
  prop up: obj
  relieve: {to: obj, either: ["> prep[of] > pobj[command]", "> prep[for] > pobj[month]"]}
patterns:
  - name: call-to-do
    anchor: {LEMMA: call, POS: NOUN}
    subject: "> doer"
    object: "> wished"
  - name: brand
    anchor: {LEMMA: brand, POS: VERB}
    subject: "> nsubj"
    object: "> dobj"
    need: "> oprd[barbaric]"
    acts: true
  - name: seize
    anchor: {LEMMA: seize, POS: VERB}
    subject: ["> nsubj", "> authority"]
    object: "> dobj"
holds:
  - "[Ghana|subject:Place] took aim at [Togo|object:Place]."
does_not_hold:
  - "[Ghana|Place] saw [Togo|Place]."
"""
MUTUAL = """\
relation: TALKED
means: held talks
subject: Actor
object: Actor
symmetric: true
verbs: {confer: with}
nouns: {talk: {with: with|between}}
holds:
  - "[Ghana|both:Place] and [Togo|both:Place] conferred."
does_not_hold:
  - "[Ghana|Place] saw [Togo|Place]."
"""
GHANA, TOGO, BERG, REED = "[Ghana|Place]", "[Togo|Place]", "[Anna Berg|Person]", "[Tom Reed|Person]"
CONSTRUCTIONS = {
    "active": f"{GHANA} urged {TOGO} to leave.",
    "passive": f"{TOGO} was urged by {GHANA} to leave.",
    "relative clause": f"{GHANA}, which urged {TOGO} to leave, is small.",
    "participle": f"{GHANA} made a speech, urging {TOGO} to leave.",
    "raising": f"{GHANA} appears to have urged {TOGO} to leave.",
    "preposition": f"{GHANA} called on {TOGO} to leave.",
    "clause": f"{GHANA} has demanded that {TOGO} leave.",
    "particle": f"{GHANA} lashed out at {TOGO}.",
    "possessive": f"{GHANA}'s appeal to {TOGO} was long.",
    "agent of a noun": f"An appeal by {GHANA} to {TOGO} was long.",
    "light verb": f"{GHANA} launched an appeal to {TOGO}.",
    "taking verb": f"{TOGO} faced criticism from {GHANA}.",
    "led": f"A {GHANA}-led attack on {TOGO} began.",
    "under": f"{TOGO} came under attack from {GHANA}.",
    "owner that undergoes": f"{TOGO}'s ouster by {GHANA} was swift.",
    "act": f"{GHANA} rejected {TOGO}'s offer.",
    "demonym": "The [Ghanaian|Place:demonym] government urged [Togo|Place] to leave.",
    "forces": "[Ghanaian|Place:demonym] troops attacked, rejecting [Togo|Place]'s offer.",
    "administration": f"The {BERG} administration urged {TOGO} to leave.",
    "paper": f"A statement by {BERG} urged {TOGO} to leave.",
    "noun beside the verb": f"{GHANA} took aim at {TOGO}.",
    "object behind a particle": f"{GHANA} propped up {TOGO}.",
    "the other condition": f"{GHANA} relieved {TOGO} for a month.",
    "wish hung on the verb": f"{GHANA} said it would use the visit to renew {GHANA}'s calls for {TOGO} to pay.",
    "act in a pattern": f"{GHANA} branded {TOGO}'s strikes barbaric.",
    "lawyers": f"{BERG}'s lawyers urged {TOGO} to leave.",
    "lawyers for": "Lawyers for [Acme|Organization] urged [Togo|Place] to leave.",
    "his forces": f"{BERG}'s forces attacked, rejecting {TOGO}'s offer.",
    "members named": f"Several allies, including {GHANA}, urged {TOGO} to leave.",
    "members named as objects": f"{GHANA} urged several allies, including {TOGO}, to leave.",
    "counted": "Hundreds of [Ghanaian|Place:demonym] soldiers took aim at [Togo|Place].",
    "words that he issued": f"{BERG} issued a brief reply urging {TOGO} to leave.",
    "authority that tells": "The [Ghanaian|Place:demonym] police said that [Togo|Place] had been seized.",
    "spokesman": "A spokesman for [Acme|Organization] urged [Togo|Place] to leave.",
}
TOGETHER = {
    "verb": f"{GHANA} conferred with {TOGO}.",
    "both": f"{GHANA} and {TOGO} conferred in May.",
    "noun with": f"{GHANA} held talks with {TOGO}.",
    "noun between": f"Talks between {GHANA} and {TOGO} ended.",
    "joined": "The [Ghana|Place]-[Togo|Place] talks ended.",
    "round": f"{GHANA} held a round of talks with {TOGO}.",
    "round together": f"{GHANA} and {TOGO} held two days of talks.",
    "officials of both": f"The ministers of {GHANA} and {TOGO} conferred.",
    "troops of both": "[Ghanaian|Place:demonym] and [Togolese|Place:demonym] officials held talks.",
    "partakers": f"{GHANA} and {TOGO} held talks in May.",
}
NOTHING = {
    "somebody's wife": f"{BERG} rejected {REED}'s wife.",
    "a place where": f"{BERG} rejected an offer in {TOGO}.",
    "an act against": f"{BERG} rejected the attack on {TOGO}.",
    "no infinitive": f"{BERG} called on {REED} at his farm.",
    "done to another": f"{BERG} rejected the killing of {REED}.",
    "lawyers from there": "[Ghanaian|Place:demonym] lawyers urged [Togo|Place] to leave.",
    "members of another group": f"{GHANA} urged the allies of several states, including {TOGO}, to leave.",
    "neither condition": f"{BERG} relieved {REED} at dawn.",
    "told by who does no such thing": f"{GHANA} said that {REED} had been seized.",
    "told by police elsewhere": f"{GHANA} said that {REED} had been seized by rebels, police said.",
    "another's appeal": f"{BERG} welcomed the appeal to {TOGO}.",
}


def test_the_agent_behind_another_noun_is_who_did_it(rules: Relations):
    assert ends(f"{REED} was relieved of his command by {BERG}.", rules) == {("Anna Berg", "Tom Reed")}


def relations(folder: Path, *texts: str) -> Relations:
    for text in texts:
        (folder / f"{text.split(maxsplit=2)[1]}.yaml").write_text(text, encoding="utf-8")
    return load_relations([folder])


@pytest.fixture(scope="module")
def rules(tmp_path_factory: pytest.TempPathFactory) -> Relations:
    return relations(tmp_path_factory.mktemp("rules"), FRAMES, MORE, MUTUAL)


def ends(marked: str, rules: Relations) -> set[tuple[str, str]]:
    example = read_example(marked)
    found = find_claims(load_model()(example.text), example.mentions, rules)
    words = [mention.text for mention in example.mentions]
    return {(words[claim.subject], words[claim.object]) for claim in found}


@pytest.mark.parametrize("name", CONSTRUCTIONS)
def test_a_verb_or_noun_is_understood_in_every_construction(name: str, rules: Relations):
    first = {"Anna Berg", "Acme", "Ghana", "Ghanaian"}
    found = ends(CONSTRUCTIONS[name], rules)
    assert {object_ for _, object_ in found} == {"Togo"}
    assert {subject for subject, _ in found} <= first


@pytest.mark.parametrize("name", TOGETHER)
def test_parties_of_a_symmetric_relation_are_found_in_every_construction(name: str, rules: Relations):
    assert ends(TOGETHER[name], rules) in ({("Ghana", "Togo")}, {("Ghanaian", "Togolese")})


@pytest.mark.parametrize("name", NOTHING)
def test_what_only_looks_like_a_frame_gives_nothing(name: str, rules: Relations):
    assert ends(NOTHING[name], rules) == set()


@cache
def shipped() -> Relations:
    return load_relations()


def plain_verbs() -> dict[tuple[str, str], tuple[str, str]]:
    """(relation, verb) of every verb that takes a plain object without conditions → types of its ends."""
    found = {
        (relation.name, pattern.name.removeprefix("verb:")): (kind(pattern.subject_types), kind(pattern.object_types))
        for relation in shipped().types.values()
        for pattern in relation.patterns
        if pattern.name.startswith("verb:") and not pattern.need and not pattern.both
        and any(step.labels == {"dobj"} for path in pattern.object for step in path)
    }  # fmt: skip
    return {(relation, verb): types for (relation, verb), types in found.items() if re.fullmatch("[a-z]+", verb)}


def kind(types: frozenset[str]) -> str:
    return next(one for one in ("Organization", "Person", "Place") if one in types)


NAMED = {"Organization": "Acme", "Person": "Anna Berg", "Place": "Ghana"}


def test_every_verb_of_the_shipped_files_is_found_in_the_active_and_the_passive():
    odd = {"beseech", "withdraw", "overthrow", "beat", "rebut", *IRREGULAR}
    missed = []
    for (relation, verb), (subject, object_) in plain_verbs().items():
        if verb in odd:
            continue
        name = "Togo" if object_ == "Place" else "Tom Reed"
        for text in (
            f"Yesterday [{NAMED[subject]}|{subject}] {past(verb)} [{name}|{object_}] again.",
            f"[{name}|{object_}] has been {past(verb)} by [{NAMED[subject]}|{subject}].",
        ):
            example = read_example(text)
            claims = find_claims(load_model()(example.text), example.mentions, shipped())
            if not any(claim.type == relation for claim in claims):
                missed.append((relation, text))
    assert len(missed) <= len(plain_verbs()) * 2 * 0.03, missed


FAULTS = {
    "a verb without an end": ("urge: obj", "urge: objekt", "takes no end", ":8"),
    "a noun that is no mapping": ("appeal: {from: by|poss, to: to}", "appeal: to", "no mapping", ":14"),
    "a noun without to": ("appeal: {from: by|poss, to: to}", "appeal: {from: by}", "lacks to", ":14"),
    "an unknown source": ("appeal: {from: by|poss,", "appeal: {from: beside,", "beside", ":14"),
    "with in a directed relation": ("appeal: {from: by|poss, to: to}", "appeal: {with: with}", "not symmetric", ":14"),
    "a misspelt condition": ("need: ", "ned: ", "did you mean 'need'", ":9"),
    "an unknown PLOVER type": ("plover: REQUEST", "plover: ASK", "'ASK'", ":5"),
    "a mode in capitals": ("plover: REQUEST", "plover: REQUEST\nmode: Assist", "'Assist'", ":6"),
    "an unknown CAMEO root": ('cameo: "10"', 'cameo: "99"', "'99'", ":6"),
    "verbs that are a list": ("  urge: obj\n", "  - urge\n", "", ""),
    "nothing that says it": ("verbs:", "words:", "", ""),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_faulty_frame_is_refused_with_file_and_line(case: str, tmp_path: Path):
    old, new, told, line = FAULTS[case]
    assert old in FRAMES
    with pytest.raises(DataError) as caught:
        relations(tmp_path, FRAMES.replace(old, new))
    assert f"PRODDED.yaml{line}" in str(caught.value)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_a_frame_is_named_by_its_word_and_found_in_its_file(tmp_path: Path):
    names = {pattern.id for pattern in relations(tmp_path, FRAMES).types["PRODDED"].patterns}
    assert {"PRODDED/verb:urge", "PRODDED/verb:lash-out", "PRODDED/noun:appeal"} <= names
    assert place_of_rule("PRODDED/verb:urge", [tmp_path]).endswith("PRODDED.yaml:8")
    assert place_of_rule("PRODDED/verb:lash-out", [tmp_path]).endswith("PRODDED.yaml:12")
    assert place_of_rule("PRODDED/noun:appeal", [tmp_path]).endswith("PRODDED.yaml:14")


def test_every_plover_type_between_two_actors_is_that_of_some_relation():
    unnamed = {"CONCEDE"}  # reforms and eased rules: nobody is named to whom
    assert {relation.plover for relation in shipped().types.values()} - {""} == PLOVER - unnamed
