"""Neo4j Browser in a real Chromium: connected, with guide, style and favourites; nothing asked of the outside."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.explore import browse
from kg.explore.grass import read_style
from kg.explore.guide import read_favourites
from kg.explore.guide_server import GuideServer, Site, serving
from kg.store.database import connect, run_query
from kg.store.loading import Store, load
from kg.store.local_neo4j import Connection
from tests.chromium import chromium_fixture, page_fixture  # noqa: F401  fixtures
from tests.newsworld import news_world

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.neo4j]
PERSON = "rgb(61, 111, 217)"


@pytest.fixture(scope="module")
def news(neo4j_server: Connection) -> Iterator[Store]:
    """The small world of news in a real Neo4j."""
    empty = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password, neo4j_server.database) as store:
        run_query(store, empty, write=True)
        load(store, news_world())
        yield store
        run_query(store, empty, write=True)


@pytest.fixture(scope="module")
def served(news: Store, neo4j_server: Connection) -> Iterator[tuple[GuideServer, Site]]:
    """What `kg browse` serves."""
    own = neo4j_server
    login = browse.Login(own.uri, own.user, own.password, own.database)
    with serving(0) as server:
        jar = browse.browser_jar(lambda _line: None)
        site = browse.make_site(news, login, server.address, jar, frozenset({own.http}))
        server.publish(site)
        yield server, site


@pytest.fixture
def browser(page: Page, served: tuple[GuideServer, Site]) -> Page:
    """Browser, opened as `kg browse` opens it, with the guide on show."""
    server, site = served
    page.goto(browse.open_once(site, server.address))
    page.get_by_text("The news as a graph").wait_for()
    return page


def run(page: Page, title: str) -> None:
    """Click the query of that title in the guide, and run it."""
    page.locator("details:visible", has=page.locator("pre.runnable", has_text=title)).first.locator("summary").click()
    page.locator("pre.runnable:visible", has_text=title).first.click()
    shown = "title => document.querySelector('.monaco-editor').textContent.replaceAll('\\u00a0', ' ').includes(title)"
    page.wait_for_function(shown, arg=title)
    page.get_by_test_id("editor-Run").click()


def chapter(page: Page, title: str) -> None:
    """Turn the pages of the guide up to that chapter."""
    while not page.locator("h3:visible", has_text=title).count():
        page.get_by_test_id("nextSlide").click()


def test_browser_opens_connected_with_the_guide_and_its_picture(browser: Page, neo4j_server: Connection):
    browser.locator(".monaco-editor", has_text=f"{neo4j_server.database}$").wait_for()
    assert browser.get_by_test_id("password").count() == 0
    browser.wait_for_function("() => document.querySelector('img[alt=\"The graph model\"]').naturalWidth > 100")


def test_beside_the_guide_there_is_no_frame_of_the_connection_and_no_button_of_a_service_elsewhere(browser: Page):
    browser.locator(".monaco-editor", has_text="$").wait_for()
    browser.wait_for_timeout(1000)  # until what Browser opens by itself would be there
    assert browser.get_by_test_id("frame").count() == 1
    assert browser.get_by_test_id("navigationSettings").is_visible()
    assert not browser.get_by_test_id("navigationSync").is_visible()


def test_a_query_of_the_guide_draws_nodes_in_the_colours_and_captions_of_the_style(browser: Page):
    chapter(browser, "Who is in the news")
    run(browser, "The most mentioned people")
    browser.locator("svg g.node").first.wait_for()
    names = {re.sub(r"\s+", " ", text).strip() for text in browser.locator("svg g.node").all_text_contents()}
    assert {"Anna Berg", "Tom Reed", "Jon Dahl"} <= names
    colours = browser.locator("svg g.node circle.b-outline").evaluate_all(
        "all => all.map(one => getComputedStyle(one).fill)"
    )
    assert set(colours) == {PERSON}
    lines = {text.strip() for text in browser.locator("svg g.relationship").all_text_contents()}
    assert "MET" in lines, "what happened has no sign"
    assert any(line.startswith("✕ M") for line in lines), "what is denied has one, also where the line is short"
    assert any(line.startswith("◌ M") for line in lines), "and what is planned"


def test_a_click_tells_a_line_on_whom_it_is_first(browser: Page):
    chapter(browser, "Who is in the news")
    run(browser, "The most mentioned people")
    browser.locator("svg g.node").first.click()
    first = "text=/^about$/"
    browser.locator(first).first.wait_for()
    told = browser.get_by_text(
        re.compile(r"^.+ · Person · (?:(?:born|died) .+ · )?\d+ mentions? in \d+ articles?$")
    ).first
    assert told.is_visible()


def test_results_are_not_connected_by_what_nobody_asked_for(browser: Page):
    assert json.loads(browser.evaluate("localStorage['neo4j.settings']"))["autoComplete"] is False


def test_a_question_of_the_guide_answers_with_a_table(browser: Page):
    chapter(browser, "Offices and who holds them")
    run(browser, "Who holds which office, as of a day?")
    browser.get_by_role("cell", name="Anna Berg").first.wait_for()


def test_our_style_and_favourites_are_there_and_what_a_person_changes_stays(browser: Page):
    assert json.loads(browser.evaluate("localStorage['neo4j.grass']")) == read_style()
    browser.get_by_test_id("navigationFavorites").click()
    browser.get_by_text("News graph").first.wait_for()
    kept = {
        one["content"]
        for one in json.loads(browser.evaluate("localStorage['neo4j.documents']"))
        if one["folder"] == "kg-favourites"
    }
    assert kept == {one.cypher for one in read_favourites().values()}


def test_opening_it_again_keeps_own_style_and_own_favourites(browser: Page, served: tuple[GuideServer, Site]):
    server, site = served
    mine = '{id: "mine", content: "RETURN 1", isStatic: false}'
    browser.goto(f"{server.address}{browse.GUIDE}")  # a page that does not write to Browser's storage
    browser.evaluate("localStorage['neo4j.grass'] = '{\"node\": {}}'")
    browser.evaluate(f"localStorage['neo4j.documents'] = JSON.stringify([{mine}])")
    browser.goto(browse.open_address(site, server.address))
    browser.get_by_text("The news as a graph").wait_for()
    assert json.loads(browser.evaluate("localStorage['neo4j.grass']")) == {"node": {}}
    documents = json.loads(browser.evaluate("localStorage['neo4j.documents']"))
    assert [one["content"] for one in documents if one.get("id") == "mine"] == ["RETURN 1"]
    assert sum(str(one.get("id")).startswith("kg-") for one in documents) == len(read_favourites())


def test_browser_asks_nothing_of_other_machines(browser: Page):
    chapter(browser, "Who is in the news")
    run(browser, "The most mentioned people")
    browser.locator("svg g.node").first.wait_for()
    assert browser.outside == []  # type: ignore[attr-defined]


def test_the_guide_plays_in_the_browser_that_neo4j_itself_serves(
    page: Page, served: tuple[GuideServer, Site], neo4j_server: Connection
):
    page.goto(neo4j_server.browser)
    page.get_by_test_id("password").fill(neo4j_server.password)
    page.get_by_test_id("connect").click()
    page.get_by_text("You are connected as user").first.wait_for()
    for command in (f":style {served[0].address}{browse.STYLE}", f":play {served[0].address}{browse.GUIDE}"):
        page.locator(".monaco-editor").first.click()
        page.keyboard.type(command)
        page.keyboard.press("Control+Enter")
    page.get_by_text("The news as a graph").wait_for()
    page.wait_for_function("() => (localStorage['neo4j.grass'] || '').includes('node.Person')")
    assert json.loads(page.evaluate("localStorage['neo4j.grass']")) == read_style()


@pytest.fixture
def _ctrl_c_is_heard() -> Iterator[None]:
    """A test run in the background ignores Ctrl-C, and what it starts would inherit that."""
    before = signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.mark.usefixtures("_ctrl_c_is_heard")
def test_the_command_prints_an_address_that_works_and_ends_with_ctrl_c(
    page: Page, news: Store, neo4j_server: Connection, tmp_path: Path
):
    environment = os.environ | {"NEO4J_PASSWORD": neo4j_server.password, "KG_HOME": str(tmp_path)}
    command = [Path(sys.executable).with_name("kg"), "browse", "--no-open", "--uri", neo4j_server.uri]
    with subprocess.Popen(command, stdout=subprocess.PIPE, env=environment, text=True) as process:
        assert process.stdout is not None
        try:
            address = process.stdout.readline().split()[-1]
            page.goto(address)
            page.locator(".monaco-editor", has_text="neo4j$").wait_for()
        finally:
            process.send_signal(signal.SIGINT)
        assert process.wait(20) == 0
