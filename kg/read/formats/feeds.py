"""RSS and Atom: one article an entry."""

from __future__ import annotations

import io
import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from kg.errors import InputError
from kg.read.inputs import COLLECTION, Format, Input
from kg.read.records import Record, Records
from kg.read.snippets import plain_text

_TEASER = re.compile(
    r"\s*(?:…|\.\.\.|\[(?:…|\.\.\.)\])\s*"
    r"(?:\(?(?:(?:continue|keep) reading|read (?:more|on|the (?:full|rest)))\b.*|[→»]+)?$"
    r"|\s+(?:continue reading|read more)\b[^.\n]{0,200}$",
    re.IGNORECASE,
)
"""Where a feed's entry breaks off: "… Continue reading", "[…]"."""
_POSTED = re.compile(r"^The post .{1,300} (?:appeared first|first appeared) on .{1,100}$", re.MULTILINE)
"""What WordPress puts below each entry."""


def read_feed(source: Input) -> Records:
    """The entries of a feed."""
    import feedparser  # noqa: PLC0415  slow to load

    feed = feedparser.parse(io.BytesIO(source.data(COLLECTION)))
    if not feed.entries:
        raise InputError(source.name, "no entries: neither RSS nor Atom")
    for number, entry in enumerate(feed.entries, 1):
        record = _entry_record(entry, feed.feed.get("title"), f"{source.name}, entry {number}")
        whole = _POSTED.sub("", record.text)
        teaser = _TEASER.search(whole, max(0, len(whole) - 300))
        if teaser:
            source.note("some entries are teasers that break off: their pages have the articles")
        yield replace(record, text=f"{whole[: teaser.start()]} …" if teaser else whole)


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
