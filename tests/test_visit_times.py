"""What happens "during his visit" gets the time of the visit, where the article tells it and the sentence does not."""

from __future__ import annotations

import pytest

from kg.model import When
from tests.reading import Reader

ARRIVAL = "Anna Berg arrived in Oslo on Monday. The minister waited. "


def meeting(read: Reader, text: str) -> When | None:
    (claim,) = {claim.object: claim for claim in read(text, dates=["2025-10-29"]).claims("MET")}.values()
    return claim.local.when


@pytest.mark.parametrize(
    "sentence",
    [
        "Berg is expected to meet Tom Reed during her visit.",
        "Berg met Tom Reed during the three-day visit.",
        "Tom Reed will hold talks with Berg during her stay.",
    ],
)
def test_an_event_during_a_visit_comes_on_its_first_day_or_later(read: Reader, sentence: str):
    when = meeting(read, ARRIVAL + sentence)
    assert when is not None
    assert (str(when.start), when.end) == ("2025-10-27", None)
    assert when.text.startswith("during")


@pytest.mark.parametrize(
    "text",
    [
        ARRIVAL + "Berg met Tom Reed during her visit to Ghana.",
        ARRIVAL + "Berg met Tom Reed.",
        ARRIVAL + "Ida Holm will meet Tom Reed during her visit.",
        "Anna Berg did not arrive in Oslo on Monday. Berg met Tom Reed during her visit.",
        "Anna Berg arrived in Oslo. Berg met Tom Reed during her visit.",
        "Berg will meet Tom Reed during her visit. Anna Berg arrived in Oslo on Monday.",
    ],
)
def test_no_other_visit_lends_its_time(read: Reader, text: str):
    assert meeting(read, text) is None


def test_a_time_of_its_own_stays(read: Reader):
    when = meeting(read, ARRIVAL + "Berg met Tom Reed on Tuesday during her visit.")
    assert when is not None
    assert str(when.start) == str(when.end) == "2025-10-28"


@pytest.mark.parametrize(
    "text",
    [
        "Tom Reed, mayor of Leeds since 2020, met Anna Berg.",
        "Anna Berg met Tom Reed after the vote on October 20.",
        "Anna Berg met Tom Reed three days before the summit on October 20.",
        "Anna Berg met Tom Reed on the eve of the November 12 summit.",
        "Anna Berg and Tom Reed held their first meeting since 2019.",
        "Anna Berg met Tom Reed for the first time since 2019.",
        "Educated in Oslo in 1934, Anna Berg met Tom Reed.",
        "Anna Berg announced on Monday her intention to meet Tom Reed.",
    ],
)
def test_the_time_of_something_else_is_not_its_own(read: Reader, text: str):
    assert meeting(read, text) is None


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg met Tom Reed on Monday after talks in Ghana.",
        "Anna Berg flew to Oslo on Monday and met Tom Reed.",
        "Anna Berg met Tom Reed at the summit on Monday.",
        "Anna Berg and Tom Reed met on Monday, their first encounter since a summit in Paris in 2019.",
        "Anna Berg, who was mayor of Leeds in 2015, met Tom Reed on Monday.",
    ],
)
def test_the_time_of_its_own_clause_is(read: Reader, text: str):
    told = read(text, dates=["2025-10-29"]).claims("MET")
    assert {str(c.local.when.start) for c in told if c.local.when} == {"2025-10-27"}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Tom Reed was mayor of Leeds until 2022 and is now governor of Ohio.", {"2022-12-31", "None"}),
        ("Tom Reed was an adviser of Acme in 2015 and became chairman of Novex.", {"2015-12-31", "None"}),
    ],
)
def test_the_time_of_one_state_is_not_lent_to_the_next(read: Reader, text: str, found: set[str]):
    told = read(text, dates=["2025-10-29"]).claims("HOLDS_OFFICE")
    assert {str(c.local.when and c.local.when.end) for c in told} == found
