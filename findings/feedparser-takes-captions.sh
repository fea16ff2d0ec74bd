#!/usr/bin/env bash
# feedparser gives the caption of a photo as the summary of an entry where it stands before the entry's own description.
# Its media:description, inside media:content, is handled as the description of the entry; the article's moves to `content`.
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

FEED = """<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/"><channel><title>T</title><item><title>A</title>{}</item>
</channel></rss>"""
CAPTION = '<media:content url="a.jpg"><media:description>Workers on the pier.</media:description></media:content>'
TEXT = "<description>The bridge was opened on Monday.</description>"

seen = []
for parts in (CAPTION + TEXT, TEXT + CAPTION):
    entry = feedparser.parse(FEED.format(parts).encode()).entries[0]
    seen.append((entry.summary, [content["value"] for content in entry.content]))
print(f"feedparser {version('feedparser')}: summary, contents: {seen}")
texts = "Workers on the pier.", "The bridge was opened on Monday."
sys.exit(seen != [(texts[0], [texts[1]]), (texts[1], [texts[0]])])
PYTHON
