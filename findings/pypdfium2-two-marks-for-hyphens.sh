#!/usr/bin/env bash
# pypdfium2 joins a line that ends in a hyphen to the next, and puts U+FFFE for the hyphen by one method and U+0002 by the other,
# whether the hyphen was put in by the printer ("trans-port") or belongs to the word ("well-known").
# Seen on 29 November 2026 with pypdfium2==5.15.2; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install pypdfium2==5.15.2
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

import pypdfium2

LINES = ("The trans-", "port is well-", "known.")
words = " ".join(f"1 0 0 1 72 {700 - 14 * at} Tm ({line}) Tj" for at, line in enumerate(LINES))
content = f"BT /F1 12 Tf {words} ET".encode()
objects = (
    b"<< /Type /Catalog /Pages 2 0 R >>",
    b"<< /Type /Pages /Count 1 /Kids [4 0 R] >>",
    b"<< /Type /Font /Subtype /Type1 /BaseFont /Courier >>",
    b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> /Contents 5 0 R >>",
    b"<< /Length %d >>\nstream\n%b\nendstream" % (len(content), content),
)
made, offsets = b"%PDF-1.4\n", []
for number, body in enumerate(objects, 1):
    offsets.append(len(made))
    made += b"%d 0 obj\n%b\nendobj\n" % (number, body)
table = b"".join(b"%010d 00000 n \n" % offset for offset in offsets)
made += b"xref\n0 6\n0000000000 65535 f \n%btrailer\n<< /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % (table, len(made))

page = pypdfium2.PdfDocument(made)[0].get_textpage()
seen = page.get_text_range(), page.get_text_bounded()
print(f"pypdfium2 {version('pypdfium2')}: get_text_range {seen[0]!a}, get_text_bounded {seen[1]!a}")
sys.exit(seen != ("The trans\ufffeport is well\ufffeknown.", "The trans\x02port is well\x02known."))
PYTHON
