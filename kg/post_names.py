"""Posts as people describe them: "the U.S. president", "premier of Japan", "Acme's chief executive" → the office."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache
from pathlib import Path

from kg.datafiles import read_lexicon
from kg.graph.graph_scan import text
from kg.model import Node
from kg.naming import Candidate, fold, mentions, surfaces
from kg.paths import shipped


def synonyms(words: str, lexicon: Path | None = None) -> list[str]:
    """`words`, and the same with a post by its canonical title: "premier of japan", "prime minister of japan"."""
    forms = _title_forms(lexicon or shipped("lexicon"))
    plain = words.casefold()
    for form, title in forms:
        if re.search(rf"\b{re.escape(form)}(?!\w)", plain):
            return [words, re.sub(rf"\b{re.escape(form)}(?!\w)", title, plain)]
    return [words]


def other_titles(title: str, lexicon: Path | None = None) -> list[str]:
    """Other words for a post's canonical title: "premier" for "prime minister"."""
    return sorted(form for form, canonical in _title_forms(lexicon or shipped("lexicon")) if canonical == title)


def match_post(entities: Collection[Node], wanted: str) -> tuple[Candidate, ...]:
    """The offices that a description names: "the U.S. president", "premier of Japan", "Acme's chief executive"."""
    by_id = {text(node.properties, "id"): node for node in entities}
    wordings = [_words_of_post(wording) for wording in synonyms(wanted)]
    found = []
    for node in by_id.values():
        title = _words_of_post(text(node.properties, "title")) if "Office" in node.labels else []
        body = by_id.get(text(node.properties, "id").partition(":")[2])
        rests = [rest for words in wordings if (rest := _without(words, title))]
        if body is not None and any(_is_called(body, rest) for rest in rests):
            found.append(Candidate(node, wanted, mentions(node)))
    return tuple(sorted(found, key=lambda one: (-one.count, one.node.key)))


def _words_of_post(wording: str) -> list[str]:
    plain = re.sub(r"['’]s\b|['’](?=\s)", "", wording)
    return [word for word in fold(plain).split() if word not in {"the", "of"}]


def _without(words: Sequence[str], title: Sequence[str]) -> list[str]:
    """What a title leaves of the words that it begins or ends; nothing where it does neither."""
    width = len(title)
    if width and width < len(words):
        if list(words[:width]) == list(title):
            return list(words[width:])
        if list(words[-width:]) == list(title):
            return list(words[:-width])
    return []


def _is_called(node: Node, words: Sequence[str]) -> bool:
    return any(_words_of_post(surface) == words for surface, _ in surfaces(node))


@cache
def _title_forms(lexicon: Path) -> tuple[tuple[str, str], ...]:
    """(other form of a title, its canonical form), longest first."""
    groups = read_lexicon(lexicon, "titles").get("groups", [])
    forms = {str(form): str(title) for group in groups for title, found in group["titles"].items() for form in found}
    return tuple(sorted(forms.items(), key=lambda pair: (-len(pair[0]), pair[0])))
