"""Quotations: marks, speakers, addressees, and whose words a stretch of text is."""

from __future__ import annotations

import time
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.errors import DataError
from kg.mention.language import annotate, load_model
from kg.model import Article, Block, LocalQuote, Mention
from kg.paths import shipped
from kg.quote.quotes import Speech, find_quotes, find_speech
from kg.quote.reporting import reporting_verbs
from kg.text.quotemarks import quoted_ranges

Read = Callable[..., tuple[Speech, tuple[Mention, ...]]]


@pytest.fixture(scope="module")
def read() -> Read:
    """Parses paragraphs (split at line ends) and looks for speech among mentions given by their words, in order."""
    nlp = load_model()

    def reader(text: str, *words: str) -> tuple[Speech, tuple[Mention, ...]]:
        blocks, at = [], 0
        for line in text.split("\n"):
            if line.strip():
                blocks.append(Block(at, at + len(line)))
            at += len(line) + 1
        ((_, doc),) = annotate(nlp, [Article("a", text, tuple(blocks))])
        mentions, at = [], 0
        for word in words:
            at = text.index(word, at)
            kind = "pronoun" if word.lower() in {"he", "she"} else "name"
            mentions.append(Mention(at, at + len(word), word, "Person", kind))
            at += len(word)
        assert [q.text for q in find_quotes(doc, mentions)] == [q.text for q in find_speech(doc, mentions).quotes]
        return find_speech(doc, mentions), tuple(mentions)

    return reader


def told(quotes: tuple[LocalQuote, ...], mentions: tuple[Mention, ...]) -> list[tuple[str, str, bool]]:
    """(speaker, words, direct) of each quote."""
    return [("" if q.speaker is None else mentions[q.speaker].text, q.text, q.direct) for q in quotes]


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        ('Ann Berg said: "We will not yield."', ["Ann Berg"], ("Ann Berg", "We will not yield.")),
        ('"We will not yield," Ann Berg said.', ["Ann Berg"], ("Ann Berg", "We will not yield,")),
        ("“We will not yield,” said Ann Berg.", ["Ann Berg"], ("Ann Berg", "We will not yield,")),
        ('Observes Mr Hadley: "The poor get poorer."', ["Hadley"], ("Hadley", "The poor get poorer.")),
        ("‘We will not yield,’ said Ann Berg.", ["Ann Berg"], ("Ann Berg", "We will not yield,")),
        (
            "“A joint statement would help,” said Tom Reed, an analyst at Acme Research.",
            ["Tom Reed", "Acme Research"],
            ("Tom Reed", "A joint statement would help,"),
        ),
        (
            "“The pact is a gift,” said the finance minister, Ann Berg, after the vote.",
            ["Ann Berg"],
            ("Ann Berg", "The pact is a gift,"),
        ),
        (
            "Tom Reed, who wrote on Facebook, “The pact is a gift to us all,” left the party.",
            ["Tom Reed"],
            ("Tom Reed", "The pact is a gift to us all,"),
        ),
        ("“It was a great honour,” she told reporters.", ["she"], ("she", "It was a great honour,")),
        ("“Why should we sign it?” asked Tom Reed.", ["Tom Reed"], ("Tom Reed", "Why should we sign it?")),
        ("Ann Berg: “The talks go on.”", ["Ann Berg"], ("Ann Berg", "The talks go on.")),
        ("Ann Berg praised the crew: “You have saved us all.”", ["Ann Berg"], ("Ann Berg", "You have saved us all.")),
        (
            "“This deal was never going to hold up.” The room fell silent.",
            [],
            ("", "This deal was never going to hold up."),
        ),
    ],
)
def test_direct_speech_has_its_speaker(read: Read, text: str, mentions: list[str], expected: tuple[str, str]) -> None:
    speech, found = read(text, *mentions)
    assert told(speech.quotes, found) == [(*expected, True)]


def test_a_quotation_goes_on_after_its_speaker_is_named(read: Read) -> None:
    text = '"She is great," Tom Reed told reporters on Friday. "She was a close friend. Off we go!" The party cheered.'
    speech, mentions = read(text, "Tom Reed")
    assert told(speech.quotes, mentions) == [
        ("Tom Reed", "She is great,", True),
        ("Tom Reed", "She was a close friend. Off we go!", True),
    ]


def test_a_quotation_of_several_paragraphs_has_one_speaker(read: Read) -> None:
    text = (
        "“We signed the pact,” said Ann Berg. “It was late.\n\n“Nobody had slept.\n\n“Now we rest.”\n\nTom Reed left."
    )
    speech, mentions = read(text, "Ann Berg", "Tom Reed")
    assert [words for _, words, _ in told(speech.quotes, mentions)][1:] == [
        "It was late.",
        "Nobody had slept.",
        "Now we rest.",
    ]
    assert {speaker for speaker, _, _ in told(speech.quotes, mentions)} == {"Ann Berg"}


def test_another_paragraph_does_not_lend_its_speaker(read: Read) -> None:
    text = "“We signed the pact,” said Ann Berg.\n\n“Nobody had asked the members of the party.”"
    speech, mentions = read(text, "Ann Berg")
    assert [speaker for speaker, _, _ in told(speech.quotes, mentions)] == ["Ann Berg", ""]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Berg made trade her “top priority” on Monday.",
        "The so-called “peace train” left the city.",
        "They staged “The Long Night” in Oslo.",
    ],
)
def test_terms_in_marks_are_no_quotes(read: Read, text: str) -> None:
    speech, _ = read(text)
    assert speech.quotes == ()


def test_a_label_is_no_quote_but_has_its_author(read: Read) -> None:
    text = "Ann Berg called the pact “a triumph of patience”."
    speech, _ = read(text, "Ann Berg")
    at = text.index("triumph")
    assert speech.quotes == ()
    assert speech.attribution(at, at + 7) == (0, True)


@pytest.mark.parametrize(
    ("text", "mentions", "expected"),
    [
        ("Ann Berg said that the talks had failed.", ["Ann Berg"], ("Ann Berg", "the talks had failed")),
        ("The talks had failed, Ann Berg said.", ["Ann Berg"], ("Ann Berg", "The talks had failed")),
        (
            'Ann Berg, an economist, said the board "may well sell the yard".',
            ["Ann Berg"],
            ("Ann Berg", 'the board "may well sell the yard"'),
        ),
        (
            "Tom Reed, who said that the talks had failed, resigned on Monday.",
            ["Tom Reed"],
            ("Tom Reed", "the talks had failed"),
        ),
        ("According to Ann Berg, the talks had failed.", ["Ann Berg"], ("Ann Berg", "the talks had failed")),
        ("The talks had failed, according to Ann Berg.", ["Ann Berg"], ("Ann Berg", "The talks had failed")),
        ("It was announced by Ann Berg that the talks had failed.", ["Ann Berg"], ("Ann Berg", "the talks had failed")),
        ("Ann Berg left the room, saying the talks had failed.", ["Ann Berg"], ("Ann Berg", "the talks had failed")),
        ("She added that trade was her “top priority.”", ["She"], ("She", "trade was her “top priority.”")),
        ("Reed quoted Ann Berg as saying that it was late.", ["Reed", "Ann Berg"], ("Ann Berg", "it was late")),
        ("Tom Reed, Ann Berg said, will leave.", ["Tom Reed", "Ann Berg"], ("Ann Berg", "will leave")),
    ],
)
def test_indirect_speech_has_its_speaker(read: Read, text: str, mentions: list[str], expected: tuple[str, str]) -> None:
    speech, found = read(text, *mentions)
    assert told(speech.quotes, found) == [(*expected, False)]


@pytest.mark.parametrize(
    "text",
    [
        "Ann Berg denied that the talks had failed.",  # as a quote it would say the opposite
        "Ann Berg believes that the talks have failed.",
        "Ann Berg is expected to say that the talks have failed.",
        "Ann Berg did not say that the talks had failed.",
    ],
)
def test_what_was_not_said_is_attributed_but_no_quote(read: Read, text: str) -> None:
    speech, _ = read(text, "Ann Berg")
    at = text.index("failed")
    assert speech.quotes == ()
    assert speech.attribution(at, at + 6) == (0, False)


@pytest.mark.parametrize(
    ("text", "addressee"),
    [
        ("Ann Berg told Tom Reed that the talks had failed.", 1),
        ("“The talks have failed,” Ann Berg told Tom Reed.", 1),
        ("“The talks have failed,” Ann Berg said to Tom Reed.", 1),
        ("Ann Berg said the talks with Tom Reed had failed.", None),
        ("“The talks have failed,” Ann Berg said, praising Tom Reed.", None),
    ],
)
def test_the_one_spoken_to_is_found(read: Read, text: str, addressee: int | None) -> None:
    speech, _ = read(text, "Ann Berg", "Tom Reed")
    assert [quote.addressee for quote in speech.quotes] == [addressee]


def test_what_stands_before_a_semicolon_is_not_what_is_said_behind_it(read: Read) -> None:
    text = "Anchor Friedrich Lund said Reed had agreed to meet Berg within two weeks; the Kremlin did not confirm it."
    speech, _ = read(text, "Friedrich Lund", "Kremlin")
    at = text.index("agreed")
    assert speech.attribution(at, at + 6) == (0, False)
    assert speech.attribution(0, 6) == (None, False)


def test_quotes_know_the_mentions_inside_them(read: Read) -> None:
    text = "“Lena Holm met Tom Reed in Oslo,” said Ann Berg."
    speech, _ = read(text, "Lena Holm", "Tom Reed", "Oslo", "Ann Berg")
    assert [quote.about for quote in speech.quotes] == [(0, 1, 2)]


def test_attribution_tells_the_innermost_speaker(read: Read) -> None:
    text = "Ann Berg said that Tom Reed had told Lena Holm that the bank was broke. The bank has closed."
    speech, mentions = read(text, "Ann Berg", "Tom Reed", "Lena Holm")
    at = text.index("broke")
    assert mentions[speech.attribution(at, at + 5)[0] or 0].text == "Tom Reed"
    at = text.index("Lena Holm")
    assert mentions[speech.attribution(at, at + 4)[0] or 0].text == "Ann Berg"
    at = text.index("closed")
    assert speech.attribution(at, at + 6) == (None, False)


def test_attribution_of_direct_speech_is_marked_quoted(read: Read) -> None:
    text = "“We met the premier in Oslo,” Ann Berg said after she had left."
    speech, _ = read(text, "Ann Berg")
    at = text.index("met")
    assert speech.attribution(at, at + 3) == (0, True)
    at = text.index("left")
    assert speech.attribution(at, at + 4) == (None, False)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ('“a” and „b“ and «c» and "d"', ["a", "b", "c", "d"]),
        ("He said ‘it won’t do’ and left.", ["it won’t do"]),
        ("The 'best' of the leaders' plans in the '90s", ["best"]),
        ("\"He told me 'go away' and left,\" she said.", ["He told me 'go away' and left,"]),
        ('a 6\'2" man and a "tall" one', ["tall"]),
        ("“never closed\n\nnext paragraph “closed”", ["closed"]),
        ('"One.\n\n"Two." She left.', ["One.", "Two."]),
        ('He said: "We can win. "But we must work," and left.', ["We can win.", "But we must work,"]),
        ("don't, it's, the dogs' bowl", []),
        ("", []),
    ],
)
def test_marks_are_paired(text: str, expected: list[str]) -> None:
    assert [text[start:end] for start, end in quoted_ranges(text)] == expected


@given(st.text(alphabet="ab .,!\n\"'“”‘’„«»", max_size=60) | st.text(max_size=60))
def test_any_text_gives_ranges_in_order_that_do_not_overlap(text: str) -> None:
    ranges = quoted_ranges(text)
    assert all(0 <= start <= end <= len(text) for start, end in ranges)
    assert all(first[1] <= second[0] for first, second in pairwise(ranges))


def test_marks_made_to_run_away_take_linear_time() -> None:
    for hostile in ("'" * 50_000, " 'a" * 20_000, '"' * 100_000, "“" * 50_000, '"a\n' * 30_000, '"a\n\n' * 30_000):
        started = time.process_time()
        quoted_ranges(hostile)
        assert time.process_time() - started < 5


@settings(deadline=None)  # the parser alone takes longer now and then
@given(text=st.text(alphabet='Ab said told that . , : “ ” " \n he', max_size=80))
def test_any_text_can_be_read_for_speech(read: Read, text: str) -> None:
    speech, _ = read(text)
    assert all(text[quote.start : quote.end] == quote.text for quote in speech.quotes)


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        ("clause: attribute", "clause: maybe", "clause"),
        ("addressee: object", "addressee: someone", "addressee"),
        ("verbs: [deny,", "verbs: [say, deny,", "say"),
        ("  why: An answer.", "  reason: An answer.", "reply"),
    ],
)
def test_a_fault_in_the_verb_file_names_group_and_field(tmp_path: Path, old: str, new: str, fault: str) -> None:
    text = (shipped("lexicon") / "reporting.yaml").read_text(encoding="utf-8")
    assert old in text
    path = tmp_path / "reporting.yaml"
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    with pytest.raises(DataError, match=fault):
        reporting_verbs(path)
