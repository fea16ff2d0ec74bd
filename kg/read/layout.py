"""From the lines of a news text to its blocks: what is prose, and what the other lines say about the article.

The rules look at the form of a line and at where it stands; the words they use are in lexicon/layout.yaml and
lexicon/agencies.yaml. Each is made so that no prose is lost: a line that no rule is sure of is a paragraph.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Container, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from kg.model import Block
from kg.read.agencies import PressWords
from kg.read.closings import (
    are_teasers,
    corrections,
    ends_article,
    is_biography,
    is_correction_label,
    is_notice,
    is_teaser,
    reporters,
    reporters_from,
)
from kg.read.credits import (
    FILE_PHOTO,
    Dateline,
    Fact,
    parse_byline,
    parse_credit,
    parse_dateline,
    parse_place_line,
    peel_photo_credit,
    peel_tail,
)
from kg.read.lineforms import (
    CLOSERS,
    FINAL,
    HEADLINE_LENGTH,
    dates_in,
    ends_sentence,
    is_desk_note,
    is_prose,
    is_rule,
    is_time,
    looks_like_headline,
)
from kg.read.turns import Label, find_labels
from kg.read.units import EDGE, Unit, inside, split_units
from kg.read.written_dates import find_dates
from kg.text.clean import clean_lines
from kg.text.offsets import Offsets

Kind = Literal["paragraph", "headline", "heading", "caption", "dateline", "speaker"]

_HEADING_LENGTH = 110
_LABEL_LENGTH = 25
_BULLET = re.compile(r"(?:[-*•‣▪●–—]|\d{1,2}[.)])\s+(?=\S)")
_MARK = re.compile(r"(?:#{1,6}|>)\s+(?=\S)|RT @\w{1,50}(?:\s?:\s*|\s+)(?=\S)")
"""What stands before a line and is no part of it: marks of Markdown, and whose message a message repeats."""
_BOLD = re.compile(r"\*\*|__")
_HEADER_DATE = re.compile(
    r"(?:(?i:date|published|posted|updated))?\s?:?\s?\d{4}-\d{2}-\d{2}(?:[T ]\d{2}:\d{2}[\d:.Z+\-]*)?(?=\s\s*[^a-z\s])"
)


@dataclass(frozen=True, slots=True)
class Layout:
    """Blocks in order, and what lines outside them say. `facts`: (field, value, where it stands), in text order."""

    blocks: tuple[Block, ...]
    facts: tuple[tuple[str, str, str], ...]
    title: str | None


@dataclass(frozen=True, slots=True)
class _Part:
    """What became of one unit: its blocks (none: left out) and the facts in it, each with the form it was found in."""

    unit: Unit
    blocks: tuple[Block, ...] = ()
    facts: tuple[Fact, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class _View:
    """What a rule may know: all units, which of them stand before the first and after the last sentence."""

    units: Sequence[Unit]
    credits: Sequence[Sequence[Fact] | None]
    """Of each unit, as `parse_credit` has it."""
    photos: Sequence[tuple[int, Sequence[Fact]] | None]
    """Of each unit, as `peel_photo_credit` has it."""
    words: PressWords
    first_prose: int
    last_prose: int
    prose: frozenset[int]
    headline: int | None
    aside: frozenset[int]
    """Lines that belong to the page or the desk."""
    end: int
    """From this line on there are other articles."""
    labels: Mapping[int, Label]
    """Lines that begin with the label of a speaker."""


def read_layout(text: str, words: PressWords, start: int = 0, authors: Sequence[str] = ()) -> Layout:
    """The blocks of `text` from `start` on (0, or where the front matter ends), and the facts in the lines between.

    `authors`: those its metadata name, for the notes below a text that tell who they are.

    Time is linear in the length of the text; words of more than 500 characters are no prose and left out.
    """
    clean, offsets = clean_lines(text)
    layout = _read_clean(clean, words, offsets.new((start, start))[0], authors)
    blocks: Iterable[Block] = layout.blocks
    if offsets:
        blocks = [_moved(block, offsets) for block in blocks]
    if "\t" in text:
        blocks = [cell for block in blocks for cell in _cells(text, block)]
    return replace(layout, blocks=tuple(blocks))


def _moved(block: Block, offsets: Offsets) -> Block:
    start, end = offsets.old((block.start, block.end))
    return replace(block, start=start, end=end, hidden=tuple(map(offsets.old, block.hidden)))


_TAB = re.compile(r"(?<![\r\n]) *\t[ \t]*(?![\r\n])")


def _cells(text: str, block: Block) -> Iterator[Block]:
    """The block, or where tabs part it as the cells of a table, a block for each.

    Tabs part a line that is no sentence, and a date or label before one: "March 5⇥Lindqvist met Dubreuil⇥Oslo".
    """
    tabs = list(_TAB.finditer(text, block.start, block.end))
    first = text[block.start : tabs[0].start()] if tabs else ""
    labelled = len(first) <= _LABEL_LENGTH and (first[-1:] == ":" or any(map(str.isdigit, first)))
    if not tabs or (ends_sentence(text[block.start : block.end]) and not labelled):
        yield block
        return
    starts = [block.start, *(tab.end() for tab in tabs)]
    ends = [*(tab.start() for tab in tabs), block.end]
    for start, end in zip(starts, ends, strict=True):
        if start < end:
            yield replace(block, start=start, end=end, hidden=inside(block.hidden, start, end))


def _read_clean(text: str, words: PressWords, start: int, authors: Sequence[str]) -> Layout:
    begin, leading = _header_date(text, start)
    units = split_units(text, begin)
    view = _view(units, words, authors)
    parts = (
        [_part(view, index) for index in range(len(units))]
        if len(units) > 1
        else [_only(unit, words) for unit in units]
    )
    parts = [_withdrawn(parts, index, words) for index in range(len(parts))]
    parts = _captions(parts, view)
    blocks = [
        replace(block, hidden=inside(part.unit.hidden, block.start, block.end))
        for part in parts
        for block in part.blocks
    ]
    facts = [*leading, *_facts_of(parts, text)]
    facts += _date_of_pictures(text, blocks, facts)
    return Layout(tuple(blocks), tuple(facts), _title(text, blocks))


def _header_date(text: str, start: int) -> tuple[int, list[tuple[str, str, str]]]:
    """Where the text goes on after a date at its very start, such as " date 2025-10-27 ", and that date."""
    lead = re.compile(rf"[{EDGE}]*").match(text, start)
    begin = lead.end() if lead else start
    match = _HEADER_DATE.match(text, begin)
    found = [day for _, _, day in find_dates(match.group())] if match else []
    if match is None or not found:
        return start, []
    return match.end(), [("published", found[0].isoformat(), f"line {_line(text, begin)}")]


def _line(text: str, offset: int) -> int:
    return text.count("\n", 0, offset) + 1


# ------------------------------------------------------------------ the units in view


def _view(units: Sequence[Unit], words: PressWords, authors: Sequence[str]) -> _View:
    found = [_credit_in(unit.text, words) for unit in units]
    photos = [peel_photo_credit(unit.text, words) for unit in units]
    credited = [credit is not None or photo is not None for credit, photo in zip(found, photos, strict=True)]
    labels = find_labels([unit.text for unit in units])
    headline = _headline_index(units, credited, words, labels)
    aside = frozenset(index for index, unit in enumerate(units) if _is_aside(unit.text, words))
    rest = [
        index
        for index in range(len(units))
        if index != headline and found[index] is None and photos[index] != (0, []) and index not in aside
    ]
    prose = [index for index in rest if _is_sentence(units[index].text, words)]
    prose = prose or [index for index in rest if ends_sentence(units[index].text)]
    end = _end(units, prose, words)
    prose = [index for index in prose if index < end]
    for index in _notes(units, prose, words, [*authors, *_authors(units, words)]):
        found[index] = reporters_from(units[index].text, words) or []
        prose.remove(index)
    first, last = (prose[0], prose[-1]) if prose else (len(units), len(units))
    return _View(
        units, found, photos, words, first, last, frozenset(prose), headline if prose else None, aside, end, labels
    )


def _credit_in(text: str, words: PressWords) -> list[Fact] | None:
    found = parse_credit(text, words)
    return reporters(text, words) if found is None else found


def _is_aside(text: str, words: PressWords) -> bool:
    """Whether a line belongs to the page or the desk wherever it stands."""
    return is_desk_note(text) or is_time(text, words) or is_notice(text, words) or is_teaser(text, words)


def _end(units: Sequence[Unit], prose: Sequence[int], words: PressWords) -> int:
    """The line from which on there are only teasers of other articles, title and summary by turns; else a number past
    the last line."""
    if len(prose) < 2:
        return len(units)
    for index in range(prose[1] + 1, len(units)):
        if ends_article(units[index].text, words):
            below = [unit.text for unit in units[index + 1 :] if not _is_around(unit.text, words)]
            return index if are_teasers(below, _HEADING_LENGTH) else len(units)
    return len(units)


def _notes(units: Sequence[Unit], prose: Sequence[int], words: PressWords, authors: Sequence[str]) -> Iterator[int]:
    """The last sentences that tell who reported from where and who the authors are."""
    for index in reversed(prose[1:]):
        text = units[index].text
        above = [units[one].text for one in prose if one < index]
        if reporters_from(text, words) is None and not is_biography(text, authors, words, above):
            return
        yield index


def _authors(units: Sequence[Unit], words: PressWords) -> Iterator[str]:
    for unit in (*units[:8], *units[-4:]):
        yield from (name for field, name in parse_byline(unit.text, words) or () if field == "authors")


def _is_sentence(text: str, words: PressWords) -> bool:
    return is_prose(text) or (len(text.split()) >= 8 and is_prose(text[: peel_tail(text, words)[0]]))


def _headline_index(
    units: Sequence[Unit], credited: Sequence[bool], words: PressWords, labels: Container[int]
) -> int | None:
    """The first unit that is no date, byline or picture, if it has the form of a headline."""
    for index, unit in enumerate(units[:6]):
        if not (credited[index] or _is_around(unit.text, words)):
            begins = index in labels or parse_dateline(unit.text, words) is not None
            return index if looks_like_headline(unit.text) and not begins else None
    return None


def _is_around(text: str, words: PressWords) -> bool:
    bare = text.strip(" :.").lower()
    return (
        bare in words.furniture
        or is_rule(text)
        or _is_aside(text, words)
        or parse_place_line(text, words) is not None
        or dates_in(text, words) is not None
        or parse_byline(text, words) is not None
        or FILE_PHOTO.match(text) is not None
    )


# ------------------------------------------------------------------ one rule after the other

_Rule = Callable[[_View, int], _Part | None]


def _parts(view: _View) -> list[_Part]:
    return [_part(view, index) for index in range(len(view.units))]


def _part(view: _View, index: int) -> _Part:
    for rule in _RULES:
        part = rule(view, index)
        if part is not None:
            return part
    return _paragraph(view, index)


def _around(view: _View, index: int) -> bool:
    """Whether the unit stands before the first or after the last sentence."""
    return index < view.first_prose or index > view.last_prose


def _empty(view: _View, index: int) -> _Part | None:
    unit = view.units[index]
    bare = unit.text.strip(" :.|•·-–—").lower()
    empty = bare in view.words.furniture or is_rule(unit.text) or index in view.aside or index >= view.end
    return _Part(unit) if empty else None


def _ends(view: _View, index: int) -> _Part | None:
    """ "Tags" and the short lines that follow it."""
    if index <= view.last_prose:
        return None
    below = view.units[view.last_prose + 1 : index + 1]
    return _Part(view.units[index]) if any(ends_article(unit.text, view.words) for unit in below) else None


def _date_line(view: _View, index: int) -> _Part | None:
    unit = view.units[index]
    dates = dates_in(unit.text, view.words) if _around(view, index) else None
    return _Part(unit, (), (("published", dates[0]),), "line") if dates else None


def _dateline_line(view: _View, index: int) -> _Part | None:
    """ "Baku, March 5, AZERTAC" in a line of its own above the first sentence."""
    unit = view.units[index]
    dateline = parse_place_line(unit.text, view.words) if index <= view.first_prose else None
    if dateline is None:
        return None
    return _Part(unit, _place(unit.start, dateline), dateline.facts, "dateline, line")


def _byline(view: _View, index: int) -> _Part | None:
    unit = view.units[index]
    if index == view.headline or not (_around(view, index) or index <= view.first_prose + 3):
        return None
    facts = parse_byline(unit.text, view.words)
    return _Part(unit, (), tuple(facts), "byline, line") if facts is not None else None


def _credit(view: _View, index: int) -> _Part | None:
    unit = view.units[index]
    facts = view.credits[index]
    return _Part(unit, (), tuple(facts), "line") if facts is not None else None


def _turn(view: _View, index: int) -> _Part | None:
    """What somebody says in a transcript, with the label before it."""
    label = view.labels.get(index)
    if label is None:
        return None
    unit = view.units[index]
    said = (Block(unit.start + label.said, unit.end),) if label.said < len(unit.text) else ()
    return _Part(unit, (Block(unit.start, unit.start + label.end, "speaker"), *said))


def _photo(view: _View, index: int) -> _Part | None:
    unit = view.units[index]
    if len(unit.text) > 700 or index == view.headline:
        return None
    file_photo = FILE_PHOTO.match(unit.text)
    peeled = view.photos[index]
    if peeled is None and file_photo is None:
        return None
    end, facts = peeled or (len(unit.text), ())
    begin = file_photo.end() if file_photo else 0
    blocks = (Block(unit.start + begin, unit.start + end, "caption"),) if end > begin else ()
    return _Part(unit, blocks, tuple(facts), "photo credit, line")


def _headline(view: _View, index: int) -> _Part | None:
    if view.headline is None:
        return None
    unit, headline = view.units[index], view.units[view.headline]
    if index == view.headline:
        return _block(unit, "headline")
    return _block(unit, "heading") if _same(unit.text, headline.text) and len(unit.text) < HEADLINE_LENGTH else None


def _same(one: str, other: str) -> bool:
    return one.strip(CLOSERS + FINAL).casefold() == other.strip(CLOSERS + FINAL).casefold()


def _heading(view: _View, index: int) -> _Part | None:
    """A short line without a final stop: a deck above the first sentence, a heading further down."""
    unit = view.units[index]
    text = unit.text
    if index in view.prose or len(text) > _HEADING_LENGTH:
        return None
    if ends_sentence(text) or text.endswith(("”", '"', ",")) or _BULLET.match(text):
        return None
    deck = view.headline is not None and view.headline < index < view.first_prose and len(text.split()) >= 5
    return _block(unit, "headline" if deck and not text.endswith(":") else "heading")


_RULES: tuple[_Rule, ...] = (
    _empty,
    _ends,
    _date_line,
    _byline,
    _dateline_line,
    _credit,
    _turn,
    _photo,
    _headline,
    _heading,
)


def _block(unit: Unit, kind: Kind) -> _Part:
    """The unit as one block, without the marks of Markdown and lists at its edges."""
    mark = _MARK.match(unit.text) or (_BULLET.match(unit.text) if kind == "paragraph" else None)
    begin = mark.end() if mark else 0
    bold = _BOLD.match(unit.text, begin)
    edge = len(bold.group()) if bold and unit.text.endswith(bold.group()) and len(unit.text) > begin + 4 else 0
    return _Part(unit, (Block(unit.start + begin + edge, unit.end - edge, kind),))


def _paragraph(view: _View, index: int) -> _Part:
    part = _block(view.units[index], "paragraph")
    part = _without_dateline(part, view.words) if index <= view.first_prose + 2 else part
    return _without_tail(part, view.words) if index >= view.last_prose else part


def _only(unit: Unit, words: PressWords) -> _Part:
    """A text of one unit is prose whatever it looks like."""
    return _without_tail(_without_dateline(_block(unit, "paragraph"), words), words)


def _without_dateline(part: _Part, words: PressWords) -> _Part:
    block = part.blocks[0]
    text = part.unit.text[block.start - part.unit.start :]
    dateline = parse_dateline(text, words)
    if dateline is None or dateline.end == len(text):
        return part
    blocks = (*_place(block.start, dateline), replace(block, start=block.start + dateline.end))
    return replace(part, blocks=blocks, facts=dateline.facts, form="dateline, line")


def _place(start: int, dateline: Dateline) -> tuple[Block, ...]:
    place = dateline.place
    return (Block(start + place[0], start + place[1], "dateline"),) if place else ()


def _without_tail(part: _Part, words: PressWords) -> _Part:
    *before, block = part.blocks
    end, facts = peel_tail(part.unit.text[block.start - part.unit.start :], words)
    if not facts and block.start + end == block.end:
        return part
    whole = (*before, replace(block, end=block.start + end))
    return replace(part, blocks=whole, facts=(*part.facts, *facts), form=part.form or "end of line")


# ------------------------------------------------------------------ what the units say together


def _captions(parts: list[_Part], view: _View) -> list[_Part]:
    """A sentence straight above a line that only credits an agency, with prose further down, stands under a picture."""
    found = list(parts)
    for index in range(len(parts) - 1):
        below, block = parts[index + 1], parts[index].blocks[-1:]
        if below.blocks or below.unit.gap or index >= view.last_prose or not block or block[0].kind != "paragraph":
            continue
        if below.facts and all(field == "credits" for field, _ in below.facts) and len(parts[index].unit.text) < 400:
            found[index] = replace(parts[index], blocks=(*parts[index].blocks[:-1], replace(block[0], kind="caption")))
            found[index + 1] = replace(below, form="photo credit, line")
    return found


def _withdrawn(parts: Sequence[_Part], index: int, words: PressWords) -> _Part:
    """The part with what it withdraws as headings, which state nothing."""
    part = parts[index]
    if not any(block.kind == "paragraph" for block in part.blocks):
        return part
    if index and is_correction_label(parts[index - 1].unit.text):
        return replace(part, blocks=tuple(replace(block, kind="heading") for block in part.blocks))
    return replace(part, blocks=tuple(piece for block in part.blocks for piece in _pieces(part.unit, block, words)))


def _pieces(unit: Unit, block: Block, words: PressWords) -> Iterator[Block]:
    text = unit.text[block.start - unit.start : block.end - unit.start]
    spans = corrections(text, words) if block.kind == "paragraph" else []
    if not spans:
        yield block
        return
    at = 0
    for start, end in (*spans, (len(text), len(text))):
        for first, last, kind in ((at, start, block.kind), (start, end, "heading")):
            content = text[first:last].strip()
            if content:
                begin = block.start + text.index(content, first)
                yield Block(begin, begin + len(content), "heading" if kind == "heading" else "paragraph")
        at = end


def _facts_of(parts: Sequence[_Part], text: str) -> Iterator[tuple[str, str, str]]:
    line, offset = 1, 0
    for part in parts:
        line, offset = line + text.count("\n", offset, part.unit.start), part.unit.start
        for field, value in part.facts:
            yield field, value, f"{part.form} {line}".strip()


def _date_of_pictures(
    text: str, blocks: Sequence[Block], facts: Sequence[tuple[str, str, str]]
) -> Iterator[tuple[str, str, str]]:
    """The one full date in the article, if nothing else dates it and it stands in a caption of no archive picture."""
    if any(field == "published" for field, _, _ in facts) or not any(block.kind == "caption" for block in blocks):
        return
    dates = {(day, block) for block in blocks for _, _, day in find_dates(text[block.start : block.end])}
    for day, block in dates if len(dates) == 1 else ():
        before = text[max(0, block.start - 20) : block.start]
        if block.kind == "caption" and "file" not in before.lower():
            yield "published", day.isoformat(), f"caption, line {_line(text, block.start)}"


def _title(text: str, blocks: Sequence[Block]) -> str | None:
    first = next((block for block in blocks if block.kind == "headline"), None)
    return " ".join(text[first.start : first.end].split()) if first else None
