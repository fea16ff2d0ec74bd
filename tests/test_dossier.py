"""`kg show` and `kg find`: whom a name means, and all that the graph says of them."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from kg.explore.dossier import make_dossier
from kg.explore.finding import find_in_files
from kg.graph.corpus import index_corpus
from kg.graph.graph_scan import read_entities, read_touching
from kg.graph.nodes import entity_nodes
from kg.model import Node
from kg.naming import match_name
from kg.post_names import match_post, synonyms
from tests.commands import build_of, kg
from tests.worlds import World


def harbour() -> World:
    """Anna Berg, premier of Norland, met Tom Reed in Oslo, as two papers say; another Berg sails."""
    world = World()
    world.entity("norland", "Place", iso2="NL")
    world.entity("oslo", "Place")
    world.entity(
        "prime-minister:norland", "Office", "Prime Minister of Norland", title="prime minister", body="norland"
    )
    world.entity(
        "anna-berg", aliases=(("Berg", 3), ("Anna Berg", 2)), merged_because=("Berg = Anna Berg: the same post",)
    )
    world.entity("lars-berg", aliases=(("Berg", 2), ("Lars Berg", 1)))
    first = world.article("a1", "2025-10-27", title="Talks in Oslo", publisher="Norland Post", path="a1.txt")
    first.says("[Anna Berg] met [Tom Reed] in [Oslo|oslo] on Monday.").claim("MET", at="2025-10-27", place=2)
    first.says("[Norland|norland] is led by [Anna Berg], its [premier|prime-minister:norland].")
    first.claim("HOLDS_OFFICE", 1, 2, details=(("since", "2025-10-21"),), confidence=0.8)
    first.quote("led", speaker=1)
    second = world.article("a2", "2025-10-28", title="What was said", path="a2.txt")
    second.says("[Tom Reed] met [Anna Berg].").claim("MET", confidence=0.7)
    second.says("[Lars Berg] sailed to [Oslo|oslo].").claim("VISITED")
    world.story("s1", "a1").story("s2", "a2")
    return world


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return build_of(harbour(), tmp_path_factory.mktemp("harbour"))


def test_a_dossier_has_names_offices_and_relationships_with_their_best_evidence(build: Path):
    entities = read_entities(build / "graph")
    anna = make_dossier(build / "graph", entities["Entity:anna-berg"], entities)
    assert anna.names == (("Berg", 3), ("Anna Berg", 2))
    assert anna.merged_because == ("Berg = Anna Berg: the same post",)
    [office] = anna.offices
    assert (office.other_name, office.status, office.details) == (
        "Prime Minister of Norland", "actual", {"since": "2025-10-21"},
    )  # fmt: skip
    [met] = anna.ties
    assert (met.type, met.other_name, met.when, met.place) == ("MET", "Tom Reed", "2025-10-27", "Oslo")
    assert (met.sources, met.claims) == (2, 2)
    assert met.sentence == "Anna Berg met Tom Reed in Oslo on Monday."
    assert met.article is not None
    assert (met.article.title, met.article.published, met.article.where) == ("Talks in Oslo", "2025-10-27", "a1.txt")
    assert [one.article.id for one in anna.appearances] == ["a2", "a1"]
    assert [one.text for one in anna.quotations] == ["led"]


def test_it_says_the_days_of_a_life_and_who_else_took_part(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    world = World(events=frozenset({"MET"}))
    draft = world.article("a1", "2025-10-27").says("[Anna Berg], [Tom Reed] and [Ida Moe] met on Monday.")
    for one, other in ((0, 1), (0, 2), (1, 2)):
        draft.claim("MET", one, other, at="2025-10-27")
    draft.says("[Anna Berg] was born in May 1970.").claim("BORN", 0, 0, at="1970-05-01..1970-05-31", of_day=True)
    out = kg(capsys, "show", "Anna Berg", "--build", build_of(world, tmp_path)).out
    assert "mentioned 2 times in 1 article · born 1970-05" in out
    assert "  Tom Reed · actual · 2025-10-27 · together with Ida Moe · 1 source, 1 claim" in out


def test_a_post_shows_its_holders_and_whose_it_is(build: Path, capsys: pytest.CaptureFixture[str]):
    shown = kg(capsys, "show", "prime minister of norland", "--build", build)
    assert shown.code == 0
    assert "HOLDERS\n  Anna Berg · actual · since 2025-10-21" in shown.out
    assert "OFFICE_OF\n  → Norland" in shown.out


def test_a_printed_dossier_says_status_time_place_sources_sentence_and_article(
    build: Path, capsys: pytest.CaptureFixture[str]
):
    out = kg(capsys, "show", "Anna Berg", "--build", build).out
    assert "called Berg (3), Anna Berg (2)" in out
    assert "    Berg = Anna Berg: the same post" in out
    assert "MET\n  Tom Reed · actual · 2025-10-27 · at Oslo · 2 sources, 2 claims" in out
    assert "    “Anna Berg met Tom Reed in Oslo on Monday.”" in out
    assert "    2025-10-27 · Norland Post · “Talks in Oslo” · a1.txt" in out


def test_json_holds_what_is_printed_and_more(build: Path, capsys: pytest.CaptureFixture[str]):
    found = json.loads(kg(capsys, "show", "anna-berg", "--json", "--build", build).out)
    assert found["ties"][0]["other"] == "tom-reed"
    assert found["appearances"][0]["article"]["id"] == "a2"


def test_a_name_of_two_people_lists_both_and_is_refused(build: Path, capsys: pytest.CaptureFixture[str]):
    shown = kg(capsys, "show", "berg", "--build", build)
    assert shown.code == 2
    assert shown.out.index("anna-berg") < shown.out.index("lars-berg"), "the more often called so comes first"
    assert "'berg' may mean 2 entities" in shown.err


def test_a_name_that_nearly_all_use_for_one_means_that_one():
    world = World().entity("anna-berg", aliases=(("Berg", 30),)).entity("lars-berg", aliases=(("Berg", 3),))
    world.article("a").says("[Anna Berg] and [Lars Berg] sail.")
    nodes = _nodes(world)
    assert match_name(nodes, "Berg").chosen is not None
    world.entity("lars-berg", aliases=(("Berg", 4),))
    assert match_name(_nodes(world), "Berg").chosen is None


def test_of_several_called_so_the_one_whose_name_it_is_is_meant_if_it_is_called_so_most():
    world = World().entity("aldermoor", "Place", aliases=(("Aldermoor", 9),))
    world.entity("norland", "Place", aliases=(("Norland", 40), ("Aldermoor", 3)))
    world.article("a").says("[Aldermoor] and [Norland].")
    match = match_name(_nodes(world), "Aldermoor")
    assert match.chosen is not None
    assert match.chosen.node.properties["id"] == "aldermoor"
    world.entity("norland", "Place", aliases=(("Norland", 40), ("Aldermoor", 30)))
    assert match_name(_nodes(world), "Aldermoor").chosen is None


def _nodes(world: World) -> list[Node]:
    extractions, resolution, stories = world.build()
    return list(entity_nodes(index_corpus(extractions, resolution, stories, 0.0, frozenset())))


@pytest.mark.parametrize(
    "command",
    [
        ("show", "Ana Burg"),
        ("explain", "Ana Burg", "Tom Reed"),
        ("explain", "Tom Reed", "Ana Burg"),
        ("why", "Ana Burg"),
        ("view", "Ana Burg", "--out", "graph.html"),
        ("review", "--drop", "Ana Burg", "--reason", "Why.", "--decisions", "decisions.yaml"),
    ],
    ids=" ".join,
)
def test_a_name_that_matches_nothing_suggests_the_nearest_with_kind_and_count(
    build: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], command: list[str]
):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.rglob("*"))
    ran = kg(capsys, *command, "--build", build)
    assert (ran.code, ran.out, ran.err.count("\n")) == (2, "", 1)
    near = r"nothing in the graph is called 'Ana Burg'; the nearest: Anna Berg \(anna-berg\), Person, \d+ mentions"
    assert re.match(f"kg: {near}", ran.err)
    assert sorted(tmp_path.rglob("*")) == before


@pytest.mark.parametrize(
    "typed", ["premier of Norland", "the Norland premier", "Norland's prime minister", "PM of Norland"]
)
def test_a_post_is_found_by_its_description(typed: str, build: Path, capsys: pytest.CaptureFixture[str]):
    shown = kg(capsys, "show", typed, "--build", build)
    assert shown.code == 0, shown.err
    assert "Anna Berg" in shown.out.split("HOLDERS")[1]


@pytest.mark.parametrize("typed", ["premier of Oslo", "president of Norland", "premier", "Norland's"])
def test_what_no_post_is_called_is_none(typed: str, build: Path):
    assert not match_post(read_entities(build / "graph").values(), typed)


@pytest.mark.parametrize("typed", ["ANNA BERG", "anna-berg", "Ánna Berg", "berg anna", "Entity:anna-berg"])
def test_case_accents_order_and_hyphens_do_not_matter(typed: str, build: Path):
    match = match_name(read_entities(build / "graph").values(), typed)
    assert match.chosen is not None
    assert match.chosen.node.key == "Entity:anna-berg"


def test_a_type_narrows_what_a_name_means(build: Path, capsys: pytest.CaptureFixture[str]):
    assert kg(capsys, "show", "norland", "--type", "Office", "--build", build).out.startswith("Prime Minister")
    assert kg(capsys, "show", "norland", "--type", "Country", "--build", build).code == 2


def test_no_graph_is_named_with_its_remedy(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    shown = kg(capsys, "show", "anyone", "--build", tmp_path)
    assert shown.code == 2
    assert "kg rebuild" in shown.err


def test_a_damaged_file_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    build_of(harbour(), tmp_path)
    file = tmp_path / "graph" / "nodes.jsonl"
    file.write_text(file.read_text().replace('"name":"Tom Reed"', '"name":"Tom Reed'))
    shown = kg(capsys, "show", "anyone", "--build", tmp_path)
    assert shown.code == 2
    assert "nodes.jsonl: damaged" in shown.err


def test_text_from_articles_cannot_steer_the_terminal(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    world = World()
    world.article("a", title="\x1b[2Jgone\x07").says("[Anna Berg] met\x1b[31m [Tom Reed].\x9b").claim("MET")
    out = kg(capsys, "show", "anna-berg", "--build", build_of(world, tmp_path)).out
    assert "\x1b" not in out
    assert "\x9b" not in out
    assert "\x07" not in out


def test_keys_are_found_whatever_characters_they_hold(tmp_path: Path):
    odd = 'q"uo\\te","key":"x'
    world = World().entity(odd, name="Odd")
    world.article("a").says(f"[Odd|{odd}] met [Tom Reed].").claim("MET")
    folder = build_of(world, tmp_path) / "graph"
    assert {one.type for one in read_touching(folder, [f"Entity:{odd}"])} == {"MET", "MENTIONED_IN", "SUBJECT"}


# ------------------------------------------------------------------ find


def test_find_without_a_server_looks_in_the_graph_files(build: Path, capsys: pytest.CaptureFixture[str]):
    found = kg(capsys, "find", "berg", "--json", "--build", build, "--home", build / "no-home")
    assert found.code == 0
    assert [one["id"] for one in json.loads(found.out)] == ["anna-berg", "lars-berg"]
    assert "looked in the graph files" in found.err


@pytest.mark.parametrize(
    "words", ["premier of norland", "PM of Norland", "prime minister norl", "norland prime ministr"]
)
def test_a_post_is_found_by_other_words_beginnings_and_slips(words: str, build: Path):
    found = find_in_files(build / "graph", synonyms(words), "", 5)
    assert found[0].id == "prime-minister:norland"


def test_nothing_found_is_said_and_no_error(build: Path, capsys: pytest.CaptureFixture[str]):
    found = kg(capsys, "find", "zzzz", "--build", build, "--home", build / "no-home")
    assert (found.code, found.out) == (0, "")
    assert "nothing in the graph is called 'zzzz'" in found.err


def test_an_article_without_publisher_is_cited_by_the_agency_it_credits(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    world = World()
    for ident, more in (
        ("a", {"credits": ("Harbour Wire",)}),
        ("b", {"publisher": "Echo", "credits": ("Harbour Wire",)}),
    ):
        world.article(ident, "2025-03-03", **more).says("[Anna Berg] met [Tom Reed].").claim("MET")
    shown = kg(capsys, "show", "Anna Berg", "--build", build_of(world, tmp_path)).out
    assert "2025-03-03 · by Harbour Wire" in shown
    assert "2025-03-03 · Echo" in shown
