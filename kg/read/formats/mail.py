"""Mail, mailboxes, and web pages that browsers saved as mail (MHTML)."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from dataclasses import replace
from email import message_from_bytes
from email.errors import MessageError
from email.header import decode_header, make_header
from email.message import Message
from email.utils import parseaddr

from kg.errors import InputError
from kg.read.encodings import FALLBACK
from kg.read.formats.pages import page_characters, page_record
from kg.read.inputs import COLLECTION, Format, Input
from kg.read.mail_text import html_text, new_text, unflowed
from kg.read.records import Record, Records

_MAX_PARTS = 1000
_ANSWER = re.compile(r"^(?:\s*(?:re|fwd?|aw|wg|sv|vs|tr|rv|antw)(?:\[\d+\])?\s?:\s*)+", re.IGNORECASE)
_LITTLE = 80
"""Characters below which the plain text of a mail is no text of it, but "this mail is HTML"."""
_BEGIN = re.compile(rb"From \S+.{0,80}?\d\d:\d\d")
_MARKED_BEGIN = re.compile(rb"^>+From ")
_FIELDS = re.compile(
    rb"^(from|to|subject|date|received|message-id|mime-version|return-path|content-type):", re.IGNORECASE
)
_SAVED = re.compile(rb"^(?:snapshot-content-location:|from: ?\"?<?saved by )", re.IGNORECASE | re.MULTILINE)
_FAULTS = (LookupError, ValueError, AttributeError, TypeError, AssertionError, RecursionError, MessageError)
"""What the standard library raises for mails that are none."""


# ------------------------------------------------------------------ one mail


def read_mail(source: Input) -> Records:
    """The one record of a mail."""
    yield _mail_record(source.data(), source, source.name, source.name)


def _mail_record(data: bytes, source: Input, where: str, path: str | None = None) -> Record:
    try:
        return replace(_record(message_from_bytes(data), source, where), path=path)
    except _FAULTS as error:
        raise InputError(where, f"a mail that cannot be read ({str(error) or type(error).__name__})") from error


def _record(message: Message, source: Input, where: str) -> Record:
    bodies = list(_bodies(message))
    texts = [text for body in bodies if (text := _text(body, source, where).strip())]
    if not bodies:
        raise InputError(where, "a mail without text")
    told = new_text(max(texts[:1], key=len, default=""))
    attached = next((part for part in _parts(message) if part.get_content_type() == "message/rfc822"), None)
    if attached is not None and len(told.text) < _LITTLE and (inner := _inner(attached)):
        return _record(inner[0], source, where)
    sender, address = parseaddr(_header(message, "from"))
    publisher = sender or address.rpartition("@")[2] or None
    passed = told.header.get("from", "").partition("<")[0].strip(' "*') or None
    fields = {
        "title": _ANSWER.sub("", told.header.get("subject") or _header(message, "subject")) or None,
        "published": told.header.get("date") or _header(message, "date") or None,
        "publisher": passed or publisher,
    }
    return Record(where, told.text, fields, "mail header")


def _header(message: Message, name: str) -> str:
    """A field of a mail's header in characters: as it declares them, else as UTF-8 or windows-1252."""
    raw = next((value for field, value in message.raw_items() if field.lower() == name), "")
    data = str(raw).encode("utf-8", "surrogateescape")
    try:
        text = data.decode()
    except UnicodeDecodeError:
        text = data.decode(FALLBACK, "replace")
    return " ".join(str(make_header(decode_header(text))).split())


def _parts(message: Message) -> Iterator[Message]:
    """All parts in their order, without those of mails inside."""
    left = [message]
    for _ in range(_MAX_PARTS):
        if not left:
            return
        part = left.pop()
        yield part
        if part.get_content_maintype() == "multipart":
            left.extend(reversed(_inner(part)[:_MAX_PARTS]))


def _inner(part: Message) -> list[Message]:
    held = part.get_payload()
    return [one for one in held if isinstance(one, Message)] if isinstance(held, list) else []


def _bodies(message: Message) -> Iterator[Message]:
    """The parts that may be the mail's text, the best first: plain text, then HTML; no attachments."""
    parts = [part for part in _parts(message) if part.get_content_disposition() != "attachment"]
    plain = [part for part in parts if part.get_content_type() == "text/plain"]
    pages = [part for part in parts if part.get_content_type() == "text/html"]
    is_little = plain and pages and len(plain[0].get_payload(decode=True) or b"") < _LITTLE
    yield from [*pages, *plain] if is_little else [*plain, *pages]


def _text(part: Message, source: Input, where: str) -> str:
    payload = part.get_payload(decode=True)
    characters = _characters(payload if isinstance(payload, bytes) else b"", part, source, where)
    if part.get_content_subtype() == "html":
        return html_text(characters)
    if str(part.get_param("format", "")).lower() == "flowed":
        return unflowed(characters, delete_blank=str(part.get_param("delsp", "")).lower() == "yes")
    return characters


def _characters(data: bytes, part: Message, source: Input, where: str) -> str:
    """The characters of a part: as it declares, where that fits; else as of any text, which is told."""
    try:
        name = codecs.lookup(part.get_content_charset() or "").name
        return data.decode(FALLBACK if name == "iso8859-1" else name)
    except (LookupError, UnicodeDecodeError):
        return source.decoded(data, where)


# ------------------------------------------------------------------ many mails


def read_mailbox(source: Input) -> Records:
    """The mails of a mailbox (mbox: each begins with a line "From ", after an empty one), one held at a time."""
    number = 0
    for data in _messages(source):
        number += 1
        where = f"{source.name}, mail {number}"
        try:
            if isinstance(data, InputError):
                raise InputError(where, data.reason)
            yield _mail_record(data, source, where)
        except InputError as error:
            yield error
    if not number:
        raise InputError(source.name, "no mail in it")


def _messages(source: Input) -> Iterator[bytes | InputError]:
    """The bytes of each mail, an error for one that is too large."""
    held: list[bytes] = []
    size, begun, after_empty = 0, False, True
    limit = source.reading.limit
    for _, line in source.lines():
        if not isinstance(line, InputError) and after_empty and _BEGIN.match(line):
            if begun:
                yield _whole(held, size, source)
            held, size, begun, after_empty = [], 0, True, False
            continue
        if begun:
            size += limit + 1 if isinstance(line, InputError) else len(line)
            if size > limit:
                held.clear()
            elif not isinstance(line, InputError):
                held.append(line[1:] if _MARKED_BEGIN.match(line) else line)
        after_empty = not isinstance(line, InputError) and not line.strip()
    if begun:
        yield _whole(held, size, source)


def _whole(lines: list[bytes], size: int, source: Input) -> bytes | InputError:
    limit = source.reading.limit
    if size > limit:
        return InputError(source.name, f"larger than {limit:,} bytes, too much for one article")
    return b"".join(lines)


# ------------------------------------------------------------------ pages saved as mail


def read_saved_page(source: Input) -> Records:
    """The one record of a web page in a file with its pictures: its main text as of any page."""
    data = source.data(COLLECTION)
    try:
        message = message_from_bytes(data)
        page = next((part for part in _parts(message) if part.get_content_type() in _PAGES), None)
        payload = page.get_payload(decode=True) if page is not None else None
    except _FAULTS as error:
        raise InputError(source.name, f"a saved web page that cannot be read ({error})") from error
    if page is None or not isinstance(payload, bytes):
        raise InputError(source.name, "a saved web page without a page")
    if len(payload) > source.reading.limit:
        raise InputError(source.name, f"larger than {source.reading.limit:,} bytes, too much for one article")
    declared = page.get_content_charset() or source.reading.encoding
    try:
        html, told = payload.decode(declared or "utf-8"), None
    except (LookupError, UnicodeDecodeError):
        html, told = page_characters(payload, source.name)
    if told:
        source.note(told)
    address = str(page["content-location"] or message["snapshot-content-location"] or message["content-location"] or "")
    yield page_record(html, source.name, address or None)


_PAGES = ("text/html", "application/xhtml+xml")


# ------------------------------------------------------------------ what they are told by


def _is_mail(head: bytes, ending: str) -> bool:
    """Whether the first lines are a mail's header: three of its fields, and nothing else before."""
    if ending:
        return False
    lines = head.replace(b"\r", b"").partition(b"\n\n")[0].split(b"\n")
    fields = [line for line in lines if re.match(rb"[A-Za-z][\w-]*:", line)]
    return bool(lines[0] in fields) and sum(1 for line in fields if _FIELDS.match(line)) >= 3


FORMATS = (
    Format("a mail", (".eml",), read_mail, _is_mail),
    Format("a mailbox", (".mbox", ".mbx"), read_mailbox, lambda head, _: _BEGIN.match(head) is not None),
    Format(
        "MHTML",
        (".mht", ".mhtml"),
        read_saved_page,
        lambda head, _: _SAVED.search(head) is not None and b"multipart/related" in head.lower(),
    ),
)
