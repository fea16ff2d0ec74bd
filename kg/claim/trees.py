"""A parsed article as plain lists: what the relation engine reads instead of spaCy tokens, many times faster."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Set
from dataclasses import dataclass
from typing import TYPE_CHECKING

from kg.datafiles import word_list
from kg.mention.name_words import KIN
from kg.mention.tokens import CLAIMS, described_before, kin_before, says_behind, tells_clause
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc

OCCASIONS_OF_SAYING = word_list("occasions of saying")
IN_WHICH = frozenset({"in", "during"})
AUXILIARY = frozenset({"aux", "auxpass"})
FINITE = frozenset({"VBD", "VBZ", "VBP", "MD"})
VERBAL = frozenset({"VERB", "AUX"})
SECOND_HALVES = frozenset({"conj", "advcl", "ccomp", "parataxis", "dep"})
NOBODY = frozenset({"ORG", "GPE", "LOC", "FAC"})
"""The recognizer's types of what nobody calls "who"."""


@dataclass(frozen=True, slots=True)
class Tree:
    """Token attributes by index; labels are those of spaCy's English models (nsubj, dobj, prep, pobj, …)."""

    text: list[str]
    lower: list[str]
    lemma: list[str]
    """Lower case, also for names."""
    pos: list[str]
    tag: list[str]
    dep: list[str]
    head: list[int]
    children: list[list[int]]
    """In text order."""
    offset: list[int]
    """Character offset of each token."""
    sentence_starts: list[int]
    """Index of the first token of each sentence."""

    def __len__(self) -> int:
        return len(self.text)

    def sentence(self, token: int) -> tuple[int, int]:
        """The [first, end) tokens of the sentence that `token` stands in."""
        k = bisect_right(self.sentence_starts, token)
        end = self.sentence_starts[k] if k < len(self.sentence_starts) else len(self.text)
        return self.sentence_starts[k - 1], end

    def token_at(self, char: int) -> int:
        """The token that covers character `char`, or the last one before it."""
        return max(0, bisect_right(self.offset, char) - 1)

    def children_by(self, token: int, *labels: str) -> list[int]:
        """Children of `token` with one of the dependency labels, in text order."""
        return [c for c in self.children[token] if self.dep[c] in labels]

    def words_by(self, token: int, *labels: str) -> set[str]:
        """The words in lower case of those children."""
        return {self.lower[c] for c in self.children[token] if self.dep[c] in labels}

    def has_word(self, token: int, words: Set[str], *labels: str) -> bool:
        """Whether one of them is one of `words`."""
        return any(self.lower[c] in words for c in self.children[token] if self.dep[c] in labels)

    def nouns_by(self, token: int, *labels: str) -> list[int]:
        """The nouns behind the prepositions among those children."""
        return [noun for c in self.children_by(token, *labels) for noun in self.children_by(c, "pobj")]

    def prepositions(self, token: int, words: Set[str]) -> list[int]:
        """Those of a word that are one of `words`."""
        return [c for c in self.children_by(token, "prep") if self.lower[c] in words]

    def left_edge(self, token: int) -> int:
        """Where the phrase of a word begins, as far as it hangs on the word itself."""
        return min([token, *(c for c in self.children[token] if c < token and self.dep[c] != "punct")])

    def is_infinitive(self, verb: int) -> bool:
        """Whether "to" stands before a verb."""
        return self.has_word(verb, {"to"}, "aux")

    def has(self, token: int, *labels: str) -> bool:
        """Whether a child with one of the labels exists."""
        return any(self.dep[c] in labels for c in self.children[token])

    def list_head(self, token: int) -> int:
        """The first word of the list `token` is in, or of a compound that the parser took for an apposition."""
        while self.dep[token] == "conj" or self._is_glued(token):
            token = self.head[token]
        return token

    def _is_glued(self, token: int) -> bool:
        """ "first woman prime minister": an apposition without a comma is one noun phrase."""
        head = self.head[token]
        if self.dep[token] != "appos" or self.pos[head] != "NOUN" or not head < token <= head + 3:
            return False
        return not any(self.lower[t] in {",", "(", "-", "–", "—", ":"} for t in range(head, token))

    def path_length(self, a: int, b: int) -> int:
        """Number of edges between two tokens, or 99 where they are in different sentences."""
        steps = {t: n for n, t in enumerate(self.ancestors(a))}
        return next((n + steps[t] for n, t in enumerate(self.ancestors(b)) if t in steps), 99)

    def ancestors(self, token: int) -> list[int]:
        """The token, its head, and so on up to the root."""
        chain = [token]
        while (head := self.head[chain[-1]]) != chain[-1]:
            chain.append(head)
        return chain


DEED = "parataxis"
"""The label of what a sentence is called behind it: "…, a move that X criticised"."""
WITH_NAME = frozenset({"appos", "relcl", "cc", "conj", "punct", "prep"})
"""What goes with a name in place of the title before it."""


def build_tree(doc: Doc) -> Tree:
    """Copy what the engine needs out of a parsed Doc, to set right what the parser gets wrong."""
    text = text_of(doc)
    heads = list(text.head)
    children: list[list[int]] = [[] for _ in heads]
    for index, head in enumerate(heads):
        if head != index:
            children[head].append(index)
    tree = Tree(
        text=text.words,
        lower=text.lower,
        lemma=text.lemma,
        pos=text.pos,
        tag=text.tag,
        dep=list(text.dep),
        head=heads,
        children=children,
        offset=text.offset,
        sentence_starts=text.sentence_starts,
    )
    _raise_occasions(tree)
    _raise_contrasts(tree)
    _raise_who(tree, doc)
    _raise_kin(tree)
    _part_kin(tree)
    _lower_states(tree, doc)
    _raise_told(tree)
    _raise_adding(tree)
    _raise_subjects(tree)
    _part_scenes(tree)
    _list_openings(tree)
    _part_contacts(tree)
    _part_relatives(tree)
    _part_gaps(tree, doc)
    _part_lists(tree)
    _part_sentences(tree)
    _part_titled(tree, doc)
    _part_deeds(tree, doc)
    _part_clauses(tree)
    _join_titles(tree)
    _raise_titled(tree, doc)
    _name_objects(tree)
    for token in range(len(tree)):
        if tree.dep[token] == "appos" and tree.dep[tree.head[token]] in {"nsubj", "nsubjpass"}:
            _part_opening(tree, token)
            _list_headline(tree, token)
            _part_saying(tree, token)
    return tree


def _part_opening(tree: Tree, name: int) -> None:
    """ "After meeting X, Y flew home": X is whom Y met, though the parser makes X the subject and Y the same as X."""
    first = tree.head[name]
    verb = tree.head[first]
    gerund = min([first, *tree.children[first]]) - 1
    if not _opens(tree, gerund, verb) or tree.pos[name] not in {"PROPN", "PRON"}:
        return
    if "," not in tree.text[first + 1 : name] or name > verb or "," in tree.text[name + 1 : verb]:
        return
    tree.dep[name] = tree.dep[first]
    tree.dep[first] = "dobj"
    _hang(tree, name, verb)
    _hang(tree, first, gerund)


def _opens(tree: Tree, gerund: int, verb: int) -> bool:
    """ "After meeting": a gerund that goes with the verb and has no object yet."""
    if gerund <= 0 or tree.tag[gerund] != "VBG" or tree.dep[gerund] != "pcomp" or tree.head[gerund] != gerund - 1:
        return False
    return tree.head[gerund - 1] == verb and not tree.has(gerund, "dobj")


def _part_saying(tree: Tree, name: int) -> None:
    """ "X, Y said, will leave": Y says it of X, though the parser takes the two for one thing named twice."""
    first = tree.head[name]
    verb = tree.head[first]
    said = [c for c in tree.children_by(verb, "ccomp") if c > verb and not tree.has(c, "nsubj", "nsubjpass", "expl")]
    if not said or tree.pos[name] != "PROPN" or not first < name < verb:
        return
    if (
        "," in tree.text[first + 1 : name]
        and "," not in tree.text[name + 1 : verb]
        and "," in tree.text[verb : said[0]]
    ):
        tree.dep[name] = tree.dep[first]
        _hang(tree, name, verb)
        _make_subject(tree, first, said[0])


def _list_headline(tree: Tree, name: int) -> None:
    """ "X, Y sign pact": two subjects of a headline, which the parser takes for one thing named twice."""
    first = tree.head[name]
    verb = tree.head[first]
    if tree.pos[first] != "PROPN" or tree.pos[name] != "PROPN" or tree.tag[verb] not in {"VBP", "VB"} or name > verb:
        return
    between = tree.text[first + 1 : min([name, *tree.children[name]])]
    if between == [","] and "," not in tree.text[name + 1 : verb] and not tree.has(verb, "aux"):
        tree.dep[name] = "conj"


def _raise_contrasts(tree: Tree) -> None:
    """ "It was X, not Y, who left": the clause is said of X, though the parser hangs it on the nearer."""
    for clause in _hanging(tree, "relcl"):
        noun = tree.head[clause]
        first = min([noun, *(child for child in tree.children[noun] if tree.dep[child] in {"compound", "det"})])
        if tree.dep[noun] in {"appos", "conj"} and first and tree.lower[first - 1] == "not":
            _hang(tree, clause, tree.head[noun])


def _raise_who(tree: Tree, doc: Doc) -> None:
    """ "X, the founder of the firm Y, who was fined": X was, though the parser hangs the clause on the nearer name."""
    for clause in _hanging(tree, "relcl"):
        near = tree.head[clause]
        named = described_before(tree, near)
        subjects = tree.children_by(clause, "nsubj", "nsubjpass", "dobj")
        who = any(tree.lower[subject] in {"who", "whom"} for subject in subjects)
        if named is not None and doc[near].ent_type_ in NOBODY and who:
            _hang(tree, clause, named)
        elif who and kin_before(tree, near, KIN):
            tree.dep[clause] = "parataxis"  # "X, the wife of Y, who …": either


def _raise_kin(tree: Tree) -> None:
    """ "The son of the president, X, left": X is the son, though the parser hangs the name on the nearer noun."""
    for name in _hanging(tree, "appos", "PROPN"):
        other = tree.head[name]
        while tree.dep[other] == "appos" and tree.pos[other] == "PROPN":
            other = tree.head[other]  # "the widow of the writer X, Y, left"
        of = tree.head[other]
        kin = tree.head[of]
        behind = tree.dep[other] == "pobj" and tree.lower[of] == "of"
        closed = tree.text[name + 1 : name + 2] == [","] and "," in tree.text[tree.head[name] : name]
        if behind and closed and tree.lemma[kin] in KIN and tree.dep[kin] in {"nsubj", "nsubjpass"}:
            _hang(tree, name, kin)


def _part_kin(tree: Tree) -> None:
    """ "The son of the writer X, he was born in Y": he is the son, though the parser gives the verb two subjects."""
    for kin in _hanging(tree, "nsubj", "NOUN") + _hanging(tree, "nsubjpass", "NOUN"):
        they = [c for c in tree.children_by(tree.head[kin], "nsubj", "nsubjpass") if tree.tag[c] == "PRP" and c > kin]
        if tree.lemma[kin] not in KIN or not they or tree.text[they[0] - 1] != ",":
            continue
        parents = tree.nouns_by(kin, "prep")
        for name in tree.children_by(kin, "appos") if parents else ():
            _hang(tree, name, parents[0])
        tree.dep[kin] = "appos"
        _hang(tree, kin, they[0])


def _lower_states(tree: Tree, doc: Doc) -> None:
    """ "A firm in X, Y": Y is where X is, and is not what the firm is called, as in "a spokesman for X, Y"."""
    for state in _hanging(tree, "appos", "PROPN"):
        town = tree.left_edge(state) - 2
        beside = town >= tree.head[state] and tree.text[town + 1] == "," and tree.dep[town] == "pobj"
        if beside and doc[town].ent_type_ == doc[state].ent_type_ == "GPE":
            tree.dep[state] = "npadvmod"
            if tree.head[state] != town:
                _hang(tree, state, town)


def _raise_told(tree: Tree) -> None:
    """ "X named Y chairman": the past tense is the verb of the sentence, though the parser hangs it on X."""
    for verb in _hanging(tree, "acl"):
        name = tree.head[verb]
        if tree.tag[verb] != "VBD" or tree.head[name] != name or tree.pos[name] != "PROPN":
            continue
        if "," in tree.text[name + 1 : verb]:
            continue
        for child in [child for child in tree.children[name] if child > verb]:
            _hang(tree, child, verb)
        tree.children[name].remove(verb)
        tree.head[verb], tree.dep[verb] = verb, "ROOT"
        tree.head[name], tree.dep[name] = verb, "nsubj"
        tree.children[verb] = sorted([*tree.children[verb], name])


def _raise_adding(tree: Tree) -> None:
    """ "It will be paid, X said, urging Y to leave": X urges, though the parser hangs it on the payment."""
    for verb in [token for token, tag in enumerate(tree.tag) if tag == "VBG" and tree.dep[token] in {"advcl", "xcomp"}]:
        paid, comma = tree.head[verb], verb - 1
        told = [*tree.children_by(paid, "parataxis"), tree.head[paid]]
        said = next((t for t in told if t in {comma - 1, tree.head[comma - 1]} and paid < t < comma), None)
        if said is None or tree.lower[comma] != "," or tree.pos[said] != "VERB":
            continue
        told_of = tree.dep[paid] == "ccomp" if said == tree.head[paid] else tree.has(said, "nsubj")
        if told_of:
            tree.dep[verb] = "advcl"
            _hang(tree, verb, said)


def _raise_subjects(tree: Tree) -> None:
    """ "X did, however, leave": X leaves, though the parser hangs the subject on the auxiliary."""
    for name in [token for token in _hanging(tree, "nsubj") if tree.dep[tree.head[token]] == "aux"]:
        verb = tree.head[tree.head[name]]
        if not tree.has(verb, "nsubj", "nsubjpass", "expl"):
            _hang(tree, name, verb)


def _list_openings(tree: Tree) -> None:
    """ "In talks with X, Y, and Z, W left": the talks are with all three, and the verb has one subject."""
    for name in _hanging(tree, "nsubj", "PROPN"):
        behind = [s for s in tree.children_by(tree.head[name], "nsubj") if s > name]
        before = _first_word(tree, name) - 2
        listed = before > 0 and tree.lower[before + 1] == "," and tree.dep[before] == "pobj" and tree.has(name, "conj")
        if listed and behind and tree.pos[before] == tree.pos[behind[0]] == "PROPN" and before < tree.head[name]:
            tree.dep[name] = "conj"
            _hang(tree, name, before)


def _part_scenes(tree: Tree) -> None:
    """ "In a letter to Y, X condemned Z": X did, whom the parser takes for Y or for the letter."""
    for name in _hanging(tree, "appos", "PROPN"):
        verb = scene = tree.head[name]
        while tree.dep[verb] in {"pobj", "prep", "appos"}:
            verb = tree.head[verb]
        first = _first_word(tree, name)
        last = max([name, *tree.children_by(name, "conj")])
        opens = tree.dep[scene] in {"pobj", "appos"} and tree.pos[verb] in VERBAL and _opens_clause(tree, verb)
        if opens and scene < first and last < verb and tree.lower[first - 1] == "," and "," not in tree.text[last:verb]:
            _make_subject(tree, name, verb)


def _first_word(tree: Tree, noun: int) -> int:
    """The first word of the phrase that a noun heads."""
    while tree.children[noun] and tree.children[noun][0] < noun:
        noun = tree.children[noun][0]
    return noun


def _opens_clause(tree: Tree, verb: int) -> bool:
    """Whether a finite verb has no subject, and what stands before it a preposition that opens the sentence."""
    finite = any(tree.tag[token] in FINITE for token in (verb, *tree.children_by(verb, *AUXILIARY)))
    if not finite or tree.has(verb, "nsubj", "nsubjpass", "expl", "csubj"):
        return False
    return any(
        p < verb and min([p, *tree.children[p]]) == tree.sentence(verb)[0] for p in tree.children_by(verb, "prep")
    )


def _part_gaps(tree: Tree, doc: Doc) -> None:
    """ "X was elected mayor and Y governor": Y was, though the parser makes X both."""
    for role in _hanging(tree, "conj", "NOUN"):
        if tree.dep[tree.head[role]] not in {"oprd", "attr"} or tree.pos[tree.head[role]] != "NOUN":
            continue
        for name in tree.children_by(role, "compound", "nmod"):
            first = min([name, *tree.children[name]])
            if doc[name].ent_type_ == "PERSON" and first < name < role and tree.lower[first - 1] == "and":
                tree.dep[role], tree.dep[name] = "parataxis", "nsubj"


def _part_contacts(tree: Tree) -> None:
    """ "sold arms to states Ghana had named": Ghana named them, though the parser makes it one of the states."""
    for name in _hanging(tree, "appos", "PROPN"):
        noun = tree.head[name]
        behind = name + 1
        if min([name, *tree.children[name]]) != noun + 1 or tree.tag[noun] not in {"NN", "NNS"} or behind >= len(tree):
            continue
        verb = _verb_of(tree, behind)
        if verb > name and (verb != behind or tree.tag[behind] in {"VBD", "VBZ"}) and _lacks_subject(tree, verb):
            tree.dep[name], tree.dep[verb] = "nsubj", "relcl"
            _hang(tree, name, verb)
            _hang(tree, verb, noun)


def _part_relatives(tree: Tree) -> None:
    """ "The men in a case that involved lawyer X were jailed": the case involved X, whom the parser makes the lawyer
    involved, and jailed."""
    for noun in _hanging(tree, "nsubjpass"):
        for that in [c for c in tree.children[tree.head[noun]] if 0 < c < noun and tree.lower[c] in {"that", "which"}]:
            done = that + 1
            past = tree.tag[done] in {"JJ", "VBN", "VBD"} and tree.lower[done].endswith("ed") and done < noun
            if past and noun in tree.ancestors(done):
                tree.dep[noun], tree.dep[that], tree.dep[done] = "dobj", "nsubj", "relcl"
                _hang(tree, done, that - 1)
                _hang(tree, noun, done)
                _hang(tree, that, done)


def _lacks_subject(tree: Tree, verb: int) -> bool:
    """Whether a verb has a clause of its own without a subject."""
    clause = tree.pos[verb] == "VERB" and tree.dep[verb] in {"advcl", "relcl", "acl"}
    return clause and not tree.has(verb, "nsubj", "nsubjpass", "mark")


def _part_clauses(tree: Tree) -> None:
    """ "When I called X, a spokesman replied", "They arrested X, a spokesman said": the spokesman did, whom the parser
    takes for X."""
    for noun in _hanging(tree, "appos"):
        clause = next((token for token in tree.ancestors(noun) if tree.dep[token] == "advcl"), noun)
        sentence = range(*tree.sentence(noun))
        verb = tree.head[clause] if clause != noun else says_behind(tree, sentence, noun, noun + 1)
        if verb is None or verb < noun or tree.has(verb, "nsubj", "nsubjpass", "expl") or "," in tree.text[noun:verb]:
            continue
        if noun in tree.ancestors(verb):
            tree.dep[verb] = "parataxis"
            _hang(tree, verb, tree.ancestors(noun)[-1])
        _make_subject(tree, noun, verb)


def _part_sentences(tree: Tree) -> None:
    """ "X beat Y and Z lost to W", "X attacked Y and Z was attacked by W": Z is what the second half is said of, though
    the parser lists it with Y."""
    for name in _hanging(tree, "conj", "PROPN"):
        other = tree.head[name]
        joined = min([name, *tree.children[name]]) - 1
        behind = max([name, *tree.children[name]]) + 1
        if tree.lower[joined] != "and" or tree.dep[tree.head[other]] == "conj" or behind >= len(tree):
            continue
        verb = _verb_of(tree, behind)
        if tree.tag[behind] not in FINITE or tree.pos[verb] not in VERBAL or tree.dep[verb] not in SECOND_HALVES:
            continue
        if tree.dep[other] in {"dobj", "pobj"} and not tree.has(verb, "nsubj", "nsubjpass", "expl", "mark"):
            _say_of(tree, name, verb)
        elif tree.children_by(verb, "nsubj", "nsubjpass") == [other] and tree.lower[behind] in {"was", "is", "has"}:
            above = tree.head[verb]
            if above < other < verb and tree.pos[above] == "VERB" and not tree.has(above, "dobj"):
                _say_of(tree, name, verb)
                tree.dep[other] = "dobj"
                _hang(tree, other, above)


def _say_of(tree: Tree, name: int, verb: int) -> None:
    """Make a name the subject of a verb that is the head of a sentence of its own."""
    top = tree.ancestors(verb)[-1]
    if verb != top:
        tree.dep[verb] = "parataxis"
        _hang(tree, verb, top)
    _make_subject(tree, name, verb)


def _part_lists(tree: Tree) -> None:
    """ "Y's war on A and B's war on C": A is what the first is on, though the parser makes A and B own the second."""
    for first in _hanging(tree, "poss"):
        second = tree.head[first]
        if tree.dep[second] != "pobj":
            continue
        preposition = tree.head[second]
        noun = tree.head[preposition]
        owners = [owner for owner in tree.children_by(first, "conj") if tree.pos[owner] == "PROPN"]
        if not owners or tree.lemma[noun] != tree.lemma[second] or not tree.has(noun, "poss"):
            continue
        tree.dep[owners[0]], tree.dep[first], tree.dep[second] = "poss", "pobj", "conj"
        _hang(tree, owners[0], second)
        _hang(tree, first, preposition)
        _hang(tree, second, noun)


def _part_titled(tree: Tree, doc: Doc) -> None:
    """ "They met X and Minister Y": both, though the parser glues X to the title of Y."""
    for first in [token for token, dep in enumerate(tree.dep) if dep in {"compound", "nmod"}]:
        second = first
        while tree.dep[second] in {"compound", "nmod"} and tree.head[second] > second:
            second = tree.head[second]
        listed = doc[first].ent_type_ == doc[second].ent_type_ == "PERSON" and second > first + 2
        if listed and tree.lower[first + 1] == "and" and tree.has(first, "cc") and tree.dep[second] != "conj":
            _hang(tree, first, tree.head[second])
            tree.dep[first], tree.dep[second] = tree.dep[second], "conj"
            _hang(tree, second, first)


def _part_deeds(tree: Tree, doc: Doc) -> None:
    """ "X left for Oslo, a move that Y criticised": the move is what X did, though the parser hangs it on Oslo."""
    for deed in _hanging(tree, "appos", "NOUN"):
        verbs = [above for above in tree.ancestors(deed) if tree.has(above, "nsubj", "nsubjpass")]
        if verbs and tells_clause(doc[deed]):
            tree.dep[deed] = DEED
            _hang(tree, deed, verbs[-1] if tree.lemma[deed] in CLAIMS else verbs[0])


def _join_titles(tree: Tree) -> None:
    """ "The car of lawmaker X arrived": the car did, though the parser gives the verb two subjects."""
    for name in _hanging(tree, "nsubj", "PROPN"):
        title = min([name, *(c for c in tree.children[name] if tree.dep[c] == "compound")]) - 1
        if title < 0 or tree.dep[title] != "pobj" or tree.pos[title] != "NOUN":
            continue
        before = tree.children_by(tree.head[name], "nsubj")
        if any(subject in tree.ancestors(title) for subject in before if subject < title):
            tree.dep[name] = "appos"
            _hang(tree, name, title)


def _raise_titled(tree: Tree, doc: Doc) -> None:
    """ "Foreign Minister X travelled": X did, as in most parses, though the parser takes the title for who did."""
    for name in _hanging(tree, "appos", "PROPN"):
        title = tree.head[name]
        first = min([name, *(c for c in tree.children[name] if tree.dep[c] in {"compound", "nmod"})])
        one = tree.tag[title] in {"NN", "NNP"} and tree.dep[title] not in {"ROOT", "compound", "conj"}
        one = one and tree.lower[title] not in KIN
        if not one or first != title + 1 or doc[title].ent_type_ or doc[name].ent_type_ != "PERSON":
            continue
        tree.dep[name], tree.dep[title] = tree.dep[title], "compound"
        _hang(tree, name, tree.head[title])
        _hang(tree, title, name)
        for child in [c for c in tree.children[title] if tree.dep[c] in WITH_NAME]:
            _hang(tree, child, name)


def _name_objects(tree: Tree) -> None:
    """ "named Y as chairman", "swore in Y", "arrested a 17-year-old, Y": Y is the object, though the parser makes Y the
    role, a place or a time."""
    for name in _hanging(tree, "npadvmod", "PROPN"):
        aged = tree.left_edge(name) - 2
        if aged > 0 and tree.text[aged + 1] == "," and tree.lower[aged] == "old" and tree.dep[aged] in {"dobj", "pobj"}:
            tree.dep[name], tree.dep[aged] = tree.dep[aged], "amod"
            _hang(tree, name, tree.head[aged])
            _hang(tree, aged, name)
    for name in _hanging(tree, "oprd", "PROPN"):
        verb = tree.head[name]
        if not tree.has(verb, "dobj", "auxpass") and tree.has_word(verb, {"as"}, "prep"):
            tree.dep[name] = "dobj"
    for particle in _hanging(tree, "prep"):
        verb = tree.head[particle]
        if tree.lower[particle] == "in" and tree.lemma[verb] == "swear" and not tree.has(verb, "dobj", "auxpass"):
            tree.dep[particle] = "prt"
            for name in tree.children_by(particle, "pobj"):
                tree.dep[name] = "dobj"
                _hang(tree, name, verb)


def _raise_occasions(tree: Tree) -> None:
    """ "agreed to meet in a phone call on Monday": the call is where they agreed, and it was on Monday.

    The parser hangs both on the infinitive, so that the meeting would be on Monday, by phone.
    """
    for noun, lemma in enumerate(tree.lemma):
        preposition = tree.head[noun]
        if lemma not in OCCASIONS_OF_SAYING or tree.dep[noun] != "pobj" or tree.lower[preposition] not in IN_WHICH:
            continue
        verb = tree.head[preposition]
        if tree.dep[verb] != "xcomp" or verb > preposition:
            continue
        _hang(tree, preposition, tree.head[verb])
        follows = noun + 1
        if follows < len(tree) and tree.head[follows] == verb and tree.dep[follows] in {"prep", "npadvmod"}:
            _hang(tree, follows, noun)


def _hanging(tree: Tree, label: str, pos: str = "") -> list[int]:
    """The words that hang on theirs in this way, of one part of speech where one is given."""
    return [token for token, dep in enumerate(tree.dep) if dep == label and pos in {"", tree.pos[token]}]


def _verb_of(tree: Tree, token: int) -> int:
    """The verb that an auxiliary goes with; any other word itself."""
    return tree.head[token] if tree.dep[token] in AUXILIARY else token


def _make_subject(tree: Tree, token: int, verb: int) -> None:
    tree.dep[token] = "nsubjpass" if tree.has(verb, "auxpass") else "nsubj"
    _hang(tree, token, verb)


def _hang(tree: Tree, token: int, head: int) -> None:
    tree.children[tree.head[token]].remove(token)
    tree.head[token] = head
    tree.children[head] = sorted([*tree.children[head], token])
