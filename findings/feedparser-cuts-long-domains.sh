#!/usr/bin/env bash
# feedparser ends a mail address after four letters of its last part, and leaves the rest of the domain in the author's name.
# Seen on 29 November 2026 with feedparser==6.0.14; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install feedparser==6.0.14
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

import feedparser

FEED = '<rss version="2.0"><channel><title>T</title><item><title>A</title><author>{}</author></item></channel></rss>'

seen = {}
for written in ("desk@paper.com (Ida Holm)", "desk@paper.london (Ida Holm)"):
    author = feedparser.parse(FEED.format(written).encode()).entries[0].author_detail
    seen[written] = (author["name"], author["email"])
print(f"feedparser {version('feedparser')}: {seen}")
wanted = {
    "desk@paper.com (Ida Holm)": ("Ida Holm", "desk@paper.com"),
    "desk@paper.london (Ida Holm)": ("on (Ida Holm", "desk@paper.lond"),
}
sys.exit(seen != wanted)
PYTHON
