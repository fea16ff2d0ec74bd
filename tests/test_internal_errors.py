"""What nobody foresaw costs one article or entity and no more: it is named with its step, and the rest is built as if
it had not been there."""

from __future__ import annotations

import pickle
from collections.abc import Callable, Iterator, Sequence
from contextlib import chdir
from functools import cache, partial
from pathlib import Path
from typing import Any

import pytest

from kg.build import Settings, build_corpus, build_graph
from kg.errors import InputError, InputNote, InternalError, KgError, LeftOut, UsageError, attempt, guarded
from kg.graph.graph_files import node_line, relationship_line
from kg.mention.language import DEFAULT_MODEL, load_model
from kg.model import Article, Graph, LocalClaim, LocalQuote
from kg.paths import shipped
from kg.run import blame, tasks
from kg.run.extract import Extractor, load_extractor
from kg.run.pipeline import do_tasks, seconds_for
from kg.run.workers import Workers
from tests.commands import Ran, kg

MARK = "Quillan"
"""In the text of the one article that kg is made to fail on."""
NEWS = {
    "a": "Ada Falker met Tom Reed in Oslo on Monday. Reed thanked her for the visit to Norway.",
    "b": "Anna Berg, the finance minister of Norway, criticized Ada Falker. Berg will visit Lyon on Friday.",
    "c": f"Ada Falker visited {MARK} Bay in March. Tom Reed, the mayor of Lyon, praised Falker.",
    "d": "The Falker plan failed. Falker will visit Oslo.",
    "e": "The Harbour Bank, based in Oslo, was founded by Tom Reed. Ada Falker joined the Harbour Bank.",
    "f": '"The bridge is new," Berg said. Anna Berg succeeded Tom Reed as head of the Harbour Bank in Oslo.',
}
"""Four articles tell of Ada Falker, so that the bare "Falker" of another is a person; by three it stays a body."""
ROWS = [{"id": ident, "text": text, "published": "2025-03-03"} for ident, text in NEWS.items()]

load_model_once = cache(load_model)
load_extractor_once = cache(load_extractor)


@pytest.fixture(autouse=True)
def _one_model(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.run.extract.load_model", load_model_once)
    monkeypatch.setattr("kg.run.extract.load_extractor", load_extractor_once)
    for ids in ("abcdef", "abdef", "abcef"):
        graph_of(ids)  # before anything is broken


@cache
def graph_of(ids: str) -> list[str]:
    """The graph of these articles, line by line, when nothing fails."""
    return lines(build_graph(build_corpus([row for row in ROWS if str(row["id"]) in ids], Settings()), Settings()))


def lines(graph: Graph) -> list[str]:
    return [*map(node_line, graph.nodes), *map(relationship_line, graph.relationships)]


def marked(value: object) -> bool:
    """Whether it is the marked article, or what is known of it."""
    value = getattr(value, "extraction", value)
    value = getattr(value, "article", value)
    if isinstance(value, list | tuple):
        return any(map(marked, value))
    return MARK in str(getattr(value, "text", value))


def break_at(patch: Callable[[str, Any], None], place: str) -> None:
    """Let the function at `place` fail on the marked article."""
    module, _, name = place.rpartition(".")
    function = getattr(__import__(module, fromlist=[name]), name)

    def instead(*given: Any, **more: Any) -> Any:  # noqa: ANN401  whatever the step takes
        if any(map(marked, given)):
            raise KeyError("X-")
        return function(*given, **more)

    patch(place, instead)


PER_ARTICLE = {
    "kg.read.articles.make_article": "reading",
    "kg.run.tasks.parse": "parsing",
    "kg.run.extract.draft_mentions": "finding mentions",
    "kg.run.extract.resolve_references": "finding mentions",
    "kg.run.extract.find_speech": "finding claims and quotations",
    "kg.run.extract.find_times": "finding claims and quotations",
}
WHOLE = {
    "kg.read.stories.sign": "finding stories",
    "kg.resolve.things._related": "resolving names",
    "kg.resolve.entities.local_names": "resolving names",
    "kg.resolve.entities._follow": "resolving names",
    "kg.graph.corpus.lend_visit_times": "assembling the graph",
    "kg.graph.nodes._unresolved": "assembling the graph",
    "kg.explore.doubts._claims_on": "collecting doubts",
}

# ------------------------------------------------------------------ one article


@pytest.mark.parametrize(("place", "step"), PER_ARTICLE.items())
def test_an_article_that_a_step_fails_on_is_named_and_the_graph_is_that_of_the_others(
    monkeypatch: pytest.MonkeyPatch, place: str, step: str
):
    break_at(monkeypatch.setattr, place)
    corpus = build_corpus(ROWS, Settings())
    [error] = corpus.errors
    assert isinstance(error, InternalError)
    assert (error.where, error.step) in {("c", step), ("article 3", step)}
    assert "failed: KeyError: 'X-'" in str(error)
    assert str(error).endswith("a fault of kg, please report it; left out")
    assert "Traceback" in error.trace
    assert "in instead" in error.trace
    assert lines(build_graph(corpus, Settings())) == graph_of("abdef") != graph_of("abcdef")
    with pytest.raises(InternalError, match="X-"):
        build_corpus(ROWS, Settings(strict=True))


def load_broken(place: str) -> Extractor:
    """What a worker loads, and breaks."""
    break_at(pytest.MonkeyPatch().setattr, place)
    return load_extractor(load_model(DEFAULT_MODEL), shipped("lexicon"))


@pytest.mark.slow
@pytest.mark.parametrize("place", ["kg.run.tasks.parse", "kg.run.extract.draft_mentions", "kg.run.extract.find_speech"])
def test_so_it_is_in_other_processes_and_no_worker_ends_of_it(capfd: pytest.CaptureFixture[str], place: str):
    with Workers(partial(load_broken, place), do_tasks, 2, seconds_for) as crew:
        corpus = build_corpus(ROWS, Settings(), crew=crew)
    [error] = corpus.errors
    assert isinstance(error, InternalError)
    assert (error.where, error.step) == ("c", PER_ARTICLE[place])
    assert "in instead" in error.trace
    assert lines(build_graph(corpus, Settings())) == graph_of("abdef")
    assert "Traceback" not in capfd.readouterr().err


def test_the_marked_article_is_evidence_for_another():
    kinds = [
        {mention.type for one in corpus.extractions if one.article.id == "d" for mention in one.mentions[:1]}
        for corpus in (
            build_corpus([row for row in ROWS if row["id"] in ids], Settings()) for ids in ("abcdef", "abdef")
        )
    ]
    assert kinds == [{"Person"}, {"Organization"}]


def test_what_fails_in_the_light_of_others_no_longer_sheds_light_on_them(monkeypatch: pytest.MonkeyPatch):
    find = tasks.find_mentions

    def only_first(extractor: Extractor, article: Article, *more: Any) -> Any:  # noqa: ANN401
        if article.id == "d":
            seen.append(article.id)
        if len(seen) > 1 and article.id == "d":
            raise ZeroDivisionError
        return find(extractor, article, *more)

    seen: list[str] = []
    monkeypatch.setattr(tasks, "find_mentions", only_first)
    corpus = build_corpus(ROWS, Settings())
    assert [error.where for error in corpus.errors] == ["d"]
    assert lines(build_graph(corpus, Settings())) == graph_of("abcef")


def test_nothing_of_a_failure_is_kept(monkeypatch: pytest.MonkeyPatch, tmp_path: Path):
    settings = Settings(cache=tmp_path / "cache.sqlite")
    with monkeypatch.context() as patch:
        break_at(patch.setattr, "kg.run.extract.find_speech")
        assert build_corpus(ROWS, settings).errors
    corpus = build_corpus(ROWS, settings)
    assert not corpus.errors
    assert lines(build_graph(corpus, settings)) == graph_of("abcdef")


# ------------------------------------------------------------------ the whole corpus


def rebuild(capsys: pytest.CaptureFixture[str], folder: Path, ids: str, *more: str) -> tuple[Ran, list[bytes]]:
    """`kg rebuild` of these articles in a folder; what it said, and the files it wrote."""
    news, build = Path("news"), Path("build")
    (folder / news).mkdir(parents=True, exist_ok=True)
    with chdir(folder):
        for ident in ids:
            (news / f"{ident}.md").write_text(f"---\nid: {ident}\ndate: 2025-03-03\n---\n\n{NEWS[ident]}\n")
        ran = kg(capsys, "rebuild", news, "--workers", "0", "--no-load", *more)
        files = [build / "review.jsonl", *sorted((build / "graph").glob("*"))] if (build / "graph").is_dir() else []
        return ran, [file.read_bytes() for file in files]


def faults(ran: Ran) -> list[str]:
    return [line for line in ran.err.splitlines() if line.startswith("kg: ")]


@pytest.mark.parametrize(("place", "step"), WHOLE.items())
def test_the_article_that_a_step_over_the_corpus_fails_on_is_found_and_left_out(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path, place: str, step: str
):
    _, expected = rebuild(capsys, tmp_path / "others", "abdef")
    break_at(monkeypatch.setattr, place)
    ran, files = rebuild(capsys, tmp_path / "all", "abcdef")
    assert ran.code == 1
    [line, hint] = faults(ran)
    assert line.startswith(f"kg: news/c.md: {step} failed: KeyError: 'X-'")
    assert line.endswith("please report it; left out")
    assert "--debug" in hint
    assert len(files) == 4
    assert files == expected


def test_debug_shows_where_it_failed(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    break_at(monkeypatch.setattr, "kg.run.extract.find_speech")
    ran, _ = rebuild(capsys, tmp_path, "abc")
    assert "Traceback" not in ran.err
    ran, _ = rebuild(capsys, tmp_path, "abc", "--debug")
    assert "Traceback (most recent call last)" in ran.err
    assert "KeyError: 'X-'" in ran.err
    assert len(faults(ran)) == 1
    for before, after in ((["--debug"], []), ([], ["--debug"])):
        ran = kg(capsys, *before, "extract", tmp_path / "news", "--workers", "0", "--home", tmp_path / ".kg", *after)
        assert (ran.code, "Traceback" in ran.err) == (1, True)
    ran = kg(capsys, "extract", tmp_path / "news", "--workers", "0", "--home", tmp_path / ".kg")
    assert (ran.code, "Traceback" in ran.err, len(ran.out.splitlines())) == (1, False, 2)


def test_an_entity_that_many_articles_name_costs_no_article(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    from kg.resolve import things  # noqa: PLC0415  what is to be broken

    made = things._thing

    def broken(entries: Sequence[Any], *more: Any) -> Any:  # noqa: ANN401
        if any(entry.shown == "Oslo" for entry in entries):
            raise KeyError("X-")
        return made(entries, *more)

    _, whole = rebuild(capsys, tmp_path / "whole", "abcdef")
    monkeypatch.setattr(things, "_thing", broken)
    ran, files = rebuild(capsys, tmp_path / "all", "abcdef")
    assert ran.code == 1
    assert faults(ran)[0].startswith("kg: Place 'Oslo': resolving names failed: KeyError: 'X-'")
    nodes, before = (one[2].decode() for one in (files, whole))
    assert "Entity:oslo" in before
    assert "Entity:oslo" not in nodes
    assert all(f'"Article:{ident}"' in nodes for ident in NEWS)
    assert nodes.count("VISITED") <= before.count("VISITED")


def test_a_fault_that_is_no_articles_ends_the_build_with_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    _, before = rebuild(capsys, tmp_path, "abd")
    with monkeypatch.context() as patch:
        patch.setattr("kg.resolve.entities.group_things", lambda *_: 1 // 0)
        ran, files = rebuild(capsys, tmp_path, "abcdef")
    assert ran.code == 1
    [line] = faults(ran)
    assert line.startswith("kg: resolving names failed: ZeroDivisionError")
    assert line.endswith("a fault of kg, please report it")
    assert files == before


def test_a_fault_of_more_articles_than_can_be_spared_ends_the_build(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(blame, "MOST", 2)
    break_at(monkeypatch.setattr, "kg.graph.corpus.lend_visit_times")
    rows = [{"id": str(number), "text": f"{NEWS['c']} It was day {number}."} for number in range(3)]
    with pytest.raises(KgError, match="assembling the graph failed: KeyError: 'X-'") as raised:
        made(rows, Settings())
    assert not isinstance(raised.value, InputError)
    assert made(rows[:2] + ROWS[:2], Settings()) == made(ROWS[:2], Settings())


def made(rows: Sequence[Any], settings: Settings) -> list[str]:
    from kg.build import settled  # noqa: PLC0415

    _, graph = settled(build_corpus(rows, settings), settings, partial(build_graph, settings=settings))
    return lines(graph)


def test_a_fault_that_does_not_come_again_costs_nothing(monkeypatch: pytest.MonkeyPatch):
    from kg.resolve import things  # noqa: PLC0415

    times: list[int] = []
    related = things._related

    def once(*given: Any) -> Iterator[tuple[str, str]]:  # noqa: ANN401
        times.append(1)
        if len(times) == 1:
            raise RuntimeError
        return related(*given)

    monkeypatch.setattr(things, "_related", once)
    corpus = build_corpus(ROWS, Settings())
    assert not corpus.errors
    assert lines(build_graph(corpus, Settings())) == graph_of("abcdef")


def test_a_full_disk_or_memory_is_no_fault_of_an_article(monkeypatch: pytest.MonkeyPatch):
    for error in (MemoryError, OSError):

        def full(*_: object, error: type[Exception] = error) -> None:
            raise error

        monkeypatch.setattr("kg.resolve.entities.group_things", full)
        with pytest.raises(error):
            build_corpus(ROWS[:2], Settings())


def test_python_gets_the_error_or_the_rest(monkeypatch: pytest.MonkeyPatch):
    import kg.interface as interface  # noqa: PLC0415, PLR0402

    break_at(monkeypatch.setattr, "kg.graph.corpus.lend_visit_times")
    with pytest.raises(InternalError, match="c: assembling the graph failed"):
        interface.build_graph(ROWS)
    assert lines(interface.build_graph(ROWS, strict=False)) == graph_of("abdef")
    with pytest.raises(InternalError, match="c: writing what the articles say failed"):
        interface.extract(ROWS)
    assert [row["id"] for row in interface.extract(ROWS, strict=False)] == list("abdef")


def test_any_command_shows_what_nobody_foresaw_as_one_line(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], tmp_path: Path
):
    monkeypatch.setattr("kg.commands.stories.read_stories", lambda _folder: {}["X-"])
    ran = kg(capsys, "stories", "--build", tmp_path)
    assert (ran.code, ran.out) == (1, "")
    [line] = ran.err.splitlines()
    assert line.startswith("kg: KeyError: 'X-' (kg/commands/stories.py:")
    assert "--debug" in line
    assert "Traceback" in kg(capsys, "--debug", "stories", "--build", tmp_path).err


# ------------------------------------------------------------------ leaving out a name


def test_without_a_name_the_others_point_at_one_another_as_before():
    corpus = build_corpus(ROWS, Settings())
    for extraction in corpus.extractions:
        names = {name for name in map(blame._name, extraction.mentions) if name}
        assert blame.without_names(extraction, set()) is extraction
        assert blame.without_names(extraction, names).claims == ()
        for name in names:
            left = blame.without_names(extraction, {name})
            kept = [mention for mention in extraction.mentions if blame._name(mention) != name]
            assert [mention.text for mention in left.mentions] == [mention.text for mention in kept]
            told = {said(extraction, claim) for claim in extraction.claims}
            assert {said(left, claim) for claim in left.claims} <= told
            assert {said(left, quote) for quote in left.quotes if quote.speaker is not None} <= {
                said(extraction, quote) for quote in extraction.quotes
            }


def said(extraction: Any, one: LocalClaim | LocalQuote) -> tuple[object, ...]:  # noqa: ANN401
    """A claim or quotation by the spans of those in it."""
    mentions = extraction.mentions
    ends = (one.subject, one.object) if isinstance(one, LocalClaim) else (one.speaker,)
    return type(one), *((mentions[i].start, mentions[i].end) for i in ends if i is not None)


# ------------------------------------------------------------------ the errors themselves


@pytest.mark.parametrize(
    "error",
    [
        KgError("a"),
        UsageError("b"),
        InputError("a.txt", "empty"),
        InputNote("a.txt", "read as windows-1252"),
        LeftOut("a.xlsx", ".xlsx", "not read"),
        InternalError("a.txt", "parsing", "KeyError: 'X-'", "Traceback"),
    ],
)
def test_an_error_is_the_same_in_another_process(error: KgError):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301  pickled here
    assert (type(again), str(again), vars(again)) == (type(error), str(error), vars(error))


def test_errors_of_kg_pass_through_and_others_are_named():
    def refuse() -> None:
        raise UsageError("no such thing")

    with pytest.raises(UsageError):
        attempt("a", "b", refuse)
    failed = attempt("a.txt", "parsing", lambda: {}["X-"])
    assert isinstance(failed, InternalError)
    assert str(failed) == "a.txt: parsing failed: KeyError: 'X-'; a fault of kg, please report it; left out"

    def some() -> Iterator[int]:
        yield 1
        yield 1 // 0
        yield 2

    first, second = guarded("a.txt", "reading", some())
    assert first == 1
    assert isinstance(second, InternalError)
