"""A real Chromium for tests: nothing outside this machine can be reached from it."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import pytest

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page, Route

FLAGS = (
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
)  # fmt: skip
NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
HERE = {"127.0.0.1", "localhost"}
SECONDS = 45
SHOTS = "KG_SCREENSHOTS"
"""Names a folder for pictures: KG_SCREENSHOTS=docs/images renews those of the README."""


def _executable() -> str:
    found = os.environ.get("KG_CHROMIUM") or next(filter(None, (shutil.which(name) for name in NAMES)), None)
    if found:
        return found
    missing = "no Chromium (apt-get install chromium, or scripts/install-chromium; KG_CHROMIUM names one elsewhere)"
    if os.environ.get("CI"):
        pytest.fail(missing, pytrace=False)
    pytest.skip(missing)


@pytest.fixture(scope="session", name="chromium")
def chromium_fixture(request: pytest.FixtureRequest) -> Browser:
    """One Chromium for all tests of a run. Without one: a failure where CI is set, else a skip that says why."""
    return _launch(_executable(), request.config)


@cache
def _launch(executable: str, config: pytest.Config) -> Browser:
    """Once a run: pytest makes a fixture anew in each module that imports it, and playwright runs only once."""
    from playwright.sync_api import sync_playwright  # noqa: PLC0415  only where there is a Chromium

    playwright = sync_playwright().start()
    config.add_cleanup(playwright.stop)
    return playwright.chromium.launch(executable_path=executable, args=list(FLAGS))


@pytest.fixture(name="page")
def page_fixture(chromium: Browser) -> Iterator[Page]:
    """An empty page with a storage of its own. `page.outside` are the addresses elsewhere it asked for, in vain;
    `page.faults` what its scripts threw."""
    context = chromium.new_context(viewport={"width": 1440, "height": 960})
    outside: list[str] = []

    def only_here(route: Route) -> None:
        if urlsplit(route.request.url).hostname in HERE or route.request.url.startswith(("file:", "data:", "blob:")):
            route.continue_()
        else:
            outside.append(route.request.url)
            route.abort()

    context.route("**/*", only_here)
    context.set_default_timeout(SECONDS * 1000)
    opened = context.new_page()
    opened.outside, opened.faults = outside, []  # type: ignore[attr-defined]
    opened.on("pageerror", lambda fault: opened.faults.append(str(fault)))  # type: ignore[attr-defined]
    yield opened
    context.close()


def picture(page: Page, name: str, otherwise: Path) -> Path:
    """A picture of the page, in the folder that was asked for, or in another."""
    path = Path(os.environ.get(SHOTS) or otherwise) / f"{name}.png"
    page.screenshot(path=path)
    return path
