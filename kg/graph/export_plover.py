"""Events in PLOVER's words, one a line, in the columns of the public files of POLECAT: tab-separated, UTF-8.

An event is a relationship with a PLOVER type that has happened: nothing planned, possible, over or denied. A symmetric
one ("A met B") is one line. Several values in one cell are joined by "; "; a cell that says nothing says "None", as
there. `Intensity`, `Contexts`, the codes of the Correlates of War and of GeoNames and Wikipedia's titles are not known
to kg and always None; countries are codes of ISO 3166 (three letters). Columns that POLECAT's files lack stand behind
theirs. Source of types, modes and quadrants: PLOVER's codebook of September 2021.
"""

from __future__ import annotations

import csv
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from itertools import chain
from pathlib import Path

from kg.graph.export_rows import EventWords, Rows, Written
from kg.graph.graph_scan import between_entities, claims_of, number, text
from kg.model import Node, Relationship

POLECAT = (
    "Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts",
    "Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title",
    "Actor Name Raw", "Wikipedia Actor ID",
    "Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors",
    "Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID",
    "Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID", "Raw Placename",
    "Feature Type", "Source", "Publication Date", "Story People", "Story Organizations", "Story Locations", "Language",
    "Version",
)  # fmt: skip
"""The columns of POLECAT's files, in their order."""
MORE = (
    "Event Text", "Relation", "Confidence", "Independent Sources", "Articles", "Article ID", "Actor ID", "Recipient ID",
    "Actor Wikidata ID", "Recipient Wikidata ID",
)  # fmt: skip
"""What kg knows besides: the sentence, its own relation type, how sure it is, how many stories of their own say it."""
COLUMNS = (*POLECAT, *MORE)
NOTHING = "None"
QUADRANTS: Mapping[str, str] = {
    **dict.fromkeys(("AGREE", "CONSULT", "SUPPORT", "CONCEDE"), "VERBAL COOPERATION"),
    **dict.fromkeys(("COOPERATE", "AID", "RETREAT"), "MATERIAL COOPERATION"),
    **dict.fromkeys(("REQUEST", "ACCUSE", "REJECT", "THREATEN"), "VERBAL CONFLICT"),
    **dict.fromkeys(("PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"), "MATERIAL CONFLICT"),
}
SECTORS: Mapping[str, str] = {
    "government": "GOV", "party": "PTY", "media": "MED", "company": "BUS", "international": "IGO", "country": "GOV",
}  # fmt: skip
"""Kind of an organization or place → PLOVER's sector."""
OF_COUNTRY = frozenset({"CITIZEN_OF", "OFFICE_OF", "BASED_IN"})
OF_BODY = frozenset({"HOLDS_OFFICE", "MEMBER_OF", "WORKS_FOR", "LEADS"})
"""Whose sector is also that of the person."""
PARTS = ("SUBJECT", "OBJECT", "AT", "STATED_IN")
STORY = {"Person": "Story People", "Organization": "Story Organizations", "Place": "Story Locations"}
PLACES = {"city": "City", "region": "Province"}
VERSION = "kg 1"
"""Of this form; counted up when a column changes its meaning."""


def write(rows: Rows, out: Path) -> Written:
    """One .tsv file; `nodes` of what is returned counts articles, `relationships` events."""
    corpus = _Corpus.read(rows)
    with out.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, delimiter="\t", lineterminator="\n")
        writer.writerow(COLUMNS)
        for event in corpus.events:
            line = corpus.line(event)
            writer.writerow([" ".join(line.get(column, "").split()) or NOTHING for column in COLUMNS])
    return Written(out, len(corpus.articles), len(corpus.events), counted=("articles", "events"))


@dataclass
class _Corpus:
    """The events, and of the rest of the graph what their lines say."""

    words: EventWords
    events: list[Relationship] = field(default_factory=list)
    parts: dict[tuple[str, str], Relationship] = field(default_factory=dict)
    """(claim, SUBJECT …) → the relationship."""
    nodes: dict[str, Node] = field(default_factory=dict)
    """The ends, places, claims and articles of the events, and the bodies and countries of the ends."""
    bodies: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Actor → posts, employers, parties."""
    countries: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    named: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    """Article → the entities it names."""

    @classmethod
    def read(cls, rows: Rows) -> _Corpus:
        """Four passes over the files; only what the events need stays."""
        found = cls(rows.events)
        found.events = [one for one in rows.relationships() if found._is_event(one)]
        claims = {key for one in found.events for key in claims_of(one)}
        for one in rows.relationships():
            if one.type in PARTS and one.start in claims:
                found.parts[one.start, one.type] = one
            elif text(one.properties, "status") == "actual":
                if one.type in OF_COUNTRY:
                    found.countries[one.start].append(one.end)
                if one.type in OF_BODY:
                    found.bodies[one.start].append(one.end)
        articles = {one.end for (_, kind), one in found.parts.items() if kind == "STATED_IN"}
        for one in rows.relationships():
            if one.type == "MENTIONED_IN" and one.end in articles:
                found.named[one.end].append(one.start)
        found._keep(rows, claims | articles)
        return found

    def _is_event(self, one: Relationship) -> bool:
        return between_entities(one) and one.type in self.words.types and text(one.properties, "status") == "actual"

    def _keep(self, rows: Rows, wanted: set[str]) -> None:
        ends = {end for one in self.events for end in (one.start, one.end)}
        near = {body for end in ends for body in self.bodies.get(end, ())}
        far = {body_of(post) for post in ends | near}
        lands = {land for end in ends | near | far for land in self.countries.get(end, ())}
        wanted |= ends | near | far | lands | {one.end for one in self.parts.values()}
        wanted |= set(chain.from_iterable(self.named.values()))
        self.nodes = {node.key: node for node in rows.nodes() if node.key in wanted}

    @property
    def articles(self) -> set[str]:
        """Those that state an event."""
        return {one.end for (_, kind), one in self.parts.items() if kind == "STATED_IN"}

    # -------------------------------------------------------------- one line

    def line(self, event: Relationship) -> dict[str, str]:
        """Column → cell."""
        own, claim = event.properties, self._first_claim(event)
        article = self._at(claim, "STATED_IN")
        kind, mode = self.words.types[event.type]
        published = self._value(article, "published")
        return {
            "Event ID": event.key,
            "Event Date": event_day(text(own, "when_start"), text(own, "when_end"), published),
            "Event Type": kind,
            "Event Mode": mode,
            "Quad Code": QUADRANTS[kind],
            **self._actor("Actor", event.start, claim),
            **self._actor("Recipient", event.end, claim),
            **self._place(claim),
            "Source": self._value(article, "publisher"),
            "Publication Date": published,
            **self._story(article),
            "Language": self._value(article, "language"),
            "Version": VERSION,
            "Event Text": self._value(claim, "sentence"),
            "Relation": event.type,
            "Confidence": text(own, "confidence"),
            "Independent Sources": text(own, "sources"),
            "Articles": text(own, "articles"),
            "Article ID": self._value(article, "id"),
        }

    def _first_claim(self, event: Relationship) -> str:
        """The key of the claim that was published first; of an undated corpus the first by id."""
        claims = claims_of(event)
        days = {claim: self._value(self._at(claim, "STATED_IN"), "published") or "9" for claim in claims}
        return min(claims, key=lambda claim: (days[claim], claim))

    def _at(self, claim: str, kind: str) -> str:
        one = self.parts.get((claim, kind))
        return one.end if one else ""

    def _value(self, key: str, name: str) -> str:
        node = self.nodes.get(key)
        return text(node.properties, name) if node else ""

    def _actor(self, role: str, key: str, claim: str) -> dict[str, str]:
        sectors = self._sectors(key)
        countries = [iso3(code) for code in self._countries(key)]
        return {
            f"{role} Name": self._value(key, "name"),
            f"{role} Country": _joined(countries),
            f"Primary {role} Sector": sectors[0] if sectors else "",
            f"{role} Sectors": _joined(sectors),
            f"{role} Title": _joined([self._value(post, "title") for post in (key, *self.bodies.get(key, ()))]),
            f"{role} Name Raw": self._words_for(key, claim),
            f"{role} ID": self._value(key, "id"),
            f"{role} Wikidata ID": self._value(key, "qid"),
        }

    def _words_for(self, key: str, claim: str) -> str:
        """What the sentence calls an end of its claim, where it does by itself."""
        begin = self.nodes[claim].properties.get("start") if claim in self.nodes else None
        for kind in ("SUBJECT", "OBJECT"):
            one = self.parts.get((claim, kind))
            if one is not None and one.end == key and isinstance(begin, int):
                start, end = (number(one.properties, name) - begin for name in ("start", "end"))
                if start >= 0:
                    return self._value(claim, "sentence")[start:end]
        return ""

    def _sectors(self, key: str) -> list[str]:
        """Of the actor itself, else of the posts it holds and the bodies it belongs to."""
        own = self._sector(key)
        return [own] if own else sorted({found for one in self.bodies.get(key, ()) if (found := self._sector(one))})

    def _sector(self, key: str) -> str:
        """A post's is what its title says by itself ("senator"), else its body's; a title of government ("president")
        counts where the body is a state and nothing else."""
        title, body = self._value(key, "title"), body_of(key)
        if not title:
            return SECTORS.get(self._value(key, "kind"), "")
        if title in self.words.sectors:
            return self.words.sectors[title]
        in_state = body in self.nodes and "Place" in self.nodes[body].labels
        return self.words.of_states.get(title, "") if in_state else SECTORS.get(self._value(body, "kind"), "")

    def _countries(self, key: str) -> list[str]:
        posts = [key, *self.bodies.get(key, ())]
        lands = {key, *map(body_of, posts), *(land for post in posts for land in self.countries.get(post, ()))}
        return sorted({code for land in lands if (code := self._value(land, "iso2"))})

    def _place(self, claim: str) -> dict[str, str]:
        place = self._at(claim, "AT")
        name, kind = self._value(place, "name"), self._value(place, "kind")
        cells = {"Placename": name, "Feature Type": kind, "Country": iso3(self._value(place, "iso2"))}
        cells |= {"Latitude": self._value(place, "latitude"), "Longitude": self._value(place, "longitude")}
        return cells | ({PLACES[kind]: name} if kind in PLACES else {})

    def _story(self, article: str) -> dict[str, str]:
        names: dict[str, list[str]] = {column: [] for column in STORY.values()}
        for key in self.named.get(article, ()):
            column = STORY.get(self.nodes[key].labels[0]) if key in self.nodes else None
            if column:
                names[column].append(self._value(key, "name"))
        return {column: _joined(sorted(listed)) for column, listed in names.items()}


def body_of(key: str) -> str:
    """The key of the body of an office, which its own names: "Entity:mayor:leeds" → "Entity:leeds"."""
    _, _, ident = key.partition(":")
    return f"Entity:{ident.partition(':')[2]}"


def event_day(start: str, end: str, published: str) -> str:
    """The day of an event: the one that is said; of a longer time the day of the report if within, else its first.

    Example: said "in March", reported on 14 March → 14 March; reported in May → 1 March.
    """
    if start and start == end:
        return start
    within = published and (not start or start <= published) and (not end or published <= end)
    return published if within else start or end or published


@lru_cache(maxsize=300)
def iso3(iso2: str) -> str:
    """The three letters of a country's two."""
    import pycountry  # noqa: PLC0415  only this export needs it

    if not iso2:
        return ""
    country = pycountry.countries.get(alpha_2=iso2)
    return str(country.alpha_3) if country else {"XK": "XKX"}.get(iso2, "")


def _joined(values: Sequence[str]) -> str:
    return "; ".join(dict.fromkeys(value for value in values if value))
