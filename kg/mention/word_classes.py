"""Part of speech, morphology and lemma, worked out once for each word as it is tagged, and remembered.

spaCy's attribute ruler lays 200 patterns against every token, and its lemmatizer looks every token up: a fifth of the
time of a parse. Almost all of it depends on three things alone, the word's form, its tag and its dependency label. What
depends on neighbouring words ("gonna", "there is") is known by its first word, and worked out for these words together.
The result is spaCy's own, attribute for attribute.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import chain, islice
from typing import Any

import numpy as np
from spacy.language import Language
from spacy.pipeline import AttributeRuler, Lemmatizer
from spacy.tokens import Doc
from spacy.vocab import Vocab

NAME = "kg_word_classes"
GIVEN = ("ORTH", "TAG", "DEP")
RESULT = ("TAG", "POS", "MORPH", "LEMMA", "DEP")
FORM = frozenset(("ORTH", "TEXT", "LOWER", "LENGTH", "SHAPE", "PREFIX", "SUFFIX", "LIKE_NUM", "LIKE_URL", "LIKE_EMAIL"))
FLAGS = frozenset(
    f"IS_{name}" for name in ("ALPHA", "ASCII", "DIGIT", "LOWER", "UPPER", "TITLE", "PUNCT", "SPACE", "STOP")
)
OF_THE_WORD = FORM | FLAGS | {"TAG", "DEP"}
"""What patterns may ask of a token so that the answer follows from GIVEN."""
MAX_KNOWN = 300_000
"""Words remembered, about 100 MB: beyond, all are forgotten and learned anew."""

Key = tuple[int, ...]
Spec = Mapping[str, Any]
"""What a pattern asks of one token."""


class WordClasses:
    """In the place of an attribute ruler and a rule lemmatizer that stand side by side.

    `joint`: the patterns of several tokens.
    """

    def __init__(self, ruler: AttributeRuler, lemmatizer: Lemmatizer, joint: Sequence[Sequence[Spec]]) -> None:
        self._ruler = ruler
        self._lemmatizer = lemmatizer
        self._beginnings = beginnings = [pattern[0] for pattern in joint]
        self._longest = max(map(len, joint), default=1)
        self._of_any_word = [spec for spec in beginnings if not _spelled(spec)]
        self._words = frozenset(word for spec in beginnings for word in _spelled(spec))
        """In lower case: only these, and what is asked of any word, can begin a pattern of several tokens."""
        self._known: dict[Key, Key | None] = {}
        """None: a pattern of several tokens may begin here."""
        self._known_joint: dict[tuple[Key, ...], list[Key]] = {}
        """The same of words of which the first may begin one."""

    def __call__(self, doc: Doc) -> Doc:
        """Set TAG, POS, MORPH, LEMMA and DEP of every token."""
        return next(self.pipe([doc]))

    def pipe(self, docs: Iterable[Doc], *, batch_size: int = 64) -> Iterator[Doc]:
        """The same of many Docs: the new words of a batch are learned together."""
        remaining = iter(docs)
        while batch := list(islice(remaining, batch_size)):
            keys = [[tuple(row) for row in doc.to_array(list(GIVEN)).tolist()] for doc in batch]
            self._learn(dict.fromkeys(chain.from_iterable(keys)), batch[0].vocab)
            yield from map(self._laid, batch, keys)

    def _laid(self, doc: Doc, keys: Sequence[Key]) -> Doc:
        results = [self._known[key] for key in keys]
        while None in results:
            at = results.index(None)
            end = self._end_of_joint(results, at)
            results[at:end] = self._learned_jointly(tuple(keys[at:end]), doc.vocab)
        return doc.from_array(list(RESULT), _array(results)) if keys else doc

    def _end_of_joint(self, results: Sequence[Key | None], first: int) -> int:
        """Where the words end that patterns of several tokens may take together which begin at `first` or within."""
        end = first + 1
        for at in range(first, len(results)):
            if at == end:
                break
            if results[at] is None:
                end = at + self._longest
        return min(end, len(results))

    def _learned_jointly(self, keys: tuple[Key, ...], vocab: Vocab) -> list[Key]:
        found = self._known_joint.get(keys)
        if found is None:
            found = self._known_joint[keys] = self._the_long_way(keys, vocab)
        return found

    def _the_long_way(self, keys: Sequence[Key], vocab: Vocab) -> list[Key]:
        """Have spaCy work on a text of these words."""
        words = Doc(vocab, words=[vocab.strings[key[0]] for key in keys])
        words.from_array(list(GIVEN[1:]), _array([key[1:] for key in keys]))
        found = self._lemmatizer(self._ruler(words)).to_array(list(RESULT)).tolist()
        return list(map(tuple, found))

    def _learn(self, keys: Iterable[Key], vocab: Vocab) -> None:
        """Work out the new words, in a text of them alone."""
        if len(self._known) + len(self._known_joint) > MAX_KNOWN:
            self._known.clear()
            self._known_joint.clear()
        new = [key for key in keys if key not in self._known]
        strings = vocab.strings
        joint = {key for key in new if self._may_begin(*(strings[part] for part in key))}
        alone = [key for key in new if key not in joint]
        self._known.update(dict.fromkeys(joint))
        if alone:
            self._known.update(zip(alone, self._the_long_way(alone, vocab), strict=True))

    def _may_begin(self, text: str, tag: str, dep: str) -> bool:
        beginnings = self._beginnings if text.lower() in self._words else self._of_any_word
        values = {"ORTH": text, "TEXT": text, "LOWER": text.lower(), "TAG": tag, "DEP": dep}
        return any(all(_allows(spec[name], values[name]) for name in spec if name in values) for spec in beginnings)


def _array(rows: Sequence[Key | None]) -> Any:  # noqa: ANN401  spaCy's own type for it is narrower than what it takes
    return np.array(rows, dtype=np.uint64)


def _spelled(spec: Spec) -> list[str]:
    """The words in lower case that a token must be one of; none where it may be any."""
    for wanted in (spec[name] for name in ("ORTH", "TEXT", "LOWER") if name in spec):
        listed = [wanted] if isinstance(wanted, str) else wanted.get("IN") if isinstance(wanted, dict) else None
        if listed:
            return [str(word).lower() for word in listed]
    return []


def _allows(wanted: object, value: str) -> bool:
    """Whether a token with this value of an attribute may fit; True where that cannot be told."""
    if isinstance(wanted, str):
        return value == wanted
    if not isinstance(wanted, dict):
        return True
    listed, regex = wanted.get("IN"), wanted.get("REGEX")
    return (listed is None or value in listed) and (regex is None or re.search(regex, value) is not None)


def remember_word_classes(nlp: Language) -> None:
    """Put WordClasses in the place of the two components, where the result is sure to be the same; else do nothing."""
    names = nlp.pipe_names
    at = names.index("attribute_ruler") if "attribute_ruler" in names else len(names)
    if names[at + 1 : at + 2] == ["lemmatizer"] and _make(nlp, NAME) is not None:
        nlp.add_pipe(NAME, after="lemmatizer")
        nlp.remove_pipe("attribute_ruler")
        nlp.remove_pipe("lemmatizer")


@Language.factory(NAME)
def _make(nlp: Language, name: str) -> WordClasses | None:
    """WordClasses out of the two components of a pipeline; None where their results cannot be remembered."""
    ruler, lemmatizer = nlp.get_pipe("attribute_ruler"), nlp.get_pipe("lemmatizer")
    if not (isinstance(ruler, AttributeRuler) and isinstance(lemmatizer, Lemmatizer)):
        return None
    joint = _joint_patterns(ruler)
    if lemmatizer.mode != "rule" or lemmatizer.overwrite or joint is None:
        return None
    return WordClasses(ruler, lemmatizer, joint)


def _joint_patterns(ruler: AttributeRuler) -> list[Sequence[Spec]] | None:
    """The patterns of several tokens; None where a pattern asks for something not of the word."""
    found: list[Sequence[Spec]] = []
    rules: list[Any] = ruler.patterns
    for pattern in (pattern for rule in rules for pattern in rule["patterns"]):
        if not all(set(spec) <= OF_THE_WORD for spec in pattern):  # so too where "OP" lets it take any number of tokens
            return None
        if len(pattern) > 1:
            found.append(pattern)
    return found


def dictionary_of(nlp: Language) -> Callable[[str], bool]:
    """Whether a word in lower case is in the dictionary of the pipeline's lemmatizer, in any of its forms.

    A pipeline without such a dictionary knows no word.
    """
    found = next((part for _, part in nlp.pipeline if isinstance(part, WordClasses | Lemmatizer)), None)
    lookups = (found._lemmatizer if isinstance(found, WordClasses) else found).lookups if found else None
    if lookups is None or not (lookups.has_table("lemma_index") and lookups.has_table("lemma_rules")):
        return lambda _word: False
    words = {name: frozenset(listed) for name, listed in lookups.get_table("lemma_index").items()}
    rules = {name: tuple(map(tuple, lookups.get_table("lemma_rules").get(name, ()))) for name in words}

    def known(word: str) -> bool:
        return any(
            word in listed
            or any(word.endswith(old) and word.removesuffix(old) + new in listed for old, new in rules[name])
            for name, listed in words.items()
        )

    return known
