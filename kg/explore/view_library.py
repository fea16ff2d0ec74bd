"""The libraries in the page of `kg view`: Cytoscape.js (MIT) draws, d3-force (ISC) finds the places.

They come as jars (WebJars) from Maven Central, as Neo4j does: locked by sha256, fetched once, kept in the user's cache.
The page itself then holds them, and needs no network.
"""

from __future__ import annotations

import zipfile
from pathlib import Path

from kg.errors import ServerError
from kg.paths import user_cache
from kg.store.neo4j_jars import Jar, Lock, Report, ensure_jars, is_intact

GROUP = "org.webjars.npm"
JARS = (
    Jar(GROUP, "cytoscape", "3.33.1", "", 1454324, "62ca1549b677163bd154184ac3b2d9686b082708d1c3364ca969e18869e107e5"),
    Jar(GROUP, "d3-dispatch", "3.0.1", "", 9311, "dd9592c283c64d17a36954d320ac4f0c9b3b80a476aeae16fe680a9f877ed14f"),
    Jar(GROUP, "d3-timer", "3.0.1", "", 10779, "794f6e518a71e34d3f8d163c464b35cb1e9539d25741484822f9c2199c78d4be"),
    Jar(GROUP, "d3-quadtree", "3.0.1", "", 20812, "74622b212c8e0c92ce141adfed504b801dcb50bfbde8579065f670c86c36fdad"),
    Jar(GROUP, "d3-force", "3.0.0", "", 29040, "ade58b82ffba24a831a92900b859e4f4b33ce268adced474ff4bdd67505403ad"),
)
"""In the order in which a page needs them."""


def library_scripts(report: Report) -> list[str]:
    """The text of each library, in order, with its licence as a comment. ServerError: they cannot be fetched."""
    cache = user_cache() / "maven"
    missing = [jar for jar in JARS if not is_intact(jar, cache)]
    if missing:
        report(f"fetching what draws the page (Cytoscape.js, {sum(jar.size for jar in missing) / 1e6:.1f} MB), once")
        _fetch(cache)
    return [_script(jar, jar.path(cache)) for jar in JARS]


def _fetch(cache: Path) -> None:
    try:
        ensure_jars(_silent, Lock("", "", JARS), cache)
    except ServerError as fault:
        needs = ", ".join(jar.coordinate for jar in JARS)
        raise ServerError(
            f"cannot fetch what draws the page ({needs}) from Maven Central: check the network or HTTPS_PROXY"
        ) from fault


def _silent(_line: str) -> None:
    pass


def _script(jar: Jar, path: Path) -> str:
    folder = f"META-INF/resources/webjars/{jar.artifact}/{jar.version}"
    with zipfile.ZipFile(path) as archive:
        licence = archive.read(f"{folder}/LICENSE").decode("utf-8")
        script = archive.read(f"{folder}/dist/{jar.artifact}.min.js").decode("utf-8")
    return f"/*! {jar.artifact} {jar.version}\n{licence.strip()}\n*/\n{script}"
