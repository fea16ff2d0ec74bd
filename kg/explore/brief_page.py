"""The brief as one HTML file: what is new by kind, each with its sentence and a link to its article.

It has no script, and its policy lets nothing be loaded; what comes from articles goes in as text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from importlib import resources
from pathlib import Path
from typing import Any

from kg.explore.brief import SECTIONS, Brief, Item, cited
from kg.explore.view import link
from kg.explore.view_page import BLANK
from kg.graph.about import counted, span

KINDS = {"Person": "People", "Organization": "Organizations", "Place": "Places"}


def brief_page(brief: Brief, since: str, contradictions: Sequence[Mapping[str, Any]] | None, folder: Path) -> str:
    """The page, which will lie in `folder`: links to articles that are files are seen from there.

    `contradictions`: rows of that question; None: nobody could be asked, which the page says.
    """
    sections = [
        _section(heading.capitalize(), [_item(one, folder) for one in getattr(brief, name)])
        for heading, name in SECTIONS
    ]
    sections.append(_section("Contradictions", [_contradiction(row) for row in contradictions or ()]))
    sections.append(_section("For the first time", list(_appeared(brief)), len(brief.appeared)))
    told = [one for one in sections if one.many]
    content = [*_contents(told), *(one.html for one in told)]
    if not told:
        content.append("<p>The new articles tell nothing that older ones do not.</p>")
    if contradictions is None:
        content.append('<p class="quiet">Contradictions are left out: no Neo4j was running.</p>')
    values = {
        "since": escape(span(since, since)),
        "articles": counted(brief.articles, "new article"),
        "content": "\n".join(content),
    }
    template = (resources.files("kg") / "templates" / "brief.html").read_text(encoding="utf-8")
    return BLANK.sub(lambda blank: values[blank[1]], template)


@dataclass(frozen=True, slots=True)
class _Section:
    heading: str
    anchor: str
    many: int
    html: str


def _section(heading: str, cards: Sequence[str], many: int | None = None) -> _Section:
    """A section of cards; `many`: how many things they tell of, where that is another number."""
    anchor = heading.lower().replace(" ", "-")
    html = f'<section aria-labelledby="{anchor}"><h2 id="{anchor}">{heading}</h2>{"".join(cards)}</section>'
    return _Section(heading, anchor, len(cards) if many is None else many, html)


def _contents(told: Sequence[_Section]) -> Iterator[str]:
    """Links to the sections, where there are several."""
    if len(told) > 1:
        links = (f'<li><a href="#{one.anchor}">{one.heading} ({one.many:,})</a></li>' for one in told)
        yield f'<nav aria-label="Sections"><ul>{"".join(links)}</ul></nav>'


def _item(one: Item, folder: Path) -> str:
    first, _, last = one.when.partition("..")
    known = (span(first, last if ".." in one.when else first), one.place and f"at {one.place}")
    facts = " · ".join(part for part in (*known, counted(one.sources, "source")) if part)
    history = f'<p class="quiet">{escape("; ".join(one.history))}</p>' if one.history else ""
    where = one.article.where if one.article else ""
    address = link(where, where, folder)
    name = escape(cited(one.article))
    source = f'<a href="{escape(address)}">{name}</a>' if address else name
    return (
        f'<article><h3>{escape(one.what.replace("_", " "))} <span class="status">{escape(one.status)}</span></h3>'
        f'<p class="quiet">{escape(facts)}</p>{history}{_quoted(one.sentence)}<p class="quiet">{source}</p></article>'
    )


def _contradiction(row: Mapping[str, Any]) -> str:
    of = " ".join(str(row[name]).replace("_", " ") for name in ("who", "what", "whom") if row[name])
    against = escape(f"{row['about']}: {row['one']} – {row['other']}")
    sentences = "".join(_quoted(str(row[side])) for side in ("sentence", "against"))
    return f'<article><h3>{escape(of)}</h3><p class="quiet">{against}</p>{sentences}</article>'


def _quoted(sentence: str) -> str:
    return f"<blockquote>{escape(' '.join(sentence.split()))}</blockquote>"


def _appeared(brief: Brief) -> Iterator[str]:
    for kind, heading in KINDS.items():
        names = [escape(f"{one.name} ({one.mentions})") for one in brief.appeared if one.type == kind]
        if names:
            yield f"<article><h3>{heading}</h3><p>{', '.join(names)}</p></article>"
