"""One article with what its mentions are known to stand for so far."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property

from kg.model import Extraction
from kg.resolve.drafts import Meant
from kg.text.clean import clean_words

_APART = re.compile(r",\s(?:\w+\s){0,3}")
"""Between a name and a title behind it."""
GONE = frozenset({"former", "late"})
"""Modifiers of a title that its bearer no longer holds."""


class Reading:
    """An article on its way to being resolved; `of[mention]` is filled in step by step."""

    def __init__(self, extraction: Extraction, of: Meant) -> None:
        self.extraction = extraction
        self.of = list(of)
        self.company: dict[str, set[str]] | None = None
        """Countries of the holders of bare national titles in it, with these titles (kg/resolve/bodies.py)."""

    def linked(self, target: int | None) -> str | None:
        """The entity of a mention, through a description's antecedent if need be; None where it is not exactly one."""
        seen: set[int] = set()
        while target is not None and target not in seen:
            seen.add(target)
            found = self.of[target]
            if found:
                return found[0] if len(found) == 1 else None
            antecedents = self.extraction.mentions[target].antecedents
            target = antecedents[0] if len(antecedents) == 1 else None
        return None

    def holder(self, index: int) -> str | None:
        """Who holds the office of a mention: by its link, else by the article's claim ("he became premier")."""
        linked = self.linked(self.extraction.mentions[index].link("holder"))
        if linked is not None:
            return linked
        claimed = {c.subject for c in self.extraction.claims if c.type == "HOLDS_OFFICE" and c.object == index}
        holders = {self.linked(subject) for subject in claimed} - {None}
        return next(iter(holders)) if len(holders) == 1 else None

    def offices(self) -> list[int]:
        """Its Office mentions."""
        return [index for index, mention in enumerate(self.extraction.mentions) if mention.type == "Office"]

    def dateline(self) -> list[int]:
        """The mentions in its datelines."""
        blocks = [block for block in self.extraction.article.blocks if block.kind == "dateline"]
        mentions = enumerate(self.extraction.mentions)
        return [index for index, one in mentions if any(b.start <= one.start < b.end for b in blocks)]

    def stands_beside_holder(self, index: int) -> bool:
        """Whether the title of an office stands beside its holder's name: "President Berg", "Berg, then president"; not
        "Berg served as president"."""
        holder = self.extraction.mentions[index].link("holder")
        if holder is None:
            return False
        text, mention, name = (
            self.extraction.article.text,
            self.extraction.mentions[index],
            self.extraction.mentions[holder],
        )
        if mention.end < name.start:
            return not clean_words(text[mention.end : name.start]).strip()
        return _APART.fullmatch(clean_words(text[name.end : mention.start])) is not None

    @cached_property
    def bodies_of(self) -> dict[str, set[str]]:
        """Title → the bodies the article gives it; of holders that are gone under the title behind "former "."""
        found: dict[str, set[str]] = defaultdict(set)
        for index in self.offices():
            mention = self.extraction.mentions[index]
            body = self.linked(mention.link("body"))
            if body is not None:
                found[("former " if mention.modifier in GONE else "") + mention.title].add(body)
        return found
