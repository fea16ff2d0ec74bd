"""Which paths the graph in a build folder was made from, so that another corpus does not take its place unasked."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from kg.graph.graph_scan import iter_nodes, text
from kg.paths import GRAPH

NOTE = "sources.json"


@dataclass(frozen=True, slots=True)
class Dropped:
    """Articles of the graph that are of paths which are not read any more."""

    paths: tuple[str, ...]
    articles: int
    of: int

    def __str__(self) -> str:
        paths = ", ".join(self.paths)
        return f"{self.articles:,} of the graph's {self.of:,} articles are of {paths}, which would no longer be read"


def note_sources(build: Path, paths: Sequence[Path]) -> None:
    """Note the paths that the graph in `build` was made from; of standard input none is left to compare with."""
    with suppress(OSError):
        if any(str(path) == "-" for path in paths):
            (build / NOTE).unlink(missing_ok=True)
        else:
            rows = [{"given": str(path), "is": str(path.resolve())} for path in paths]
            (build / NOTE).write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")


def noted_sources(build: Path) -> list[Path]:
    """The paths that the graph in `build` was made from, as they were given; none where that is not known."""
    return [Path(given) for given, _ in _noted(build)]


def _noted(build: Path) -> list[tuple[str, str]]:
    try:
        rows = json.loads((build / NOTE).read_text(encoding="utf-8"))
        return [(str(row["given"]), str(row["is"])) for row in rows]
    except (OSError, ValueError, TypeError, KeyError):
        return []


def dropped(build: Path, paths: Iterable[Path]) -> Dropped | None:
    """What a build of `paths` would leave out of the graph in `build`, where that is most of its articles."""
    read = [path.resolve() for path in paths]
    gone = [(given, at) for given, at in _noted(build) if not any(Path(at).is_relative_to(one) for one in read)]
    if not gone or not (build / GRAPH).is_dir():
        return None
    all_gone = len(gone) == len(_noted(build))
    lost = total = 0
    for node in iter_nodes(build / GRAPH, lambda row: b'"labels":["Article"]' in row):
        total += 1
        where = text(node.properties, "path")
        lost += (not where and all_gone) or any(_is_under(where, given) or _is_under(where, at) for given, at in gone)
    return Dropped(tuple(given for given, _ in gone), lost, total) if 2 * lost > total else None


def _is_under(where: str, path: str) -> bool:
    """Whether an article's path is this one, or in this folder, or in this file ("news.jsonl:12")."""
    return where == path or where.startswith((f"{path}/", f"{path}:"))
