"""Verbs and prepositions: who does what to whom, whatever the construction of the clause.

The parser's tree says `nsubj`, `dobj`, `prep`; this adds what the construction hides, once for all patterns: passives,
relative clauses and reduced ones, control and raising, coordination, prepositions hung on a neighbour. Results are
token indices; each function is called for the few tokens that anchor a pattern.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from kg.claim.brackets import CLOSE, NONE, before_brackets
from kg.claim.trees import VERBAL, Tree

RELATIVE = frozenset({"who", "whom", "which", "that", "whose"})
TO_WHOM = frozenset({"to", "on"})
OF_WHOM = frozenset({"of", "by", "from"})
CLAUSES = frozenset({"xcomp", "advcl", "pcomp", "conj", "acl", "ccomp", "relcl", "acomp", "dep"})
SHARED = frozenset({"with", "to", "in", "at", "on", "from", "for", "between", "as", "against", "by", "into", "after"})
NESTED = frozenset({"with", "to", "by", "as", "against", "into"})
PLACES = ("in", "at", "to")
WHERE = frozenset({"in", "at", "on", "near"})
"""Prepositions of which a verb that has one takes none from the verb beside it."""
FINITE = frozenset({"VBD", "VBZ", "VBP"})
SCORE = re.compile(r"\d{1,3}[-–]\d{1,3}")
DEPTH = 6
"""How many clauses up a missing subject is looked for: deeper nesting is rare and mostly a parse error."""

Words = Mapping[str, frozenset[str]]


class Clauses:
    """The edges of one parsed article. `words` are the lists of lexicon/grammar.yaml."""

    def __init__(self, tree: Tree, words: Words) -> None:
        self.tree = tree
        self.words = words
        self._surface: dict[int, tuple[int, ...]] = {}
        self._prepositions: dict[int, tuple[tuple[str, int], ...]] = {}

    def actors(self, noun: int) -> list[int]:
        """Who acts in an event noun: kg/claim/roles.py."""
        raise NotImplementedError

    def owners(self, noun: int) -> list[int]:
        """Who or what a noun belongs to: kg/claim/roles.py."""
        raise NotImplementedError

    # ------------------------------------------------------------------ coordination

    def coordinated(self, token: int) -> list[int]:
        """The token and what is coordinated with it: "X, Y and Z"."""
        found = [token]
        for t in found:
            found += self.tree.children_by(t, "conj")
        if len(found) > 1:
            found = [t for t in found if not self._is_denied(t)] or found
        return found

    def each_listed(self, tokens: Iterable[int]) -> list[int]:
        """Each with what is coordinated with it."""
        return [c for token in tokens for c in self.coordinated(token)]

    def _is_denied(self, token: int) -> bool:
        """Whether a member of a list is the one that is ruled out: "not X but Y", "X, not Y", "X rather than Y"."""
        tree = self.tree
        left = tree.left_edge(token)
        if (left and tree.lower[left - 1] == "not") or tree.lower[left] == "not":
            return left == token or tree.lower[left] == "not" or tree.dep[left] in {"det", "compound", "amod", "poss"}
        ruled = {tree.lower[c] for c in tree.children_by(tree.head[token], "cc", "neg", "advmod") if c < token}
        return tree.dep[token] == "conj" and "than" in ruled

    def first_conjunct(self, token: int) -> int:
        """The head of the list that `token` is in."""
        return self.tree.list_head(token)

    def outermost(self, noun: int) -> int:
        """What stands in a clause for an event noun: the round of "a round of talks", the first of a list."""
        tree = self.tree
        first = self.first_conjunct(noun)
        above = tree.head[first]
        if (
            tree.dep[first] != "pobj"
            or tree.lower[above] != "of"
            or tree.lemma[tree.head[above]] not in self.words["rounds"]
        ):
            return first
        return self.first_conjunct(tree.head[above])

    # ------------------------------------------------------------------ verbs

    def is_passive(self, verb: int) -> bool:
        """Whether the verb's subject is what it is done to: "was led", "the party led by X"."""
        tree = self.tree
        if tree.has(verb, "auxpass", "nsubjpass"):
            return True
        if tree.tag[verb] not in {"VBN", "VBD"} or tree.has(verb, "nsubj", "aux"):
            return False
        if tree.dep[verb] in {"acl", "amod"} or tree.has(verb, "agent"):
            return True
        if tree.tag[verb] != "VBN":
            return False
        if tree.dep[verb] in {"advcl", "ROOT", "dep"}:
            return not tree.has(verb, "dobj")
        head = tree.head[verb]
        return tree.dep[verb] == "conj" and tree.pos[head] == "VERB" and self.is_passive(head)

    def surface_subjects(self, verb: int) -> tuple[int, ...]:
        """The grammatical subject, also where the clause leaves it out; relative pronouns give what they refer to."""
        if verb not in self._surface:
            self._surface[verb] = ()
            self._surface[verb] = tuple(dict.fromkeys(self._find_subjects(verb, 0)))
        return self._surface[verb]

    def _find_subjects(self, verb: int, depth: int) -> list[int]:
        tree, own = self.tree, self._own_subjects(verb)
        if own:
            return self.all_meant(own)
        if depth > DEPTH or tree.has(verb, "expl"):
            return []
        head, dep = tree.head[verb], tree.dep[verb]
        headed = dep == "advcl" and tree.dep[head] == "ROOT" and tree.pos[head] == "PROPN"  # "Ghana to meet Togo"
        if dep in {"acl", "relcl"} or (dep == "amod" and tree.tag[verb] in {"VBN", "VBG"}):
            return self._described(verb, head)
        if headed and tree.is_infinitive(verb):
            return self._listed_before(head, verb)
        if dep == "aux" or (dep in CLAUSES and head != verb):
            return self._inherited(verb, head, dep, depth)
        return []

    def _own_subjects(self, verb: int) -> list[int]:
        """The subjects that hang on a verb, or stand before the brackets before it."""
        own = self.tree.children_by(verb, "nsubj", "nsubjpass")
        named = self._before_brackets(verb)
        return own if named == NONE or any(s <= named for s in own) else [named]

    def _before_brackets(self, verb: int) -> int:
        """The noun before the brackets that end right before a verb: "Anna Berg (born 1970) is a poet"."""
        tree, at = self.tree, self._before_auxiliaries(verb)
        if at <= 0 or tree.text[at] not in CLOSE or tree.tag[verb] not in FINITE:
            return NONE
        named = before_brackets(tree, at)
        if named != NONE and tree.dep[named] == "appos":  # "Anna Berg, MP (born 1970) is"
            named = tree.head[named]
        return named if named != NONE and tree.pos[named] in {"NOUN", "PROPN"} else NONE

    def _before_auxiliaries(self, verb: int) -> int:
        """The word before a verb, its auxiliaries and a comma passed over."""
        tree, at = self.tree, verb - 1
        while at > 0 and tree.head[at] == verb and tree.dep[at] in {"aux", "auxpass", "neg", "advmod"}:
            at -= 1
        return at - (at > 0 and tree.text[at] == ",")

    def _described(self, verb: int, noun: int) -> list[int]:
        """The subject of a clause that hangs on a noun: "the man visiting Y", "X's plan to meet Y"."""
        tree = self.tree
        if tree.is_infinitive(verb):
            if tree.lemma[noun] in self.words["appeals"]:
                return self.prepositional(noun, TO_WHOM) or [noun]
            if tree.pos[noun] == "NOUN" and not self._is_chosen(noun):
                return [*(a for a in self.actors(noun) if a != noun), noun]
        return self._listed_before(noun, verb) if tree.dep[noun] != "conj" else [noun]

    def _is_chosen(self, noun: int) -> bool:
        """ "X's nominee to lead Y", "accepted Y's offer to": who leads is not whose the nominee is."""
        tree = self.tree
        offered = tree.lemma[noun] in self.words["offers"] and tree.dep[noun] == "dobj"
        answered = offered and tree.lemma[tree.head[noun]] in self.words["answering_offers"]
        return answered or tree.lemma[noun] in self.words["choices"]

    def _inherited(self, verb: int, head: int, dep: str, depth: int) -> list[int]:
        """The subject of a clause that has none: that of the clause above, its object, or whose its noun is."""
        tree = self.tree
        if (undertaking := self._of_undertaking(verb, head)) is not None:
            return undertaking
        if tree.pos[head] == "ADP" or dep == "pcomp":
            return self._of_gerund(head, dep, depth)
        if controlled := self._controlled(verb, head, dep):
            return controlled
        if dep == "ccomp" and not tree.is_infinitive(verb):
            return []
        return self._find_subjects(head, depth + 1) if tree.pos[head] in VERBAL or dep in {"xcomp", "acomp"} else []

    def _of_undertaking(self, verb: int, head: int) -> list[int] | None:
        """Whose the appeal or plan is that an infinitive is hung beside; None beside none."""
        noun = self._object_before(verb, head)
        if not noun:
            return None
        if self.tree.lemma[noun] in self.words["appeals"]:
            return self._described(verb, noun)
        if not self._is_undertaken(noun, verb, head):
            return None
        return [*self.prepositional(noun, frozenset({"of"})), *self._described(verb, noun)]

    def _of_gerund(self, head: int, dep: str, depth: int) -> list[int]:
        """The subject of a gerund behind a preposition."""
        tree, above = self.tree, self.tree.head[head]
        if tree.lower[above] in self.words["compound_prepositions"]:  # "prior to joining Y, X …"
            head, above = above, tree.head[above]
        if dep == "pcomp" and not self.is_passive(above) and tree.lemma[above] in self.words["object_gerund_verbs"]:
            return self.objects(above)  # "X accused Y of attacking Z"
        return self._find_subjects(above, depth + 1) if head != above else []

    def _controlled(self, verb: int, head: int, dep: str) -> list[int]:
        """The object of the verb above that is to do it: "urged Y to leave"."""
        tree = self.tree
        if dep != "xcomp" and not (dep in {"ccomp", "advcl"} and tree.is_infinitive(verb)):
            return []
        if tree.lemma[head] not in self.words["sending_verbs" if dep == "advcl" else "object_control_verbs"]:
            return []
        objects = [o for o in tree.children_by(head, "dobj") if o < verb]
        return self.each_listed(objects or self._called_on(head, verb))

    def _object_before(self, verb: int, head: int) -> int:
        """The object right before an infinitive that the parser hangs on its verb, with what is said of whose it is:
        "criticized Ghana's operation to seize Y", "the decision of Ghana to seize Y"; 0 without one."""
        tree = self.tree
        noun = next((c - 1 for c in tree.children_by(verb, "aux") if tree.lower[c] == "to"), 0)
        while tree.dep[noun] == "conj" or (tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] in OF_WHOM):
            noun = tree.head[noun] if tree.dep[noun] == "conj" else tree.head[tree.head[noun]]
        return noun if tree.dep[noun] == "dobj" and tree.head[noun] == head else 0

    def _is_undertaken(self, noun: int, verb: int, head: int) -> bool:
        """Whether whose the noun is does what the infinitive says."""
        lemma, whose = self.tree.lemma[noun], self.prepositional(noun, OF_WHOM)
        if lemma in self.words["offers"] and self.tree.lemma[head] in self.words["answering_offers"]:
            return True
        return lemma in self.words["undertakings"] and bool(self.owners(noun) or any(w < verb for w in whose))

    def _called_on(self, verb: int, infinitive: int) -> list[int]:
        """ "called on X to visit Y": X is to visit."""
        tree = self.tree
        if tree.lemma[verb] not in self.words["calling_verbs"]:
            return []
        calls = [p for p in tree.children_by(verb, "prep") if tree.lower[p] in {"on", "upon"} and p < infinitive]
        return [o for p in calls for o in tree.children_by(p, "pobj")]

    def _referred(self, token: int) -> list[int]:
        """What a relative pronoun refers to; any other token is itself."""
        tree = self.tree
        stands = tree.tag[token] in {"WP", "WDT", "WP$"} or (tree.tag[token] == "IN" and tree.dep[token] == "dobj")
        if tree.lower[token] not in RELATIVE or not stands:
            return [token]
        for verb in tree.ancestors(token)[1:]:
            if tree.dep[verb] == "relcl":
                return [tree.head[verb], token]
        return [token]

    def meant(self, token: int) -> list[int]:
        """What a token or relative pronoun stands for, with all that is listed with it."""
        return [
            c
            for t in self._referred(token)
            for c in (self.coordinated(t) if t == token else self._listed_before(t, token))
        ]

    def all_meant(self, tokens: Iterable[int]) -> list[int]:
        """What each stands for."""
        return [c for token in tokens for c in self.meant(token)]

    def _listed_before(self, noun: int, clause: int) -> list[int]:
        """What a relative clause is said of: not what the list goes on with behind it ("X, who left, and Y")."""
        return [c for c in self.coordinated(noun) if c < clause]

    def subjects(self, verb: int) -> list[int]:
        """Who does it: the subject, or in a passive the one after "by"."""
        if not self.is_passive(verb):
            return list(self.surface_subjects(verb))
        agents = self.tree.nouns_by(verb, "agent")
        if not agents and self.tree.dep[verb] != "conj":
            verbs = [v for v in self.tree.children_by(verb, "conj") if self.is_passive(v)]
            agents = [p for v in verbs for p in self.tree.nouns_by(v, "agent")]
        return self.all_meant(agents or self._agents_behind(verb))

    def _agents_behind(self, verb: int) -> list[int]:
        """The agent of "was relieved of command by X", "ousted as premier by X", "accused of lying by X", which the
        parser hangs on what stands before or takes for a place."""
        tree = self.tree
        near = [o for p in tree.prepositions(verb, {"of", "as"}) for o in tree.children_by(p, "pobj", "pcomp")]
        near = [verb, *(o for o in near if not tree.has(o, "auxpass"))]
        by = [p for t in near for p in tree.children_by(t, "prep", "agent") if tree.lower[p] == "by" and p > verb]
        return [o for p in by for o in tree.children_by(p, "pobj") if tree.pos[o] == "PROPN"]

    def objects(self, verb: int) -> list[int]:
        """What it is done to: the object, the subject of a passive, or the noun of a relative clause without object."""
        tree = self.tree
        if self.is_passive(verb):
            return [*self.surface_subjects(verb), *self.each_listed(tree.children_by(verb, "dobj"))]
        if own := self._own_objects(verb):
            return self.all_meant(own)
        if hung := self._told(verb) or self._glued_to_role(verb):
            return hung
        if tree.dep[verb] == "relcl" and tree.has(verb, "nsubj") and not self._relative_subject(verb):
            return self._listed_before(tree.head[verb], verb) if not self._stranded(verb) else []
        return self._shared_objects(verb)

    def _own_objects(self, verb: int) -> list[int]:
        own = [o for o in self.tree.children_by(verb, "dobj", "dative") if self.tree.pos[o] != "ADP"]
        return own or self._behind_particle(verb)

    def _told(self, verb: int) -> list[int]:
        """ "urged Y to leave", Y hung on the infinitive."""
        tree = self.tree
        if tree.lemma[verb] not in self.words["object_control_verbs"]:
            return []
        clauses = [c for c in tree.children_by(verb, "ccomp", "xcomp") if tree.is_infinitive(c) and c > verb]
        return self.each_listed(
            s for c in clauses for s in tree.children_by(c, "nsubj") if tree.lower[s] not in RELATIVE
        )

    def _shared_objects(self, verb: int) -> list[int]:
        """The objects of the next verb: "met and praised Y"."""
        tree = self.tree
        if tree.has(verb, "prep", "xcomp", "ccomp", "prt"):
            return []
        shared = [v for v in tree.children_by(verb, "conj") if tree.has(v, "dobj") and not tree.has(v, "nsubj")]
        near = shared[:1] if shared and shared[0] - verb <= 4 else []
        return self.each_listed(o for v in near for o in tree.children_by(v, "dobj"))

    def _behind_particle(self, verb: int) -> list[int]:
        """The object of "propped up Togo", which the parser takes for an adverb."""
        tree = self.tree
        particles = tree.children_by(verb, "prt")
        named = [c for c in tree.children_by(verb, "npadvmod") if tree.pos[c] == "PROPN"]
        return [
            c
            for c in named
            if any(p < c <= p + 3 for p in particles) and tree.lemma[c] not in self.words["time_owners"]
        ]

    def acts_on(self, verb: int) -> list[int]:
        """Objects that are acts, words or plans: "rejected Y's offer"."""
        return [o for o in self.objects(verb) if self.tree.lemma[o] in self.words["acts"]]

    def examples(self, noun: int) -> list[int]:
        """Those named as such: "firms such as X and Y"."""
        tree = self.tree
        like = [p for p in tree.children_by(noun, "prep") if tree.lower[p] == "as" and tree.lower[p - 1] == "such"]
        return [c for p in like for o in tree.children_by(p, "pobj") for c in self.coordinated(o)]

    def wished(self, verb: int) -> list[int]:
        """Who is to act in the clause behind a demand: "demanded that Y leave", "called for Y to leave"."""
        tree = self.tree
        clauses = [c for c in tree.children_by(verb, "ccomp", "xcomp", "advcl") if c > verb]
        clauses += [c for p in tree.children_by(verb, "prep") for c in tree.children_by(p, "pcomp", "advcl", "ccomp")]
        wanted = (c for c in (*clauses, *self._called_for(verb)) if tree.is_infinitive(c) or self._is_wish(c))
        return self.each_listed(s for v in wanted for s in tree.children_by(v, "nsubj", "nsubjpass"))

    def _called_for(self, noun: int) -> list[int]:
        """ "renewed its calls for X to leave", hung on the verb or on the noun."""
        tree, verb = self.tree, self.tree.head[noun]
        if tree.dep[noun] not in {"dobj", "nsubj", "nsubjpass"}:
            return []
        clauses = [c for c in tree.children_by(verb, "advcl", "ccomp") if c > noun]
        return [c for c in (*clauses, *tree.children_by(noun, "acl", "relcl")) if self._is_for(c)]

    def _is_for(self, clause: int) -> bool:
        return self.tree.has_word(clause, {"for"}, "mark")

    def authorities(self, verb: int) -> list[int]:
        """Who told of it, where they are those who do such things: "police said that X had been arrested"."""
        tree = self.tree
        if not tree.has(verb, "auxpass") or tree.has(verb, "agent"):
            return []
        told = [tree.head[verb]] if tree.dep[verb] == "ccomp" else tree.children_by(verb, "parataxis", "ccomp")
        said = [v for v in told if tree.lemma[v] in self.words["telling_verbs"]]
        return [s for v in said for s in tree.children_by(v, "nsubj") if tree.lemma[s] in self.words["authorities"]]

    def infinitives(self, verb: int) -> list[int]:
        """The infinitives that say what is to be done, wherever the parser hung them: "urged Y to leave"."""
        tree = self.tree
        nouns = tree.children_by(verb, "dobj", "dative", "nsubjpass")
        nouns += tree.nouns_by(verb, "prep", "agent")
        found = [c for t in (verb, *nouns) for c in tree.children_by(t, "xcomp", "ccomp", "advcl", "acl", "relcl")]
        found = [c for c in found if c > verb and self.tree.is_infinitive(c)]
        return [
            c
            for c in found
            if not any(tree.tag[w] in {"WRB", "WP"} or tree.lower[w] == "whether" for w in tree.children[c])
        ]

    def _is_wish(self, verb: int) -> bool:
        """Whether a clause says what should be, not what is: "insisted that Y leave", not "… had left"."""
        tree = self.tree
        if tree.dep[verb] != "ccomp":
            return False
        if any(tree.tag[w] in {"WRB", "WP"} or tree.lower[w] in {"whether", "if"} for w in tree.children[verb]):
            return False  # "asked whether Y would leave"
        told = {"VBD", "VBZ"} & {tree.tag[verb], *(tree.tag[a] for a in tree.children_by(verb, "aux", "auxpass"))}
        told |= {tree.lower[verb]} & {"are", "'re", "’re"}  # "insisted that they are friends"
        return not told and not any(
            tree.tag[a] in {"VBD", "VBZ", "VBP"} for a in tree.children_by(verb, "aux", "auxpass")
        )

    def scores(self, token: int) -> list[int]:
        """The results of a game in the sentence: "won 5-3", "6-4, 7-5"."""
        first, end = self.tree.sentence(token)
        joined = (t for t in range(first + 1, end - 1) if self.tree.text[t] in {"-", "–"})
        apart = [t for t in joined if self._is_points(t - 1) and self._is_points(t + 1)]
        return apart + [t for t in range(first, end) if SCORE.fullmatch(self.tree.text[t])]

    def _is_points(self, token: int) -> bool:
        return self.tree.text[token].isdigit() and len(self.tree.text[token]) <= len("199")

    def _glued_to_role(self, verb: int) -> list[int]:
        """ "named Tom Reed chairman", where the parser makes the name a part of the role."""
        if self.tree.lemma[verb] not in self.words["naming_verbs"]:
            return []
        return [c for role in self.tree.children_by(verb, "oprd") for c in self.glued(role)]

    def glued(self, role: int) -> list[int]:
        """The names that the parser makes a part of a role."""
        return [c for c in self.tree.children_by(role, "compound", "nmod") if self.tree.pos[c] == "PROPN"]

    def _relative_subject(self, verb: int) -> bool:
        return self.tree.has_word(verb, RELATIVE, "nsubj", "nsubjpass")

    def _stranded(self, verb: int) -> list[int]:
        """Prepositions of a relative clause left without a noun: "the firm X works for"."""
        return [p for p in self.tree.children_by(verb, "prep") if not self.tree.children[p]]

    # ------------------------------------------------------------------ prepositions

    def prepositional(self, token: int, prepositions: frozenset[str]) -> list[int]:
        """The nouns that stand after one of the prepositions with `token`."""
        if token not in self._prepositions:
            self._prepositions[token] = tuple(dict.fromkeys(self._find_prepositions(token)))
        return [noun for lemma, noun in self._prepositions[token] if lemma in prepositions]

    def _find_prepositions(self, token: int) -> list[tuple[str, int]]:
        tree = self.tree
        found = self._all_after(self._own_prepositions(token))
        if tree.pos[token] in VERBAL:
            objects = tree.children_by(token, "dobj", "attr", "nsubjpass", "npadvmod", "dative", "oprd")
            objects += self._times_of(token)
            nearby = [p for o in objects for c in self.coordinated(o) for p in self._own_prepositions(c) if o > token]
            found += self._all_shared(nearby)
            found += self._relative_places(token)
        else:
            found += self._borrowed(token)
            behind = (p for v in self.doings(token) for p in self._own_prepositions(v) if tree.dep[p] != "agent")
            found += self._all_shared(behind)
        found += self._from_conjuncts(token, found)
        return found

    def doings(self, noun: int) -> list[int]:
        """The clauses behind a noun in which somebody does what it names: "sanctions *imposed* by X on Y", "the attack
        that X *launched* on Y"."""
        tree = self.tree
        clauses = [v for v in tree.children_by(noun, "acl", "relcl") if tree.lemma[v] in self.words["done_verbs"]]
        told = [v for v in clauses if not tree.has(v, "neg") and not any(tree.tag[a] == "MD" for a in tree.children[v])]
        return [v for v in told if noun in self.objects(v)]

    def _times_of(self, verb: int) -> list[int]:
        """The days and years of a verb, on which the parser hangs what follows: "died on May 1, 1989 in Y"."""
        tree = self.tree
        near = tree.nouns_by(verb, "prep")
        days = [
            o for o in near if tree.lemma[o] in self.words["time_owners"] and not tree.has(o, "poss", "det", "amod")
        ]
        return [*days, *(o for o in near if tree.text[o].isdigit())]

    def _own_prepositions(self, token: int) -> list[int]:
        tree = self.tree
        own = [c for c in tree.children[token] if tree.dep[c] in {"prep", "agent"} or self._is_dative(c)]
        for c in tree.children_by(token, "advmod", "prt", "acomp", "npadvmod"):
            own += tree.children_by(c, "prep")
        for p in own:
            if tree.lower[p] not in self.words["compound_prepositions"]:
                own += [c for c in tree.children_by(p, "prep", "conj") if tree.pos[c] == "ADP"]
        return own

    def _is_dative(self, token: int) -> bool:
        return self.tree.dep[token] == "dative" and self.tree.pos[token] == "ADP"

    def _nouns_after(self, preposition: int) -> list[tuple[str, int]]:
        tree = self.tree
        lemma = tree.lower[preposition]
        pairs = []
        for noun in tree.children_by(preposition, "pobj", "pcomp"):
            pairs += [(lemma, c) for c in self.meant(noun)]
            by_way_of = (
                lemma in {"by", "over", "via"}
                and tree.lemma[noun] in self.words["encounters"] | self.words["means_of_meeting"]
            )
            if tree.pos[noun] == "PROPN" or by_way_of or tree.lower[noun] == "face":
                nested = NESTED | {"on", "upon"} if lemma == "by" else NESTED  # "an attack by X on Y"
                pairs += self._all_after(tree.prepositions(noun, nested))
        return pairs

    def _all_after(self, prepositions: Iterable[int]) -> list[tuple[str, int]]:
        return [pair for preposition in prepositions for pair in self._nouns_after(preposition)]

    def _all_shared(self, prepositions: Iterable[int]) -> list[tuple[str, int]]:
        return [pair for pair in self._all_after(prepositions) if pair[0] in SHARED]

    def _relative_places(self, verb: int) -> list[tuple[str, int]]:
        """ "the city where X lives", "the firm X works for"."""
        tree = self.tree
        clause = self.first_conjunct(verb)
        while tree.dep[clause] in {"xcomp", "acomp"} and tree.head[clause] != clause:
            clause = self.first_conjunct(tree.head[clause])
        noun = tree.head[clause]
        if tree.dep[clause] != "relcl":
            return []
        if where := [c for c in tree.children_by(clause, "advmod") if tree.lower[c] == "where"]:
            return [(p, n) for p in PLACES for n in (noun, *where)]
        return [(tree.lower[p], noun) for p in self._stranded(verb)]

    def _borrowed(self, noun: int) -> list[tuple[str, int]]:
        """Prepositions that the parser hung on the verb above a noun: "held talks on Monday with X"."""
        if self.tree.pos[noun] == "PROPN":
            return []
        if (outer := self.outermost(noun)) != self.first_conjunct(noun):
            return [pair for pair in self._borrowed(outer) if pair[1] > noun]
        return self._hung_above(noun)

    def _hung_above(self, noun: int) -> list[tuple[str, int]]:
        tree, verb, dep = self.tree, self.tree.head[noun], self.tree.dep[noun]
        if dep == "pobj":  # "ends with a summit in Y with X", but not "Before the summit, Y spoke with X"
            above = tree.head[verb]
            return self._with_parties(p for p in tree.children_by(above, "prep") if p > noun > above)
        if dep == "nsubj" and tree.lemma[verb] in self.words["occurrence_verbs"]:  # "talks follow with X"
            return self._with_parties(p for p in self._own_prepositions(verb) if p > verb)
        if dep not in {"dobj", "nsubjpass", "attr"} or tree.pos[verb] not in VERBAL:
            return []
        return self._hung_on_verb(noun, verb)

    def _hung_on_verb(self, noun: int, verb: int) -> list[tuple[str, int]]:
        tree = self.tree
        later = [p for p in self._own_prepositions(verb) if p > noun and tree.dep[p] != "agent"]
        shared = SHARED
        if tree.dep[noun] != "attr" and tree.has(noun, "appos"):  # "her lawyer, X, was arrested in Y" is of no Y
            shared = SHARED.difference(PLACES)
        return [pair for pair in self._all_after(later) if pair[0] in shared]

    def _with_parties(self, prepositions: Iterable[int]) -> list[tuple[str, int]]:
        return [pair for pair in self._all_after(prepositions) if pair[0] in {"with", "between"}]

    def _from_conjuncts(self, token: int, found: Sequence[tuple[str, int]]) -> list[tuple[str, int]]:
        """Shared complements: "lived and worked in Y", "chairman and chief executive of Y"."""
        have = {lemma for lemma, _ in found}
        if self.tree.pos[token] == "VERB" and have & WHERE:
            have |= WHERE  # "was born in Y and taught at Z"
        shared: list[tuple[str, int]] = []
        for near in self._conjuncts_alike(token):
            own = have | {"by"} if self._is_new(near) else have
            pairs = self._all_after(self._own_prepositions(near))
            shared += [pair for pair in pairs if pair[0] not in own and pair[1] > token]
        return shared

    def _conjuncts_alike(self, token: int) -> list[int]:
        """The verbs that a verb is listed with, or the nouns that a noun is."""
        tree = self.tree
        near = [c for c in tree.children_by(token, "conj") if self._alike(c, token) and c - token <= 5]
        above = token
        while tree.dep[above] == "conj" and self._alike(tree.head[above], token):
            above = tree.head[above]
            near.append(above)
        if tree.pos[token] == "PROPN":  # not "X and the people of Y"
            near = [c for c in near if c < token or not tree.has(c, "det", "poss")]
        return near

    def _is_new(self, noun: int) -> bool:
        """Whether a noun of a list is told of by itself: what is "by X" in "lawsuits and a probe by X" is the probe."""
        return self.tree.has_word(noun, {"a", "an"}, "det")

    def _alike(self, a: int, b: int) -> bool:
        return (self.tree.pos[a] in VERBAL) == (self.tree.pos[b] in VERBAL)
