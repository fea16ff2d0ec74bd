"""The prose of a web page: what stands around it is taken out, a body in several containers joined.

trafilatura finds the one container of the main text and knows the usual names of what is none. Here is what it leaves:
embedded posts, teasers of other articles by their form (a linked heading with a few words, several in a row), and
containers after the first.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any

from kg.read.snippets import STRUCK

if TYPE_CHECKING:
    from lxml.html import HtmlElement

_LAST_DAY = "2100-12-31"
"""For the date finder, whose own limit would be today: a graph must not depend on the clock."""
_EMBEDDED = re.compile(
    r"(?:^|[\s_-])(?:twitter-(?:tweet|video|timeline)|instagram-media|tiktok-embed|fb-(?:post|video)|bluesky-embed"
    r"|mastodon-embed|reddit-(?:embed|card)|telegram-post|threads-post|text-post-media|tweet-?embed|embed(?:ded)?-?tweet)"
    r"(?:$|[\s_-])"
)
_BOXES = re.compile(
    r"(?:^|-)(?:newsletters?|sign-?up|subscri(?:be|ption)|(?:pay|reg)wall-(?:\w+-)*(?:offer|prompt|message|barrier|cta|box)"
    r"|(?:author|contributor|writer|reporter|columnist)s?-(?:bio|info|box|card|profile|description|details|about)"
    r"|bio(?:graphy)?|about-(?:the-)?(?:author|writer)|comments?|disqus|discussion|recirc(?:ulation)?|related"
    r"|(?:read|see)-(?:more|next|also)|more-(?:stories|from|on|news|articles|coverage)|also-(?:read|like)|whats-else|what-else"
    r"|most-(?:read|popular|viewed)|trending|recommend(?:ed|ations?)|promos?|sponsor(?:ed)?|donat(?:e|ion)"
    r"|(?:affiliate-)?disclaimer|our-standards)(?:-|$)"
)
"""Words in classes and ids, in small letters with "-" between them, of boxes that are no part of the text."""
_BOX_TAGS = ("div", "section", "ul", "ol", "p", "details", "table")
_HEADINGS = ("h2", "h3", "h4", "h5", "h6")
_CONTAINERS = frozenset(("div", "section", "article", "main", "td"))
_PROSE_LENGTH = 60
"""Characters from which on a paragraph is taken for prose."""
_TEASER_LENGTH = 500
_BOX_SHARE = 0.35
"""A box with more of the page's prose than this is none."""
_LEFT = 2
"""Paragraphs of prose that must be left when teasers are taken out: a page of nothing else is an overview."""
MAX_ELEMENTS = 30_000
"""A page may have so many: those of papers have 2,000, long live blogs 15,000, and time grows with them."""
_MAX_ROUNDS = 3


@dataclass(frozen=True, slots=True)
class Extracted:
    """What trafilatura makes of a page: the text, and its own reading of the metadata."""

    text: str
    metadata: dict[str, Any]


def parse_page(html: str) -> HtmlElement | None:
    """The tree of a page, None where there is none in it. Raises ValueError for one of too many elements."""
    from trafilatura.utils import load_html  # noqa: PLC0415  slow to load

    tree = load_html(html)
    if tree is not None and sum(1 for _ in islice(tree.iter(), MAX_ELEMENTS)) == MAX_ELEMENTS:
        raise ValueError(f"more than {MAX_ELEMENTS:,} elements, too many for one article")
    return tree


def read_prose(tree: HtmlElement, *, is_live: bool = False) -> Extracted:
    """The prose of a page, in the order of the page. The tree is changed.

    `is_live`: the page is a live blog, whose posts, each an article in the mark-up, are one text.
    """
    for silent in list(tree.iter("script", "style", "template", *STRUCK)):
        silent.drop_tree()
    _take_out(tree)
    found = _extract(tree)
    for _ in range(_MAX_ROUNDS if found.text else 0):
        if not _join(tree, found.text, is_live=is_live):
            break
        more = _extract(tree)
        if len(more.text) <= len(found.text):
            break
        found = more
    return found


def _extract(tree: HtmlElement) -> Extracted:
    import trafilatura  # noqa: PLC0415  slow to load

    page = trafilatura.bare_extraction(
        tree,
        with_metadata=True,
        include_comments=False,
        include_tables=False,
        date_extraction_params={"extensive_search": False, "original_date": True, "max_date": _LAST_DAY},
    )
    data: dict[str, Any] = page if isinstance(page, dict) else page.as_dict() if page else {}
    return Extracted((data.get("text") or "").strip(), data)


def text_of(element: HtmlElement) -> str:
    """An element's text, with single blanks."""
    return " ".join("".join(element.itertext()).split())


def linked_share(element: HtmlElement) -> float:
    """How much of an element's text is links."""
    whole = len(text_of(element))
    return sum(len(text_of(link)) for link in element.iter("a")) / whole if whole else 0.0


# ------------------------------------------------------------------ what is taken out


def _take_out(tree: HtmlElement) -> None:
    _drop(element for element in _named(tree, ("blockquote", "div", "section", "figure")) if _is_embedded(element))
    everything = _prose_length(tree)
    boxes = [element for element in _named(tree, _BOX_TAGS) if _BOXES.search(_label(element))]
    _drop(box for box in boxes if _prose_length(box) <= _BOX_SHARE * everything and box.find(".//h1") is None)
    teasers = [*_teasers(tree), *_link_lists(tree)]
    inside = {id(part) for teaser in teasers for part in teaser.iter("p")}
    left = sum(1 for paragraph in _prose(tree) if id(paragraph) not in inside)
    if left >= _LEFT:
        _drop(teasers)


def _drop(elements: Iterable[HtmlElement]) -> None:
    for element in list(elements):
        if element.getparent() is not None:
            element.drop_tree()


def _named(tree: HtmlElement, tags: Sequence[str]) -> Iterator[HtmlElement]:
    return (element for element in tree.iter(*tags) if element.get("class") or element.get("id"))


def _is_embedded(element: HtmlElement) -> bool:
    return _EMBEDDED.search((element.get("class") or "").lower()) is not None


def _label(element: HtmlElement) -> str:
    names = f"{element.get('class') or ''} {element.get('id') or ''}"[:500]
    return re.sub(r"[\s_-]+", "-", re.sub(r"(?<=[a-z])(?=[A-Z])", "-", names).lower()).strip("-")


def _prose(tree: HtmlElement) -> Iterator[HtmlElement]:
    for paragraph in tree.iter("p"):
        if len(text_of(paragraph)) >= _PROSE_LENGTH and linked_share(paragraph) < 0.5:
            yield paragraph


def _prose_length(tree: HtmlElement) -> int:
    return sum(len(text_of(paragraph)) for paragraph in tree.iter("p"))


def _teasers(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Boxes of one linked heading and a few words each, where two or more of a kind have one parent."""
    boxes: dict[tuple[int, str], list[HtmlElement]] = defaultdict(list)
    for heading in tree.iter(*_HEADINGS):
        if _is_linked(heading):
            box = _box_of(heading)
            parent = box.getparent()
            if parent is not None and box.tag not in ("body", "html", "main"):
                boxes[id(parent), str(box.tag)].append(box)
    for alike in boxes.values():
        whole = [box for box in alike if text_of(box)]
        if len(whole) > 1 and all(len(text_of(box)) <= _TEASER_LENGTH for box in whole):
            yield from whole


def _is_linked(heading: HtmlElement) -> bool:
    link = heading.find(".//a")
    if link is None:
        link = next((one for one in heading.iterancestors("a")), None)
    address = link.get("href") if link is not None else None
    return bool(address) and "#" not in str(address) and len(text_of(heading)) > 8


def _box_of(heading: HtmlElement) -> HtmlElement:
    """The largest element around a linked heading that has no other heading in it."""
    box = heading
    for outer in heading.iterancestors():
        if sum(1 for _ in islice(outer.iter("h1", *_HEADINGS), 2)) > 1:
            break
        box = outer
    return box


def _link_lists(tree: HtmlElement) -> Iterator[HtmlElement]:
    """Lists of links alone, with the box or the heading that is there for them."""
    for links in tree.iter("ul", "ol"):
        items = links.findall("li")
        if len(items) < 2 or linked_share(links) < 0.8:
            continue
        parent, before = links.getparent(), links.getprevious()
        if parent is not None and parent.tag in ("div", "section") and len(text_of(parent)) - len(text_of(links)) <= 80:
            yield parent
            continue
        yield links
        if before is not None and before.tag in _HEADINGS:
            yield before


# ------------------------------------------------------------------ several containers


def _join(tree: HtmlElement, text: str, *, is_live: bool) -> bool:
    """Move into the container that was read what stands in others of its kind and was not; whether there was any."""
    kinds: dict[Any, list[tuple[HtmlElement, list[str]]]] = defaultdict(list)
    for container, paragraphs in _containers(tree):
        kinds[_kind(container)].append((container, paragraphs))
    lines = _plain(text)
    for alike in kinds.values():
        read = [one for one in alike if _share(one[1], lines) >= 0.5]
        if not read or 2 * sum(len(line) for _, found in read for line in found) < len(text):
            continue
        first = read[0][0]
        rest = [one for one in alike[alike.index(read[0]) + 1 :] if _belongs(first, one[0], is_live=is_live)]
        if any(_share(found, lines) < 0.5 for _, found in rest):
            for container, _ in rest:
                first.extend(list(container))
            return True
    return False


def _containers(tree: HtmlElement) -> Iterator[tuple[HtmlElement, list[str]]]:
    """Elements with paragraphs of prose right in them, in the order of the page."""
    found: dict[HtmlElement, list[str]] = {}
    for paragraph in _prose(tree):
        outer = next((one for one in paragraph.iterancestors() if one.tag in _CONTAINERS), None)
        if outer is not None and not any(
            one.tag in ("aside", "nav", "footer", "form") for one in outer.iterancestors()
        ):
            found.setdefault(outer, []).append(_plain(text_of(paragraph)))
    yield from found.items()


def _plain(text: str) -> str:
    return re.sub(r"\W+", "", text)


def _share(paragraphs: Sequence[str], text: str) -> float:
    return sum(paragraph in text for paragraph in paragraphs) / len(paragraphs)


def _kind(element: HtmlElement, steps: int = 3) -> tuple[Any, ...]:
    """What says that two containers are of one kind: tag, classes without figures, and where it has none those of the
    elements around it."""
    names = tuple(sorted({re.sub(r"\d+", "", name) for name in (element.get("class") or "").split()} - {""}))
    own = (element.tag, names, element.get("itemprop"), element.get("data-component"))
    parent = element.getparent()
    return own if names or element.get("itemprop") or parent is None or not steps else (*own, *_kind(parent, steps - 1))


def _belongs(first: HtmlElement, other: HtmlElement, *, is_live: bool) -> bool:
    """Whether a container may be of the same article: in no other article element, without a heading of its own."""
    if first in other.iterancestors() or other in first.iterancestors():
        return False
    if is_live:
        return True
    around = other
    for outer in [other, *other.iterancestors()]:
        if outer is first.getparent() or first in outer.iter():
            break
        around = outer
    if other.find(".//h1") is not None or around.find(".//h1") is not None or _heads_another(around):
        return False
    return _article_of(first) is _article_of(other)


def _heads_another(element: HtmlElement) -> bool:
    return any(_is_linked(heading) for heading in element.iter(*_HEADINGS))


def _article_of(element: HtmlElement) -> HtmlElement | None:
    return next((one for one in [element, *element.iterancestors()] if one.tag == "article"), None)
