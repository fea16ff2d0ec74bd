"""`kg brief`: what is new since a day, and since the last rebuild."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.explore.brief import Brief, brief_lines, brief_of_change, brief_since
from kg.explore.marking import plain_text
from kg.graph.assemble import assemble
from kg.model import Graph
from kg.store import local_neo4j
from kg.store.database import connect, run_query
from kg.store.loading import load
from tests.commands import build_of, kg
from tests.worlds import SYMMETRIC, World


def week() -> World:
    """Until Wednesday plans are made and a meeting is told; Thursday's articles are new."""
    world = World().entity("norland", "Place")
    plans = world.article("mon", "2025-03-03", title="Plans", publisher="Herald")
    plans.says("[Anna Berg] is to meet [Tom Reed] on Wednesday.").claim("MET", status="planned", at="2025-03-05")
    plans.says("[Anna Berg] is to meet [Ida Moe] on Friday.").claim("MET", status="planned", at="2025-03-07")
    plans.says("[Anna Berg] is to phone [Jon Dahl] on Wednesday.").claim(
        "SPOKE_WITH", status="planned", at="2025-03-05"
    )
    told = world.article("tue", "2025-03-04", title="Told")
    told.says("[Tom Reed] attacked [Norland].").claim("ATTACKED", at="2025-03-03")
    return world


def thursday(world: World) -> World:
    first = world.article("thu", "2025-03-06", title="Done", publisher="Echo")
    first.says("[Anna Berg] met [Tom Reed] on Wednesday.").claim("MET", at="2025-03-05")
    first.says("[Anna Berg] will not meet [Ida Moe].").claim("MET", status="denied", at="2025-03-07")
    first.says("[Tom Reed] attacked [Norland].").claim("ATTACKED", at="2025-03-03")
    first.says("[Eva Lund] of [Norland] sacked [Jon Dahl].").claim("DISMISSED", 0, 2, at="2025-03-06").claim(
        "CITIZEN_OF", 0, 1
    )
    second = world.article("thu2", "2025-03-06", title="Also")
    second.says("[Eva Lund] sacked [Jon Dahl].").claim("DISMISSED", at="2025-03-06")
    second.says("[Eva Lund] met [Tom Reed] in 2019.").claim("MET", at="2019-01-01..2019-12-31")
    return world


def graph(world: World) -> Graph:
    extractions, resolution, stories = world.build()
    return assemble(extractions, resolution, stories, 0.0, SYMMETRIC)


def told(brief: Brief) -> dict[str, list[str]]:
    names = ("new", "more_sources", "came_true", "moved", "called_off", "slipped")
    return {name: [one.what for one in getattr(brief, name)] for name in names}


EXPECTED = {
    "new": ["Eva Lund DISMISSED Jon Dahl", "Eva Lund MET Tom Reed"],
    "more_sources": ["Tom Reed ATTACKED Norland"],
    "came_true": ["Anna Berg MET Tom Reed"],
    "moved": [],
    "called_off": ["Anna Berg MET Ida Moe"],
    "slipped": ["Anna Berg SPOKE_WITH Jon Dahl"],
}


def test_news_since_a_day_comes_by_kind_and_weight():
    found = brief_since(graph(thursday(week())), "2025-03-05")
    assert told(found) == EXPECTED
    assert (found.articles, [one.name for one in found.appeared]) == (2, ["Eva Lund"])
    assert found.new[0].sources == 2
    assert found.came_true[0].sentence == "Anna Berg met Tom Reed on Wednesday."


def test_what_came_with_a_rebuild_is_the_same_news():
    found = brief_of_change(graph(week()), graph(thursday(week())))
    assert told(found) == EXPECTED
    assert told(brief_of_change(graph(thursday(week())), graph(thursday(week()))))["new"] == []


def test_a_moved_plan_is_told_and_a_plan_still_ahead_is_not_late():
    world = week()
    later = world.article("thu", "2025-03-06").says("[Anna Berg] is to meet [Ida Moe] on Monday instead.")
    later.claim("MET", status="planned", at="2025-03-10", details=(("moved", True),))
    found = told(brief_since(graph(world), "2025-03-05"))
    assert found["moved"] == ["Anna Berg MET Ida Moe"]
    assert "Anna Berg MET Ida Moe" not in found["slipped"]


def test_printed_it_has_sentences_articles_and_who_appeared():
    lines = [plain_text(one) for one in brief_lines(brief_since(graph(thursday(week())), "2025-03-05"))]
    assert lines[:4] == ["2 new articles", "", "NEW", "  Eva Lund DISMISSED Jon Dahl · actual · 2025-03-06 · 2 sources"]
    assert "    “Anna Berg met Tom Reed on Wednesday.”  2025-03-06 · Echo · “Done”" in lines
    assert lines[-2:] == ["FOR THE FIRST TIME", "  Person: Eva Lund (3)"]


def test_the_command_reads_the_files_and_takes_the_day_before_the_newest_article(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.delenv("NEO4J_URI", raising=False)
    build = build_of(thursday(week()), tmp_path)
    ran = kg(capsys, "brief", "--build", build, "--home", tmp_path)
    assert (ran.code, "PLANS THAT CAME TRUE\n  Anna Berg MET Tom Reed" in ran.out) == (0, True), ran.err
    assert "brief · since: 2025-03-05 (the day before the newest article; --since DAY)" in ran.err
    assert "contradictions are left out" in ran.err
    whole = json.loads(kg(capsys, "brief", "--build", build, "--home", tmp_path, "--json").out)
    assert [one["what"] for one in whole["called_off"]] == ["Anna Berg MET Ida Moe"]
    wrong = kg(capsys, "brief", "--since", "Monday", "--build", build, "--home", tmp_path)
    assert (wrong.code, "--since Monday: is not a day; for example" in wrong.err) == (2, True)


def test_without_days_nothing_can_be_new(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    world = World()
    world.article("a").says("[Anna Berg] spoke.")
    ran = kg(capsys, "brief", "--build", build_of(world, tmp_path), "--home", tmp_path)
    assert (ran.code, "no article has a day" in ran.err) == (2, True)


@pytest.mark.neo4j
def test_with_a_server_it_names_contradictions(
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
    monkeypatch: pytest.MonkeyPatch,
    neo4j_server: local_neo4j.Connection,
):
    world = thursday(week())
    world.article("fri", "2025-03-06").says("[Anna Berg] did not meet [Tom Reed].").claim(
        "MET", status="denied", at="2025-03-05"
    )
    build = build_of(world, tmp_path)
    monkeypatch.setenv("NEO4J_URI", neo4j_server.uri)
    monkeypatch.setenv("NEO4J_PASSWORD", neo4j_server.password)
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password) as store:
        run_query(store, "MATCH (node) DETACH DELETE node", write=True)
        load(store, graph(world))
        ran = kg(capsys, "brief", "--build", build)
        run_query(store, "MATCH (node) DETACH DELETE node", write=True)
    assert "CONTRADICTIONS\n  Anna Berg MET Tom Reed · so or not: denied – actual" in ran.out, ran.err
