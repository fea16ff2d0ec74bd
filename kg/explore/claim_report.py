"""A claim with all that made it, as one text to send: its sentence, the parse, the rule, what the sentence says alone.

Whoever mends rules needs no more than this, and nothing of the sender's machine is in it.
"""

from __future__ import annotations

import platform
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from kg import __version__
from kg.errors import UsageError
from kg.explore.marking import Line, printable
from kg.explore.sentences import trial_lines, try_sentence
from kg.graph.graph_scan import iter_nodes, read_entities, read_nodes, read_touching, text, texts
from kg.model import Node, Relationship
from kg.rule_files import place_of_rule, text_of_rule

if TYPE_CHECKING:
    from kg.run.extract import Extractor

CLAIM = "Claim:"
SHORTEST = 6
"""Letters of an id that are enough to name a claim."""
REASONS = 3
"""Why the mentions of an end are one, at most."""
TOLD_APART = frozenset(
    {"id", "sentence", "start", "end", "anchor_start", "anchor_end", "rule", "reasons", "type", "pair"}
)


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim of the graph files with its ends, its article and the relationships that rest on it."""

    claim: Node
    subject: Node | None
    object: Node | None
    subject_words: str
    object_words: str
    article: Node | None
    held_by: tuple[str, ...]


def find_claim(folder: Path, ident: str) -> Claimed:
    """The claim with this id, or whose id begins so. UsageError: none has, or several do."""
    wanted = ident.removeprefix(CLAIM)
    if len(wanted) < SHORTEST:
        raise UsageError(f"{ident!r}: give at least {SHORTEST} letters of a claim's id; kg explain A B shows them")
    begins = f'{{"key":"{CLAIM}{wanted}'.encode()
    found = list(iter_nodes(folder, lambda line: line.startswith(begins)))
    if len(found) != 1:
        many = f"{len(found)} claims have an id" if found else "no claim has an id"
        raise UsageError(f"{many} that begins with {wanted!r}; kg explain A B shows the ids")
    [claim] = found
    touching = read_touching(folder, [claim.key])
    ends = {one.type: one for one in touching if one.start == claim.key}
    nodes = read_nodes(folder, [one.end for one in ends.values()])

    def end(kind: str) -> tuple[Node | None, str]:
        one = ends.get(kind)
        return (nodes.get(one.end), _words(claim, one)) if one else (None, "")

    (subject, subject_words), (other, object_words) = end("SUBJECT"), end("OBJECT")
    held = tuple(_held_by(folder, claim, subject, other))
    return Claimed(claim, subject, other, subject_words, object_words, end("STATED_IN")[0], held)


def _words(claim: Node, end: Relationship) -> str:
    """The words in the claim's sentence that stand for one of its ends."""
    first, start, last = (int(str(one.get(name, 0))) for one, name in (
        (claim.properties, "start"), (end.properties, "start"), (end.properties, "end")
    ))  # fmt: skip
    sentence = text(claim.properties, "sentence")
    return sentence[start - first : last - first] if first <= start < last <= first + len(sentence) else ""


def _held_by(folder: Path, claim: Node, subject: Node | None, other: Node | None) -> Iterator[str]:
    if subject is None or other is None:
        return
    entities = read_entities(folder)
    for one in read_touching(folder, [subject.key]):
        if text(claim.properties, "id") in texts(one.properties, "claim_ids"):
            start, end = (text(entities[key].properties, "name") for key in (one.start, one.end))
            counted = f"{one.properties.get('sources')} sources, {one.properties.get('claims')} claims"
            yield f"{one.type} {start} → {end}, {text(one.properties, 'status')}, {counted}"


def report_text(found: Claimed, extractor: Extractor, rules: Sequence[Path], wrong: str) -> str:
    """The report, in Markdown. `rules`: the user's own relation folders; `wrong`: what is wrong, in his words."""
    own, about = found.claim.properties, found.article.properties if found.article else {}
    published, sentence, rule = text(about, "published"), text(own, "sentence"), text(own, "rule")
    trial = try_sentence(extractor, sentence, date.fromisoformat(published) if published else None, rules)
    again = any(one.rule == rule for one in trial.claims)
    alike = (one for one in trial.claims if one.type == text(own, "type"))
    trial = replace(trial, misses=(), claims=tuple(replace(one, rule_file=Path(one.rule_file).name) for one in alike))
    where, excerpt = place_of_rule(rule, rules), text_of_rule(rule, rules)
    meta = extractor.nlp.meta
    parts = [
        f"# A wrong claim: {text(own, 'type')} {_name(found.subject)} → {_name(found.object)}",
        f"What is wrong: {wrong or '(say here what the sentence really says)'}",
        f"> {' '.join(sentence.split())}",
        "\n".join(f"- {printable(one)}" for one in _facts(found)),
        "## The rule",
        f"`{rule}`{f' in {Path(where).name}' if where else ''}, confidence {' × '.join(texts(own, 'reasons'))}",
        f"```yaml\n{excerpt}\n```" if excerpt else "",
        "## The sentence read alone",
        "The rule finds it again." if again else "The rule does not find it: it takes more of the article.",
        "```text\n" + "\n".join(map(_plain, trial_lines(trial, 0))) + "\n```",
        f"kg {__version__}, {meta.get('name')} {meta.get('version')}, Python {platform.python_version()}",
    ]
    return "\n\n".join(part for part in parts if part) + "\n"


def _facts(found: Claimed) -> Iterator[str]:
    ends = (("subject", found.subject, found.subject_words), ("object", found.object, found.object_words))
    for name, node, words in ends:
        if node is not None:
            yield f"{name}: {_name(node)} ({node.labels[0]} `{text(node.properties, 'id')}`), by the words “{words}”"
            yield from (f"{name} is one because: {one}" for one in texts(node.properties, "merged_because")[:REASONS])
    own = found.claim.properties
    yield " · ".join(f"{name} {value}" for name, value in sorted(own.items()) if name not in TOLD_APART)
    if found.article is not None:
        shown = [text(found.article.properties, name) for name in ("title", "publisher", "published", "url")]
        yield "article: " + ", ".join(one for one in shown if one)
    yield from (f"in the graph: {held}" for held in found.held_by)


def _name(node: Node | None) -> str:
    return text(node.properties, "name") if node else "?"


def _plain(one: Line) -> str:
    return " " * one.indent + printable("".join(words for words, _ in one.parts)).rstrip()
