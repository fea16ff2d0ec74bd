"""Dates of metadata fields in whatever form tools write them; what names no day, or two, is refused with the reason."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import format_datetime
from pathlib import Path

import pytest
from babel.dates import format_date
from hypothesis import given
from hypothesis import strategies as st

from kg.read.records import Reading
from kg.read.written_dates import read_date
from tests.test_articles import TEXT, one, read, write

DAY = date(2024, 3, 6)


@pytest.mark.parametrize(
    "value",
    [
        "2024-03-06",
        "2024-03-06T10:00:00Z",
        "2024-03-06T23:30:00.123+09:00",
        "2024-03-06 10:00:00 CET",
        "20240306",
        20240306,
        "20240306T100000+0100",
        "20240306100000",
        1709719200,
        1709719200.5,
        "1709719200",
        1709719200000,
        "1709719200000",
        "06-Mar-24",
        "6-Mar-2024",
        "06MAR2024",
        "2024-Mar-06",
        "Sat, 6 Mar 24 10:00:00 GMT",
        "Wed, 06 Mar 2024 10:00:00 +0100",
        "Wed Mar 06 10:00:00 +0000 2024",
        "Wed Mar  6 10:00:00 CET 2024",
        "Wed Mar 06 2024 10:00:00 GMT+0100 (CET)",
        "March 6th, 2024 at 10:00 am",
        "13:05 on 6 March 2024",
        "6.3.2024",
        "6.3.24",
        "2024/03/06",
        "6 mars 2024",
        "Mittwoch, 6. März 2024",
        "6 de marzo de 2024",
        "6 marzo 2024",
        datetime(2024, 3, 6, 23, 0, tzinfo=timezone(timedelta(hours=9))),
        DAY,
    ],
)
def test_usual_forms_of_tools(value: object):
    assert read_date(value) == DAY


@pytest.mark.parametrize(
    ("value", "dmy", "mdy"),
    [
        ("3/6/2024 10:00", date(2024, 6, 3), date(2024, 3, 6)),
        ("03/06/24", date(2024, 6, 3), date(2024, 3, 6)),
        ("3-6-2024", date(2024, 6, 3), date(2024, 3, 6)),
        ("13/6/2024", date(2024, 6, 13), date(2024, 6, 13)),
        ("6/13/2024", date(2024, 6, 13), date(2024, 6, 13)),
    ],
)
def test_the_order_of_figures_is_what_the_user_says_where_they_do_not_tell(value: str, dmy: date, mdy: date):
    assert (read_date(value, "dmy"), read_date(value, "mdy")) == (dmy, mdy)
    if dmy == mdy:
        assert read_date(value) == dmy
    else:
        with pytest.raises(ValueError, match="may be two dates; --date-order says which"):
            read_date(value)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("2024-03", "names no day"),
        ("2024", "names no day"),
        ("March 2024", "names no day"),
        ("yesterday", "is no date"),
        ("0000-00-00", "is no date"),
        ("30/02/2024", "is no date"),
        ("2024-03-06 – 2024-03-08", "is no date"),
        ("1500-01-01", "is no date of 1800 to 2100"),
        ("99999999999999999999", "is no date"),
        ("12", "is no date"),
    ],
)
def test_what_names_no_day_is_refused_with_the_reason(value: str, reason: str):
    with pytest.raises(ValueError, match=reason):
        read_date(value)


DAYS = st.dates(date(1971, 1, 1), date(2068, 12, 31))
FORMS = (
    lambda day: day.isoformat(),
    lambda day: f"{day.isoformat()}T10:00:00+09:00",
    lambda day: f"{day:%Y%m%d}",
    lambda day: f"{day:%d-%b-%y}",
    lambda day: f"{day:%d %B %Y}",
    lambda day: f"{day:%B %d, %Y}",
    lambda day: f"{day:%a %b %d} 10:00:00 +0000 {day:%Y}",
    lambda day: f"{day:%d.%m.%Y}",
    lambda day: format_datetime(datetime(day.year, day.month, day.day, 10, tzinfo=UTC)),
    lambda day: str(
        int(datetime(day.year, day.month, day.day, 10, tzinfo=UTC).timestamp()) if day.year > 1973 else day
    ),
    lambda day: (
        f"{datetime(day.year, day.month, day.day, 10, tzinfo=UTC).timestamp() * 1000:.0f}" if day.year > 1973 else day
    ),
    *(
        (lambda day, code=code: format_date(day, "long", locale=code))
        for code in ("en", "fr", "de", "es", "it", "pt", "nl")
    ),
    *((lambda day, code=code: format_date(day, "medium", locale=code)) for code in ("en", "fr", "de")),
)


@given(DAYS, st.sampled_from(FORMS))
def test_any_date_written_in_any_of_these_forms_is_read_back(day: date, form: Callable[[date], str]):
    assert read_date(form(day)) == day


@given(DAYS, st.sampled_from(("{a}/{b}/{y}", "{a:02}/{b:02}/{y} 10:00", "{a}-{b}-{y}", "{a}/{b}/{y2:02}")))
def test_any_date_in_figures_is_read_back_in_the_order_that_was_given(day: date, form: str):
    parts = {"y": day.year, "y2": day.year % 100}
    assert read_date(form.format(a=day.day, b=day.month, **parts), "dmy") == day
    assert read_date(form.format(a=day.month, b=day.day, **parts), "mdy") == day


@given(st.text(max_size=120) | st.integers() | st.floats() | st.binary(max_size=20))
def test_whatever_stands_there_is_a_date_or_refused(value: object):
    try:
        found = read_date(value)
    except ValueError:
        return
    assert 1800 <= found.year <= 2100


def test_an_unreadable_date_costs_the_date_and_is_told_with_row_and_field(tmp_path: Path):
    path = write(tmp_path / "a.csv", f'Text,Date\n"{TEXT}",3/6/2024 10:00\n"{TEXT} More.",soon\n')
    articles, told = read(path)
    assert [article.published for article in articles] == [None, None]
    assert told == [
        f"{path}:2: field 'Date': '3/6/2024 10:00' may be two dates; --date-order says which;"
        " the article stays without it",
        f"{path}:3: field 'Date': 'soon' is no date; the article stays without it",
    ]
    articles, told = read(path, reading=Reading(date_order="mdy"))
    assert [article.published for article in articles] == [DAY, None]
    assert len(told) == 1
    text = f"---\ndate: soon\n---\nMarch 6, 2024\n{TEXT}\n{TEXT}"
    (article,), told = read(write(tmp_path / "a.md", text))
    assert (article.published, article.origins) == (DAY, (("published", "line 4"),))
    assert one(write(tmp_path / "b.json", '{"text": "Anna Berg met Tom Reed.", "date": "N/A"}')).published is None
