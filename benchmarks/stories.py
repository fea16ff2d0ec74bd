"""What articles of a file or folder share, and which are grouped into stories: ids and numbers, no text.

python -m benchmarks.stories PATH [LEAST_RUNS]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

from kg.read.agencies import read_press_words
from kg.read.articles import read_articles
from kg.read.stories import find_stories, sign

LEAST_RUNS = 5
"""Five-word runs outside quotations from which on an overlap is listed."""


def report(path: Path, least_runs: int = LEAST_RUNS) -> Iterator[str]:
    """A Markdown table of what every two articles share, the most first, and what was grouped. For small corpora."""
    articles = list(read_articles([path], on_error=lambda error: print(error, file=sys.stderr)))
    words = read_press_words()
    signed = [sign(article, words) for article in articles]
    stories = find_stories(articles)
    story_of = {article: story.id for story in stories for article in story.articles}
    names = {one.id: Path(one.path).stem if one.path and path.is_dir() else one.id for one in articles}
    yield "| articles | shared runs | of the shorter one's | shared pairs | of the shorter one's | one story |"
    yield "| --- | --- | --- | --- | --- | --- |"
    rows = []
    for one, other in combinations(signed, 2):
        runs, run_share = _common(one.runs, other.runs)
        pairs, pair_share = _common(one.pairs, other.pairs)
        together = story_of[one.article] == story_of[other.article]
        numbers = f"{runs} | {run_share:.0%} | {pairs} | {pair_share:.0%} | {'yes' if together else 'no'}"
        if runs >= least_runs or together:
            rows.append((-runs, f"| {names[one.article]}, {names[other.article]} | {numbers} |"))
    yield from (row for _, row in sorted(rows))
    yield f"\n{len(articles)} articles, {len(stories)} stories"
    yield f"stories by size: {dict(sorted(Counter(len(story.articles) for story in stories).items()))}"


def _common(one: Sequence[int], other: Sequence[int]) -> tuple[int, float]:
    """How many hashes both hold, and their share of the shorter one's."""
    shared = len({*one} & {*other})
    return shared, shared / max(1, min(len({*one}), len({*other})))


if __name__ == "__main__":
    print("\n".join(report(Path(sys.argv[1]), *map(int, sys.argv[2:3]))))
