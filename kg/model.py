"""The values that pass from one step to the next. Nothing here depends on spaCy or Neo4j.

All offsets are [start, end) characters into `Article.text`, the text exactly as it was read.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any, Literal

Span = tuple[int, int]
EntityType = Literal["Person", "Office", "Place", "Organization"]
Status = Literal["actual", "planned", "former", "denied", "possible"]
Value = str | int | float | bool | list[str] | list[int] | None
"""What a node or relationship property may hold: what both JSON and Neo4j store unchanged."""
DAYS = frozenset({
    "published", "when_start", "when_end", "first_planned", "first_reported", "last_reported", "since", "until",
    "held_from", "held_until",
})  # fmt: skip
"""Properties of the graph that are days: ISO strings in its files, dates in Neo4j."""


# ------------------------------------------------------------------ articles


@dataclass(frozen=True, slots=True)
class Block:
    """A stretch of an article's text that is read as prose of its own: parsed by itself.

    `headline` has the grammar of headlines (present tense for the past, "to meet" for plans), `heading` is a
    line between paragraphs or a headline printed a second time: its names count, it states nothing, `caption` stands
    under a picture, `dateline` is the place (no more) a report was filed from. Text outside all blocks (headers,
    bylines, credits, tags) is never parsed.
    """

    start: int
    end: int
    kind: Literal["paragraph", "headline", "heading", "caption", "dateline", "speaker"] = "paragraph"
    hidden: tuple[Span, ...] = ()
    """Stretches inside it that are not read: "> " at the line starts of quoted text, line numbers, a page's edge."""


@dataclass(frozen=True, slots=True)
class Article:
    """One news article: its text as read, what is prose in it, and what is known of its origin."""

    id: str
    text: str
    blocks: tuple[Block, ...]
    path: str | None = None
    title: str | None = None
    published: date | None = None
    publisher: str | None = None
    authors: tuple[str, ...] = ()
    credits: tuple[str, ...] = ()
    """Agencies the article credits, such as "Reuters"."""
    url: str | None = None
    language: str = "en"
    origins: tuple[tuple[str, str], ...] = ()
    """(field, where it was found), such as ("published", "front matter") or ("credits", "line 12")."""

    def block_at(self, offset: int) -> Block | None:
        """The block that an offset lies in."""
        return next((block for block in self.blocks if block.start <= offset < block.end), None)


# ------------------------------------------------------------------ what one article says


@dataclass(frozen=True, slots=True)
class Mention:
    """Words in one article that name or stand for something.

    The span leaves out titles, "the" and a possessive 's. `demonym` is an adjective or people's name that names a
    country ("Japanese"): an argument of claims, but not exported as a mention. `links` point to other mentions of the
    same article by index: an Office mention's "body" and "holder", a description's "of" (whose counterpart, whose
    wife), a person's "office" where the article gives it exactly one.
    """

    start: int
    end: int
    text: str
    type: EntityType
    kind: Literal["name", "description", "pronoun", "demonym"] = "name"
    gender: Literal["", "female", "male"] = ""
    plural: bool = False
    title: str = ""
    """Office mentions and descriptions of office holders: the title in its canonical form ("prime minister")."""
    modifier: Literal["", "former", "late", "acting", "elect", "sought"] = ""
    links: tuple[tuple[str, int], ...] = ()
    antecedents: tuple[int, ...] = ()
    """Pronouns and descriptions: the mentions (by index) they were found to stand for within the article."""
    local: str = ""
    """Person names: the fullest name the article gives this person, folded; the same for all its mentions there."""
    government: bool = False
    """Places: a capital or a seat that acts as its government here ("Tokyo is willing")."""
    unnamed: bool = False
    """Pronouns: stands for somebody or something that no words of the article name, and is the first to do so."""
    because: str = ""
    """Pronouns and descriptions: the sieve that found the antecedents (kg/mention/sieves.py)."""

    def link(self, name: str) -> int | None:
        """The index of the mention that link `name` points to, or None."""
        for key, index in self.links:
            if key == name:
                return index
        return None


@dataclass(frozen=True, slots=True)
class When:
    """An interval of days, both ends included, and the words it was read from. None: open or unknown."""

    start: date | None
    end: date | None
    text: str

    @property
    def as_date(self) -> str:
        """The date that the interval is, as far as it is known ("1970", "1970-05", "1970-05-03"); "" where it is none:
        a week, a decade, an open time."""
        start, end = self.start, self.end
        if start is None or end is None:
            return ""
        if start == end:
            return start.isoformat()
        after = end + timedelta(1) if end < date.max else end
        if start.day != 1 or after.day != 1:
            return ""
        months = 12 * (after.year - start.year) + after.month - start.month
        return f"{start:%Y-%m}" if months == 1 else f"{start.year:04}" if months == 12 and start.month == 1 else ""


@dataclass(frozen=True, slots=True)
class LocalClaim:
    """What one sentence says, with mentions of its own article (by index) as subject, object, place and speaker.

    A plural mention ("the two leaders") may be both subject and object of a symmetric relation. What tells a day of one
    alone has it as both ends.
    """

    type: str
    subject: int
    object: int
    status: Status
    sentence: Span
    anchor: Span
    pattern: str
    """Relation type and pattern name: "MET/meet"."""
    confidence: float
    when: When | None = None
    place: int | None = None
    speaker: int | None = None
    quoted: bool = False
    details: tuple[tuple[str, Value], ...] = ()
    reasons: tuple[tuple[str, float], ...] = ()
    """What confidence was made of: ("pattern", 0.95), ("pronoun", 0.9): factors whose product it is."""
    posts: bool = False
    """Whether a post may stand for its holder where nobody knows who that is: "met Egypt's foreign minister"."""
    event: bool = False
    """It tells what happens at a time: claims of it make events (kg/graph/events.py)."""
    open: bool = False
    """No relation type says it: the words that tie the two are `predicate` among the details."""
    of_day: bool = False
    """It tells a day of one alone, `when`: "Anna Berg was born in 1970"."""


@dataclass(frozen=True, slots=True)
class LocalQuote:
    """What somebody is quoted as saying. `start`, `end`: the words said, without quotation marks."""

    start: int
    end: int
    text: str
    direct: bool
    speaker: int | None
    addressee: int | None = None
    about: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Extraction:
    """All that was found in one article, before entities are resolved over the corpus."""

    article: Article
    mentions: tuple[Mention, ...]
    claims: tuple[LocalClaim, ...]
    quotes: tuple[LocalQuote, ...] = ()
    key: bytes = field(default=b"", repr=False, compare=False)
    """Under which its claims are kept: the same for the same text, mentions and claims. Empty where they are not."""


# ------------------------------------------------------------------ over the whole corpus


@dataclass(frozen=True, slots=True)
class Entity:
    """A person, office, place or organization, with every name it goes by."""

    id: str
    type: EntityType
    name: str
    aliases: tuple[tuple[str, int], ...] = ()
    """(surface, how often), by falling count, then by surface."""
    kind: str = ""
    title: str = ""
    body: str | None = None
    """Offices: the entity id of the state or organization that the post belongs to."""
    one_holder: bool = False
    """Offices: whether a body has one of them at a time."""
    inside: str | None = None
    """Places: the id of the country it lies in, where the gazetteers know. Organizations: the country in their name."""
    iso2: str = ""
    latitude: float | None = None
    longitude: float | None = None
    qid: str = ""
    titles: tuple[str, ...] = ()
    """People: the titles that articles give them, that of most articles first, also those of which nobody knows the
    body."""
    merged_because: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Struck:
    """What people say is wrong: claims of a type between two, in every sentence or in those with certain words."""

    type: str
    subjects: frozenset[str]
    objects: frozenset[str]
    """Entity ids; which of the two ends is which is of no consequence for a symmetric type."""
    words: str = ""
    """What the sentence says somewhere, with single blanks and without capitals; "" for any sentence."""


@dataclass(frozen=True, slots=True)
class Resolution:
    """Mention → entity for the whole corpus.

    `of[article id][mention index]` is the tuple of entity ids that mention stands for: one for most, two or more for
    plurals, none where it stays unresolved.
    """

    entities: Mapping[str, Entity]
    of: Mapping[str, tuple[tuple[str, ...], ...]]
    assumed: Mapping[str, Sequence[int]] = field(default_factory=dict)
    """Article id → its Office mentions whose body no article states: nothing else follows from it."""
    struck: tuple[Struck, ...] = ()
    """What people decided to be wrong, whatever an article says."""


@dataclass(frozen=True, slots=True)
class Claim:
    """One statement of one relation by one sentence, between entities, or of a day of one entity (`of_day`)."""

    id: str
    article: str
    type: str
    subject: str
    object: str
    subject_span: Span
    object_span: Span
    local: LocalClaim
    place: str | None = None
    speaker: str | None = None

    @property
    def of_day(self) -> bool:
        """Whether it tells a day of its subject and no more: "Anna Berg was born in 1970"."""
        return self.local.of_day


@dataclass(frozen=True, slots=True)
class Story:
    """Articles that copy or rewrite one another, or one article by itself."""

    id: str
    articles: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    agency: str | None = None
    """The agency behind it, where the articles credit one."""


# ------------------------------------------------------------------ the graph


@dataclass(frozen=True, slots=True)
class Node:
    """A node as written and loaded. `key` is unique in the graph: the label of its kind, a colon, its id."""

    key: str
    labels: tuple[str, ...]
    properties: dict[str, Value]


@dataclass(frozen=True, slots=True)
class Relationship:
    """A relationship as written and loaded. `key` is a content hash of start, type, end and what tells it apart."""

    key: str
    type: str
    start: str
    end: str
    properties: dict[str, Value] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Graph:
    """Nodes and relationships, each sorted by key."""

    nodes: tuple[Node, ...]
    relationships: tuple[Relationship, ...]

    def __repr__(self) -> str:
        return f"Graph({len(self.nodes):,} nodes, {len(self.relationships):,} relationships)"

    def to_networkx(self) -> Any:  # noqa: ANN401  networkx has no types
        """The graph as a networkx.MultiDiGraph, by key, with labels or type and properties as attributes."""
        import networkx  # type: ignore[import-untyped] # noqa: PLC0415  only who asks for it needs it

        made = networkx.MultiDiGraph()
        for node in self.nodes:
            made.add_node(node.key, labels=node.labels, **node.properties)
        for one in self.relationships:
            made.add_edge(one.start, one.end, key=one.key, **{**one.properties, "type": one.type})
        return made

    def to_pandas(self) -> Any:  # noqa: ANN401  pandas need not be there
        """The graph as two pandas.DataFrames, nodes and relationships, with a column for each property."""
        import pandas  # type: ignore[import-untyped] # noqa: PLC0415  only who asks for it needs it

        nodes = [{"key": one.key, "labels": one.labels, **one.properties} for one in self.nodes]
        ends = [
            dict[str, Value](key=one.key, type=one.type, start=one.start, end=one.end)
            | {f"words_{name}" if name in ("start", "end") else name: value for name, value in one.properties.items()}
            for one in self.relationships
        ]
        return pandas.DataFrame(nodes), pandas.DataFrame(ends)


@dataclass(frozen=True, slots=True)
class GraphRows:
    """A graph too large to hold: its nodes and relationships once, in no order."""

    nodes: Iterator[Node]
    relationships: Iterator[Relationship]
