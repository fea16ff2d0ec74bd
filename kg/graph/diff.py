"""What changed from one graph to the next, and why, as far as the graphs tell.

Compared are entities and the relationships between them; claims, mentions and stories are their grounds. The cause of a
change is an article that was added, removed or changed, where the claims of the relationship, or the mentions of the
entity, come and go with it; else what the manifests say changed: rules, lexicon, decisions, model or settings. An
entity that goes by another id now is one change, and so is each of its relationships (`former_ids.renamed`).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any, TypeVar

from kg.graph.former_ids import renamed
from kg.graph.graph_scan import between_entities, number
from kg.model import Graph, Node, Relationship, Value

Row = Node | Relationship
RowT = TypeVar("RowT", Node, Relationship)
REPLACED = "replaced"
"""How the old article fares when another with its path or address takes its place, which is `changed`."""
HOWS = ("added", "gone", "changed", "renamed", "joined")
COUNTS = frozenset({
    "alias_counts", "aliases", "article_count", "mention_count", "articles", "claims", "confidence", "evidence",
    "rules", "first_reported", "last_reported", "held_from", "history",
})  # fmt: skip
"""Properties that every further article changes: no news of their own."""
SHOWN = 20
"""Changes of a kind that the full text lists, the best supported first."""
NAMED = 3
"""Files of a folder that changed and are named; of more their number is told."""


@dataclass(frozen=True, slots=True)
class Change:
    """One entity or relationship that came, went or changed. `fields`: property → (before, after)."""

    what: str
    how: str
    """added, gone or changed; renamed: another id stands for it, joined: the id of an entity that was there already"""
    name: str
    """The entity's name; for a relationship "Anna Berg MET Tom Reed, actual, 2025-10-27"."""
    key: str
    fields: tuple[tuple[str, Value, Value], ...] = ()
    causes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Diff:
    """The changes from one graph to another, the best supported first within a kind."""

    changes: tuple[Change, ...]
    articles: tuple[tuple[str, str], ...]
    """(added, removed or changed; title or path or id)"""
    inputs: tuple[str, ...]
    """What of the manifests' inputs changed, such as "relations"."""

    def count(self, what: str, how: str) -> int:
        """How many of `what` ("entity", "relationship") were added, gone, changed, renamed or joined."""
        return sum(one.what == what and one.how == how for one in self.changes)


def diff(old: Graph, new: Graph, old_inputs: Mapping[str, object], new_inputs: Mapping[str, object]) -> Diff:
    """What changed from `old` to `new`; the inputs are those of their manifests.

    For the numbers alone the rows will do that are not the same in both (`graph_files.read_changed`).
    """
    before, after = _View.of(old), _View.of(new)
    first, second = _flat(old_inputs), _flat(new_inputs)
    keys = first.keys() | second.keys() if first or old.nodes else ()  # of the first graph nothing has changed
    inputs = tuple(sorted(key for key in keys if first.get(key) != second.get(key)))
    causes = _Causes(before, after, _article_changes(before, after), inputs)
    now_called = renamed(old, new)
    one, others = _renamed(before.entity, after.entity, now_called)
    entities = _changes("entity", others, causes, one)
    ties = _rematched(_matched(before.relationship, after.relationship), now_called)
    relationships = _changes("relationship", ties, causes)
    return Diff((*entities, *relationships), causes.listed(), inputs)


def _flat(inputs: Mapping[str, object]) -> dict[str, object]:
    """The inputs with groups of them, such as the rule files, opened."""
    flat: dict[str, object] = {}
    for key, value in inputs.items():
        flat |= _flat(value) if isinstance(value, Mapping) else {key: value}
    return flat


def _in_few_words(inputs: Sequence[str]) -> list[str]:
    """The inputs, of a folder of which many changed their number: "relations (64 files)"."""
    folders: dict[str, list[str]] = {}
    for name in inputs:
        folders.setdefault(name.rpartition("/")[0] or name, []).append(name)
    many = {folder: f"{folder} ({len(names)} files)" for folder, names in folders.items() if len(names) > NAMED}
    return [told for folder, names in folders.items() for told in ([many[folder]] if folder in many else names)]


def summary(changed: Diff) -> str:
    """Three lines: entities, relationships, and what caused it."""
    lines = []
    for what, plural in (("entity", "entities"), ("relationship", "relationships")):
        numbers = ((how, changed.count(what, how)) for how in HOWS)
        told = ", ".join(f"{many} {how}" for how, many in numbers if many or how in HOWS[:3])
        lines.append(f"{plural}: {told}")
    kinds = [f"{_number(changed.articles, how)} {how}" for how in ("added", "removed", "changed")]
    also = f"; changed too: {', '.join(_in_few_words(changed.inputs))}" if changed.inputs else ""
    return "\n".join([*lines, f"articles: {', '.join(kinds)}{also}"])


def full_text(changed: Diff, *, everything: bool = False) -> str:
    """The summary, then each change with its cause, which stands at the top where all have the same.

    What changed in counts and evidence alone is only counted, unless `everything` is asked for.
    """
    shown = [one for one in (changed.changes if everything else map(_news, changed.changes)) if one]
    causes = {one.causes for one in shown}
    common = len(shown) > 1 and len(causes) == 1 and any(causes)
    lines = [summary(changed)]
    lines += [f"\nall because of this: {'; '.join(shown[0].causes)}"] if common else []
    for what in ("relationship", "entity"):
        for how in HOWS:
            some = [one for one in shown if (one.what, one.how) == (what, how)]
            lines += [f"\n{what} {how} ({len(some)})"] if some else []
            lines += [_line(one, because=not common) for one in some[:SHOWN]]
            lines += [f"  … and {len(some) - SHOWN} more (--json lists all)"] if len(some) > SHOWN else []
    left = len(changed.changes) - len(shown)
    lines += [f"\n{left} more changed in counts and evidence alone (--all lists them)"] if left else []
    return "\n".join(lines)


def _news(one: Change) -> Change | None:
    """The change without what every further article changes; None where that is all."""
    fields = tuple(field for field in one.fields if field[0] not in COUNTS)
    return replace(one, fields=fields) if fields or one.how != "changed" else None


def as_json(changed: Diff) -> dict[str, Any]:
    """The diff as JSON holds it."""
    changes = [
        asdict(one) | {"fields": {name: {"before": was, "after": now} for name, was, now in one.fields}}
        for one in changed.changes
    ]
    articles = [{"how": how, "article": name} for how, name in changed.articles]
    return {"changes": changes, "articles": articles, "inputs": list(changed.inputs)}


def _number(articles: Iterable[tuple[str, str]], how: str) -> int:
    return sum(kind == how for kind, _ in articles)


def _line(one: Change, *, because: bool) -> str:
    sign = {"added": "+", "gone": "-"}.get(one.how, "~")
    fields = "".join(f"\n      {name}: {_shown(was)} → {_shown(now)}" for name, was, now in one.fields)
    why = f"  [{'; '.join(one.causes)}]" if because and one.causes else ""
    return f"  {sign} {one.name}{why}{fields}"


def _shown(value: Value) -> str:
    if value is None:
        return "nothing"
    return ", ".join(map(str, value)) if isinstance(value, list) else str(value)


# ------------------------------------------------------------------ one graph, as the comparison needs it


@dataclass(frozen=True, slots=True)
class _View:
    """A graph's entities, relationships between them, articles, and which articles each rests on."""

    entity: Mapping[str, Node]
    relationship: Mapping[str, Relationship]
    articles: Mapping[str, Node]
    grounds: Mapping[str, frozenset[str]]
    """Key of an entity or claim id → keys of the articles that mention or state it."""

    @classmethod
    def of(cls, graph: Graph) -> _View:
        nodes = {node.key: node for node in graph.nodes}
        entities = {key: node for key, node in nodes.items() if "Entity" in node.labels}
        grounds: dict[str, set[str]] = defaultdict(set)
        for one in graph.relationships:
            if one.type in ("MENTIONED_IN", "STATED_IN"):
                grounds[one.start.removeprefix("Claim:")].add(one.end)
        return cls(
            entity=entities,
            relationship={one.key: one for one in graph.relationships if between_entities(one)},
            articles={key: node for key, node in nodes.items() if node.labels == ("Article",)},
            grounds={key: frozenset(articles) for key, articles in grounds.items()},
        )

    def name(self, row: Row) -> str:
        if isinstance(row, Node):
            return f"{row.properties.get('name', row.key)} ({row.labels[0]})"
        ends = [
            self.entity[key].properties.get("name", key) if key in self.entity else key for key in (row.start, row.end)
        ]
        about = [row.properties.get(key) for key in ("status", "when_start", "place")]
        return ", ".join([f"{ends[0]} {row.type} {ends[1]}", *(str(one) for one in about if one)])

    def _called(self, entity: str) -> Value:
        node = self.entity.get(entity)
        return node.properties.get("name", entity) if node else entity

    def resting_on(self, row: Row) -> set[str]:
        """The articles behind an entity or relationship."""
        if isinstance(row, Node):
            return set(self.grounds.get(row.key, ()))
        claims = row.properties.get("claim_ids")
        ids = map(str, claims) if isinstance(claims, list) else ()
        return {article for ident in ids for article in self.grounds.get(ident, ())}


def _article_changes(before: _View, after: _View) -> dict[str, str]:
    """Article key → added, removed, changed (another text under the same id, path or address) or replaced."""
    was = {key: node.properties.get("text_hash") for key, node in before.articles.items()}
    now = {key: node.properties.get("text_hash") for key, node in after.articles.items()}
    found = {key: "changed" for key in was.keys() & now.keys() if was[key] != now[key]}
    added, removed = now.keys() - was.keys(), was.keys() - now.keys()
    origins = {_origin(before.articles[key]): key for key in removed if _origin(before.articles[key])}
    for key in added:
        old = origins.get(_origin(after.articles[key]))
        found[key] = "changed" if old else "added"
        if old:
            found[old] = REPLACED
    return found | {key: "removed" for key in removed if key not in found}


def _origin(article: Node) -> Value:
    return article.properties.get("path") or article.properties.get("url")


@dataclass(frozen=True, slots=True)
class _Causes:
    """Why a row changed."""

    before: _View
    after: _View
    articles: Mapping[str, str]
    inputs: tuple[str, ...]

    def of(self, was: Row | None, now: Row | None) -> tuple[str, ...]:
        """The articles that changed among those behind the row before and after; else the inputs that changed."""
        touched = (self.before.resting_on(was) if was else set()) | (self.after.resting_on(now) if now else set())
        hows = {key: self.articles[key] for key in touched & self.articles.keys()}
        named = sorted({f"article {how.replace(REPLACED, 'changed')}: {self.called(key)}" for key, how in hows.items()})
        return tuple(named) or tuple(f"{name} changed" for name in _in_few_words(self.inputs))

    def called(self, key: str) -> str:
        """What an article is called: title, path, address or id."""
        about = (self.after.articles.get(key) or self.before.articles[key]).properties
        return str(about.get("title") or about.get("path") or about.get("url") or about["id"])

    def listed(self) -> tuple[tuple[str, str], ...]:
        """Each changed article once: how, and what it is called."""
        return tuple(sorted((how, self.called(key)) for key, how in self.articles.items() if how != REPLACED))


def _matched(was: Mapping[str, RowT], now: Mapping[str, RowT]) -> list[tuple[Row | None, Row | None]]:
    """Rows before and after that have one key; one that is the same object in both has not changed and is left out."""
    pairs = ((was.get(key), now.get(key)) for key in sorted(was.keys() | now.keys()))
    return [(old, new) for old, new in pairs if old is not new]


def _renamed(
    was: Mapping[str, Node], now: Mapping[str, Node], now_called: Mapping[str, str]
) -> tuple[list[tuple[str, Row, Row]], list[tuple[Row | None, Row | None]]]:
    """Entities that another id stands for, before and after, with how; and the others, as `_matched` has them.

    Of several that are one now, the most mentioned was renamed and the others joined it; so did those whose new id was
    somebody's already.
    """
    now_called = {key: new for key, new in now_called.items() if new in now}  # else its row is as it was
    first: dict[str, str] = {}
    for key in sorted(now_called, key=lambda key: (-number(was[key].properties, "mention_count"), key)):
        new = now_called[key]
        if new not in was or new in now_called:
            first.setdefault(new, key)
    one: list[tuple[str, Row, Row]] = [
        ("renamed" if first.get(new) == key else "joined", was[key], now[new]) for key, new in now_called.items()
    ]
    rest = {key: node for key, node in was.items() if key not in now_called}
    return one, _matched(rest, {key: node for key, node in now.items() if key not in first})


def _rematched(
    pairs: list[tuple[Row | None, Row | None]], now_called: Mapping[str, str]
) -> list[tuple[Row | None, Row | None]]:
    """The same, where the only relationship of a type between two that went and the only one that came are one.

    Status and time are part of a relationship's key, as the ids of its ends are: a plan that came true has another key
    than the plan. Those of one status and time are one first, then those that are left.
    """
    return _paired(_paired(pairs, now_called, exactly=True), now_called, exactly=False)


def _paired(
    pairs: list[tuple[Row | None, Row | None]], now_called: Mapping[str, str], *, exactly: bool
) -> list[tuple[Row | None, Row | None]]:
    def about(row: Relationship) -> object:
        exact = [row.properties.get(name) for name in ("status", "when_start", "when_end")] if exactly else []
        return (now_called.get(row.start, row.start), row.type, now_called.get(row.end, row.end), *exact)

    came: dict[object, list[Row]] = defaultdict(list)
    went: dict[object, list[Row]] = defaultdict(list)
    for was, now in pairs:
        if isinstance(now, Relationship) and was is None:
            came[about(now)].append(now)
        if isinstance(was, Relationship) and now is None:
            went[about(was)].append(was)
    moved = [(went[ends][0], some[0]) for ends, some in came.items() if len(some) == len(went.get(ends, ())) == 1]
    known = {row.key for pair in moved for row in pair}
    return moved + [(was, now) for was, now in pairs if not {row.key for row in (was, now) if row} & known]


def _changes(
    what: str,
    pairs: list[tuple[Row | None, Row | None]],
    causes: _Causes,
    renames: Iterable[tuple[str, Row, Row]] = (),
) -> list[Change]:
    found = []
    for how, old, new in renames:
        ids = (("id", old.properties.get("id"), new.properties.get("id")),)
        change = Change(what, how, causes.after.name(new), new.key, ids, causes.of(old, new))
        found.append((_weight(new), change))
    for was, now in pairs:
        row, view = (now, causes.after) if now else (was, causes.before)
        fields = _fields(was, now) if was and now else ()
        if row and (fields or not (was and now)):
            how = "changed" if fields else "added" if now else "gone"
            found.append((_weight(row), Change(what, how, view.name(row), row.key, fields, causes.of(was, now))))
    return [change for _, change in sorted(found, key=lambda pair: (-pair[0], pair[1].name, pair[1].key))]


def _fields(was: Row, now: Row) -> tuple[tuple[str, Value, Value], ...]:
    """What is different, claim ids left out: they are no news of their own."""
    keys = sorted((was.properties.keys() | now.properties.keys()) - {"claim_ids"})
    fields = [(key, was.properties.get(key), now.properties.get(key)) for key in keys]
    return tuple(field for field in (("type", _kind(was), _kind(now)), *fields) if field[1] != field[2])


def _kind(row: Row) -> str:
    return row.labels[0] if isinstance(row, Node) else row.type


def _weight(row: Row) -> float:
    """How much rests on it: articles, or sources."""
    value = row.properties.get("article_count" if isinstance(row, Node) else "sources")
    return float(value) if isinstance(value, int) else 0.0
