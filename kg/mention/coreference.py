"""Who "he", "the premier" and "both leaders" are, within one article.

Salience in the manner of Lappin and Leass (1994): nearer sentences, subjects and often-named people first; gender and
number must agree, and a verb's object is never its own subject. What the article cannot decide stays open here and is
decided over the corpus (resolve.py) or not at all.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence, Set
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.know.first_names import first_name_gender
from kg.mention.local_names import local_keys
from kg.mention.name_words import KIN, honorifics
from kg.mention.phrases import MARGIN, ROLE_WEIGHT, SENTENCE_WEIGHT, Phrases
from kg.mention.plural_references import resolve_plurals
from kg.mention.pronouns import THING_PRONOUNS, WRITER, binds, is_reflexive
from kg.mention.sieves import Sieve
from kg.mention.thing_references import resolve_things, thing_descriptions
from kg.mention.tokens import SUBJECTS, described_before, kin_before, root_of, tells_clause, top_of, words_of
from kg.read.turns import gender_in
from kg.text.quotemarks import quoted_ranges
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.know.gazetteer import Gazetteer
    from kg.mention.draft import Draft
    from kg.mention.mentions import Knowledge
    from kg.mention.titles import Titles
    from kg.read.turns import Turn

DEEDS = word_list("deeds done to people")
WOMEN = word_list("women of kin")
MEN = word_list("men of kin")
SENTENCES_BACK = 3
FIRST = "former"
SECOND = "latter"
LEADERS = "leaders"
"""Of a pair: heads of states and governments before all others."""
SURE = 4
"""The weight of a first name for its bearer's gender; a pronoun weighs 1, a title or honorific 5."""
GONE = {"former", "late"}
HALVES = frozenset({"North", "South", "East", "West"})
NO_OFFICES = frozenset({"occupation", "relational"})
"""Groups of titles that are nobody's post."""
UNTENSED = frozenset({"VB", "VBG", "VBN"})
UNDERSTOOD = frozenset({"conj", "advcl", "pcomp", "prep"})
"""How a clause hangs whose subject is that of the one above."""
OWN_SUBJECT = 20
"""What a possessive gains on the subject of its clause or one above."""
SUBJECT_ABOVE = 40
"""What a subject gains on that of the clause that its own goes on from: "X is to go, though he will stay"."""
LISTED = 70
"""What outweighs a subject: the possessive stands in one list with its owner."""
OUTWEIGHS = 3
"""How many times as often as the next somebody must be named to be the one whose title needs no body."""


@dataclass
class _Person:
    """One person as the article knows it, by local key."""

    key: str
    mentions: list[int] = field(default_factory=list)
    genders: Counter[str] = field(default_factory=Counter)
    offices: list[tuple[str, int | None, str]] = field(default_factory=list)

    @property
    def gender(self) -> str:
        best = self.genders.most_common(1)
        return best[0][0] if best else ""

    @property
    def sure_gender(self) -> str:
        """The gender that titles, honorifics or first names show, not pronouns alone."""
        best = self.genders.most_common(1)
        return best[0][0] if best and best[0][1] >= SURE else ""


def resolve_references(doc: Doc, drafts: Sequence[Draft], knowledge: Knowledge, turns: Sequence[Turn] = ()) -> None:
    """Fill in `antecedents` and `gender` of drafts, in place. Only local evidence is used.

    `turns`: of a transcript, in the offsets of the Doc.
    """
    state = _Local(doc, drafts, knowledge.titles, first_name_gender, knowledge.gazetteer, turns)
    for index in range(len(drafts)):
        if index not in state.labels:
            state.read(index)
    _resolve_relatives(doc, drafts)
    fitting = {at: kinds for at, _, kinds in thing_descriptions(doc, knowledge.thing_nouns)}
    phrases = Phrases(doc, drafts, state.sentence, state.quoted)
    resolve_things(doc, drafts, fitting, knowledge.gazetteer, phrases, knowledge.actors)
    resolve_plurals(phrases, drafts, knowledge.actors)
    state.link_offices()
    state.spread_genders()


def _resolve_relatives(doc: Doc, drafts: Sequence[Draft]) -> None:
    """A relative pronoun stands for the mention that ends in the noun its clause modifies, or that this noun describes:
    "Anna Berg is an actor who …". "Where" stands for places and organizations."""
    relatives = [draft for draft in drafts if draft.relative]
    if not relatives:
        return
    ends = {root_of(doc, draft.start, draft.end).i: i for i, draft in enumerate(drafts) if _may_be_modified(draft)}
    people = {at for at, index in ends.items() if drafts[index].type == "Person"}
    for draft in relatives:
        noun = _noun_of(doc[draft.start], ends, people)
        if noun is None or noun.i not in ends or noun.i >= draft.start:
            continue
        named = drafts[ends[noun.i]]
        if named.type != "Person" or doc[draft.start].lower_ != "where":
            draft.antecedents, draft.because = (ends[noun.i],), "relative clause"
            draft.type, draft.plural, draft.gender = named.type, named.plural, named.gender


def _may_be_modified(draft: Draft) -> bool:
    return draft.type != "Office" and draft.kind != "demonym" and not draft.relative


def _noun_of(relative: Token, ends: Mapping[int, int], people: Set[int]) -> Token | None:
    """The noun that a relative pronoun's clause is said of; None where it may be another. `ends`: the tokens in which
    mentions end; `people`: those of people's."""
    clause = relative.head
    while clause.dep_ != "relcl" and clause.head != clause:
        clause = clause.head
    noun = _contrasted(clause.head) if clause.dep_ == "relcl" else None
    if noun is not None and relative.lower_ in {"who", "whom"}:
        noun = _whom(noun, people)
    return _described(noun) if noun is not None and noun.i not in ends else noun


def _whom(noun: Token, people: Set[int]) -> Token | None:
    """Whom the words before "who" describe, where they end in another's name; None where either may be meant."""
    text = text_of(noun.doc)
    if noun.i in people:
        return None if kin_before(text, noun.i, KIN) else noun
    described = described_before(text, noun.i)
    return noun if described is None else noun.doc[described]


def _contrasted(noun: Token) -> Token:
    """The noun, or what it is set against: "it was X, not Y, who left" is said of X."""
    first = min([noun.i, *(child.i for child in noun.children if child.dep_ in {"compound", "det"})])
    against = noun.dep_ in {"appos", "conj"} and first > 0 and noun.doc[first - 1].lower_ == "not"
    return noun.head if against else noun


def _described(noun: Token) -> Token | None:
    """Whom a common noun is said of: the subject of "is", or what it stands beside."""
    while noun.dep_ == "conj" and noun.head != noun:
        noun = noun.head
    if noun.pos_ != "NOUN":
        return None
    if noun.dep_ == "attr" and noun.head.lemma_ == "be":
        return next((child for child in noun.head.children if child.dep_ in SUBJECTS), None)
    return noun.head if noun.dep_ == "appos" and not tells_clause(noun) else None


ASKING = word_list("asked for another")
UNDERGONE = word_list("undergone by another")
ARGUMENTS_OF_VERBS = SUBJECTS | {"dobj", "dative"}
"""Roles in which somebody is told of by a verb."""


class _Local:
    """The people of one article, read from its beginning."""

    def __init__(
        self,
        doc: Doc,
        drafts: Sequence[Draft],
        titles: Titles,
        name_gender: Callable[[str], str],
        gazetteer: Gazetteer,
        turns: Sequence[Turn] = (),
    ) -> None:
        self._gazetteer = gazetteer
        self.doc = doc
        self.drafts = drafts
        self.titles = titles
        self.people: dict[str, _Person] = {}
        self.key_of: dict[int, str] = {}
        self.history: list[int] = []
        self.writers: dict[str, int] = {}
        """Whoever says "I" → the first mention of them; the writer of the article under ""."""
        self.turns = turns
        self.labels = self._labels()
        self.named = {turn: i for i, turn in self.labels.items()}
        self.sentence = _sentence_numbers(doc)
        self.quoted = _quoted(doc)
        self._told: dict[int, Collection[str]] = {}
        """By pronoun: the posts that its clause speaks of."""
        self._name_people(name_gender)

    # -- people by local key

    def _name_people(self, name_gender: Callable[[str], str]) -> None:
        """Give every person name its local key: the full name it belongs to. Learn gender and offices."""
        addressed = self._addressed()
        for i, key in local_keys(self.doc, self.drafts, addressed, name_gender, self.labels).items():
            draft = self.drafts[i]
            draft.local = key
            self.key_of[i] = key
            person = self.people.setdefault(key, _Person(key))
            person.mentions.append(i)
            if addressed.get(i):
                person.genders[addressed[i]] += 5
            text = words_of(self.doc, draft.start, draft.end)
            if " " in text and (sex := name_gender(text)):
                person.genders[sex] += SURE
            if sex := self._gender_of_kin(draft):
                person.genders[sex] += SURE
        self._learn_posts()

    def _gender_of_kin(self, draft: Draft) -> str:
        """What "his wife Maggie" and "her son, Robin" tell of the one named."""
        at = draft.start - 1
        if at > 0 and self.doc[at].text == "," and self.head(draft).dep_ == "appos":
            at -= 1
        word = self.doc[at].lower_ if at >= 0 else ""
        return "female" if word in WOMEN else "male" if word in MEN else ""

    def _labels(self) -> dict[int, int]:
        """The names in the labels of a transcript → the turn of each."""
        found = {}
        for i, draft in enumerate(self.drafts if self.turns else ()):
            at = self.doc[draft.start].idx
            before = bisect_right(self.turns, at, key=lambda turn: turn.label[0]) - 1
            if draft.names_person and before >= 0 and at < self.turns[before].label[1]:
                found[i] = before
        return found

    def _turn(self, index: int) -> int | None:
        """The turn of a transcript in which a mention stands."""
        at = self.doc[self.drafts[index].start].idx
        before = bisect_right(self.turns, at, key=lambda turn: turn.label[0]) - 1
        within = before >= 0 and any(start <= at < end for start, end in self.turns[before].said)
        return before if within else None

    def _label(self, turn: int) -> str:
        start, end = self.turns[turn].label
        return text_of(self.doc).whole[start:end]

    def _addressed(self) -> dict[int, str]:
        """Person names behind an honorific or a title, with the gender that it shows or ""."""
        found: dict[int, str] = {i: gender_in(self._label(turn)) for i, turn in self.labels.items()}
        for i, draft in enumerate(self.drafts):
            for width in (2, 1) if draft.names_person and draft.start else ():
                honorific = words_of(self.doc, max(0, draft.start - width), draft.start).lower()
                if honorific in honorifics():
                    found[i] = honorifics()[honorific]
        for draft in self.drafts:
            holder = draft.links.get("holder")
            if holder is not None and self.drafts[holder].start == draft.end:
                found.setdefault(holder, draft.gender)
        return found

    def _learn_posts(self) -> None:
        for draft in self.drafts:
            if draft.post is None:
                continue
            if draft.post.holder is None:
                self._learn_gender_of_subject(draft)
                continue
            holder = draft.links.get("holder", draft.antecedents[0] if draft.antecedents else None)
            if holder is None or holder not in self.key_of:
                continue
            person = self.people[self.key_of[holder]]
            if draft.gender:
                person.genders[draft.gender] += 5
            if draft.post.possessor is None:
                person.offices.append((draft.title, draft.links.get("body"), draft.modifier))

    def link_offices(self) -> None:
        """Link every mention of somebody to the office that the article gives them, where it is exactly one.

        Trades and "ally" are no offices; a former one counts where there is no other.
        """
        held: dict[tuple[str, bool], dict[tuple[str, str], int]] = defaultdict(dict)
        for index, draft in enumerate(self.drafts):
            holder = draft.links.get("holder")
            if holder in self.key_of and draft.post and draft.post.span.title.group not in NO_OFFICES:
                body = self._body(draft.links.get("body"))
                gone = draft.modifier in GONE
                held[self.key_of[holder], gone].setdefault((draft.title, body), index)
        for index, key in self.key_of.items():
            offices = held.get((key, False)) or held.get((key, True), {})
            if len({title for title, _ in offices}) == 1 and "office" not in self.drafts[index].links:
                self.drafts[index].links["office"] = min(offices.values())

    def _learn_gender_of_subject(self, draft: Draft) -> None:
        """ "X, who became the first female premier": the title's gender is X's."""
        if not draft.gender or draft.post is None:
            return
        subject = _subject_of(self.doc[draft.post.span.end - 1])
        for i, key in self.key_of.items():
            if subject is not None and self.drafts[i].start <= subject.i < self.drafts[i].end:
                self.people[key].genders[draft.gender] += 5

    # -- reading on

    def read(self, index: int) -> None:
        """Find whom a mention of a person, or of several things, stands for, and remember it."""
        draft = self.drafts[index]
        if draft.names_person:
            self.history.append(index)
        elif draft.type != "Person" and not draft.plural:
            return
        elif draft.kind == "description":
            self._read_description(index, draft)
        elif not draft.relative:
            self._read_pronoun(index, draft)

    def _read_description(self, index: int, draft: Draft) -> None:
        if draft.plural:
            draft.antecedents, draft.because = self.pair(index), "as many"
            return
        draft.because = "apposition"
        if not draft.antecedents:
            draft.antecedents, draft.because = self.holder_of(index)
        self.see_description(index)

    def _read_pronoun(self, index: int, draft: Draft) -> None:
        token = self.doc[draft.start]
        if token.lower_ in WRITER:
            self.see_writer(index)
        elif draft.kind == "pronoun":
            draft.antecedents, draft.because = ((), "") if draft.plural else self.meant_by(index)
            if is_reflexive(token):
                draft.because = "reflexive"
                draft.antecedents = tuple(i for i in draft.antecedents if binds(self.head(self.drafts[i]), token))
            self.see_pronoun(index)

    def spread_genders(self) -> None:
        """Give the mentions of somebody the gender that the others show."""
        for person in self.people.values():
            for i in person.mentions if person.sure_gender else ():
                self.drafts[i].gender = self.drafts[i].gender or person.sure_gender  # type: ignore[assignment]

    def see_description(self, index: int) -> None:
        antecedents = self.drafts[index].antecedents
        if len(antecedents) == 1 and antecedents[0] in self.key_of:
            self.key_of[index] = self.key_of[antecedents[0]]
        else:
            key = f"#{index}"
            self.key_of[index] = key
            self.people[key] = _Person(
                key, [index], Counter({self.drafts[index].gender: 5} if self.drafts[index].gender else {})
            )
        self.history.append(index)

    def see_pronoun(self, index: int) -> None:
        antecedents = self.drafts[index].antecedents
        if len(antecedents) == 1 and antecedents[0] in self.key_of:
            key = self.key_of[antecedents[0]]
            self.key_of[index] = key
            if self.drafts[index].gender:
                self.people[key].genders[self.drafts[index].gender] += 1
            self.history.append(index)
        elif not antecedents and self._is_unnamed(index):
            self.drafts[index].unnamed = True
            self.see_description(index)

    def see_writer(self, index: int) -> None:
        """ "I" outside quotations is whoever writes, from first to last; in a transcript whoever speaks."""
        if self.quoted[self.drafts[index].start]:
            return
        turn = self._turn(index)
        named = self.named.get(turn) if turn is not None else None
        speaker = self._label(turn).casefold() if turn is not None else ""
        first = named if named is not None else self.writers.setdefault(speaker, index)
        self.drafts[index].antecedents = () if first == index else (first,)
        self.drafts[index].because = "writer"
        self.drafts[index].unnamed = first == index

    def _is_unnamed(self, index: int) -> bool:
        """Whether nobody named before it can be meant, nor a subject yet to come ("When he left, Berg …")."""
        pronoun = self.drafts[index]
        if pronoun.plural or any(
            self._agrees(self.key_of[i], pronoun.gender) or not self._unnamed(i) for i in self.history
        ):
            return False
        coming = (
            i for i in self.key_of if i > index and self.sentence[self.drafts[i].start] == self.sentence[pronoun.start]
        )
        return not any(_role(self.head(self.drafts[i])) in SUBJECTS for i in coming)

    def _unnamed(self, index: int) -> bool:
        antecedents = self.drafts[index].antecedents
        return self.drafts[antecedents[0] if antecedents else index].unnamed

    # -- pronouns

    def antecedent(self, index: int) -> tuple[int, ...]:
        """The mention a singular pronoun stands for: the most salient person that agrees, with a margin."""
        pronoun = self.drafts[index]
        token = self.doc[pronoun.start]
        scores: dict[str, tuple[float, int]] = {}
        own = self._understood_subject(token) | self._acting_on(token) | self._asking(token)
        for candidate in reversed(self.history[-30:]):
            key, back = self.key_of[candidate], self.sentence[token.i] - self.sentence[self.drafts[candidate].start]
            if back > SENTENCES_BACK or key in own or not self._may_be(token, candidate, pronoun.gender):
                continue
            score = self._salience(token, candidate, back, pronoun.gender)
            if key not in scores or score > scores[key][0]:
                scores[key] = (score, candidate)
        ranked = sorted(scores.values(), key=lambda s: (-s[0], -s[1]))
        if not ranked or (len(ranked) > 1 and self._undecided(ranked[0], ranked[1])):
            return ()
        return (ranked[0][1],)

    def _may_be(self, token: Token, candidate: int, gender: str) -> bool:
        """Whether gender and grammar allow a pronoun to stand for somebody."""
        draft = self.drafts[candidate]
        if draft.plural or not self._agrees(self.key_of[candidate], gender) or self._bound(token, candidate):
            return False
        return not is_reflexive(token) or binds(self.head(draft), token)

    def meant_by(self, index: int) -> tuple[tuple[int, ...], Sieve]:
        """Whom a singular pronoun stands for, and the sieve that says so."""
        if named := self.with_kin(index):
            return named, "with kin"
        if alike := self.opened_alike(index):
            return alike, "parallel"
        if self._may_be_of_either(index):
            return (), ""
        return self.antecedent(index), "salience"

    def _may_be_of_either(self, index: int) -> bool:
        """ "Reed thanked him and praised his wife": nobody knows whose it is, of two that the verbs above tell of."""
        own, token = self.drafts[index], self.doc[self.drafts[index].start]
        kin = token.head
        if token.dep_ != "poss" or kin.lower_ not in KIN or kin.dep_ == "conj" or token.nbor().lower_ == "own":
            return False
        above = {token.i, *(verb.i for verb in token.ancestors)}
        said = set()
        for before in self.history[-30:]:
            head = self.head(self.drafts[before])
            same = self.sentence[self.drafts[before].start] == self.sentence[own.start]
            if same and head.dep_ in ARGUMENTS_OF_VERBS and head.head.i in above:
                said.add(self.key_of[before])
        return len({key for key in said if self.people[key].gender == own.gender}) > 1

    def with_kin(self, index: int) -> tuple[int, ...]:
        """Whoever is named right before "and her husband"; not before "and her own brother", which is the subject's."""
        own, doc = self.drafts[index], self.doc
        token = doc[own.start]
        behind_and = text_of(doc).lower[own.start - 1 : own.start] == ["and"]
        if not behind_and or token.dep_ != "poss" or token.head.lower_ not in KIN or token.nbor().lower_ == "own":
            return ()
        end = own.start - 1 - (doc[own.start - 2].text == ",")
        before = next((i for i in range(index - 1, -1, -1) if self.drafts[i].end <= end), index)
        fits = self.drafts[before].names_person and self.drafts[before].end == end
        return (before,) if fits and self._agrees(self.key_of[before], own.gender) else ()

    def opened_alike(self, index: int) -> tuple[int, ...]:
        """Whom the possessive means that the sentence before began with, where this one begins with the same word:
        "His lawyer left. His wife stayed." """
        token, now = self.doc[self.drafts[index].start], self.sentence[self.drafts[index].start]
        if token.dep_ != "poss" or not token.is_sent_start:
            return ()
        for before in range(index - 1, -1, -1):
            other = self.drafts[before]
            if self.sentence[other.start] < now - 1:
                break
            first = self.doc[other.start]
            if first.is_sent_start and first.dep_ == "poss" and first.lower_ == token.lower_ and first.i != token.i:
                return other.antecedents
        return ()

    def _undecided(self, first: tuple[float, int], second: tuple[float, int]) -> bool:
        """Too close a lead, or two named in one breath ("A and B met. He …")."""
        heads = self.head(self.drafts[first[1]]), self.head(self.drafts[second[1]])
        coordinated = heads[1] in heads[0].conjuncts
        return first[0] - second[0] < MARGIN or coordinated

    def _agrees(self, key: str, gender: str) -> bool:
        known = self.people[key].gender
        return not known or known == gender

    def _understood_subject(self, token: Token) -> set[str]:
        """Who does what the verb without a subject of its own says, whose object the pronoun is, or that of the clause
        it begins: whoever is "watching Y and seeing her win" is not her."""
        verb = token.head
        if token.dep_ in SUBJECTS and verb.dep_ == "ccomp" and verb.tag_ in UNTENSED:
            verb = verb.head
        elif token.dep_ != "dobj" or is_reflexive(token):
            return set()
        above = _with_subject(verb)
        subjects = _doers(above)
        if not subjects and above.dep_ == "acl" and above.tag_ == "VB":
            subjects, above = _planners(above.head), above.head
        return set() if above == verb else self._lately(subjects)

    def _lately(self, heads: Set[int]) -> set[str]:
        """Those of the last mentions that end in these words."""
        return {self.key_of[c] for c in self.history[-30:] if self.head(self.drafts[c]).i in heads}

    def _acting_on(self, token: Token) -> set[str]:
        """Who does to a pronoun what the verb says, and so is not meant by it in any of his mentions."""
        if token.dep_ not in {"dobj", "dative"} or token.lower_.endswith("self"):
            return set()
        subjects = {c.i for c in token.head.children if c.dep_ == "nsubj"}
        subjects |= {c.i for i in subjects for c in self.doc[i].children if c.dep_ == "appos"}
        return self._lately(subjects)

    def _asking(self, token: Token) -> set[str]:
        """Who demands or mourns what another undergoes: "Reed demanded his release"."""
        noun = token.head
        verb = noun.head.head if noun.dep_ == "pobj" else noun.head
        if token.dep_ != "poss" or noun.lemma_ not in UNDERGONE or verb.lemma_ not in ASKING:
            return set()
        return self._lately(_doers(_with_subject(verb)))

    def _bound(self, token: Token, candidate: int) -> bool:
        """A candidate the pronoun cannot be: its verb's other argument, or the one who speaks of it in a quotation."""
        head = top_of(self.head(self.drafts[candidate]), {"appos"})  # "Berg's deputy Tom Reed urged her to leave"
        if _is_other_argument(token, head) or _is_own_noun(token, head) or _is_victim_of(token, head):
            return True
        return self.quoted[token.i] and not self.quoted[head.i] and self._speaks(head, token)

    def _speaks(self, head: Token, token: Token) -> bool:
        return (
            head.dep_ in SUBJECTS
            and head.head.pos_ == "VERB"
            and abs(self.sentence[token.i] - self.sentence[head.i]) <= 1
        )

    def _salience(self, token: Token, candidate: int, back: int, gender: str) -> float:
        draft = self.drafts[candidate]
        head = self.head(draft)
        key = self.key_of[candidate]
        score = float(SENTENCE_WEIGHT[back])
        score += ROLE_WEIGHT.get(_role(head), 10)
        score += min(24, 4 * sum(1 for h in self.history if self.key_of[h] == key))
        if self.people[key].gender == gender:
            score += 25
        score += self._selected(token, key)
        if back == 0:
            score += 10 - min(20, 0.3 * (token.i - draft.start))
            score += _of_own_sentence(token, head)
        if draft.kind == "pronoun":
            score += 15
        if token.dep_ in SUBJECTS and _role(head) in SUBJECTS:
            score += 15
        if self.quoted[draft.start] and not self.quoted[token.i]:
            score -= 60
        return score

    def _selected(self, token: Token, key: str) -> float:
        """A bonus for the one whose post the pronoun's clause speaks of ("he came to the throne")."""
        titles = self._titles_told(token.i)
        return 80.0 if titles and any(title in titles for title, _, _ in self.people[key].offices) else 0.0

    def _titles_told(self, pronoun: int) -> Collection[str]:
        """The posts that the clause of a pronoun speaks of; the same for all whom it may mean."""
        if pronoun not in self._told:
            token = self.doc[pronoun]
            nouns = token.head.subtree if token.dep_ in SUBJECTS else ()
            told = (self.titles.selects.get(noun.lemma_) for noun in nouns)
            self._told[pronoun] = next((titles for titles in told if titles is not None), ())
        return self._told[pronoun]

    def head(self, draft: Draft) -> Token:
        return root_of(self.doc, draft.start, draft.end)

    # -- descriptions

    def holder_of(self, index: int) -> tuple[tuple[int, ...], Sieve]:
        """A description of an office ("the French premier"): the one person the article gives that office."""
        draft = self.drafts[index]
        if draft.post is None:
            ordinal = self.doc[draft.start].lower_
            if ordinal in {FIRST, SECOND}:
                return self._of_two(index, ordinal == SECOND), "former or latter"
            return self._of_age(index), "age"
        found = self._holders(index, draft) if "body" in draft.links or not draft.post.elsewhere else {}
        sieves: tuple[tuple[Sieve, Callable[[int, Mapping[str, int]], tuple[int, ...]]], ...] = (
            ("only holder", self._only),
            ("this very title", self._of_this_very_title),
            ("told without a body", self._told_without_body),
            ("near holder", self._near),
        )
        for name, sieve in sieves:
            if answer := sieve(index, found):
                return answer, name
        return (), ""

    def _holders(self, index: int, draft: Draft) -> dict[str, int]:
        """Who the article says has the post, each with the nearest mention."""
        body = self._body(draft.links.get("body"))
        if draft.title == "counterpart" and not body:
            return {}
        wanted = self._titles_of_counterpart(draft) if draft.title == "counterpart" else self._titles(draft)
        return {
            key: self._nearest(person, index)
            for key, person in self.people.items()
            if (not draft.gender or person.gender in {"", draft.gender})
            and any(self._answers(draft, office, wanted, body) for office in person.offices)
        }

    def _only(self, index: int, found: Mapping[str, int]) -> tuple[int, ...]:
        """The one holder that the article has."""
        return tuple(found.values()) if len(found) == 1 else ()

    def _of_this_very_title(self, index: int, found: Mapping[str, int]) -> tuple[int, ...]:
        """The one whose title is this word and no other for it: "the dictator" beside two presidents."""
        title = self.drafts[index].title
        same = [i for key, i in found.items() if any(held == title for held, _, _ in self.people[key].offices)]
        return (same[0],) if len(same) == 1 else ()

    def _told_without_body(self, index: int, found: Mapping[str, int]) -> tuple[int, ...]:
        """Of several, the one whom the article gives the title without saying whose: "President Lund" beside "President
        Berg of Norway", told of lately and more than all others of whom that is true."""
        draft = self.drafts[index]
        if "body" in draft.links:
            return ()
        titles = self._titles(draft)
        plain = {key: len(self.people[key].mentions) for key in found if self._has_plainly(key, titles)}
        ranked = sorted(plain.items(), key=lambda one: -one[1])
        if not ranked or (len(ranked) > 1 and ranked[0][1] < OUTWEIGHS * ranked[1][1]):
            return ()
        key = ranked[0][0]
        lately = any(self.key_of[i] == key and abs(self._distance(i, index)) <= SENTENCES_BACK for i in self.history)
        return (found[key],) if lately else ()

    def _has_plainly(self, key: str, titles: Set[str]) -> bool:
        """Whether somebody is given one of the titles, with no word of what it is of or whether it is over."""
        return any(title in titles and where is None and not how for title, where, how in self.people[key].offices)

    def _near(self, index: int, found: Mapping[str, int]) -> tuple[int, ...]:
        """The one holder in this sentence or beside it; of presidents there are too many."""
        near = [i for i in found.values() if abs(self._distance(i, index)) <= 1]
        return (near[0],) if len(near) == 1 and self.drafts[index].title != "president" else ()

    def _of_two(self, index: int, second: bool) -> tuple[int, ...]:
        """Which of two names "the former" or "the latter" is: the only two of a kind, here or one sentence before."""
        now = self.sentence[self.drafts[index].start]
        for back in (0, 1):
            for kind in ("Person", "Organization", "Place"):
                names: dict[str, int] = {}
                for i, other in enumerate(self.drafts[:index]):
                    if other.kind == "name" and other.type == kind and self.sentence[other.start] == now - back:
                        names.setdefault(self.key_of.get(i) or self._body_text(i), i)
                if len(names) == 2:
                    found = list(names.values())[second]
                    self.drafts[index].type = self.drafts[found].type
                    return (found,)
        return ()

    def _of_age(self, index: int) -> tuple[int, ...]:
        """Whose age "the 45-year-old" tells: of whom the article says it ("Tom Reed, 45,"), else the one person of this
        sentence and the one before."""
        age = self.doc[self.drafts[index].start].text.split("-")[0]
        told = {
            key: self._nearest(person, index)
            for key, person in self.people.items()
            if any(self._told_age(i) == age for i in person.mentions)
        }
        return self._only(index, told or {self.key_of[i]: i for i in self.history if self._may_be_aged(index, i)})

    def _may_be_aged(self, index: int, other: int) -> bool:
        """Whether somebody told of near by is known, and of no age that is told."""
        if self._distance(index, other) > 1 or self._told_age(other):
            return False
        return not self.drafts[other].plural and not self.key_of[other].startswith("#")

    def _told_age(self, index: int) -> str:
        """The number behind a name and a comma: "Tom Reed, 45,"."""
        behind = [word.text for word in self.doc[self.drafts[index].end : self.drafts[index].end + 3]]
        return behind[1] if len(behind) > 1 and behind[0] == "," and behind[1].isdigit() else ""

    def _titles(self, draft: Draft) -> set[str]:
        return {draft.title, *self.titles.synonyms.get(draft.title, ())}

    def _titles_of_counterpart(self, draft: Draft) -> set[str]:
        """The titles of whoever's counterpart it is; heads of state and of government are each other's counterparts."""
        owner = self.drafts[draft.links["of"]] if "of" in draft.links else None
        key = self.key_of.get(owner.antecedents[0]) if owner and owner.antecedents else None
        titles = {title for title, _, _ in self.people[key].offices} if key in self.people else set()
        leaders = set(self.titles.synonyms.get("leader", ()))
        return titles | (leaders if titles & leaders else set())

    def _answers(self, draft: Draft, office: tuple[str, int | None, str], wanted: set[str], body: str) -> bool:
        title, where, modifier = office
        theirs = self._body(where)
        if title not in wanted or (body and not (theirs and same_body(body, theirs))):
            return False
        gone, asked_gone = modifier in GONE, draft.modifier in GONE
        if "elect" in {draft.modifier, modifier} and (asked_gone or not gone):
            return draft.modifier in {modifier, ""}
        return gone == asked_gone

    def _distance(self, a: int, b: int) -> int:
        return int(self.sentence[self.drafts[a].start] - self.sentence[self.drafts[b].start])

    def _nearest(self, person: _Person, index: int) -> int:
        before = [i for i in person.mentions if i < index]
        return before[-1] if before else person.mentions[0]

    def _body(self, index: int | None) -> str:
        """What a post belongs to: the identity that the gazetteer gives it, else its words, folded; "" for nothing."""
        text = self._body_text(index)
        return self._gazetteer.identity(text) or text.removesuffix("'s").removesuffix("’s").replace(".", "").lower()

    def _body_text(self, index: int | None) -> str:
        return "" if index is None else self.doc[self.drafts[index].start : self.drafts[index].end].text

    # -- plurals

    def pair(self, index: int) -> tuple[int, ...]:
        """Things named before, as many as the words say: the only ones of their kind near by, else one list of them."""
        draft = self.drafts[index]
        now, key = self.sentence[draft.start], self.key_of.__getitem__
        if draft.type == "Place":
            return self._pair_of_places(index, draft, now)
        if self.doc[draft.end - 1].lower_ == LEADERS:
            heads = [i for i in self.history if self._leads(i)]
            if found := self._last(heads, draft.number, now, key):
                return found
        pool = [i for i in self.history if not draft.title or self._holds(i, draft.title)]
        return self._last(pool, draft.number, now, key)

    def _pair_of_places(self, index: int, draft: Draft, now: int) -> tuple[int, ...]:
        """ "Both countries": states, or halves of one."""
        before = enumerate(self.drafts[:index])
        pool = [i for i, one in before if one.type == "Place" and one.kind in {"name", "demonym"}]
        states = {i: self._state(i) for i in pool}
        found = self._last(pool, draft.number, now, lambda i: states[i] or self._body_text(i).lower())
        return found if all(states[i] for i in found) else ()

    def _state(self, index: int) -> str:
        """The country that a name or an adjective stands for, or the half of one ("the South"); "" for none: two sides
        are no airports."""
        text, known = self._body_text(index), self._gazetteer
        country = known.country(text) or known.demonym(text)
        return country.id if country else text if text in HALVES else ""

    def _leads(self, index: int) -> bool:
        """Whether somebody has a post for which "leader" is another word."""
        leading = self.titles.synonyms.get("leader", ())
        return any(title in leading for title, _, _ in self.people[self.key_of[index]].offices)

    def _holds(self, index: int, title: str) -> bool:
        return any(held.endswith(title) for held, _, _ in self.people[self.key_of[index]].offices)

    def _last(self, pool: Sequence[int], number: int, now: int, key: Callable[[int], str]) -> tuple[int, ...]:
        living = [i for i in pool if not self.drafts[i].plural and not self._gone(i)]
        for spoken in (False, True):
            for back in (1, 2, 3):
                near = [i for i in living if self._is_near(self.drafts[i].start, now, back, spoken=spoken)]
                latest = {key(i): i for i in near}
                if len(latest) == number:
                    return tuple(sorted(latest.values())) if self._together(latest.values(), living, key) else ()
                if len(latest) > number:
                    return self._listed(near, number)
        return ()

    def _is_near(self, at: int, now: int, back: int, *, spoken: bool) -> bool:
        """Whether a word stands in this sentence or one of the last before, outside quotations if not `spoken`."""
        return 0 <= now - self.sentence[at] <= back and (spoken or not self.quoted[at])

    def _together(self, found: Iterable[int], pool: Sequence[int], key: Callable[[int], str]) -> bool:
        """Whether they stand in one sentence, or nobody else stands in that of the first or the one before it."""
        sentences = {self.sentence[self.drafts[i].start] for i in found}
        if len(sentences) == 1:
            return True
        keys, first = {key(i) for i in found}, min(sentences)
        return all(key(i) in keys for i in pool if first - 1 <= self.sentence[self.drafts[i].start] <= first)

    def _gone(self, index: int) -> bool:
        """Somebody the article calls late: no party to what comes after."""
        key = self.key_of.get(index)
        return key is not None and any(modifier == "late" for _, _, modifier in self.people[key].offices)

    def _listed(self, near: Sequence[int], number: int) -> tuple[int, ...]:
        """The one list "A, B and C" of exactly so many."""
        lists: list[list[int]] = []
        for i in near:
            joined = lists and self._joined(lists[-1][-1], i)
            if joined:
                lists[-1].append(i)
            else:
                lists.append([i])
        fitting = [one for one in lists if len(one) == number]
        return tuple(fitting[0]) if len(fitting) == 1 and all(len(one) <= number for one in lists) else ()

    def _joined(self, a: int, b: int) -> bool:
        between = self.doc[self.drafts[a].end : self.drafts[b].start]
        words = {t.lower_ for t in between}
        return (
            0 < len(between) <= 6
            and bool(words & {"and", ","})
            and not any(t.pos_ in {"VERB", "AUX", "ADP"} for t in between)
        )


def _in_list_with(possessive: Token, head: Token) -> bool:
    """Whether the list tells whose: "received X and his wife", "X's plan and his promise"; "his own" looks further."""
    if possessive.dep_ != "poss" or possessive.i < head.i or possessive.nbor().lower_ == "own":
        return False
    before = possessive.head.conjuncts
    return head in before or (head.dep_ == "poss" and head.head in before)


def _role(head: Token) -> str:
    return str(top_of(head, {"conj", "appos", "compound", "nmod"}).dep_)


def _is_other_argument(token: Token, head: Token) -> bool:
    """Whether a name is the other argument of the pronoun's verb."""
    if token.dep_ in SUBJECTS:
        return head.head == token.head and head.dep_ != "poss"
    if token.dep_ not in {"dobj", "pobj", "dative"} or token.lower_.endswith("self"):
        return False
    verb = token.head
    while verb.pos_ == "ADP" and verb.head != verb:
        verb = verb.head
    return head.head == verb and head.dep_ in SUBJECTS | {"dobj", "dative"}


def _is_victim_of(token: Token, head: Token) -> bool:
    """Whether a name is that of one of those who are tried for a deed done to whoever the possessive means: "X and his
    wife, Y, were convicted of her murder"."""
    deed = token.head
    if token.dep_ != "poss" or deed.lemma_ not in DEEDS or deed.dep_ != "pobj":
        return False
    tried = top_of(head, {"conj", "appos"})
    return tried.dep_ in SUBJECTS and tried.head == deed.head.head


def _is_own_noun(token: Token, head: Token) -> bool:
    """Whether a name is what the possessive's noun is: "her deputy, Tom Reed"."""
    noun = token.head
    return token.dep_ == "poss" and (head == noun or (noun.dep_ == "appos" and noun.head == head))


def _of_own_sentence(token: Token, head: Token) -> int:
    """What a candidate gains in the pronoun's own sentence by its role there."""
    listed = LISTED if _in_list_with(token, head) else 0
    if _role(head) not in SUBJECTS or head.head not in token.ancestors:
        return listed
    return listed + (OWN_SUBJECT if token.dep_ == "poss" else SUBJECT_ABOVE if _goes_on(token, head.head) else 0)


def _goes_on(subject: Token, verb: Token) -> bool:
    """Whether the subject's clause hangs on the verb as an adverbial one: whom somebody speaks of is not so sure."""
    above = subject.head.head
    while above.dep_ == "xcomp":
        above = above.head
    return subject.head.dep_ == "advcl" and subject.dep_ in SUBJECTS and above == verb


def _with_subject(verb: Token) -> Token:
    """The first verb from here up that has a subject, or takes none from above."""
    above = verb
    while not _doers(above) and (above.dep_ in UNDERSTOOD or (above != verb and above.dep_ == "ccomp")):
        above = above.head
    return above


def _doers(verb: Token) -> set[int]:
    """The subjects of a verb that may be people: not "it"."""
    return {child.i for child in verb.children if child.dep_ in SUBJECTS and child.lower_ not in THING_PRONOUNS}


def _planners(noun: Token) -> set[int]:
    """Who will do what an infinitive says of a noun: "his decision to fire Y", "X announced a plan to fire Y"."""
    owners = {child.i for child in noun.children if child.dep_ == "poss"}
    owners |= {c.i for prep in noun.children if prep.lower_ == "of" for c in prep.children if c.dep_ == "pobj"}
    return owners or (_doers(noun.head) if noun.dep_ == "dobj" else set())


def _subject_of(token: Token) -> Token | None:
    """The subject of the verb that a predicate noun belongs to; of "who" the noun before the clause."""
    verb = token.head
    while verb.dep_ in {"prep", "xcomp", "attr", "oprd"} and verb.head != verb:
        verb = verb.head
    subject = next((child for child in verb.children if child.dep_ in SUBJECTS), None)
    if subject is not None and subject.lower_ in {"who", "which", "that"} and verb.dep_ == "relcl":
        return verb.head
    return subject


def same_body(a: str, b: str) -> bool:
    """Whether two bodies of one article, as `_Local._body` has them, are one.

    What the gazetteer knows is one by its identity alone. Else one name may begin with all words of the other
    ("Labour", "Labour Party").
    """
    if a == b:
        return True
    known = [one for one in (a, b) if ":" in one]
    if len(known) == 2 or (known and not known[0].startswith("body:")):
        return False
    short, long = sorted((_words_of_body(a), _words_of_body(b)), key=len)
    return bool(short) and long.startswith(f"{short} ")


def _words_of_body(identity: str) -> str:
    return identity.removeprefix("body:").replace("-", " ")


def _sentence_numbers(doc: Doc) -> list[int]:
    return [number for number, tokens in enumerate(text_of(doc).sentences()) for _ in tokens]


def _quoted(doc: Doc) -> list[bool]:
    """For each token whether it stands between quotation marks."""
    text = text_of(doc)
    flags = [False] * len(text)
    for start, end in quoted_ranges(text.whole):
        for at in range(bisect_left(text.offset, start), bisect_left(text.offset, end)):
            flags[at] = True
    return flags
