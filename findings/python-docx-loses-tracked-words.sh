#!/usr/bin/env bash
# python-docx's Paragraph.text leaves out words that were inserted or moved with changes tracked, and those in a content control.
# Nothing tells that the paragraph had more. Seen on 29 November 2026 with python-docx==1.2.0; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install python-docx==1.2.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import docx
from docx.oxml import parse_xml

SPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
WRAPPED = {
    "inserted": "<w:ins {0} w:id='1' w:author='A'>{1}</w:ins>",
    "moved here": "<w:moveTo {0} w:id='2' w:author='A'>{1}</w:moveTo>",
    "in a content control": "<w:sdt {0}><w:sdtContent>{1}</w:sdtContent></w:sdt>",
    "in a field": "<w:fldSimple {0} w:instr=' DATE '>{1}</w:fldSimple>",
}

seen = {}
for name, wrapping in WRAPPED.items():
    paragraph = docx.Document().add_paragraph("Anna Berg met ")
    paragraph._p.append(parse_xml(wrapping.format(SPACE, "<w:r><w:t>Tom Reed</w:t></w:r>")))
    seen[name] = paragraph.text
print(f"python-docx {version('python-docx')}: {seen}")
sys.exit(set(seen.values()) != {"Anna Berg met "})
PYTHON
