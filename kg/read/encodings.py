"""Bytes → characters: UTF-8, or what a mark at their start or the user says, or else windows-1252, which is told."""

from __future__ import annotations

import codecs
import re
from typing import BinaryIO

from kg.errors import InputError, UsageError

FALLBACK = "windows-1252"
TOLD = f"not UTF-8: read as {FALLBACK} (--encoding names another)"
_CHUNK = 1 << 20
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
"""UTF-32 before UTF-16: the mark of the one begins with the mark of the other."""
_NO_TEXT = re.compile(rb"[\x00-\x08\x0e-\x1a]")
"""Control characters that stand in no text; form feeds, escapes and the separators of old wires do."""


def check_encoding(name: str | None) -> None:
    """Raises UsageError for an encoding that Python does not know."""
    try:
        codecs.lookup(name or "utf-8")
    except LookupError as error:
        raise UsageError(
            f"--encoding {name}: no such encoding; utf-8, windows-1252, latin-1, utf-16 are some"
        ) from error


def marked(data: bytes) -> str | None:
    """The encoding that a byte order mark at the start of `data` stands for."""
    return next((name for mark, name in _MARKS if data.startswith(mark)), None)


def decode(data: bytes, where: str, encoding: str | None = None) -> tuple[str, str | None]:
    """The characters of `data`, and what is to be told of the way they were found, if anything.

    A byte order mark belongs to the encoding, not to the text, and is dropped; it is believed before `encoding`, the
    user's word. Raises InputError for what is no text at all, or not in the encoding that was named.
    """
    named = marked(data) or encoding
    if named is None and b"\x00" in data:
        raise InputError(where, "binary data, not text")
    try:
        return data.decode(named or "utf-8"), None
    except UnicodeDecodeError as error:
        if named is not None:
            raise InputError(where, f"not {named.removesuffix('-sig')} at byte {error.start}") from error
        return _guessed(data, where, error), TOLD


def encoding_of(stream: BinaryIO, where: str, encoding: str | None = None) -> tuple[str, str | None]:
    """The encoding of a stream of any length, and what is to be told of it. Raises InputError as `decode` does."""
    head = stream.read(_CHUNK)
    if named := marked(head) or encoding:
        return named, None
    decoder = codecs.getincrementaldecoder("utf-8")()
    while head:
        try:
            decoder.decode(head)
        except UnicodeDecodeError:
            if _NO_TEXT.search(head):
                raise InputError(where, "binary data, not text") from None
            return FALLBACK, TOLD
        head = stream.read(_CHUNK)
    return "utf-8", None


def _guessed(data: bytes, where: str, fault: UnicodeDecodeError) -> str:
    """`data` in the one encoding of a byte a letter that Western news still comes in: Excel's, and of old archives."""
    found = f"not UTF-8 at byte {fault.start} (0x{data[fault.start]:02x})"
    if _NO_TEXT.search(data):
        raise InputError(where, "binary data, not text") from fault
    try:
        return data.decode(FALLBACK)
    except UnicodeDecodeError:
        raise InputError(where, f"{found}, nor {FALLBACK}; name the encoding with --encoding") from fault
