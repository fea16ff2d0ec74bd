"""Notes are told and cost nothing: what is left out on purpose is one line at the end, and the exit status stays 0."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

import kg as news
from kg.commands.telling import left_out_line, tell
from kg.errors import InputError, InputNote, InternalError, LeftOut, failures
from kg.read.articles import portion_records
from tests.commands import Ran, kg

NOTES = (
    InputNote("a.txt", "read as windows-1252"),
    LeftOut("a.parquet", ".parquet", "make extras NAME=parquet"),
    LeftOut("b.xlsx", ".xlsx", "not read"),
    LeftOut("b.txt", "in German", "--language any"),
    LeftOut("c.parquet", ".parquet", "make extras NAME=parquet"),
)
LINE = "left out: 2 .parquet (make extras NAME=parquet), 1 .xlsx (not read), 1 in German (--language any)"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one article, in which a reader tells of five notes besides."""

    def with_notes(*given: Any) -> Iterator[Any]:  # noqa: ANN401  as the reader's
        yield from NOTES
        yield from portion_records(*given)

    monkeypatch.setattr("kg.read.articles.portion_records", with_notes)
    (tmp_path / "news").mkdir()
    (tmp_path / "news" / "a.txt").write_text("Anna Berg met Tom Reed in Oslo.\n", encoding="utf-8")
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], folder: Path, command: str, *more: str) -> Ran:
    places = ["--home", folder / ".kg", *(["--build", folder / "build", "--no-load"] if command == "rebuild" else [])]
    return kg(capsys, command, folder / "news", *places, "--workers", "0", *more)


def test_what_is_left_out_is_counted_by_kind_and_remedy_the_most_first():
    assert left_out_line(NOTES) == LINE
    assert left_out_line(reversed(NOTES)) == LINE
    assert left_out_line(NOTES[:1]) == ""
    assert left_out_line([LeftOut("x", ".bin")] * 1_200) == "left out: 1,200 .bin"
    assert left_out_line([LeftOut("x", "a", "one"), LeftOut("x", "a", "two")]) == "left out: 1 a (one), 1 a (two)"


def test_only_errors_are_failures():
    errors = [InputError("a", "empty"), InternalError("b", "parsing", "KeyError")]
    assert failures([*NOTES, *errors]) == errors


@pytest.mark.parametrize("more", [[], ["--strict"]])
def test_notes_leave_the_exit_status_and_the_graph_as_they_are(
    folder: Path, capsys: pytest.CaptureFixture[str], more: list[str]
):
    ran = run(capsys, folder, "rebuild", *more)
    assert ran.code == 0
    told = ran.err.splitlines()
    assert told[-1] == LINE
    assert [line for line in told if line.startswith("kg: ")] == [f"kg: {NOTES[0]}", f"kg: {NOTES[3]}"]
    again = run(capsys, folder, "rebuild", *more)
    assert (again.code, again.err.splitlines()[1:]) == (0, [LINE])
    assert "nothing has changed" in again.err
    extracted = run(capsys, folder, "extract", *more)
    assert (extracted.code, extracted.err.splitlines()[-1], len(extracted.out.splitlines())) == (0, LINE, 1)


def test_a_failure_beside_notes_is_a_failure(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / "news" / "b.txt").write_text("", encoding="utf-8")
    for _ in range(2):
        ran = run(capsys, folder, "rebuild")
        assert (ran.code, ran.err.splitlines()[-1]) == (1, LINE)
        assert "b.txt: empty file" in ran.err


def test_python_and_check_take_notes_for_no_errors(folder: Path, capsys: pytest.CaptureFixture[str]):
    assert len(news.extract(folder / "news")) == 1
    ran = kg(capsys, "check", folder / "news", "--no-examples")
    assert (ran.code, ran.out.count("note: ")) == (0, len(NOTES))


def test_many_notes_of_one_kind_are_counted(capsys: pytest.CaptureFixture[str]):
    tell(InputNote(f"a.csv:{row}", f"field 'date': '{row}/3/2024' is no date") for row in range(1, 40))
    lines = capsys.readouterr().err.splitlines()
    assert lines[0] == "kg: a.csv:1: field 'date': '1/3/2024' is no date"
    assert lines[-1] == "kg: 34 more notes of this kind: field …: … is no date"
    assert len(lines) == 6
