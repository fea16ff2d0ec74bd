"""Times: what is found in a text, and the days it means for an article of Monday, 27 October 2025."""

from __future__ import annotations

import time
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.model import When
from kg.paths import shipped
from kg.when.dates import add_units, period
from kg.when.times import Tense, find_times, resolve_time
from kg.when.timewords import time_words

MONDAY = date(2025, 10, 27)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
TENSES = st.sampled_from(["past", "present", "future", ""])
WORDS = st.sampled_from(
    [
        *("on", "in", "since", "until", "by", "from", "to", "between", "within", "and", "the", "a", "of", ",", "first"),
        *("end", "early", "late", "mid-", "earlier", "last", "next", "this", "two", "three", "ago", "yesterday"),
        *("Monday", "Friday", "January", "May", "Oct.", "25", "2019", "2025", "10/11/2025", "1990s", "spring"),
        *("days", "week", "month", "quarter", "year"),
    ]
)


def days(text: str, tense: Tense = "past", published: date | None = MONDAY) -> str:
    """The only time in `text`, as "start/end" with the common tail left out: "" for an open end."""
    (expression,) = find_times(text)
    when = resolve_time(expression, published, tense)
    assert when is not None
    start, end = (str(day) if day else "" for day in (when.start, when.end))
    return start if start == end else f"{start}/{end}"


@pytest.mark.parametrize(
    ("text", "tense", "expected"),
    [
        # weekdays follow the tense; the article's own day counts
        ("They met on Monday.", "past", "2025-10-27"),
        ("They will meet on Monday.", "future", "2025-10-27"),
        ("Parliament voted on Tuesday.", "past", "2025-10-21"),
        ("Parliament will vote on Tuesday.", "future", "2025-10-28"),
        ("The minister lands on Thursday.", "present", "2025-10-30"),
        ("The minister lands on Friday.", "present", "2025-10-24"),
        ("Thursday's talks", "", "2025-10-23"),
        ("Wednesday's talks", "", "2025-10-29"),
        ("They met last Monday.", "past", "2025-10-20"),
        ("They met this past Sunday.", "past", "2025-10-26"),
        ("They meet this Friday.", "future", "2025-10-31"),
        ("They meet next Monday.", "future", "2025-11-03"),
        ("They met on Tuesday last week.", "past", "2025-10-21"),
        ("They meet on the Tuesday of next week.", "future", "2025-11-04"),
        ("They spoke late on Friday night.", "past", "2025-10-24"),
        # days, weeks, months and years counted from the article
        ("It ended yesterday.", "past", "2025-10-26"),
        ("It ended the day before yesterday.", "past", "2025-10-25"),
        ("It starts tonight.", "future", "2025-10-27"),
        ("She took over last week.", "past", "2025-10-20/2025-10-26"),
        ("They spoke last weekend.", "past", "2025-10-25/2025-10-26"),
        ("They spoke at the weekend.", "past", "2025-10-25/2025-10-26"),
        ("They speak over the weekend.", "future", "2025-11-01/2025-11-02"),
        ("He left earlier this month.", "past", "2025-10-01/2025-10-27"),
        ("They meet later this week.", "future", "2025-10-27/2025-11-02"),
        ("She visits early next year.", "future", "2026-01-01/2026-04-30"),
        ("It fell late last month.", "past", "2025-09-21/2025-09-30"),
        ("They met six years ago.", "past", "2019-01-01/2019-12-31"),
        ("They met just over two weeks ago.", "past", "2025-10-13/2025-10-19"),
        ("They met a few days ago.", "past", "2025-10-22/2025-10-25"),
        ("It began two decades ago.", "past", "2003-01-01/2007-12-31"),
        ("It ends in three days.", "future", "2025-10-30"),
        ("It must end within a month.", "future", "2025-10-27/2025-11-27"),
        ("It fell in the past year.", "past", "2024-10-27/2025-10-27"),
        ("It grew over the last two years.", "past", "2023-10-27/2025-10-27"),
        ("It grows over the coming days.", "future", "2025-10-27/2025-11-01"),
        # dates
        ("on 25 October 2025", "past", "2025-10-25"),
        ("on Oct. 25", "past", "2025-10-25"),
        ("on Oct. 25", "future", "2026-10-25"),
        ("on November 3", "", "2025-11-03"),
        ("on the 4th of October", "", "2025-10-04"),
        ("from 25 to 27 October", "past", "2025-10-25/2025-10-27"),
        ("on April 3 last year", "past", "2024-04-03"),
        ("on Saturday, October 26", "past", "2024-10-26"),  # a Saturday in 2024
        ("2025-10-04T10:00:00Z", "", "2025-10-04"),
        ("10/27/2025", "", "2025-10-27"),
        ("27/10/2025", "", "2025-10-27"),
        ("05/06/2025", "", "2025-05-06"),
        ("27.10.2025", "", "2025-10-27"),
        ("on Christmas Eve", "past", "2024-12-24"),
        ("on Christmas Eve", "future", "2025-12-24"),
        # months, seasons, quarters, years and longer
        ("in July", "past", "2025-07-01/2025-07-31"),
        ("in July", "future", "2026-07-01/2026-07-31"),
        ("the July deal", "", "2025-07-01/2025-07-31"),
        ("the November summit", "", "2025-11-01/2025-11-30"),
        ("in January next year", "past", "2026-01-01/2026-01-31"),
        ("last October", "past", "2024-10-01/2024-10-31"),
        ("in mid-June", "past", "2025-06-11/2025-06-20"),
        ("in spring 2024", "past", "2024-03-01/2024-05-31"),
        ("last winter", "past", "2024-12-01/2025-02-28"),
        ("in the third quarter of 2024", "past", "2024-07-01/2024-09-30"),
        ("in 2019", "past", "2019-01-01/2019-12-31"),
        ("at the end of 2024", "past", "2024-11-01/2024-12-31"),
        ("in the first half of next year", "future", "2026-01-01/2026-06-30"),
        ("in the early 1990s", "past", "1990-01-01/1993-12-31"),
        ("in the '80s", "past", "1980-01-01/1989-12-31"),
        ("in the 19th century", "past", "1801-01-01/1900-12-31"),
        ("the week of October 22", "past", "2025-10-20/2025-10-26"),
        # ranges and open intervals
        ("from 2010 to 2014", "past", "2010-01-01/2014-12-31"),
        ("(2010–14)", "past", "2010-01-01/2014-12-31"),
        ("between March and May", "past", "2025-03-01/2025-05-31"),
        ("from November to March 2024", "past", "2023-11-01/2024-03-31"),
        ("from Thursday to Saturday", "future", "2025-10-30/2025-11-01"),
        ("from Saturday to Tuesday", "past", "2025-10-18/2025-10-21"),
        ("since taking office in January", "", "2025-01-01/"),
        ("since she won the vote in 2019", "", "2019-01-01/"),
        ("until Friday", "", "/2025-10-31"),
        ("by the end of the year", "", "/2025-12-31"),
        ("before 2019", "past", "/2018-12-31"),
        ("after Friday", "past", "2025-10-25/"),
    ],
)
def test_what_the_words_mean_in_an_article_of_a_monday(text: str, tense: Tense, expected: str) -> None:
    assert days(text, tense) == expected


@pytest.mark.parametrize(
    "text",
    [
        "for three days, a three-day visit, a 24-hour stop at 3 p.m.",
        "the worst storm since World War II",
        "2,019 people, 2000 people, $2019, page 1500, in 2000 homes, and 1200 votes",
        "Theresa May said the march was an august affair of fall colours; you may march",
        "The Sunday Times wrote about Good Friday and Black Friday sales.",
        "the fall of Rome and a spring in the first quarter of the game",
        "the last week of the trip",
        "her first visit in six years",
        "She followed him that October.",
    ],
)
def test_durations_counts_and_names_are_no_times(text: str) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Earlier on Monday, in Oslo", ("Earlier on Monday", "on", "")),
        ("in office since taking over in January.", ("since taking over in January", "since", "since")),
        ("It lasts until the end of 2026.", ("until the end of 2026", "until", "until")),
        ("from March to May", ("from March to May", "from-to", "from")),
        ("Friday’s vote", ("Friday", "on", "")),
        ("the July deal", ("July", "on", "")),
    ],
)
def test_the_span_holds_the_preposition_and_no_possessive(text: str, expected: tuple[str, str, str]) -> None:
    (found,) = find_times(text)
    assert (found.text, found.role, found.preposition) == expected


def test_relative_times_stay_unresolved_without_a_date_of_publication() -> None:
    for text in ("on Monday", "last week", "in July", "six years ago", "on October 25", "the coming days"):
        (expression,) = find_times(text)
        assert resolve_time(expression, None, "past") == When(None, None, text)
    assert days("in July 2019", published=None) == "2019-07-01/2019-07-31"


def test_narrated_times_count_from_the_time_told() -> None:
    (expression,) = find_times("He resigned two weeks earlier.")
    assert resolve_time(expression, MONDAY, "past") == When(None, None, "two weeks earlier")
    told = When(date(2019, 6, 20), date(2019, 6, 20), "on 20 June 2019")
    when = resolve_time(expression, MONDAY, "past", told)
    assert when == When(date(2019, 6, 3), date(2019, 6, 9), "two weeks earlier")


def test_a_lapse_of_time_in_the_past_is_a_duration() -> None:
    (expression,) = find_times("They finished the bridge in three days.")
    assert resolve_time(expression, MONDAY, "past") is None
    assert resolve_time(expression, MONDAY, "future") is not None


def test_days_that_do_not_exist_are_no_times() -> None:
    assert find_times("on February 30, 31/13/2025 and 2025-13-01") == []
    (leap,) = find_times("on February 29, 2023")
    assert resolve_time(leap, MONDAY) is None
    (ago,) = find_times("9999 years ago")
    assert resolve_time(ago, MONDAY) is None


def test_times_do_not_reach_across_paragraphs() -> None:
    assert [time.text for time in find_times("in\n\nOctober\n\n25 people\n\nsince\n\nMonday")] == ["October", "Monday"]
    assert [time.text for time in find_times("on October\n25, 2025")] == ["on October\n25, 2025"]


@given(st.lists(WORDS, max_size=12).map(" ".join) | st.text(max_size=80), DAYS | st.none(), TENSES)
def test_any_text_gives_spans_in_order_and_intervals_the_right_way_round(
    text: str, published: date | None, tense: Tense
) -> None:
    end = 0
    for expression in find_times(text):
        assert end <= expression.start < expression.end <= len(text)
        assert expression.text == text[expression.start : expression.end]
        end = expression.end
        when = resolve_time(expression, published, tense)
        assert when is None or None in (when.start, when.end) or when.start <= when.end  # type: ignore[operator]


@given(
    st.sampled_from(["Monday", "last Tuesday", "this Friday", "next Sunday", "Wednesday last week"]),
    DAYS,
    TENSES,
    st.integers(-50, 50),
)
def test_weekdays_move_with_the_article_by_whole_weeks(text: str, published: date, tense: Tense, weeks: int) -> None:
    (expression,) = find_times(text)
    first = resolve_time(expression, published, tense)
    moved = resolve_time(expression, published + timedelta(weeks=weeks), tense)
    assert first is not None
    assert first.start is not None
    assert moved == When(first.start + timedelta(weeks=weeks), first.start + timedelta(weeks=weeks), text)


@given(st.sampled_from(["Monday", "Sunday", "in March", "on October 25", "last summer", "last Friday"]), DAYS)
def test_the_past_is_not_after_and_the_future_not_before_the_article(text: str, published: date) -> None:
    (expression,) = find_times(text)
    past = resolve_time(expression, published, "past")
    assert past is not None
    assert past.start is not None
    assert past.start <= published
    if "last" not in text:
        ahead = resolve_time(expression, published, "future")
        assert ahead is not None
        assert ahead.end is not None
        assert ahead.end >= published


@given(DAYS, st.sampled_from(["day", "weekend", "week", "month", "quarter", "year", "decade", "century"]))
def test_a_period_holds_its_day_and_the_next_one_follows(day: date, unit: str) -> None:
    start, end = period(day, unit)  # type: ignore[arg-type]
    assert unit == "weekend" or start <= day <= end
    if unit not in {"weekend", "decade", "century"}:
        assert period(add_units(start, unit, 1), unit)[0] == (end + timedelta(days=1))  # type: ignore[arg-type]


def test_a_text_made_to_run_away_takes_linear_time() -> None:
    for hostile in ("since a " * 20_000, " " * 200_000, "the " * 50_000, "1" * 200_000, "two-" * 50_000):
        started = time.process_time()
        find_times(hostile)
        assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("slash_dates: month-first", "slash_dates: year-first", "slash_dates"),
        ("spring: [3, 5]", "spring: [5, 3]", "seasons.spring"),
        ("weekday_lookback_days: 4", "weekday_lookback_days: four", "weekday_lookback_days"),
        ("weekday_lookback_days: 4", "weekday_look_back: 4", "weekday_look"),
        ("Halloween: 10-31", "Halloween: October", "named_days.Halloween"),
        ("  March:", "  Marsh:", "ambiguous_months.Marsh"),
    ],
)
def test_a_fault_in_the_word_file_names_the_field(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = (shipped("lexicon") / "times.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "times.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=fault):
        time_words(path)


def test_users_may_read_slash_dates_day_first(tmp_path: Path) -> None:
    text = (shipped("lexicon") / "times.yaml").read_text(encoding="utf-8")
    path = tmp_path / "times.yaml"
    path.write_text(text.replace("month-first", "day-first"), encoding="utf-8")
    words = time_words(path)
    (expression,) = find_times("05/06/2025", words)
    assert resolve_time(expression, None, words=words) == When(date(2025, 6, 5), date(2025, 6, 5), "05/06/2025")
