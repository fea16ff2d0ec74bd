"""Brackets after a name: "Anna Berg (Norwegian: …; born 3 May 1970 in Oslo) is a poet".

What stands in brackets, often in other scripts, leads the parser astray; the words before and after it belong
together all the same.
"""

from __future__ import annotations

from kg.claim.trees import Tree

OPEN, CLOSE = frozenset("(["), frozenset(")]")
FAR = 60
"""How many tokens a bracket may be long; beyond it the brackets of a text do not match."""
NONE = -1


def opening(tree: Tree, token: int) -> int:
    """The token with the bracket that opens what `token` stands in or closes; NONE where it stands in none."""
    depth = 0
    for at in range(token - 1, max(-1, token - FAR), -1):
        for character in reversed(tree.text[at]):
            depth += (character in CLOSE) - (character in OPEN)
            if depth < 0:
                return at
    return NONE


def before_brackets(tree: Tree, token: int) -> int:
    """The word before the bracket, or row of brackets, that `token` stands in or closes; NONE where there is none."""
    at = opening(tree, token)
    while at > 0 and tree.text[at - 1] in CLOSE:
        at = opening(tree, at - 1)
    return at - 1 if at > 0 else NONE
