"""Subtitles (SRT, WebVTT): what is said, without numbers and times."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from kg.errors import InputError
from kg.read.inputs import Format, Input
from kg.read.records import Record, Records

_TIME = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})[.,](\d{1,3})"
_TIMES = re.compile(rf"\s*{_TIME}\s*-->\s*{_TIME}")
_VOICE = re.compile(r"<v(?:\.[^\s>]*)?\s+([^<>]{1,80})>")
_TAG = re.compile(r"<[^<>]{0,200}>|\{\\[^{}]{0,200}\}")
_SOUND = re.compile(r"[\[(♪♫][^\[\]()]{0,200}[\])♪♫]\s*|[♪♫#]+.*")
_LABEL = re.compile(r"(?:[A-Z][A-Z.'’-]*)(?:\s[A-Z][A-Z.'’-]*){0,4}:\s")
_DASH = re.compile(r"\A(?:[-–—]\s?(?=\S)|>{2,3}\s*)")
_ENDS = re.compile(r"[.!?…][\"'”’)]*\Z")
_PAUSE = 4.0
"""Seconds of silence after a sentence that begin a new paragraph."""
_PARAGRAPH = 600
"""Characters after which the next sentence does."""
_UNENDED = 5_000
"""Characters after which the next cue does: the words of machines often have no stops."""


@dataclass(frozen=True, slots=True)
class _Cue:
    start: float
    end: float
    lines: tuple[str, ...]


def read_subtitles(source: Input) -> Records:
    """The one record of a file of subtitles: cues joined to paragraphs, who speaks at the start of a line."""
    lines = _spoken(_cues(source.text().splitlines()))
    text = "\n".join(lines)
    if not text:
        raise InputError(source.name, "subtitles without words")
    yield Record(source.name, text, path=source.name)


def _cues(lines: list[str]) -> Iterator[_Cue]:
    """The cues: lines from one line of times to the next, without the number or name before that."""
    times: tuple[float, float] | None = None
    held: list[str] = []
    for index, line in enumerate(lines):
        match = _TIMES.match(line)
        if match:
            if times:
                yield _Cue(*times, tuple(held))
            held, times = [], (_seconds(match.groups()[:4]), _seconds(match.groups()[4:]))
        elif times and not line.strip():
            yield _Cue(*times, tuple(held))
            held, times = [], None
        elif times and not (index + 1 < len(lines) and line.strip().isdecimal() and _TIMES.match(lines[index + 1])):
            held.append(line)
    if times:
        yield _Cue(*times, tuple(held))


def _seconds(parts: tuple[str | None, ...]) -> float:
    hours, minutes, seconds, rest = (int(part or 0) for part in parts)
    return hours * 3600 + minutes * 60 + seconds + rest / 1000


def _spoken(cues: Iterator[_Cue]) -> Iterator[str]:
    """The paragraphs. A line that a cue repeats from the one before, as rolling subtitles do, counts once."""
    held, speaker, end = "", "", 0.0
    for cue, who, words in _fresh(cues):
        new = bool(_LABEL.match(words) or _DASH.match(words)) or (who != speaker and bool(who))
        ended = _ENDS.search(held[-8:]) and (cue.start - end > _PAUSE or len(held) > _PARAGRAPH)
        if held and (new or ended or len(held) > _UNENDED):
            yield held
            held = ""
        named = f"{who}: " if who and (who != speaker or not held) else ""
        held += f"{' ' if held else ''}{named}{_DASH.sub('', words, count=1)}"
        speaker, end = who or speaker, cue.end
    if held:
        yield held


def _fresh(cues: Iterator[_Cue]) -> Iterator[tuple[_Cue, str, str]]:
    """The lines of cues with their speakers, without those that stood in the cue before."""
    before: set[str] = set()
    for cue in cues:
        lines = [(who, words) for line in cue.lines for who, words in _voices(line)]
        yield from ((cue, who, words) for who, words in lines if words not in before)
        before = {words for _, words in lines} or before


def _voices(line: str) -> Iterator[tuple[str, str]]:
    """(speaker or "", words) of a line, without marks of type and sounds."""
    parts = _VOICE.split(line)
    for who, words in zip(["", *parts[1::2]], parts[::2], strict=True):
        said = html.unescape(_TAG.sub("", words)).replace("\u200b", "")
        said = " ".join(_SOUND.sub("", said).split())
        if said.strip("-–—> "):
            yield html.unescape(who).strip(), said


FORMAT = Format(
    "subtitles",
    (".srt", ".vtt"),
    read_subtitles,
    lambda head, _: head.removeprefix(b"\xef\xbb\xbf").startswith(b"WEBVTT") or _is_srt(head),
)


def _is_srt(head: bytes) -> bool:
    lines = head.removeprefix(b"\xef\xbb\xbf").lstrip()[:200].decode("latin-1").splitlines()
    return len(lines) > 1 and lines[0].strip().isdecimal() and bool(_TIMES.match(lines[1]))
