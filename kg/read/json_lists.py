"""Where the articles are in a JSON value: itself, a list, or lists some levels down, as APIs and exports have them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from kg.read.fields import Tell, has_text

Item = tuple[str, object]
"""("item 3", what stands there); "" for the value itself."""
_DEPTH = 4
"""Levels that are looked into: "chats.list[3].messages" has four."""
_TRIED = 50
"""Items of a list that are looked at for a text."""
_ARTICLES = ("Article", "Posting", "Report", "Review")
"""How schema.org's types of articles end: NewsArticle, BlogPosting, LiveBlogPosting."""


@dataclass(slots=True)
class _Lists:
    """The lists of objects in a value, in its order: path and items."""

    mapping: Mapping[str, str]
    found: list[tuple[str, list[Item]]] = field(default_factory=list)
    silent: int = 0
    """Messages and posts without a text: pictures, people who join."""

    def look(self, data: object, path: str, depth: int) -> None:
        """Add the lists below `data`."""
        if depth < 0:
            return
        if isinstance(data, list):
            self._look_at_list(data, path, depth)
        elif isinstance(data, dict):
            if _is_chat(data):
                self._add_messages(data, path)
                return
            if path and _is_article(data) and has_text(data, self.mapping):
                self.found.append((path, [("", data)]))
                return
            for key, value in data.items():
                if isinstance(value, list | dict):
                    self.look(value, f"{path}.{key}" if path else str(key), depth - 1)

    def has_text(self, items: Sequence[Item]) -> bool:
        """Whether one of the first has a text."""
        return any(has_text(item, self.mapping) for _, item in items[:_TRIED])

    def _look_at_list(self, data: list[Any], path: str, depth: int) -> None:
        flat = [item for one in data for item in (one if isinstance(one, list) else [one])]
        if not any(isinstance(item, dict) for item in flat[:_TRIED]):
            return
        items: list[Item] = []
        for number, item in enumerate(flat, 1):
            post = _post(item) if isinstance(item, dict) else item
            if post is None:
                self.silent += 1
            elif not _is_other(post):
                items.append((f"item {number}", post))
        if self.has_text(items):
            self.found.append((path, items))
            return
        before = len(self.found)
        for number, item in enumerate(flat, 1):
            if isinstance(item, dict):
                self.look(item, f"{path} {number}".strip(), depth - 1)
        if not any(self.has_text(below) for _, below in self.found[before:]):
            self.found[before:] = [(path, items)] if items else []

    def _add_messages(self, chat: Mapping[str, Any], path: str) -> None:
        items: list[Item] = [
            (f"message {one.get('id')}", _message(one, chat)) for one in chat["messages"] if _says_something(one)
        ]
        self.silent += len(chat["messages"]) - len(items)
        self.found.append((path, items))


def articles_in(data: object, mapping: Mapping[str, str], tell: Tell) -> Iterator[Item]:
    """Yield the articles of a JSON value with their places; the value itself where it holds no list of any.

    A list counts where one of its first items has a text; where no list does, the only one, whose faults are named.
    """
    if isinstance(data, dict) and has_text(data, mapping):
        yield "", data
        return
    lists = _Lists(mapping)
    lists.look(data, "", _DEPTH)
    full = [one for one in lists.found if lists.has_text(one[1])] or (lists.found if len(lists.found) == 1 else [])
    if not full:
        yield "", data
    if lists.silent:
        tell(f"{lists.silent:,} messages without a text are left out")
    for path, items in full:
        lead = f"{path} " if len(full) > 1 else ""
        yield from ((f"{lead}{place}".strip(), item) for place, item in items)


# ------------------------------------------------------------------ schema.org


def _types(item: Mapping[str, Any]) -> list[str]:
    kinds = item.get("@type")
    return [str(kind) for kind in (kinds if isinstance(kinds, list) else [kinds]) if kind]


def _is_article(item: Mapping[str, Any]) -> bool:
    return any(kind.endswith(_ARTICLES) for kind in _types(item))


def _is_other(item: object) -> bool:
    """Whether it says of itself that it is no article: the page, the paper, the way there."""
    return isinstance(item, dict) and bool(_types(item)) and not _is_article(item) and not has_text(item, {})


# ------------------------------------------------------------------ Facebook


def _post(item: Mapping[str, Any]) -> Mapping[str, Any] | None:
    """A post of a Facebook export as text and date; None for one without words; anything else as it is."""
    parts = item.get("data")
    if "timestamp" not in item or not isinstance(parts, list) or not all(isinstance(part, dict) for part in parts):
        return item
    words = [_decoded(part["post"]) for part in parts if isinstance(part.get("post"), str)]
    return {"text": "\n\n".join(words), "date": item["timestamp"]} if any(words) else None


def _decoded(text: str) -> str:
    """Facebook writes each byte of UTF-8 as a character of its own."""
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


# ------------------------------------------------------------------ Telegram


def _is_chat(data: Mapping[str, Any]) -> bool:
    """Whether it is a chat or channel of a Telegram export."""
    messages = data.get("messages")
    if not isinstance(messages, list) or not messages:
        return False
    return all(isinstance(one, dict) and "type" in one and ("date" in one or "text" in one) for one in messages)


def _says_something(message: Mapping[str, Any]) -> bool:
    return message["type"] == "message" and has_text(message, {})


def _message(message: Mapping[str, Any], chat: Mapping[str, Any]) -> Mapping[str, Any]:
    """The message as an article of the chat, or of the one it was forwarded from: that is its source."""
    return {
        "id": f"{chat.get('id') or chat.get('name')}/{message.get('id')}",
        "text": message["text"],
        "date": message.get("date"),
        "publisher": message.get("forwarded_from") or chat.get("name"),
        "author": message.get("author"),
    }
