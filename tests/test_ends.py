"""Who is an end of a claim: posts for unknown holders, speakers for "I", one for one, and what is ruled out."""

from __future__ import annotations

import pytest

from tests.reading import Reader


def said(read: Reader, text: str, kind: str) -> set[tuple[str, str, str]]:
    reading = read(text, dates=["2025-10-29"])
    entities = reading.resolution.entities
    return {(entities[c.subject].name, entities[c.object].name, c.local.status) for c in reading.claims(kind)}


def test_the_post_stands_for_a_holder_whom_nobody_names(read: Reader):
    assert said(read, "Anna Berg met Egypt's foreign minister.", "MET") == {
        ("Anna Berg", "Foreign Minister of Egypt", "actual")
    }


def test_a_pronoun_for_such_a_holder_is_the_post_too(read: Reader):
    text = "Egypt's foreign minister arrived on Monday. He criticised Anna Berg."
    assert said(read, text, "CRITICIZED") <= {("Foreign Minister of Egypt", "Anna Berg", "actual")}


def test_a_post_is_nobodys_wife_and_no_citizen(read: Reader):
    reading = read("Egypt's foreign minister was born in Cairo. Egypt's foreign minister met Anna Berg.")
    assert not reading.claims("BORN_IN")
    assert reading.claims("MET")


def test_a_holder_who_is_known_stands_for_himself(read: Reader):
    text = "Egyptian Foreign Minister Tom Reed arrived. Anna Berg met Egypt's foreign minister."
    assert said(read, text, "MET") == {("Anna Berg", "Tom Reed", "actual")}


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ('"I am calling on Norway to act," Anna Berg said.', "URGED", ("Anna Berg", "Norway", "actual")),
        ('"We reject the Swedish offer," Anna Berg said.', "REJECTED", ("Anna Berg", "Sweden", "actual")),
        ("Norway, not Sweden, attacked Denmark.", "ATTACKED", ("Norway", "Denmark", "actual")),
        ("Norway attacked not Sweden but Denmark.", "ATTACKED", ("Norway", "Denmark", "actual")),
        ("Norway attacked Denmark, not Sweden.", "ATTACKED", ("Norway", "Denmark", "actual")),
        ("The king of Chile, one of the states backing Norway, spoke.", "SUPPORTS", ("Chile", "Norway", "actual")),
        ("Germany asked Norway to arrest Max Holm.", "ARRESTED", ("Norway", "Max Holm", "possible")),
        ("Anna Berg wants Norway to attack Iraq.", "ATTACKED", ("Norway", "Iraq", "possible")),
        ("In the war game, Norway attacked Sweden.", "ATTACKED", ("Norway", "Sweden", "possible")),
        ("A doctored video shows Anna Berg thanking Tom Reed.", "THANKED", ("Anna Berg", "Tom Reed", "possible")),
        ("It is a lie that Norway attacked Sweden.", "ATTACKED", ("Norway", "Sweden", "denied")),
        ("Reports that Norway attacked Sweden were false.", "ATTACKED", ("Norway", "Sweden", "denied")),
        ("Max Holm was charged with complicity in killing Al Reed.", "KILLED", ("Max Holm", "Al Reed", "possible")),
        ("Anna Berg came to see Tom Reed last week.", "MET", ("Anna Berg", "Tom Reed", "actual")),
        ("Norway declined to indict Max Holm for killing Tom Reed.", "KILLED", ("Max Holm", "Tom Reed", "possible")),
    ],
)  # fmt: skip
def test_the_sentence_says_this_and_no_more(read: Reader, text: str, kind: str, found: tuple[str, str, str]):
    assert said(read, text, kind) == {found}


def test_respectively_joins_one_with_one(read: Reader):
    text = "Anna Berg and Ida Holm met Tom Reed and Carl Vint, respectively."
    assert {pair[:2] for pair in said(read, text, "MET")} == {("Anna Berg", "Tom Reed"), ("Carl Vint", "Ida Holm")}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Berg and Carl Vint's greatest enemy is the truth.", "RIVAL_OF"),
        ("Carl Vint hired a hitman to kill Mari Lenz.", "KILLED"),
        ("Carl Vint committed fraud in Denmark.", "PLEDGED_TO"),
        ("The FBI raided Anna Berg's home in Oslo.", "ATTACKED"),
        ("Carl Vint captured Ohio.", "ATTACKED"),
        ("Anna Berg will meet Tom Reed in the second round.", "MET"),
        ("Norway defeated Sweden 3-1.", "DEFEATED"),
    ],
)
def test_another_sense_says_nothing(read: Reader, text: str, kind: str):
    assert said(read, text, kind) == set()


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        (
            "They support Ghana's war on Togo and Norway's war against Denmark.",
            "ATTACKED",
            {("Ghana", "Togo", "actual"), ("Norway", "Denmark", "actual")},
        ),
        ("The car of lawmaker Tom Reed arrived in Oslo.", "VISITED", set()),
        ("A letter from lawmaker Tom Reed arrived in Oslo.", "VISITED", set()),
        (
            "The two brothers, Tom Reed and Carl Reed, sued Acme Inc.",
            "CHARGED",
            {("Tom Reed", "Acme Inc.", "actual"), ("Carl Reed", "Acme Inc.", "actual")},
        ),
        (
            "The suit was challenged by Nordbank and Acme Inc., a former unit of Novex Corp.",
            "PART_OF",
            {("Acme Inc.", "Novex Corp.", "former")},
        ),
        ("Tom Reed's ex-model wife, Ida Holm, sang.", "SPOUSE_OF", {("Ida Holm", "Tom Reed", "actual")}),
        ("Tom Reed and his ex-wife Ida Holm met in Brno.", "SPOUSE_OF", {("Ida Holm", "Tom Reed", "former")}),
        ("Tom Reed resigned as leader of the Reform Party.", "MEMBER_OF", {("Tom Reed", "Reform Party", "actual")}),
    ],
)
def test_scope(read: Reader, text: str, kind: str, found: set[tuple[str, str, str]]):
    pairs = {(frozenset({s, o}), status) for s, o, status in said(read, text, kind)}
    assert pairs == {(frozenset({s, o}), status) for s, o, status in found}


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("Anna Berg and Tom Reed spoke. Ida Holm praised their decision to marry.", "SPOUSE_OF"),
        ("Anna Berg and Tom Reed spoke. Ida Holm accused them of fraud.", "ACCUSED"),
        ("Anna Berg and Tom Reed spoke. Ghana charged them with fraud.", "CHARGED"),
    ],
)
def test_what_is_grave_is_not_said_of_they(read: Reader, text: str, kind: str):
    assert said(read, text, kind) == set()


@pytest.mark.parametrize(
    ("text", "found"),
    [
        (
            "French presidential candidate Clara Dubois lost.",
            {("Clara Dubois", "CANDIDATE_FOR", "President of France")},
        ),
        ("Labour's candidate for London mayor, Tom Reed, won.", {("Tom Reed", "CANDIDATE_FOR", "Mayor of London")}),
        (
            "The opposition chose Tom Reed as its presidential candidate in Turkey.",
            {("Tom Reed", "CANDIDATE_FOR", "President of Turkey")},
        ),
        (
            "Democratic Senate candidate Tom Reed met farmers.",
            {("Tom Reed", "CANDIDATE_FOR", "Senate"), ("Tom Reed", "MEMBER_OF", "Democratic Party")},
        ),
        (
            "Anna Berg is the Democratic candidate for governor of Ohio.",
            {("Anna Berg", "CANDIDATE_FOR", "Governor of Ohio"), ("Anna Berg", "MEMBER_OF", "Democratic Party")},
        ),
        (
            "The presidential candidate of the Green Party, Anna Berg, left.",
            {("Anna Berg", "MEMBER_OF", "Green Party")},
        ),
        ("Supreme Court nominee Tom Reed left.", set()),
    ],
)
def test_who_stands_for_a_post_does_not_hold_it(read: Reader, text: str, found: set[tuple[str, str, str]]):
    reading = read(text, dates=["2025-10-29"])
    entities = reading.resolution.entities
    claims = {
        (entities[c.subject].name, c.local.type, entities[c.object].name)
        for kind in ("CANDIDATE_FOR", "HOLDS_OFFICE", "MEMBER_OF")
        for c in reading.claims(kind)
    }
    assert {claim for claim in claims if "Green" in claim[2] or claim[1:] != ("CANDIDATE_FOR", "President")} == found


@pytest.mark.parametrize(
    "text",
    [
        "China's Foreign Minister Wang Yi will travel to Moscow on Monday for talks with his Russian counterpart.",
        "China's Foreign Minister Wang Yi will travel to Moscow with his deputy.",
    ],
)
def test_whoever_has_the_title_before_a_name_does_what_the_sentence_says(read: Reader, text: str):
    assert ("Wang Yi", "Moscow", "planned") in said(read, text, "VISITED")


def test_the_idea_of_somebody_doing_something_is_not_his(read: Reader):
    assert not said(read, "The idea of Norway hosting Tom Reed was dismissed by Anna Berg.", "REJECTED")
    assert said(read, "Anna Berg rejected Norway's idea.", "REJECTED")


def test_who_joins_a_firm_with_the_title_in_between_is_one(read: Reader):
    text = "Russia's defence minister Karl Brandt and his deputy, Tom Reed, flew to Oslo."
    assert said(read, text, "VISITED") == {("Karl Brandt", "Oslo", "actual"), ("Tom Reed", "Oslo", "actual")}


def test_who_governs_a_state_does_not_meet_it(read: Reader):
    began = "North Korean leader Kim Jong Un left. "
    assert not said(read, began + "Berg named the threats that North Korea poses during any meeting with Kim.", "MET")
    assert said(read, began + "Kim met Togo's ministers.", "MET") == {("Kim Jong Un", "Togo", "actual")}


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Reed left for Oslo, a move that Berg criticised.", "CRITICIZED", {("Berg", "Reed", "actual")}),
        (
            "Armenia accused Azerbaijan of shelling villages in Nagorno-Karabakh, a charge Baku denied.",
            "REJECTED",
            {("Azerbaijan", "Armenia", "actual")},
        ),
        ("Israel attacked Isfahan, a move condemned by Russia.", "CRITICIZED", {("Russia", "Israel", "actual")}),
        ("Berg met Tom Reed, a critic of Ida Holm.", "CRITICIZED", {("Tom Reed", "Ida Holm", "actual")}),
    ],
)
def test_what_the_sentence_is_called_is_not_the_name_before_the_comma(
    read: Reader, text: str, kind: str, found: set[tuple[str, str, str]]
):
    assert said(read, text, kind) == found


def test_who_is_told_by_his_age_and_name_is_the_object(read: Reader):
    assert said(read, "Police in Leeds arrested a 17-year-old, Tom Reed.", "ARRESTED") == {
        ("Leeds", "Tom Reed", "actual")
    }
