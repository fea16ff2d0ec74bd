"""The scorer of hand labels: what counts as right, wrong, missed, and what counts neither way."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from benchmarks.score_labels import Scores, score, table

Row = dict[str, Any]
Scorer = Callable[..., Scores]

TEXT = "The Mayor met Anna Berg in Oslo. Berg's guest praised Oslo, said Tom Reed (Wire)."


def label(surface: str, entity: str | None, type_: str | None = "Person", nth: int = 0, **more: object) -> Row:
    """A label at the nth occurrence of `surface`."""
    start = -1
    for _ in range(nth + 1):
        start = TEXT.index(surface, start + 1)
    row: Row = {"start": start, "end": start + len(surface), "text": surface, "type": type_, "entity": entity}
    return {"kind": "name", "ignore": False, **row, **more}


LABELS = [
    label("The Mayor", "tom-reed", kind="title"),
    label("Anna Berg", "anna-berg"),
    label("Oslo", "oslo", "Place"),
    label("Berg", "anna-berg", nth=1),
    label("Oslo", "sweden", "Place", nth=1, metonym=True),
    label("Tom Reed", "tom-reed"),
    label("Wire", None, None, ignore=True),
]
RELATIONS = [
    {
        "subject": "anna-berg",
        "type": "MET",
        "object": "tom-reed",
        "status": "actual",
        "when": "2024-03",
        "place": "oslo",
    },
    {"subject": "anna-berg", "type": "VISITED", "object": "oslo", "status": "actual", "optional": True},
    {"subject": "tom-reed", "type": "PRAISED", "object": "sweden", "status": "denied", "optional": True},
    {"subject": "tom-reed", "type": "HOLDS_OFFICE", "object": "mayor:sweden", "status": "actual"},
]


def mention(surface: str, entity: str, type_: str = "Person", nth: int = 0, kind: str = "name") -> Row:
    row = label(surface, entity, type_, nth)
    return {"start": row["start"], "end": row["end"], "type": type_, "kind": kind, "entity": entity}


def claim(subject: str, type_: str, obj: str, status: str = "actual", **more: object) -> Row:
    return {"type": type_, "subject": subject, "object": obj, "status": status, "pattern": f"{type_}/x", **more}


ALL_MENTIONS = [
    mention("Mayor", "q2", kind="description"),
    mention("Anna Berg", "q1"),
    mention("Oslo", "q3", "Place"),
    mention("Berg's", "q1", nth=0),
    mention("Oslo", "q4", "Place", nth=1),
    mention("Tom Reed", "q2"),
]
ALL_CLAIMS = [
    claim("q2", "MET", "q1", when_start="2024-03-11", place="q3"),
    claim("q2", "HOLDS_OFFICE", "mayor:x9"),
    claim("mayor:x9", "OFFICE_OF", "q4"),
]


@pytest.fixture
def scored(tmp_path: Path) -> Scorer:
    """Score an extraction of the one labelled article."""

    def run(mentions: list[Row] = ALL_MENTIONS, claims: list[Row] = ALL_CLAIMS, path: str = "901_berg.txt") -> Scores:
        rows = [{"article": "901", "when": None, "place": None, "optional": False, **row} for row in RELATIONS]
        (tmp_path / "901.mentions.jsonl").write_text("\n".join(map(json.dumps, LABELS)), encoding="utf-8")
        (tmp_path / "relations.jsonl").write_text("\n".join(map(json.dumps, rows)), encoding="utf-8")
        article = {"id": "x", "path": path, "text": TEXT, "mentions": list(mentions), "claims": list(claims)}
        (tmp_path / "out.jsonl").write_text(json.dumps(article) + "\n", encoding="utf-8")
        return score(tmp_path, tmp_path / "out.jsonl")

    return run


def test_a_complete_extraction_scores_one_everywhere(scored: Scorer):
    scores = scored()
    assert scores.errors == ()
    assert scores.names.f1 == scores.relations.f1 == 1
    assert scores.alias_all.value == scores.status.value == scores.when.value == scores.place.value == 1


def test_the_article_and_a_possessive_are_held_against_nobody(scored: Scorer):
    with_the = [mention("The Mayor", "q2", kind="description"), *ALL_MENTIONS[1:]]
    assert scored(with_the).alias["title"].right == 1


def test_metonyms_are_counted_by_themselves(scored: Scorer):
    one_city = [*ALL_MENTIONS[:4], mention("Oslo", "q3", "Place", nth=1), ALL_MENTIONS[5]]
    scores = scored(one_city)
    assert (scores.alias["metonym"].right, scores.alias["metonym"].of) == (0, 1)
    assert scores.alias["name"].value == 1


def test_a_name_of_the_wrong_type_is_both_wrong_and_not_found(scored: Scorer):
    scores = scored([*ALL_MENTIONS[:5], mention("Tom Reed", "q2", "Organization")])
    assert (scores.names.precise.right, scores.names.recalled.right) == (4, 4)
    assert "901 name wrong: Organization 'Tom Reed'" in scores.errors


def test_a_spurious_name_costs_precision_only(scored: Scorer):
    scores = scored([*ALL_MENTIONS, mention("guest", "q8")])
    assert scores.names.recalled.value == 1
    assert scores.names.precise.of == 6


def test_names_in_credits_and_unlabelled_descriptions_count_neither_way(scored: Scorer):
    more = [mention("Wire", "q9", "Organization"), mention("guest", "q2", kind="description")]
    assert scored([*ALL_MENTIONS, *more]).names.f1 == 1


def test_one_person_as_two_nodes_loses_the_smaller_one(scored: Scorer):
    split = [*ALL_MENTIONS[:5], mention("Tom Reed", "q7")]
    scores = scored(split)
    assert scores.alias_all.right == 5


def test_two_people_as_one_node_lose_the_less_mentioned_one(scored: Scorer):
    merged = [{**m, "entity": "q1"} if m["type"] == "Person" else m for m in ALL_MENTIONS]
    scores = scored(merged)
    assert (scores.alias["title"].right, scores.alias["name"].right) == (0, 3)


def test_symmetric_relations_are_found_in_either_direction_and_others_not(scored: Scorer):
    met = {**ALL_CLAIMS[0], "subject": "q1", "object": "q2"}
    assert scored(claims=[met, *ALL_CLAIMS[1:]]).relations.f1 == 1
    turned = claim("q3", "VISITED", "q1")
    assert scored(claims=[*ALL_CLAIMS, turned]).relations.precise.right == 2


def test_an_optional_relation_is_right_when_given_and_not_missed_when_absent(scored: Scorer):
    scores = scored(claims=[*ALL_CLAIMS, claim("q1", "VISITED", "q3")])
    assert scores.relations.precise.right == 3
    assert scores.relations.recalled.of == 2


def test_claiming_what_the_article_denies_is_wrong_and_denying_it_is_not(scored: Scorer):
    assert scored(claims=[*ALL_CLAIMS, claim("q2", "PRAISED", "q4")]).relations.precise.value < 1
    assert scored(claims=[*ALL_CLAIMS, claim("q2", "PRAISED", "q4", "denied")]).relations.precise.value == 1


def test_types_without_labels_are_not_judged(scored: Scorer):
    assert scored(claims=[*ALL_CLAIMS, claim("q1", "OWNS", "q3")]).relations.f1 == 1


def test_status_time_and_place_are_judged_among_the_relations_found(scored: Scorer):
    met = claim("q2", "MET", "q1", "planned", when_start="2024-04-01", place="q4")
    scores = scored(claims=[met, *ALL_CLAIMS[1:]])
    assert scores.relations.f1 == 1
    assert (scores.status.right, scores.status.of) == (1, 2)
    assert (scores.when.right, scores.when.of, scores.place.right, scores.place.of) == (0, 1, 0, 1)


def test_a_labelled_article_that_was_not_extracted_is_missed_altogether(scored: Scorer):
    scores = scored(path="902_other.txt")
    assert scores.names.recalled.right == scores.alias_all.right == scores.relations.recalled.right == 0
    assert scores.names.recalled.of == 5


def test_the_table_states_every_measure(scored: Scorer):
    lines = table(scored()).splitlines()
    assert [re.match(r"[a-z]+( [a-z]+)?", line)[0] for line in lines] == [
        *("names", "alias name", "alias title", "alias metonym", "alias all", "relations", "status", "when", "place")
    ]
    assert "(2/2)" in lines[5]
