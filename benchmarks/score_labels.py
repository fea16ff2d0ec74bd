"""Score what `kg extract` wrote against hand labels such as those in tests/labelled.

    python benchmarks/score_labels.py tests/labelled build/samples.jsonl --errors

Labels are NNN.mentions.jsonl and relations.jsonl; tests/labelled/README.md says what each field means. An extracted
article belongs to the labels NNN when its file name (or else its id) holds "NNN_". A labelled article that was not
extracted counts as missed altogether.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Row = Mapping[str, Any]
Span = tuple[int, int]
Key = tuple[str, str, str, str]
"""Article, subject, relation type, object: what a relation is found or missed by. Status, time, place are apart."""
Answer = tuple[str, Row, str | None]
"""An article, a labelled mention of it, and the entity (in the extraction's ids) that was found there."""

SYMMETRIC = frozenset(
    {"MET", "SPOKE_WITH", "COUNTERPART_OF", "ALLY_OF", "RIVAL_OF", "SIGNED_WITH", "SPOUSE_OF", "RELATIVE_OF"}
)
UNPUNISHED = frozenset({"LOCATED_IN"})  # a gazetteer may rightly know what the article does not say
_ARTICLE = re.compile(r"(?<!\d)(\d{3})_")
_THE = re.compile(r"the\s+", re.IGNORECASE)
_POSSESSIVE = re.compile(r"['’]s?$")


@dataclass(frozen=True, slots=True)
class Share:
    """So many right of so many."""

    right: int
    of: int

    @property
    def value(self) -> float:
        """Between 0 and 1; 0 where there was nothing to get right."""
        return self.right / self.of if self.of else 0.0


@dataclass(frozen=True, slots=True)
class Accuracy:
    """How much of what was found is right, and how much of what was to be found was found."""

    precise: Share
    recalled: Share

    @property
    def f1(self) -> float:
        """The harmonic mean of precision and recall."""
        precision, recall = self.precise.value, self.recalled.value
        return 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@dataclass(frozen=True, slots=True)
class Scores:
    """All that was measured. `alias` is by kind of mention: "name", "title", "metonym"."""

    names: Accuracy
    alias: Mapping[str, Share]
    relations: Accuracy
    types: Mapping[str, Accuracy]
    """Relations by type."""
    status: Share
    when: Share
    place: Share
    errors: tuple[str, ...]

    @property
    def alias_all(self) -> Share:
        """The share of all labelled mentions that carry the right entity."""
        return Share(sum(s.right for s in self.alias.values()), sum(s.of for s in self.alias.values()))


def score(labels_dir: Path, extract_file: Path, articles: Sequence[str] = ()) -> Scores:
    """Compare the extraction in `extract_file` with the labels of `articles` (default: all that are labelled)."""
    chosen = sorted(articles) or sorted(path.name[:3] for path in labels_dir.glob("*.mentions.jsonl"))
    labels = {article: _read(labels_dir / f"{article}.mentions.jsonl") for article in chosen}
    found = {article: row for article, row in _extracted(extract_file) if article in labels}
    errors: list[str] = []
    names = _score_names(labels, found, errors)
    answers = [answer for article in chosen for answer in _answers(article, labels[article], found.get(article, {}))]
    to_label = _match_entities(answers)
    alias = _score_alias(answers, to_label, errors)
    need = _needed(row for row in _read(labels_dir / "relations.jsonl") if row["article"] in labels)
    claims = _claims(found, to_label, {key[2] for key in need})
    relations = _score_relations(need, claims, errors)
    hits = sorted(key for key in claims if any(not row["optional"] for row in need.get(key, ())))
    return Scores(
        names=names,
        alias=alias,
        relations=relations,
        types=_score_types(need, claims),
        status=_share(hits, need, claims, "status", _status),
        when=_share(hits, need, claims, "when", _when),
        place=_share(hits, need, claims, "place", lambda claim: to_label.get(claim.get("place") or "", "")),
        errors=tuple(errors),
    )


# ------------------------------------------------------------------ mentions


def _score_names(labels: Mapping[str, Sequence[Row]], found: Mapping[str, Row], errors: list[str]) -> Accuracy:
    right = predicted = wanted = 0
    for article, rows in labels.items():
        names = {_span(row): row for row in rows if row["kind"] == "name" and not row["ignore"]}
        free = [_span(row) for row in rows if row["ignore"] or row["kind"] != "name"]
        mentions = _mentions(found.get(article, {}))
        judged = {s: m for s, m in mentions.items() if s in names or (_is_name(m) and not _touches_any(s, free))}
        hits = {span for span, mention in judged.items() if span in names and mention["type"] == names[span]["type"]}
        right, predicted, wanted = right + len(hits), predicted + len(judged), wanted + len(names)
        text = str(found.get(article, {}).get("text", ""))
        errors += [f"{article} name wrong: {judged[s]['type']} {text[slice(*s)]!r}" for s in sorted(set(judged) - hits)]
        errors += [f"{article} name missed: {names[s]['text']!r}" for s in sorted(set(names) - set(judged))]
    return Accuracy(Share(right, predicted), Share(right, wanted))


def _answers(article: str, labels: Sequence[Row], found: Row) -> Iterator[Answer]:
    mentions = _mentions(found)
    for label in labels:
        if not label["ignore"]:
            mention = _mention_at(label, mentions)
            yield article, label, mention["entity"] if mention else None


def _mention_at(label: Row, mentions: Mapping[Span, Row]) -> Row | None:
    """The mention with the label's span; for a description, else one that ends with it, else one that overlaps it."""
    span = _span(label)
    if span in mentions or label["kind"] == "name":
        return mentions.get(span)
    near = [s for s, m in mentions.items() if m.get("kind") == "description" and _touches(s, span)]
    near.sort(key=lambda s: (s[1] != span[1], s))
    return mentions[near[0]] if near else None


def _match_entities(answers: Iterable[Answer]) -> dict[str, str]:
    """Extracted entity → labelled entity, one to one, the pairs with most mentions in common first."""
    overlap = Counter((label["entity"], entity) for _, label, entity in answers if entity)
    to_label: dict[str, str] = {}
    for (labelled, entity), _ in sorted(overlap.items(), key=lambda item: (-item[1], item[0])):
        if entity not in to_label and labelled not in to_label.values():
            to_label[entity] = labelled
    return to_label


def _score_alias(answers: Iterable[Answer], to_label: Mapping[str, str], errors: list[str]) -> dict[str, Share]:
    tally = {"name": [0, 0], "title": [0, 0], "metonym": [0, 0]}
    for article, label, entity in answers:
        right = to_label.get(entity or "") == label["entity"]
        count = tally["metonym" if label.get("metonym") else label["kind"]]
        count[0] += right
        count[1] += 1
        if not right:
            errors.append(f"{article} alias wrong: {label['text']!r} is {label['entity']}, not {entity}")
    return {kind: Share(*count) for kind, count in tally.items()}


def _mentions(found: Row) -> dict[Span, Row]:
    text = str(found.get("text", ""))
    return {_trimmed(text, _span(m)): m for m in found.get("mentions", ()) if m["type"] != "Office"}


def _trimmed(text: str, span: Span) -> Span:
    """Without a leading "the" and a possessive at the end: neither is held against anybody."""
    start, end = span
    the = _THE.match(text, start, end)
    possessive = _POSSESSIVE.search(text[start:end])
    return (the.end() if the else start), (end - len(possessive.group()) if possessive else end)


def _span(row: Row) -> Span:
    return int(row["start"]), int(row["end"])


def _is_name(mention: Row) -> bool:
    return bool(mention.get("kind", "name") == "name")


def _touches(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _touches_any(span: Span, others: Iterable[Span]) -> bool:
    return any(_touches(span, other) for other in others)


# ------------------------------------------------------------------ relations


def _needed(rows: Iterable[Row]) -> dict[Key, list[Row]]:
    need: dict[Key, list[Row]] = defaultdict(list)
    for row in rows:
        need[_key(row["article"], row["subject"], row["type"], row["object"])].append(row)
    return need


def _claims(found: Mapping[str, Row], to_label: Mapping[str, str], judged: Iterable[str]) -> dict[Key, list[Row]]:
    """What the extraction says is, was or will be so, in the labels' ids, for the relation types that are judged."""
    types = set(judged)
    claims: dict[Key, list[Row]] = defaultdict(list)
    for article, row in found.items():
        bodies = {claim["subject"]: claim["object"] for claim in row["claims"] if claim["type"] == "OFFICE_OF"}
        for claim in row["claims"]:
            if claim["type"] in types and claim.get("status") != "denied":
                subject = to_label.get(claim["subject"], claim["subject"])
                claims[_key(article, subject, claim["type"], _object(claim, bodies, to_label))].append(claim)
    return claims


def _object(claim: Row, bodies: Mapping[str, str], to_label: Mapping[str, str]) -> str:
    name = str(claim["object"])
    if claim["type"] != "HOLDS_OFFICE":
        return to_label.get(name, name)
    title, _, body = name.partition(":")
    body = bodies.get(name, body)
    return f"{title}:{to_label.get(body, body)}"


def _key(article: str, subject: str, relation: str, obj: str) -> Key:
    if relation in SYMMETRIC and obj < subject:
        subject, obj = obj, subject
    return article, subject, relation, obj


def _score_relations(
    need: Mapping[Key, Sequence[Row]], claims: Mapping[Key, Sequence[Row]], errors: list[str]
) -> Accuracy:
    allowed = {key for key, rows in need.items() if any(row["status"] != "denied" for row in rows)}
    wanted = {key for key, rows in need.items() if any(not row["optional"] for row in rows)}
    right = claims.keys() & allowed
    wrong = {key for key in claims.keys() - allowed if key[2] not in UNPUNISHED}
    errors += [f"{key[0]} relation missed: {' '.join(key[1:])}" for key in sorted(wanted - claims.keys())]
    errors += [
        f"{key[0]} relation wrong: {' '.join(key[1:])} by {', '.join(sorted({c['pattern'] for c in claims[key]}))}"
        for key in sorted(wrong)
    ]
    return Accuracy(Share(len(right), len(right) + len(wrong)), Share(len(wanted & claims.keys()), len(wanted)))


def _score_types(need: Mapping[Key, Sequence[Row]], claims: Mapping[Key, Sequence[Row]]) -> dict[str, Accuracy]:
    types = sorted({key[2] for key in need})
    return {
        name: _score_relations(
            {key: rows for key, rows in need.items() if key[2] == name},
            {key: rows for key, rows in claims.items() if key[2] == name},
            [],
        )
        for name in types
    }


def _share(
    hits: Iterable[Key],
    need: Mapping[Key, Sequence[Row]],
    claims: Mapping[Key, Sequence[Row]],
    field: str,
    read: Callable[[Row], str],
) -> Share:
    """Of the hits whose labels state `field`, how many have a claim that begins with one of the labelled values."""
    stated = [(key, tuple(row[field] for row in need[key] if row[field])) for key in hits]
    judged = [(key, values) for key, values in stated if values]
    right = sum(any(read(claim).startswith(values) for claim in claims[key]) for key, values in judged)
    return Share(right, len(judged))


def _status(claim: Row) -> str:
    return str(claim.get("status"))


def _when(claim: Row) -> str:
    """An ISO day; labels may state a month or a year only, which is where the day begins."""
    return str(claim.get("when_start") or claim.get("details", {}).get("since") or "")


# ------------------------------------------------------------------ files and printing


def _read(path: Path) -> list[Row]:
    return [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines() if line.strip()]


def _extracted(path: Path) -> Iterator[tuple[str, Row]]:
    for row in _read(path):
        hit = _ARTICLE.search(Path(str(row.get("path") or row["id"])).name)
        if hit:
            yield hit.group(1), row


def table(scores: Scores) -> str:
    """The scores as lines for people to read."""
    lines = [_accuracy_line("names", scores.names)]
    lines += [_share_line(f"alias {kind}", share) for kind, share in scores.alias.items()]
    lines += [_share_line("alias all", scores.alias_all), _accuracy_line("relations", scores.relations)]
    lines += [_share_line(name, getattr(scores, name)) for name in ("status", "when", "place")]
    return "\n".join(lines)


def _accuracy_line(name: str, accuracy: Accuracy) -> str:
    precise, recalled = accuracy.precise, accuracy.recalled
    return (
        f"{name:14} P {precise.value:.3f} ({precise.right}/{precise.of})"
        f"  R {recalled.value:.3f} ({recalled.right}/{recalled.of})  F {accuracy.f1:.3f}"
    )


def _share_line(name: str, share: Share) -> str:
    return f"{name:14} {share.value:.3f} ({share.right}/{share.of})"


def main() -> None:
    """Print the table, and with --errors first everything that was wrong or missed."""
    parser = argparse.ArgumentParser(description="Score an extraction against hand labels.")
    parser.add_argument("labels", type=Path, help="folder with NNN.mentions.jsonl and relations.jsonl")
    parser.add_argument("extract", type=Path, help="what kg extract wrote")
    parser.add_argument("--articles", default="", help="three-digit numbers, such as 101,104 (default: all)")
    parser.add_argument("--errors", action="store_true", help="list everything that was wrong or missed")
    options = parser.parse_args()
    scores = score(options.labels, options.extract, [a for a in options.articles.split(",") if a])
    if options.errors:
        print("\n".join(scores.errors))
    print(table(scores))


if __name__ == "__main__":
    main()
