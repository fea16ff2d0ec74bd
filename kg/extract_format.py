"""What `kg extract` writes: one JSON object a line, one per article (docs/extract-format.md)."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice, product
from typing import Any

from kg.build import Corpus
from kg.errors import in_step
from kg.model import Claim, Extraction, Mention, Span, When
from kg.resolve.unnamed import with_unnamed

WRITING = "writing what the articles say"


def extract_lines(corpus: Corpus) -> Iterator[str]:
    """One line per article, in input order, without line ends."""
    for extraction in corpus.extractions:
        yield json.dumps(extract_row(corpus, extraction), ensure_ascii=False, separators=(",", ":"))


def extract_text(corpus: Corpus) -> str:
    """All lines. InternalError: kg failed on it."""
    return in_step(WRITING, lambda: "".join(f"{line}\n" for line in extract_lines(corpus)))


def extract_rows(corpus: Corpus) -> list[dict[str, Any]]:
    """One for each article, in input order. InternalError: as above."""
    return in_step(WRITING, lambda: [extract_row(corpus, extraction) for extraction in corpus.extractions])


def extract_row(corpus: Corpus, extraction: Extraction) -> dict[str, Any]:
    """One article with its mentions and claims between entities, and those it does not name."""
    article = extraction.article
    corpus = replace(corpus, resolution=with_unnamed(extraction, corpus.resolution))
    claims = corpus.claims(extraction)
    return {
        "id": article.id,
        "path": article.path,
        "title": article.title,
        "published": article.published.isoformat() if article.published else None,
        "publisher": article.publisher,
        "credits": list(article.credits),
        "authors": list(article.authors),
        "url": article.url,
        "text": article.text,
        "mentions": list(_mentions(corpus, extraction)),
        "claims": list(_claims(corpus, extraction, [claim for claim in claims if not claim.of_day])),
        "days": [_day(claim, corpus) for claim in claims if claim.of_day],
    }


def _mentions(corpus: Corpus, extraction: Extraction) -> Iterator[dict[str, Any]]:
    """Mentions that stand for one entity; a plural one ("the two") has a row for each."""
    table = corpus.resolution.of[extraction.article.id]
    for mention, entities in zip(extraction.mentions, table, strict=True):
        if mention.kind != "demonym" and not mention.plural:
            for entity in entities or _open_office(mention):
                yield {
                    "start": mention.start,
                    "end": mention.end,
                    "type": _type_of(corpus, mention, entity),
                    "kind": mention.kind,
                    "entity": entity,
                }


def _type_of(corpus: Corpus, mention: Mention, entity: str) -> str:
    """That of the mention; where a post stands for its unknown holder, that of the post."""
    known = corpus.resolution.entities.get(entity)
    return known.type if known is not None and known.type == "Office" else mention.type


def _open_office(mention: Mention) -> tuple[str, ...]:
    """A post or trade that names no office of a body ("striker") goes by its title."""
    return (mention.title.replace(" ", "-"),) if mention.type == "Office" else ()


def _claims(corpus: Corpus, extraction: Extraction, claims: Sequence[Claim]) -> Iterator[dict[str, Any]]:
    """A row for each claim, then one for every other pair of mentions in its sentence that stand for its ends.

    An adjective stands alone: "a Norwegian visiting Norway" is a Norwegian by the adjective, not by the name.
    """
    words = _words_for(corpus, extraction)
    adjectives = {(m.start, m.end) for m in extraction.mentions if m.kind == "demonym"}
    for claim in claims:
        row = _claim(claim, corpus)
        yield row
        subjects, objects = (
            [span] if span in adjectives else _said_within(claim.local.sentence, span, words.get(entity, ()))
            for entity, span in ((claim.subject, claim.subject_span), (claim.object, claim.object_span))
        )
        for subject, other in islice(product(subjects, objects), 1, None):
            if subject[1] <= other[0] or other[1] <= subject[0]:
                yield row | {"subject_span": list(subject), "object_span": list(other)}


def _said_within(sentence: Span, first: Span, words: Sequence[Span]) -> list[Span]:
    """`first`, then the other words that lie in the sentence."""
    within = (span for span in words if sentence[0] <= span[0] and span[1] <= sentence[1])
    return list(dict.fromkeys([first, *within]))


def _words_for(corpus: Corpus, extraction: Extraction) -> dict[str, list[Span]]:
    """Entity id → the mentions of the article that stand for it."""
    found: dict[str, list[Span]] = {}
    for row in _mentions(corpus, extraction):
        found.setdefault(row["entity"], []).append((row["start"], row["end"]))
    return found


def _claim(claim: Claim, corpus: Corpus) -> dict[str, Any]:
    entities = corpus.resolution.entities
    return {
        "id": claim.id,
        "type": claim.type,
        "subject": claim.subject,
        "object": claim.object,
        "subject_type": entities[claim.subject].type,
        "object_type": entities[claim.object].type,
        "subject_span": list(claim.subject_span),
        "object_span": list(claim.object_span),
        **_statement(claim),
    }


def _day(claim: Claim, corpus: Corpus) -> dict[str, Any]:
    """What a sentence says of a day of one entity: it has no object."""
    return {
        "id": claim.id,
        "type": claim.type,
        "subject": claim.subject,
        "subject_type": corpus.resolution.entities[claim.subject].type,
        "subject_span": list(claim.subject_span),
        "day": claim.local.when.as_date if claim.local.when else "",
        **_statement(claim),
    }


def _statement(claim: Claim) -> dict[str, Any]:
    """How, when, where and by whom a claim is stated."""
    local = claim.local
    return {
        "status": local.status,
        **_when(local.when),
        "place": claim.place,
        "sentence": list(local.sentence),
        "anchor": list(local.anchor),
        "pattern": local.pattern,
        "confidence": local.confidence,
        "attributed_to": claim.speaker,
        "quoted": local.quoted,
        "details": dict(local.details),
    }


def _when(when: When | None) -> dict[str, str | None]:
    if when is None:
        return {"when_start": None, "when_end": None, "when_text": None}
    return {
        "when_start": when.start.isoformat() if when.start else None,
        "when_end": when.end.isoformat() if when.end else None,
        "when_text": when.text,
    }
