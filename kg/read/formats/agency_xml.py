"""XML of news agencies: NITF, NewsML 1, NewsML-G2, and Reuters' first corpus; any other XML is named for what it is.

No entity is expanded, no schema fetched, and what is deeper than 256 elements or larger than a file may be is refused.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from html.entities import name2codepoint
from typing import Any

from kg.errors import InputError
from kg.read.fields import language_code
from kg.read.inputs import COLLECTION, Format, Input
from kg.read.records import Record, Records

_FEEDS = frozenset(("rss", "feed", "rdf", "channel"))
_PAGES = frozenset(("html",))
_TITLES = ("hl1", "headline", "title")
_TEXTS = ("body.content", "inlinexml", "inlinedata", "datacontent", "text", "body")
"""Elements that hold an article's paragraphs, the surest first."""
_PARAGRAPHS = ("p", "para", "hl2", "li", "dt", "dd", "lead", "paragraph")
_ASIDE = frozenset(("media", "caption", "media-caption", "figure", "script", "style", "table", "nitf-table", "head"))
"""What stands beside the prose."""
_PICTURES = frozenset(("media", "caption", "media-caption", "figure"))
_HEAD_ONLY = frozenset(("hl1", "hedline", "body.head", "byline", "dateline", "body.end", "tagline"))
_DATES = (
    "date.issue",
    "story.date",
    "contentcreated",
    "versioncreated",
    "firstcreated",
    "thisrevisioncreated",
    "dateandtime",
    "sent",
)
_ROOT = re.compile(
    rb"\s*(?>(?><\?.*?\?>|<!--.*?-->|<!DOCTYPE[^<>\[]*(?>\[.*?\]\s*)?>)\s*)*+<(?:[\w.-]+:)?([\w.-]+)", re.DOTALL
)
_KINDS = {
    "urlset": "a sitemap, which lists addresses and has no texts",
    "sitemapindex": "an index of sitemaps, which has no texts",
    "opml": "a list of feeds, which has no texts",
    "gpx": "tracks of a map",
    "svg": "a drawing",
}


def read_agency_xml(source: Input) -> Records:
    """The articles of an XML file of an agency. Raises InputError for what is none, naming its root."""
    root = parse_xml(source.data(COLLECTION), source.name)
    items = list(_items(root))
    if not items:
        raise InputError(source.name, _what_it_is(root))
    around = {"published": _date(root), "publisher": _provider(root), "language": _language(root)}
    for number, item in enumerate(items, 1):
        where = source.name if len(items) == 1 else f"{source.name}, item {number}"
        yield _record(item, around, where, source.name if len(items) == 1 else None)


def parse_xml(data: bytes, where: str) -> Any:  # noqa: ANN401  lxml's elements have no public type
    """The root of an XML document, no entity expanded. Raises InputError."""
    from lxml import etree  # noqa: PLC0415  slow to load

    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False, remove_comments=True, remove_pis=True
    )
    try:
        return etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(where, f"not well-formed XML ({str(error).splitlines()[0][:200]})") from error


def _what_it_is(root: Any) -> str:  # noqa: ANN401
    name, space = _name(root), _space(root)
    if kind := _KINDS.get(name):
        return f"{kind}; save the pages and read them"
    within = f" of {space}" if space else ""
    known = "NITF, NewsML, NewsML-G2, RSS and Atom are"
    if name in ("nitf", "newsml", "newsmessage", "newsitem"):
        return f"no article's text in its <{name}>"
    return f"XML with the root <{_local(root)}>{within}: no format of articles that is read ({known})"


# ------------------------------------------------------------------ the tree


def _local(element: Any) -> str:  # noqa: ANN401
    tag = element.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def _name(element: Any) -> str:  # noqa: ANN401
    """The element's name without namespace and case; "" for an entity that was not expanded."""
    return _local(element).casefold()


def _space(element: Any) -> str:  # noqa: ANN401
    tag = element.tag
    return tag[1:].partition("}")[0] if isinstance(tag, str) and tag.startswith("{") else ""


def _all(element: Any, *names: str) -> Iterator[Any]:  # noqa: ANN401
    """All elements of these names, those of the first name first."""
    for name in names:
        yield from (one for one in element.iter() if _name(one) == name)


def _first(element: Any, *names: str) -> Any:  # noqa: ANN401
    return next(_all(element, *names), None)


def _words(element: Any, leave: frozenset[str] = frozenset()) -> str:  # noqa: ANN401
    """The element's text in one line, without what is in elements to `leave`."""
    return " ".join("".join(_pieces(element, leave)).split())


def _pieces(element: Any, leave: frozenset[str]) -> Iterator[str]:  # noqa: ANN401
    yield element.text or ""
    for child in element:
        if not isinstance(child.tag, str):
            yield _entity(child)
        elif _name(child) == "br":
            yield " "
        elif _name(child) not in leave:
            yield from _pieces(child, leave)
        yield child.tail or ""


def _entity(node: Any) -> str:  # noqa: ANN401
    """An entity of HTML as its character; any other says nothing."""
    code = name2codepoint.get(getattr(node, "name", "") or "")
    return chr(code) if code else ""


# ------------------------------------------------------------------ articles


def _items(root: Any) -> Iterator[Any]:  # noqa: ANN401
    """The elements that are an article each: the innermost that have paragraphs of their own."""
    for name in ("newsitem", "nitf"):
        found = [one for one in _all(root, name) if _paragraphs(one)]
        for one in found:
            yield from _components(one)
        if found:
            return


def _components(item: Any) -> list[Any]:  # noqa: ANN401
    """A NewsItem's components that have both a headline and a text, if there are several; else the item itself."""
    parts = [one for one in _all(item, "newscomponent") if _own_headline(one) and _paragraphs(one)]
    inner = [one for one in parts if not any(other is not one and one in other.iterancestors() for other in parts)]
    return inner if len(inner) > 1 else [item]


def _own_headline(component: Any) -> bool:  # noqa: ANN401
    lines = [child for child in component if _name(child) == "newslines"]
    return any(_name(child) == "headline" for line in lines for child in line)


def _paragraphs(item: Any) -> list[str]:  # noqa: ANN401
    """The paragraphs of the first element that holds some."""
    for name in _TEXTS:
        for holder in _all(item, name):
            leaves = [one for one in _all(holder, *_PARAGRAPHS) if not _is_aside(one, holder)]
            if leaves:
                order = {one: at for at, one in enumerate(holder.iter())}
                found = [_words(one, _ASIDE) for one in sorted(leaves, key=order.__getitem__) if not _has_inner(one)]
                if any(found):
                    return [words for words in found if words]
            elif (
                name in ("datacontent", "inlinedata", "body.content")
                and len(holder) == 0
                and (holder.text or "").strip()
            ):
                return [
                    " ".join(block.split()) for block in re.split(r"\n\s*\n|\r\n\s*\r\n", holder.text) if block.strip()
                ]
    return []


def _is_aside(element: Any, holder: Any) -> bool:  # noqa: ANN401
    for above in element.iterancestors():
        if above is holder:
            return False
        if _name(above) in _ASIDE | _HEAD_ONLY:
            return True
    return False


def _has_inner(element: Any) -> bool:  # noqa: ANN401
    """Whether other paragraphs are in it: they are read themselves."""
    return any(one is not element and _name(one) in _PARAGRAPHS for one in element.iter())


def _record(item: Any, around: Mapping[str, str], where: str, path: str | None) -> Record:  # noqa: ANN401
    """The record of an article; `around`: what the whole file says of all of them."""
    paragraphs = _paragraphs(item)
    dateline = _line(item, "dateline")
    if dateline and paragraphs and not paragraphs[0].casefold().startswith(dateline.casefold()[:12]):
        paragraphs[0] = f"{dateline.rstrip(' -–—:')} — {paragraphs[0]}"
    fields: dict[str, Any] = {
        "title": _title(item),
        "published": _date(item),
        "publisher": _provider(item),
        "authors": _bylines(item),
        "credits": _credit(item),
        "language": language_code(_language(item) or around["language"]),
    }
    found = {name: value for name, value in fields.items() if value}
    told = {name: value for name, value in around.items() if value and name != "language"}
    return Record(where, "\n\n".join(paragraphs), told | found, "XML", path=path)


def _line(item: Any, name: str) -> str:  # noqa: ANN401
    element = _first(item, name)
    return _words(element, frozenset(("story.date",))) if element is not None else ""


def _title(item: Any) -> str:  # noqa: ANN401
    found = (
        _words(one) for one in _all(item, *_TITLES) if not any(_name(up) in _PICTURES for up in one.iterancestors())
    )
    return next((words for words in found if words), "")


def _bylines(item: Any) -> list[str]:  # noqa: ANN401
    """Bylines, or the creators of a G2 item's contents; who holds an office in the item's making is no author."""
    lines = [_words(one, frozenset(("byttl",))) for one in _all(item, "byline", "by")]
    if not any(lines):
        metas = list(_all(item, "contentmeta"))
        people = [one for meta in metas for one in _all(meta, "creator", "contributor")]
        lines = [_words(name) for one in people for name in _all(one, "name")]
    return list(dict.fromkeys(line for line in lines if line))


def _provider(item: Any) -> str:  # noqa: ANN401
    """Who sends it: copyright holder, provider, or the agency of a doc-id."""
    for element in _all(item, "doc.copyright", "copyrightholder", "provider", "sender"):
        named = element.get("holder") or element.get("literal") or _party(element) or _words(element)
        if named and "://" not in named:
            return re.sub(r"^\W*(?:copyright|\(c\)|©)\s*\d*\s*", "", named, flags=re.IGNORECASE)
    return ""


def _party(element: Any) -> str:  # noqa: ANN401
    names = [_words(one) for one in _all(element, "name")]
    return (
        next((name for name in names if name), "")
        or next(
            (one.get("FormalName") for one in element.iter() if isinstance(one.tag, str) and one.get("FormalName")), ""
        )
        or (element.get("qcode") or "").rpartition(":")[2]
    )


def _credit(item: Any) -> list[str]:  # noqa: ANN401
    names = [_words(one) for one in _all(item, "creditline", "distributor")]
    return list(dict.fromkeys(name for name in names if name and len(name) < 60))


def _date(item: Any) -> str:  # noqa: ANN401
    for element in _all(item, *_DATES):
        value = element.get("norm") or _words(element)
        if value:
            return value
    return str(item.get("date") or "") if isinstance(item.tag, str) else ""


def _language(item: Any) -> str:  # noqa: ANN401
    space = "{http://www.w3.org/XML/1998/namespace}lang"
    for element in _all(item, "language"):
        if found := element.get("tag") or element.get("FormalName"):
            return str(found)
    return next((str(one.get(space)) for one in item.iter() if isinstance(one.tag, str) and one.get(space)), "")


# ------------------------------------------------------------------ which XML


def root_of(head: bytes) -> str:
    """The name of an XML document's root, in small letters, by its first bytes; "" where they do not tell."""
    match = _ROOT.match(head.removeprefix(b"\xef\xbb\xbf"))
    return match[1].decode("ascii", "replace").casefold() if match else ""


def _is_ours(head: bytes, ending: str) -> bool:
    """Whether it is XML and neither a feed nor a page."""
    if ending not in ("", ".xml") or not head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<"):
        return False
    root = root_of(head)
    declared = head.removeprefix(b"\xef\xbb\xbf").lstrip().startswith(b"<?xml")
    agency = root in ("nitf", "newsml", "newsmessage", "newsitem", "packageitem", "knowledgeitem")
    return agency or (bool(root) and root not in _FEEDS | _PAGES and (declared or ending == ".xml"))


FORMAT = Format("agency XML", (".xml", ".nitf", ".newsml"), read_agency_xml, _is_ours)
