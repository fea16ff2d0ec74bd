"""Ids: they turn as little as can be, and what turned is found by its former id."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from kg.graph.assemble import assemble
from kg.graph.diff import diff, full_text, summary
from kg.graph.former_ids import NAME, former_ids, note_renamed, renamed
from kg.graph.graph_files import read_graph, write_graph
from kg.model import EntityType, Graph
from kg.resolve.decisions import Decisions, Wrong
from tests.commands import kg
from tests.corpora import Written, resolved
from tests.worlds import SYMMETRIC, World


def named(*names: str, kind: EntityType = "Person") -> World:
    """A world whose entities are called as given, "id=name" each."""
    world = World()
    for one in names:
        ident, _, name = one.partition("=")
        world.entity(ident, kind, name)
    return world


def graph_of(world: World) -> Graph:
    extractions, resolution, stories = world.build()
    return assemble(extractions, resolution, stories, 0.0, SYMMETRIC)


def biden(ident: str, *more: str) -> Graph:
    """Berg met somebody called Biden, whose id is given; `more` articles mention him by his full name."""
    world = named(f"{ident}={ident}", "berg=Anna Berg", "lund=Eva Lund")
    world.article("a1", "2025-03-08").says(f"[Biden|{ident}] met [Berg|berg] and [Lund|lund].").claim("MET")
    for number, name in enumerate(more, 2):
        world.article(f"a{number}", "2025-03-09").says(f"[{name}|{ident}] left.")
    return graph_of(world)


# ------------------------------------------------------------------ the ids


def test_a_legal_form_that_comes_and_goes_turns_no_id():
    first, second = Written("a"), Written("b")
    first.organization("Velmora")
    for _ in range(3):
        second.organization("Velmora SA")
    assert resolved([first]).of["a"] == (("velmora",),)
    assert resolved([first, second]).of["a"] == (("velmora",),)


@pytest.mark.parametrize("more", ["a1", "z1"])
def test_one_more_of_a_name_turns_no_id_of_the_others(more: str):
    def articles(*idents: str) -> list[Written]:
        found = []
        for ident, title in zip(idents, ("striker", "finance minister"), strict=True):
            article = Written(ident)
            for _ in range(3 if ident == "b" else 2):
                article.person("David Miller", title=title)
            found.append(article)
        return found

    two = resolved(articles("b", "c"))
    ids = {two.of["b"][1][0], two.of["c"][1][0]}
    assert ids == {"david-miller", "david-miller-finance-minister"}
    other = Written(more)
    other.place("David Miller")
    three = resolved([*articles("b", "c"), other])
    assert {three.of["b"][1][0], three.of["c"][1][0]} == ids
    assert three.of[more] == (("david-miller-place",),)


# ------------------------------------------------------------------ what stands for the same


def test_a_name_that_grows_is_the_same_under_another_id():
    assert renamed(biden("biden"), biden("joe-biden", "Joe Biden")) == {"Entity:biden": "Entity:joe-biden"}


def test_what_is_joined_to_an_entity_leads_to_it():
    apart = named("velmora=Velmora", "vsa=Velmora SA", kind="Organization")
    apart.article("a1").says("[Velmora] grew.")
    apart.article("a2").says("[Velmora SA|vsa] shrank.")
    one = named("velmora=Velmora", kind="Organization")
    one.article("a1").says("[Velmora] grew.")
    one.article("a2").says("[Velmora SA|velmora] shrank.")
    assert renamed(graph_of(apart), graph_of(one)) == {"Entity:vsa": "Entity:velmora"}
    changed = diff(graph_of(apart), graph_of(one), {}, {})
    assert [change.how for change in changed.changes if change.how != "changed"] == ["joined"]


def test_two_that_change_places_are_told_apart_by_their_mentions():
    def port(place: str, firm: str) -> Graph:
        world = World().entity(place, "Place", "Copen").entity(firm, "Organization", "Copen")
        world.article("a1").says(f"[Copen|{place}] is a town.")
        world.article("a2").says(f"[Copen|{firm}] is a firm.")
        return graph_of(world)

    before, after = port("copen-place", "copen"), port("copen", "copen-organization")
    assert renamed(before, after) == {
        "Entity:copen": "Entity:copen-organization",
        "Entity:copen-place": "Entity:copen",
    }
    assert summary(diff(before, after, {}, {})).splitlines()[0] == ("entities: 0 added, 0 gone, 0 changed, 2 renamed")


def test_who_went_with_the_article_and_who_is_called_otherwise_are_not_the_same():
    world = named("reed=Tom Reed")
    world.article("a2").says("[Reed|reed] left.")
    assert renamed(biden("biden"), graph_of(world)) == {}
    other = named("reed=Tom Reed", "berg=Anna Berg", "lund=Eva Lund")
    other.article("a1", "2025-03-08").says("[Reed|reed] met [Berg|berg] and [Lund|lund].").claim("MET")
    assert renamed(biden("biden"), graph_of(other)) == {}


def test_the_diff_has_one_line_for_who_goes_by_another_id_and_none_for_what_only_he_changed():
    changed = diff(biden("biden"), biden("joe-biden", "Joe Biden"), {}, {})
    assert [(one.what, one.how) for one in changed.changes] == [("entity", "renamed")]
    text = full_text(changed)
    assert "~ joe-biden (Person)" in text
    assert "id: biden → joe-biden" in text


# ------------------------------------------------------------------ the list


def test_the_list_leads_on_to_the_newest_id_and_forgets_what_is_used_again(tmp_path: Path):
    folder = tmp_path / "graph"
    note_renamed(folder, biden("biden"), biden("joe-biden"))
    assert former_ids(folder) == {"biden": "joe-biden"}
    note_renamed(folder, biden("joe-biden"), biden("joseph-biden"))
    assert former_ids(folder) == {"biden": "joseph-biden", "joe-biden": "joseph-biden"}
    note_renamed(folder, biden("joseph-biden"), biden("biden"))
    assert former_ids(folder) == {"joe-biden": "biden", "joseph-biden": "biden"}


@pytest.mark.parametrize("rubbish", ["{", "[]\n", '{"id": "a"}\n', "1\n"])
def test_a_damaged_list_counts_as_none(tmp_path: Path, rubbish: str):
    (tmp_path / NAME).write_text(rubbish)
    assert former_ids(tmp_path / "graph") == {}
    note_renamed(tmp_path / "graph", biden("biden"), biden("joe-biden"))
    assert former_ids(tmp_path / "graph") == {"biden": "joe-biden"}


def test_commands_and_pages_find_who_goes_by_another_id(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    build = tmp_path / "build"
    write_graph(biden("joe-biden", "Joe Biden"), build / "graph")
    note_renamed(build / "graph", biden("biden"), biden("joe-biden", "Joe Biden"))
    shown = kg(capsys, "show", "biden", "--json", "--build", build)
    assert json.loads(shown.out)["id"] == "joe-biden"
    assert "'biden' is now 'joe-biden'" in shown.err
    explained = kg(capsys, "explain", "biden", "berg", "--build", build)
    assert (explained.code, "MET" in explained.out) == (0, True)
    page = tmp_path / "page.html"
    assert kg(capsys, "view", "--out", page, "--build", build).code == 0
    assert '"former":{"biden":' in page.read_text(encoding="utf-8")


def test_the_graph_is_the_same_with_a_list_and_from_nothing(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    news, kept, fresh = tmp_path / "news", tmp_path / "kept", tmp_path / "fresh"
    news.mkdir()
    rebuild = ("rebuild", news, "--no-load", "--workers", "0", "--home", tmp_path / "home", "--build")
    lines = "---\ndate: 2025-03-03\n---\n\nNorwegian Prime Minister Berg met Tom Reed in Oslo. Berg was pleased.\n"
    (news / "one.md").write_text(lines)
    kg(capsys, *rebuild, kept)
    before = {node.properties["id"] for node in read_graph(kept / "graph").nodes if "Entity" in node.labels}
    assert "berg" in before
    (news / "two.md").write_text(lines.replace(" Berg", " Anna Berg").replace("03-03", "03-04") + "Anna Berg left.\n")
    kg(capsys, *rebuild, kept)
    assert former_ids(kept / "graph") == {"berg": "anna-berg"}
    kg(capsys, *rebuild, fresh)
    assert not (fresh / NAME).exists()
    for file in ("nodes.jsonl", "relationships.jsonl", "manifest.json"):
        assert (kept / "graph" / file).read_bytes() == (fresh / "graph" / file).read_bytes()


# ------------------------------------------------------------------ decisions


def test_a_decision_by_id_is_about_who_goes_or_went_by_it():
    article = Written("a")
    article.person("Joe Biden")
    article.person("Anna Berg")
    article.place("Copen")
    article.organization("Velmora SA")
    decided = Decisions(
        drop=(("anna-berg", "why"),), rename=(("joe-biden", "Joseph Biden", "why"),),
        type=(("copen-place", "Organization", "why"), ("velmora-sa", "Place", "why")),
    )  # fmt: skip
    found = resolved([article], decisions=decided)
    assert found.of["a"] == (("joseph-biden",), (), ("copen",), ("velmora-sa",))
    assert found.entities["copen"].type == "Organization"


def test_names_that_a_decision_joins_by_id_keep_the_name_of_the_first():
    article = Written("a")
    article.person("Joe Biden")
    article.person("Jim Crow")
    found = resolved([article], decisions=Decisions(same=((("joe-biden", "jim-crow"), "why"),)))
    assert [(one.id, one.name) for one in found.entities.values()] == [("joe-biden", "Joe Biden")]


def test_a_claim_is_struck_out_by_the_id_of_any_of_its_names():
    article = Written("a")
    article.person("Joe Biden")
    article.person("Anna Berg")
    wrong = Wrong("joe-biden", "MET", "anna-berg", "", "why")
    [struck] = resolved([article], decisions=Decisions(wrong=(wrong,))).struck
    assert (struck.subjects, struck.objects) == (frozenset({"joe-biden"}), frozenset({"anna-berg"}))
