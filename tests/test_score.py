"""`make score`: figures read from what scorers print, floors that only rise, and a fall that is told."""

from pathlib import Path

import pytest

from benchmarks.score import (
    BENCH,
    FLOORS,
    SEEDS,
    Goal,
    below,
    raised,
    read_figures,
    read_goals,
    run,
    table,
    write_goals,
)

GOALS = {"samples": {"names_f": Goal("names F", 0.97, 1.0, 0.9)}}


def test_figures_are_read_from_the_lines_of_the_seed_scorer():
    printed = (
        "names     P 0.980 R 0.960 F 0.970  (250 gold)\nalias     name     1/2 = 0.500\n"
        "alias     title    7/8 = 0.875\n"
        "alias     metonym  3/3 = 1.000\nalias     all      11/13 = 0.846\n"
        "relations P 0.900 R 0.800 F 0.847  (found 8 of 10, wrong 1); status 6/8; when 3/4\n"
    )
    assert read_figures(printed, SEEDS) == {
        "names_f": 0.97, "alias_all": 0.846, "descriptions": 0.875, "metonyms": 1.0,
        "relations_p": 0.9, "relations_r": 0.8, "status": 0.75, "when": 0.75,
    }  # fmt: skip


def test_figures_are_read_from_the_rows_of_the_bench_scorer_and_a_missing_row_is_none_found():
    printed = (
        "relation   P  R  F1\nOFFICE_IN       0.7000  0.5000  0.5833      7     10     14\nMICRO   0.1 0.2 0.3 1 1 1\n"
    )
    figures = read_figures(printed, BENCH["dwie"][2][1])
    assert (figures["rel_office_in"], figures["rel_micro"], figures["rel_based_in"]) == (0.5833, 0.3, 0.0)


def test_a_figure_below_its_floor_is_told_with_both_numbers():
    assert below(GOALS, {"samples": {"names_f": 0.9}}) == []
    assert below(GOALS, {"samples": {"names_f": 0.899}}) == ["samples: names F is 0.899, below its floor 0.900"]


def test_floors_rise_to_what_was_reached_and_never_fall():
    assert raised(GOALS, {"samples": {"names_f": 0.95}})["samples"]["names_f"].floor == 0.945
    assert raised(GOALS, {"samples": {"names_f": 0.5}}) == GOALS


def test_the_floors_file_keeps_its_comment_and_its_values(tmp_path: Path):
    copy = tmp_path / "floors.toml"
    copy.write_text(FLOORS.read_text(encoding="utf-8"), encoding="utf-8")
    write_goals(read_goals(copy), copy)
    assert copy.read_text(encoding="utf-8") == FLOORS.read_text(encoding="utf-8")


def test_every_figure_that_is_read_has_its_goal():
    goals = read_goals()
    assert set(goals["seeds"]) == set(SEEDS)
    for name, runs in BENCH.items():
        assert set(goals[name]) == {key for _, patterns in runs for key in patterns}


def test_the_table_marks_what_is_reached():
    assert "0.980*" in table(GOALS, {"samples": {"names_f": 0.98}})
    assert "0.960 " in table(GOALS, {"samples": {"names_f": 0.96}})


def test_a_scorer_that_fails_ends_the_run_with_its_words():
    with pytest.raises(SystemExit, match="ended with 2"):
        run(["python3", "-c", "import sys; sys.exit(2)"])
