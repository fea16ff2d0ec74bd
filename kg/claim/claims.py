"""Doc + mentions + relations → claims: what one article says, sentence by sentence.

For every word that anchors a pattern, the pattern's paths are followed (kg/claim/arguments.py over kg/claim/roles.py)
to mentions of fitting types; status, time, place and speaker are read once per anchor.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import date
from itertools import chain, combinations, product
from math import prod
from typing import TYPE_CHECKING, NamedTuple

from kg.claim.arguments import Arguments, Reached
from kg.claim.brackets import NONE
from kg.claim.circumstances import Times, details_of, is_over, overlap, place_of, settle_status, with_details
from kg.claim.confidence import reasons_for, what_counts
from kg.claim.leaving import left_by
from kg.claim.patterns import Entry, Path, Pattern, Test
from kg.claim.predicates import predicate_of
from kg.claim.relations import Relation, Relations
from kg.claim.roles import Roles
from kg.claim.status import is_left, is_moved, is_played, is_purpose, status_of, why_denied
from kg.claim.tense import clause_verb
from kg.claim.trees import Tree, build_tree
from kg.model import Block, LocalClaim, Mention, Status, Value, When
from kg.text.text import text_of
from kg.when.times import TimeExpression, find_times

if TYPE_CHECKING:
    from spacy.tokens import Doc

Attribute = Callable[[int, int], tuple[int | None, bool]]
"""[start, end) characters → who says what stands there (a mention), and whether inside a quotation."""
FIRST_PERSON = frozenset({"i", "me", "my", "myself", "we", "us", "our", "ourselves"})
THEY = frozenset({"they", "them", "their", "theirs", "themselves"})
ROUGHLY = re.compile(r"\byears?\s+ago\b", re.IGNORECASE)
"""Of a day: "born 40 years ago" names no year."""
TURNED: Mapping[Status, Status] = {"denied": "actual", "planned": "denied"}
"""What a wording makes of a status that itself denies: aid that is not cut is given, and aid to be cut is not."""
LONG_AGO = 8 * 366
"""Days after which a post that a report of that time names is taken to be held no longer: two terms."""
OLD_PLAN = 366
"""Days after which a plan, or the day planned, says no more that something lies ahead."""


class Candidate(NamedTuple):
    """A pattern whose anchor stands in the text, with what its paths led to."""

    pattern: Pattern
    anchor: Reached
    subjects: tuple[int, ...] = ()
    objects: tuple[int, ...] = ()
    failed: str = ""
    """Why it makes no claim: "subject", "object", "need", "unless", "played", "sought"; empty where it does."""


def find_claims(
    doc: Doc,
    mentions: Sequence[Mention],
    relations: Relations,
    *,
    published: date | None = None,
    blocks: Sequence[Block] = (),
    attribute: Attribute | None = None,
    times: Sequence[TimeExpression] | None = None,
) -> list[LocalClaim]:
    """The claims of one article in text order.

    `doc.text` is the article's text, `mentions` refer to it. `attribute(start, end)` says who says what stands there
    and whether inside a quotation; `times` are the article's time expressions, found here where not given.
    """
    return best_claims(untyped_alone(state_claims(doc, mentions, relations, published, blocks, attribute, times)))


def state_claims(
    doc: Doc,
    mentions: Sequence[Mention],
    relations: Relations,
    published: date | None = None,
    blocks: Sequence[Block] = (),
    attribute: Attribute | None = None,
    times: Sequence[TimeExpression] | None = None,
) -> list[LocalClaim]:
    """What every pattern finds, also where several patterns say the same: for trying out and measuring patterns."""
    if len(mentions) == 0 or len(doc) == 0:
        return []
    text = text_of(doc).whole
    reader = Reader(build_tree(doc), mentions, relations, text)
    candidates = [c for c in reader.candidates() if not c.failed]
    if not candidates:
        return []
    found = times if times is not None else find_times(text)
    writer = _Writer(reader, Times(reader.tree, found, published, text), blocks, attribute)
    return [claim for candidate in candidates for claim in writer.claims(candidate)]


class Reader:
    """One article, ready to have patterns laid against it."""

    def __init__(self, tree: Tree, mentions: Sequence[Mention], relations: Relations, text: str = "") -> None:
        self.tree = tree
        self.mentions = mentions
        self.relations = relations
        self.arguments = Arguments(Roles(tree, relations.words), mentions, text, relations.is_country)
        self._columns = {
            "POS": tree.pos, "LEMMA": tree.lemma, "LOWER": tree.lower, "TAG": tree.tag, "DEP": tree.dep,
        }  # fmt: skip
        """What patterns ask of the word that anchors them."""
        self._reached: dict[tuple[object, ...], tuple[int, ...]] = {}
        """What a path leads to: many patterns of one word ask the same."""

    def candidates(self) -> Iterator[Candidate]:
        """Every pattern whose anchor fits some word or mention of the article, in text order."""
        index, tree = self.relations.index, self.tree
        for first, end in self._sentences_with_mentions():
            for token in range(first, end):
                by_lemma, by_form = index.by_lemma.get(tree.lemma[token], ()), index.by_form.get(tree.lower[token], ())
                by_part = index.by_part.get(tree.pos[token], ())
                if (by_lemma or by_form or by_part) and not self._in_a_name(token):
                    yield from self._tried((*by_lemma, *by_form, *by_part), Reached(token))
        for number, mention in enumerate(self.mentions):
            entries = index.by_mention.get((mention.type, mention.kind), ())
            yield from self._tried(entries, Reached(self.arguments.head_of[number], number))

    def _in_a_name(self, token: int) -> bool:
        """Words inside a name say nothing: "City" in "Morgan City" is no city of another place."""
        names = (self.mentions[m] for m in self.arguments.inside.get(token, ()))
        return any(name.kind == "name" and name.type != "Office" for name in names)

    def _sentences_with_mentions(self) -> list[tuple[int, int]]:
        return sorted({self.tree.sentence(first) for first, _ in self.arguments.tokens})

    def _tried(self, entries: Sequence[Entry], anchor: Reached) -> Iterator[Candidate]:
        return (self.match(pattern, anchor) for pattern, tests in entries if self._fits(tests, anchor.token))

    def _fits(self, tests: Sequence[Test], token: int) -> bool:
        for test in tests:  # noqa: SIM110  asked for each word and pattern: all() takes twice as long
            if (self._columns[test.attribute][token] in test.values) == test.negated:
                return False
        return True

    def match(self, pattern: Pattern, anchor: Reached) -> Candidate:
        """Follow the pattern's paths from an anchor that fits."""
        for path in pattern.need:
            if not self.arguments.follow(anchor, path):
                return Candidate(pattern, anchor, failed="need")
        if pattern.both:
            members = self._reach(anchor, pattern.both, pattern.subject_types, pattern)
            failed = "" if self._pairs_possible(members) else "subject"
            return self._checked(Candidate(pattern, anchor, members, members, failed))
        subjects = self._reach(anchor, pattern.subject, pattern.subject_types, pattern)
        if not subjects:
            return Candidate(pattern, anchor, failed="subject")
        if self.relations.types[pattern.relation].of_day:
            return self._checked(self._of_day(pattern, anchor, subjects))
        objects = self._reach(anchor, pattern.object, pattern.object_types, pattern, acts=pattern.acts)
        candidate = Candidate(pattern, anchor, subjects, objects, "" if objects else "object")
        return self._checked(self._narrowed(candidate) if pattern.country or pattern.named else candidate)

    def _of_day(self, pattern: Pattern, anchor: Reached, subjects: tuple[int, ...]) -> Candidate:
        told = self._named(subjects) if pattern.named else subjects
        return Candidate(pattern, anchor, told, told, "" if told else "subject")

    def _named(self, found: Sequence[int]) -> tuple[int, ...]:
        return tuple(m for m in found if self.mentions[m].kind == "name")

    def _narrowed(self, candidate: Candidate) -> Candidate:
        """The candidate with those of its ends that are countries, parts of one, or names, as its pattern asks."""
        pattern, subjects, objects = candidate.pattern, candidate.subjects, candidate.objects
        for argument, wanted in pattern.country:
            fits = self._is_country if wanted else self._is_part
            if argument == "subject":
                subjects = tuple(filter(fits, subjects))
            else:
                objects = tuple(filter(fits, objects))
        if pattern.named:
            objects = self._named(objects)
        failed = "subject" if not subjects else "" if objects else "object"
        return Candidate(pattern, candidate.anchor, subjects, objects, failed)

    def _is_country(self, mention: int) -> bool:
        return self.relations.is_country(self.mentions[mention].text)

    def _is_part(self, mention: int) -> bool:
        """Whether a place may lie within another: no country, and no part of the world or state that is no more."""
        return not (self._is_country(mention) or self.relations.is_wide(self.mentions[mention].text))

    def _checked(self, candidate: Candidate) -> Candidate:
        pattern, anchor = candidate.pattern, candidate.anchor
        if not candidate.failed and any(self.arguments.follow(anchor, path) for path in pattern.unless):
            return Candidate(pattern, anchor, candidate.subjects, candidate.objects, "unless")
        if not candidate.failed and is_played(self.tree, anchor.token):
            return Candidate(pattern, anchor, candidate.subjects, candidate.objects, "played")
        if not candidate.failed and self._is_sought(candidate):
            return Candidate(pattern, anchor, candidate.subjects, candidate.objects, "sought")
        return candidate

    def _is_sought(self, candidate: Candidate) -> bool:
        """Whether a post is one that somebody stands for, and holds as little as any other candidate."""
        held = self.relations.types[candidate.pattern.relation].post
        return held and any(self.mentions[m].modifier == "sought" for m in candidate.objects)

    def _pairs_possible(self, members: Sequence[int]) -> bool:
        return len(members) > 1 or any(self.mentions[m].plural for m in members)

    def _reach(
        self, anchor: Reached, paths: Sequence[Path], types: frozenset[str], pattern: Pattern, *, acts: bool = False
    ) -> tuple[int, ...]:
        containing = self.relations.types[pattern.relation].containing
        for path in paths:
            reached = self.arguments.follow(anchor, path)
            if not reached:
                continue
            key = anchor, id(path), types, pattern.stand_ins, acts, bool(pattern.both), containing
            found = self._reached.get(key)
            if found is None:
                found = self._reached[key] = self._found(anchor, path, reached, types, pattern, acts=acts)
            if found:
                return found
        return ()

    def _found(
        self,
        anchor: Reached,
        path: Path,
        reached: list[Reached],
        types: frozenset[str],
        pattern: Pattern,
        *,
        acts: bool,
    ) -> tuple[int, ...]:
        found = [
            m
            for r in reached
            for m in self.arguments.mentions_at(
                r, types, stand_ins=pattern.stand_ins, acts=acts, together=bool(pattern.both)
            )
            if not (path and (r.token, m) == anchor)
        ]
        if path and path[-1].labels & {"same", "topic"}:
            found = self._without_descriptions(found)
        if self.relations.types[pattern.relation].containing:
            found = list(chain.from_iterable(map(self.arguments.with_containing, found)))
        return tuple(dict.fromkeys(found))

    def _without_descriptions(self, found: list[int]) -> list[int]:
        """What a role is said of is a name where there is one: "Anna Berg is an engineer and the head of Acme"."""
        named = [m for m in found if self.mentions[m].kind != "description" or self.mentions[m].antecedents]
        return named or found


class _Writer:
    """Turns candidates into claims; what depends on the anchor alone is read once."""

    def __init__(
        self,
        reader: Reader,
        times: Times,
        blocks: Sequence[Block],
        attribute: Attribute | None,
    ) -> None:
        self.reader = reader
        self.tree = reader.tree
        self.times = times
        self.attribute = attribute
        self.headlines = [(b.start, b.end) for b in blocks if b.kind == "headline"]
        self._status: dict[tuple[int, bool, bool], Status] = {}
        self._when: dict[tuple[int, bool, bool], When | None] = {}

    def claims(self, candidate: Candidate) -> Iterator[LocalClaim]:
        relation = self.reader.relations.types[candidate.pattern.relation]
        for subject, object_ in self._pairs(candidate, relation):
            if relation.grave and any(map(self._is_they, (subject, object_))):
                continue
            ends = self._who_speaks(subject), self._who_speaks(object_)
            if ends[0] != ends[1] or subject == object_:
                claim = self._claim(candidate, relation, *ends)
                if relation.of_day and not self._tells_day(claim):
                    continue
                if not relation.open:
                    yield claim
                elif predicate := self._predicate(candidate, (subject, object_), ends):
                    yield replace(claim, details=with_details(dict(claim.details) | {"predicate": predicate}))

    def _predicate(self, candidate: Candidate, told: tuple[int, int], meant: tuple[int, int]) -> str:
        """The words that tie two; none where one of them is an "I" or "we" of whoever speaks."""
        if told != meant:
            return ""
        return predicate_of(self.reader.arguments, candidate.pattern, candidate.anchor.token, *told)

    def _tells_day(self, claim: LocalClaim) -> bool:
        """Whether a claim of a day has one that the article can know: told in so many words, and not to come."""
        day, published = claim.when, self.times.published
        if day is None or day.start is None or (published and day.start > published):
            return False
        start, end = claim.sentence
        either = re.search(rf"{re.escape(day.text)} or \d", self.reader.arguments.text[start:end])
        return bool(day.as_date) and not ROUGHLY.search(day.text) and not either  # "in 1989 or 1990"

    def _is_they(self, mention: int) -> bool:
        said = self.reader.mentions[mention]
        return said.kind == "pronoun" and said.text.lower() in THEY

    def _who_speaks(self, mention: int) -> int:
        """The speaker for "I" and "we" within his words; any other mention is itself."""
        said = self.reader.mentions[mention]
        first = said.kind == "pronoun" and said.text != "US" and said.text.lower() in FIRST_PERSON
        if self.attribute is None or said.antecedents or not first:
            return mention
        speaker, quoted = self.attribute(said.start, said.end)
        return speaker if quoted and speaker is not None else mention

    def _pairs(self, candidate: Candidate, relation: Relation) -> list[tuple[int, int]]:
        if relation.of_day:
            return self._alone(candidate.subjects, plural=False)
        if candidate.pattern.both:
            alone = self._alone(candidate.subjects, plural=True) if len(candidate.subjects) == 1 else []
            return alone or list(combinations(candidate.subjects, 2))
        mentions, paired = self.reader.mentions, self._paired(candidate)
        if relation.single:
            paired = self._single(candidate, paired)
        pairs = [(s, o) for s, o in paired if s != o and not self._same_words(mentions[s], mentions[o])]
        return list(dict.fromkeys((min(p), max(p)) if relation.symmetric else p for p in pairs))

    def _alone(self, members: Sequence[int], *, plural: bool) -> list[tuple[int, int]]:
        return [(m, m) for m in members if self.reader.mentions[m].plural == plural]

    def _single(self, candidate: Candidate, paired: list[tuple[int, int]]) -> list[tuple[int, int]]:
        """The nearest pair of a relation that one has to one; none of several on both sides."""
        if self._is_of_many(paired):
            return []
        if len(paired) > 1 and 1 in {len(candidate.subjects), len(candidate.objects)}:
            return [min(paired, key=lambda pair: self._apart(candidate.anchor.token, pair))]
        return paired

    def _paired(self, candidate: Candidate) -> list[tuple[int, int]]:
        """Each subject with each object; one with one where they are told "respectively", or by two adjectives: "the
        Swedish and Norwegian ministers, X and Y"."""
        first, end = self.tree.sentence(candidate.anchor.token)
        subjects, objects = sorted(candidate.subjects), sorted(candidate.objects)
        listed = self._listed(candidate.anchor.token)
        adjectives = len(listed) > 1 and self.tree.dep[listed[0]] in {"amod", "compound", "nmod"}
        if len(subjects) > 1 and (adjectives or "respectively" in self.tree.lower[first:end]):
            if len(subjects) == len(objects):
                return list(zip(subjects, objects, strict=True))
            if len(subjects) == len(listed):
                return [(subjects[listed.index(candidate.anchor.token)], o) for o in objects]
            if adjectives:
                return []
        return list(product(candidate.subjects, candidate.objects))

    def _apart(self, anchor: int, pair: tuple[int, int]) -> int:
        head_of = self.reader.arguments.head_of
        return sum(abs(head_of[end] - anchor) for end in pair)

    def _is_of_many(self, pairs: Sequence[tuple[int, int]]) -> bool:
        """Whether several stand on both sides, not one for one."""
        mentions = self.reader.mentions
        subjects, objects = {s for s, _ in pairs}, {o for _, o in pairs}
        several = [len(one) > 1 or any(mentions[m].plural for m in one) for one in (subjects, objects)]
        return all(several) and len(pairs) == len(subjects) * len(objects)

    def _listed(self, token: int) -> list[int]:
        roles = self.reader.arguments.roles
        return sorted(roles.coordinated(roles.first_conjunct(token)))

    def _same_words(self, a: Mention, b: Mention) -> bool:
        """One thing cannot be related to itself: the same mention, or two names written alike."""
        if a.type == b.type and overlap(a, b):
            return True
        return a.type == b.type and a.kind == b.kind == "name" and a.text == b.text

    def _claim(self, candidate: Candidate, relation: Relation, subject: int, object_: int) -> LocalClaim:
        tree, pattern, anchor = self.tree, candidate.pattern, candidate.anchor
        first, end = tree.sentence(anchor.token)
        sentence = tree.offset[first], tree.offset[end - 1] + len(tree.text[end - 1])
        span = tree.offset[anchor.token], tree.offset[anchor.token] + len(tree.text[anchor.token])
        status, when = self._status_and_time(candidate, relation)
        speaker, quoted = self.attribute(*span) if self.attribute else (None, False)
        details = self._details(candidate, relation, status, when)
        if status == "actual" and relation.state and is_over(details, self.times.published):
            status = "former"  # "was married to X until 2010"
        if status == "actual" and relation.post and self._is_role(candidate):
            status, gone = self._while_held(anchor.token, subject)
            details |= gone
        mentions, relations = self.reader.mentions, self.reader.relations
        ends = tuple(mentions[end] for end in dict.fromkeys((subject, object_)))
        dated = when is not None and when.start is not None
        named = what_counts(relation.name, pattern.id, status, ends, sentence, quoted=quoted, dated=dated)
        reasons = tuple(reasons_for(relations.precision.get(pattern.id), named, relations.factors))
        return LocalClaim(
            type=relation.name,
            subject=subject,
            object=object_,
            status=status,
            sentence=sentence,
            anchor=span,
            pattern=pattern.id,
            confidence=round(prod(factor for _, factor in reasons), 4),
            when=when,
            place=self._place_of(candidate, relation, (subject, object_)),
            speaker=speaker if speaker not in {subject} or quoted else None,
            quoted=quoted,
            details=with_details(details),
            reasons=reasons,
            posts={"Office", "Person"}.issubset(relation.subject),
            event=relation.event,
            open=relation.open,
            of_day=relation.of_day,
        )

    def _details(self, candidate: Candidate, relation: Relation, status: Status, when: When | None) -> dict[str, Value]:
        """What a claim says besides: the words of its pattern, that it is put off, why it is denied, its terms."""
        words, token = self.reader.relations.words, candidate.anchor.token
        details: dict[str, Value] = details_of(
            candidate.pattern, self.reader.arguments, candidate.anchor, when, amounts=relation.amounts
        )
        if status == "planned" and is_moved(self.tree, token, words):
            details["moved"] = True
        if status == "denied" and (why := why_denied(self.tree, token, words)):
            details["denial"] = why
        if relation.state:
            details = self.times.terms(token, planned=status == "planned", role=self._is_role(candidate)) | details
        return details

    def _when_of(self, token: int, *, planned: bool, role: bool) -> When | None:
        key = token, planned, role
        if key not in self._when:
            moved = planned and is_moved(self.tree, token, self.reader.relations.words)
            self._when[key] = self.times.of(token, planned=planned, role=role, moved=moved)
        return self._when[key]

    def _is_role(self, candidate: Candidate) -> bool:
        """Whether what the sentence does says nothing of the claim; a thing is there unless it is made or closed."""
        done_to = candidate.pattern.thing and self.tree.dep[candidate.anchor.token] in {"dobj", "nsubjpass"}
        return candidate.pattern.is_role and not done_to

    def _status_and_time(self, candidate: Candidate, relation: Relation) -> tuple[Status, When | None]:
        token, role = candidate.anchor.token, self._is_role(candidate)
        if relation.standing:
            return "actual", None
        left = role and relation.state and is_left(self.tree, token, self.reader.relations.words)
        status = self._worded(candidate, self._status_of(token, relation, role), left)
        done = self._when_done(token, relation, role, status)
        if done is not None:
            return "actual", done
        when = self._time_of(token, relation, role, status)
        if candidate.pattern.status == "former" or left:
            return _while_it_lasts(status, when, self.times.published)
        settled = settle_status(status, when, self.times.published)
        if settled != status and self._is_told_as_past(token):
            return status, None  # "will leave in June, X told Y": the day is that of what is told
        if settled == "planned" and self._is_old_plan(token, when):
            return "possible", when
        return settled, when

    def _is_old_plan(self, token: int, when: When | None) -> bool:
        """ "The plan to buy Y in 1983", "agreed in 1983 to buy Y": whether it came to that, the text may not say."""
        decided = None if when else self._when_of(self.tree.head[token], planned=False, role=False)
        return any(self._is_ago(one, OLD_PLAN) for one in (when, decided))

    def _is_ago(self, when: When | None, days: int) -> bool:
        published = self.times.published
        return bool(when and when.end and published and (published - when.end).days > days)

    def _is_told_as_past(self, token: int) -> bool:
        """ "arrested X", also where the parser takes it for a participle: "sold X and recently acquired Y"."""
        tree = self.tree
        goes_on = tree.dep[token] == "conj" and tree.tag[tree.head[token]] == "VBD"
        participle = tree.tag[token] == "VBN" and (goes_on or tree.has(token, "nsubj"))
        return tree.tag[token] == "VBD" or (participle and not tree.has(token, "aux", "auxpass"))

    def _status_of(self, token: int, relation: Relation, role: bool) -> Status:
        key = token, relation.state, role
        if key not in self._status:
            headline = self._in_headline(self.tree.offset[token])
            words = self.reader.relations.words
            self._status[key] = status_of(self.tree, token, words, state=relation.state, role=role, headline=headline)
        return self._status[key]

    def _worded(self, candidate: Candidate, status: Status, left: bool) -> Status:
        """The status, where the pattern's own words or the title say otherwise."""
        if status in {"former", "planned"} and candidate.pattern.status == "actual":
            status = "actual"
        if status in TURNED and candidate.pattern.status == "denied":
            return TURNED[status]
        if status != "actual":
            return status
        return self._modified(candidate) or (None if left else candidate.pattern.status) or status

    def _when_done(self, token: int, relation: Relation, role: bool, status: Status) -> When | None:
        """When what is told as planned or denied has been, all the same."""
        if status == "denied" and not relation.state:
            return self.times.last(token)
        if status != "planned":
            return None
        if not relation.state and is_purpose(self.tree, token):
            past = self._when_of(token, planned=False, role=role)
            if self._is_past(past):
                return past  # "came to see Y last week"
        told = relation.of_day and (self._when_of(token, planned=True, role=role) or self.times.within(token))
        return told if told and self._is_past(told) else None  # "lived there until her death in 1999"

    def _is_past(self, when: When | None) -> bool:
        published = self.times.published
        return when is not None and when.end is not None and published is not None and when.end < published

    def _time_of(self, token: int, relation: Relation, role: bool, status: Status) -> When | None:
        when = self._when_of(token, planned=status == "planned", role=role)
        if relation.of_day:
            when = when or self.times.within(token)
        return self.times.of_entry(token) if when is None and not role else when

    def _while_held(self, role: int, holder: int) -> tuple[Status, dict[str, Value]]:
        """Whether who holds a post in this sentence has left it by then, and `until` when."""
        leaving = left_by(self.reader.arguments.roles, role, self.reader.arguments.head_of[holder])
        if leaving == NONE and self._told_of_old(role, self.reader.arguments.head_of[holder]):
            return "former", {}
        when = self._when_of(leaving, planned=False, role=False) if leaving != NONE else None
        status, _ = _while_it_lasts("former" if leaving != NONE else "actual", when, self.times.published)
        return status, {"until": when.end.isoformat()} if status == "former" and when and when.end else {}

    def _told_of_old(self, role: int, holder: int) -> bool:
        """Whether the title belongs to what happened long ago: "was signed in 1979 by President X"; what X himself did
        then ("President X was born in 1950") tells nothing of it."""
        verb = clause_verb(self.tree, holder)
        doer = holder in self.reader.arguments.roles.surface_subjects(verb)
        when = self.times.of_entry(role) if doer else self._when_of(verb, planned=False, role=False)
        return self._is_ago(when, LONG_AGO)

    def _place_of(self, candidate: Candidate, relation: Relation, taken: tuple[int, int]) -> int | None:
        if self._is_role(candidate) or relation.state or relation.object in {(), ("Place",)}:
            return None
        return place_of(self.reader.arguments, candidate.anchor.token, taken)

    def _modified(self, candidate: Candidate) -> Status | None:
        """What the office mention itself says: "former", "president-elect"."""
        mentions = self.reader.mentions
        involved = [candidate.anchor.mention] if candidate.anchor.mention >= 0 else []
        modifiers = {mentions[m].modifier for m in (*involved, *candidate.objects) if mentions[m].type == "Office"}
        if modifiers & {"former", "late"}:
            return "former"
        return "planned" if "elect" in modifiers else None

    def _in_headline(self, char: int) -> bool:
        return any(start <= char < end for start, end in self.headlines)


def _while_it_lasts(status: Status, when: When | None, published: date | None) -> tuple[Status, When | None]:
    """What a wording of an end says before the end: whoever "will resign as mayor", or did not, is the mayor."""
    ahead = when is not None and when.start is not None and published is not None and when.start > published
    return ("actual", None) if status != "former" or ahead else (status, when)


def untyped_alone(claims: Sequence[LocalClaim]) -> list[LocalClaim]:
    """Without what an open relation says by a word, or of two in a sentence, that another relation has."""
    typed = [one for one in claims if not one.open]
    words = {one.anchor for one in typed}
    pairs = {(one.sentence, frozenset({one.subject, one.object})) for one in typed}
    return [
        one
        for one in claims
        if not one.open
        or (one.anchor not in words and (one.sentence, frozenset({one.subject, one.object})) not in pairs)
    ]


def best_claims(claims: Sequence[LocalClaim]) -> list[LocalClaim]:
    """One claim per type, pair, status and sentence: the one that says most, then the surest."""
    best: dict[tuple[str, int, int, str, int], LocalClaim] = {}
    for claim in claims:
        key = claim.type, claim.subject, claim.object, claim.status, claim.sentence[0]
        kept = best.get(key)
        if kept is None or _worth(claim) > _worth(kept):
            best[key] = claim
    return sorted(best.values(), key=lambda c: (c.sentence, c.anchor, c.type, c.subject, c.object, c.pattern))


def _worth(claim: LocalClaim) -> tuple[int, float]:
    return sum(x is not None for x in (claim.when, claim.place)) + len(claim.details), claim.confidence
