"""What follows from what an article says: derived claims, each with its rule, its sentence and less confidence.

The rules and their reasons are lexicon/derivations.yaml. A derivation needs entities, so it runs after resolution, on
the claims of one article; it uses nothing that the article does not name, so that evidence stays where it was read.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from pathlib import Path

from kg.datafiles import read_yaml
from kg.digest import digest
from kg.model import Claim, Entity, Extraction, LocalClaim, Resolution, Span
from kg.paths import shipped
from kg.resolve.holdings import only

_STOP = re.compile(r"\.\s+")
TWO_WORDS = 2
_STATE = re.compile(r"^(?:the )?(?:u\.?s\.?a?\.?|united states|u\.?k\.?|uk) ")

BESIDE_A_NAME = "HOLDS_OFFICE/title"
HELD = frozenset({"actual", "former", "planned"})
"""Statuses of a holding from which something follows of the holder."""
LESS_THAN_A_POST = {"LEADS", "WORKS_FOR", "LIVES_IN"}


@dataclass(frozen=True)
class Derivations:
    """Confidence of each rule, and the titles that make a citizen."""

    confidence: Mapping[str, float]
    citizen_titles: frozenset[str]
    citizen_endings: tuple[str, ...]
    heads: frozenset[str]
    """Titles of those whose administration is the state's."""
    administration: re.Pattern[str]
    """What stands behind the name where not the person is meant."""
    of_a_body: frozenset[str]
    """Rules by which somebody is of a body, whatever he is in it."""
    seats: Mapping[str, tuple[str, ...]]
    """Title → the assemblies a holder may sit in, the nearest first."""
    ministers: frozenset[str]
    """The last words of their titles: "minister"."""
    ministries: tuple[str, ...]
    """What a ministry is called by its field, "%s" in its place."""
    fields: Mapping[str, tuple[str, ...]]
    """Title → the fields of its ministry, where the title's own words do not say them."""
    governing: frozenset[str]
    """The titles of those who act for their state; whatever ends in one of `governing_endings` is one too."""
    governing_endings: tuple[str, ...]
    with_others: frozenset[str]
    """The types of what they do with others than their own state."""

    def governs(self, title: str) -> bool:
        """Whether the holder of a state's post acts for it."""
        return title in self.governing or title.endswith(self.governing_endings)


@lru_cache(maxsize=4)
def load_derivations(folder: Path | None = None) -> Derivations:
    """Read derivations.yaml of a lexicon folder, by default the one that ships with kg."""
    data = read_yaml((folder or shipped("lexicon")) / "derivations.yaml")
    return Derivations(
        {name: float(rule["confidence"]) for name, rule in data.items() if "confidence" in rule},
        frozenset(data["citizen_of"]["titles"]),
        tuple(data["citizen_of"]["endings"]),
        frozenset(data["administration"]["titles"]),
        re.compile(rf"(?:['’]s)? (?:{'|'.join(data['administration']['words'])})\b", re.IGNORECASE),
        frozenset(data["of_a_party"]["rules"]),
        {title: tuple(names) for title, names in data["member_of"]["seats"].items()},
        frozenset(data["leads"]["ministers"]),
        tuple(data["leads"]["ministries"]),
        {title: tuple(names) for title, names in data["leads"]["fields"].items()},
        frozenset(data["with_own_state"]["titles"]),
        tuple(data["with_own_state"]["endings"]),
        frozenset(data["with_own_state"]["types"]),
    )


@dataclass(frozen=True)
class _Reading:
    """One article's claims with who is meant where."""

    extraction: Extraction
    entities: Mapping[str, Entity]
    claims: Sequence[Claim]
    rules: Derivations
    mentions_of: Mapping[str, Sequence[int]]
    """Entity id → its mentions in the article, in order."""
    assumed: frozenset[int] = frozenset()
    """Office mentions whose body nobody states."""

    def derived(self, rule: str, source: Claim, subject: str, other: str, ends: tuple[int, int], name: str) -> Claim:
        """A claim that follows from `source`; `ends` are the mentions of subject and object."""
        kind = name.split("/", maxsplit=1)[0]
        confidence = round(source.local.confidence * self.rules.confidence[rule], 4)
        local = replace(
            source.local, type=kind, subject=ends[0], object=ends[1], pattern=name, confidence=confidence, when=None,
            place=None, details=(), event=False, open=False,
            reasons=(*source.local.reasons, (f"derived:{rule}", self.rules.confidence[rule])),
        )  # fmt: skip
        return self.claim(local, subject, other)

    def claim(self, local: LocalClaim, subject: str, other: str) -> Claim:
        """A claim between entities from a local one."""
        mentions, article = self.extraction.mentions, self.extraction.article.id
        spans = [(mentions[i].start, mentions[i].end) for i in (local.subject, local.object)]
        ident = digest(article, local.type, subject, other, local.sentence, local.anchor, local.pattern)
        return Claim(ident, article, local.type, subject, other, spans[0], spans[1], local)

    def holdings(self) -> Iterator[Claim]:
        """The claims that somebody holds, held or is to hold an office."""
        return (c for c in self.claims if c.type == "HOLDS_OFFICE" and c.local.status in HELD)

    def near(self, entity: str, span: Span) -> int | None:
        """The mention of an entity nearest to a span."""
        mentions = self.extraction.mentions
        return min(self.mentions_of.get(entity, ()), key=lambda i: (abs(mentions[i].start - span[0]), i), default=None)


def derive_claims(
    extraction: Extraction, resolution: Resolution, claims: Sequence[Claim], rules: Derivations | None = None
) -> list[Claim]:
    """Claims that follow from `claims` of one article and are not among them, each once."""
    reading = _Reading(
        extraction, resolution.entities, claims, rules or load_derivations(), _mentions_of(extraction, resolution),
        frozenset(resolution.assumed.get(extraction.article.id, ())),
    )  # fmt: skip
    said = {(claim.type, claim.subject, claim.object) for claim in claims}
    found: dict[tuple[str, str, str], Claim] = {}
    for derive in (
        _offices_of, _citizens, _seated, _ministers, _located, _named_after_country, _predecessors, _promised_to_state,
    ):  # fmt: skip
        for claim in derive(reading):
            found.setdefault((claim.type, claim.subject, claim.object), claim)
    located = {key[1]: key[2] for key in (*said, *found) if key[0] == "LOCATED_IN"}
    for claim in _based(reading, located):
        found.setdefault((claim.type, claim.subject, claim.object), claim)
    return [claim for key, claim in sorted(found.items()) if key not in said]


def _mentions_of(extraction: Extraction, resolution: Resolution) -> dict[str, list[int]]:
    found: dict[str, list[int]] = {}
    for index, entities in enumerate(resolution.of.get(extraction.article.id, ())):
        if len(entities) == 1:
            found.setdefault(entities[0], []).append(index)
    return found


def as_members(claims: Sequence[Claim], entities: Mapping[str, Entity]) -> list[Claim]:
    """The claims; who is only said to be of a party ("X of Acme", "Acme's X") is its member."""
    rules = load_derivations()
    return [
        _as_member(c, rules.confidence["of_a_party"])
        if c.local.pattern in rules.of_a_body and entities[c.object].kind == "party"
        else c
        for c in claims
    ]


def _as_member(claim: Claim, confidence: float) -> Claim:
    local = replace(
        claim.local, type="MEMBER_OF", pattern="MEMBER_OF/of-its-party",
        confidence=round(claim.local.confidence * confidence, 4),
        reasons=(*claim.local.reasons, ("derived:of_a_party", confidence)),
    )  # fmt: skip
    ident = digest(claim.article, local.type, claim.subject, claim.object, local.sentence, local.anchor, local.pattern)
    return replace(claim, id=ident, type="MEMBER_OF", local=local)


def as_states(extraction: Extraction, resolution: Resolution, claims: Sequence[Claim]) -> list[Claim]:
    """The claims; what the administration of whoever heads a state does or suffers, the state does, where the article
    names it."""
    rules, entities, text = load_derivations(), resolution.entities, extraction.article.text
    heads: dict[str, set[str]] = {}
    for claim in claims:
        office = entities[claim.object]
        if claim.type == "HOLDS_OFFICE" and office.title in rules.heads and office.body is not None:
            heads.setdefault(claim.subject, set()).add(office.body)
    reading = _Reading(extraction, entities, claims, rules, _mentions_of(extraction, resolution)) if heads else None

    def state(person: str, span: Span) -> int | None:
        states = heads.get(person, set())
        if reading is None or len(states) != 1 or not rules.administration.match(text, span[1]):
            return None
        [one] = states
        return reading.near(one, span) if entities[one].kind == "country" else None

    found = []
    for claim in claims:
        ends = state(claim.subject, claim.subject_span), state(claim.object, claim.object_span)
        if ends == (None, None) or claim.type == "HOLDS_OFFICE" or reading is None:
            found.append(claim)
            continue
        local = replace(
            claim.local,
            subject=claim.local.subject if ends[0] is None else ends[0],
            confidence=round(claim.local.confidence * rules.confidence["administration"], 4),
            reasons=(*claim.local.reasons, ("derived:administration", rules.confidence["administration"])),
            object=claim.local.object if ends[1] is None else ends[1],
        )
        of = resolution.of[extraction.article.id]
        subject, other = (
            of[at][0] if at is not None else ident
            for at, ident in zip(ends, (claim.subject, claim.object), strict=True)
        )
        if subject != other:
            found.append(replace(reading.claim(local, subject, other), place=claim.place, speaker=claim.speaker))
    return found


def drop_subsumed(claims: Sequence[Claim], entities: Mapping[str, Entity]) -> list[Claim]:
    """Without what says less than an office: whoever holds a post of a body is not also said to lead it, to work for
    it, or to live in it ("the prime minister of Japan"); an office of a country belongs to nothing else. Nor does a
    member of a party ("Tory MP X") work for it. And whoever an article says holds a post is not by the same article to
    come by it ("President X promised he would be a president of all"), nor does he who governs a state meet it."""
    rules = load_derivations()
    posts = {
        (claim.subject, entities[claim.object].body)
        for claim in claims
        if claim.type == "HOLDS_OFFICE" and claim.local.status != "denied"
    }
    members = {(c.subject, c.object) for c in claims if c.type == "MEMBER_OF" and entities[c.object].kind == "party"}
    more = {**dict.fromkeys(LESS_THAN_A_POST, posts), "WORKS_FOR": posts | members}
    held = {(c.subject, c.object) for c in claims if c.type == "HOLDS_OFFICE" and c.local.status == "actual"}
    governed = {
        frozenset({holder, entities[office].body})
        for holder, office in held
        if _of_a_country(entities, office) and rules.governs(entities[office].title)
    }
    return [
        claim
        for claim in claims
        if (claim.subject, claim.object) not in more.get(claim.type, ())
        and not _is_of_another(claim, entities)
        and not (_only_expected(claim) and (claim.subject, claim.object) in held)
        and not (claim.type in rules.with_others and frozenset({claim.subject, claim.object}) in governed)
    ]


def _only_expected(claim: Claim) -> bool:
    return claim.type == "HOLDS_OFFICE" and claim.local.status in {"planned", "possible"}


def _is_of_another(claim: Claim, entities: Mapping[str, Entity]) -> bool:
    """Whether an office of a country is said to be of something else."""
    if claim.type != "OFFICE_OF" or not _of_a_country(entities, claim.subject):
        return False
    return entities[claim.subject].body != claim.object


def _of_a_country(entities: Mapping[str, Entity], office: str) -> bool:
    body = entities.get(entities[office].body or "")
    return body is not None and body.kind == "country"


def _lasting(local: LocalClaim) -> LocalClaim:
    """Whose an office is, and whose citizen its holder, does not begin or end with the holding."""
    return replace(local, status="actual", when=None)


def _offices_of(reading: _Reading) -> Iterator[Claim]:
    for claim in reading.claims:
        body = reading.entities[claim.object].body if claim.type == "HOLDS_OFFICE" else None
        if body is not None:
            at = reading.near(body, claim.object_span)
            ends = (claim.local.object, claim.local.object if at is None else at)
            derived = reading.derived("office_of", claim, claim.object, body, ends, "OFFICE_OF/body-of-office")
            yield replace(derived, local=_lasting(derived.local))


def _citizens(reading: _Reading) -> Iterator[Claim]:
    """Whoever holds or held a national office of a country that the article names."""
    rules = reading.rules
    for claim in reading.holdings():
        if claim.local.object in reading.assumed:
            continue
        office = reading.entities[claim.object]
        country = reading.entities.get(office.body or "")
        fits = office.title in rules.citizen_titles or office.title.endswith(rules.citizen_endings)
        at = reading.near(country.id, claim.subject_span) if country and country.kind == "country" and fits else None
        if country is not None and at is not None:
            ends = (claim.local.subject, at)
            derived = reading.derived(
                "citizen_of", claim, claim.subject, country.id, ends, "CITIZEN_OF/national-office"
            )
            yield replace(derived, local=_lasting(derived.local))


def _seated(reading: _Reading) -> Iterator[Claim]:
    """Whoever holds or held a seat in an assembly that the article names is or was its member."""
    for claim in reading.holdings():
        office = reading.entities[claim.object]
        for name in reading.rules.seats.get(office.title, ()):
            assembly = _assembly(reading, name, office.body)
            at = reading.near(assembly, claim.subject_span) if assembly else None
            if assembly is not None and at is not None:
                ends = (claim.local.subject, at)
                derived = reading.derived("member_of", claim, claim.subject, assembly, ends, "MEMBER_OF/by-seat")
                yield replace(derived, local=replace(derived.local, when=claim.local.when))
                break


def _assembly(reading: _Reading, name: str, body: str | None) -> str | None:
    """The one organization of the article that bears the name, of the state that the seat is of."""
    state = reading.entities.get(body or "")
    country = state and (state.id if state.kind == "country" else state.inside)
    found = [
        ident
        for ident in reading.mentions_of
        if (one := reading.entities[ident]).type == "Organization"
        and _bare(one.name) == name
        and (one.inside is None or one.inside == country)
    ]
    return only(found) if country else None


def _ministers(reading: _Reading) -> Iterator[Claim]:
    """Whoever is minister leads the ministry, where the article names it and no minister of another state."""
    states: dict[str, set[str | None]] = {}
    for ident in reading.mentions_of:
        if (post := reading.entities[ident]).type == "Office":
            states.setdefault(post.title, set()).add(post.body)
    for claim in reading.holdings():
        office = reading.entities[claim.object]
        ministry = _ministry(reading, office, alone=len(states.get(office.title, ())) == 1)
        at = reading.near(ministry, claim.subject_span) if ministry is not None else None
        if ministry is not None and at is not None:
            derived = reading.derived(
                "leads", claim, claim.subject, ministry, (claim.local.subject, at), "LEADS/ministry"
            )
            yield replace(derived, local=replace(derived.local, when=claim.local.when))


def _ministry(reading: _Reading, office: Entity, *, alone: bool) -> str | None:
    """The one ministry that a minister can lead here. `alone`: no state but the minister's has such a post."""
    state = reading.entities.get(office.body or "")
    names = _ministries_of(office.title, reading.rules)
    if not names or state is None or state.kind != "country":
        return None
    insides = {state.id, None} if alone else {state.id}
    return only(
        [
            ident
            for ident in reading.mentions_of
            if (one := reading.entities[ident]).type == "Organization"
            and one.inside in insides
            and names & _names_of(one)
        ]
    )


def _ministries_of(title: str, rules: Derivations) -> set[str]:
    """The names of the ministry of "defense minister", "commerce secretary"."""
    field, _, post = title.rpartition(" ")
    fields = rules.fields.get(title) or ((field,) if post in rules.ministers and field else ())
    return {_bare(pattern.replace("%s", one)) for one in fields for pattern in rules.ministries}


def _names_of(body: Entity) -> set[str]:
    return {_bare(name) for name in (body.name, *(alias for alias, _ in body.aliases))}


def _bare(name: str) -> str:
    """A body's name without the state's initials before it, in one spelling: "U.S. Senate", "Ministry of Defence"."""
    return _STATE.sub("", name.lower()).replace("defence", "defense")


def _located(reading: _Reading) -> Iterator[Claim]:
    """Places of the article in countries of the article, by the gazetteers."""
    for ident, indices in sorted(reading.mentions_of.items()):
        place = reading.entities[ident]
        at = reading.near(place.inside, _span(reading, indices[0])) if place.type == "Place" and place.inside else None
        if at is not None and place.inside:
            start, end = _sentence(reading.extraction, indices[0])
            confidence = reading.rules.confidence["located_in"]
            local = LocalClaim(
                "LOCATED_IN", indices[0], at, "actual", (start, end), _span(reading, indices[0]),
                "LOCATED_IN/gazetteer", confidence, reasons=(("derived:located_in", confidence),),
            )  # fmt: skip
            yield reading.claim(local, ident, place.inside)


def _named_after_country(reading: _Reading) -> Iterator[Claim]:
    """ "Israeli Air Force", "Bank of England": based in the country of its own name, where the article names it too."""
    confidence = reading.rules.confidence["own_name"]
    for ident, indices in sorted(reading.mentions_of.items()):
        body = reading.entities[ident]
        seat = body.inside if body.type == "Organization" else None
        at = reading.near(seat, _span(reading, indices[0])) if seat else None
        bare = (
            not body.kind and _STATE.match(body.name.lower()) and len(body.name.split()) == TWO_WORDS
        )  # "U.S. Budget"
        if at is not None and body.inside and body.kind != "international" and not bare:
            local = LocalClaim(
                "BASED_IN", indices[0], at, "actual", _sentence(reading.extraction, indices[0]),
                _span(reading, indices[0]), "BASED_IN/own-name", confidence,
                reasons=(("derived:own_name", confidence),),
            )  # fmt: skip
            yield reading.claim(local, ident, body.inside)


def _promised_to_state(reading: _Reading) -> Iterator[Claim]:
    """What a state promises the head or minister of another, it promises that other state."""
    posts = _states_by_holder(reading)
    for claim in reading.claims:
        states = posts.get(claim.object, set()) - {claim.subject} if claim.type == "PLEDGED_TO" else set()
        state = only(states)
        if state is None or reading.entities[claim.subject].kind != "country":
            continue
        at = reading.near(state, claim.object_span)
        if at is not None:
            ends = (claim.local.subject, at)
            derived = reading.derived("promised_to_state", claim, claim.subject, state, ends, "PLEDGED_TO/to-the-state")
            said = claim.local
            local = replace(derived.local, when=said.when, place=said.place, details=said.details)
            yield replace(derived, local=local)


def _states_by_holder(reading: _Reading) -> dict[str, set[str]]:
    """Who holds a post of which states."""
    found: dict[str, set[str]] = {}
    for claim in reading.claims:
        body = reading.entities[claim.object].body if claim.type == "HOLDS_OFFICE" else None
        if body is not None and claim.local.status == "actual" and reading.entities[body].kind == "country":
            found.setdefault(claim.subject, set()).add(body)
    return found


def _based(reading: _Reading, located: Mapping[str, str]) -> Iterator[Claim]:
    for claim in reading.claims:
        country = located.get(claim.object) if claim.type == "BASED_IN" and claim.local.status == "actual" else None
        at = reading.near(country, claim.object_span) if country else None
        if country is not None and at is not None and country != claim.subject:
            ends = (claim.local.subject, at)
            yield reading.derived("based_in", claim, claim.subject, country, ends, "BASED_IN/country-of-city")


def _predecessors(reading: _Reading) -> Iterator[Claim]:
    """ "She succeeded B", and she is prime minister: B was."""
    holders = {(c.subject, c.object) for c in reading.claims if c.type == "HOLDS_OFFICE"}
    for claim in reading.claims:
        post = _post_of_successor(reading, claim)
        if post is not None and (claim.object, post.object) not in holders:
            ends = (claim.local.object, post.local.object)
            derived = reading.derived("succeeded", claim, claim.object, post.object, ends, "HOLDS_OFFICE/predecessor")
            yield replace(derived, local=replace(derived.local, status="former"))


def _post_of_successor(reading: _Reading, claim: Claim) -> Claim | None:
    """The post in which somebody succeeded: the one that is named with it, else the only one he holds."""
    if claim.type != "SUCCEEDED" or claim.local.status != "actual":
        return None
    held = {c.object: c for c in reading.claims if c.subject == claim.subject and _is_held(c)}
    named = dict(claim.local.details).get("office")
    post = only(
        [
            c
            for office, c in held.items()
            if named in {None, reading.entities[office].title} and not _may_be_another(reading, c)
        ]
    )
    return post if post is not None and post.local.object not in reading.assumed else None


def _is_held(claim: Claim) -> bool:
    return claim.type == "HOLDS_OFFICE" and claim.local.status == "actual"


def _may_be_another(reading: _Reading, post: Claim) -> bool:
    """ "Acme named Berg, president of Bolt, to succeed Reed": beside a name stands the post that he had before; whoever
    is the prime minister of a state has one."""
    body = reading.entities.get(reading.entities[post.object].body or "")
    return post.local.pattern == BESIDE_A_NAME and (body is None or body.kind != "country")


def _span(reading: _Reading, index: int) -> Span:
    mention = reading.extraction.mentions[index]
    return mention.start, mention.end


def _sentence(extraction: Extraction, index: int) -> Span:
    """The stretch of text around a mention up to the ends of its block; derived facts need no more exact a place."""
    mention = extraction.mentions[index]
    block = extraction.article.block_at(mention.start)
    begin, end = (block.start, block.end) if block else (mention.start, mention.end)
    text = extraction.article.text
    left = max((stop.end() for stop in _STOP.finditer(text, begin, mention.start)), default=begin)
    right = _STOP.search(text, mention.end, end)
    return left, (right.start() + 1 if right else end)
