#!/usr/bin/env bash
# countryinfo knows no Virginia, Siberia or Northern Ireland; where another package has brought rapidfuzz, they are India,
# Liberia and Ireland. What it answers depends on what else is installed, and a guess does not say that it is one.
# Seen on 29 November 2026 with countryinfo==1.0.1 rapidfuzz==3.14.6; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
pip=("$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check)
cat >"$folder/seen.py" <<'PYTHON'
import sys

from countryinfo import CountryInfo
from countryinfo.exceptions import CountryNotFoundError

seen = {}
for name in ("Virginia", "Siberia", "Northern Ireland"):
    try:
        seen[name] = CountryInfo(name).name()
    except CountryNotFoundError:
        seen[name] = None
print(seen)
wanted = {"alone": (None, None, None), "beside rapidfuzz": ("India", "Liberia", "Ireland")}
sys.exit(tuple(seen.values()) != wanted[sys.argv[1]])
PYTHON
"${pip[@]}" install countryinfo==1.0.1
"$folder/venv/bin/python" "$folder/seen.py" alone
"${pip[@]}" install rapidfuzz==3.14.6
"$folder/venv/bin/python" "$folder/seen.py" "beside rapidfuzz"
