"""Nasty articles through the whole of kg: worked through or named with a reason, in bounded time, and only data."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from benchmarks.corpus import article
from kg.build import Settings, build_corpus, build_graph
from kg.graph.exports import FORMATS, write_export
from kg.graph.graph_files import write_graph
from kg.run import pipeline
from kg.run.pipeline import Task
from kg.run.workers import Workers
from tests.faults import Project
from tests.test_hostile_input import NASTY

pytestmark = pytest.mark.slow
IDS = (
    "../../../etc/passwd",
    "/etc/passwd",
    "..",
    "a/b\\c",
    "C:\\x",
    "a\x00b",
    "x'); DROP",
    "`x`",
    "<b>",
    "\u202ea",
    "é" * 300,
)
LONGEST = 2_000_000 if os.environ.get("KG_SOAK") else 3_000
"""Characters of each: in `make soak` all of them, in `make test` what is parsed in a minute."""
SAYS = "Anna Berg met Tom Reed in Oslo on Monday. Anna Berg, the mayor of Lyon, thanked Tom Reed."


def test_every_nasty_article_is_built_or_named_and_nothing_hangs(tmp_path: Path):
    project = Project(tmp_path)
    rows = [{"id": name, "text": f"{text[:LONGEST]}\n\n{SAYS}"} for name, text in sorted(NASTY.items())]
    (tmp_path / "nasty.jsonl").write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    ended = project.kg("extract", "nasty.jsonl", "--workers", "1", "-o", "out.jsonl")
    assert ended.code in (0, 1), ended.text
    found = {json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text(encoding="utf-8").splitlines()}
    named = [line for line in ended.text.splitlines() if line.startswith("kg: ")]
    missing = [name for name in NASTY if name not in found]
    assert all(any(name in line for line in named) for name in missing), (missing, named)
    assert len(missing) < len(NASTY) / 3


def test_budgets_of_size_and_time_are_reported_with_the_article(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(pipeline, "MAX_PROSE", 5_000)
    rows = [{"id": "long", "text": "\n\n".join(["The mayor spoke. " * 20] * 30)}, {"id": "good", "text": SAYS}]
    corpus = build_corpus(rows, Settings())
    assert [one.article.id for one in corpus.extractions] == ["good"]
    assert [str(error) for error in corpus.errors] == [
        "long: 10,170 characters of prose; at most 5,000 can be parsed; left out"
    ]
    with Workers(str, _slow, 1, lambda task: 0.5 if task.article.id == "slow" else 30.0) as crew:
        corpus = build_corpus([{"id": "slow", "text": SAYS}], Settings(), crew=crew)
    assert [str(error) for error in corpus.errors] == ["slow: it took too long; left out"]


def _slow(_state: str, tasks: list[Task]) -> list[object]:
    time.sleep(60)
    return list(tasks)


def test_ids_and_names_that_are_paths_or_code_are_only_data(tmp_path: Path):
    rows = [{"id": name, "text": f"{SAYS} It was day {number}."} for number, name in enumerate(IDS)]
    corpus = build_corpus(rows, Settings(strict=True))
    assert [one.article.id for one in corpus.extractions] == list(IDS)
    graph = build_graph(corpus, Settings())
    write_graph(graph, tmp_path / "in" / "graph")
    for form in sorted(set(FORMATS) - {"ftm", "parquet"}):
        write_export(tmp_path / "in" / "graph", form, tmp_path / "in" / form)
    assert [path.name for path in tmp_path.iterdir()] == ["in"]
    kinds = {path.relative_to(tmp_path).parts[1] for path in tmp_path.rglob("*") if path.is_file()}
    assert kinds == {"graph", *FORMATS} - {"ftm", "parquet"}


def test_a_nasty_article_among_good_ones_changes_nothing_about_them(tmp_path: Path):
    good = [article(number).partition("\n\n")[2] for number in range(2)]
    alone = build_corpus([{"id": str(n), "text": text} for n, text in enumerate(good)], Settings())
    nasty = {"id": "nasty", "text": NASTY["names that are Cypher"] + "\u202e" * 50}
    beside = build_corpus([{"id": "0", "text": good[0]}, nasty, {"id": "1", "text": good[1]}], Settings())
    claims = {one.article.id: [claim.id for claim in beside.claims(one)] for one in beside.extractions}
    assert {
        one.article.id: [claim.id for claim in alone.claims(one)] for one in alone.extractions
    }.items() <= claims.items()
