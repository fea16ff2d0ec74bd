"""axe-core (MPL-2.0) finds what keeps people from using a page; fetched for tests as the page's libraries are."""

from __future__ import annotations

import zipfile
from typing import TYPE_CHECKING, Any

from kg.explore.view_library import GROUP
from kg.paths import user_cache
from kg.store.neo4j_jars import Jar, Lock, ensure_jars

if TYPE_CHECKING:
    from playwright.sync_api import Page

AXE = Jar(GROUP, "axe-core", "4.6.3", "", 437569, "c339ddad238886211644ff2b58f8c395bf42de4a1d7742c98af7aa01a9675ac3")


def barriers(page: Page) -> list[str]:
    """What axe finds in a page as it stands, a line each: rule, weight, first element."""
    [jar] = ensure_jars(lambda _line: None, Lock("", "", (AXE,)), user_cache() / "maven")
    with zipfile.ZipFile(jar) as archive:
        script = archive.read(f"META-INF/resources/webjars/axe-core/{AXE.version}/axe.min.js").decode()
    if not page.evaluate("typeof window.axe === 'object'"):
        page.evaluate(script)
    found: dict[str, Any] = page.evaluate("axe.run(document)")
    return [f"{one['id']} ({one['impact']}): {one['nodes'][0]['html'][:160]}" for one in found["violations"]]
