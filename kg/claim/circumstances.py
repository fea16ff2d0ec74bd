"""When and where what a claim says takes place, and the amounts and words that go with it."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence, Set
from dataclasses import replace
from datetime import date

from kg.claim.arguments import Arguments, Reached
from kg.claim.brackets import before_brackets
from kg.claim.patterns import Path, Pattern
from kg.claim.status import WENT
from kg.claim.tense import Tense, clause_verb, tense_of, was_to_be
from kg.claim.trees import OCCASIONS_OF_SAYING, VERBAL, Tree
from kg.datafiles import word_list
from kg.model import Mention, Status, Value, When
from kg.when.amounts import find_amounts
from kg.when.dates import DayOf, Months, Range, Shift, Weekday
from kg.when.times import TimeExpression, resolve_time

PLACE_PREPOSITIONS = frozenset({"at", "in", "inside", "outside", "on", "aboard"})
BEFOREHAND = word_list("told of before")
ON_WHICH = word_list("places one is on")
INSIDE = frozenset({"at", "in"})
LENDING = frozenset({"for", "during"})
"""An event noun after these has time and place of its clause: "is in Tokyo on Wednesday for talks with X"."""
SET_FOR = word_list("set for a day")
BESIDE = frozenset({"before", "after", "until", "since", "following", "about", "over", "despite", "against"})
"""What is told behind these has a time of its own: "met Y after the vote on Monday"."""
SOON = frozenset({"after", "following"})
"""Of these, what comes behind them may lie in the same month or year: "met Y after the vote in May"."""
EVES = word_list("eves")
TERMS = frozenset({"since", "until", "from-to"})
PERFECT = frozenset({"has", "have", "had", "'ve", "’ve"})
LINKED = frozenset({"xcomp", "conj", "advcl", "pcomp", "acl"})
"""How a clause hangs that may share the time of the one above."""
FIRST = word_list("first times")
CLOSE = 10
"""Tokens between an event noun and a time behind it."""


def _is_narrated(expression: TimeExpression) -> bool:
    """ "A day earlier": a time that counts from one told before."""
    return isinstance(expression.form, Shift) and expression.form.narrated


def _apart(expression: TimeExpression) -> frozenset[str]:
    """The prepositions behind which what is told has a time of its own."""
    return BESIDE if isinstance(expression.form, DayOf | Weekday) else BESIDE - SOON


_BULLET = re.compile(r"[\s*_#>•·\-–—(\[\"'“]*")
_ENTRY = re.compile(r"[\s*_)\]]*(?:[–—:]|-{1,2})[\s*_]")
"""What stands before and behind the date of an entry: "**October 4** – …"."""


class Times:
    """The time expressions of one article, by sentence, with the token each hangs on."""

    def __init__(
        self, tree: Tree, expressions: Sequence[TimeExpression], published: date | None, text: str = ""
    ) -> None:
        self.tree = tree
        self.published = published
        self.by_sentence: dict[int, list[tuple[int, TimeExpression]]] = {}
        self.entries = _entries(text, expressions)
        self._days: list[tuple[int, When]] | None = None
        for expression in expressions:
            token = self._root(expression)
            self.by_sentence.setdefault(tree.sentence(token)[0], []).append((token, expression))

    def _root(self, expression: TimeExpression) -> int:
        """The topmost token of the expression."""
        first, last = self.tree.token_at(expression.start), self.tree.token_at(expression.end - 1)
        inside = range(first, last + 1)
        return next((t for t in inside if self.tree.head[t] not in inside), first)

    def near(self, anchor: int, *, role: bool) -> list[tuple[int, TimeExpression]]:
        """Times of the anchor's sentence that belong to it, nearest first."""
        tree = self.tree
        own = [
            (tree.path_length(anchor, token), not self._follows(anchor, token), token, e)
            for token, e in self._in_sentence(anchor, role=role)
            if self._belongs(anchor, token, e) and not self._of_a_life(anchor, token)
        ]
        verb = clause_verb(tree, anchor)
        own = [entry for entry in own if clause_verb(tree, entry[2]) == verb] or own
        # "flew in on Sunday for talks next week": the time behind the talks is theirs
        lent = is_lent(tree, anchor)
        return [(token, e) for *_, token, e in sorted(own, key=lambda one: (lent and one[1], *one[:3]))]

    def _in_sentence(self, anchor: int, *, role: bool) -> list[tuple[int, TimeExpression]]:
        """The times of the anchor's sentence; of what is named in passing only those that hang on it."""
        tree = self.tree
        found = self.by_sentence.get(tree.sentence(anchor)[0], [])
        if not found or tree.pos[anchor] in VERBAL or not self._in_passing(anchor, role=role):
            return found
        return [
            (t, e)
            for t, e in found
            if anchor in tree.ancestors(t) or (self._ends(anchor, t, e) if role else self._trails(anchor, t))
        ]

    def _ends(self, post: int, token: int, expression: TimeExpression) -> bool:
        """ "Berg, mayor of Oslo until 2014, left": the term that ends what stands between the commas is the post's."""
        tree = self.tree
        behind = tree.token_at(expression.end - 1) + 1
        closed = behind < len(tree) and tree.lower[behind] in {",", ")", "."}
        return expression.role in TERMS and tree.dep[post] == "appos" and closed and self._follows(post, token)

    def _of_a_life(self, anchor: int, token: int) -> bool:
        """Years in brackets behind a name are the life's, not the claim's: "Anna Berg (1921–2003) was a poet"."""
        named = before_brackets(self.tree, token)
        return named >= 0 and self.tree.pos[named] == "PROPN" and before_brackets(self.tree, anchor) != named

    def _in_passing(self, noun: int, *, role: bool) -> bool:
        """Whether the clause is about something else: "President Berg spoke on Monday", "after talks with Y"."""
        tree = self.tree
        noun = tree.list_head(noun)
        dep, above = tree.dep[noun], tree.head[noun]
        if dep in {"attr", "oprd", "acomp"} or (dep == "pobj" and tree.lower[above] == "as"):
            return False
        return role or (dep not in {"dobj", "nsubjpass", "nsubj"} and not is_lent(tree, noun))

    def _trails(self, noun: int, token: int) -> bool:
        return self._follows(noun, token) or is_participle_of(self.tree, noun, clause_verb(self.tree, token))

    def _follows(self, noun: int, token: int) -> bool:
        """Whether a time stands close behind an event noun, no verb or comma between: "a visit to China next year"."""
        between = range(noun + 1, token)
        if not 0 < len(between) <= CLOSE:
            return False
        return not any(self.tree.pos[t] in VERBAL or self.tree.lower[t] in {",", ";"} for t in between)

    def _belongs(self, anchor: int, token: int, expression: TimeExpression) -> bool:
        """Whether time and anchor share a clause, or are linked by clauses that lend each other their time."""
        tree = self.tree
        if self._aside(anchor, token, expression) or (expression.role in TERMS and self._is_first(anchor)):
            return False
        time_verb, own_verb = clause_verb(tree, token), clause_verb(tree, anchor)
        if time_verb == own_verb:
            return not self._in_another_noun(anchor, token)
        if self._shares(own_verb, time_verb, token, expression):
            return not self._of_saying(anchor, token) and not self._in_another_noun(anchor, token)
        if is_participle_of(tree, anchor, time_verb):
            return True
        if tree.dep[time_verb] == "advcl" and self._is_simultaneous(time_verb):
            return clause_verb(tree, tree.head[time_verb]) == own_verb
        return self._leads_up(time_verb, own_verb)

    def _shares(self, verb: int, time_verb: int, token: int, expression: TimeExpression) -> bool:
        """Whether a clause has the time of the one above that the time stands in."""
        tree = self.tree
        while tree.dep[verb] in LINKED and tree.head[verb] != verb and not self._is_apart(verb, token, expression):
            verb = clause_verb(tree, tree.head[verb])
            if verb == time_verb:
                return True
        return False

    def _leads_up(self, verb: int, above: int) -> bool:
        """Whether a clause is what another is completed by: "wants to leave on Monday"."""
        tree = self.tree
        while tree.dep[verb] == "xcomp" and tree.head[verb] != verb:
            verb = clause_verb(tree, tree.head[verb])
            if verb == above:
                return True
        return False

    def _is_apart(self, verb: int, token: int, expression: TimeExpression) -> bool:
        """Whether a clause has a time of its own, other than that of the one above."""
        tree, dep, above = self.tree, self.tree.dep[verb], self.tree.head[verb]
        finite = tree.tag[verb] in {"VBD", "VBZ", "VBP"}
        if dep == "advcl":
            return finite or tree.lower[verb] in BEFOREHAND
        if dep == "acl":  # "Berg, born in Oslo, left in 2021"; not "the pact of 2021, signed by Berg"
            aside = tree.tag[verb] == "VBN" and tree.text[verb - 1] == ","
            return finite or (aside and above not in tree.ancestors(token))
        if dep == "conj":
            return self._stands_alone(verb, expression)
        return dep == "pcomp" and tree.lower[above] in _apart(expression)  # "fly to Oslo on Sunday after having met Y"

    def _stands_alone(self, verb: int, expression: TimeExpression) -> bool:
        """ "was mayor until 2022 and is now governor", "was an aide in 2015 and became chairman": the time is that of
        the first state alone."""
        tree, first = self.tree, self.tree.head[verb]
        finite = {"VBD", "VBZ", "VBP"} & {tree.tag[t] for t in (verb, *tree.children_by(verb, "aux", "auxpass"))}
        return bool(finite) and (expression.role in TERMS or (tree.lemma[first] == "be" and tree.has(first, "attr")))

    def _aside(self, anchor: int, token: int, expression: TimeExpression) -> bool:
        """Whether a time stands in a phrase beside what the anchor tells: "Berg, mayor since 2020, met Y", "met Y after
        the vote on Monday"."""
        tree, around = self.tree, set(self.tree.ancestors(anchor))
        if self._is_ranked_in(expression):
            return True
        apart = _apart(expression)
        for noun in tree.ancestors(token):
            if noun in around or tree.pos[noun] in VERBAL:
                return False
            if tree.lower[noun] == "of" and tree.lower[tree.head[noun]] in EVES:
                return True
            if noun != token and self._is_beside(noun, around, apart):
                return True
        return False

    def _is_beside(self, noun: int, around: Set[int], apart: Set[str]) -> bool:
        """Whether a noun tells of something else: "after the vote", "Berg, mayor since 2020"."""
        tree, above = self.tree, self.tree.head[noun]
        if tree.dep[noun] == "pobj":
            return tree.lower[above] in apart and above not in around
        return tree.dep[noun] == "appos" and tree.pos[noun] != "NUM"

    def _is_ranked_in(self, expression: TimeExpression) -> bool:
        """ "The youngest premier of the 20th century": among whom, not when."""
        tree = self.tree
        of = tree.token_at(expression.start)
        nouns = [token for token in tree.ancestors(of) if tree.pos[token] in {"NOUN", "PROPN"}]
        ranked = any(tree.tag[child] in {"JJS", "RBS"} for noun in nouns for child in tree.children[noun])
        return tree.lower[of] == "of" and ranked

    def _is_first(self, anchor: int) -> bool:
        """ "their first meeting since 2019", "met for the first time since 2019": that is when they met before."""
        tree = self.tree
        times = tree.nouns_by(anchor, "prep")
        times += tree.children_by(anchor, "npadvmod")
        near = [c for t in (anchor, *times) if t == anchor or tree.lemma[t] == "time" for c in tree.children[t]]
        return any(tree.lower[c] in FIRST or tree.tag[c] in {"JJS", "RBS"} for c in near)

    def _of_saying(self, anchor: int, token: int) -> bool:
        """ "agreed to meet in a phone call on Monday": the day of the call, not of what was agreed in it."""
        above = self.tree.ancestors(token)
        return any(self.tree.lemma[t] in OCCASIONS_OF_SAYING for t in above if t != anchor)

    def _is_simultaneous(self, verb: int) -> bool:
        """ "met Y when he visited Z in 2019": the clause tells the time of the one it belongs to."""
        marks = self.tree.children_by(verb, "mark", "advmod", "prep")
        return any(self.tree.lower[m] in {"when", "after", "as", "while"} for m in marks)

    def _in_another_noun(self, anchor: int, token: int) -> bool:
        """A time inside a noun phrase that is not the anchor's: "Sunday's vote" says nothing of the verb."""
        holder = self.tree.head[token]
        if self.tree.dep[token] not in {"poss", "compound", "nmod", "amod", "nummod"} or holder == token:
            return False
        return holder != anchor and anchor not in self.tree.ancestors(token)[:1]

    def of(self, anchor: int, *, planned: bool, role: bool, moved: bool = False) -> When | None:
        """When the anchor's event takes place, by the nearest time that belongs to it and can be resolved.

        A `role` has the time of its clause only where the clause is about it, not where it is named in passing. What is
        `moved` takes place at the time it is moved to.
        """
        arrived = self._arrived(anchor) if planned else None
        for token, told in self.near(anchor, role=role):
            if planned and not moved and self._is_of_the_plan(anchor, token):
                continue
            expression = moved_to(told) if moved else told
            base = arrived if arrived and isinstance(expression.form, Weekday) else self.published
            when = resolve_time(
                expression, base, self._way(anchor, token, planned=planned), self._told_before(expression)
            )
            if when is not None:
                return when
        return self._from_journey(anchor) if planned else None

    def _way(self, anchor: int, token: int, *, planned: bool) -> Tense:
        """Whether a time of the anchor's lies before or behind: it points the way of the clause that it stands in."""
        tree = self.tree
        if self._is_set_for(anchor, token):
            return "future"
        if not planned and token < anchor and clause_verb(tree, token) in tree.ancestors(anchor)[1:]:
            return tense_of(tree, token)
        return "future" if planned and not was_to_be(tree, anchor) else tense_of(tree, anchor)

    def _is_of_the_plan(self, anchor: int, token: int) -> bool:
        """ "announced on Thursday her intention to meet Y", "promised on Monday to visit Y": then it was said."""
        tree, verb = self.tree, clause_verb(self.tree, token)
        told = tree.tag[verb] == "VBD" and not tree.has(verb, "aux") and tree.lemma[verb] not in {"be", *WENT}
        chain = tree.ancestors(anchor)
        if not told or token > anchor or verb not in chain or verb == clause_verb(tree, anchor):
            return False
        return tree.dep[chain[chain.index(verb) - 1]] in {"xcomp", "ccomp", "dobj"}

    def _arrived(self, anchor: int) -> date | None:
        """The day from which "arrived on Monday for talks on Tuesday" counts the Tuesday."""
        tree = self.tree
        verb = tree.head[tree.head[anchor]]
        if not is_lent(tree, anchor) or tree.pos[verb] not in VERBAL or tense_of(tree, verb) != "past":
            return None
        arrival = self.of(verb, planned=False, role=False)
        return arrival.start if arrival else None

    def last(self, anchor: int) -> When | None:
        """When what has not happened since did: "has not met Y since 2019" tells of a meeting in 2019."""
        if not self.tree.has_word(anchor, PERFECT, "aux"):
            return None
        since = [replace(e, role="on") for _, e in self.near(anchor, role=False) if e.role == "since"]
        spelled = [e for e in since if e.preposition == "since"]
        return next((w for e in spelled if (w := resolve_time(e, self.published, "past"))), None)

    def _is_set_for(self, anchor: int, token: int) -> bool:
        """ "Her visit, planned for Thursday, was called off": the day lay ahead, whatever became of the visit."""
        verb = clause_verb(self.tree, token)
        return self.tree.lower[verb] in SET_FOR and is_participle_of(self.tree, anchor, verb)

    def within(self, anchor: int) -> When | None:
        """The time of an event noun that is part of a time itself: "since its founding in 1999"."""
        at = self.tree.offset[anchor]
        near = self.by_sentence.get(self.tree.sentence(anchor)[0], [])
        around = next((e for _, e in near if e.start < at < e.end), None)
        return resolve_time(replace(around, role="on"), self.published, "past") if around else None

    def of_entry(self, anchor: int) -> When | None:
        """The date that heads the anchor's paragraph, as in a timeline: "October 4 – X is elected"."""
        at = self.tree.offset[anchor]
        entry = next((e for start, end, e in self.entries if start <= at < end), None)
        return resolve_time(entry, self.published, "") if entry else None

    def _told_before(self, expression: TimeExpression) -> When | None:
        """The day that "a day earlier" and "the same day" count from: the entry's, else the last day told before."""
        if not _is_narrated(expression):
            return None
        token = self.tree.token_at(expression.start)
        before = [when for at, when in self._days_told() if at < expression.start]
        return self.of_entry(token) or (before[-1] if before else None)

    def _days_told(self) -> list[tuple[int, When]]:
        """Where the article tells of a day not after its own, in text order."""
        if self._days is None:
            told = sorted((e.start, t, e) for times in self.by_sentence.values() for t, e in times if e.role == "on")
            read = [(at, self._day_told(t, e)) for at, t, e in told if not _is_narrated(e)]
            self._days = [(at, day) for at, day in read if day is not None]
        return self._days

    def _day_told(self, token: int, expression: TimeExpression) -> When | None:
        """The day of an expression, not after the article's own."""
        when = resolve_time(expression, self.published, tense_of(self.tree, token))
        if when is None or when.start is None or when.start != when.end:
            return None
        return when if when.start <= (self.published or date.max) else None

    def _from_journey(self, anchor: int) -> When | None:
        """ "flew to Y on Monday, where she is to meet X": the meeting comes on that day or later."""
        tree = self.tree
        verb = clause_verb(tree, anchor)
        while tree.dep[verb] in {"xcomp", "conj"} and tree.head[verb] != verb:
            verb = clause_verb(tree, tree.head[verb])
        if tree.dep[verb] not in {"relcl", "advcl"} or "where" not in {tree.lower[c] for c in tree.children[verb]}:
            return None
        journey = clause_verb(tree, tree.head[verb])
        arrival = self.of(journey, planned=False, role=False) if journey != verb else None
        return When(arrival.start, None, arrival.text) if arrival and arrival.start else None

    def terms(self, anchor: int, *, planned: bool, role: bool) -> dict[str, Value]:
        """`since` and `until` of a lasting state, as ISO dates."""
        found: dict[str, Value] = {}
        tense = "future" if planned else tense_of(self.tree, anchor)
        for _, expression in self.near(anchor, role=role):
            when = resolve_time(expression, self.published, tense)
            if when is None:
                continue
            if expression.role in {"since", "from-to"} and when.start:
                found.setdefault("since", when.start.isoformat())
            if expression.role in {"until", "from-to"} and when.end:
                found.setdefault("until", when.end.isoformat())
        return found


def _entries(text: str, expressions: Sequence[TimeExpression]) -> list[tuple[int, int, TimeExpression]]:
    """[start, end) of each paragraph that a date of its own opens, with the date."""
    found = []
    for expression in expressions:
        start = max(text.rfind("\n", 0, expression.start) + 1, 0)
        opens = _BULLET.fullmatch(text, start, expression.start) and _ENTRY.match(text, expression.end)
        if text and opens and expression.role == "on" and isinstance(expression.form, DayOf | Months | Range | Weekday):
            end = text.find("\n\n", expression.end)
            found.append((start, len(text) if end < 0 else end, expression))
    return found


def place_of(arguments: Arguments, anchor: int, taken: Sequence[int]) -> int | None:
    """The place mention after "in" or "at" that belongs to the anchor; a building before a city; none of `taken`."""
    for start in _starts(arguments.tree, anchor) + _people(arguments, taken):
        found = [m for m in _places(arguments, start, anchor) if m not in taken and _is_spot(arguments, m)]
        if found:
            return min(found, key=lambda m: (not _after_at(arguments, m), arguments.mentions[m].start))
    return None


def _places(arguments: Arguments, start: int, anchor: int) -> list[int]:
    """The places behind what says where something is, with those that they lie in."""
    tree, roles = arguments.tree, arguments.roles
    reached = roles.prepositional(start, PLACE_PREPOSITIONS)
    if _is_journey_for(tree, start, anchor):
        reached += roles.prepositional(start, frozenset({"to"}))
    reached += [t for r in reached if tree.pos[r] == "NOUN" for t in roles.prepositional(r, INSIDE)]
    return [m for t in reached for m in arguments.mentions_at(Reached(t), ("Place",), stand_ins=False)]


def _starts(tree: Tree, anchor: int) -> list[int]:
    """Where the place of an event may hang: the anchor, a participle behind it, the verb an event noun goes with."""
    if tree.pos[anchor] != "NOUN":
        return [anchor]
    above = tree.head[anchor]
    if is_lent(tree, anchor):
        above = tree.head[above]
    participles = [t for t in (anchor + 2, *tree.children_by(anchor, "acl")) if is_participle_of(tree, anchor, t)]
    return [anchor, *participles, *([above] if tree.pos[above] in VERBAL else [])]


def _is_journey_for(tree: Tree, verb: int, noun: int) -> bool:
    """ "travelled to Y for talks": the talks are where the journey goes."""
    purpose = tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] == "for" and tree.head[tree.head[noun]] == verb
    return purpose and tree.lemma[verb] in WENT


def _is_spot(arguments: Arguments, mention: int) -> bool:
    """Whether a place is where something happens: "on" only where one can be on it, not "an attack on Y"."""
    tree, token = arguments.tree, arguments.head_of[mention]
    if arguments.mentions[mention].kind == "demonym":
        return False
    return tree.lower[tree.head[token]] != "on" or tree.lower[token] in ON_WHICH


def _people(arguments: Arguments, taken: Sequence[int]) -> list[int]:
    """The names after which the parser hangs the place of what is told of them: "was received by X in Y"."""
    people = [m for m in taken if arguments.mentions[m].type == "Person" and arguments.mentions[m].kind == "name"]
    return [arguments.head_of[m] for m in people if arguments.tree.dep[arguments.head_of[m]] in {"dobj", "pobj"}]


def is_lent(tree: Tree, noun: int) -> bool:
    """Whether an event noun has time and place of the clause it is the purpose of: "is in Tokyo for talks"."""
    return tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] in LENDING


def is_participle_of(tree: Tree, noun: int, verb: int) -> bool:
    """ "a call, held on Monday"."""
    if verb >= len(tree) or tree.dep[verb] not in {"acl", "advcl"} or tree.tag[verb] != "VBN":
        return False
    if tree.pos[noun] in VERBAL:  # "Born in Oslo in 1934, Berg studied in Lund"
        return False
    return tree.head[verb] == noun or (noun == verb - 2 and tree.lower[noun + 1] == ",")


def _after_at(arguments: Arguments, mention: int) -> bool:
    tree = arguments.tree
    return tree.lower[tree.head[arguments.head_of[mention]]] in {"at", "inside", "aboard"}


def settle_status(status: Status, when: When | None, published: date | None) -> Status:
    """What is told in the present tense of a day to come is planned: "the two meet on Thursday"."""
    if status == "actual" and when and when.start and published and when.start > published:
        return "planned"
    return status


def is_over(details: Mapping[str, Value], published: date | None) -> bool:
    """Whether a lasting state ended before the article, by its own term."""
    until = details.get("until")
    return published is not None and isinstance(until, str) and until < published.isoformat()


def moved_to(expression: TimeExpression) -> TimeExpression:
    """The new time of what is moved "until next week" or "from Thursday to Friday"."""
    form = expression.form.last if isinstance(expression.form, Range) else expression.form
    return replace(expression, form=form, role="on")


def details_of(
    pattern: Pattern,
    arguments: Arguments,
    anchor: Reached,
    when: When | None,
    *,
    amounts: bool = False,
) -> dict[str, Value]:
    """The words that the pattern's detail paths lead to: the surface of the phrase without article.

    The fixed value "when" stands for a day of the claim's time: its first, or for `until` its last; "lemma" for the
    anchor's lemma.
    """
    found, money = amount_of(arguments, anchor.token) if amounts else ({}, None)
    for name, value in pattern.details:
        if value == "when":
            day = when and (when.end if name == "until" else when.start)
            if day:
                found[name] = day.isoformat()
            continue
        if isinstance(value, str):
            found[name] = arguments.tree.lemma[anchor.token] if value == "lemma" else value
            continue
        words = _first_words(arguments, anchor, value, money)
        if words:
            found[name] = words
    return found


def amount_of(arguments: Arguments, anchor: int) -> tuple[dict[str, Value], tuple[int, int] | None]:
    """The sum of money nearest to the anchor in its sentence, and the characters it stands at."""
    tree = arguments.tree
    first, end = tree.sentence(anchor)
    start = tree.offset[first]
    found = find_amounts(arguments.text[start : tree.offset[end - 1] + len(tree.text[end - 1])])
    if not found:
        return {}, None
    nearest = min(found, key=lambda a: (tree.path_length(anchor, tree.token_at(start + a.start)), a.start))
    return (
        {"amount": nearest.value, "currency": nearest.currency},
        (start + nearest.start, start + nearest.end),
    )


def _first_words(
    arguments: Arguments, anchor: Reached, paths: Sequence[Path], money: tuple[int, int] | None
) -> str | None:
    for path in paths:
        for reached in arguments.follow(anchor, path):
            if money is None or not money[0] <= arguments.tree.offset[reached.token] < money[1]:
                return phrase(arguments, reached.token, money)
    return None


def phrase(arguments: Arguments, token: int, money: tuple[int, int] | None = None) -> str:
    """The noun with what stands before it in its phrase, without a sum: "trade agreement", "critical minerals deal"."""
    for mention in arguments.inside.get(token, ()):
        if arguments.mentions[mention].type == "Office":
            return arguments.mentions[mention].title or arguments.mentions[mention].text
    left = _left_of(arguments.tree, token, money[1] if money else 0)
    return " ".join(arguments.tree.text[left : token + 1]).replace(" - ", "-")


def _left_of(tree: Tree, token: int, begins: int) -> int:
    """Where the words begin that stand before a noun in its phrase, from the character `begins` on."""
    left = token
    while left - 1 in tree.children[token] or (left - 1 >= 0 and tree.head[left - 1] in range(left, token + 1)):
        if tree.dep[left - 1] not in {"compound", "amod", "nmod", "punct", "quantmod", "nummod"}:
            break
        if tree.lower[left - 1] in {",", '"', "“"} or tree.offset[left - 1] < begins:
            break
        left -= 1
    return left


def with_details(claim_details: dict[str, Value]) -> tuple[tuple[str, Value], ...]:
    """Details in the form claims carry them, sorted by name."""
    return tuple(sorted(claim_details.items()))


def overlap(a: Mention, b: Mention) -> bool:
    """Whether the two mentions share words."""
    return a.start < b.end and b.start < a.end
