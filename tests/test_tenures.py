"""Who held an office when, by what articles of many days call people."""

from __future__ import annotations

import pytest

from kg.graph.assemble import assemble
from kg.graph.tenures import tenures
from kg.model import Relationship, Status
from tests.worlds import SYMMETRIC, Draft, World

POST = "finance minister"
Told = tuple[str, str, Status, str]
"""(who, day of the article, status, since)"""


def world(*told: Told, one_holder: bool = True) -> World:
    """Articles that call people finance minister of Norland."""
    made = World().entity("norland", "Place")
    made.entity(
        "fm:norland", "Office", "Finance Minister of Norland", title=POST, body="norland", one_holder=one_holder
    )
    for number, (who, day, status, since) in enumerate(told):
        draft = made.article(f"a{number}", day).says(f"[{who}], [finance minister|fm:norland], spoke.")
        draft.claim("HOLDS_OFFICE", status=status, details=(("since", since),) if since else ())
    return made


def held(made: World) -> dict[str, tuple[str, str]]:
    """Person → from when on the post was held, and what tells that it is over."""
    extractions, resolution, stories = made.build()
    graph = assemble(extractions, resolution, stories, 0.0, SYMMETRIC)
    ties = [one for one in graph.relationships if one.type == "HOLDS_OFFICE" and one.properties["status"] != "planned"]
    return {one.start.partition(":")[2]: _told(one) for one in ties}


def _told(tie: Relationship) -> tuple[str, str]:
    return str(tie.properties.get("held_from", "")), str(tie.properties.get("ended", ""))


def calls(who: str, day: str, status: Status = "actual", since: str = "") -> Told:
    return who, day, status, since


def test_another_holder_ends_the_time_of_the_one_before_at_the_middle_of_the_gap():
    found = held(world(calls("Ida Lie", "2025-03-01"), calls("Jon Moe", "2025-03-11"), calls("Jon Moe", "2025-04-02")))
    assert found == {"ida-lie": ("", "Jon Moe reported from 2025-03-11"), "jon-moe": ("2025-03-06", "")}


def test_of_posts_that_several_hold_none_ends_another():
    many = world(calls("Ida Lie", "2025-03-01"), calls("Jon Moe", "2025-03-11"), one_holder=False)
    assert held(many) == {"ida-lie": ("", ""), "jon-moe": ("", "")}


def test_a_stated_beginning_is_the_end_of_the_one_before():
    found = held(world(calls("Ida Lie", "2025-03-01"), calls("Jon Moe", "2025-03-11", since="2025-03-09")))
    assert found == {"ida-lie": ("", "Jon Moe from 2025-03-09"), "jon-moe": ("2025-03-09", "")}


def test_a_name_among_many_reports_of_another_is_no_successor():
    lie = [calls("Ida Lie", f"2025-03-{day:02}") for day in (1, 3, 5, 7, 9, 11)]
    found = held(
        world(*lie, calls("Bo Dahl", "2025-03-02"), calls("Jon Moe", "2025-03-08"), calls("Jon Moe", "2025-03-09"))
    )
    assert found == {"ida-lie": ("", ""), "bo-dahl": ("", ""), "jon-moe": ("", "")}


def test_who_held_it_between_two_times_of_another_is_no_mistake():
    lie = [calls("Ida Lie", f"{year}-01-1{day}") for year in (2021, 2025) for day in range(6)]
    between = [calls("Jon Moe", f"2022-03-0{day}") for day in (1, 2)] + [
        calls("Bo Dahl", f"2023-03-0{day}") for day in (1, 2)
    ]
    assert held(world(*lie, *between))["jon-moe"] == ("", "Bo Dahl reported from 2023-03-01")


def test_who_is_called_former_holds_it_no_longer_and_a_late_slip_changes_nothing():
    left = [calls("Ida Lie", day, "former") for day in ("2025-03-05", "2025-03-06", "2025-03-09")]
    found = held(world(calls("Ida Lie", "2025-03-01"), *left, calls("Ida Lie", "2025-03-07")))
    assert found["ida-lie"] == ("", "called former on 2025-03-05")


def test_who_is_called_so_again_and_again_after_one_slip_still_holds_it():
    still = [calls("Ida Lie", day) for day in ("2025-03-06", "2025-03-08", "2025-03-09")]
    assert held(world(calls("Ida Lie", "2025-03-05", "former"), *still))["ida-lie"] == ("", "")


def test_two_holders_reported_in_turns_are_both_left_open():
    days = ("2025-03-01", "2025-03-03"), ("2025-03-02", "2025-03-04")
    told = (calls(who, day) for who, some in zip(("Ida Lie", "Jon Moe"), days, strict=True) for day in some)
    assert held(world(*told)) == {"ida-lie": ("", ""), "jon-moe": ("", "")}


def test_a_name_that_comes_up_once_among_many_reports_of_another_ends_nothing():
    days = [calls("Ida Lie", f"2025-03-{day:02}") for day in range(1, 20)]
    assert held(world(*days, calls("Jon Moe", "2025-03-10")))["ida-lie"] == ("", "")


def _end(draft: Draft, kind: str) -> None:
    first = "[Eva Dahl]" if kind != "DIED_IN" else "[Norland]"
    draft.says(f"{first} and [Ida Lie] and [Jon Moe].")
    ends = {"DISMISSED": (0, 1), "KILLED": (0, 1), "DIED_IN": (1, 0), "SUCCEEDED": (2, 1)}[kind]
    draft.claim(kind, *ends, at="2025-03-03")


@pytest.mark.parametrize(
    ("kind", "ended"),
    [
        ("DISMISSED", "dismissed on 2025-03-03"),
        ("KILLED", "killed on 2025-03-03"),
        ("DIED_IN", "died on 2025-03-03"),
        ("SUCCEEDED", "succeeded by Jon Moe on 2025-03-03"),
    ],
)
def test_what_befalls_a_holder_ends_the_time(kind: str, ended: str):
    made = world(calls("Ida Lie", "2025-03-01"))
    _end(made.article("end", "2025-03-04"), kind)
    assert held(made)["ida-lie"] == ("", ended)


def test_a_plan_to_dismiss_ends_nothing():
    made = world(calls("Ida Lie", "2025-03-01"))
    made.article("end", "2025-03-04").says("[Eva Dahl] is to dismiss [Ida Lie].").claim("DISMISSED", status="planned")
    assert held(made)["ida-lie"] == ("", "")


def test_the_successor_in_the_same_post_holds_it_from_that_day():
    made = world(calls("Ida Lie", "2025-03-01"), calls("Jon Moe", "2025-03-20"))
    _end(made.article("end", "2025-03-04"), "SUCCEEDED")
    assert held(made)["jon-moe"] == ("2025-03-03", "")


@pytest.mark.parametrize(
    ("until", "ended"), [("2024", "2024-12-31"), ("2024-02", "2024-02-29"), ("2024-02-03", "2024-02-03")]
)
def test_a_stated_end_is_the_last_day(until: str, ended: str):
    made = world()
    draft = made.article("a", "2025-03-01").says("[Ida Lie] was [finance minister|fm:norland] until then.")
    draft.claim("HOLDS_OFFICE", status="former", details=(("since", "2020"), ("until", until)))
    assert held(made)["ida-lie"] == ("2020-01-01", f"until {ended}")


def test_days_that_are_none_are_passed_over():
    made = world()
    draft = made.article("a", "2025-03-01").says("[Ida Lie] is [finance minister|fm:norland].")
    draft.claim("HOLDS_OFFICE", details=(("since", "last spring"),))
    assert held(made)["ida-lie"] == ("", "")


def test_the_order_of_articles_changes_nothing():
    told = [calls("Ida Lie", "2025-03-01"), calls("Jon Moe", "2025-03-11"), calls("Ida Lie", "2025-03-12", "former")]
    extractions, resolution, stories = world(*told).build()
    one = assemble(extractions, resolution, stories, 0.0, SYMMETRIC)
    assert one == assemble(extractions[::-1], resolution, stories, 0.0, SYMMETRIC)
    assert not tenures((), {})
