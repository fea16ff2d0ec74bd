"""What the rules cost: all of extraction against the bare spaCy pipeline, and twice the relation files against once.

The second set of files is a copy of the shipped ones under other names, in which every pattern stands on words that no
article has: what new relations cost in all the sentences that do not say them. Seconds of processor, in turns.

    python -m benchmarks.rules [ARTICLES]
"""

# ruff: noqa: PLC0415 - what is measured is imported where it is measured

from __future__ import annotations

import sys
import tempfile
import warnings
from collections.abc import Mapping
from pathlib import Path
from statistics import median
from typing import TYPE_CHECKING, Any

import yaml

from benchmarks.corpus import ROOT, write_corpus
from benchmarks.measure import Row, at_most, processor_seconds, show

if TYPE_CHECKING:
    from kg.model import Article
    from kg.run.extract import Extractor

TURNS = 5
COST, DOUBLED = 0.35, 0.03


def measure(size: int = 60) -> list[Row]:
    """Shares of the bare pipeline's time, medians of some turns."""
    import spacy

    from kg.mention.language import DEFAULT_MODEL, load_model
    from kg.paths import shipped
    from kg.read.articles import read_articles
    from kg.run.extract import load_extractor, parse

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        bare = spacy.load(DEFAULT_MODEL)
    nlp = load_model(DEFAULT_MODEL)
    with tempfile.TemporaryDirectory(prefix="kg-bench-") as name:
        folder = Path(name)
        write_corpus(folder / "news", size)
        articles = list(read_articles([folder / "news"], on_error=print))
        files = copy_relations(folder / "relations")
        once = load_extractor(nlp, shipped("lexicon"))
        twice = load_extractor(nlp, shipped("lexicon"), (folder / "relations",))
    docs = parse(once, articles)
    texts = [article.text[article.blocks[0].start : article.blocks[-1].end] for article in articles]
    found = _extract(once, articles, docs)
    if _extract(twice, articles, docs) != found:
        raise RuntimeError("relations that no article states have been found")
    rounds = [
        (
            processor_seconds(lambda: list(bare.pipe(texts))),
            processor_seconds(lambda: _extract(once, articles, docs)),
            processor_seconds(lambda: _extract(twice, articles, docs)),
        )
        for _ in range(TURNS)
    ]
    cost = median(one / parsed for parsed, one, _ in rounds)
    more = median((parsed + two) / (parsed + one) for parsed, one, two in rounds) - 1
    return [
        at_most(
            f"mentions, references, relations, times, quotes ({found:,} claims), of bare spaCy", cost, COST, "{:.0%}"
        ),
        at_most(f"{2 * files} relation files instead of {files}, more than once", more, DOUBLED, "{:.1%}"),
    ]


def _extract(extractor: Extractor, articles: list[Article], docs: list[Any]) -> int:
    """How many claims there are."""
    from kg.run.extract import extract

    return sum(len(extract(extractor, *pair).claims) for pair in zip(articles, docs, strict=True))


def copy_relations(folder: Path) -> int:
    """Write a copy of each shipped relation file; how many there are."""
    folder.mkdir()
    files = sorted((ROOT / "relations").glob("*.yaml"))
    for file in files:
        raw = yaml.safe_load(file.read_text(encoding="utf-8"))
        raw["relation"] = f"{raw['relation']}_TOO"
        raw["words"] = {name: [f"{word}xq" for word in words] for name, words in raw.get("words", {}).items()}
        for pattern in raw["patterns"]:
            pattern["anchor"] = _renamed(pattern["anchor"])
        (folder / f"{raw['relation']}.yaml").write_text(yaml.safe_dump(raw), encoding="utf-8")
    return len(files)


def _renamed(anchor: Mapping[str, Any]) -> dict[str, Any]:
    """The anchor on other words; a word in place of a mention."""
    found = {}
    for key in sorted({"LEMMA", "LOWER"} & set(anchor)):
        listed = anchor[key]["IN"] if isinstance(anchor[key], dict) else anchor[key]
        words = listed if isinstance(listed, list) else [listed]
        found[key] = [word if word.startswith("$") else f"{word}xq" for word in words]
    return {**anchor, **found} if found else {"LEMMA": "mentionxq"}


if __name__ == "__main__":
    sys.exit(show("Cost of the rules", measure(*map(int, sys.argv[1:]))))
