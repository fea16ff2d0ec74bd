"""From an anchor along a path to the mentions that are a relation's arguments."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Sequence, Set
from itertools import chain, pairwise
from typing import NamedTuple

from kg.claim.brackets import before_brackets
from kg.claim.patterns import NEAR, Path, Step
from kg.claim.roles import Roles
from kg.claim.trees import DEED, Tree
from kg.datafiles import word_list
from kg.model import Mention

OF = frozenset({"of", "from"})
NO_MENTION = -1
OF_A_PEOPLE = ("ese", "sh", "ch", "ss")
"""How the adjectives end that, behind "the", name a whole people."""
GAP = 4
"""`after[…]` and `before[…]` skip articles and the like, but no more than this many tokens."""
PLACE = frozenset({"Place"})
FEDERAL = word_list("no town's")
FOR_NOUNS = frozenset({"one", "latest", "first", "last"})
"""Words that stand for a common noun."""
SELF_TOLD = {"it": False, "its": False, "they": True, "their": True}
"""The pronouns of a teller who is no mention, and whether he is many."""
POINTING = frozenset({"the", "this", "that", "these", "those"})
PLACES = frozenset({"Place"})
LOOK_BACK = 3
"""How many sentences back the act is looked for that "the attack" points to."""
STEM = 4
"""How many letters a verb and the noun of its deed share at least: "deci-de", "deci-sion"."""
ASIDE = 12
"""Brackets of up to this many tokens are skipped between neighbours: "Anna Berg (41) of Oslo"."""


class Reached(NamedTuple):
    """Where a path ended: a token, and the mention where a link was followed (NO_MENTION otherwise)."""

    token: int
    mention: int = NO_MENTION


class Arguments:
    """The mentions of one article laid over its tree."""

    def __init__(
        self, roles: Roles, mentions: Sequence[Mention], text: str = "", is_country: Callable[[str], bool] | None = None
    ) -> None:
        self.text = text
        self._is_country = is_country or (lambda _name: True)
        self.roles = roles
        self._added: dict[str, Callable[[int], list[int]]] = {
            "nsubj": roles.subjects,
            "dobj": roles.objects,
            "nsubjpass": self._patients,
            "same": roles.same,
            "owner": roles.owners,
            "actor": roles.actors,
            "doer": roles.doers,
            "giver": roles.givers,
            "source": roles.sources,
            "taker": roles.takers,
            "partaker": roles.partakers,
            "act": roles.acts_on,
            "wished": roles.wished,
            "authority": roles.authorities,
            "infinitive": roles.infinitives,
            "score": roles.scores,
            "topic": roles.topics,
            "field": roles.fields,
            "role": self._named_roles,
            "joined": self._joined_before,
            "bracketed": self._bracketed,
        }
        self.tree: Tree = roles.tree
        self.mentions = mentions
        self.tokens: list[tuple[int, int]] = [self._span(m) for m in mentions]
        self._steps: dict[tuple[int, int, int], list[Reached]] = {}
        """By place and identity of the step: equal steps are one object (kg/claim/patterns.py)."""
        self._words, self._words_with = _words_of(self.tree)
        self.roots: dict[int, list[int]] = {}
        """Token → mentions it is the head of, names before descriptions, longer before shorter."""
        self.inside: dict[int, list[int]] = {}
        """Token → mentions it stands in."""
        self.head_of: list[int] = []
        for index, (first, end) in enumerate(self.tokens):
            heads = [t for t in range(first, end) if not first <= self.tree.head[t] < end or self.tree.head[t] == t]
            self.head_of.append(heads[-1] if heads else end - 1)
            for token in heads:
                self.roots.setdefault(token, []).append(index)
            for token in range(first, end):
                self.inside.setdefault(token, []).append(index)

    def _span(self, mention: Mention) -> tuple[int, int]:
        first = self.tree.token_at(mention.start)
        return first, max(first + 1, self.tree.token_at(mention.end - 1) + 1)

    # ------------------------------------------------------------------ paths

    def follow(self, start: Reached, path: Path) -> list[Reached]:
        """All places the path leads to. Patterns share paths, and their results are kept."""
        if not self._may_lead(start.token, path):
            return []
        at = [start]
        for step in path:
            if len(at) == 1:
                at = self._one_step(at[0], step)
            elif at:
                at = list(dict.fromkeys(r for here in at for r in self._one_step(here, step)))
        return at

    def _may_lead(self, token: int, path: Path) -> bool:
        """Whether the words that a path asks for are there: where not, as for half of all paths, none of its steps need
        be taken."""
        words = self._words_with[token]
        for step in path:
            if step.strays:
                words = self._words
            if step.lemmas and step.lemmas.isdisjoint(words):
                return False
        return True

    def _one_step(self, here: Reached, step: Step) -> list[Reached]:
        key = here.token, here.mention, id(step)
        found = self._steps.get(key)
        if found is None:
            found = self._steps[key] = self._step(here, step)
        return found

    def _step(self, here: Reached, step: Step) -> list[Reached]:
        if step.link:
            return self._linked(here, step.link)
        if step.labels & NEAR:
            return self._neighbour(here, "after" in step.labels, step.words)
        tokens = self._tokens(here.token, step)
        if not tokens:
            return []
        if step.words:
            tokens = [t for t in tokens if self.tree.lemma[t] in step.words or self.tree.lower[t] in step.words]
        return [Reached(t) for t in dict.fromkeys(tokens)]

    def _tokens(self, token: int, step: Step) -> list[int]:
        tree, roles = self.tree, self.roles
        if step.prepositions:
            return roles.prepositional(token, step.prepositions)
        if step.up:
            first = roles.first_conjunct(token)
            return [tree.head[t] for t in dict.fromkeys((token, first)) if tree.dep[t] in step.labels]
        found = [t for label in step.roles for t in self._added[label](token)]
        if step.plain and tree.children[token]:
            children = roles.each_listed(tree.children_by(token, *step.plain))
            found += [j for c in children for j in self._joined(c)] + children
        return found

    def _patients(self, token: int) -> list[int]:
        """The subject of a passive."""
        return list(self.roles.surface_subjects(token)) if self.roles.is_passive(token) else []

    def _bracketed(self, token: int) -> list[int]:
        """What the brackets that the token stands in follow: "Berg (formerly Reed, born in Oslo)"."""
        named = before_brackets(self.tree, token)
        return [named] if named != NO_MENTION else []

    def _named_roles(self, noun: int) -> list[int]:
        """The nouns that say what somebody is: the noun itself, or what stands before a name; no part of a name."""
        tree = self.tree
        words = [noun, *tree.children_by(noun, "compound", "nmod", "appos")]
        return [t for t in words if tree.pos[t] in {"NOUN", "PROPN"} and not self._is_named(t)]

    def _is_named(self, token: int) -> bool:
        named = (self.mentions[m] for m in self.inside.get(token, ()))
        return any(mention.kind == "name" and mention.type != "Office" for mention in named)

    def _joined_before(self, noun: int) -> list[int]:
        """Both halves of what stands joined before a noun: "a Ghana-Togo truce"."""
        before = self.tree.children_by(noun, "compound", "amod", "nmod", "poss")
        return [t for c in before for j in self._joined(c) for t in (j, c)]

    def _joined(self, token: int) -> list[int]:
        """The first halves of "Berg-Reed talks", which the parser hangs on the second."""
        tree = self.tree
        return [c for c in tree.children[token] if c + 2 == token and tree.text[c + 1] in {"-", "–", "—", "/"}]

    def _linked(self, here: Reached, name: str) -> list[Reached]:
        candidates = [here.mention] if here.mention != NO_MENTION else self.roots.get(here.token, [])
        links = [self.mentions[m].link(name) for m in candidates]
        return [Reached(self.head_of[link], link) for link in links if link is not None]

    def _neighbour(self, here: Reached, after: bool, words: frozenset[str]) -> list[Reached]:
        """The mention that stands right beside the anchor's own mention, with one of `words` (if any) in between."""
        first, end = self._extent(here)
        low, high = self.tree.sentence(here.token)
        step, at = (1, self._behind_aside(end, low, high, words)) if after else (-1, first - 1)
        needed = bool(words)
        for _ in range(GAP):
            if not low <= at < high:
                return []
            if needed and (width := self._width_of(at, words)):
                needed, at = False, at + width - 1
            elif not needed and (found := self._edge(at, after)) != NO_MENTION:
                fits = self._goes_on(here, found, words) and not self._owns(found, words & OF)
                return self._with_list(here, found) if fits else []
            elif self.tree.lower[at] not in self.roles.words["skipped"]:
                return []
            at += step
        return []

    def _behind_aside(self, at: int, low: int, high: int, words: frozenset[str]) -> int:
        """Where it goes on behind a date, and behind brackets where something must come in between."""
        while low <= at < high and self._is_date(at):
            at += 1
        if words and at < high and self.tree.text[at] == "(" and "(" not in words:
            return next((t + 1 for t in range(at, min(at + ASIDE, high)) if self.tree.text[t] == ")"), at)
        return at

    def _width_of(self, at: int, words: frozenset[str]) -> int:
        """How many tokens one of the words takes here, with the comma before it; 0 where none stands here."""
        lower = self.tree.lower
        if lower[at] == "," and "".join(lower[at : at + 2]) in words:
            return 2
        return int(lower[at] in words)

    def _goes_on(self, here: Reached, mention: int, words: frozenset[str]) -> bool:
        """Whether what stands after "and" is of the same kind: "Lyon, France, and Acme" is no list of places."""
        lists = here.mention != NO_MENTION and "and" in words
        return not lists or self.mentions[here.mention].type == self.mentions[mention].type

    def _owns(self, mention: int, of: Set[str]) -> bool:
        """Whether what stands after "of" owns what is: "said X of Y's results", "the sale to X of Y's stake"."""
        end = self.tokens[mention][1]
        return bool(of) and end < len(self.tree) and self.tree.tag[end] == "POS"

    def _is_date(self, token: int) -> bool:
        """Days and years change nothing between neighbours: "born 3 May 1970, Oslo"."""
        month = self.tree.lower[token] in self.roles.words["months"]
        return (month and self.tree.pos[token] == "PROPN") or (
            self.tree.pos[token] == "NUM" and token not in self.inside
        )

    def _with_list(self, here: Reached, mention: int) -> list[Reached]:
        """A neighbour and, beside a common noun ("their children, Ann and Bob"), what is coordinated with it."""
        head = self.head_of[mention]
        listed = self.roles.coordinated(head)[1:] if here.mention == NO_MENTION else []
        listed = [t for t in listed if not self.roles.behind_another_role(t, head)]
        return [Reached(head, mention), *(Reached(t) for t in listed)]

    def _extent(self, here: Reached) -> tuple[int, int]:
        if here.mention != NO_MENTION:
            return self.tokens[here.mention]
        within = self.roots.get(here.token)
        return self.tokens[within[0]] if within else (here.token, here.token + 1)

    def _edge(self, token: int, after: bool) -> int:
        """The longest mention that begins (or, going left, ends) at `token`."""
        side, edge = (0, token) if after else (1, token + 1)
        fitting = [m for m in self.inside.get(token, ()) if self.tokens[m][side] == edge]
        return max(fitting, key=lambda m: self.tokens[m][1] - self.tokens[m][0], default=NO_MENTION)

    # ------------------------------------------------------------------ mentions

    def mentions_at(
        self, reached: Reached, types: Collection[str], *, stand_ins: bool, acts: bool = False, together: bool = False
    ) -> list[int]:
        """The mentions that a reached token stands for, of one of `types`.

        With `acts` also who did what it names; `together`: "the ministers of X and Y" are X and Y.
        """
        if reached.mention != NO_MENTION:
            return [reached.mention] if self.mentions[reached.mention].type in types else []
        if counted := self._counted(reached.token):
            each = (self.mentions_at(Reached(t), types, stand_ins=stand_ins, acts=acts) for t in counted)
            return list(chain.from_iterable(each))
        states = self._states_of_posts(reached.token) if together else []
        return states or self._meant(reached.token, types, stand_ins=stand_ins, acts=acts)

    def _meant(self, token: int, types: Collection[str], *, stand_ins: bool, acts: bool) -> list[int]:
        if stand_ins and (told := self._self_told(token, types)):
            return told
        found = self._direct(token, types) or self._described(token, types) or self._covering(token, types)
        if not found and stand_ins:
            found = self._stand_in(token, types) or self._writer_of(token, types)
        return found or (self._whose_act(token, types) if acts else [])

    def _direct(self, token: int, types: Collection[str]) -> list[int]:
        """The mention that a token is the head of, or the name beside it."""
        direct = self._heading(token, types)
        return (self._apposed_name(token, direct[0], types) or direct) if direct else []

    def _described(self, token: int, types: Collection[str]) -> list[int]:
        """Whom or what a common noun names, describes or gives examples of."""
        named = self._headings(self._names_of(token), types) or self._headings(self._said_of(token), types)
        if not named:
            return self._members_named(token, types)
        named = sorted(self._of_its_kind(token, named), key=lambda m: self.mentions[m].kind == "description")
        return named if self.tree.tag[token] == "NNS" else named[:1]

    def _covering(self, token: int, types: Collection[str]) -> list[int]:
        """The mention that a name's word stands in."""
        if self.tree.pos[token] != "PROPN":
            return []
        return [m for m in self.inside.get(token, ()) if self._stands_for(m, types)][:1]

    def _counted(self, token: int) -> list[int]:
        """The troops of "thousands of Ghanaian troops"."""
        if self.tree.lemma[token] not in self.roles.words["quantities"]:
            return []
        return [t for t in self.roles.prepositional(token, frozenset({"of"})) if self.tree.tag[t] == "NNS"]

    def _members_named(self, token: int, types: Collection[str]) -> list[int]:
        """ "several allies, including X and Y", "firms such as X": what the group does or suffers, they do."""
        if self.tree.tag[token] != "NNS":
            return []
        members = self.roles.prepositional(token, frozenset({"including", "like"})) + self.roles.examples(token)
        return self._headings(members, types)

    def _of_its_kind(self, token: int, named: list[int]) -> list[int]:
        """Of what a common noun may stand for, that which can be one: of "the president of Chile, one of the countries
        behind Y" it is Chile."""
        of, noun = frozenset({"of"}), token
        if self.tree.lower[token] == "one":
            noun = next(iter(self.roles.prepositional(token, of)), token)
        if self.tree.lemma[noun] not in self.roles.words["kinds_of_state"]:
            return named
        found = [m for m in named if self.mentions[m].type == "Place"]
        inner = (t for m in named for t in self.roles.prepositional(self.head_of[m], of))
        found = found or self._headings(inner, PLACE)
        return found or [link for m in named if (link := self.mentions[m].link("body")) is not None]

    def _writer_of(self, token: int, types: Collection[str]) -> list[int]:
        """Whose words a subject is that speaks itself: "the Acme paper urges Y", "a statement by Acme condemned Y", "X
        issued a reply thanking Y"."""
        tree = self.tree
        goes = tree.lemma[tree.head[token]] in self.roles.words["journeys"]  # "a letter from X arrived in Y"
        thanking = any(tree.tag[c] == "VBG" for c in tree.children_by(token, "acl"))
        speaks = ((tree.dep[token] == "nsubj" and not goes) or thanking) and "Organization" in types
        if not speaks or tree.lemma[token] not in self.roles.words["sayings"]:
            return []
        near = [*self.roles.owners(token), *self.roles.prepositional(token, frozenset({"by", "from", "of"}))]
        near += self.roles.givers(token) if thanking else []
        return [m for t in near for m in self._heading(t, set(types) & {"Person", "Organization"})][:1]

    def _self_told(self, token: int, types: Collection[str]) -> list[int]:
        """Who tells of himself as "it" or "they" and is no mention: "Ghana's army said it had struck its targets"."""
        tree = self.tree
        plural = SELF_TOLD.get(tree.lower[token])
        if plural is None or any(self.mentions[m].antecedents for m in self.inside.get(token, ())):
            return []
        clauses = [t for t in tree.ancestors(token) if tree.dep[t] == "ccomp"][:1]
        telling = [v for v in (tree.head[t] for t in clauses) if tree.lemma[v] in self.roles.words["telling_verbs"]]
        tellers = [s for v in telling for s in tree.children_by(v, "nsubj") if (tree.tag[s] == "NNS") == plural]
        return [m for s in tellers if s not in self.roots for m in self._stand_in(s, types)]

    def _whose_act(self, token: int, types: Collection[str]) -> list[int]:
        """Whose act, word or plan a noun names: "the Russian strikes", "a decision by the court", "Berg's remarks"."""
        if self.tree.lemma[token] not in self.roles.words["acts"]:
            return []
        near = self.roles.doers(token, given=False)
        if self.tree.lemma[token] in self.roles.words["about_countries"] and any(map(self._is_topic, near)):
            return []
        if self.tree.dep[token] == DEED:
            return self._first_of(self.roles.subjects(self.tree.head[token]), types)
        owners = [t for t in near if self.tree.dep[t] == "poss"]  # "Berg's White House bid" is hers
        found = self._first_of(owners or near, types)
        if self.tree.lemma[token] not in self.roles.words["deeds"] | self.roles.words["undergone"]:
            told = self.roles.prepositional(token, OF)
            found = found or self._first_of([t for t in told if not self._does_something(t)], types)
        found = found or self._first_of(self.roles.makers(token), types)
        return found or self._told_before(token, types)

    def _is_topic(self, token: int) -> bool:
        """ "The Iran policy" is about Iran, "the Iranian policy" and "the Berg policy" are whose they say."""
        named = self._heading(token, PLACES) if self.tree.dep[token] in {"compound", "nmod"} else []
        return any(self.mentions[m].kind == "name" for m in named)

    def _does_something(self, noun: int) -> bool:
        """ "The idea of Norway joining": what the idea is of, and not whose it is."""
        tree, behind = self.tree, noun + 1
        return behind < len(tree) and tree.tag[behind] == "VBG" and tree.head[behind] in tree.ancestors(noun)[:3]

    def _told_before(self, token: int, types: Collection[str]) -> list[int]:
        """Whose act it is by what was just told of it: "Ghana attacked Togo. Berg condemned the attack"."""
        tree = self.tree
        if not self._is_told_again(token):
            return []
        first = tree.sentence(token)[0]
        for _ in range(LOOK_BACK):
            first = tree.sentence(first - 1)[0] if first else 0
        for before in range(token - 1, first - 1, -1):
            if tree.pos[before] == "NOUN" and tree.lemma[before] == tree.lemma[token]:
                near = self.roles.doers(before)
            elif tree.pos[before] == "VERB" and self._is_deed_of(before, token):
                near = self.roles.subjects(before)
            else:
                continue
            if found := self._first_of(near, types):
                return found
        return []

    def _is_told_again(self, token: int) -> bool:
        """Whether a noun points back: "the attack", "these plans"; not "the attack on X", "the X attack"."""
        tree = self.tree
        pointed = any(tree.lower[c] in POINTING for c in tree.children_by(token, "det"))
        told = {"poss", "compound", "nmod", "prep", "acl", "relcl", "appos", "conj", "nummod"}
        return (
            pointed
            and not tree.has(token, *told)
            and not any(c in self.inside for c in tree.children_by(token, "amod"))
        )

    def _is_deed_of(self, verb: int, noun: int) -> bool:
        """Whether a noun names what a verb tells, by their spelling: "decided" and "the decision"."""
        tree = self.tree
        stem = tree.lemma[verb][: max(STEM, len(tree.lemma[verb]) - 2)]
        undone = tree.has(verb, "neg") or any(tree.tag[c] == "MD" for c in tree.children_by(verb, "aux"))
        return len(stem) >= STEM and tree.lemma[noun].startswith(stem) and not undone

    def _first_of(self, tokens: Sequence[int], types: Collection[str]) -> list[int]:
        """The mentions that some tokens are, stand beside or stand for: "by the group Acme", "by Ghanaian troops"."""
        found = (
            m
            for t in tokens
            for m in self._heading(t, types) or self._headings(self._names_of(t), types) or self._stand_in(t, types)
        )
        return list(dict.fromkeys(found))

    def _apposed_name(self, token: int, mention: int, types: Collection[str]) -> list[int]:
        """The name beside a description: "his Ghanaian counterpart, Kofi Mensah"."""
        if self.mentions[mention].kind != "description" or self.mentions[mention].plural:
            return []
        named = self._headings(self.tree.children_by(token, "appos"), types)
        return [m for m in named if self.mentions[m].kind == "name"][:1]

    def with_containing(self, mention: int) -> list[int]:
        """The mention and, for a place, those beside it as in "Lyon, Rhône, France" or "Lyon France"."""
        found = [mention]
        for m in found:
            for reached in self._neighbour(Reached(self.head_of[m], m), True, frozenset({","})):
                inside = self.mentions[reached.mention]
                if self.mentions[m].type == inside.type == "Place" and self._is_closed(reached.mention):
                    found.append(reached.mention)
        return [*self._adjoining(mention), *found]

    def _adjoining(self, mention: int) -> list[int]:
        """The place that stands before another without a comma: "Lyon France"."""
        first = self.tokens[mention][0]
        before = [m for m in self.inside.get(first - 1, ()) if self.mentions[m].type == "Place"]
        near = [m for m in before if self.tree.head[self.head_of[m]] == self.head_of[mention]]
        return near if self.mentions[mention].type == "Place" else []

    def _is_closed(self, mention: int) -> bool:
        """Whether the mention ends its phrase, unlike the start of a clause."""
        return self.tree.dep[self.head_of[mention]] in {"appos", "npadvmod", "pobj", "conj", "dep", "nmod", "dobj"}

    def _heading(self, token: int, types: Collection[str]) -> list[int]:
        fitting = [m for m in self.roots.get(token, ()) if self._stands_for(m, types)]
        return fitting[:1]

    def _headings(self, tokens: Iterable[int], types: Collection[str]) -> list[int]:
        return [m for token in tokens for m in self._heading(token, types)]

    def _is_people(self, mention: int) -> bool:
        """ "an Omani", "the Omani", "Americans": people, not their state, which "the Americans" and "the French" may
        be."""
        tree, token = self.tree, self.head_of[mention]
        if self.mentions[mention].kind != "demonym" or tree.dep[token] in {"amod", "compound", "nmod"}:
            return False
        if tree.tag[token] in {"NNS", "NNPS"}:
            return not tree.has_word(token, {"the"}, "det")
        one = frozenset({"a", "an"}) if tree.lower[token].endswith(OF_A_PEOPLE) else frozenset({"a", "an", "the"})
        return tree.tag[token] in {"NN", "NNP"} and any(
            tree.lower[c] in one or tree.dep[c] == "amod" for c in tree.children_by(token, "det", "amod")
        )

    def _stands_for(self, mention: int, types: Collection[str]) -> bool:
        return self.mentions[mention].type in types and not self._is_people(mention)

    def _names_of(self, token: int) -> list[int]:
        """The names that stand beside a common noun: "the leader of the party, Anna Berg", "the two, X and Y"."""
        titled = all(self.mentions[m].type == "Office" for m in self.inside.get(token, ()))
        if self.tree.pos[token] not in {"NOUN", "PROPN", "PRON"} or not titled:
            return []
        apposed = self.tree.children_by(token, "appos")
        if self.tree.tag[token] == "NNS":
            return self.roles.each_listed(apposed)
        return (apposed or self._name_behind(token)) if token not in self.inside else []

    def _name_behind(self, token: int) -> list[int]:
        """The name right behind a common noun ("the fashion house Acme"), which the parser may hang elsewhere."""
        behind = [m for m in self.inside.get(token + 1, ()) if self.tokens[m][0] == token + 1]
        heads = [self.head_of[m] for m in behind if self.mentions[m].kind == "name"]
        return [t for t in heads if self.tree.pos[token] == "NOUN" and self.tree.dep[t] == "appos"]

    def _said_of(self, token: int) -> list[int]:
        """Whom a common noun describes or who owns it: the firm in "X is a firm based in Y", "X's first stop"."""
        if not self._may_describe(token):
            return []
        lemma = self.tree.lemma[token]
        if lemma in self.roles.words["occasions"]:
            return self.tree.children_by(token, "poss") or self.roles.actors(token)
        if lemma in self.roles.words["kinds_of_place"] and (named := self._place_named(token)):
            return named
        if lemma in self.roles.words["kinds_of_body"] and (named := self._names_before(token)):
            return named
        return self.roles.same(token)

    def _may_describe(self, token: int) -> bool:
        """Whether a word is a common noun, or stands for one: "the first", "the largest"."""
        tree = self.tree
        return tree.pos[token] == "NOUN" or tree.tag[token] == "JJS" or tree.lower[token] in FOR_NOUNS

    def _names_before(self, token: int) -> list[int]:
        """ "the Acme news agency": the names right before a noun that only says what kind of thing they are; "the UN
        agency" is one of its own."""
        before = self.tree.children_by(token, "compound", "nmod", "amod")
        parents = self.roles.words["parents_of_bodies"]
        named = [(t, self.mentions[m]) for t in before for m in self.roots.get(t, ())]
        bodies = ((t, mention.text.lower()) for t, mention in named if mention.type == "Organization")
        return list(dict.fromkeys(t for t, name in bodies if name not in parents))

    def _place_named(self, token: int) -> list[int]:
        """ "the town of Lyon", "the Lyon area", "the Ghanaian capital"."""
        before = self.tree.children_by(token, "compound", "nmod", "amod")
        return [*self.roles.prepositional(token, frozenset({"of"})), *before]

    def _stand_in(self, token: int, types: Collection[str]) -> list[int]:
        """ "the Russian forces", "the government of Ghana", "Acme's gunmen", "the Berg administration": for whom they
        act."""
        words, lemma = self.roles.words, self.tree.lemma[token]
        if lemma in words["counsels"]:
            return self._headings(self._clients(token), types)[:1]
        if "Place" not in types or {"Person", "Organization"}.isdisjoint(types):
            return []
        states = lemma in words["stand_ins"] or self._are_heads(token)
        if not states and lemma not in words["irregulars"]:
            return []
        actors = {"Organization", *(PLACE if states else ()), *(["Person"] if lemma in words["entourages"] else ())}
        found = [m for t in self._sent_by(token) for m in self._self_told(t, actors) or self._heading(t, actors)]
        found += self._states_around(token) if states else []
        return found if self.tree.tag[token] == "NNS" and self._are_states(found) else found[:1]

    def _sent_by(self, token: int) -> list[int]:
        """Whose those are who act for others."""
        roles, owners = self.roles, self.roles.owners(token)
        if self.tree.tag[token] == "NNS":  # "Ghanaian and Togolese troops"
            owners = roles.each_listed(owners)
        speaks = self.tree.lemma[token] in roles.words["mouthpieces"]
        spoken_for = roles.prepositional(token, frozenset({"for"})) if speaks else []
        return [*owners, *roles.prepositional(token, OF), *spoken_for]

    def _states_around(self, token: int) -> list[int]:
        """ "the soldiers in Ghana", and those of a town who arrest and judge there: "police in Accra"."""
        inside = self._headings(self.roles.prepositional(token, frozenset({"in"})), PLACE)
        wider = any(self.tree.lower[c] in FEDERAL for c in self.tree.children_by(token, "amod", "compound"))
        local = self.tree.lemma[token] in self.roles.words["authorities"] and not wider
        return [m for m in inside if local or self._is_country(self.mentions[m].text)]

    def _are_heads(self, token: int) -> bool:
        """ "Senate leaders", "the ministers of Ghana"; "religious leaders" and "former leaders" act for nobody."""
        tree = self.tree
        if tree.tag[token] != "NNS" or tree.lemma[token] not in self.roles.words["posts"]:
            return False
        return all(c in self.roots for c in tree.children_by(token, "amod", "compound", "nmod"))

    def _clients(self, token: int) -> list[int]:
        """Whose the lawyers of "Berg's lawyers" and "lawyers for Acme" are; Ghanaian lawyers are not Ghana's."""
        owners = self.roles.all_meant(self.tree.children_by(token, "poss"))
        return [*owners, *self.roles.prepositional(token, frozenset({"for"}))]

    def _states_of_posts(self, token: int) -> list[int]:
        """ "the foreign ministers of Ghana and Togo": both states, each of which one of them acts for."""
        tree = self.tree
        if tree.tag[token] != "NNS" or tree.lemma[token] not in self.roles.words["posts"]:
            return []
        near = self.roles.prepositional(token, OF)
        found = self._headings(near, PLACE)
        return found if len(found) > 1 and self._are_states(found) else []

    def _are_states(self, mentions: Sequence[int]) -> bool:
        """ "the officials of Ghana and Togo": those of each."""
        return all(self.mentions[m].type == "Place" and self._is_country(self.mentions[m].text) for m in mentions)


def _words_of(tree: Tree) -> tuple[Set[str], list[Set[str]]]:
    """All words and lemmas of an article, and for each token those of its sentence, which all tokens lie in that hang
    together with it: of the whole article where one hangs on a word of another sentence."""
    words = {*tree.lower, *tree.lemma}
    with_tokens: list[Set[str]] = []
    for first, end in pairwise([*tree.sentence_starts, len(tree)]):
        heads = tree.head[first:end]
        if min(heads) < first or max(heads) >= end:
            return words, [words] * len(tree)
        with_tokens += [{*tree.lower[first:end], *tree.lemma[first:end]}] * (end - first)
    return words, with_tokens
