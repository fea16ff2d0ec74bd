"""The page of `kg view` with 5,000 entities in a real Chromium: until it is drawn, answers a search, shows everything.

Measured beside an empty page that only parses the same data, so that figures of one machine tell something on another.

python -m benchmarks.view [ARTICLES]
"""

from __future__ import annotations

import os
import re
import shutil
import sys
import tempfile
import time
from pathlib import Path
from typing import TYPE_CHECKING

import psutil

from benchmarks.explore import news_graph
from benchmarks.measure import Row, at_most, show
from kg.commands.view import view
from kg.graph.graph_files import write_graph
from kg.model import Graph
from tests.chromium import FLAGS, NAMES

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

ARTICLES = 2_550
"""As many as bring a little over 5,000 entities with them."""
MOST = 5_000
DRAWN, ANSWERED, EVERYTHING, MEMORY = 4.0, 1.0, 60.0, 500.0
"""Times the empty page, twice; seconds; megabytes of the process that shows the page."""
TRIES, TURNS = 3, 7
"""Names that are searched; openings of each page, in turns, so that what else the machine does slows both."""
DATA = re.compile(r'<script type="application/json" id="data">(.*?)</script>', re.DOTALL)


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
        _write_empty(folder)
        browser = playwright.chromium.launch(executable_path=_chromium(), args=list(FLAGS))
        try:
            pages = (folder / "empty.html", folder / "graph.html")
            opened = [[_open(page := _page(browser), file) for file in pages] for _ in range(TURNS)]
            empty, drawn = map(min, zip(*opened, strict=True))
            answered = min(_search(page, name) for name in _best_known(graph))
            memory = [_memory()]
            everything = _show_all(page)
            memory.append(_memory())
            shown = page.evaluate("cy.nodes().length")
        finally:
            browser.close()
    return [
        Row(f"page of {min(MOST, sum('Entity' in n.labels for n in graph.nodes)):,} entities, written in",
            f"{written:.1f} s, {megabytes:.1f} MB"),
        Row("an empty page that parses the same data, opened in", f"{empty:.2f} s"),
        at_most(f"opened and drawn ({drawn:.2f} s), times the empty page", drawn / empty, DRAWN, "{:.1f}"),
        at_most(f"a name searched, its dossier open ({answered:.2f} s), times", answered / empty, ANSWERED, "{:.2f}"),
        at_most(f"all {shown:,} that fit drawn at once", everything, EVERYTHING, "{:.1f} s"),
        at_most(f"memory ({memory[0]:.0f} MB before all were drawn)", max(memory), MEMORY, "{:.0f} MB"),
    ]  # fmt: skip


def _write_empty(folder: Path) -> None:
    """A page that does nothing but parse what the page of the graph holds."""
    [data] = DATA.findall((folder / "graph.html").read_text(encoding="utf-8"))
    parse = (
        'data = JSON.parse(document.getElementById("data").textContent); document.documentElement.dataset.ready = "";'
    )
    page = f'<!doctype html><meta charset=utf-8><script type="application/json" id="data">{data}</script>'
    (folder / "empty.html").write_text(f"{page}<script>{parse}</script>", encoding="utf-8")


def _page(browser: Browser) -> Page:
    for context in browser.contexts:
        context.close()
    page = browser.new_page(viewport={"width": 1440, "height": 960})
    page.set_default_timeout(300_000)
    return page


def _memory() -> float:
    """Megabytes that the process which shows the page, the largest of Chromium's, has to itself."""
    renderers = [one for one in psutil.Process().children(recursive=True) if "--type=renderer" in one.cmdline()]
    return max(one.memory_full_info().uss for one in renderers) / 2**20


def _chromium() -> str:
    found = os.environ.get("KG_CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
    if found is None:
        raise RuntimeError("no Chromium: scripts/install-chromium")
    return found


def _best_known(graph: Graph) -> list[str]:
    people = [node.properties for node in graph.nodes if "Person" in node.labels]
    best = sorted(people, key=lambda own: -int(str(own["article_count"])))[:TRIES]
    return [str(own["name"]) for own in best]


def _open(page: Page, file: Path) -> float:
    began = time.perf_counter()
    page.goto(file.as_uri())
    page.locator("html[data-ready]").wait_for(state="attached")
    page.locator("#busy").wait_for(state="hidden")
    return time.perf_counter() - began


def _search(page: Page, name: str) -> float:
    began = time.perf_counter()
    page.keyboard.press("/")
    page.keyboard.insert_text(name)
    page.keyboard.press("Enter")
    page.locator("#panel h2", has_text=name).wait_for()
    return time.perf_counter() - began


def _show_all(page: Page) -> float:
    began = time.perf_counter()
    page.locator("#limit").fill(str(MOST))
    page.wait_for_timeout(300)
    page.locator("#busy").wait_for(state="hidden")
    return time.perf_counter() - began


if __name__ == "__main__":
    sys.exit(show("The page of kg view", measure(*(int(text) for text in sys.argv[1:]))))
