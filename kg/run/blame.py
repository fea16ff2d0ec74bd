"""Which articles or entities make a step over the whole corpus fail: they are found by halving, and left out.

The steps themselves know nothing of it: they are run again with fewer articles until the one is found with which they
begin to fail. The order is that of the articles' ids, so that it is always the same one. A fault that goes with a name,
of which more articles may be full than can be spared, costs the entity of that name, its mentions and claims, and no
article.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass, replace
from typing import TypeVar

from kg.by_id import Kept, by_id
from kg.errors import InternalError, KgError, UsageError
from kg.model import Extraction, LocalClaim, LocalQuote, Mention

T = TypeVar("T")
MOST = 8
"""Articles and entities that are left out of a build; where more would have to be, it is not their fault."""
Name = tuple[str, str]
"""Type and folded words of a name; of a person those of the fullest name that the article gives."""
Use = Callable[[Collection[Extraction]], T]
"""A step over the whole corpus. InternalError: it failed (kg.errors.in_step)."""
Again = Callable[[Set[str]], Collection[Extraction]]
"""Extracts the corpus anew without the articles with these ids, as if they were not there."""


def without_culprits(
    extractions: Collection[Extraction], use: Use[T], again: Again, on_error: Callable[[InternalError], None]
) -> T:
    """What `use` makes of a corpus that it failed on, without what it fails on: each goes to `on_error`.

    What does not fail a second time was no fault of the corpus. KgError: it cannot be pinned to a few articles.
    """
    articles: set[str] = set()
    names: set[Name] = set()
    while True:
        left = _part(extractions, names=names)
        done = _tried(use, left)
        if not isinstance(done, InternalError):
            return done
        culprit = _culprit(left, use, done) if len(articles) + len(names) < MOST else None
        if culprit is None:
            raise KgError(f"{done.step} failed: {done.error}; a fault of kg, please report it") from done
        if isinstance(culprit, _Entity):
            names.add(culprit.name)
        else:
            articles.add(culprit.id)
            extractions = again(articles)
        on_error(InternalError(culprit.where, culprit.error.step, culprit.error.error, culprit.error.trace))


@dataclass(frozen=True, slots=True)
class _Article:
    id: str
    where: str
    error: InternalError


@dataclass(frozen=True, slots=True)
class _Entity:
    name: Name
    where: str
    error: InternalError


def _tried(use: Use[T], extractions: Collection[Extraction]) -> T | InternalError:
    try:
        return use(extractions)
    except InternalError as error:
        return error


def _culprit(corpus: Collection[Extraction], use: Use[T], error: InternalError) -> _Article | _Entity | None:
    """The first article with which `use` fails, or a name in it that costs less; None: it fails without any article.

    A name costs less where only this article has it, and where others fail as well and would not without it.
    """
    ids = list(by_id(corpus))

    def fails(first: int) -> InternalError | None:
        done = _tried(use, _part(corpus, ids[:first]))
        return done if isinstance(done, InternalError) else None

    if _fails_on_nothing(use, corpus):
        return None
    number, error = _first_failing(len(ids), error, fails)
    extraction = by_id(corpus)[ids[number - 1]]
    others = [ident for ident in ids if ident != extraction.article.id]
    names = dict.fromkeys(filter(None, map(_name, extraction.mentions)))
    if not isinstance(_tried(use, _part(corpus, others)), InternalError):
        elsewhere = {_name(mention) for ident in others for mention in by_id(corpus)[ident].mentions}
        names = {name: None for name in names if name not in elsewhere}
    if name := _guilty(corpus, list(names), use):
        shown = next(mention.text for mention in extraction.mentions if _name(mention) == name)
        return _Entity(name, f"{name[0]} {' '.join(shown.split())!r}", error)
    return _Article(extraction.article.id, extraction.article.path or extraction.article.id, error)


def _fails_on_nothing(use: Use[T], corpus: Collection[Extraction]) -> bool:
    try:
        return isinstance(_tried(use, _part(corpus, ())), InternalError)
    except UsageError:  # that there is nothing to do it with
        return False


def _first_failing(
    many: int, error: InternalError, fails: Callable[[int], InternalError | None]
) -> tuple[int, InternalError]:
    """The least number of articles with which it fails, given that it does with all of them and not with none."""
    least, most = 0, many
    while most - least > 1:
        middle = (least + most) // 2
        failed = fails(middle)
        if failed:
            most, error = middle, failed
        else:
            least = middle
    return most, error


def _guilty(corpus: Collection[Extraction], names: Sequence[Name], use: Use[T]) -> Name | None:
    """The one name without which nothing fails, if there is such a one."""

    def fails(without: Iterable[Name]) -> bool:
        return isinstance(_tried(use, _part(corpus, names=set(without))), InternalError)

    if not names or fails(names):
        return None
    while len(names) > 1:
        half = names[: len(names) // 2]
        names = names[len(half) :] if fails(half) else half
    return names[0] if not fails(names) else None


# ------------------------------------------------------------------ parts of a corpus


def _part(
    extractions: Collection[Extraction], articles: Iterable[str] | None = None, names: Set[Name] = frozenset()
) -> Collection[Extraction]:
    """The extractions of these articles alone (None: of all), without the mentions of some names; in the same order."""
    if articles is None and not names:
        return extractions
    if isinstance(extractions, Kept):
        chosen = list(by_id(extractions)) if articles is None else list(articles)
        return _KeptPart(extractions, chosen, names)
    wanted = None if articles is None else set(articles)
    return tuple(without_names(one, names) for one in extractions if wanted is None or one.article.id in wanted)


class _KeptPart(Collection[Extraction]):
    """The same of extractions that are not in memory."""

    def __init__(self, kept: Kept, articles: Sequence[str], names: Set[Name]) -> None:
        self.by_id: Mapping[str, Extraction] = _Some(kept.by_id, articles, names)

    def __len__(self) -> int:
        return len(self.by_id)

    def __iter__(self) -> Iterator[Extraction]:
        return iter(self.by_id.values())

    def __contains__(self, one: object) -> bool:
        return isinstance(one, Extraction) and self.by_id.get(one.article.id) == one


class _Some(Mapping[str, Extraction]):
    def __init__(self, kept: Mapping[str, Extraction], articles: Sequence[str], names: Set[Name]) -> None:
        self._kept = kept
        self._articles = dict.fromkeys(articles)
        self._names = names

    def __len__(self) -> int:
        return len(self._articles)

    def __iter__(self) -> Iterator[str]:
        return iter(self._articles)

    def __getitem__(self, article: str) -> Extraction:
        if article not in self._articles:
            raise KeyError(article)
        return without_names(self._kept[article], self._names)


def _name(mention: Mention) -> Name | None:
    """What a mention goes by, if it is a name."""
    if mention.kind not in {"name", "demonym"}:
        return None
    return mention.type, mention.local or " ".join(mention.text.casefold().split())


def without_names(extraction: Extraction, names: Set[Name]) -> Extraction:
    """An extraction without the mentions of some names and without what is claimed of them; the others keep their
    order and point at one another as before."""
    left = [index for index, mention in enumerate(extraction.mentions) if _name(mention) not in names]
    if len(left) == len(extraction.mentions):
        return extraction
    new = {index: number for number, index in enumerate(left)}
    return Extraction(
        extraction.article,
        tuple(_mention(extraction.mentions[index], new) for index in left),
        tuple(_claim(one, new) for one in extraction.claims if one.subject in new and one.object in new),
        tuple(_quote(one, new) for one in extraction.quotes),
    )


def _mention(mention: Mention, new: Mapping[int, int]) -> Mention:
    return replace(
        mention,
        links=tuple((link, new[index]) for link, index in mention.links if index in new),
        antecedents=tuple(new[index] for index in mention.antecedents if index in new),
    )


def _claim(claim: LocalClaim, new: Mapping[int, int]) -> LocalClaim:
    place, speaker = (None if index is None else new.get(index) for index in (claim.place, claim.speaker))
    return replace(claim, subject=new[claim.subject], object=new[claim.object], place=place, speaker=speaker)


def _quote(quote: LocalQuote, new: Mapping[int, int]) -> LocalQuote:
    speaker, addressee = (None if index is None else new.get(index) for index in (quote.speaker, quote.addressee))
    about = tuple(new[index] for index in quote.about if index in new)
    return replace(quote, speaker=speaker, addressee=addressee, about=about)
