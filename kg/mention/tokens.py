"""The words of a Doc and where they stand, without spaCy's Token and Span objects."""

from __future__ import annotations

from collections.abc import Iterable, Sequence, Set
from itertools import chain
from typing import TYPE_CHECKING, Protocol

from kg.datafiles import word_list
from kg.text.text import text_of

if TYPE_CHECKING:
    from spacy.tokens import Doc, Token

    from kg.mention.name import Name


SAYS = word_list("announcing")
FINITE = frozenset({"VBD", "VBZ"})
SUBJECTS = frozenset({"nsubj", "nsubjpass"})
CLAIMS = word_list("what words are called")
DEEDS = word_list("what a clause is called") | CLAIMS
NO_DEEDS = frozenset({"GPE", "LOC", "FAC", "PERSON", "DATE"})
"""What the recognizer calls those that are no deed."""
BEFORE_SAYING = frozenset({"WP", "WDT", ","})
"""Tags of what begins a clause or a phrase of its own between a speaker and a verb."""


class Stretch(Protocol):
    """Tokens [start, end): a name, a title."""

    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102


class Parse(Protocol):
    """What a Text and the relation engine's tree both say of each token."""

    @property
    def lemma(self) -> Sequence[str]:
        """Lower case."""

    @property
    def pos(self) -> Sequence[str]:
        """Part of speech."""

    @property
    def tag(self) -> Sequence[str]:
        """Tag of the Penn Treebank."""

    @property
    def dep(self) -> Sequence[str]:
        """Label of the edge to the head."""

    @property
    def head(self) -> Sequence[int]:
        """The token it hangs on; its own for a root."""


def tokens_in(stretches: Iterable[Stretch]) -> set[int]:
    """All tokens of some names or titles."""
    return set(chain.from_iterable(range(one.start, one.end) for one in stretches))


def replacing(names: Sequence[Name], found: Sequence[Name]) -> list[Name]:
    """The names that share no token with those found, and behind them these."""
    taken = tokens_in(found)
    return [name for name in names if taken.isdisjoint(range(name.start, name.end))] + list(found)


def lower_at(doc: Doc, at: int) -> str:
    """A word in lower case; "" behind the last one."""
    lower = text_of(doc).lower
    return lower[at] if at < len(lower) else ""


def capital_at(doc: Doc, at: int) -> bool:
    """Whether a word with a capital stands here; none stands behind the last one."""
    words = text_of(doc).words
    return at < len(words) and words[at][:1].isupper()


def proper_noun_at(doc: Doc, at: int) -> bool:
    """Whether a proper noun in title case stands here."""
    return at < len(doc) and doc[at].is_title and doc[at].pos_ == "PROPN"


def name_follows(doc: Doc, at: int) -> bool:
    """Whether a proper noun with a capital stands here, whatever its other letters: "McRae"."""
    return at < len(doc) and doc[at].text[:1].isupper() and doc[at].pos_ == "PROPN"


def is_proper_noun(token: Token) -> bool:
    """A proper noun in title case, of nothing but letters."""
    return token.pos_ == "PROPN" and token.is_title and token.is_alpha


def comma_and_place(doc: Doc, at: int) -> bool:
    """Whether what stands here is a comma with the name of a place behind it: ", England"."""
    return at + 1 < len(doc) and doc[at].text == "," and doc[at + 1].ent_type_ == "GPE"


def inner_dash(doc: Doc, at: int) -> bool:
    """Whether a dash without blanks around it stands here."""
    return 0 < at < len(doc) and doc[at].text == "-" and not doc[at].whitespace_ and not doc[at - 1].whitespace_


def top_of(token: Token, roles: Set[str]) -> Token:
    """The first word above a token, it included, that hangs on its head in none of these roles, or is a root."""
    while token.dep_ in roles and token.head != token:
        token = token.head
    return token


def tells_clause(token: Token) -> bool:
    """ "Reed left for Oslo, a move that Berg criticised": what the sentence tells, and no name before a comma."""
    if token.dep_ != "appos" or token.lemma_ not in DEEDS or token.head.ent_type_ not in NO_DEEDS:
        return False
    return any(child.lower_ in {"a", "an"} for child in token.children if child.dep_ == "det")


def places_of(doc: Doc, words: Set[str]) -> list[int]:
    """The tokens whose lower-case form is one of `words`, in order."""
    return text_of(doc).places_of(words)


def words_of(doc: Doc, start: int, end: int) -> str:
    """The text of the tokens [start, end), as that of a Span, which takes ten times as long to make."""
    return text_of(doc).between(start, end)


def root_of(doc: Doc, start: int, end: int) -> Token:
    """The word that the others of the tokens [start, end) hang on, as that of a Span, which it takes long to make."""
    if end - start == 1:
        return doc[start]
    heads = text_of(doc).head
    tops = [at for at in range(start, end) if not start <= heads[at] < end or heads[at] == at]
    return doc[tops[0]] if len(tops) == 1 else doc[start:end].root


def how_many_of(doc: Doc, words: Set[str]) -> int:
    """How many different ones of `words` stand in the Doc, whatever their case."""
    return len(text_of(doc).places.keys() & words)


def described_before(parse: Parse, name: int) -> int | None:
    """ "X, the founder of Y, who …": X, whom the words that end in the name Y describe."""
    role = name
    while parse.dep[role] == "pobj" and parse.dep[parse.head[role]] == "prep":
        role = parse.head[parse.head[role]]
    named = parse.head[role]
    return named if parse.dep[role] == "appos" and parse.pos[role] == "NOUN" and parse.pos[named] == "PROPN" else None


def kin_before(parse: Parse, name: int, kin: Set[str]) -> bool:
    """ "X, the wife of Y, who …": whether a name is such a Y, so that either may be meant. `kin`: words for them."""
    of = parse.head[name]
    noun = parse.head[of]
    while parse.dep[noun] == "conj":
        noun = parse.head[noun]
    beside = parse.dep[name] == "pobj" and parse.dep[of] == "prep" and parse.dep[noun] == "appos"
    named = beside and parse.pos[parse.head[noun]] == "PROPN"
    return named and any(parse.lemma[token] in kin for token in range(noun, name))


def says_behind(parse: Parse, sentence: range, first: int, last: int) -> int | None:
    """ "Police arrested Berg, a spokesman for Acme said": the verb of saying behind the tokens [first, last) of whoever
    says it, without a comma between, where what is said has a verb before them."""
    if not any(parse.tag[token] in FINITE for token in range(sentence.start, first)):
        return None
    behind = (token for token in range(last, sentence.stop) if parse.tag[token] in FINITE | BEFORE_SAYING)
    verb = next(behind, None)
    return verb if verb is not None and parse.lemma[verb] in SAYS else None
