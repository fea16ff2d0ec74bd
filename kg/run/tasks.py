"""A task → what was found in its article: parsing, mentions, claims and quotations, as whoever works does them."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING

from kg.errors import InternalError, attempt
from kg.mention.evidence import shown_by
from kg.model import Article, Mention
from kg.run.codec import pack_doc, pack_mentions, pack_shown, pack_statements, unpack_doc, unpack_mentions
from kg.run.extract import Extractor, find_mentions, find_statements, parse
from kg.run.pipeline import Found, Result, Task, article_name

if TYPE_CHECKING:
    from spacy.tokens import Doc


def done(extractor: Extractor, tasks: Sequence[Task]) -> list[Result]:
    """What each task found; what is not parsed yet is parsed together. What kg fails on costs the one article."""
    parsed = iter(_parsed(extractor, [task.article for task in tasks if task.doc is None]))
    return [_do(extractor, task, next(parsed) if task.doc is None else None) for task in tasks]


def _parsed(extractor: Extractor, articles: Sequence[Article]) -> Sequence[Doc | InternalError]:
    """The Docs; article by article where the parser fails on them together."""
    docs = attempt("", "parsing", lambda: parse(extractor, articles))
    if not isinstance(docs, InternalError):
        return docs
    return [attempt(article_name(one), "parsing", partial(_parsed_alone, extractor, one)) for one in articles]


def _parsed_alone(extractor: Extractor, article: Article) -> Doc:
    [doc] = parse(extractor, [article])
    return doc


def _do(extractor: Extractor, task: Task, parsed: Doc | InternalError | None) -> Result:
    """All steps after parsing, each tried by itself, so that an error names its step."""
    name = article_name(task.article)
    if isinstance(parsed, InternalError):
        return parsed
    doc = parsed if parsed is not None else attempt(name, "parsing", lambda: unpack_doc(task.doc or b"", extractor.nlp))
    if isinstance(doc, InternalError):
        return doc
    mentions = attempt(name, "finding mentions", lambda: _mentions(extractor, task, doc))
    if isinstance(mentions, InternalError):
        return mentions
    return attempt(name, "finding claims and quotations", lambda: _found(extractor, task, doc, mentions, parsed))


def _mentions(extractor: Extractor, task: Task, doc: Doc) -> tuple[Mention, ...]:
    known = unpack_mentions(task.mentions) if task.mentions is not None else None
    return known if known is not None else find_mentions(extractor, task.article, doc, task.evidence)


def _found(extractor: Extractor, task: Task, doc: Doc, mentions: tuple[Mention, ...], parsed: Doc | None) -> Found:
    return Found(
        doc=pack_doc(doc) if parsed is not None else None,
        mentions=pack_mentions(mentions),
        shown=pack_shown(shown_by(mentions, task.article.text)),
        statements=pack_statements(*find_statements(extractor, task.article, doc, mentions)),
    )
