"""Running `kg …` within the test's own process, and graph folders made of small worlds."""

from __future__ import annotations

import io
import os
import sys
from collections.abc import Mapping, Sequence
from contextlib import chdir, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from pathlib import Path
from unittest.mock import patch

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
    code = _run(arguments)
    printed = capsys.readouterr()
    return Ran(code, printed.out, printed.err)


def kg_in(
    folder: Path, *arguments: str | Path, environment: Mapping[str, str] | None = None, together: bool = False
) -> Ran:
    """Run a command in `folder` as if in a process of its own, with `environment` or `outside()`. What all need,
    such as the model, is loaded once. `together`: `out` has what went to both streams.
    """
    out, err = io.StringIO(), io.StringIO()
    with (
        chdir(folder),
        redirect_stdout(out),
        redirect_stderr(out if together else err),
        patch.dict(os.environ, outside() if environment is None else environment, clear=True),
    ):
        code = _run(arguments)
    return Ran(code, out.getvalue(), err.getvalue())


def outside() -> dict[str, str]:
    """The environment without what speaks to kg, but for the user's cache."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("NEO4J_", "KG_"))}
    return kept | {name: os.environ[name] for name in ("KG_CACHE_DIR",) if name in os.environ}


def _run(arguments: Sequence[str | Path]) -> int:
    """The exit code of a command."""
    with patch.object(sys, "argv", ["kg", *map(str, arguments)]):
        try:
            main()
        except SystemExit as end:
            return end.code if isinstance(end.code, int) else int(bool(end.code))
    return 0


def build_of(world: World, folder: Path) -> Path:
    """Write the graph of a world; the build folder, for --build."""
    extractions, resolution, stories = world.build()
    write_graph(assemble(extractions, resolution, stories, 0.0, SYMMETRIC), folder / "graph")
    return folder
