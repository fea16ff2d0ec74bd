"""Which entries of a list of names are entities of the graph: how surely, and why.

Names are compared as resolution compares them (`kg.know.person_names`), and besides by their letters with rapidfuzz. A
name alone never makes a match certain: only a country or a Wikidata id besides it does. Scores order; they are no
probabilities.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from rapidfuzz import fuzz

from kg.explore.name_lists import Listed
from kg.graph.graph_scan import iter_relationships, read_entities, text
from kg.know.organization_names import organization_key, organization_keys
from kg.know.person_names import compatible, name_keys
from kg.know.place_names import place_key
from kg.model import Node
from kg.naming import fold, mentions, surfaces

NAME_ALONE, SAME_COUNTRY, OTHER_COUNTRY = 0.9, 1.1, 0.7
"""What a name alone counts, and by what a country, known of both, changes it."""
ALIKE, ALIKE_COUNTS = 90.0, 0.9
"""Least likeness (0 to 100) of the letters of two names, and what it counts beside a comparison of their words."""
ACRONYM = 0.8
OF_COUNTRY = frozenset({"CITIZEN_OF", "BASED_IN", "OFFICE_OF", "BORN_IN"})
LABELS = ("Person", "Organization", "Place")


@dataclass(frozen=True, slots=True)
class Matched:
    """An entry of the list and the entity that it may be."""

    listed: str
    line: int
    listed_id: str
    score: float
    name: str
    type: str
    id: str
    mentions: int
    because: tuple[str, ...]

    def to_json(self) -> dict[str, Any]:
        """As JSON holds it."""
        return asdict(self)


def match_list(folder: Path, entries: Iterable[Listed], least: float) -> list[Matched]:
    """The matches of at least this score: in the order of the list, the surest of an entry first."""
    entities = read_entities(folder)
    countries = _countries(folder, entities)
    filed = _filed(entities.values())
    found = []
    for entry in entries:
        near = {
            key for label in sorted(entry.kinds) for name in (entry.name, *entry.aliases)
            for one in _keys(label, name) for key in filed[label, one]
        }  # fmt: skip
        if entry.qid:
            near.update(filed["qid", entry.qid])
        matches = (_matched(entry, entities[key], countries.get(key, frozenset())) for key in near)
        ranked = sorted(
            (one for one in matches if one and one.score >= least), key=lambda one: (-one.score, -one.mentions, one.id)
        )
        found.extend(ranked)
    return found


def _filed(entities: Iterable[Node]) -> Mapping[tuple[str, str], set[str]]:
    """Label and key of a name → the entities with such a name; likewise by Wikidata id."""
    filed: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
    for node in entities:
        label = node.labels[0]
        if label in LABELS:
            for surface, _ in surfaces(node):
                for key in _keys(label, surface):
                    filed[label, key].add(node.key)
            if qid := text(node.properties, "qid"):
                filed["qid", qid].add(node.key)
    return filed


def _keys(label: str, name: str) -> Sequence[str]:
    if label == "Person":
        return name_keys(name)
    # a word alone files a name spelt alike; whether it is, the comparison tells
    return (place_key(name),) if label == "Place" else (*organization_keys(name), *organization_key(name).split())


def _countries(folder: Path, entities: Mapping[str, Node]) -> dict[str, frozenset[str]]:
    """Entity → codes and names of the countries it is of: by citizenship, seat or the post held."""
    raw = [f'"type":"{kind}"'.encode() for kind in (*OF_COUNTRY, "HOLDS_OFFICE")]
    of: defaultdict[str, set[str]] = defaultdict(set)
    posts: defaultdict[str, set[str]] = defaultdict(set)
    for tie in iter_relationships(folder, lambda line: any(one in line for one in raw)):
        if text(tie.properties, "status") in {"actual", "former"}:
            (posts if tie.type == "HOLDS_OFFICE" else of)[tie.start].add(tie.end)
    for holder, offices in posts.items():
        of[holder].update(place for office in offices for place in of.get(office, ()))
    return {key: frozenset(_called(entities[place] for place in places)) for key, places in of.items()}


def _called(places: Iterable[Node]) -> Iterator[str]:
    for place in places:
        if code := text(place.properties, "iso2"):
            yield code.casefold()
            yield from (surface.casefold() for surface, _ in surfaces(place))


def _matched(entry: Listed, node: Node, countries: frozenset[str]) -> Matched | None:
    """None: the names are not one's, or another Wikidata id says that it is somebody else."""
    qid = text(node.properties, "qid")
    if entry.qid and qid and entry.qid != qid:
        return None
    score, because = _by_name(entry, node)
    reasons = [because] if because else []
    if entry.qid and entry.qid == qid:
        score, reasons = 1.0, [*reasons, f"same Wikidata id {qid}"]
    elif because and entry.countries and countries:
        same = sorted(entry.countries & countries)
        score = score * SAME_COUNTRY if same else score * OTHER_COUNTRY
        theirs = ", ".join(sorted(one for one in countries if len(one) == 2))
        reasons.append(f"same country {same[0]}" if same else f"another country: in the graph {theirs}")
    elif because:
        reasons.append("by the name alone")
    if not reasons:
        return None
    return Matched(
        entry.name, entry.line, entry.ident, min(round(score, 2), 1.0), text(node.properties, "name"), node.labels[0],
        text(node.properties, "id"), mentions(node), tuple(reasons),
    )  # fmt: skip


def _by_name(entry: Listed, node: Node) -> tuple[float, str]:
    """The best of the comparisons of each name of one with each of the other; "" where none holds."""
    compared = [
        (*one, listed, surface)
        for listed in (entry.name, *entry.aliases)
        for surface, _ in surfaces(node)
        if (one := _compare(node.labels[0], listed, surface))
    ]
    if not compared:
        return 0.0, ""
    strength, reason, listed, surface = max(compared, key=lambda one: (one[0], one[2] == entry.name, one[1:]))
    names = f"“{surface}”" if fold(listed) == fold(surface) else f"“{listed}”, “{surface}”"
    return strength * NAME_ALONE, f"{reason}: {names}"


def _compare(label: str, listed: str, surface: str) -> tuple[float, str] | None:
    """How far two names are one, and why."""
    one, other = fold(listed), fold(surface)
    if label == "Person":
        if " " not in one or " " not in other:
            return None  # a family name is many people's
        if found := compatible(listed, surface):
            return found.strength, found.reason
    elif one == other:
        return 1.0, "same name"
    elif label == "Place":
        return (0.95, "same name") if place_key(listed) == place_key(surface) else None
    elif organization_key(listed) == organization_key(surface):
        return 0.95, "same name but for legal form or article"
    elif organization_key(listed) in organization_keys(surface) or organization_key(surface) in organization_keys(
        listed
    ):
        return ACRONYM, "acronym"
    alike = fuzz.token_sort_ratio(one, other, score_cutoff=ALIKE)
    return (alike / 100 * ALIKE_COUNTS, f"spelt alike ({alike:.0f}%)") if alike else None
