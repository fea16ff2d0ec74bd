"""Short stable names for content: the same on every machine, run and Python version."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable
from json.encoder import encode_basestring_ascii
from typing import Any

_QUICK: dict[type, Callable[[Any], str]] = {str: encode_basestring_ascii, int: str, type(None): lambda _none: "null"}
"""What json.dumps writes for the commonest kinds, without making an encoder for each call: a graph has a million."""


def digest(*parts: object, length: int = 20) -> str:
    """The first `length` hex digits of the SHA-256 of `parts` as JSON.

    20 digits (80 bits) keep the chance of one clash among a hundred million values near one in a hundred million.
    """
    try:
        text = f"[{','.join([_QUICK[type(part)](part) for part in parts])}]"
    except KeyError:
        text = json.dumps(parts, ensure_ascii=True, separators=(",", ":"), sort_keys=True)
    return hashlib.sha256(text.encode("ascii")).hexdigest()[:length]
