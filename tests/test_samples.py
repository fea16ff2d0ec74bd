"""The sample corpus and its hand labels: complete, well-formed, and of our own making."""

import json
import re
from collections.abc import Iterable
from datetime import date
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[1]
LABELS = ROOT / "tests" / "labelled"
SEEDS = ROOT.parent / "shared" / "seeds"
SAMPLES = sorted((ROOT / "samples").iterdir())
BY_NUMBER = {path.name[:3]: path for path in SAMPLES}
LABELLED = sorted(LABELS.glob("*.mentions.jsonl"))
REAL_AGENCIES = ("Reuters", "REUTERS", "AFP", "Associated Press", "AP", "dpa", "TASS", "Kyodo", "Xinhua", "Yonhap")
COUNTRIES = ("China", "Germany", "Japan", "Norway", "United States")  # meant by a capital or an adjective
RUN = 8  # words in a row that two independent texts hardly ever share


def rows(path: Path) -> list[dict[str, Any]]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]


def runs(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.lower())
    return {tuple(words[i : i + RUN]) for i in range(len(words) - RUN + 1)}


RELATIONS = rows(LABELS / "relations.jsonl")
each_sample = pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name)
each_labelled = pytest.mark.parametrize("path", LABELLED, ids=lambda path: path.name)


@each_sample
def test_a_sample_says_what_and_when_it_is(path: Path):
    assert re.fullmatch(r"\d{3}_[a-z0-9-]+\.(md|txt)", path.name)
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".txt":
        assert re.search(r"\bdate \d{4}-\d\d-\d\d |^[A-Z][a-z]+ \d{1,2}, \d{4}$", text[:400], re.MULTILINE)
        return
    front = yaml.safe_load(text.split("---\n")[1])
    assert front.keys() >= {"title", "date", "publisher"}
    assert isinstance(front["date"], date)


@each_sample
def test_a_sample_is_short(path: Path):
    body = re.sub(r"\A---\n.*?\n---\n", "", path.read_text(encoding="utf-8"), flags=re.DOTALL)
    assert 100 <= len(body.split()) <= 350


@each_sample
def test_no_real_agency_is_named_as_a_source(path: Path):
    named = [name for name in REAL_AGENCIES if re.search(rf"\b{name}\b", path.read_text(encoding="utf-8"))]
    assert not named


@pytest.mark.skipif(not SEEDS.is_dir(), reason="the seed articles are not here")
@each_sample
def test_no_sentence_is_taken_from_the_seed_articles(path: Path):
    seeds = set().union(*(runs(seed.read_text(encoding="utf-8")) for seed in SEEDS.glob("*.txt")))
    assert not runs(path.read_text(encoding="utf-8")) & seeds


def test_every_sample_is_described():
    described = re.findall(
        r"^\| (\d{3}_\S+) \|", (ROOT / "docs" / "samples.md").read_text(encoding="utf-8"), re.MULTILINE
    )
    assert described == [path.name for path in SAMPLES]


def test_every_sample_has_labels():
    assert [path.name[:3] for path in LABELLED] == list(BY_NUMBER)


@each_labelled
def test_labels_stand_where_they_say(path: Path):
    text = BY_NUMBER[path.name[:3]].read_text(encoding="utf-8")
    for row in rows(path):
        assert text[row["start"] : row["end"]] == row["text"] == row["text"].strip()


@each_labelled
def test_labels_are_complete_and_in_order(path: Path):
    labels = rows(path)
    spans = [(row["start"], -row["end"]) for row in labels]
    assert spans == sorted(set(spans))
    for row in labels:
        assert row["kind"] in {"name", "title"}
        assert row["ignore"] == (row["entity"] is None) == (row["type"] is None)
        assert row["ignore"] or row["type"] in {"Person", "Place", "Organization"}


@each_labelled
def test_labels_nest_but_do_not_cross(path: Path):
    for one, other in pairwise(rows(path)):
        assert other["start"] >= one["end"] or other["end"] <= one["end"]


@each_labelled
def test_a_name_is_labelled_at_every_occurrence(path: Path):
    text = BY_NUMBER[path.name[:3]].read_text(encoding="utf-8")
    labels = rows(path)
    covered = {i for row in labels for i in range(row["start"], row["end"])}
    names = {row["text"] for row in labels if row["kind"] == "name" and not row["ignore"]}
    missed = [
        match.group()
        for name in names
        for match in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", text)
        if match.start() not in covered
    ]
    assert not missed


def test_an_entity_has_one_type_over_all_articles():
    types: dict[str, set[str]] = {}
    for path in LABELLED:
        for row in rows(path):
            if not row["ignore"]:
                types.setdefault(row["entity"], set()).add(row["type"])
    assert {entity: found for entity, found in types.items() if len(found) > 1} == {}


def _unknown(row: dict[str, Any], entities: Iterable[str]) -> list[str]:
    ends = [row["subject"], row["place"]] + ([] if row["type"] == "HOLDS_OFFICE" else [row["object"]])
    return [end for end in ends if end and end not in entities]


@pytest.mark.parametrize("article", BY_NUMBER)
def test_relations_stand_between_labelled_mentions(article: str):
    entities = {row["entity"] for row in rows(LABELS / f"{article}.mentions.jsonl")}
    mine = [row for row in RELATIONS if row["article"] == article]
    assert any(not row["optional"] for row in mine)
    # What an adjective names ("the Dutchman": the Netherlands) has no label of its own and is always optional.
    assert not [row for row in mine if not row["optional"] and _unknown(row, entities)]


def test_relations_are_well_formed_and_not_repeated():
    seen = set()
    for row in RELATIONS:
        assert row["status"] in {"actual", "planned", "former", "denied", "possible"}
        assert row["when"] is None or re.fullmatch(r"\d{4}(-\d\d(-\d\d)?)?", row["when"])
        assert (row["type"] == "HOLDS_OFFICE") == (":" in row["object"])
        assert row["status"] != "denied" or row["optional"]
        key = tuple(row[field] for field in ("article", "subject", "type", "object", "status", "when"))
        assert key not in seen
        seen.add(key)


# ------------------------------------------------------------------ references.yaml

REFERENCES = yaml.safe_load((LABELS / "references.yaml").read_text(encoding="utf-8"))
OUTCOMES = ("entity", "entities", "unresolved", "holds")


def _occurs(text: str, surface: str | dict[str, Any]) -> bool:
    if isinstance(surface, str):
        surface = {"surface": surface}
    found = re.findall(rf"(?<!\w){re.escape(surface['surface'])}(?!\w)", text)
    return len(found) >= surface.get("occurrence", 1)


@pytest.mark.parametrize("passage", REFERENCES, ids=lambda passage: passage["id"])
def test_a_reference_passage_speaks_of_its_own_words(passage: dict[str, Any]):
    text = passage["text"]
    assert isinstance(passage["date"], date)
    assert passage["expect"] or passage.keys() & {"same", "not_same"}
    assert all(
        _occurs(text, surface) for key in ("same", "not_same") for pair in passage.get(key, ()) for surface in pair
    )
    named = text + "".join(row["holder"] for row in passage.get("holders", ()))
    for row in passage["expect"]:
        assert _occurs(text, row)
        assert len(row.keys() & set(OUTCOMES)) == 1
        assert all(name in named for name in [row.get("entity", ""), *row.get("entities", [])] if name not in COUNTRIES)


def test_reference_passages_are_many_kinds_with_traps_among_them():
    ids = [passage["id"] for passage in REFERENCES]
    assert len(ids) == len(set(ids)) >= 60
    traps = [passage for passage in REFERENCES if passage.get("trap")]
    assert len({passage["kind"] for passage in traps}) >= 8
