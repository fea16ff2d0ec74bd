"""The page of `kg view` with 5,000 entities in a real Chromium: until it is drawn, answers a search, shows everything.

python -m benchmarks.view [ARTICLES]
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

from benchmarks.explore import news_graph
from benchmarks.measure import Row, at_most, show
from kg.commands.view import view
from kg.graph.graph_files import write_graph
from kg.model import Graph
from tests.chromium import FLAGS, NAMES

if TYPE_CHECKING:
    from playwright.sync_api import Page

ARTICLES = 2_550
"""As many as bring a little over 5,000 entities with them."""
MOST = 5_000
DRAWN, ANSWERED, EVERYTHING = 10.0, 5.0, 60.0


def measure(articles: int = ARTICLES) -> list[Row]:
    """Seconds by the clock on the wall, after the file is written."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  of the developers' packages

    graph = news_graph(articles)
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name, sync_playwright() as playwright:
        folder = Path(name)
        write_graph(graph, folder / "graph")
        began = time.perf_counter()
        view(name=None, out=folder / "graph.html", most=MOST, kind="", relations=None, build=folder, steps=1)
        written = time.perf_counter() - began
        megabytes = (folder / "graph.html").stat().st_size / 2**20
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(FLAGS))
        try:
            page = browser.new_page(viewport={"width": 1440, "height": 960})
            page.set_default_timeout(300_000)
            drawn = _open(page, folder / "graph.html")
            answered = _search(page, _best_known(graph))
            everything = _show_all(page)
            shown = page.evaluate("cy.nodes().length")
        finally:
            browser.close()
    return [
        Row(f"page of {min(MOST, sum('Entity' in n.labels for n in graph.nodes)):,} entities, written in",
            f"{written:.1f} s, {megabytes:.1f} MB"),
        at_most("opened and drawn, the most connected first", drawn, DRAWN, "{:.1f} s"),
        at_most("a name searched and its dossier open", answered, ANSWERED, "{:.1f} s"),
        at_most(f"all {shown:,} that fit drawn at once", everything, EVERYTHING, "{:.1f} s"),
    ]  # fmt: skip


def _chromium() -> str:
    found = os.environ.get("KG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise RuntimeError("no Chromium: scripts/install-chromium")
    return found


def _best_known(graph: Graph) -> str:
    people = [node.properties for node in graph.nodes if "Person" in node.labels]
    return str(max(people, key=lambda own: int(str(own["article_count"])))["name"])


def _open(page: Page, file: Path) -> float:
    began = time.perf_counter()
    page.goto(file.as_uri())
    page.locator("html[data-ready]").wait_for()
    page.locator("#busy").wait_for(state="hidden")
    return time.perf_counter() - began


def _search(page: Page, name: str) -> float:
    began = time.perf_counter()
    page.keyboard.press("/")
    page.keyboard.insert_text(name)
    page.keyboard.press("Enter")
    page.locator("#panel").get_by_role("heading").first.wait_for()
    return time.perf_counter() - began


def _show_all(page: Page) -> float:
    began = time.perf_counter()
    page.locator("#limit").fill(str(MOST))
    page.wait_for_timeout(300)
    page.locator("#busy").wait_for(state="hidden")
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(show("The page of kg view", measure(*(int(text) for text in sys.argv[1:]))))
