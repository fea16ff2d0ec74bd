"""Mining finds the ways of saying that the rules lack; measuring tells which rules are right."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import yaml

from kg.claim.patterns import parse_path
from kg.claim.relations import Relations, load_relations
from kg.dev.labelled import Labelled, read_labelled
from kg.dev.measuring import measure, precision_of, scores_of, write_precision, write_scores
from kg.dev.mining import as_yaml, mine
from kg.errors import InputError
from kg.explore.catalogue import read_scores
from kg.mention.language import load_model

if TYPE_CHECKING:
    from spacy.language import Language

RELATION = """\
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
NAMES = ("Anna Berg", "Tom Reed")


@cache
def nlp() -> Language:
    return load_model()


def row(number: int, text: str, labelled: bool) -> dict[str, object]:
    starts = [text.index(name) for name in NAMES]
    mentions = [
        {"start": at, "end": at + len(name), "type": "person", "level": "NAM", "cluster": name}
        for at, name in zip(starts, NAMES, strict=True)
    ]
    fact = {"head_cluster": NAMES[0], "type": "likes", "tail_cluster": NAMES[1]}
    return {"id": str(number), "text": text, "mentions": mentions, "relations": [fact] if labelled else []}


@pytest.fixture
def texts(tmp_path: Path) -> list[Labelled]:
    sentences = [
        ("Anna Berg adores Tom Reed.", True),
        ("In May Anna Berg adored Tom Reed.", True),
        ("Anna Berg admires Tom Reed.", True),
        ("Anna Berg ignored Tom Reed.", False),
        ("Anna Berg saw Tom Reed.", True),
        ("Anna Berg admired Tom Reed's brother.", False),
    ]
    path = tmp_path / "texts.jsonl"
    path.write_text("".join(json.dumps(row(n, *sentence)) + "\n" for n, sentence in enumerate(sentences)))
    return read_labelled(path, {"likes": ["ADMIRES"]})


@pytest.fixture
def relations(tmp_path: Path) -> Relations:
    (tmp_path / "ADMIRES.yaml").write_text(RELATION)
    return load_relations([tmp_path])


def test_mining_finds_the_verb_the_rules_lack_and_leaves_out_what_they_find(
    texts: list[Labelled], relations: Relations
):
    (mined,) = mine(texts, nlp(), relations, support=2)
    assert (mined.way.lemma, mined.way.subject, mined.way.object) == ("adore", "> nsubj", "> dobj")
    assert (mined.right, mined.wrong) == (2, 0)


def test_support_is_the_least_number_of_labelled_pairs(texts: list[Labelled], relations: Relations):
    assert {m.way.lemma for m in mine(texts, nlp(), relations, support=1)} == {"adore", "see"}
    assert not mine(texts, nlp(), relations, support=3)


def test_what_is_printed_is_yaml_with_paths_that_can_be_read(texts: list[Labelled], relations: Relations):
    printed = yaml.safe_load("patterns:\n" + as_yaml(mine(texts, nlp(), relations, support=1)))
    for pattern in printed["patterns"]:
        assert parse_path(pattern["subject"])
        assert parse_path(pattern["object"])


def test_measuring_counts_right_and_wrong_claims_by_pattern(texts: list[Labelled], relations: Relations):
    assert measure(texts, nlp(), relations).patterns == {"ADMIRES/admire": (1, 0)}


def test_a_type_is_scored_by_its_claims_and_by_the_facts_it_found(
    texts: list[Labelled], relations: Relations, tmp_path: Path
):
    measured = measure(texts, nlp(), relations)
    found, labelled = measured.facts["ADMIRES"]
    assert 0 < found < labelled
    score = scores_of(measured, "these texts")["ADMIRES"]
    assert (score.precision, score.labels) == (1.0, labelled)
    assert score.recall == round(found / labelled, 3)
    written = write_scores(tmp_path, {"ADMIRES": score})
    assert read_scores([tmp_path])["ADMIRES"]["recall"] == score.recall
    assert written.name == "scores.json"


def test_precision_of_few_claims_stays_near_the_assumed_one():
    assert precision_of({"A/few": (1, 0), "A/many": (196, 0)}) == {"A/few": 0.88, "A/many": 0.997}


def test_the_written_precision_is_what_relations_are_loaded_with(tmp_path: Path, relations: Relations):
    write_precision(tmp_path, {"ADMIRES/admire": (16, 0)})
    assert load_relations([tmp_path]).precision == {"ADMIRES/admire": 0.97}


def test_a_swapped_label_swaps_its_ends(tmp_path: Path):
    path = tmp_path / "swapped.jsonl"
    path.write_text(json.dumps(row(0, "Tom Reed is liked by Anna Berg.", True)))
    (text,) = read_labelled(path, {"likes": ["~LIKED_BY"]})
    assert text.facts == {("LIKED_BY", "Tom Reed", "Anna Berg")}


def test_a_line_that_cannot_be_read_is_named(tmp_path: Path):
    path = tmp_path / "broken.jsonl"
    path.write_text('{"id": "1"}\n')
    with pytest.raises(InputError, match=r"broken\.jsonl:1"):
        read_labelled(path, {})
