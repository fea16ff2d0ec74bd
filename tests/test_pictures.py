"""The pictures of README and docs, taken of the real thing: Neo4j Browser, the page of `kg view`, a terminal.

`KG_SCREENSHOTS=docs/images pytest tests/test_pictures.py` renews them; without it they are taken all the same.
"""

from __future__ import annotations

import io
import os
import pty
import shlex
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from rich.console import Console
from rich.text import Text

from kg.explore import browse
from kg.explore.guide_server import serving
from kg.graph.graph_files import read_graph
from kg.store.database import connect, run_query
from kg.store.loading import Store, load
from kg.store.local_neo4j import Connection
from tests.chromium import chromium_fixture, page_fixture, picture  # noqa: F401  fixtures
from tests.commands import kg, kg_in

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = [pytest.mark.browser, pytest.mark.neo4j, pytest.mark.slow]
SIZE, PHONE = {"width": 1280, "height": 800}, {"width": 390, "height": 844}
LARGEST = 400_000
"""Bytes of a picture: a README should not be slow to open."""


@pytest.fixture(scope="module")
def build(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The graph of the samples, in files."""
    folder = tmp_path_factory.mktemp("samples")
    assert kg_in(folder, "rebuild", "--no-load", "--workers", "0").code == 0
    return folder / "build"


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


COLUMNS = 80
TERMINAL = (
    "<body style='margin:0;background:#0f172a'><pre style='margin:0;padding:20px;width:max-content;color:#e2e8f0;"
    "font:15px/1.4 monospace'>{code}</pre></body>"
)


@pytest.mark.usefixtures("samples")
def test_a_picture_of_a_terminal_of_eighty_columns(page: Page, build: Path, neo4j_server: Connection, tmp_path: Path):
    own = {"NEO4J_URI": neo4j_server.uri, "NEO4J_PASSWORD": neo4j_server.password, "KG_BUILD": str(build)}
    commands = (("ask", "who met the U.S. president on 29 October?"), ("explain", "Donald Trump", "Naruhito"))
    told = "".join(f"$ {shlex.join(('kg', *command))}\n{in_terminal(command, own)}\n" for command in commands)
    lines = Text.from_ansi(told).plain.splitlines()
    assert "Lee Jae Myung" in told
    whole = "understood as: "  # the command to type again stays in one line
    assert max(len(one) for one in lines if not one.startswith(whole)) <= COLUMNS
    console = Console(record=True, width=COLUMNS, file=io.StringIO(), force_terminal=True)
    console.print(Text.from_ansi(told))
    page.set_content(console.export_html(inline_styles=True, code_format=TERMINAL))
    size = page.locator("pre").bounding_box()
    assert size is not None
    page.set_viewport_size({"width": round(size["width"]), "height": round(size["height"])})
    assert 20_000 < picture(page, "terminal", tmp_path).stat().st_size < LARGEST


def in_terminal(arguments: tuple[str, ...], environment: dict[str, str]) -> str:
    """What a command prints on a terminal, with its colours."""
    main, tail = pty.openpty()
    with subprocess.Popen(
        [sys.executable, "-m", "kg.cli", *arguments], stdin=tail, stdout=tail, stderr=tail,
        env={**os.environ, **environment, "TERM": "xterm-256color", "COLUMNS": str(COLUMNS)},
    ) as process:  # fmt: skip
        os.close(tail)
        said = b"".join(iter(lambda: _read(main), b""))
        assert process.wait(60) == 0, said
    os.close(main)
    return said.decode().replace("\r\n", "\n")


def _read(terminal: int) -> bytes:
    """What is there; nothing where the other end is closed."""
    try:
        return os.read(terminal, 4096)
    except OSError:
        return b""
