"""The noun phrases that "it" and "they" may stand for, names and common nouns alike, and how salient each is.

Salience in the manner of Lappin and Leass (1994). A common noun takes part, so that a pronoun whose likeliest
antecedent is one ("the farmers … they") stays open: a name further off is not meant.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.mention.tokens import SUBJECTS, root_of
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

    from kg.mention.draft import Draft

SCENES = frozenset({"in", "across", "throughout", "inside"})
ROLE_WEIGHT = {
    "nsubj": 80,
    "nsubjpass": 70,
    "dobj": 45,
    "dative": 40,
    "pobj": 30,
    "poss": 35,
    "appos": 25,
    "conj": 30,
    "agent": 40,
}
SENTENCE_WEIGHT = (100, 75, 45, 20)
NO_REFERENTS = frozenset(
    {"compound", "nmod", "amod", "npadvmod", "attr", "appos", "oprd", "expl", "quantmod", "nummod"}
)
"""Roles in which a common noun brings up nothing that a pronoun could take up."""
MARGIN = 8
"""A pronoun's best candidate must lead the next one by this much, else it stays unresolved."""
OWN_CLAUSE = 45
"""What the subject of its own clause has as the owner that a possessive means."""
MEASURES = frozenset({"DATE", "TIME", "MONEY", "PERCENT", "QUANTITY", "CARDINAL", "ORDINAL"})
INDEFINITE = frozenset({
    "someone", "somebody", "anyone", "anybody", "everyone", "everybody", "nobody", "those", "these", "others", "many",
    "some", "most", "all", "few", "several",
})  # fmt: skip
"""Pronouns of the closed class that bring up people whom "they" takes up."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """A noun phrase by its head token; `mentions`: what it names, () for a common noun that nothing is known of."""

    head: int
    plural: bool
    mentions: tuple[int, ...] = ()
    pronoun: bool = False


def leads(scores: Sequence[float]) -> bool:
    """Whether the first of some scores is ahead of the next by a margin."""
    return len(scores) == 1 or (len(scores) > 1 and scores[0] - scores[1] >= MARGIN)


class Phrases:
    """The noun phrases of an article, in order."""

    def __init__(self, doc: Doc, drafts: Sequence[Draft], sentence: Sequence[int], quoted: Sequence[bool]) -> None:
        self.text = text_of(doc)
        self.doc = doc
        self.drafts = drafts
        self.sentence, self.quoted = sentence, quoted
        self.mention_at: dict[int, int] = {}
        """Head token → the name, description or pronoun that ends there."""
        within: set[int] = set()
        for index, draft in enumerate(drafts):
            if draft.type == "Office" or draft.relative:
                continue
            self.mention_at[root_of(doc, draft.start, draft.end).i] = index
            if draft.kind == "name":
                within |= set(range(draft.start, draft.end))
        within |= self.mention_at.keys()
        self.noun_set = frozenset(at for at in range(len(self.text)) if at not in within and self._is_noun(at))

    def _is_noun(self, at: int) -> bool:
        """Whether a word brings up something that a pronoun could take up."""
        text = self.text
        noun = text.pos[at] in {"NOUN", "PROPN"} and text.dep[at] not in NO_REFERENTS
        if not noun and text.lower[at] not in INDEFINITE:
            return False
        return text.dep[at] in SUBJECTS or self.doc[at].ent_type_ not in MEASURES

    def reach(self, at: int) -> int:
        """The first token of the sentence before that of a word."""
        now = self.sentence[at]
        while at > 0 and now - self.sentence[at - 1] <= 1:
            at -= 1
        return at

    def children(self, at: int) -> Iterable[int]:
        """The words that hang on a word."""
        return (child.i for child in self.doc[at].children)

    def role(self, at: int) -> str:
        """The role of a phrase, in a list that of the list."""
        return self.text.dep[self.top(at)]

    def top(self, at: int) -> int:
        """The head of the list or apposition that a phrase belongs to."""
        text = self.text
        while text.dep[at] in {"conj", "appos", "compound", "nmod"} and text.head[at] != at:
            at = text.head[at]
        return at

    def listed(self, at: int) -> list[int]:
        """The heads of the list "A, B and C" that begins here; only this one where there is no list joined by "and"."""
        found, joined, here = [at], False, at
        while True:
            joined = joined or any(self.text.lower[c] in {"and", "&"} for c in self.children(here))
            inner = [c for c in self.children(here) if self.text.dep[c] == "conj" and c > here]
            if not inner:
                return found if joined or len(found) == 1 else [at]
            here = inner[0]
            found.append(here)

    def salience(self, phrase: Phrase, pronoun: int) -> float:
        """How likely the pronoun takes up the phrase, by its place and role alone."""
        text, back = self.text, self.sentence[pronoun] - self.sentence[phrase.head]
        role = self.role(phrase.head)
        score = float(SENTENCE_WEIGHT[back]) + ROLE_WEIGHT.get(role, 10)
        if text.dep[pronoun] in SUBJECTS and role in SUBJECTS:
            score += 15
        if phrase.pronoun:
            score += 15
        if back == 0:
            score += 10 - min(20, 0.3 * (pronoun - phrase.head))
            if text.dep[pronoun] == "poss" and role in SUBJECTS and self.subject_of(pronoun) == self.top(phrase.head):
                score += OWN_CLAUSE
        if self.quoted[phrase.head] != self.quoted[pronoun]:
            score -= 60 if self.quoted[phrase.head] else 40
        return score

    def subject_of(self, at: int) -> int | None:
        """The subject of the nearest clause above a word that has one."""
        while self.text.head[at] != at:
            at = self.text.head[at]
            found = [c for c in self.children(at) if self.text.dep[c] in SUBJECTS]
            if found:
                return found[0]
        return None

    def bound(self, phrase: Phrase, pronoun: int) -> bool:
        """Whether grammar forbids it: the other argument of its own verb, or what its noun is; where something happens
        is not who does it ("In Togo, it called for talks")."""
        text = self.text
        head, top = text.head[pronoun], self.top(phrase.head)
        while text.pos[head] == "ADP" and text.head[head] != head and text.dep[pronoun] == "pobj":
            head = text.head[head]
        if text.dep[pronoun] == "poss":
            return phrase.head == text.head[pronoun]
        scene = text.head[top]
        if text.dep[top] == "pobj" and text.lower[scene] in SCENES and text.dep[pronoun] in SUBJECTS:
            return text.head[scene] == head
        if text.dep[pronoun] in {"dobj", "dative"} and text.dep[top] in SUBJECTS and scene == self._with_subject(head):
            return True  # "Acme bought Bolt and sold it": not itself
        return scene == head and text.dep[top] in SUBJECTS | {"dobj", "dative"} and top != head

    def _with_subject(self, verb: int) -> int:
        """The verb, or the one whose subject it shares: "bought Bolt and *sold* it", "agreed to *sell* it"."""
        text = self.text
        while text.dep[verb] in {"conj", "xcomp"} and not any(text.dep[c] in SUBJECTS for c in self.children(verb)):
            verb = text.head[verb]
        return verb
