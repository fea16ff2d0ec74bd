"""What was worked out for each of many articles, kept in bundles: one value of the cache for some neighbours in order.

What takes a tenth of a millisecond an article is not worth a row of the cache each. A bundle ends where the content of
an article says so and not after a count, so that an article more or less changes the bundle it is in and no other.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import TYPE_CHECKING, TypeVar
from zlib import crc32

from kg.run.cache import cache_key

if TYPE_CHECKING:
    from kg.run.pipeline import Kept

T = TypeVar("T")
R = TypeVar("R")
OF_ARTICLES = 8
"""Items of a bundle on average where making one takes a millisecond, as of articles,"""
OF_ROWS = 64
"""and where it takes less than looking a bundle up, as of rows that are made of statements."""
MOST = 4
"""Times as many are in a bundle at most."""


def kept_in_bundles(
    items: Iterable[tuple[bytes, T]],
    cache: Kept,
    name: str,
    make: Callable[[Sequence[T]], list[R]],
    pack: Callable[[Sequence[R], Sequence[T]], bytes | None],
    unpack: Callable[[bytes, Sequence[T]], Iterable[R]],
    size: int = 0,
) -> Iterator[R]:
    """What `make` gives for some items, or gave when it was given the same, in their order.

    An item comes with all that its result depends on, as bytes; what the results of all depend on is part of `name`.
    `pack` gives None for what is not to be kept; it and `unpack` are told of the items, too, whose results need not
    repeat what they say. `size`: items of a bundle on average; 0: as of articles.
    """
    for bundle in _bundles(items, size or OF_ARTICLES):
        members = [item for _, item in bundle]
        key = _key(name, bundle)
        if (data := cache.get([key]).get(key)) is not None:
            yield from unpack(data, members)
            continue
        made = make(members)
        packed = pack(made, members)
        if packed is not None:
            cache.put({key: packed})
        yield from made


def packed_in_bundles(
    items: Iterable[tuple[bytes, T]], cache: Kept, name: str, make: Callable[[Sequence[T]], bytes], size: int = 0
) -> Iterator[tuple[bytes, bytes]]:
    """The same where results stay packed: bundle by bundle, the key under which it is kept, and what `make` gives."""
    for bundle in _bundles(items, size or OF_ARTICLES):
        key = _key(name, bundle)
        packed = cache.get([key]).get(key)
        if packed is None:
            packed = make([item for _, item in bundle])
            cache.put({key: packed})
        yield key, packed


def _key(name: str, bundle: Iterable[tuple[bytes, object]]) -> bytes:
    return cache_key(name, *(content for content, _ in bundle))


def _bundles(items: Iterable[tuple[bytes, T]], size: int) -> Iterator[list[tuple[bytes, T]]]:
    bundle: list[tuple[bytes, T]] = []
    for content, item in items:
        bundle.append((content, item))
        if crc32(content) % size == 0 or len(bundle) == MOST * size:
            yield bundle
            bundle = []
    if bundle:
        yield bundle
