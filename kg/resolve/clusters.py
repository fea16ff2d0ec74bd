"""Disjoint sets that remember why they were joined, and what must stay apart."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Hashable, Iterable, Iterator
from typing import Generic, TypeVar

Item = TypeVar("Item", bound=Hashable)


class Clusters(Generic[Item]):
    """A partition that grows by joining (union by size, path halving: Tarjan and van Leeuwen 1984)."""

    def __init__(self, items: Iterable[Item] = ()) -> None:
        self._parent: dict[Item, Item] = {item: item for item in items}
        self._size: dict[Item, int] = dict.fromkeys(self._parent, 1)
        self._reasons: dict[Item, set[str]] = {}
        self._apart: dict[Item, set[Item]] = defaultdict(set)

    def add(self, item: Item) -> None:
        """Make `item` known, alone in its cluster, if it was not."""
        if item not in self._parent:
            self._parent[item] = item
            self._size[item] = 1

    def root(self, item: Item) -> Item:
        """The item that stands for the cluster of `item`."""
        while self._parent[item] != item:
            self._parent[item] = self._parent[self._parent[item]]
            item = self._parent[item]
        return item

    def separate(self, a: Item, b: Item) -> None:
        """From now on these two clusters are never joined. They must not be joined already."""
        a, b = self.root(a), self.root(b)
        self._apart[a].add(b)
        self._apart[b].add(a)

    def join(self, a: Item, b: Item, reason: str) -> bool:
        """Join two clusters and keep the reason; False when they must stay apart."""
        a, b = self.root(a), self.root(b)
        if a == b:
            return True
        if b in self._apart[a]:
            return False
        if self._size[a] < self._size[b]:
            a, b = b, a
        self._parent[b] = a
        self._size[a] += self._size.pop(b)
        for other in self._apart.pop(b, ()):
            self._apart[other].discard(b)
            self._apart[other].add(a)
            self._apart[a].add(other)
        self._reasons.setdefault(a, set()).update(self._reasons.pop(b, set()), {reason} if reason else set())
        return True

    def reasons(self, item: Item) -> tuple[str, ...]:
        """Why the members of the cluster of `item` are one, sorted."""
        return tuple(sorted(self._reasons.get(self.root(item), ())))

    def __iter__(self) -> Iterator[list[Item]]:
        """The clusters, each as its items in the order they were added."""
        members: dict[Item, list[Item]] = defaultdict(list)
        for item in self._parent:
            members[self.root(item)].append(item)
        return iter(members.values())
