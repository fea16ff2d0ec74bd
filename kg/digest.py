"""Short stable names for content: the same on every machine, run and Python version."""

from __future__ import annotations

import hashlib
import json


def digest(*parts: object, length: int = 20) -> str:
    """The first `length` hex digits of the SHA-256 of `parts` as JSON.

    20 digits (80 bits) keep the chance of one clash among a hundred million values near one in a hundred million.
    """
    text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:length]
