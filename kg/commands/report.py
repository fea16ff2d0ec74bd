"""`kg report`: a wrong claim as one text to send."""

from __future__ import annotations

from typing import Annotated

import typer

from kg.commands.options import BUILD, MODEL, Build, Lexicon, Model, RelationFolders, graph_folder
from kg.paths import shipped


def report(
    claim: Annotated[str, typer.Argument(help="The id of a claim, or how it begins: kg explain A B shows it.")],
    wrong: Annotated[str, typer.Option("--wrong", help="What is wrong with it, in your words.")] = "",
    model: Model = MODEL,
    relations: RelationFolders = None,
    lexicon: Lexicon = None,
    build: Build = BUILD,
) -> None:
    """A wrong claim as one text to send: sentence, article, rule, parse, and what the sentence says read alone.

    Reads the graph files; nothing is sent. No paths of this machine are in the text, but a sentence of the article is.

    Example: `kg report 0039f686 --wrong "They only planned to meet." > report.md`
    """
    from kg.explore.claim_report import find_claim, report_text
    from kg.mention.language import load_model
    from kg.run.extract import load_extractor

    found = find_claim(graph_folder(build), claim)
    rules = tuple(relations or ())
    extractor = load_extractor(load_model(model), lexicon or shipped("lexicon"), rules)
    print(report_text(found, extractor, rules, wrong), end="")
