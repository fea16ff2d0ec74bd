"""Sums of money in text."""

from __future__ import annotations

import time
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.errors import DataError
from kg.paths import shipped
from kg.when.amounts import find_amounts, read_currencies


@pytest.mark.parametrize(
    ("text", "value", "currency", "words"),
    [
        ("a $550 billion pledge", 550_000_000_000, "USD", "$550 billion"),
        ("It cost €3.2bn.", 3_200_000_000, "EUR", "€3.2bn"),
        ("about 5 million euros", 5_000_000, "EUR", "5 million euros"),
        ("fined £20m", 20_000_000, "GBP", "£20m"),
        ("A$1.5 million", 1_500_000, "AUD", "A$1.5 million"),
        ("a ¥10 trillion plan", 10_000_000_000_000, "JPY", "¥10 trillion"),
        ("two billion dollars", 2_000_000_000, "USD", "two billion dollars"),
        ("A million dollars", 1_000_000, "USD", "A million dollars"),
        ("half a billion euros", 500_000_000, "EUR", "half a billion euros"),
        ("one and a half billion yen", 1_500_000_000, "JPY", "one and a half billion yen"),
        ("3.5 million Kenyan shillings", 3_500_000, "KES", "3.5 million Kenyan shillings"),
        ("40 billion U.S. dollars", 40_000_000_000, "USD", "40 billion U.S. dollars"),
        ("USD 5 million", 5_000_000, "USD", "USD 5 million"),
        ("7bn RMB", 7_000_000_000, "CNY", "7bn RMB"),
        ("$1,250,000.50", 1_250_000.5, "USD", "$1,250,000.50"),
        ("$1.05", 1.05, "USD", "$1.05"),
        ("a 500-million-euro loan", 500_000_000, "EUR", "500-million-euro"),
        ("₹20 crore", 200_000_000, "INR", "₹20 crore"),
        ("20 Swiss francs", 20, "CHF", "20 Swiss francs"),
        ("$5 more", 5, "USD", "$5"),
        ("7 million pounds", 7_000_000, "GBP", "7 million pounds"),
        ("RMB 3 million", 3_000_000, "CNY", "RMB 3 million"),
    ],
)
def test_sums_are_read_in_whole_units(text: str, value: float, currency: str, words: str) -> None:
    (amount,) = find_amounts(text)
    assert (amount.value, amount.currency, text[amount.start : amount.end]) == (value, currency, words)
    assert isinstance(amount.value, int) == (value == int(value))


def test_the_ends_of_a_span_share_the_multiplier() -> None:
    assert [(a.value, a.currency) for a in find_amounts("$5-10 billion, or €2m–€3m")] == [
        (5_000_000_000, "USD"),
        (10_000_000_000, "USD"),
        (2_000_000, "EUR"),
        (3_000_000, "EUR"),
    ]


@pytest.mark.parametrize(
    "text",
    ["2% of output", "5 million people", "billions of dollars", "lost 20 pounds", "50 cents", "a dollar store",
     "Tokyo won two matches", "3 won", "in 2019", "the $ sign", "CEO 2025", "a ruble", "ALL 5 million", "TOP 10"],
)  # fmt: skip
def test_counts_weights_and_vague_sums_are_none(text: str) -> None:
    assert find_amounts(text) == []


@given(st.integers(1, 999), st.sampled_from(["million", "billion"]), st.sampled_from(["$", "€", "£"]))
def test_a_sum_written_out_is_read_back(number: int, word: str, sign: str) -> None:
    (amount,) = find_amounts(f"It costs {sign}{number} {word}.")
    assert amount.value == number * {"million": 10**6, "billion": 10**9}[word]


@given(st.text(alphabet="$€£5,. mbnillodars-–a", max_size=60) | st.text(max_size=60))
def test_any_text_gives_sums_in_order_and_inside_it(text: str) -> None:
    found = find_amounts(text)
    assert all(0 <= a.start < a.end <= len(text) and a.value >= 0 for a in found)
    assert all(a.end <= b.start for a, b in pairwise(found))


def test_a_text_made_to_run_away_takes_linear_time() -> None:
    for hostile in ("1" * 100_000, "$" * 100_000, "1,000," * 20_000, "$1 - " * 20_000, " " * 100_000):
        started = time.process_time()
        find_amounts(hostile)
        assert time.process_time() - started < 3


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [("euro: EUR", "euro: euros", "names.euro"), ("million: 1_000_000", "million: many", "multipliers.million"),
     ("symbols:", "signs:", "symbols")],
)  # fmt: skip
def test_a_fault_in_the_file_names_the_field(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = (shipped("lexicon") / "amounts.yaml").read_text(encoding="utf-8")
    path = tmp_path / "amounts.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=fault):
        read_currencies(path)
