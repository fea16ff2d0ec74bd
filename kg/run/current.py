"""Is the graph in a folder still what a rebuild would write? Then there is nothing to do but to say so.

Beside the graph stands `built-from.json`: a hash over everything the graph was made from (every article file byte by
byte, rules, words, model, kg itself, settings), and the hash of the graph's manifest. Times of files play no part:
a clock may be set back.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING

from kg.graph.graph_files import is_intact
from kg.paths import GRAPH, MANIFEST, shipped
from kg.read.files import find_files
from kg.run.fingerprints import code_fingerprint, files_fingerprint, model_fingerprint

if TYPE_CHECKING:
    from kg.build import Settings

STATE = "built-from.json"


def inputs_digest(paths: Sequence[Path], settings: Settings) -> str | None:
    """A hash over all that a graph is made from. None where that cannot be known: standard input, a vanishing file."""
    if any(str(path) == "-" for path in paths):
        return None
    summed = hashlib.sha256()
    try:
        for part in _parts(paths, settings):
            summed.update(part)
    except OSError:
        return None
    return summed.hexdigest()


def _parts(paths: Sequence[Path], settings: Settings) -> Iterator[bytes]:
    rules = (files_fingerprint([shipped(name)]) for name in ("relations", "lexicon", "knowledge"))
    mine = (files_fingerprint([folder]) for folder in (settings.lexicon, *settings.relations))
    told = (settings.reading, settings.strict, settings.min_confidence, settings.world)
    for text in (code_fingerprint(), model_fingerprint(settings.model), *rules, *mine, repr(told)):
        yield f"{text}\n".encode()
    for file in (settings.decisions, settings.holders):
        yield hashlib.sha256(file.read_bytes()).digest() if file else b"none"
    for file in _files(paths):
        yield f"{file}\n".encode("utf-8", "surrogatepass")
        with file.open("rb") as stream:
            yield hashlib.file_digest(stream, "sha256").digest()


def _files(paths: Iterable[Path]) -> Iterator[Path]:
    for path in paths:
        yield from find_files(path)


def is_current(build: Path, inputs: str | None) -> bool:
    """Whether the graph in `build` was made from just these inputs, and its files are as they were written."""
    try:
        noted = json.loads((build / STATE).read_text(encoding="utf-8"))
        state = _state(build, inputs)
    except (OSError, ValueError):
        return False
    if inputs is None or not isinstance(noted, dict) or any(noted.get(name) != state[name] for name in state):
        return False
    return is_intact(build / GRAPH)


def remembered(build: Path) -> str:
    """What was said to be left out when the graph in `build` was made; "" for nothing."""
    try:
        noted = json.loads((build / STATE).read_text(encoding="utf-8"))
        return str(noted.get("left_out", ""))
    except (OSError, ValueError, AttributeError):
        return ""


def remember(build: Path, inputs: str | None, left_out: str = "") -> None:
    """Note that the graph in `build` was made from these inputs; None: that it is not known what it was made from.

    `left_out`: what was said to be left out, to be said again. Where there is no room for the note, the next rebuild
    finds out by itself.
    """
    (build / STATE).unlink(missing_ok=True)
    if inputs is not None:
        state = _state(build, inputs) | ({"left_out": left_out} if left_out else {})
        with suppress(OSError):
            (build / STATE).write_text(json.dumps(state) + "\n", encoding="utf-8")


def _state(build: Path, inputs: str | None) -> dict[str, str | None]:
    manifest = (build / GRAPH / MANIFEST).read_bytes()
    return {"inputs": inputs, "manifest": hashlib.sha256(manifest).hexdigest()}
