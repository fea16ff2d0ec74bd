"""Running `kg …` within the test's own process, and graph folders made of small worlds."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

from kg.cli import main
from kg.graph.assemble import assemble
from kg.graph.graph_files import write_graph
from tests.worlds import SYMMETRIC, World


@dataclass(frozen=True)
class Ran:
    """What a command printed, and its exit code."""

    code: int
    out: str
    err: str


def kg(capsys: pytest.CaptureFixture[str], *arguments: str | Path) -> Ran:
    """Run a command as a person would; leaves what was printed before out."""
    capsys.readouterr()
    old, sys.argv = sys.argv, ["kg", *map(str, arguments)]
    try:
        main()
        code = 0
    except SystemExit as end:
        code = end.code if isinstance(end.code, int) else int(bool(end.code))
    finally:
        sys.argv = old
    printed = capsys.readouterr()
    return Ran(code, printed.out, printed.err)


def build_of(world: World, folder: Path) -> Path:
    """Write the graph of a world; the build folder, for --build."""
    extractions, resolution, stories = world.build()
    write_graph(assemble(extractions, resolution, stories, 0.0, SYMMETRIC), folder / "graph")
    return folder
