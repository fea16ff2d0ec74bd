"""Every question of cypher/explore on a large graph in a real Neo4j: how long, by which plan, how much work.

The graph is made from articles, entities and claims drawn by chance, the same every time, and put together by kg's own
`assemble`, so that it has the properties of a real one: some people and countries are everywhere, most things are named
once. It is imported by Neo4j's bulk importer from what `kg export --format neo4j-admin` writes. Each question is asked
with its defaults, which name the most mentioned entities: the dearest there are. Each takes its first answer apart,
then the middle one of three.

    python -m benchmarks.explore [ARTICLES]
"""

from __future__ import annotations

import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from statistics import median
from typing import Any

from benchmarks.corpus import CITIES, COUNTRIES, DAYS, FIRST, FIRST_DAY, PUBLISHERS, TITLES, surname
from benchmarks.measure import Row, at_least, at_most, show
from kg.claim.relations import Relations, load_relations
from kg.graph.assemble import assemble
from kg.graph.export_import import arguments, write
from kg.graph.export_rows import Rows
from kg.graph.graph_files import write_graph
from kg.model import EntityType, Graph, Status
from kg.store import local_neo4j
from kg.store.ask import Query, bind, list_queries
from kg.store.database import run_schema
from kg.store.loading import Store, connect, profile, run_query, schema_statements
from tests.worlds import Draft, World

ARTICLES = 14_000
"""As many as a graph of 200,000 nodes and 1,000,000 relationships takes."""
CLAIMS = 9
"""Of one article."""
NODES, RELATIONSHIPS = 200_000, 1_000_000
SECONDS = 2.0
TURNS = 3
ALL = {"AllNodesScan", "DirectedAllRelationshipsScan", "UndirectedAllRelationshipsScan"}
PER_ARTICLE: dict[EntityType, float] = {"Person": 1.1, "Organization": 0.4, "Place": 0.35, "Office": 0.15}
"""New entities that an article brings with it."""
OTHER_DAY = 0.05
WEIGHTS = {"MET": 12, "VISITED": 10, "HOLDS_OFFICE": 10, "SPOKE_WITH": 6, "CITIZEN_OF": 6, "LOCATED_IN": 5}
"""How much oftener than others these types are stated."""
STATUSES: Sequence[Status] = ("actual",) * 12 + ("planned",) * 4 + ("former", "denied", "possible")


@dataclass(frozen=True)
class Asked:
    """One question: seconds of the first answer and of later ones, rows, hits on the store, the operators that ran."""

    name: str
    cold: float
    warm: float
    rows: int
    hits: int
    operators: frozenset[str]


# ------------------------------------------------------------------ the graph


def news_graph(articles: int) -> Graph:
    """A graph of that many articles."""
    chance = random.Random(articles)  # noqa: S311  measuring is no secret
    relations = load_relations()
    world = World(events=frozenset(name for name, relation in relations.types.items() if relation.event))
    pools = _entities(world, articles)
    names = sorted(relations.types)
    weights = [WEIGHTS.get(name, 1) for name in names]
    for number in range(articles):
        day = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        draft = world.article(
            f"{number:016x}", day.isoformat(), title=f"Report {number}", publisher=chance.choice(PUBLISHERS)
        )
        for kind in chance.choices(names, weights, k=CLAIMS):
            _claim(draft, kind, relations, pools, chance)
        _names(draft, pools, chance)
        _quote(draft, pools, chance)
        if number % 4 == 3:
            world.story(f"s{number}", *(f"{number - back:016x}" for back in range(chance.randrange(1, 4))))
    symmetric = frozenset(name for name, relation in relations.types.items() if relation.symmetric)
    extractions, resolution, stories = world.build()
    return assemble(extractions, resolution, stories, 0.0, symmetric)


Pools = dict[EntityType, list[str]]


def _entities(world: World, articles: int) -> Pools:
    """Entity ids by type, those that are in the news most often first."""
    sizes = {kind: int(articles * share) for kind, share in PER_ARTICLE.items()}
    pools: Pools = {kind: [f"{kind.lower()}-{n}" for n in range(size)] for kind, size in sizes.items()}
    for n, ident in enumerate(pools["Person"]):
        name = f"{FIRST[n % len(FIRST)]} {surname(n // len(FIRST) + n % len(FIRST) * 16)}"
        world.entity(ident, "Person", name, aliases=((name, 3), (name.split()[1], 2)))
    for n, ident in enumerate(pools["Organization"]):
        world.entity(ident, "Organization", f"{surname(n)} {('Bank', 'Works', 'Media', 'Foods')[n // 800 % 4]}")
    known = [(name, "country") for name in COUNTRIES] + [(name, "city") for name in CITIES]
    for n, ident in enumerate(pools["Place"]):
        name, kind = known[n] if n < len(known) else (f"{surname(n)} Hill", "city")
        world.entity(ident, "Place", name)
        world.entities[ident] = replace(world.entities[ident], kind=kind)
    for n, ident in enumerate(pools["Office"]):
        title, body = TITLES[n % len(TITLES)], pools["Place"][n // len(TITLES)]
        name = f"{title.title()} of {world.entities[body].name}"
        world.entity(ident, "Office", name, title=title, body=body)
    return pools


def _one(pool: Sequence[str], chance: random.Random) -> str:
    return pool[int(len(pool) * chance.random() ** 3)]


def _claim(draft: Draft, kind: str, relations: Relations, pools: Pools, chance: random.Random) -> None:
    relation = relations.types[kind]
    subject = _one(pools[chance.choice(relation.subject)], chance)
    if not relation.object:
        _day(draft, kind, subject, chance)
        return
    other = _one(pools[chance.choice(relation.object)], chance)
    if subject == other:
        return
    sentence = f"{_tag(draft, subject)} and {_tag(draft, other)} in report {chance.randrange(10**6)}"
    more: dict[str, Any] = {}
    for key, share, pool in (("place", 0.2, pools["Place"]), ("speaker", 0.2, pools["Person"])):
        if chance.random() < share:
            more[key] = 2 + len(more)
            sentence += f", {key} {_tag(draft, _one(pool, chance))}"
    if chance.random() < 0.7:
        first = FIRST_DAY + timedelta(days=chance.randrange(DAYS))
        more["at"] = f"{first}..{first + timedelta(days=chance.choice((0, 0, 0, 6, 30)))}"
    if kind == "PLEDGED_TO":
        more["details"] = (("amount", chance.randrange(1, 900) * 1_000_000), ("currency", "EUR"))
    draft.says(f"{sentence}.")
    draft.claim(kind, 0, 1, chance.choice(STATUSES), confidence=chance.choice((0.7, 0.8, 0.9)), **more)


def _day(draft: Draft, kind: str, subject: str, chance: random.Random) -> None:
    """A day of one alone: when somebody was born, died or was founded; one article in twenty has another."""
    own = chance if chance.random() < OTHER_DAY else random.Random(f"{kind} {subject}")  # noqa: S311  as above
    first = FIRST_DAY - timedelta(days=own.randrange(1000, 25_000))
    draft.says(f"{_tag(draft, subject)} in report {chance.randrange(10**6)}.")
    draft.claim(kind, 0, 0, confidence=chance.choice((0.7, 0.8, 0.9)), at=first.isoformat(), of_day=True)


def _names(draft: Draft, pools: Pools, chance: random.Random) -> None:
    """A sentence of names of which nothing is said."""
    found = [_one(pool, chance) for pool in pools.values() for _ in range(2)]
    draft.says(f"Besides, {', '.join(_tag(draft, ident) for ident in found)} and [the envoy|] were named.")


def _quote(draft: Draft, pools: Pools, chance: random.Random) -> None:
    speaker, named = _one(pools["Person"], chance), _one(pools["Person"], chance)
    words = f"We expect {chance.randrange(10**6)} more of"
    draft.says(f"{words} {_tag(draft, named)}, said {_tag(draft, speaker)}.").quote(words, speaker=1, about=[0])


def _tag(draft: Draft, ident: str) -> str:
    return f"[{draft.world.entities[ident].name}|{ident}]"


# ------------------------------------------------------------------ the questions


def measure(articles: int = ARTICLES) -> list[Row]:
    """The size of the graph, then each question from the slowest on."""
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        nodes, relationships, seconds = _import(news_graph(articles), folder)
        connection = local_neo4j.start(folder / "server", report=_silent)
        try:
            with connect(connection.uri, connection.user, connection.password) as store:
                run_schema(store, schema_statements())
                run_query(store, "CALL db.awaitIndexes(600)")
                asked = [_ask(store, query) for query in list_queries()]
        finally:
            local_neo4j.stop(folder / "server", report=_silent)
    size = f"{nodes:,} nodes, {relationships:,} relationships"
    return [Row(f"{size}, imported in", f"{seconds:.0f} s"), *_rows(asked, full=articles >= ARTICLES)]


def _silent(_line: str) -> None:
    pass


def _import(graph: Graph, folder: Path) -> tuple[int, int, float]:
    """Nodes, relationships, and how long the bulk import took."""
    write_graph(graph, folder / "graph")
    written = write(Rows(folder / "graph"), folder / "csv")
    server = folder / "server"
    local_neo4j.start(server, report=_silent)  # sets the password, which it will not do beside data
    local_neo4j.stop(server, report=_silent)
    began = time.perf_counter()
    local_neo4j.admin(server, *arguments(written.path), report=_silent)
    return written.nodes, written.relationships, time.perf_counter() - began


def _ask(store: Store, query: Query) -> Asked:
    parameters = bind(store, query, {})
    times = []
    for _ in range(1 + TURNS):
        began = time.perf_counter()
        answer = run_query(store, query.cypher, parameters)
        times.append(time.perf_counter() - began)
    plan = profile(store, query.cypher, parameters)
    steps = list(_steps(plan))
    return Asked(
        query.name,
        times[0],
        median(times[1:]),
        len(answer.rows),
        sum(int(step.get("dbHits", 0)) for step in steps),
        frozenset(step["operatorType"].split("@")[0] for step in steps),
    )


def _steps(plan: dict[str, Any]) -> Iterator[dict[str, Any]]:
    yield plan
    for child in plan.get("children", ()):
        yield from _steps(child)


def _rows(asked: Sequence[Asked], *, full: bool) -> Iterator[Row]:
    ranked = sorted(asked, key=lambda one: -one.warm)
    for one in ranked:
        told = f"first {one.cold:.2f} s, {one.rows} rows, {one.hits:,} hits, {', '.join(sorted(_entries(one)))}"
        yield at_most(f"`{one.name}` ({told})", one.warm, SECONDS, "{:.2f} s")
    scans = sorted(one.name for one in asked if one.operators & ALL)
    yield Row("questions that look at all nodes or all relationships", ", ".join(scans) or "none", "none", not scans)
    if full:
        yield at_least("questions", len(asked), 25, "{:.0f}")


def _entries(one: Asked) -> set[str]:
    """The operators by which the plan enters the graph."""
    return {name for name in one.operators if "Seek" in name or "Scan" in name}


if __name__ == "__main__":
    sys.exit(show("Questions on a large graph", measure(*(int(text) for text in sys.argv[1:]))))
