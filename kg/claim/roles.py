"""Nouns: what a role noun is said of, what a noun belongs to, who acts in an event noun.

With kg/claim/clauses.py these are the edges a relation pattern can follow beside those of the parser: appositions,
copulas, possessives, light verbs, each read once for all patterns.
"""

from __future__ import annotations

from kg.claim.brackets import NONE
from kg.claim.clauses import Clauses
from kg.claim.trees import VERBAL

BEFORE_NOUNS = ("compound", "nmod", "amod")
FRONTED = frozenset({"advcl", "npadvmod", "prep", "nsubj", "nsubjpass", "dobj", "dep", "appos"})


class Roles(Clauses):
    """The edges of one parsed article. `words` are the lists of lexicon/grammar.yaml."""

    def same(self, noun: int) -> list[int]:
        """What a role noun is said of: "X, leader of Y", "X is the leader", "leader X", "X was elected leader"."""
        first = self.first_conjunct(noun)
        found = self._apposed(noun) + self._predicated(noun) + self._fronted(first)
        if first != noun:
            found += self._shared(noun, first)
        found += self._named_after(noun)
        found = found or self._named_behind(noun)
        if one := self._one_of(first):
            found += self.same(one)
        return list(dict.fromkeys(self._last_of_pair(t, noun) for t in found if t != noun))

    def _last_of_pair(self, name: int, noun: int) -> int:
        """Of "X and Y, the leader of Z" it is Y, wherever the parser hangs the noun."""
        tree, comma = self.tree, self.tree.left_edge(noun) - 1
        before = comma - 1
        listed = comma > name and tree.text[comma] == "," and tree.dep[before] == "conj" and self._is_one(noun)
        if not listed or tree.pos[before] != "PROPN":
            return name
        first = self.first_conjunct(before)
        return before if name in {first, tree.head[first]} else name

    def _shared(self, noun: int, first: int) -> list[int]:
        """What a noun of a list is said of as the first one is: "X, the head of Y and founder of Z"."""
        found = [] if self._apart(noun) else [t for t in self._apposed(first) if t < noun]
        if self.tree.pos[first] == "PROPN" and self.tree.has(noun, "poss"):
            return found  # "A and B's enemy is the truth"
        return found + self._predicated(first)

    def _apposed(self, noun: int) -> list[int]:
        found = [
            c
            for a in self.tree.children_by(noun, "appos")
            for c in self.coordinated(a)
            if c == a or not (self._apart(c) or self.behind_another_role(c, a) or self._is_one(noun))
        ]
        return self._beside(noun) if self._attended(noun) else found + self._beside(noun)

    def _beside(self, noun: int) -> list[int]:
        """What a noun stands beside, in the appositions of it too: "X, the head of Y, its founder"; not in a list: "X,
        Y, the head of Z, and W"."""
        tree, head = self.tree, self.tree.head[noun]
        if tree.dep[noun] != "appos" or self._is_source(noun):
            return []
        listed = [c for c in self.coordinated(head) if c < noun] if self._is_one(noun) else []
        found = listed[-1:] if len(listed) > 1 else self._referred(head)
        return [*found, tree.head[head]] if tree.dep[head] == "appos" and not self._is_long_name(head) else found

    def _is_long_name(self, noun: int) -> bool:
        tree = self.tree
        return tree.pos[noun] == "PROPN" and tree.has(noun, "compound") and not tree.text[noun].isupper()

    def _is_source(self, noun: int) -> bool:
        """Whether a headline names at its end who says it: "Brandt 'a traitor' to Y: former officer of Z"."""
        tree = self.tree
        colon = tree.left_edge(noun) - 1
        return colon > 0 and tree.text[colon] == ":" and tree.head[noun] < colon - 1

    def _attended(self, noun: int) -> bool:
        """Whether a name behind a noun may be somebody else's: "the lawyer of the mayor, X"."""
        tree, above = self.tree, self.tree.head[noun]
        of = tree.dep[noun] == "pobj" and tree.lower[above] in {"of", "for", "to"}
        return of and tree.lemma[tree.head[above]] in self.words["attendants"]

    def _is_one(self, noun: int) -> bool:
        """Whether a role is one person's: "her predecessor, Berg, and former premiers Reed and Lund"."""
        return self.tree.tag[noun] == "NN" and not self.tree.has(noun, "conj")

    def _apart(self, noun: int) -> bool:
        """Whether a noun of a list has an article or owner of its own: "the bank Acme and the University of Oslo"."""
        return any(self.tree.tag[c] in {"DT", "PRP$"} for c in self.tree.children_by(noun, "det", "poss"))

    def behind_another_role(self, token: int, first: int) -> bool:
        """The second name of "his son, Tom, and son-in-law, Jim", which the parser lists with the first."""
        if self.tree.pos[first] != "PROPN":
            return False
        while token != first and self.tree.dep[token] == "conj":
            if self.tree.pos[token] == "NOUN":
                return True
            token = self.tree.head[token]
        return False

    def _predicated(self, noun: int) -> list[int]:
        tree = self.tree
        head, dep = tree.head[noun], tree.dep[noun]
        if dep in {"attr", "acomp", "oprd", "dobj", "xcomp", "ccomp"} and tree.pos[head] in VERBAL:
            return self._by_verb(noun, head, dep)
        if (served := self._verb_of_as(noun)) != NONE:
            return self._by_as(noun, served)
        if dep == "nsubj" and tree.lemma[head] == "be":
            return self.each_listed(tree.children_by(head, "attr"))
        if tree.pos[noun] in VERBAL:
            return []
        copula = any(tree.lemma[c] == "be" for c in tree.children_by(noun, "cop", "aux"))
        return list(self.surface_subjects(noun)) if copula or tree.has(noun, "nsubj") else []

    def _verb_of_as(self, noun: int) -> int:
        """The word whose "as" a role stands behind: "served as head of X and head of Y"; NONE without one."""
        tree = self.tree
        head, dep = tree.head[noun], tree.dep[noun]
        if dep == "pobj" and tree.lower[head] == "as":
            return tree.head[head]
        listed = dep == "conj" and tree.pos[head] in VERBAL
        return head if listed and any(p < noun for p in tree.prepositions(head, {"as"})) else NONE

    def _by_verb(self, noun: int, verb: int, dep: str) -> list[int]:
        tree = self.tree
        if tree.lemma[verb] in self.words["copulas"] and dep != "ccomp":
            return list(self.surface_subjects(verb))
        if tree.lemma[verb] not in self.words["naming_verbs"]:
            return []
        return list(self.surface_subjects(verb)) if self.is_passive(verb) else self._by_naming(noun, verb)

    def _by_naming(self, noun: int, verb: int) -> list[int]:
        """Who is named to a role: "named Tom Reed chairman", the name hung on the verb or on the role."""
        tree = self.tree
        named = tree.children_by(noun, "nsubj") or [o for o in tree.children_by(verb, "dobj") if o != noun]
        if not named and tree.pos[noun] != "PROPN":
            named = self.glued(noun)
        return self.each_listed(named)

    def _by_as(self, noun: int, verb: int) -> list[int]:
        tree = self.tree
        if tree.pos[verb] in VERBAL and tree.lemma[verb] in self.words["as_verbs"]:
            of_object = tree.lemma[verb] in self.words["naming_verbs"] | self.words["object_as_verbs"]
            if of_object and not self.is_passive(verb) and (objects := tree.children_by(verb, "dobj")):
                return self.each_listed(objects)
            return list(self.surface_subjects(verb))
        if tree.pos[verb] == "NOUN":
            return [a for a in self.actors(verb) if a != noun]
        return self.coordinated(verb) if tree.pos[verb] == "PROPN" else []

    def _one_of(self, noun: int) -> int:
        """The word "one" in "one of the founders"; 0 where there is none."""
        tree = self.tree
        above = tree.head[noun]
        partitive = tree.dep[noun] == "pobj" and tree.lower[above] in {"of", "among"}
        return tree.head[above] if partitive and tree.lower[tree.head[above]] in {"one", "some", "two", "both"} else 0

    def _fronted(self, noun: int) -> list[int]:
        """The subject after a role that opens the sentence: "A native of Oslo, X sang", "As a member of Y, X spoke"."""
        tree, top = self.tree, self._behind(noun, "as")
        verb = tree.head[top]
        if min([top, *tree.children[top]]) != tree.sentence(noun)[0] or tree.pos[verb] not in VERBAL or verb < noun:
            return []
        if tree.dep[top] not in FRONTED or tree.lemma[noun] in self.words["time_owners"]:
            return []
        subjects = [s for s in tree.children_by(verb, "nsubj", "nsubjpass") if s > noun][:1]
        return self.each_listed(s for s in subjects if "," in tree.text[noun:s])

    def _behind(self, noun: int, preposition: str) -> int:
        """The preposition that a noun stands behind, where it is this one; else the noun."""
        above = self.tree.head[noun]
        return above if self.tree.dep[noun] == "pobj" and self.tree.lower[above] == preposition else noun

    def topics(self, noun: int) -> list[int]:
        """The subject of the clause a noun is added to after a comma: "X was born in Y, the son of Z"."""
        tree = self.tree
        left = tree.left_edge(noun)
        if left == 0 or tree.lower[left - 1] not in {",", "–", "—", "-", "and"}:
            return []
        verb = noun
        while tree.pos[verb] not in VERBAL and tree.head[verb] != verb:
            verb = tree.head[verb]
        if (
            tree.lower[left - 1] == "and"
            and tree.lemma[verb] not in self.words["copulas"] | self.words["working_verbs"]
        ):
            return []  # not "X shared news of talks with Y and members of Z"
        return list(self.surface_subjects(verb)) if verb < noun else []

    def _named_after(self, noun: int) -> list[int]:
        """The name a title stands before: "party leader Anna Berg", "leaders Anna Berg and Tom Reed"."""
        tree = self.tree
        follows = noun + 1
        if follows >= len(tree) or tree.pos[follows] != "PROPN" or tree.pos[noun] not in {"NOUN", "PROPN", "ADJ"}:
            return []
        name = self._last_name(follows)
        titles = tree.head[noun] == name and tree.dep[noun] in {"compound", "nmod", "amod", "nsubj"}
        twins = tree.head[noun] == tree.head[name] and (
            tree.dep[noun] == tree.dep[name] or tree.dep[noun] == "compound"
        )
        if not (titles or twins):
            return []
        return self.coordinated(name) if tree.tag[noun] == "NNS" else [name]

    def _last_name(self, name: int) -> int:
        """The word of a name that the others hang on."""
        tree = self.tree
        while tree.head[name] > name and tree.pos[tree.head[name]] == "PROPN" and tree.head[name] - name < 5:
            name = tree.head[name]
        return name

    def _named_behind(self, noun: int) -> list[int]:
        """The name in "a spokesman for Y, X, said", which the parser hangs on Y."""
        tree = self.tree
        if tree.pos[noun] != "NOUN" or tree.lemma[noun] in self.words["kinds_of_place"] | self.words["parts_of_places"]:
            return []
        owning = tree.nouns_by(noun, "prep")
        named = [(o, a) for o in owning for a in tree.children_by(o, "appos") if tree.pos[o] == tree.pos[a] == "PROPN"]
        return [a for o, a in named if o < a and "," in tree.text[o + 1 : a]]

    def owners(self, noun: int) -> list[int]:
        """Who or what a noun belongs to by standing before it: "Y's leader", "Y party leader", "its leader"."""
        tree = self.tree
        owning = [o for o in tree.children_by(noun, "poss") if tree.lemma[o] not in self.words["time_owners"]]
        found = self.all_meant(owning)
        left = tree.children_by(noun, *BEFORE_NOUNS)
        if tree.dep[noun] in BEFORE_NOUNS and tree.head[noun] > noun:
            left += tree.children_by(tree.head[noun], "poss", *BEFORE_NOUNS)
        found += [c for c in left if c < noun]
        phrase = tree.head[noun] if tree.dep[noun] in {"compound", "nmod"} else noun
        if tree.dep[phrase] == "conj" and not owning:  # "his son Tom and daughter Ida"
            found += tree.children_by(self.first_conjunct(phrase), "poss")
        return list(dict.fromkeys(found))

    def fields(self, noun: int) -> list[int]:
        """What a role is for: "the party's *election* chief", no "*club* manager", which is a body."""
        tree, bodies = self.tree, self.words["kinds_of_body"]
        before = tree.children_by(noun, "compound", "nmod")
        return [c for c in before if tree.pos[c] == "NOUN" and tree.text[c].islower() and tree.lemma[c] not in bodies]

    def actors(self, noun: int) -> list[int]:
        """Who acts in an event noun: "X's visit", "a visit by X", "X paid a visit", "X arrived for talks"."""
        tree = self.tree
        first = self.outermost(noun)
        agents = self.prepositional(noun, frozenset({"by"}))
        own = self.owners(noun) + agents
        if any(tree.pos[a] == "PROPN" for a in agents):  # "left after a visit by X to Y"
            return own
        settled = self._has_named_owner(noun) or self._is_own(noun, first)
        others = [] if settled else self._supporting(first)
        if others or tree.has(noun, "poss"):  # "X's White House meeting with Y", "X won a High Court battle with Y"
            own = [o for o in own if tree.dep[o] != "compound" or tree.head[o] != noun]
        return own + others

    def _has_named_owner(self, noun: int) -> bool:
        """ "X's visit": not "her visit", "Monday's visit"."""
        tree = self.tree
        return any(tree.tag[p] != "PRP$" and self._owns(p) for p in tree.children_by(noun, "poss"))

    def _is_own(self, noun: int, first: int) -> bool:
        """ "met Y on his visit to Z": the visit is that of whom the verb is done to."""
        tree = self.tree
        if tree.dep[first] != "pobj" or not tree.has(noun, "poss"):
            return False
        return any(tree.pos[o] == "PROPN" for o in tree.children_by(tree.head[tree.head[first]], "dobj"))

    def doers(self, noun: int, *, given: bool = True) -> list[int]:
        """Who does to another what an event noun names: "X's attack", "an attack by X", "the X-led attack"; where
        `given`, also "X launched an attack"."""
        tree = self.tree
        led = [a for a in tree.children_by(noun, "amod") if tree.lower[a] in self.words["doing_participles"]]
        own = self.owners(noun) + self.prepositional(noun, frozenset({"by"}))
        own += [c for a in led for c in tree.children_by(a, "npadvmod", "compound", "nmod", "nsubj", "amod")]
        if self._has_named_owner(noun):
            return own
        return own + (self.givers(noun) if given else [])

    def givers(self, noun: int) -> list[int]:
        """Whose deed it is by the verb that the noun goes with: "X launched an attack", "X gave Y a warning", "an
        attack launched by X"."""
        tree = self.tree
        behind = [s for v in self.doings(noun) for s in self.subjects(v) if s != noun]
        first = self.outermost(noun)
        verb = tree.head[first]
        if (struck := self._struck_with(first)) != NONE:
            return behind or self.subjects(struck)
        if tree.dep[first] not in {"dobj", "nsubjpass"} or tree.pos[verb] not in VERBAL:
            return behind
        gives = tree.lemma[verb] in self.words["doing_verbs"]
        return behind or ([s for s in self.subjects(verb) if s != first] if gives else [])

    def _struck_with(self, noun: int) -> int:
        """The verb that deals another what the noun names: "hit Y with sanctions", "Y was slapped with a fine"."""
        tree = self.tree
        verb = tree.head[tree.head[noun]]
        dealt = tree.dep[noun] == "pobj" and tree.lower[tree.head[noun]] == "with" and tree.pos[verb] == "VERB"
        return verb if dealt and tree.lemma[verb] in self.words["dealing_verbs"] else NONE

    def makers(self, noun: int) -> list[int]:
        """Whose it is by a participle behind it: "a resolution proposed by X", "tariffs imposed by X"."""
        tree = self.tree
        made = [v for v in tree.children_by(noun, "acl") if tree.lemma[v] in self.words["making_verbs"]]
        return [s for v in made if tree.has(v, "agent") for s in self.subjects(v)]

    def sources(self, noun: int) -> list[int]:
        """From whom it comes: "criticism from X", "drew criticism from X"."""
        tree = self.tree
        first = self.outermost(noun)
        verb = tree.head[first]
        taken = tree.dep[first] in {"dobj", "nsubjpass"} and tree.lemma[verb] in self.words["taking_verbs"]
        own = self.prepositional(noun, frozenset({"from"}))
        return own or (self.prepositional(verb, frozenset({"from"})) if taken else [])

    def takers(self, noun: int) -> list[int]:
        """To whom it is done by the verb the noun goes with: "Y faced criticism", "gave Y a warning", "Y is under
        sanctions"."""
        tree = self.tree
        first = self.outermost(noun)
        head, dep = tree.head[first], tree.dep[first]
        if dep in {"dobj", "nsubjpass"} and tree.pos[head] in VERBAL:
            if tree.lemma[head] in self.words["taking_verbs"]:
                return [s for s in self.subjects(head) if s != first]
            if tree.lemma[head] in self.words["doing_verbs"]:
                return self._given_to(head, first)
        above = tree.head[head]
        if (struck := self._struck_with(first)) != NONE:
            return self.objects(struck)
        if dep == "pobj" and tree.lower[head] == "under" and tree.lemma[above] in self.words["undergoing_verbs"]:
            return list(self.surface_subjects(above))
        return []

    def _given_to(self, verb: int, noun: int) -> list[int]:
        """To whom a verb gives the noun: "gave Y a warning", "Y was given a warning"."""
        tree = self.tree
        given = [o for o in tree.children_by(verb, "dative") if tree.pos[o] != "ADP"]
        if tree.dep[noun] == "nsubjpass":
            given += tree.children_by(verb, "dobj")
        elif self.is_passive(verb):
            given += self.surface_subjects(verb)
        return self.all_meant(o for o in given if o != noun)

    def partakers(self, noun: int) -> list[int]:
        """Who has it together: "X and Y held talks"."""
        tree = self.tree
        first = self.outermost(noun)
        verb = tree.head[first]
        held = tree.dep[first] in {"dobj", "nsubjpass"} and tree.lemma[verb] in self.words["holding_verbs"]
        return [s for s in self.subjects(verb) if s != first] if held else []

    def _owns(self, token: int) -> bool:
        return self.tree.lemma[token] not in self.words["time_owners"]

    def _supporting(self, noun: int) -> list[int]:
        tree = self.tree
        head, dep = tree.head[noun], tree.dep[noun]
        if before := self._followed(noun):
            return self.actors(before)
        if dep in {"dobj", "nsubjpass", "attr", "xcomp"} and tree.pos[head] in VERBAL:
            if tree.lemma[head] not in self.words["doing_verbs" if self._is_deed(noun) else "support_verbs"]:
                return []
            return [s for s in self.subjects(head) if s != noun]
        if self._is_deed(noun):
            return []
        if dep in {"pobj", "pcomp"} and tree.lower[head] in self.words["event_prepositions"]:
            return self._by_preposition(noun, head)
        return self._as_part(noun)

    def _by_preposition(self, noun: int, preposition: int) -> list[int]:
        """Who acts in what a preposition leads to: "X arrived for talks", "sent X to the talks"."""
        tree = self.tree
        above = tree.head[preposition]
        while tree.pos[above] in {"ADP", "SCONJ", "ADV"} and tree.head[above] != above:
            above = tree.head[above]
        if sent := self._sent(above, tree.lower[preposition]):
            return sent
        if tree.pos[above] in VERBAL:
            answered = self._answers(above, tree.lower[preposition])
            return [] if answered else list(self.surface_subjects(above))
        if tree.pos[above] == "PROPN" and tree.lower[preposition] == "on":  # "X, on a visit to Y, said"
            return [above]
        return self._led_to(noun, above) if tree.pos[above] == "NOUN" else self._as_part(noun)

    def _sent(self, verb: int, preposition: str) -> list[int]:
        """Whom somebody sends to an event: "sent X for talks"."""
        sends = preposition == "for" and self.tree.lemma[verb] in self.words["sending_to_events"]
        return self.objects(verb) if sends and not self.is_passive(verb) else []

    def _answers(self, verb: int, preposition: str) -> bool:
        """ "was jailed for the attack", "saw Y in the talks": told of whoever was not the one to act."""
        listed = {"for": "answers", "in": "seeing"}.get(preposition)
        return listed is not None and self.tree.lemma[verb] in self.words[listed]

    def _led_to(self, noun: int, before: int) -> list[int]:
        """ "X's preparations for the visit": who acts in what leads to it."""
        leads = before < noun and self.tree.lemma[before] in self.words["leading_to"]
        return self.actors(before) if leads else []

    def _is_deed(self, noun: int) -> bool:
        """Whether the noun is done to somebody: who speaks after an attack, or ends a war, is not who made it."""
        return self.tree.lemma[noun] in self.words["deeds"]

    def _as_part(self, noun: int) -> list[int]:
        """ "X came as part of a tour": the tour is X's."""
        tree = self.tree
        of = self._behind(noun, "of")
        part = tree.head[of] if of != noun else noun
        verb = tree.head[tree.head[part]]
        if tree.lower[part] != "part" or tree.lower[tree.head[part]] != "as" or tree.pos[verb] not in VERBAL:
            return []
        return list(self.surface_subjects(verb))

    def _followed(self, noun: int) -> int:
        """The encounter that another follows, with whose people it goes on: "X's lunch with Y, followed by talks with
        Z"; "X has lunch with Y. Talks with Z will follow." 0 where there is none."""
        tree = self.tree
        head, dep = tree.head[noun], tree.dep[noun]
        if tree.lemma[noun] not in self.words["encounters"]:
            return 0
        if dep == "nsubj" and tree.lemma[head] == "follow" and not tree.has(head, "dobj"):
            return self._encounter_before(tree.sentence(noun)[0])
        if dep == "pobj" and tree.lower[head] == "by" and tree.lemma[tree.head[head]] == "follow":
            follow = tree.head[head]
            before = [tree.head[follow]] if tree.dep[follow] in {"acl", "advcl"} else self.surface_subjects(follow)
            return next((t for t in before if tree.lemma[t] in self.words["encounters"] and t < noun), 0)
        return 0

    def _encounter_before(self, first: int) -> int:
        """The encounter of the sentence before, of the same paragraph; 0 for none."""
        tree = self.tree
        start = tree.sentence(first - 1)[0] if first and "\n" not in tree.text[first - 1] else first
        encounters = self.words["encounters"]
        return next((t for t in range(start, first) if tree.lemma[t] in encounters and self.actors(t)), 0)
