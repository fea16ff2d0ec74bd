"""`kg show`, `kg explain` and `kg find`: who is who, and why the graph says so."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Annotated

import typer

from kg.commands.completion import entity_words
from kg.commands.options import (
    BUILD,
    HOME,
    AsJson,
    Build,
    Database,
    Home,
    Kind,
    Password,
    RelationFolders,
    Uri,
    User,
    graph_folder,
    print_json,
)
from kg.errors import UsageError
from kg.explore.dossier import holder_of, make_dossier
from kg.explore.dossier_lines import dossier_lines
from kg.explore.explain import explain as explain_pair
from kg.explore.explain_lines import explanation_lines
from kg.explore.finding import find_in_files, find_in_store
from kg.explore.marking import print_lines
from kg.graph.former_ids import former_ids
from kg.graph.graph_scan import read_entities
from kg.model import Node
from kg.naming import Match, match_name, mentions
from kg.post_names import match_post, synonyms
from kg.rule_files import is_symmetric

TYPES = ("", "Person", "Office", "Place", "Organization")


def show(
    name: Annotated[
        str,
        typer.Argument(help="A name, an alias, a post or an id; part of a name will do.", autocompletion=entity_words),
    ],
    kind: Kind = "",
    as_json: AsJson = False,
    relations: RelationFolders = None,
    build: Build = BUILD,
) -> None:
    """Everything known of one entity: names, offices, relationships with their evidence, quotations, articles.

    Reads the graph files; no database is needed. Example: `kg show "the Japanese premier"`

    A name that may mean several entities lists them and ends with exit code 2: give the id, or `--type`.

    A source is a story or an agency that says so, however many articles print it; a claim is what one sentence says;
    "actual" is what is told as so, or as done, not only planned, possible, over or denied.
    """

    folder, rules = graph_folder(build), tuple(relations or ())
    entities = read_entities(folder)
    dossier = make_dossier(folder, choose(folder, entities.values(), name, kind), entities)
    if as_json:
        print_json(dossier.to_json())
    else:
        print_lines(list(dossier_lines(dossier, lambda relation: is_symmetric(relation, rules))))


def explain(
    a: Annotated[str, typer.Argument(help="A name, an alias or an id.", autocompletion=entity_words)],
    b: Annotated[str, typer.Argument(help="Another one.", autocompletion=entity_words)],
    as_json: AsJson = False,
    relations: RelationFolders = None,
    build: Build = BUILD,
) -> None:
    """Why the graph relates two entities: every sentence, its article, the rule that read it, and its confidence.

    Reads the graph files; no database is needed. Example: `kg explain "Donald Trump" "Japan's emperor"`

    Where nothing relates the two, what they have in common is shown: whom both are related to, and their articles.

    In a sentence the words for the two are marked, and the anchor, by which it says what it says. A claim is what one
    sentence says; a source is a story or an agency, however many articles print it.
    """

    folder, rules = graph_folder(build), tuple(relations or ())
    entities = read_entities(folder)
    first, second = (_holder(folder, choose(folder, entities.values(), one), one, entities) for one in (a, b))
    if first.key == second.key:
        raise UsageError(f"{a!r} and {b!r} are one entity: {first.properties['id']}; kg show tells why")
    found = explain_pair(folder, first, second, entities, rules)
    if as_json:
        print_json(found.to_json())
    else:
        print_lines(list(explanation_lines(found, lambda relation: is_symmetric(relation, rules))))


def find(
    text: Annotated[str, typer.Argument(help='Words of a name or a post: "takaichi", "premier of japan".')],
    kind: Kind = "",
    limit: Annotated[int, typer.Option("--limit", "-n", min=1, help="How many at most.")] = 20,
    as_json: AsJson = False,
    uri: Uri = None,
    user: User = "neo4j",
    password: Password = None,
    database: Database = "neo4j",
    home: Home = HOME,
    build: Build = BUILD,
) -> None:
    """Entities by words of their names: from Neo4j's full-text index where a server runs, else from the graph files.

    Example: `kg find "premier of japan"`. Prints nothing but a note, and ends with exit code 0, where nothing fits.
    """
    from kg.run.running import running_store
    from kg.terminal import note, print_table

    _check_kind(kind)
    wordings = synonyms(text)
    with running_store(uri, user, password, database, home) as store:
        if store is None:
            note("no Neo4j runs: looked in the graph files")
            found = find_in_files(graph_folder(build), wordings, kind, limit)
        else:
            found = find_in_store(store, wordings, kind, limit)
    if as_json:
        print_json([one.to_json() for one in found])
    elif found:
        rows = [(one.name, one.type, one.id, one.mentions, list(one.aliases[:4])) for one in found]
        print_table(("name", "type", "id", "mentions", "also called"), rows)
    else:
        note(f"nothing in the graph is called {text!r}")


def choose(folder: Path, entities: Iterable[Node], name: str, kind: str = "") -> Node:
    """The entity of the graph in `folder` that a name, an id or a former id means.

    Where several may be meant they are printed; UsageError then, and for no match.
    """
    from kg.terminal import note, print_table

    _check_kind(kind)
    known = list(entities)
    ident = former_ids(folder).get(name.strip())
    if ident is not None:
        note(f"{name!r} is now {ident!r}")
        name = ident
    match = match_name(known, name, kind)
    if not match.candidates and kind in {"", "Office"} and (posts := match_post(known, name)):
        match = Match(posts[0] if len(posts) == 1 else None, posts)
    if match.chosen is None and not match.candidates:
        near = "; ".join(match.nearest)
        raise UsageError(f"nothing in the graph is called {name!r}" + (f"; the nearest: {near}" if near else ""))
    rows = [
        (one.node.properties["id"], one.node.labels[0], one.surface, mentions(one.node)) for one in match.candidates
    ]
    if match.chosen is None:
        print_table(("id", "type", "called", "mentions"), rows[:20])
        raise UsageError(f"{name!r} may mean {len(rows)} entities: give the id of one")
    if len(rows) > 1:
        note(f"{name!r} may also mean {', '.join(str(row[0]) for row in rows[1:6])}")
    return match.chosen.node


def _holder(folder: Path, chosen: Node, name: str, entities: Mapping[str, Node]) -> Node:
    """Who holds the post that a description names ("the U.S. president"), where that is known; else what was chosen."""
    from kg.terminal import note

    if "Office" not in chosen.labels or match_name([chosen], name).candidates:
        return chosen
    key = holder_of(folder, chosen.key)
    if key is None:
        return chosen
    note(f"{name!r}: {entities[key].properties['name']}, {chosen.properties['name']}")
    return entities[key]


def _check_kind(kind: str) -> None:
    if kind not in TYPES:
        raise UsageError(f"--type {kind}: no such type; one of {', '.join(TYPES[1:])}")
