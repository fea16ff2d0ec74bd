"""Times a claim has from around its sentence: the date that heads an entry, the day told before, the call it was in."""

from __future__ import annotations

import pytest

from tests.reading import Reader

DAY = "2025-10-31"


def days(read: Reader, text: str, kind: str = "MET") -> list[tuple[str, str]]:
    """(status, first day) of each claim of a type, in text order, each once."""
    claims = read(text, dates=[DAY]).claims(kind)
    return list(dict.fromkeys((c.local.status, str(c.local.when and c.local.when.start)) for c in claims))


@pytest.mark.parametrize(
    ("text", "first"),
    [
        ("October 4 – Anna Berg meets Tom Reed in Oslo.", "2025-10-04"),
        ("**October 4** – Anna Berg arrives. She meets Tom Reed.", "2025-10-04"),
        ("- 4 October 2019: Anna Berg meets Tom Reed.", "2019-10-04"),
        ("October 4 – Anna Berg arrives. The same day, Tom Reed meets Ida Holm.", "2025-10-04"),
        ("October 4 – Anna Berg arrives.\n\nTom Reed met Ida Holm.", "None"),
        ("October 4 – Anna Berg recalls how Tom Reed met Ida Holm in 2012.", "2012-01-01"),
        ("October 4 was cold. Tom Reed met Ida Holm.", "None"),
    ],
)
def test_a_date_that_opens_a_paragraph_is_that_of_its_events(read: Reader, text: str, first: str):
    assert days(read, text) == [("actual", first)]


def test_a_day_earlier_counts_from_the_day_told_before(read: Reader):
    text = "Anna Berg arrived in Oslo on Thursday. A day earlier she had met Tom Reed."
    assert days(read, text) == [("actual", "2025-10-29")]
    assert days(read, "A day earlier Anna Berg had met Tom Reed.") == [("actual", "None")]


def test_the_day_of_a_call_is_not_that_of_what_was_agreed_in_it(read: Reader):
    text = "Anna Berg and Tom Reed had agreed to meet in a phone call on October 16."
    assert days(read, text) == [("planned", "None")]
    assert days(read, text, "SPOKE_WITH") == [("actual", "2025-10-16")]


@pytest.mark.parametrize(
    ("text", "since"),
    [
        ("Ghanaian President Anna Berg spoke. Berg, an ally of Tom Reed, took office last week.", "2025-10-20"),
        ("Ghanaian President Anna Berg spoke. Berg, a former mayor of Oslo, took office in May 2022.", "2022-05-01"),
    ],
)
def test_taking_office_dates_the_post_that_the_article_gives(read: Reader, text: str, since: str):
    claims = read(text, dates=[DAY]).claims("HOLDS_OFFICE")
    dated = {(c.object, dict(c.local.details)["since"]) for c in claims if "since" in dict(c.local.details)}
    assert dated == {("president:ghana", since)}
