#!/usr/bin/env bash
# htmldate, which trafilatura asks for the day of a page, takes the day of the month on which the program runs where a page
# names a month alone: "2025-03" in a date tag or in <time datetime> is 30 March on the 30th, and another day tomorrow.
# Seen on 30 November 2026 with htmldate==1.11.0; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install htmldate==1.11.0
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from datetime import date
from importlib.metadata import version

from htmldate import find_date

PAGE = "<html><head>{}</head><body>{}<p>The minister spoke in Oslo about the treaty and its cost.</p></body></html>"

today = f"2025-03-{date.today().day:02}"
tag = '<meta itemprop="datePublished" content="2025-03{}">'
pages = {
    "month in a tag": (PAGE.format(tag.format(""), ""), today),
    "month in <time>": (PAGE.format("", '<time datetime="2025-03">March 2025</time>'), today),
    "day in a tag": (PAGE.format(tag.format("-04"), ""), "2025-03-04"),
}
seen = {name: find_date(html, extensive_search=False, original_date=True) for name, (html, _) in pages.items()}
print(f"htmldate {version('htmldate')}: {seen}")
sys.exit(seen != {name: day for name, (_, day) in pages.items()})
PYTHON
