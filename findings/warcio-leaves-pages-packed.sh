#!/usr/bin/env bash
# warcio hands out a page that its server packed by zstd, or by two codings, as it was sent, and does not say so.
# urllib3 with its extra unpacks both. (br it unpacks where a package brotli happens to be installed.)
# Seen on 29 November 2026 with warcio==1.8.1 urllib3==2.8.0 backports.zstd==1.8.0; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install \
  warcio==1.8.1 urllib3==2.8.0 "backports.zstd==1.8.0 ; python_version < '3.14'"
cat >"$folder/seen.py" <<'PYTHON'
import gzip
import io
import sys
from importlib.metadata import version

from urllib3 import HTTPResponse
from warcio.archiveiterator import ArchiveIterator
from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

PAGE = b"<p>The bridge was opened on Monday.</p>"
PACKED = {"gzip": gzip.compress(PAGE), "zstd": zstd.compress(PAGE), "gzip, zstd": zstd.compress(gzip.compress(PAGE))}


def read(coding, content, stream):
    out = io.BytesIO()
    writer = WARCWriter(out, gzip=False)
    fields = [("Content-Type", "text/html"), ("Content-Encoding", coding)]
    headers = StatusAndHeaders("200 OK", fields, protocol="HTTP/1.1")
    page = writer.create_warc_record("https://news.example/", "response", io.BytesIO(content), http_headers=headers)
    writer.write_record(page)
    out.seek(0)
    record = next(iter(ArchiveIterator(out)))
    return stream(record, coding)


def by_warcio(record, coding):
    return record.content_stream().read()


def by_urllib3(record, coding):
    sent = io.BytesIO(record.raw_stream.read())
    return HTTPResponse(sent, {"content-encoding": coding}, preload_content=False).read(decode_content=True)


seen = {c: (read(c, packed, by_warcio) == PAGE, read(c, packed, by_urllib3) == PAGE) for c, packed in PACKED.items()}
print(f"warcio {version('warcio')}, urllib3 {version('urllib3')}: page unpacked by each: {seen}")
sys.exit(seen != {"gzip": (True, True), "zstd": (False, True), "gzip, zstd": (False, True)})
PYTHON
"$folder/venv/bin/python" "$folder/seen.py"
