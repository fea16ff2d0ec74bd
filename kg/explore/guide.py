"""The guide for Neo4j Browser (`:play`), and the favourites: chapters of queries to click on.

Made from files alone: cypher/browser/guide.yaml has the chapters, cypher/browser/favourites the queries that draw,
cypher/explore the questions; the graph itself supplies only the names that stand in the questions.
"""

from __future__ import annotations

import html
import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from kg.datafiles import Lined, check_keys, load_yaml
from kg.errors import DataError
from kg.explore.grass import read_style
from kg.paths import shipped
from kg.store.ask import Query, choose, heading, list_queries, values_of, without_rows
from kg.store.loading import Store, run_query

_T = TypeVar("_T")
MODEL_PICTURE = "model.svg"
RUNNABLE = "pre-scrollable code runnable"
"""The classes by which Browser knows a query that it can put into its editor."""
SHOWN, LONGEST = 5, 110
"""Rows of an answer in the guide; letters of one of their cells."""
CELL = "text-align:left;vertical-align:top;padding:2px 16px 2px 0"
KINDS = ("Person", "Office", "Place", "Organization")


@dataclass(frozen=True, slots=True)
class Favourite:
    """A query that draws part of the graph; it has no parameters, so that any tool can run it."""

    name: str
    title: str
    cypher: str


@dataclass(frozen=True, slots=True)
class Chapter:
    """One page of the guide."""

    title: str
    words: str
    draw: tuple[Favourite, ...]
    ask: tuple[Query, ...]


@dataclass(frozen=True, slots=True)
class Asked:
    """A question with values in it, and maybe how the graph answers when the guide is made."""

    cypher: str
    heading: str
    """What was asked of whom and as of when."""
    columns: tuple[str, ...] = ()
    rows: Sequence[Sequence[object]] = ()
    empty: str = ""
    """What an answer without a row means."""


def read_favourites() -> dict[str, Favourite]:
    """The queries of cypher/browser/favourites, by name."""
    found = {}
    for path in sorted((_folder() / "favourites").glob("*.cypher")):
        cypher = path.read_text(encoding="utf-8").strip()
        title = cypher.partition("\n")[0].removeprefix("//").strip()
        found[path.stem] = Favourite(path.stem, title, cypher)
    return found


def read_chapters() -> list[Chapter]:
    """The chapters of the guide; the last has the questions that no other names. DataError: an unknown query."""
    path = _folder() / "guide.yaml"
    favourites, questions = read_favourites(), {query.name: query for query in list_queries()}
    entries = load_yaml(path)
    if not isinstance(entries, list) or not all(isinstance(entry, Lined) for entry in entries):
        raise DataError(str(path), "is no list of chapters", "write - title: …")
    named = {name for entry in entries for name in entry.get("ask") or ()}
    chapters = []
    for entry in entries:
        check_keys(str(path), entry, ("title", "words", "draw", "ask"), ("title", "words"))
        asked = list(entry.get("ask") or ())
        if entry is entries[-1]:
            asked += sorted(set(questions) - named)
        where = f"{path}:{entry.line}"
        drawn = tuple(_known(where, favourites, name) for name in entry.get("draw") or ())
        chapter = Chapter(entry["title"], entry["words"], drawn, tuple(_known(where, questions, one) for one in asked))
        if chapter.draw or chapter.ask:
            chapters.append(chapter)
    return chapters


def make_guide(store: Store, picture: str) -> str:
    """The guide as Browser reads it, with questions about whom the graph at `store` mentions most.

    `picture` is the address of the picture of the graph model.
    """
    chapters = read_chapters()
    first = {chapter.ask[0].name for chapter in chapters if chapter.ask}
    return guide_page(chapters, picture, lambda query: _ask(store, query, answered=query.name in first))


def guide_page(chapters: Sequence[Chapter], picture: str, asked: Callable[[Query], Asked]) -> str:
    """The guide as Browser reads it; `asked` gives each question with values for its parameters, maybe its answer."""
    slides = [_welcome(chapters, picture), *(_slide(chapter, asked) for chapter in chapters)]
    deck = "\n".join(f'<slide class="row-fluid">\n{slide}\n</slide>' for slide in slides)
    carousel = f'<carousel class="deck container-fluid">\n{deck}\n</carousel>'
    return f'<article class="guide" title="News graph">\n{carousel}\n</article>\n'


def with_values(cypher: str, values: Mapping[str, object]) -> str:
    """A query with literals for its parameters and without the lines that declare them."""
    lines = [line for line in cypher.strip().splitlines() if not line.startswith("// :")]
    filled = re.sub(
        r"\$(\w+)",
        lambda match: literal(values[match[1]]) if match[1] in values else match[0],
        "\n".join(lines),
    )
    return (
        NO_CONDITION.sub("", ALWAYS.sub("", filled)).replace("WHERE true\n  AND ", "WHERE ").replace("WHERE true\n", "")
    )


ALWAYS = re.compile(r"\s+AND \(null IS NULL OR [^()\n]*(?:\([^()\n]*\)[^()\n]*)*\)|\(null IS NULL OR [^()\n]*\)\s+AND ")
"""Conditions that a parameter without a value fulfils."""
NO_CONDITION = re.compile(r"(?:WITH \* )?WHERE \(null IS NULL OR [^()\n]*\)\n")


def literal(value: object) -> str:
    """A value as Cypher writes it."""
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return repr(value)
    escaped = str(value).replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n").replace("\r", "\\r")
    return f"'{escaped}'"


# ------------------------------------------------------------------ pages


def _ask(store: Store, query: Query, *, answered: bool) -> Asked:
    """The question, and if wanted its answer as of now: all of them would keep a server that just started for long."""
    chosen = choose(store, query, {})
    values = values_of(chosen)
    if not answered:
        return Asked(with_values(query.cypher, values), heading(query, chosen))
    table = run_query(store, query.cypher, values)
    empty = "" if table.rows else without_rows(query, chosen)
    return Asked(with_values(query.cypher, values), heading(query, chosen), tuple(table.columns), table.rows, empty)


def _welcome(chapters: Sequence[Chapter], picture: str) -> str:
    style = read_style()
    legend = " ".join(
        f'<span class="label" style="background:{style[f"node.{kind}"]["color"]};'
        f'color:{style[f"node.{kind}"]["text-color-internal"]};margin-right:6px">{kind}</span>'
        for kind in KINDS
    )
    contents = "".join(f"<li>{_text(chapter.title)}</li>" for chapter in chapters)
    return _columns(
        "The news as a graph",
        "The arrows at the sides turn the page. The first question of each is answered, as of the start of kg browse. "
        "Open a query and click it: it goes into the editor above. Run it with the blue arrow or Ctrl+Enter.",
        f'<div style="display:flex;gap:32px"><div style="flex:none"><p>{legend}</p><ol>{contents}</ol></div>'
        f'<img src="{_text(picture)}" alt="The graph model" class="img-responsive" style="max-width:430px"></div>',
    )


def _slide(chapter: Chapter, asked: Callable[[Query], Asked]) -> str:
    drawn = "".join(_query(favourite.title, favourite.cypher) for favourite in chapter.draw)
    answered = "".join(_question(query, asked(query)) for query in chapter.ask)
    parts = (("<h4>As a picture</h4>" + drawn) if drawn else "", ("<h4>As a table</h4>" + answered) if answered else "")
    return _columns(chapter.title, chapter.words, "".join(parts))


def _question(query: Query, asked: Asked) -> str:
    _, _, about = asked.heading.partition(" · ")
    told = f'<p style="margin:0"><small>{_text(about)}</small></p>' if about else ""
    return (
        f'<p style="margin:14px 0 0"><b>{_text(query.question)}</b> <small><code>kg ask {_text(query.name)}</code>'
        f"</small></p>{told}{_answer(asked)}{_folded(query.question, asked.cypher)}"
    )


def _answer(asked: Asked) -> str:
    """The first rows of an answer as a table."""
    if not asked.rows:
        return f"<p><i>{_text(asked.empty)}</i></p>" if asked.empty else ""
    shown = asked.rows[:SHOWN]
    told = [at for at in range(len(asked.columns)) if any(row[at] not in (None, "", []) for row in shown)]
    head = "".join(f'<th style="{CELL}">{_text(asked.columns[at].replace("_", " "))}</th>' for at in told)
    cells = ("".join(f'<td style="{CELL}">{_text(_cell(row[at]))}</td>' for at in told) for row in shown)
    body = "".join(f"<tr>{row}</tr>" for row in cells)
    more = len(asked.rows) - SHOWN
    rest = f"<p><small>and {more:,} more rows</small></p>" if more > 0 else ""
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>{rest}"


def _cell(value: object) -> str:
    """A value in few words: what is long is read where the query is run."""
    if isinstance(value, list):
        return _cell("; ".join(map(str, value)))
    words = "" if value is None else " ".join(str(value).split())
    return words if len(words) <= LONGEST else f"{words[: LONGEST - 2].rstrip()} …"


def _columns(title: str, words: str, content: str) -> str:
    return (
        f'<div class="col-sm-3"><h3>{_text(title)}</h3><p class="lead">{_text(words)}</p></div>\n'
        f'<div class="col-sm-9">{content}</div>'
    )


def _query(title: str, cypher: str) -> str:
    return f'<p style="margin:10px 0 0"><b>{_text(title)}</b></p>{_folded(title, cypher)}'


def _folded(title: str, cypher: str) -> str:
    """A query that is opened by a click; the next one puts it into the editor."""
    body = "\n".join(line for line in cypher.splitlines() if not line.startswith("//"))
    code = _text(f"// {title}\n{body}")
    return (
        "<details><summary>the query</summary>"
        f'<pre mode="cypher" class="{RUNNABLE}" data-lang="cypher">{code}</pre></details>\n'
    )


def _text(text: str) -> str:
    return html.escape(text, quote=True)


def _known(where: str, known: Mapping[str, _T], name: str) -> _T:
    if name not in known:
        raise DataError(where, f"no query {name!r}", "name a file of cypher/explore or cypher/browser/favourites")
    return known[name]


def _folder() -> Path:
    return shipped("cypher") / "browser"
