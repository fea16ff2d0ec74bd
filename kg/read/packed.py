"""Zip files and the documents that are zip files: opened and unpacked within limits."""

from __future__ import annotations

import lzma
import struct
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from io import BytesIO
from typing import BinaryIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from lxml import etree

from kg.errors import InputError
from kg.read.files import MAX_PACKING
from kg.read.inputs import COLLECTION, MAX_PARTS, Input

_END = b"PK\x05\x06"
_END_64 = b"PK\x06\x06"
_TAIL = 66_000
"""Bytes at the end of a zip file in which its directory is told of."""
_DIRECTORY = 200 * MAX_PARTS
_SMALL = 1_000_000
"""What unpacks to so little is no bomb, however well it was packed."""
_FAULTS = (BadZipFile, EOFError, zlib.error, lzma.LZMAError, NotImplementedError, OSError, struct.error, ValueError)
XML_ARTICLES = 8
"""The XML of a document may have so many times the bytes of an article: most of it is mark-up."""
PARSER_OPTIONS = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
"""For every parser of what others wrote: nothing is fetched, and nothing grows."""


@contextmanager
def opened(source: Input, what: str) -> Iterator[ZipFile]:
    """A zip file. Raises InputError, calling it `what`, where it is damaged or its directory too long."""
    with source.open() as stream:
        seekable = stream if stream.seekable() else BytesIO(source.data(COLLECTION))
        try:
            _check_directory(seekable, source)
            found = ZipFile(seekable)
        except _FAULTS as error:
            raise InputError(source.name, f"a damaged {what} ({error})") from error
        with found:
            if len(found.infolist()) > MAX_PARTS:
                raise InputError(source.name, f"more than {MAX_PARTS:,} files in one: refused")
            yield found


def _check_directory(stream: BinaryIO, source: Input) -> None:
    """Raises InputError for a directory that would fill the memory."""
    size = stream.seek(0, 2)
    stream.seek(max(0, size - _TAIL))
    tail = stream.read(_TAIL)
    at = tail.rfind(_END)
    long = tail.rfind(_END_64, 0, max(at, 0))
    (told,) = struct.unpack_from("<I", tail, at + 12) if at >= 0 else (0,)
    if long >= 0:
        (told,) = struct.unpack_from("<Q", tail, long + 40)
    if told > _DIRECTORY and told != 0xFFFFFFFF:
        raise InputError(source.name, f"more than {MAX_PARTS:,} files in one: refused")
    stream.seek(0)


def entry(found: ZipFile, info: ZipInfo, where: str, limit: int) -> bytes:
    """The bytes of an entry. Raises InputError for one that is encrypted, damaged, a bomb or larger than `limit`."""
    if info.flag_bits & 1:
        raise InputError(where, "encrypted: unpack it with its password first")
    if is_bomb(info):
        raise InputError(where, f"unpacks to more than {MAX_PACKING} times its size: refused")
    if info.file_size > limit:
        raise InputError(where, f"larger than {limit:,} bytes: refused")
    try:
        with found.open(info) as stream:
            return stream.read(info.file_size + 1)
    except _FAULTS as error:
        raise InputError(where, f"damaged ({error})") from error


def is_bomb(info: ZipInfo) -> bool:
    """Whether an entry unpacks to more than any text does."""
    return info.file_size > _SMALL and info.file_size > MAX_PACKING * info.compress_size


def xml_entry(found: ZipFile, name: str, source: Input) -> etree._Element | None:
    """The root of an XML file in a document; None where there is no such file. Raises InputError as `entry` does."""
    try:
        info = found.getinfo(name)
    except KeyError:
        return None
    where = f"{source.name}/{name}"
    data = entry(found, info, where, XML_ARTICLES * source.reading.limit)
    return xml_root(data, where)


def xml_root(data: bytes, where: str) -> etree._Element:
    """The root of some XML. Raises InputError where it is none."""
    try:
        root = etree.fromstring(data, etree.XMLParser(**PARSER_OPTIONS))
    except (etree.XMLSyntaxError, ValueError) as error:
        raise InputError(where, f"no XML ({str(error).partition(', line')[0]})") from error
    return root


def local(element: etree._Element) -> str:
    """The name of an element without its namespace; "" for comments and what else is none."""
    return etree.QName(element).localname if isinstance(element.tag, str) else ""
