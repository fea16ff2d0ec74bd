"""What follows from what is said: each rule, what it needs, and what it leaves alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from kg.graph.assemble import resolve_claims
from kg.model import Claim, Entity, Status
from kg.resolve.derive import load_derivations
from tests.worlds import SYMMETRIC, Draft, World


def world() -> World:
    """Japan and its prime minister, Acme and its chief executive, Tokyo."""
    made = World()
    made.entities["japan"] = Entity("japan", "Place", "Japan", kind="country")
    made.entities["tokyo"] = Entity("tokyo", "Place", "Tokyo", kind="city", inside="japan")
    made.entities["acme"] = Entity("acme", "Organization", "Acme", kind="company")
    made.entity("prime-minister:japan", "Office", "Prime Minister of Japan", title="prime minister", body="japan")
    made.entity("chief-executive:acme", "Office", "Chief Executive of Acme", title="chief executive", body="acme")
    made.entity("mayor:unknown-a", "Office", "Mayor", title="mayor")
    return made


def derived(article: Draft) -> list[Claim]:
    extractions, resolution, _ = article.world.build()
    claims = resolve_claims(extractions[0], resolution, SYMMETRIC)
    return [claim for claim in claims if any(name.startswith("derived:") for name, _ in claim.local.reasons)]


def said(article: Draft) -> list[Claim]:
    """The holdings that the graph keeps."""
    extractions, resolution, _ = article.world.build()
    return [claim for claim in resolve_claims(extractions[0], resolution, SYMMETRIC) if claim.type == "HOLDS_OFFICE"]


def facts(article: Draft) -> set[tuple[str, str, str]]:
    return {(claim.type, claim.subject, claim.object) for claim in derived(article)}


@pytest.mark.parametrize("status", ["planned", "possible"])
def test_who_holds_a_post_is_not_by_the_same_article_to_come_by_it(status: Status):
    made = world()
    article = made.article("a").says("[Aino Mori], [prime minister|prime-minister:japan] of [Japan|japan], left.")
    article.claim("HOLDS_OFFICE", status=status)
    assert [claim.local.status for claim in said(article)] == [status]
    article.claim("HOLDS_OFFICE")
    assert [claim.local.status for claim in said(article)] == ["actual"]


def test_an_office_that_is_held_belongs_to_its_body_and_makes_a_citizen():
    article = world().article("a").says("[Aino Mori], [prime minister|prime-minister:japan] of [Japan|japan], left.")
    assert facts(article.claim("HOLDS_OFFICE")) == {
        ("OFFICE_OF", "prime-minister:japan", "japan"),
        ("CITIZEN_OF", "aino-mori", "japan"),
    }


@pytest.mark.parametrize("status", ["former", "planned"])
def test_what_follows_from_an_office_does_not_pass_with_it(status: str):
    article = world().article("a").says("[Aino Mori], [prime minister|prime-minister:japan] of [Japan|japan], left.")
    claims = derived(article.claim("HOLDS_OFFICE", status=status, at="2025-10-21"))  # type: ignore[arg-type]
    assert {(claim.type, claim.local.status, claim.local.when) for claim in claims} == {
        ("OFFICE_OF", "actual", None),
        ("CITIZEN_OF", "actual", None),
    }


def test_who_is_denied_to_hold_an_office_is_no_citizen_by_it():
    article = world().article("a").says("[Aino Mori] is no [prime minister|prime-minister:japan] of [Japan|japan].")
    assert ("CITIZEN_OF", "aino-mori", "japan") not in facts(article.claim("HOLDS_OFFICE", status="denied"))


def test_a_country_that_the_article_does_not_name_has_no_citizen_in_it():
    article = world().article("a").says("[Aino Mori], [prime minister|prime-minister:japan], left.")
    assert facts(article.claim("HOLDS_OFFICE")) == {("OFFICE_OF", "prime-minister:japan", "japan")}


def test_a_firms_post_makes_no_citizen():
    article = (
        world().article("a").says("[Tom Reed], [boss|chief-executive:acme] of [Acme|acme] in [Japan|japan], left.")
    )
    assert facts(article.claim("HOLDS_OFFICE")) == {("OFFICE_OF", "chief-executive:acme", "acme")}


def test_an_office_of_nobody_known_belongs_to_nothing():
    article = world().article("a").says("[Tom Reed], [mayor|mayor:unknown-a], left.")
    assert facts(article.claim("HOLDS_OFFICE")) == set()


def test_a_city_lies_in_its_country_where_both_are_named():
    assert facts(world().article("a").says("[Tokyo|tokyo] is in [Japan|japan].")) == {("LOCATED_IN", "tokyo", "japan")}
    assert facts(world().article("a").says("[Tokyo|tokyo] is large.")) == set()


def test_a_body_in_a_city_is_based_in_its_country():
    article = world().article("a").says("[Acme|acme] is based in [Tokyo|tokyo], [Japan|japan].")
    assert ("BASED_IN", "acme", "japan") in facts(article.claim("BASED_IN"))


def test_a_body_that_is_to_move_to_a_city_is_not_yet_based_in_its_country():
    article = world().article("a").says("[Acme|acme] will move to [Tokyo|tokyo], [Japan|japan].")
    assert ("BASED_IN", "acme", "japan") not in facts(article.claim("BASED_IN", status="planned"))


def test_whoever_was_succeeded_held_the_post():
    article = world().article("a").says("[Aino Mori] is [prime minister|prime-minister:japan].").claim("HOLDS_OFFICE")
    article.says("[Aino Mori] succeeded [Ken Oda].").claim("SUCCEEDED")
    before = [c for c in derived(article) if c.type == "HOLDS_OFFICE"]
    assert [(c.subject, c.object, c.local.status) for c in before] == [("ken-oda", "prime-minister:japan", "former")]


def test_the_post_beside_a_successors_name_may_be_the_one_he_had():
    article = world().article("a").says("[Aino Mori], [chief executive|chief-executive:acme] of [Acme|acme], left.")
    article.claim("HOLDS_OFFICE", pattern="HOLDS_OFFICE/title")
    article.says("[Aino Mori] succeeded [Ken Oda].").claim("SUCCEEDED")
    assert "HOLDS_OFFICE" not in {claim.type for claim in derived(article)}


def in_the_senate(body: str) -> Draft:
    made = world()
    made.entities["ohio"] = Entity("ohio", "Place", "Ohio", kind="region", inside="united-states")
    made.entities["united-states"] = Entity("united-states", "Place", "United States", kind="country")
    made.entity("senate", "Organization", "U.S. Senate", inside="united-states")
    made.entity("senator:ohio", "Office", "Senator", title="senator", body="ohio")
    made.entity("senator:japan", "Office", "Senator", title="senator", body="japan")
    article = made.article("a").says(f"[Tom Reed], a [senator|senator:{body}], left.").claim("HOLDS_OFFICE")
    return article.says("The [Senate|senate] of the [U.S.|united-states] closed.")


def test_whoever_holds_a_seat_is_in_the_assembly_of_that_state():
    assert ("MEMBER_OF", "tom-reed", "senate") in facts(in_the_senate("ohio"))
    assert ("MEMBER_OF", "tom-reed", "senate") not in facts(in_the_senate("japan"))


def ministers(*posts: str) -> Draft:
    made = world()
    made.entities["denmark"] = Entity("denmark", "Place", "Denmark", kind="country")
    made.entity("ministry", "Organization", "Ministry of Defence")
    for state in ("japan", "denmark"):
        made.entity(f"defense-minister:{state}", "Office", "Defense", title="defense minister", body=state)
    article = made.article("a").says(f"[Tom Reed] is [defence minister|{posts[0]}].").claim("HOLDS_OFFICE")
    for post in posts[1:]:
        article.says(f"A [defence minister|{post}] called.")
    return article.says("The [Ministry of Defence|ministry] closed.")


def test_a_minister_leads_the_ministry_unless_it_may_be_that_of_another_state():
    led = ("LEADS", "tom-reed", "ministry")
    assert led in facts(ministers("defense-minister:japan"))
    assert led not in facts(ministers("defense-minister:japan", "defense-minister:denmark"))


def told_of(words: str) -> set[tuple[str, str, str]]:
    made = world()
    article = made.article("a").says("[Aino Mori] is [prime minister|prime-minister:japan].").claim("HOLDS_OFFICE")
    article.says(f"[Aino Mori]{words} praised [Acme|acme].").claim("PRAISED")
    article.says("[Japan|japan] is large.")
    extractions, resolution, _ = made.build()
    claims = resolve_claims(extractions[0], resolution, SYMMETRIC)
    return {(c.type, c.subject, c.object) for c in claims if c.type == "PRAISED"}


def test_what_the_administration_of_a_head_does_the_state_does():
    assert told_of("'s government") == {("PRAISED", "japan", "acme")}
    assert told_of(" administration officials") == {("PRAISED", "japan", "acme")}
    assert told_of("") == {("PRAISED", "aino-mori", "acme")}
    assert told_of("'s party") == {("PRAISED", "aino-mori", "acme")}


def test_what_is_said_already_is_not_derived_again():
    article = world().article("a").says("[Tokyo|tokyo] is in [Japan|japan].").claim("LOCATED_IN")
    assert facts(article) == set()


def test_a_derived_claim_is_less_sure_and_says_why():
    article = world().article("a").says("[Aino Mori], [prime minister|prime-minister:japan] of [Japan|japan], left.")
    rules = load_derivations()
    for claim in derived(article.claim("HOLDS_OFFICE", confidence=0.8)):
        rule = claim.local.reasons[-1]
        assert rule[0] in {"derived:office_of", "derived:citizen_of"}
        assert claim.local.confidence == round(0.8 * rules.confidence[rule[0].removeprefix("derived:")], 4)
        assert claim.local.when is None


def test_a_derived_claim_points_into_its_article():
    article = world().article("a").says("It rained. [Tokyo|tokyo] is in [Japan|japan]. It snowed.")
    text = article.text
    (claim,) = derived(article)
    assert text[slice(*claim.subject_span)] == "Tokyo"
    assert text[slice(*claim.object_span)] == "Japan"
    assert text[slice(*claim.local.sentence)].strip() == "Tokyo is in Japan."


def test_every_rule_of_the_lexicon_is_between_nothing_and_certain():
    assert all(0 < confidence < 1 for confidence in load_derivations().confidence.values())


def test_a_post_leaves_out_what_says_less():
    article = world().article("a").says("[Tom Reed], [boss|chief-executive:acme] of [Acme|acme], left.")
    article.claim("HOLDS_OFFICE").claim("WORKS_FOR", 0, 2).claim("LEADS", 0, 2)
    extractions, resolution, _ = article.world.build()
    assert {c.type for c in resolve_claims(extractions[0], resolution, SYMMETRIC)} == {"HOLDS_OFFICE", "OFFICE_OF"}


def test_a_post_that_is_denied_leaves_out_nothing():
    article = world().article("a").says("[Tom Reed], no [boss|chief-executive:acme] of [Acme|acme], left.")
    article.claim("HOLDS_OFFICE", status="denied").claim("WORKS_FOR", 0, 2)
    extractions, resolution, _ = article.world.build()
    assert "WORKS_FOR" in {c.type for c in resolve_claims(extractions[0], resolution, SYMMETRIC)}


def test_a_body_with_its_country_in_its_name_is_based_there():
    made = world()
    made.entities["bank-of-japan"] = Entity(
        "bank-of-japan", "Organization", "Bank of Japan", kind="company", inside="japan"
    )
    article = made.article("a").says("The [Bank of Japan|bank-of-japan] is powerful in [Japan|japan].")
    assert facts(article) == {("BASED_IN", "bank-of-japan", "japan")}
    assert facts(world_of_international().says("[UN Japan|un-japan] is large in [Japan|japan].")) == set()


def test_a_common_noun_behind_a_states_initials_is_based_nowhere():
    made = world()
    made.entities["united-states"] = Entity("united-states", "Place", "United States", kind="country")
    made.entities["u-s-units"] = Entity("u-s-units", "Organization", "U.S. Units", inside="united-states")
    article = made.article("a").says("[U.S. Units|u-s-units] fell in the [United States|united-states].")
    assert facts(article) == set()


def world_of_international() -> Draft:
    made = world()
    made.entities["un-japan"] = Entity("un-japan", "Organization", "UN Japan", kind="international", inside="japan")
    return made.article("a")


@pytest.mark.parametrize(("status", "promised"), [("actual", True), ("former", False)])
def test_a_state_that_promises_a_president_promises_his_state(status: str, promised: bool):
    made = world()
    made.entities["ghana"] = Entity("ghana", "Place", "Ghana", kind="country")
    article = made.article("a").says("[Aino Mori] is [prime minister|prime-minister:japan] of [Japan|japan].")
    article.claim("HOLDS_OFFICE", status=status)  # type: ignore[arg-type]
    article.says("[Ghana|ghana] pledged aid to [Aino Mori].").claim("PLEDGED_TO", details=(("amount", 5),))
    found = [c for c in derived(article) if c.type == "PLEDGED_TO"]
    assert [(c.subject, c.object, c.local.details) for c in found] == (
        [("ghana", "japan", (("amount", 5),))] if promised else []
    )


def test_what_a_company_promises_a_president_it_does_not_promise_his_state():
    article = world().article("a").says("[Aino Mori] is [prime minister|prime-minister:japan] of [Japan|japan].")
    article.claim("HOLDS_OFFICE").says("[Acme|acme] pledged aid to [Aino Mori].").claim("PLEDGED_TO")
    assert not [c for c in derived(article) if c.type == "PLEDGED_TO"]


def test_nothing_follows_from_a_post_whose_state_no_article_states():
    article = world().article("a").says("[Aino Mori], [prime minister|prime-minister:japan], left [Japan|japan].")
    extractions, resolution, _ = article.claim("HOLDS_OFFICE").world.build()
    kinds = [
        {claim.type for claim in resolve_claims(extractions[0], known, SYMMETRIC)}
        for known in (resolution, replace(resolution, assumed={"a": (1,)}))
    ]
    assert kinds[0] - kinds[1] == {"CITIZEN_OF"}
