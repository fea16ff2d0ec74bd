"""The list of what a person should look at, kept as `review.jsonl` beside the graph files.

`kg rebuild` writes it; `kg review` reads it and leaves out what has been decided since.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, Protocol

from kg.by_id import by_id
from kg.digest import digest
from kg.errors import UsageError
from kg.explore.doubts import Doubt, find_doubts, sentence_around
from kg.keeping import Keep, anew
from kg.model import Extraction, Resolution
from kg.resolve.decisions import Decisions

FILE = "review.jsonl"
SENTENCES = 3
_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode
"""One encoder for all rows: json.dumps would make one for each."""


class Resolved(Protocol):
    """What of a corpus the review needs."""

    @property
    def extractions(self) -> Collection[Extraction]:
        """The articles with what they say."""

    @property
    def resolution(self) -> Resolution:
        """Whom their mentions stand for."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence with the words in question at [start, end)."""

    article: str
    published: str
    where: str
    text: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Row:
    """One question to a person.

    `kind`: unresolved, merge, apart, type or claim. `impact`: claims that depend on the answer. `decide`: the decisions
    that would answer it, each an action of decisions.yaml and its names.
    """

    id: str
    kind: str
    question: str
    names: tuple[str, ...]
    entities: tuple[str, ...]
    impact: int
    mentions: int
    reasons: tuple[str, ...]
    decide: tuple[tuple[str, tuple[str, ...]], ...]
    sentences: tuple[Sentence, ...]


def review_rows(corpus: Resolved, keep: Keep = anew) -> list[dict[str, Any]]:
    """The questions of a corpus, most useful first, as JSON holds them; the same for any order of articles. `keep`:
    where what is made of names alone is kept."""
    extractions = by_id(corpus.extractions)
    rows = (_row(doubt, extractions) for doubt in find_doubts(corpus.extractions, corpus.resolution, keep))
    return [
        _fields(_OF_ROW, row) | {"sentences": [_fields(_OF_SENTENCE, one) for one in row.sentences]} for row in rows
    ]


_OF_ROW, _OF_SENTENCE = ([one.name for one in fields(kind)] for kind in (Row, Sentence))


def _fields(names: Sequence[str], value: Row | Sentence) -> dict[str, Any]:
    """By name; a fifth of the time of `dataclasses.asdict`, which copies every text."""
    return {name: getattr(value, name) for name in names}


def _row(doubt: Doubt, extractions: Mapping[str, Extraction]) -> Row:
    return Row(
        id=digest(
            doubt.kind, *doubt.names, *doubt.entities, *(doubt.uses.refs[:1] if doubt.kind == "unresolved" else ())
        ),
        kind=doubt.kind,
        question=doubt.question,
        names=doubt.names,
        entities=doubt.entities,
        impact=doubt.impact,
        mentions=doubt.uses.mentions,
        reasons=doubt.reasons,
        decide=doubt.decide,
        sentences=tuple(_sentences(doubt, extractions)),
    )


def _sentences(doubt: Doubt, extractions: Mapping[str, Extraction]) -> Iterator[Sentence]:
    """A few sentences of the doubt, each once however many articles print it."""
    seen: set[str] = set()
    for article, index in doubt.uses.refs:
        one = _sentence(extractions[article], index)
        if one.text not in seen:
            seen.add(one.text)
            yield one
        if len(seen) == SENTENCES:
            return


def _sentence(extraction: Extraction, index: int) -> Sentence:
    article, mention = extraction.article, extraction.mentions[index]
    text, offset = sentence_around(article, mention.start, mention.end)
    day = article.published.isoformat() if article.published else ""
    return Sentence(
        article.id, day, article.url or article.path or "", text, mention.start - offset, mention.end - offset
    )  # fmt: skip


def write_review(build: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write the questions beside the graph files, all or nothing."""
    return publish_review(prepare_review(build, rows))


def prepare_review(build: Path, rows: Iterable[Mapping[str, Any]]) -> Path:
    """Write the questions under another name, for `publish_review`. UsageError: the disk is full, or there is no right
    to write there."""
    fresh = build / f".{FILE}.new"
    lines = map(_json, rows)
    text = "".join(f"{line}\n" for line in lines)
    try:
        build.mkdir(parents=True, exist_ok=True)
        fresh.write_bytes(text.encode("utf-8", "replace"))
    except OSError as error:
        fresh.unlink(missing_ok=True)
        reason = error.strerror or str(error)
        raise UsageError(f"{build / FILE}: cannot be written ({reason}); the graph stays as it was") from None
    return fresh


def publish_review(fresh: Path) -> Path:
    """Put prepared questions in their place: that takes no room on the disk."""
    return fresh.replace(fresh.with_name(FILE))


def read_review(build: Path) -> list[Row]:
    """The questions under `build`. UsageError: there is no such file, or it is damaged."""
    path = build / FILE
    try:
        rows = [json.loads(line) for line in path.read_text(encoding="utf-8").split("\n") if line]
        return [_read(row) for row in rows]
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror}; kg rebuild writes it") from None
    except (ValueError, KeyError, TypeError):
        raise UsageError(f"{path}: damaged; kg rebuild writes it anew") from None


def _read(row: Mapping[str, Any]) -> Row:
    return Row(
        id=row["id"],
        kind=row["kind"],
        question=row["question"],
        names=tuple(row["names"]),
        entities=tuple(row["entities"]),
        impact=row["impact"],
        mentions=row["mentions"],
        reasons=tuple(row["reasons"]),
        decide=tuple((action, tuple(names)) for action, names in row["decide"]),
        sentences=tuple(Sentence(**one) for one in row["sentences"]),
    )


def undecided(rows: Iterable[Row], decisions: Decisions) -> list[Row]:
    """The questions that no decision answers, in their order."""
    pairs = [{name.casefold() for name in names} for names, _ in (*decisions.same, *decisions.not_same)]
    settled = {name.casefold() for name, *_ in (*decisions.drop, *decisions.type)}
    struck = {tuple(map(str.casefold, (one.subject, one.type, one.object))) for one in decisions.wrong}
    return [row for row in rows if not _answered(row, pairs, settled, struck)]


def _answered(row: Row, pairs: Sequence[set[str]], settled: set[str], struck: Collection[tuple[str, ...]]) -> bool:
    if row.kind == "claim":
        return tuple(map(str.casefold, row.names)) in struck
    names = {name.casefold() for name in row.names}
    if row.kind in {"merge", "apart"}:
        return any(names <= pair for pair in pairs) or bool(names & settled)
    return row.kind == "type" and bool(names & settled)
