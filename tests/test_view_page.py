"""The page of `kg view` in a real Chromium: addresses, views, paths, reading, search, narrow screens, keyboard."""

from __future__ import annotations

import csv
import io
import re
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

from kg.explore.view_reading import Reading
from kg.model import Graph, Node, Relationship
from tests.axe import barriers
from tests.chromium import chromium_fixture, page_fixture  # noqa: F401  fixtures
from tests.newsworld import news_world
from tests.viewing import Opener, clean, data_of, graph_of, opened_fixture  # noqa: F401  fixture
from tests.worlds import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
PHONE = {"width": 390, "height": 844}
WIDE = {"width": 1280, "height": 800}
WORDS = "new URLSearchParams(location.hash.slice(1))"


def located_world() -> Graph:
    """Two states with coordinates, a meeting at a hall, and offices that are described rather than named."""
    world = World()
    world.entity("norland", "Place", "Norland", kind="country", latitude=60.0, longitude=10.0)
    world.entity("sudria", "Place", "Sudria", kind="country", latitude=-20.0, longitude=40.0)
    world.entity("quay", "Place", "Quay Hall", kind="facility", latitude=59.0, longitude=11.0)
    world.entity(
        "prime-minister:norland", "Office", "Prime Minister of Norland", title="prime minister", body="norland"
    )
    draft = world.article("a1", "2025-03-08", title="Cable cut", publisher="Daily")
    draft.says(
        "[Nora Solberg], [prime minister of Norland|prime-minister:norland], met [Tom Reed] at [Quay Hall|quay]."
    )
    draft.claim("HOLDS_OFFICE", 0, 1).claim("MET", 0, 2, place=3, at="2025-03-07")
    draft.says("Nobody knows who cut the undersea wire.")
    draft.says("[Norland] and [Sudria] signed a pact in August.").claim(
        "SIGNED_WITH", 0, 1, at="2024-08-01..2024-08-31"
    )
    draft.says("[Prime Minister of Norland|prime-minister:norland] is an office of [Norland].").claim("OFFICE_OF", 0, 1)
    return graph_of(world)


def chain(*sources: int) -> Graph:
    """A row of people, each tied to the next by so many sources; and a second way past the middle one."""
    count = len(sources) + 1
    nodes = [Node(f"Entity:e{i}", ("Person", "Entity"), {"id": f"e{i}", "name": f"Nils {i}"}) for i in range(count)]
    nodes.append(Node("Entity:x", ("Person", "Entity"), {"id": "x", "name": "Xenia Holm"}))
    ties = [
        Relationship(f"r{i}", "MET", f"Entity:e{i}", f"Entity:e{i + 1}", {"status": "actual", "sources": number})
        for i, number in enumerate(sources)
    ]
    past = [
        Relationship("p1", "MET", "Entity:e0", "Entity:x", {"status": "actual", "sources": 1}),
        Relationship("p2", "MET", "Entity:x", "Entity:e2", {"status": "actual", "sources": 1}),
    ]
    return Graph(tuple(nodes), (*ties, *past))


def find(page: Page, typed: str) -> list[str]:
    """The names that the search offers."""
    page.locator("#search").fill(typed)
    return page.locator("#found .name").all_inner_texts()


def choose(page: Page, typed: str) -> None:
    page.locator("#search").fill(typed)
    page.locator("#search").press("Enter")


# ------------------------------------------------------------------ addresses


def test_what_is_shown_has_an_address_and_back_leads_back(opened: Opener):
    page = opened(news_world())
    choose(page, "Anna Berg")
    assert page.evaluate(f"{WORDS}.get('entity')") == "anna-berg"
    page.locator("#panel .tie .other", has_text="Tom Reed").first.click()
    page.get_by_role("button", name="denied").click()
    assert page.evaluate(f"{WORDS}.get('status')") == "actual,former,planned,possible"
    page.go_back()
    page.locator(".chip[aria-pressed=false]").wait_for(state="detached")
    assert page.locator("#panel h2").inner_text() == "Tom Reed"
    page.go_back()
    page.locator("#panel h2", has_text="Anna Berg").wait_for()
    page.go_back()
    page.locator("#panel").wait_for(state="hidden")
    page.go_forward()
    page.locator("#panel h2", has_text="Anna Berg").wait_for()
    clean(page)


def test_a_page_opened_with_an_address_shows_what_that_says(opened: Opener):
    page = opened(
        news_world(), address="view=table&entity=anna-berg&status=planned&types=Person&sources=1&from=2025-03"
    )
    assert page.locator("#panel h2").inner_text() == "Anna Berg"
    assert page.get_by_role("button", name="Table").first.get_attribute("aria-pressed") == "true"
    assert set(page.locator("td .badge").all_inner_texts()) == {"planned"}
    assert page.locator(".chip[aria-pressed=true] .label").all_inner_texts() == ["Person", "planned"]
    page.reload()
    page.locator("#panel h2", has_text="Anna Berg").wait_for()
    clean(page)


@pytest.mark.parametrize("address", ["entity=nobody&view=cellar&from=x&most=-3&sources=many", "path=anna-berg", "%%%"])
def test_an_address_of_what_is_not_there_opens_the_page_all_the_same(opened: Opener, address: str):
    page = opened(news_world(), address=address)
    assert page.evaluate("cy.nodes().length") > 0
    assert page.locator("#panel").is_hidden()
    clean(page)


# ------------------------------------------------------------------ what the filters hide


def test_a_dossier_follows_the_filters_and_says_what_they_hide(opened: Opener):
    page = opened(news_world(), address="status=planned&entity=anna-berg")
    panel = page.locator("#panel")
    assert set(panel.locator(".badge").all_inner_texts()) == {"planned"}
    hidden = page.evaluate("tiesOf[entityAt.get('anna-berg')].filter(tie => tie.status !== 'planned').length")
    assert panel.locator(".hidden-ties").inner_text().startswith(f"{hidden} ties hidden by the filters")
    panel.get_by_role("button", name="show").click()
    assert "denied" in panel.locator(".badge").all_inner_texts()
    panel.get_by_role("button", name="hide").click()
    assert set(panel.locator(".badge").all_inner_texts()) == {"planned"}
    clean(page)


def test_the_counters_say_what_they_count(opened: Opener):
    page = opened(news_world(), address="status=planned&entity=acme")
    assert "of the entities" in page.locator("#counts-why").inner_text()
    shown = page.locator("#shown").inner_text()
    passing, all_ = re.findall(r"(\d+) of (\d+) entities with a tie that fits · 1 opened by you", shown)[0]
    assert passing == all_
    hidden = page.evaluate("data.ties.filter(tie => tie.status !== 'planned').length")
    assert f"{hidden} ties hidden by the filters" in shown


def test_an_overview_has_one_line_for_two(opened: Opener):
    page = opened(news_world())
    pairs = page.evaluate("cy.edges().map(e => [e.source().id(), e.target().id()].sort().join())")
    assert len(pairs) == len(set(pairs)) < page.evaluate("data.ties.length")
    with_both = "e => ['anna-berg', 'tom-reed'].every(id => e.connectedNodes().some(n => idOf(n.data('at')) === id))"
    said = page.evaluate(f"cy.edges().filter({with_both}).map(e => [e.data('status'), e.data('words')])")
    assert said == [["actual", "met, praised, met (denied)"]]


def test_of_very_many_lines_the_best_supported_are_drawn_and_all_of_whom_one_opens(opened: Opener):
    size = 40
    nodes = [Node(f"Entity:e{i}", ("Person", "Entity"), {"id": f"e{i}", "name": f"E {i}"}) for i in range(size)]
    ties = [
        Relationship(
            f"r{i}-{j}", "MET", f"Entity:e{i}", f"Entity:e{j}", {"status": "actual", "sources": 1 + (j == i + 1)}
        )
        for i in range(size)
        for j in range(i + 1, size)
    ]
    page = opened(Graph(tuple(nodes), tuple(ties)))
    assert page.evaluate("cy.edges().length") == 300
    assert page.evaluate("cy.nodes().every(n => n.degree() > 0)")
    assert page.evaluate("cy.edges().filter(e => e.data('width') > 2).length") == size - 1
    assert "300 of 780 drawn, the best supported" in page.locator("#shown").inner_text()
    choose(page, "E 39")
    assert page.evaluate("cy.getElementById(`n${entityAt.get('e39')}`).degree()") == size - 1
    assert page.locator("#panel .tie").count() == 12
    page.locator("#panel").get_by_role("button", name="27 more").click()
    assert page.locator("#panel .tie").count() == size - 1
    clean(page)


# ------------------------------------------------------------------ table, time line, map, files


def test_the_table_has_what_fits_is_sorted_and_leads_to_the_sentences(opened: Opener):
    page = opened(news_world(), address="view=table")
    rows = page.locator("tbody tr")
    assert rows.count() == page.evaluate("data.ties.length")
    page.get_by_role("button", name="from", exact=True).click()
    names = page.locator("tbody tr td:first-child .other").all_inner_texts()
    assert names == sorted(names, key=str.casefold)
    page.get_by_role("button", name="from", exact=True).click()
    assert page.locator("tbody tr td:first-child .other").first.inner_text() == names[-1]
    assert page.locator("th[aria-sort=descending]").inner_text() == "from"
    page.get_by_role("button", name="planned").click()
    assert "planned" not in page.locator("td .badge").all_inner_texts()
    rows.filter(has_text="Tom Reed").get_by_role("button", name="met").first.click()
    assert page.locator("#panel h2").inner_text().endswith("Tom Reed")
    assert page.locator("#panel blockquote").count() > 0
    clean(page)


def test_the_time_line_runs_from_the_newest_and_says_what_has_no_date(opened: Opener):
    page = opened(news_world(), address="view=time")
    months = page.locator(".line h3").all_inner_texts()
    assert months[:2] == ["April 2025", "March 2025"]
    assert months[-1] == "2019"
    assert "April 2025" in page.locator(".events .day").first.inner_text()
    undated = page.evaluate("data.ties.filter(tie => !tie.start && !tie.end).length")
    assert f"{undated} ties more have no date" in page.locator("#list").inner_text()
    choose(page, "Ida Moe")
    page.locator("#panel").get_by_role("button", name="Time line").click()
    assert "of Ida Moe" in page.locator("#list h2").inner_text()
    assert all("Ida Moe" in row for row in page.locator(".events li").all_inner_texts())
    clean(page)


def test_a_long_table_shows_the_first_rows_and_then_more(opened: Opener):
    nodes = [Node(f"Entity:e{i}", ("Person", "Entity"), {"id": f"e{i}", "name": f"E {i}"}) for i in range(450)]
    ties = [Relationship(f"r{i}", "MET", f"Entity:e{i}", "Entity:e0", {"status": "actual"}) for i in range(1, 450)]
    page = opened(Graph(tuple(nodes), tuple(ties)), address="view=table")
    assert page.locator("tbody tr").count() == 200
    page.get_by_role("button", name="Show 200 more of 449").click()
    page.get_by_role("button", name="Show 49 more of 449").click()
    assert page.locator("tbody tr").count() == 449


def test_the_table_is_saved_as_csv_with_its_sentences_and_without_formulas(opened: Opener):
    world = World()
    world.entity("bad", name='=HYPERLINK("http://x")')
    world.article("a", "2025-01-02", title="A, B").says("[He|bad] met [Tom Reed].").claim("MET", at="2025-01-02")
    page = opened(graph_of(world), address="view=table")
    with page.expect_download() as saved:
        page.get_by_role("button", name="CSV").click()
    rows = list(csv.DictReader(io.StringIO(Path(saved.value.path()).read_text(encoding="utf-8-sig"))))
    assert saved.value.suggested_filename == "ties.csv"
    [row] = rows
    assert row["from"] == '\'=HYPERLINK("http://x")'
    assert (row["relation"], row["to"], row["start"], row["article"]) == ("MET", "Tom Reed", "2025-01-02", "A, B")
    assert row["sentence"] == "He met Tom Reed."
    clean(page)


def test_the_drawing_and_the_map_are_saved_as_pictures(opened: Opener):
    page = opened(located_world())
    with page.expect_download() as saved:
        page.get_by_role("button", name="Picture").click()
    assert Path(saved.value.path()).read_bytes().startswith(b"\x89PNG")
    page.get_by_role("button", name="Map").click()
    with page.expect_download() as saved:
        page.get_by_role("button", name="Picture").click()
    drawn = Path(saved.value.path()).read_text()
    assert drawn.startswith("<svg")
    assert "Norland" in drawn
    clean(page)


def test_the_map_shows_places_where_they_lie_and_opens_them(opened: Opener):
    page = opened(located_world(), address="view=map")
    north, south = (page.locator(f"#map circle[aria-label^={name}]").bounding_box() for name in ("Norland", "Sudria"))
    assert north is not None
    assert south is not None
    assert north["x"] < south["x"]
    assert north["y"] < south["y"]
    assert page.locator("#map .lines path").count() == 1
    page.locator("#map circle[aria-label^='Quay Hall']").focus()
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == "Quay Hall"
    assert "Nora Solberg" in page.locator("#panel").inner_text(), "what happened there is told"
    page.get_by_role("button", name="actual").first.click()
    assert page.locator("#map .places circle").count() == 0
    clean(page)


def test_where_no_coordinates_are_known_there_is_no_map(opened: Opener):
    page = opened(news_world())
    assert page.get_by_role("button", name="Map", exact=True).is_hidden()


# ------------------------------------------------------------------ paths


def test_a_path_is_the_shortest_best_supported_way_with_its_sentences(opened: Opener):
    page = opened(chain(3, 3, 2))
    choose(page, "Nils 0")
    page.get_by_role("button", name="Path to …").click()
    page.keyboard.type("Nils 3")
    page.keyboard.press("Enter")
    assert page.evaluate(f"{WORDS}.get('path')") == "e0 e3"
    assert page.locator("#panel header").inner_text().count("3 steps, by way of Nils 1, Nils 2") == 1
    others = page.locator("#panel .way summary").all_inner_texts()
    assert others == ["by way of Xenia Holm, Nils 2"]
    assert page.evaluate("cy.nodes('.chosen').map(n => n.data('label')).sort()") == [
        "Nils 0",
        "Nils 1",
        "Nils 2",
        "Nils 3",
    ]
    page.locator("#sources").fill("2")
    page.locator("#panel .way").wait_for(state="detached")
    page.locator("#sources").fill("3")
    page.get_by_text("No way of up to 8 ties that fit the filters.").wait_for()
    clean(page)


# ------------------------------------------------------------------ reading


def test_an_article_is_read_sentence_by_sentence_with_names_and_ties(opened: Opener):
    page = opened(news_world())
    choose(page, "Tom Reed")
    page.locator("#panel").get_by_role("button", name="Talks held", exact=True).first.click()
    assert page.locator("#panel h2").inner_text() == "Talks held"
    read = page.locator("#panel .read > p:first-child").all_inner_texts()
    assert read[0] == "Anna Berg met Tom Reed at Quay Hall on Friday."
    assert page.locator("#panel .read").first.locator("mark").all_inner_texts() == [
        "Anna Berg",
        "Tom Reed",
        "Quay Hall",
    ]
    assert "Anna Berg met Tom Reed" in page.locator("#panel .means").first.inner_text()
    page.locator("#panel mark button", has_text="Quay Hall").click()
    assert page.locator("#panel h2").inner_text() == "Quay Hall"
    page.go_back()
    page.locator("#panel h2", has_text="Talks held").wait_for()
    clean(page)


def test_what_the_graph_knows_of_an_article_stands_in_its_order_and_gaps_are_told():
    graph = located_world()
    data = data_of(graph)
    [article] = data["articles"]
    read = [(data["texts"][text], gap) for text, _, _, gap in article["sentences"]]
    assert [gap for _, gap in read] == [0, 1, 0]
    assert read[0][0].startswith("Nora Solberg, prime minister")
    assert read[1][0] == "Norland and Sudria signed a pact in August."


def test_a_quotation_within_a_sentence_is_not_read_twice():
    graph = news_world()
    texts: list[str] = []

    def numbered(words: str) -> int:
        texts.append(words)
        return len(texts) - 1

    index = {node.key: at for at, node in enumerate(node for node in graph.nodes if "Entity" in node.labels)}
    reading = Reading(graph, (), index, numbered)
    [article] = [node.key for node in graph.nodes if node.properties.get("title") == "Talks held"]
    reading.sentences(article)
    assert sum("is a friend" in text for text in texts) == 1


# ------------------------------------------------------------------ search


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("solburg", "Nora Solberg"),
        ("nroa", "Nora Solberg"),
        ("sudira", "Sudria"),
        ("norland premier", "Nora Solberg"),
        ("the prime minister of Norland", "Prime Minister of Norland"),
        ("Norland's premier", "Prime Minister of Norland"),
    ],
)
def test_the_search_forgives_slips_and_knows_descriptions(opened: Opener, typed: str, name: str):
    assert name in find(opened(located_world()), typed)


def test_the_search_finds_titles_and_sentences_and_opens_them(opened: Opener):
    page = opened(located_world())
    page.locator("#search").fill("pact august")
    page.locator("#found .text").click()
    assert page.locator("#panel h2").inner_text() == "Cable cut"
    assert page.locator("#panel .sought").inner_text().startswith("Norland and Sudria signed a pact")
    page.locator("#search").fill("cable")
    assert page.locator("#found .text").all_inner_texts() == ["Cable cut"]
    clean(page)


def test_a_short_word_is_no_slip_of_another(opened: Opener):
    assert find(opened(located_world()), "zom") == []


# ------------------------------------------------------------------ days and places


def test_days_and_places_are_written_as_people_write_them(opened: Opener):
    page = opened(located_world(), address="pair=norland%20sudria")
    assert "August 2024" in page.locator("#panel .tie").inner_text()
    page = opened(located_world(), address="entity=tom-reed")
    assert "7 March 2025 · at Quay Hall" in page.locator("#panel .tie").first.inner_text()
    spans = {
        ("2025-10-26", "2025-10-30"): "26–30 October 2025",
        ("2024-01-01", "2024-12-31"): "2024",
        ("2024-12", "2024-12"): "December 2024",
        ("2024-12-30", "2025-01-02"): "30 December 2024 – 2 January 2025",
    }
    spelt = page.evaluate("all => all.map(([a, b]) => spellSpan(a, b))", [list(ends) for ends in spans])
    assert spelt == list(spans.values())


def test_the_bars_of_time_have_no_gaps_and_one_old_year_does_not_squeeze_them(opened: Opener):
    world = World()
    for year in range(1, 13):
        world.article(f"a{year}", f"2024-{year:02}-03").says("[Anna Berg] met [Tom Reed].").claim(
            "MET", at=f"2024-{year:02}-02"
        )
    world.article("old", "2024-01-01").says("[Anna Berg] met [Eva Lund].").claim("MET", at="1934-05-06")
    page = opened(graph_of(world))
    assert page.evaluate("bins.map(bin => bin.label)")[:3] == ["before Jan 2024", "Jan 2024", "Feb 2024"]
    assert page.evaluate("bins.length") == 13
    page.locator("#to").fill("0")
    page.wait_for_timeout(300)
    assert page.evaluate("cy.nodes().map(n => n.data('label')).sort()") == ["Anna Berg", "Eva Lund"]


# ------------------------------------------------------------------ drawing


@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_names_do_not_lie_upon_one_another(page: Page, opened: Opener, size: dict[str, int]):
    page.set_viewport_size(size)  # type: ignore[arg-type]
    nodes = [
        Node(f"Entity:e{i}", ("Organization", "Entity"), {"id": f"e{i}", "name": f"Northern Shipping Board {i}"})
        for i in range(70)
    ]
    pairs = [(i, j) for i in range(70) for j in range(i + 1, 70) if i < 5 or j % 7 == (i + 1) % 7]
    ties = [
        Relationship(f"r{i}-{j}", "SIGNED_WITH", f"Entity:e{i}", f"Entity:e{j}", {"status": "actual"}) for i, j in pairs
    ]
    opened(Graph(tuple(nodes), tuple(ties)))
    page.wait_for_timeout(400)
    overlaps = """() => {
      const boxes = cy.nodes().filter(n => n.numericStyle('text-opacity') > 0)
        .map(n => n.boundingBox({ includeNodes: false, includeEdges: false, includeOverlays: false }));
      let worst = 0;
      boxes.forEach((a, i) => boxes.slice(i + 1).forEach(b => {
        const wide = Math.min(a.x2, b.x2) - Math.max(a.x1, b.x1), high = Math.min(a.y2, b.y2) - Math.max(a.y1, b.y1);
        if (wide > 0 && high > 0) worst = Math.max(worst, wide * high / Math.min(a.w * a.h, b.w * b.h));
      }));
      return [boxes.length, worst];
    }"""  # whatever the size: what Cytoscape leaves out for its size goes by a zoom that it rounds up
    written, worst = page.evaluate(overlaps)
    assert written > 4
    assert worst < 0.25, "the boxes have rims of some pixels"


def test_the_arrow_keys_walk_through_the_drawing_and_enter_opens(opened: Opener):
    page = opened(news_world())
    page.locator("#graph").focus()
    page.keyboard.press("ArrowRight")
    first = page.locator("#said").inner_text()
    assert re.fullmatch(r".+, (Person|Place|Office|Organization), \d+ ties?", first)
    for key in ("ArrowRight", "ArrowLeft", "ArrowUp", "ArrowDown"):
        page.keyboard.press(key)
        if page.locator("#said").inner_text() != first:
            break
    there = page.locator("#said").inner_text()
    assert there != first
    page.keyboard.press("Enter")
    assert page.locator("#panel h2").inner_text() == there.split(",")[0]
    clean(page)


# ------------------------------------------------------------------ narrow screens, and everybody


def test_on_a_phone_the_filters_are_folded_and_nothing_is_wider_than_the_screen(page: Page, opened: Opener):
    page.set_viewport_size(PHONE)
    opened(news_world())
    controls = "document.getElementById('controls').getBoundingClientRect().height"
    assert page.evaluate(controls) < 0.2 * PHONE["height"]
    assert page.evaluate("document.getElementById('graph').getBoundingClientRect().height") > 0.65 * PHONE["height"]
    page.get_by_role("button", name="Filters").click()
    page.get_by_role("button", name="planned").click()
    assert page.get_by_role("button", name="Filters (1)").get_attribute("aria-expanded") == "true"
    page.get_by_role("button", name="Filters (1)").click()
    assert page.get_by_role("button", name="planned").is_hidden()
    for view in ("table", "time", "graph"):
        page.locator(f"#views [value={view}]").click()
        assert page.evaluate("document.documentElement.scrollWidth") <= PHONE["width"]
    choose(page, "Anna Berg")
    panel = page.locator("#panel").bounding_box()
    assert panel is not None
    assert (panel["x"], panel["width"]) == (0, PHONE["width"])
    assert panel["y"] > 0.3 * PHONE["height"]
    clean(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("size", [WIDE, PHONE], ids=["wide", "phone"])
def test_axe_finds_nothing(page: Page, opened: Opener, size: dict[str, int], scheme: str):
    page.set_viewport_size(size)  # type: ignore[arg-type]
    opened(located_world(), scheme=scheme)
    for address in (
        "", "status=planned", "entity=nora-solberg", "view=table", "view=time", "view=map", "path=tom-reed%20norland",
        "article=a1&sentence=1",
    ):  # fmt: skip
        page.evaluate("address => { location.hash = address; }", address)
        page.wait_for_timeout(450)
        assert barriers(page) == [], address
    page.locator("#search").fill("nor")
    assert barriers(page) == []


def test_in_the_frame_of_a_notebook_it_works_as_well(page: Page, opened: Opener):
    opened(news_world())
    html = Path(urlsplit(page.url).path).read_text(encoding="utf-8")
    page.goto("about:blank")
    page.set_content("<iframe width=1200 height=700></iframe>")
    page.evaluate("html => { document.querySelector('iframe').srcdoc = html; }", html)
    frame = page.frame_locator("iframe")
    frame.locator("html[data-ready]").wait_for()
    frame.locator("#search").fill("Anna Berg")
    frame.locator("#search").press("Enter")
    frame.locator("#panel h2", has_text="Anna Berg").wait_for()
    assert page.faults == []  # type: ignore[attr-defined]
