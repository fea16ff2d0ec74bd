"""`make bench`: what it keeps is what the page says, and every part of it can be run."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path

import pytest

from benchmarks import bench
from benchmarks.archives import Turn, measure, room_of, rows
from benchmarks.golden import compare, texts_of_relations, texts_of_tests
from benchmarks.measure import Row, at_least
from benchmarks.shifted import copy_of, shifted


def test_the_page_holds_the_last_figures_and_nothing_else():
    assert bench.PAGE.read_text(encoding="utf-8") == bench.page(bench.read_results())


@pytest.mark.parametrize("name", sorted(bench.PARTS))
def test_every_part_has_a_function_to_run(name: str):
    part = bench.PARTS[name]
    assert callable(getattr(import_module(f"benchmarks.{part.module}"), part.function))


def test_a_part_keeps_its_rows_with_machine_and_command_and_the_others_stay(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(bench, "PAGE", tmp_path / "page.md")
    monkeypatch.setattr(bench, "RESULTS", tmp_path / "results.json")
    bench.keep("speed", [at_least("one against another", 0.5, 0.8)], 12.0, "make bench")
    bench.keep("startup", [Row("`kg --help`", "0.2 s")], 3.0, "make bench BENCH=startup")
    text = (tmp_path / "page.md").read_text(encoding="utf-8")
    assert text.index("## Start-up") < text.index("## Speed of reading")
    assert "| one against another | 0.5 × ✗ | ≥ 0.8 × |" in text
    assert "in 12 s by `make bench`" in text
    assert text == bench.page(bench.read_results())


def test_a_part_that_fails_is_told_and_the_next_one_is_run(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    def broken() -> list[Row]:
        raise RuntimeError("no such disk")

    monkeypatch.setattr("benchmarks.extract.measure", broken)
    monkeypatch.setattr("benchmarks.startup.measure", lambda: [at_least("x", 1.0, 2.0)])
    monkeypatch.setattr(bench, "keep", lambda *_: None)
    monkeypatch.setattr("sys.argv", ["bench", "speed", "startup"])
    assert bench.main() == 1
    said = capsys.readouterr()
    assert "| x | 1.0 × ✗ | ≥ 2.0 × |" in said.out
    assert said.err.splitlines() == ["speed: no such disk", "startup: x: 1.0 ×, must be ≥ 2.0 ×"]


def test_what_kg_does_besides_parsing_is_counted_by_room():
    assert room_of("mention/names.py:find_names") == "mention"
    assert room_of("mention/language.py:annotate.<locals>.<listcomp>") == "parser"
    assert room_of("mention/language.py:_join") == "text"
    assert room_of("run/codec.py:pack_doc") == "keeping"
    turn = Turn(words=100, bare=2.0, kg=3.0, rooms={"parser": 2.5, "mention": 0.4, "claim": 0.1})
    assert turn.outside == pytest.approx(0.25)
    measured = rows("news", [turn])
    assert [row.ok for row in measured] == [None, None, False, None]
    assert (
        measured[-1].measure
        == "news: outside the parser, of bare spaCy's time (parser 125.0%, mention 20.0%, claim 5.0%)"
    )
    assert measured[-1].value == "25.0%"


def test_archives_that_are_not_there_are_not_measured(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("benchmarks.archives.SHARED", tmp_path)
    assert measure() == []


def test_a_difference_between_two_builds_is_told_with_its_sentence():
    text = "Anna Berg met Tom Reed. She left Oslo."
    name = {"start": 0, "end": 9, "text": "Anna Berg", "type": "Person"}
    before = {"text": text, "mentions": [name], "entities": [], "claims": [], "quotes": []}
    claim = {"type": "MET", "local": {"sentence": [0, 23]}}
    after = before | {"mentions": [name | {"type": "Place"}], "claims": [claim]}
    assert list(compare([before], [before])) == []
    told = list(compare([before], [after]))
    assert [line.partition(" ")[0] for line in told] == ["-", "+", "+"]
    assert all(line.endswith("| Anna Berg met Tom Reed.") for line in told)
    assert list(compare([before], [])) == [f"- text: {text}"]


def test_texts_of_the_tests_and_of_the_relations_are_compared():
    assert "Anna Berg met Tom Reed. She left Oslo." in texts_of_tests()
    assert len(texts_of_relations()) > len(list((bench.ROOT / "relations").glob("*.yaml")))


def test_copies_of_an_archive_have_other_names_figures_and_days_and_the_same_places():
    heads = ["Harlan", "Milo", "Zander", "Quincy", "Barnaby", "Rufus", "Ignatius", "Leopold", "Cornelius", "Thaddeus"]
    rows = [
        {
            "id": f"a{n}",
            "date": "1987-02-26",
            "title": "TALKS",
            "text": f"Paris, Feb 26 - the {head}works made {n + 31}.",
        }
        for n, head in enumerate(heads)
    ]
    made = shifted(rows, 3)
    assert made == shifted(rows, 3)
    assert made[: len(rows)] == rows
    assert [copy_of(row["id"]) for row in made] == [number for number in range(3) for _ in rows]
    assert len({row["id"] for row in made}) == len(made)
    for row, was in zip(made[len(rows) :], rows * 2, strict=True):
        assert row["date"] > "1987-12"
        assert row["text"].startswith("Paris, ")
        assert "Feb 26" not in row["text"]
        assert len(row["text"].split()) == len(was["text"].split())
    names = [
        sorted(row["text"].split()[5] for row in made[at : at + len(rows)]) for at in (0, len(rows), 2 * len(rows))
    ]
    assert names[0] == names[1] == names[2]
    assert [row["text"].split()[5] for row in made[len(rows) : 2 * len(rows)]] != [f"{head}works" for head in heads]
