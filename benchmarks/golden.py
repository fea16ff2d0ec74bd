"""What kg finds in every text of this project, written down before a change, and what another build finds differently.

    python -m benchmarks.golden write before.jsonl [FILE …]
    python -m benchmarks.golden compare before.jsonl after.jsonl

A line for each text: the samples (with their entities as one corpus), the sentences of the tests, the examples of the
relations, and the articles of other files where some are given; of each its mentions with what they stand for, its
entities, claims and quotations. Equal builds write equal files. `compare` names each difference with its sentence, so
that a change can be judged: mended or broken. The exit status says whether there is one.
"""

from __future__ import annotations

import argparse
import ast
import json
import re
import sys
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Any

import yaml

from benchmarks.corpus import ROOT
from kg.build import office_words
from kg.claim.relations import load_relations
from kg.graph.assemble import resolve_claims
from kg.know.gazetteer import load_gazetteer
from kg.know.leaders import load_leaders
from kg.mention.language import DEFAULT_MODEL, load_model
from kg.mention.titles import load_titles
from kg.model import Article, Extraction, Resolution
from kg.paths import shipped
from kg.read.articles import read_articles
from kg.read.stories import find_stories
from kg.resolve.entities import resolve
from kg.run.extract import Extractor, extract, load_extractor, parse
from tests.reading import blocks

SENTENCE = re.compile(r"[A-Z“\"'‘].*\w.* .* .*[.!?]['\"”’]?", re.DOTALL)
"""What is a text and no label: three words or more, from a capital to a full stop."""
MOST = 20_000
"""Characters of a string in the tests that is still read: longer ones are made to be hostile."""
LABELLED = ROOT / "tests" / "labelled" / "references.yaml"
BATCH = 16
PARTS = ("mentions", "entities", "claims", "quotes")
Row = dict[str, Any]


def texts_of_tests() -> list[str]:
    """The sentences that stand in tests/, and the passages that are labelled there, each once."""
    found = dict.fromkeys(one["text"].strip() for one in yaml.safe_load(LABELLED.read_text("utf-8")))
    for file in sorted((ROOT / "tests").glob("test_*.py")):
        strings = (
            node.value for node in ast.walk(ast.parse(file.read_text("utf-8"))) if isinstance(node, ast.Constant)
        )
        found.update(
            (text, None)
            for text in strings
            if isinstance(text, str) and len(text) <= MOST and SENTENCE.fullmatch(text.strip()) and _is_prose(text)
        )
    return list(found)


def _is_prose(text: str) -> bool:
    """Whether a string has nothing but characters that print, in lines that are no code."""
    return all(line.isprintable() and not line.startswith((" ", "#", "-", "<", "{")) for line in text.splitlines())


def texts_of_relations() -> list[str]:
    """The examples of the relations, each once."""
    types = load_relations().types.values()
    return list(dict.fromkeys(example.text for one in types for example in (*one.holds, *one.does_not_hold)))


class Reader:
    """Reads articles and says what is in them."""

    def __init__(self) -> None:
        self.extractor: Extractor = load_extractor(load_model(DEFAULT_MODEL), shipped("lexicon"))
        self.gazetteer = load_gazetteer()
        self.leaders = load_leaders()
        self.words = office_words(load_titles(shipped("lexicon")))
        self.symmetric = frozenset(name for name, one in self.extractor.relations.types.items() if one.symmetric)

    def corpus(self, articles: Sequence[Article]) -> Iterator[Row]:
        """What some articles say together."""
        docs = (doc for some in _batches(articles) for doc in parse(self.extractor, some))
        found = [extract(self.extractor, article, doc) for article, doc in zip(articles, docs, strict=True)]
        resolution = resolve(
            found,
            self.gazetteer,
            self.words,
            stories=find_stories(one.article for one in found),
            leaders=self.leaders,
        )
        return (self._row(one, resolution) for one in found)

    def single(self, name: str, texts: Sequence[str]) -> Iterator[Row]:
        """What each text says by itself."""
        articles = [article_of(f"{name}-{number}", text, name) for number, text in enumerate(texts)]
        for some in _batches(articles):
            for article, doc in zip(some, parse(self.extractor, some), strict=True):
                found = extract(self.extractor, article, doc)
                yield self._row(found, resolve([found], self.gazetteer, self.words, leaders=self.leaders))

    def _row(self, found: Extraction, resolution: Resolution) -> Row:
        meant = resolution.of[found.article.id]
        mentions = [asdict(one) | {"means": list(of)} for one, of in zip(found.mentions, meant, strict=True)]
        entities = sorted({entity for of in meant for entity in of})
        claims = [asdict(one) for one in resolve_claims(found, resolution, self.symmetric)]
        return {
            "set": Path(found.article.path or "").name,
            "text": found.article.text,
            "mentions": mentions,
            "entities": [asdict(resolution.entities[entity]) for entity in entities],
            "claims": [*claims, *({"local": asdict(one)} for one in found.claims)],
            "quotes": [asdict(one) for one in found.quotes],
        }


def article_of(ident: str, text: str, path: str = "") -> Article:
    """A text as an article, with headlines and paragraphs where empty lines part them."""
    return Article(ident, text, blocks(text), path=path)


def write(target: Path, files: Sequence[Path]) -> int:
    """Write the lines of every text; how many."""
    reader = Reader()
    count = 0
    with target.open("w", encoding="utf-8") as out:
        for row in _rows(reader, files):
            out.write(json.dumps(row, ensure_ascii=False, default=_plain) + "\n")
            count += 1
    return count


def _rows(reader: Reader, files: Sequence[Path]) -> Iterator[Row]:
    for file in (ROOT / "samples", *files):
        yield from reader.corpus(list(read_articles([file], on_error=lambda _: None)))
    yield from reader.single("tests", texts_of_tests())
    yield from reader.single("relations", texts_of_relations())


def _batches(articles: Sequence[Article]) -> Iterator[Sequence[Article]]:
    return (articles[at : at + BATCH] for at in range(0, len(articles), BATCH))


def _plain(value: object) -> object:
    return sorted(value) if isinstance(value, Collection) else str(value)


# ------------------------------------------------------------------ comparing


def compare(before: Sequence[Row], after: Sequence[Row]) -> Iterator[str]:
    """Each difference in one line: in which text, what is lost (-) or new (+), and the sentence it stands in."""
    old, new = ({row["text"]: row for row in rows} for rows in (before, after))
    for text in [*old, *(text for text in new if text not in old)]:
        if text not in old or text not in new:
            yield f"{'-' if text in old else '+'} text: {text[:80]}"
            continue
        for part in PARTS:
            lost, won = (_lines(some[text][part]) for some in (old, new))
            yield from (f"- {part}: {line} | {_sentence(text, lost[line])}" for line in lost if line not in won)
            yield from (f"+ {part}: {line} | {_sentence(text, won[line])}" for line in won if line not in lost)


def _lines(items: Sequence[Mapping[str, Any]]) -> dict[str, Mapping[str, Any]]:
    """Each item by what is said of it: its fields that hold something, without those that are numbers of others."""
    return {json.dumps(_filled(item), ensure_ascii=False): item for item in items}


def _filled(item: Mapping[str, Any]) -> Row:
    return {key: value for key, value in item.items() if value not in (None, "", [], {}, False)}


def _sentence(text: str, item: Mapping[str, Any]) -> str:
    """The words of a text that an item stands in."""
    local = item["local"] if isinstance(item.get("local"), Mapping) else item
    start, end = local.get("sentence") or (local.get("start", 0), local.get("end", len(text)))
    before = max(text.rfind(mark, 0, start) for mark in (". ", "\n")) + 1
    behind = min((at for mark in (". ", "\n") if (at := text.find(mark, end - 1)) >= 0), default=len(text))
    return " ".join(text[before : max(behind + 1, end)].split())


def main() -> int:
    """Write or compare."""
    parser = argparse.ArgumentParser(description="Write down what kg finds, and compare two builds.")
    commands = parser.add_subparsers(dest="command", required=True)
    writing = commands.add_parser("write")
    writing.add_argument("target", type=Path)
    writing.add_argument("files", type=Path, nargs="*", help="articles besides, each file a corpus of its own")
    comparing = commands.add_parser("compare")
    comparing.add_argument("before", type=Path)
    comparing.add_argument("after", type=Path)
    options = parser.parse_args()
    if options.command == "write":
        print(f"{write(options.target, options.files):,} texts")
        return 0
    before, after = (
        [json.loads(line) for line in file.read_text("utf-8").splitlines()] for file in (options.before, options.after)
    )
    differences = list(compare(before, after))
    print(*differences, f"{len(differences):,} differences in {len(before):,} texts", sep="\n")
    return int(bool(differences))


if __name__ == "__main__":
    sys.exit(main())
