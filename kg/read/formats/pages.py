"""Web pages: main text, title, date, authors, site and address."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from kg.errors import InputError
from kg.read.inputs import Format, Input
from kg.read.records import Record, Records

_LAST_DAY = "2100-12-31"
"""For the date finder, whose own limit would be today: a graph must not depend on the clock."""


def read_page(source: Input) -> Records:
    """The one record of a web page."""
    yield page_record(source.data(), source.name)


def page_record(data: bytes, where: str) -> Record:
    """The main text of a web page, with title, date, authors, site and address from its metadata.

    Offsets refer to that text, not to the page. Raises InputError where there is no article in the page.
    """
    import trafilatura  # noqa: PLC0415  slow to load

    try:
        found = trafilatura.bare_extraction(
            data,
            with_metadata=True,
            include_comments=False,
            include_tables=False,
            date_extraction_params={"extensive_search": False, "original_date": True, "max_date": _LAST_DAY},
        )
    except (ValueError, RecursionError, AssertionError, LookupError) as error:
        raise InputError(where, f"an HTML page that cannot be read ({error})") from error
    page: dict[str, Any] = found if isinstance(found, dict) else found.as_dict() if found else {}
    if not (page.get("text") or "").strip():
        raise InputError(where, "an HTML page without the text of an article")
    return Record(where, page["text"], _page_fields(page), "HTML metadata", path=where)


def _page_fields(page: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "title": page.get("title"),
        "published": page.get("date"),
        "publisher": page.get("sitename") or page.get("hostname"),
        "authors": [name.strip() for name in (page.get("author") or "").split(";") if name.strip()] or None,
        "url": page.get("url"),
        "language": page.get("language"),
    }


FORMAT = Format(
    "a web page",
    (".html", ".htm", ".xhtml"),
    read_page,
    lambda head, ending: not ending and head.removeprefix(b"\xef\xbb\xbf").lstrip()[:1] == b"<",
    general=True,
)
