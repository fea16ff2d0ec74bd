"""What a web page says of its article in schema.org's JSON-LD, however it is nested and however broken.

Search engines demand it, so most papers keep it right. Only fields are taken from it: its `articleBody` is on few
pages, and often another text than the page's.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from html import unescape
from typing import Any

_MAX_BLOCKS = 64
_MAX_BLOCK = 1_000_000
_MAX_NODES = 20_000
"""What a page may make us read: the largest of real pages have a tenth of it."""
_MAX_NAMES = 30

_WRAPPING = re.compile(
    r"^\s*(?:<!--|(?://|/\*)?\s*<!\[CDATA\[(?:\s*\*/)?)|(?:-->|(?://|/\*)?\s*\]\]>(?:\s*\*/)?|;)\s*$"
)
_LAST_COMMA = re.compile(r",(?=\s*[}\]])")
_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(\w+)"')
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Linked:
    """What JSON-LD says of the article; empty where it says nothing."""

    headline: str = ""
    published: str = ""
    people: tuple[str, ...] = ()
    """Authors, as they are written there; not those that it calls organizations."""
    organizations: tuple[str, ...] = ()
    """Authors that are organizations."""
    publishers: tuple[str, ...] = ()
    section: str = ""
    language: str = ""
    url: str = ""
    is_live: bool = False
    """A live blog: its posts are one article."""


def read_linked(blocks: Sequence[str], titles: Sequence[str], address: str | None) -> Linked:
    """What the JSON-LD blocks of a page say of its article.

    Where they describe several, it is the one with the page's address, else with one of its titles, else the first;
    what that lacks others of the same headline may have.
    """
    nodes = [node for block in blocks[:_MAX_BLOCKS] for node in _nodes(parse_block(block))]
    named = {str(node["@id"]): node for node in nodes if node.get("@id") and len(node) > 1}
    articles = [node for node in nodes if _is_article(node)]
    if not articles:
        sites = [node for node in nodes if _types(node) & {"WebSite", "NewsMediaOrganization"}]
        return Linked(publishers=tuple(_texts(site.get("name")) for site in sites)[:3])
    chosen = _chosen(articles, titles, address)
    same = [one for one in articles if one is not chosen and _plain(one) == _plain(chosen)]
    found = [_linked(one, named) for one in (chosen, *same)]
    values = {name: next((value for one in found if (value := getattr(one, name))), "") for name in _TEXTS}
    people = next(((one.people, one.organizations) for one in found if one.people or one.organizations), ((), ()))
    publishers = tuple(dict.fromkeys(name for one in found for name in one.publishers))
    return Linked(
        **values,
        people=people[0],
        organizations=people[1],
        publishers=publishers,
        is_live=any(one.is_live for one in found),
    )


_TEXTS = ("headline", "published", "section", "language", "url")


# ------------------------------------------------------------------ from text to objects


def parse_block(text: str) -> list[Any]:
    """The values in one block: JSON, mended where it is broken in a usual way, else what can be read out of it."""
    text = _WRAPPING.sub("", _WRAPPING.sub("", text[:_MAX_BLOCK]))
    for attempt in (text, _LAST_COMMA.sub("", text)):
        try:
            return [json.loads(attempt, strict=False)]
        except (ValueError, RecursionError):
            continue
    return _one_after_the_other(text) or _read_out(text)


def _one_after_the_other(text: str) -> list[Any]:
    """Several values without anything between them but blanks and commas; empty where one is broken."""
    decoder, at = json.JSONDecoder(strict=False), 0
    values: list[Any] = []
    try:
        while (at := at + len(text[at:]) - len(text[at:].lstrip(" \t\r\n,"))) < len(text) and len(values) < _MAX_BLOCKS:
            value, at = decoder.raw_decode(text, at)
            values.append(value)
    except (ValueError, RecursionError):
        return []
    return values


def _read_out(text: str) -> list[Any]:
    """The fields of an article in JSON that cannot be mended (a quotation mark in a headline, most often)."""
    kind = next((match[1] for match in _TYPE.finditer(text) if _is_article({"@type": match[1]})), None)
    if kind is None:
        return []
    article: dict[str, Any] = {"@type": kind}
    for field in ("headline", "datePublished", "url", "articleSection", "inLanguage"):
        if match := re.search(rf'"{field}"\s*:\s*"(.{{1,500}}?)"\s*[,}}\n]', text):
            article[field] = match[1].replace('\\"', '"')
    for field in ("author", "publisher"):
        if match := re.search(
            rf'"{field}"\s*:\s*(\[.{{1,2000}}?\]|\{{.{{1,1000}}?\}}|"[^"]{{1,200}}")', text, re.DOTALL
        ):
            article[field] = re.findall(r'"name"\s*:\s*"([^"]{1,120})"', match[1]) or match[1].strip('"')
    return [article]


def _nodes(values: Sequence[Any]) -> list[Mapping[str, Any]]:
    """The objects that stand by themselves: in lists, in @graph, and as a page's main entity."""
    found: list[Mapping[str, Any]] = []
    left = list(reversed(values))
    for _ in range(_MAX_NODES):
        if not left:
            break
        value = left.pop()
        if isinstance(value, list):
            left.extend(reversed(value[:_MAX_NODES]))
        elif isinstance(value, dict):
            found.append(value)
            left += [inner for name in ("mainEntity", "mainEntityOfPage", "@graph") if (inner := value.get(name))]
    return found


# ------------------------------------------------------------------ the article among them


def _types(node: Mapping[str, Any]) -> set[str]:
    kinds = node.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    return {re.split(r"[/:#]", name)[-1] for name in names if isinstance(name, str)}


def _is_article(node: Mapping[str, Any]) -> bool:
    return any(kind.endswith(("Article", "BlogPosting")) or kind == "Report" for kind in _types(node))


def _plain(node: Mapping[str, Any]) -> str:
    return re.sub(r"\W+", "", _texts(node.get("headline") or node.get("name"))).casefold()


def _chosen(articles: Sequence[Mapping[str, Any]], titles: Sequence[str], address: str | None) -> Mapping[str, Any]:
    if address:
        same = (one for one in articles if address.rstrip("/") in {url.rstrip("/") for url in _addresses(one)})
        if found := next(same, None):
            return found
    wanted = [re.sub(r"\W+", "", title).casefold() for title in titles]
    titled = (one for one in articles if (name := _plain(one)) and any(name in title for title in wanted))
    return next(titled, articles[0])


def _addresses(node: Mapping[str, Any]) -> Iterator[str]:
    for name in ("url", "@id", "mainEntityOfPage"):
        value = node.get(name)
        value = value.get("@id") if isinstance(value, dict) else value
        if isinstance(value, str):
            yield value


def _linked(node: Mapping[str, Any], named: Mapping[str, Mapping[str, Any]]) -> Linked:
    authors = list(_named(node.get("author") or node.get("creator"), named))
    publishers = [name for _, name in _named(node.get("publisher"), named)]
    publishers += [name for _, name in _named(node.get("sourceOrganization"), named)]
    return Linked(
        headline=_texts(node.get("headline") or node.get("name")),
        published=_texts(node.get("datePublished") or node.get("dateCreated")),
        people=tuple(name for is_organization, name in authors if not is_organization),
        organizations=tuple(name for is_organization, name in authors if is_organization),
        publishers=tuple(publishers),
        section=_texts(node.get("articleSection")),
        language=_texts(node.get("inLanguage")),
        url=next((url for url in _addresses(node) if url.startswith("http")), ""),
        is_live="LiveBlogPosting" in _types(node),
    )


def _texts(value: object) -> str:
    """The text of a value, the first of a list; entities are read, tags are not part of it."""
    if isinstance(value, list) and value:
        value = value[0]
    if isinstance(value, dict):
        value = value.get("@value") or value.get("name") or ""
    if not isinstance(value, str):
        return ""
    return _BLANKS.sub(" ", re.sub(r"<[^<>]{1,200}>", " ", unescape(value[:2000]))).strip()


def _named(value: object, named: Mapping[str, Mapping[str, Any]]) -> Iterator[tuple[bool, str]]:
    """(whether an organization, name) of people and organizations, also where only their id stands."""
    for one in (value if isinstance(value, list) else [value])[:_MAX_NAMES]:
        if isinstance(one, str):
            yield False, _texts(one)
        elif isinstance(one, dict):
            there = one if one.get("name") else named.get(str(one.get("@id")), one)
            kinds = _types(there)
            names = there.get("name")
            for name in (names if isinstance(names, list) else [names])[:_MAX_NAMES]:
                if text := _texts(name):
                    yield bool(kinds) and not kinds & {"Person", "Thing"}, text
