"""`--open`: what no relation type is for is kept in its own words, and without the option nothing is."""

from __future__ import annotations

from pathlib import Path

import pytest

from kg.claim.relations import load_relations
from kg.dev.trial import try_examples
from kg.errors import DataError
from kg.graph.assemble import assemble
from kg.graph.graph_files import read_graph
from kg.mention.language import DEFAULT_MODEL, load_model
from kg.model import Article, Relationship
from kg.paths import OPEN, shipped
from kg.run.extract import Extractor, extract, load_extractor, parse
from tests.commands import kg
from tests.reading import Reader, blocks
from tests.worlds import SYMMETRIC, World


@pytest.fixture(scope="module")
def open_extractor() -> Extractor:
    return load_extractor(load_model(DEFAULT_MODEL), shipped("lexicon"), (shipped(OPEN),))


def tied(extractor: Extractor, text: str) -> list[tuple[str, str, str, str]]:
    """(type, predicate, words of the subject, words of the object) of all claims."""
    article = Article("a", text, blocks(text))
    [doc] = parse(extractor, [article])
    found = extract(extractor, article, doc)
    words = [mention.text for mention in found.mentions]
    return [
        (one.type, str(dict(one.details).get("predicate", "")), words[one.subject], words[one.object])
        for one in found.claims
    ]


def test_the_examples_of_the_shipped_file_come_out_and_use_every_pattern():
    relations = load_relations([shipped("relations"), shipped(OPEN)])
    linked = relations.types["LINKED"]
    verdicts = list(try_examples(load_model(DEFAULT_MODEL), relations, [linked]))
    assert [(one.example.text, one.fault) for one in verdicts if one.fault] == []
    assert {pattern for one in verdicts if one.holds for pattern in one.patterns} == {p.id for p in linked.patterns}


def test_what_has_a_type_is_not_said_again_in_other_words(open_extractor: Extractor):
    found = tied(open_extractor, "Anna Berg met Tom Reed in Oslo. Ida Holm photographed Max Lund.")
    assert ("MET", "", "Anna Berg", "Tom Reed") in found
    assert [row for row in found if row[0] == "LINKED"] == [("LINKED", "photograph", "Ida Holm", "Max Lund")]


@pytest.mark.parametrize(
    "text",
    [
        "Anna Berg spoke. She photographed Max Lund.",  # whom "she" means is another sentence's
        'Anna Berg said: "We photographed Max Lund."',
        "Anna Berg and Tom Reed found themselves in Oslo.",
        "Nobody knows what Anna Berg did what she could for Max Lund.",
    ],
)
def test_what_is_unsure_or_says_little_is_left_out(open_extractor: Extractor, text: str):
    assert [row for row in tied(open_extractor, text) if row[0] == "LINKED"] == []


def test_without_the_option_nothing_of_it_is_found(read: Reader):
    [found] = read("Ida Holm photographed Max Lund.").extractions
    assert found.claims == ()


def test_each_predicate_is_a_relationship_of_its_own_and_what_has_a_type_wins_over_the_corpus():
    world = World()
    draft = world.article("a", "2025-03-08").says("[Anna Berg] sued [Tom Reed], mocked [Tom Reed] and met [Ida Holm].")
    draft.claim("LINKED", 0, 1, open=True, details=(("predicate", "sue"),))
    draft.claim("LINKED", 0, 2, open=True, details=(("predicate", "mock"),), pattern="LINKED/other")
    draft.claim("LINKED", 0, 3, open=True, details=(("predicate", "meet"),)).claim("MET", 0, 3)
    extractions, resolution, stories = world.build()
    graph = assemble(extractions, resolution, stories, 0.0, SYMMETRIC)
    linked = [one for one in graph.relationships if one.type == "LINKED"]
    assert sorted(str(one.properties["predicate"]) for one in linked) == ["mock", "sue"]
    assert len({one.key for one in linked}) == 2


def test_a_rebuild_has_it_only_if_asked_for(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    (tmp_path / "a.txt").write_text("Ida Holm photographed Max Lund.\n", encoding="utf-8")

    def ties(*options: str) -> list[Relationship]:
        build = tmp_path / "build"
        kg(capsys, "rebuild", str(tmp_path / "a.txt"), "--no-load", "--build", str(build), *options)
        return [one for one in read_graph(build / "graph").relationships if one.type == "LINKED"]

    plain = ties()
    [linked] = ties("--open")
    assert (plain, ties()) == ([], [])
    assert linked.properties["predicate"] == "photograph"
    assert linked.properties["evidence"] == ["Ida Holm photographed Max Lund."]


def test_only_an_open_relation_may_name_no_word(tmp_path: Path):
    text = (shipped(OPEN) / "LINKED.yaml").read_text(encoding="utf-8").replace("open: true\n", "")
    (tmp_path / "LINKED.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError, match="anchor names no word"):
        load_relations([tmp_path])
