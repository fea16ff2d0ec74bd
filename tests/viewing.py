"""Opens the page of `kg view` of a graph in a real Chromium."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from kg.explore.view import page_data, whole
from kg.explore.view_library import library_scripts
from kg.explore.view_page import render
from kg.graph.assemble import assemble
from kg.model import Graph
from tests.worlds import SYMMETRIC, World

if TYPE_CHECKING:
    from playwright.sync_api import Page

Opener = Callable[..., "Page"]


def graph_of(world: World) -> Graph:
    extractions, resolution, stories = world.build()
    return assemble(extractions, resolution, stories, 0.0, SYMMETRIC)


def data_of(graph: Graph, folder: Path = Path()) -> dict[str, Any]:
    return page_data(graph, whole(graph), lambda kind: kind in SYMMETRIC, folder)


@pytest.fixture(name="opened")
def opened_fixture(page: Page, tmp_path: Path) -> Opener:
    """Opens the page of a graph, as a file; checks at the end that it loaded nothing and threw nothing."""

    def open_page(graph: Graph, scheme: Any = "light", address: str = "", **more: Any) -> Page:  # noqa: ANN401  as playwright has it
        file = tmp_path / "graph.html"
        data = data_of(graph, tmp_path) | more
        file.write_text(render("News graph", data, library_scripts(lambda _line: None)), encoding="utf-8")
        page.emulate_media(color_scheme=scheme)
        page.goto(file.as_uri() + (f"#{address}" if address else ""))
        page.locator("html[data-ready]").wait_for()
        return page

    return open_page


def clean(page: Page) -> None:
    assert page.outside == []  # type: ignore[attr-defined]
    assert page.faults == []  # type: ignore[attr-defined]
