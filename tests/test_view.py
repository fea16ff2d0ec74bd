"""`kg view`: one HTML file with the graph, its filters and dossiers, looked at in a real Chromium."""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.explore.view import around, link, whole
from kg.explore.view_library import JARS, library_scripts
from kg.explore.view_page import PARTS, as_json, render
from kg.model import Graph, Node, Relationship
from tests.chromium import chromium_fixture, page_fixture  # noqa: F401  fixtures
from tests.commands import build_of, kg
from tests.newsworld import news_world
from tests.viewing import Opener, clean, data_of, graph_of, opened_fixture  # noqa: F401  fixture
from tests.worlds import World

ANNA_TOM = ("Anna Berg", "Tom Reed")


def hostile() -> World:
    """Names, titles, sentences and addresses that try to be HTML or script."""
    world = World()
    world.entity(
        "evil", name='<img src=x onerror="window.hit=1">', aliases=(("</script><script>window.hit=2</script>", 3),)
    )
    world.entity("long", name="Honorary Deputy Assistant Secretary-General of the " + "Very " * 40 + "Long Name")
    story = world.article(
        "a",
        "2025-01-02",
        title="</script><b>bold</b><!--<script>",
        publisher="<i>Daily</i>",
        url="javascript:window.hit=3",
    )
    story.says('[<b>Evil|evil] met [the long one|long], </script><script>window.hit=4</script> & "quoted" \u2028.')
    story.claim("MET", at="2025-01-02")
    story.says("[Anna Berg] met [Tom Reed] & said <!-- nothing -->.").claim("MET", status="planned").quote(
        "nothing", speaker=0
    )
    return world


def star(size: int) -> Graph:
    """An entity in the middle of `size` others; two of these know one another."""
    nodes = [Node(f"Entity:e{i}", ("Person", "Entity"), {"id": f"e{i}", "name": f"E {i}"}) for i in range(size + 1)]
    ties = [Relationship(f"r{i}", "MET", "Entity:e0", f"Entity:e{i}", {"status": "actual"}) for i in range(1, size + 1)]
    return Graph(tuple(nodes), (*ties, Relationship("r", "MET", "Entity:e1", "Entity:e2", {"status": "actual"})))


# ------------------------------------------------------------------ what is in a page


def test_the_most_connected_come_first_and_what_is_too_much_is_counted():
    part = whole(star(5), most=3)
    assert [node.key for node in part.entities] == ["Entity:e0", "Entity:e1", "Entity:e2"]
    assert (len(part.ties), part.left_out) == (3, 3)


def test_the_surroundings_are_what_is_so_many_steps_away_and_the_ties_between():
    near = around(star(5), "Entity:e1")
    assert {node.key for node in near.entities} == {"Entity:e1", "Entity:e0", "Entity:e2"}
    assert near.entities[0].key == "Entity:e1"
    assert len(near.ties) == 3
    assert len(around(star(5), "Entity:e1", steps=2).entities) == 6


def test_a_tie_has_its_sentences_each_with_its_article():
    data = data_of(news_world())
    names = [entity["name"] for entity in data["entities"]]
    [met] = [
        tie
        for tie in data["ties"]
        if (tie["type"], tie["status"]) == ("MET", "actual") and (names[tie["from"]], names[tie["to"]]) == ANNA_TOM
    ]
    told = {(data["texts"][words], data["articles"][article]["title"]) for words, article in met["evidence"]}
    assert ("Anna Berg met Tom Reed at Quay Hall on Friday.", "Talks held") in told
    assert ("Anna Berg met Tom Reed in Portville on Friday.", "Talks held again") in told
    assert met["sources"] > 1
    assert data["types"]["MET"]["symmetric"]


def test_a_tie_names_who_else_took_part_and_an_entity_its_days():
    world = World(events=frozenset({"MET"}))
    draft = world.article("a", "2025-01-02").says("[Anna Berg], [Tom Reed] and [Ida Moe] met.")
    draft.claim("MET", 0, 1).claim("MET", 0, 2).claim("MET", 1, 2)
    draft.says("[Anna Berg] was born in 1970.").claim("BORN", 0, 0, at="1970-01-01..1970-12-31", of_day=True)
    data = data_of(graph_of(world))
    names = [entity["name"] for entity in data["entities"]]
    told = {
        frozenset({names[tie["from"]], names[tie["to"]]}): [names[at] for at in tie["with"]] for tie in data["ties"]
    }
    assert told[frozenset(ANNA_TOM)] == ["Ida Moe"]
    assert data["entities"][names.index("Anna Berg")]["facts"] == {"born": "1970"}


def test_who_left_an_office_by_the_newest_article_is_its_former_holder():
    world = World().entity("norland", "Place")
    world.entity("fm:norland", "Office", "Finance Minister of Norland", body="norland", one_holder=True)
    for ident, day, who in (
        ("a", "2025-01-01", "Ida Moe"),
        ("b", "2025-03-01", "Jon Dahl"),
        ("c", "2025-03-02", "Jon Dahl"),
    ):
        world.article(ident, day).says(f"[{who}] is [finance minister|fm:norland].").claim("HOLDS_OFFICE")
    data = data_of(graph_of(world))
    told = {
        (data["entities"][tie["from"]]["name"], tie["status"]) for tie in data["ties"] if tie["type"] == "HOLDS_OFFICE"
    }
    assert told == {("Ida Moe", "former"), ("Jon Dahl", "actual")}


def test_an_office_taken_in_some_week_is_held_since_and_not_for_that_week():
    world = World().entity("fm", "Office", "Finance Minister")
    draft = world.article("a", "2025-03-10").says("[Ida Moe] became [finance minister|fm] last week.")
    draft.claim("HOLDS_OFFICE", at="2025-03-03..2025-03-09", details=(("since", "2025-03-03"),))
    [tie] = data_of(graph_of(world))["ties"]
    assert (tie["start"], "end" in tie) == ("2025-03-03", False)


def test_a_quotation_is_in_the_dossier_of_its_speaker():
    data = data_of(news_world())
    [anna] = [entity for entity in data["entities"] if entity["name"] == "Anna Berg"]
    assert [data["texts"][words] for words, _ in anna["quotes"]] == ["Tom Reed is a friend,"]


def test_articles_are_linked_by_address_or_as_a_file_seen_from_the_page(tmp_path: Path):
    (tmp_path / "news").mkdir()
    article = tmp_path / "news" / "a #1?.txt"
    article.write_text("x")
    assert link("", str(article), tmp_path) == "news/a%20%231%3F.txt"
    assert link("", str(article), tmp_path / "pages") == "../news/a%20%231%3F.txt"
    assert link("https://example.org/a?b=1", str(article), tmp_path) == "https://example.org/a?b=1"


@pytest.mark.parametrize(
    "url", ["javascript:alert(1)", "data:text/html,x", "JAVASCRIPT:x", "vbscript:x", "file:///etc/passwd", ""]
)
def test_other_addresses_are_no_links(url: str, tmp_path: Path):
    assert link(url, "gone.txt", tmp_path) == ""


@given(st.text(st.characters(codec="utf-8")))
def test_no_text_ends_its_script_element_and_all_text_comes_back(text: str):
    written = as_json([text])
    assert "<" not in written
    assert json.loads(written) == [text]


def test_a_page_is_the_same_for_the_same_graph_and_loads_nothing():
    page = render("A & <b>", data_of(graph_of(hostile())), ["1;"])
    assert page == render("A & <b>", data_of(graph_of(hostile())), ["1;"])
    assert "<title>A &amp; &lt;b&gt;</title>" in page
    assert not re.search(r"""(src|href)\s*=\s*["']?(https?:)?//""", page)
    assert "{{" not in page


def test_only_the_scripts_of_the_page_are_allowed():
    page = render("t", data_of(star(2)), ["alert('</script>\\r\\n')"])
    policy = html.unescape(re.search(r'Content-Security-Policy" content="([^"]+)"', page)[1])  # type: ignore[index]
    scripts = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    assert len(scripts) == 1 + len(PARTS)
    for script in scripts:
        assert base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() in policy
    assert "unsafe-inline" not in policy.split("script-src")[1].split(";")[0]


def test_the_libraries_carry_their_licences():
    scripts = library_scripts(lambda _line: None)
    assert len(scripts) == len(JARS)
    assert all("Copyright" in script[:2000] for script in scripts)


# ------------------------------------------------------------------ the command


def test_the_command_writes_one_file_and_says_what_is_in_it(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    build = build_of(hostile(), tmp_path / "build")
    shown = kg(capsys, "view", "--out", tmp_path / "graph.html", "--build", build)
    assert shown.code == 0
    assert re.search(r"graph\.html: 4 entities, 2 relationships, \d\.\d MB", shown.out)
    around_one = kg(capsys, "view", "Anna Berg", "--out", tmp_path / "anna.html", "--build", build)
    assert "2 entities, 1 relationships" in around_one.out


def test_what_cannot_be_is_named(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    build = build_of(hostile(), tmp_path / "build")
    unknown = kg(capsys, "view", "Ana Burg", "--out", tmp_path / "x.html", "--build", build)
    assert (unknown.code, (tmp_path / "x.html").exists()) == (2, False)
    assert "the nearest: Anna Berg" in unknown.err
    nowhere = kg(capsys, "view", "--out", tmp_path / "no" / "x.html", "--build", build)
    assert nowhere.code == 2
    assert "does not exist" in nowhere.err
    assert kg(capsys, "view", "--build", tmp_path / "none").code == 2


# ------------------------------------------------------------------ in a browser


@pytest.mark.browser
def test_the_page_opens_from_a_file_and_draws_the_graph(opened: Opener):
    page = opened(news_world())
    counts = page.evaluate("[cy.nodes().length, cy.edges().length]")
    assert counts[0] > 10
    assert counts[1] > 15
    assert page.locator("#shown").inner_text().startswith(f"{counts[0]} of {counts[0]} entities")
    assert page.evaluate("cy.edges(\"[status = 'planned']\").first().style('line-style')") == "dashed"
    widths = page.evaluate(
        "cy.edges().map(e => [Math.max(...e.data('ties').map(t => data.ties[t].sources)), e.data('width')])"
    )
    assert min(width for sources, width in widths if sources > 1) > max(
        width for sources, width in widths if sources == 1
    )
    clean(page)


@pytest.mark.browser
def test_a_search_opens_the_dossier_with_sentences_and_articles(opened: Opener):
    page = opened(news_world())
    page.keyboard.press("/")
    page.keyboard.type("BERG an")
    page.keyboard.press("Enter")
    panel = page.locator("#panel")
    panel.get_by_role("heading", name="Anna Berg").wait_for()
    assert panel.get_by_text("Anna Berg met Tom Reed at Quay Hall on Friday.").is_visible()
    assert panel.get_by_text("Talks held").first.is_visible()
    panel.get_by_role("button", name="Tom Reed").first.click()
    panel.get_by_role("heading", name="Tom Reed").wait_for()
    page.keyboard.press("Escape")
    assert panel.is_hidden()
    clean(page)


@pytest.mark.browser
def test_a_name_that_nobody_has_is_told(opened: Opener):
    page = opened(news_world())
    page.locator("#search").fill("zzz")
    assert "Nobody and nothing here is called “zzz”" in page.locator("#nothing").inner_text()
    page.locator("#search").press("Enter")
    assert page.locator("#panel").is_hidden()


@pytest.mark.browser
def test_filters_by_type_status_relation_sources_and_time_take_away_and_give_back(opened: Opener):
    page = opened(news_world())
    ties = "cy.edges().map(e => e.data('ties').map(t => data.ties[t])).flat()"
    statuses = f"[...new Set({ties}.map(t => t.status))].sort()"
    everything = page.evaluate("cy.elements().length")
    assert page.evaluate(statuses) == ["actual", "denied", "former", "planned"]
    page.get_by_role("button", name="planned").click()
    assert page.evaluate(statuses) == ["actual", "denied", "former"]
    page.get_by_role("button", name="planned").click()
    page.get_by_role("button", name="Person").click()
    assert page.evaluate("cy.nodes().filter(n => data.entities[n.data('at')].type === 'Person').length") == 0
    page.get_by_role("button", name="Person").click()
    page.locator("#relations").get_by_label("met", exact=False).first.uncheck()
    assert page.evaluate("cy.elements().length") < everything
    page.get_by_role("button", name="all", exact=True).click()
    page.locator("#sources").fill("2")
    page.get_by_text("at least 2").wait_for()
    page.wait_for_timeout(300)
    assert page.evaluate(f"{ties}.every(t => t.sources >= 2)")
    page.locator("#sources").fill("1")
    page.locator("#undated").uncheck()
    page.locator("#from").fill(page.locator("#from").get_attribute("max") or "")
    page.wait_for_timeout(300)
    assert 0 < page.evaluate("cy.edges().length") < everything
    assert page.evaluate(f"{ties}.every(t => t.last >= bins.at(-1).from)")
    clean(page)


@pytest.mark.browser
def test_filters_that_leave_nothing_say_so_and_can_be_taken_back(opened: Opener):
    page = opened(news_world())
    page.get_by_role("button", name="none", exact=True).click()
    page.get_by_text("Nothing fits these filters.").wait_for()
    page.get_by_role("button", name="Show everything again").click()
    assert page.evaluate("cy.nodes().length") > 10
    clean(page)


@pytest.mark.browser
def test_a_graph_without_ties_says_so(opened: Opener):
    page = opened(Graph((), ()))
    assert page.get_by_text("This graph holds no ties").is_visible()
    clean(page)


@pytest.mark.browser
def test_names_sentences_and_titles_stay_text(opened: Opener):
    page = opened(graph_of(hostile()))
    page.locator("#search").fill("onerror")
    assert page.locator("#found").inner_text().startswith('<img src=x onerror="window.hit=1">')
    page.locator("#search").press("Enter")
    panel = page.locator("#panel")
    assert panel.locator("h2").inner_text() == '<img src=x onerror="window.hit=1">'
    assert '</script><script>window.hit=4</script> & "quoted"' in panel.inner_text()
    assert "</script><b>bold</b><!--<script>" in panel.inner_text()
    assert "<i>Daily</i>" in panel.inner_text()
    assert panel.locator("img, b, i, a, script").count() == 0
    assert page.evaluate("typeof window.hit") == "undefined"
    clean(page)


@pytest.mark.browser
def test_a_long_name_breaks_in_the_panel_and_is_shortened_in_the_drawing(opened: Opener):
    page = opened(graph_of(hostile()))
    page.locator("#search").fill("honorary")
    page.locator("#search").press("Enter")
    assert page.evaluate("panel.scrollWidth <= panel.clientWidth")
    assert page.evaluate("Math.max(...cy.nodes().map(n => n.data('label').length))") <= 46


@pytest.mark.browser
def test_clicking_a_line_shows_all_that_is_said_of_the_two(opened: Opener):
    page = opened(news_world())
    both = "['Anna Berg', 'Tom Reed'].every(name => e.connectedNodes().some(n => n.data('label') === name))"
    page.evaluate(f"void cy.edges().filter(e => {both})[0].emit('tap')")
    assert page.locator("#panel h2").inner_text() == "Anna Berg and Tom Reed"
    assert page.locator("#panel .badge").count() >= 2
    clean(page)


@pytest.mark.browser
def test_only_around_one_leaves_it_and_its_neighbours(opened: Opener):
    page = opened(star(9))
    page.locator("#search").fill("E 1")
    page.locator("#search").press("Enter")
    page.get_by_role("button", name="Only around this").click()
    assert page.evaluate("cy.nodes().length") == 3
    page.get_by_role("button", name="Show all again").click()
    assert page.evaluate("cy.nodes().length") == 10


@pytest.mark.browser
def test_a_page_about_one_entity_opens_with_its_dossier(opened: Opener):
    page = opened(news_world(), focus=1)
    assert page.locator("#panel h2").is_visible()


@pytest.mark.browser
def test_it_follows_the_dark_or_light_of_the_system_and_the_button(opened: Opener):
    page = opened(news_world(), scheme="dark")
    ground = "getComputedStyle(document.body).backgroundColor"
    dark = page.evaluate(ground)
    page.get_by_role("button", name="Dark or light").click()
    assert page.evaluate(ground) != dark


@pytest.mark.browser
def test_a_large_graph_starts_with_the_most_connected_and_can_show_all(opened: Opener):
    size = 1500
    nodes = [Node(f"Entity:e{i}", ("Place", "Entity"), {"id": f"e{i}", "name": f"Place {i}"}) for i in range(size)]
    ties = [
        Relationship(f"r{i}", "LOCATED_IN", f"Entity:e{i}", f"Entity:e{i // 7}", {"status": "actual"})
        for i in range(1, size)
    ]
    page = opened(Graph(tuple(nodes), tuple(ties)))
    assert page.evaluate("cy.nodes().length") <= 70
    page.locator("#limit").fill(str(size))
    page.wait_for_timeout(300)
    page.locator("#busy").wait_for(state="hidden")
    assert page.evaluate("cy.nodes().length") == size
    spread = page.evaluate("(() => { const box = cy.elements().boundingBox(); return [box.w, box.h]; })()")
    assert min(spread) > 1000, "they do not lie upon one another"
    clean(page)
