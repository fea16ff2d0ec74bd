"""One article → what it says: mentions, claims and quotations, from its parsed Doc."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from kg.claims import find_claims
from kg.coreference import resolve_references
from kg.language import annotate
from kg.mentions import Knowledge, draft_mentions, freeze, load_knowledge
from kg.model import Article, Extraction, Span
from kg.paths import shipped
from kg.quotes import find_speech
from kg.relations import Relations, load_relations
from kg.times import find_times

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc


@dataclass(frozen=True)
class Extractor:
    """Everything that extraction needs, loaded once."""

    nlp: Language
    knowledge: Knowledge
    relations: Relations


def load_extractor(nlp: Language, lexicon: Path, relations: tuple[Path, ...] = ()) -> Extractor:
    """The extractor with the shipped relations and lexicon, and the user's folders over them."""
    return Extractor(nlp, load_knowledge(lexicon, nlp), load_relations((shipped("relations"), *relations)))


def extract_articles(extractor: Extractor, articles: Iterable[Article]) -> Iterator[Extraction]:
    """Parse and read articles, in order."""
    for article, doc in annotate(extractor.nlp, articles):
        yield extract(extractor, article, doc)


def extract(extractor: Extractor, article: Article, doc: Doc) -> Extraction:
    """What one parsed article says."""
    drafts = draft_mentions(doc, extractor.knowledge)
    resolve_references(doc, drafts, extractor.knowledge)
    mentions = freeze(doc, drafts)
    speech = find_speech(doc, mentions)
    silent = [(block.start, block.end) for block in article.blocks if block.kind in {"heading", "dateline"}]
    claims = find_claims(
        doc,
        mentions,
        extractor.relations,
        published=article.published,
        blocks=article.blocks,
        attribute=speech.attribution,
        times=find_times(doc.text),
    )
    stated = tuple(claim for claim in claims if not _within(claim.sentence, silent))
    return Extraction(article, mentions, stated, tuple(speech.quotes))


def _within(sentence: Span, blocks: list[Span]) -> bool:
    """Headings and datelines name things but state nothing: a repeated headline would count twice."""
    return any(start <= sentence[0] and sentence[1] <= end for start, end in blocks)
