"""What articles of a file or folder share, and which are grouped into stories: ids and numbers, no text.

python -m benchmarks.stories PATH [LEAST_RUNS]
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from kg.read.agencies import read_press_words
from kg.read.articles import read_articles
from kg.read.stories import find_overlaps, find_stories, sign

LEAST_RUNS = 5
"""Five-word runs outside quotations from which on an overlap is listed."""


def report(path: Path, least_runs: int = LEAST_RUNS) -> Iterator[str]:
    """Lines of a Markdown table of overlaps, and of what was grouped."""
    articles = list(read_articles([path], on_error=lambda error: print(error, file=sys.stderr)))
    words = read_press_words()
    overlaps = find_overlaps([sign(article, words) for article in articles])
    stories = find_stories(articles)
    story_of = {article: story.id for story in stories for article in story.articles}
    names = {
        article.id: Path(article.path).name if article.path and path.is_dir() else article.id for article in articles
    }
    yield "| articles | shared runs | of the shorter one's | shared pairs | of the shorter one's | one story |"
    yield "| --- | --- | --- | --- | --- | --- |"
    for one in sorted(overlaps, key=lambda overlap: (-overlap.runs, overlap.one, overlap.other)):
        together = story_of[one.one] == story_of[one.other]
        if one.runs >= least_runs or together:
            numbers = f"{one.runs} | {one.run_share:.0%} | {one.pairs} | {one.pair_share:.0%}"
            yield f"| {names[one.one]}, {names[one.other]} | {numbers} | {'yes' if together else 'no'} |"
    sizes = Counter(len(story.articles) for story in stories)
    pairs = sum(1 for story in stories for _ in combinations(story.articles, 2))
    yield ""
    yield f"{len(articles)} articles, {len(stories)} stories, {pairs} pairs within one"
    yield f"stories by size: {dict(sorted(sizes.items()))}"


if __name__ == "__main__":
    print("\n".join(report(Path(sys.argv[1]), *map(int, sys.argv[2:3]))))
