"""A week of a growing corpus through the real command line: the graph, and what `kg diff` says of it, day by day."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from kg.graph.graph_files import read_graph
from kg.store.database import connect, run_query
from kg.store.loading import load
from kg.store.local_neo4j import Connection
from tests.commands import kg

ARTICLES = {
    "mon-post": (
        "2025-03-03",
        "President Ada Falker of Norway will meet Chancellor Boris Lundsen of Austria in Oslo on Wednesday.",
        "Carla Norquist is due to visit Bergen on Thursday.",
        "Tomas Kron will visit Lisbon on Friday.",
    ),
    "wed-post": (
        "2025-03-05",
        "President Ada Falker of Norway met Chancellor Boris Lundsen of Austria in Oslo on Wednesday.",
        "Carla Norquist postponed her visit to Bergen to March 20.",
        "Tomas Kron called off his visit to Lisbon.",
    ),
    "wed-herald": (
        "2025-03-05",
        "Ada Falker met Boris Lundsen on Wednesday.",
        "Elena Solberg pledged 5 million euros to Ukraine on Tuesday.",
    ),
    "fri-post": ("2025-03-07", "Ada Falker thanked Boris Lundsen for his visit.", "Carla Norquist visited Turin."),
}
CORRECTED = ("2025-03-05", *ARTICLES["wed-herald"][1:2], "Elena Solberg pledged 7 million euros to Ukraine on Tuesday.")


class Week:
    """The folder of articles, and the graph of the last rebuild."""

    def __init__(self, folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
        self.folder = folder
        self._capsys = capsys
        (folder / "news").mkdir()

    def article(self, name: str, told: tuple[str, ...]) -> None:
        """Write an article: its date, then its paragraphs."""
        date, *paragraphs = told
        text = "\n\n".join(paragraphs)
        head = f"---\nid: {name}\ntitle: {name}\ndate: {date}\npublisher: {name.partition('-')[2]}\n---"
        (self.folder / "news" / f"{name}.md").write_text(f"{head}\n\n{text}\n", encoding="utf-8")

    def rebuild(self, *more: str) -> None:
        """Bring the graph up to date."""
        places = ("--home", self.folder / "home", "--build", self.folder / "build")
        ran = kg(self._capsys, "rebuild", self.folder / "news", "--no-load", "--workers", "0", *places, *more)
        assert ran.code == 0, ran.err

    def ties(self, kind: str, start: str, end: str) -> list[dict[str, Any]]:
        """The relationships of a kind between two, by status."""
        found = [
            one.properties
            for one in read_graph(self.folder / "build" / "graph").relationships
            if (one.type, one.start, one.end) == (kind, f"Entity:{start}", f"Entity:{end}")
        ]
        return sorted(found, key=lambda one: (one["status"], one.get("when_start", "")))

    def keys(self) -> set[str]:
        """The keys of all nodes."""
        return {node.key for node in read_graph(self.folder / "build" / "graph").nodes}

    def diff(self) -> dict[str, Any]:
        """What the last rebuild changed."""
        found: dict[str, Any] = json.loads(kg(self._capsys, "diff", "--json", "--build", self.folder / "build").out)
        return found

    def change(self, name: str) -> dict[str, Any]:
        """The one change of the last rebuild whose name begins so."""
        [found] = [one for one in self.diff()["changes"] if one["name"].startswith(name)]
        return dict(found)


def test_a_week(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    week = Week(tmp_path, capsys)
    _monday(week)
    _wednesday(week)
    _thursday(week)
    _friday(week)
    incremental = {file.name: file.read_bytes() for file in (tmp_path / "build" / "graph").iterdir()}
    week.rebuild("--fresh")
    assert {file.name: file.read_bytes() for file in (tmp_path / "build" / "graph").iterdir()} == incremental


def _monday(week: Week) -> None:
    """Three plans."""
    week.article("mon-post", ARTICLES["mon-post"])
    week.rebuild()
    for kind, start, end, day in (
        ("MET", "ada-falker", "boris-lundsen", "2025-03-05"),
        ("VISITED", "carla-norquist", "bergen", "2025-03-06"),
        ("VISITED", "tomas-kron", "lisbon", "2025-03-07"),
    ):
        [plan] = week.ties(kind, start, end)
        assert (plan["status"], plan["when_start"], plan["sources"]) == ("planned", day, 1)
        assert "first_planned" not in plan
        assert "history" not in plan


def _wednesday(week: Week) -> None:
    """One comes true, in two papers; one is moved, one called off: each is still one relationship."""
    week.article("wed-post", ARTICLES["wed-post"])
    week.article("wed-herald", ARTICLES["wed-herald"])
    week.rebuild()
    [met] = week.ties("MET", "ada-falker", "boris-lundsen")
    assert (met["status"], met["when_start"], met["place"]) == ("actual", "2025-03-05", "Oslo")
    assert (met["first_planned"], met["articles"], met["sources"]) == ("2025-03-03", 2, 2)
    assert met["history"] == ["2025-03-03 planned for 2025-03-05", "2025-03-05 actual for 2025-03-05"]
    [moved] = week.ties("VISITED", "carla-norquist", "bergen")
    assert (moved["status"], moved["when_start"], moved["moved"]) == ("planned", "2025-03-20", True)
    assert moved["history"] == ["2025-03-03 planned for 2025-03-06", "2025-03-05 planned for 2025-03-20, moved"]
    [off] = week.ties("VISITED", "tomas-kron", "lisbon")
    assert (off["status"], off["first_planned"]) == ("denied", "2025-03-03")
    assert off["history"] == ["2025-03-03 planned for 2025-03-07", "2025-03-05 denied"]

    changed = week.change("Ada Falker MET Boris Lundsen")
    assert changed["fields"]["status"] == {"before": "planned", "after": "actual"}
    assert changed["causes"] == ["article added: wed-herald", "article added: wed-post"]
    assert week.change("Tomas Kron VISITED Lisbon")["causes"] == ["article added: wed-post"]
    assert week.diff()["articles"] == [{"how": "added", "article": name} for name in ("wed-herald", "wed-post")]


def _thursday(week: Week) -> None:
    """A correction changes what it corrects, and nothing else."""
    [before] = week.ties("PLEDGED_TO", "elena-solberg", "ukraine")
    met = week.ties("MET", "ada-falker", "boris-lundsen")
    week.article("wed-herald", CORRECTED)
    week.rebuild()
    [after] = week.ties("PLEDGED_TO", "elena-solberg", "ukraine")
    assert (before["amount"], after["amount"]) == (5_000_000, 7_000_000)
    assert len(after["evidence"]) == 1
    assert "7 million" in after["evidence"][0]
    assert [one["sources"] for one in week.ties("MET", "ada-falker", "boris-lundsen")] == [met[0]["sources"]]
    assert week.change("Elena Solberg PLEDGED_TO Ukraine")["causes"] == ["article changed: wed-herald"]
    assert week.diff()["articles"] == [{"how": "changed", "article": "wed-herald"}]


def _friday(week: Week) -> None:
    """A withdrawn article takes with it what only it supported; what others say too stays, with one source less."""
    (week.folder / "news" / "wed-herald.md").unlink()
    week.article("fri-post", ARTICLES["fri-post"])
    week.rebuild()
    assert not week.ties("PLEDGED_TO", "elena-solberg", "ukraine")
    assert not {"Entity:elena-solberg", "Article:wed-herald"} & week.keys()
    [met] = week.ties("MET", "ada-falker", "boris-lundsen")
    assert (met["status"], met["articles"], met["sources"], met["plan_sources"]) == ("actual", 1, 1, 1)
    [turin] = week.ties("VISITED", "carla-norquist", "turin")
    assert turin["status"] == "actual"
    [bergen] = week.ties("VISITED", "carla-norquist", "bergen")
    assert bergen["status"] == "planned"
    assert week.change("Elena Solberg (Person)")["how"] == "gone"
    assert week.change("Elena Solberg PLEDGED_TO Ukraine")["causes"] == ["article removed: wed-herald"]


# ------------------------------------------------------------------ what contradicts stays side by side

AGAINST = {
    "one": (
        "2025-03-07",
        "Ada Falker met Boris Lundsen in Oslo on Wednesday.",
        "Elena Solberg pledged 5 million euros to Ukraine on Thursday.",
        "Carla Norquist signed a pact with Rune Tveit on Tuesday.",
        "Tomas Kron met Igor Haald in Bergen on Wednesday.",
    ),
    "two": (
        "2025-03-07",
        "Ada Falker did not meet Boris Lundsen on Wednesday.",
        "Elena Solberg pledged 7 million euros to Ukraine on Thursday.",
        "Carla Norquist signed a pact with Rune Tveit on Wednesday.",
        "Tomas Kron met Igor Haald in Lisbon on Wednesday.",
    ),
}


@pytest.mark.neo4j
def test_what_contradicts_stays_side_by_side_and_is_listed_with_both_sentences(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], neo4j_server: Connection, monkeypatch: pytest.MonkeyPatch
) -> None:
    week = Week(tmp_path, capsys)
    for name, told in AGAINST.items():
        week.article(name, told)
    week.rebuild()
    assert [one["status"] for one in week.ties("MET", "ada-falker", "boris-lundsen")] == ["actual", "denied"]
    assert [one["when_start"] for one in week.ties("SIGNED_WITH", "carla-norquist", "rune-tveit")] == [
        "2025-03-04",
        "2025-03-05",
    ]
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        run_query(store, "MATCH (n) DETACH DELETE n", write=True)
        load(store, read_graph(tmp_path / "build" / "graph"))
        monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
        ran = kg(capsys, "ask", "contradictions", "--json", "--uri", neo4j_server.uri)
        run_query(store, "MATCH (n) DETACH DELETE n", write=True)
    rows = {row["about"]: row for row in json.loads(ran.out)}
    assert len(json.loads(ran.out)) == 4
    for about, paragraph in (("so or not", 1), ("how much", 2), ("when", 3), ("where", 4)):
        both = {rows[about][side].strip() for side in ("sentence", "against")}
        assert both == {told[paragraph] for told in AGAINST.values()}
