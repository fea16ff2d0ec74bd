"""Completion in the shell: questions, their parameters, and the entities of the graph files.

Entities are completed to their ids and to names of one word: a shell takes a name of two words for two arguments.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import typer

from kg.commands.configuration import build_folder
from kg.commands.options import BUILD, graph_folder
from kg.errors import KgError
from kg.paths import shipped

SHOWN = 50


@dataclass(frozen=True, slots=True)
class Completion:
    """One way to go on; the fields are those by which typer shows it."""

    value: str
    help: str = ""
    type: str = "plain"


def question_names(beginning: str) -> list[str]:
    """The names of questions that begin so."""
    names = sorted(path.stem for path in (shipped("cypher") / "explore").glob("*.cypher"))
    return [name for name in names if name.startswith(beginning)]


def entity_words(beginning: str) -> list[str]:
    """What entities of any kind may be called that begins so; typer asks with one argument alone."""
    return words_of("Entity", beginning)


def words_of(kind: str, beginning: str) -> list[str]:
    """Ids that begin so, and names of one word whatever their case; those of the most mentioned entities first."""
    from kg.graph.graph_scan import read_entities
    from kg.naming import mentions, surfaces

    try:
        entities = read_entities(graph_folder(build_folder(BUILD)))
    except KgError:
        return []
    nodes = [node for node in entities.values() if kind in node.labels]
    found: dict[str, None] = {}
    for node in sorted(nodes, key=lambda node: (-mentions(node), node.key)):
        if str(node.properties["id"]).startswith(beginning):
            found.setdefault(str(node.properties["id"]))
        for name, _ in surfaces(node):
            if name.casefold().startswith(beginning.casefold()) and " " not in name:
                # in the case that was typed: the shell goes on only from there
                found.setdefault(beginning + name[len(beginning) :])
    return list(found)[:SHOWN]


class AskCommand(typer.core.TyperCommand):
    """`kg ask`, whose options are the parameters of the question that was named."""

    def shell_complete(self, ctx: Any, incomplete: str) -> list[Any]:  # noqa: ANN401  click's own context
        """The parameters of the question, or entities of the kind that the parameter before takes."""
        from kg.store.ask import ENTITY_KINDS, read_query

        name = ctx.params.get("name")
        parameters = {f"--{one.name}": one for one in read_query(name).parameters} if name in question_names("") else {}
        last = ctx.args[-1] if ctx.args else ""
        if last in parameters and len(ctx.args) % 2:
            kind = parameters[last].kind
            found = words_of(kind, incomplete) if kind in ENTITY_KINDS else []
            return [Completion(word) for word in found]
        ours = [
            Completion(option, one.about)
            for option, one in parameters.items()
            if option.startswith(incomplete) and option not in ctx.args
        ]
        return [*ours, *super().shell_complete(ctx, incomplete)]
