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


_CAPTION = re.compile(
    rb"<media:description\b[^<]*(?:<(?!/?(?:media:|item\b|entry\b))[^<]*)*</media:description\s*>", re.IGNORECASE
)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+")


def read_feed(source: Input) -> Records:
    """The entries of a feed."""
    data = source.data(COLLECTION)
    site, entries = _parsed(data)
    if not entries:
        raise InputError(source.name, "no entries: neither RSS nor Atom")
    bare = _CAPTION.sub(b"", data)
    uncaptioned = _parsed(bare)[1] if bare != data else entries
    for number, (entry, own) in enumerate(zip(entries, uncaptioned, strict=True), 1):
        record = _entry_record(own if _longest(own) else entry, site, f"{source.name}, entry {number}")
        whole = _POSTED.sub("", record.text)
        teaser = _TEASER.search(whole, max(0, len(whole) - 300))
        if teaser:
            source.note("some entries are teasers that break off: their pages have the articles")
        yield replace(record, text=f"{whole[: teaser.start()]} …" if teaser else whole)


def _parsed(data: bytes) -> tuple[str | None, list[Mapping[str, Any]]]:
    """The title of a feed, and its entries."""
    import feedparser  # noqa: PLC0415  slow to load

    feed = feedparser.parse(io.BytesIO(data))
    return feed.feed.get("title"), feed.entries


def _longest(entry: Mapping[str, Any]) -> str:
    """The text of an entry: a feed may hold it whole beside its first lines.

    feedparser takes the caption of a photo (media:description) for one of an entry's texts, and for its summary where
    it stands first: hence the entries without captions, but for those that have nothing else.
    """
    contents = [str(content.get("value") or "") for content in entry.get("content") or []]
    return max([*contents, str(entry.get("summary") or "")], key=len)


def _authors(entry: Mapping[str, Any]) -> list[str]:
    """Names of authors. feedparser ends an address after four letters of its domain and leaves the rest in the name."""
    names = [str(author["name"]) for author in entry.get("authors") or [] if author.get("name")]
    whole = str(entry.get("author") or "")
    address = str((entry.get("author_detail") or {}).get("email") or "")
    if address and re.search(re.escape(address) + r"\w", whole):
        return [*names[:-1], _ADDRESS.sub("", whole).strip(" ()<>")]
    return names


def _entry_record(entry: Mapping[str, Any], site: str | None, where: str) -> Record:
    fields = {
        "title": plain_text(str(entry.get("title") or "")) or None,
        "published": entry.get("published") or entry.get("updated"),
        "publisher": site,
        "authors": _authors(entry) or None,
        "url": entry.get("link"),
    }
    return Record(where, plain_text(_longest(entry)), fields, "feed entry")


FORMAT = Format("a feed", (".rss", ".atom", ".xml"), read_feed, general=True)
