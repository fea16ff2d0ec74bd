"""The count of word lists in the code sees every way to write one."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.datafiles import read_words
from kg.paths import shipped
from tools.word_lists import ROOT, count_lists


@pytest.mark.parametrize(
    "code",
    [
        'TRADES = {"baker", "butcher"}',
        'TRADES = ("baker", "butcher")',
        'TRADES = "baker butcher".split()',
        'TRADES = {"baker": 1, "butcher": 2}',
        'TRADES = re.compile(r"the (?:baker|butcher)s?")',
        'def is_trade(word):\n    return word in ["baker", "butcher"]',
    ],
)
def test_a_list_of_words_is_counted_however_it_is_written(tmp_path: Path, code: str) -> None:
    assert _count(tmp_path, code) == 1


@pytest.mark.parametrize(
    "code",
    [
        'CLOSED = {"he", "she"}',
        'LABELS = {"nsubj", "dobj"}',
        'MARKS = {",", "."}',
        'ONE = {"baker"}',
        '__all__ = ["bake", "roast"]',
        'FIELDS = ("given_name", "family_name")',
    ],
)
def test_grammar_labels_marks_and_names_of_code_are_no_lists_of_words(tmp_path: Path, code: str) -> None:
    assert _count(tmp_path, code) == 0


def test_every_list_of_the_lexicon_is_asked_for_by_name() -> None:
    code = "\n".join(file.read_text("utf-8") for file in (ROOT / "kg").rglob("*.py"))
    listed = [
        name for file in ("words", "grammar", "status") for name in read_words(shipped("lexicon") / f"{file}.yaml")
    ]
    assert [name for name in listed if f'"{name}"' not in code] == []


def _count(folder: Path, code: str) -> int:
    room = folder / "kg" / "mention"
    room.mkdir(parents=True)
    (room / "trades.py").write_text(code, encoding="utf-8")
    return len(count_lists(folder))
