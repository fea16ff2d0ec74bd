"""Which mentions of a surname are which person, within one article.

News gives the full name first and the surname after. Two bearers of one surname are told apart by honorifics ("Mrs."),
and somebody addressed by title and surname before any full name is not the bearer of a full name that comes later
("President Trump … his wife, Melania Trump").
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Mapping, Sequence, Set
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from kg.know.first_names import fold_name
from kg.know.name_parts import bare_word
from kg.know.name_spelling import LONG_NAME, same_family
from kg.know.person_names import compatible, possible_family_names
from kg.mention.aliases import stated_aliases
from kg.mention.name_words import KIN, PARTICLES, SUFFIXES
from kg.mention.tokens import words_of

COORDINATION = 6
"""Words at most between the two names of a couple, or of parent and child."""

if TYPE_CHECKING:
    from spacy.tokens import Doc, Span

    from kg.mention.draft import Draft


def local_keys(
    doc: Doc,
    drafts: Sequence[Draft],
    addressed: Mapping[int, str],
    name_gender: Callable[[str], str],
    labels: Collection[int] = (),
) -> dict[int, str]:
    """Index of each person name → the folded full name it belongs to, or its own words where the article has none.

    `addressed`: names behind a title or honorific, with the gender it shows. `labels`: those before what they say in a
    transcript, where the surname alone is the rule.
    """
    names = _person_names(doc, drafts)
    fulls = _full_names(names)
    counts = Counter(key for key in names.values() if " " in key)
    told = {i for i in addressed if i not in labels and not _in_heading(doc, drafts[i])}
    posts = _posts(drafts)
    bearers = _Bearers(
        fulls,
        counts,
        {key: name_gender(key) for key in counts},
        _addressed_before(names, told, fulls),
        _beside_namesake(doc, drafts, names),
        {names[i] for i in addressed},
        {(names[i], post) for i in names for post in posts[i]},
        _relatives(doc, drafts, names),
    )
    keys = {i: bearers.key_of(folded, addressed.get(i, ""), posts[i]) for i, folded in names.items()}
    return _with_aliases(doc, drafts, keys)


@dataclass(frozen=True)
class _Bearers:
    """The people of one article by their full names, and what tells the bearers of one surname apart."""

    fulls: Mapping[str, Sequence[str]]
    counts: Mapping[str, int]
    genders: Mapping[str, str]
    alone: Set[str]
    """Surnames of people whose full name the article never gives."""
    others: Set[tuple[str, str]]
    """Surnames with the full names that are not theirs."""
    titled: Set[str]
    posts: Set[tuple[str, str]]
    """Full names with the posts that the article gives them."""
    relatives: Set[str]

    def key_of(self, folded: str, shown: str, posts: Set[str]) -> str:
        """The full name that a name belongs to, else the name. `shown`: the gender that a title or honorific shows;
        `posts`: what the bearer is called here."""
        if " " in folded:
            return _without_given(folded, self.counts) or folded
        if folded in self.alone:
            return folded
        candidates = self._candidates(folded, shown)
        families = self._families(folded, candidates)
        if families:
            return families[0] if _all_one(families) else self._among(families, posts) or folded
        return candidates[0] if len(candidates) == 1 else folded

    def _candidates(self, folded: str, shown: str) -> list[str]:
        """The full names with a word that can be the bearer's."""
        fitting = (key for key in self.fulls.get(folded, ()) if _fits(self.genders[key], shown))
        return [key for key in fitting if (folded, key) not in self.others]

    def _families(self, folded: str, candidates: Sequence[str]) -> list[str]:
        """Those of them that have it as their family name."""
        if not candidates:
            return _spelled_otherwise(folded, self.counts)
        families = [key for key in candidates if folded in {_family(key), bare_word(_family(key))}]
        return families or [key for key in candidates if folded in possible_family_names(key)]

    def _among(self, families: Sequence[str], posts: Set[str]) -> str:
        """Several bearers of one surname: the only one with the post that stands before it, else with any title, else
        the only one who is not brought in as another's relative, else the one named in full far more often, or none."""
        fitting = {key for key in families if any((key, post) in self.posts for post in posts)}
        for some in (fitting, self.titled & set(families), set(families) - self.relatives):
            if len(some) == 1:
                return next(iter(some))
        first, second = sorted(families, key=lambda key: -self.counts[key])[:2]
        return first if self.counts[first] >= 2 * self.counts[second] else ""


def _posts(drafts: Sequence[Draft]) -> Mapping[int, Set[str]]:
    """The posts that stand beside each name."""
    found: dict[int, set[str]] = defaultdict(set)
    for draft in drafts:
        if draft.type == "Office" and "holder" in draft.links:
            found[draft.links["holder"]].add(draft.title)
    return found


def _with_aliases(doc: Doc, drafts: Sequence[Draft], keys: dict[int, str]) -> dict[int, str]:
    """The keys, those of the other names that the article gives somebody as those of the first."""
    named = sorted(keys)
    for one, other in stated_aliases(doc, [drafts[i] for i in named]):
        key, alias = keys[named[one]], keys[named[other]]
        given = key.split(" ", maxsplit=1)[0]
        also = {alias, f"{given} {alias}"} if " " in key and " " not in alias else {alias}
        keys = {i: key if known in also else known for i, known in keys.items()}
    return keys


def _person_names(doc: Doc, drafts: Sequence[Draft]) -> dict[int, str]:
    """The names of people, folded."""
    return {
        i: fold_name(words_of(doc, draft.start, draft.end)) or doc[draft.start].lower_
        for i, draft in enumerate(drafts)
        if draft.names_person
    }


def _full_names(names: Mapping[int, str]) -> dict[str, list[str]]:
    """Word → the full names with it, in order of first mention."""
    fulls: dict[str, list[str]] = defaultdict(list)
    for folded in names.values():
        words = folded.split(" ")
        for word in words if len(words) > 1 else ():
            for form in {word, bare_word(word)}:  # "Jolani" of "al-Jolani"
                if folded not in fulls[form]:
                    fulls[form].append(folded)
    return fulls


def _in_heading(doc: Doc, draft: Draft) -> bool:
    """ "Acme boss Berg resigns": a sentence without an end, which gives the surname before the text gives the name."""
    sentence = doc[draft.start].sent
    last = next((token for token in reversed(sentence) if not token.is_space), doc[draft.start])
    return last.text not in {".", "!", "?", "”", '"', ":"}


def _addressed_before(names: Mapping[int, str], addressed: Set[int], fulls: Mapping[str, Sequence[str]]) -> set[str]:
    """Surnames addressed by title before any full name with them: somebody whose full name the article never gives,
    unless that full name is addressed by a title as well."""
    titled = {names[i] for i in addressed}
    seen: set[str] = set()
    found: set[str] = set()
    for i, folded in names.items():
        words = folded.split(" ")
        if len(words) > 1:
            seen |= set(words)
        elif i in addressed and folded not in seen and titled.isdisjoint(fulls.get(folded, ())):
            found.add(folded)
    return {word for word in found if fulls.get(word)}


def _beside_namesake(doc: Doc, drafts: Sequence[Draft], names: Mapping[int, str]) -> set[tuple[str, str]]:
    """ "Reed and his wife, Anna Reed", "Reed's father, Tom Reed", "Reed is the son of Tom Reed": the bare surname is
    not theirs, nor elsewhere in the article."""
    found = set()
    for i, j in pairwise(names):
        gap = doc[drafts[i].end : drafts[j].start]
        bare = " " in names[j] and _family(names[j]) == names[i]
        if not bare or not 0 < len(gap) <= COORDINATION or any(token.is_sent_start for token in gap):
            continue
        joined = gap[0].lower_ in {"and", "with"}
        if joined or _says_kin(gap):
            found.add((names[i], names[j]))
    return found


def _says_kin(gap: Span) -> bool:
    """Whether the words between two names make one a relative of the other: "'s late father,", "is the son of"."""
    kin = [i for i, token in enumerate(gap) if token.lower_ in KIN]
    owned = gap[0].tag_ == "POS"
    return any(owned or (i + 1 < len(gap) and gap[i + 1].lower_ == "of") for i in kin)


def _without_given(folded: str, counts: Collection[str]) -> str:
    """The only full name that ends with a family name of several words: "van Dalen"."""
    if folded.split(" ", maxsplit=1)[0] not in PARTICLES:
        return ""
    fulls = [key for key in counts if key.endswith(f" {folded}")]
    return fulls[0] if len(fulls) == 1 else ""


def _spelled_otherwise(folded: str, counts: Collection[str]) -> list[str]:
    """The full names whose family name is a bare one's other spelling: "Lukaschenko" for "Lukashenko"."""
    if len(folded) < LONG_NAME:
        return []
    return [key for key in counts if same_family(_family(key), folded)]


def _all_one(families: Sequence[str]) -> bool:
    """Whether full names can be forms of one: "N. C. Wyeth" and "Newell Convers Wyeth"."""
    return all(compatible(families[0], other) for other in families[1:])


def _fits(known: str, shown: str) -> bool:
    return not known or not shown or known == shown


def _relatives(doc: Doc, drafts: Sequence[Draft], names: Mapping[int, str]) -> set[str]:
    """The full names of people brought in as somebody's kin."""
    return {key for i, key in names.items() if " " in key and _is_relative(doc[drafts[i].start : drafts[i].end])}


def _is_relative(name: Span) -> bool:
    """Whether a name is brought in as somebody's kin: "her daughter, the novelist Anna Berg", "was married to Tom
    Berg"."""
    head = name.root
    if head.dep_ == "pobj" and head.head.lower_ == "to":
        return bool(head.head.head.lower_ == "married")
    noun = name.doc[name.start - 1] if name.start else head
    while head.dep_ == "appos" and noun.lower_ not in KIN:  # "his wife, the photographer Anna Berg"
        head = noun = head.head
    return noun.lower_ in KIN and any(child.dep_ == "poss" for child in noun.children)


def _family(folded: str) -> str:
    words = [w for w in folded.split(" ") if w not in SUFFIXES] or folded.split(" ")
    while len(words) > 1 and words[-1] in PARTICLES:
        words.pop()
    return words[-1]
