#!/usr/bin/env bash
# The pip that Python 3.11 brings does not know lxml's extra as trafilatura writes it, so that trafilatura cannot be imported.
# lxml calls it html-clean in its metadata, trafilatura asks for lxml[html_clean]; pip 23.2.1 compares the names as they
# stand, only warns, and leaves lxml-html-clean out. Seen on 29 November 2026 with pip 23.2.1, trafilatura 2.3.1 and lxml
# 6.1.3; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
python="$folder/venv/bin/python"
"$python" -m pip --quiet --disable-pip-version-check install pip==23.2.1
"$python" -m pip --disable-pip-version-check install trafilatura==2.3.1 lxml==6.1.3 >"$folder/log" 2>&1
grep "does not provide the extra" "$folder/log"
if "$python" -c "import trafilatura" 2>"$folder/import"; then echo "it can be imported now"; exit 1; fi
tail -n 1 "$folder/import"
"$python" -m pip --quiet --disable-pip-version-check install lxml-html-clean==0.4.6
"$python" -c "import trafilatura; print('with lxml-html-clean named it can')"
