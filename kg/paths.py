"""Where the files that ship with kg are, and how the files that it writes are called.

The former are beside the package in a checkout, inside it in an installed wheel.
"""

from __future__ import annotations

import os
from pathlib import Path

PACKAGE = Path(__file__).parent
NODES, RELATIONSHIPS, MANIFEST = "nodes.jsonl", "relationships.jsonl", "manifest.json"
"""The files of a graph (kg/graph/graph_files.py)."""
OPEN = "relations/open"
"""The shipped folder of open relations, which are read only if asked for."""
GRAPH = "graph"
"""The folder of the graph below that of a build."""


def shipped(name: str) -> Path:
    """The folder `name` ("relations", "lexicon", "cypher", "samples") that came with this kg."""
    packed = PACKAGE / "_data" / name
    return packed if packed.is_dir() else PACKAGE.parent / name


def user_cache() -> Path:
    """The folder kept between projects of one user: KG_CACHE_DIR, or the system's place for caches."""
    from platformdirs import user_cache_path  # noqa: PLC0415  many commands need no cache

    return Path(os.environ.get("KG_CACHE_DIR") or user_cache_path("kg"))


def in_checkout() -> bool:
    """Whether this kg runs from a checkout of the project, not from an installed wheel."""
    return (PACKAGE.parent / "pyproject.toml").is_file() and (PACKAGE.parent / "Makefile").is_file()


def install_hint(extra: str) -> str:
    """The command that installs an extra: in a checkout, or of an installed wheel."""
    return f"make extras NAME={extra}" if in_checkout() else f"pip install 'kg-news[{extra}]'"


def is_output(folder: Path) -> bool:
    """Whether kg wrote this folder: a graph, or a build with one in it. There are no articles in it."""
    return any((graph / MANIFEST).is_file() and (graph / NODES).is_file() for graph in (folder, folder / GRAPH))
