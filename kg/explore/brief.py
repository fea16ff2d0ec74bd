"""What is new: ties told for the first time, what became of plans, who appears for the first time.

New is what rests on new articles alone: those of a day or later, or those that came with the last rebuild. Plans that
came true, were moved or called off were announced by older articles; a plan has slipped whose last day has passed since
without a report that it came true.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence, Set
from dataclasses import asdict, dataclass
from datetime import date, timedelta
from typing import Any

from kg.explore.dossier import Source, interval, source_of
from kg.explore.marking import Line, line
from kg.graph.about import counted, told_interval
from kg.graph.graph_scan import between_entities, claims_of, number, share, text, texts
from kg.model import Graph, Node, Relationship
from kg.shown import shown

FACTS = frozenset(
    {"BASED_IN", "BORN_IN", "CAPITAL_OF", "CITIZEN_OF", "LOCATED_IN", "OFFICE_OF", "PART_OF", "COUNTERPART_OF"}
)
"""What is told in passing of those who act: no news, however many say so."""
RECENT = 60
"""Days before the period from which on a thing that was done counts as recent."""
MOST = 15
"""Items of a kind that are shown, the best supported first."""


@dataclass(frozen=True, slots=True)
class Item:
    """A relationship that is news, with the sentence that tells it and its article."""

    what: str
    status: str
    when: str
    place: str
    sources: int
    history: tuple[str, ...]
    sentence: str
    article: Source | None


@dataclass(frozen=True, slots=True)
class Appearance:
    """An entity that older articles do not mention."""

    name: str
    type: str
    id: str
    mentions: int


@dataclass(frozen=True, slots=True)
class Brief:
    """What is new, the weightiest first; `articles` are those that are new."""

    articles: int
    new: tuple[Item, ...]
    more_sources: tuple[Item, ...]
    came_true: tuple[Item, ...]
    moved: tuple[Item, ...]
    called_off: tuple[Item, ...]
    slipped: tuple[Item, ...]
    appeared: tuple[Appearance, ...]

    def to_json(self) -> dict[str, Any]:
        """The brief as JSON holds it."""
        return asdict(self)


SECTIONS = (
    ("NEW", "new"),
    ("TOLD BY MORE SOURCES", "more_sources"),
    ("PLANS THAT CAME TRUE", "came_true"),
    ("PLANS MOVED", "moved"),
    ("PLANS CALLED OFF", "called_off"),
    ("PLANS THAT SLIPPED", "slipped"),
)


def brief_since(graph: Graph, day: str) -> Brief:
    """What articles of this day or later tell that older ones do not."""
    articles = _articles(graph)
    return _brief(graph, {key for key, node in articles.items() if text(node.properties, "published") >= day}, day)


def brief_of_change(before: Graph, now: Graph) -> Brief:
    """What the articles tell that are new in `now`, or changed."""
    old = {key: node.properties.get("text_hash") for key, node in _articles(before).items()}
    new = {key for key, node in _articles(now).items() if old.get(key) != node.properties.get("text_hash")}
    return _brief(now, new, newest_day(before))


def newest_day(graph: Graph) -> str:
    """The day of the newest article; "" where none has one."""
    return max((text(node.properties, "published") for node in _articles(graph).values()), default="")


def _articles(graph: Graph) -> dict[str, Node]:
    return {node.key: node for node in graph.nodes if node.labels == ("Article",)}


def _brief(graph: Graph, new: Set[str], since: str) -> Brief:
    """`since`: from which day on a plan whose day has passed has slipped."""
    found = _Found(graph, new)
    told: dict[str, list[Relationship]] = defaultdict(list)
    for tie in found.ties:
        if kind := found.kind(tie, since):
            told[kind].append(tie)
    return Brief(
        articles=len(new),
        appeared=found.appeared(),
        **{
            name: tuple(map(found.item, sorted(told[name], key=lambda one: _weight(one, since))))
            for _, name in SECTIONS
        },
    )


def _weight(tie: Relationship, since: str) -> tuple[Any, ...]:
    """What is of these weeks before what is told of the past, then by sources and articles."""
    own = tie.properties
    past = bool(text(own, "when_end")) and text(own, "when_end") < _days_before(since, RECENT)
    return past, -number(own, "sources"), -number(own, "articles"), text(own, "when_start") or "9", tie.type, tie.key


def _days_before(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days)).isoformat() if day else ""


class _Found:
    """A graph with what of it is new."""

    def __init__(self, graph: Graph, new: Set[str]) -> None:
        self.new = new
        self.nodes: Mapping[str, Node] = {node.key: node for node in graph.nodes}
        self.ties = [one for one in graph.relationships if between_entities(one) and "predicate" not in one.properties]
        self.article_of = {one.start: one.end for one in graph.relationships if one.type == "STATED_IN"}
        self.mentions: dict[str, dict[str, int]] = defaultdict(dict)
        for one in graph.relationships:
            if one.type == "MENTIONED_IN":
                self.mentions[one.start][one.end] = number(one.properties, "count")
        self.today = newest_day(graph)

    def kind(self, tie: Relationship, since: str) -> str:
        """The section that a tie belongs in; "": none."""
        own, status = tie.properties, text(tie.properties, "status")
        if tie.type in FACTS:
            return ""
        claims = self._claims(tie)
        fresh = [self.article_of[one.key] in self.new for one in claims]
        if not any(fresh):
            ends = text(own, "when_end")
            return "slipped" if status == "planned" and ends and since <= ends < self.today else ""
        if all(fresh):
            return "new"
        so = [is_new for one, is_new in zip(claims, fresh, strict=True) if one.properties.get("status") == status]
        if status == "planned" and own.get("moved"):
            return "moved"
        if own.get("first_planned") and all(so):
            return {"actual": "came_true", "denied": "called_off"}.get(status, "")
        lately = text(own, "when_end") >= _days_before(since, RECENT)
        return "more_sources" if number(own, "sources") > 1 and lately and tie.type != "HOLDS_OFFICE" else ""

    def item(self, tie: Relationship) -> Item:
        own = tie.properties
        sentence, article = self._evidence(tie)
        names = [text(self.nodes[key].properties, "name") for key in (tie.start, tie.end)]
        return Item(
            what=f"{names[0]} {tie.type} {names[1]}",
            status=text(own, "status"),
            when=interval(own),
            place=text(own, "place"),
            sources=number(own, "sources"),
            history=tuple(texts(own, "history")),
            sentence=sentence,
            article=article,
        )

    def _claims(self, tie: Relationship) -> list[Node]:
        return [self.nodes[key] for key in claims_of(tie) if key in self.nodes]

    def _evidence(self, tie: Relationship) -> tuple[str, Source | None]:
        """The surest sentence of a new article, else the surest of all."""
        claims = self._claims(tie)
        if not claims:
            return next(iter(texts(tie.properties, "evidence")), ""), None
        best = min(
            claims,
            key=lambda one: (self.article_of[one.key] not in self.new, -share(one.properties, "confidence"), one.key),
        )
        return shown(text(best.properties, "sentence")), source_of(self.nodes.get(self.article_of[best.key]))

    def appeared(self) -> tuple[Appearance, ...]:
        """Entities that new articles alone mention; posts are not, whose holders are."""
        found = []
        for key, articles in self.mentions.items():
            node = self.nodes[key]
            if articles.keys() <= self.new and "Office" not in node.labels:
                own = node.properties
                found.append(Appearance(text(own, "name"), node.labels[0], text(own, "id"), sum(articles.values())))
        return tuple(sorted(found, key=lambda one: (-one.mentions, one.id)))


# ------------------------------------------------------------------ lines


def brief_lines(brief: Brief, contradictions: Sequence[Mapping[str, Any]] | None = None) -> Iterator[Line]:
    """The brief for a person to read. `contradictions`: rows of that question; None: nobody could be asked."""
    yield line(f"{counted(brief.articles, 'new article')}")
    for heading, name in SECTIONS:
        yield from _section(heading, getattr(brief, name))
    if contradictions:
        yield line()
        yield line(("CONTRADICTIONS", "heading"))
        for row in contradictions[:MOST]:
            yield line(
                (f"{row['who']} {row['what']} {row['whom']}", "name"),
                f" · {row['about']}: {row['one']} – {row['other']}",
                indent=2,
            )
            yield from (line(f"“{' '.join(str(row[side]).split())}”", indent=4) for side in ("sentence", "against"))
    if brief.appeared:
        yield line()
        yield line(("FOR THE FIRST TIME", "heading"))
        for kind in ("Person", "Organization", "Place"):
            names = [f"{one.name} ({one.mentions})" for one in brief.appeared if one.type == kind]
            if names:
                more = f" and {len(names) - MOST} more" if len(names) > MOST else ""
                yield line((f"{kind}: ", "quiet"), f"{', '.join(names[:MOST])}{more}", indent=2)


def _section(heading: str, items: Sequence[Item]) -> Iterator[Line]:
    if not items:
        return
    yield line()
    yield line((heading, "heading"))
    for one in items[:MOST]:
        known = (one.status, told_interval(one.when), one.place and f"at {one.place}", counted(one.sources, "source"))
        yield line((one.what, "name"), f" · {' · '.join(part for part in known if part)}", indent=2)
        if one.history:
            yield line(("; ".join(one.history), "quiet"), indent=4)
        yield line(f"“{one.sentence}”", (f"  {cited(one.article)}", "quiet"), indent=4)
    if len(items) > MOST:
        yield line(f"… and {len(items) - MOST} more: --json has all", indent=2)


def cited(article: Source | None) -> str:
    """The article in a few words: day, publisher, title or file."""
    if article is None:
        return ""
    title = f"“{article.title}”" if article.title else article.where.rpartition("/")[2] or article.id
    return " · ".join(part for part in (article.published, article.publisher, title) if part)
