"""What looks at a whole corpus finds the same from disk as in memory, and holds no more of it for more articles."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from benchmarks.resolution import corpus, with_claims
from kg.graph.assemble import assemble, assemble_rows
from kg.graph.corpus import index_corpus
from kg.graph.merge import Statement
from kg.model import Extraction, Resolution, Story
from kg.read import stories
from kg.read.stories import compare_in_memory, sign
from kg.resolve.decisions import Decisions
from kg.resolve.entities import resolve
from tests.corpora import Written, gazetteer, words
from tests.test_resolve import DECISIONS, corpora
from tests.test_stories import LOOSE_A, OWN_A, REWRITE_A, WIRE_A, WORDS

pytest.importorskip("duckdb")
from kg.run.codec import pack_article, pack_mentions, pack_statement, pack_statements, unpack_statement
from kg.run.overlaps import compare_on_disk
from kg.run.stage import prepare, write_rows
from kg.run.tables import Table, tables_in
from kg.run.whole import PeopleByName, StoredExtractions, gather_extractions, grouped_by

few = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


@pytest.fixture
def new(tmp_path_factory: pytest.TempPathFactory) -> Callable[[], Path]:
    """A new empty folder at each call."""
    return lambda: tmp_path_factory.mktemp("stage")


def stored(extractions: list[Extraction], stage: Path) -> StoredExtractions:
    """The corpus as a cluster leaves it."""
    prepare(stage, fresh=True)
    write_rows(
        stage, "articles", 0, ((0, i, b"", e.article.id, pack_article(e.article)) for i, e in enumerate(extractions))
    )
    found = (
        (0, i, e.article.id, pack_mentions(e.mentions), pack_statements(e.claims, e.quotes))
        for i, e in enumerate(extractions)
    )
    write_rows(stage, "extractions", 0, found)
    return gather_extractions(stage)


def from_disk(
    extractions: list[Extraction], stage: Path, told: list[Story], decisions: Decisions | None = None
) -> Resolution:
    return resolve(
        stored(extractions, stage),
        gazetteer(),
        words(),
        stories=told,
        decisions=decisions,
        blocks=PeopleByName(stage),
        tables=tables_in(stage / "tables"),
    )


def plain(resolution: Resolution) -> Resolution:
    return replace(resolution, of=dict(resolution.of.items()))


@few
@given(written=corpora(), decisions=DECISIONS)
def test_entities_from_disk_are_those_in_memory(written: list[Written], decisions: Decisions, new: Callable[[], Path]):
    extractions = [one.extraction() for one in written]
    told = [Story("s", tuple(one.ident for one in written[:2]))] if len(written) > 1 else []
    held = resolve(extractions, gazetteer(), words(), stories=told, decisions=decisions)
    assert plain(from_disk(extractions, new(), told, decisions)) == held


def test_the_graph_from_disk_is_the_one_in_memory(new: Callable[[], Path]):
    extractions, told = corpus(3_000)
    extractions, stage = with_claims(extractions), new()
    held = resolve(extractions, gazetteer(), words(), stories=told)
    graph = assemble(extractions, held, told, 0.6, frozenset())
    kept = from_disk(extractions, stage, told)
    rows = assemble_rows(stored(extractions, stage), kept, told, 0.6, frozenset(), grouped_by(stage))
    assert sorted(rows.nodes, key=lambda one: one.key) == list(graph.nodes)
    assert sorted(rows.relationships, key=lambda one: one.key) == list(graph.relationships)
    assert {"VISITED", "HOLDS_OFFICE", "OFFICE_OF", "PARTICIPANT", "TELLS_OF"} <= {
        one.type for one in graph.relationships
    }


def test_statements_are_kept_as_they_are():
    extractions, told = corpus(600)
    extractions = with_claims(extractions)
    held = resolve(extractions, gazetteer(), words(), stories=told)
    statements: list[Statement] = list(index_corpus(extractions, held, told, 0.0, frozenset()).statements)
    assert len(statements) > 100
    assert [unpack_statement(pack_statement(one)) for one in statements] == statements


@pytest.mark.parametrize("most", [stories.MAX_HOLDERS, 2])
def test_what_articles_share_is_the_same_from_disk(new: Callable[[], Path], monkeypatch: pytest.MonkeyPatch, most: int):
    monkeypatch.setattr("kg.read.stories.MAX_HOLDERS", most)
    monkeypatch.setattr("kg.run.overlaps.MAX_HOLDERS", most)
    signed = sorted((sign(one, WORDS) for one in (WIRE_A, REWRITE_A, LOOSE_A, OWN_A)), key=lambda one: one.article)
    held, shared = compare_in_memory(signed)
    heads, from_files = compare_on_disk(new())(signed)
    assert from_files == shared
    assert len(shared) > 1
    assert [one.article for one in heads] == [one.article for one in held]
    assert not any(one.runs or one.pairs for one in heads)


def test_nothing_shares_nothing(new: Callable[[], Path]):
    assert compare_on_disk(new())([]) == ([], [])


def test_a_table_gives_back_what_was_put_into_it(new: Callable[[], Path], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("kg.run.tables.AT_ONCE", 3)
    table = Table(new() / "t.parquet")
    values = {f"a{number}": ((f"x{number}", "\ud800"), (number, None, True)) for number in range(8)}
    for article, value in values.items():
        table[article] = value
    assert dict(table.items()) == {**values}
    assert (table["a7"], len(table), table.get("b")) == (values["a7"], 8, None)
    with pytest.raises(TypeError):
        del table["a0"]


def test_more_articles_about_the_same_things_take_no_more_memory(
    new: Callable[[], Path], monkeypatch: pytest.MonkeyPatch
):
    """Each article has seven mentions, which take 770 bytes where they are held."""
    monkeypatch.setattr("kg.run.tables.GROUPS", 1)

    def peak(articles: int) -> int:
        extractions = []
        for number in range(articles):
            article = Written(f"a{number:05}", "2025-01-01")
            norway, firm = article.place("Norway"), article.organization("Acme Steel")
            article.place("Oslo")
            article.organization("Acme Steel AG")
            article.description("the president", "president", body=norway)
            article.pronoun(firm, surface="it")
            article.pronoun(firm, surface="its")
            extractions.append(article.extraction())
        stage = new()
        kept = stored(extractions, stage)
        del extractions
        tracemalloc.start()
        try:
            resolve(kept, gazetteer(), words(), blocks=PeopleByName(stage), tables=tables_in(stage / "tables"))
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()

    peak(600)  # fills what is kept of names
    few_articles, many = peak(600), peak(2_600)
    assert (many - few_articles) / 2_000 < 250
