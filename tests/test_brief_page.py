"""The page of `kg brief`: it says what the command says, is read on any screen, and runs nothing."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from kg.explore.brief import brief_since
from kg.explore.brief_page import brief_page
from tests.axe import barriers
from tests.chromium import chromium_fixture, page_fixture  # noqa: F401  fixtures
from tests.commands import build_of, kg
from tests.test_brief import graph, thursday, week
from tests.worlds import World

if TYPE_CHECKING:
    from playwright.sync_api import Page

SINCE = "2025-03-05"
DISPUTED = {
    "who": "Anna Berg", "what": "MET", "whom": "Tom Reed", "about": "so or not", "one": "denied", "other": "actual",
    "sentence": "They <b>did not</b> meet.", "against": "They met.",
}  # fmt: skip


def hostile(folder: Path) -> World:
    """The week, and an article of that name and address."""
    world = thursday(week())
    file = folder / "a & b.txt"
    file.write_text("…")
    bad = world.article("bad", "2025-03-06", title="<script>alert(1)</script>", path=str(file))
    bad.says("[Eva Lund] met [Ida Moe] <img src=x onerror=alert(1)>.").claim("MET", at="2025-03-06")
    lie = world.article("lie", "2025-03-06", title="Lie", url="javascript:alert(1)")
    return lie.says("[Eva Lund] met [Mia Falk].").claim("MET", at="2025-03-06") and world


def test_the_page_has_what_the_command_prints_as_text(tmp_path: Path):
    text = brief_page(brief_since(graph(hostile(tmp_path)), SINCE), SINCE, [DISPUTED], tmp_path)
    assert "<h1>What is new since 5 Mar 2025</h1>" in text
    assert re.findall(r"<h2 [^>]*>([^<]+)", text) == [
        "New", "Told by more sources", "Plans that came true", "Plans called off", "Plans that slipped",
        "Contradictions", "For the first time",
    ]  # fmt: skip
    assert '<h3>Eva Lund DISMISSED Jon Dahl <span class="status">actual</span></h3>' in text
    assert "2019 · 1 source" in text, "a year is a year"
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in text
    assert not re.search(r"<(script|img|b)\b", text)
    assert re.findall(r'href="([^"#][^"]*)"', text) == ["a%20%26%20b.txt"], "a file that is there, and no other address"


def test_a_page_without_news_or_server_says_so(tmp_path: Path):
    text = brief_page(brief_since(graph(week()), "2025-04-01"), "2025-04-01", None, tmp_path)
    assert "0 new articles" in text
    assert "Contradictions are left out" in text


def test_the_command_writes_it(tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch):
    monkeypatch.delenv("NEO4J_URI", raising=False)
    build = build_of(thursday(week()), tmp_path)
    places = ("--build", build, "--home", tmp_path)
    ran = kg(capsys, "brief", "--page", tmp_path / "brief.html", *places)
    assert (ran.code, ran.out.startswith(f"{tmp_path / 'brief.html'}: ")) == (0, True), ran.err
    refused = kg(capsys, "brief", "--page", tmp_path / "no" / "brief.html", *places)
    assert (refused.code, refused.err.splitlines()[-1]) == (
        2, f"kg: --page {tmp_path}/no/brief.html: No such file or directory",
    )  # fmt: skip
    assert json.loads(kg(capsys, "brief", "--json", *places).out)["articles"] == 2


@pytest.mark.browser
@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_it_is_read_on_any_screen_and_axe_finds_nothing(page: Page, tmp_path: Path, width: int, scheme: str):
    file = tmp_path / "brief.html"
    news = brief_since(graph(hostile(tmp_path)), SINCE)
    file.write_text(brief_page(news, SINCE, [DISPUTED], tmp_path), encoding="utf-8")
    page.set_viewport_size({"width": width, "height": 800})
    page.emulate_media(color_scheme=scheme)  # type: ignore[arg-type]
    page.goto(file.as_uri())
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    page.get_by_role("link", name="Plans that came true (1)").click()
    assert page.evaluate("location.hash") == "#plans-that-came-true"
    assert barriers(page) == []
    assert (page.outside, page.faults) == ([], [])  # type: ignore[attr-defined]
