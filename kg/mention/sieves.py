"""The sieves that find whom words mean, in the order in which they are asked.

The first that has an answer gives it, and the mention keeps its name (`Mention.because`), so that `kg why` can say it.
What no sieve answers stays open. Each kind of words has its own sieves:

    descriptions of people   apposition, only holder, this very title, told without a body, near holder, age,
                             former or latter
    pairs and groups         as many
    he, she, I               writer, reflexive, with kin, parallel, salience
    who, which, where        relative clause
    things                   governed, kind
    it, its                  reflexive, salience
    they, their              list, pair, one body
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Literal

Sieve = Literal[
    "",
    "apposition",
    "only holder",
    "this very title",
    "told without a body",
    "near holder",
    "age",
    "former or latter",
    "as many",
    "writer",
    "reflexive",
    "with kin",
    "parallel",
    "salience",
    "relative clause",
    "governed",
    "kind",
    "list",
    "pair",
    "one body",
]

SIEVES: Mapping[str, str] = {
    "apposition": "it stands beside the name",
    "only holder": "nobody else in the article is told to have this post",
    "this very title": "of several that could be meant, the one whose title is this word",
    "told without a body": "of several holders, the one whose title is told without saying of what, named most",
    "near holder": "of several holders, the one named in this sentence or beside it",
    "age": "the article tells this age of the person, or names nobody else near by",
    "former or latter": "the first or the second of two that are named",
    "as many": "so many were named just before, and nobody else",
    "writer": "whoever writes or speaks",
    "reflexive": "the subject of its own clause",
    "with kin": "whoever is named right before “and his wife”",
    "parallel": "whom the possessive means that the sentence before began with",
    "salience": "the likeliest of those named before, by place, role, number and gender, and ahead of the next",
    "relative clause": "the noun that its clause belongs to",
    "governed": "the one state that has posts or a government in the article",
    "kind": "the last name of a kind that the noun fits",
    "list": "the list of names or the plural that is likeliest by place and role",
    "pair": "two of one kind that a clause brings together",
    "one body": "a body that the sentence goes on about",
}
