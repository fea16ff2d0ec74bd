"""Rows on a terminal: nothing is cut off, and no line is wider than it."""

from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.commands.options import print_rows
from kg.terminal import fitted, print_table, table

SENTENCE = (
    "Ida Holm met Tom Reed at the harbour of Aldermoor on Friday, shortly after the talks had ended without a result."
)
ROW = ("Tom Reed", "MET", "actual", "2025-03-07", "2025-03-07", "Aldermoor", 2, SENTENCE)
COLUMNS = ("with", "how", "status", "begins", "ends", "place", "sources", "sentence")


def widest(text: str) -> int:
    return max(map(len, text.splitlines()))


def test_a_table_that_fits_stays_one():
    assert fitted(COLUMNS[:3], [ROW[:3]], 80) == table(COLUMNS[:3], [ROW[:3]])


def test_long_sentences_stand_below_their_row():
    shown = fitted(COLUMNS, [ROW, ROW], 80)
    assert widest(shown) <= 80
    heading, _, first, *below = shown.splitlines()
    assert heading.split() == list(COLUMNS[:-1])
    assert first.startswith("Tom Reed  MET  actual")
    assert below[0] == "    Ida Holm met Tom Reed at the harbour of Aldermoor on Friday, shortly after"
    assert " ".join(" ".join(below).split()).count(SENTENCE) == 2


def test_where_even_that_is_too_wide_each_row_is_a_card():
    shown = fitted(COLUMNS, [ROW], 40)
    assert widest(shown) <= 40
    assert shown.splitlines()[:2] == ["Tom Reed · MET · actual", "    begins 2025-03-07 · ends 2025-03-07"]
    assert "sentence: Ida Holm" in shown


def test_a_card_leaves_out_what_is_not_known():
    columns = ("office", "holder", "since", "last_reported", "sentence")
    shown = fitted(columns, [("Chancellor of a Long Land", "Ida", None, "2025-03-07", "x" * 60)], 36)
    assert shown.splitlines()[:2] == ["Chancellor of a Long Land · Ida", "    last reported 2025-03-07"]


@given(
    st.lists(
        st.tuples(st.text("ab –", max_size=90), st.text("ab ", max_size=90), st.none() | st.integers()), max_size=4
    )
)
def test_no_width_and_no_value_breaks_it(rows: list[tuple[str, str, int | None]]):
    for width in (1, 20, 80):
        fitted(("a", "b", "c"), rows, width)


@pytest.mark.parametrize(("terminal", "expected"), [(True, 80), (False, 200)])
def test_a_pipe_gets_whole_rows_and_a_terminal_gets_lines_that_fit(
    terminal: bool, expected: int, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setattr("sys.stdout.isatty", lambda: terminal)
    print_table(COLUMNS, [ROW])
    assert widest(capsys.readouterr().out) in range(expected - 40, expected + 1)


def test_lists_in_csv_are_json(capsys: pytest.CaptureFixture[str]):
    print_rows(("names", "about"), [(["Rautio", "Aino “Ä” Rautio"], {"a": 1})], as_json=False, as_csv=True)
    [_, row] = csv.reader(io.StringIO(capsys.readouterr().out))
    assert row == ['["Rautio", "Aino “Ä” Rautio"]', '{"a": 1}']
