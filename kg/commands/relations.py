"""`kg relations`: the types with their definitions and quality, one sentence tried, patterns mined from labels."""

from __future__ import annotations

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.options import MODEL, AsJson, Lexicon, Model, RelationFolders, print_json
from kg.errors import DataError, UsageError
from kg.paths import shipped

app = typer.Typer(
    help="The relation types: what they mean, how well they are found, and tools to write their rules.\n\n"
    "Alone it lists them; `kg relations show MET` shows one.",
    rich_markup_mode="markdown",
)

MISSES = 15
"""Rules that almost matched which are printed."""


@app.callback(invoke_without_command=True)
def relations(context: typer.Context, as_json: AsJson = False, folders: RelationFolders = None) -> None:
    """List the relation types: definition, patterns, examples, measured precision and recall."""
    if context.invoked_subcommand is not None:
        return
    from kg.explore.catalogue import catalogue
    from kg.terminal import print_table

    rows = catalogue(_all(folders))
    if as_json:
        print_json([row.to_json() for row in rows])
        return
    cells = [(r.name, r.ends, r.patterns, r.holds + r.does_not_hold, r.precision, r.recall, r.means) for r in rows]
    print_table(("type", "from → to", "patterns", "examples", "precision", "recall", "means"), cells)


@app.command()
def show(
    name: Annotated[str, typer.Argument(help="A relation type, such as MET.")],
    as_json: AsJson = False,
    folders: RelationFolders = None,
) -> None:
    """One relation type: definition, every pattern with its place and measured precision, and the examples.

    Example: `kg relations show MET`
    """
    from kg.explore.catalogue import describe_relation, relation_lines
    from kg.explore.marking import print_lines

    found = describe_relation(_all(folders), name)
    if as_json:
        print_json(found.to_json())
    else:
        print_lines(list(relation_lines(found)))


@app.command("try")
def try_(
    sentence: Annotated[str, typer.Argument(help="A sentence, or a few.")],
    day: Annotated[
        str | None, typer.Option("--date", help="Day of the article (2025-10-27), against which times are resolved.")
    ] = None,
    headline: Annotated[bool, typer.Option("--headline", help="Read it as a headline.")] = False,
    page: Annotated[Path | None, typer.Option("--html", help="Write a page with the parse drawn by displaCy.")] = None,
    only: Annotated[str | None, typer.Option("--only", help="Only what concerns this relation type.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="All rules that almost matched, not 15.")] = False,
    as_json: AsJson = False,
    folders: RelationFolders = None,
    lexicon: Lexicon = None,
    model: Model = MODEL,
) -> None:
    """What the rules find in a sentence: parse, mentions, claims, and which rules almost matched and why not.

    Example: `kg relations try "Anna Berg is to meet Tom Reed in Oslo on Friday." --date 2025-10-27`
    """
    from kg.explore.catalogue import describe_relation
    from kg.explore.marking import print_lines
    from kg.explore.sentences import trial_lines, trial_page, try_sentence
    from kg.mention.language import load_model
    from kg.run.extract import load_extractor

    if not sentence.strip():
        raise UsageError('the sentence is empty; example: kg relations try "Anna Berg met Tom Reed."')
    published = _day(day)
    extractor = load_extractor(load_model(model), lexicon or shipped("lexicon"), tuple(folders or ()))
    trial = try_sentence(extractor, sentence, published, tuple(folders or ()), headline=headline)
    if only:
        trial = trial.only(describe_relation(_all(folders), only).row.name)
    if page is not None:
        page.write_text(trial_page(trial), encoding="utf-8")
    if as_json:
        print_json(trial.to_json())
    else:
        print_lines(list(trial_lines(trial, len(trial.misses) if everything or only else MISSES)))


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        raise UsageError(f"--date {text}: write it as 2025-10-27") from None


def _all(folders: list[Path] | None) -> tuple[Path, ...]:
    """The shipped relations, and the user's over them."""
    return (shipped("relations"), *(folders or ()))


@app.command()
def mine(
    file: Annotated[Path, typer.Argument(help="Labelled texts, JSON Lines; docs/exploring.md shows a line.")],
    labels: Annotated[
        Path | None,
        typer.Option("--labels", help="YAML: label of the texts → our relations (~ swaps). Default: the same names."),
    ] = None,
    support: Annotated[int, typer.Option("--support", min=1, help="Labelled pairs a candidate must reach.")] = 2,
    precision: Annotated[
        float, typer.Option("--precision", min=0.0, max=1.0, help="Share of its pairs that must be labelled.")
    ] = 0.7,
    rules: Annotated[
        bool, typer.Option("--rules", help="Instead: how often each rule we have is right on these texts.")
    ] = False,
    as_json: AsJson = False,
    folders: RelationFolders = None,
    model: Model = MODEL,
) -> None:
    """Patterns that labelled texts suggest and no rule has, as YAML ready to paste; a person chooses what is general.

    Example: `kg relations mine labelled.jsonl --labels labels.yaml --support 3`

    With `--rules` the same texts tell which rules earn their keep, the worst first.
    """
    from kg.claim.relations import load_relations
    from kg.dev.labelled import read_labelled
    from kg.dev.measuring import measure
    from kg.dev.mining import as_yaml
    from kg.dev.mining import mine as mine_texts
    from kg.mention.language import load_model
    from kg.terminal import print_table

    known = load_relations(_all(folders))
    if not file.is_file():
        raise UsageError(f"{file}: no such file of labelled texts")
    texts = read_labelled(file, _mapping(labels, file.stem) if labels else {name: [name] for name in known.types})
    if rules:
        counts = measure(texts, load_model(model), known).patterns
        rows = [(name, right, wrong, right / (right + wrong)) for name, (right, wrong) in counts.items()]
        rows.sort(key=lambda row: (row[3], -row[2], row[0]))
        if as_json:
            print_json([{"rule": name, "right": right, "wrong": wrong} for name, right, wrong, _ in rows])
        else:
            print_table(("rule", "right", "wrong", "precision"), rows)
        return
    found = mine_texts(texts, load_model(model), known, support=support, precision=precision)
    if as_json:
        print_json([asdict(one) for one in found])
    else:
        print(as_yaml(found) or "# nothing that the rules do not find already, at this support and precision")


def _mapping(path: Path, name: str) -> dict[str, list[str]]:
    """Label → relations; of a file of several sets the one named like the texts. DataError: it is not of that form."""
    from kg.datafiles import read_yaml

    raw = read_yaml(path)
    chosen = raw.get(name, raw)
    if not isinstance(chosen, dict) or not all(isinstance(value, list) for value in chosen.values()):
        raise DataError(str(path), f"no labels for {name!r}", "write label: [RELATION, …], or one mapping a set")
    return {str(label): [str(one) for one in found] for label, found in chosen.items()}
