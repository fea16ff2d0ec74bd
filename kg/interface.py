"""kg from Python, in a script or a notebook: docs/python.md. The functions here are what other programs may rely on."""

from __future__ import annotations

import html
import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, TypeVar

from kg.build import Corpus, Settings, build_corpus, settled, write_build
from kg.build import build_graph as build_graph_of
from kg.errors import UsageError
from kg.extract_format import extract_rows
from kg.model import Graph, Node
from kg.paths import GRAPH, OPEN, shipped
from kg.read.records import Reading

T = TypeVar("T")
Articles = str | Path | Mapping[str, Any] | Iterable[str | Path | Mapping[str, Any]]
"""A path of a file or folder, one article's fields (`text`, `id`, `title`, `published`, …), or several of either."""


READING = ("mapping", "encoding", "date_order", "language")
"""The settings that say how articles are read."""


@dataclass(frozen=True, slots=True)
class Page:
    """HTML that a notebook shows, and that `html` and `str()` give as text."""

    html: str

    def _repr_html_(self) -> str:
        return self.html

    def __str__(self) -> str:
        return self.html


@dataclass(frozen=True, slots=True)
class Answer:
    """Rows that answer a question about a loaded graph; `asked` says of whom and as of when it was asked."""

    asked: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]

    def __repr__(self) -> str:
        return f"Answer({self.asked!r}, {len(self.rows)} rows)"

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return (dict(zip(self.columns, row, strict=True)) for row in self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def _repr_html_(self) -> str:
        from kg.terminal import shown  # noqa: PLC0415

        heads = "".join(f"<th>{html.escape(name)}</th>" for name in self.columns)
        lines = ("".join(f"<td>{html.escape(shown(value))}</td>" for value in row) for row in self.rows)
        body = "".join(f"<tr>{line}</tr>" for line in lines)
        return f"<p>{html.escape(self.asked)}</p><table><tr>{heads}</tr>{body}</table>"


def ask(
    question: str,
    *,
    uri: str | None = None,
    user: str = "neo4j",
    password: str | None = None,
    database: str = "neo4j",
    home: str | Path = ".kg",
    **parameters: object,
) -> Answer:
    """What `kg ask` answers from a loaded graph: a question by its name with its parameters, or one in words.

    The server is the one at `uri`, or at NEO4J_URI, or the local one in `home`. UsageError: the question, a parameter
    or a name is not known, or nothing is loaded.
    """
    from kg.explore.asking import understand  # noqa: PLC0415  only who asks pays for the driver
    from kg.run.running import open_store  # noqa: PLC0415
    from kg.store.ask import ask as ask_store  # noqa: PLC0415
    from kg.store.ask import heading, read_query  # noqa: PLC0415

    given = {name: str(value) for name, value in parameters.items()}
    login = (uri or os.environ.get("NEO4J_URI"), user, password or os.environ.get("NEO4J_PASSWORD"), database)
    with open_store(*login, Path(home)) as store:
        if " " in question.strip():
            found = understand(store, question)
            question, given = found.name, found.given | given
        answer = ask_store(store, read_query(question), given)
    return Answer(
        heading(answer.query, answer.chosen), tuple(answer.table.columns), tuple(map(tuple, answer.table.rows))
    )


def extract(articles: Articles, **settings: Any) -> list[dict[str, Any]]:  # noqa: ANN401  the fields of Settings
    """What each article says, as `kg extract` writes it (docs/extract-format.md): one mapping for each, in order.

    `settings` are as for `build_graph`.
    """
    return _made(articles, settings, lambda corpus, _: extract_rows(corpus))


def build_graph(articles: Articles, **settings: Any) -> Graph:  # noqa: ANN401  the fields of Settings
    """The graph of some articles, resolved across all of them, in memory: `nodes` and `relationships`, sorted.

    `settings`: the fields of `kg.build.Settings`, all optional. Folders and files of one's own are `relations` (one or
    several), `lexicon`, `decisions` and `holders`; `min_confidence` is the least that a claim must have; `model` is the
    spaCy pipeline; `workers` are the processes that parse (0, the default, is this one; with more, a script needs
    `if __name__ == "__main__":`); `cache` is a file that makes the next call faster. An article that cannot be read
    raises InputError; with `strict=False` it is left out. UsageError: there is no such setting, or no article.
    """
    return _made(articles, settings, build_graph_of)


def write_graph(graph: Graph, folder: str | Path) -> Path:
    """Write the graph files, so that every `kg` command finds them: `--build FOLDER`. Where they are."""
    target = Path(folder) / GRAPH
    write_build(graph, Settings(), target)
    return target


def show(article: str | Mapping[str, Any], **settings: Any) -> Page:  # noqa: ANN401  the fields of Settings
    """An article with its mentions marked, by displaCy; each with its type and the entity that it stands for.

    `article`: a row of `extract`, or a text, which is read first.
    """
    from spacy import displacy  # noqa: PLC0415  only who looks pays for it

    read = isinstance(article, Mapping) and "mentions" in article
    row = article if isinstance(article, Mapping) and read else extract(_as_row(article), **settings)[0]
    found = {"text": row["text"], "ents": list(_marks(row["mentions"])), "title": html.escape(row["title"] or "")}
    options = {"colors": COLOURS, "template": MARK}
    return Page(str(displacy.render(found, style="ent", manual=True, jupyter=False, options=options)))


COLOURS = {"Person": "#ffd9a0", "Office": "#d9c8f5", "Place": "#bfe3c0", "Organization": "#b9d8f2"}
MARK = (
    '<mark class="entity" title="{entity}" style="background: {bg}; padding: .1em .3em; border-radius: .3em">{text} '
    "<small>{label}</small></mark>"
)


def _marks(mentions: Sequence[Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """What displaCy marks, without what overlaps another: it would write the text twice. It escapes the text alone."""
    end = 0
    for one in sorted(mentions, key=lambda one: (one["start"], -one["end"])):
        if end <= one["start"]:
            params = {"entity": html.escape(str(one["entity"]))}
            yield {"start": one["start"], "end": one["end"], "label": one["type"], "params": params}
            end = one["end"]


def _as_row(article: str | Mapping[str, Any]) -> Mapping[str, Any]:
    return {"text": article} if isinstance(article, str) else article


def view(graph: Graph, name: str | None = None, *, steps: int = 1, most: int = 500, height: int = 640) -> Page:
    """The graph as `kg view` draws it, for a notebook: all of it, or what is around the entity with this name or id.

    `steps`: how far around it; `most`: entities at most, the most connected first; `height`: in pixels. UsageError: no
    entity or several go by the name.
    """
    from kg.explore.view import around, page_data, whole  # noqa: PLC0415  only who looks pays for it
    from kg.explore.view_library import library_scripts  # noqa: PLC0415
    from kg.explore.view_page import render  # noqa: PLC0415
    from kg.rule_files import is_symmetric  # noqa: PLC0415

    chosen = _entity(graph, name) if name else None
    part = around(graph, chosen.key, steps, most) if chosen else whole(graph, most)
    data = page_data(graph, part, lambda relation: is_symmetric(relation, ()), Path(), chosen.key if chosen else "")
    page = render(str(name or "News graph"), data, library_scripts(lambda _line: None))
    style = f"width: 100%; height: {height}px; border: 0"
    return Page(f'<iframe sandbox="allow-scripts" style="{style}" srcdoc="{html.escape(page)}"></iframe>')


def _entity(graph: Graph, name: str) -> Node:
    folded = name.casefold()
    found = [
        node
        for node in graph.nodes
        if "Entity" in node.labels
        and (node.properties.get("id") == name or str(node.properties.get("name")).casefold() == folded)
    ]
    if len(found) != 1:
        ids = ", ".join(str(node.properties["id"]) for node in found)
        raise UsageError(f"{name}: {f'several entities go by it: {ids}' if found else 'no entity goes by it'}")
    return found[0]


def _made(articles: Articles, given: Mapping[str, Any], use: Callable[[Corpus, Settings], T]) -> T:
    """What `use` makes of the corpus of some articles; what kg fails on is raised, or left out where not strict."""
    listed = [articles] if isinstance(articles, str | Path | Mapping) else list(articles)
    sources = [one if isinstance(one, Mapping) else Path(one) for one in listed]
    settings = _settings(given)
    return settled(build_corpus(sources, settings), settings, lambda corpus: use(corpus, settings))[1]


def _settings(given: Mapping[str, Any]) -> Settings:
    known = Settings(strict=True)
    names = {*known.__dataclass_fields__, *READING, "open"} - {"reading"}
    unknown = sorted(set(given) - names)
    if unknown:
        raise UsageError(f"no setting {unknown[0]!r}; there are {', '.join(sorted(names))}")
    values = {name: value for name, value in given.items() if name not in READING}
    open_ = [shipped(OPEN)] if values.pop("open", False) else []
    relations = values.get("relations", ())
    folders: Sequence[Any] = [relations] if isinstance(relations, str | Path) else relations
    values["relations"] = (*open_, *(Path(folder) for folder in folders))
    values["lexicon"] = Path(values.get("lexicon") or shipped("lexicon"))
    for name in ("decisions", "holders", "cache"):
        values[name] = Path(values[name]) if values.get(name) else None
    values["reading"] = Reading(**{name: value for name, value in given.items() if name in READING})
    return replace(known, **values)
