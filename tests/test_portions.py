"""A corpus read and worked through in portions, in any order, is the corpus read and worked through at once."""

from __future__ import annotations

import json
import pickle
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kg.errors import InputError, InternalError
from kg.mention.evidence import CorpusEvidence
from kg.model import Article, Extraction
from kg.read.articles import portion_articles, read_articles
from kg.read.portions import Portion, cut
from kg.run import tasks
from kg.run.cache import open_cache
from kg.run.extract import Extractor
from kg.run.pipeline import Keys, Result, Task, do_tasks, extract_corpus
from kg.run.workers import Here

pytest.importorskip("duckdb")
from kg.run.portion_work import Job, first_round, read_portion, second_round
from kg.run.stage import forget, part, prepare
from kg.run.whole import StoredExtractions, gather_extractions, looked_at, names_throughout, rows_of, second_ones

KEYS = Keys("model", "words", "relations")


def lines(count: int, folder: Path) -> Path:
    """JSON Lines with every kind of line: articles of all lengths, empty lines, faults, ids that come twice."""
    file = folder / "articles.jsonl"
    rows = []
    for number in range(count):
        row = {
            "id": f"a{number % (count - 3)}",
            "text": f"Article {number}. " + "Rain fell on the town. " * (number % 7),
        }
        rows.append(
            ("", "no JSON", json.dumps({"title": "no text"}))[number // 5 % 3] if number % 5 == 4 else json.dumps(row)
        )
    file.write_text("\n".join(rows), encoding="utf-8")
    return file


def read_at_once(paths: Sequence[Path]) -> tuple[list[Article], list[str]]:
    errors: list[InputError] = []
    return list(read_articles(paths, on_error=errors.append)), [str(error) for error in errors]


def read_in(portions: Sequence[Portion]) -> list[str]:
    """What the portions hold, each article by its place."""
    found = (one for portion in portions for one in portion_articles(portion))
    return [str(one) if isinstance(one, InputError) else f"{one[0]} {one[1].id} {one[1].text}" for one in found]


@settings(max_examples=12, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(size=st.integers(100, 5000))
def test_a_file_of_lines_is_cut_anywhere_between_lines(size: int, tmp_path: Path):
    file = lines(60, tmp_path)
    portions = list(cut([file], size))
    assert read_in(portions) == read_in([Portion((file,))])
    longest = max(map(len, file.read_bytes().splitlines(keepends=True)))
    assert len(portions) >= file.stat().st_size // (2 * (size + longest))
    assert all(portion.end - portion.start <= 2 * size + longest for portion in portions if portion.end)


def test_large_files_are_cut_and_small_ones_put_together(tmp_path: Path):
    for number in range(10):
        (tmp_path / f"small-{number}.txt").write_text(f"Small article {number}.")
    file = lines(60, tmp_path)
    portions = list(cut([tmp_path], 500))
    assert [portion for portion in portions if len(portion.files) == 10]
    assert len([portion for portion in portions if portion.files == (file,)]) > 3
    assert read_in(portions) == read_in([Portion((tmp_path,))])


def test_parquet_is_cut_between_row_groups(tmp_path: Path):
    pa = pytest.importorskip("pyarrow")
    parquet = pytest.importorskip("pyarrow.parquet")
    rows = [{"id": f"a{number}", "text": f"Article {number} has a text." if number % 9 else ""} for number in range(50)]
    file = tmp_path / "articles.parquet"
    parquet.write_table(pa.Table.from_pylist(rows), file, row_group_size=8)
    portions = list(cut([file], 1))
    assert len(portions) == 7
    assert read_in(portions) == read_in([Portion((file,))])
    (tmp_path / "broken.parquet").write_bytes(b"PAR1 and no more, " * 20)
    assert list(cut([tmp_path / "broken.parquet"], 10)) == [Portion((tmp_path / "broken.parquet",))]


def test_a_folder_without_articles_is_told_of(tmp_path: Path):
    [portion] = cut([tmp_path], 100)
    [fault] = portion_articles(portion)
    assert isinstance(fault, InputError)
    assert "no articles in this folder" in str(fault)


# ------------------------------------------------------------------ working through them

NAMES = ("Anna Berg", "Tom Reed", "Ida Moe")


def corpus(folder: Path) -> Path:
    """Articles that explain one another's names, one that comes twice, and one that is no article."""
    texts = [f"{name} met {NAMES[number % 3]} in Oslo on Monday." for number, name in enumerate(NAMES * 3)]
    texts += [f"{name.split()[1]} was praised by Norway. The mayor agreed with {name.split()[1]}." for name in NAMES]
    rows = [{"id": f"n{number:02}", "text": text, "published": "2025-03-03"} for number, text in enumerate(texts)]
    file = folder / "news.jsonl"
    file.write_text("\n".join(map(json.dumps, [*rows[6:], rows[7], *rows[:6], {"title": "empty"}])), encoding="utf-8")
    return file


def at_once(path: Path, extractor: Extractor) -> tuple[list[Extraction], list[str]]:
    articles, errors = read_at_once([path])
    crew: Here[Extractor, Task, Result] = Here(lambda: extractor, do_tasks)
    with open_cache(path.parent / "cache.sqlite") as cache:
        found = extract_corpus(articles, crew, cache, KEYS, on_error=lambda error: errors.append(str(error)))
        return [one.unpacked() for one in found], errors


def in_portions(
    path: Path, stage: Path, extractor: Extractor, *, size: int = 300, backwards: bool = False
) -> tuple[list[Extraction], list[str]]:
    job = Job(stage, lambda: extractor, KEYS)
    crew: Here[Extractor, Task, Result] = Here(job.load, do_tasks)
    portions = list(enumerate(cut([path], size)))[:: -1 if backwards else 1]
    read = {number: read_portion(job, number, portion) for number, portion in portions}
    refused = list(second_ones(stage))
    faults = [(number, *fault) for number, done in read.items() for fault in done.faults]
    left_out = {number: [one.row for one in refused if one.portion == number] for number, _ in portions}
    for number, _ in portions:
        faults += [(number, *fault) for fault in first_round(job, crew, number, left_out[number]).faults]
    evidence = names_throughout(stage)
    for number, _ in portions:
        second_round(job, crew, number, left_out[number], evidence)
    told = [str(error) for *_, error in faults]
    told += [f"{one.where}: same id or same text as {one.first} ({one.id}): left out" for one in refused]
    return list(gather_extractions(stage)), sorted(told)


def test_portions_in_any_order_say_what_the_whole_says(
    tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr("kg.run.whole.AT_ONCE", 5)
    monkeypatch.setattr("kg.run.tables.AT_ONCE", 5)
    monkeypatch.setattr("kg.run.tables.GROUPS", 1)
    path, stage = corpus(tmp_path), tmp_path / "stage"
    expected, errors = at_once(path, extractor)
    prepare(stage, fresh=True)
    found = in_portions(path, stage, extractor, backwards=True)
    assert found == (sorted(expected, key=lambda one: one.article.id), sorted(errors))
    assert len(errors) == 2
    assert names_throughout(stage).persons >= {"berg", "moe"}
    stored = StoredExtractions(stage / "corpus.parquet")
    assert dict(stored.by_id.items()) == {one.article.id: one for one in expected}
    assert [stored.by_id[ident] for ident in reversed(list(stored.by_id))] == found[0][::-1]
    assert stored.by_id.get("n") is stored.by_id.get("z") is None
    assert len(stored) == len(expected)
    assert found[0][0] in stored


def test_what_was_found_is_kept_and_nothing_is_parsed_twice(
    tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
):
    path, stage = corpus(tmp_path), tmp_path / "stage"
    prepare(stage, fresh=True)
    first = in_portions(path, stage, extractor)
    prepare(stage, fresh=False)
    monkeypatch.setattr("kg.run.tasks.parse", lambda _extractor, articles: pytest.fail("parsed") if articles else [])
    assert in_portions(path, stage, extractor) == first
    part(stage, "found", 0).write_bytes(b"damaged")
    prepare(stage, fresh=False)
    monkeypatch.undo()
    assert in_portions(path, stage, extractor) == first
    forget(stage, 0)
    assert not list((stage / "found").iterdir())


def test_a_fault_of_kg_keeps_its_kind_its_step_and_its_article(
    tmp_path: Path, extractor: Extractor, monkeypatch: pytest.MonkeyPatch
):
    path, stage = corpus(tmp_path), tmp_path / "stage"
    prepare(stage, fresh=True)
    job, crew = Job(stage, lambda: extractor, KEYS), Here[Extractor, Task, Result](lambda: extractor, do_tasks)
    read_portion(job, 0, Portion((path,)))
    [(portion, row)] = rows_of(stage, {"n09"})
    assert (portion, rows_of(stage, set())) == (0, [])
    find = tasks.find_mentions

    def broken(extractor: Extractor, article: Article, *more: Any) -> Any:  # noqa: ANN401  as it is
        if article.id == "n09" and more[-1].persons == broken_with:
            raise KeyError("X-")
        return find(extractor, article, *more)

    monkeypatch.setattr(tasks, "find_mentions", broken)
    broken_with: frozenset[str] = frozenset()
    done = pickle.loads(pickle.dumps(first_round(job, crew, 0, ())))  # noqa: S301  as between machines
    assert done.lost == (row,)
    [(_, error)] = done.faults
    assert isinstance(error, InternalError)
    assert (error.where, error.step, "Traceback" in error.trace) == ("n09", "finding mentions", True)
    assert not second_round(job, crew, 0, (), names_throughout(stage)).lost

    broken_with = frozenset({"berg"})
    monkeypatch.setattr(tasks, "find_mentions", find)
    first_round(job, crew, 0, ())
    monkeypatch.setattr(tasks, "find_mentions", broken)
    done = second_round(job, crew, 0, (), CorpusEvidence(frozenset({"berg"})))
    assert done.lost == (row,)
    assert "n09" not in {one.article.id for one in gather_extractions(stage)}


def test_mentions_and_claims_are_tables(tmp_path: Path, extractor: Extractor):
    path, stage = corpus(tmp_path), tmp_path / "stage"
    prepare(stage, fresh=True)
    extractions, _ = in_portions(path, stage, extractor)
    query = """
        SELECT m.article, m."start", m."end", m.text, count(c.index) FROM mentions m
        LEFT JOIN claims c ON c.article = m.article AND c.subject = m.index
        GROUP BY ALL ORDER BY ALL
    """
    with looked_at(stage, "mentions", "claims") as database:
        rows = database.execute(query).fetchall()
    assert rows == sorted(
        (one.article.id, mention.start, mention.end, mention.text, sum(c.subject == index for c in one.claims))
        for one in extractions
        for index, mention in enumerate(one.mentions)
    )
    assert any(count for *_, count in rows)
