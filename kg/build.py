"""Articles → graph: the one place that knows the order of the steps.

files ──read──> Article ──annotate──> Doc ──extract──> Extraction (mentions, claims, quotes of one article)
                   │                (cached, parallel)      │
                   └── find_stories (who copies whom) ──┐   │
                                                        v   v
                                    resolve (whole corpus): mention → entity
                                                        │
                                              assemble → Graph ──write──> graph files ──load──> Neo4j
"""

from __future__ import annotations

import hashlib
from collections import deque
from collections.abc import Callable, Collection, Generator, Iterable, Iterator, Mapping, Sequence, Set
from contextlib import contextmanager, nullcontext
from dataclasses import dataclass, field, replace
from functools import partial
from itertools import chain, islice
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, TypeVar

from kg.cycles import without_looking_for_cycles
from kg.errors import InputError, InputNote, InternalError, UsageError, in_step
from kg.graph.assemble import Tells, assemble, assemble_pieces, assemble_rows, resolve_claims, told_by
from kg.graph.corpus import Grouped, grouped_in_memory
from kg.graph.graph_files import GraphPieces, Pieces, pieces_anew, write_graph
from kg.graph.surprises import Background
from kg.keeping import Keep, anew
from kg.know.gazetteer import load_gazetteer
from kg.know.leaders import NOBODY, load_leaders
from kg.mention.language import BATCH_ARTICLES, DEFAULT_MODEL
from kg.mention.titles import Titles, load_titles
from kg.model import Article, Claim, Extraction, Graph, GraphRows, Resolution, Story
from kg.paths import install_hint, shipped
from kg.read.articles import Source, read_articles
from kg.read.languages import forget_languages
from kg.read.records import Reading
from kg.read.stories import Compare, Signs, compare_in_memory, find_stories, signatures
from kg.resolve.decisions import Decisions, read_decisions
from kg.resolve.drafts import Tables, in_memory
from kg.resolve.entities import resolve
from kg.resolve.name_blocks import Blocks, all_at_once
from kg.resolve.officeholders import Holders, OfficeWords, read_holders
from kg.resolve.things import Reads, names_in
from kg.run.blame import Again, without_culprits
from kg.run.by_article import (
    WrittenBefore,
    kept_articles,
    kept_names,
    kept_pieces,
    kept_plain,
    kept_signatures,
    kept_told,
)
from kg.run.cache import Cache, open_cache
from kg.run.fingerprints import code_fingerprint, files_fingerprint, model_fingerprint
from kg.run.locks import one_at_a_time
from kg.run.pipeline import (
    BATCH_CHARACTERS,
    Keys,
    Packed,
    Readers,
    Step,
    do_tasks,
    extract_corpus,
    load,
    seconds_for,
)
from kg.run.workers import Here, Workers

T = TypeVar("T")
Report = Callable[[str], None]
"""Told, in a line, what the user may want to know."""


ASSEMBLING = "assembling the graph"


@dataclass(frozen=True)
class Settings:
    """What a build depends on besides the articles."""

    model: str = DEFAULT_MODEL
    lexicon: Path = field(default_factory=partial(shipped, "lexicon"))
    relations: tuple[Path, ...] = ()
    decisions: Path | None = None
    holders: Path | None = None
    min_confidence: float = 0.5
    reading: Reading = field(default_factory=Reading)
    """Names of fields, encoding, order of dates, languages."""
    strict: bool = False
    world: bool = True
    """Let the table of leaders decide where the articles do not."""
    workers: int = 0
    """Processes that parse; 0: this one does. The result is the same."""
    one_here: bool = False
    """Let this process parse where there is one article: another would load all it has loaded once more."""
    cache: Path | None = None
    """File that keeps what was worked out from one build to the next; the result is the same."""
    ray: RaySettings | None = None
    """Extract on a Ray cluster instead, without `cache`; the result is the same."""


@dataclass(frozen=True)
class RaySettings:
    """Where `--engine ray` works, and where it leaves what was found."""

    stage: Path
    address: str | None = None
    fresh: bool = False


@dataclass(frozen=True)
class Corpus:
    """All articles read and resolved: what `kg extract` writes and graphs are made of."""

    extractions: Collection[Extraction]
    stories: tuple[Story, ...]
    resolution: Resolution
    symmetric: frozenset[str]
    errors: tuple[InputError, ...]
    """What could not be read or worked through, and what is to be told besides (kg.errors.failures)."""
    again: Again | None = field(default=None, repr=False)
    """How to extract it without some articles."""

    def claims(self, extraction: Extraction) -> list[Claim]:
        """The claims of one article between entities."""
        return resolve_claims(extraction, self.resolution, self.symmetric)


def build_corpus(
    paths: Sequence[Source],
    settings: Settings,
    step: Step = lambda *_: None,
    report: Report = lambda _line: None,
    crew: Readers | None = None,
) -> Corpus:
    """Read, extract and resolve all articles under `paths`. Unreadable ones are collected, not raised, unless strict.

    `report` is told in a line what is wrong with the cache; that costs time, not articles. `crew`: whoever works, where
    that outlives this build; else as many processes as the settings say.
    """
    errors: list[InputError] = []
    collect = _collector(errors, settings)
    symmetric = _symmetric(settings, report)
    if settings.ray:
        extractions = _on_ray(paths, settings, settings.ray, step, report, collect)
        again: Again = partial(_again_on_ray, paths, settings)
    else:
        extractions = _here(paths, settings, step, report, collect, crew)
        again = partial(_again_here, [one.article for one in extractions], settings)
    resolved = partial(_resolved, settings=settings, symmetric=symmetric, again=again, report=report)
    try:
        corpus = resolved(extractions)
    except InternalError as error:
        report(_searching(error))
        corpus = without_culprits(extractions, resolved, again, collect)
    return replace(corpus, errors=tuple(errors))


def _symmetric(settings: Settings, report: Report) -> frozenset[str]:
    """The relation types that say the same from either end; kept, since where nothing is parsed nothing else is needed
    of the relations. DataError: a fault in one of their files."""

    def read(_nothing: object = None) -> list[str]:
        from kg.run.extract import all_relations  # noqa: PLC0415  who parses nothing need not wait for it

        relations = all_relations(settings.lexicon, settings.relations)
        return [name for name, relation in relations.types.items() if relation.symmetric]

    if settings.cache is None or settings.ray is not None:
        return frozenset(read())
    keys = rule_keys(settings)
    with open_cache(settings.cache, report=report) as cache:
        return frozenset(kept_plain(cache, keys.words)("symmetric", [(keys.relations, None)], read))


def settled(
    corpus: Corpus, settings: Settings, use: Callable[[Corpus], T], report: Report = lambda _line: None
) -> tuple[Corpus, T]:
    """A corpus and what `use`, a step over the whole of it, makes of it.

    Where `use` raises InternalError (kg.errors.in_step), what it fails on is left out of both and named among the
    errors. KgError: it cannot be pinned to a few articles. `report` is told that the search may take a while.
    """
    try:
        return corpus, use(corpus)
    except InternalError as error:
        report(_searching(error))
    errors = list(corpus.errors)
    again = corpus.again or partial(_without, corpus.extractions)

    def used(extractions: Collection[Extraction]) -> tuple[Corpus, T]:
        fewer = _resolved(extractions, settings, corpus.symmetric, again, report)
        return fewer, use(fewer)

    fewer, made = without_culprits(corpus.extractions, used, again, _collector(errors, settings))
    return replace(fewer, errors=tuple(errors)), made


def _searching(error: InternalError) -> str:
    return f"{error.step} failed ({error.error}): looking for the article it fails on"


def _without(extractions: Collection[Extraction], articles: Set[str]) -> Collection[Extraction]:
    return tuple(one for one in extractions if one.article.id not in articles)


def _here(
    paths: Sequence[Source],
    settings: Settings,
    step: Step,
    report: Report,
    on_error: Callable[[InputError], None],
    crew: Readers | None,
) -> Collection[Extraction]:
    keys = rule_keys(settings)
    with _cache(settings, report) as cache:
        is_new = cache.is_empty()
        make = kept_articles(cache, keys.words)
        reading = replace(settings.reading, lines=True)
        read = read_articles(paths, on_error=on_error, reading=reading, lexicon=[settings.lexicon], make=make)
        counted = _counted(read, step)
        with without_looking_for_cycles():
            first = tuple(islice(counted, 2 if settings.one_here else 0))
        if _is_one_for_here(first):
            settings = replace(settings, workers=0)
        with nullcontext(crew) if crew else _crew(settings) as workers:
            with without_looking_for_cycles():
                every = chain(first, counted)
                articles = list(_beginning(every, workers) if is_new else every)
            forget_languages()
            found = extract_corpus(articles, workers, cache, keys, step=step, on_error=on_error)
        return _unpacked(found)


def _is_one_for_here(articles: Sequence[Article]) -> bool:
    """Whether it is one of usual length, beside which there is nothing that it could cost should it hang or burst."""
    return len(articles) == 1 and len(articles[0].text) <= BATCH_CHARACTERS


def _again_here(articles: Sequence[Article], settings: Settings, without: Set[str]) -> Collection[Extraction]:
    """What these articles say where some were never there; most of it is in the cache, where there is one."""
    left = [article for article in articles if article.id not in without]
    with _crew(settings) as workers, _cache(settings, _silent) as cache:
        found = extract_corpus(left, workers, cache, rule_keys(settings), on_error=_silent)
    return _unpacked(found)


@without_looking_for_cycles()
def _unpacked(found: Iterable[Packed]) -> tuple[Extraction, ...]:
    """What articles say, once nobody works any more."""
    return tuple(one.unpacked() for one in found)


def _again_on_ray(paths: Sequence[Source], settings: Settings, without: Set[str]) -> Collection[Extraction]:
    assert settings.ray is not None, "only what was extracted on Ray is extracted there again"  # noqa: S101
    kept = replace(settings.ray, fresh=False)
    return _on_ray(paths, settings, kept, lambda *_: None, _silent, _silent, without)


def _silent(_told: object) -> None:
    """What is done a second time has been told of."""


def _counted(articles: Iterable[Article], step: Step) -> Iterator[Article]:
    """The articles, each told of as it is read: a folder of documents takes its time."""
    for count, article in enumerate(articles, 1):
        step("read", count, 0)
        yield article


def _beginning(articles: Iterable[Article], workers: Readers) -> Iterator[Article]:
    """The articles; each batch of them is work for one more worker, which loads while the rest is read."""
    for count, article in enumerate(articles):
        if count % BATCH_ARTICLES == 0:
            workers.begin()
        yield article


def _on_ray(
    paths: Sequence[Source],
    settings: Settings,
    where: RaySettings,
    step: Step,
    report: Report,
    on_error: Callable[[InputError], None],
    without: Set[str] = frozenset(),
) -> Collection[Extraction]:
    try:
        from kg.run.ray_cluster import Cluster, joined  # noqa: PLC0415  an extra, and slow to load
    except ImportError as error:
        raise UsageError(f"--engine ray needs an extra: {install_hint('ray')} ({error})") from error
    files = [path for path in paths if isinstance(path, Path) and str(path) != "-"]
    if len(files) < len(paths):
        raise UsageError("--engine ray reads files and folders, not standard input")
    stage = where.stage.resolve()
    loads = partial(load, settings.model, settings.lexicon, settings.relations)
    with one_at_a_time(stage, report), joined(Cluster(settings.workers or 1, where.address), stage) as workers:
        from kg.run.portion_work import Job  # noqa: PLC0415  as above
        from kg.run.ray_engine import extract_on_ray  # noqa: PLC0415  not before the cluster's settings are made

        job = Job(stage, loads, rule_keys(settings), settings.reading, (settings.lexicon,))
        return extract_on_ray(files, job, workers, fresh=where.fresh, step=step, on_error=on_error, without=without)


@dataclass(frozen=True)
class _Room:
    """Where what is worked out over the whole corpus is kept."""

    compare: Compare = compare_in_memory
    blocks: Blocks = all_at_once
    tables: Tables = in_memory
    grouped: Grouped = grouped_in_memory


def _room(settings: Settings) -> _Room:
    """In memory, or on disk where it may not fit."""
    if settings.ray is None:
        return _Room()
    from kg.run.overlaps import compare_on_disk  # noqa: PLC0415  an extra, and slow to load
    from kg.run.tables import tables_in  # noqa: PLC0415  as above
    from kg.run.whole import PeopleByName, grouped_by  # noqa: PLC0415  as above

    stage = settings.ray.stage.resolve()
    return _Room(compare_on_disk(stage), PeopleByName(stage), tables_in(stage / "tables"), grouped_by(stage))


@dataclass(frozen=True)
class _EachArticle:
    """What works out what steps over the whole corpus need of each article by itself."""

    signs: Signs = signatures
    reads: Reads = names_in
    tells: Tells = told_by
    keep: Keep = anew
    pieces: Pieces = pieces_anew


@contextmanager
def _each_article(settings: Settings, report: Report) -> Generator[_EachArticle]:
    """By what the cache keeps, where there is one that outlives the build."""
    if settings.cache is None or settings.ray is not None:
        yield _EachArticle()
        return
    rules = rule_keys(settings).words
    with open_cache(settings.cache, report=report) as cache:
        yield _EachArticle(
            kept_signatures(cache, rules),
            kept_names(cache, rules),
            kept_told(cache, rules),
            kept_plain(cache, rules),
            kept_pieces(cache, rules),
        )


@contextmanager
def keeping(settings: Settings, report: Report) -> Generator[Keep]:
    """Where a step keeps what it makes of many items, if it is kept anywhere."""
    with _each_article(settings, report) as each:
        yield each.keep


@without_looking_for_cycles()
def _resolved(
    extractions: Collection[Extraction], settings: Settings, symmetric: frozenset[str], again: Again, report: Report
) -> Corpus:
    """InternalError: kg failed on it."""
    with _each_article(settings, report) as each:
        return _resolved_by(each, extractions, settings, symmetric, again)


def _resolved_by(
    each: _EachArticle,
    extractions: Collection[Extraction],
    settings: Settings,
    symmetric: frozenset[str],
    again: Again,
) -> Corpus:
    room = _room(settings)
    told = (extraction.article for extraction in extractions)
    stories = in_step("finding stories", lambda: find_stories(told, compare=room.compare, signs=each.signs))
    resolution = in_step(
        "resolving names",
        lambda: resolve(
            extractions,
            load_gazetteer(),
            office_words(load_titles(settings.lexicon)),
            stories=stories,
            decisions=read_decisions(settings.decisions) if settings.decisions else Decisions(),
            holders=read_holders(settings.holders) if settings.holders else Holders(),
            blocks=room.blocks,
            tables=room.tables,
            leaders=load_leaders() if settings.world else NOBODY,
            reads=each.reads,
            keep=each.keep,
        ),
    )
    return Corpus(extractions, tuple(stories), resolution, symmetric, (), again)


def _background(settings: Settings) -> Background:
    """What relationships are held against: places, and leaders where the world is not left out."""
    return Background(load_leaders() if settings.world else NOBODY, load_gazetteer())


def _rows(corpus: Corpus, settings: Settings, grouped: Grouped) -> GraphRows:
    """The rows of a corpus whose graph may not fit in memory."""
    return assemble_rows(
        corpus.extractions,
        corpus.resolution,
        corpus.stories,
        settings.min_confidence,
        corpus.symmetric,
        grouped,
        _background(settings),
    )


@without_looking_for_cycles()
def write_rows(corpus: Corpus, settings: Settings, folder: Path) -> Mapping[str, Any]:
    """Write the graph files of a corpus whose graph may not fit in memory; the same files as by `write_build`.

    InternalError: kg failed on it, and nothing is written; `settled` with `try_rows` finds on what.
    """
    rows = _rows(corpus, settings, _room(settings).grouped)
    return in_step(ASSEMBLING, lambda: write_graph(rows, folder, inputs=fingerprints(settings)))


@without_looking_for_cycles()
def build_graph(corpus: Corpus, settings: Settings) -> Graph:
    """The graph of a corpus. UsageError: there is no article to make it from. InternalError: kg failed on it; `settled`
    finds on what."""
    if not corpus.extractions:
        raise UsageError("no article could be read: nothing to build a graph from")
    return in_step(
        ASSEMBLING,
        lambda: assemble(
            corpus.extractions,
            corpus.resolution,
            corpus.stories,
            settings.min_confidence,
            corpus.symmetric,
            _background(settings),
        ),
    )


@without_looking_for_cycles()
def build_pieces(corpus: Corpus, settings: Settings, report: Report = lambda _line: None) -> GraphPieces:
    """The same graph as the lines of its files, in pieces: those that are kept are not made again, nor opened where the
    graph that is there has them."""

    def made() -> GraphPieces:
        with _each_article(settings, report) as each:
            return assemble_pieces(
                corpus.extractions,
                corpus.resolution,
                corpus.stories,
                settings.min_confidence,
                corpus.symmetric,
                each.tells,
                each.pieces,
                _background(settings),
            )

    return in_step(ASSEMBLING, made)


@without_looking_for_cycles()
def try_rows(corpus: Corpus, settings: Settings) -> None:
    """Make all rows that `write_rows` would write, and write none. InternalError: as there."""
    grouped = _room(settings).grouped

    def made() -> None:
        rows = _rows(corpus, settings, grouped)
        deque(rows.nodes, maxlen=0)
        deque(rows.relationships, maxlen=0)

    in_step(ASSEMBLING, made)


@without_looking_for_cycles()
def write_build(
    graph: Graph | GraphPieces, settings: Settings, folder: Path, report: Report = lambda _line: None
) -> Mapping[str, Any]:
    """Write the graph files and return their manifest, which names the rules that made them."""
    if settings.cache is None:
        return write_graph(graph, folder, fingerprints(settings))
    with open_cache(settings.cache, report=report) as cache:
        return write_graph(graph, folder, fingerprints(settings), WrittenBefore(cache))


def office_words(titles: Titles) -> OfficeWords:
    """What resolution needs of the title lexicon."""
    group = {title.name: title.group for title in titles.words.values()}
    return OfficeWords(
        titles.defaults,
        titles.synonyms,
        posts=frozenset(name for name, g in group.items() if g == "state"),
        occupations=frozenset(title.name for title in titles.words.values() if not title.post),
        worlds=titles.worlds,
        unsuggested=titles.unsuggested,
        royal=titles.royal,
        monarchies=titles.monarchies,
        one_holder=titles.one_holder,
        circumstances=titles.circumstances,
        tells=titles.tells,
    )


def fingerprints(settings: Settings) -> dict[str, object]:
    """Hashes of every rule file by its name, so that a difference of two graphs can name its cause."""
    files: dict[str, object] = {}
    for label, folders in (
        ("relations", (shipped("relations"), *settings.relations)),
        ("lexicon", (settings.lexicon,)),
    ):
        for folder in folders:
            for file in sorted(folder.glob("*.y*ml")):
                files[f"{label}/{file.name}"] = _hash(file)
    for name, path in (("decisions", settings.decisions), ("holders", settings.holders)):
        if path is not None:
            files[name] = _hash(path)
    for file in sorted(shipped("knowledge").glob("*.csv")):  # names are known by it, whatever it may decide
        files[f"knowledge/{file.name}"] = _hash(file)
    return {"model": settings.model, "min_confidence": settings.min_confidence, "rules": files}


def _hash(file: Path) -> str:
    return hashlib.sha256(file.read_bytes()).hexdigest()[:16]


def _collector(errors: list[InputError], settings: Settings) -> Callable[[InputError], None]:
    def collect(error: InputError) -> None:
        if settings.strict and not isinstance(error, InputNote):
            raise error
        errors.append(error)

    return collect


# ------------------------------------------------------------------ who works, and what is kept


@contextmanager
def _crew(settings: Settings) -> Generator[Readers]:
    if settings.workers:
        loads = partial(load, settings.model, settings.lexicon, settings.relations)
        with Workers(loads, do_tasks, settings.workers, seconds_for) as workers:
            yield workers
    else:
        yield crew_here(settings)


def crew_here(settings: Settings) -> Readers:
    """This process, which loads model and rules when there is work, and keeps them."""
    return Here(lambda: load(settings.model, settings.lexicon, settings.relations), do_tasks)


@contextmanager
def _cache(settings: Settings, report: Report) -> Generator[Cache]:
    """The cache of the settings, or one for this build alone."""
    if settings.cache:
        with open_cache(settings.cache, report=report) as cache:
            yield cache
    else:
        with TemporaryDirectory(prefix="kg-") as folder, open_cache(Path(folder) / "cache.sqlite") as cache:
            yield cache


def rule_keys(settings: Settings) -> Keys:
    """Hashes of the rules, words, code and model that these settings stand for now."""
    words = files_fingerprint([shipped("lexicon"), shipped("knowledge"), settings.lexicon])
    return Keys(
        model=model_fingerprint(settings.model),
        words=f"{code_fingerprint()} {words}",
        relations=files_fingerprint([shipped("relations"), *settings.relations]),
    )
