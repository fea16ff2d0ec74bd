"""Every example of every relation file is run; a file with a fault is refused with its place and a remedy."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import pytest

from kg.claim.relations import load_relations
from kg.dev.trial import Verdict, try_examples
from kg.errors import DataError
from kg.mention.language import load_model

RELATIONS = load_relations()


@cache
def verdicts() -> dict[str, list[Verdict]]:
    found: dict[str, list[Verdict]] = {name: [] for name in RELATIONS.types}
    for verdict in try_examples(load_model(), RELATIONS):
        found[verdict.relation].append(verdict)
    return found


@pytest.mark.parametrize("name", RELATIONS.types)
def test_examples_fare_as_their_file_says(name: str):
    faults = [f"{v.example.text} (line {v.example.line}): {v.fault}" for v in verdicts()[name] if v.fault]
    assert not faults, "\n".join(faults)


@pytest.mark.parametrize("name", RELATIONS.types)
def test_every_pattern_written_by_hand_is_used_by_an_example_that_holds(name: str):
    used = {pattern for verdict in verdicts()[name] if verdict.holds for pattern in verdict.patterns}
    written = {pattern.id for pattern in RELATIONS.types[name].patterns if ":" not in pattern.name}
    assert written - used == set()


@pytest.mark.parametrize("name", RELATIONS.types)
def test_a_file_has_examples_of_both_kinds_and_the_name_of_its_relation(name: str):
    relation = RELATIONS.types[name]
    assert len(relation.holds) >= 5
    assert len(relation.does_not_hold) >= 3
    assert Path(relation.file).name == f"{name}.yaml"


GOOD = """\
relation: ADMIRES
means: says so
subject: Person
object: Person
patterns:
  - name: admire
    anchor: {LEMMA: admire}
    subject: "> nsubj"
    object: "> dobj"
holds:
  - "[Anna Berg|subject] admires [Tom Reed|object]."
does_not_hold:
  - "[Anna Berg|Person] knows [Tom Reed|Person]."
"""

FAULTS = {
    "misspelt field": ("means:", "meens:", "did you mean 'means'", ":2"),
    "unknown type": ("subject: Person", "subject: Persn", "unknown type 'Persn'", ":3"),
    "lower-case name": ("ADMIRES", "admires", "UPPER_SNAKE", ":1"),
    "no anchor word": ("{LEMMA: admire}", "{POS: VERB}", "LEMMA, LOWER or MENTION", ":7"),
    "unknown token attribute": ("{LEMMA: admire}", "{LEMA: admire}", "LEMMA", ":7"),
    "unknown label": ('"> nsubj"', '"> nsubjj"', "nsubjj", ":8"),
    "broken path": ('"> dobj"', '"dobj"', "path", ":9"),
    "unclosed bracket": ("[Tom Reed|object]", "[Tom Reed", "bracket", ":11"),
    "unknown mark": ("Tom Reed|object", "Tom Reed|objekt", "objekt", ":11"),
    "no counter-example": ('  - "[Anna Berg|Person] knows [Tom Reed|Person]."\n', "", "does_not_hold", ""),
    "no example": ('  - "[Anna Berg|subject] admires [Tom Reed|object]."\n', "", "holds", ""),
    "both in a directed relation": ('    subject: "> nsubj"\n', '    both: "> nsubj"\n', "symmetric", ":8"),
    "unknown word list": ("LEMMA: admire", "LEMMA: [$praise]", "praise", ":7"),
    "broken YAML": ("holds:", "holds: [", "", ""),
    "field twice": ("subject: Person\n", "subject: Person\nsubject: Person\n", "twice", ":4"),
}


@pytest.mark.parametrize("case", FAULTS)
def test_a_fault_is_refused_with_file_line_and_remedy(case: str, tmp_path: Path):
    old, new, told, line = FAULTS[case]
    assert old in GOOD
    (tmp_path / "ADMIRES.yaml").write_text(GOOD.replace(old, new))
    with pytest.raises(DataError) as caught:
        load_relations([tmp_path])
    assert f"ADMIRES.yaml{line}" in str(caught.value)
    assert told in str(caught.value)
    assert "\n" not in str(caught.value)


def test_an_exploding_yaml_alias_is_refused(tmp_path: Path):
    bomb = "a: &a [x]\n" + "\n".join(
        f"{chr(98 + n)}: &{chr(98 + n)} [{('*' + chr(97 + n) + ', ') * 9}]" for n in range(9)
    )
    (tmp_path / "BOMB.yaml").write_text(bomb)
    with pytest.raises(DataError, match="alias"):
        load_relations([tmp_path])


def test_a_new_relation_is_one_file_and_nothing_else(tmp_path: Path):
    (tmp_path / "ADMIRES.yaml").write_text(GOOD)
    relations = load_relations([tmp_path])
    assert [v.fault for v in try_examples(load_model(), relations)] == ["", ""]


def test_a_later_folder_replaces_a_relation_by_name(tmp_path: Path):
    first, second = tmp_path / "a", tmp_path / "b"
    first.mkdir()
    second.mkdir()
    (first / "ADMIRES.yaml").write_text(GOOD)
    (second / "ADMIRES.yaml").write_text(GOOD.replace("says so", "says it aloud"))
    assert load_relations([first, second]).types["ADMIRES"].means == "says it aloud"


def test_a_missing_folder_is_named():
    with pytest.raises(DataError, match="no-such-folder"):
        load_relations([Path("no-such-folder")])


def test_a_list_of_words_stands_in_one_file(tmp_path: Path):
    for name in ("grammar.yaml", "status.yaml"):
        (tmp_path / name).write_text("plans:\n  why: They are.\n  words: [plan, scheme]\n", encoding="utf-8")
    with pytest.raises(DataError, match=r"status\.yaml: plans: stands in grammar\.yaml too"):
        load_relations(lexicons=(tmp_path,))
