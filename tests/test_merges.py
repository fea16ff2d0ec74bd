"""The count of merges of people's names, and of the wrong ones."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from benchmarks.merges import Label, judge, report, sample_labels, set_labels


def row(ident: str, text: str, *mentions: tuple[str, str]) -> dict[str, object]:
    """An extracted article; mentions are (words, entity), each at the words' first place not used yet."""
    found, at = [], 0
    for words, entity in mentions:
        at = text.index(words, at)
        found.append({"start": at, "end": at + len(words), "type": "Person", "kind": "name", "entity": entity})
        at += len(words)
    return {"id": ident, "path": None, "text": text, "mentions": found}


def label(text: str, words: str, person: str, story: str = "s") -> Label:
    start = text.index(words)
    return Label(start, start + len(words), story, person)


def test_two_names_of_one_person_are_one_merge():
    text = "Anna Berg left. Mrs Berg was late."
    labels = {"a": [label(text, "Anna Berg", "anna"), label(text, "Mrs Berg", "anna")]}
    (one,) = judge([row("a", text, ("Anna Berg", "anna-berg"), ("Berg", "anna-berg"))], labels)
    assert (one.merges, one.wrong) == (1, 0)


def test_two_people_in_one_entity_are_a_wrong_merge(capsys: pytest.CaptureFixture[str]):
    text = "Anna Berg left. Karl Berg came."
    labels = {"a": [label(text, "Anna Berg", "anna"), label(text, "Karl Berg", "karl")]}
    judged = judge([row("a", text, ("Anna Berg", "berg"), ("Karl Berg", "berg"))], labels)
    assert report("made up", judged) == (1, 1)
    shown = capsys.readouterr().out
    assert "made up: 1 merges of names of people, 1 wrong (100.0%)" in shown
    assert "anna: a: … Anna Berg left." in shown
    assert "karl: a: …" in shown


def test_a_label_that_ends_elsewhere_does_not_judge_a_name_within_it():
    text = "Berg's lawyer Tom Reed left."
    labels = {"a": [label(text, "Berg's lawyer Tom Reed", "tom")]}
    judged = judge([row("a", text, ("Berg", "berg"), ("Tom Reed", "tom-reed"))], labels)
    assert [(one.entity, one.people) for one in judged] == [("tom-reed", ["tom"])]


def test_stories_are_judged_apart():
    text = "Berg left."
    labels = {"a": [label(text, "Berg", "one", "s")], "b": [label(text, "Berg", "two", "t")]}
    judged = judge([row("a", text, ("Berg", "berg")), row("b", text, ("Berg", "berg"))], labels)
    assert [one.wrong for one in judged] == [0, 0]


def test_labels_are_read(tmp_path: Path):
    mention = {"start": 0, "end": 4, "type": "Person", "entity": "berg", "kind": "name"}
    place = mention | {"type": "Place"}
    lines = "".join(json.dumps(one) + "\n" for one in (mention, place, mention | {"ignore": True}))
    (tmp_path / "101.mentions.jsonl").write_text(lines, encoding="utf-8")
    assert sample_labels(tmp_path) == {"101": [Label(0, 4, "samples", "berg")]}
    gold = {"start": 0, "end": 4, "type": "ACTOR", "level": "NAM", "cluster": "c"}
    article = {"id": "x", "story": 3, "mentions": [gold, gold | {"level": "NOM"}]}
    (tmp_path / "set.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
    assert set_labels(tmp_path / "set.jsonl") == {"x": [Label(0, 4, "3", "c")]}
