"""Zip files: what lies in them, each by its own format."""

from __future__ import annotations

import re
from pathlib import PurePosixPath
from zipfile import ZipFile, ZipInfo

from kg.errors import InputError
from kg.read.files import packed_kind, what_it_is
from kg.read.inputs import COLLECTION, Format, Input
from kg.read.packed import entry, is_bomb, opened
from kg.read.records import Records

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


def read_zip(source: Input) -> Records:
    """The records of the files in a zip file, sorted by name; hidden ones and those of other systems are left out."""
    with opened(source, "zip file") as found:
        names = " ".join(info.filename for info in found.infolist()[:1000])
        if what := packed_kind(names.encode("utf-8", "replace") + _mimetype(found)):
            raise InputError(source.name, what)
        infos = [info for info in found.infolist() if not info.is_dir() and not _is_hidden(info.filename)]
        if not infos:
            raise InputError(source.name, "an empty zip file")
        for info in sorted(infos, key=lambda one: (PurePosixPath(one.filename).parts, one.header_offset)):
            source.allowance.take(info.file_size, source.name)
            try:
                yield from _entry_records(found, info, source)
            except InputError as error:
                yield error
            if source.allowance.refused:
                return


def _entry_records(found: ZipFile, info: ZipInfo, source: Input) -> Records:
    name = _CONTROL.sub("?", info.filename)
    source.allowance.refused |= is_bomb(info)
    data = entry(found, info, f"{source.name}/{name}", COLLECTION * source.reading.limit)
    yield from source.part(name, data)


def _mimetype(found: ZipFile) -> bytes:
    """What a zip file says it is, in a file of that name."""
    if "mimetype" not in found.namelist():
        return b""
    with found.open("mimetype") as stream:
        return stream.read(100)


def _is_hidden(name: str) -> bool:
    return any(part.startswith((".", "__", "~")) for part in PurePosixPath(name).parts)


FORMAT = Format(
    "a zip file",
    (".zip", ".wacz"),
    read_zip,
    lambda head, _: head.startswith((b"PK\x03\x04", b"PK\x05\x06")) and what_it_is(head) == "a zip file, not text",
    general=True,
)
