"""What a web page says of its article: title, date, authors, site, address, language.

JSON-LD first, then the tags of OpenGraph and the like, then what trafilatura makes of the rest.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from kg.read.agencies import PressWords, read_press_words
from kg.read.linked_data import Linked, read_linked
from kg.read.page_text import text_of
from kg.read.site_names import SEPARATOR, host_of, letters, site_name, without_site
from kg.read.written_dates import find_dates, read_date

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_TITLES = ("og:title", "twitter:title", "parsely-title", "sailthru.title", "dc.title", "headline")
_DATES = (
    "article:published_time", "og:article:published_time", "og:published_time", "datepublished", "date", "dc.date",
    "dc.date.issued", "dcterms.created", "dcterms.date", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate",
    "publish-date", "publication_date", "article.published", "citation_publication_date",
)  # fmt: skip
"""Tags that name the day of publication, each by itself; the names that single papers use are not among them."""
_AUTHORS = (
    "author",
    "article:author",
    "og:article:author",
    "parsely-author",
    "sailthru.author",
    "dc.creator",
    "byl",
    "citation_author",
)
_SITES = ("og:site_name", "application-name", "apple-mobile-web-app-title", "dc.publisher", "publisher", "twitter:site")
_SAVED_FROM = re.compile(r"(?:saved from url=\(\d{4}\)|\burl: )(https?://[^\s\"'<>]{4,500})")
"""What browsers write at the head of a page they save."""
_LANGUAGE = re.compile(r"[a-z]{2,3}(?![a-z])", re.IGNORECASE)
_NO_PERSON = re.compile(r"https?\b|\bwww\b|[@\d/\\<>|_]|\.(?:com|org|net)\b", re.IGNORECASE)
_LEAD = re.compile(r"^(?:(?:written|posted|reported|story|words)\s+)?by\s+", re.IGNORECASE)
_BETWEEN = re.compile(r"\s*(?:;|\||•|·|&|\band\b|\n)\s*")
_PARTS = re.compile(r"\s*(?:[,;/|]|\band\b)\s*")
_SUFFIX = re.compile(r"^(?:jr|sr|ii|iii|iv|m\.?d|ph\.?d|mp|esq)\.?$", re.IGNORECASE)
_MAX_TITLE = 300


@dataclass(frozen=True, slots=True)
class Head:
    """What a page says of itself outside its text."""

    linked: Linked
    tags: Mapping[str, tuple[str, ...]]
    """Name in small letters → contents, in their order."""
    title: str
    heading: str
    """Its only heading of the first order."""
    address: str | None
    hosts: tuple[str, ...]
    language: str | None


def read_head(tree: HtmlElement, html: str, address: str | None = None) -> Head:
    """What a page says of itself. `address`: where it was, if that is known from elsewhere."""
    tags: dict[str, tuple[str, ...]] = {}
    for tag in tree.iter("meta"):
        name = (tag.get("property") or tag.get("name") or tag.get("itemprop") or "").lower().strip()
        content = " ".join((tag.get("content") or "").split())
        if name and content:
            tags[name] = (*tags.get(name, ()), content)[:20]
    saved = _SAVED_FROM.search(html[:4096])
    canonical = next(
        (link.get("href") for link in tree.iter("link") if (link.get("rel") or "").lower() == "canonical"), None
    )
    told = [canonical, *tags.get("og:url", ()), address, saved[1] if saved else None]
    whole = [one.strip() for one in told if one and host_of(one)]
    headings = [text for one in tree.iter("h1") if (text := text_of(one))]
    heading = headings[0] if len(headings) == 1 else ""
    title = next((text for one in tree.iter("title") if (text := text_of(one))), "")[:_MAX_TITLE]
    scripts = [one.text or "" for one in tree.iter("script") if "ld+json" in (one.get("type") or "").lower()]
    linked = read_linked(scripts, [heading, title, *tags.get("og:title", ())], whole[0] if whole else None)
    whole += [linked.url] if host_of(linked.url) else []
    hosts = tuple(dict.fromkeys(host_of(one) for one in whole))
    return Head(linked, tags, title, heading, whole[0] if whole else None, hosts, _language(tree, tags, linked))


def page_fields(head: Head, found: Mapping[str, Any], html: str) -> dict[str, Any]:
    """The fields of a record. `found`: trafilatura's reading of `html`, the last to be asked."""
    sites = [*head.linked.publishers, *_all(head, _SITES)]
    sites = [site.lstrip("@") for site in sites if not site.startswith(("http", "/"))]
    titles = [head.title, *_all(head, _TITLES[:2])]
    segments = [part for title in titles for part in _edges(title)]
    publisher = site_name(head.hosts, sites, segments) or found.get("sitename")
    names = [*sites, *([publisher] if publisher else [])]
    title = _title(head, found)
    address = head.address or found.get("url")
    authors, agencies = _authors(head, found, names)
    return {
        "title": without_site(title, names, head.hosts, head.heading, _section(head)) if title else None,
        "published": _published(head, found, html),
        "publisher": publisher,
        "authors": authors or None,
        "credits": agencies or None,
        "url": address,
        "language": head.language,
    }


def _all(head: Head, names: Iterable[str]) -> list[str]:
    return [content for name in names for content in head.tags.get(name, ())]


def _edges(title: str) -> list[str]:
    """The first and the last part of a title of several."""
    parts = SEPARATOR.split(title)
    return [parts[-1], parts[0]] if len(parts) > 1 else []


def _section(head: Head) -> str:
    return head.linked.section or next(iter(_all(head, ("article:section",))), "")


def _language(tree: HtmlElement, tags: Mapping[str, Sequence[str]], linked: Linked) -> str | None:
    told = [tree.get("lang"), tree.get("{http://www.w3.org/XML/1998/namespace}lang"), tree.get("xml:lang")]
    told += [*tags.get("og:locale", ())[:1], *tags.get("content-language", ())[:1], linked.language]
    return next((match.group().lower() for one in told if one and (match := _LANGUAGE.match(one.strip()))), None)


def _title(head: Head, found: Mapping[str, Any]) -> str | None:
    told = [head.linked.headline, *_all(head, _TITLES), head.heading, found.get("title") or "", head.title]
    title = next((one for one in told if one), None)
    if title and title.endswith(("…", "...")):  # cut to the length that search engines show
        begin = title.rstrip("….").rstrip()
        title = next((one for one in told[1:] if one.startswith(begin) and not one.endswith(("…", "..."))), title)
    return title[:_MAX_TITLE] if title else None


def _published(head: Head, found: Mapping[str, Any], html: str) -> str | None:
    """The first day that is told and can be read, else the first that is told, so that its fault is; where nothing is,
    the one that trafilatura finds, if the page has it in full: of "March 2025" it makes a day of March."""
    told = [one for one in (head.linked.published, *_all(head, _DATES)) if one]
    for one in told:
        try:
            read_date(one)
        except ValueError:
            continue
        return str(one)
    guessed = found.get("date")
    stands_there = guessed and not told and any(day.isoformat() == guessed for _, _, day in find_dates(html))
    return str(guessed) if stands_there else str(told[0]) if told else None


# ------------------------------------------------------------------ authors


def _authors(head: Head, found: Mapping[str, Any], sites: Sequence[str]) -> tuple[list[str], list[str]]:
    """(people, agencies): of the first place that names any."""
    press = _press()
    agencies = [name for told in head.linked.organizations if (name := press.named(told))]
    own = {letters(site) for site in sites} | {letters(host) for host in head.hosts}
    told = head.linked.people, _all(head, _AUTHORS), [*(found.get("author") or "").split(";")]
    for names in told:
        each = [name for value in names for name in people_in(value)]
        agencies += [name for one in names for part in _PARTS.split(one) if (name := press.named(part))]
        if people := [name for name in each if _is_person(name, own, press)]:
            return list(dict.fromkeys(people)), sorted(set(agencies))
    return [], sorted(set(agencies))


@cache
def _press() -> PressWords:
    return read_press_words()


def people_in(value: str) -> Iterator[str]:
    """The names in one field of authors: "Berg, Anna" is one, "Anna Berg, Political Editor" and "Tom Reed, Jr." too."""
    for part in _BETWEEN.split(_LEAD.sub("", " ".join(value.split()))):
        pieces = [piece for piece in (piece.strip(" .") for piece in part.split(",")) if piece]
        single = [" " not in piece for piece in pieces]
        if len(pieces) > 1 and _SUFFIX.match(pieces[1]):
            yield f"{pieces[0]} {part.split(',')[1].strip()}"
            pieces = pieces[2:]
        elif len(pieces) % 2 == 0 and single and all(single[::2]):
            yield from (f"{first} {last}" for last, first in zip(pieces[::2], pieces[1::2], strict=True))
            pieces = []
        yield from pieces


def _is_person(name: str, sites: set[str], press: PressWords) -> bool:
    """Whether something is a person's name: two to six words with capitals, no login, address, role or site."""
    words = name.split()
    if not 1 < len(words) <= 6 or _NO_PERSON.search(name) or letters(name) in sites or press.named(name):
        return False
    if any(word.lower().strip(".") in press.roles for word in words) or not name[0].isupper():
        return False
    if next(press.find(name), None) is not None:
        return False
    return words[0].lower() != "the" and any(word[0].isupper() for word in words[1:])
