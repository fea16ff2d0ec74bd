"""What was found in the clean copy of an article → the same in offsets into the text as read; and mentions back.

The one place where offsets change: what finds mentions and statements knows the clean copy alone, what comes after
knows the text as read alone. The words of a mention and of a quotation are the clean ones.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from kg.model import LocalClaim, LocalQuote, Mention, Span
from kg.text.offsets import Offsets

_Placed = TypeVar("_Placed", Mention, LocalQuote)


def mentions_as_read(mentions: tuple[Mention, ...], offsets: Offsets) -> tuple[Mention, ...]:
    """Mentions of the clean copy, in offsets as read."""
    return _placed(mentions, offsets.old) if offsets else mentions


def mentions_in_copy(mentions: tuple[Mention, ...], offsets: Offsets) -> tuple[Mention, ...]:
    """Mentions in offsets as read, in those of the clean copy."""
    return _placed(mentions, offsets.new) if offsets else mentions


def claims_as_read(claims: Sequence[LocalClaim], offsets: Offsets) -> tuple[LocalClaim, ...]:
    """Claims of the clean copy, in offsets as read."""
    if not offsets:
        return tuple(claims)
    return tuple(replace(one, sentence=offsets.old(one.sentence), anchor=offsets.old(one.anchor)) for one in claims)


def quotes_as_read(quotes: Sequence[LocalQuote], offsets: Offsets) -> tuple[LocalQuote, ...]:
    """Quotations of the clean copy, in offsets as read."""
    return _placed(tuple(quotes), offsets.old) if offsets else tuple(quotes)


def _placed(found: tuple[_Placed, ...], place: Callable[[Span], Span]) -> tuple[_Placed, ...]:
    spans = (place((one.start, one.end)) for one in found)
    return tuple(replace(one, start=start, end=end) for one, (start, end) in zip(found, spans, strict=True))
