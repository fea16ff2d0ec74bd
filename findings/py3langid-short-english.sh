#!/usr/bin/env bash
# py3langid takes a short English sentence full of names for another language.
# Seen on 29 November 2026 with py3langid==0.4.0 numpy==2.3.5; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install py3langid==0.4.0 numpy==2.3.5
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

import py3langid

SENTENCES = ("Anna Berg met Tom Reed in Oslo.", "The minister said on Tuesday that the bridge would be opened in the spring.")
seen = [py3langid.classify(sentence)[0] for sentence in SENTENCES]
print("py3langid", version("py3langid"), dict(zip(SENTENCES, seen)))
assert seen[0] != "en", seen
assert seen[1] == "en", seen
PYTHON
