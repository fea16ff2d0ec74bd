"""The page of `kg view`: one HTML file that holds its data, its script and the libraries it draws with.

Whatever comes from articles goes in as JSON that cannot end its element, and the page's script writes it as text, never
as HTML. A policy in the page itself lets only these very scripts run, and nothing be loaded from anywhere.
"""

from __future__ import annotations

import base64
import hashlib
import html
import json
import re
from collections.abc import Mapping, Sequence
from importlib import resources
from typing import Any

PARTS = (
    "view_model.js", "view_address.js", "view_search.js", "view_graph.js", "view_panel.js", "view_lists.js",
    "view_map.js", "view_main.js",
)  # fmt: skip
"""The page's own script, in the order in which its parts need one another."""
BLANK = re.compile(r"\{\{(\w+)\}\}")


def render(title: str, data: Mapping[str, Any], libraries: Sequence[str]) -> str:
    """The page as text, the same for the same data."""
    scripts = [_closed(script) for script in (*libraries, *map(_template, PARTS))]
    values = {
        "title": html.escape(title),
        "policy": html.escape(_policy(scripts)),
        "style": _template("view.css"),
        "data": as_json(data),
        "scripts": "\n".join(f"<script>{script}</script>" for script in scripts),
    }
    return BLANK.sub(lambda blank: values[blank[1]], _template("view.html"))


def as_json(data: object) -> str:
    """JSON that may stand in a script element: no text in it can end the element or begin a comment."""
    text = json.dumps(data, ensure_ascii=False, separators=(",", ":"))
    return text.replace("<", "\\u003c").replace("\u2028", "\\u2028").replace("\u2029", "\\u2029")


def _closed(script: str) -> str:
    """A script without the words that would end its element; they can only stand in its strings and comments."""
    script = script.replace("\r\n", "\n")  # as a browser reads it, which sums it up for the policy
    return re.sub(r"</(script)", r"<\\/\1", script, flags=re.IGNORECASE)


def _policy(scripts: Sequence[str]) -> str:
    sums = (base64.b64encode(hashlib.sha256(script.encode()).digest()).decode() for script in scripts)
    allowed = " ".join(f"'sha256-{one}'" for one in sums)
    return f"default-src 'none'; script-src {allowed}; style-src 'unsafe-inline'; img-src data: blob:; base-uri 'none'"


def _template(name: str) -> str:
    return (resources.files("kg") / "templates" / name).read_text(encoding="utf-8")
