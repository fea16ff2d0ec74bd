"""Twenty questions of an analyst on the samples, answered by reading before any was asked: `tests/analyst.py`."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.model import Graph
from kg.paths import shipped
from kg.store.database import Store
from kg.store.local_neo4j import Connection
from tests.analyst import Question, asked, by_cypher, by_page, by_words, on_page, page_of
from tests.chromium import chromium_fixture, page_fixture  # noqa: F401  fixtures

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.neo4j, pytest.mark.slow]


def met(name: str) -> str:
    return (
        f"MATCH (:Person {{name: '{name}'}})-[t:MET|SPOKE_WITH]-(o:Entity) "
        "RETURN DISTINCT o.name, type(t), t.status, toString(t.when_start)"
    )


def holds(office: str) -> str:
    return (
        f"MATCH (p:Person)-[t:HOLDS_OFFICE {{status: 'actual'}}]->(:Office {{name: '{office}'}}) "
        "WHERE t.held_until IS NULL RETURN DISTINCT p.name"
    )


WITH = "with how status begins"
QUESTIONS = (
    Question("Who met Naruhito?", WITH, (
        ("Donald Trump", "MET", "actual", "2025-10-27"), ("Donald Trump", "MET", "actual", "2019-05-01"),
    ), met("Naruhito"),
        page="of=naruhito&relations=MET,SPOKE_WITH", reads="other relation status"),
    Question("Who met Kim Jong Un?", WITH, (
        ("Donald Trump", "MET", "actual", "2019-06-01"), ("Donald Trump", "MET", "possible", None),
    ), met("Kim Jong Un"),
        page="of=kim-jong-un&relations=MET,SPOKE_WITH", reads="other relation status"),
    Question("Who met Sergei Lavrov?", WITH, (
        ("Marco Rubio", "SPOKE_WITH", "actual", "2025-10-20"),
    ), met("Sergei Lavrov"),
        page="of=sergei-lavrov&relations=MET,SPOKE_WITH", reads="other relation status"),
    Question("Who met Emmanuel Macron?", "with how status", (
        ("Friedrich Merz", "MET", "actual"),
    ), met("Emmanuel Macron").replace(", toString(t.when_start)", ""),
        page="of=emmanuel-macron&relations=MET,SPOKE_WITH", reads="other relation status"),
    Question("Who is treasury secretary of the United States?", "then person", (
        ("holds it", "Scott Bessent"),
    ), holds("Treasury Secretary of the United States").replace("DISTINCT ", "'holds it', "),
        page="of=treasury-secretary:united-states&relations=HOLDS_OFFICE", reads="status from"),
    Question("Who is president of South Korea?", "then person", (
        ("holds it", "Lee Jae Myung"), ("before", "Yoon Suk Yeol"), ("before", "Moon Jae-in"),
    ), "MATCH (p:Person)-[t:HOLDS_OFFICE]->(:Office {name: 'President of South Korea'}) "
       "RETURN CASE WHEN t.held_until IS NULL AND t.status = 'actual' THEN 'holds it' ELSE 'before' END, p.name",
        page="of=president:south-korea&relations=HOLDS_OFFICE", reads="status from"),
    Question("Who is chief executive of Starbucks?", "then person since", (
        ("planned", "Brian Niccol", "2024-09-09"), ("before", "Howard Schultz", None),
        ("before", "Laxman Narasimhan", "2023-03-01"),
    ), "MATCH (p:Person)-[t:HOLDS_OFFICE]->(:Office {name: 'Chief Executive of Starbucks'}) "
       "RETURN CASE t.status WHEN 'former' THEN 'before' ELSE t.status END, p.name, toString(t.since)",
        missed=(("before", "Laxman Narasimhan", "2023-03-01"),),
        page="of=chief-executive:starbucks&relations=HOLDS_OFFICE", reads="status from"),
    Question("Who visited Warsaw?", "visitor status begins", (
        ("Friedrich Merz", "actual", "2025-05-07"),
    ), "MATCH (p)-[t:VISITED]->(:Place {name: 'Warsaw'}) RETURN p.name, t.status, toString(t.when_start)",
        page="of=warsaw&relations=VISITED", reads="from status"),
    Question("Where did Friedrich Merz go?", "place status begins", (
        ("Paris", "actual", "2025-05-07"), ("Warsaw", "actual", "2025-05-07"), ("Brussels", "planned", "2025-05-09"),
        ("Élysée", "actual", None),
    ), "MATCH (:Person {name: 'Friedrich Merz'})-[t:VISITED]->(p) RETURN p.name, t.status, toString(t.when_start)",
        page="of=friedrich-merz&relations=VISITED", reads="to status"),
    Question("Who founded Chipotle?", "who tie", (
        ("Steve Ells", "FOUNDED"), ("Brian Niccol", "LEADS"),
        ("Scott Boatwright", "Chief Operating Officer of Chipotle"),
    ), "MATCH (p)-[t:FOUNDED|WORKS_FOR|LEADS]->(:Organization {name: 'Chipotle'}) RETURN p.name AS who, type(t) AS tie "
       "UNION MATCH (p)-[:HOLDS_OFFICE]->(o)-[:OFFICE_OF]->(:Organization {name: 'Chipotle'}) "
       "RETURN p.name AS who, o.name AS tie",
    missed=(("Brian Niccol", "LEADS"),),
        page="of=chipotle&relations=FOUNDED,LEADS,WORKS_FOR,OFFICE_OF", reads="from relation",
        told=(("Steve Ells", "FOUNDED"), ("Chief Operating Officer of Chipotle", "OFFICE_OF"))),
    Question("Who works for Baltic Forum?", "who tie", (
        ("Henrik Aalto", "WORKS_FOR"),
    ), "MATCH (p)-[t:WORKS_FOR]->(:Organization {name: 'Baltic Forum'}) RETURN p.name, type(t)",
        page="of=baltic-forum&relations=WORKS_FOR", reads="from relation"),
    Question("Who is married to Shinzo Abe?", "relative kin status", (
        ("Akie Abe", "spouse", "former"),
    ), "MATCH (p)-[t:SPOUSE_OF]-(:Person {name: 'Shinzo Abe'}) RETURN p.name, 'spouse', t.status",
        page="of=shinzo-abe&relations=SPOUSE_OF", reads="other status", told=(("Akie Abe", "former"),)),
    Question("Who is Melania Trump married to?", "relative kin status", (
        ("Donald Trump", "spouse", "actual"),
    ), "MATCH (p)-[t:SPOUSE_OF]-(:Person {name: 'Melania Trump'}) RETURN p.name, 'spouse', t.status",
        page="of=melania-trump&relations=SPOUSE_OF", reads="other status", told=(("Donald Trump", "actual"),)),
    Question("Who accompanied Ulf Kristersson?", "companion status", (
        ("Tobias Billstrom", "actual"), ("Victoria", "planned"),
    ), "MATCH (p)-[t:ACCOMPANIED]->(:Person {name: 'Ulf Kristersson'}) RETURN p.name, t.status",
        page="of=ulf-kristersson&relations=ACCOMPANIED", reads="from status"),
    Question("Which plans slipped?", "who what whom begins", (
        ("Friedrich Merz", "VISITED", "Brussels", "2025-05-09"),
        ("Donald Trump", "SPOKE_WITH", "Friedrich Merz", "2025-05-08"),
        ("Friedrich Merz", "MET", "Ursula von der Leyen", "2025-05-09"),
    ), "MATCH (a)-[t:VISITED|SPOKE_WITH|MET]->(b) WHERE t.status = 'planned' "
       "AND date('2024-10-31') < t.when_start < date('2025-10-01') "
        "RETURN a.name, type(t), b.name, toString(t.when_start)",
        page="status=planned&relations=VISITED,SPOKE_WITH,MET&from=2025-05&to=2025-05&undated=no",
        reads="from relation to"),
    Question("What was denied?", "who what whom how", (
        ("Donald Trump", "MET", "Xi Jinping", "elsewhere"), ("Donald Trump", "VISITED", "North Korea", "not so"),
        ("Donald Trump", "MET", "Vladimir Putin", "called off"),
        ("Ulf Kristersson", "MET", "Viktor Orban", "refused"), ("Gerry Adams", "MET", "Ian Paisley", "refused"),
    ), "MATCH (c:Claim {status: 'denied'})-[:SUBJECT]->(a), (c)-[:OBJECT]->(b) "
       "RETURN DISTINCT a.name, c.type, b.name, coalesce(c.denial, 'not so')",
        page="status=denied", reads="from relation to"),
    Question("Who sanctioned Rosneft?", "actor act status", (
        ("United States", "SANCTIONED", "actual"), ("United Kingdom", "SANCTIONED", "actual"),
    ), "MATCH (a)-[t:SANCTIONED]->(:Organization {name: 'Rosneft'}) RETURN a.name, type(t), t.status",
    missed=(("United Kingdom", "SANCTIONED", "actual"),),
        page="of=rosneft&relations=SANCTIONED", reads="from relation status"),
    Question("Who appointed Friedrich Merz?", "who what status", (
        ("Frank-Walter Steinmeier", "APPOINTED", "actual"),
    ), "MATCH (a)-[t:APPOINTED]->(:Person {name: 'Friedrich Merz'}) RETURN a.name, type(t), t.status",
        page="of=friedrich-merz&relations=APPOINTED", reads="from relation status"),
    Question("Who are the rivals of Sanae Takaichi?", "tie other", (
        ("ALLY_OF", "Shinzo Abe"), ("RIVAL_OF", "Shinjiro Koizumi"),
    ), "MATCH (:Person {name: 'Sanae Takaichi'})-[t:ALLY_OF|RIVAL_OF]-(o) RETURN type(t), o.name",
        page="of=sanae-takaichi&relations=ALLY_OF,RIVAL_OF", reads="relation other"),
    Question("Who are citizens of Norway?", "person", (
        ("Jens Stoltenberg",),
    ), "MATCH (p:Person)-[:CITIZEN_OF]->(:Place {name: 'Norway'}) RETURN DISTINCT p.name",
        page="of=norway&relations=CITIZEN_OF", reads="from"),
)  # fmt: skip


@pytest.fixture(scope="module")
def samples(neo4j_server: Connection) -> Iterator[tuple[Store, Graph]]:
    """The samples in a real Neo4j, and as a graph."""
    with asked(shipped("samples"), neo4j_server) as both:
        yield both


@pytest.fixture(scope="module")
def file(samples: tuple[Store, Graph], tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The page of the samples."""
    made = tmp_path_factory.mktemp("page") / "graph.html"
    page_of(samples[1], made)
    return made


@pytest.mark.parametrize("question", QUESTIONS, ids=[question.words for question in QUESTIONS])
def test_command_line_and_cypher_answer_what_the_articles_tell(
    question: Question,
    samples: tuple[Store, Graph],
    neo4j_server: Connection,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
):
    monkeypatch.chdir(tmp_path)
    assert by_words(question, neo4j_server, capsys, monkeypatch) == question.expected
    assert by_cypher(question, samples[0]) == question.expected


@pytest.mark.browser
def test_the_page_tells_the_same(file: Path, page: Page):
    told = {question.words: by_page(question, page, file) for question in QUESTIONS}
    assert told == {question.words: on_page(question) for question in QUESTIONS}


def test_there_are_twenty():
    assert len(QUESTIONS) == 20
