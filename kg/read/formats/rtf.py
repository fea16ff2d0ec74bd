"""RTF: the text without objects, pictures, notes, heads and feet, and without what is struck out or hidden."""

from __future__ import annotations

import re
from typing import Any

from kg.errors import InputError
from kg.read.formats.text import text_records
from kg.read.inputs import Format, Input
from kg.read.properties import believable
from kg.read.records import Records

_TIMES = 4
"""The bytes of an RTF file to those of its text: mark-up and pictures."""
_CODE_PAGE = re.compile(rb"\\ansicpg(\d{3,5})")
_CELLS = re.compile(r"\\\\|\\(?:nest)?cell(?![a-z])")
_FIELD = re.compile(r"\{\\field(?=\{)")
_BINARY = re.compile(r"\\bin(\d{1,9}) ?")
_HEX = re.compile(r"[0-9a-fA-F\r\n]{200,}")
"""Pictures: no text has words of so many such letters."""
_TITLE, _AUTHOR = (re.compile(rf"\{{\\{name}\s([^{{}}]{{1,600}})\}}") for name in ("title", "author"))
_FONT = re.compile(r"\\f(\d{1,5})(?!\d)")
_CHARSET = re.compile(r"\\fcharset(\d{1,3})")
_FONT_LENGTH = 300
_TAKEN_BACK = re.compile(r"\\(?:deleted|v|strike|striked)(?![a-z])")
_PART = re.compile(
    r"\\(?:(?P<word>[a-z]{1,32})(?P<number>-?\d{1,10})?\x20?|'[0-9a-fA-F]{2}|[^a-z])|[{}]|[^\\{}]+", re.DOTALL
)


def read_rtf(source: Input) -> Records:
    """The text of an RTF file, a paragraph a line, each cell of a table too; links are their words."""
    text = _text(_source(source), source)
    yield from text_records(text.strip("\n"), source, _fields(source, text))


def _source(source: Input) -> str:
    """The file's characters, with what the library would spend its time on made plain."""
    data = source.data(_TIMES)
    named = _CODE_PAGE.search(data, 0, 4096)
    raw = _without_binary(data.decode("latin-1"))
    if not raw.isascii():
        raw = _decoded(raw.encode("latin-1"), f"cp{named[1].decode()}" if named else "cp1252")
    raw = _without_taken_back(_with_plain_fonts(_HEX.sub("", raw)))
    raw = _CELLS.sub(lambda match: match.group() if match.group() == "\\\\" else "\\par", raw)
    return _FIELD.sub(r"{\\field ", raw)


def _with_plain_fonts(raw: str) -> str:
    """The file with a list of fonts that holds numbers and character sets alone: the library's own way is slow."""
    from striprtf.striprtf import font_table_group  # noqa: PLC0415  seldom needed

    table = font_table_group(raw)
    if not table:
        return raw
    found = [(one[1], _CHARSET.search(table, one.end(), one.end() + _FONT_LENGTH)) for one in _FONT.finditer(table)]
    fonts = {number: charset[1] for number, charset in found if charset}
    plain = "".join(f"{{\\f{number}\\fcharset{charset} x;}}" for number, charset in fonts.items())
    return raw.replace(table, f"{{\\fonttbl{plain}}}", 1)


def _without_taken_back(raw: str) -> str:
    """The file without the words that are struck out, deleted while changes were tracked, or hidden."""
    if not _TAKEN_BACK.search(raw):
        return raw
    parts: list[str] = []
    groups: list[frozenset[str]] = []
    by = frozenset[str]()  # the properties that take back what stands here
    for part in _PART.finditer(raw):
        word = part["word"]
        if part.group() == "{":
            groups.append(by)
        elif part.group() == "}":
            by = groups.pop() if groups else frozenset()
        elif word and _TAKEN_BACK.fullmatch(f"\\{word}"):
            by = by - {word} if part["number"] == "0" else by | {word}
            continue
        elif word == "plain":
            by = frozenset()
        elif by:
            continue
        parts.append(part.group())
    return "".join(parts)


def _decoded(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding, "replace")
    except LookupError:
        return data.decode("cp1252", "replace")


def _without_binary(raw: str) -> str:
    """The file without the bytes of pictures that are written as they are: any brace may be among them."""
    parts: list[str] = []
    at = 0
    while match := _BINARY.search(raw, at):
        parts.append(raw[at : match.start()])
        at = match.end() + int(match[1])
    return "".join(parts) + raw[at:]


def _text(raw: str, source: Input) -> str:
    from striprtf.striprtf import rtf_to_text  # noqa: PLC0415  seldom needed

    try:
        text: str = rtf_to_text(raw, errors="replace")
    except (ValueError, LookupError, TypeError, OverflowError) as error:
        raise InputError(source.name, f"an RTF file that cannot be read ({error})") from error
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def _fields(source: Input, text: str) -> dict[str, Any]:
    head = source.head().decode("cp1252", "replace")
    told = [match[1] if match else "" for match in (_TITLE.search(head), _AUTHOR.search(head))]
    title, author = (_text("{" + words + "}", source).strip() for words in told)
    return believable(title, author, text)


FORMAT = Format("RTF", (".rtf",), read_rtf, lambda head, _: head.lstrip(b"\xef\xbb\xbf \r\n\t").startswith(b"{\\rtf"))
