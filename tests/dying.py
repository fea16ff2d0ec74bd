"""`kg` to which something happens at a chosen moment: it is killed, or what it needs is.

    python -m tests.dying count FILE -- rebuild news …          writes how many moments each stage has
    python -m tests.dying load:7 kill -- rebuild news …         SIGKILL to itself at the seventh moment of the load
    python -m tests.dying load:7 kill:1234 -- rebuild news …    SIGKILL to process 1234; kg goes on

A moment is just before or just after a step that changes something outside the process, or hands work on.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections import Counter
from collections.abc import Callable
from functools import wraps
from pathlib import Path
from typing import Any

import neo4j

from kg.cli import main
from kg.graph import graph_files
from kg.run import current, workers
from kg.run.cache import Cache
from kg.store import database, local_neo4j

STAGES: dict[str, tuple[tuple[Any, str], ...]] = {
    "parse": ((workers.Workers, "_collect"), (workers._Worker, "give")),
    "cache": ((Cache, "_write"), (Cache, "put"), (Cache, "close")),
    "files": ((graph_files, "_write_lines"), (graph_files, "_replace"), (Path, "rename"), (current, "remember")),
    "load": ((database.Transaction, "run"),),
    "commit": ((neo4j.Transaction, "commit"), (database, "_write")),
    "start": (
        (local_neo4j, "run_admin"),
        (local_neo4j, "write_state"),
        (local_neo4j, "spawn_server"),
        (local_neo4j, "_wait_until_ready"),
    ),
}


def watch(reached: Callable[[str], None]) -> None:
    """Call `reached` with the stage's name at each of its moments."""
    for stage, steps in STAGES.items():
        for owner, name in steps:
            setattr(owner, name, _watched(getattr(owner, name), stage, reached))


def _watched(step: Callable[..., Any], stage: str, reached: Callable[[str], None]) -> Callable[..., Any]:
    @wraps(step)
    def watched(*args: Any, **more: Any) -> Any:  # noqa: ANN401  whatever the step takes
        reached(stage)
        result = step(*args, **more)
        reached(stage)
        return result

    return watched


def run(moment: str, action: str) -> None:
    """Run kg with the arguments of this process; `moment` and `action` as in the module's usage."""
    counts: Counter[str] = Counter()

    def reached(stage: str) -> None:
        counts[stage] += 1
        if f"{stage}:{counts[stage]}" == moment:
            victim = action.partition(":")[2]
            os.kill(int(victim) if victim else os.getpid(), signal.SIGKILL)

    watch(reached)
    try:
        main()
    finally:
        if moment == "count":
            Path(action).write_text(json.dumps(counts), encoding="utf-8")


if __name__ == "__main__":
    _, chosen, done, _, *sys.argv[1:] = sys.argv
    run(chosen, done)
