"""RSS and Atom: one article an entry."""

from __future__ import annotations

import io
from collections.abc import Mapping
from typing import Any

from kg.errors import InputError
from kg.read.inputs import COLLECTION, Format, Input
from kg.read.records import Record, Records
from kg.read.snippets import plain_text


def read_feed(source: Input) -> Records:
    """The entries of a feed."""
    import feedparser  # noqa: PLC0415  slow to load

    feed = feedparser.parse(io.BytesIO(source.data(COLLECTION)))
    if not feed.entries:
        raise InputError(source.name, "no entries: neither RSS nor Atom")
    for number, entry in enumerate(feed.entries, 1):
        yield _entry_record(entry, feed.feed.get("title"), f"{source.name}, entry {number}")


def _entry_record(entry: Mapping[str, Any], site: str | None, where: str) -> Record:
    contents = [str(content.get("value") or "") for content in entry.get("content") or []]
    longest = max([*contents, str(entry.get("summary") or "")], key=len)
    authors = [author["name"] for author in entry.get("authors") or [] if author.get("name")]
    fields = {
        "title": plain_text(str(entry.get("title") or "")) or None,
        "published": entry.get("published") or entry.get("updated"),
        "publisher": site,
        "authors": authors or None,
        "url": entry.get("link"),
    }
    return Record(where, plain_text(longest), fields, "feed entry")


FORMAT = Format("a feed", (".rss", ".atom", ".xml"), read_feed, general=True)
