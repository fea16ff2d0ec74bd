#!/usr/bin/env bash
# nicknames takes whole names for short forms of others: by its table Robert may be called Bill and Bill Robert, Patrick Peter,
# Alice Lisa, Cameron Ron, John Ian. Whoever joins people by it makes one of Bill Harlow and Robert Harlow.
# Seen on 30 November 2026 with nicknames==1.0.1; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install nicknames==1.0.1
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from nicknames import NickNamer

namer = NickNamer()
pairs = {"robert": "bill", "bill": "robert", "patrick": "peter", "alice": "lisa", "cameron": "ron", "ian": "john"}
seen = {name: short in namer.nicknames_of(name) for name, short in pairs.items()}
print(f"nicknames {version('nicknames')}: {seen}")
sys.exit(not all(seen.values()))
PYTHON
