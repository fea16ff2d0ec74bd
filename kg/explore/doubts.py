"""What a person should look at: references that stand for nobody known, doubtful merges, names left apart, types.

Everything is computed from what the corpus resolved to, in an order that does not depend on the articles' order.
"""

from __future__ import annotations

import re
from bisect import insort
from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, field
from itertools import combinations
from operator import itemgetter

from kg.by_id import by_id
from kg.keeping import Keep, anew
from kg.model import Article, Entity, EntityType, Extraction, Mention, Resolution
from kg.naming import fold

Ref = tuple[str, int]
"""A mention anywhere in the corpus: (article id, index)."""
SURE = ("the same post", "one article gives both", "longer, in one article", "spaces and hyphens", "decided:",
        "the same country", "the form of its country")  # fmt: skip
"""Reasons of a merge that need no second look, by words they contain."""
SHORT_FORM = "the only one of this name in an article"
"""The reason of a merge that is in doubt only where the corpus has somebody else of that name."""
RELATIVE = frozenset({"that", "which", "who", "whom", "whose", "where"})
"""Pronouns that stand for a word beside them: nobody is asked what they mean."""
COMMON_WORD = 40
"""A word of more names than this tells nobody apart from anybody ("Party", "Lee"): pairs are not formed by it."""
ALIKE = 90.0
"""Least similarity (0 to 100) of two full names that may be one, spelt differently."""
CANDIDATES = 5
LOOKED_AT = 20
"""Mentions of which sentences are shown: some, in case articles print the same."""


@dataclass(slots=True)
class Uses:
    """Mentions taken together: how many, how many claims depend on them, and at which of them to look first."""

    mentions: int = 0
    claims: int = 0
    first: list[tuple[int, Ref]] = field(default_factory=list)
    """(minus the claims that depend on it, mention), the first of all in this order."""

    def add(self, claims: int, ref: Ref) -> None:
        """One more, on which so many claims depend."""
        self.mentions += 1
        self.claims += claims
        look, first = (-claims, ref), self.first
        if len(first) < LOOKED_AT:
            insort(first, look)
        elif look < first[-1]:
            first.pop()
            insort(first, look)

    def take_in(self, other: Uses) -> None:
        """Those of another as well."""
        self.mentions += other.mentions
        self.claims += other.claims
        if len(self.first) < LOOKED_AT or other.first[0] < self.first[-1]:
            self.first = sorted([*self.first, *other.first])[:LOOKED_AT]

    @property
    def refs(self) -> tuple[Ref, ...]:
        """Those to look at, the one that most depends on first."""
        return tuple(ref for _, ref in self.first)


def together(uses: Iterable[Uses]) -> Uses:
    """All of them as one."""
    found = Uses()
    for one in uses:
        found.take_in(one)
    return found


@dataclass(frozen=True, slots=True)
class Doubt:
    """One question. `names` are as decisions need them; `uses` lead to sentences, those with claims first."""

    kind: str
    question: str
    names: tuple[str, ...]
    entities: tuple[str, ...]
    uses: Uses
    impact: int
    """Claims that would change with the answer."""
    reasons: tuple[str, ...] = ()
    decide: tuple[tuple[str, tuple[str, ...]], ...] = ()
    """(action of decisions.yaml, its names): what may be decided about it."""


Open = tuple[str, str, str]
"""What stands for nobody known: its words, its title, and for a pronoun its article."""


@dataclass(frozen=True)
class Evidence:
    """The resolved corpus, looked through once: where each entity is named how, and what stands for nobody."""

    by_id: Mapping[str, Extraction]
    """Articles in order of id."""
    entities: Mapping[str, Entity]
    named: dict[str, dict[str, Uses]] = field(default_factory=lambda: defaultdict(lambda: defaultdict(Uses)))
    """Entity → surface of a name → its mentions."""
    open: dict[Open, Uses] = field(default_factory=lambda: defaultdict(Uses))
    holders: dict[str, Counter[str]] = field(default_factory=lambda: defaultdict(Counter))
    """Title → who holds a post of that title, and how often that is said."""
    _uses: dict[str, Uses] = field(default_factory=dict, repr=False)
    """Entity → all its mentions by name, of those that were asked for."""

    @classmethod
    def of_corpus(cls, extractions: Collection[Extraction], resolution: Resolution) -> Evidence:
        """The index; articles by id."""
        index = cls(by_id(extractions), resolution.entities)
        for one in index.by_id.values():
            index._look_through(one, resolution.of.get(one.article.id) or ((),) * len(one.mentions))
        return index

    def _look_through(self, one: Extraction, of: Sequence[tuple[str, ...]]) -> None:
        claims_on, article = _claims_on(one), one.article.id
        for number, (mention, entities) in enumerate(zip(one.mentions, of, strict=True)):
            if mention.type == "Office" and (holder := mention.link("holder")) is not None:
                self.holders[mention.title].update(of[holder])
            if mention.kind in {"name", "demonym"}:
                words = " ".join(mention.text.split())
                for entity in entities:
                    self.named[entity][words].add(claims_on[number], (article, number))
            elif _is_asked(mention, claims_on[number]) and self._is_open(mention, entities):
                words = " ".join(mention.text.split()).casefold()
                of_article = article if mention.kind == "pronoun" else ""
                self.open[words, mention.title, of_article].add(claims_on[number], (article, number))

    def _is_open(self, mention: Mention, entities: Sequence[str]) -> bool:
        """Whether nobody knows whom it stands for, though the post may be known."""
        posts = mention.type == "Person" and all(self.entities[one].type == "Office" for one in entities)
        return not entities or posts

    def mention(self, ref: Ref) -> Mention:
        """The mention itself."""
        return self.by_id[ref[0]].mentions[ref[1]]

    def uses_of(self, entity: str) -> Uses:
        """The mentions of an entity by name."""
        known = self._uses.get(entity)
        if known is None:
            known = self._uses[entity] = together(self.named.get(entity, {}).values())
        return known

    def uses_by(self, entity: str, folded: str) -> Uses:
        """The mentions of an entity by the names that fold to this."""
        return together(uses for surface, uses in self.named.get(entity, {}).items() if fold(surface) == folded)


def _claims_on(one: Extraction) -> list[int]:
    """For each mention how many claims and quotations depend on it."""
    found = [0] * len(one.mentions)
    for claim in one.claims:
        for part in {claim.subject, claim.object, claim.place, claim.speaker}:
            if part is not None:
                found[part] += 1
    for quote in one.quotes:
        if quote.speaker is not None:
            found[quote.speaker] += 1
    return found


def _is_asked(mention: Mention, claims: int) -> bool:
    """Whether it is worth asking whom an open reference means."""
    if mention.kind == "pronoun" and mention.text.lower() in RELATIVE:
        return False
    return mention.kind in {"description", "pronoun"} and bool(mention.title or claims)


def find_doubts(extractions: Collection[Extraction], resolution: Resolution, keep: Keep = anew) -> list[Doubt]:
    """All doubts, the most useful to answer first. `keep`: where what is made of names alone is kept."""
    evidence = Evidence.of_corpus(extractions, resolution)
    found = [*unresolved(evidence), *merges(evidence), *apart(evidence, keep), *types(evidence)]
    return sorted(found, key=lambda one: (-one.impact, -one.uses.mentions, one.kind, one.names, one.uses.refs[:1]))


# ------------------------------------------------------------------ references that stand for nobody known


def unresolved(evidence: Evidence) -> Iterator[Doubt]:
    """Descriptions of office holders, and others where a claim depends on them, together; such pronouns by article."""
    for (_, title, article), uses in sorted(evidence.open.items(), key=itemgetter(0)):
        holders = Counter(dict(sorted(evidence.holders.get(title, Counter()).items())))
        candidates = [evidence.entities[holder].name for holder, _ in holders.most_common(CANDIDATES)]
        reasons = [f"holders of such a post in the corpus: {', '.join(candidates)}"] if candidates else []
        if title and not article:
            reasons.append("a line in the holders table answers it: holder,office,since,until (--holders)")
        mention = evidence.mention(uses.refs[0])
        said = " ".join(mention.text.split())
        asked = f"{'Who' if mention.type == 'Person' else 'What'} {'are' if mention.plural else 'is'} “{said}”?"
        yield Doubt("unresolved", asked, (said,), (), uses, uses.claims, tuple(reasons))


# ------------------------------------------------------------------ merges that rest on little


def merges(evidence: Evidence) -> Iterator[Doubt]:
    """Entities joined on weak evidence alone: the reason says which names, the claims of the rarer one are at stake."""
    bearers = _bearers(evidence)
    for ident, entity in sorted(evidence.entities.items()):
        asked: set[frozenset[str]] = set()
        for reason in entity.merged_because:
            names, _, why = reason.partition(": ")
            one, sign, other = names.partition(" = ")
            pair = frozenset((fold(one), fold(other)))
            if not sign or not why or any(words in reason for words in SURE) or len(pair) == 1 or pair in asked:
                continue
            both = _fuller_first(other, one)
            others = bearers[fold(both[1])] - {ident}
            if why == SHORT_FORM and not others:
                continue
            asked.add(pair)
            yield _merge(evidence, ident, both, [why, *_also(evidence, others)])


def _merge(evidence: Evidence, ident: str, both: tuple[str, str], why: Sequence[str]) -> Doubt:
    sides = [evidence.uses_by(ident, fold(name)) for name in both]
    rarer = min(sides, key=lambda uses: (uses.claims, uses.mentions))
    uses = rarer if rarer.mentions else sides[0]
    return Doubt(
        "merge", f"Is “{both[1]}” really “{both[0]}”?", both, (ident,), uses, rarer.claims, tuple(why),
        (("same", both), ("not_same", both)),
    )  # fmt: skip


def _bearers(evidence: Evidence) -> dict[str, set[str]]:
    """Folded word of a person's name → the people of whose names it is the first or last word."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for ident, entity in evidence.entities.items():
        words = fold(entity.name).split()
        if entity.type == "Person" and words:
            bearers[words[0]].add(ident)
            bearers[words[-1]].add(ident)
    return bearers


def _also(evidence: Evidence, others: Set[str]) -> Iterator[str]:
    names = sorted(evidence.entities[ident].name for ident in others)
    if names:
        rest = f" and {len(names) - CANDIDATES} more" if len(names) > CANDIDATES else ""
        yield f"so are called, too: {', '.join(names[:CANDIDATES])}{rest}"


# ------------------------------------------------------------------ names left apart


def apart(evidence: Evidence, keep: Keep = anew) -> Iterator[Doubt]:
    """Pairs of entities of one type whose names may be one: a bare name and a full one, or names spelt alike."""
    for kind in ("Person", "Organization", "Place"):
        for one, other, why in _alike([e for e in evidence.entities.values() if e.type == kind], keep):
            rarer, commoner = sorted((one, other), key=lambda e: (evidence.uses_of(e.id).mentions, e.id))
            names, uses = _fuller_first(commoner.name, rarer.name), evidence.uses_of(rarer.id)
            yield Doubt(
                "apart", f"Are “{names[1]}” and “{names[0]}” one {kind.lower()}?", names,
                (commoner.id, rarer.id), uses, uses.claims, (why,),
                (("same", names), ("not_same", names)),
            )  # fmt: skip


def _fuller_first(one: str, other: str) -> tuple[str, str]:
    """The name with more words first, which a decision makes the entity's name; `one` where both have as many."""
    return (other, one) if len(other.split()) > len(one.split()) else (one, other)


def _alike(entities: Sequence[Entity], keep: Keep) -> Iterator[tuple[Entity, Entity, str]]:
    """Pairs that share a word of their names, which not too many have, and are alike by it."""
    by_id = {entity.id: entity for entity in entities}
    by_word: dict[str, dict[str, str]] = defaultdict(dict)
    for entity in entities:
        name = fold(entity.name)
        for word in name.split():
            by_word[word][entity.id] = name
    shared = [dict(sorted(names.items())) for names in by_word.values() if 1 < len(names) <= COMMON_WORD]
    person = bool(entities) and entities[0].type == "Person"
    named = [list(names.values()) for names in shared]
    content = (f"{person} {'|'.join(names)}" for names in named)
    made = keep("alike", zip(content, named, strict=True), lambda some: [_alike_among(one, person) for one in some])
    found: dict[tuple[str, str], str] = {}
    for names, pairs in zip(shared, made, strict=True):
        ids = list(names)
        found.update({(ids[one], ids[other]): why for one, other, why in pairs})
    for (one, other), why in sorted(found.items()):
        yield by_id[one], by_id[other], why


def _alike_among(names: Sequence[str], person: bool) -> list[tuple[int, int, str]]:
    """Which of some folded names are alike, and why."""
    words = [tuple(name.split()) for name in names]
    pairs = combinations(range(len(names)), 2)
    return [(one, other, why) for one, other in pairs if (why := _why_alike(words[one], words[other], person=person))]


def _why_alike(one: tuple[str, ...], other: tuple[str, ...], *, person: bool) -> str:
    from rapidfuzz import fuzz  # noqa: PLC0415  only a rebuild pays for it

    short, long = sorted((one, other), key=len)
    if one == other:
        return "the same name"
    if person and len(short) == 1 and short[0] in (long[0], long[-1]):
        return "a bare name, and nothing but the name speaks for it"
    if len(short) > 1 and set(short) < set(long):
        return "all words of one are in the other"
    return "spelt alike" if len(short) > 1 and fuzz.ratio(" ".join(one), " ".join(other)) >= ALIKE else ""


# ------------------------------------------------------------------ types


def types(evidence: Evidence) -> Iterator[Doubt]:
    """One name under two types: the rarer type may be a mistake of the recogniser."""
    bearers: dict[str, list[tuple[EntityType, str, str]]] = defaultdict(list)
    for ident, surfaces in sorted(evidence.named.items()):
        kind = evidence.entities[ident].type
        if kind != "Office":
            for surface in surfaces:
                bearers[fold(surface)].append((kind, ident, surface))
    several = (some for some in sorted(bearers.items()) if len({kind for kind, *_ in some[1]}) > 1)
    for _, some in several:
        found: dict[EntityType, Uses] = defaultdict(Uses)
        shown = Counter[str]()
        for kind, ident, surface in some:
            uses = evidence.named[ident][surface]
            found[kind].take_in(uses)
            shown[surface] += uses.mentions
        ordered = sorted(found, key=lambda kind: (-found[kind].mentions, kind))
        rarer = found[ordered[-1]]
        surface = min(shown, key=lambda word: (-shown[word], word))
        counts = ", ".join(f"{kind} {found[kind].mentions} ×" for kind in ordered)
        yield Doubt(
            "type", f"Which is “{surface}”: {' or '.join(ordered)}?", (surface,),
            tuple(sorted({ident for _, ident, _ in some})), rarer, rarer.claims, (counts,),
            (*(("type", (surface, kind)) for kind in ordered), ("drop", (surface,))),
        )  # fmt: skip


# ------------------------------------------------------------------ sentences

_ENDS = re.compile(r"(?<=[.!?])[\"”’']?\s+(?=[\"“‘'A-Z0-9])|\n+")


def sentence_around(article: Article, start: int, end: int) -> tuple[str, int]:
    """The sentence about [start, end), cut at full stops, and its offset in the article's text."""
    block = article.block_at(start)
    first, last = (block.start, block.end) if block else (max(0, start - 200), min(len(article.text), end + 200))
    for gap in _ENDS.finditer(article.text, first, last):
        if gap.end() <= start:
            first = gap.end()
        elif gap.start() >= end:
            last = gap.start()
            break
    return article.text[first:last], first
