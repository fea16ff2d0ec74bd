"""Lists of words that stand in the code: language belongs in lexicon/, where it has a reason and can be changed.

    python tools/word_lists.py [--list]

Counted are sets, lists, tuples and keys of mappings of two strings or more, strings that are split, and alternations of
regular expressions, in the rooms that read language. Not counted is what has no words but those of one of the closed
classes in tools/closed_classes.yaml: grammar that no one adds to, and the labels of the parser and of kg itself. Names
of code (`head_of_state`, `BASED_IN`) and what a module exports are none either.
The count may fall and never rise: `most:` in that file is what stands today.
"""

from __future__ import annotations

import argparse
import ast
import re
import sys
from collections import Counter
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

ROOT = Path(__file__).resolve().parent.parent
CLASSES = Path(__file__).with_name("closed_classes.yaml")
ROOMS = ("claim", "know", "mention", "quote", "resolve", "text", "when")
"""Of kg/: the rooms that read language. What the others list are fields, formats and settings."""
ALTERNATION = re.compile(r"[^\W\d_]{2,}(?:\|[^\W\d_]{2,})+")
WORD = re.compile(r"[^\W\d_]")
CODE = re.compile(r"\w+\.yaml|\w*_\w*|[A-Z]{2}|.{0,6}\|.*|.*[\\\[>].*")
"""Names of files, fields and types, codes of countries and states, and expressions."""


@dataclass(frozen=True)
class WordList:
    """One list in the code."""

    file: str
    line: int
    words: tuple[str, ...]


def lists_in(file: Path, root: Path) -> Iterator[WordList]:
    """Every list of two strings or more with letters in them."""
    name = str(file.relative_to(root))
    tree = ast.parse(file.read_text("utf-8"))
    exported = {id(node.value) for node in tree.body if isinstance(node, ast.Assign) and _is_export(node)}
    for node in ast.walk(tree):
        for words in _words_of(node):
            if id(node) not in exported and sum(bool(WORD.search(word)) for word in words) > 1:
                yield WordList(name, node.lineno, tuple(words))  # type: ignore[attr-defined]


def _words_of(node: ast.AST) -> Iterator[list[str]]:
    match node:
        case ast.Set(elts=items) | ast.List(elts=items) | ast.Tuple(elts=items):
            yield _strings(items)
        case ast.Dict(keys=keys):
            yield _strings(keys)
        case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="split")):
            yield text.split()
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re")), args=[pattern, *_]):
            text = "".join(part.value for part in ast.walk(pattern) if _is_text(part))  # type: ignore[attr-defined]
            yield [word for found in ALTERNATION.findall(text) for word in found.split("|")]


def _is_export(node: ast.Assign) -> bool:
    return isinstance(node.targets[0], ast.Name) and node.targets[0].id == "__all__"


def _strings(items: Iterable[ast.expr | None]) -> list[str]:
    """The strings, where there is nothing else."""
    listed = list(items)
    return [item.value for item in listed if _is_text(item)] if all(map(_is_text, listed)) else []  # type: ignore[union-attr]


def _is_text(node: ast.AST | None) -> bool:
    return isinstance(node, ast.Constant) and isinstance(node.value, str)


def closed_words() -> frozenset[str]:
    """The words that may stand in lists in the code."""
    data: dict[str, Any] = yaml.safe_load(CLASSES.read_text("utf-8"))
    return frozenset(str(word) for entry in data["classes"].values() for word in entry["words"])


def count_lists(root: Path) -> list[WordList]:
    """The lists of words in the code below `root`, in order of file."""
    closed = closed_words()
    files = (file for room in ROOMS for file in sorted((root / "kg" / room).rglob("*.py")))
    return [one for file in files for one in lists_in(file, root) if _is_language(one, closed)]


def main() -> int:
    """Count, and say where there are more than there were, or fewer than is written down."""
    parser = argparse.ArgumentParser(description="Count the lists of words that stand in the code.")
    parser.add_argument("--list", action="store_true", help="print each of them")
    options = parser.parse_args()
    data: dict[str, Any] = yaml.safe_load(CLASSES.read_text("utf-8"))
    found = count_lists(ROOT)
    if options.list:
        print(*(f"{one.file}:{one.line}: {', '.join(one.words)[:110]}" for one in found), sep="\n")
    counts = Counter(one.file for one in found)
    wrong = {file for file in {*counts, *data["most"]} if counts[file] != data["most"].get(file, 0)}
    for file in sorted(wrong):
        before = data["most"].get(file, 0)
        remedy = (
            "put the new one into lexicon/" if counts[file] > before else f"lower it in {CLASSES.relative_to(ROOT)}"
        )
        print(f"{file}: {counts[file]} lists of words stand in the code, {before} before: {remedy}", file=sys.stderr)
    print(f"{counts.total()} lists of words in the code")
    return int(bool(wrong))


def _is_language(one: WordList, closed: Collection[str]) -> bool:
    words = [word for word in one.words if WORD.search(word) and word not in closed and not CODE.fullmatch(word)]
    return bool(words)


if __name__ == "__main__":
    sys.exit(main())
