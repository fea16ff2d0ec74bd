"""`kg why`: what says that a name is one entity, and that words of an article mean somebody."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from kg.commands.look import choose
from kg.commands.options import BUILD, MODEL, AsJson, Build, Lexicon, Model, graph_folder, print_json
from kg.errors import InputError, UsageError
from kg.model import Article
from kg.paths import shipped


def why(
    words: Annotated[str, typer.Argument(help="A name; with --in also a description or pronoun.")],
    within: Annotated[
        str | None, typer.Option("--in", help="An article: a file, or its id in the graph; it is read again.")
    ] = None,
    as_json: AsJson = False,
    lexicon: Lexicon = None,
    model: Model = MODEL,
    build: Build = BUILD,
) -> None:
    """Why a name is one entity of this type, or why words of an article mean somebody: the rule that says so.

    Example: `kg why "the Japanese premier" --in article.txt`

    Without --in it reads the graph files; with --in the words of one article, by what that article alone says.
    """
    from kg.explore.marking import print_lines
    from kg.explore.why import entity_lines, meaning_lines, meanings
    from kg.graph.graph_scan import read_entities
    from kg.mention.language import load_model
    from kg.run.extract import extract, load_extractor, parse

    if within is None:
        folder = graph_folder(build)
        node = choose(folder, read_entities(folder).values(), words)
        if as_json:
            print_json({"id": node.properties["id"], "type": node.labels[0], **node.properties})
        else:
            print_lines(list(entity_lines(node)))
        return
    article = _article(within, build)
    extractor = load_extractor(load_model(model), lexicon or shipped("lexicon"))
    (doc,) = parse(extractor, [article])
    found = meanings(extract(extractor, article, doc), words)
    if not found:
        raise UsageError(f"{words!r} is no name, description or pronoun that is read in {within}")
    if as_json:
        print_json([one.to_json() for one in found])
    else:
        print_lines(list(meaning_lines(found)))


def _article(named: str, build: Path) -> Article:
    """The article of a file, or of an id of the graph; UsageError where there is none or there are several."""
    from kg.graph.graph_scan import read_nodes, text
    from kg.graph.nodes import article_key
    from kg.read.articles import read_articles

    path, ident = Path(named), ""
    if not path.exists():
        node = read_nodes(graph_folder(build), [article_key(named)]).get(article_key(named))
        if node is None:
            raise UsageError(f"--in {named}: no file, and no id of an article in the graph")
        path, ident = Path(text(node.properties, "path")), named
    faults: list[InputError] = []
    articles = [one for one in read_articles([path], on_error=faults.append) if ident in {"", one.id}]
    if len(articles) != 1:
        reason = "; ".join(map(str, faults[:1])) or f"{len(articles):,} articles: give the id of one, with its graph"
        raise UsageError(f"--in {named}: {reason}")
    return articles[0]
