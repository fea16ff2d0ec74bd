#!/usr/bin/env bash
# feedparser makes a day of this month out of a date whose month it cannot read: the same feed is dated otherwise next month.
# "2025.03.04 10:00" (4 March) and "2025-W10-1" (3 March, ISO 8601) become the first of the month in which the program runs;
# a Unix time becomes a day of the year that its first four digits make. Seen on 29 November 2026 with feedparser==6.0.14;
# fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install feedparser==6.0.14
"$folder/venv/bin/python" - <<'PYTHON'
import sys
import time
from importlib.metadata import version

import feedparser

FEED = '<rss version="2.0"><channel><title>T</title><item><title>A</title><pubDate>{}</pubDate></item></channel></rss>'

month = time.gmtime().tm_mon
wanted = {"2025.03.04 10:00": (2025, month, 1), "2025-W10-1": (2025, month, 1), "2025-03-04": (2025, 3, 4)}
seen = {}
for written in (*wanted, "1741000000"):
    seen[written] = tuple(feedparser.parse(FEED.format(written).encode()).entries[0].published_parsed)[:3]
print(f"feedparser {version('feedparser')}: {seen}")
sys.exit(seen.pop("1741000000")[0] not in (1740, 1741) or seen != wanted)
PYTHON
