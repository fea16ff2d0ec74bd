"""Text that was decoded wrongly somewhere on its way ("Oâ€™Hallan"), repaired where that is beyond doubt.

What is doubtful is ftfy's own judgement: its heuristic of what no language writes. Good text passes untouched.
"""

from __future__ import annotations

import re

_BEGINS = "ÂÃÄÅÎÏÐØÙàáâãåæçèéêëìíîïðË\u0080-\u009f"
_GOES_ON = (
    "\u0080-\u00bf\u0152\u0153\u0160\u0161\u0178\u017d\u017e\u0192\u02c6\u02dc\u2013\u2014\u2018-\u201e\u2020-\u2022"
    "\u2026\u2030\u2039\u203a\u20ac\u2122"
)
_SUSPECT = re.compile(rf"[{_BEGINS}][{_GOES_ON}]|[\u0080-\u009f]")
"""How a wrongly decoded letter begins: the first byte of UTF-8 as windows-1252 shows it, then one of the next."""
_WORD = re.compile(r"\S+")


def repaired(text: str) -> tuple[str, str | None]:
    """The text with what was decoded wrongly set right, and a note that says so; None where nothing was done.

    Line by line, so that a line that is right stays what it is. Line breaks stay.
    """
    if text.isascii() or _SUSPECT.search(text) is None:
        return text, None
    from ftfy import fix_encoding  # noqa: PLC0415  few texts need it
    from ftfy.badness import is_bad  # noqa: PLC0415  as above

    lines = text.splitlines(keepends=True)
    fixed = [fix_encoding(line) if _SUSPECT.search(line) and is_bad(line) else line for line in lines]
    changed = [(old, new) for old, new in zip(lines, fixed, strict=True) if old != new]
    if not changed:
        return text, None
    return "".join(fixed), _note(changed)


def _note(changed: list[tuple[str, str]]) -> str:
    old, new = (_WORD.findall(line) for line in changed[0])
    pairs = [(one, other) for one, other in zip(old, new, strict=False) if one != other]
    example = f", such as {pairs[0][0][:40]!r} for {pairs[0][1][:40]!r}" if pairs else ""
    return f"lines decoded wrongly before, repaired: {len(changed)}{example}"
