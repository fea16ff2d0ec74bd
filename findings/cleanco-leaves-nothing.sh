#!/usr/bin/env bash
# cleanco takes the whole of "Co-op" for a legal form, and leaves a bracket open in "(Persero)".
# Seen on 29 November 2026 with cleanco==2.3; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install cleanco==2.3
"$folder/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version

from cleanco import basename

seen = {name: basename(name) for name in ("Co-op", "PT Pertamina (Persero)", "Acme Steel Ltd.")}
print("cleanco", version("cleanco"), seen)
assert seen == {"Co-op": "", "PT Pertamina (Persero)": "PT Pertamina (Persero", "Acme Steel Ltd.": "Acme Steel"}, seen
PYTHON
