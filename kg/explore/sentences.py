"""One sentence put through the whole of extraction: its parse, its mentions, what rules found and what they missed.

The tool with which rules are written: `kg relations try`.
"""

from __future__ import annotations

import html
from collections.abc import Iterator, Sequence, Set
from dataclasses import asdict, dataclass, replace
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from kg.explore.marking import Line, line, mark
from kg.graph.about import told_interval
from kg.mention.language import whole_text
from kg.model import Article, Extraction, LocalClaim, Mention, Span
from kg.rule_files import place_of_rule

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.claim.relations import Relations
    from kg.dev.trial import NearMiss
    from kg.run.extract import Extractor


@dataclass(frozen=True, slots=True)
class TryClaim:
    """What a rule found, in words. Spans are offsets into the text; without an object it tells a day of its subject."""

    type: str
    subject: str
    object: str
    subject_span: Span
    object_span: Span
    anchor: Span
    status: str
    when: str
    place: str
    speaker: str
    details: dict[str, Any]
    rule: str
    rule_file: str
    confidence: float
    reasons: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TryMention:
    """A mention, and what it was found to stand for within the text."""

    start: int
    end: int
    text: str
    type: str
    kind: str
    title: str
    links: dict[str, str]
    stands_for: tuple[str, ...]


@dataclass(frozen=True)
class Trial:
    """A text as the rules see it."""

    text: str
    doc: Doc
    mentions: tuple[TryMention, ...]
    claims: tuple[TryClaim, ...]
    misses: tuple[NearMiss, ...]

    def to_json(self) -> dict[str, Any]:
        """The trial as JSON holds it, the parse as a list of tokens."""
        tokens = [
            {"i": t.i, "text": t.text, "lemma": t.lemma_, "pos": t.pos_, "tag": t.tag_, "dep": t.dep_, "head": t.head.i}
            for t in self.doc
        ]
        return {
            "text": self.text,
            "tokens": tokens,
            "mentions": [asdict(one) for one in self.mentions],
            "claims": [asdict(one) for one in self.claims],
            "misses": [asdict(one) for one in self.misses],
        }

    def only(self, relation: str) -> Trial:
        """The trial with what concerns one relation type alone."""
        claims = tuple(one for one in self.claims if one.type == relation)
        return replace(
            self, claims=claims, misses=tuple(m for m in self.misses if m.pattern.startswith(f"{relation}/"))
        )


def try_sentence(
    extractor: Extractor, text: str, published: date | None, folders: Sequence[Path], *, headline: bool = False
) -> Trial:
    """Put a sentence (or a few) through extraction as an article of that day would be."""
    from kg.dev.trial import explain_sentence  # noqa: PLC0415  as above
    from kg.run.extract import copy_of, extract, parse  # noqa: PLC0415  brings the modules that parse

    blocks = whole_text(text, "headline" if headline else "paragraph")
    article = copy_of(extractor, Article("sentence", text, blocks, published=published)).article
    text = article.text
    [doc] = parse(extractor, [article])
    found = extract(extractor, article, doc)
    _, misses = explain_sentence(doc, found.mentions, extractor.relations)
    made = {(claim.pattern, text[slice(*claim.anchor)]) for claim in found.claims}
    return Trial(
        text=text,
        doc=doc,
        mentions=tuple(_mention(one, found.mentions) for one in found.mentions),
        claims=tuple(_claim(one, found, folders) for one in found.claims),
        misses=_nearest(misses, made, extractor.relations),
    )


NEARNESS = ("object", "unless", "played", "sought", "need", "subject")
"""By the part of a rule that failed: what was looked at last first."""


def _nearest(misses: Sequence[NearMiss], made: Set[tuple[str, str]], relations: Relations) -> tuple[NearMiss, ...]:
    """Each miss once, those of rules that wait for this very word before those that any name sets off."""
    patterns = {pattern.id: pattern for relation in relations.types.values() for pattern in relation.patterns}
    by_name = {
        ident for ident, pattern in patterns.items() if any(test.attribute == "MENTION" for test in pattern.anchor)
    }
    left = [miss for miss in dict.fromkeys(misses) if (miss.pattern, miss.anchor) not in made]
    return tuple(sorted(left, key=lambda miss: (miss.pattern in by_name, NEARNESS.index(miss.failed))))


def _mention(one: Mention, mentions: Sequence[Mention]) -> TryMention:
    links = {name: mentions[index].text for name, index in one.links}
    behind = tuple(mentions[index].text for index in one.antecedents)
    return TryMention(one.start, one.end, one.text, one.type, one.kind, one.title, links, behind)


def _claim(one: LocalClaim, found: Extraction, folders: Sequence[Path]) -> TryClaim:
    mentions = found.mentions
    spans = [(mentions[index].start, mentions[index].end) for index in (one.subject, one.object)]
    days = [day.isoformat() for day in (one.when.start, one.when.end) if day] if one.when else []
    return TryClaim(
        type=one.type,
        subject=mentions[one.subject].text,
        object="" if one.of_day else mentions[one.object].text,
        subject_span=spans[0],
        object_span=spans[1],
        anchor=one.anchor,
        status=one.status,
        when="..".join(dict.fromkeys(days)) or (one.when.text if one.when else ""),
        place=mentions[one.place].text if one.place is not None else "",
        speaker=mentions[one.speaker].text if one.speaker is not None else "",
        details=dict(one.details),
        rule=one.pattern,
        rule_file=place_of_rule(one.pattern, folders),
        confidence=one.confidence,
        reasons=tuple(f"{name} {factor:g}" for name, factor in one.reasons),
    )


# ------------------------------------------------------------------ as lines


def trial_lines(trial: Trial, most: int) -> Iterator[Line]:
    """The trial for a person to read: parse tree, mentions, claims, at most so many near misses."""
    yield line(("PARSE", "heading"), ("  word  part of speech, dependency, lemma", "quiet"))
    for sent in trial.doc.sents:
        yield from _tree(sent.root, "", "")
    yield line()
    yield line(("MENTIONS", "heading"))
    for one in trial.mentions:
        title = one.title and f", {one.title}"
        links = "".join(f", {name}: {words}" for name, words in one.links.items())
        stands = f" → {', '.join(one.stands_for)}" if one.stands_for else ""
        yield line((one.text, "name"), f"  {one.type} {one.kind}{title}{links}{stands}", indent=2)
    yield line()
    yield line(("FOUND", "heading"))
    for claim in trial.claims:
        yield from _claim_lines(trial.text, claim)
    if not trial.claims:
        yield line("nothing", indent=2)
    if trial.misses:
        yield line()
        yield line(("ALMOST", "heading"), ("  the anchor stands there, but", "quiet"))
    for miss in trial.misses[:most]:
        yield line((miss.pattern, "name"), f"  at “{miss.anchor}”: {miss.reason}", indent=2)
    if len(trial.misses) > most:
        yield line(f"… and {len(trial.misses) - most} more: --only TYPE shows those of one type, --all all", indent=2)


def _tree(token: Token, indent: str, branch: str) -> Iterator[Line]:
    """A token and, below it, what depends on it, in the order of the text."""
    yield line(("  " + branch, "quiet"), token.text, (f"  {token.pos_} {token.dep_} {token.lemma_}", "quiet"))
    children = [child for child in token.children if not child.is_space]
    for number, child in enumerate(children, 1):
        last = number == len(children)
        yield from _tree(child, indent + ("   " if last else "│  "), indent + ("└─ " if last else "├─ "))


def _claim_lines(text: str, claim: TryClaim) -> Iterator[Line]:
    told = [
        told_interval(claim.when),
        claim.place and f"at {claim.place}",
        claim.speaker and f"according to {claim.speaker}",
    ]
    told += [f"{name} {value}" for name, value in claim.details.items()]
    facts = "".join(f" · {part}" for part in [claim.status, *told] if part)
    other = f" → {claim.object}" if claim.object else ""
    yield line((claim.type, "name"), f" {claim.subject}{other}{facts}", indent=2)
    spans = [(claim.subject_span, "subject"), (claim.object_span, "object"), (claim.anchor, "anchor")]
    yield line(*mark(text, spans), indent=4)
    made = " × ".join(claim.reasons)
    yield line(
        (f"rule {claim.rule} in {claim.rule_file} · confidence {claim.confidence:g} = {made}", "quiet"), indent=4
    )


# ------------------------------------------------------------------ as a page


def trial_page(trial: Trial) -> str:
    """The trial as one HTML page that needs no network: parses drawn by displaCy, then mentions, claims, misses."""
    from spacy import displacy  # noqa: PLC0415  only the page needs it

    drawn = displacy.render(list(trial.doc.sents), style="dep", page=False, jupyter=False, options={"compact": True})
    named = {
        "text": trial.text,
        "ents": [{"start": one.start, "end": one.end, "label": one.type} for one in _apart(trial.mentions)],
        "title": None,
    }
    marked = displacy.render(named, style="ent", manual=True, page=False, jupyter=False)
    claims = "".join(
        _row(f"{c.type} {c.subject} → {c.object}", _facts(c), f"{c.rule} {c.rule_file}") for c in trial.claims
    )
    misses = "".join(_row(miss.pattern, miss.anchor, miss.reason) for miss in trial.misses)
    return (
        '<!doctype html><html lang="en"><meta charset="utf-8"><title>kg relations try</title>'
        "<style>body{font-family:system-ui,sans-serif;margin:2rem}td{padding:.2rem 1rem .2rem 0;vertical-align:top}"
        ".parse{overflow-x:auto}</style>"
        f'<h2>Mentions</h2>{marked}<h2>Parse</h2><div class="parse">{drawn}</div>'
        f"<h2>Found</h2><table>{claims or _row('nothing')}</table>"
        f"<h2>Almost</h2><table>{misses or _row('nothing')}</table></html>"
    )


def _facts(claim: TryClaim) -> str:
    return " · ".join(part for part in (claim.status, told_interval(claim.when), claim.place) if part)


def _row(*cells: str) -> str:
    return "<tr>" + "".join(f"<td>{html.escape(cell)}</td>" for cell in cells) + "</tr>"


def _apart(mentions: Sequence[TryMention]) -> list[TryMention]:
    """Mentions that do not overlap one already taken: displaCy draws no nested ones."""
    taken: list[TryMention] = []
    for one in sorted(mentions, key=lambda m: (m.start, -m.end)):
        if not taken or one.start >= taken[-1].end:
            taken.append(one)
    return taken
