"""What a step works out of each of many items by itself, where what did not change need not be worked out again.

A step says what an item's result depends on and how it is made; whoever calls it says where results are kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import Protocol, TypeVar

T = TypeVar("T")
R = TypeVar("R")


class Keep(Protocol):
    """Gives what `make` makes of some items, in their order, or made of the same ones before.

    Each item comes with a text that says all that its result depends on besides the rules; the results are lists,
    texts, numbers and objects with texts as keys, as JSON holds them. `name`: of what is made.
    """

    def __call__(
        self, name: str, items: Iterable[tuple[str, T]], make: Callable[[Sequence[T]], Iterable[R]], /
    ) -> Iterator[R]:
        """The results."""
        ...


def anew(_name: str, items: Iterable[tuple[str, T]], make: Callable[[Sequence[T]], Iterable[R]]) -> Iterator[R]:
    """Makes all: what keeps nothing."""
    yield from make([item for _, item in items])
