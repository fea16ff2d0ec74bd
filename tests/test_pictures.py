"""The pictures of the README, taken of the real thing: Neo4j Browser and the page of `kg view`, with the samples.

`KG_SCREENSHOTS=docs/images pytest tests/test_pictures.py` renews them; without it they are taken all the same.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.explore import browse
from kg.explore.guide_server import serving
from kg.graph.graph_files import read_graph
from kg.store.database import connect, run_query
from kg.store.loading import Store, load
from kg.store.local_neo4j import Connection
from tests.chromium import chromium_fixture, page_fixture, picture  # noqa: F401  fixtures
from tests.commands import kg

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.neo4j, pytest.mark.slow]
SIZE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
LARGEST = 400_000
"""Bytes of a picture: a README should not be slow to open."""


@pytest.fixture
def build(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Path:
    """The graph of the samples, in files."""
    folders = ["--build", tmp_path / "build", "--home", tmp_path / "home"]
    assert kg(capsys, "rebuild", "--no-load", "--workers", "1", *folders).code == 0
    return tmp_path / "build"


@pytest.fixture
def samples(build: Path, neo4j_server: Connection) -> Iterator[Store]:
    """The same graph in a real Neo4j."""
    empty = "MATCH (n) CALL (n) { DETACH DELETE n } IN TRANSACTIONS OF 5000 ROWS"
    with connect(neo4j_server.uri, neo4j_server.user, neo4j_server.password, neo4j_server.database) as store:
        run_query(store, empty, write=True)
        load(store, read_graph(build / "graph"))
        yield store
        run_query(store, empty, write=True)


def test_a_picture_of_browser_with_the_guide_and_a_drawn_answer(
    page: Page, samples: Store, neo4j_server: Connection, tmp_path: Path
):
    page.set_viewport_size(SIZE)
    own = neo4j_server
    with serving(0) as server:
        login = browse.Login(own.uri, own.user, own.password, own.database)
        site = browse.make_site(samples, login, server.address, browse.browser_jar(lambda _line: None))
        server.publish(site)
        page.goto(browse.open_once(site, server.address))
        page.locator(".monaco-editor", has_text=f"{own.database}$").wait_for()
        page.get_by_text("The news as a graph").wait_for()
        page.wait_for_timeout(2000)  # until the answers have slid into place
        guide = picture(page, "browser-guide", tmp_path)
        page.get_by_test_id("nextSlide").click()
        query = page.locator("pre.runnable", has_text="All ties of one person")
        page.locator("details:visible", has=query).locator("summary").click()
        query.click()
        page.locator(".monaco-editor").first.get_by_text("LIMIT 40").wait_for()
        page.get_by_test_id("editor-Run").click()
        page.locator("svg g.node").nth(5).wait_for()
        page.wait_for_timeout(4000)  # until the nodes have come to rest
        drawn = picture(page, "browser", tmp_path)
    assert page.locator("svg g.node").count() > 5
    for taken in (guide, drawn):
        assert 20_000 < taken.stat().st_size < LARGEST


def test_pictures_of_the_page_of_kg_view(page: Page, build: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    file = tmp_path / "graph.html"
    assert kg(capsys, "view", "--out", file, "--build", build).code == 0
    for name, address, scheme, size in (
        ("view", "entity=sanae-takaichi", "light", SIZE),
        ("view-dark", "", "dark", SIZE),
        ("view-table", "view=table&status=planned,denied", "light", SIZE),
        ("view-time", "view=time&of=sanae-takaichi&entity=sanae-takaichi", "light", SIZE),
        ("view-path", "path=akie-abe+xi-jinping", "light", SIZE),
        ("view-map", "view=map", "light", SIZE),
        ("view-phone", "entity=sanae-takaichi", "light", PHONE),
    ):
        page.set_viewport_size(size)  # type: ignore[arg-type]
        page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
        page.goto("about:blank")
        page.goto(f"{file.as_uri()}#{address}")
        page.locator("html[data-ready]").wait_for(state="attached")
        page.wait_for_timeout(1000)  # until the view has moved there
        assert 20_000 < picture(page, name, tmp_path).stat().st_size < LARGEST
    assert page.outside == []  # type: ignore[attr-defined]
