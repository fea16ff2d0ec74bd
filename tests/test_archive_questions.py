"""Twenty questions of an analyst on agency news of 1987, answered by reading before any was asked: `tests/analyst.py`.

The articles are those among the 201st to the 500th of the archive whose ids fall into the half that is for mending.
They are not part of the project. The archive lies beside it; without it these tests are skipped, and fail where CI is
set.
"""

from __future__ import annotations

import gzip
import json
import os
from collections.abc import Iterator
from hashlib import sha256
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model import Graph
from kg.store.database import Store
from kg.store.local_neo4j import Connection
from tests.analyst import Question, asked, by_cypher, by_page, by_words, on_page, page_of
from tests.chromium import chromium_fixture, page_fixture  # noqa: F401  fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]
ARCHIVE = Path(__file__).parents[2] / "shared" / "bench" / "archive_reuters.jsonl.gz"
FIRST, LAST = 200, 500


def holder(words: str, office: str, person: str) -> Question:
    """Who holds an office that nobody else is told to have held."""
    name, _, body = office.partition(" of ")
    return Question(
        words, "then person", (("holds it", person),),
        f"MATCH (p:Person)-[t:HOLDS_OFFICE]->(:Office {{name: '{office}'}}) "
        "RETURN 'holds it', p.name",
        page=f"of={_id(name)}:{_id(body)}&relations=HOLDS_OFFICE", reads="status from",
    )  # fmt: skip


def _id(name: str) -> str:
    return name.lower().replace(" ", "-")


def met(name: str) -> str:
    return f"MATCH (:Person {{name: '{name}'}})-[t:MET|SPOKE_WITH]-(o:Entity) RETURN DISTINCT o.name, t.status"


def went(name: str) -> str:
    return f"MATCH (:Person {{name: '{name}'}})-[t:VISITED]->(p) RETURN p.name, t.status"


MET = "&relations=MET,SPOKE_WITH"
QUESTIONS = (
    holder("Who is finance minister of Brazil?", "Finance Minister of Brazil", "Dilson Funaro"),
    holder("Who is prime minister of Japan?", "Prime Minister of Japan", "Yasuhiro Nakasone"),
    holder("Who is prime minister of Italy?", "Prime Minister of Italy", "Bettino Craxi"),
    holder("Who is oil minister of Saudi Arabia?", "Oil Minister of Saudi Arabia", "Hisham Nazer"),
    holder("Who is oil minister of Nigeria?", "Oil Minister of Nigeria", "Rilwanu Lukman"),
    holder("Who is chairman of Exco?", "Chairman of Exco", "Richard Lacy"),
    Question("Who is treasury secretary of the United States?", "then person", (
        ("holds it", "James Baker"), ("before", "Donald Regan"),
    ), "MATCH (p:Person)-[t:HOLDS_OFFICE]->(:Office {name: 'Treasury Secretary of the United States'}) "
       "RETURN CASE WHEN t.status = 'actual' THEN 'holds it' ELSE 'before' END, p.name",
        page="of=treasury-secretary:united-states&relations=HOLDS_OFFICE", reads="status from"),
    Question("Who met Dilson Funaro?", "with status", (
        ("Nigel Lawson", "actual"), ("Paul Volcker", "actual"), ("James Baker", "actual"), ("United States", "actual"),
    ), met("Dilson Funaro"), page=f"of=dilson-funaro{MET}", reads="other status",
        missed=(("United States", "actual"),)),
    Question("Who met Mario Brodersohn?", "with status", (
        ("James Baker", "actual"), ("Paul Volcker", "actual"), ("Michel Camdessus", "actual"),
        ("United States", "actual"),
    ), met("Mario Brodersohn"), page=f"of=mario-brodersohn{MET}", reads="other status"),
    Question("Where did Francisco Gros go?", "place status", (
        ("Washington", "actual"),
    ), went("Francisco Gros"), page="of=francisco-gros&relations=VISITED", reads="to status"),
    Question("Where did Boutros Boutros Ghali go?", "place status", (
        ("Ethiopia", "actual"), ("Djibouti", "actual"),
    ), went("Boutros Boutros Ghali"), page="of=boutros-boutros-ghali&relations=VISITED", reads="to status",
        missed=(("Ethiopia", "actual"), ("Djibouti", "actual"))),
    Question("Who visited Washington?", "visitor status", (
        ("Dilson Funaro", "actual"), ("Francisco Gros", "actual"), ("Taiwan", "planned"),
    ), "MATCH (p)-[t:VISITED]->(:Place {name: 'Washington'}) RETURN p.name, t.status",
        page="of=washington&relations=VISITED", reads="from status", wrong=(("Jaime Ongpin", "actual"),)),
    Question("Who accompanied Dilson Funaro?", "companion status", (
        ("Francisco Gros", "actual"),
    ), "MATCH (p)-[t:ACCOMPANIED]->(:Person {name: 'Dilson Funaro'}) RETURN p.name, t.status",
        page="of=dilson-funaro&relations=ACCOMPANIED", reads="from status"),
    Question("Who succeeded whom?", "successor predecessor status", (
        ("William Schanz", "Anastasios Kyriakides", "actual"), ("Robert Gates", "William Casey", "planned"),
    ), "MATCH (a)-[t:SUCCEEDED]->(b) RETURN a.name, b.name, t.status",
        page="relations=SUCCEEDED", reads="from to status",
        missed=(("Robert Gates", "William Casey", "planned"),)),
    Question("Who works for Dokkyo University?", "who tie", (
        ("Rei Shiratori", "WORKS_FOR"),
    ), "MATCH (p)-[t:WORKS_FOR]->(:Organization {name: 'Dokkyo University'}) RETURN p.name, type(t)",
        page="of=dokkyo-university&relations=WORKS_FOR", reads="from relation"),
    Question("Who leads the National Union of Mineworkers?", "who", (
        ("Cyril Ramaphosa",),
    ), "MATCH (p:Person)-->(:Office)-->(:Organization {name: 'National Union of Mineworkers'}) RETURN p.name",
        page="of=national-union-of-mineworkers&relations=OFFICE_OF", reads="from",
        told=(("Secretary General of the National Union of Mineworkers",),)),
    Question("Who aided Argentina?", "tie other status", (
        ("AIDED", "United States", "actual"),
    ), "MATCH (a)-[t:AIDED]->(:Place {name: 'Argentina'}) RETURN type(t), a.name, t.status",
        page="of=argentina&relations=AIDED", reads="relation from status"),
    Question("What agreements did China sign?", "tie party status", (
        ("SIGNED_WITH", "World Bank", "actual"),
    ), "MATCH (:Place {name: 'China'})-[t:SIGNED_WITH]-(b) RETURN type(t), b.name, t.status",
        page="of=china&relations=SIGNED_WITH", reads="relation other status"),
    Question("Who criticised Jaime Ongpin?", "words other", (
        ("ACCUSED", "Solita Monsod"),
    ), "MATCH (a)-[t:ACCUSED|CRITICIZED]->(:Person {name: 'Jaime Ongpin'}) RETURN type(t), a.name",
        page="of=jaime-ongpin&relations=ACCUSED,CRITICIZED", reads="relation from",
        missed=(("ACCUSED", "Solita Monsod"),)),
    Question("What is Exco a subsidiary of?", "other", (
        ("British and Commonwealth Shipping Co",),
    ), "MATCH (:Organization {name: 'Exco'})-[:PART_OF|OWNS]-(b) RETURN b.name",
        page="of=exco&relations=PART_OF,OWNS", reads="other", missed=(("British and Commonwealth Shipping Co",),),
        wrong=(("Commonwealth Shipping Co Plc",), ("RMJ",))),  # the name is cut; the other is owned by Exco
)  # fmt: skip


@pytest.fixture(scope="module")
def archive(neo4j_server: Connection, tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Store, Graph]]:
    """A slice of the archive in a real Neo4j, and as a graph."""
    if not ARCHIVE.is_file():
        if os.environ.get("CI"):
            pytest.fail(f"no {ARCHIVE.name} beside the project", pytrace=False)
        pytest.skip(f"no {ARCHIVE.name} beside the project")
    slice_of = tmp_path_factory.mktemp("archive") / "news.jsonl"
    with gzip.open(ARCHIVE, "rt", encoding="utf-8") as lines, slice_of.open("w", encoding="utf-8") as kept:
        kept.writelines(line for line in islice(lines, FIRST, LAST) if for_mending(json.loads(line)["id"]))
    with asked(slice_of, neo4j_server) as both:
        yield both


def for_mending(ident: str) -> bool:
    return sha256(ident.encode()).hexdigest()[0] < "8"


@pytest.fixture(scope="module")
def file(archive: tuple[Store, Graph], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the slice."""
    made = tmp_path_factory.mktemp("page") / "graph.html"
    page_of(archive[1], made)
    return made


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.words for question in QUESTIONS])
def test_command_line_and_cypher_answer_what_the_articles_tell(
    question: Question,
    archive: tuple[Store, Graph],
    neo4j_server: Connection,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
):
    monkeypatch.chdir(tmp_path)
    assert by_words(question, neo4j_server, capsys, monkeypatch) == question.expected
    assert by_cypher(question, archive[0]) == question.expected


@pytest.mark.browser
def test_the_page_tells_the_same(file: Path, page: Page):
    told = {question.words: by_page(question, page, file) for question in QUESTIONS}
    assert told == {question.words: on_page(question) for question in QUESTIONS}


def test_there_are_twenty():
    assert len(QUESTIONS) == 20
