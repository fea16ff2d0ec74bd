"""`kg stories`: which articles copy or rewrite one another, and why they count as one source."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import BUILD, AsJson, Build, graph_folder, print_json
from kg.explore.dossier import Source, source_of
from kg.explore.dossier_lines import cited
from kg.explore.marking import Line, line, print_lines
from kg.graph.about import counted
from kg.graph.graph_scan import iter_nodes, iter_relationships, text, texts


@dataclass(frozen=True, slots=True)
class StoryShown:
    """A story with its articles, oldest first."""

    id: str
    agency: str
    articles: tuple[Source, ...]
    reasons: tuple[str, ...]


def stories(
    everything: Annotated[bool, typer.Option("--all", help="Also stories of a single article.")] = False,
    as_json: AsJson = False,
    build: Build = BUILD,
) -> None:
    """Stories: groups of articles that copy or rewrite one another, what they share, and the agency behind them.

    Relationships count stories and agencies as sources, not articles. Example: `kg stories --all`
    """
    found = read_stories(graph_folder(build))
    shown = [story for story in found if everything or len(story.articles) > 1]
    if as_json:
        print_json([asdict(story) for story in shown])
    else:
        print_lines(list(_lines(shown, len(found))))


def read_stories(folder: Path) -> list[StoryShown]:
    """The stories of the graph in `folder`, the largest first."""
    nodes = {
        node.key: node
        for node in iter_nodes(folder, lambda row: row.startswith((b'{"key":"Story:', b'{"key":"Article:')))
    }
    members: dict[str, list[Source]] = defaultdict(list)
    for one in iter_relationships(folder, lambda row: row.rstrip().endswith(b'"type":"PART_OF_STORY"}')):
        article = source_of(nodes.get(one.start))
        if article:
            members[one.end].append(article)
    found = [
        StoryShown(
            text(node.properties, "id"),
            text(node.properties, "agency"),
            tuple(sorted(members[key], key=lambda article: (article.published, article.id))),
            tuple(texts(node.properties, "reasons")),
        )
        for key, node in nodes.items()
        if key.startswith("Story:")
    ]
    return sorted(found, key=lambda story: (-len(story.articles), story.id))


def _lines(found: Sequence[StoryShown], total: int) -> Iterator[Line]:
    for story in found:
        behind = f" · by {story.agency}" if story.agency else ""
        yield line((f"{counted(len(story.articles), 'article')}", "heading"), behind, (f" · {story.id}", "quiet"))
        yield from (line(cited(article), indent=2) for article in story.articles)
        yield from (line((reason, "quiet"), indent=4) for reason in story.reasons)
        yield line()
    several = sum(len(story.articles) > 1 for story in found)
    yield line(f"{total} stories, {several} of more than one article")
