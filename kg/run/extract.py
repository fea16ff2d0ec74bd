"""One article → what it says: mentions, claims and quotations, from its parsed Doc."""

from __future__ import annotations

import gc
from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import cached_property, lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from kg.claim.claims import find_claims
from kg.claim.relations import Relations, load_relations
from kg.cycles import without_looking_for_cycles
from kg.mention.capitals import Rank, in_capitals, ranks_of, with_case
from kg.mention.coreference import resolve_references
from kg.mention.draft import freeze
from kg.mention.language import annotate, load_model
from kg.mention.mentions import Knowledge, draft_mentions, load_knowledge
from kg.model import Article, Block, Extraction, LocalClaim, LocalQuote, Mention, Span
from kg.paths import shipped
from kg.quote.quotes import find_speech
from kg.read.turns import turns_of
from kg.run.as_read import claims_as_read, mentions_as_read, mentions_in_copy, quotes_as_read
from kg.run.fingerprints import files_fingerprint
from kg.text.clean import Copy, Known, clean_article
from kg.text.text import text_of
from kg.when.times import find_times

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

    from kg.mention.name_table import Evidence


COPY = "kg.copy"
"""Where a Doc keeps the copy of the article that it was made of."""


@dataclass(frozen=True)
class Extractor:
    """Everything that extraction needs, loaded once."""

    nlp: Language
    knowledge: Knowledge
    relations: Relations

    @cached_property
    def known(self) -> Known:
        """Whether the model's dictionary has a word."""
        from kg.mention.word_classes import dictionary_of  # noqa: PLC0415  spaCy: who parses nothing need not wait for it

        return dictionary_of(self.nlp)

    @cached_property
    def rank(self) -> Rank:
        """How rare the model's vectors have a form of a word."""
        return ranks_of(self.nlp)


def load_extractor(nlp: Language, lexicon: Path, relations: tuple[Path, ...] = ()) -> Extractor:
    """The extractor with the shipped relations and lexicon, and the user's folders over them."""
    return Extractor(nlp, load_knowledge(lexicon, nlp), all_relations(lexicon, relations))


@without_looking_for_cycles()
def load_all(model: str, lexicon: Path, relations: tuple[Path, ...]) -> Extractor:
    """The extractor with its model, for a process that works with it to its end."""
    extractor = load_extractor(load_model(model), lexicon, relations)
    gc.freeze()  # the model's million objects live to the end: no use in looking for cycles among them again and again
    return extractor


def all_relations(lexicon: Path, relations: tuple[Path, ...] = ()) -> Relations:
    """The shipped relations with the user's folders over them, read with the word lists of `lexicon`."""
    folders = (shipped("relations"), *relations)
    return _relations_in(folders, lexicon, files_fingerprint([*folders, lexicon]))


@lru_cache(maxsize=2)
def _relations_in(folders: tuple[Path, ...], lexicon: Path, _content: str) -> Relations:
    return load_relations(folders, (lexicon,))


def copy_of(extractor: Extractor, article: Article) -> Copy:
    """The article as it is parsed; the Docs and everything inside extraction are in the offsets of this copy."""
    copy = clean_article(article, extractor.known)
    blocks = in_capitals(copy.article)
    return (
        replace(copy, article=with_case(copy.article, blocks, extractor.knowledge, extractor.rank)) if blocks else copy
    )


def parse(extractor: Extractor, articles: Sequence[Article]) -> list[Doc]:
    """The Docs of the copies of some articles; parsed together, which is faster than one by one."""
    copies = [copy_of(extractor, article) for article in articles]
    docs = [doc for _, doc in annotate(extractor.nlp, [copy.article for copy in copies])]
    for doc, copy in zip(docs, copies, strict=True):
        doc.user_data[COPY] = copy
    return docs


def _copy(extractor: Extractor, article: Article, doc: Doc) -> Copy:
    """The copy that the Doc was made of, made again where it was kept without."""
    kept = doc.user_data.get(COPY)
    if not isinstance(kept, Copy):
        kept = doc.user_data[COPY] = copy_of(extractor, article)
    return kept


def extract(extractor: Extractor, article: Article, doc: Doc, evidence: Evidence | None = None) -> Extraction:
    """What one parsed article says; `evidence` is what other articles show of its names."""
    mentions = find_mentions(extractor, article, doc, evidence)
    return Extraction(article, mentions, *find_statements(extractor, article, doc, mentions))


def find_mentions(
    extractor: Extractor, article: Article, doc: Doc, evidence: Evidence | None = None
) -> tuple[Mention, ...]:
    """The mentions of a parsed article, references within it resolved. They do not depend on any relation."""
    copy = _copy(extractor, article, doc)
    datelines = [(block.start, block.end) for block in copy.article.blocks if block.kind == "dateline"]
    turns = turns_of(copy.article.blocks)
    drafts = draft_mentions(doc, extractor.knowledge, evidence, datelines, [turn.label for turn in turns])
    resolve_references(doc, drafts, extractor.knowledge, turns)
    return mentions_as_read(freeze(doc, drafts), copy.offsets)


def find_statements(
    extractor: Extractor, article: Article, doc: Doc, mentions: tuple[Mention, ...]
) -> tuple[tuple[LocalClaim, ...], tuple[LocalQuote, ...]]:
    """The claims and quotations of a parsed article."""
    copy = _copy(extractor, article, doc)
    placed, blocks = mentions_in_copy(mentions, copy.offsets), copy.article.blocks
    speech = find_speech(doc, placed, turns=turns_of(blocks))
    claims = find_claims(
        doc,
        placed,
        extractor.relations,
        published=article.published,
        blocks=blocks,
        attribute=speech.attribution,
        times=find_times(text_of(doc).whole),
    )
    silent = [(block.start, block.end) for block in blocks if block.kind in {"heading", "speaker"}]
    filed = [(block.start, block.end) for block in blocks if block.kind == "dateline"]
    stated = [
        claim
        for claim in claims
        if not _within(claim.sentence, silent) and (claim.type == "LOCATED_IN" or not _within(claim.sentence, filed))
    ]
    whole = [_within_block(claim, blocks) for claim in stated]
    return claims_as_read(whole, copy.offsets), quotes_as_read(speech.quotes, copy.offsets)


def _within_block(claim: LocalClaim, blocks: Sequence[Block]) -> LocalClaim:
    """The claim, its sentence without the blank lines and marks that the parser's sentence has behind its block."""
    start, end = claim.sentence
    ends = next((block.end for block in blocks if block.start <= start < block.end), end)
    return claim if end <= ends else replace(claim, sentence=(start, ends))


def _within(sentence: Span, blocks: list[Span]) -> bool:
    """Headings name things but state nothing: a repeated headline would count twice. Datelines say where a place lies.

    A sentence ends with the blank lines behind it, outside its block."""
    return any(start <= sentence[0] < end for start, end in blocks)
