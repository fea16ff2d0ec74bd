"""A dossier as lines to print."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from kg.explore.dossier import Dossier, Source, Tie, by_type
from kg.explore.marking import Line, Part, line
from kg.graph.about import counted, told_interval
from kg.model import Value
from kg.rule_files import near

ARTICLES = 20
"""Articles a printed dossier names; --json names all."""
TIES = 40
"""Relationships of one type it prints."""


def dossier_lines(dossier: Dossier, symmetric: Callable[[str], bool]) -> Iterator[Line]:
    """The dossier for a person to read. `symmetric` says which types have no direction."""
    yield line((dossier.name, "name"), f" · {dossier.type} · {dossier.id}")
    seen = f"mentioned {counted(dossier.mention_count, 'time')} in {counted(dossier.article_count, 'article')}"
    yield line(seen, *(f" · {name} {shown(value)}" for name, value in dossier.facts.items()), indent=2)
    if dossier.names:
        yield line("called ", ", ".join(f"{name} ({n})" if n else name for name, n in dossier.names), indent=2)
    yield from _because(dossier)
    if dossier.offices:
        yield from _group("HOLDERS" if dossier.type == "Office" else "OFFICES", dossier.offices, lambda _: True)
    for kind, ties in by_type(dossier.ties).items():
        yield from _group(kind, ties, symmetric)
    yield from _quotations(dossier)
    yield from _appearances(dossier)


def _because(dossier: Dossier) -> Iterator[Line]:
    if dossier.merged_because:
        yield line("because" if dossier.type == "Office" else "one entity because", indent=2)
        yield from (line(reason, indent=4) for reason in dossier.merged_because)


def _group(heading: str, ties: Sequence[Tie], symmetric: Callable[[str], bool]) -> Iterator[Line]:
    yield line()
    yield line((heading, "heading"))
    for tie in ties[:TIES]:
        arrow = "" if symmetric(tie.type) else "→ " if tie.outgoing else "← "
        yield line(arrow, (tie.other_name, "name"), *_facts(tie), indent=2)
        if tie.history:
            yield line(("; ".join(tie.history), "quiet"), indent=4)
        if tie.sentence:
            yield line(f"“{tie.sentence}”", indent=4)
        if tie.article:
            yield line((cited(tie.article), "quiet"), indent=4)
    if len(ties) > TIES:
        yield line(f"… and {len(ties) - TIES} more: --json has all", indent=2)


def _facts(tie: Tie) -> Iterator[Part]:
    yield f" · {tie.status}", {"actual": "good", "denied": "bad"}.get(tie.status, "")
    details = [f"{name} {shown(value)}" for name, value in tie.details.items()]
    reported = tie.type == "HOLDS_OFFICE" and tie.last_reported and f"last reported {tie.last_reported}"
    together = tie.together and f"together with {', '.join(tie.together)}"
    for words in (told_interval(tie.when), tie.place and f"at {tie.place}", together, *details, reported):
        if words:
            yield f" · {words}", ""
    yield f" · {support(tie.sources, tie.claims, tie.plan_sources)}", "quiet"


def _quotations(dossier: Dossier) -> Iterator[Line]:
    if dossier.quotations:
        yield line()
        yield line((f"SAID ({dossier.quotation_count})", "heading"))
    for quotation in dossier.quotations:
        yield line(f"“{quotation.text}”" if quotation.direct else f"that {quotation.text}", indent=2)
        if quotation.article:
            yield line((cited(quotation.article), "quiet"), indent=4)


def _appearances(dossier: Dossier) -> Iterator[Line]:
    if dossier.appearances:
        yield line()
        yield line(("ARTICLES", "heading"))
    for one in dossier.appearances[:ARTICLES]:
        yield line(cited(one.article), (f" · {counted(one.count, 'mention')}", "quiet"), indent=2)
    if len(dossier.appearances) > ARTICLES:
        yield line(f"… and {len(dossier.appearances) - ARTICLES} more: --json has all", indent=2)


def cited(article: Source) -> str:
    """An article on one line: day, publisher or else the agency it credits, title, place."""
    place = article.where if "://" in article.where else near(Path(article.where)) if article.where else ""
    agency = article.credits and f"by {article.credits}"
    named = [article.published, article.publisher or agency, article.title and f"“{article.title}”", place]
    return " · ".join(part for part in named if part) or article.id


def support(sources: int, claims: int, announced: int = 0) -> str:
    """How well something is supported, in words; who had announced it is told apart from who says that it is so."""
    before = f"; {counted(announced, 'source')} had announced it" if announced else ""
    return f"{counted(sources, 'source')}, {counted(claims, 'claim')}{before}"


def shown(value: Value) -> str:
    """A property's value in a line."""
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, bool):
        return "yes" if value else "no"
    return f"{value:,}" if isinstance(value, int | float) and abs(value) >= 10_000 else str(value)
