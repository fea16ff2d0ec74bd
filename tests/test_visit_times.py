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
