"""A row, an object, a front matter → the fields of an article, by whatever names usual tools give them.

One table for all formats. Names are compared without case, blanks, "_" and "-": "publish_date", "Publish Date" and
"publishDate" are one; "source.name" is `name` in the object `source`, or a column of that name.
"""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from kg.errors import InputError
from kg.read.markdown import is_markdown, unmarked
from kg.read.records import Reading, Record
from kg.read.snippets import unpacked
from kg.read.written_dates import read_date

NAMES: Mapping[str, tuple[str, ...]] = {
    "id": ("id",),
    "text": (
        "text",
        "body content maintext articlebody plaintext fulltext articletext bodytext storytext cleanedtext textcontent "
        "contenttext maincontent articlecontent storybody newstext fields.body fields.bodytext bodyxhtml bodyhtml "
        "contenthtml body.text content.rendered content.text bodies article story",
        "message post tweet",
        "html rawtext",
        "abstractnote",
    ),
    "title": (
        "title",
        "headline headlines headline.main headlines.basic title.rendered fields.headline webtitle articletitle "
        "storytitle newstitle subject",
    ),
    "published": (
        "published",
        "date",
        "publishdate publishedat datepublish datepublished webpublicationdate pubdate pubdatetime publicationdate "
        "publisheddate publishedon publishedtime publishtime publishedutc firstpublished firstpublishedat "
        "firstpublicationdate articlepublishedtime articledate dateofpublication datetimepub displaydate issuedate",
        "contentcreated",
        "versioncreated",
        "firstcreated datecreated createdat createdtime postcreated",
        "datetime timestamp creationtimestamp time created dateunixtime",
    ),
    "publisher": (
        "publisher publisher.name",
        "medianame outlet newspaper publicationtitle publicationname publication fields.publication sitename site.name "
        "sourcename source.name source.title sourcetitle journal medium ispartof.name pagename from.name channelname",
        "source provider provider.name infosources copyrightholder copyrightholder.name site media",
        "sourcedomain domain mediadomain hostname",
    ),
    "authors": (
        "authors",
        "author byline by creator creators fields.byline authorname authornames writer writers reporter reporters "
        "articleauthor dccreator byline.original credits.by",
    ),
    "credits": ("credits", "credit agency agencies newsagency wireservice"),
    "url": (
        "url",
        "link weburl articleurl canonicalurl permalink storyurl sourceurl newsurl href mainentityofpage "
        "mainentityofpage.id source",
    ),
    "language": ("language", "lang inlanguage languagecode articlelanguage"),
    "path": ("path",),
}
"""Our field → the names it goes by, in tiers: what stands in an earlier one is surely meant."""
_STRICT = ("text", "published")
"""Of two of these in one tier neither is chosen by the order of this table: a wrong choice costs the article."""
_AROUND = frozenset(("fields", "_source", "data", "attributes", "article", "metadata", "meta"))
"""What tools wrap an article's fields in: Guardian, Elasticsearch, Zotero, JSON:API. Ids in there may be others'."""
_OPENED = frozenset(
    name.split(".")[0] for tiers in NAMES.values() for tier in tiers for name in tier.split() if "." in name
)
_NOTHING = frozenset(("", "na", "n/a", "none", "null", "nan", "nat", "-", "unknown", "n.d."))
_CUT_SHORT = re.compile(r"(?:\s*(?:…|\.\.\.))?\s*\[\+\d[\d,]* (?:more )?char(?:acter)?s\]\s*$")
_ADDRESS = re.compile(r"https?://|www\.", re.IGNORECASE)
_MAX_KEYS = 20_000
"""Columns of one article that are looked at: the first ones."""
_LONG = 40
"""Characters of what may be somebody's text."""
CUT_SHORT = "its texts end where the tool cut them off (“[+1234 chars]”): what follows is not read"
Tell = Callable[[str], None]


class NoTextError(InputError):
    """A row without a text. `instead` is the name of its longest field, if it has a long one."""

    def __init__(self, where: str, reason: str, instead: str = "") -> None:
        super().__init__(where, reason)
        self.instead = instead


@dataclass(frozen=True, slots=True)
class Found:
    """Values by our names, and by which names they went."""

    values: Mapping[str, Any]
    names: Mapping[str, str]


# ------------------------------------------------------------------ which field is which


def find_fields(data: Mapping[str, Any], mapping: Mapping[str, str], where: str) -> Found:
    """The fields of one article, values as they are. Raises InputError where two columns may be the text, or its date.

    `mapping`, the user's word, is taken before the table.
    """
    flat = _flat(data)
    mapping = ({"published": mapping["date"]} if "date" in mapping else {}) | dict(mapping)
    values: dict[str, Any] = {}
    names: dict[str, str] = {}
    plan = _plan(tuple(flat))
    for ours, tiers in plan.items():
        if ours in mapping:
            values[ours], names[ours] = mapped(data, mapping[ours]), mapping[ours]
            continue
        for tier, keys in enumerate(tiers):
            there = [key for key in keys if _is_usable(ours, flat[key], sure=tier == 0)]
            if there:
                names[ours] = _one_of(ours, there, flat, where)
                values[ours] = flat[names[ours]]
                break
    return Found(values, names)


def has_text(data: object, mapping: Mapping[str, str]) -> bool:
    """Whether a value is an object with an article's text."""
    if not isinstance(data, dict):
        return False
    if "text" in mapping:
        return bool(mapped(data, mapping["text"]))
    flat = _flat(data)
    return any(_is_usable("text", flat[key], sure=False) for keys in _plan(tuple(flat))["text"] for key in keys)


def text_columns(columns: Sequence[str]) -> list[str]:
    """The columns of a table that may hold its texts."""
    return [column for keys in _plan(tuple(columns[:_MAX_KEYS]))["text"] for column in keys]


def address_columns(columns: Sequence[str]) -> list[str]:
    """The columns of a table that may hold addresses."""
    return [column for keys in _plan(tuple(columns[:_MAX_KEYS]))["url"] for column in keys]


def mapped(data: Mapping[str, Any], theirs: str) -> Any:  # noqa: ANN401  a field is whatever it is
    """The value of a field that the user named: as it is written, else without case; "meta.date" looks into `meta`."""
    if theirs in data:
        return data[theirs]
    value: Any = data
    for key in theirs.split("."):
        value = value.get(key) if isinstance(value, dict) else None
    if value is not None:
        return value
    same = [key for key in list(data)[:_MAX_KEYS] if isinstance(key, str) and key.casefold() == theirs.casefold()]
    return data[same[0]] if len(same) == 1 else None


def fold_name(name: str) -> str:
    """A field's name as the table has it: "Publish Date" and "publish_date" → "publishdate"."""
    parts = [re.sub(r"[\W_]+", "", part.casefold()) for part in name.split(".")]
    return ".".join(part for part in parts if part)


def _flat(data: Mapping[str, Any]) -> dict[str, Any]:
    """The object with the fields of objects in it beside its own, those in wrappers for its own: "fields.body"."""
    flat: dict[str, Any] = {}
    for key in list(data)[:_MAX_KEYS]:
        if isinstance(key, str):
            flat[key] = data[key]
    for key, value in list(flat.items()):
        if not isinstance(value, dict):
            continue
        around = key.casefold() in _AROUND
        if not around and fold_name(key) not in _OPENED:
            continue
        for inner, more in list(value.items())[:_MAX_KEYS]:
            flat.setdefault(f"{key}.{inner}", more)
            if around and isinstance(more, dict) and fold_name(inner) in _OPENED:
                flat |= {f"{key}.{inner}.{last}": most for last, most in list(more.items())[:_MAX_KEYS]}
    return flat


@lru_cache(maxsize=64)
def _plan(keys: tuple[str, ...]) -> dict[str, list[list[str]]]:
    """Our field → for each tier the keys in it, in the order of the table."""
    folded: dict[str, list[str]] = {}
    inside: dict[str, list[str]] = {}
    for key in keys:
        folded.setdefault(fold_name(key), []).append(key)
        around, _, rest = key.partition(".")
        if rest and around.casefold() in _AROUND:
            inside.setdefault(fold_name(rest), []).append(key)
    return {
        ours: [
            [
                key
                for name in tier.split()
                for key in (*folded.get(name, ()), *(inside.get(name, ()) if ours != "id" else ()))
            ]
            for tier in tiers
        ]
        for ours, tiers in NAMES.items()
    }


def _is_usable(ours: str, value: object, *, sure: bool) -> bool:
    """Whether a value may be that field. A `sure` name takes whatever there is: the fault is named."""
    if _is_nothing(value):
        return False
    if (ours in ("publisher", "id") and isinstance(value, dict)) or (ours == "published" and isinstance(value, bool)):
        return False
    if sure:
        return True
    if ours == "url":
        return isinstance(value, str) and _ADDRESS.match(value.strip()) is not None
    if ours == "publisher":
        return isinstance(value, list) or (isinstance(value, str) and not _ADDRESS.match(value.strip()))
    if ours == "authors":
        return isinstance(value, str | list | dict)
    if ours == "text":
        return bool(joined(value).strip())
    if ours == "published":
        return isinstance(value, str | int | float | date)
    return isinstance(value, str | list)


def _is_nothing(value: object) -> bool:
    if isinstance(value, float):
        return value != value  # noqa: PLR0124  NaN, for what a table lacks
    return value is None or value in ([], {}) or (isinstance(value, str) and value.strip().casefold() in _NOTHING)


def _one_of(ours: str, keys: Sequence[str], flat: Mapping[str, Any], where: str) -> str:
    """The key among those of one tier. Raises InputError where they say different things and it matters."""
    if len(keys) == 1 or ours not in _STRICT:
        return keys[0]
    if ours == "text":
        texts = {key: unpacked(joined(flat[key])) for key in keys}
        if len({re.sub(r"\s+", "", text) for text in texts.values()}) == 1:
            return max(keys, key=lambda key: texts[key].count("\n"))
    else:
        days = {_day(flat[key]) for key in keys}
        if len(days) == 1:
            return keys[0]
    one, other, *_ = keys
    raise InputError(where, f"{one!r} and {other!r} may both be {ours}: --map {ours}={one} or --map {ours}={other}")


def _day(value: object) -> object:
    try:
        return read_date(value)
    except ValueError:
        return str(value)


# ------------------------------------------------------------------ their values


def joined(value: object) -> str:
    """A text that may come in parts: paragraphs, Telegram's words with links among them, bodies of ninjs."""
    if isinstance(value, str):
        return value
    if not isinstance(value, list):
        return ""
    if all(isinstance(part, dict) and "value" in part for part in value):
        return _main(value)
    parts = [part if isinstance(part, str) else _words(part) for part in value[:100_000]]
    within = any(isinstance(part, dict) and part.get("type") in _WITHIN for part in value)
    return ("" if within else "\n").join(parts)


_WITHIN = frozenset(
    (
        "plain",
        "link",
        "text_link",
        "bold",
        "italic",
        "underline",
        "strikethrough",
        "spoiler",
        "code",
        "mention",
        "email",
    )
) | {"email", "mention_name", "hashtag", "cashtag", "custom_emoji", "phone", "bot_command", "bank_card"}
"""Telegram's kinds of words within a line."""


def _words(part: object) -> str:
    if not isinstance(part, dict):
        return ""
    found = next((part[key] for key in ("text", "content", "value", "post") if isinstance(part.get(key), str)), "")
    return str(found)


def _main(parts: Sequence[Mapping[str, Any]]) -> str:
    """Of one text in several forms (ninjs `bodies`, `headlines`) the HTML, which has its paragraphs, else the first."""
    plain = [part for part in parts if isinstance(part["value"], str)]
    kinds = [(str(part.get("contenttype") or part.get("contentType") or "text/plain"), part) for part in plain]
    ranked = [
        part for kind in ("text/html", "application/xhtml", "text/") for one, part in kinds if one.startswith(kind)
    ]
    mains = [part for part in ranked if part.get("role") == "main"]
    return str((mains or ranked)[0]["value"]) if ranked else ""


def names_in(value: object) -> list[str] | None:
    """The names in a field of people, be they texts, lists or objects; None for what is none of it."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, dict):
        return [name] if (name := _name_of(value)) else None
    if isinstance(value, list):
        found = [names_in(item) if isinstance(item, str | dict) else None for item in value]
        return None if any(names is None for names in found) else [name for names in found for name in names or ()]
    return None


def _name_of(person: Mapping[str, Any]) -> str:
    flat = {fold_name(key): value for key, value in list(person.items())[:50] if isinstance(value, str) and value}
    if flat.get("name"):
        return str(flat["name"])
    given = flat.get("firstname") or flat.get("givenname") or flat.get("given") or flat.get("first") or ""
    family = flat.get("lastname") or flat.get("familyname") or flat.get("family") or flat.get("last") or ""
    return " ".join(part for part in (given, family) if part) or flat.get("value", "") or flat.get("literal", "")


def language_code(value: str) -> str | None:
    """The two letters of a language: "en-GB", "eng", "English" → "en"; None where there are none."""
    word = value.strip().replace("_", "-").partition("-")[0].casefold()
    if len(word) == 2:
        return word
    from pycountry import languages  # noqa: PLC0415  a table of 8,000

    try:
        return getattr(languages.lookup(word), "alpha_2", None)
    except LookupError:
        return None


# ------------------------------------------------------------------ records


def make_record(data: object, where: str, reading: Reading, tell: Tell, origin: str = "JSON") -> Record:
    """The record of one row or object. Raises InputError naming field and fault; what costs nothing goes to `tell`."""
    if not isinstance(data, dict):
        raise InputError(where, "not a JSON object with a field 'text'")
    found = find_fields(data, reading.mapping, where)
    text = _text(found, data, where, reading.mapping)
    if len(text.encode("utf-8", "replace")) > reading.limit:
        raise InputError(where, f"larger than {reading.limit:,} bytes, too much for one article")
    cut = _CUT_SHORT.search(text, max(0, len(text) - 80))
    if cut:
        text = f"{text[: cut.start()]} …"
        tell(CUT_SHORT)
    if fold_name(found.names.get("text", "")).endswith("abstractnote"):
        tell("Zotero keeps no full text: its abstract notes are read for it")
    return Record(where, clean_text(text), field_values(found), origin, names=found.names)


def _text(found: Found, data: Mapping[str, Any], where: str, mapping: Mapping[str, str]) -> str:
    value = found.values.get("text")
    name = found.names.get("text", mapping.get("text", "text"))
    if isinstance(value, list):
        return joined(value)
    if isinstance(value, str):
        return value
    if value is None:
        if isinstance(data.get(name), str):
            raise InputError(where, "no text")
        lengths = {key: len(data[key]) for key in list(data)[:_MAX_KEYS] if isinstance(data[key], str)}
        longest = max(lengths, key=lambda key: lengths[key], default="")
        raise NoTextError(where, f"no field {name!r}", longest if lengths.get(longest, 0) >= _LONG else "")
    raise InputError(where, f"field {name!r} is not text")


def clean_text(text: str) -> str:
    """A field's text without the marks of HTML and Markdown in it."""
    text = unpacked(text)
    return unmarked(text) if is_markdown(text) else text


def field_values(found: Found) -> dict[str, Any]:
    """The values as `kg.read.articles` takes them: one-line texts without mark-up, names in a list."""
    values = {ours: _value(ours, value) for ours, value in found.values.items() if ours != "text"}
    return {ours: value for ours, value in values.items() if value is not None}


def _value(ours: str, value: Any) -> Any:  # noqa: ANN401  a field is whatever it is
    if ours == "authors":
        names = names_in(value)
        return value if names is None else [unpacked(name.replace("[[", "").replace("]]", "")) for name in names]
    if ours in ("title", "publisher") and isinstance(value, list):
        parts = [part for part in value if isinstance(part, dict)]
        names = [str(part["value"]) for part in parts if part.get("value")] or [_name_of(part) for part in parts]
        return unpacked(names[0]) if names and names[0] else value
    if ours == "language" and isinstance(value, str):
        return language_code(value)
    if isinstance(value, str) and ours in ("title", "publisher"):
        return unpacked(value)
    return value


# ------------------------------------------------------------------ rows

_ENOUGH = 1_000


def told_once(rows: Iterator[Record | InputError], name: str) -> Iterator[Record | InputError]:
    """The rows of a file; where all of them have one fault, it is the file's, and raised as such.

    A thousand rows are enough to know it.
    """
    held: list[InputError] = []
    for row in rows:
        if isinstance(row, InputError) and row.exit_code and (not held or held[0].reason == row.reason):
            held.append(row)
            if len(held) == _ENOUGH:
                raise InputError(name, f"{held[0].reason} (the first {_ENOUGH:,} rows){_remedy(held)}")
            continue
        yield from held
        yield row
        yield from rows
        return
    if len(held) == 1:
        raise InputError(held[0].where, f"{held[0].reason}{_remedy(held)}")
    if held:
        raise InputError(name, f"{held[0].reason} (all {len(held)} rows){_remedy(held)}")


def _remedy(held: Sequence[InputError]) -> str:
    """Which field may hold the texts, if one is long."""
    names = [row.instead for row in held if isinstance(row, NoTextError) and row.instead]
    names = names if len(held) > 1 else []
    return f"; --map text={shlex.quote(max(names, key=names.count))} reads the longest there" if names else ""
