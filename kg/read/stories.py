"""Who copies whom: articles that copy or rewrite one another become one story, each with its reasons.

Two things bind articles. Text: five-word runs outside quotation marks, which two reporters of one event do not share
by chance (quotations they do: the same statement is in every paper). Credit: both were taken from one agency, and they
pair the same words within days of each other. Runs are counted exactly, by sorting all runs of all articles: MinHash
would have to be tuned for a Jaccard similarity of 0.05, where it misses rewrites or compares all with all.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from pathlib import PurePath
from textwrap import shorten
from typing import TYPE_CHECKING

from kg.model import Article, Story
from kg.read.agencies import PressWords, read_press_words
from kg.read.units import without
from kg.text.clean import clean_words

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

RUN = 5
"""Words in a run."""
MIN_RUNS = 12
MIN_SHARE = 0.10
"""Shared runs that bind: at least so many, and this share of the shorter article's. Outlets that wrote on one event by
themselves shared 11 runs and 7% at most; two articles with one paragraph in common shared 12%, a rewrite 17%."""
COPY_SHARE = 0.50
"""From here on it is a copy, whatever the dates say."""
MIN_PAIRS = 12
MIN_PAIR_SHARE = 0.10
"""Shared pairs of neighbouring content words that bind two articles with one agency behind them."""
MAX_DAYS = 3
"""Rewrites come within days; a later article that shares the background is a new one."""
MAX_HOLDERS = 64
"""A run that more articles hold is a formula or a mass copy: only neighbours in its list are compared."""
_MAX_WORDS = 20_000
LABEL = 80
"""Characters of a title by which an article is named in a reason."""

_WORD = re.compile(r"[^\W_]+(?:['’][^\W_]+)?")
_QUOTATION = re.compile(r'"[^"\n]{1,2000}"|“[^”\n]{1,2000}”|„[^“\n]{1,2000}“|«[^»\n]{1,2000}»')


@dataclass(frozen=True, slots=True)
class Signature:
    """What grouping needs to know of one article; it depends on that article alone and may be kept from run to run."""

    article: str
    label: str
    runs: array[int]
    """Sorted hashes of its five-word runs outside quotation marks."""
    pairs: array[int]
    """Sorted hashes of its pairs of neighbouring content words."""
    agencies: tuple[str, ...]
    cited: tuple[str, ...]
    """Agencies it names as a source where it credits unnamed ones ("By Staff, Agencies" … "according to Reuters")."""
    publisher: str
    day: int | None


@dataclass(frozen=True, slots=True)
class Overlap:
    """What two articles have in common. Shares are of the shorter one's."""

    one: str
    other: str
    runs: int
    run_share: float
    pairs: int
    pair_share: float
    agencies: tuple[str, ...]
    days: int | None

    @property
    def is_copy(self) -> bool:
        """So much of the text is shared that dates no longer matter."""
        return self.runs >= MIN_RUNS and self.run_share >= COPY_SHARE

    @property
    def shares_text(self) -> bool:
        """Whether the one has text of the other, beyond what two reporters of one event share."""
        return self.runs >= MIN_RUNS and self.run_share >= MIN_SHARE

    @property
    def binds(self) -> bool:
        """Whether the two belong to one story."""
        if self.is_copy:
            return True
        near = self.days is None or self.days <= MAX_DAYS
        credit = bool(self.agencies) and self.pairs >= MIN_PAIRS and self.pair_share >= MIN_PAIR_SHARE
        return near and (self.shares_text or credit)

    @property
    def strength(self) -> float:
        """Stronger bonds are made first."""
        return self.run_share + (self.pair_share if self.agencies else 0.0)


Compare = Callable[[Iterable[Signature]], tuple[Sequence[Signature], list[Overlap]]]
"""All signatures → what is needed of them later, and what every two of them share."""


def compare_in_memory(signatures: Iterable[Signature]) -> tuple[Sequence[Signature], list[Overlap]]:
    """All at once."""
    held = list(signatures)
    return held, find_overlaps(held)


Words = Callable[[], PressWords]
"""The words of the press, read when they are needed."""
Signs = Callable[[Iterable[Article], Words], Iterator[Signature]]


def signatures(articles: Iterable[Article], words: Words) -> Iterator[Signature]:
    """The signature of each article."""
    return (sign(article, words()) for article in articles)


def find_stories(
    articles: Iterable[Article],
    words: PressWords | None = None,
    compare: Compare = compare_in_memory,
    signs: Signs = signatures,
) -> list[Story]:
    """Every article in exactly one story, stories sorted by id; the order of the articles does not matter.

    `compare`: how articles are compared where what they share may not fit in memory; `signs`: what signs them, where
    signatures are kept.
    """
    return group(*compare(signs(articles, cache(lambda: words or read_press_words()))))


# ------------------------------------------------------------------ one article


def sign(article: Article, words: PressWords) -> Signature:
    """The signature of an article: hashes of what its headline and paragraphs say outside quotation marks."""
    sentences = list(_sentences(article))
    content = [[token.removesuffix("'s") for token in tokens if token not in words.small_words] for tokens in sentences]
    named = tuple(sorted(name for name in set(article.credits) if words.kinds.get(name, "text") == "text"))
    return Signature(
        article=article.id,
        label=_label(article),
        runs=_hashes(sentences, RUN),
        pairs=_hashes(content, 2),
        agencies=named,
        cited=() if named else _cited(article, words),
        publisher=article.publisher or "",
        day=article.published.toordinal() if article.published else None,
    )


def _sentences(article: Article) -> Iterator[list[str]]:
    """The words between quotations, block by block. Captions are left out: agencies sell pictures by themselves."""
    left = _MAX_WORDS
    for block in article.blocks:
        if block.kind in ("paragraph", "headline"):
            for part in _QUOTATION.split(clean_words(without(article.text, block.start, block.end, block.hidden))):
                tokens = [token.replace("’", "'") for token in _WORD.findall(part.casefold())][:left]
                left -= len(tokens)
                yield tokens


def _hashes(sentences: Sequence[Sequence[str]], width: int) -> array[int]:
    """Sorted hashes of all runs of `width` tokens of one sentence: the tokens' own hashes, each times the odd number of
    its place."""
    import numpy as np  # noqa: PLC0415  kg --help need not wait for it

    tokens = [token for sentence in sentences for token in sentence]
    sizes = [len(sentence) for sentence in sentences]
    hashes = np.fromiter(map(_hash, tokens), dtype=np.uint64, count=len(tokens))
    many = max(0, len(tokens) - width + 1)
    runs = np.zeros(many, np.uint64)
    for place in range(width):
        runs += hashes[place : place + many] * np.uint64(_hash(f"{width}/{place}") | 1)
    left = np.repeat(np.cumsum(sizes), sizes)[:many] - np.arange(many)
    return array("Q", np.unique(runs[left >= width]).tobytes())


@lru_cache(maxsize=100_000)
def _hash(token: str) -> int:
    return int.from_bytes(hashlib.blake2b(token.encode(), digest_size=8).digest(), "big")


def _cited(article: Article, words: PressWords) -> tuple[str, ...]:
    if not any(words.kinds.get(name) == "unnamed" for name in article.credits):
        return ()
    found = {name for block in article.blocks for _, _, name in words.find(article.text[block.start : block.end])}
    return tuple(sorted(name for name in found if words.kinds[name] == "text"))


# ------------------------------------------------------------------ pairs of articles


def find_overlaps(signatures: Sequence[Signature]) -> list[Overlap]:
    """What every two articles share that may share enough runs, or word pairs and an agency; the strongest first."""
    ordered = sorted(signatures, key=lambda signature: signature.article)
    every = [signature.day for signature in ordered]
    candidates = _sharing([signature.runs for signature in ordered], MIN_RUNS // 4, every, reach=MIN_RUNS)
    for agency in sorted({agency for signature in ordered for agency in agencies_behind(signature)}):
        members = [index for index, one in enumerate(ordered) if agency in (*agencies_behind(one), one.publisher)]
        days = [ordered[index].day for index in members]
        near = _sharing([ordered[index].pairs for index in members], MIN_PAIRS // 3, days)
        candidates |= {(members[one], members[other]) for one, other in near}
    return strongest_first(_overlap(ordered[one], ordered[other]) for one, other in candidates)


def strongest_first(overlaps: Iterable[Overlap]) -> list[Overlap]:
    """The overlaps in the order in which bonds are made."""
    return sorted(overlaps, key=lambda overlap: (-overlap.strength, overlap.one, overlap.other))


def agencies_behind(signature: Signature) -> tuple[str, ...]:
    """The agencies it was taken from."""
    return signature.agencies or signature.cited


def _common_sources(one: Signature, other: Signature) -> tuple[str, ...]:
    """Agencies behind both: credited by both, or credited by one and publisher of the other. A publisher that prints
    two articles does not rewrite itself."""
    if one.publisher and one.publisher == other.publisher:
        return ()
    both = {*agencies_behind(one)} & {*agencies_behind(other)}
    return tuple(
        sorted(both | ({*agencies_behind(one)} & {other.publisher}) | ({*agencies_behind(other)} & {one.publisher}))
    )


def _sharing(
    hashes: Sequence[array[int]], least: int, days: Sequence[int | None] = (), reach: int = 0
) -> set[tuple[int, int]]:
    """Pairs of positions (smaller first) whose arrays share `least` or more hashes, and lie near in time. `reach`: how
    many they must be able to share, where all that stand in too many arrays to be compared are shared, too; so may
    those that do not lie near and share enough of the shorter one to be copies."""
    import numpy as np  # noqa: PLC0415  kg --help need not wait for it

    values = np.concatenate([np.frombuffer(one, dtype=np.uint64) for one in hashes] or [np.empty(0, np.uint64)])
    owners = np.repeat(np.arange(len(hashes)), [len(one) for one in hashes])
    order = np.argsort(values, kind="stable")
    values, owners = values[order], owners[order]
    begins = np.flatnonzero(np.concatenate(([True], values[1:] != values[:-1])))[: len(values)]
    sizes = np.diff(begins, append=len(values))
    rare = np.repeat(sizes <= MAX_HOLDERS, sizes)
    when = np.array([-1 if day is None else day for day in days or [None] * len(hashes)], dtype=np.int64)
    keys = []
    step, at = 1, np.flatnonzero(values[1:] == values[:-1])
    while step < MAX_HOLDERS and len(at):
        one, other = owners[at], owners[at + step]
        near = _near(when[one], when[other]) if not reach else slice(None)
        keys.append(one[near] * len(hashes) + other[near])
        step, at = step + 1, at[rare[at]] if step == 1 else at  # what is equal so far apart is so nearer by, too
        at = at[at + step < len(values)]
        at = at[values[at + step] == values[at]]
    pairs, counts = np.unique(np.concatenate(keys or [np.empty(0, np.int64)]), return_counts=True)
    formulas = np.bincount(owners[~rare], minlength=len(hashes))
    one, other = np.divmod(pairs, max(1, len(hashes)))
    most = counts + np.minimum(formulas[one], formulas[other])
    fit = (counts >= least) & (most >= reach)
    if reach:
        lengths = np.array([len(some) for some in hashes], dtype=np.int64)
        shorter = np.minimum(lengths[one], lengths[other])
        fit &= _near(when[one], when[other]) | (most >= COPY_SHARE * shorter)
    return set(zip(one[fit].tolist(), other[fit].tolist(), strict=True))


def _near(one: NDArray[np.int64], other: NDArray[np.int64]) -> NDArray[np.bool_]:
    return (one < 0) | (other < 0) | (abs(one - other) <= MAX_DAYS)


def _overlap(one: Signature, other: Signature) -> Overlap:
    runs = _common(one.runs, other.runs), min(len(one.runs), len(other.runs))
    counts = bool(_common_sources(one, other))  # the words of two that no agency is behind are not looked at
    pairs = _common(one.pairs, other.pairs) if counts else 0, min(len(one.pairs), len(other.pairs))
    return overlap_of(one, other, runs, pairs)


def overlap_of(one: Signature, other: Signature, runs: tuple[int, int], pairs: tuple[int, int]) -> Overlap:
    """What two articles have in common. Runs and pairs: how many both have, and how many the shorter one has."""
    return Overlap(
        one=one.article,
        other=other.article,
        runs=runs[0],
        run_share=runs[0] / max(1, runs[1]),
        pairs=pairs[0],
        pair_share=pairs[0] / max(1, pairs[1]),
        agencies=_common_sources(one, other),
        days=None if one.day is None or other.day is None else abs(one.day - other.day),
    )


def _common(one: array[int], other: array[int]) -> int:
    import numpy as np  # noqa: PLC0415  see above

    if not one or not other:
        return 0
    left, right = np.frombuffer(one, dtype=np.uint64), np.frombuffer(other, dtype=np.uint64)
    places = right.searchsorted(left)
    return int(np.count_nonzero(right.take(places, mode="clip") == left))


# ------------------------------------------------------------------ stories


def group(signatures: Sequence[Signature], overlaps: Iterable[Overlap]) -> list[Story]:
    """Stories of signed articles: copies first, then groups of which at least half the pairs are bound.

    `overlaps`: what every two share, the strongest first.
    """
    by_id = {signature.article: signature for signature in signatures}
    bonds = [overlap for overlap in overlaps if overlap.binds]
    copies = _Groups({article: {article} for article in by_id})
    for bond in bonds:
        if bond.is_copy:
            copies.merge(bond.one, bond.other)
    rewrites = _bind(copies, bonds)
    bonds_of: defaultdict[str, list[Overlap]] = defaultdict(list)
    for bond in bonds:
        key = rewrites.key(copies.key(bond.one))
        if key == rewrites.key(copies.key(bond.other)):
            bonds_of[key].append(bond)
    stories = []
    for key, members in rewrites.members.items():
        articles = sorted(article for member in members for article in copies.members[member])
        stories.append(_story(articles, bonds_of[key], by_id))
    return sorted(stories, key=lambda story: story.id)


class _Groups:
    """Groups of names; each goes by the smallest name it has had."""

    def __init__(self, members: dict[str, set[str]]) -> None:
        self.members = members
        self._key = {name: key for key, names in members.items() for name in names}

    def key(self, name: str) -> str:
        return self._key[name]

    def merge(self, one: str, other: str) -> None:
        keep, drop = sorted((self._key[one], self._key[other]))
        if keep != drop:
            moved = self.members.pop(drop)
            self.members[keep] |= moved
            self._key.update(dict.fromkeys(moved, keep))


def _bind(copies: _Groups, bonds: Sequence[Overlap]) -> _Groups:
    """Groups of copies, merged along bonds while at least half of their pairs are bound: no endless chains."""
    groups = _Groups({key: {key} for key in copies.members})
    links = [(copies.key(bond.one), copies.key(bond.other)) for bond in bonds]
    linked = {frozenset(link) for link in links}
    changed = True
    while changed:
        changed = False
        for one, other in links:
            if groups.key(one) == groups.key(other):
                continue
            if _mostly_linked(groups.members[groups.key(one)], groups.members[groups.key(other)], linked):
                groups.merge(one, other)
                changed = True
    return groups


def _mostly_linked(one: set[str], other: set[str], linked: set[frozenset[str]]) -> bool:
    bound = sum(frozenset((left, right)) in linked for left in one for right in other)
    return 2 * bound >= len(one) * len(other)


def _story(articles: Sequence[str], bonds: Sequence[Overlap], by_id: dict[str, Signature]) -> Story:
    return Story(
        id=hashlib.sha256("\n".join(articles).encode()).hexdigest()[:16],
        articles=tuple(articles),
        reasons=tuple(_reasons(articles, bonds, by_id)),
        agency=_agency([by_id[article] for article in articles]),
    )


def _agency(signatures: Sequence[Signature]) -> str | None:
    """The one agency behind all articles of a story that credit any; None where they name several or none."""
    credited = {agency for signature in signatures for agency in agencies_behind(signature)}
    named = [{*agencies_behind(signature), *({signature.publisher} & credited)} for signature in signatures]
    counts = Counter(agency for agencies in named for agency in agencies)
    common = sorted(agency for agency, count in counts.items() if count == sum(map(bool, named)))
    return common[0] if len(common) == 1 else None


def _reasons(articles: Sequence[str], bonds: Sequence[Overlap], by_id: dict[str, Signature]) -> Iterator[str]:
    """For every article but the first the strongest bond to one that is already told of."""
    told = set(articles[:1])
    while len(told) < len(articles):
        bond = next((bond for bond in bonds if (bond.one in told) != (bond.other in told)), None)
        if bond is None:
            return
        told |= {bond.one, bond.other}
        yield explain(bond, by_id)


def _label(article: Article) -> str:
    if article.title:
        return f"“{shorten(article.title, LABEL, placeholder='…')}”"
    return PurePath(article.path).name if article.path else article.id


def explain(overlap: Overlap, by_id: dict[str, Signature]) -> str:
    """What binds two articles, in words: "“Talks held” and “Talks end” share 212 runs of five words outside quotations,
    34% of the shorter one's: the same text".
    """
    one, other = by_id[overlap.one], by_id[overlap.other]
    names = (one.label, other.label) if one.label != other.label else (one.article, other.article)
    said = f"{names[0]} and {names[1]} share "
    if overlap.shares_text:
        said += f"{overlap.runs} runs of five words outside quotations, {overlap.run_share:.0%} of the shorter"
        said += " one's: the same text" if overlap.is_copy else " one's: text of the other"
    else:
        said += f"{overlap.pairs} pairs of neighbouring words, {overlap.pair_share:.0%} of the shorter one's,"
        said += " and an agency: rewritten from one report"
    for agency in overlap.agencies:
        if agency in one.agencies and agency in other.agencies:
            said += f"; both credit {agency}"
            continue
        said += f"; {_role(one, names[0], agency)} and {_role(other, names[1], agency)} {agency}"
    return said


def _role(signature: Signature, name: str, agency: str) -> str:
    if agency in signature.agencies:
        return f"{name} credits"
    return f"{name} credits agencies and names" if agency in signature.cited else f"{name} is by"
