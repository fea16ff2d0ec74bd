#!/usr/bin/env bash
# trafilatura makes two authors of one whose family name stands first, who has a suffix, or whose role is given.
# Seen on 29 November 2026 with trafilatura==2.3.1 lxml==6.1.3 lxml-html-clean==0.4.6; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install trafilatura==2.3.1 lxml==6.1.3 lxml-html-clean==0.4.6
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import trafilatura

PAGE = """<html><head><title>The bridge</title><meta name="author" content="{}"></head><body><article>
<p>The old bridge was opened again on Tuesday, two years later than planned, and many hundred people came.</p>
<p>It had been closed since the flood, and the town had waited for money from the capital for a long time.</p>
</article></body></html>"""

seen = {}
for author in ("Berg, Anna", "Tom Reed, Jr.", "Anna Berg, Political Editor", "Anna Berg"):
    found = trafilatura.bare_extraction(PAGE.format(author), with_metadata=True)
    seen[author] = (found if isinstance(found, dict) else found.as_dict())["author"]
print("trafilatura", version("trafilatura"), seen)
for author in ("Berg, Anna", "Tom Reed, Jr.", "Anna Berg, Political Editor"):
    assert "; " in seen[author], seen
assert seen["Anna Berg"] == "Anna Berg", seen
PYTHON
