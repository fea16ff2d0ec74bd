#!/usr/bin/env bash
# striprtf gives words that were deleted with changes tracked, and hidden ones, as text like any other.
# RTF marks them by \deleted and \v, each for a group or until switched off. Seen on 29 November 2026 with
# striprtf==0.0.35; fails when that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install striprtf==0.0.35
"$folder/venv/bin/python" - <<'PYTHON'
import sys
from importlib.metadata import version

from striprtf.striprtf import rtf_to_text

seen = {
    written: rtf_to_text(r"{\rtf1\ansi " + written + "}")
    for written in (
        r"Anna Berg met {\deleted Ida Holm}{\revised Tom Reed}.",
        r"Anna Berg met {\v Ida Holm}Tom Reed.",
        r"Anna Berg met \v Ida Holm\v0 Tom Reed.",
    )
}
print(f"striprtf {version('striprtf')}: {seen}")
sys.exit(set(seen.values()) != {"Anna Berg met Ida HolmTom Reed."})
PYTHON
